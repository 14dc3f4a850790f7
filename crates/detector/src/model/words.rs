//! From a text to the words that tell its language.

use epitome_document::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::letters::{is_letter, is_plain, lower};
use super::script::Script;
use super::stretches::{Stretch, is_address, stretches};

/// The words of a text, each in one script: lower case, without addresses, names of files, handles, numbers and code, since
/// these look alike in all languages and tip the answer to English.
///
/// Composed and decomposed, full-width and half-width, upper and lower case text give the same words.
///
/// ```
/// use epitome_detector::model::Words;
///
/// let words = Words::of("L’ÉTÉ 2024 : voir https://example.org");
/// assert_eq!(words.iter().map(|word| words.text(word)).collect::<Vec<_>>(), ["l'été", "voir"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    letters: Vec<char>,
    words: Vec<Word>,
}

/// One word, or in scripts without spaces one stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its script.
    pub script: Script,
    /// Where it stands in the piece of text it was read from.
    pub span: Span,
    /// How many letters it has, marks not counted.
    pub n_letters: u32,
    /// Whether it starts with a capital.
    pub is_capitalised: bool,
    start: u32,
    end: u32,
}

/// What follows the first so many characters of a word is cut off: no word is that long, but a text may claim it.
const MAX_WORD: usize = 64;

/// Bytes of text that memory is reserved for before it is read.
const MAX_RESERVED: usize = 8192;

/// Stands before and after each word.
const EDGE: char = '_';

impl Words {
    /// The words of a text.
    #[must_use]
    pub fn of(text: &str) -> Words {
        // A long text may hold hardly any words.
        let mut words = Words::with_room(text.len().min(MAX_RESERVED));
        words.add(text);
        words
    }

    /// No words.
    pub(crate) const fn new() -> Words {
        Words { letters: Vec::new(), words: Vec::new() }
    }

    /// No words, and memory for those of so many bytes of text: a word has two edges and a space behind it.
    pub(crate) fn with_room(n_bytes: usize) -> Words {
        Words { letters: Vec::with_capacity(n_bytes * 5 / 4), words: Vec::with_capacity(n_bytes / 6) }
    }

    /// Adds the words of another piece; their spans are within that piece.
    pub(crate) fn add(&mut self, text: &str) {
        for stretch in stretches(text) {
            self.add_stretch(stretch);
        }
    }

    /// Adds the words of a stretch.
    pub(crate) fn add_stretch(&mut self, stretch: Stretch) {
        let (text, span, is_suspect) = stretch.parts();
        let is_done =
            if is_suspect { is_address(&text[span.range()]) } else { self.add_latin_word(text, span) };
        if !is_done {
            self.add_run(text, span.start(), span.end());
        }
    }

    /// Adds a stretch that is one word of plain letters in Latin script, as most are; false where it is anything else. What
    /// [`Words::take`] does of these letters, without asking what each may be besides.
    fn add_latin_word(&mut self, text: &str, span: Span) -> bool {
        let word = &text[span.range()];
        if word.len() > MAX_WORD {
            return false;
        }
        let first_letter = self.letters.len();
        self.letters.push(EDGE);
        let is_plain_letter = |c: char| match c {
            'a'..='z' => true,
            // No word has a capital of ASCII behind its first letter but a name, or code.
            '\0'..='\u{7F}' => false,
            'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'Ā'..='ı' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Ạ'..='ỹ' => {
                true
            }
            _ => false,
        };
        let mut chars = word.chars();
        let first = chars.next().filter(|c| c.is_ascii_uppercase() || is_plain_letter(*c));
        let Some(first) = first else {
            self.letters.truncate(first_letter);
            return false;
        };
        self.letters.push(lower(first));
        let mut n_letters = 1;
        while let Some(c) = chars.next() {
            if is_plain_letter(c) {
                self.letters.push(lower(c));
                n_letters += 1;
            } else if c == '\'' && chars.clone().next().is_some_and(is_plain_letter) {
                self.letters.push(c);
            } else {
                self.letters.truncate(first_letter);
                return false;
            }
        }
        self.letters.push(EDGE);
        self.words.push(Word {
            script: Script::Latin,
            span,
            n_letters,
            is_capitalised: first.is_uppercase(),
            start: first_letter as u32,
            end: self.letters.len() as u32,
        });
        true
    }

