//! Language-tagged extractive summaries of multilingual articles, deterministic to the byte.
