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
//! - fr, 2039 articles: +1.87 and +0.51, without their titles +1.07 and +0.09
//! - vi, 2030 articles: +3.18 and +2.39, without their titles +0.95 and +0.81

use crate::weights::{WITHOUT_TITLE, Weights};

/// The coefficients in use.
#[rustfmt::skip]
pub(crate) const FITTED: Weights = Weights {
    with_title: [
         295, // title-similarity
          64, // title-coverage
         331, // title-terms
         222, // title-particles
         284, // title-pairs
           0, // position
          18, // first-three
          28, // lead-similarity
          72, // frequency
         -56, // centroid
          50, // forward-centrality
         225, // repeated-terms
         198, // common-particles
         212, // early-terms
         150, // early-particles
         -88, // particles
         288, // repeated-pairs
         -11, // length
         -75, // first
          35, // weekday
    ],
    without_title: WITHOUT_TITLE,
    points_per_word: 3,
    redundancy: 580,
};
