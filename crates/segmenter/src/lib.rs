//! Splits blocks into sentences.
//!
//! [`segment`] gives the [`Sentences`] of a whole document, [`split`] those of one piece of text; [`Options`] say what happens
//! to quotations. The engine is one scan over the bytes: a table passes over everything but the signs that may end a
//! sentence, and there the neighbouring words decide, by the lists of the language's data file. It never looks for the
//! partner of a bracket or a quotation mark, so a lost one does no harm.
//!
//! ```
//! use epitome_document::LangTag;
//! use epitome_langs::Languages;
//! use epitome_segmenter::{Options, split};
//!
//! let text = "M. A. Balasubramaniam (Bala) a cité vtv.vn. « Le marché pèse 2,2 milliards. » Il a conclu…";
//! let languages = Languages::default();
//! let french = languages.get(LangTag::literal("fr"));
//! let sentences: Vec<&str> = split(text, french, Options::default()).iter().map(|(span, _)| &text[span.range()]).collect();
//! assert_eq!(
//!     sentences,
//!     [
//!         "M. A. Balasubramaniam (Bala) a cité vtv.vn.",
//!         "« Le marché pèse 2,2 milliards. »",
//!         "Il a conclu…",
//!     ]
//! );
//! ```

mod chars;
mod items;
mod limit;
mod quotes;
mod rules;
mod scan;
mod srx;
mod word;

use epitome_document::{BlockId, Cleaning, Document, End, LangTag, Sentence, Sentences, Span, Tagging, trim};
use epitome_langs::{Language, Languages};

pub use srx::{Srx, SrxError, SrxNote, export as export_srx};

/// How to split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What happens to quotations.
    pub quotes: Quotes,
}

/// What happens to a quotation of several sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quotes {
    /// It is split as any other text: what translation memories want.
    #[default]
    Split,
    /// It stays whole, as long as both its marks stand in the same block; and no sentence starts in lower case, so that the
    /// words of a speaker are not torn from who speaks.
    Keep,
}

/// The sentences of a document, those of blocks that are not used included.
///
/// Where a cleaning is given, its cuts (datelines, signatures, credits) are part of no sentence. A block is split by the
/// language it starts in, and a sentence carries the language of its start.
#[must_use]
pub fn segment(
    document: &Document,
    cleaning: Option<&Cleaning>,
    tagging: &Tagging,
    languages: &Languages,
    options: Options,
) -> Sentences {
    each_block(document, cleaning, tagging, |text, tag, emit| {
        // Rules of the article's own language serve a block better than none.
        let tag = if languages.has(tag) { tag } else { tagging.whole.tag };
        each_sentence(text, languages.get(tag), options, &mut |span, end| emit(span, end));
    })
}

/// The sentences of a document as [`segment`] gives them, by the rules of an SRX file instead of ours.
#[must_use]
pub fn segment_by_srx(
    document: &Document,
    cleaning: Option<&Cleaning>,
    tagging: &Tagging,
    srx: &Srx,
) -> Sentences {
    each_block(document, cleaning, tagging, |text, tag, emit| {
        srx.each_sentence(text, tag, &mut |span, end| emit(span, end));
    })
}

fn each_block(
    document: &Document,
    cleaning: Option<&Cleaning>,
    tagging: &Tagging,
    each_sentence: impl Fn(&str, LangTag, &mut dyn FnMut(Span, End)),
) -> Sentences {
    let mut items = Vec::new();
    for (idx, block) in document.blocks.iter().enumerate() {
        let span = cleaning.map_or(block.span, |cleaning| cleaning.inner(block.span));
        let mut nth = 0;
        each_sentence(document.slice(span), tagging.at(span.start()).tag, &mut |within, end| {
            let span = within.shifted(span.start());
            let tag = tagging.at(span.start()).tag;
            items.push(Sentence { span, block: BlockId::new(idx), nth, tag, end });
            nth += 1;
        });
    }
    // A book has hundreds of thousands, and they live as long as its analysis.
    items.shrink_to_fit();
    Sentences { items }
}

/// The sentences of one block of text, in order, and what ended each.
///
/// The spans are relative to `text`, disjoint, not empty and [trimmed](epitome_document::trim); between them is nothing but
/// what trimming takes off. A newline is white space like any other.
#[must_use]
pub fn split(text: &str, language: &Language, options: Options) -> Vec<(Span, End)> {
    // Sentences have 85 to 105 bytes in the mean of our own articles in each of their languages, and more in most treebanks.
    let mut sentences = Vec::with_capacity(text.len() / 64 + 1);
    each_sentence(text, language, options, &mut |span, end| sentences.push((span, end)));
    sentences
}

fn each_sentence(text: &str, language: &Language, options: Options, emit: &mut impl FnMut(Span, End)) {
    let whole = trim(text, Span::new(0, text.len()));
    let body = &text[..whole.end()];
    let quotations = match options.quotes {
        Quotes::Split => Vec::new(),
        Quotes::Keep => quotes::quotations(body, language),
    };
    let mut quotations = quotations.into_iter().peekable();
    let mut start = whole.start();
    for boundary in scan::boundaries(body, language, options) {
        while quotations.next_if(|(_, end)| *end <= boundary.end).is_some() {}
        if quotations.peek().is_some_and(|(opening, _)| *opening < boundary.end) {
            continue;
        }
        limit::emit_limited(body, Span::new(start, boundary.end), End::Terminal, emit);
        start = boundary.next;
    }
    if start < body.len() {
        limit::emit_limited(body, Span::new(start, body.len()), End::BlockEnd, emit);
    }
}
