//! Scores sentences and selects the ones that stand for the article.
//!
//! [`score`] measures every sentence that may stand in a summary and gives [`Scores`], one [`Row`] a sentence. [`select`]
//! picks from them within a [`Budget`] and gives a [`Selection`]: what is kept, and why every other sentence is not.
//! Scoring knows nothing of budgets, so that one scoring serves several. [`key_terms`] says in a few words what an
//! article is about, and [`pool`] makes the sentences of several articles into those of one.
//!
//! ```
//! use epitome_document::{Cleaning, End, Input, Newlines, ReadOptions, Reason, Role, Sentence, Sentences, Treatment, read};
//! use epitome_langs::Languages;
//! use epitome_summarizer::{Budget, score, select};
//!
//! // Every line is a paragraph of one sentence.
//! let text = "\
//! The new toll bridge over the Mersey will open to drivers and buses on Monday.
//! It took six years to build and cost ninety million pounds.
//! Drivers will pay two pounds to cross the bridge, half of the old toll.";
//! let options = ReadOptions { newlines: Newlines::Line, ..ReadOptions::default() };
//! let document = read(&Input::text("bridge.txt", text.as_bytes()), &options)?;
//! let english = "en".parse()?;
//! let body = Treatment {
//!     role: Role::Paragraph,
//!     usage: Role::Paragraph.usage(),
//!     reason: Reason::RunningText,
//!     sure: true,
//! };
//! let cleaning = Cleaning { blocks: vec![body; document.blocks.len()], ..Cleaning::default() };
//! let sentence = |block| {
//!     Sentence { span: document.block(block).span, block, nth: 0, tag: english, end: End::Terminal }
//! };
//! let sentences = Sentences { items: document.block_ids().map(sentence).collect() };
//!
//! let scores = score(&document, &cleaning, &sentences, &Languages::default(), english);
//! let (selection, _) = select(&scores, Budget::Sentences(1));
//! let best = sentences.get(selection.kept[0].sentence);
//! assert_eq!(
//!     document.slice(best.span),
//!     "The new toll bridge over the Mersey will open to drivers and buses on Monday.",
//! );
//! // The second points back to the first, which stands in every summary it stands in.
//! assert!(scores.rows[1].features.anaphoric);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The method, in the words of the field: a linear model over position, likeness to title and lead, term frequency and
//! directed centrality, each centred in its article ([`SIGNALS`] holds all coefficients); guards against sentences that do not stand
//! alone; maximal marginal relevance against repetition. Floating point ends with the signals: what is compared are whole
//! per mille, and ties go to the earlier sentence.

mod budget;
mod centrality;
mod classic;
mod density;
mod ends;
mod features;
mod fitted;
mod interviews;
mod key_terms;
mod lexicon;
mod logarithms;
mod pick;
mod pool;
mod quotations;
mod redundancy;
mod rows;
mod score;
mod select;
mod signals;
mod speakers;
mod stem;
mod stretches;
mod surface;
mod terms;
mod twins;
mod unit;
mod weights;

pub use budget::Budget;
pub use classic::Method;
pub use features::{Fact, Features};
pub use key_terms::{KeyTerm, key_terms};
pub use pool::{Member, Pool, pool};
pub use score::{Row, Scores, score, score_about};
pub use select::{LeftOut, Selection, Why, select};
pub use stem::stems;
pub use weights::{N_FITTED, Parts, SIGNALS, Signal, Weights};
