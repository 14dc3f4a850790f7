//! Scores sentences and selects the ones that stand for the article.
mod budget;
mod centrality;
mod features;
mod pick;
mod quotations;
mod redundancy;
mod score;
mod select;
mod stem;
mod terms;
mod weights;

pub use budget::Budget;
pub use features::{Fact, Features};
pub use score::{Row, Scores, score};
pub use select::{LeftOut, Selection, Why, select};
pub use weights::{Parts, SIGNALS, Signal};
