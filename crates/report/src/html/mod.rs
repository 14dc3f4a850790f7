//! Pages to read in a browser: one file, no script, nothing fetched from anywhere.
//!
//! A page shows whole articles as running text, each sentence with its pick, its score and the reason. [`explanation`] is
//! one article of a page for users, between [`page_start`] and [`page_end`]. [`review`] is a whole page that lays two
//! [`State`]s of each article side by side: what was picked before a change, and what is picked now.
//!
//! ```
//! use epitome::{Config, Input, analyze};
//! use epitome_report::html;
//!
//! let input = Input::text("centre.txt", "Le Vietnam a inauguré lundi son premier centre national de données.".as_bytes());
//! let article = html::explanation(&analyze(&input, &Config::default())?);
//!
//! assert!(article.contains("<p class=\"text\" lang=\"fr\" dir=\"auto\">Le Vietnam a inauguré lundi"), "{article}");
//! # Ok::<(), epitome::ReadError>(())
//! ```

mod article;
mod changes;
mod compare;
mod escape;
mod lines;
mod overview;
mod page;
mod state;
mod words;

use epitome::Analysis;

pub use state::{BlockState, LanguageState, Piece, PieceKind, Score, State, one_line};

use article::Compared;
use page::Purpose;

/// An article of a [`review`].
#[derive(Clone, Debug)]
pub struct Article<'a> {
    /// Its name, different from those of all others.
    pub name: &'a str,
    /// What it is there to show, in one phrase.
    pub why: &'a str,
    /// What is found in it now.
    pub now: State,
    /// What was found in it before; `None` for a new article.
    pub before: Option<Earlier>,
}

/// What was found in an article before.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// What there is to show of it.
    pub state: State,
    /// The views of the article that differ, in order of cause; empty when nothing changed.
    pub changed: Vec<&'static str>,
}

/// A page that shows what a change did to articles: a table of all, then those that changed, then the others, folded.
#[must_use]
pub fn review(articles: &[Article<'_>]) -> String {
    let mut compared: Vec<Compared<'_>> = articles.iter().map(Compared::new).collect();
    compared.sort_by_key(Compared::standing);
    let mut page = page::start(Purpose::Review);
    overview::write(&compared, &mut page);
    compared.iter().for_each(|compared| article::write(compared, &mut page));
    page + page::END
}

/// The start of a page of [`explanation`]s.
#[must_use]
pub fn page_start() -> String {
    page::start(Purpose::Explanation)
}

/// One article: its summary, and every sentence and block with its reason.
#[must_use]
pub fn explanation(analysis: &Analysis) -> String {
    let mut page = String::new();
    article::write_alone(&crate::text::name(&analysis.document), &State::of(analysis), &mut page);
    page
}

/// The end of a page of [`explanation`]s.
#[must_use]
pub fn page_end() -> &'static str {
    page::END
}
