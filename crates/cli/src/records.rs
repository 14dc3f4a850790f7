//! [`Records`]: which record of a file is the one that a translation is of.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use epitome::{Input, record_id};

use crate::lines::{Line, next_line};

/// The files of records that translations are carried over to, each looked through once.
#[derive(Default)]
pub(crate) struct Records(BTreeMap<PathBuf, Lines<File>>);

impl Records {
    /// The lines of a file.
    pub(crate) fn of(&mut self, path: &Path, limit: usize) -> io::Result<&mut Lines<File>> {
        Ok(match self.0.entry(path.to_owned()) {
            Entry::Occupied(lines) => lines.into_mut(),
            Entry::Vacant(place) => place.insert(Lines::new(File::open(path)?, limit)?),
        })
    }
}

/// The lines of a file of records, and those that no translation was found for, by the hashes of their bytes and by their ids.
pub(crate) struct Lines<R: Read> {
    reader: BufReader<R>,
    limit: usize,
    starts: Vec<u64>,
    by_hash: BTreeMap<String, BTreeSet<u64>>,
    by_id: BTreeMap<String, BTreeSet<u64>>,
}

impl<R: Read + Seek> Lines<R> {
    fn new(file: R, limit: usize) -> io::Result<Lines<R>> {
        // What is passed over with each line that is looked up.
        const BUFFER: usize = 1 << 13;
        let mut lines = Lines {
            reader: BufReader::with_capacity(BUFFER, file),
            limit,
            starts: Vec::new(),
            by_hash: BTreeMap::new(),
            by_id: BTreeMap::new(),
        };
        for n_line in 1.. {
            let start = lines.reader.stream_position()?;
            let Some(line) = next_line(&mut lines.reader, limit)? else { break };
            lines.starts.push(start);
            if let Line::Bytes { bytes, .. } = line {
                if let Some(id) = record_id(&bytes) {
                    lines.by_id.entry(id).or_default().insert(n_line);
                }
                lines.by_hash.entry(Input::record("", bytes).sha256()).or_default().insert(n_line);
            }
        }
        Ok(lines)
    }

    /// The line of a record that nobody has taken yet: the one with the same bytes, else with the same id. Of equal ones it is that where
    /// it stood before, else the first.
    pub(crate) fn take(&mut self, sha256: Option<&str>, id: Option<&str>, before: u64) -> Option<u64> {
        let pick = |equal: Option<&mut BTreeSet<u64>>| {
            let equal = equal?;
            if equal.remove(&before) { Some(before) } else { equal.pop_first() }
        };
        let same_id = id.and_then(|id| self.by_id.get_mut(id));
        let Some(n_line) = pick(sha256.and_then(|sha256| self.by_hash.get_mut(sha256))) else {
            return pick(same_id);
        };
        if let Some(same_id) = same_id {
            same_id.remove(&n_line);
        }
        Some(n_line)
    }

    /// A line by its number, from 1.
    pub(crate) fn line(&mut self, n_line: u64) -> io::Result<Option<Line>> {
        let idx = usize::try_from(n_line).ok().and_then(|n_line| n_line.checked_sub(1));
        let Some(start) = idx.and_then(|idx| self.starts.get(idx)) else { return Ok(None) };
        // What is read already is not read again where the line is in it.
        let at = self.reader.stream_position()?;
        self.reader.seek_relative(start.cast_signed() - at.cast_signed())?;
        next_line(&mut self.reader, self.limit)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io::{Cursor, SeekFrom};
    use std::rc::Rc;

    use super::*;

    /// A file that counts what is read of it.
    struct Counted(Cursor<Vec<u8>>, Rc<Cell<usize>>);

    impl Read for Counted {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n_read = self.0.read(buffer)?;
            self.1.set(self.1.get() + n_read);
            Ok(n_read)
        }
    }

    impl Seek for Counted {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    fn record(n: usize) -> String {
        format!("{{\"id\": {n}, \"text\": \"{}\"}}", "Le port a rouvert. ".repeat(100))
    }

    /// How many bytes are read of a file of so many records to look up each, and how many it has.
    fn n_read(n_records: usize) -> (usize, usize) {
        let file = (0..n_records).map(record).collect::<Vec<_>>().join("\r\n").into_bytes();
        let (n_bytes, count) = (file.len(), Rc::new(Cell::new(0)));
        let mut lines = Lines::new(Counted(Cursor::new(file), Rc::clone(&count)), 1 << 20).unwrap();
        // As names of files are ordered.
        let mut order: Vec<usize> = (0..n_records).collect();
        order.sort_by_key(usize::to_string);
        for n in order {
            let Some(Line::Bytes { bytes, .. }) = lines.line(n as u64 + 1).unwrap() else { panic!("{n}") };
            assert_eq!(bytes, record(n).into_bytes());
        }
        assert_eq!(lines.line(0).unwrap(), None);
        assert_eq!(lines.line(n_records as u64 + 1).unwrap(), None);
        (count.get(), n_bytes)
    }

    /// The file was read from its first line again for each record.
    #[test]
    fn twice_as_many_records_take_twice_as_many_reads() {
        let (small, large) = (n_read(500), n_read(1000));
        assert!(large.0 < small.0 * 9 / 4 && large.0 < 8 * large.1, "{small:?} {large:?}");
    }

    #[test]
    fn a_record_is_found_by_its_bytes_else_by_its_id() {
        let file = "{\"id\": 1}\n{\"id\": 2, \"a\": 1}\n{\"id\": 1}\n{\"id\": \"x\"}\n[]\n";
        let mut lines = Lines::new(Cursor::new(file), 100).unwrap();
        let hash = |record: &str| Input::record("", record.as_bytes()).sha256();
        let (one, other) = (hash("{\"id\": 1}"), hash("{}"));
        assert_eq!(lines.take(Some(&one), Some("1"), 3), Some(3));
        assert_eq!(lines.take(Some(&other), Some("1"), 3), Some(1), "the other one with this id is taken");
        assert_eq!(lines.take(Some(&other), Some("2"), 9), Some(2));
        assert_eq!(lines.take(None, Some("\"x\""), 9), Some(4));
        assert_eq!(lines.take(None, Some("\"x\""), 4), None);
        assert_eq!(lines.take(Some(&other), None, 1), None);
    }
}
