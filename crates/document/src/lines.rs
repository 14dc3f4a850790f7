//! [`Lines`]: byte offsets turned into lines, characters or UTF-16 units, on the way out only.

use memchr::memchr_iter;

use crate::{Document, Media, Span};

/// Where the lines of a text start. A line ends at `\n`, `\r\n` or a lone `\r`, as in an editor.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// Finds the lines of a text.
    #[must_use]
    pub fn new(text: &str) -> Lines {
        Lines::of_bytes(text.as_bytes())
    }

    fn of_bytes(bytes: &[u8]) -> Lines {
        let mut starts: Vec<u32> = vec![0];
        starts.extend(memchr_iter(b'\n', bytes).map(|at| at as u32 + 1));
        let lone_returns: Vec<u32> = memchr_iter(b'\r', bytes)
            .filter(|at| bytes.get(at + 1) != Some(&b'\n'))
            .map(|at| at as u32 + 1)
            .collect();
        if !lone_returns.is_empty() {
            starts.extend(lone_returns);
            starts.sort_unstable();
        }
        Lines { starts }
    }

    /// Finds the lines of UTF-16, given as its bytes.
    fn of_pairs(bytes: &[u8], to_unit: fn([u8; 2]) -> u16) -> Lines {
        let units: Vec<u8> = bytes
            .chunks_exact(2)
            .map(|pair| u8::try_from(to_unit([pair[0], pair[1]])).unwrap_or(b'x')) // no line end is beyond ASCII here
            .collect();
        let mut lines = Lines::of_bytes(&units);
        lines.starts.iter_mut().for_each(|start| *start *= 2);
        lines
    }

    /// The line, counted from 1, that the byte stands on.
    #[must_use]
    pub fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= byte)
    }
}

/// The lines the spans of a document stand on, as an editor that shows its source numbers them. In a record, which is one line
/// itself, they are the lines of the text.
#[derive(Clone, Debug)]
pub struct LineNumbers<'document> {
    document: &'document Document,
    lines: Lines,
    is_of_source: bool,
}

impl<'document> LineNumbers<'document> {
    /// Finds the lines of a document.
    #[must_use]
    pub fn new(document: &'document Document) -> LineNumbers<'document> {
        let source = &document.source;
        // Plain text has the lines of its source, in whatever encoding that is.
        let is_of_source = !matches!(source.media, Media::Text | Media::Record);
        let lines = match source.encoding {
            _ if !is_of_source => Lines::new(&document.text),
            "UTF-16LE" => Lines::of_pairs(&source.bytes, u16::from_le_bytes),
            "UTF-16BE" => Lines::of_pairs(&source.bytes, u16::from_be_bytes),
            _ => Lines::of_bytes(&source.bytes),
        };
        LineNumbers { document, lines, is_of_source }
    }

    /// The line, counted from 1, that a span begins on.
    #[must_use]
    pub fn line(&self, span: Span) -> usize {
        let source = if self.is_of_source { self.document.map.to_source(span) } else { None };
        self.lines.line(source.unwrap_or(span).start())
    }
}

/// The unit offsets are given in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OffsetUnit {
    /// Bytes of UTF-8.
    #[default]
    Bytes,
    /// Unicode scalar values, as Python counts.
    Chars,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

/// Turns byte offsets of one text into another unit. Quick when asked in rising order.
#[derive(Clone, Debug)]
pub struct Offsets<'text> {
    text: &'text str,
    unit: OffsetUnit,
    byte: usize,
    units: usize,
}

impl<'text> Offsets<'text> {
    /// A converter for `text`.
    #[must_use]
    pub fn new(text: &'text str, unit: OffsetUnit) -> Offsets<'text> {
        Offsets { text, unit, byte: 0, units: 0 }
    }

    /// The offset of `byte`, which must be a character boundary.
    pub fn convert(&mut self, byte: usize) -> usize {
        if self.unit == OffsetUnit::Bytes {
            return byte;
        }
        if byte < self.byte {
            (self.byte, self.units) = (0, 0);
        }
        let between = &self.text[self.byte..byte];
        self.units += match self.unit {
            OffsetUnit::Bytes => between.len(),
            OffsetUnit::Chars => between.chars().count(),
            OffsetUnit::Utf16 => between.encode_utf16().count(),
        };
        self.byte = byte;
        self.units
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts_once() {
        let lines = Lines::new("a\nb\r\nc\rd");
        assert_eq!([0, 2, 5, 7].map(|byte| lines.line(byte)), [1, 2, 3, 4]);
    }

    #[test]
    fn markup_has_the_lines_of_its_source() {
        let source = "# Le port\r\n\r\n[ville]: /v\n\nIl *rouvre*\nlundi.\n";
        let utf16: Vec<u8> = source.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [source.as_bytes().to_vec(), [&b"\xFE\xFF"[..], &utf16].concat()] {
            let document =
                crate::read(&crate::Input::markdown("a.md", bytes), &crate::ReadOptions::default()).unwrap();
            let numbers = LineNumbers::new(&document);
            let line = |word: &str| {
                let at = document.text.find(word).unwrap();
                numbers.line(Span::new(at, at + word.len()))
            };
            assert_eq!(["Le port", "Il", "rouvre", "lundi"].map(line), [1, 5, 5, 6]);
        }
    }

    #[test]
    fn offsets_come_in_three_units() {
        let text = "né 🐟 x";
        let at = text.find('x').unwrap();
        assert_eq!(Offsets::new(text, OffsetUnit::Bytes).convert(at), 9);
        assert_eq!(Offsets::new(text, OffsetUnit::Chars).convert(at), 5);
        let mut utf16 = Offsets::new(text, OffsetUnit::Utf16);
        assert_eq!((utf16.convert(at), utf16.convert(1), utf16.convert(at)), (6, 1, 6));
    }
}
