//! Measures epitome against data with known answers.
//!
//! [`read_texts`] reads such data, [`segment`] splits its texts as a user of the library would and gives a [`Tally`] for each
//! set: precision, recall and F1 of the boundaries. [`detector`] asks the language detector about texts whose language is known.
//! `cargo xtask eval` runs these and the other measures, `cargo xtask train` what models learn from.
//!
//! ```
//! use epitome_eval::{Options, Text, segment};
//!
//! let text = Text {
//!     set: "news".to_owned(),
//!     lang: "fr".to_owned(),
//!     text: "M. Lam a parlé. Il a promis 2,2 milliards.".to_owned(),
//!     sents: vec!["M. Lam a parlé.".to_owned(), "Il a promis 2,2 milliards.".to_owned()],
//!     ..Text::default()
//! };
//! let sets = segment(&[text], &Options::default())?;
//! assert_eq!((sets[0].name.as_str(), sets[0].tally.f1()), ("news", 100.0));
//! # Ok::<(), anyhow::Error>(())
//! ```

pub mod detector;

mod boundaries;
pub mod cleaner;
mod clients;
mod data;
mod figures;
mod segment;
mod spans;
mod suite;
pub mod summarizer;
mod table;
mod train;

pub use boundaries::boundaries;
pub use clients::{Arrival, ClientResult, Outcome, Tools, clients, clients_table};
pub use data::{Text, read_texts};
pub use figures::Tally;
pub use segment::{Fault, Options, SetResult, segment};
pub use spans::span_tables;
pub use suite::{FolderResult, suite, suite_table};
pub use table::{faults, table};
pub use train::{Order, train};
