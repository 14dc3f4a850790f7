//! A translation in the syntax of its source.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use epitome_document::{BlockKind, Document, Media, MetaSyntax, RunKind, Span};

use super::brackets::labels;
use super::bytes::Sink;
use super::escape::{Surroundings, escape, title};
use super::front_matter::front_matter;
use super::json::JsonStyle;
use super::line_head::{before_on_line, line_head};
use super::markdown;
use super::reference::{self, Reference};
use super::unfinished::{apart, is_unfinished, is_unfinished_before};
use crate::anatomy::{Anatomy, CodeKind, decoded, unescaped};
use crate::content::{Content, Piece};
use crate::units::UnitPlace;

/// What has to be written otherwise than it reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Syntax {
    /// What the text is written in.
    form: Form,
    /// How strings of JSON are written, where it stands in one.
    json: Option<JsonStyle>,
    /// How lines end.
    line_end: &'static str,
    /// What links of Markdown are named by.
    labels: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Plain,
    Html,
    Markdown,
}

/// How many bytes stand before each code, and where it stands in the source.
pub(super) type Codes = Vec<(usize, Span)>;

/// Why a translation cannot be written.
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) is_encoding: bool,
}

/// Where a piece of text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    /// Text that is written as it reads.
    Verbatim,
    /// The text of a page, where white space collapses. A break would end a picture or a formula, and is none in a choice.
    HtmlFlow { has_breaks: bool },
    /// The text of a page, where white space counts.
    HtmlPreformatted,
    /// The same where nothing is markup but the end of its element.
    HtmlRaw,
    /// The value of an attribute, between these quotation marks, or none.
    HtmlAttribute(Option<char>),
    /// The content of an element of a page that holds no other.
    HtmlElement,
    /// Running text of Markdown.
    Markdown,
    /// The inside of a string of JSON in a script of a page, escaped already.
    Script,
}

impl Context {
    /// Whether what is written may hold references to characters.
    fn is_page(self) -> bool {
        !matches!(self, Context::Verbatim | Context::Markdown | Context::Script | Context::HtmlRaw)
    }
}

impl Syntax {
    pub(super) fn of(document: &Document) -> Syntax {
        let whole = Span::new(0, document.source.bytes.len());
        let record = (document.source.media == Media::Record).then(|| decoded(document, whole));
        let json = record.as_deref().map(JsonStyle::of);
        let (form, labels) = match (document.source.media, &record) {
            (Media::Html, _) => (Form::Html, BTreeSet::new()),
            (Media::Markdown, _) => (Form::Markdown, labels(&decoded(document, whole))),
            (_, Some(record)) => record_form(record),
            _ => (Form::Plain, BTreeSet::new()),
        };
        let first = document.text.find(['\n', '\r']).map(|at| &document.text[at..]);
        let line_end = match first {
            Some(end) if end.starts_with("\r\n") => "\r\n",
            Some(end) if end.starts_with('\r') => "\r",
            _ => "\n",
        };
        Syntax { form, json, line_end, labels }
    }

    /// Whether the line breaks of a text part it in two, as they do in plain text and nowhere else.
    pub(super) fn parts(&self, text: &str) -> bool {
        self.form == Form::Plain && memchr::memchr(b'\n', text.as_bytes()).is_some()
    }

    /// Writes a translation by the rules of the format.
    pub(super) fn render(
        &self,
        document: &Document,
        place: &UnitPlace,
        anatomy: &Anatomy,
        target: &Content,
        sink: &mut Sink,
    ) -> Result<Codes, Problem> {
        let span = match place {
            UnitPlace::Text { span, .. } => *span,
            UnitPlace::Meta(source) => {
                let Some(text) = document.meta.text_at(*source) else {
                    let message = "the source has no text at its place".to_owned();
                    return Err(Problem { message, is_encoding: false });
                };
                self.render_meta(document, text.syntax, *source, &target.text, sink)?;
                return Ok(Vec::new());
            }
        };
        let context = self.context(document, span);
        if context == Context::Markdown {
            return self.render_markdown(
                markdown::Unit { document, span, anatomy, labels: &self.labels },
                target,
                sink,
            );
        }
        if context == Context::HtmlRaw && target.text.to_ascii_lowercase().contains("</xmp") {
            let message = "</xmp would end the text that it stands in".to_owned();
            return Err(Problem { message, is_encoding: false });
        }
        let references = if context.is_page() { references(document, span) } else { BTreeMap::new() };
        let line_end = match (self.form, context) {
            (Form::Markdown, Context::Verbatim) => {
                Cow::Owned(self.line_end.to_owned() + &line_head(document, span))
            }
            _ => Cow::Borrowed(self.line_end),
        };
        let mut codes = Vec::new();
        let is_page = context.is_page();
        let mut is_behind_unfinished = is_page && is_unfinished_before(document, anatomy.source.start());
        for piece in target.pieces() {
            let text = match piece {
                Piece::Text(text) => text,
                Piece::Code(placed) => {
                    let Some(code) = anatomy.code(placed.id) else { continue };
                    let beside = target.text.split_at(placed.at as usize);
                    let Some(source) = code.source_between(document, placed.part, beside) else {
                        continue;
                    };
                    // What stays as it is keeps its bytes where these mean the same beside others.
                    let is_text = is_page && matches!(code.kind, CodeKind::Protected(_));
                    if !is_text || !is_behind_unfinished && !is_unfinished(&unescaped(document, source)) {
                        codes.push((sink.len(), source));
                        is_behind_unfinished = false;
                        continue;
                    }
                    document.slice(code.text)
                }
            };
            let mut written = self.escape(text, context, (&references, &line_end));
            if std::mem::take(&mut is_behind_unfinished) {
                written = apart(written);
            }
            self.emit(&written, context, sink)?;
        }
        Ok(codes)
    }

