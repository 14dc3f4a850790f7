//! [`Window`]: the part of a file that is being read, as text.

use std::io::{self, BufRead, Cursor, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_8};
use epitome_document::Span;

use crate::encoding::{HEAD, encoding_of, not_in, not_utf8};
use crate::{Place, PrepError, PrepErrorKind};

/// The most bytes of one tag or one run of text. A unit's text is a sentence; 16 MiB is far above any.
const MAX_EVENT: usize = 16 << 20;

/// Bytes read at a time: enough for a hundred units, and still in the cache of a core.
const BLOCK: usize = 1 << 16;

/// A stretch of a file, decoded, which knows where in the file it stands.
pub(super) struct Window<'a> {
    input: Box<dyn BufRead + 'a>,
    decoder: Decoder,
    text: String,
    /// Where the text that is not done with begins.
    start: usize,
    /// Whether nothing comes behind the text: the file ends there, or is broken.
    is_ended: bool,
    is_broken: bool,
    /// Whether it is broken because the file ends inside a character.
    is_cut: bool,
    has_controls: bool,
    /// A byte of the text whose place is known, not after `start`.
    counted: (usize, Place),
}

impl<'a> Window<'a> {
    /// A window on a file in UTF-8 or in what its byte order mark or its XML declaration names; a mark is passed over.
    pub(super) fn new(mut input: impl BufRead + 'a) -> Result<Window<'a>, PrepError> {
        let mut head = Vec::with_capacity(HEAD);
        input.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(unreadable)?;
        let (encoding, n_mark) = encoding_of(&head)?;
        let mut input = Cursor::new(head).chain(input);
        input.consume(n_mark);
        Ok(Window {
            input: Box::new(input),
            decoder: encoding.new_decoder_without_bom_handling(),
            text: String::new(),
            start: 0,
            is_ended: false,
            is_broken: false,
            is_cut: false,
            has_controls: false,
            counted: (0, Place::START),
        })
    }

    /// Whether a control character other than white space has come so far.
    pub(super) fn has_controls(&self) -> bool {
        self.has_controls
    }

    /// The text that is not done with, as far as it has been read.
    pub(super) fn text(&self) -> &str {
        &self.text[self.start..]
    }

    /// The bytes of that text.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.text.as_bytes()[self.start..]
    }

    /// A part of that text.
    pub(super) fn slice(&self, span: Span) -> &str {
        &self.text[self.start + span.start()..self.start + span.end()]
    }

    /// Goes past the next `n` bytes.
    pub(super) fn advance(&mut self, n: usize) {
        self.start += n;
    }

    /// Reads at least as much again as there is, so that whoever looks at it anew each time has a linear time; whether there was
    /// more. What is done with is forgotten.
    pub(super) fn grow(&mut self) -> Result<bool, PrepError> {
        let place = self.place();
        self.text.drain(..self.start);
        (self.start, self.counted) = (0, (0, place));
        if self.text.len() > MAX_EVENT {
            let message = format!("a tag or a text has more than {} MiB", MAX_EVENT >> 20);
            return Err(PrepError::new(PrepErrorKind::TooLarge, message).at(place));
        }
        let before = self.text.len();
        let wanted = before + before.max(BLOCK);
        while self.text.len() < wanted && !self.is_ended {
            let block = self.input.fill_buf().map_err(|err| unreadable(err).at(place))?;
            let block = &block[..block.len().min(BLOCK)];
            let is_last = block.is_empty();
            let room = self.decoder.max_utf8_buffer_length_without_replacement(block.len());
            self.text.reserve(room.unwrap_or(BLOCK));
            let (result, n_read) =
                self.decoder.decode_to_string_without_replacement(block, &mut self.text, is_last);
            self.input.consume(n_read);
            self.is_broken = matches!(result, DecoderResult::Malformed(..));
            self.is_cut = self.is_broken && is_last;
            self.is_ended = self.is_broken || is_last;
        }
        self.has_controls |= has_controls(&self.text.as_bytes()[before..]);
        if self.is_broken && self.text.len() == before {
            if self.decoder.encoding() != UTF_8 {
                return Err(not_in(self.decoder.encoding()));
            }
            return Err(not_utf8(self.is_cut).at(self.place_of(before)));
        }
        Ok(self.text.len() > before)
    }

    /// Where the text that is not done with begins.
    pub(super) fn place(&mut self) -> Place {
        let (counted, place) = self.counted;
        self.counted = (self.start, place.after(&self.text[counted..self.start]));
        self.counted.1
    }

    /// Where a byte of that text stands.
    pub(super) fn place_of(&mut self, at: usize) -> Place {
        self.place().after(&self.text()[..at])
    }
}

/// Whether there is a character that XML cannot hold, of those that come to harm elsewhere: NUL and its like.
fn has_controls(bytes: &[u8]) -> bool {
    // To look at all bytes, many at once, is faster than to stop at the first, and nearly all files have no byte below a space but line
    // feeds.
    let may_be = |byte: u8| (byte < b' ') & (byte != b'\n');
    bytes.iter().fold(false, |found, byte| found | may_be(*byte)) && bytes.iter().copied().any(is_control)
}

/// Whether a byte is a control character that XML cannot hold.
pub(super) fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')
}

fn unreadable(err: io::Error) -> PrepError {
    PrepError::new(PrepErrorKind::Io, format!("it cannot be read: {err}"))
}
