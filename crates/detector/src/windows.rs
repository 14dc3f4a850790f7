//! Long texts are read through windows, so that no text takes longer than a page.

use crate::count::{blocks, n_letters, place};

/// A longer text is read through windows: five hundred letters are some 85 words, and from 30 words on nothing is gained.
const MAX_LETTERS: usize = N_WINDOWS * WINDOW;
const N_WINDOWS: usize = 8;
const WINDOW: usize = 64;

/// What is read of a text.
pub(crate) struct Windows<'t> {
    /// The parts that are read, in order.
    pub(crate) texts: Vec<&'t str>,
    /// Whether there is more between them.
    pub(crate) are_apart: bool,
}

/// The pieces themselves, or windows of equal width at equal distances when they have too many letters. A window begins and ends
/// with a word where there is more than one in it. Everything is counted in letters, so that the windows do not depend on how
/// the text is encoded.
pub(crate) fn windows<'t>(pieces: impl Iterator<Item = &'t str> + Clone) -> Windows<'t> {
    let whole = || Windows { texts: pieces.clone().collect(), are_apart: false };
    if pieces.clone().map(str::len).sum::<usize>() <= MAX_LETTERS {
        return whole();
    }
    let count = |piece| blocks(piece).map(move |block| n_letters(piece, block));
    let counts: Vec<u8> = pieces.clone().flat_map(count).collect();
    let n_total: usize = counts.iter().map(|n| usize::from(*n)).sum();
    if n_total <= MAX_LETTERS {
        return whole();
    }
    let mut counts = counts.into_iter().map(usize::from);
    let stride = n_total / N_WINDOWS;
    // Whether a window is open, and the letters until it ends or the next one starts.
    let (mut is_open, mut n_left) = (false, 0);
    let mut texts = Vec::with_capacity(2 * N_WINDOWS);
    for piece in pieces {
        let mut start = 0;
        for (block, n_here) in blocks(piece).zip(&mut counts) {
            let mut n_before = 0;
            while n_before + n_left < n_here {
                n_before += n_left;
                let at = block.start + place(&piece[block.clone()], n_before);
                if is_open {
                    texts.push(whole_words(piece, start, at));
                }
                start = at;
                n_left = if is_open { stride - WINDOW } else { WINDOW };
                is_open = !is_open;
            }
            n_left -= n_here - n_before;
        }
        if is_open {
            texts.push(whole_words(piece, start, piece.len()));
        }
    }
    Windows { texts, are_apart: true }
}

/// A part of a piece without the parts of words it begins and ends with; all of it where nothing would be left.
fn whole_words(piece: &str, start: usize, end: usize) -> &str {
    let part = &piece[start..end];
    let is_cut = |before: &str, after: &str| {
        !before.ends_with(char::is_whitespace) && !after.starts_with(char::is_whitespace)
    };
    let first =
        if start > 0 && is_cut(&piece[..start], part) { part.find(char::is_whitespace) } else { Some(0) };
    let last = if end < piece.len() && is_cut(part, &piece[end..]) {
        part.rfind(char::is_whitespace)
    } else {
        Some(part.len())
    };
    match (first, last) {
        (Some(first), Some(last)) if first < last => &part[first..last],
        _ => part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::is_counted;

    #[test]
    fn a_long_text_is_read_evenly() {
        let text: String =
            (0..100_000).map(|idx| format!("{} ", ["début", "milieu", "fin"][idx / 33_334])).collect();
        let read = windows([text.as_str()].into_iter()).texts;
        let n_read: usize = read.iter().map(|window| window.chars().filter(|c| is_counted(*c)).count()).sum();
        assert!((MAX_LETTERS - 12 * N_WINDOWS..=MAX_LETTERS).contains(&n_read), "{n_read}");
        for part in ["début", "milieu", "fin"] {
            assert!(read.iter().filter(|window| window.contains(part)).count() >= 2, "{part}");
        }
        for word in read.iter().flat_map(|window| window.split_whitespace()) {
            assert!(["début", "milieu", "fin"].contains(&word), "{word}");
        }
        let (left, right) = text.split_at(text.find("milieu").unwrap_or(0));
        let joined: String = windows([left, right].into_iter()).texts.concat();
        assert_eq!(joined, read.concat(), "pieces read as one text");
    }
}