    /// Writes running text of Markdown.
    fn render_markdown(
        &self,
        unit: markdown::Unit<'_>,
        target: &Content,
        sink: &mut Sink,
    ) -> Result<Codes, Problem> {
        let pieces =
            markdown::pieces(unit, target).map_err(|message| Problem { message, is_encoding: false })?;
        let mut codes = Vec::new();
        for piece in pieces {
            match piece.source {
                Some(source) => codes.push((sink.len(), source)),
                None => self.emit(&piece.text, Context::Markdown, sink)?,
            }
        }
        Ok(codes)
    }

    /// The links of Markdown that need their names now that this is written for a unit.
    pub(super) fn renamed(
        &self,
        document: &Document,
        place: &UnitPlace,
        written: &[u8],
        codes: &Codes,
    ) -> Vec<Reference> {
        match place {
            _ if self.form != Form::Markdown => Vec::new(),
            UnitPlace::Text { span, .. } => reference::renamed(document, *span, written, codes),
            UnitPlace::Meta(source) => {
                let text = document.meta.text_at(*source);
                let picture = text.filter(|text| text.syntax == MetaSyntax::Markdown);
                picture.and_then(|text| reference::of_picture(document, text.source)).into_iter().collect()
            }
        }
    }

    /// Writes a text that stands outside the running text, in the place of what is written there.
    pub(super) fn render_meta(
        &self,
        document: &Document,
        syntax: MetaSyntax,
        source: Span,
        target: &str,
        sink: &mut Sink,
    ) -> Result<(), Problem> {
        let context = match syntax {
            MetaSyntax::Element => Context::HtmlElement,
            MetaSyntax::Attribute => {
                Context::HtmlAttribute(quotation_mark(document, source, self.json.is_some()))
            }
            MetaSyntax::Markdown => Context::Markdown,
            MetaSyntax::MarkdownTitle => {
                let mark = before_on_line(document, source.start()).trim_end().chars().next_back();
                return self.emit(&title(target, mark.unwrap_or('"')), Context::Markdown, sink);
            }
            MetaSyntax::FrontMatter => {
                let scalar = front_matter(target, &unescaped(document, source));
                return self.emit(&scalar, Context::Verbatim, sink);
            }
            MetaSyntax::JsonScript => {
                let style = JsonStyle::of(&unescaped(document, source));
                // A script ends at "</script", and "<!--" changes what ends it.
                let string = style.string(target).replace('<', "\\u003c");
                return self.emit(&string, Context::Script, sink);
            }
            _ => Context::Verbatim,
        };
        let written = match context {
            // A description of Markdown has one line, and may stand in a cell.
            Context::Markdown => {
                let around = Surroundings { is_cell: true, ..Surroundings::default() };
                escape(&target.replace('\n', " "), around, (None, Some(']')), false, &|_| false).into()
            }
            _ => self.escape(target, context, (&BTreeMap::new(), self.line_end)),
        };
        let is_behind_unfinished = context.is_page() && is_unfinished_before(document, source.start());
        self.emit(&if is_behind_unfinished { apart(written) } else { written }, context, sink)
    }

    fn context(&self, document: &Document, unit: Span) -> Context {
        if self.form == Form::Plain {
            return Context::Verbatim;
        }
        let block = document.block(document.block_at(unit.start()));
        let is_in = |names: &[&str]| {
            let mut around = block.hint.element.into_iter().flat_map(|id| document.elements.ancestors(id));
            around.any(|id| names.contains(&document.elements.name(id)))
        };
        let is_html = || self.form == Form::Html || is_in(&["html"]);
        match block.kind {
            BlockKind::Preformatted if is_html() => {
                match block.hint.element.map(|id| document.elements.name(id)) {
                    Some("xmp" | "plaintext") => Context::HtmlRaw,
                    _ => Context::HtmlPreformatted,
                }
            }
            BlockKind::Preformatted => Context::Verbatim,
            BlockKind::Alt if is_html() => {
                let source = document.map.to_source(block.span).unwrap_or_default();
                Context::HtmlAttribute(quotation_mark(document, source, self.json.is_some()))
            }
            _ if is_html() => Context::HtmlFlow { has_breaks: !is_in(&["svg", "math", "option"]) },
            _ => Context::Markdown,
        }
    }

