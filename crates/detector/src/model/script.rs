//! [`Script`]: in which writing system a letter stands.

use unicode_normalization::char::is_combining_mark;

/// A writing system, as far as languages are told apart by it. Han and kana are two, since kana say Japanese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Script {
    /// French, Vietnamese, Swahili …
    Latin,
    /// Russian, Serbian, Kazakh …
    Cyrillic,
    /// Arabic, Persian, Urdu …
    Arabic,
    /// Hindi, Marathi, Nepali …
    Devanagari,
    /// Hebrew, Yiddish.
    Hebrew,
    /// Bengali, Assamese.
    Bengali,
    /// Chinese characters, in Chinese and in Japanese.
    Han,
    /// Hiragana and katakana.
    Kana,
    /// Korean.
    Hangul,
    /// Greek.
    Greek,
    /// Armenian.
    Armenian,
    /// Georgian.
    Georgian,
    /// Amharic.
    Ethiopic,
    /// Thai.
    Thai,
    /// Lao.
    Lao,
    /// Burmese.
    Myanmar,
    /// Khmer.
    Khmer,
    /// Tibetan.
    Tibetan,
    /// Sinhala.
    Sinhala,
    /// Tamil.
    Tamil,
    /// Telugu.
    Telugu,
    /// Kannada.
    Kannada,
    /// Malayalam.
    Malayalam,
    /// Gujarati.
    Gujarati,
    /// Panjabi in the script of India.
    Gurmukhi,
    /// Odia.
    Oriya,
    /// Letters of any other script: there is no language for them.
    Other,
}

/// How many scripts there are.
pub(crate) const N_SCRIPTS: usize = Script::Other as usize + 1;

impl Script {
    /// The script of a letter or of a mark inside a word; `None` for what stands between words.
    #[must_use]
    pub fn of(c: char) -> Option<Script> {
        let code = c as usize;
        match SCRIPTS.get(code) {
            Some(idx) if *idx != NO_SCRIPT => Some(ALL[usize::from(*idx)]),
            Some(_) if c < '\u{370}' => None,
            _ => beyond_the_table(c),
        }
    }

    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Script> {
        ALL.into_iter()
    }

    /// The script with this number in a model file.
    pub(crate) fn from_number(number: u8) -> Option<Script> {
        ALL.get(usize::from(number)).copied()
    }

    /// Whether its letters are looked at: a script with one language is told without. Yiddish is told from Hebrew otherwise.
    #[must_use]
    pub fn has_ngrams(self) -> bool {
        self <= Script::Han
    }

    /// Whether words are written without spaces between them, or characters say as much as words do.
    #[must_use]
    pub fn is_unspaced(self) -> bool {
        matches!(
            self,
            Script::Han
                | Script::Kana
                | Script::Thai
                | Script::Lao
                | Script::Myanmar
                | Script::Khmer
                | Script::Tibetan
        )
    }
}

const ALL: [Script; N_SCRIPTS] = [
    Script::Latin,
    Script::Cyrillic,
    Script::Arabic,
    Script::Devanagari,
    Script::Hebrew,
    Script::Bengali,
    Script::Han,
    Script::Kana,
    Script::Hangul,
    Script::Greek,
    Script::Armenian,
    Script::Georgian,
    Script::Ethiopic,
    Script::Thai,
    Script::Lao,
    Script::Myanmar,
    Script::Khmer,
    Script::Tibetan,
    Script::Sinhala,
    Script::Tamil,
    Script::Telugu,
    Script::Kannada,
    Script::Malayalam,
    Script::Gujarati,
    Script::Gurmukhi,
    Script::Oriya,
    Script::Other,
];

const NO_SCRIPT: u8 = u8::MAX;

/// The script of each code point up to U+1FFF, worked out when the crate is compiled: nearly all alphabets are here.
static SCRIPTS: [u8; 0x2000] = {
    let mut table = [NO_SCRIPT; 0x2000];
    let mut code = 0;
    while code < table.len() {
        table[code] = script_below_2000(code as u32);
        code += 1;
    }
    table
};

