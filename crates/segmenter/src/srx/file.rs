//! An SRX 2.0 file: from bytes to rules and language maps, nothing of it understood yet.

use std::borrow::Cow;

use epitome_document::Severity;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{SrxError, SrxNote};

/// The largest file read. Those in use have less than 1 MiB.
const MAX_BYTES: usize = 16 << 20;

/// How deep elements may stand in one another. SRX itself needs five, extensions a few more.
const MAX_DEPTH: usize = 64;

/// What stands in a file.
#[derive(Debug, Default)]
pub(super) struct File {
    /// Whether all language maps that match count, or only the first.
    pub(super) cascade: bool,
    pub(super) lists: Vec<List>,
    pub(super) maps: Vec<Map>,
    pub(super) notes: Vec<SrxNote>,
}

/// A `languagerule`: rules under a name.
#[derive(Debug)]
pub(super) struct List {
    pub(super) name: String,
    pub(super) rules: Vec<Rule>,
}

/// A `rule` as written.
#[derive(Debug, Default)]
pub(super) struct Rule {
    pub(super) line: u32,
    pub(super) breaks: bool,
    pub(super) before: String,
    pub(super) after: String,
}

/// A `languagemap`: which languages a list is for.
#[derive(Debug)]
pub(super) struct Map {
    pub(super) line: u32,
    pub(super) pattern: String,
    pub(super) name: String,
}

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<File, SrxError> {
    if bytes.len() > MAX_BYTES {
        return Err(SrxError::new(0, format!("the file has more than {} MiB", MAX_BYTES >> 20)));
    }
    let xml = decode(bytes)?;
    let mut reader = Reader::from_str(&xml);
    let mut lines = LineCounter { xml: &xml, at: 0, line: 1 };
    let mut file = File::default();
    let mut open: Vec<Box<str>> = Vec::new();
    let mut is_srx = false;
    loop {
        let line = lines.line_at(reader.buffer_position());
        let event = reader.read_event();
        let event = event.map_err(|err| {
            let line = lines.line_at(reader.error_position());
            SrxError::new(line, format!("the file is not well-formed XML: {err}"))
        })?;
        match event {
            Event::Start(element) => {
                is_srx |= file.enter(&element, &open, line)?;
                if open.len() == MAX_DEPTH {
                    return Err(SrxError::new(line, format!("elements stand more than {MAX_DEPTH} deep")));
                }
                open.push(local(&element).into());
            }
            Event::Empty(element) => is_srx |= file.enter(&element, &open, line)?,
            Event::End(_) => {
                open.pop();
            }
            Event::Text(text) => file.add_text(&open, &text.xml10_content()),
            Event::CData(text) => file.add_text(&open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let c = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(Cow::Owned(c.to_string())),
                    Ok(None) => quick_xml::escape::resolve_xml_entity(&reference).map(Cow::Borrowed),
                    Err(_) => None,
                };
                // Entities of the file's own are not expanded: ten lines of them can stand for gigabytes.
                let Some(c) = c else {
                    return Err(SrxError::new(line, format!("the entity &{}; is not known", &*reference)));
                };
                file.add_text(&open, &c);
            }
            Event::Eof if open.is_empty() => break,
            Event::Eof => return Err(SrxError::new(line, "the file ends before its elements do")),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if is_srx { Ok(file) } else { Err(SrxError::new(1, "the file is no SRX: it has no element <srx>")) }
}

impl File {
    /// Takes an element in. Whether it is the root of an SRX file is the answer.
    fn enter(&mut self, element: &BytesStart<'_>, open: &[Box<str>], line: u32) -> Result<bool, SrxError> {
        let parent = open.last().map_or("", |name| &**name);
        match (parent, local(element)) {
            ("", "srx") => {
                let version = attribute(element, "version", line)?.unwrap_or_default();
                if version != "2.0" {
                    return Err(SrxError::new(line, format!("this is SRX {version:?}; only 2.0 is read")));
                }
                return Ok(true);
            }
            ("srx", "header") => {
                self.cascade = attribute(element, "cascade", line)?.as_deref() == Some("yes");
                if attribute(element, "segmentsubflows", line)?.is_some() {
                    self.note_once(line, "segmentsubflows is not honoured: there are no subflows here");
                }
            }
            ("header", "formathandle") => {
                self.note_once(line, "formathandle is not honoured: there are no inline codes in plain text");
            }
            ("languagerules", "languagerule") => {
                let name = required(element, "languagerulename", line)?;
                if self.lists.iter().any(|list| list.name == name) {
                    return Err(SrxError::new(line, format!("there are two languagerules {name:?}")));
                }
                self.lists.push(List { name, rules: Vec::new() });
            }
            ("languagerule", "rule") => {
                let breaks = attribute(element, "break", line)?.as_deref() != Some("no");
                if let Some(list) = self.lists.last_mut() {
                    list.rules.push(Rule { line, breaks, ..Rule::default() });
                }
            }
            ("maprules", "languagemap") => {
                let pattern = required(element, "languagepattern", line)?;
                let name = required(element, "languagerulename", line)?;
                self.maps.push(Map { line, pattern, name });
            }
            ("srx", "body")
            | ("body", "languagerules" | "maprules")
            | ("rule", "beforebreak" | "afterbreak") => {}
            _ => {
                let name = element.name();
                self.note_once(
                    line,
                    &format!("<{}> is no part of SRX 2.0 and was passed over", name.as_ref()),
                );
            }
        }
        Ok(false)
    }

    fn add_text(&mut self, open: &[Box<str>], text: &str) {
        let [.., list, rule, side] = open else { return };
        if let ("languagerule", "rule") = (&**list, &**rule)
            && let Some(rule) = self.lists.last_mut().and_then(|list| list.rules.last_mut())
        {
            match &**side {
                "beforebreak" => rule.before += text,
                "afterbreak" => rule.after += text,
                _ => {}
            }
        }
    }

    fn note_once(&mut self, line: u32, message: &str) {
        if self.notes.iter().all(|note| note.message != message) {
            self.notes.push(SrxNote { line, severity: Severity::Info, message: message.to_owned() });
        }
    }
}

/// The name of an element without its prefix: SRX has one namespace, and whoever leaves it out is understood.
fn local<'a>(element: &'a BytesStart<'_>) -> &'a str {
    let name: &str = element.name().into_inner();
    name.strip_prefix("srx:").unwrap_or(name)
}

fn attribute(element: &BytesStart<'_>, name: &str, line: u32) -> Result<Option<String>, SrxError> {
    let wrong = |err: &dyn std::fmt::Display| SrxError::new(line, format!("the attribute {name}: {err}"));
    let Some(attribute) = element.try_get_attribute(name).map_err(|err| wrong(&err))? else {
        return Ok(None);
    };
    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(|err| wrong(&err))?;
    Ok(Some(value.into_owned()))
}

fn required(element: &BytesStart<'_>, name: &str, line: u32) -> Result<String, SrxError> {
    attribute(element, name, line)?
        .ok_or_else(|| SrxError::new(line, format!("<{}> has no {name}", local(element))))
}

/// The text of a file in UTF-8 or UTF-16, as XML asks of every reader.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, SrxError> {
    let utf16 = |read: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok()
    };
    let text = match bytes {
        [0xFF, 0xFE, ..] => utf16(u16::from_le_bytes).map(Cow::Owned),
        [0xFE, 0xFF, ..] => utf16(u16::from_be_bytes).map(Cow::Owned),
        [0xEF, 0xBB, 0xBF, rest @ ..] => str::from_utf8(rest).ok().map(Cow::Borrowed),
        _ => str::from_utf8(bytes).ok().map(Cow::Borrowed),
    };
    text.ok_or_else(|| SrxError::new(0, "the file is neither UTF-8 nor UTF-16"))
}

/// Turns growing offsets into lines.
struct LineCounter<'a> {
    xml: &'a str,
    at: usize,
    line: u32,
}

impl LineCounter<'_> {
    fn line_at(&mut self, offset: u64) -> u32 {
        let offset = usize::try_from(offset).unwrap_or(usize::MAX).clamp(self.at, self.xml.len());
        let n_lines = self.xml.as_bytes()[self.at..offset].iter().filter(|byte| **byte == b'\n').count();
        self.at = offset;
        self.line = self.line.saturating_add(u32::try_from(n_lines).unwrap_or(u32::MAX));
        self.line
    }
}
