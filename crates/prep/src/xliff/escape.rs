//! Text as XML holds it.

/// Adds text between tags.
pub(super) fn text(out: &mut String, text: &str) {
    escape(out, text, false);
}

/// Adds an attribute with its value.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value, true);
    out.push('"');
}

fn escape(out: &mut String, text: &str, is_attribute: bool) {
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let escaped = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '\r' => "&#13;",
            '"' if is_attribute => "&quot;",
            '\n' if is_attribute => "&#10;",
            '\t' if is_attribute => "&#9;",
            // XML cannot hold them; where they count they are codes.
            '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => "\u{FFFD}",
            _ => continue,
        };
        out.push_str(&text[copied..at]);
        out.push_str(escaped);
        copied = at + c.len_utf8();
    }
    out.push_str(&text[copied..]);
}
