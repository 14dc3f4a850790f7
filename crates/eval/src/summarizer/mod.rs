//! Measures and trains the summarizer.

mod article;
mod bootstrap;
mod fitted;
mod measure;
mod parallel;
mod quality;
mod ranking;
mod ridge;
mod rouge;
mod train;

pub use article::{Article, Prepared, Split, read_articles};
pub use bootstrap::Difference;
pub use fitted::fitted;
pub use measure::{Comparison, MethodResult, comparison_table, measure};
pub use quality::Quality;
pub use ranking::{Ranking, Worth};
pub use rouge::Rouge;
pub use train::{Figure, Trained, train};
