//! Translation preparation: units out of an article, and their translations back into it.

mod unit;

pub mod spans;

pub use unit::{Class, Inline, Keep};
