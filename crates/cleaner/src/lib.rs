//! What each block of an article is, what it is used for, and why.
//!
//! [`clean`] gives every block of a [`Document`] one [`Treatment`](epitome_document::Treatment) and finds the
//! [`Cut`]s inside blocks; together they are its [`Cleaning`]. Nothing is deleted: a caption or a teaser stays
//! on record with its role and reason.
//!
//! ```
//! use epitome_cleaner::{Orders, clean};
//! use epitome_document::{Input, LangTag, ReadOptions, Role, read};
//! use epitome_langs::Languages;
//!
//! let text = "Le Vietnam veut devenir une nation numérique\n\
//!     Hanoi (VNA) - Le Parti offrira les meilleures conditions au développement des données, a déclaré le ministre.\n\
//!     Les délégués posent lors du premier congrès. Photo : VNA\n";
//! let document = read(&Input::text("003.txt", text.as_bytes()), &ReadOptions::default())?;
//! let cleaning = clean(&document, LangTag::parse("fr")?, &Languages::default(), &Orders::default());
//!
//! let roles: Vec<Role> = cleaning.blocks.iter().map(|block| block.role).collect();
//! assert_eq!(roles, [Role::Title, Role::Lead, Role::Caption]);
//! let cuts: Vec<&str> = cleaning.cuts.iter().map(|cut| document.slice(cut.span)).collect();
//! assert_eq!(cuts, ["Hanoi (VNA) - ", " Photo : VNA"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Three steps, each explainable, each a folder: what a line says of itself by its words (`line`, with the cues of the language's
//! data file); what it is among its neighbours, and what only the whole article tells (`article`: where the text begins and ends,
//! title, lead, headings, lists); and, where there is markup, what its elements tell (`page`, which asks the models in `model`).
//! A block in doubt stays in use and is not `sure`: in the text, or beside it (`aside`).

mod article;
mod aside;
mod line;
pub mod model;
mod orders;
mod page;

use std::cell::LazyCell;

use epitome_document::{
    BlockId, Cleaning, Cut, Document, LangTag, Mark as Inline, MarkKind, Role, Span, Use, Weighing,
};
use epitome_langs::{Languages, words};

pub use orders::Orders;

use crate::article::{contents, doubts, roles, zones};
use crate::line::marks::Mark;
use crate::line::phrases::Cuebook;
use crate::line::{Line, cuts, marks};
use crate::model::Model;
use crate::page::permalink::permalink;
use crate::page::stretch::MAX_LINKED;

/// So many words for those who hear a page stand before a label.
const MAX_PREFIX_WORDS: usize = 5;

/// What each block is, what it is used for, and why.
///
/// `hint` is the language of the whole text, `und` when unknown; its cues and stop words are used together with the
/// international ones. `orders` come before all rules. Takes time linear in the length of the text.
#[must_use]
pub fn clean(document: &Document, hint: LangTag, languages: &Languages, orders: &Orders) -> Cleaning {
    clean_by(|| model_for(document), document, hint, languages, orders)
}

