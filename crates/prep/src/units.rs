//! [`units`]: the units of an article.

mod place;

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::vec::IntoIter;

use epitome_document::{
    BlockId, Cleaning, Document, End, LangTag, MetaText, Ranked, Role, Sentence, SentenceId, Sentences, Span,
    Strength, Tagging, Use,
};
use epitome_langs::Languages;

use crate::anatomy::{Anatomy, BlockCodes, is_xml_char};
use crate::content::Content;
use crate::names::{Names, hash};
use crate::spans::{Lexicon, Protection, spans_by};
use crate::{Class, Inline, Keep, Origin, Skip, Unit};
use place::codes_of;

pub use place::UnitPlace;
pub(crate) use place::{anatomy_at, block_at};

/// What is wanted of the units of an article.
#[derive(Clone, Debug)]
pub struct UnitOptions {
    /// The language of the translation.
    pub target: LangTag,
    /// Whether what is dropped or cut off is translated too.
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

/// The units of an article: one for each sentence that is translated, in the order of the text, or the summary's first. What
/// the source says of the whole article goes before its text; what stands in a block or before it, after the block's sentences,
/// and only where the block is translated. A text outside the running text that is nothing but what stays as it is, is none, nor
/// is one with characters that XML cannot hold.
///
/// Each is made when it is asked for, so that a writer needs memory for one at a time.
#[must_use]
pub fn units<'a>(found: Findings<'a>, languages: &'a Languages, options: &'a UnitOptions) -> Units<'a> {
    let ranks: BTreeMap<SentenceId, u32> =
        found.summary.iter().map(|ranked| (ranked.sentence, ranked.rank)).collect();
    let sentences = found.sentences.items.iter();
    let n_sentences = sentences.filter(|sentence| is_wanted(&found, options, sentence.block)).count();
    let tag = found.tagging.whole.tag;
    let lexicon = Lexicon::new(languages.get(tag));
    let texts: Vec<Text> = texts_by_block(found.document)
        .filter(|(block, _)| block.is_none_or(|block| is_wanted(&found, options, block)))
        .filter_map(|(block, nth)| {
            let text = &found.document.meta.texts[nth as usize].value;
            let noted = noted_in_prose(text, &lexicon, &options.protection)?;
            Some(Text { block, nth, noted })
        })
        .collect();
    let cuts = cuts(&found, options);
    Units {
        found,
        languages,
        options,
        ranks,
        pass: if options.gist_first { Pass::Summary } else { Pass::All },
        next: 0,
        n_left: n_sentences + texts.len() + cuts.len(),
        cuts: cuts.into_iter().peekable(),
        texts: texts.into_iter().peekable(),
        block: None,
        names: Names::default(),
        lexicons: vec![(tag, lexicon)],
        lexicon: 0,
    }
}

/// A text outside the running text: its block, its number, and what is noted of it.
#[derive(Debug)]
struct Text {
    block: Option<BlockId>,
    nth: u32,
    noted: Vec<Inline>,
}

/// The units of an article, one by one. See [`units()`].
#[derive(Debug)]
pub struct Units<'a> {
    found: Findings<'a>,
    languages: &'a Languages,
    options: &'a UnitOptions,
    ranks: BTreeMap<SentenceId, u32>,
    pass: Pass,
    /// The sentence that is looked at next.
    next: usize,
    /// What is cut off blocks and still to come, each as a sentence with its role.
    cuts: Peekable<IntoIter<(Sentence, Role)>>,
    /// The texts outside the running text that are still to come, in the order of their blocks.
    texts: Peekable<IntoIter<Text>>,
    /// The block of the last unit, with its codes.
    block: Option<(BlockId, BlockCodes)>,
    names: Names,
    /// The words of the languages there have been.
    lexicons: Vec<(LangTag, Lexicon<'a>)>,
    /// Which of them is that of the last sentence: that of the next one, most of the time.
    lexicon: usize,
    n_left: usize,
}

/// Which units one walk over the sentences gives. Each walk counts all of them, so that ids do not depend on the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pass {
    All,
    Summary,
    Rest,
}

