//! Translations back into their records: a stream, of which only the translated lines are held in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use epitome::{Input, ReadOptions};

use crate::args::OutputEncoding;
use crate::inputs::shown;
use crate::lines::{Line, next_line, too_long};
use crate::merge::Run;
use crate::opened::Opened;
use crate::talk::in_words;
use crate::whole::write_whole;

impl Run<'_> {
    /// Writes a file of records with some of its lines translated; `files` has the XLIFF of each, by the number of the line.
    pub(crate) fn records(
        &self,
        source: &Path,
        files: &BTreeMap<u64, PathBuf>,
        out: &Path,
    ) -> anyhow::Result<()> {
        let (args, talk) = (self.args, self.talk);
        if args.encoding == OutputEncoding::Utf8 && args.source_encoding.is_some() {
            bail!(
                "records are UTF-8 as JSON asks, or stay in the encoding they are in; convert {} first",
                shown(source)
            );
        }
        let opened = File::open(source).with_context(|| self.origin.unreadable(source))?;
        let mut reader = BufReader::with_capacity(1 << 16, opened);
        write_whole(out, |out| {
            let (mut failures, mut advice) = (Vec::new(), BTreeSet::new());
            let mut n_line = 0;
            for (wanted, file) in files {
                while n_line + 1 < *wanted && copy_line(&mut reader, out)? {
                    n_line += 1;
                }
                let limit = args.max_record.unwrap_or(ReadOptions::MAX_RECORD);
                let line = next_line(&mut reader, limit)?;
                n_line += 1;
                let name = format!("{}:{wanted}", shown(source));
                let is_too_long = matches!(line, Some(Line::TooLong(_)));
                let merged = match line {
                    Some(Line::Bytes { bytes, end }) => {
                        let input = Input::record(&name, bytes);
                        let merged = self.line(&input, file).and_then(|merged| {
                            merged.ok_or_else(|| {
                                advice.insert(self.advice(source, file));
                                anyhow!("{name} has changed since it was extracted, or is another record now")
                            })
                        });
                        out.write_all(merged.as_deref().unwrap_or(&input.bytes))?;
                        out.write_all(end)?;
                        merged.map(|_| ())
                    }
                    Some(Line::TooLong(n_bytes)) => Err(too_long(n_bytes, limit)).context(name),
                    None => {
                        advice.insert(self.advice(source, file));
                        Err(anyhow!("{} has no line {wanted}", shown(source)))
                    }
                };
                match merged.map_err(|err| in_words(&err)) {
                    Ok(()) => {}
                    // What is too long was not held, so that nothing is there to stay.
                    Err(err) if args.force && !is_too_long => {
                        talk.say(&format!("{}: warning: {err}; the source stays as it is", shown(file)));
                    }
                    Err(err) => failures.push(format!("{}: {err}", shown(file))),
                }
            }
            if !failures.is_empty() {
                failures.extend(advice);
                let failures = failures.join("\n");
                bail!("nothing is written; --force leaves the source of a line that has changed\n{failures}");
            }
            io::copy(&mut reader, out)?;
            Ok(())
        })
    }

    /// What finds records that have moved, and carries over what was translated of those that have changed.
    fn advice(&self, source: &Path, file: &Path) -> String {
        let folder = self.args.files.iter().find(|named| named.is_dir() && file.starts_with(named));
        let (named, new) = folder.map_or((file, "NEW.xlf"), |folder| (&**folder, "NEW/"));
        let [named, source] = [named, source].map(shown);
        let source = match folder {
            // It may hold the XLIFF of other articles too.
            Some(_) if self.args.source.is_none() => String::new(),
            _ => format!(" --source {source}"),
        };
        format!("epitome update {named}{source} -o {new} carries over what has moved or changed")
    }

    /// A line with its translation; nothing where it is not the record that was extracted.
    fn line(&self, input: &Input, file: &Path) -> anyhow::Result<Option<Vec<u8>>> {
        let mut opened = Opened::new(file)?;
        // Taken, so that the merge need not ask again.
        if opened.sha256.take().is_some_and(|sha256| sha256 != input.sha256()) {
            return Ok(None);
        }
        let document = self.document(&opened, input)?;
        let mut merged = Vec::new();
        self.merge(opened, &shown(file), input, &document, &mut merged)?;
        Ok(Some(merged))
    }
}

/// Copies up to the end of a line; whether there was one.
fn copy_line(reader: &mut impl BufRead, out: &mut impl Write) -> io::Result<bool> {
    let mut is_any = false;
    loop {
        let available = reader.fill_buf()?;
        if available.is_empty() {
            return Ok(is_any);
        }
        is_any = true;
        let end = available.iter().position(|byte| *byte == b'\n');
        let n_taken = end.map_or(available.len(), |end| end + 1);
        out.write_all(&available[..n_taken])?;
        reader.consume(n_taken);
        if end.is_some() {
            return Ok(true);
        }
    }
}
