//! What the manifest of the detector's models says of the files beside it.

use std::path::Path;

use serde::Deserialize;
use sha2::{Digest, Sha256};

#[derive(Deserialize)]
struct Manifest {
    model: Vec<ModelFile>,
}

#[derive(Deserialize)]
struct ModelFile {
    file: String,
    sha256: String,
    most_bytes: usize,
}

/// A model whose data and command nobody knows cannot be made again.
#[test]
fn the_manifest_speaks_of_the_models_there_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../detector/model");
    let text = std::fs::read_to_string(folder.join("MANIFEST.toml")).expect("the manifest is text");
    let manifest: Manifest = toml::from_str(&text).expect("the manifest is TOML");
    let mut listed: Vec<String> = manifest.model.iter().map(|model| model.file.clone()).collect();
    for model in &manifest.model {
        let bytes = std::fs::read(folder.join(&model.file)).expect("a model that is listed");
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, model.sha256, "{}", model.file);
        assert!(bytes.len() <= model.most_bytes, "{} has {} bytes", model.file, bytes.len());
    }
    let entries = std::fs::read_dir(&folder).expect("the folder of the models");
    let mut found: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in UTF-8"))
        .filter(|name| name.ends_with(".bin"))
        .collect();
    found.sort();
    listed.sort();
    assert_eq!(found, listed);
}