impl Iterator for Units<'_> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        loop {
            let sentence = self.found.sentences.items.get(self.next);
            let is_due = |block: Option<BlockId>| sentence.is_none_or(|next| block < Some(next.block));
            if self.pass != Pass::Summary
                && let Some(text) = self.texts.next_if(|text| is_due(text.block))
            {
                self.n_left -= 1;
                return Some(self.text_unit(text));
            }
            let is_before = |(cut, _): &(Sentence, Role)| sentence.is_none_or(|next| cut.span < next.span);
            if let Some((cut, role)) = self.cuts.next_if(is_before) {
                let unit = self.unit(None, role, &cut);
                if self.pass == Pass::Summary {
                    continue;
                }
                self.n_left -= 1;
                return Some(unit);
            }
            let Some(sentence) = sentence else {
                if self.pass != Pass::Summary {
                    return None;
                }
                (self.pass, self.next, self.names) = (Pass::Rest, 0, Names::default());
                self.cuts = cuts(&self.found, self.options).into_iter().peekable();
                continue;
            };
            let id = SentenceId::new(self.next);
            self.next += 1;
            if !is_wanted(&self.found, self.options, sentence.block) {
                continue;
            }
            let role = self.found.cleaning.of(sentence.block).role;
            let unit = self.unit(Some(id), role, sentence);
            let is_now = match self.pass {
                Pass::All => true,
                Pass::Summary => unit.rank.is_some(),
                Pass::Rest => unit.rank.is_none(),
            };
            if is_now {
                self.n_left -= 1;
                return Some(unit);
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.n_left, Some(self.n_left))
    }
}

impl ExactSizeIterator for Units<'_> {}

impl Units<'_> {
    fn unit(&mut self, id: Option<SentenceId>, role: Role, sentence: &Sentence) -> Unit {
        let Findings { document, cleaning, tagging, .. } = self.found;
        let is_doubtful =
            role.usage() == Use::Drop && cleaning.of(sentence.block).usage == Use::Aside && id.is_some();
        self.turn_to(sentence.tag);
        let text = document.slice(sentence.span);
        let kept: Vec<Span> = verbatim(document, sentence.span).collect();
        let is_kept = is_covered(document, sentence.span, &kept);
        let mut protected: Vec<(Span, Class)> = Vec::new();
        if !is_kept {
            protected.extend(kept.iter().map(|span| (*span, Class::DoNotTranslate)));
        }
        let is_touched = |span: Span| {
            let next = kept.partition_point(|kept| kept.end() <= span.start());
            kept.get(next).is_some_and(|kept| kept.start() < span.end())
        };
        let mut noted = spans_by(text, &self.lexicons[self.lexicon].1, &self.options.protection);
        noted.retain(|inline| {
            let span = inline.span.shifted(sentence.span.start());
            let is_free = !is_touched(span);
            if is_free && inline.keep == Keep::Verbatim {
                protected.push((span, inline.class));
            }
            is_free && inline.keep == Keep::Localize
        });
        protected.sort_by_key(|(span, _)| *span);
        let anatomy =
            codes_of(document, &mut self.block, sentence.block).anatomy(document, sentence.span, &protected);
        Unit {
            id: self.names.give(hash(document, document.block(sentence.block).kind, &anatomy)),
            origin: Origin::Sentence {
                block: sentence.block,
                role,
                is_doubtful,
                nth: sentence.nth,
                span: sentence.span,
            },
            noted,
            anatomy,
            tag: sentence.tag,
            rank: id.and_then(|id| self.ranks.get(&id).copied()),
            skip: if is_kept { Some(Skip::Verbatim) } else { skip(tagging, sentence, self.options.target) },
            target: None,
            fuzzy: None,
            review: None,
        }
    }

    /// Takes up the words of a language.
    fn turn_to(&mut self, tag: LangTag) {
        if self.lexicons[self.lexicon].0 != tag {
            let known = self.lexicons.iter().position(|(known, _)| *known == tag);
            self.lexicon = known.unwrap_or_else(|| {
                self.lexicons.push((tag, Lexicon::new(self.languages.get(tag))));
                self.lexicons.len() - 1
            });
        }
    }

    fn text_unit(&mut self, Text { block, nth, noted }: Text) -> Unit {
        let Findings { document, tagging, .. } = self.found;
        let text = &document.meta.texts[nth as usize];
        let anatomy = text_anatomy(text);
        Unit {
            id: self.names.give(hash(document, ("Meta", text.kind), &anatomy)),
            origin: Origin::Meta { nth, kind: text.kind, block },
            noted,
            anatomy,
            tag: tagging.whole.tag,
            rank: None,
            skip: None,
            target: None,
            fuzzy: None,
            review: None,
        }
    }
}

