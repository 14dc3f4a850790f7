//! Text inside markup: whatever an article holds, it stays text.

use std::fmt::{self, Display, Write};

/// Shows anything as text inside an element or an attribute in double quotes.
///
/// A control character becomes U+FFFD, as it may not stand in HTML; so do the two characters that reverse the order of what
/// follows them (U+202D, U+202E), or a reader would read another text than the one that was picked.
pub(super) fn escaped<T: Display>(value: T) -> impl Display {
    Escaped(value)
}

struct Escaped<T>(T);

impl<T: Display> Display for Escaped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

/// Passes on what is written to it, escaped.
struct Escaping<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = rest.find(is_special) {
            let (before, special) = rest.split_at(at);
            self.0.write_str(before)?;
            let mut chars = special.chars();
            self.0.write_str(match chars.next() {
                Some('&') => "&amp;",
                Some('<') => "&lt;",
                Some('>') => "&gt;",
                Some('"') => "&quot;",
                Some('\'') => "&#39;",
                _ => "\u{FFFD}",
            })?;
            rest = chars.as_str();
        }
        self.0.write_str(rest)
    }
}

fn is_special(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\t');
    matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{202D}' | '\u{202E}') || is_control
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let hostile = "<script>\"a\" & 'b'</script>\u{0}\u{1B}[2J\r\n\u{202E}gnp.exe";
        assert_eq!(
            escaped(hostile).to_string(),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;\u{FFFD}\u{FFFD}[2J\u{FFFD}\n\u{FFFD}gnp.exe"
        );
    }

    #[test]
    fn other_text_stays_as_it_is() {
        let text = "Tô Lâm : « 5 % »\u{A0}… שלום\u{200F} 日本";
        assert_eq!(escaped(text).to_string(), text);
        assert_eq!(escaped(42).to_string(), "42");
    }
}
