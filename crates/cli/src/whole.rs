//! Output that is written whole or not at all.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Context;

/// Where something is written until it is whole.
#[derive(Debug)]
pub(crate) enum Draft {
    /// A file under another name.
    File(File),
    /// What goes to standard output.
    Memory(Vec<u8>),
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Draft::File(file) => file.write(bytes),
            Draft::Memory(memory) => memory.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Draft::File(file) => file.flush(),
            Draft::Memory(_) => Ok(()),
        }
    }
}

/// Whether `-` stands for standard output.
pub(crate) fn is_stdout(path: &Path) -> bool {
    path == Path::new("-")
}

/// Writes a file piece by piece under another name, which gives way to the right one when all is done: what fails or is
/// interrupted on the way leaves no half of it. For `-` all goes to standard output at the end.
pub(crate) fn write_whole<T>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<Draft>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    if is_stdout(path) {
        let mut out = BufWriter::new(Draft::Memory(Vec::new()));
        let result = write(&mut out)?;
        if let Draft::Memory(bytes) = out.into_inner()? {
            io::stdout().lock().write_all(&bytes)?;
        }
        return Ok(result);
    }
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
    write: impl FnOnce(&mut BufWriter<Draft>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let file = File::create(unfinished).with_context(|| cannot_write(path))?;
    let mut out = BufWriter::with_capacity(1 << 16, Draft::File(file));
    let result = write(&mut out)?;
    out.flush().and_then(|()| fs::rename(unfinished, path)).with_context(|| cannot_write(path))?;
    Ok(result)
}

fn cannot_write(path: &Path) -> String {
    format!("{} cannot be written", path.display())
}