/// What is cut off blocks, where all is translated, in order: each counts as a sentence behind those of its block.
fn cuts(found: &Findings<'_>, options: &UnitOptions) -> Vec<(Sentence, Role)> {
    if !options.all {
        return Vec::new();
    }
    let Findings { document, cleaning, tagging, sentences, .. } = *found;
    let mut cuts = Vec::new();
    let mut last = None;
    for cut in &cleaning.cuts {
        let text = document.slice(cut.span);
        let start = cut.span.end() - text.trim_start().len();
        let span = Span::new(start, start + text.trim().len());
        let Some(block) = block_at(document, span).filter(|_| !span.is_empty()) else { continue };
        let nth = match last {
            Some((before, nth)) if before == block => nth + 1,
            _ => {
                let n_before = |limit| sentences.items.partition_point(|sentence| sentence.block < limit);
                (n_before(BlockId::new(block.idx() + 1)) - n_before(block)) as u32
            }
        };
        last = Some((block, nth));
        cuts.push((Sentence { block, nth, span, tag: tagging.at(start).tag, end: End::BlockEnd }, cut.role));
    }
    cuts
}

/// The numbers of the texts outside the running text, those of the whole article first, then block by block: a text belongs to
/// the block it stands in, else to the one that follows, else to the last.
fn texts_by_block(document: &Document) -> impl Iterator<Item = (Option<BlockId>, u32)> {
    let texts = || document.meta.texts.iter().zip(0..);
    let of_article = texts().filter(|(text, _)| text.kind.is_of_article()).map(|(_, nth)| (None, nth));
    let mut blocks = document.block_ids().peekable();
    let last = document.block_ids().last();
    let of_blocks = texts().filter(|(text, _)| !text.kind.is_of_article()).map(move |(text, nth)| {
        let ends_before = |block: &BlockId| {
            document.block_source(*block).is_some_and(|source| source.end() <= text.source.start())
        };
        while blocks.next_if(ends_before).is_some() {}
        (blocks.peek().copied().or(last), nth)
    });
    of_article.chain(of_blocks)
}

/// The anatomy of a text outside the running text, which has no codes.
fn text_anatomy(text: &MetaText) -> Anatomy {
    let mut content = Content::default();
    content.push_text(&text.value);
    Anatomy { content, codes: Vec::new(), source: text.source }
}

/// What is noted of a text, where there is something to translate: not an address alone, nor what XML cannot hold.
fn noted_in_prose(text: &str, lexicon: &Lexicon<'_>, protection: &Protection) -> Option<Vec<Inline>> {
    let is_code = |inline: &Inline| inline.keep == Keep::Verbatim && inline.span == Span::new(0, text.len());
    let noted = text.chars().all(is_xml_char).then(|| spans_by(text, lexicon, protection))?;
    (!noted.iter().any(is_code)).then_some(noted)
}

/// Whether the sentences of a block are translated.
fn is_wanted(found: &Findings<'_>, options: &UnitOptions, block: BlockId) -> bool {
    options.all || found.cleaning.of(block).usage != Use::Drop
}

/// What the source says not to translate in a part of the text.
fn verbatim(document: &Document, part: Span) -> impl Iterator<Item = Span> {
    let all = &document.meta.verbatim;
    let first = all.partition_point(|span| span.end() <= part.start());
    let inside = all[first..].iter().take_while(move |span| span.start() < part.end());
    inside.filter_map(move |span| span.intersection(part))
}

/// Whether some spans, which are in order, hold all of a part of the text but white space.
fn is_covered(document: &Document, part: Span, spans: &[Span]) -> bool {
    let starts = spans.iter().map(|span| span.start()).chain([part.end()]);
    let ends = [part.start()].into_iter().chain(spans.iter().map(|span| span.end()));
    !spans.is_empty() && ends.zip(starts).all(|(end, start)| document.text[end..start].trim().is_empty())
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
    fn script(tag: &LangTag) -> Option<&str> {
        tag.as_str().split('-').nth(1).filter(|subtag| subtag.len() == 4)
    }
    a == b || a.language() == b.language() && script(&a) == script(&b)
}
