//! The tokenizer: a page into tags, text and what is neither, each with its bytes (WHATWG HTML, section 13.2.5).
//!
//! Every byte of the page is in exactly one token, and each token is looked at once. It differs from the standard in one point:
//! character references stay as they are in the text, because whoever reads it wants to know where they stand.

use memchr::{memchr, memchr2, memmem};

use crate::Span;

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Its bytes.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Text in which ampersands begin references.
    Text,
    /// Text that means itself: a script, a style sheet, what stands between the brackets of CDATA.
    Verbatim,
    /// A start tag; its attributes are [`Tokenizer::attributes`].
    Start {
        /// The bytes of its name.
        name: Span,
        /// Whether it ends in `/>`.
        is_closed: bool,
    },
    /// An end tag.
    End {
        /// The bytes of its name.
        name: Span,
    },
    /// Neither tag nor text: a comment, a doctype, a processing instruction, the brackets of CDATA, a tag the page ends in.
    Comment,
}

/// An attribute of a start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// The bytes of its name.
    pub(super) name: Span,
    /// The bytes of its value without quotes, references as they stand; empty where it has none.
    pub(super) value: Span,
}

/// How the content of an element is read when it is no markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// References count, tags do not: `title`, `textarea`.
    References,
    /// Neither counts: `style`, `iframe`.
    Raw,
    /// As raw, but a comment inside may hide the end: `script`.
    Script,
    /// Nothing ends it: `plaintext`.
    Rest,
}

/// A tag with more attributes than the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooManyAttributes {
    /// Where the tag begins.
    pub(super) at: usize,
}

/// Reads the tokens of a page, one after the other.
pub(super) struct Tokenizer<'page> {
    page: &'page str,
    at: usize,
    raw: Option<(Content, Span)>,
    /// Where the text of CDATA ends, up to its closing brackets.
    cdata: Option<usize>,
    max_attributes: usize,
    /// The attributes of the start tag read last.
    pub(super) attributes: Vec<Attribute>,
    /// Whether the open element is SVG or MathML, where CDATA is text.
    pub(super) is_foreign: bool,
}

impl<'page> Tokenizer<'page> {
    pub(super) fn new(page: &'page str, max_attributes: usize) -> Tokenizer<'page> {
        Tokenizer {
            page,
            at: 0,
            raw: None,
            cdata: None,
            max_attributes,
            attributes: Vec::new(),
            is_foreign: false,
        }
    }

    /// Reads what follows up to the end tag of `name` as content that is no markup.
    pub(super) fn read_raw(&mut self, content: Content, name: Span) {
        self.raw = Some((content, name));
    }

    /// The next token; `None` at the end of the page.
    pub(super) fn next(&mut self) -> Result<Option<Token>, TooManyAttributes> {
        if let Some((content, name)) = self.raw.take()
            && let Some(token) = self.raw_text(content, name)
        {
            return Ok(Some(token));
        }
        match self.cdata.take() {
            Some(end) if end > self.at => {
                self.cdata = Some(end);
                return Ok(Some(self.token_to(end, TokenKind::Verbatim)));
            }
            Some(end) if end < self.page.len() => {
                return Ok(Some(self.token_to(end + 3, TokenKind::Comment)));
            }
            _ => {}
        }
        let bytes = self.page.as_bytes();
        if self.at == bytes.len() {
            return Ok(None);
        }
        let end = text_end(bytes, self.at);
        if end > self.at {
            return Ok(Some(self.token_to(end, TokenKind::Text)));
        }
        self.markup().map(Some)
    }

    fn token_to(&mut self, end: usize, kind: TokenKind) -> Token {
        let span = Span::new(self.at, end);
        self.at = end;
        Token { span, kind }
    }

    fn raw_text(&mut self, content: Content, name: Span) -> Option<Token> {
        let bytes = self.page.as_bytes();
        let name = &bytes[name.range()];
        let end = match content {
            Content::References | Content::Raw => raw_end(bytes, self.at, name),
            Content::Script => script_end(bytes, self.at),
            Content::Rest => bytes.len(),
        };
        let kind = if content == Content::References { TokenKind::Text } else { TokenKind::Verbatim };
        (end > self.at).then(|| self.token_to(end, kind))
    }

    /// What begins with `<` and is no text.
    fn markup(&mut self) -> Result<Token, TooManyAttributes> {
        let bytes = self.page.as_bytes();
        let rest = &bytes[self.at..];
        if rest.starts_with(b"</") {
            return match rest.get(2) {
                Some(c) if c.is_ascii_alphabetic() => self.tag(self.at + 2),
                _ => Ok(self.bogus_comment()),
            };
        }
        if rest.starts_with(b"<!--") {
            let end = comment_end(bytes, self.at + 4);
            return Ok(self.token_to(end, TokenKind::Comment));
        }
        if self.is_foreign && rest.starts_with(b"<![CDATA[") {
            let start = self.at + 9;
            self.cdata = Some(memmem::find(&bytes[start..], b"]]>").map_or(bytes.len(), |n| start + n));
            return Ok(self.token_to(start, TokenKind::Comment));
        }
        if rest[1].is_ascii_alphabetic() { self.tag(self.at + 1) } else { Ok(self.bogus_comment()) }
    }

    fn bogus_comment(&mut self) -> Token {
        let bytes = self.page.as_bytes();
        let end = memchr(b'>', &bytes[self.at..]).map_or(bytes.len(), |n| self.at + n + 1);
        self.token_to(end, TokenKind::Comment)
    }

    fn tag(&mut self, name_start: usize) -> Result<Token, TooManyAttributes> {
        let bytes = self.page.as_bytes();
        let is_end = name_start == self.at + 2;
        let mut at = name_end(bytes, name_start);
        let name = Span::new(name_start, at);
        let mut is_closed = false;
        self.attributes.clear();
        loop {
            match bytes.get(at) {
                // A tag the page ends in is no tag.
                None => return Ok(self.token_to(bytes.len(), TokenKind::Comment)),
                Some(b'>') => break,
                Some(b'/') => {
                    is_closed = bytes.get(at + 1) == Some(&b'>');
                    at += 1;
                }
                Some(c) if is_space(*c) => at += 1,
                Some(_) => {
                    let attribute;
                    (attribute, at) = self.attribute(at);
                    if self.attributes.len() == self.max_attributes {
                        return Err(TooManyAttributes { at: self.at });
                    }
                    self.attributes.push(attribute);
                }
            }
        }
        let kind = if is_end { TokenKind::End { name } } else { TokenKind::Start { name, is_closed } };
        Ok(self.token_to(at + 1, kind))
    }

    /// The attribute that begins here, and where it ends.
    fn attribute(&self, start: usize) -> (Attribute, usize) {
        let bytes = self.page.as_bytes();
        // The first character belongs to the name even when it is "=".
        let ends_name = |c: &u8| is_space(*c) || matches!(c, b'/' | b'>' | b'=');
        let name_end = position(bytes, start + 1, ends_name);
        let name = Span::new(start, name_end);
        let equals = position(bytes, name_end, |c| !is_space(*c));
        if bytes.get(equals) != Some(&b'=') {
            return (Attribute { name, value: Span::new(name_end, name_end) }, name_end);
        }
        let value_start = position(bytes, equals + 1, |c| !is_space(*c));
        match bytes.get(value_start) {
            Some(quote @ (b'"' | b'\'')) => {
                let inner = value_start + 1;
                let end = memchr(*quote, &bytes[inner..]).map_or(bytes.len(), |n| inner + n);
                (Attribute { name, value: Span::new(inner, end) }, (end + 1).min(bytes.len()))
            }
            _ => {
                let end = position(bytes, value_start, |c| is_space(*c) || *c == b'>');
                (Attribute { name, value: Span::new(value_start, end) }, end)
            }
        }
    }
}

/// White space of HTML's syntax.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | 0x0C | b'\r')
}

