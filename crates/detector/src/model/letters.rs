//! Single letters: which case, and whether a letter is the only way to write itself.

use std::sync::OnceLock;

use unicode_normalization::char::is_combining_mark;

use super::script::Script;

/// The letter in lower case. The letters of the large alphabets are worked out by their place, which is faster than the
/// standard library's search through its table; a test holds the two together.
#[inline]
pub(crate) fn lower(c: char) -> char {
    let code = c as u32;
    let lowered = match code {
        0..=0x7F => return c.to_ascii_lowercase(),
        0xDF..=0xFF | 0x430..=0x45F | 0x531.. if !is_cased_beyond_armenian(code) => return c,
        0xC0..=0xDE if code != 0xD7 => code + 0x20,
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 | 0x1EA0..=0x1EFF => code | 1,
        0x139..=0x148 | 0x179..=0x17E => code + (code & 1),
        0x410..=0x42F => code + 0x20,
        0x400..=0x40F => code + 0x50,
        0x48A..=0x4BF | 0x4D0..=0x52F => code | 1,
        _ => return c.to_lowercase().next().unwrap_or(c),
    };
    char::from_u32(lowered).unwrap_or(c)
}

/// Beyond Armenian and up to the Arabic presentation forms hardly any letter has two cases; these may.
fn is_cased_beyond_armenian(code: u32) -> bool {
    matches!(code, 0x531..=0x556 | 0x10A0..=0x10FF | 0x13A0..=0x13FF | 0x1C80..=0x2DFF | 0xA640..=0xABBF | 0xFB00.. )
}

/// Whether the letter is in its shortest form and nothing that looks the same is written in another way, so that a word of
/// such letters need not be normalised. For scripts with one language only the number of letters matters, so all are.
#[inline]
pub(crate) fn is_plain(c: char, script: Script) -> bool {
    let code = c as u32;
    match script {
        Script::Latin => {
            matches!(code, 0x41..=0x7A | 0xC0..=0x131 | 0x134..=0x13E | 0x141..=0x148 | 0x14A..=0x17E | 0x180..=0x1C3
                | 0x1CD..=0x1F0 | 0x1F4..=0x239 | 0x250..=0x2AF | 0x1E00..=0x1E99 | 0x1E9E..=0x1EFF)
        }
        Script::Cyrillic => code < 0x530,
        Script::Arabic => code < 0x675 || (0x679..0x780).contains(&code),
        Script::Devanagari => !matches!(code, 0x929 | 0x931 | 0x934 | 0x93C | 0x958..=0x95F),
        Script::Hebrew => code < 0x5F3,
        Script::Bengali => !matches!(code, 0x9BC | 0x9BE | 0x9C7 | 0x9CB | 0x9CC | 0x9D7 | 0x9DC..=0x9DF),
        Script::Han => code < 0xF900,
        _ => true,
    }
}

/// Whether there is any letter.
pub(crate) fn has_letters(text: &str) -> bool {
    text.contains(is_letter)
}

/// Whether a character counts as a letter.
#[inline]
pub(crate) fn is_letter(c: char) -> bool {
    let code = c as usize;
    match code {
        0..0x900 => IS_COMMON[code] || (!is_common_sign(c) && is_rare_letter(c)),
        0x900..0xE80 => BRAHMIC_LETTERS[(code - 0x900) / 0x80] >> (code % 0x80) & 1 == 1,
        0xE80..0x3200 => letters_beyond_thai(code) >> (code % 0x80) & 1 == 1,
        _ => is_common_letter(c) || (!is_common_sign(c) && is_rare_letter(c)),
    }
}

/// The blocks of signs and marks without a letter among them that stand between letters in most texts.
#[inline]
fn is_common_sign(c: char) -> bool {
    matches!(c, '\0'..='\u{7F}' | '\u{A0}'..='\u{A9}' | '\u{AB}'..='\u{B4}' | '\u{B6}'..='\u{B9}' | '\u{BB}'..='\u{BF}'
        | '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{66D}' | '\u{670}' | '\u{102B}'..='\u{103E}'
        | '\u{17B4}'..='\u{17D6}' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}'
        | '\u{FF01}'..='\u{FF20}')
}

/// [`is_common_letter`] of the alphabets of Europe and the Near East, worked out when the crate is compiled.
static IS_COMMON: [bool; 0x900] = {
    let mut table = [false; 0x900];
    let mut code = 0;
    while code < table.len() {
        table[code] = match char::from_u32(code as u32) {
            Some(c) => is_common_letter(c),
            None => false,
        };
        code += 1;
    }
    table
};

