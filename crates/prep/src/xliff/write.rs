//! [`Writer`]: units into XLIFF, a stream.

use std::borrow::Borrow;
use std::io::{self, Write};

use epitome_document::{BlockId, Document, LangTag, Media, Newlines, ReadOptions, Span};

use super::codes::OriginalData;
use super::escape::{attribute, attribute_of, reference, text};
use super::notes::Notes;
use super::review::{FUZZY_1, FUZZY_2, OPEN_1, push_note, push_state, said};
use super::{Layout, Version, inline};
use crate::Unit;
use crate::anatomy::is_xml_char;
use crate::content::Content;
use crate::decimal;
use crate::unit::push_block;
use crate::units::UnitPlace;

/// The namespace of the few attributes of our own: the hash of the source, the places of units, and their language where it is not
/// that of the file.
pub(super) const NAMESPACE: &str = "urn:x-epitome:prep:1";

/// What is said of a source: its hash, and the number of its units.
pub(super) const SHA256: &str = "sha256";
pub(super) const UNITS: &str = "units";

/// What says that dropped blocks are translated too.
pub(super) const ALL: &str = "all";

/// What the number of units is called in the header of 1.2.
pub(super) const COUNT_TYPE: &str = "x-epitome-units";

/// What the ways to read a source are called, where one was ordered: line ends of plain text, and characters.
pub(super) const NEWLINES: &str = "newlines";
pub(super) const ENCODING: &str = "encoding";

/// What the `id` of a record is called, as the JSON text it was given as, and how long it is at most where it is noted.
pub(super) const RECORD: &str = "record";
const MAX_RECORD_ID: usize = 1000;

/// What in the place of a unit of 1.2 says that its translation is of another text.
pub(super) const FUZZY: &str = "fuzzy=";

/// What in the place of a unit says that it is counted in bytes of the source.
pub(super) const SOURCE: &str = "@";

/// Writes one XLIFF file, unit by unit.
#[derive(Debug)]
pub struct Writer<W: Write> {
    out: W,
    buffer: String,
    layout: Layout,
    source: LangTag,
    target: LangTag,
    tool: Box<str>,
    n_files: usize,
}

/// What is said of a source file.
#[derive(Clone, Copy, Debug)]
pub struct FileHead<'a> {
    /// The source.
    pub document: &'a Document,
    /// How it was read: a merge must read it so again, whatever the project says by then.
    pub read: &'a ReadOptions,
    /// Whether dropped blocks are translated too: an update takes them again.
    pub all: bool,
    /// Whether its units come in another order than in the text.
    pub is_reordered: bool,
}

