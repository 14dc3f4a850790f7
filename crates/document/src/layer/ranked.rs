//! [`Ranked`]: a sentence that was picked.

use super::SentenceId;

/// A sentence in a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Which one.
    pub sentence: SentenceId,
    /// In which order it was picked, from 1.
    pub rank: u32,
}
