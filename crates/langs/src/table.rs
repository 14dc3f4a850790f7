//! [`Languages`]: from a tag to what we know.

use std::sync::OnceLock;

use epitome_document::LangTag;
use sha2::{Digest, Sha256};

use crate::Language;
use crate::press::PRESS;

/// The data files, sorted by tag. `und` stands for every language without one.
const FILES: [(&str, &str); 4] = [
    ("en", include_str!("../data/en.toml")),
    ("fr", include_str!("../data/fr.toml")),
    ("und", include_str!("../data/und.toml")),
    ("vi", include_str!("../data/vi.toml")),
];

static TABLE: [OnceLock<Language>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

/// The languages there are. Each is read from its embedded file when first asked for.
#[derive(Clone, Debug, Default)]
pub struct Languages {}

impl Languages {
    /// What we know of the language of `tag`: its primary language decides, and `und`, with empty lists, stands for any
    /// language without data.
    #[must_use]
    pub fn get(&self, tag: LangTag) -> &Language {
        let find = |name: &str| FILES.binary_search_by(|(file, _)| (*file).cmp(name)).ok();
        let idx = find(tag.language()).or_else(|| find("und")).expect("und has a file");
        read(idx)
    }

    /// Whether there is data for the language of `tag`.
    #[must_use]
    pub fn has(&self, tag: LangTag) -> bool {
        tag.is_language() && FILES.iter().any(|(file, _)| *file == tag.language())
    }

    /// All languages with data, sorted by tag.
    pub fn all(&self) -> impl Iterator<Item = &Language> {
        (0..FILES.len()).map(|idx| -> &Language { read(idx) }).filter(|language| language.tag.is_language())
    }
}

fn read(idx: usize) -> &'static Language {
    TABLE[idx].get_or_init(|| {
        let (name, file) = FILES[idx];
        let mut language: Language =
            toml::from_str(file).unwrap_or_else(|err| panic!("data/{name}.toml: {err}"));
        language.tag = LangTag::parse(name).expect("a data file is named after its tag");
        language
    })
}

/// The first eight bytes of the SHA-256 of all data, in hexadecimal: outputs made with other data can be told apart.
#[must_use]
pub fn data_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let mut hasher = Sha256::new();
        for (name, file) in FILES.iter().chain(&[("press", PRESS)]) {
            hasher.update(name);
            hasher.update([0]);
            hasher.update(file);
            hasher.update([0]);
        }
        hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    })
}
