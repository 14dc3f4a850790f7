//! Long texts are read through windows, so that no text takes longer than a page.

use crate::model::{is_letter, n_letters};

/// A longer text is read through windows: five hundred letters are some 85 words, and from 30 words on nothing is gained.
const MAX_LETTERS: usize = N_WINDOWS * WINDOW;
const N_WINDOWS: usize = 8;
const WINDOW: usize = 64;

/// Bytes whose letters are counted at once.
const BLOCK: usize = 64;

/// The pieces themselves, or windows of equal width at equal distances when they have too many letters. Everything is counted
/// in letters, so that the windows do not depend on how the text is encoded.
pub(crate) fn windows<'t>(pieces: impl Iterator<Item = &'t str> + Clone) -> Vec<&'t str> {
    let n_bytes: usize = pieces.clone().map(str::len).sum();
    if n_bytes <= MAX_LETTERS {
        return pieces.collect();
    }
    let n_total: usize = pieces.clone().map(n_letters).sum();
    if n_total <= MAX_LETTERS {
        return pieces.collect();
    }
    let stride = n_total / N_WINDOWS;
    // Whether a window is open, and the letters until it ends or the next one starts.
    let (mut is_open, mut n_left) = (false, 0);
    let mut found = Vec::new();
    for piece in pieces {
        let (mut start, mut at) = (0, 0);
        loop {
            match letter(&piece[at..], n_left) {
                Ok(offset) => {
                    at += offset;
                    if is_open {
                        found.push(&piece[start..at]);
                    }
                    start = at;
                    n_left = if is_open { stride - WINDOW } else { WINDOW };
                    is_open = !is_open;
                }
                Err(n_missing) => {
                    n_left = n_missing;
                    break;
                }
            }
        }
        if is_open {
            found.push(&piece[start..]);
        }
    }
    found
}

/// Where the letter stands before which there are `n` others, or how many of these are missing.
fn letter(text: &str, n: usize) -> Result<usize, usize> {
    let (mut at, mut n_left) = (0, n);
    while at < text.len() {
        let end = text.ceil_char_boundary(at + BLOCK);
        let block = &text[at..end];
        let n_here = n_letters(block);
        if n_here > n_left {
            let mut letters = block.char_indices().filter(|(_, c)| is_letter(*c));
            return letters.nth(n_left).map(|(offset, _)| at + offset).ok_or(n_left);
        }
        n_left -= n_here;
        at = end;
    }
    Err(n_left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_read_evenly() {
        let text: String =
            (0..100_000).map(|idx| format!("{} ", ["début", "milieu", "fin"][idx / 33_334])).collect();
        let read = windows([text.as_str()].into_iter());
        let n_read: usize = read.iter().map(|window| n_letters(window)).sum();
        assert!((MAX_LETTERS..MAX_LETTERS + N_WINDOWS).contains(&n_read), "{n_read}");
        for part in ["début", "milieu", "fin"] {
            assert!(read.iter().filter(|window| window.contains(part)).count() >= 2, "{part}");
        }
        let (left, right) = text.split_at(text.find("milieu").unwrap_or(0));
        let joined: String = windows([left, right].into_iter()).concat();
        assert_eq!(joined, read.concat(), "pieces read as one text");
    }
}
