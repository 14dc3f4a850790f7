//! [`fold`]: the matching view of a text.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::classes::end_of_printed_ascii;

/// The key a piece of text is compared by, a throw-away copy: NFC, lower case, straight apostrophes and quotation marks, plain
/// spaces and hyphens, and nothing that cannot be seen (soft hyphens, zero-width spaces, direction marks). Joiners stay after letters of
/// the scripts that write with them: Persian "می‌خواهم" is not spelt without. The Turkish capital İ gives a plain i, not one with a second
/// dot, so that "İLGİLİ" is "ilgili".
///
/// Two texts with the same key look the same to a reader, whatever bytes the site used.
///
/// ```
/// assert_eq!(epitome_langs::fold("L\u{2019}E\u{301}TE\u{301}\u{A0}!"), "l'été !");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let small = text.to_ascii_lowercase();
    if text.is_ascii() {
        return small;
    }
    // Most of a text is its own key now; the rest is put in place of what stands there, character by character.
    let mut key = String::new();
    let mut done = 0;
    let mut at = 0;
    loop {
        at = end_of_printed_ascii(small.as_bytes(), at);
        let Some(c) = small[at..].chars().next() else { break };
        let end = at + c.len_utf8();
        if !is_composed(c) {
            return fold_any(text);
        }
        if !is_small_letter(c) {
            if done == 0 {
                // What stands in the place of a character is as long, mostly: room for all, and hardly any left over.
                key.reserve_exact(small.len());
            }
            key.push_str(&small[done..at]);
            key.extend(plain(c).into_iter().flat_map(char::to_lowercase));
            done = end;
        }
        at = end;
    }
    if done == 0 {
        return small;
    }
    key.push_str(&small[done..]);
    key
}

/// The same; what is its own key is not copied, as most words are.
///
/// ```
/// use std::borrow::Cow;
///
/// assert!(matches!(epitome_langs::folded("été"), Cow::Borrowed("été")));
/// ```
#[must_use]
pub fn folded(text: &str) -> Cow<'_, str> {
    let is_key = |c| matches!(c, ' '..='@' | '['..='~') || is_small_letter(c);
    if text.chars().all(is_key) { Cow::Borrowed(text) } else { Cow::Owned(fold(text)) }
}

/// Whether a text is surely in NFC: most are, and need no table to be known for it.
#[must_use]
pub fn is_plainly_nfc(text: &str) -> bool {
    let mut at = 0;
    while let Some(n_ascii) = text.as_bytes()[at..].iter().position(|byte| !byte.is_ascii()) {
        at += n_ascii;
        match text[at..].chars().next() {
            Some(c) if is_composed(c) => at += c.len_utf8(),
            _ => return false,
        }
    }
    true
}

/// Characters that are in NFC whatever stands beside them, and so are their plain and small forms: most of Europe's and
/// Vietnam's, without İ.
pub(crate) fn is_composed(c: char) -> bool {
    matches!(c, '\0'..='\u{7F}' | '\u{A0}'..='į' | 'ı'..='ɏ' | '\u{388}'..='џ' | 'Ḁ'..='ỹ'
        | '\u{2010}'..='\u{2029}' | '\u{202F}' | '€')
        || is_arabic_letter(c)
}

/// Small letters of most texts in Latin script, and those of the Arabic script: their own keys.
fn is_small_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'à'..='ö' | 'ø'..='ÿ')
        || matches!(c, 'Ạ'..='ỹ') && u32::from(c) % 2 == 1
        || is_arabic_letter(c)
}

/// Letters of the Arabic script, without the marks on them.
pub(crate) fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}' | '\u{671}'..='\u{6D3}')
}

fn fold_any(text: &str) -> String {
    // Decomposed letters of Europe and Vietnam are like others once they are put together.
    let composed: String = text.nfc().collect();
    if composed.chars().all(is_composed) {
        return fold(&composed);
    }
    // Lower-casing may decompose, so composing comes last.
    let mut last = ' ';
    let seen = composed.chars().filter_map(|c| {
        let is_joiner = matches!(c, '\u{200C}' | '\u{200D}');
        let plain = if is_joiner { joins(last).then_some(c) } else { plain(c) };
        last = plain.unwrap_or(last);
        plain
    });
    seen.flat_map(char::to_lowercase).nfc().collect()
}

/// Whether joiners mean something after a letter: in Arabic and its kin, in the scripts of India, Burmese, Khmer, Mongolian.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{8FF}' | '\u{900}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}')
}

/// The plain form of a character; `None` for what cannot be seen.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{AD}'
        | '\u{61C}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}' => return None,
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2BC}' | '\u{2032}' | '\u{FF07}' => '\'',
        '\u{201C}'..='\u{201F}' | '\u{AB}' | '\u{BB}' | '\u{2033}' | '\u{FF02}' => '"',
        '\u{2010}' | '\u{2011}' => '-',
        'İ' => 'i',
        c if c.is_whitespace() => ' ',
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_looks_the_same_has_the_same_key() {
        for (a, b) in [
            ("l’été", "L'E\u{301}TÉ"),
            ("Tiê\u{301}ng Viê\u{323}t", "tiếng việt"),
            ("n\u{A0}°\u{202F}57", "n ° 57"),
            ("co\u{AD}opé\u{200B}ration", "coopération"),
            ("« oui »", "“ OUI ”"),
            ("İLGİLİ", "ilgili"),
            ("I\u{307}stanbul", "istanbul"),
            ("mini\u{2060}st\u{FEFF}è\u{202E}re\u{2066}", "minis\u{200C}tè\u{200D}re"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
    }

    #[test]
    fn composed_characters_are_folded_as_all_others() {
        for c in ('\0'..=char::MAX).filter(|c| is_composed(*c)) {
            let text = format!("{c}e{c}");
            assert_eq!(
                fold(&text),
                if text.is_ascii() { text.to_ascii_lowercase() } else { fold_any(&text) },
                "{c:?}"
            );
            assert!(!is_small_letter(c) || fold(&text) == text, "{c:?}");
            assert!(text.nfc().eq(text.chars()), "{c:?}");
        }
    }

    #[test]
    fn white_space_between_letters_beyond_ascii_is_plain() {
        assert_eq!(fold("é\té\né"), fold_any("é\té\né"));
    }

    #[test]
    fn joiners_stay_where_they_are_spelling() {
        assert_eq!(fold("می\u{200C}خواهم"), "می\u{200C}خواهم");
        assert_eq!(fold("می\u{200B}\u{200C}\u{200C}خ"), "می\u{200C}خ");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(&*folded(&text), &*once);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
