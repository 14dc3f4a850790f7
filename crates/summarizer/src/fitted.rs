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
//! - fr, 2039 articles: +1.60 and +0.29
//! - vi, 2030 articles: +3.15 and +2.03

use crate::weights::{WITHOUT_TITLE, Weights};

/// The coefficients in use.
#[rustfmt::skip]
pub(crate) const FITTED: Weights = Weights {
    with_title: [
         173, // title-similarity
         165, // title-coverage
         288, // title-terms
         238, // title-particles
         173, // title-pairs
         -91, // position
          43, // first-three
          42, // lead-similarity
         173, // frequency
         -45, // centroid
          72, // forward-centrality
         165, // repeated-terms
         299, // common-particles
         202, // early-terms
         172, // early-particles
        -148, // particles
         319, // repeated-pairs
         -20, // length
    ],
    without_title: WITHOUT_TITLE,
    points_per_word: 3,
    redundancy: 550,
};
