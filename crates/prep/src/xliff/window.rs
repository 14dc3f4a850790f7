//! [`Window`]: the part of a file that is being read, as text.

use std::io::{self, BufRead, Cursor, Read};

use encoding_rs::UTF_8;

use crate::encoding::{HEAD, encoding_of, not_in};
use crate::{Place, PrepError, PrepErrorKind};

/// The most bytes of one tag or one run of text. A unit's text is a sentence; 16 MiB is far above any.
const MAX_EVENT: usize = 16 << 20;

/// The most bytes of a file in another encoding than UTF-8, which is held in memory as a whole.
const MAX_DECODED: u64 = 512 << 20;

/// Bytes read at a time: enough for a hundred units, and still in the cache of a core.
const BLOCK: usize = 1 << 16;

/// A stretch of a file, decoded, which knows where in the file it stands.
pub(super) struct Window<'a> {
    input: Box<dyn BufRead + 'a>,
    text: String,
    /// Where the text that is not done with begins.
    start: usize,
    /// The first bytes of a character that the last block cut.
    cut: Vec<u8>,
    is_broken: bool,
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
        let input: Box<dyn BufRead + 'a> = if encoding == UTF_8 {
            input.consume(n_mark);
            Box::new(input)
        } else {
            let mut bytes = Vec::new();
            let n_read = input.take(MAX_DECODED + 1).read_to_end(&mut bytes).map_err(unreadable)?;
            if n_read as u64 > MAX_DECODED {
                let (name, limit) = (encoding.name(), MAX_DECODED >> 20);
                let message =
                    format!("the file is in {name} and has more than {limit} MiB; save it as UTF-8");
                return Err(PrepError::new(PrepErrorKind::TooLarge, message));
            }
            let decoded = encoding.decode_without_bom_handling_and_without_replacement(&bytes[n_mark..]);
            let Some(text) = decoded else { return Err(not_in(encoding)) };
            Box::new(Cursor::new(text.into_owned().into_bytes()))
        };
        let (text, cut) = (String::new(), Vec::new());
        Ok(Window { input, text, start: 0, cut, is_broken: false, counted: (0, Place::START) })
    }

    /// The text that is not done with, as far as it has been read.
    pub(super) fn text(&self) -> &str {
        &self.text[self.start..]
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
        while self.text.len() < wanted && !self.is_broken {
            let block = self.input.fill_buf().map_err(|err| unreadable(err).at(place))?;
            let block = &block[..block.len().min(BLOCK)];
            if block.is_empty() {
                self.is_broken = !self.cut.is_empty();
                break;
            }
            let n_read = block.len();
            let whole;
            let block = if self.cut.is_empty() {
                block
            } else {
                whole = [&self.cut, block].concat();
                &whole
            };
            let (text, rest) = match std::str::from_utf8(block) {
                Ok(text) => (text, &[][..]),
                Err(err) => {
                    self.is_broken = err.error_len().is_some();
                    let (valid, rest) = block.split_at(err.valid_up_to());
                    (std::str::from_utf8(valid).unwrap_or_default(), rest)
                }
            };
            self.text.push_str(text);
            self.cut = rest.to_vec();
            self.input.consume(n_read);
        }
        if self.is_broken && self.text.len() == before {
            let message = "the file is not valid UTF-8 here; save it as UTF-8, or name its encoding in the XML declaration";
            return Err(PrepError::new(PrepErrorKind::BadXml, message).at(self.place_of(before)));
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

fn unreadable(err: io::Error) -> PrepError {
    PrepError::new(PrepErrorKind::Io, format!("it cannot be read: {err}"))
}
