//! [`Tokens`]: XML as a stream of tags and texts.
//!
//! A general reader copies each event into a buffer, looks at each byte for its line, and reads the attributes of a tag anew for each
//! that is asked for; that was two thirds of the time of a merge. Here what a token consists of stays where it was found, in the
//! window on the file, and the token itself is one byte: structures handed on from function to function took a fifth of the time.

use std::borrow::Cow;
use std::io::BufRead;

use epitome_document::Span;

use super::tag::{Attribute, N_TAGS, Name, Owner, Tag, is_space, slot_of};
use super::window::{Window, is_control};
use super::write::NAMESPACE;
use crate::encoding::begins_as_xml;
use crate::references::{DECLARES, normalised, resolve};
use crate::{MAX_DEPTH, MAX_PREFIXES, Place, PrepError, PrepErrorKind};

/// Something of a file. What it consists of, [`Tokens`] knows until the next one is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// An element begins.
    Start,
    /// An element with nothing in it.
    Empty,
    /// An element ends.
    End,
    /// Text without references.
    Text,
    /// Text with references, which are all known.
    Escaped,
    /// Text of a section that is as it is.
    Data,
    /// The file ends.
    Eof,
}

/// A prefix that stands for a namespace, none for elements without one, and the number of elements open around what it holds for.
struct Binding {
    prefix: Box<str>,
    owner: Owner,
    depth: usize,
}

/// The tokens of a file, whose tags are checked to be well-formed and nested.
pub(super) struct Tokens<'a> {
    window: Window<'a>,
    /// The bytes of the last token.
    n_bytes: usize,
    /// The names of the open elements, one behind the other, and where each begins.
    names: Vec<u8>,
    open: Vec<usize>,
    /// The namespace of the root element, and what prefixes stand for.
    root: Option<Box<str>>,
    bound: Vec<Binding>,
    /// Tags, each where its first bytes say, and the number of the last one.
    tags: [Tag; N_TAGS],
    tag: usize,
    /// The last text.
    text: Span,
}

/// Which token it is unless it is passed over; nothing where the window ends too early to tell.
type Found = Result<Option<Option<Token>>, Box<Malformed>>;

/// Why a token is none, and the byte of the window that says so.
pub(super) struct Malformed {
    pub(super) at: usize,
    pub(super) kind: PrepErrorKind,
    pub(super) message: String,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(input: impl BufRead + 'a) -> Result<Tokens<'a>, PrepError> {
        Ok(Tokens {
            window: Window::new(input)?,
            n_bytes: 0,
            names: Vec::new(),
            open: Vec::new(),
            root: None,
            bound: Vec::new(),
            tags: Default::default(),
            tag: 0,
            text: Span::default(),
        })
    }

    /// Whether what is left begins with a tag; it is an error where it is text or nothing.
    pub(super) fn begins(&mut self) -> Result<(), PrepError> {
        while self.window.text().trim_start().is_empty() && self.window.grow()? {}
        begins_as_xml(self.window.text())
    }

    /// The number of open elements.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Where the last token begins.
    pub(super) fn place(&mut self) -> Place {
        self.window.place()
    }

    /// The name of the last tag's element.
    pub(super) fn element(&self) -> &str {
        self.window.slice(self.tags[self.tag].element.whole)
    }

    /// Its name without a prefix, where it is one of XLIFF.
    pub(super) fn own(&self) -> Option<&str> {
        let tag = &self.tags[self.tag];
        (tag.owner == Owner::Xliff).then(|| self.window.slice(tag.element.local))
    }

    fn prefix(&self, name: Name) -> &str {
        let len = name.whole.len() - name.local.len();
        &self.window.slice(name.whole)[..len.saturating_sub(1)]
    }

    /// Whose the namespace is that a prefix stands for. Where the root element has none, nor has the rest of XLIFF.
    fn owner(&self, prefix: &str) -> Owner {
        let is_none = prefix.is_empty() && self.root.as_deref() == Some("");
        let bound = self.bound.iter().rev().find(|bound| *bound.prefix == *prefix);
        bound.map_or(if is_none { Owner::Xliff } else { Owner::Other }, |bound| bound.owner)
    }

    /// The last text, as it is written.
    pub(super) fn text(&self) -> &str {
        self.window.slice(self.text)
    }

    /// The attributes of the last tag: whose each is, its name without a prefix, and its value.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (Owner, &str, Cow<'_, str>)> {
        let attributes = self.tags[self.tag].attributes.iter();
        attributes.filter_map(|attribute| {
            Some((attribute.owner, self.window.slice(attribute.name.local), self.value(attribute)?))
        })
    }

