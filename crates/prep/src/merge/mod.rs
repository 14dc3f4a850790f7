//! [`Merger`]: translations back into the bytes they came from.
//!
//! The source file is the skeleton. Only units whose translation differs are written anew; every other byte stays, but for the end
//! of a link that the text of a unit names.

mod brackets;
mod bytes;
mod check;
mod code;
mod directive;
mod emphasis;
mod escape;
mod front_matter;
mod ids;
mod json;
mod line_head;
mod markdown;
mod page;
mod reference;
mod render;
mod unfinished;

pub use ids::Ids;
pub(crate) use page::is_right_to_left;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io::{self, Write};

use epitome_document::{BlockId, Document, LangTag, Span, counted};
use unicode_normalization::UnicodeNormalization;

use crate::anatomy::{Anatomy, BlockCodes};
use crate::names::id_at;
use crate::units::{UnitPlace, anatomy_at};
use crate::xliff::Translation;
use crate::{PrepError, PrepErrorKind};
use bytes::{Encodings, Kept, Sink, Store};
use reference::Reference;

/// What is wanted of a merge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeOptions {
    /// Whether a unit that cannot be merged keeps its source instead of failing the merge.
    pub force: bool,
    /// Whether the file is written in UTF-8 whatever its source is in.
    pub to_utf8: bool,
    /// The language to note where the source names its own: in the head of a page, with the direction it is written in, in front
    /// matter, in a record. Where nothing is translated it stays.
    pub set_lang: Option<LangTag>,
}

/// What has become of the units of a merged file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The ids of the units that came.
    pub ids: Ids,
    /// Units written anew.
    pub n_changed: usize,
    /// Units without a translation.
    pub n_untranslated: usize,
    /// Units with a translation of an earlier text that nobody has confirmed.
    pub n_fuzzy: usize,
    /// Units that are translated in part, what was passed over under [`MergeOptions::force`], and what could not be noted in the page.
    pub warnings: Vec<String>,
}

/// What sentences have about: those of our own English articles 81 bytes.
const BYTES_A_SENTENCE: usize = 80;

/// Where units stand, by id, for XLIFF that has lost its places.
pub type Locate<'a> = dyn Fn() -> BTreeMap<String, UnitPlace> + 'a;

/// Takes translations one by one.
#[derive(Debug)]
pub struct Merger<'a> {
    document: &'a Document,
    options: MergeOptions,
    syntax: render::Syntax,
    encoding: Encodings,
    /// Where units are written, one after the other, and kept until the end.
    sink: Sink,
    store: Store,
    cache: Option<(BlockId, BlockCodes)>,
    located: OnceCell<BTreeMap<String, UnitPlace>>,
    ids: Ids,
    /// The bytes of the running text that change, and to what.
    splices: Vec<Splice>,
    /// Those outside it, which may stand inside of tags that a translation moves.
    inner: Vec<Splice>,
    /// Ends of links that their text no longer names, and what is written there.
    ends: BTreeMap<Span, Written>,
    findings: Vec<Finding>,
    warnings: Vec<String>,
    is_encoding: bool,
    is_translated: bool,
    n_untranslated: usize,
    n_fuzzy: usize,
}

/// Why a unit cannot be merged, and what stands in its place where that is passed over.
#[derive(Debug)]
struct Finding {
    what: String,
    instead: &'static str,
}

/// What stands in the place of two units.
const FIRST: &str = "the first stands there";

/// What is written in the place of some bytes of the source.
#[derive(Debug)]
struct Splice {
    source: Span,
    written: Written,
    /// What to call its unit in messages.
    name: Kept,
}

/// Bytes, with codes of the source between them.
#[derive(Debug)]
struct Written {
    bytes: Kept,
    /// How many of the bytes stand before each code, and where it stands in the source.
    codes: Box<[(usize, Span)]>,
}

/// What comes of one unit.
enum Outcome {
    /// Its translation is its source, or it is not to be translated.
    Same,
    Untranslated,
    /// Its translation is of an earlier text.
    Fuzzy,
    /// These bytes change, and to what; inner ones stand outside the running text.
    Changed {
        is_inner: bool,
        source: Span,
        written: Written,
    },
}

