//! Text that was UTF-8, was read as windows-1252 or ISO-8859-1 and saved again: "l’Ã©tÃ©" for "l’été".

use crate::SourceMap;

/// A text with its characters repaired.
pub(super) struct Repaired {
    pub(super) text: String,
    /// From the repaired text to the one it was made from: each character repaired is an atom.
    pub(super) map: SourceMap,
    /// Where the first stands, and how many there are.
    pub(super) first: usize,
    pub(super) count: usize,
}

/// The repaired text, or `None` where nothing shows that it was spoilt. What was spoilt more than once is repaired as often.
pub(super) fn repair(text: &str) -> Option<Repaired> {
    let mut repaired = repair_once(text)?;
    while let Some(next) = repair_once(&repaired.text) {
        repaired = Repaired { map: next.map.compose(&repaired.map), ..next };
    }
    Some(repaired)
}

/// The text repaired once.
///
/// A piece is repaired when its characters, as the bytes of windows-1252, are exactly one character of UTF-8: reading that again as
/// windows-1252 gives the piece back. Sound text has such pieces too, if rarely ("CAFÉ…" would become "CAFɅ"). So in the whole text
/// they must outnumber the other characters beyond ASCII, which in sound text they never do, and one at least must hold a sign that
/// does not follow a letter in any language.
fn repair_once(text: &str) -> Option<Repaired> {
    if !may_be_spoilt(text.as_bytes()) {
        return None;
    }
    let (mut n_pieces, mut n_others, mut has_proof) = (0, 0, false);
    for (piece, repaired) in pieces(text) {
        match repaired {
            Some(_) => {
                n_pieces += 1;
                has_proof = has_proof || piece.chars().skip(1).any(is_proof);
            }
            None => n_others += 1,
        }
    }
    if !has_proof || n_pieces <= n_others {
        return None;
    }
    let mut result =
        Repaired { text: String::with_capacity(text.len()), map: SourceMap::default(), first: 0, count: 0 };
    let mut at = 0;
    for (piece, repaired) in pieces(text) {
        let Some(c) = repaired else { continue };
        let start = piece.as_ptr() as usize - text.as_ptr() as usize;
        result.text.push_str(&text[at..start]);
        result.map.push_copy(start - at);
        if result.count == 0 {
            result.first = result.text.len();
        }
        result.count += 1;
        result.text.push(c);
        result.map.push_atom(c.len_utf8(), piece.len());
        at = start + piece.len();
    }
    result.text.push_str(&text[at..]);
    result.map.push_copy(text.len() - at);
    Some(result)
}

/// Whether one of 'À' to 'ÿ' stands before another character beyond ASCII anywhere: every spoilt one begins so, and few sound texts
/// have many. Nothing here branches, so the compiler looks at sixteen bytes at a time.
fn may_be_spoilt(bytes: &[u8]) -> bool {
    let starts = |first: &[u8], behind: &[u8]| {
        first
            .iter()
            .zip(behind)
            .fold(false, |any, (first, behind)| any | (*first == 0xC3) & (*behind >= 0xC2))
    };
    bytes.len() > 2 && starts(bytes, &bytes[2..])
}

/// The text beyond ASCII, in pieces: characters that are one character of UTF-8 together, with that, and single others.
fn pieces(text: &str) -> impl Iterator<Item = (&str, Option<char>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text.as_bytes()[at..].iter().position(|byte| !byte.is_ascii())?;
        let rest = &text[at..];
        let (len, repaired) = match spoilt(rest) {
            Some((c, len)) => (len, Some(c)),
            None => (rest.chars().next()?.len_utf8(), None),
        };
        at += len;
        Some((&rest[..len], repaired))
    })
}

/// The character whose UTF-8 the text begins with when read as windows-1252, and the bytes it takes up in the text.
fn spoilt(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let first = byte(chars.next()?)?;
    let n_bytes = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [first, 0, 0, 0];
    for next in &mut bytes[1..n_bytes] {
        *next = byte(chars.next()?)?;
    }
    // A control character is a byte without a letter, of a character that was spoilt twice.
    let c = std::str::from_utf8(&bytes[..n_bytes]).ok()?.chars().next()?;
    Some((c, text.len() - chars.as_str().len()))
}

