//! Markdown: CommonMark with tables, footnotes, strikethrough, task lists and alerts as GitHub writes them, and front matter.

mod builder;
mod depth;
mod directive;
mod front_matter;
mod inline;
mod value;

use std::borrow::Cow;

use pulldown_cmark::{Options, Parser};

use super::page::Page;
use crate::{ReadError, ReadOptions};
use builder::Builder;

pub use directive::{directives, may_have_directives};

/// What a Markdown text says: the text a reader of the page sees. Its marks stay behind as gaps of the map, and so do front
/// matter, the definitions of links, comments, what is written for a program and pictures without a description. A block of HTML is
/// read as a part of a page.
///
/// Linear in the length of the source; [`depth::check`] refuses what pulldown-cmark would need longer for.
pub(super) fn parse(source: &str, options: &ReadOptions) -> Result<Page, ReadError> {
    let lines = with_line_feeds(source);
    let (meta, body) = front_matter::read(&lines);
    depth::check(&lines, body, options.max_depth)?;
    let mut builder = Builder::new(source, body, meta, options);
    let parser = Parser::new_ext(&lines[body..], extensions());
    for (_, definition) in parser.reference_definitions().iter() {
        let title = definition.title.as_deref().unwrap_or_default();
        builder.definition(title, definition.span.start + body..definition.span.end + body);
    }
    for (event, range) in parser.into_offset_iter() {
        builder.take(event, range.start + body..range.end + body)?;
    }
    Ok(builder.finish())
}

/// The source with a line feed for each carriage return that stands alone: both end a line (CommonMark 2.1), but pulldown-cmark
/// reads on over the second in a heading. Every byte keeps its place.
fn with_line_feeds(source: &str) -> Cow<'_, str> {
    let is_lone = |after: &str| !after.starts_with('\n');
    if !source.split('\r').skip(1).any(is_lone) {
        return Cow::Borrowed(source);
    }
    let mut pieces = source.split('\r');
    let mut view = String::with_capacity(source.len());
    view.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        view.push(if is_lone(piece) { '\n' } else { '\r' });
        view.push_str(piece);
    }
    Cow::Owned(view)
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
