//! Long texts are read through windows, so that no text takes longer than a page.

use crate::model::{is_letter, n_letters};

/// A longer text is read through windows: four thousand letters are some 700 words, and from 30 words on nothing is gained.
const MAX_LETTERS: usize = N_WINDOWS * WINDOW;
const N_WINDOWS: usize = 16;
const WINDOW: usize = 256;

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
    let mut seen = 0;
    let mut found = Vec::new();
    for piece in pieces {
        let mut start = (seen % stride < WINDOW).then_some(0);
        for (at, _) in piece.char_indices().filter(|(_, c)| is_letter(*c)) {
            match seen % stride {
                0 => start = Some(at),
                WINDOW => found.extend(start.take().map(|start| &piece[start..at])),
                _ => {}
            }
            seen += 1;
        }
        found.extend(start.map(|start| &piece[start..]));
    }
    found
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
            assert!(read.iter().filter(|window| window.contains(part)).count() >= 4, "{part}");
        }
        let (left, right) = text.split_at(text.find("milieu").unwrap_or(0));
        let joined: String = windows([left, right].into_iter()).concat();
        assert_eq!(joined, read.concat(), "pieces read as one text");
    }
}
