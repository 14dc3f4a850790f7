//! [`Merger`]: translations back into the bytes they came from.
//!
//! The source file is the skeleton. Only units whose translation differs are written anew; every other byte stays.

mod bytes;
mod check;
mod json;
mod line_head;
mod page;
mod render;

pub(crate) use page::is_right_to_left;

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};

use epitome_document::{BlockId, Document, LangTag, Span};
use unicode_normalization::UnicodeNormalization;

use crate::anatomy::{Anatomy, BlockCodes};
use crate::units::{UnitPlace, anatomy_at, id_at};
use crate::xliff::Translation;
use crate::{PrepError, PrepErrorKind};
use bytes::{Encodings, Sink};

/// What is wanted of a merge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeOptions {
    /// Whether a unit that cannot be merged keeps its source instead of failing the merge.
    pub force: bool,
    /// Whether the file is written in UTF-8 whatever its source is in.
    pub to_utf8: bool,
    /// The language to note where the source names its own: in the head of a page, with the direction it is written in, in front
    /// matter, in a record.
    pub set_lang: Option<LangTag>,
}

/// A merged file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The ids of the units that came.
    pub ids: HashSet<String>,
    /// Units written anew.
    pub n_changed: usize,
    /// Units without a translation.
    pub n_untranslated: usize,
    /// Units with a translation of an earlier text that nobody has confirmed.
    pub n_fuzzy: usize,
    /// What was passed over under [`MergeOptions::force`], and what could not be noted in the page.
    pub warnings: Vec<String>,
}

/// Where units stand, by id, for XLIFF that has lost its places.
pub type Locate<'a> = dyn Fn() -> BTreeMap<String, UnitPlace> + 'a;

/// Takes translations one by one.
#[derive(Debug)]
pub struct Merger<'a> {
    document: &'a Document,
    options: MergeOptions,
    syntax: render::Syntax,
    encoding: Encodings,
    cache: Option<(BlockId, BlockCodes)>,
    located: OnceCell<BTreeMap<String, UnitPlace>>,
    seen: HashSet<String>,
    /// The bytes of the running text that change, and to what.
    splices: Vec<Splice>,
    /// Those outside it, which may stand inside of tags that a translation moves.
    inner: Vec<Splice>,
    findings: Vec<String>,
    is_encoding: bool,
    n_untranslated: usize,
    n_fuzzy: usize,
}

/// Bytes to be put in the place of others.
#[derive(Debug)]
pub(crate) struct Splice {
    pub(crate) source: Span,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) name: String,
}

/// A piece of what is written in the place of other bytes.
#[derive(Debug)]
pub(crate) enum Piece {
    /// These bytes.
    Bytes(Vec<u8>),
    /// These bytes of the source, a code of it.
    Source(Span),
}

