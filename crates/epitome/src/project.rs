//! [`Project`]: the file `epitome.toml`, what a folder of articles has to say for itself.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use epitome_cleaner::Orders;
use epitome_document::{LangTag, Newlines};
use epitome_langs::{Overlay, fold};
use epitome_prep::Class;
use epitome_prep::spans::Protection;
use epitome_summarizer::Budget;
use serde::Deserialize;

use crate::Config;

/// The settings of a project file. Flags on the command line come before them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Project {
    /// Files, folders or patterns that are read when none is given, relative to the file's folder.
    pub inputs: Vec<String>,
    /// The language of all articles, ordered.
    pub lang: Option<String>,
    /// The language of most articles, suggested.
    pub lang_hint: Option<String>,
    /// What a line end means: `auto`, `line`, `wrapped` or `blank`.
    pub newlines: Option<String>,
    /// Sentences in a summary.
    pub sentences: Option<u32>,
    /// What is dropped or kept whatever the rules say.
    pub clean: Clean,
    /// What translators get, and what not.
    pub prep: Prep,
    /// Entries added to the lists of languages, by tag.
    pub language: BTreeMap<String, Overlay>,
}

/// What is dropped or kept whatever the rules of cleaning say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Clean {
    /// Blocks that hold one of these phrases are dropped.
    pub always_drop: Vec<String>,
    /// Blocks that hold one of these phrases are kept.
    pub always_keep: Vec<String>,
}

/// What translators get, and what not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Prep {
    /// Phrases that stay as they are.
    pub do_not_translate: Vec<String>,
    /// Classes of spans that stay as they are although they would be localised: `number`, `date` …
    pub verbatim: Vec<String>,
    /// Classes of spans that are localised although they would stay as they are: `url`, `handle` …
    pub localize: Vec<String>,
}

impl Project {
    /// The name of a project file.
    pub const FILE: &str = "epitome.toml";

    /// Reads the text of a project file.
    ///
    /// # Errors
    /// When it is not TOML, or has a key that does not exist (the error names the nearest one that does).
    pub fn parse(text: &str) -> Result<Project, ProjectError> {
        toml::from_str(text).map_err(|err| ProjectError { message: with_nearest(&err) })
    }

    /// The configuration it asks for.
    ///
    /// # Errors
    /// When a value is none of those its key may have.
    pub fn config(&self) -> Result<Config, ProjectError> {
        let wrong = |key: &str, what: &dyn fmt::Display| ProjectError { message: format!("{key}: {what}") };
        let tag = |key: &str, given: &str| LangTag::parse(given).map_err(|err| wrong(key, &err));
        let hint = self.lang_hint.as_deref().map(|given| tag("lang_hint", given)).transpose()?;
        if let Some(tag) = hint.filter(|tag| !tag.is_language()) {
            return Err(wrong(
                "lang_hint",
                &format!("{tag} names no language; write one, such as en or pt-BR"),
            ));
        }
        let Clean { always_drop, always_keep } = &self.clean;
        let dropped: Vec<String> = always_drop.iter().map(|phrase| fold(phrase.trim())).collect();
        if let Some(phrase) = always_keep.iter().find(|phrase| dropped.contains(&fold(phrase.trim()))) {
            return Err(wrong("clean.always_keep", &format!("{phrase:?} stands in clean.always_drop, too")));
        }
        let mut config = Config {
            lang: self.lang.as_deref().map(|given| tag("lang", given)).transpose()?,
            lang_hint: hint,
            orders: Orders::new(always_drop, always_keep),
            ..Config::default()
        };
        if let Some(name) = &self.newlines {
            config.read.newlines = Newlines::named(name)
                .ok_or_else(|| wrong("newlines", &format!("auto, line, wrapped or blank, not {name:?}")))?;
        }
        match self.sentences {
            Some(0) => return Err(wrong("sentences", &"a whole number from 1 on, not 0")),
            Some(n) => config.budget = Budget::Sentences(n),
            None => {}
        }
        let classes = |key: &str, names: &[String]| -> Result<Vec<Class>, ProjectError> {
            let class = |name: &String| {
                let found = Class::ALL.into_iter().find(|class| class.as_str() == name);
                found.ok_or_else(|| {
                    let known: Vec<&str> = Class::ALL.iter().map(|class| class.as_str()).collect();
                    wrong(key, &format!("{name:?} is none of {}", known.join(", ")))
                })
            };
            names.iter().map(class).collect()
        };
        let both = self.prep.verbatim.iter().find(|name| self.prep.localize.contains(name));
        if let Some(name) = both {
            return Err(wrong("prep.localize", &format!("{name:?} stands in prep.verbatim, too")));
        }
        config.protection = Protection {
            do_not_translate: self
                .prep
                .do_not_translate
                .iter()
                .map(|phrase| phrase.as_str().into())
                .collect(),
            verbatim: classes("prep.verbatim", &self.prep.verbatim)?,
            localize: classes("prep.localize", &self.prep.localize)?,
        };
        for (name, overlay) in &self.language {
            let key = format!("language.{name}");
            let languages = config.languages.with(tag(&key, name)?, overlay);
            config.languages = languages.map_err(|err| wrong(&key, &err))?;
        }
        Ok(config)
    }

