//! What the summarizer promises, on articles given sentence by sentence.

mod articles;
mod budgets;
mod classic;
mod guards;
mod properties;
mod query;
mod quotations;
mod signals;
mod support;
