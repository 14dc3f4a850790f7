//! Money: the signs, codes and names of currencies around an amount.

use epitome_langs::fold;

use super::amount::sign_start;
use super::lists::{CURRENCIES, CURRENCY_SIGNS, DOUBTFUL_CURRENCIES, LINKS, LOOKALIKES, SCALES};
use super::reading::{Reading, is_currency, is_word};

/// The start of a currency's sign before an amount: `US$`, `CHF `.
pub(super) fn money_before(reading: &Reading<'_>, at: usize, floor: usize) -> Option<usize> {
    let head = &reading.text[floor..at];
    let head = head.strip_suffix([' ', '\u{A0}', '\u{202F}']).unwrap_or(head);
    let sign: usize = head
        .chars()
        .rev()
        .take(5)
        .take_while(|c| is_currency(*c) || c.is_alphabetic() || *c == '.')
        .map(char::len_utf8)
        .sum();
    let sign = &head[head.len() - sign..];
    let known = [sign, sign.trim_start_matches(|c: char| !is_currency(c))];
    let known = known.into_iter().find(|sign| {
        sign.chars().next().is_some_and(|c| is_currency(c) || sign.len() > 1 && c.is_uppercase())
            && reading.knows(sign, CURRENCY_SIGNS)
    })?;
    let start = floor + head.len() - known.len();
    // "COP30" is a conference.
    let digits = reading.digits_end(at);
    let is_glued_code = start + known.len() == at && known.chars().all(char::is_alphabetic);
    let is_large = digits - at > 2
        || reading.text[digits..].starts_with(['.', ','])
        || reading.phrase(digits, SCALES).is_some();
    if is_glued_code && !is_large {
        return None;
    }
    if is_doubtful(reading, known) && !is_large_sum(reading, at, digits) {
        return None;
    }
    let start = country_before(reading, start, floor, known).unwrap_or(start);
    let is_minus = reading.previous(start).is_some_and(|c| matches!(c, '-' | '−' | '+')) && start > floor;
    if is_minus { Some(sign_start(reading, start, floor)) } else { Some(start) }
}

/// The end of the currency after an amount, where it is one and no other word.
pub(super) fn currency(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let found = currency_end(reading, end)?;
    let name = reading.text[end..found].trim_start();
    let is_lookalike = reading.phrase(end, LOOKALIKES).is_some_and(|lookalike| lookalike > found);
    let digits = reading.text[..end].bytes().rev().take_while(u8::is_ascii_digit).take(4).count();
    let before = reading.text[..end - digits].strip_suffix(['.', ',', '\u{A0}', '\u{202F}', '\'', '’']);
    let goes_on = before.is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()));
    let is_sum = digits == 0 || goes_on || is_large_sum(reading, end - digits, end);
    (!is_lookalike && (is_sum || !is_doubtful(reading, name))).then_some(found)
}

/// The start of a code or of letters that say whose sign it is: "CAD$50", "US $2 million".
fn country_before(reading: &Reading<'_>, start: usize, floor: usize, sign: &str) -> Option<usize> {
    let head = &reading.text[floor..start];
    let is_spaced = head.ends_with(' ');
    let head = head.strip_suffix(' ').unwrap_or(head);
    let len = head.bytes().rev().take(4).take_while(u8::is_ascii_uppercase).count();
    let letters = &head[head.len() - len..];
    let is_end_of_word = head[..head.len() - len].ends_with(is_word);
    // "WHY YOU SHOULD TRY $5 WINE"
    let is_code = || {
        len == 3 && reading.knows(letters, CURRENCY_SIGNS) && !(is_spaced && is_doubtful(reading, letters))
    };
    let is_known = || is_code() || reading.knows(&format!("{letters}{sign}"), CURRENCY_SIGNS);
    (sign.starts_with(is_currency) && (2..4).contains(&len) && !is_end_of_word && is_known())
        .then(|| floor + head.len() - len)
}

/// The end after what says whose sign it is: "100 $ US", "80 $ canadiens".
fn country_after(reading: &Reading<'_>, end: usize) -> usize {
    let Some(rest) =
        reading.text[end..].strip_prefix([' ', '\u{A0}']).filter(|_| reading.text[..end].ends_with('$'))
    else {
        return end;
    };
    let len: usize = rest.chars().take(24).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let word = &rest[..len];
    let is_code = word.len() == 2 && reading.knows(&format!("{word}$"), CURRENCY_SIGNS);
    let is_name = || {
        let mut dollars = reading.language.quantities.dollars.iter();
        dollars.any(|dollars| reading.knows(&format!("{dollars} {}", fold(word)), CURRENCIES))
    };
    if is_code || len > 2 && is_name() { reading.text.len() - rest.len() + len } else { end }
}

/// The end of what may be the currency after an amount.
fn currency_end(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let start = reading.skip_space(end);
    let mut start_of_sign = start;
    // "12 M€": the scale and the sign are one.
    let scale = reading.text[start..].chars().take_while(|c| c.is_ascii_alphabetic()).count();
    if scale > 0
        && scale < 4
        && reading.next(start + scale).is_some_and(is_currency)
        && reading.knows(&reading.text[start..start + scale].to_lowercase(), SCALES)
    {
        start_of_sign = start + scale;
    }
    if let Some(end) = reading.symbol(start_of_sign, CURRENCY_SIGNS) {
        return Some(country_after(reading, end));
    }
    // "3€50", "25 €HT"
    if let Some(sign) = reading.next(start_of_sign).filter(|c| is_currency(*c)) {
        let sign_end = start_of_sign + sign.len_utf8();
        let cents = reading.digits_end(sign_end);
        let has_cents = start_of_sign == end && cents == sign_end + 2;
        let is_alone =
            cents == sign_end && reading.knows(&reading.text[start_of_sign..sign_end], CURRENCY_SIGNS);
        return if has_cents { Some(cents) } else { is_alone.then_some(sign_end) };
    }
    let link = reading.phrase(end, LINKS);
    let linked = link.and_then(|link| {
        reading.phrase(link, CURRENCIES).or_else(|| reading.symbol(reading.skip_space(link), CURRENCY_SIGNS))
    });
    linked.or_else(|| reading.phrase(end, CURRENCIES))
}

/// Whether the name or the code of a currency is another word too.
fn is_doubtful(reading: &Reading<'_>, name: &str) -> bool {
    reading.knows(name, DOUBTFUL_CURRENCIES)
}

/// Whether the digits between two places, with what follows, are more than a word like a currency would have with it.
fn is_large_sum(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    end - at > 3
        || reading.text[end..].starts_with(['.', ',']) && reading.digits_end(end + 1) > end + 1
        || reading.phrase(end, SCALES).is_some()
}
