//! [`units`]: the units of an article.

use std::collections::BTreeMap;

use epitome_document::{
    BlockId, BlockKind, Cleaning, Document, LangTag, Ranked, Sentence, SentenceId, Sentences, Span, Strength,
    Tagging, Use,
};
use epitome_langs::Languages;
use sha2::{Digest, Sha256};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::anatomy::{Anatomy, BlockCodes, decoded};
use crate::content::Piece;
use crate::spans::{Protection, spans};
use crate::{Class, Keep, Skip, Unit};

/// What is wanted of the units of an article.
#[derive(Clone, Debug)]
pub struct UnitOptions {
    /// The language of the translation.
    pub target: LangTag,
    /// Whether dropped blocks are translated too.
    pub all: bool,
    /// Whether the summary's units come first.
    pub gist_first: bool,
    /// What stays as it is.
    pub protection: Protection,
}

impl UnitOptions {
    /// The usual wishes for a translation into this language.
    #[must_use]
    pub fn new(target: LangTag) -> UnitOptions {
        UnitOptions { target, all: false, gist_first: false, protection: Protection::default() }
    }
}

/// All that is known about an article when its units are made.
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a> {
    /// The article.
    pub document: &'a Document,
    /// What each block is.
    pub cleaning: &'a Cleaning,
    /// Which language, where.
    pub tagging: &'a Tagging,
    /// The sentences of all blocks.
    pub sentences: &'a Sentences,
    /// Those of the summary.
    pub summary: &'a [Ranked],
}

/// The units of an article: one for each sentence that is translated, in the order of the text, or the summary's first.
#[must_use]
pub fn units(found: Findings<'_>, languages: &Languages, options: &UnitOptions) -> Vec<Unit> {
    let ranks: BTreeMap<SentenceId, u32> =
        found.summary.iter().map(|ranked| (ranked.sentence, ranked.rank)).collect();
    let mut names = Names::default();
    let mut units = Vec::new();
    for block in found.document.block_ids() {
        let treatment = found.cleaning.of(block);
        if treatment.usage == Use::Drop && !options.all {
            continue;
        }
        let kind = found.document.block(block).kind;
        let codes = BlockCodes::new(found.document, block);
        for (id, sentence) in found.sentences.of_block(block) {
            let text = found.document.slice(sentence.span);
            let inlines = spans(text, languages.get(sentence.tag), &options.protection);
            let (mut protected, mut localize) = (Vec::new(), Vec::new());
            for inline in inlines {
                let span = inline.span.shifted(sentence.span.start());
                match inline.keep {
                    Keep::Verbatim => protected.push((span, inline.class)),
                    Keep::Localize => localize.push(crate::Inline { span, ..inline }),
                }
            }
            let anatomy = codes.anatomy(found.document, sentence.span, &protected);
            units.push(Unit {
                id: names.give(found.document, kind, &anatomy),
                block,
                nth: sentence.nth,
                span: sentence.span,
                localize,
                anatomy,
                tag: sentence.tag,
                role: treatment.role,
                rank: ranks.get(&id).copied(),
                skip: skip(found.tagging, sentence, options.target),
                target: None,
                fuzzy: None,
            });
        }
    }
    if options.gist_first {
        // The sort is stable: within both halves the order of the text stays.
        units.sort_by_key(|unit| unit.rank.is_none());
    }
    units
}

/// Where a unit stands, and what in it is protected: all that is needed to find its anatomy again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPlace {
    /// Where it stands.
    pub span: Span,
    /// Its protected spans.
    pub protected: Vec<Span>,
}

/// The id of the first unit with the text and the codes that stand at a place; `None` when the document has no such place.
#[must_use]
pub fn unit_id(document: &Document, place: &UnitPlace) -> Option<String> {
    at_place(document, &mut None, place).map(|(_, hash)| hash)
}

/// The hash in the id of a unit: of its text in NFC with its codes, and of its block's kind.
pub(crate) fn hash(document: &Document, kind: BlockKind, anatomy: &Anatomy) -> String {
    let mut hasher = Sha256::new();
    hasher.update(format!("{kind:?}"));
    for piece in anatomy.content.pieces() {
        match piece {
            Piece::Text(text) if is_nfc(text) => hasher.update(text),
            Piece::Text(text) => hasher.update(text.nfc().collect::<String>()),
            Piece::Code(placed) => {
                hasher.update([0, placed.part as u8]);
                let source = anatomy.code(placed.id).and_then(|code| code.source(placed.part));
                if let Some(source) = source {
                    hasher.update(&*decoded(document, source));
                }
                hasher.update([0]);
            }
        }
    }
    let digest = hasher.finalize();
    let hex: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("u{hex}")
}

/// The anatomy of a unit at a place, when the place is one of the document; with the hash its id must begin with.
pub(crate) fn at_place(
    document: &Document,
    cache: &mut Option<(BlockId, BlockCodes)>,
    place: &UnitPlace,
) -> Option<(Anatomy, String)> {
    let is_span = |span: Span| document.text.get(span.range()).is_some();
    let is_sound = is_span(place.span)
        && !place.span.is_empty()
        && place
            .protected
            .iter()
            .all(|span| is_span(*span) && place.span.contains(*span) && !span.is_empty())
        && place.protected.windows(2).all(|pair| pair[0].end() <= pair[1].start());
    let idx = document.blocks.partition_point(|block| block.span.end() <= place.span.start());
    let block = document.blocks.get(idx).filter(|block| is_sound && block.span.contains(place.span))?;
    let id = BlockId::new(idx);
    if cache.as_ref().is_none_or(|(cached, _)| *cached != id) {
        *cache = Some((id, BlockCodes::new(document, id)));
    }
    let (_, codes) = cache.as_ref()?;
    let protected: Vec<(Span, Class)> =
        place.protected.iter().map(|span| (*span, Class::DoNotTranslate)).collect();
    let anatomy = codes.anatomy(document, place.span, &protected);
    let hash = hash(document, block.kind, &anatomy);
    Some((anatomy, hash))
}

/// Names given so far: equal units are told apart by a number.
#[derive(Default)]
struct Names {
    n_given: BTreeMap<String, u32>,
}

impl Names {
    fn give(&mut self, document: &Document, kind: BlockKind, anatomy: &Anatomy) -> Box<str> {
        let hash = hash(document, kind, anatomy);
        let n_given = self.n_given.entry(hash.clone()).or_default();
        *n_given += 1;
        match *n_given {
            1 => hash.into(),
            n => format!("{hash}-{n}").into(),
        }
    }
}

/// Whether a sentence is for nobody, or for another translator. A guess is not enough: a translator sees what it is.
fn skip(tagging: &Tagging, sentence: &Sentence, target: LangTag) -> Option<Skip> {
    let main = tagging.whole.tag;
    let is_clear = tagging.at(sentence.span.start()).strength >= Strength::Likely;
    let differs =
        is_clear && main.is_language() && sentence.tag.is_language() && !is_same(sentence.tag, main);
    differs.then(|| if is_same(sentence.tag, target) { Skip::TargetLanguage } else { Skip::OtherLanguage })
}

/// Whether two tags name one written language: that of `zh` and `zh-Hant` is not, that of `en` and `en-GB` is.
fn is_same(a: LangTag, b: LangTag) -> bool {
    let script = |tag: &LangTag| {
        let subtag = tag.as_str().split('-').nth(1).filter(|subtag| subtag.len() == 4);
        subtag.map(str::to_owned)
    };
    a.language() == b.language() && script(&a) == script(&b)
}