/// The blocks of which every character is a letter, which saves a search through the tables of the standard library.
const fn is_common_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{2AF}' | '\u{388}'..='\u{38A}' | '\u{3A3}'..='\u{3F5}'
        | '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' | '\u{561}'..='\u{586}' | '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}'
        | '\u{671}'..='\u{6D3}' | '\u{1000}'..='\u{102A}' | '\u{10D0}'..='\u{10FA}' | '\u{1200}'..='\u{1248}' | '\u{1260}'..='\u{1288}' | '\u{1290}'..='\u{12B0}' | '\u{12C8}'..='\u{12D6}'
        | '\u{12D8}'..='\u{1310}' | '\u{1318}'..='\u{135A}'
        | '\u{1780}'..='\u{17B3}' | '\u{1E00}'..='\u{1EFF}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}'
        | '\u{4E00}'..='\u{9FFC}' | '\u{AC00}'..='\u{D7A3}')
}

/// From Devanagari to Thai a bit for each character that is a letter; between letters there are marks, which a search through
/// tables takes longest to find.
static BRAHMIC_LETTERS: [u128; 11] = [
    0xFFFE0003_FF010000_23FFFFFF_FFFFFFF0,
    0x10030003_B0004000_23C5FDFF_FFF99FE1,
    0x001C0000_5E000000_036DFDFF_FFF987E0,
    0x02000003_00010000_23EDFDFF_FFFBBFE0,
    0x00020003_B0000000_23EDFDFF_FFF99FE0,
    0x00000000_00010000_03FFC718_D63DC7E8,
    0x00000003_37000000_23FFFDFF_FFFDDFE0,
    0x00060003_70000000_23EFFDFF_FFFDDFE1,
    0xFC000003_80704000_27FFFFFF_FFFDDFF0,
    0x00000000_0000007F_2FFBFFFF_FC7FFFE0,
    0x00000000_0000007F_000DFFFF_FFFFFFFE,
];

/// From Lao to the signs beside kana a bit for each character of a block that is a letter. The tables of the standard library
/// are asked once for a block, when a text first has a character of it: between these letters stand so many marks that a text
/// would ask for each of them again and again, and all blocks together would take longer than a verdict.
fn letters_beyond_thai(code: usize) -> u128 {
    static BLOCKS: [OnceLock<u128>; (0x3200 - 0xE80) / 0x80] =
        [const { OnceLock::new() }; (0x3200 - 0xE80) / 0x80];
    *BLOCKS[(code - 0xE80) / 0x80].get_or_init(|| {
        let first = code - code % 0x80;
        let is_letter = |code: usize| {
            let c = u32::try_from(code).ok().and_then(char::from_u32);
            c.is_some_and(|c| is_common_letter(c) || (!is_common_sign(c) && is_rare_letter(c)))
        };
        (0..0x80).fold(0, |bits, idx| bits | u128::from(is_letter(first + idx)) << idx)
    })
}

fn is_rare_letter(c: char) -> bool {
    c.is_alphabetic()
        && !is_combining_mark(c)
        && !matches!(c, '\u{1160}'..='\u{11FF}' | '\u{16D63}'..='\u{16D6A}')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// Beyond are planes without letters.
    const LAST_LETTER: char = '\u{323AF}';

    #[test]
    fn lower_case_is_that_of_the_standard_library() {
        for c in '\0'..=LAST_LETTER {
            assert_eq!(Some(lower(c)), c.to_lowercase().next(), "{c:?} {:x}", c as u32);
        }
    }

    #[test]
    fn plain_letters_stay_as_they_are() {
        for c in '\0'..=LAST_LETTER {
            if let Some(script) = Script::of(c)
                && matches!(
                    script,
                    Script::Latin
                        | Script::Cyrillic
                        | Script::Arabic
                        | Script::Devanagari
                        | Script::Hebrew
                        | Script::Bengali
                        | Script::Han
                )
                && is_plain(c, script)
            {
                assert!(c.nfkc().eq([c]), "{c:?} {:x}", c as u32);
                assert!(is_plain(lower(c), script), "{c:?} in lower case");
            }
        }
    }

    #[test]
    fn common_letters_are_letters() {
        for c in ('\0'..=LAST_LETTER).filter(|c| is_common_letter(*c)) {
            assert!(is_rare_letter(c), "{c:?} {:x}", c as u32);
        }
        for c in '\u{80}'..=LAST_LETTER {
            assert_eq!(is_letter(c), is_rare_letter(c), "{c:?} {:x}", c as u32);
        }
    }
}
