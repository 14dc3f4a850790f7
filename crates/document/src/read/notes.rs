//! What there is to say of the characters of a text.

use super::encoding::Decoded;
use super::find::find;
use super::plain::is_line_end;
use crate::{EncodingEvidence, Note, NoteCode, PageMeta, Severity, Span, counted};

/// Says what decoding had to guess, to replace or to repair. The spans lead into the decoded text.
pub(super) fn encoding(decoded: &Decoded, notes: &mut Vec<Note>) {
    if decoded.how == EncodingEvidence::Guessed {
        notes.push(Note {
            code: NoteCode::EncodingGuessed,
            severity: Severity::Info,
            span: None,
            message: match decoded.misnamed {
                Some(named) => {
                    format!("the file names {named}, but its bytes are not; read as {}", decoded.encoding)
                }
                None => format!("the file names no encoding; read as {}", decoded.encoding),
            },
        });
    }
    if let Some((first, count)) = decoded.replaced {
        notes.push(Note {
            code: NoteCode::ReplacedCharacters,
            severity: Severity::Warning,
            span: Some(Span::new(first, first + '\u{FFFD}'.len_utf8())),
            message: format!(
                "bytes that are no character in {} at {}",
                decoded.encoding,
                counted(count, "place")
            ),
        });
    }
    if let Some((first, count)) = decoded.repaired {
        repaired(&decoded.text, first, count, notes);
    }
}

/// Says how many characters were repaired, the first of them at byte `first`.
pub(super) fn repaired(text: &str, first: usize, count: usize, notes: &mut Vec<Note>) {
    let len = text[first..].chars().next().map_or(0, char::len_utf8);
    notes.push(Note {
        code: NoteCode::RepairedCharacters,
        severity: Severity::Info,
        span: Some(Span::new(first, first + len)),
        message: format!(
            "repaired {}, UTF-8 that had been read as windows-1252; --encoding utf-8 leaves the text as it is",
            counted(count, "character")
        ),
    });
}

/// Says of plain text where control characters and characters that cannot be seen stand, and where lines end otherwise than usual.
pub(super) fn plain_text(text: &str, notes: &mut Vec<Note>) {
    let found = Unusual::of(text);
    found.note_characters(notes);
    found.note_line_ends(notes);
}

/// Says where control characters and characters that cannot be seen stand.
pub(super) fn characters(text: &str, notes: &mut Vec<Note>) {
    Unusual::of(text).note_characters(notes);
}

/// Says where lines end with something other than a line feed, with or without a carriage return.
pub(super) fn line_ends(text: &str, notes: &mut Vec<Note>) {
    Unusual::of(text).note_line_ends(notes);
}

/// Says where scripts make the text of a page: its JSON-LD holds an article, and the page itself not half as much text.
pub(super) fn article_in_script(text: &str, page: &PageMeta, notes: &mut Vec<Note>) {
    let n_chars = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let Some(n_article) = page.article_body.as_ref().map(|body| n_chars(&body.value)) else { return };
    let n_text = n_chars(text);
    if n_text * 2 < n_article {
        notes.push(Note {
            code: NoteCode::ArticleInScript,
            severity: Severity::Warning,
            span: None,
            message: format!(
                "the text of the page has {n_text} characters, and the article in its JSON-LD, which is not read, {n_article}; \
                 save the page as a browser shows it"
            ),
        });
    }
}

/// The characters of a text, with their places, but for line feeds, what is printed in ASCII, and letters of Latin script:
/// most of what there is, and never worth a word here.
fn unusual(text: &str) -> impl Iterator<Item = (usize, char)> {
    find(text, may_be_unusual, |c| !is_usual(c))
}

fn is_usual(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | 'À'..='ʯ' | 'Ḁ'..='ỿ')
}

/// Whether an unusual character may begin with a byte.
fn may_be_unusual(byte: u8) -> bool {
    (byte < b' ') & (byte != b'\n') | (byte == 0x7F) | (byte == 0xC2) | (byte > 0xC9)
}

/// The unusual characters that are worth a note.
#[derive(Default)]
struct Unusual {
    /// White space and the line ends of [`is_line_end`] are none.
    controls: Odd,
    /// Joiners are none: they are letters' business in many scripts.
    invisible: Odd,
    line_ends: Odd,
}

impl Unusual {
    fn of(text: &str) -> Unusual {
        let mut found = Unusual::default();
        for (at, c) in unusual(text) {
            let is_windows = || c == '\r' && text.as_bytes().get(at + 1) == Some(&b'\n');
            if is_line_end(c) && !is_windows() {
                found.line_ends.count(at, c);
            } else if c.is_control() && !c.is_whitespace() {
                found.controls.count(at, c);
            } else if is_invisible(c) {
                found.invisible.count(at, c);
            }
        }
        found
    }

    fn note_characters(&self, notes: &mut Vec<Note>) {
        let Unusual { controls, invisible, .. } = self;
        controls.note(NoteCode::ControlCharacters, |n| counted(n, "control character"), notes);
        invisible.note(
            NoteCode::InvisibleCharacters,
            |n| counted(n, "character") + " that cannot be seen",
            notes,
        );
    }

    fn note_line_ends(&self, notes: &mut Vec<Note>) {
        let what = |n| counted(n, "line end") + " other than a line feed";
        self.line_ends.note(NoteCode::LineEnds, what, notes);
    }
}

/// Characters of one kind: the first with its place, and how many.
#[derive(Default)]
struct Odd {
    first: Option<(usize, char)>,
    n: usize,
}

impl Odd {
    fn count(&mut self, at: usize, c: char) {
        self.first.get_or_insert((at, c));
        self.n += 1;
    }

    fn note(&self, code: NoteCode, what: impl Fn(usize) -> String, notes: &mut Vec<Note>) {
        notes.extend(self.first.map(|(at, c)| found(code, at, c, what(self.n))));
    }
}

fn found(code: NoteCode, first: usize, c: char, what: String) -> Note {
    Note {
        code,
        severity: Severity::Info,
        span: Some(Span::new(first, first + c.len_utf8())),
        message: format!("{what}, the first U+{:04X}", u32::from(c)),
    }
}

/// Soft hyphens, zero-width spaces, word joiners and the marks that steer direction.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unusual_character_is_found_where_it_stands() {
        for c in '\0'..=char::MAX {
            let text = format!("é{c}{}ệ{c}", &"usual".repeat(20)[..u32::from(c) as usize % 100]);
            let second = text.len() - c.len_utf8();
            let expected: &[(usize, char)] = if is_usual(c) { &[] } else { &[(2, c), (second, c)] };
            assert!(unusual(&text).eq(expected.iter().copied()), "{c:?}");
        }
    }
}
