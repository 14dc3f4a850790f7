//! Units for translators out of an article.

use epitome_document::{Input, ReadError};
use epitome_langs::Languages;
use epitome_prep::{Findings, Unit, UnitOptions, Units};

use crate::{Analysis, Config, prepare};

/// An article and its units.
#[derive(Debug)]
pub struct Extraction {
    /// What was found out about the article, as [`prepare`] gives it.
    pub analysis: Analysis,
    /// Its units, in the order a translator gets them.
    pub units: Vec<Unit>,
}

/// Reads an article and makes units of it. The summary, whose budget is that of `config`, is noted in them.
///
/// # Errors
/// When it cannot be read.
pub fn extract(input: &Input, config: &Config, options: &UnitOptions) -> Result<Extraction, ReadError> {
    let analysis = prepare(input, config)?;
    let units = units(&analysis, &config.languages, options).collect();
    Ok(Extraction { analysis, units })
}

/// The units of an article that has been analysed, each made when it is asked for.
#[must_use]
pub fn units<'a>(analysis: &'a Analysis, languages: &'a Languages, options: &'a UnitOptions) -> Units<'a> {
    let found = Findings {
        document: &analysis.document,
        cleaning: &analysis.cleaning,
        tagging: &analysis.tagging,
        sentences: &analysis.sentences,
        summary: &analysis.selection.kept,
    };
    epitome_prep::units(found, languages, options)
}
