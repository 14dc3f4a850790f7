//! XML into a [`Tree`]: well-formed, with bound prefixes, and without declarations of its own.

use std::borrow::Cow;

use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::Event;
use quick_xml::{Error, Reader};

use super::places::Places;
use super::tree::{Attribute, Node, Ns, Tree, known_namespace};
use crate::anatomy::is_xml_char;
use crate::encoding::begins_as_xml;
use crate::references::{DECLARES, normalised, resolve};
use crate::{MAX_ATTRIBUTES, MAX_DEPTH, MAX_PREFIXES, PrepError, PrepErrorKind};

/// The elements of a text.
pub(super) fn parse(text: &str) -> Result<Tree<'_>, PrepError> {
    begins_as_xml(text)?;
    legal_characters(text)?;
    let mut parser =
        Parser { text, tree: Tree::default(), open: Vec::new(), bound: Vec::new(), others: Vec::new() };
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    reader.config_mut().check_end_names = true;
    loop {
        let start = position(reader.buffer_position());
        let event = reader.read_event().map_err(|err| {
            let at = position(reader.error_position()).min(text.len());
            parser.error(at, &format!("the file is not well-formed XML: {}", parser.said(&err)))
        })?;
        let end = position(reader.buffer_position()).min(text.len());
        match event {
            Event::Start(_) => parser.start(start, end, false)?,
            Event::Empty(_) => parser.start(start, end, true)?,
            Event::End(_) => parser.end(),
            Event::Text(_) => parser.text(start, end)?,
            Event::CData(_) => parser.characters(start, true)?,
            Event::GeneralRef(_) => {
                resolve(&text[start + 1..end.saturating_sub(1).max(start + 1)])
                    .map_err(|problem| parser.error(start, &problem))?;
                parser.characters(start, true)?;
            }
            Event::DocType(_) => parser.doctype(start, end)?,
            Event::Decl(_) if start != 0 => {
                return Err(parser.error(start, "the XML declaration may stand at the very beginning only"));
            }
            Event::Decl(_) | Event::Comment(_) => {}
            Event::PI(_) => {
                let target = text[start..end].trim_start_matches("<?");
                if target.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("xml"))
                    && target[3..].starts_with([' ', '?', '\t', '\n', '\r'])
                {
                    return Err(parser.error(start, "a processing instruction must not be named xml"));
                }
            }
            Event::Eof => break,
        }
    }
    if let Some(open) = parser.open.last() {
        let name = parser.tree.nodes[*open].written;
        return Err(parser.error(text.len(), &format!("the file ends inside <{name}>: it is cut off")));
    }
    if parser.tree.nodes.is_empty() {
        return Err(parser.error(0, "there is no element in the file: it is cut off; have it sent again"));
    }
    Ok(parser.tree)
}

/// Where an attribute begins, its name as it stands, and its value.
type RawAttribute<'a> = (usize, &'a str, Cow<'a, str>);

struct Parser<'a> {
    text: &'a str,
    tree: Tree<'a>,
    open: Vec<usize>,
    /// Prefixes with what they stand for and the depth they were bound at.
    bound: Vec<(&'a str, Cow<'a, str>, usize)>,
    others: Vec<Cow<'a, str>>,
}

impl<'a> Parser<'a> {
    fn error(&self, at: usize, message: &str) -> PrepError {
        error_at(self.text, at, PrepErrorKind::BadXml, message)
    }

    fn start(&mut self, start: usize, end: usize, is_empty: bool) -> Result<(), PrepError> {
        if self.open.is_empty() && !self.tree.nodes.is_empty() {
            return Err(self.error(start, "there is a second root element; XML has one"));
        }
        if self.open.len() == MAX_DEPTH {
            let message = format!("elements stand in each other more than {MAX_DEPTH} deep");
            return Err(error_at(self.text, start, PrepErrorKind::TooLarge, &message));
        }
        let tag = &self.text[start + 1..end - if is_empty { 2 } else { 1 }];
        let n_name = tag.find([' ', '\t', '\r', '\n']).unwrap_or(tag.len());
        let written = &tag[..n_name];
        let raw = self.raw_attributes(&tag[n_name..], start + 1 + n_name)?;
        self.bind(&raw)?;
        let (prefix, name) = self.split(written, start)?;
        let ns = self.namespace(prefix, start)?;
        let id = self.tree.nodes.len();
        if id == 0 {
            self.tree.root_namespace = self.lookup(prefix).cloned().unwrap_or_default();
        }
        let first = self.tree.attributes.len();
        for (at, written, value) in raw {
            if written == "xmlns" || written.starts_with("xmlns:") {
                continue;
            }
            let (prefix, name) = self.split(written, at)?;
            let ns = if prefix.is_empty() { Ns::None } else { self.namespace(prefix, at)? };
            let is_second =
                self.tree.attributes[first..].iter().any(|other| other.ns == ns && other.name == name);
            if is_second {
                return Err(self.error(at, &format!("the attribute {written} stands twice in one tag")));
            }
            self.tree.attributes.push(Attribute { ns, name, written, value, at: offset(at) });
        }
        let parent = self.open.last().copied().unwrap_or(0);
        let attributes = offset(first)..offset(self.tree.attributes.len());
        let (at, has_text, text_at) = (offset(start), false, None);
        self.tree.nodes.push(Node {
            ns,
            name,
            written,
            at,
            parent,
            end: id + 1,
            attributes,
            has_text,
            text_at,
        });
        self.open.push(id);
        if is_empty {
            self.end();
        }
        Ok(())
    }