    fn escape<'a>(
        &self,
        text: &'a str,
        context: Context,
        (references, line_end): (&BTreeMap<char, String>, &str),
    ) -> Cow<'a, str> {
        let bytes = text.as_bytes();
        let is_verbatim = context == Context::Verbatim && references.is_empty();
        if is_verbatim && memchr::memchr(b'\n', bytes).is_none() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len() + 16);
        for c in text.chars() {
            if let Some(reference) = references.get(&c) {
                out.push_str(reference);
                continue;
            }
            match (context, c) {
                (Context::HtmlFlow { has_breaks }, '\n') => {
                    out.push_str(if has_breaks { "<br>" } else { " " })
                }
                // An empty line would end the block of HTML that Markdown sees.
                (Context::HtmlPreformatted, '\n') if self.form == Form::Markdown => out.push_str("&#10;"),
                (Context::Verbatim | Context::HtmlPreformatted | Context::HtmlRaw, '\n') => {
                    out.push_str(line_end)
                }
                (Context::HtmlAttribute(None), c) if c.is_ascii_whitespace() || matches!(c, '=' | '`') => {
                    out.push_str(&format!("&#{};", u32::from(c)));
                }
                (Context::HtmlAttribute(_) | Context::HtmlElement, '\n') => out.push_str("&#10;"),
                // The one would end a cell, the other be the partner of one before the tag.
                (Context::HtmlAttribute(_), '|' | '`') if self.form == Form::Markdown => {
                    out.push_str(&format!("&#{};", u32::from(c)));
                }
                (context, '&') if context.is_page() => out.push_str("&amp;"),
                (context, '<') if context.is_page() => out.push_str("&lt;"),
                (context, '>') if context.is_page() => out.push_str("&gt;"),
                (Context::HtmlAttribute(mark), '"') if mark != Some('\'') => out.push_str("&quot;"),
                (Context::HtmlAttribute(mark), '\'') if mark != Some('"') => out.push_str("&#39;"),
                (_, c) => out.push(c),
            }
        }
        Cow::Owned(out)
    }

    /// Writes text that is escaped, in JSON where it stands in one.
    fn emit(&self, text: &str, context: Context, sink: &mut Sink) -> Result<(), Problem> {
        let instead = |c: char| match &self.json {
            _ if context.is_page() => Some(format!("&#{};", u32::from(c))),
            Some(json) => Some(json.escape(c)),
            None if context == Context::Script => Some(JsonStyle::default().escape(c)),
            None => None,
        };
        let json = self.json.as_ref().map(|json| json.string(text));
        sink.text(json.as_deref().unwrap_or(text), instead).map_err(|c| Problem {
            message: format!(
                "U+{:04X} ({c}) does not exist in {}, the encoding of the source; --encoding utf-8 writes the file in one that has it",
                u32::from(c),
                sink.encoding_name()
            ),
            is_encoding: true,
        })
    }
}

/// The form of the article in a record, by the field that holds it, and what links in it are named by.
fn record_form(record: &str) -> (Form, BTreeSet<String>) {
    #[derive(serde::Deserialize)]
    struct Fields {
        html: Option<serde::de::IgnoredAny>,
        markdown: Option<String>,
    }
    match serde_json::from_str(record.trim_start_matches('\u{FEFF}')) {
        Ok(Fields { html: Some(_), .. }) => (Form::Html, BTreeSet::new()),
        Ok(Fields { markdown: Some(text), .. }) => (Form::Markdown, labels(&text)),
        _ => (Form::Plain, BTreeSet::new()),
    }
}

/// The characters that the unit writes as named or numbered references, and how: the translation writes them so too.
fn references(document: &Document, unit: Span) -> BTreeMap<char, String> {
    let mut references = BTreeMap::new();
    let runs = document.map.runs();
    let first = runs.partition_point(|run| run.text.end() <= unit.start());
    for run in runs[first..].iter().take_while(|run| run.text.start() < unit.end()) {
        let RunKind::Atom { text_len, source_len } = run.kind else { continue };
        let (text, source) = (run.text, run.source);
        let text = Span::new(text.start(), text.start() + text_len as usize);
        let source = Span::new(source.start(), source.start() + source_len as usize);
        let written = decoded(document, source);
        let mut chars = document.slice(text).chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && written.starts_with('&')
            && written.ends_with(';')
        {
            references.entry(c).or_insert_with(|| written.into_owned());
        }
    }
    references
}

/// The quotation mark around the attribute whose text stands there, behind nothing in it but white space.
fn quotation_mark(document: &Document, source: Span, is_json: bool) -> Option<char> {
    let before = Span::new(source.start().saturating_sub(64), source.start());
    let before = decoded(document, before);
    let (before, space) = before.split_at(before.rfind(['"', '\''])? + 1);
    let mark = before.chars().next_back().filter(|_| !space.contains('='))?;
    // In JSON the mark is `\"`.
    (!is_json || mark == '\'' || before.ends_with("\\\"")).then_some(mark)
}
