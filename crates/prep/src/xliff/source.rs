//! Bytes on their way to the XML reader: decoded, counted in lines, and bounded.

use std::io::{self, BufRead, Cursor, Read};

use crate::{Place, PrepError, PrepErrorKind};

/// The most bytes of one tag or one run of text. A unit's text is a sentence; 16 MiB is far above any.
const MAX_EVENT: usize = 16 << 20;

/// The most bytes of a file in UTF-16, which is held in memory as a whole.
const MAX_UTF16: u64 = 512 << 20;

/// A reader that knows where it is.
pub(super) struct Source<'a> {
    inner: Box<dyn BufRead + 'a>,
    place: Place,
    n_event: usize,
}

impl<'a> Source<'a> {
    /// A reader of UTF-8 or UTF-16, as XML asks of every reader; a byte order mark is passed over.
    pub(super) fn new(mut inner: impl BufRead + 'a) -> Result<Source<'a>, PrepError> {
        let unreadable =
            |err: io::Error| PrepError::new(PrepErrorKind::Io, format!("it cannot be read: {err}"));
        let start = inner.fill_buf().map_err(unreadable)?;
        let utf16 =
            encoding_rs::Encoding::for_bom(start).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8);
        let inner: Box<dyn BufRead + 'a> = match utf16 {
            Some((encoding, _)) => {
                let mut bytes = Vec::new();
                let n_read = inner.take(MAX_UTF16 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
                if n_read as u64 > MAX_UTF16 {
                    let message = format!(
                        "the file is in UTF-16 and has more than {} MiB; save it as UTF-8",
                        MAX_UTF16 >> 20
                    );
                    return Err(PrepError::new(PrepErrorKind::TooLarge, message));
                }
                let (text, _, is_damaged) = encoding.decode(&bytes);
                if is_damaged {
                    let message = format!("the file is not the {} its first bytes promise", encoding.name());
                    return Err(PrepError::new(PrepErrorKind::BadXml, message));
                }
                Box::new(Cursor::new(text.into_owned().into_bytes()))
            }
            None => {
                if start.starts_with(b"\xEF\xBB\xBF") {
                    inner.consume(3);
                }
                Box::new(inner)
            }
        };
        Ok(Source { inner, place: Place { line: 1, column: 1 }, n_event: 0 })
    }

    /// Where the next byte stands. From here on a new tag or run of text is counted.
    pub(super) fn begin_event(&mut self) -> Place {
        self.n_event = 0;
        self.place
    }

    pub(super) fn place(&self) -> Place {
        self.place
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let n = available.len().min(buffer.len());
        buffer[..n].copy_from_slice(&available[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Source<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.n_event > MAX_EVENT {
            let message = format!("a tag or a text has more than {} MiB", MAX_EVENT >> 20);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        // What is consumed was filled, so this reads nothing.
        if let Ok(buffer) = self.inner.fill_buf() {
            for byte in &buffer[..n.min(buffer.len())] {
                self.place.column += u64::from(byte & 0xC0 != 0x80);
                if *byte == b'\n' {
                    self.place = Place { line: self.place.line + 1, column: 1 };
                }
            }
        }
        self.n_event += n;
        self.inner.consume(n);
    }
}
