//! Where the workspace is, how its cargo is called, and how errands talk.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The folder of the workspace, wherever the command was given.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace")
}

/// The cargo that runs us, at the root, with nobody to ask. No setting of the caller's shell may let a test write what it should check.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(root()).stdin(Stdio::null());
    for variable in ["INSTA_FORCE_PASS", "INSTA_OUTPUT", "INSTA_UPDATE", "RUSTDOCFLAGS", "UPDATE_README"] {
        command.env_remove(variable);
    }
    command
}

/// Runs a command, its output passed through.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().context("cargo does not start")?;
    if !status.success() {
        bail!("cargo ended with {status}");
    }
    Ok(())
}

/// All files under a folder, in byte-wise order of their paths; none when the folder does not exist.
/// Folders whose path `skip` accepts are passed over.
pub(crate) fn files(folder: &Path, skip: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(err) if err.kind() == ErrorKind::NotFound => continue,
            Err(err) => return Err(err).with_context(|| format!("cannot list {}", folder.display())),
        };
        for entry in entries {
            let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
            let path = entry.path();
            // Not `path.is_dir()`: a link is a file here, so that no link can lead round in a circle.
            if entry.file_type()?.is_dir() {
                if !skip(&path) {
                    folders.push(path);
                }
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A path as it reads from the root, with `/` on every platform.
pub(crate) fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Talk, for the person at the terminal. Nobody can be told when nobody listens, so a closed stream is no error.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A result, which may be piped on.
pub(crate) fn print(text: &str) {
    let _ = write!(std::io::stdout(), "{text}");
}

/// A number and what it counts.
pub(crate) fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// A string of JSON; nothing where it is none.
pub(crate) fn text(value: &serde_json::Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A folder of its own for a test, with these files, removed at the end.
    pub(crate) struct Scratch(pub(crate) PathBuf);

    impl Scratch {
        pub(crate) fn new(name: &str, files: &[(&str, &str)]) -> Scratch {
            let root = std::env::temp_dir().join(format!("epitome-xtask-{}-{name}", std::process::id()));
            for (path, content) in files {
                let path = root.join(path);
                fs::create_dir_all(path.parent().expect("every file lies in the folder")).expect("writable");
                fs::write(path, content).expect("writable");
            }
            Scratch(root)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            // A folder left behind under the system's temporary folder harms nobody.
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn files_come_sorted_and_skip_what_they_should() {
        let scratch = Scratch::new("files", &[("b", ""), ("a/z", ""), ("a.txt", ""), ("target/x", "")]);
        let found = files(&scratch.0, &|folder| folder.ends_with("target")).unwrap();
        let names: Vec<String> = found.iter().map(|path| relative(path, &scratch.0)).collect();
        assert_eq!(names, ["a/z", "a.txt", "b"]);
        assert!(files(&scratch.0.join("nowhere"), &|_| false).unwrap().is_empty());
    }
}
