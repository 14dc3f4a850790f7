//! [`Languages`]: from a tag to what we know.

use std::sync::{Arc, OnceLock};

use epitome_document::LangTag;

use crate::{Language, Overlay, OverlayError, file};

/// The data files, sorted by tag. `und` stands for every language without one.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("af", include_str!("../data/af.toml")),
    ("be", include_str!("../data/be.toml")),
    ("bg", include_str!("../data/bg.toml")),
    ("cs", include_str!("../data/cs.toml")),
    ("cy", include_str!("../data/cy.toml")),
    ("da", include_str!("../data/da.toml")),
    ("de", include_str!("../data/de.toml")),
    ("el", include_str!("../data/el.toml")),
    ("en", include_str!("../data/en.toml")),
    ("es", include_str!("../data/es.toml")),
    ("et", include_str!("../data/et.toml")),
    ("eu", include_str!("../data/eu.toml")),
    ("fa", include_str!("../data/fa.toml")),
    ("fi", include_str!("../data/fi.toml")),
    ("fr", include_str!("../data/fr.toml")),
    ("ga", include_str!("../data/ga.toml")),
    ("he", include_str!("../data/he.toml")),
    ("hr", include_str!("../data/hr.toml")),
    ("hu", include_str!("../data/hu.toml")),
    ("hy", include_str!("../data/hy.toml")),
    ("id", include_str!("../data/id.toml")),
    ("it", include_str!("../data/it.toml")),
    ("ja", include_str!("../data/ja.toml")),
    ("ko", include_str!("../data/ko.toml")),
    ("la", include_str!("../data/la.toml")),
    ("lt", include_str!("../data/lt.toml")),
    ("lv", include_str!("../data/lv.toml")),
    ("nl", include_str!("../data/nl.toml")),
    ("no", include_str!("../data/no.toml")),
    ("pl", include_str!("../data/pl.toml")),
    ("pt", include_str!("../data/pt.toml")),
    ("ro", include_str!("../data/ro.toml")),
    ("ru", include_str!("../data/ru.toml")),
    ("sk", include_str!("../data/sk.toml")),
    ("sl", include_str!("../data/sl.toml")),
    ("sr", include_str!("../data/sr.toml")),
    ("sv", include_str!("../data/sv.toml")),
    ("tr", include_str!("../data/tr.toml")),
    ("uk", include_str!("../data/uk.toml")),
    ("und", include_str!("../data/und.toml")),
    ("ur", include_str!("../data/ur.toml")),
    ("vi", include_str!("../data/vi.toml")),
    ("zh", include_str!("../data/zh.toml")),
];

static TABLE: [OnceLock<Language>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

/// The languages there are. Each is read from its embedded file when first asked for. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Languages {
    /// Languages with entries of a user's own; few, and looked at first.
    overlaid: Arc<[Language]>,
}

impl Languages {
    /// What we know of the language of `tag`: its primary language decides, and `und`, with empty lists, stands for any
    /// language without data. The two written norms of Norwegian, `nb` and `nn`, share the file of `no`.
    #[must_use]
    pub fn get(&self, tag: LangTag) -> &Language {
        let own = self.overlaid.iter().find(|language| is_same(language.tag, tag));
        own.unwrap_or_else(|| {
            read(file_of(tag).unwrap_or_else(|| file_of(LangTag::UND).expect("und has a file")))
        })
    }

    /// The same languages with entries added to that of `tag`.
    ///
    /// # Errors
    /// When an abbreviation of the overlay has no full stop at its end.
    pub fn with(&self, tag: LangTag, overlay: &Overlay) -> Result<Languages, OverlayError> {
        let mut language = self.get(tag).with(overlay)?;
        if !language.tag.is_language() {
            language.tag = tag;
        }
        let others = self.overlaid.iter().filter(|other| !is_same(other.tag, tag));
        Ok(Languages { overlaid: others.cloned().chain([language]).collect() })
    }

    /// Whether there is data for the language of `tag`.
    #[must_use]
    pub fn has(&self, tag: LangTag) -> bool {
        let own = || self.overlaid.iter().any(|language| is_same(language.tag, tag));
        tag.is_language() && (file_of(tag).is_some() || own())
    }

    /// All languages with data of ours, sorted by tag.
    pub fn all(&self) -> impl Iterator<Item = &Language> {
        let builtin = (0..FILES.len()).map(|idx| self.get(read(idx).tag));
        builtin.filter(|language| language.tag.is_language())
    }
}

/// The number of the file for the language of a tag.
fn file_of(tag: LangTag) -> Option<usize> {
    let name = data_name(&tag);
    FILES.binary_search_by(|(file, _)| (*file).cmp(name)).ok()
}

/// Whether two tags share their data.
fn is_same(tag: LangTag, other: LangTag) -> bool {
    data_name(&tag) == data_name(&other)
}

/// The name of the file for the language of a tag. Texts in both norms of Norwegian are also tagged with neither.
fn data_name(tag: &LangTag) -> &str {
    match tag.language() {
        "nb" | "nn" => "no",
        language => language,
    }
}

fn read(idx: usize) -> &'static Language {
    TABLE[idx].get_or_init(|| {
        let (name, text) = FILES[idx];
        let mut language = file::read(text).unwrap_or_else(|err| panic!("data/{name}.toml: {err}"));
        language.tag = LangTag::parse(name).expect("a data file is named after its tag");
        language
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_norms_of_norwegian_share_one_file_and_what_a_user_adds_to_it() {
        let [norwegian, bokmaal, nynorsk] = ["no", "nb", "nn-NO"].map(LangTag::literal);
        let languages = Languages::default();
        assert_eq!(languages.get(bokmaal).tag, norwegian);
        assert_eq!(languages.get(nynorsk).tag, norwegian);
        assert!(languages.has(bokmaal) && !languages.has(LangTag::literal("nds")));
        let overlay = Overlay { titles: vec!["Fylkesm.".into()], ..Overlay::default() };
        let languages = languages.with(nynorsk, &overlay).expect("an abbreviation with its full stop");
        assert!(languages.get(bokmaal).abbreviations.titles.contains("Fylkesm."));
    }
}
