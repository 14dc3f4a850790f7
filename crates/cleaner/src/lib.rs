//! What each block of an article is and what it is used for.