    /// Forgets all words, and keeps their memory.
    pub(crate) fn clear(&mut self) {
        self.letters.clear();
        self.words.clear();
    }

    /// The words in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Word> {
        self.words.iter()
    }

    /// Its letters between two edges: what n-grams are made of.
    #[must_use]
    pub fn padded(&self, word: &Word) -> &[char] {
        &self.letters[word.start as usize..word.end as usize]
    }

    /// The word as text.
    #[must_use]
    pub fn text(&self, word: &Word) -> String {
        let padded = self.padded(word);
        padded[1..padded.len() - 1].iter().collect()
    }

    /// Reads the words of a stretch without white space.
    fn add_run(&mut self, text: &str, start: usize, end: usize) {
        let mut at = start;
        let starts = |c: char| match c {
            '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
            '\u{2000}'..='\u{206F}' => false,
            _ => is_letter(c) || c.is_alphanumeric(),
        };
        while let Some((offset, first)) = text[at..end].char_indices().find(|(_, c)| starts(*c)) {
            // A modifier letter by itself is taken by no word, and passed over.
            let past = at + offset + first.len_utf8();
            at = self.add_word(text, at + offset, end).max(past);
        }
    }

    /// Reads the word that starts at `start`, and returns where it ends. What holds a digit is read and not kept.
    fn add_word(&mut self, text: &str, start: usize, limit: usize) -> usize {
        let first_letter = self.letters.len();
        self.letters.push(EDGE);
        let mut found = Found::default();
        let mut rest = &text[start..limit];
        loop {
            rest = &rest[self.take_ascii(rest.as_bytes(), &mut found, first_letter)..];
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { break };
            if !self.take(c, || chars.clone().next(), &mut found, first_letter) {
                break;
            }
            rest = chars.as_str();
        }
        let end = limit - rest.len();
        self.finish(text, Span::new(start, end), &found, first_letter);
        end
    }

    /// Takes the plain letters that come next into a word, and returns how many these are. What [`Words::take`] does of them,
    /// without asking what each is.
    #[inline]
    fn take_ascii(&mut self, bytes: &[u8], found: &mut Found, first_letter: usize) -> usize {
        if found.has_digit || found.script.is_some_and(|script| script != Script::Latin) {
            return 0;
        }
        let n_ascii = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let Some(first) = bytes[..n_ascii].first() else { return 0 };
        if found.script.is_none() {
            found.script = Some(Script::Latin);
            found.is_capitalised = first.is_ascii_uppercase();
        }
        found.n_letters += n_ascii as u32;
        if bytes[1..n_ascii].iter().all(u8::is_ascii_lowercase) {
            // Most words: nothing but the first letter can be a hump.
            found.see_case(first.is_ascii_uppercase(), first.is_ascii_lowercase());
            if n_ascii > 1 {
                found.see_case(false, true);
            }
        } else {
            for byte in &bytes[..n_ascii] {
                found.see_case(byte.is_ascii_uppercase(), byte.is_ascii_lowercase());
            }
        }
        let n_taken = self.letters.len() - first_letter;
        let fitting = bytes[..n_ascii].iter().take((MAX_WORD + 1).saturating_sub(n_taken));
        self.letters.extend(fitting.map(|byte| char::from(byte.to_ascii_lowercase())));
        n_ascii
    }

    /// Takes one more character into a word; false where the word ends before it.
    fn take(
        &mut self,
        c: char,
        next: impl Fn() -> Option<char>,
        found: &mut Found,
        first_letter: usize,
    ) -> bool {
        if let Some(script) = Script::of(c) {
            if found.has_digit {
                return !script.is_unspaced();
            }
            let n_taken = self.letters.len() - first_letter;
            match found.script {
                Some(known) if known != script => return false,
                Some(_) if n_taken > MAX_WORD && script.is_unspaced() => return false,
                Some(_) => {}
                None => found.is_capitalised = c.is_uppercase(),
            }
            found.script = Some(script);
            found.is_plain &= is_plain(c, script);
            found.n_letters += u32::from(is_letter(c));
            found.see_case(c.is_ascii_uppercase(), c.is_ascii_lowercase());
            if script.has_ngrams() && n_taken <= MAX_WORD {
                self.letters.push(lower(c));
            }
            return true;
        }
        match c {
            _ if is_invisible(c) => true,
            '\'' | '\u{2018}' | '\u{2019}' | '\u{2BB}' | '\u{2BC}' | '\u{FF07}' | '·' => {
                let joins = !found.has_digit
                    && next().and_then(Script::of).is_some_and(|next| found.script == Some(next));
                if joins && self.letters.len() - first_letter <= MAX_WORD {
                    self.letters.push(if c == '·' { '·' } else { '\'' });
                }
                joins
            }
            '.' | ',' => found.has_digit && next().is_some_and(char::is_numeric),
            _ if is_combining_mark(c) => {
                found.is_plain = false;
                // With the mark the letter is beyond ASCII, as it is when it is written in one.
                found.n_humps -= u32::from(found.is_hump);
                found.see_case(false, false);
                true
            }
            _ if c.is_numeric() => {
                let joins = !found.script.is_some_and(Script::is_unspaced);
                found.has_digit |= joins;
                joins
            }
            _ => false,
        }
    }

    fn finish(&mut self, text: &str, span: Span, found: &Found, first_letter: usize) {
        let script = found.script.filter(|_| !found.has_digit && found.n_humps < MIN_HUMPS_OF_CODE);
        let Some(script) = script.filter(|_| found.n_letters > 0) else {
            self.letters.truncate(first_letter);
            return;
        };
        if !found.is_plain && script.has_ngrams() {
            self.letters.truncate(first_letter + 1);
            let composed = text[span.range()].stream_safe().nfkc().take(MAX_WORD);
            let letters = composed.map(lower).filter_map(|c| letter_of_word(c, script));
            self.letters.extend(letters);
        }
        self.letters.push(EDGE);
        self.words.push(Word {
            script,
            span,
            n_letters: found.n_letters,
            is_capitalised: found.is_capitalised,
            start: first_letter as u32,
            end: self.letters.len() as u32,
        });
    }
}

