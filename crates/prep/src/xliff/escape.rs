//! Text as XML holds it.

/// Adds text between tags.
pub(super) fn text(out: &mut String, text: &str) {
    escape(out, text, false);
}

/// Adds an attribute with its value.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    attribute_of(out, name, |out| escape(out, value, true));
}

/// Adds an attribute whose value needs no escapes.
pub(super) fn attribute_of(out: &mut String, name: &str, write_value: impl FnOnce(&mut String)) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    write_value(out);
    out.push('"');
}

fn escape(out: &mut String, text: &str, is_attribute: bool) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    while let Some(n_plain) = n_plain(&bytes[at..]) {
        at += n_plain;
        let (escaped, len) = match bytes[at] {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'\r' => ("&#13;", 1),
            b'"' if is_attribute => ("&quot;", 1),
            b'\n' if is_attribute => ("&#10;", 1),
            b'\t' if is_attribute => ("&#9;", 1),
            // XML cannot hold them; where they count they are codes.
            0..=8 | 0xB | 0xC | 0xE..=0x1F => ("\u{FFFD}", 1),
            _ if text[at..].starts_with(['\u{FFFE}', '\u{FFFF}']) => ("\u{FFFD}", 3),
            first => {
                at += if first == 0xEF { 3 } else { 1 };
                continue;
            }
        };
        out.push_str(&text[copied..at]);
        out.push_str(escaped);
        at += len;
        copied = at;
    }
    out.push_str(&text[copied..]);
}

/// How many bytes stand before one that is escaped somewhere, or may begin one of the two characters beyond ASCII that XML cannot
/// hold; nothing where none follows.
fn n_plain(bytes: &[u8]) -> Option<usize> {
    // All bytes of a stretch are looked at together, which is faster than to stop at the first.
    let may_need_escape = |byte: &u8| {
        let byte = *byte;
        (byte < b' ') | (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == 0xEF)
    };
    let is_plain = |stretch: &&[u8]| !stretch.iter().fold(false, |found, byte| found | may_need_escape(byte));
    let plain = 32 * bytes.chunks_exact(32).take_while(is_plain).count();
    bytes[plain..].iter().position(may_need_escape).map(|rest| plain + rest)
}

/// A file name as a URI reference.
pub(super) fn reference(name: &str) -> String {
    let mut reference = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '%' | '\\' | '^' | '`' | '{' | '|' | '}' | '#' | '?' => {
                reference.push_str(&format!("%{:02X}", u32::from(c)));
            }
            _ => reference.push(c),
        }
    }
    reference
}