/// Where the first byte from `start` on stands that `found` accepts, else the end.
fn position(bytes: &[u8], start: usize, found: impl Fn(&u8) -> bool) -> usize {
    bytes[start..].iter().position(found).map_or(bytes.len(), |n| start + n)
}

fn name_end(bytes: &[u8], start: usize) -> usize {
    position(bytes, start, |c| is_space(*c) || matches!(c, b'/' | b'>'))
}

/// Where the text from `start` on ends: at a `<` that begins markup, else at the end of the page.
fn text_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(n) = memchr(b'<', &bytes[at..]) {
        at += n;
        match (bytes.get(at + 1), bytes.get(at + 2)) {
            (Some(b'/'), Some(_)) | (Some(b'!' | b'?'), _) => return at,
            (Some(c), _) if c.is_ascii_alphabetic() => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Where the comment ends whose text begins at `start`. `<!-->` and `<!--->` are whole comments.
fn comment_end(bytes: &[u8], start: usize) -> usize {
    for short in [&b">"[..], b"->"] {
        if bytes[start..].starts_with(short) {
            return start + short.len();
        }
    }
    let mut at = start;
    while let Some(n) = memmem::find(&bytes[at..], b"--") {
        at += n + 2;
        match &bytes[at..] {
            [b'>', ..] => return at + 1,
            [b'!', b'>', ..] => return at + 2,
            _ => at -= 1, // the second dash may be the first of the next two
        }
    }
    bytes.len()
}

/// Whether a tag of this name stands at `at`, right behind `<` or `</`.
fn is_tag(bytes: &[u8], at: usize, name: &[u8]) -> bool {
    let end = at + name.len();
    bytes.get(at..end).is_some_and(|slice| slice.eq_ignore_ascii_case(name))
        && bytes.get(end).is_some_and(|c| is_space(*c) || matches!(c, b'/' | b'>'))
}

/// Where the end tag of raw text stands, else the end of the page.
fn raw_end(bytes: &[u8], start: usize, name: &[u8]) -> usize {
    memmem::find_iter(&bytes[start..], b"</")
        .map(|n| start + n)
        .find(|at| is_tag(bytes, at + 2, name))
        .unwrap_or(bytes.len())
}

/// Where a script ends. Inside `<!--` a `<script>` needs an end tag of its own (the standard's double escaped state).
fn script_end(bytes: &[u8], start: usize) -> usize {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        Plain,
        Comment,
        ScriptInComment,
    }
    let mut state = State::Plain;
    let mut at = start;
    loop {
        let next = match state {
            State::Plain => memchr(b'<', &bytes[at..]),
            State::Comment | State::ScriptInComment => memchr2(b'<', b'-', &bytes[at..]),
        };
        let Some(n) = next else { return bytes.len() };
        at += n;
        let rest = &bytes[at..];
        let is_end = rest.starts_with(b"</") && is_tag(bytes, at + 2, b"script");
        match state {
            State::Plain | State::Comment if is_end => return at,
            State::ScriptInComment if is_end => state = State::Comment,
            State::Plain if rest.starts_with(b"<!--") => {
                state = State::Comment;
                at += 1; // the dashes may already belong to the end: "<!-->"
            }
            State::Comment if is_tag(bytes, at + 1, b"script") && rest[0] == b'<' => {
                state = State::ScriptInComment;
            }
            State::Comment | State::ScriptInComment if rest.starts_with(b"-->") => state = State::Plain,
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests;
