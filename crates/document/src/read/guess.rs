//! The encoding of bytes that nothing names and that are no UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, WINDOWS_1252};

use super::encoding::GUESS_WINDOW;

/// The likeliest encoding, by the first MiB.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let window = &bytes[..bytes.len().min(GUESS_WINDOW)];
    detector.feed(window, window.len() == bytes.len());
    let guess = detector.guess(None, Utf8Detection::Allow);
    if guess.is_single_byte() && has_lone_letters_only(guess, window) { WINDOWS_1252 } else { guess }
}

/// Whether the letters that a guess sees beyond ASCII touch no other letter and are signs in windows-1252: `£2.3m` was taken for
/// `Ł2.3m`, since the detector weighs letters and knows no signs of money.
fn has_lone_letters_only(guess: &'static Encoding, window: &[u8]) -> bool {
    let decoded = |encoding: &'static Encoding| encoding.decode_without_bom_handling(window).0;
    let (guessed, western) = (decoded(guess), decoded(WINDOWS_1252));
    let is_letter = |at: Option<usize>| at.and_then(|at| window.get(at)).is_some_and(u8::is_ascii_alphabetic);
    guessed.chars().zip(western.chars()).enumerate().all(|(at, (guessed, western))| {
        let is_lone = || !is_letter(at.checked_sub(1)) && !is_letter(Some(at + 1));
        guessed.is_ascii() || !guessed.is_alphabetic() || (!western.is_alphabetic() && is_lone())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_of_money_is_no_letter() {
        for text in ["The fund paid \u{a3}2.3m to the school in May.", "It cost \u{a5}300 \u{a9} Reuters"] {
            let (bytes, ..) = WINDOWS_1252.encode(text);
            assert_eq!(guess(&bytes), WINDOWS_1252, "{text}");
        }
        let polish = encoding_rs::WINDOWS_1250;
        for text in ["W maju był mały wybuch w Łodzi.", "Mały dom stał nad rzeką w okolicy Łodzi."] {
            assert_eq!(guess(&polish.encode(text).0), polish, "{text}");
        }
    }
}
