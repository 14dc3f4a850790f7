//! [`Page`]: what a reader of markup makes of a text, before it is put into its document.

use super::encoding::Decoded;
use super::notes;
use crate::{
    Block, Document, Elements, EncodingEvidence, Input, Located, Mark, MarkTags, Meta, Note, ReadError,
    ReadOptions, Source, SourceMap, Span,
};

/// A text with markup as read. Its places lead into the text it was read from.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) map: SourceMap,
    pub(super) blocks: Vec<Block>,
    pub(super) marks: Vec<Mark>,
    pub(super) elements: Elements,
    pub(super) meta: Meta,
}

/// What makes a page of a text.
pub(super) type Parse = fn(&str, &ReadOptions) -> Result<Page, ReadError>;

/// Makes a document of bytes that are decoded already.
pub(super) fn read(
    input: &Input,
    options: &ReadOptions,
    decoded: Decoded,
    parse: Parse,
) -> Result<Document, ReadError> {
    let mut notes = Vec::new();
    notes::encoding(&decoded, &mut notes);
    for note in &mut notes {
        note.span = None; // it leads into the text with its markup
    }
    let Decoded { text, map, encoding, how, .. } = decoded;
    let mut page = parse(&text, options).map_err(|err| moved_through(err, &map))?;
    if map != SourceMap::identity(text.len(), 0) {
        page = page.moved_through(&map);
    }
    let given = input.title.clone().map(|value| Located { value, source: None });
    page.meta.title = given.or(page.meta.title);
    Ok(page.into_document(input, encoding, how, notes))
}

impl Page {
    /// The document of what was read from `input`, noting what is odd about its characters.
    pub(super) fn into_document(
        mut self,
        input: &Input,
        encoding: &'static str,
        how: EncodingEvidence,
        mut notes: Vec<Note>,
    ) -> Document {
        notes::characters(&self.text, &mut notes);
        notes::article_in_script(&self.text, &self.meta.page, &mut notes);
        // What doubles as it grows leaves up to half of its room empty.
        self.blocks.shrink_to_fit();
        self.marks.shrink_to_fit();
        self.map.shrink_to_fit();
        Document {
            text: self.text.into(),
            blocks: self.blocks,
            marks: self.marks,
            elements: self.elements,
            meta: self.meta,
            source: Source {
                bytes: input.bytes.clone(),
                name: input.name.clone(),
                media: input.media,
                encoding,
                how,
            },
            map: self.map,
            notes,
        }
    }

    /// The same with every place leading through `outer`, whose text it was read from, to the source of that.
    pub(super) fn moved_through(mut self, outer: &SourceMap) -> Page {
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
            &mut self.meta.title,
            &mut self.meta.url,
            &mut page.title,
            &mut page.headline,
            &mut page.description,
            &mut page.author,
            &mut page.date,
            &mut page.site_name,
            &mut page.article_body,
        ];
        for located in places.into_iter().flatten() {
            located.source = located.source.map(through);
        }
        for text in &mut self.meta.texts {
            text.source = through(text.source);
        }
        for declaration in self.meta.lang_places.iter_mut().chain(&mut self.meta.dir_places) {
            declaration.source = through(declaration.source);
            declaration.part = declaration.part.map(through);
        }
        self
    }
}

/// The error with its place in the source of `outer`, in whose text it was found.
pub(super) fn moved_through(err: ReadError, outer: &SourceMap) -> ReadError {
    match err.byte() {
        Some(byte) => {
            let at = outer.to_source(Span::new(byte, byte)).map_or(byte, Span::start);
            err.at(at)
        }
        None => err,
    }
}
