//! The cleaner from outside: seed articles, labelled articles, hard cases, marks with their counter-examples, properties.

mod articles;
mod clusters;
mod common;
mod hard_cases;
mod heads;
mod live_pages;
mod marks;
mod matches;
mod orders;
mod page_text;
mod properties;
mod rows_and_lists;
mod seeds;
mod short_lines;
mod tables;
