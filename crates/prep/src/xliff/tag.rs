//! The names and attributes of a tag.

use epitome_document::Span;

use super::tokens::{Malformed, malformed, references};

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
}

/// The name at a place. What is no sign of markup may stand in one: a name nobody asks for does no harm.
pub(super) fn name(bytes: &[u8], at: usize) -> Name {
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
pub(super) fn attribute(
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
    attributes.push(Attribute { name, value: Span::new(value, end), is_plain });
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
pub(super) fn behind_space(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| is_space(char::from(**byte))).count()
}

/// Whether a character is white space of XML.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}
