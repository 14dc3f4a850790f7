//! HTML: a page into blocks and marks, each with its place.
//!
//! No tree is built. One pass over the tokens keeps the stack of open elements and lets text flow into blocks; what is no text
//! (tags, comments, scripts) stays in the source, where the map leaves gaps.

mod attributes;
mod charset;
mod flow;
mod head;
mod json_ld;
mod kinds;
mod named;
mod references;
mod stack;
mod tags;
mod tokenizer;
mod walk;

pub(super) use charset::decode;
pub(super) use tags::Names;
pub(super) use walk::{walk as parse, walk_part as parse_part};

use super::page::Page;
use crate::MetaText;
use head::Head;
use tokenizer::{Token, TokenKind, Tokenizer};

/// The texts that people read in the attributes of one tag, given from `<` to `>`.
pub(super) fn texts_of_tag(tag: &str, names: &mut Names, max_attributes: usize) -> Vec<MetaText> {
    let mut tokens = Tokenizer::new(tag, max_attributes);
    match tokens.next() {
        Ok(Some(Token { kind: TokenKind::Start { name, .. }, .. })) => {
            Head::texts_of(tag, names.number(&tag[name.range()]).tag, &tokens.attributes)
        }
        _ => Vec::new(),
    }
}
