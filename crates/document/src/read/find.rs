//! [`find`]: characters that are looked for by their bytes first.

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
            at += text.as_bytes()[at..].iter().position(|byte| may_begin(*byte))?;
            let (start, c) = (at, text[at..].chars().next()?);
            at += c.len_utf8();
            if is_sought(c) {
                return Some((start, c));
            }
        }
    })
}
