//! [`Tag`]: the name and the attributes of an element that begins.

use epitome_document::Span;

use super::tokens::{Malformed, malformed, references};
use crate::{MAX_ATTRIBUTES, PrepErrorKind};

/// Tags are known again where all but their values is no longer than this.
const MAX_KNOWN: usize = 256;

/// How many tags are known at a time: a unit of our own has seven.
pub(super) const N_TAGS: usize = 16;

/// A tag, and where its parts stand, from its first byte on.
#[derive(Default)]
pub(super) struct Tag {
    pub(super) element: Name,
    pub(super) attributes: Vec<Attribute>,
    /// Whether the element has nothing in it.
    pub(super) is_empty: bool,
    /// Whether one of the attributes binds a prefix to a namespace.
    pub(super) binds: bool,
    /// Whose its name is.
    pub(super) owner: Owner,
    /// All of it but its values as it is written, to be known again; nothing where it is too long for that.
    written: Vec<u8>,
}

/// Whose a name is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Owner {
    /// The root element's namespace: XLIFF; of an attribute also that it has none.
    Xliff,
    /// Our own.
    Ours,
    #[default]
    Other,
}

/// The name of an element or an attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) whole: Span,
    /// The part behind the colon, or all of it.
    pub(super) local: Span,
}

/// An attribute of a tag.
#[derive(Clone, Copy)]
pub(super) struct Attribute {
    pub(super) name: Name,
    pub(super) value: Span,
    /// Whether the value reads as it is written.
    pub(super) is_plain: bool,
    /// Whose its name is.
    pub(super) owner: Owner,
}

impl Tag {
    /// Reads the tag at the head of a text; says where it ends, and whether it is as the one before it but for its values; nothing
    /// where the text ends before it does. Most tags of a file are known so, and need no look at their parts.
    pub(super) fn read(&mut self, text: &str) -> Result<Option<(usize, bool)>, Box<Malformed>> {
        if !self.written.is_empty()
            && let Some(end) = self.read_values(text.as_bytes())
        {
            return Ok(Some((end, true)));
        }
        self.forget();
        let Some(end) = self.read_parts(text)? else { return Ok(None) };
        let mut done = 0;
        for value in self.attributes.iter().map(|attribute| attribute.value).chain([Span::new(end, end)]) {
            self.written.extend_from_slice(&text.as_bytes()[done..value.start()]);
            done = value.end();
        }
        if self.written.len() > MAX_KNOWN {
            self.forget();
        }
        Ok(Some((end, false)))
    }

    /// Takes the next tag for one that is not known.
    pub(super) fn forget(&mut self) {
        self.written.clear();
    }

    /// Finds the values of a tag that is as the one before it otherwise, and where it ends.
    fn read_values(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut written = &*self.written;
        let (mut at, mut before) = (0, 0);
        for attribute in &mut self.attributes {
            let was = attribute.value;
            let (head, rest) = written.split_at_checked(was.start() - before)?;
            let start = at + head.len();
            at = start
                + bytes
                    .get(at..)?
                    .strip_prefix(head)?
                    .iter()
                    .take_while(|byte| PLAIN_IN_VALUE[usize::from(**byte)])
                    .count();
            if bytes.get(at) != head.last() {
                return None;
            }
            let moved =
                |span: Span| Span::new(span.start() + start - was.start(), span.end() + start - was.start());
            attribute.name = Name { whole: moved(attribute.name.whole), local: moved(attribute.name.local) };
            (attribute.value, attribute.is_plain) = (Span::new(start, at), true);
            (written, before) = (rest, was.end());
        }
        bytes.get(at..)?.starts_with(written).then_some(at + written.len())
    }

    // A function of its own: most tags are known, and would else save and restore all the registers that this needs.
    #[inline(never)]
    fn read_parts(&mut self, text: &str) -> Result<Option<usize>, Box<Malformed>> {
        let bytes = text.as_bytes();
        self.attributes.clear();
        self.binds = false;
        self.element = name(bytes, 1);
        if self.element.whole.is_empty() {
            return Err(malformed(0, "a tag has no name; a sign must be written &lt;"));
        }
        let mut at = self.element.whole.end();
        loop {
            let end_of_space = behind_space(bytes, at);
            let has_space = end_of_space > at;
            at = end_of_space;
            match &bytes[at..] {
                [] | [b'/'] => return Ok(None),
                [b'>', ..] => {
                    self.is_empty = false;
                    return Ok(Some(at + 1));
                }
                [b'/', b'>', ..] => {
                    self.is_empty = true;
                    return Ok(Some(at + 2));
                }
                _ if !has_space => {
                    let message = "a name ends here, and neither white space nor the end of the tag follows";
                    return Err(malformed(at, message));
                }
                _ => {}
            }
            if self.attributes.len() == MAX_ATTRIBUTES {
                let message = format!("a tag has more than {MAX_ATTRIBUTES} attributes");
                return Err(Box::new(Malformed { at, kind: PrepErrorKind::TooLarge, message }));
            }
            self.binds |= bytes[at..].starts_with(b"xmlns");
            match attribute(text, at, &mut self.attributes)? {
                Some(end) => at = end,
                None => return Ok(None),
            }
        }
    }
}

