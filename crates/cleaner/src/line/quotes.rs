//! Whether a paragraph is one quotation.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use epitome_langs::words;

use crate::line::marks::n_breaks;
use crate::line::names::is_capital;
use crate::line::{Ending, ending};

/// Per cent of the letters that stand inside the quotation marks; the rest says who speaks. The quotations of the seed articles
/// have 93 and more.
const MIN_QUOTED: usize = 88;
/// The same where a dash or a bracket sets the speaker apart ("…" – my grandmother).
const MIN_QUOTED_APART: usize = 50;
/// The speaker, with a verb, an age and an office, has at most so many words.
const MAX_SPEAKER_WORDS: usize = 22;

/// Whether a text is one quotation, and perhaps a clause that says whose it is: a second one behind the speaker makes it a report, as all
/// 33 such blocks of the labelled texts are. A quotation that is not closed goes on in the next paragraph, so it reaches to the end.
pub(crate) fn is_quotation(text: &str) -> bool {
    let Some(open) = text.chars().next() else { return false };
    let closers: &[char] = match open {
        '«' => &['»'],
        '»' => &['«'],
        '“' => &['”'],
        '„' => &['“', '”'],
        '"' => &['"'],
        '「' => &['」'],
        '『' => &['』'],
        // What closes is an apostrophe too, but not before a space: there somebody says something in between.
        '\'' | '‘' | '’' => {
            return text.len() > 2
                && text.ends_with(['\'', '’'])
                && !["' ", "’ "].iter().any(|end| text.contains(end));
        }
        _ => return false,
    };
    let (mut depth, mut n_quotations, mut n_chars, mut n_quoted) = (0_usize, 0, 0, 0);
    // White space and marks on letters do not count, so that composed and decomposed text have the same share.
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            // Nearly all, and no mark of any kind.
            n_chars += 1;
            n_quoted += usize::from(depth > 0);
        } else if depth > 0 && closers.contains(&c) {
            depth -= 1;
        } else if c == open {
            n_quotations += usize::from(depth == 0);
            if n_quotations > 1 {
                return false;
            }
            depth += 1;
        } else if c.is_alphanumeric() {
            n_chars += 1;
            n_quoted += usize::from(depth > 0);
        }
    }
    let rest = text.rfind(closers).map_or("", |end| text[end..].trim_start_matches(closers).trim_start());
    let is_set_apart = rest.starts_with(is_dash_or_bracket);
    let least = if is_set_apart { MIN_QUOTED_APART } else { MIN_QUOTED };
    // "… the river took it back." Ann Lee, farmer
    let is_named = || is_capital(rest) && ending(rest) == Ending::Open;
    let has_speaker = || {
        (1..=MAX_SPEAKER_WORDS).contains(&words(rest).take(MAX_SPEAKER_WORDS + 1).count())
            && (ending(rest) == Ending::Stop || is_named())
            && n_breaks(rest) == 0
    };
    n_chars > 0 && (n_quoted * 100 >= n_chars * least || has_speaker())
}

/// Whether a dash or a bracket behind a quotation says whose it is, or a name behind a whole sentence: no heading names its speaker.
pub(crate) fn is_attributed(text: &str) -> bool {
    let end = text.rfind(['»', '«', '”', '“', '"', '」', '』']).unwrap_or(text.len());
    let speaker = text[end..].trim_start_matches(|c: char| !c.is_alphanumeric() && !is_dash_or_bracket(c));
    let quotes_sentence = || matches!(ending(&text[..end]), Ending::Stop | Ending::Exclaim);
    speaker.starts_with(is_dash_or_bracket) || is_capital(speaker) && quotes_sentence()
}

fn is_dash_or_bracket(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '(')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_with_its_speaker_behind_it_is_one() {
        for text in [
            "« Nous avons labouré trois fois le même champ, et trois fois la rivière l'a repris », raconte Luc Perrin, 51 ans, maraîcher à Vallon.",
            "\"We ploughed the same field three times over, and three times the river took it back,\" said Ann Lee, who farms in Holt.",
            "« On verra bien », répond Luc Perrin.",
            "“We did not plough it again.” (Ann Lee, Holt)",
            "“We did not plough it again. It belongs to the river.” Ann Lee, farmer in Holt, for the third time",
        ] {
            assert!(is_quotation(text), "{text}");
        }
        for text in [
            // A paragraph that goes on.
            "\"We ploughed the same field three times over, and three times the river took it back,\" said Ann Lee. She farms in Holt.",
            "\"We ploughed the same field three times over\", said Ann Lee, who farms the lower fields, \"and three times the river took it back\".",
        ] {
            assert!(!is_quotation(text), "{text}");
        }
    }
}
