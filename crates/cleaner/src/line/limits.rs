//! What several parts of the cleaner ask of a line or of lines, in the same words. All of it is set by hand; `cargo xtask eval cleaner` judges it
//! together with the rest.

/// A name that users give themselves has no more words.
pub(crate) const MAX_USER_WORDS: usize = 4;
/// That of a person has no more.
pub(crate) const MAX_PERSON_WORDS: usize = 4;
/// So many lines that name authors are looked at.
pub(crate) const MAX_AUTHORS: usize = 8;
/// So many posts, or times, make a thread, or a live page.
pub(crate) const MIN_POSTS: usize = 3;
/// Words of a time alone: "90+5'", "22.14", "10 h 42".
pub(crate) const MAX_TIME_WORDS: usize = 3;
/// Words with so many characters say what a text is about.
pub(crate) const MIN_TOPIC_CHARS: usize = 5;
