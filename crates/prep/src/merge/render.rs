//! A translation in the syntax of its source.

use std::borrow::Cow;
use std::collections::BTreeMap;

use epitome_document::{BlockKind, Document, MarkKind, MarkTags, Media, MetaSyntax, RunKind, Span};

use super::bytes::Sink;
use super::emphasis::beside_emphasis;
use super::json::JsonStyle;
use super::line_head::line_head;
use crate::anatomy::{Anatomy, CodeKind, decoded};
use crate::content::{Content, Part, Piece};
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Plain,
    Html,
    Markdown,
}

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
    /// The text of a page, where white space collapses.
    HtmlFlow,
    /// The text of a page, where white space counts.
    HtmlPreformatted,
    /// The value of an attribute, between these quotation marks, or none.
    HtmlAttribute(Option<char>),
    /// The content of an element of a page that holds no other.
    HtmlElement,
    /// Running text of Markdown; whether it stands in a cell of a table.
    Markdown { is_cell: bool },
    /// The inside of a string of JSON in a script of a page, escaped already.
    Script,
}

impl Context {
    /// Whether what is written may hold references to characters.
    fn is_page(self) -> bool {
        !matches!(self, Context::Verbatim | Context::Markdown { .. } | Context::Script)
    }
}

impl Syntax {
    pub(super) fn of(document: &Document) -> Syntax {
        let record = (document.source.media == Media::Record)
            .then(|| decoded(document, Span::new(0, document.source.bytes.len())));
        let json = record.as_deref().map(JsonStyle::of);
        let form = match (document.source.media, &record) {
            (Media::Html, _) => Form::Html,
            (Media::Markdown, _) => Form::Markdown,
            (_, Some(record)) => record_form(record),
            _ => Form::Plain,
        };
        let first = document.text.find(['\n', '\r']).map(|at| &document.text[at..]);
        let line_end = match first {
            Some(end) if end.starts_with("\r\n") => "\r\n",
            Some(end) if end.starts_with('\r') => "\r",
            _ => "\n",
        };
        Syntax { form, json, line_end }
    }

