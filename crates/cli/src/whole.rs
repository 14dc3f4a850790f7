//! Files that are written whole or not at all.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;

/// Writes a file piece by piece under another name, which gives way to the right one when all is done: what fails or is
/// interrupted on the way leaves no half of it.
pub(crate) fn write_whole<T>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let written = try_write(&unfinished, path, write);
    if written.is_err() {
        let _ = fs::remove_file(&unfinished); // the error to tell is the first one
    }
    written
}

/// Writes a file of these bytes.
pub(crate) fn write_bytes(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    write_whole(path, |out| out.write_all(bytes).with_context(|| cannot_write(path)))
}

fn try_write<T>(
    unfinished: &OsStr,
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let file = File::create(unfinished).with_context(|| cannot_write(path))?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    let result = write(&mut out)?;
    out.flush().and_then(|()| fs::rename(unfinished, path)).with_context(|| cannot_write(path))?;
    Ok(result)
}

fn cannot_write(path: &Path) -> String {
    format!("{} cannot be written", path.display())
}
