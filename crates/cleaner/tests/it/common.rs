//! Reading labelled articles: one line a block, `role | text`, what is cut off between ⟦ and ⟧.

use epitome_cleaner::{Orders, clean};
use epitome_document::{Cleaning, Document, Input, LangTag, ReadOptions, read};
use epitome_langs::Languages;

/// A text read and cleaned.
pub(crate) fn cleaned(text: &str, hint: &str) -> (Document, Cleaning) {
    let document =
        read(&Input::text("-", text.as_bytes()), &ReadOptions::default()).expect("a text can be read");
    let cleaning = clean(&document, LangTag::literal(hint), &Languages::default(), &Orders::default());
    (document, cleaning)
}

/// A cleaned text as a labelled article.
pub(crate) fn labelled(document: &Document, cleaning: &Cleaning) -> String {
    let mut lines = String::new();
    for (block, treatment) in document.blocks.iter().zip(&cleaning.blocks) {
        let inner = cleaning.inner(block.span);
        let bracketed = |start: usize, end: usize| {
            if start == end { String::new() } else { format!("⟦{}⟧", &document.text[start..end]) }
        };
        let head = bracketed(block.span.start(), inner.start());
        let tail = bracketed(inner.end(), block.span.end());
        lines += &format!("{} | {head}{}{tail}\n", treatment.role.as_str(), document.slice(inner));
    }
    lines
}