impl<W: Write> Writer<W> {
    /// Begins a file. `tool` names the program and its version.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(
        out: W,
        layout: Layout,
        source: LangTag,
        target: LangTag,
        tool: &str,
    ) -> io::Result<Writer<W>> {
        let mut writer =
            Writer { out, buffer: String::new(), layout, source, target, tool: tool.into(), n_files: 0 };
        let out = &mut writer.buffer;
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff");
        match layout.version {
            Version::V1_2 => attribute(out, "xmlns", "urn:oasis:names:tc:xliff:document:1.2"),
            Version::V2_0 | Version::V2_1 => {
                attribute(out, "xmlns", "urn:oasis:names:tc:xliff:document:2.0");
                attribute(out, "xmlns:epi", NAMESPACE);
            }
        }
        if layout.version == Version::V2_1 {
            attribute(out, "xmlns:its", "http://www.w3.org/2005/11/its");
            attribute(out, "xmlns:itsm", "urn:oasis:names:tc:xliff:itsm:2.1");
            attribute(out, "its:version", "2.0");
        }
        attribute(out, "version", layout.version.as_str());
        if layout.version != Version::V1_2 {
            attribute(out, "srcLang", source.as_str());
            attribute(out, "trgLang", target.as_str());
        }
        out.push_str(">\n");
        writer.flush()?;
        Ok(writer)
    }

    /// Writes a source file with its units, each of which is asked for when the one before it is written.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(
        &mut self,
        head: FileHead<'_>,
        units: impl IntoIterator<Item: Borrow<Unit>, IntoIter: ExactSizeIterator>,
    ) -> io::Result<()> {
        let FileHead { document, is_reordered, .. } = head;
        let units = units.into_iter();
        self.n_files += 1;
        match self.layout.version {
            Version::V1_2 => self.open_file_1(head, units.len()),
            Version::V2_0 | Version::V2_1 => self.open_file_2(head, units.len()),
        }
        // What speaks of the whole article stands in no block, and in a group of its own.
        let mut group: Option<Option<BlockId>> = None;
        let mut notes = Notes::default();
        for unit in units {
            let unit = unit.borrow();
            if group != Some(unit.block()) {
                if group.is_some() {
                    self.buffer.push_str("</group>\n");
                }
                group = Some(unit.block());
                self.open_group(unit);
            }
            notes.take(document, unit, self.source, is_reordered);
            match self.layout.version {
                Version::V1_2 => self.unit_1(document, unit, &notes),
                Version::V2_0 | Version::V2_1 => self.unit_2(document, unit, &notes),
            }
            self.flush()?;
        }
        if group.is_some() {
            self.buffer.push_str("</group>\n");
        }
        self.buffer.push_str(if self.layout.version == Version::V1_2 {
            "</body></file>\n"
        } else {
            "</file>\n"
        });
        self.flush()
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.buffer.push_str("</xliff>\n");
        self.flush()?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(self.buffer.as_bytes())?;
        self.buffer.clear();
        Ok(())
    }

    fn open_file_2(&mut self, head: FileHead<'_>, n_units: usize) {
        let document = head.document;
        let out = &mut self.buffer;
        out.push_str("<file");
        attribute(out, "id", &format!("f{}", self.n_files));
        attribute(out, "original", &document.source.name);
        attribute(out, "canResegment", "no");
        attribute(out, "xml:space", "preserve");
        attribute(out, &format!("epi:{SHA256}"), &document.source.sha256());
        attribute(out, &format!("epi:{UNITS}"), &n_units.to_string());
        for (name, value) in options(head) {
            attribute(out, &format!("epi:{name}"), value);
        }
        out.push_str(">\n<skeleton");
        attribute(out, "href", &reference(&document.source.name));
        out.push_str("/>\n");
        if let Some(url) = &document.meta.url {
            out.push_str("<notes><note category=\"url\">");
            text(out, &url.value);
            out.push_str("</note></notes>\n");
        }
    }

    fn open_file_1(&mut self, head: FileHead<'_>, n_units: usize) {
        let document = head.document;
        let out = &mut self.buffer;
        out.push_str("<file");
        attribute(out, "original", &document.source.name);
        attribute(out, "source-language", self.source.as_str());
        attribute(out, "target-language", self.target.as_str());
        attribute(out, "datatype", datatype(document.source.media));
        attribute(out, "tool-id", "epitome");
        out.push_str(">\n<header><skl><external-file");
        attribute(out, "href", &reference(&document.source.name));
        attribute(out, "uid", &format!("sha256-{}", document.source.sha256()));
        out.push_str("/></skl><tool");
        attribute(out, "tool-id", "epitome");
        attribute(out, "tool-name", "epitome");
        attribute(out, "tool-version", &self.tool);
        out.push_str("/><count-group name=\"epitome\"><count");
        attribute(out, "count-type", COUNT_TYPE);
        attribute(out, "unit", "trans-unit");
        out.push_str(&format!(">{n_units}</count></count-group>"));
        for (name, value) in options(head) {
            out.push_str(&format!("<note from=\"epitome\">{name}: "));
            text(out, value);
            out.push_str("</note>");
        }
        if let Some(url) = &document.meta.url {
            out.push_str("<note from=\"epitome\">url: ");
            text(out, &url.value);
            out.push_str("</note>");
        }
        out.push_str("</header>\n<body>\n");
    }

    fn open_group(&mut self, unit: &Unit) {
        let out = &mut self.buffer;
        out.push_str("<group");
        attribute_of(out, "id", |out| out.extend(["g-", &unit.id]));
        let name = if self.layout.version == Version::V1_2 { "resname" } else { "name" };
        attribute_of(out, name, |out| match unit.block() {
            Some(block) => push_block(out, block),
            None => out.push_str("meta"),
        });
        out.push_str(">\n");
    }

    fn unit_2(&mut self, document: &Document, unit: &Unit, notes: &Notes) {
        let out = &mut self.buffer;
        out.push_str("<unit");
        attribute_of(out, "id", |out| out.push_str(&unit.id));
        attribute_of(out, "name", |out| unit.push_address(out));
        if unit.skip.is_some() {
            attribute(out, "translate", "no");
        }
        attribute_of(out, "epi:at", |out| push_place(out, unit));
        if unit.tag != self.source {
            attribute(out, "epi:lang", unit.tag.as_str());
        }
        let fuzzy = unit.target.as_ref().filter(|_| unit.fuzzy.is_some());
        if let Some(target) = fuzzy {
            attribute(out, "epi:fuzzy", &target.digest());
        }
        out.push_str(">\n");
        let said = said(unit);
        if !notes.is_empty() || !said.is_empty() {
            out.push_str("<notes>");
            for (category, note) in notes.iter() {
                out.push_str("<note");
                attribute_of(out, "category", |out| out.push_str(category));
                out.push('>');
                text(out, note);
                out.push_str("</note>");
            }
            said.iter().for_each(|said| push_note(out, said));
            out.push_str("</notes>\n");
        }
        let data = OriginalData::of(document, &unit.anatomy);
        if !data.texts().is_empty() {
            out.push_str("<originalData>");
            for (idx, original) in data.texts().iter().enumerate() {
                out.push_str("<data");
                attribute(out, "id", &format!("d{}", idx + 1));
                out.push('>');
                text(out, original);
                out.push_str("</data>");
            }
            out.push_str("</originalData>\n");
        }
        // In ITS the language of foreign text has a place of its own.
        let foreign =
            self.layout.version == Version::V2_1 && unit.tag != self.source && unit.tag.is_language();
        out.push_str("<segment");
        let state = unit.target.as_ref().map(|_| "translated");
        push_state(out, unit, ["state", "subState"], FUZZY_2, state);
        out.push('>');
        let content = |out: &mut String, name: &str, content: &Content| {
            out.push('<');
            out.push_str(name);
            out.push('>');
            if foreign {
                out.push_str("<mrk id=\"language\" type=\"its:generic\"");
                attribute(out, "itsm:lang", unit.tag.as_str());
                out.push('>');
            }
            inline::write_2(out, document, &unit.anatomy, content, &data);
            out.push_str(if foreign { "</mrk></" } else { "</" });
            out.push_str(name);
            out.push('>');
        };
        content(out, "source", &unit.anatomy.content);
        if let Some(target) = target(unit, self.layout) {
            content(out, "target", target);
        }
        out.push_str("</segment>\n</unit>\n");
    }

    fn unit_1(&mut self, document: &Document, unit: &Unit, notes: &Notes) {
        let out = &mut self.buffer;
        out.push_str("<trans-unit");
        attribute_of(out, "id", |out| out.push_str(&unit.id));
        attribute_of(out, "resname", |out| unit.push_address(out));
        if unit.skip.is_some() {
            attribute(out, "translate", "no");
        }
        if let Some(is_approved) = unit.review.as_ref().and_then(|review| review.is_approved) {
            attribute(out, "approved", if is_approved { "yes" } else { "no" });
        }
        attribute(out, "xml:space", "preserve");
        let fuzzy = unit.target.as_ref().filter(|_| unit.fuzzy.is_some());
        attribute_of(out, "extradata", |out| {
            push_place(out, unit);
            if let Some(target) = fuzzy {
                out.extend([" ", FUZZY, &target.digest()]);
            }
        });
        out.push_str(">\n<source>");
        inline::write_1(out, document, &unit.anatomy, &unit.anatomy.content);
        out.push_str("</source>\n");
        if let Some(target) = target(unit, self.layout) {
            out.push_str("<target");
            let state = if unit.target.is_some() { "translated" } else { OPEN_1 };
            push_state(out, unit, ["state", "state-qualifier"], FUZZY_1, Some(state));
            out.push('>');
            inline::write_1(out, document, &unit.anatomy, target);
            out.push_str("</target>\n");
        }
        for (category, note) in notes.iter() {
            out.push_str("<note from=\"epitome\">");
            out.push_str(category);
            out.push_str(": ");
            text(out, note);
            out.push_str("</note>");
        }
        let said = said(unit);
        said.iter().for_each(|said| push_note(out, said));
        let is_none = notes.is_empty() && said.is_empty();
        out.push_str(if is_none { "</trans-unit>\n" } else { "\n</trans-unit>\n" });
    }
}

