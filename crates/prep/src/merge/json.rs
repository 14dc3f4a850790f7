//! [`JsonStyle`]: text in a string of JSON, written as its record writes its own.

use std::collections::BTreeMap;

/// Which characters a record writes as escapes although it need not. Programs differ: some escape all beyond ASCII, some `/`,
/// some `<` and `&`; a translation in another style would be right, and a needless change in every later comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct JsonStyle {
    /// Characters that are escaped somewhere, as they were first.
    escapes: BTreeMap<char, String>,
    /// Whether everything beyond ASCII is escaped.
    is_ascii: bool,
    /// Whether the digits of escapes are capitals.
    is_upper: bool,
}

impl JsonStyle {
    /// The style of a record.
    pub(super) fn of(record: &str) -> JsonStyle {
        let mut style = JsonStyle::default();
        let mut rest = record;
        while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
            rest = &rest[at..];
            let unit = rest.strip_prefix("\\u").and_then(|hex| hex.get(..4));
            if let Some(hex) = unit {
                let code = u16::from_str_radix(hex, 16).unwrap_or_default();
                style.is_ascii |= code > 0x7F;
                style.is_upper |= hex.bytes().any(|byte| byte.is_ascii_uppercase());
                // Half of a surrogate pair is no character; what lies beyond is left to `is_ascii`.
                if let Some(c) = char::from_u32(u32::from(code)) {
                    style.escapes.entry(c).or_insert_with(|| rest[..6].to_owned());
                }
            } else if rest.starts_with("\\/") {
                style.escapes.entry('/').or_insert_with(|| "\\/".to_owned());
            }
            // What is escaped may itself be a backslash.
            let escaped = rest[1..].chars().next().map_or(0, char::len_utf8);
            rest = &rest[1 + escaped..];
        }
        style.is_ascii &= record.trim_start_matches('\u{FEFF}').is_ascii();
        style
    }

    /// Text as it stands between the quotation marks of a string (RFC 8259, section 7).
    pub(super) fn string(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        for c in text.chars() {
            match c {
                c if self.escapes.contains_key(&c) => out.push_str(&self.escapes[&c]),
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                c if c < ' ' || self.is_ascii && !c.is_ascii() => out.push_str(&self.escape(c)),
                c => out.push(c),
            }
        }
        out
    }

    /// A character as `\uXXXX`, two of them beyond the first plane.
    pub(super) fn escape(&self, c: char) -> String {
        let units = c.encode_utf16(&mut [0; 2]).to_vec();
        let escape =
            |unit: &u16| if self.is_upper { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") };
        units.iter().map(escape).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_written_in_the_style_of_their_record() {
        let written = |record: &str, text: &str| JsonStyle::of(record).string(text);
        assert_eq!(written(r#"{"text": "a"}"#, "é/\"\\\n\u{7}🙂"), "é/\\\"\\\\\\n\\u0007🙂");
        assert_eq!(written(r#"{"text": "\u00e9t\u00e9"}"#, "è/🙂"), r"\u00e8/\ud83d\ude42");
        assert_eq!(written(r#"{"text": "\u00E9"}"#, "ê🙂"), r"\u00EA\uD83D\uDE42");
        assert_eq!(written(r#"{"url": "https:\/\/a", "text": "é\u2028"}"#, "è/\u{2028}"), "è\\/\\u2028");
        assert_eq!(
            written(r#"{"html": "\u003cp\u003e\u0026\u00a0é"}"#, "<a & b>"),
            r"\u003ca \u0026 b\u003e"
        );
        assert_eq!(
            written(r#"{"text": "\\u00e9 \\/"}"#, "é/"),
            "é/",
            "an escaped backslash begins no escape"
        );
        assert_eq!(written("\u{FEFF}{\"text\": \"\\u00e9\"}", "è"), "\\u00e8");
        assert_eq!(written("{\"text\": \"\\u00", "è"), "è", "a record cut off has no style");
    }
}
