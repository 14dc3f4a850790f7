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
    while let Some(n_plain) = bytes[at..].iter().position(|byte| MAY_NEED_ESCAPE[usize::from(*byte)]) {
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

/// Bytes that are escaped somewhere, and the first of the two characters beyond ASCII that XML cannot hold: most of a text is none
/// of these.
const MAY_NEED_ESCAPE: [bool; 256] = {
    let mut needs = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        needs[byte] = true;
        byte += 1;
    }
    needs[b'&' as usize] = true;
    needs[b'<' as usize] = true;
    needs[b'>' as usize] = true;
    needs[b'"' as usize] = true;
    needs[0xEF] = true;
    needs
};