/// The same by another model than ours, which is asked for where one is needed: most plain text is left to the rules.
#[must_use]
pub fn clean_by<'m>(
    model: impl FnOnce() -> &'m Model,
    document: &Document,
    hint: LangTag,
    languages: &Languages,
    orders: &Orders,
) -> Cleaning {
    let book = Cuebook::new(hint, languages);
    let (lines, marks) = read_lines(document, &book);
    let looks = LazyCell::new(|| model::look(document, &lines, &marks, &book, model()));
    let (mut blocks, title) = if document.elements.is_empty() {
        let zones = zones::find(&lines, &marks, &book);
        roles::assign(document, &lines, &marks, &zones, &book, || &looks)
    } else {
        page::assign(document, &lines, &marks, &book, &looks)
    };
    let is_link = |idx: usize| lines[idx].linked(&document.blocks[idx].hint) > MAX_LINKED;
    aside::doubt(|| &looks.logits, is_link, title.map(BlockId::idx), &mut blocks);

    let mut cuts = Vec::new();
    // The agency a dateline names signs the text too.
    let mut agency: Option<&str> = None;
    // The first paragraph may stand below a standfirst, and below a list of what it says.
    let mut n_body = 0;
    for ((id, line), treatment) in document.block_ids().zip(&lines).zip(&blocks) {
        let block = document.block(id);
        let at = block.span.start();
        if let Some(span) = permalink(document, id) {
            cuts.push(Cut { span, role: Role::Furniture });
            continue;
        }
        n_body += usize::from(treatment.usage == Use::Body && treatment.role != Role::ListItem);
        if treatment.usage == Use::Body
            && let Some(end) = cuts::dateline(line.inner(), n_body <= 2)
        {
            agency = agency.or_else(|| cuts::agency_of(&line.text[..end]));
            cuts.push(Cut { span: Span::new(at, at + end), role: Role::Dateline });
        }
        if let Some(tail) = &line.tail
            && line.n_words > 0
        {
            cuts.push(Cut { span: Span::new(at + tail.start, block.span.end()), role: tail.role });
        } else if treatment.usage == Use::Body
            && let Some(start) = agency.and_then(|agency| cuts::signature_of(agency, line.text))
        {
            cuts.push(Cut { span: Span::new(at + start, block.span.end()), role: Role::Signature });
        }
    }
    let mut cleaning = Cleaning { blocks, cuts, title, weighings: Vec::new() };
    orders.apply(document, &mut cleaning);
    cleaning
}

/// What the model weighs of each block, for [`Cleaning::weighings`]; nothing for a text that is left to the rules.
#[must_use]
pub fn weigh(document: &Document, hint: LangTag, languages: &Languages) -> Vec<Option<Weighing>> {
    let book = Cuebook::new(hint, languages);
    let (lines, marks) = read_lines(document, &book);
    if document.elements.is_empty() && !doubts::is_page(&lines) {
        return Vec::new();
    }
    model::weigh(document, &lines, &marks, &book, model_for(document))
}

/// The model for a page, or for plain text.
fn model_for(document: &Document) -> &'static Model {
    if document.elements.is_empty() { Model::text() } else { Model::page() }
}

/// The label of another story behind a word or two for those who hear the page, in an element of their own: "Link: ", "Opens in a new window. ".
fn label_behind_prefix(document: &Document, id: BlockId, book: &Cuebook) -> Option<Mark> {
    let block = document.block(id);
    let opens = |mark: &&Inline| mark.kind == MarkKind::Other && mark.span.start() == block.span.start();
    let prefix = document.block_marks(id).iter().filter(|_| block.hint.n_link_chars > 0).find(opens)?.span;
    let rest = document.slice(Span::new(prefix.end(), block.span.end())).trim_start();
    let is_short = words(document.slice(prefix)).nth(MAX_PREFIX_WORDS).is_none();
    let mark = is_short.then(|| marks::mark(&Line::new(rest, book), book))?;
    mark.filter(|mark| mark.role == Role::Teaser)
}

/// What the words of each block say of it.
fn read_lines<'a>(document: &'a Document, book: &Cuebook) -> (Vec<Line<'a>>, Vec<Option<Mark>>) {
    let text = |id| {
        let span = document.block(id).span;
        document.slice(permalink(document, id).map_or(span, |link| Span::new(span.start(), link.start())))
    };
    let lines: Vec<Line> = document.block_ids().map(|id| Line::new(text(id), book)).collect();
    let mark = |(id, line)| marks::mark(line, book).or_else(|| label_behind_prefix(document, id, book));
    let mut marks: Vec<Option<Mark>> = document.block_ids().zip(&lines).map(mark).collect();
    contents::mark(&lines, &mut marks);
    (lines, marks)
}
