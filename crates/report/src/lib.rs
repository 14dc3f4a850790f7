//! The public wire format of epitome, and text and pages to read.
//!
//! [`wire`] has the views that scripts parse: format 1, extended only by adding. [`text`] and [`html`] write the same
//! findings for a person. Inner types of the other crates are free to change; what stands here is a promise.
//!
//! ```
//! use epitome::{Config, Input, analyze};
//! use epitome_report::wire;
//!
//! let input = Input::text("centre.txt", "Le Vietnam a inauguré lundi son premier centre national de données.".as_bytes());
//! let analysis = analyze(&input, &Config::default())?;
//! let value = serde_json::to_value(wire::summary(&analysis, wire::Options::default())).unwrap();
//!
//! assert_eq!(value["language"]["tag"], "fr");
//! assert_eq!(value["summary"][0]["id"], "p1.s1");
//! # Ok::<(), epitome::ReadError>(())
//! ```

mod decision;
pub mod html;
pub mod text;
mod weighing;
pub mod wire;
