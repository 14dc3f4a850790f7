//! The coefficients, as `cargo xtask train summarizer --data FILE…` wrote them. Do not edit: train again.
//!
//! Fitted by ridge regression on the two thirds of these files that `--split fit` names:
//!
//! - orangesum_fr.train.jsonl.xz, SHA-256 39f5af16009251fcd1e3c161c6c7fbf0a8d405a4eb91ba8153c7c0af5fcef880
//! - vnds_vi.train.jsonl.xz, SHA-256 c79a4b958947b157742e9e3df88eec1ef8187752db766129208c9a94fa8a2c8e
//!
//! Points better than the lead in cross-validation (mean of ROUGE-1, -2 and -L F1), at the length of the reference and in
//! three sentences:
//!
//! - fr, 2039 articles: +1.81 and +0.46, without their titles +1.07 and +0.09
//! - vi, 2030 articles: +3.29 and +2.24, without their titles +0.95 and +0.81

use crate::weights::{WITHOUT_TITLE, Weights};

/// The coefficients in use.
#[rustfmt::skip]
pub(crate) const FITTED: Weights = Weights {
    with_title: [
         180, // title-similarity
         107, // title-coverage
         428, // title-terms
         227, // title-particles
         327, // title-pairs
           0, // position
          16, // first-three
           6, // lead-similarity
         106, // frequency
         -53, // centroid
          51, // forward-centrality
         203, // repeated-terms
         254, // common-particles
         334, // early-terms
         139, // early-particles
         -89, // particles
         449, // repeated-pairs
          -3, // length
        -108, // first
          35, // weekday
    ],
    without_title: WITHOUT_TITLE,
    points_per_word: 3,
    redundancy: 580,
};
