//! Whether a translation has the codes of its source.

use std::collections::BTreeMap;

use epitome_document::Document;

use crate::anatomy::{Anatomy, decoded};
use crate::content::{Content, Part};

/// Every code once, and pairs that neither break nor cross where those of the source do not. Their order is free.
pub(super) fn codes(
    document: &Document,
    anatomy: &Anatomy,
    target: &Content,
    foreign: &[String],
) -> Result<(), String> {
    if let Some(id) = foreign.first() {
        return Err(format!("it has a code that its source does not have: {id:?}"));
    }
    if target.codes.is_empty() && anatomy.codes.is_empty() {
        return Ok(());
    }
    let mut counts: BTreeMap<(u32, Part), i64> = BTreeMap::new();
    for code in &anatomy.content.codes {
        *counts.entry((code.id, code.part)).or_default() += 1;
    }
    for code in &target.codes {
        *counts.entry((code.id, code.part)).or_default() -= 1;
    }
    let wrong = counts.into_iter().find(|(_, n)| *n != 0);
    if let Some(((id, part), n)) = wrong {
        let source = anatomy.code(id).and_then(|code| code.source(part));
        let shown = source.map(|source| format!(" ({})", decoded(document, source))).unwrap_or_default();
        let which = match part {
            Part::Open => "the opening code",
            Part::Close => "the closing code",
            Part::Alone => "the code",
        };
        return Err(match (n > 0, source) {
            (true, _) => format!("{which} {id}{shown} is missing"),
            (false, Some(_)) => format!("{which} {id}{shown} stands there more often than in the source"),
            (false, None) => format!("it has a code that its source does not have: {id}"),
        });
    }
    let nested = target.nested();
    let broken = anatomy.content.nested().into_iter().find(|id| nested.binary_search(id).is_err());
    match broken {
        Some(id) => Err(format!("the pair of codes {id} is crossed or closes before it opens")),
        None => Ok(()),
    }
}
