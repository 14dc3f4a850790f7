//! What is left behind an article: titles of other stories, and the footer of the page.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::ops::RangeInclusive;

use epitome_document::{Reason, Role, Treatment};
use epitome_langs::{fold, press, words};
use foldhash::HashSet;

use crate::article::Article;
use crate::article::roles::treat;
use crate::article::rows::holds_word;
use crate::article::title::is_crumbs;
use crate::line::dates::{is_clock, is_numeric_date};
use crate::line::marks::{Mark, Signal};
use crate::line::names::is_name;
use crate::line::phrases::Cuebook;
use crate::line::{Ending, Line};

/// Words of the name of a site: one alone may be that of a section. So many lines of the head of a page may be it.
const SITE_WORDS: RangeInclusive<usize> = 2..=6;
const MAX_SITE_NAMES: usize = 12;
/// The title of another story has so many words: of 290 such in the open labelled texts 4 have fewer, as most of the buttons, names and
/// labels beside them have.
const MIN_WORDS: usize = 3;
const MAX_WORDS: usize = 35;
/// Where no label says that other stories follow, the title of one has so many words: of the lines behind the articles of the open
/// labelled texts that have as many and no full stop, two in three are such titles.
pub(crate) const MIN_UNLABELLED_WORDS: usize = 6;
/// So many digits are a telephone number or a licence.
pub(crate) const MIN_NUMBER_DIGITS: usize = 8;
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
    holds_word(line, &[&press().offers])
}

/// Digits that are of no date and no time of day.
pub(crate) fn n_digits(key: &str) -> usize {
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

/// What names the site behind the text, as its footer does ("Contact the Holt Gazette"), is no other story. The name stands above the title.
pub(crate) fn lines_about_site(article: &Article, blocks: &mut [Treatment]) {
    let is_site = |idx: &usize| {
        let line = &article.lines[*idx];
        SITE_WORDS.contains(&line.n_words)
            && line.text.contains(' ')
            && !is_crumbs(line.text)
            && !line.key.contains(|c: char| c.is_ascii_digit())
            && is_name(line.text, article.book)
    };
    let head = article.title.unwrap_or(article.first).min(article.lines.len());
    let folded_words = |line: &Line| -> Vec<String> {
        words(line.text).map(|word| fold(&line.text[word.range()])).collect()
    };
    let names: Vec<Vec<String>> =
        (0..head).filter(is_site).take(MAX_SITE_NAMES).map(|idx| folded_words(&article.lines[idx])).collect();
    // As a name it is written with capitals; with a colon behind it opens the title of a story, as the name of a section does.
    let names_site = |line: &Line| {
        let own = folded_words(line);
        names.iter().any(|name| {
            own.windows(name.len()).enumerate().any(|(nth, found)| {
                let mut span = words(line.text).skip(nth).take(name.len());
                found == name.as_slice()
                    && span.next().zip(span.last()).is_some_and(|(first, last)| {
                        line.text[first.start()..last.end()].contains(char::is_uppercase)
                            && !(nth == 0 && line.text[last.end()..].starts_with(':'))
                    })
            })
        })
    };
    for (block, line) in blocks.iter_mut().zip(article.lines).skip(article.end) {
        let is_story = block.role == Role::Teaser
            && matches!(block.reason, Reason::AfterEnd(_) | Reason::LineOutsideText | Reason::ReaderComments);
        if is_story && line.n_words <= MAX_WORDS && names_site(line) {
            *block = treat(Role::Furniture, block.reason, true);
        }
    }
}

/// "£14.00", "2.690.000 ₫": what is sold is no story.
pub(crate) fn ends_with_price(key: &str) -> bool {
    let last = key.trim_end_matches([')', ']', ' ']);
    let last = last.rsplit_once(' ').map_or(last, |(before, last)| {
        let is_sign = last.chars().all(is_currency);
        if is_sign { before.rsplit(' ').next().unwrap_or_default() } else { last }
    });
    let is_amount =
        last.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '(') || is_currency(c));
    is_amount && last.contains(|c: char| c.is_ascii_digit()) && key.contains(is_currency)
}

pub(crate) fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '£'
            | '¥'
            | '€'
            | '₫'
            | '₩'
            | '₴'
            | '₸'
            | '₹'
            | '₺'
            | '₽'
            | '₦'
            | '₪'
            | '฿'
            | '₱'
            | '₡'
    )
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
