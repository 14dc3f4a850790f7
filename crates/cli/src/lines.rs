//! Lines of a stream of records, each within a limit.

use std::io::{self, BufRead};

/// One line of a stream, without its line end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// The bytes.
    Bytes(Vec<u8>),
    /// Longer than the limit; passed over, this many bytes.
    TooLong(usize),
}

/// Reads the next line, keeping at most `limit` bytes in memory however long it is; `None` at the end.
pub(crate) fn next_line(reader: &mut impl BufRead, limit: usize) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let mut n_passed = 0;
    loop {
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
        if end.is_some() {
            break;
        }
    }
    if n_passed > 0 {
        return Ok(Some(Line::TooLong(n_passed)));
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    Ok(Some(Line::Bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8], buffer: usize, limit: usize) -> Vec<Line> {
        let mut reader = io::BufReader::with_capacity(buffer, bytes);
        std::iter::from_fn(|| next_line(&mut reader, limit).unwrap()).collect()
    }

    #[test]
    fn a_long_line_is_passed_over_and_the_next_is_whole() {
        for buffer in [1, 2, 3, 5, 7, 64] {
            let lines = all(b"ab\r\n\n0123456789\ncd", buffer, 4);
            let expected = [
                Line::Bytes(b"ab".to_vec()),
                Line::Bytes(Vec::new()),
                Line::TooLong(10),
                Line::Bytes(b"cd".to_vec()),
            ];
            assert_eq!(lines, expected, "buffer of {buffer}");
        }
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        assert_eq!(all(b"abcd\n", 3, 4), [Line::Bytes(b"abcd".to_vec())]);
        assert_eq!(all(b"", 3, 4), []);
    }
}
