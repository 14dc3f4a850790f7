//! Translations back into their records: a stream, of which only the translated lines are held in memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use epitome::{Input, read};

use crate::args::{MergeArgs, OutputEncoding};
use crate::inputs::shown;
use crate::merge::{Opened, read_options, unreadable};
use crate::talk::Talk;
use crate::whole::write_whole;

/// Writes a file of records with some of its lines translated; `files` has the XLIFF of each, by the number of the line.
pub(crate) fn merge_records(
    args: &MergeArgs,
    source: &Path,
    files: &BTreeMap<u64, PathBuf>,
    out: &Path,
    talk: &Talk,
) -> anyhow::Result<()> {
    if args.encoding == OutputEncoding::Utf8 && args.source_encoding.is_some() {
        bail!(
            "records are UTF-8 as JSON asks, or stay in the encoding they are in; convert {} first",
            shown(source)
        );
    }
    let opened = File::open(source).with_context(|| unreadable(source))?;
    let mut reader = BufReader::with_capacity(1 << 16, opened);
    write_whole(out, |out| {
        let mut failures = Vec::new();
        let mut n_line = 0;
        for (wanted, file) in files {
            while n_line + 1 < *wanted && copy_line(&mut reader, out)? {
                n_line += 1;
            }
            let mut line = Vec::new();
            reader.read_until(b'\n', &mut line)?;
            n_line += 1;
            if line.is_empty() {
                failures.push(format!("{}: {} has no line {wanted}", shown(file), shown(source)));
                continue;
            }
            let n_end = if line.ends_with(b"\r\n") { 2 } else { usize::from(line.ends_with(b"\n")) };
            let end = line.split_off(line.len() - n_end);
            match merge_line(args, source, *wanted, file, line, talk) {
                Ok(bytes) => out.write_all(&bytes)?,
                Err(err) => failures.push(format!("{}: {err:#}", shown(file))),
            }
            out.write_all(&end)?;
        }
        if !failures.is_empty() {
            bail!("nothing is written\n{}", failures.join("\n"));
        }
        io::copy(&mut reader, out)?;
        Ok(())
    })
}

fn merge_line(
    args: &MergeArgs,
    source: &Path,
    n_line: u64,
    file: &Path,
    line: Vec<u8>,
    talk: &Talk,
) -> anyhow::Result<Vec<u8>> {
    let input = Input::record(&format!("{}:{n_line}", shown(source)), line);
    let document = read(&input, &read_options(args.source_encoding))?;
    Ok(Opened::open(file)?.merge(args, &shown(file), &input, &document, talk)?.bytes)
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
