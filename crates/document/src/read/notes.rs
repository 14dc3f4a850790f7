//! What there is to say of the characters of a text.

use super::encoding::Decoded;
use super::plain::is_line_end;
use crate::{EncodingEvidence, Note, NoteCode, Severity, Span};

/// Says what decoding had to guess, to replace or to repair. The spans lead into the decoded text.
pub(super) fn encoding(decoded: &Decoded, notes: &mut Vec<Note>) {
    if decoded.how == EncodingEvidence::Guessed {
        notes.push(Note {
            code: NoteCode::EncodingGuessed,
            severity: Severity::Info,
            span: None,
            message: format!("the file names no encoding; read as {}", decoded.encoding),
        });
    }
    if let Some((first, count)) = decoded.replaced {
        notes.push(Note {
            code: NoteCode::ReplacedCharacters,
            severity: Severity::Warning,
            span: Some(Span::new(first, first + '\u{FFFD}'.len_utf8())),
            message: format!("{count} place(s) hold bytes that are no character in {}", decoded.encoding),
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
            "{count} character(s) were UTF-8 read as windows-1252 and were repaired; --encoding utf-8 leaves them as they are"
        ),
    });
}

/// Says where control characters and characters that cannot be seen stand. White space and the line ends of [`is_line_end`] are
/// neither, and joiners are letters' business in many scripts.
pub(super) fn characters(text: &str, notes: &mut Vec<Note>) {
    let is_control = |c: char| c.is_control() && !c.is_whitespace();
    count(text, NoteCode::ControlCharacters, "control character(s)", is_control, notes);
    if !text.is_ascii() {
        count(text, NoteCode::InvisibleCharacters, "character(s) that cannot be seen", is_invisible, notes);
    }
}

/// Says where lines end with something other than a line feed, with or without a carriage return.
pub(super) fn line_ends(text: &str, notes: &mut Vec<Note>) {
    let is_odd = |(at, c): (usize, char)| {
        is_line_end(c) && c != '\n' && !(c == '\r' && text.as_bytes().get(at + 1) == Some(&b'\n'))
    };
    let mut odd = text.char_indices().filter(|found| is_odd(*found));
    if let Some((first, c)) = odd.next() {
        let n = odd.count() + 1;
        notes.push(found(
            NoteCode::LineEnds,
            first,
            c,
            format!("{n} line(s) end otherwise than with a line feed"),
        ));
    }
}

fn count(text: &str, code: NoteCode, what: &str, is_one: impl Fn(char) -> bool, notes: &mut Vec<Note>) {
    let mut all = text.char_indices().filter(|(_, c)| is_one(*c));
    if let Some((first, c)) = all.next() {
        let n = all.count() + 1;
        notes.push(found(code, first, c, format!("{n} {what}")));
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