    fn end(&mut self) {
        // That every end has its start was checked by the reader.
        if let Some(id) = self.open.pop() {
            self.tree.nodes[id].end = self.tree.nodes.len();
            let depth = self.open.len();
            while self.bound.last().is_some_and(|(_, _, bound_at)| *bound_at > depth) {
                self.bound.pop();
            }
        }
    }

    fn text(&mut self, start: usize, end: usize) -> Result<(), PrepError> {
        let text = &self.text[start..end];
        if let Some(at) = text.find("]]>") {
            return Err(self.error(start + at, "]]> must not stand in text; write ]]&gt;"));
        }
        let visible = text.find(|c: char| !matches!(c, ' ' | '\t' | '\r' | '\n'));
        match visible {
            Some(at) => self.characters(start + at, true),
            None if text.is_empty() => Ok(()),
            None => self.characters(start, false),
        }
    }

    /// What is wrong with XML that cannot be read on, and what helps.
    fn said(&self, err: &Error) -> String {
        let open = self.open.last().map(|open| &self.tree.nodes[*open]);
        match (err, open) {
            (Error::IllFormed(IllFormedError::MismatchedEndTag { found, .. }), Some(open)) => {
                let (name, line) = (open.written, Places::new(self.text).next(open.at).line);
                format!(
                    "</{found}> stands where <{name}> of line {line} is still open; write </{name}> before it"
                )
            }
            (Error::IllFormed(IllFormedError::UnmatchedEndTag(name)), _) => {
                format!("</{name}> closes nothing; remove it")
            }
            (Error::IllFormed(IllFormedError::UnclosedReference), _) => {
                "an & that is text is written &amp;".to_owned()
            }
            (Error::Syntax(SyntaxError::UnclosedTag), _) => {
                "a tag does not end; the file may be cut off, and a < that is text is written &lt;".to_owned()
            }
            _ => err.to_string(),
        }
    }

    fn characters(&mut self, at: usize, is_visible: bool) -> Result<(), PrepError> {
        let Some(id) = self.open.last() else {
            return match is_visible {
                true => {
                    Err(self
                        .error(at, "there is text outside of <xliff>; remove it, or put it into a <note>"))
                }
                false => Ok(()),
            };
        };
        let node = &mut self.tree.nodes[*id];
        node.has_text = true;
        if is_visible && node.text_at.is_none() {
            node.text_at = Some(offset(at));
        }
        Ok(())
    }

    /// A document type is passed over when it only names a file, which is never fetched; one that declares something is refused,
    /// because entities and default values would change what stands in the file.
    fn doctype(&self, start: usize, end: usize) -> Result<(), PrepError> {
        if !self.tree.nodes.is_empty() {
            return Err(self.error(start, "the document type must stand before the root element"));
        }
        match self.text[start..end].find('[') {
            Some(at) => Err(self.error(start + at, DECLARES)),
            None => Ok(()),
        }
    }

