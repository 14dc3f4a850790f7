//! The statistics of n-grams: one linear model for each script that several languages share.
//!
//! [`Words`] are what is read of a text, [`ngrams`] their keys, a [`Model`] the weights of these, read in place from the file
//! that `cargo xtask train detector` writes. [`layout`] says how that file is made up.

pub mod layout;
mod letters;
mod ngrams;
mod script;
mod stretches;
mod table;
mod words;

mod file;

pub use file::{Model, Ranking, embedded, length};
pub(crate) use file::{N_ADDED, Reading};
pub(crate) use letters::{has_letters, is_letter};
pub use ngrams::ngrams;
pub(crate) use script::N_SCRIPTS;
pub use script::Script;
pub(crate) use stretches::{Stretch, stretch_start, stretches, stretches_from};
pub use words::{Word, Words};