const fn script_below_2000(code: u32) -> u8 {
    let script = match code {
        0x41..=0x5A | 0x61..=0x7A | 0xAA | 0xBA | 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x2B8 => Script::Latin,
        0x370..=0x373 | 0x376..=0x377 | 0x37B..=0x37D | 0x37F | 0x386 | 0x388..=0x3FF => Script::Greek,
        0x400..=0x481 | 0x48A..=0x52F => Script::Cyrillic,
        0x531..=0x556 | 0x560..=0x588 => Script::Armenian,
        0x5D0..=0x5F2 => Script::Hebrew,
        0x620..=0x64A | 0x66E..=0x6D3 | 0x6D5 | 0x6EE..=0x6EF | 0x6FA..=0x6FC | 0x6FF | 0x750..=0x77F => {
            Script::Arabic
        }
        0x900..=0x963 | 0x970..=0x97F => Script::Devanagari,
        0x980..=0x9E3 | 0x9F0..=0x9F1 => Script::Bengali,
        0xA00..=0xA5E | 0xA70..=0xA75 => Script::Gurmukhi,
        0xA80..=0xAE3 => Script::Gujarati,
        0xB00..=0xB63 | 0xB71 => Script::Oriya,
        0xB80..=0xBD7 => Script::Tamil,
        0xC00..=0xC63 => Script::Telugu,
        0xC80..=0xCE3 => Script::Kannada,
        0xD00..=0xD63 | 0xD7A..=0xD7F => Script::Malayalam,
        0xD80..=0xDF3 => Script::Sinhala,
        0xE01..=0xE3A | 0xE40..=0xE4E => Script::Thai,
        0xE80..=0xECD | 0xEDC..=0xEDF => Script::Lao,
        0xF00 | 0xF40..=0xFBC => Script::Tibetan,
        0x1000..=0x103F | 0x1050..=0x108F => Script::Myanmar,
        0x10A0..=0x10FA | 0x10FC..=0x10FF | 0x1C90..=0x1CBF => Script::Georgian,
        0x1100..=0x11FF => Script::Hangul,
        0x1200..=0x135A | 0x1380..=0x138F => Script::Ethiopic,
        0x1780..=0x17D3 => Script::Khmer,
        0x1C80..=0x1C88 => Script::Cyrillic,
        0x1D00..=0x1D25 | 0x1D2C..=0x1D5C | 0x1D62..=0x1D65 | 0x1D6B..=0x1D77 | 0x1E00..=0x1EFF => {
            Script::Latin
        }
        0x1F00..=0x1FBC | 0x1FC2..=0x1FCC | 0x1FD0..=0x1FDB | 0x1FE0..=0x1FEC | 0x1FF2..=0x1FFC => {
            Script::Greek
        }
        _ => return NO_SCRIPT,
    };
    script as u8
}

fn beyond_the_table(c: char) -> Option<Script> {
    match c {
        // Quotation marks and dashes, the most frequent by far.
        '\u{2000}'..='\u{206F}' => None,
        '\u{3041}'..='\u{3096}'
        | '\u{309D}'..='\u{309F}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{FF66}'..='\u{FF9F}' => Some(Script::Kana),
        '\u{3005}'..='\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' => Some(Script::Han),
        '\u{AC00}'..='\u{D7A3}'
        | '\u{3131}'..='\u{318E}'
        | '\u{A960}'..='\u{A97C}'
        | '\u{D7B0}'..='\u{D7FB}' => Some(Script::Hangul),
        '\u{2D00}'..='\u{2D2D}' => Some(Script::Georgian),
        '\u{2DE0}'..='\u{2DFF}' | '\u{A640}'..='\u{A69F}' => Some(Script::Cyrillic),
        '\u{2C60}'..='\u{2C7F}'
        | '\u{A722}'..='\u{A787}'
        | '\u{FB00}'..='\u{FB06}'
        | '\u{FF21}'..='\u{FF3A}'
        | '\u{FF41}'..='\u{FF5A}' => Some(Script::Latin),
        '\u{FB1D}'..='\u{FB4F}' => Some(Script::Hebrew),
        '\u{FB50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}' => Some(Script::Arabic),
        '\u{2D80}'..='\u{2DDE}' | '\u{AB01}'..='\u{AB2E}' => Some(Script::Ethiopic),
        _ => (c.is_alphabetic() && !is_combining_mark(c)).then_some(Script::Other),
    }
}
