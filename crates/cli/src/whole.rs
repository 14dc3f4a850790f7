//! Output that is written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, bail};

use crate::inputs::shown;

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

/// Whether it is `-`, which stands for standard input or output.
pub(crate) fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// Writes a file piece by piece under another name, which gives way to the right one when all is done: what fails or is
/// interrupted on the way leaves no half of it. Its folder is made where there is none. A link to a file stays one, and a file that
/// may not be written is not replaced either. For `-` all goes to standard output at the end.
pub(crate) fn write_whole<T>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<Draft>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    if is_standard(path) {
        let mut out = BufWriter::new(Draft::Memory(Vec::new()));
        let result = write(&mut out)?;
        if let Draft::Memory(bytes) = out.into_inner()? {
            io::stdout().lock().write_all(&bytes)?;
        }
        return Ok(result);
    }
    let linked = if path.is_symlink() { fs::canonicalize(path).ok() } else { None };
    let path = linked.as_deref().unwrap_or(path);
    if fs::metadata(path).is_ok_and(|meta| meta.permissions().readonly()) {
        bail!("{} may not be written over; allow that, or name another file", shown(path));
    }
    let (draft, file) = draft_beside(path, |draft| File::create_new(draft))?;
    let written = try_write(file, &draft, path, write);
    if written.is_err() {
        let _ = fs::remove_file(&draft); // the error to tell is the first one
    }
    written
}

/// Makes what is to become `path` under a name beside it that nothing had, and a short one: `path` may be as long as names can be.
pub(crate) fn draft_beside<T>(
    path: &Path,
    make: impl Fn(&Path) -> io::Result<T>,
) -> anyhow::Result<(PathBuf, T)> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    make_folder(path.parent().unwrap_or(path))?;
    loop {
        let nth = NEXT.fetch_add(1, Ordering::Relaxed);
        let draft = path.with_file_name(format!(".epitome-{}-{nth}", std::process::id()));
        match make(&draft) {
            Err(err) if err.kind() == ErrorKind::AlreadyExists => {}
            made => return made.map(|made| (draft, made)).with_context(|| cannot_write(path)),
        }
    }
}

/// Makes a folder and those above it, where they are not there yet.
pub(crate) fn make_folder(path: &Path) -> anyhow::Result<()> {
    let Err(err) = fs::create_dir_all(path) else { return Ok(()) };
    match path.ancestors().find(|path| path.is_file()) {
        Some(file) => bail!("{} is a file, so nothing can be put into it; name another folder", shown(file)),
        None => Err(err).with_context(|| cannot_write(path)),
    }
}

/// Writes a file of these bytes.
pub(crate) fn write_bytes(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    write_whole(path, |out| out.write_all(bytes).with_context(|| cannot_write(path)))
}

fn try_write<T>(
    file: File,
    draft: &Path,
    path: &Path,
    write: impl FnOnce(&mut BufWriter<Draft>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut out = BufWriter::with_capacity(1 << 16, Draft::File(file));
    let result = write(&mut out)?;
    out.flush().and_then(|()| fs::rename(draft, path)).with_context(|| cannot_write(path))?;
    Ok(result)
}

pub(crate) fn cannot_write(path: &Path) -> String {
    format!("{} cannot be written", shown(path))
}