/// Which of the known tags the one at the head of a text may be, by its first bytes.
pub(super) fn slot_of(bytes: &[u8]) -> usize {
    // The multiplier is one of MurmurHash3's; the tags of our own units fall apart under it.
    let head = bytes.first_chunk().map_or(0, |head| u64::from_le_bytes(*head));
    (head.wrapping_mul(0xC4CE_B9FE_1A85_EC53) >> 60) as usize % N_TAGS
}

/// The name at a place. What is no sign of markup may stand in one: a name nobody asks for does no harm.
fn name(bytes: &[u8], at: usize) -> Name {
    let (mut local, mut end) = (at, at);
    loop {
        end += bytes[end..].iter().take_while(|byte| IN_NAME[usize::from(**byte)]).count();
        if bytes.get(end) != Some(&b':') {
            return Name { whole: Span::new(at, end), local: Span::new(local, end) };
        }
        end += 1;
        local = end;
    }
}

/// Adds the attribute at a place to those before it, and says where it ends; nothing where the window ends before it does.
fn attribute(
    text: &str,
    at: usize,
    attributes: &mut Vec<Attribute>,
) -> Result<Option<usize>, Box<Malformed>> {
    let bytes = text.as_bytes();
    let name = name(bytes, at);
    let sign = behind_space(bytes, name.whole.end());
    let value = match bytes.get(sign) {
        None => return Ok(None),
        Some(b'=') if !name.whole.is_empty() => behind_space(bytes, sign + 1),
        Some(_) => return Err(malformed(at, "an attribute must be written name=\"value\"")),
    };
    let quote = match bytes.get(value) {
        None => return Ok(None),
        Some(quote @ (b'"' | b'\'')) => *quote,
        Some(_) => return Err(malformed(value, "a value must stand in quotation marks")),
    };
    let value = value + 1;
    let (mut end, mut is_plain) = (value, true);
    loop {
        end += bytes[end..].iter().take_while(|byte| PLAIN_IN_VALUE[usize::from(**byte)]).count();
        match bytes.get(end) {
            None => return Ok(None),
            Some(byte) if *byte == quote => break,
            Some(b'<') => return Err(malformed(end, "a value holds <; write &lt;")),
            Some(byte) => is_plain &= matches!(byte, b'"' | b'\''),
        }
        end += 1;
    }
    if !is_plain {
        references(text, value, end)?;
    }
    let key = &bytes[name.whole.range()];
    if attributes.iter().any(|other| bytes[other.name.whole.range()] == *key) {
        let key = &text[name.whole.range()];
        return Err(malformed(at, format!("the attribute {key} stands twice in one tag")));
    }
    attributes.push(Attribute { name, value: Span::new(value, end), is_plain, owner: Owner::Other });
    Ok(Some(end + 1))
}

/// The bytes of a name, but for the colon.
const IN_NAME: [bool; 256] = all_but(b" \t\r\n/>=<\"'&:");

/// The bytes of a value that neither end it nor are read otherwise than they are written.
const PLAIN_IN_VALUE: [bool; 256] = all_but(b"\"'<&\t\r\n");

const fn all_but(signs: &[u8]) -> [bool; 256] {
    let mut table = [true; 256];
    let mut nth = 0;
    while nth < signs.len() {
        table[signs[nth] as usize] = false;
        nth += 1;
    }
    table
}

/// Where the white space at a place ends.
fn behind_space(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| is_space(char::from(**byte))).count()
}

/// Whether a character is white space of XML.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_reads_the_same_whatever_was_read_before() {
        let texts = [
            "<note id=\"1\">a",
            "<note id=\"1\"/>",
            "<note id=\"12\">",
            "<note id=\"1\"",
            "<note id=\"1\" id=\"1\">",
            "<note  id='1&#10;'>",
            "<note id=\"a>b\">",
            "<note id=\"'\">",
            "<note a='1' id=\"12\">",
            "<note a='é' id=\"\">",
            "<note a='1' id=\"1\"/>",
            "<n:note n:category=\"role\" id=\"1\">",
        ];
        let parts = |mut tag: Tag, text: &str| {
            let end = tag.read(text).map_err(|problem| problem.message)?;
            let value = |attribute: &Attribute| text[attribute.value.range()].to_owned();
            let values: Vec<String> = tag.attributes.iter().map(value).collect();
            let names: Vec<&str> =
                tag.attributes.iter().map(|attribute| &text[attribute.name.whole.range()]).collect();
            Ok::<_, String>(end.map(|(end, _)| (end, tag.element, tag.is_empty, values, names.concat())))
        };
        for before in texts {
            for text in texts {
                let mut tag = Tag::default();
                let _ = tag.read(before);
                assert_eq!(parts(tag, text), parts(Tag::default(), text), "{text} behind {before}");
            }
        }
    }
}
