//! Lines of a stream of records, each within a limit.

use std::io::{self, BufRead};

use epitome::{Media, ReadError, ReadOptions, too_large};

/// One line of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Its bytes, and its line end, which is none of them.
    Bytes { bytes: Vec<u8>, end: &'static [u8] },
    /// Longer than the limit; passed over, this many bytes.
    TooLong(usize),
}

/// What is said of a line beyond the limit.
pub(crate) fn too_long(n_bytes: usize, limit: usize) -> ReadError {
    too_large(Media::Record, n_bytes, &ReadOptions { max_record: limit, ..ReadOptions::default() })
}

/// Reads the next line, keeping at most `limit` bytes in memory however long it is; `None` at the end.
pub(crate) fn next_line(reader: &mut impl BufRead, limit: usize) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let mut n_passed = 0;
    let mut is_ended = false;
    while !is_ended {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(err) if err.kind() == io::ErrorKind::Interrupted => continue,
            Err(err) => return Err(err),
        };
        if available.is_empty() {
            if bytes.is_empty() && n_passed == 0 {
                return Ok(None);
            }
            break;
        }
        let end = available.iter().position(|byte| *byte == b'\n');
        let taken = &available[..end.unwrap_or(available.len())];
        if bytes.len() + taken.len() > limit {
            n_passed += bytes.len();
            bytes = Vec::new();
        }
        if n_passed > 0 || taken.len() > limit {
            n_passed += taken.len();
        } else {
            bytes.extend_from_slice(taken);
        }
        let n_used = taken.len() + usize::from(end.is_some());
        reader.consume(n_used);
        is_ended = end.is_some();
    }
    if n_passed > 0 {
        return Ok(Some(Line::TooLong(n_passed)));
    }
    let has_return = bytes.pop_if(|byte| *byte == b'\r').is_some();
    let end: &[u8] = match (has_return, is_ended) {
        (true, true) => b"\r\n",
        (true, false) => b"\r",
        (false, true) => b"\n",
        (false, false) => b"",
    };
    Ok(Some(Line::Bytes { bytes, end }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8], buffer: usize, limit: usize) -> Vec<Line> {
        let mut reader = io::BufReader::with_capacity(buffer, bytes);
        std::iter::from_fn(|| next_line(&mut reader, limit).unwrap()).collect()
    }

    fn line(bytes: &[u8], end: &'static [u8]) -> Line {
        Line::Bytes { bytes: bytes.to_vec(), end }
    }

    #[test]
    fn a_long_line_is_passed_over_and_the_next_is_whole() {
        for buffer in [1, 2, 3, 5, 7, 64] {
            let lines = all(b"ab\r\n\n0123456789\ncd\r", buffer, 4);
            let expected = [line(b"ab", b"\r\n"), line(b"", b"\n"), Line::TooLong(10), line(b"cd", b"\r")];
            assert_eq!(lines, expected, "buffer of {buffer}");
        }
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        assert_eq!(all(b"abcd\n", 3, 4), [line(b"abcd", b"\n")]);
        assert_eq!(all(b"abcd", 3, 4), [line(b"abcd", b"")]);
        assert_eq!(all(b"", 3, 4), []);
    }
}
