//! HTML: a page into blocks and marks, each with its place.
//!
//! No tree is built. One pass over the tokens keeps the stack of open elements and lets text flow into blocks; what is no text
//! (tags, comments, scripts) stays in the source, where the map leaves gaps.

mod charset;
mod flow;
mod head;
mod json_ld;
mod named;
mod references;
mod stack;
mod tags;
mod tokenizer;
mod walk;

use std::sync::Arc;

use super::encoding::Decoded;
use super::plain;
use crate::{
    Block, Document, Elements, Input, Located, Mark, MarkTags, Meta, ReadError, ReadOptions, Source,
    SourceMap, Span,
};

/// A page as read, before it is put into its document.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) map: SourceMap,
    pub(super) blocks: Vec<Block>,
    pub(super) marks: Vec<Mark>,
    pub(super) elements: Elements,
    pub(super) meta: Meta,
}

pub(super) fn read(input: &Input, options: &ReadOptions) -> Result<Document, ReadError> {
    let decoded = charset::decode(&input.bytes)?;
    let mut notes = Vec::new();
    plain::encoding_notes(&decoded, &mut notes);
    for note in &mut notes {
        note.span = None; // it leads into the text with its tags
    }
    let Decoded { text, map, encoding, how, .. } = decoded;
    let page = parse(&text, &map, options)?;
    plain::control_note(&page.text, &mut notes);
    let given = input.title.clone().map(|value| Located { value, source: None });
    Ok(Document {
        text: page.text.into(),
        blocks: page.blocks,
        marks: page.marks,
        elements: page.elements,
        meta: Meta { title: given, ..page.meta },
        source: Source {
            bytes: Arc::clone(&input.bytes),
            name: input.name.clone(),
            media: input.media,
            encoding,
            how,
        },
        map: page.map,
        notes,
    })
}

/// Reads a page that stands in a larger source; `outer` leads from its text to that.
pub(super) fn parse(text: &str, outer: &SourceMap, options: &ReadOptions) -> Result<Page, ReadError> {
    let mut page = walk::walk(text, options).map_err(|err| match err.byte() {
        Some(byte) => {
            let at = outer.to_source(Span::new(byte, byte)).map_or(byte, Span::start);
            err.at(at)
        }
        None => err,
    })?;
    if *outer != SourceMap::identity(text.len(), 0) {
        page.move_through(outer);
    }
    Ok(page)
}

impl Page {
    /// Makes every place that leads into the text of `outer` lead into its source.
    fn move_through(&mut self, outer: &SourceMap) {
        self.map = self.map.compose(outer);
        let through = |span: Span| outer.to_source(span).unwrap_or(span);
        for mark in &mut self.marks {
            mark.tags = match mark.tags {
                MarkTags::Pair { open, close } => {
                    MarkTags::Pair { open: through(open), close: through(close) }
                }
                MarkTags::Open(tag) => MarkTags::Open(through(tag)),
                MarkTags::Close(tag) => MarkTags::Close(through(tag)),
                MarkTags::Alone(tag) => MarkTags::Alone(through(tag)),
            };
        }
        let page = &mut self.meta.page;
        let places = [
            &mut self.meta.url,
            &mut page.title,
            &mut page.headline,
            &mut page.description,
            &mut page.author,
            &mut page.date,
            &mut page.site_name,
            &mut page.article_body,
        ];
        for located in places.into_iter().flatten().chain(&mut page.alts) {
            located.source = located.source.map(through);
        }
    }
}
