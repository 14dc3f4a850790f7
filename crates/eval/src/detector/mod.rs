//! The language detector against texts whose language is known.

mod accuracy;
mod mixed;
mod samples;
mod table;
mod units;

pub use accuracy::{
    Accuracy, Judgement, LENGTHS, by_language, calibration, confusions, coverage, judge, macro_accuracy,
};
pub use mixed::{KindResult, Mixed, Part, judge_mixed, read_mixed};
pub use samples::{Sample, read_samples};
pub use table::{accuracy_table, confusion_table, error_list, language_table, mixed_table, probe_table};
