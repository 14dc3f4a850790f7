//! [`ascii_digit`]: the digits of other scripts as those of ASCII.

/// The zeros of digits that news is written with: Arabic and Persian, those of Hindi, Bengali and Thai, and the wide ones of Chinese
/// and Japanese. The nine others follow each (Unicode Standard, section 4.6).
const ZEROS: [char; 6] = ['\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}', '\u{E50}', '\u{FF10}'];

/// The digit of ASCII for one of another script that news is written with; `None` for any other character, those of ASCII too.
///
/// ```
/// assert_eq!("١٢ ۳۴ ५ ৬ ๗ ８".chars().filter_map(epitome_langs::ascii_digit).collect::<String>(), "12345678");
/// assert_eq!(epitome_langs::ascii_digit('7'), None);
/// ```
#[must_use]
pub fn ascii_digit(c: char) -> Option<char> {
    let digit = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|digit| *digit < 10);
    char::from_digit(ZEROS.into_iter().find_map(digit)?, 10)
}

/// Whether the UTF-8 of such a digit may begin with a byte: most texts have none of these, and need not be looked at by character.
#[must_use]
pub fn may_open_digit(byte: u8) -> bool {
    matches!(byte, 0xD9 | 0xDB | 0xE0 | 0xEF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_begins_with_one_of_the_bytes() {
        for c in ('\0'..=char::MAX).filter(|c| ascii_digit(*c).is_some()) {
            assert!(may_open_digit(c.to_string().as_bytes()[0]), "{c:?}");
        }
    }
}
