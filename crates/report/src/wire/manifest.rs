//! What a package says of itself: `manifest.json`.

use epitome::prep::{Class, UnitOptions};
use epitome::{Budget, LangTag, engine};
use serde::Serialize;

use super::SCHEMA;
use super::summary::BudgetView;

/// A package that has been made.
#[derive(Debug)]
pub struct Packed<'a> {
    /// Its articles, in the order of their names.
    pub articles: &'a [PackedArticle],
    /// What was wanted of their units.
    pub options: &'a UnitOptions,
    /// How long the summary is that comes first, or is noted.
    pub budget: Budget,
}

/// An article of a package.
#[derive(Clone, Debug, Serialize)]
pub struct PackedArticle {
    /// Where its source lies in the package; that of a record has the number of its line.
    pub source: String,
    /// SHA-256 of its bytes; of a record, of its line.
    pub sha256: String,
    /// Where its XLIFF lies.
    pub xliff: String,
    /// Its language.
    #[serde(serialize_with = "tag")]
    pub language: LangTag,
    /// How many units it has.
    #[serde(rename = "units")]
    pub n_units: usize,
}

/// The manifest of a package, as JSON that a person can read.
#[must_use]
pub fn manifest(packed: &Packed<'_>) -> String {
    let UnitOptions { target, all, gist_first, protection } = packed.options;
    let names = |classes: &[Class]| classes.iter().map(|class| class.as_str()).collect();
    let view = ManifestView {
        schema: SCHEMA,
        engine: engine(),
        target: target.as_str(),
        options: OptionsView {
            all: *all,
            gist_first: *gist_first,
            budget: packed.budget.into(),
            do_not_translate: protection.do_not_translate.iter().map(|phrase| &**phrase).collect(),
            verbatim: names(&protection.verbatim),
            localize: names(&protection.localize),
        },
        articles: packed.articles,
    };
    serde_json::to_string_pretty(&view).expect("its keys are strings") + "\n"
}

#[derive(Serialize)]
struct ManifestView<'a> {
    schema: u8,
    engine: &'static str,
    target: &'a str,
    options: OptionsView<'a>,
    articles: &'a [PackedArticle],
}

#[derive(Serialize)]
struct OptionsView<'a> {
    all: bool,
    gist_first: bool,
    budget: BudgetView,
    do_not_translate: Vec<&'a str>,
    verbatim: Vec<&'static str>,
    localize: Vec<&'static str>,
}

fn tag<S: serde::Serializer>(tag: &LangTag, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(tag.as_str())
}