impl<'a> Merger<'a> {
    /// A merge into the source of this document, which must be the one the units were extracted from.
    #[must_use]
    pub fn new(document: &'a Document, options: MergeOptions) -> Merger<'a> {
        let encoding = Encodings::new(document, options.to_utf8);
        Merger {
            document,
            options,
            syntax: render::Syntax::of(document),
            encoding,
            sink: Sink::new(encoding),
            store: Store::default(),
            cache: None,
            located: OnceCell::new(),
            // Most units are sentences, and to make room again and again takes longer than all else that is done with ids.
            ids: Ids::with_capacity(document.text.len() / BYTES_A_SENTENCE),
            splices: Vec::new(),
            inner: Vec::new(),
            ends: BTreeMap::new(),
            findings: Vec::new(),
            warnings: Vec::new(),
            is_encoding: false,
            is_translated: false,
            n_untranslated: 0,
            n_fuzzy: 0,
        }
    }

    /// Takes one unit. `locate` finds the places of units where a tool has dropped them.
    pub fn take(&mut self, unit: Translation, locate: Option<&Locate<'_>>) {
        if !self.ids.insert(&unit.id) {
            let (name, line, id) = (unit.name(), unit.at.line, &unit.id);
            let what = format!("{name} (line {line}): there are two units with the id {id}");
            return self.findings.push(Finding { what, instead: FIRST });
        }
        match self.outcome(&unit, locate) {
            Ok(Outcome::Same) => self.is_translated |= unit.translate,
            Ok(Outcome::Untranslated) => self.n_untranslated += 1,
            Ok(Outcome::Fuzzy) => self.n_fuzzy += 1,
            Ok(Outcome::Changed { is_inner, source, written }) => {
                self.is_translated = true;
                if unit.n_open > 0 {
                    let (name, n) = (unit.name(), unit.n_open);
                    let have = if n == 1 { "segment has" } else { "segments have" };
                    self.warnings.push(format!("{name}: {n} {have} no translation"));
                }
                let name = self.store.keep(unit.name().as_bytes());
                let layer = if is_inner { &mut self.inner } else { &mut self.splices };
                layer.push(Splice { source, written, name });
            }
            Err(problem) => {
                let what = format!("{} (line {}): {problem}", unit.name(), unit.at.line);
                self.findings.push(Finding { what, instead: "the source stays there" });
            }
        }
    }

    fn outcome(&mut self, unit: &Translation, locate: Option<&Locate<'_>>) -> Result<Outcome, String> {
        let target = match &unit.target {
            // What is for nobody to translate lacks no translation.
            _ if !unit.translate => return Ok(Outcome::Same),
            Some(_) if unit.is_fuzzy => return Ok(Outcome::Fuzzy),
            Some(target) if unit.is_translated() => target,
            _ => return Ok(Outcome::Untranslated),
        };
        let located;
        let place = match (&unit.place, locate) {
            (Some(place), _) => Some(place),
            (None, Some(locate)) => {
                located = self.located.get_or_init(locate).get(&unit.id).cloned();
                located.as_ref()
            }
            (None, None) => None,
        };
        let Some(place) = place else { return Err("the source has no such unit".to_owned()) };
        let anatomy = anatomy_at(self.document, &mut self.cache, place);
        // What a code stands for is not seen in the source of a unit, and a tool may have normalised that; its id knows.
        let is_of_this = |anatomy: &Anatomy| {
            anatomy.codes.is_empty() && anatomy.content == unit.source
                || id_at(self.document, place, anatomy)
                    .and_then(|id| unit.id.strip_prefix(&id))
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let Some(anatomy) = anatomy.filter(is_of_this) else {
            return Err("the text at its place in the source is not the text it was made of".to_owned());
        };
        if *target == anatomy.content {
            return Ok(Outcome::Same);
        }
        check::codes(self.document, &anatomy, target, &unit.foreign)?;
        if target.codes == anatomy.content.codes && is_same_text(&target.text, &anatomy.content.text) {
            return Ok(Outcome::Same); // a tool has normalised it
        }
        if matches!(place, UnitPlace::Text { .. })
            && self.syntax.parts(&target.text)
            && !self.syntax.parts(&anatomy.content.text)
        {
            let name = unit.name();
            self.warnings.push(format!(
                "{name}: its translation has a line break, behind which a new paragraph begins in plain text"
            ));
        }
        let rendered = self.syntax.render(self.document, place, &anatomy, target, &mut self.sink);
        let bytes = self.sink.keep(&mut self.store);
        let codes = rendered.map_err(|problem| {
            self.is_encoding |= problem.is_encoding;
            problem.message
        })?;
        let is_inner = matches!(place, UnitPlace::Meta(_));
        for link in self.syntax.renamed(self.document, place, self.store.get(&bytes), &codes) {
            let written = self.name_of(link);
            self.ends.insert(link.end, written);
        }
        let written = Written { bytes, codes: codes.into() };
        Ok(Outcome::Changed { is_inner, source: anatomy.source, written })
    }

    /// The end of a link with its name in it.
    fn name_of(&mut self, link: Reference) -> Written {
        let unmappable = |_| None; // there is none
        let is_written = self.sink.text("][", unmappable).is_ok();
        let codes = [(self.sink.len(), link.name)].into();
        let is_written = is_written && self.sink.text("]", unmappable).is_ok();
        debug_assert!(is_written, "every encoding has brackets");
        Written { bytes: self.sink.keep(&mut self.store), codes }
    }

    /// Writes the merged file.
    ///
    /// # Errors
    /// When a unit cannot be merged and that is not to be passed over: then nothing is written, and the message names every such
    /// unit. When it cannot be written.
    pub fn finish(mut self, out: &mut impl Write) -> Result<Merged, PrepError> {
        let mut kept = self.splices;
        // Units nearly always come in the order of the source, and to sort takes room for all of them again.
        if !kept.is_sorted_by_key(|splice| splice.source) {
            kept.sort_by_key(|splice| splice.source);
        }
        kept.dedup_by(|splice, last| {
            let is_taken = last.source.end() > splice.source.start();
            if is_taken {
                let [name, last] = [splice, last].map(|splice| self.store.text(&splice.name));
                let what = format!("{name}: it stands in the same place as {last}");
                self.findings.push(Finding { what, instead: FIRST });
            }
            is_taken
        });
        if !self.findings.is_empty() && !self.options.force {
            let kind = if self.is_encoding { PrepErrorKind::Encoding } else { PrepErrorKind::BadUnits };
            let units = counted(self.findings.len(), "unit");
            let list: String = self.findings.iter().map(|finding| format!("\n  {}", finding.what)).collect();
            let message = format!("{units} cannot be merged; --force leaves the source there{list}");
            return Err(PrepError::new(kind, message));
        }
        let (mut inner, mut warnings) = (self.inner, self.warnings);
        let n_changed = kept.len() + inner.len();
        let passed = self.findings.into_iter().map(|Finding { what, instead }| format!("{what}; {instead}"));
        warnings.extend(passed);
        let added = (&*kept, &mut inner, &mut self.store);
        page::note(self.document, self.options, self.is_translated, &self.syntax, added, &mut warnings);
        for (source, written) in self.ends {
            inner.push(Splice { source, written, name: self.store.keep(b"") });
        }
        inner.sort_by_key(|splice| splice.source);
        let whole = Span::new(0, self.document.source.bytes.len());
        let mut output = Output { document: self.document, encoding: self.encoding, store: &self.store, out };
        output.copy(whole, &[&kept, &inner]).map_err(|err| {
            PrepError::new(PrepErrorKind::Io, format!("the merged file cannot be written: {err}"))
        })?;
        Ok(Merged {
            ids: self.ids,
            n_changed,
            n_untranslated: self.n_untranslated,
            n_fuzzy: self.n_fuzzy,
            warnings,
        })
    }
}

/// Whether two texts that differ are the same in NFC.
fn is_same_text(a: &str, b: &str) -> bool {
    // Characters below U+0300 stay themselves, unless a mark comes behind them, and no mark is below U+0300. So where two such
    // are the first to differ, and others such follow, the texts do: nearly all translations show it at once.
    let n_common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let start = a.floor_char_boundary(n_common);
    let is_plain = |text: &str| text[start..].chars().take(2).all(|c| c < '\u{300}');
    !(is_plain(a) && is_plain(b)) && a.nfc().eq(b.nfc())
}

/// Where the merged file goes, with what its bytes are found in.
struct Output<'a, W> {
    document: &'a Document,
    encoding: Encodings,
    store: &'a Store,
    out: W,
}

impl<W: Write> Output<'_, W> {
    /// Copies bytes of the source, with what is put in the place of some of them: first by the outermost layer, then, in what that
    /// leaves and moves, by the ones within.
    fn copy(&mut self, source: Span, layers: &[&[Splice]]) -> io::Result<()> {
        let Some((outer, inner)) = layers.split_first() else {
            return self.out.write_all(&self.encoding.of_source(self.document, source));
        };
        let mut done = source.start();
        let first = outer.partition_point(|splice| splice.source.start() < done);
        for splice in outer[first..].iter().take_while(|splice| splice.source.end() <= source.end()) {
            self.copy(Span::new(done, splice.source.start()), inner)?;
            let Written { bytes, codes } = &splice.written;
            let bytes = self.store.get(bytes);
            let mut n_done = 0;
            for (at, code) in codes {
                self.out.write_all(&bytes[n_done..*at])?;
                self.copy(*code, inner)?;
                n_done = *at;
            }
            self.out.write_all(&bytes[n_done..])?;
            done = splice.source.end();
        }
        self.copy(Span::new(done, source.end()), inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_where_their_composed_forms_are() {
        // Letters with a mark in one character and in two, marks in both orders, a sign that is another letter in NFC, jamo.
        let letters = [
            "",
            "a",
            "e",
            "é",
            "e\u{301}",
            "Å",
            "\u{212B}",
            "\u{301}",
            "\u{323}",
            "ệ",
            "ê\u{323}",
            "가",
            "ᄀ",
            "ᅡ",
        ];
        let texts: Vec<String> =
            letters.iter().flat_map(|first| letters.map(|second| format!("{first}{second}b"))).collect();
        let mut n_same = 0;
        let pairs = texts.iter().flat_map(|a| texts.iter().map(move |b| (a, b)));
        for (a, b) in pairs.filter(|(a, b)| a != b) {
            let expected = a.nfc().eq(b.nfc());
            assert_eq!(is_same_text(a, b), expected, "{a:?} {b:?}");
            n_same += usize::from(expected);
        }
        assert!(n_same > 40, "{n_same} pairs are the same and written otherwise");
    }
}