    /// The value of one of XLIFF's own attributes of the last tag.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let is_asked = |attribute: &&Attribute| {
            attribute.owner == Owner::Xliff && self.window.slice(attribute.name.local) == name
        };
        self.tags[self.tag].attributes.iter().find(is_asked).and_then(|attribute| self.value(attribute))
    }

    /// That its references are known was seen when it was read.
    fn value(&self, attribute: &Attribute) -> Option<Cow<'_, str>> {
        let value = self.window.slice(attribute.value);
        if attribute.is_plain { Some(Cow::Borrowed(value)) } else { normalised(value).ok() }
    }

    /// The next token for whom texts between tags are nothing to read: most of them are the end of a line.
    pub(super) fn next_tag(&mut self) -> Result<Token, PrepError> {
        if self.window.bytes()[self.n_bytes..].starts_with(b"\n<") {
            self.n_bytes += 1;
        }
        self.next()
    }

    /// The next token. Comments, instructions and document types are passed over.
    pub(super) fn next(&mut self) -> Result<Token, PrepError> {
        self.window.advance(std::mem::take(&mut self.n_bytes));
        match self.found(false) {
            Ok(Some(Some(token))) => Ok(token),
            found => self.behind(found),
        }
    }

    /// The token behind what is passed over, or behind the end of the window.
    #[cold]
    fn behind(&mut self, mut found: Found) -> Result<Token, PrepError> {
        let mut is_end = false;
        loop {
            match found {
                Ok(Some(Some(token))) => return Ok(token),
                Ok(Some(None)) => {}
                Ok(None) if !is_end => is_end = !self.window.grow()?,
                Ok(None) if self.window.text().is_empty() => return Ok(Token::Eof),
                Ok(None) => {
                    let len = self.window.text().len();
                    return Err(self.error(*malformed(len, "it ends within a tag")));
                }
                Err(problem) => return Err(self.error(*problem)),
            }
            self.window.advance(std::mem::take(&mut self.n_bytes));
            found = self.found(is_end);
        }
    }

    fn error(&mut self, Malformed { at, kind, message }: Malformed) -> PrepError {
        PrepError::new(kind, message).at(self.window.place_of(at))
    }

    /// The token at the head of the window; `is_end` where nothing comes behind that.
    fn found(&mut self, is_end: bool) -> Found {
        match self.window.bytes() {
            [] | [b'<'] => Ok(None),
            [b'<', b'/', ..] => self.end_tag(),
            [b'<', b'!' | b'?', ..] => self.declaration(),
            [b'<', ..] => self.start_tag(),
            _ => self.characters(is_end),
        }
    }

    fn characters(&mut self, is_end: bool) -> Found {
        let bytes = self.window.bytes();
        let first = memchr::memchr2(b'<', b'&', bytes);
        let is_plain = first.is_none_or(|at| bytes[at] == b'<');
        let end = if is_plain { first } else { memchr::memchr(b'<', bytes) };
        let Some(end) = end.or(is_end.then_some(bytes.len())) else { return Ok(None) };
        if !is_plain {
            references(self.window.text(), 0, end)?;
        }
        if self.window.has_controls() {
            no_controls(&bytes[..end])?;
        }
        (self.text, self.n_bytes) = (Span::new(0, end), end);
        Ok(Some(Some(if is_plain { Token::Text } else { Token::Escaped })))
    }

    /// A section of text as it is; a comment, an instruction or a document type is passed over.
    fn declaration(&mut self) -> Found {
        const HEAD: &str = "<![CDATA[";
        let text = self.window.text();
        if let Some(section) = text.strip_prefix(HEAD) {
            let Some(len) = section.find("]]>") else { return Ok(None) };
            self.text = Span::new(HEAD.len(), HEAD.len() + len);
            self.n_bytes = HEAD.len() + len + 3;
            return Ok(Some(Some(Token::Data)));
        }
        let until = |head: usize, end: &str| text[head..].find(end).map(|at| head + at + end.len());
        let end = match text {
            _ if text.starts_with("<!--") => until(4, "-->"),
            _ if text.starts_with("<?") => until(2, "?>"),
            // Fewer bytes than it takes to tell them apart.
            _ if text.len() < HEAD.len() => None,
            _ => document_type(text)?,
        };
        let Some(end) = end else { return Ok(None) };
        self.n_bytes = end;
        Ok(Some(None))
    }

    fn end_tag(&mut self) -> Found {
        let bytes = self.window.bytes();
        // Nearly all are written as they must be, and need not be searched for their end.
        if let Some(start) = self.open.last().copied()
            && let Some([b'>', behind @ ..]) = bytes[2..].strip_prefix(&self.names[start..])
        {
            self.n_bytes = bytes.len() - behind.len();
            self.open.pop();
            self.names.truncate(start);
            return Ok(Some(Some(Token::End)));
        }
        let Some(end) = memchr::memchr(b'>', bytes) else { return Ok(None) };
        let name = self.window.text()[2..end].trim_end_matches(is_space);
        let Some(start) = self.open.pop() else {
            return Err(malformed(0, format!("</{name}> ends what has not begun")));
        };
        if self.names[start..] != *name.as_bytes() {
            let open = String::from_utf8_lossy(&self.names[start..]);
            return Err(malformed(0, format!("</{name}> stands where </{open}> must")));
        }
        self.names.truncate(start);
        self.n_bytes = end + 1;
        Ok(Some(Some(Token::End)))
    }

    fn start_tag(&mut self) -> Found {
        while self.bound.last().is_some_and(|bound| bound.depth >= self.open.len()) {
            self.bound.pop();
            self.tags.iter_mut().for_each(Tag::forget);
        }
        let text = self.window.text();
        self.tag = slot_of(text.as_bytes());
        let tag = &mut self.tags[self.tag];
        let Some((end, is_known)) = tag.read(text)? else { return Ok(None) };
        self.n_bytes = end;
        if !is_known {
            self.find_owners()?;
        }
        let (text, tag) = (self.window.text(), &self.tags[self.tag]);
        if tag.is_empty {
            return Ok(Some(Some(Token::Empty)));
        }
        if self.open.len() == MAX_DEPTH {
            let message = format!("elements stand more than {MAX_DEPTH} deep in one another");
            return Err(Box::new(Malformed { at: 0, kind: PrepErrorKind::TooLarge, message }));
        }
        self.open.push(self.names.len());
        self.names.extend_from_slice(&text.as_bytes()[tag.element.whole.range()]);
        Ok(Some(Some(Token::Start)))
    }

    /// Finds out whose the names of the last tag are.
    // A function of its own: of most tags it is known.
    #[inline(never)]
    fn find_owners(&mut self) -> Result<(), Box<Malformed>> {
        if self.tags[self.tag].binds || self.root.is_none() {
            self.bind()?;
        }
        for idx in 0..self.tags[self.tag].attributes.len() {
            let name = self.tags[self.tag].attributes[idx].name;
            self.tags[self.tag].attributes[idx].owner = if name.local == name.whole {
                Owner::Xliff
            } else {
                match self.owner(self.prefix(name)) {
                    Owner::Ours => Owner::Ours,
                    Owner::Xliff | Owner::Other => Owner::Other,
                }
            };
        }
        self.tags[self.tag].owner = self.owner(self.prefix(self.tags[self.tag].element));
        Ok(())
    }

    /// Takes note of the prefixes that the last tag binds.
    fn bind(&mut self) -> Result<(), Box<Malformed>> {
        let tag = &self.tags[self.tag];
        let declared = tag.attributes.iter().filter_map(|attribute| {
            let name = self.window.slice(attribute.name.whole).strip_prefix("xmlns")?;
            let prefix = if name.is_empty() { name } else { name.strip_prefix(':')? };
            Some((Box::from(prefix), Box::from(self.value(attribute)?)))
        });
        let declared: Vec<(Box<str>, Box<str>)> = declared.collect();
        if self.bound.len() + declared.len() > MAX_PREFIXES {
            let message = format!("more than {MAX_PREFIXES} prefixes are bound at once");
            return Err(Box::new(Malformed { at: 0, kind: PrepErrorKind::TooLarge, message }));
        }
        if self.root.is_none() {
            let prefix = self.prefix(tag.element);
            let namespace = declared.iter().find(|(bound, _)| **bound == *prefix);
            self.root = Some(namespace.map(|(_, namespace)| namespace.clone()).unwrap_or_default());
        }
        for (prefix, namespace) in declared {
            let owner = match &*namespace {
                _ if Some(&namespace) == self.root.as_ref() => Owner::Xliff,
                NAMESPACE => Owner::Ours,
                _ => Owner::Other,
            };
            self.bound.push(Binding { prefix, owner, depth: self.open.len() });
        }
        self.tags.iter_mut().for_each(Tag::forget);
        Ok(())
    }
}