/// What is known of a word while it is read.
struct Found {
    script: Option<Script>,
    n_letters: u32,
    n_humps: u32,
    /// Whether the last letter is a capital after a small one, and whether it is a small one, both of ASCII.
    is_hump: bool,
    after_small: bool,
    has_digit: bool,
    is_plain: bool,
    is_capitalised: bool,
}

impl Default for Found {
    fn default() -> Found {
        Found {
            script: None,
            n_letters: 0,
            n_humps: 0,
            is_hump: false,
            after_small: false,
            has_digit: false,
            is_plain: true,
            is_capitalised: false,
        }
    }
}

impl Found {
    #[inline]
    fn see_case(&mut self, is_capital: bool, is_small: bool) {
        self.is_hump = self.after_small && is_capital;
        self.n_humps += u32::from(self.is_hump);
        self.after_small = is_small;
    }
}

/// A capital after a small letter once in a word is a name or the prefix of a Bantu or Irish noun (isiZulu, na hÉireann);
/// twice is an identifier (getElementById) or a hashtag of several words.
const MIN_HUMPS_OF_CODE: u32 = 2;

/// What a composed character of a word counts as; `None` for what says nothing: points of vowels in Hebrew and Arabic, which
/// most texts leave out.
fn letter_of_word(c: char, script: Script) -> Option<char> {
    match c {
        '\'' | '\u{2018}' | '\u{2019}' | '\u{2BB}' | '\u{2BC}' => Some('\''),
        '·' => Some(c),
        _ if Script::of(c) == Some(script) => Some(c),
        _ if is_combining_mark(c) && matches!(script, Script::Latin | Script::Cyrillic) => Some(c),
        _ => None,
    }
}