    /// Writes a translation by the rules of the format. How many bytes stand before each code, and where it stands in the source.
    pub(super) fn render(
        &self,
        document: &Document,
        place: &UnitPlace,
        anatomy: &Anatomy,
        target: &Content,
        sink: &mut Sink,
    ) -> Result<Vec<(usize, Span)>, Problem> {
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
        let references = if self.form == Form::Html { references(document, span) } else { BTreeMap::new() };
        let line_end = match (self.form, context) {
            (Form::Markdown, Context::Verbatim) => {
                Cow::Owned(self.line_end.to_owned() + &line_head(document, span, self.json.is_some()))
            }
            _ => Cow::Borrowed(self.line_end),
        };
        let mut codes = Vec::new();
        let mut n_code_open =
            usize::from(self.form == Form::Markdown && begins_in_code(document, span, anatomy));
        let mut starts_line = self.form == Form::Markdown && starts_line(document, span);
        let mut done = 0;
        for piece in target.pieces() {
            match piece {
                Piece::Code(placed) => {
                    let Some(code) = anatomy.code(placed.id) else { continue };
                    let is_after_space = target.text[..placed.at as usize].ends_with(char::is_whitespace);
                    let source = code.source(placed.part).map(|source| match code.kind {
                        // The space behind a picture was one with that before it, and goes with it.
                        CodeKind::Mark(MarkKind::Image) if !is_after_space => without_space(document, source),
                        _ => source,
                    });
                    codes.extend(source.map(|source| (sink.len(), source)));
                    if code.kind == CodeKind::Mark(MarkKind::Code) && self.form == Form::Markdown {
                        match placed.part {
                            Part::Open => n_code_open += 1,
                            Part::Close => n_code_open = n_code_open.saturating_sub(1),
                            Part::Alone => {}
                        }
                    }
                    starts_line = false;
                }
                Piece::Text(text) => {
                    let is_code = n_code_open > 0;
                    if is_code && text.contains('`') {
                        let message = "a backtick cannot stand inside code".to_owned();
                        return Err(Problem { message, is_encoding: false });
                    }
                    let part = done..done + text.len();
                    done = part.end;
                    let is_markup = matches!(context, Context::Markdown { .. }) && !is_code;
                    let (first, text, last) = match is_markup {
                        true => beside_emphasis(document, span, anatomy, target, part),
                        false => (String::new(), text, String::new()),
                    };
                    let context = if is_code { Context::Verbatim } else { context };
                    self.emit(&first, context, sink)?;
                    let starts_line = std::mem::take(&mut starts_line) && first.is_empty();
                    let mut written = self.escape(text, context, (&references, &line_end), starts_line);
                    if is_code {
                        written = Cow::Owned(written.replace(['\n', '\r'], " "));
                    }
                    self.emit(&written, context, sink)?;
                    self.emit(&last, context, sink)?;
                }
            }
        }
        Ok(codes)
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
            MetaSyntax::Markdown => Context::Markdown { is_cell: false },
            MetaSyntax::FrontMatter => {
                let scalar = front_matter(target, &self.written(document, source));
                return self.emit(&scalar, Context::Verbatim, sink);
            }
            MetaSyntax::JsonScript => {
                let style = JsonStyle::of(&self.written(document, source));
                // A script ends at "</script", and "<!--" changes what ends it.
                let string = style.string(target).replace('<', "\\u003c");
                return self.emit(&string, Context::Script, sink);
            }
            _ => Context::Verbatim,
        };
        // A description of Markdown has one line.
        let target = match context {
            Context::Markdown { .. } => Cow::Owned(target.replace('\n', " ")),
            _ => Cow::Borrowed(target),
        };
        let written = self.escape(&target, context, (&BTreeMap::new(), self.line_end), false);
        self.emit(&written, context, sink)
    }

    /// What is written at a place, out of the string of JSON it stands in: escapes of the record are none of its format.
    fn written<'a>(&self, document: &'a Document, source: Span) -> Cow<'a, str> {
        let text = decoded(document, source);
        if self.json.is_none() {
            return text;
        }
        serde_json::from_str::<String>(&format!("\"{text}\"")).map_or(text, Cow::Owned)
    }

    fn context(&self, document: &Document, unit: Span) -> Context {
        if self.form == Form::Plain {
            return Context::Verbatim;
        }
        let block = document.block(document.block_at(unit.start()));
        let kind = block.kind;
        match (self.form, kind) {
            (Form::Plain, _) | (Form::Markdown, BlockKind::Preformatted) => Context::Verbatim,
            (Form::Markdown, _) => Context::Markdown { is_cell: kind == BlockKind::Cell },
            (Form::Html, BlockKind::Preformatted) => Context::HtmlPreformatted,
            (Form::Html, BlockKind::Alt) => {
                let source = document.map.to_source(block.span).unwrap_or_default();
                Context::HtmlAttribute(quotation_mark(document, source, self.json.is_some()))
            }
            (Form::Html, _) => Context::HtmlFlow,
        }
    }

    fn escape<'a>(
        &self,
        text: &'a str,
        context: Context,
        (references, line_end): (&BTreeMap<char, String>, &str),
        starts_line: bool,
    ) -> Cow<'a, str> {
        let bytes = text.as_bytes();
        let is_verbatim = context == Context::Verbatim && references.is_empty();
        if is_verbatim && memchr::memchr(b'\n', bytes).is_none() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len() + 16);
        for (at, c) in text.char_indices() {
            if let Some(reference) = references.get(&c) {
                out.push_str(reference);
                continue;
            }
            let next = bytes.get(at + c.len_utf8()).copied().unwrap_or(b' ');
            match (context, c) {
                (Context::HtmlFlow, '\n') => out.push_str("<br>"),
                (Context::Markdown { .. }, '\n') => out.push_str("<br>"),
                (Context::Verbatim | Context::HtmlPreformatted, '\n') => out.push_str(line_end),
                (Context::HtmlAttribute(None), c) if c.is_ascii_whitespace() || matches!(c, '=' | '`') => {
                    out.push_str(&format!("&#{};", u32::from(c)));
                }
                (Context::HtmlAttribute(_) | Context::HtmlElement, '\n') => out.push_str("&#10;"),
                (context, '&') if context.is_page() => out.push_str("&amp;"),
                (context, '<') if context.is_page() => out.push_str("&lt;"),
                (context, '>') if context.is_page() => out.push_str("&gt;"),
                (Context::HtmlAttribute(mark), '"') if mark != Some('\'') => out.push_str("&quot;"),
                (Context::HtmlAttribute(mark), '\'') if mark != Some('"') => out.push_str("&#39;"),
                (Context::Markdown { is_cell }, c) => {
                    let before = text[..at].chars().next_back();
                    let opens_line = starts_line && text[..at].trim_start().is_empty();
                    if is_markup(c, before, next, opens_line, is_cell) || ends_ordinal(text, at, starts_line)
                    {
                        out.push('\\');
                    }
                    out.push(c);
                }
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

/// The form of the article in a record, by the field that holds it.
fn record_form(record: &str) -> Form {
    #[derive(serde::Deserialize)]
    struct Fields {
        html: Option<serde::de::IgnoredAny>,
        markdown: Option<serde::de::IgnoredAny>,
    }
    match serde_json::from_str(record.trim_start_matches('\u{FEFF}')) {
        Ok(Fields { html: Some(_), .. }) => Form::Html,
        Ok(Fields { markdown: Some(_), .. }) => Form::Markdown,
        _ => Form::Plain,
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

/// The quotation mark around the attribute whose value stands there.
fn quotation_mark(document: &Document, source: Span, is_json: bool) -> Option<char> {
    let before = Span::new(source.start().saturating_sub(64), source.start());
    let before = decoded(document, before);
    let before = before.trim_end_matches(char::is_whitespace);
    let mark = before.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    // In JSON the mark is `\"`.
    (!is_json || mark == '\'' || before.ends_with("\\\"")).then_some(mark)
}

fn without_space(document: &Document, source: Span) -> Span {
    Span::new(source.start(), source.start() + document.source.bytes[source.range()].trim_ascii_end().len())
}

/// A value of front matter, as YAML and TOML both read it: in the quotation marks of what it replaces, if that can be.
fn front_matter(target: &str, replaced: &str) -> String {
    let is_line = !target.contains(char::is_control);
    let mark = replaced.chars().next();
    match mark {
        Some('\'') if is_line && !target.contains('\'') => format!("'{target}'"),
        Some(mark) if mark != '"' && mark != '\'' && is_line && is_plain_scalar(target) => target.to_owned(),
        _ => {
            let escaped = target.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            format!("\"{}\"", escaped.replace('\t', "\\t"))
        }
    }
}

/// Whether YAML reads a line as the text it looks like (YAML 1.2, section 7.3.3, on the safe side).
fn is_plain_scalar(line: &str) -> bool {
    let is_other = matches!(
        &*line.to_ascii_lowercase(),
        "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n" | "nan" | "inf"
    );
    line.starts_with(char::is_alphabetic)
        && !line.ends_with([':', ' '])
        && !line.contains(": ")
        && !line.contains(" #")
        && !is_other
}

/// Whether a unit begins inside of code that opens outside of it: around all of it, or in a unit before.
fn begins_in_code(document: &Document, unit: Span, anatomy: &Anatomy) -> bool {
    // In code there is no other markup, so it opens in one of the last marks before the unit.
    const N_MARKS: usize = 8;
    let end = document.marks.partition_point(|mark| mark.span.start() <= unit.start());
    document.marks[..end].iter().rev().take(N_MARKS).any(|mark| {
        let (MarkTags::Pair { open, .. } | MarkTags::Open(open)) = mark.tags else { return false };
        mark.kind == MarkKind::Code
            && mark.span.end() > unit.start()
            && !anatomy.codes.iter().any(|code| code.open == Some(open))
    })
}

/// Whether a unit stands first in its block.
fn starts_line(document: &Document, unit: Span) -> bool {
    document.block(document.block_at(unit.start())).span.start() == unit.start()
}

/// Whether a character of Markdown would be read as markup where it stands (CommonMark 0.31, sections 2.4 and 6; tables,
/// strikethrough as GitHub has them).
fn is_markup(c: char, before: Option<char>, next: u8, opens_line: bool, is_cell: bool) -> bool {
    let is_space_before = before.is_none_or(char::is_whitespace);
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' => true,
        '&' => next == b'#' || next.is_ascii_alphabetic(),
        '#' => is_space_before,
        '|' => is_cell || opens_line,
        '!' => next == b'[',
        '>' | '+' | '-' | '=' | ':' => opens_line,
        _ => false,
    }
}

/// Whether the full stop or parenthesis at `at` ends a number that opens the line: "1986. Un an" is no list.
fn ends_ordinal(text: &str, at: usize, starts_line: bool) -> bool {
    let number = &text[..at];
    starts_line
        && matches!(text.as_bytes()[at], b'.' | b')')
        && (1..=9).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
}
