//! The public wire format of epitome, and text to read.