/// Characters inside words that leave no ink: soft hyphens, joiners, direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn read(text: &str) -> String {
        let words = Words::of(text);
        words.iter().map(|word| words.text(word)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn addresses_numbers_and_code_are_left_out() {
        for (text, expected) in [
            ("Voir https://vtv.vn/a-b?c=d, merci.", "voir merci"),
            ("VTV.VN et photo-12.jpeg", "et"),
            ("Écrire à jean.dupont@poste.example !", "écrire à"),
            ("@vnanet #Hanoi snake_case C:\\Temp", "hanoi"),
            ("#BestOfTheNews getElementById isiZulu", "isizulu"),
            ("si x=1 alors close() fin", "si alors fin"),
            ("En 2024, 2,2 milliards (n°57-NQ/TW)", "en milliards n nq tw"),
            ("covid19 2024年 第3", "年 第"),
            ("请访问https://example.org了解", "请访问 了解"),
            ("L’été et/ou l'hiver. Fin", "l'été et ou l'hiver fin"),
            ("col·lectiu", "col·lectiu"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_closes_a_stretch_is_part_of_no_word() {
        for stretch in [
            "vtv.vn.",
            "2,2,",
            "fin...",
            "x=1;",
            "a/vtv.vn:",
            "peut-être?!",
            "…",
            ".",
            "close().",
            "@vna,",
            "l'été.",
        ] {
            let whole = stretches(stretch).next().expect("a stretch");
            let (core, closing) = whole.without_closing();
            assert_eq!(core.span().len() + closing.len(), stretch.len());
            let mut words = Words::default();
            words.add_stretch(core);
            let of_core: Vec<String> = words.iter().map(|word| words.text(word)).collect();
            assert_eq!(of_core.join(" "), read(stretch), "{stretch}");
        }
    }

    #[test]
    fn a_plain_latin_word_is_read_as_any_other() {
        let read = |text: &str| {
            let (mut at_once, mut letter_by_letter) = (Words::default(), Words::default());
            let is_plain = at_once.add_latin_word(text, Span::new(0, text.len()));
            letter_by_letter.add_run(text, 0, text.len());
            assert!(at_once == if is_plain { letter_by_letter } else { Words::default() }, "{text:?}");
            is_plain
        };
        for c in '\0'..='\u{FFFF}' {
            for text in [format!("{c}"), format!("{c}e"), format!("a{c}e"), format!("l'{c}a'{c}")] {
                read(&text);
            }
        }
        let long = "é".repeat(MAX_WORD);
        assert!(["l'État", "Été", "Hanoi", "nước", "aujourd'hui", &long[..MAX_WORD]].into_iter().all(read));
        assert!(!["getElement", "a''b", "l'", "'l", "peut-être", "A1", "", &long].into_iter().any(read));
    }

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (one, other) in [
            ("E\u{301}TE\u{301}", "été"),
            ("ＡＢＣ", "abc"),
            ("co\u{AD}opé\u{200B}rer", "coopérer"),
            ("ﬁn", "fin"),
            ("İstanbul", "istanbul"),
        ] {
            assert_eq!(read(one), read(other));
        }
        let dotted = "aİaİə";
        assert_eq!(read(dotted), read(&dotted.nfd().collect::<String>()));
        let with_a_mark_of_kana = "ñ\u{3099}";
        assert_eq!(read(with_a_mark_of_kana), read(&with_a_mark_of_kana.nfd().collect::<String>()));
        for c in '\0'..='\u{323AF}' {
            let (decomposed, composed): (String, String) = (c.nfd().collect(), c.nfc().collect());
            assert_eq!(read(&decomposed), read(&composed), "{c:?}");
        }
    }

    #[test]
    fn a_letter_of_no_word_stops_nobody() {
        for c in '\0'..='\u{323AF}' {
            let _ = Words::of(&format!("{c}{c} {c}"));
        }
        assert_eq!(read("ʹ ʰa ˠ fin"), "ha fin");
    }

    #[test]
    fn a_word_has_one_script() {
        assert_eq!(read("Microsoftом"), "microsoft ом");
        assert_eq!(read("请用python运行"), "请用 python 运行");
    }

    #[test]
    fn a_word_without_end_is_cut() {
        let n_letters = |text: &str| Words::of(text).letters.len();
        assert_eq!(n_letters(&"a".repeat(1_000_000)), MAX_WORD + 2);
        assert!(n_letters(&format!("a{}", "\u{323}".repeat(1_000_000))) <= MAX_WORD + 2);
    }
}
