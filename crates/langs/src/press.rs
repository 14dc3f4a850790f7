//! [`Press`]: names and words of the trade that belong to no language.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::List;

pub(crate) const PRESS: &str = include_str!("../data/press.toml");

/// Names and words of the trade, whatever the language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Press {
    /// News agencies and newspapers as they sign: at the end of a text, in a dateline, beside a picture. Case as written.
    pub agencies: List,
    /// Endings of the names of picture files, without the dot, lower case.
    pub image_extensions: List,
    /// What stands behind a time of day, zones among them, folded.
    pub clock_words: List,
    /// What a page offers rather than tells, folded.
    pub offers: List,
    /// What stands before the title of a thread above an answer, folded.
    pub reply_openers: List,
}

/// The names of the trade.
#[must_use]
pub fn press() -> &'static Press {
    static TABLE: OnceLock<Press> = OnceLock::new();
    TABLE.get_or_init(|| toml::from_str(PRESS).unwrap_or_else(|err| panic!("data/press.toml: {err}")))
}
