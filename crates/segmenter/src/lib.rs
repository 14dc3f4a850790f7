//! Splits blocks into sentences.