impl<'a> Merger<'a> {
    /// A merge into the source of this document, which must be the one the units were extracted from.
    #[must_use]
    pub fn new(document: &'a Document, options: MergeOptions) -> Merger<'a> {
        Merger {
            document,
            options,
            syntax: render::Syntax::of(document),
            encoding: Encodings::new(document, options.to_utf8),
            cache: None,
            located: OnceCell::new(),
            seen: HashSet::new(),
            splices: Vec::new(),
            inner: Vec::new(),
            findings: Vec::new(),
            is_encoding: false,
            n_untranslated: 0,
            n_fuzzy: 0,
        }
    }

    /// Takes one unit. `locate` finds the places of units where a tool has dropped them.
    pub fn take(&mut self, unit: Translation, locate: Option<&Locate<'_>>) {
        if let Err(problem) = self.try_take(&unit, locate) {
            self.findings.push(format!("{} (line {}): {problem}", unit.name(), unit.at.line));
        }
    }

    fn try_take(&mut self, unit: &Translation, locate: Option<&Locate<'_>>) -> Result<(), String> {
        if !self.seen.insert(unit.id.clone()) {
            return Err(format!("there are two units with the id {}", unit.id));
        }
        let target = match &unit.target {
            Some(_) if unit.is_fuzzy => {
                self.n_fuzzy += 1;
                return Ok(());
            }
            Some(target) if unit.translate => target,
            _ => {
                self.n_untranslated += 1;
                return Ok(());
            }
        };
        let located = || locate.and_then(|locate| self.located.get_or_init(locate).get(&unit.id).cloned());
        let Some(place) = unit.place.clone().or_else(located) else {
            return Err("the source has no such unit".to_owned());
        };
        let anatomy = anatomy_at(self.document, &mut self.cache, &place);
        // What a code stands for is not seen in the source of a unit, and a tool may have normalised that; its id knows.
        let is_of_this = |anatomy: &Anatomy| {
            anatomy.codes.is_empty() && anatomy.content == unit.source
                || id_at(self.document, &place, anatomy)
                    .and_then(|id| unit.id.strip_prefix(&id))
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let Some(anatomy) = anatomy.filter(is_of_this) else {
            return Err("the text at its place in the source is not the text it was made of".to_owned());
        };
        if *target == anatomy.content {
            return Ok(());
        }
        check::codes(self.document, &anatomy, target, &unit.foreign)?;
        let is_same_text = target.text.nfc().eq(anatomy.content.text.nfc());
        if is_same_text && target.codes == anatomy.content.codes {
            return Ok(()); // a tool has normalised it
        }
        let sink = Sink::new(self.document, self.encoding);
        let rendered = self.syntax.render(self.document, &place, &anatomy, target, sink);
        let pieces = rendered.map_err(|problem| {
            self.is_encoding |= problem.is_encoding;
            problem.message
        })?;
        let splice = Splice { source: anatomy.source, pieces, name: unit.name().to_owned() };
        match place {
            UnitPlace::Text { .. } => self.splices.push(splice),
            UnitPlace::Meta(_) => self.inner.push(splice),
        }
        Ok(())
    }

    /// The merged file.
    ///
    /// # Errors
    /// When a unit cannot be merged and that is not to be passed over. The message names every such unit.
    pub fn finish(mut self) -> Result<Merged, PrepError> {
        self.splices.sort_by_key(|splice| splice.source);
        let mut kept: Vec<Splice> = Vec::with_capacity(self.splices.len());
        for splice in self.splices {
            match kept.last() {
                Some(last) if last.source.end() > splice.source.start() => {
                    self.findings
                        .push(format!("{}: it stands in the same place as {}", splice.name, last.name));
                }
                _ => kept.push(splice),
            }
        }
        if !self.findings.is_empty() && !self.options.force {
            let kind = if self.is_encoding { PrepErrorKind::Encoding } else { PrepErrorKind::BadUnits };
            let n = self.findings.len();
            let what =
                if n == 1 { "1 unit cannot be merged" } else { &format!("{n} units cannot be merged") };
            let message =
                format!("{what}; --force leaves the source there\n  {}", self.findings.join("\n  "));
            return Err(PrepError::new(kind, message));
        }
        let mut inner = self.inner;
        let n_changed = kept.len() + inner.len();
        let mut warnings: Vec<String> =
            self.findings.into_iter().map(|finding| format!("{finding}; the source stays there")).collect();
        page::note(self.document, self.options, &self.syntax, &mut inner, &mut warnings);
        inner.sort_by_key(|splice| splice.source);
        let mut sink =
            Sink::new(self.document, self.encoding).with_capacity(self.document.source.bytes.len());
        let whole = Span::new(0, self.document.source.bytes.len());
        copy(whole, &[&kept, &inner], &mut sink);
        Ok(Merged {
            bytes: sink.into_bytes(),
            ids: self.seen,
            n_changed,
            n_untranslated: self.n_untranslated,
            n_fuzzy: self.n_fuzzy,
            warnings,
        })
    }
}

/// Copies bytes of the source, with what is put in the place of some of them: first by the outermost layer, then, in what that
/// leaves and moves, by the ones within.
fn copy(source: Span, layers: &[&[Splice]], sink: &mut Sink<'_>) {
    let Some((outer, inner)) = layers.split_first() else { return sink.source(source) };
    let mut done = source.start();
    let first = outer.partition_point(|splice| splice.source.start() < done);
    for splice in outer[first..].iter().take_while(|splice| splice.source.end() <= source.end()) {
        copy(Span::new(done, splice.source.start()), inner, sink);
        for piece in &splice.pieces {
            match piece {
                Piece::Bytes(bytes) => sink.raw(bytes),
                Piece::Source(source) => copy(*source, inner, sink),
            }
        }
        done = splice.source.end();
    }
    copy(Span::new(done, source.end()), inner, sink);
}
