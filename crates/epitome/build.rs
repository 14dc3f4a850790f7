//! Hashes data and models of all crates once, so that a program that names its data does not hash them at every start.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

/// What is data, beside this crate: folders with the ending of their files.
const FOLDERS: [(&str, &str); 2] = [("../langs/data", "toml"), ("../cleaner/data", "txt")];
const COEFFICIENTS: &str = "../summarizer/src/fitted.rs";
const MODELS: [&str; 2] = ["../detector/model/small.bin", "../detector/model/large.bin"];

fn main() -> io::Result<()> {
    let has_large_model = env::var_os("CARGO_FEATURE_LARGE_MODEL").is_some();
    let mut paths = vec![PathBuf::from(COEFFICIENTS), PathBuf::from(MODELS[usize::from(has_large_model)])];
    for (folder, extension) in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        let files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        paths.extend(files.into_iter().filter(|path| path.extension().is_some_and(|own| own == extension)));
    }
    paths.sort();
    let mut hasher = Sha256::new();
    for path in paths {
        println!("cargo::rerun-if-changed={}", path.display());
        hasher.update(path.file_stem().unwrap_or_default().as_encoded_bytes());
        hasher.update([0]);
        hasher.update(fs::read(&path)?);
        hasher.update([0]);
    }
    let hash: String = hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("data_hash"), hash)
}
