//! [`Sink`]: text and bytes of the source into the bytes of the merged file.

use std::borrow::Cow;

use encoding_rs::{EncoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use epitome_document::{Document, Span};

use unicode_normalization::char::compose;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::anatomy::decoded;

/// What a merged file is written in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Encodings {
    written: &'static Encoding,
    /// Whether the source is in another one.
    is_converted: bool,
}

impl Encodings {
    pub(super) fn new(document: &Document, to_utf8: bool) -> Encodings {
        let source = Encoding::for_label(document.source.encoding.as_bytes()).unwrap_or(UTF_8);
        let written = if to_utf8 { UTF_8 } else { source };
        Encodings { written, is_converted: written != source }
    }

    /// Bytes of the source, as they are where the encoding stays.
    pub(super) fn of_source(self, document: &Document, span: Span) -> Cow<'_, [u8]> {
        if !self.is_converted {
            return Cow::Borrowed(&document.source.bytes[span.range()]);
        }
        match decoded(document, span) {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        }
    }
}

/// Bytes of a merged file in the making.
#[derive(Debug)]
pub(super) struct Sink {
    encodings: Encodings,
    bytes: Vec<u8>,
}

impl Sink {
    pub(super) fn new(encodings: Encodings) -> Sink {
        Sink { encodings, bytes: Vec::new() }
    }

    /// Text. What the encoding cannot hold is written as `instead` says; where that has no answer either, the character is
    /// the error.
    pub(super) fn text(&mut self, text: &str, instead: impl Fn(char) -> Option<String>) -> Result<(), char> {
        let encoding = self.encodings.written;
        if encoding == UTF_8 {
            self.bytes.extend_from_slice(text.as_bytes());
        } else if encoding == UTF_16LE {
            self.bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        } else if encoding == UTF_16BE {
            self.bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        } else {
            // Old encodings have letters whole, but for those of Vietnamese; how a tool has written them does not matter.
            let mut rest: Cow<'_, str> =
                if is_nfc(text) { text.into() } else { text.nfc().collect::<String>().into() };
            // Escape sequences of ISO-2022-JP lead in and out of a run of characters, so each run is whole.
            loop {
                let mut encoder = encoding.new_encoder();
                let n_max = encoder.max_buffer_length_from_utf8_without_replacement(rest.len());
                let mut buffer = vec![0; n_max.unwrap_or(rest.len() * 4 + 16)];
                let (result, n_read, n_written) =
                    encoder.encode_from_utf8_without_replacement(&rest, &mut buffer, true);
                self.bytes.extend_from_slice(&buffer[..n_written]);
                let EncoderResult::Unmappable(c) = result else { break };
                let replaced = taken_apart(c, encoding).or_else(|| instead(c)).ok_or(c)?;
                rest = Cow::Owned(format!("{replaced}{}", &rest[n_read..]));
            }
        }
        Ok(())
    }

    pub(super) fn encoding_name(&self) -> &'static str {
        self.encodings.written.name()
    }

    /// The number of bytes so far.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes so far; the next ones begin anew.
    pub(super) fn keep(&mut self, store: &mut Store) -> Kept {
        let kept = store.keep(&self.bytes);
        self.bytes.clear();
        kept
    }
}

/// Bytes in large pieces: to ask for memory for each unit and to give it back would take longer than to write it.
#[derive(Debug, Default)]
pub(super) struct Store(Vec<Vec<u8>>);

/// Bytes in a [`Store`]; no unit is near the 4 GiB that a span can tell.
#[derive(Debug)]
pub(super) struct Kept {
    piece: u32,
    span: Span,
}

impl Store {
    pub(super) fn keep(&mut self, bytes: &[u8]) -> Kept {
        const PIECE: usize = 1 << 16;
        let has_room = |piece: &Vec<u8>| piece.capacity() - piece.len() >= bytes.len();
        if !self.0.last().is_some_and(has_room) {
            self.0.push(Vec::with_capacity(bytes.len().max(PIECE)));
        }
        let piece = self.0.len() - 1;
        let start = self.0[piece].len();
        self.0[piece].extend_from_slice(bytes);
        Kept { piece: piece as u32, span: Span::new(start, start + bytes.len()) }
    }

    /// Bytes that are a text.
    pub(super) fn text(&self, kept: &Kept) -> Cow<'_, str> {
        String::from_utf8_lossy(self.get(kept))
    }

    pub(super) fn get(&self, kept: &Kept) -> &[u8] {
        &self.0[kept.piece as usize][kept.span.range()]
    }
}

/// A letter as a smaller one and its marks, where the encoding has all of these: windows-1258 writes `ệ` as `ê` and a dot below.
fn taken_apart(c: char, encoding: &'static Encoding) -> Option<String> {
    let has = |text: &str| !encoding.encode(text).2;
    let mut parts = std::iter::once(c).nfd();
    let base = parts.next()?;
    let marks: Vec<char> = parts.collect();
    let whole: String = std::iter::once(base).chain(marks.iter().copied()).collect();
    let with_mark = |nth: usize| {
        let letter = compose(base, marks[nth])?;
        let others = marks.iter().enumerate().filter(|(other, _)| *other != nth).map(|(_, mark)| *mark);
        Some(std::iter::once(letter).chain(others).collect::<String>())
    };
    let mut ways = (0..marks.len()).filter_map(with_mark).chain([whole]);
    ways.find(|way| !marks.is_empty() && has(way))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_taken_apart_where_the_encoding_asks_for_it() {
        let encoding = Encoding::for_label(b"windows-1258").unwrap();
        let apart = |c| taken_apart(c, encoding);
        assert_eq!(apart('ệ').as_deref(), Some("ê\u{323}"));
        assert_eq!(apart('ờ').as_deref(), Some("ơ\u{300}"));
        assert_eq!(apart('ũ').as_deref(), Some("u\u{303}"));
        assert_eq!((apart('ž'), apart('Ω')), (None, None));
        assert_eq!(taken_apart('ệ', encoding_rs::WINDOWS_1252), None);
    }
}
