//! Whether a file is XLIFF as the standard asks: every [`Finding`] with its place, its rule and what helps.
//!
//! The file is read whole into a flat list of elements; then the tables of the schema and the rules that no schema can say
//! walk over it, each once. Nothing is fetched, no entity is expanded, and nothing recurses.

mod codes;
mod core;
mod decode;
mod fragments;
mod its;
mod modules;
mod order;
mod parse;
mod places;
mod revisions;
mod schema;
mod tables;
mod tables_v12;
mod tree;
mod v12;
mod values;

use std::borrow::Cow;

use self::places::Places;
use self::tree::{Ns, Tree};
use crate::{Place, PrepError, PrepErrorKind};

/// A breach of the standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it is.
    pub place: Place,
    /// The code of the rule, a closed list: `id-not-unique`, `order`.
    pub rule: &'static str,
    /// Where the standard says so: the part, and the element or attribute whose entry has the rule: `core#order`, `matches#match`.
    pub section: String,
    /// What is wrong.
    pub message: String,
    /// What helps.
    pub remedy: String,
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validation {
    /// The version the file says it is.
    pub version: String,
    /// The breaches in the order of their places; none when the file is valid.
    pub findings: Vec<Finding>,
}

/// Checks a file against XLIFF 1.2, 2.0, 2.1 or 2.2, whichever it says it is.
///
/// # Errors
/// When it cannot be judged: it is not well-formed, declares entities, is in no known encoding, is too large or too deep, or is
/// not XLIFF of these versions at all.
pub fn validate(bytes: &[u8]) -> Result<Validation, PrepError> {
    let text = decode::decode(bytes)?;
    let tree = parse::parse(&text)?;
    let mut found = Found::default();
    let version = tree.value(0, "version").unwrap_or_default().to_owned();
    let at_root = |message: String| {
        PrepError::new(PrepErrorKind::BadXliff, message).at(Places::new(&text).next(tree.nodes[0].at))
    };
    match (tree.nodes[0].ns, tree.nodes[0].name) {
        (Ns::Core, "xliff") => check_v2(&tree, &version, &mut found),
        (Ns::V12, "xliff") => v12::check(&tree, &mut found),
        (_, "xliff") => {
            let message = format!(
                "the namespace {:?} is not that of XLIFF 1.2, 2.0, 2.1 or 2.2; write xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" or :1.2",
                tree.root_namespace
            );
            return Err(at_root(message));
        }
        _ => {
            return Err(at_root(format!(
                "the root element is <{}>, not <xliff>: the file is of another kind",
                tree.nodes[0].written
            )));
        }
    }
    Ok(Validation { version, findings: found.placed(&text) })
}

fn check_v2(tree: &Tree<'_>, version: &str, found: &mut Found) {
    let is_v22 = tree.root_namespace.ends_with(":2.2");
    schema::check(tree, schema::v2(), found);
    core::check(tree, version, is_v22, found);
    codes::check(tree, found);
    order::check(tree, found);
    fragments::check(tree, found);
    modules::check(tree, is_v22, found);
    its::check(tree, found);
}

/// The findings so far, by their offsets.
#[derive(Debug, Default)]
struct Found(Vec<Raw>);

#[derive(Debug)]
struct Raw {
    at: u32,
    rule: &'static str,
    section: Cow<'static, str>,
    message: String,
    remedy: Cow<'static, str>,
}

impl Found {
    fn add(
        &mut self,
        at: u32,
        (rule, section): (&'static str, impl Into<Cow<'static, str>>),
        message: impl Into<String>,
        remedy: impl Into<Cow<'static, str>>,
    ) {
        let (section, message, remedy) = (section.into(), message.into(), remedy.into());
        self.0.push(Raw { at, rule, section, message, remedy });
    }

    fn placed(mut self, text: &str) -> Vec<Finding> {
        self.0.sort_by_key(|raw| raw.at);
        let mut places = Places::new(text);
        let placed = |raw: Raw| Finding {
            place: places.next(raw.at),
            rule: raw.rule,
            section: raw.section.into_owned(),
            message: raw.message,
            remedy: raw.remedy.into_owned(),
        };
        self.0.into_iter().map(placed).collect()
    }
}
