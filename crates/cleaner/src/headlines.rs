//! What is left behind an article: titles of other stories, and the footer of the page.

use epitome_document::Role;
use epitome_langs::words;
use foldhash::HashSet;

use crate::dates::{is_clock, is_numeric_date};
use crate::lines::{Ending, Line};
use crate::marks::{Mark, Signal};
use crate::phrases::Cuebook;

/// The title of another story has so many words: of 290 such in the open labelled texts 4 have fewer, as most of the buttons, names and
/// labels beside them have.
const MIN_WORDS: usize = 3;
const MAX_WORDS: usize = 35;
/// Where no label says that other stories follow, the title of one has so many words: of the lines behind the articles of the open
/// labelled texts that have as many and no full stop, two in three are such titles.
pub(crate) const MIN_UNLABELLED_WORDS: usize = 6;
/// Words of what the page offers rather than tells, in all languages.
const OFFERS: [&str; 3] = ["newsletter", "newsletters", "pdf"];
/// So many digits are a telephone number or a licence.
const MIN_NUMBER_DIGITS: usize = 8;
/// So many buttons in a row behind other stories begin the footer.
const MIN_FOOTER_BUTTONS: usize = 1;

/// Whether a line looks like the title of a story: some words, and no address, number, separator or label of the page.
pub(crate) fn is_headline(line: &Line, book: &Cuebook) -> bool {
    let opens =
        line.text.trim_start_matches(['"', '“', '«', '‘', '’', '\'', '¿', '¡', '[', ' ', '\u{A0}', '-', '•']);
    let is_label = || {
        let label = book.line_opener(|cues| &cues.furniture, line);
        label.is_some_and(|end| line.key[end..].trim_start().starts_with([':', '：']))
    };
    (MIN_WORDS..=MAX_WORDS).contains(&line.n_words)
        && line.ending != Ending::Colon
        && opens.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
        && !line.key.contains(['@', '|', '©', '®', ']', '>', '›'])
        && n_digits(&line.key) < MIN_NUMBER_DIGITS
        && !is_label()
        && !holds_offer(line)
}

/// Whether a line names what the page offers: "Our free weekly newsletter".
pub(crate) fn holds_offer(line: &Line) -> bool {
    words(&line.key).any(|word| OFFERS.contains(&&line.key[word.range()]))
}

/// Digits that are of no date and no time of day.
fn n_digits(key: &str) -> usize {
    let pieces = key.split(' ').filter(|piece| !is_numeric_date(piece) && !is_clock(piece));
    pieces.flat_map(str::bytes).filter(u8::is_ascii_digit).count()
}

/// For each line whether it is of the footer: behind buttons in a row that stand behind titles of other stories, or behind a line that
/// stands above the article too, as the name of the site does. A label of other stories begins anew.
pub(crate) fn footers(
    lines: &[Line],
    marks: &[Option<Mark>],
    book: &Cuebook,
    head: usize,
    end: usize,
) -> Vec<bool> {
    let above: HashSet<&str> = lines[..head].iter().map(|line| line.key.as_str()).collect();
    let (mut n_buttons, mut n_titles, mut is_footer) = (0, 0, false);
    let mut footers = vec![false; lines.len()];
    for idx in end..lines.len() {
        let is_button = marks[idx].is_some_and(|mark| mark.role == Role::Furniture);
        match marks[idx].map_or(Signal::None, |mark| mark.signal) {
            Signal::None if is_button => n_buttons += 1,
            Signal::None if above.contains(lines[idx].key.as_str()) => is_footer = true,
            Signal::None => {
                is_footer |= n_buttons >= MIN_FOOTER_BUTTONS && n_titles > 0;
                n_buttons = 0;
                n_titles += usize::from(is_headline(&lines[idx], book));
            }
            _ => (n_buttons, is_footer) = (0, false),
        }
        footers[idx] = is_footer;
    }
    footers
}

#[cfg(test)]
mod tests {
    use epitome_document::LangTag;
    use epitome_langs::Languages;

    use super::*;

    #[test]
    fn a_headline_has_some_words_and_no_number_address_or_label() {
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("fr"), &languages);
        let is_headline = |text: &str| is_headline(&Line::new(text, &book), &book);
        for text in [
            "Trois gares rouvertes dans la vallée",
            "« On n'attendait plus que le train »",
            "1 000 vélos pour la ville",
        ] {
            assert!(is_headline(text), "{text}");
        }
        for text in [
            "Gares, trains",
            "Standard de la mairie 05 00 00 00 00",
            "Temps de lecture : à peine trois minutes",
            "Le plan du réseau (PDF, 2 Mo)",
            "Gare | Lignes | Tarifs de saison",
        ] {
            assert!(!is_headline(text), "{text}");
        }
    }
}