/// The byte of a character in windows-1252; a control character, which ISO-8859-1 gives instead, is its own.
fn byte(c: char) -> Option<u8> {
    match u8::try_from(u32::from(c)) {
        Ok(byte) => (byte >= 0x80).then_some(byte),
        Err(_) => HIGH.iter().position(|known| *known == c).map(|idx| 0x80 + idx as u8),
    }
}

/// What windows-1252 has at 0x80 to 0x9F.
#[rustfmt::skip]
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Signs that stand after no letter. Left out are those that may: what ends a sentence or a quotation, spaces, letters, ordinals,
/// small figures, the signs of trade marks, the point of "EMPLOYÉ·E".
fn is_proof(c: char) -> bool {
    c.is_control() || "¡¢£¤¥¦§¨©¬\u{AD}¯±´µ¶¸¼½¾¿€‚ƒ„†‡ˆ‰•˜".contains(c)
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;
    use proptest::prelude::*;

    use super::*;
    use crate::Span;

    /// UTF-8 read as windows-1252.
    fn spoil(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn a_spoilt_text_is_sound_again() {
        for sound in [
            "L’été dernier, à Hanoï : « oui », a-t-il dit… “déjà” n°5",
            "Bộ Thông tin và Truyền thông tổ chức hội nghị.",
            "Москва сообщила в понедельник.",
            "The café is open.",
            "東京都は2日、新しい計画を発表した。🐟",
        ] {
            let repaired = repair(&spoil(sound)).unwrap();
            assert_eq!(repaired.text, sound);
            let latin1: String = sound.bytes().map(char::from).collect();
            assert_eq!(repair(&latin1).unwrap().text, sound);
        }
    }

    /// It was repaired once and said to be repaired.
    #[test]
    fn what_was_spoilt_twice_is_repaired_twice() {
        let sound = "L’été dernier, à Hanoï : « oui », a-t-il dit… “déjà”";
        let spoilt = spoil(&spoil(sound));
        let repaired = repair(&spoilt).unwrap();
        assert_eq!(repaired.text, sound);
        let second = sound.find('é').unwrap();
        let source = repaired.map.to_source(Span::new(second, second + 2)).unwrap();
        assert_eq!(&spoilt[source.range()], spoil(&spoil("é")));
    }

    #[test]
    fn sound_text_is_left_alone() {
        for sound in [
            "L’été dernier, à Hanoï : « oui », a-t-il dit… “déjà” n°5",
            "CAFÉ… CAFÉ» NESCAFÉ® EMPLOYÉ·E·S AMANHÃ… SMÅ” TÝŽ CAFɅ",
            "On a vu « Ã© » au lieu de « é », à cause de l’encodage, déjà signalé.",
            "Bộ Thông tin và Truyền thông",
            "plain",
            "",
        ] {
            assert!(repair(sound).is_none(), "{sound}");
        }
    }

    #[test]
    fn the_table_is_that_of_the_standard() {
        for byte_ in 0x80..=0xFF_u8 {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte_)).clone();
            assert_eq!(byte(text.chars().next().unwrap()), Some(byte_));
        }
    }

    proptest! {
        #[test]
        fn reading_the_repaired_text_wrongly_again_gives_the_spoilt_one(sound in "[a-zA-Zéàçôế ’…«»\u{A0}a-z]{0,40}Ã©") {
            let spoilt = spoil(&sound);
            if let Some(repaired) = repair(&spoilt) {
                for (start, c) in repaired.text.char_indices() {
                    let source = repaired.map.to_source(Span::new(start, start + c.len_utf8())).unwrap();
                    let piece = &spoilt[source.range()];
                    let mut spoilt = std::iter::successors(Some(c.to_string()), |text| Some(spoil(text)));
                    prop_assert!(spoilt.by_ref().take(4).any(|spoilt| piece == spoilt));
                }
            }
        }
    }
}
