//! Tests of the real binary, in one program so that it is linked once.

mod bad_input;
mod common;
mod hostile;
mod manners;
mod markup;
mod merge;
mod merge_paths;
mod messages;
mod pages;
mod readme;
mod schema;
mod seeds;
mod srx;
mod summaries;
mod translate;
mod update;
mod update_records;
mod update_review;
