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
//! - fr, 2039 articles: +1.71 and +0.43, without their titles +1.07 and +0.06
//! - vi, 2030 articles: +3.16 and +2.27, without their titles +1.04 and +0.52

use crate::weights::{WITHOUT_TITLE, Weights};

/// The coefficients in use.
#[rustfmt::skip]
pub(crate) const FITTED: Weights = Weights {
    with_title: [
         179, // title-similarity
         112, // title-coverage
         426, // title-terms
         230, // title-particles
         325, // title-pairs
        -115, // position
          44, // first-three
          55, // lead-similarity
         115, // frequency
         -74, // centroid
          67, // forward-centrality
         211, // repeated-terms
         259, // common-particles
         283, // early-terms
         111, // early-particles
         -89, // particles
         444, // repeated-pairs
          -5, // length
    ],
    without_title: WITHOUT_TITLE,
    points_per_word: 3,
    redundancy: 550,
};
