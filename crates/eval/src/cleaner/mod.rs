//! How well the article is found on a page, and what its lines are.

mod lines;
mod pages;
mod reasons;
mod segments;
mod shingles;
pub(crate) mod train;

pub use lines::{Labelled, LineTally, lines, read_labelled};
pub use pages::{
    Page, Taken, article, article_benchmark, cleaned, flatten, kept, read_article_benchmark,
    read_segment_pages, read_text_pages,
};
pub use reasons::ReasonTally;
pub use segments::Segments;
pub use shingles::{PageMeans, shingles};
pub use train::{Known, Trained, train};