/// What is noted of a source that is a record, and of the way it was read and extracted where that was ordered.
fn options<'a>(head: FileHead<'a>) -> impl Iterator<Item = (&'static str, &'a str)> {
    let FileHead { document, read, all, .. } = head;
    let is_short = |id: &&str| id.len() <= MAX_RECORD_ID && id.chars().all(is_xml_char);
    let record = document.meta.id.as_deref().filter(is_short).map(|id| (RECORD, id));
    let newlines = Some(read.newlines).filter(|newlines| *newlines != Newlines::Auto);
    let newlines = newlines.map(|newlines| (NEWLINES, newlines.as_str()));
    let encoding = read.encoding.map(|encoding| (ENCODING, encoding.name()));
    [record, newlines, encoding, all.then_some((ALL, "yes"))].into_iter().flatten()
}

fn target(unit: &Unit, layout: Layout) -> Option<&Content> {
    let copy = || (layout.copy_source && unit.skip.is_none()).then_some(&unit.anatomy.content);
    unit.target.as_ref().or_else(copy)
}

/// Adds a place as text: the span of the unit, then its protected spans. Bytes of the source are told from places in the text by a
/// sign before them.
fn push_place(out: &mut String, unit: &Unit) {
    match unit.place() {
        UnitPlace::Text { span, protected } => {
            push_span(out, span);
            for span in protected {
                out.push(' ');
                push_span(out, span);
            }
        }
        UnitPlace::Meta(source) => {
            out.push_str(SOURCE);
            push_span(out, source);
        }
    }
}

fn push_span(out: &mut String, span: Span) {
    decimal::push(out, span.start());
    out.push('-');
    decimal::push(out, span.end());
}

fn datatype(media: Media) -> &'static str {
    match media {
        Media::Html => "html",
        Media::Markdown => "x-markdown",
        Media::Record => "x-json",
        _ => "plaintext",
    }
}
