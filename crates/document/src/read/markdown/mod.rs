//! Markdown: CommonMark with tables, footnotes, strikethrough, task lists and alerts as GitHub writes them, and front matter.

mod builder;
mod depth;
mod front_matter;
mod inline;

use pulldown_cmark::{Options, Parser};

use super::page::Page;
use crate::{ReadError, ReadOptions};
use builder::Builder;

/// What a Markdown text says: the text a reader of the page sees. Its marks stay behind as gaps of the map, and so do front
/// matter, the definitions of links, comments and pictures without a description.
///
/// Linear in the length of the source; [`depth::check`] refuses what pulldown-cmark would need longer for.
pub(super) fn parse(source: &str, options: &ReadOptions) -> Result<Page, ReadError> {
    let (meta, body) = front_matter::read(source);
    depth::check(source, body, options.max_depth)?;
    let mut builder = Builder::new(source, body, meta);
    for (event, range) in Parser::new_ext(&source[body..], extensions()).into_offset_iter() {
        builder.take(event, range.start + body..range.end + body);
    }
    Ok(builder.finish())
}

fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

#[cfg(test)]
mod tests;