/// Where a document type ends; nothing where the text ends before it does. Declarations of its own are refused, as `validate` does.
fn document_type(text: &str) -> Result<Option<usize>, Box<Malformed>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(n) = bytes[at..].iter().position(|byte| matches!(byte, b'>' | b'[' | b'"' | b'\'')) {
        at += n;
        let end = match bytes[at] {
            b'>' => return Ok(Some(at + 1)),
            b'[' => {
                let (kind, message) = (PrepErrorKind::BadXml, DECLARES.to_owned());
                return Err(Box::new(Malformed { at, kind, message }));
            }
            quote => memchr::memchr(quote, &bytes[at + 1..]),
        };
        let Some(end) = end else { break };
        at += end + 2;
    }
    Ok(None)
}

/// Whether all references of a stretch are known.
pub(super) fn references(text: &str, start: usize, end: usize) -> Result<(), Box<Malformed>> {
    let mut at = start;
    while let Some(found) = memchr::memchr(b'&', &text.as_bytes()[at..end]) {
        let reference = at + found + 1;
        let Some(len) = text[reference..end].find(';') else {
            return Err(malformed(reference - 1, "a & must be written &amp;"));
        };
        resolve(&text[reference..reference + len]).map_err(|problem| malformed(reference - 1, problem))?;
        at = reference + len;
    }
    Ok(())
}

/// Whether no character of a text is one that XML cannot hold.
fn no_controls(bytes: &[u8]) -> Result<(), Box<Malformed>> {
    match bytes.iter().position(|byte| is_control(*byte)) {
        None => Ok(()),
        Some(at) => {
            let message = format!("the character U+{:04X} must not stand in XML; remove it", bytes[at]);
            Err(malformed(at, message))
        }
    }
}

pub(super) fn malformed(at: usize, message: impl Into<String>) -> Box<Malformed> {
    let message = format!("the file is not well-formed XML: {}", message.into());
    Box::new(Malformed { at, kind: PrepErrorKind::BadXml, message })
}