    /// The attributes of a tag as they stand, with their values resolved.
    fn raw_attributes(&self, mut rest: &'a str, mut at: usize) -> Result<Vec<RawAttribute<'a>>, PrepError> {
        let mut raw = Vec::new();
        loop {
            let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
            let is_apart = trimmed.len() < rest.len();
            at += rest.len() - trimmed.len();
            if trimmed.is_empty() {
                return Ok(raw);
            }
            if !is_apart {
                return Err(self.error(at, "there must be white space before an attribute"));
            }
            if raw.len() == MAX_ATTRIBUTES {
                let message = format!("a tag has more than {MAX_ATTRIBUTES} attributes");
                return Err(error_at(self.text, at, PrepErrorKind::TooLarge, &message));
            }
            let malformed =
                || self.error(at, "an attribute is written name=\"value\", and a < that is text &lt;");
            let (name, value) = trimmed.split_once('=').ok_or_else(malformed)?;
            let name = name.trim_end_matches([' ', '\t', '\r', '\n']);
            let value = value.trim_start_matches([' ', '\t', '\r', '\n']);
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'')).ok_or_else(malformed)?;
            let n_value = value[1..].find(quote).ok_or_else(malformed)?;
            let (value, after) = (&value[1..=n_value], &value[n_value + 2..]);
            if value.contains('<') {
                return Err(self.error(at, &format!("the value of {name} holds <; write &lt;")));
            }
            let resolved = normalised(value).map_err(|problem| self.error(at, &problem))?;
            raw.push((at, name, resolved));
            at += trimmed.len() - after.len();
            rest = after;
        }
    }

    fn bind(&mut self, raw: &[RawAttribute<'a>]) -> Result<(), PrepError> {
        let depth = self.open.len() + 1;
        for (at, name, value) in raw {
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(prefix) if prefix.starts_with(':') => &prefix[1..],
                _ => continue,
            };
            if !prefix.is_empty() && value.is_empty() {
                return Err(self.error(*at, &format!("the prefix {prefix} is bound to nothing")));
            }
            let is_xml_name = known_namespace(value) == Some(Ns::Xml);
            if prefix == "xmlns" || (prefix == "xml") != is_xml_name {
                return Err(self.error(*at, "xml and xmlns must not be bound anew"));
            }
            if self.bound.iter().rev().take_while(|(.., at)| *at == depth).any(|(other, ..)| *other == prefix)
            {
                return Err(self.error(*at, &format!("the attribute {name} stands twice in one tag")));
            }
            if self.bound.len() == MAX_PREFIXES {
                let message = format!("more than {MAX_PREFIXES} prefixes are bound at once");
                return Err(error_at(self.text, *at, PrepErrorKind::TooLarge, &message));
            }
            self.bound.push((prefix, value.clone(), depth));
        }
        Ok(())
    }

    fn split(&self, written: &'a str, at: usize) -> Result<(&'a str, &'a str), PrepError> {
        let (prefix, name) = written.split_once(':').unwrap_or(("", written));
        let is_well_formed =
            is_name(name) && (is_name(prefix) || (prefix.is_empty() && !written.starts_with(':')));
        if is_well_formed {
            Ok((prefix, name))
        } else {
            Err(self.error(at, &format!("{written:?} is no XML name")))
        }
    }

    fn lookup(&self, prefix: &str) -> Option<&Cow<'a, str>> {
        self.bound.iter().rev().find(|(bound, ..)| *bound == prefix).map(|(_, name, _)| name)
    }

    fn namespace(&mut self, prefix: &str, at: usize) -> Result<Ns, PrepError> {
        if prefix == "xml" {
            return Ok(Ns::Xml);
        }
        let name = match self.lookup(prefix).cloned() {
            Some(name) => name,
            None if prefix.is_empty() => return Ok(Ns::None),
            None => {
                let message =
                    format!("the prefix {prefix} is not bound to a namespace; add xmlns:{prefix}=\"…\"");
                return Err(self.error(at, &message));
            }
        };
        if name.is_empty() {
            return Ok(Ns::None);
        }
        if let Some(ns) = known_namespace(&name) {
            return Ok(ns);
        }
        let idx = match self.others.iter().position(|other| *other == name) {
            Some(idx) => idx,
            None if self.others.len() == MAX_PREFIXES => {
                let message = format!("the file uses more than {MAX_PREFIXES} namespaces");
                return Err(error_at(self.text, at, PrepErrorKind::TooLarge, &message));
            }
            None => {
                self.others.push(name);
                self.others.len() - 1
            }
        };
        Ok(Ns::Other(idx as u16))
    }
}

fn legal_characters(text: &str) -> Result<(), PrepError> {
    match text.char_indices().find(|(_, c)| !is_xml_char(*c)) {
        None => Ok(()),
        Some((at, c)) => {
            let message = format!("the character U+{:04X} must not stand in XML; remove it", u32::from(c));
            Err(error_at(text, at, PrepErrorKind::BadXml, &message))
        }
    }
}

/// A name without a colon. Above ASCII all letters and marks are taken, which is a little more than XML allows.
fn is_name(name: &str) -> bool {
    let is_start = |c: char| c == '_' || c.is_alphabetic();
    let is_rest =
        |c: char| is_start(c) || c.is_numeric() || matches!(c, '-' | '.' | '\u{B7}') || !c.is_ascii();
    name.chars().next().is_some_and(is_start) && name.chars().all(is_rest)
}

fn error_at(text: &str, at: usize, kind: PrepErrorKind, message: &str) -> PrepError {
    PrepError::new(kind, message).at(Places::new(text).next(offset(at.min(text.len()))))
}

fn position(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// The size of a file is bounded by the decoder, far below 4 GiB.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