    /// A project file that reads `inputs`, with every other key explained and left out.
    #[must_use]
    pub fn template(inputs: &[String]) -> String {
        let inputs = toml::Value::from(inputs.to_vec());
        format!(
            "# What epitome reads and how, in this folder and below. Flags come before this file.\n\n\
             # Files, folders or patterns that are read when none is named.\n\
             inputs = {inputs}\n\n\
             # Sentences in a summary.\n\
             # sentences = 3\n\n\
             # The language of all articles, not questioned; or the one to expect.\n\
             # lang = \"fr\"\n\
             # lang_hint = \"fr\"\n\n\
             # What a line end means: auto, line, wrapped or blank.\n\
             # newlines = \"auto\"\n\n\
             # Blocks that hold one of these phrases are dropped, or kept, whatever the rules say.\n\
             # [clean]\n\
             # always_drop = [\"Follow us on\"]\n\
             # always_keep = []\n\n\
             # What a translation leaves as it is, and classes of spans that are treated otherwise than usual.\n\
             # [prep]\n\
             # do_not_translate = [\"Example Corp\"]\n\
             # verbatim = []\n\
             # localize = []\n\n\
             # What our lists lack of a language: abbreviations, titles, stop_words, and cues of lines that are no text.\n\
             # [language.fr]\n\
             # abbreviations = [\"réf.\"]\n\
             # [language.fr.cues]\n\
             # furniture = [\"voir la vidéo\"]\n"
        )
    }

    /// The project file of `folder` or of the nearest folder above that has one.
    #[must_use]
    pub fn find(folder: &Path) -> Option<PathBuf> {
        folder.ancestors().map(|folder| folder.join(Project::FILE)).find(|path| path.is_file())
    }
}

/// What is wrong with a project file: several lines, with the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectError {
    message: String,
}

impl fmt::Display for ProjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ProjectError {}

/// The error's own text, and which key was probably meant.
fn with_nearest(err: &toml::de::Error) -> String {
    let text = err.to_string();
    let mut quoted = err.message().split('`').skip(1).step_by(2);
    let unknown = quoted.next().filter(|_| err.message().starts_with("unknown field"));
    let nearest = unknown.and_then(|unknown| {
        quoted
            .map(|known| (strsim::damerau_levenshtein(unknown, known), known))
            .filter(|(distance, known)| *distance <= known.len().div_ceil(2))
            .min()
    });
    match nearest {
        Some((_, known)) => format!("{}\ndid you mean `{known}`?", text.trim_end()),
        None => text.trim_end().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_is_refused_with_the_right_one() {
        let err = Project::parse("input = [\"seeds\"]").unwrap_err().to_string();
        assert!(err.contains("line 1") && err.ends_with("did you mean `inputs`?"), "{err}");
        let err = Project::parse("banana = 1").unwrap_err().to_string();
        assert!(err.contains("unknown field") && !err.contains("did you mean"), "{err}");
        assert!(Project::parse("inputs = [").is_err());
        let err = Project::parse("[language.fr]\nabreviations = []").unwrap_err().to_string();
        assert!(err.contains("line 2") && err.ends_with("did you mean `abbreviations`?"), "{err}");
        let err = Project::parse("[language.fr.cues]\nfurnitures = []").unwrap_err().to_string();
        assert!(err.ends_with("did you mean `furniture`?"), "{err}");
    }

    #[test]
    fn a_value_that_cannot_be_is_named_with_its_key() {
        for (text, expected) in [
            ("lang = \"french\"", "lang: \"french\" is not a BCP 47 language tag"),
            ("newlines = \"soft\"", "newlines: auto, line, wrapped or blank, not \"soft\""),
            ("sentences = 0", "sentences: a whole number from 1 on, not 0"),
            (
                "[prep]\nverbatim = [\"url\"]\nlocalize = [\"url\"]",
                "prep.localize: \"url\" stands in prep.verbatim, too",
            ),
            ("lang_hint = \"und\"", "lang_hint: und names no language; write one, such as en or pt-BR"),
            (
                "[clean]\nalways_drop = [\"Follow us\"]\nalways_keep = [\"follow us \"]",
                "clean.always_keep: \"follow us \" stands in clean.always_drop, too",
            ),
            ("[language.french]", "language.french: \"french\" is not a BCP 47 language tag"),
            (
                "[language.fr]\ntitles = [\"Pdt\"]",
                "language.fr: an abbreviation is written with its full stop: \"Pdt.\"",
            ),
        ] {
            let err = Project::parse(text).unwrap().config().unwrap_err().to_string();
            assert!(err.starts_with(expected), "{err}");
        }
    }

    #[test]
    fn the_template_is_right_with_and_without_its_comments() {
        let inputs = ["a \"b\"".to_owned(), "c\\d".to_owned()];
        let template = Project::template(&inputs);
        assert_eq!(
            Project::parse(&template).unwrap(),
            Project { inputs: inputs.to_vec(), ..Project::default() }
        );
        let is_key = |line: &&str| {
            line.strip_prefix("# ").is_some_and(|line| line.contains(" = ") || line.starts_with('['))
        };
        let keys: Vec<&str> = template.lines().filter(is_key).map(|line| &line[2..]).collect();
        let whole = Project::parse(&keys.join("\n")).unwrap();
        assert_eq!(
            (whole.sentences, whole.lang.as_deref(), whole.newlines.as_deref()),
            (Some(3), Some("fr"), Some("auto"))
        );
    }

    #[test]
    fn the_nearest_file_upwards_counts() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let found = Project::find(&here.join("src")).unwrap();
        assert_eq!(found, here.ancestors().nth(2).unwrap().join(Project::FILE));
        assert_eq!(Project::parse(&std::fs::read_to_string(found).unwrap()).unwrap().inputs, ["seeds"]);
    }
}
