//! [`find`]: characters that are looked for by their bytes first.

/// Bytes that are looked at together first, without a branch for each.
const BLOCK: usize = 32;

/// The characters of a text that are sought, with their places. Only those whose first byte may begin one are looked at: where that
/// passes over most of a text, few characters are decoded. (`may_begin` says no to the bytes that stand behind a first one.)
pub(super) fn find(
    text: &str,
    may_begin: impl Fn(u8) -> bool,
    is_sought: impl Fn(char) -> bool,
) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at = position(text.as_bytes(), at, &may_begin)?;
            let (start, c) = (at, text[at..].chars().next()?);
            at += c.len_utf8();
            if is_sought(c) {
                return Some((start, c));
            }
        }
    })
}

/// Where the first byte of a kind stands, from a place on.
fn position(bytes: &[u8], from: usize, is_of_kind: impl Fn(u8) -> bool) -> Option<usize> {
    let mut at = from;
    let has_one = |block: &[u8; BLOCK]| block.iter().fold(false, |any, byte| any | is_of_kind(*byte));
    while bytes.get(at..)?.first_chunk().is_some_and(|block| !has_one(block)) {
        at += BLOCK;
    }
    Some(at + bytes[at..].iter().position(|byte| is_of_kind(*byte))?)
}
