//! [`stretches`]: the parts of a text that can be read each by itself, and which of them are addresses or code.

use epitome_document::Span;
use unicode_normalization::char::is_combining_mark;

/// A part of a text that can be read by itself: what stands between white space.
#[derive(Clone, Copy)]
pub(crate) struct Stretch<'t> {
    text: &'t str,
    start: u32,
    end: u32,
    is_suspect: bool,
}

impl<'t> Stretch<'t> {
    /// Its text, where it stands there, and whether it may be an address or code.
    pub(super) fn parts(self) -> (&'t str, Span, bool) {
        (self.text, self.span(), self.is_suspect)
    }

    /// Where it stands in its text.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// What is left without stops and commas at its end, which are part of no word, number or address, and these.
    pub(crate) fn without_closing(self) -> (Stretch<'t>, &'t str) {
        let bytes = &self.text.as_bytes()[self.span().range()];
        let is_closing = |byte: &&u8| matches!(byte, b'.' | b',' | b';' | b':' | b'!' | b'?');
        let end = self.end as usize - bytes.iter().rev().take_while(is_closing).count();
        (Stretch { end: end as u32, ..self }, &self.text[end..self.end as usize])
    }
}

/// The stretches of a text in order.
pub(crate) fn stretches(text: &str) -> impl Iterator<Item = Stretch<'_>> {
    stretches_from(text, 0)
}

/// The stretches from a place on where one begins.
pub(crate) fn stretches_from(text: &str, at: usize) -> impl Iterator<Item = Stretch<'_>> {
    let mut at = at;
    std::iter::from_fn(move || {
        let start = stretch_start(text, at)?;
        // Most end with the first space; anything else is looked at more closely.
        let rest = text.as_bytes()[start..].iter();
        let end = start + rest.take_while(|byte| matches!(BYTES[usize::from(**byte)], Byte::Inside)).count();
        let is_plain = end > start && text.as_bytes().get(end).is_none_or(|byte| *byte == b' ');
        let (end, is_suspect) = if is_plain { (end, false) } else { run_end(text, start) };
        at = end;
        (start < end).then_some(Stretch { text, start: start as u32, end: end as u32, is_suspect })
    })
}

/// Where the next stretch begins.
#[inline]
pub(crate) fn stretch_start(text: &str, at: usize) -> Option<usize> {
    let n_spaces = text.as_bytes()[at..].iter().take_while(|byte| **byte == b' ').count();
    Some(at + n_spaces).filter(|start| *start < text.len())
}

/// The end of the run that starts at `at`, and whether it has a sign that addresses or code have. A run are characters that
/// may stand in one address, or what is between two of these: white space, and letters of the scripts from Thai on, many of
/// which put an address into the text without a space.
fn run_end(text: &str, at: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let is_inside = |byte: &u8| matches!(BYTES[usize::from(*byte)], Byte::Inside);
    let mut outside = None;
    let mut is_suspect = false;
    let mut end = at;
    while let Some(byte) = bytes.get(end) {
        let (ends, n_bytes) = match BYTES[usize::from(*byte)] {
            Byte::Inside => (false, bytes[end..].iter().take_while(|byte| is_inside(byte)).count()),
            Byte::Sign => (false, 1),
            Byte::Space => (true, 1),
            Byte::PartOfCharacter => match known_by_its_bytes(*byte, bytes.get(end + 1)) {
                Some(ends) if !ends || outside == Some(true) => (ends, 3),
                _ => {
                    let Some(c) = text[end..].chars().next() else { break };
                    let ends = ends_address(c);
                    // A mark goes with the letter before it: in decomposed text one of kana may stand before one of Latin.
                    if ends && outside != Some(true) && is_combining_mark(c) {
                        end += c.len_utf8();
                        continue;
                    }
                    (ends, c.len_utf8())
                }
            },
        };
        if *outside.get_or_insert(ends) != ends {
            return (end, is_suspect);
        }
        is_suspect |= matches!(BYTES[usize::from(*byte)], Byte::Sign);
        end += n_bytes;
    }
    (text.len(), is_suspect)
}

/// What [`ends_address`] says of a character of three bytes, where its first two tell: letters of India and of Vietnam end none,
/// those from Thai to Mongolian do, and nearly all of East Asia.
#[inline]
fn known_by_its_bytes(first: u8, second: Option<&u8>) -> Option<bool> {
    match (first, *second?) {
        (0xE0, ..0xB8) | (0xE1, 0xB8..=0xBB) => Some(false),
        (0xE0, _) | (0xE1, ..0xB3) | (0xE3..=0xED, _) => Some(true),
        _ => None,
    }
}

fn ends_address(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{1CFF}' | '\u{2E80}'..='\u{FAFF}' | '\u{FF00}'..='\u{10FFFF}')
        || c.is_whitespace()
}

/// What a byte of a text is to a run.
#[derive(Clone, Copy)]
enum Byte {
    Inside,
    Sign,
    Space,
    PartOfCharacter,
}

static BYTES: [Byte; 256] = {
    let mut table = [Byte::Inside; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = match byte as u8 {
            b'.' | b'@' | b'_' | b'\\' | b'/' | b':' | b'{' | b'}' | b'<' | b'>' | b'=' | b'(' => Byte::Sign,
            b' ' | b'\t'..=b'\r' => Byte::Space,
            // Characters of two bytes have no white space but for the first few, which begin with C2.
            0xC2 | 0xE0.. => Byte::PartOfCharacter,
            _ => Byte::Inside,
        };
        byte += 1;
    }
    table
};

/// Whether a run is a web or mail address, a handle, an identifier, a piece of code or the name of a file or site.
pub(super) fn is_address(run: &str) -> bool {
    run.contains("://")
        || run.contains(['@', '_', '\\'])
        || is_code(run)
        || run.split('/').any(is_dotted_name)
}

/// "x=1", "{", "<b>", "close()". With a stroke through it "=" is a sign of its own, whether composed or not.
fn is_code(run: &str) -> bool {
    let mut chars = run.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek();
        match c {
            '{' | '}' => return true,
            '<' | '>' | '=' if next != Some(&'\u{338}') => return true,
            '(' if next == Some(&')') => return true,
            _ => {}
        }
    }
    false
}

/// "vtv.vn", "photo-12.jpeg": a point inside, and two to five letters or digits after the last one.
fn is_dotted_name(part: &str) -> bool {
    let bare = part.trim_matches(|c: char| !c.is_alphanumeric());
    bare.rsplit_once('.').is_some_and(|(stem, ending)| {
        stem.ends_with(char::is_alphanumeric)
            && (2..=5).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_an_address_is_known_by_its_bytes() {
        for c in '\u{800}'..='\u{FFFF}' {
            let text = c.to_string();
            if let Some(ends) = known_by_its_bytes(text.as_bytes()[0], text.as_bytes().get(1)) {
                assert_eq!(ends, ends_address(c), "{c:?}");
            }
        }
    }
}
