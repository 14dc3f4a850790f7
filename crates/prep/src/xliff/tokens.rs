//! [`Tokens`]: XML as a stream of tags and texts.
//!
//! A general reader copies each event into a buffer, looks at each byte for its line, and reads the attributes of a tag anew for each
//! that is asked for; that was two thirds of the time of a merge. Here a token is a place in the window on the file.

use std::borrow::Cow;
use std::io::BufRead;

use epitome_document::Span;

use super::window::Window;
use crate::references::{normalised, resolve};
use crate::{Place, PrepError, PrepErrorKind};

/// How deep elements may stand in one another. Our own files need eight; groups and codes inside each other some more.
const MAX_DEPTH: usize = 256;

/// The most attributes of a tag: the limit of pages too.
const MAX_ATTRIBUTES: usize = 256;

/// Something of a file. Its places are those of [`Tokens::slice`] until the next one is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// An element of this name begins.
    Start(Span),
    /// An element of this name with nothing in it.
    Empty(Span),
    /// An element ends.
    End,
    /// Text, with references that are all known.
    Text(Span),
    /// Text without references.
    Data(Span),
    /// The file ends.
    Eof,
}

/// The tokens of a file, whose tags are checked to be well-formed and nested.
pub(super) struct Tokens<'a> {
    window: Window<'a>,
    /// The bytes of the last token.
    n_bytes: usize,
    /// The names of the open elements, one behind the other, and where each begins.
    names: String,
    open: Vec<usize>,
    /// Those of the last tag.
    attributes: Vec<Attribute>,
}

#[derive(Clone, Copy)]
struct Attribute {
    name: Span,
    /// The name without its prefix.
    local: Span,
    value: Span,
}

/// How many bytes a token has, and which it is unless it is passed over; nothing where the window ends too early to tell.
type Found = Result<Option<(usize, Option<Token>)>, Malformed>;

/// Why a token is none, and the byte of the window that says so.
struct Malformed {
    at: usize,
    kind: PrepErrorKind,
    message: String,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(input: impl BufRead + 'a) -> Result<Tokens<'a>, PrepError> {
        let (names, open, attributes) = (String::new(), Vec::new(), Vec::new());
        Ok(Tokens { window: Window::new(input)?, n_bytes: 0, names, open, attributes })
    }

    /// The number of open elements.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Where the last token begins.
    pub(super) fn place(&mut self) -> Place {
        self.window.place_of(0)
    }

    /// A part of the last token.
    pub(super) fn slice(&self, span: Span) -> &str {
        &self.window.text()[span.range()]
    }

    /// The value of an attribute of the last tag, whatever its prefix; the first of those with one name.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.attributes.iter();
        let attribute = attributes.find(|attribute| self.slice(attribute.local) == name)?;
        // That its references are known was seen when it was read.
        normalised(self.slice(attribute.value)).ok()
    }

    /// The next token. Comments, instructions and document types are passed over.
    pub(super) fn next(&mut self) -> Result<Token, PrepError> {
        loop {
            self.window.advance(std::mem::take(&mut self.n_bytes));
            let found = match self.found(false) {
                Ok(None) if self.window.grow()? => continue,
                Ok(None) => self.found(true),
                found => found,
            };
            match found {
                Ok(Some((n_bytes, token))) => {
                    self.n_bytes = n_bytes;
                    if let Some(token) = token {
                        return Ok(token);
                    }
                }
                Ok(None) if self.window.text().is_empty() => return Ok(Token::Eof),
                Ok(None) => {
                    let len = self.window.text().len();
                    return Err(self.error(malformed(len, "it ends within a tag")));
                }
                Err(problem) => return Err(self.error(problem)),
            }
        }
    }

    fn error(&mut self, Malformed { at, kind, message }: Malformed) -> PrepError {
        PrepError::new(kind, message).at(self.window.place_of(at))
    }

    /// The token at the head of the window; `is_end` where nothing comes behind that.
    fn found(&mut self, is_end: bool) -> Found {
        let text = self.window.text();
        match text.as_bytes() {
            [] | [b'<'] => Ok(None),
            [b'<', b'/', ..] => self.end_tag(),
            [b'<', b'!' | b'?', ..] => passed_over(text),
            [b'<', ..] => self.start_tag(),
            bytes => match memchr::memchr(b'<', bytes).or(is_end.then_some(bytes.len())) {
                Some(end) => {
                    references(text, 0, end)?;
                    no_controls(&text[..end])?;
                    Ok(Some((end, Some(Token::Text(Span::new(0, end))))))
                }
                None => Ok(None),
            },
        }
    }

    fn end_tag(&mut self) -> Found {
        let text = self.window.text();
        let Some(end) = memchr::memchr(b'>', text.as_bytes()) else { return Ok(None) };
        let name = text[2..end].trim_end_matches(is_space);
        match self.open.pop() {
            Some(start) if self.names[start..] == *name => self.names.truncate(start),
            Some(start) => {
                let message = format!("</{name}> stands where </{}> must", &self.names[start..]);
                return Err(malformed(0, message));
            }
            None => return Err(malformed(0, format!("</{name}> ends what has not begun"))),
        }
        Ok(Some((end + 1, Some(Token::End))))
    }

    fn start_tag(&mut self) -> Found {
        let text = self.window.text();
        self.attributes.clear();
        let (name, _) = name(text, 1);
        if name.is_empty() {
            return Err(malformed(0, "a tag has no name; a sign must be written &lt;"));
        }
        let mut at = name.end();
        loop {
            let n_space =
                text.as_bytes()[at..].iter().take_while(|byte| is_space(char::from(**byte))).count();
            at += n_space;
            match &text.as_bytes()[at..] {
                [] | [b'/'] => return Ok(None),
                [b'>', ..] => {
                    if self.open.len() == MAX_DEPTH {
                        let message = format!("elements stand more than {MAX_DEPTH} deep in one another");
                        return Err(Malformed { at: 0, kind: PrepErrorKind::TooLarge, message });
                    }
                    self.open.push(self.names.len());
                    self.names.push_str(&text[name.range()]);
                    return Ok(Some((at + 1, Some(Token::Start(name)))));
                }
                [b'/', b'>', ..] => return Ok(Some((at + 2, Some(Token::Empty(name))))),
                _ if n_space == 0 => {
                    let message = "a name ends here, and neither white space nor the end of the tag follows";
                    return Err(malformed(at, message));
                }
                _ => {}
            }
            let Some((attribute, end)) = attribute(text, at)? else { return Ok(None) };
            let key = &text[attribute.name.range()];
            if self.attributes.iter().any(|other| text[other.name.range()] == *key) {
                return Err(malformed(at, format!("the attribute {key} stands twice in one tag")));
            }
            if self.attributes.len() == MAX_ATTRIBUTES {
                let message = format!("a tag has more than {MAX_ATTRIBUTES} attributes");
                return Err(Malformed { at, kind: PrepErrorKind::TooLarge, message });
            }
            self.attributes.push(attribute);
            at = end;
        }
    }
}

/// A comment, an instruction, a document type; or a section of text as it is.
fn passed_over(text: &str) -> Found {
    let until = |head: usize, end: &str| text[head..].find(end).map(|at| head + at + end.len());
    if text.starts_with("<![CDATA[") {
        let data = |end: usize| Token::Data(Span::new(9, end - 3));
        return Ok(until(9, "]]>").map(|end| (end, Some(data(end)))));
    }
    let end = match text {
        _ if text.starts_with("<!--") => until(4, "-->"),
        _ if text.starts_with("<?") => until(2, "?>"),
        // Fewer bytes than it takes to tell them apart.
        _ if text.len() < 9 => None,
        _ => document_type(text),
    };
    Ok(end.map(|end| (end, None)))
}

/// Where a document type ends: behind its declarations, whose quotation marks and comments may hold any sign.
fn document_type(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut n_open) = (0, 0_usize);
    loop {
        at += bytes[at..].iter().position(|byte| matches!(byte, b'<' | b'>' | b'"' | b'\''))?;
        match bytes[at] {
            b'<' if text[at..].starts_with("<!--") => at += text[at + 4..].find("-->")? + 6,
            b'<' => n_open += 1,
            b'>' if n_open == 1 => return Some(at + 1),
            b'>' => n_open -= 1,
            quote => at += memchr::memchr(quote, &bytes[at + 1..])? + 1,
        }
        at += 1;
    }
}

/// The name at a place, and the part of it behind the colon. What is no sign of markup may stand in one: a name nobody asks for
/// does no harm.
fn name(text: &str, at: usize) -> (Span, Span) {
    let mut local = at;
    let mut end = at;
    for byte in &text.as_bytes()[at..] {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>' | b'=' | b'<' | b'"' | b'\'' | b'&' => break,
            b':' => local = end + 1,
            _ => {}
        }
        end += 1;
    }
    (Span::new(at, end), Span::new(local, end))
}

/// The attribute at a place, and where it ends; nothing where the window ends before it does.
fn attribute(text: &str, at: usize) -> Result<Option<(Attribute, usize)>, Malformed> {
    let bytes = text.as_bytes();
    let space = |at: usize| at + bytes[at..].iter().take_while(|byte| is_space(char::from(**byte))).count();
    let (name, local) = name(text, at);
    let sign = space(name.end());
    let value = match bytes.get(sign) {
        None => return Ok(None),
        Some(b'=') if !name.is_empty() => space(sign + 1),
        Some(_) => return Err(malformed(at, "an attribute must be written name=\"value\"")),
    };
    let quote = match bytes.get(value) {
        None => return Ok(None),
        Some(quote @ (b'"' | b'\'')) => *quote,
        Some(_) => return Err(malformed(value, "a value must stand in quotation marks")),
    };
    let value = value + 1;
    let Some(len) = bytes[value..].iter().position(|byte| *byte == quote || *byte == b'<') else {
        return Ok(None);
    };
    if bytes[value + len] == b'<' {
        return Err(malformed(value + len, "a value holds <; write &lt;"));
    }
    references(text, value, value + len)?;
    Ok(Some((Attribute { name, local, value: Span::new(value, value + len) }, value + len + 1)))
}

/// Whether all references of a stretch are known.
fn references(text: &str, start: usize, end: usize) -> Result<(), Malformed> {
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

/// Whether no character of a text is one that XML cannot hold, of those that come to harm elsewhere: NUL and its like.
fn no_controls(text: &str) -> Result<(), Malformed> {
    let is_control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    // To look at all bytes is faster than to stop at the first.
    if !text.as_bytes().iter().fold(false, |found, byte| found | is_control(byte)) {
        return Ok(());
    }
    let at = text.as_bytes().iter().position(is_control).unwrap_or_default();
    let message = format!("the character U+{:04X} must not stand in XML; remove it", text.as_bytes()[at]);
    Err(malformed(at, message))
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

fn malformed(at: usize, message: impl Into<String>) -> Malformed {
    Malformed {
        at,
        kind: PrepErrorKind::BadXml,
        message: format!("the file is no well-formed XML: {}", message.into()),
    }
}
