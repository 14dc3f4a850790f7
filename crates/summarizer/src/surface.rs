//! [`surface`]: what can be seen in a sentence alone.

use epitome_document::Span;
use epitome_langs::{AbbreviationClass, Language, List, Place, has_words, words};

use crate::Features;
use crate::lexicon::Word;
use crate::quotations::Quoting;
use crate::terms::Reading;

/// A sentence without a clock at its head, in brackets as transcripts have it or before a dash as live pages do: that is no number the
/// speaker says.
pub(crate) fn spoken(text: &str) -> &str {
    after_clock(text).filter(|rest| has_words(rest)).map_or(text, str::trim_start)
}

/// How many digits a text begins with.
pub(crate) fn n_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn after_clock(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(['[', '(']) {
        let (clock, rest) = rest.split_once([']', ')'])?;
        let is_clock =
            clock.contains(':') && clock.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ','));
        return is_clock.then_some(rest);
    }
    // "17h30 - ", "9.05: "
    let n_hour = n_digits(text);
    let rest = text[n_hour..].strip_prefix(['h', 'H', ':', '.'])?;
    let is_clock = matches!((n_hour, n_digits(rest)), (1 | 2, 2));
    is_clock.then(|| rest[2..].trim_start())?.strip_prefix(['-', '–', '—', ':'])
}

/// The features of a sentence that need no other sentence. `language` is the sentence's own.
pub(crate) fn surface(text: &str, reading: &Reading, quoting: Quoting, language: &Language) -> Features {
    let opening = Opening::of(text, &reading.spans);
    Features {
        words: reading.words.len() as u32,
        numbers: reading.n_numbers(),
        anaphoric: is_anaphoric(&opening, language),
        call_to_action: opening.is_in(&language.calls_to_action),
        question: is_question(text),
        unfinished: is_nothing_but_names(text, reading),
        quoted: quoting.quoted,
        unbalanced: quoting.unbalanced,
        ..Features::default()
    }
}

/// Whether as many words as a sentence has hold no stop word and mostly begin with a capital or a digit: a line-up, a table of results. Of
/// 42,445 sentences of French news one does, a list of programmes.
fn is_nothing_but_names(text: &str, reading: &Reading) -> bool {
    let is_name = |span: &Span| text[span.range()].starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    // Initials are stop words in some languages.
    let may_be = |(word, span): (&Word, &Span)| word.kind.is_term || span.len() == 1 && is_name(span);
    reading.words.len() >= Features::FEW_WORDS as usize
        && reading.words.iter().zip(&reading.spans).all(may_be)
        && reading.spans.iter().filter(|span| is_name(span)).count() * 2 > reading.spans.len()
}

/// The longest opener looked for, in words: "dans le même temps".
const MAX_OPENER_WORDS: usize = 4;

/// The same in Chinese and Japanese, where each letter is a word: "それにもかかわらず".
const MAX_OPENER_LETTERS: usize = 9;

/// The last word a demonstrative is looked for at, from 0: "vụ việc này", "dans la foulée de ce" is too far. Set by
/// hand.
const LAST_DEMONSTRATIVE: usize = 2;

/// The words of the longest phrase before a comma behind which a pronoun points back ("On Tuesday morning, they"); in a longer one the
/// pronoun mostly has its noun. Set by hand.
const MAX_PHRASE_WORDS: usize = 4;

/// The first words of a sentence, less any mark before them.
struct Opening<'a> {
    text: &'a str,
    words: &'a [Span],
    /// How many words an opener may have.
    n_opener: usize,
    /// Where lists have the first words.
    places: [Option<Place>; LAST_DEMONSTRATIVE + 1],
}

impl<'a> Opening<'a> {
    /// `words` are those of the sentence.
    fn of(text: &'a str, words: &'a [Span]) -> Opening<'a> {
        // No script with spaces but Hangul begins so late in Unicode, and Korean openers are not longer for it. For Thai and its
        // neighbours, whose letters are words too, there is no list of openers.
        let is_unspaced =
            text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c| c >= '\u{3005}');
        let n_opener = if is_unspaced { MAX_OPENER_LETTERS } else { MAX_OPENER_WORDS };
        let place = |idx: usize| words.get(idx).map(|word| Place::of_folded(&text[word.range()]));
        let places = std::array::from_fn(place);
        Opening { text, words: &words[..words.len().min(MAX_PHRASE_WORDS + n_opener)], n_opener, places }
    }

    fn word(&self, idx: usize) -> &'a str {
        &self.text[self.words[idx].range()]
    }

    /// The phrases from one word to another or to a later one that may be openers. None ends amid a compound ("Tel-Aviv").
    fn phrases(&self, from: usize, to: usize) -> impl Iterator<Item = &'a str> {
        let ends = self.words[from..].iter().take(self.n_opener).skip(to - from);
        ends.filter(|end| !self.is_amid_compound(**end))
            .map(move |end| &self.text[self.words[from].start()..end.end()])
    }

    /// Whether a hyphen joins a word to the next.
    fn is_amid_compound(&self, word: Span) -> bool {
        let mut behind = self.text[word.end()..].chars();
        matches!(behind.next(), Some('-' | '\u{2011}')) && behind.next().is_some_and(char::is_alphabetic)
    }

    /// Whether a list may have a phrase that begins with one of the first words; most begin none.
    fn may_open(&self, idx: usize, list: &List) -> bool {
        let Some(word) = self.words.get(idx) else { return false };
        // Where a sign of ASCII follows, the word is one in the folded text too.
        let is_word = self.text.as_bytes().get(word.end()).is_none_or(u8::is_ascii);
        !is_word || self.places[idx].is_some_and(|place| list.may_open_at(place))
    }

    /// Whether a list has the opener.
    fn is_in(&self, list: &List) -> bool {
        self.may_open(0, list) && self.phrases(0, 0).any(|opener| list.contains_folded(opener))
    }

    /// What stands between a word and the next; `None` after the last one known.
    fn between(&self, idx: usize) -> Option<&'a str> {
        self.words.get(idx + 1).map(|next| &self.text[self.words[idx].end()..next.start()])
    }

    /// Whether the next word begins with a capital and nothing but white space stands before it.
    fn has_name_after(&self, idx: usize) -> bool {
        self.between(idx).is_some_and(|between| between.trim().is_empty())
            && self.word(idx + 1).starts_with(char::is_uppercase)
    }

    /// The word behind the first comma, where that closes a short phrase.
    fn after_comma(&self) -> Option<usize> {
        let is_comma =
            |idx: &usize| self.between(*idx).is_some_and(|between| matches!(between.trim_end(), "," | "，"));
        (0..MAX_PHRASE_WORDS).find(is_comma).map(|idx| idx + 1)
    }
}

/// Whether the first words point back: an opener, a demonstrative, a pronoun without a name at the head or behind a short phrase; and are
/// no impersonal phrase or date that only looks so.
fn is_anaphoric(opening: &Opening, language: &Language) -> bool {
    let n_words = opening.words.len();
    if n_words == 0 {
        return false;
    }
    // A day ("ce 12 juin") is known from the calendar, as are the phrases of the list that reach over the word ("tháng này").
    let is_day = |idx| {
        let is_number = |word: &Span| opening.text[word.range()].starts_with(|c: char| c.is_ascii_digit());
        let is_month = |word: &Span| language.months.contains_folded(&opening.text[word.range()]);
        opening.words.get(idx + 1).is_some_and(is_number) && opening.words.get(idx + 2).is_some_and(is_month)
    };
    // "In addition to this" points back all the same.
    let points_on = |from: usize, phrase: &str| {
        let end = opening.words[from].start() + phrase.len();
        let next = opening.words.iter().find(|word| word.start() >= end);
        next.is_some_and(|next| language.demonstratives.contains_folded(&opening.text[next.range()]))
    };
    let is_impersonal = |idx: usize| {
        let reaches_over = |from| {
            let holds =
                |phrase: &str| language.impersonal.contains_folded(phrase) && !points_on(from, phrase);
            opening.phrases(from, idx).any(holds)
        };
        (0..=idx).any(reaches_over) || is_day(idx)
    };
    let is_pronoun = |idx| {
        language.pronouns.contains_folded(opening.word(idx))
            && !opening.has_name_after(idx)
            && !opening.is_amid_compound(opening.words[idx])
    };
    let is_demonstrative = |idx| {
        let holds = |phrase| language.demonstratives.contains_folded(phrase);
        opening.may_open(idx, &language.demonstratives)
            && opening.phrases(idx, idx).take(2).any(holds)
            && !is_impersonal(idx)
    };
    ((opening.is_in(&language.anaphora) || is_pronoun(0)) && !is_impersonal(0))
        || opening.after_comma().is_some_and(|idx| is_pronoun(idx) && !is_impersonal(idx))
        || (0..n_words.min(LAST_DEMONSTRATIVE + 1)).any(is_demonstrative)
}

/// Whether somebody is named by a title and one name ("M. Giang") whom the sentence before introduces with more of the name ("M. Nguyen
/// Truong Giang"): who speaks is said there only. Titles are abbreviations; with pronouns that stand before names ("ông An") Vietnamese
/// summaries lose 0.2 points at the length of the reference (cross-validation on the fitting split).
pub(crate) fn is_introduced_before(text: &str, words_of: &[Span], before: &str, language: &Language) -> bool {
    let of_before = |name: &str| {
        let all: Vec<Span> = words(before).collect();
        let is_long_name = |pair: &[Span]| {
            let [given, family] = [&before[pair[0].range()], &before[pair[1].range()]];
            family == name && is_name(given) && before[pair[0].end()..pair[1].start()].trim().is_empty()
        };
        all.windows(2).any(is_long_name)
    };
    // A title has its full stop before a name: most sentences have no stop but at their end.
    if !text.trim_end_matches('.').contains('.') {
        return false;
    }
    let mut named = words_of.windows(2).enumerate().filter(|(at, pair)| {
        is_title(text, pair[0], language)
            && is_name(&text[pair[1].range()])
            && !words_of.get(at + 2).is_some_and(|next| {
                is_name(&text[next.range()]) && text[pair[1].end()..next.start()].trim().is_empty()
            })
    });
    // The first alone is looked at, so that the time stays linear.
    named.next().is_some_and(|(_, pair)| of_before(&text[pair[1].range()]))
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some()
}

fn is_title(text: &str, word: Span, language: &Language) -> bool {
    text.as_bytes().get(word.end()) == Some(&b'.')
        && language.abbreviations.class(&text[word.start()..=word.end()]) == Some(AbbreviationClass::Title)
}

/// Whether a question mark stands after the last word.
fn is_question(text: &str) -> bool {
    let after_words = text.rfind(char::is_alphanumeric).unwrap_or(0);
    text[after_words..].contains(['?', '？', '؟'])
}

#[cfg(test)]
mod tests {
    use epitome_document::LangTag;
    use epitome_langs::Languages;

    use super::*;

    #[test]
    fn an_opener_points_back_unless_it_is_impersonal() {
        let languages = Languages::default();
        let is_anaphoric = |tag, text| {
            let words: Vec<Span> = words(text).collect();
            is_anaphoric(&Opening::of(text, &words), languages.get(LangTag::literal(tag)))
        };
        assert!(
            is_anaphoric("fr", "« Il a parlé lundi. »") && is_anaphoric("fr", "En réponse, M. Lam a ri.")
        );
        assert!(
            !is_anaphoric("fr", "Il y a dix ans, la ville dormait.") && !is_anaphoric("fr", "Île de Ré.")
        );
        assert!(
            is_anaphoric("vi", "Ông cho biết giá sẽ tăng.")
                && !is_anaphoric("vi", "Ông Nguyễn Văn An đã đến.")
        );
        assert!(
            is_anaphoric("fr", "Dans ce rapport, tout est dit.")
                && !is_anaphoric("fr", "Réunis ce lundi à Lyon.")
        );
        assert!(
            is_anaphoric("vi", "Vụ việc này gây xôn xao.")
                && is_anaphoric("vi", "Bà khuyên mọi người ở nhà.")
        );
        assert!(
            is_anaphoric("en", "It also grew.") && !is_anaphoric("en", "It is expected that prices rise.")
        );
    }

    #[test]
    fn a_pronoun_behind_a_short_phrase_points_back_unless_it_names_somebody() {
        let languages = Languages::default();
        let is_anaphoric = |tag, text| {
            let words: Vec<Span> = words(text).collect();
            is_anaphoric(&Opening::of(text, &words), languages.get(LangTag::literal(tag)))
        };
        for (tag, text) in [
            ("en", "In Orleans, he added that the bridges were closed."),
            ("en", "On Tuesday morning, they announced a vote."),
            ("en", "According to him, the water will fall."),
            ("en", "The authors of that trial cited her."),
            ("fr", "À Orléans, il a ajouté que les ponts seraient fermés."),
            ("fr", "D'après lui, la décrue commencera jeudi."),
            ("vi", "Theo ông, Hà Nội phải làm làn đường riêng."),
            ("vi", "Tại Huế, họ đã huy động 40 máy bơm."),
            ("zh", "在巴黎，他宣布辞职。"),
        ] {
            assert!(is_anaphoric(tag, text), "{text}");
        }
        for (tag, text) in [
            ("en", "On Tuesday, it emerged that the bank had failed."),
            ("en", "When the mayor of Leeds came home, she found the door open."),
            ("en", "On Tuesday, Leeds said he had won."),
            ("fr", "Sans technologie, il est impossible de voir."),
            ("en", "On Tuesday, He Jiankui spoke."),
            ("vi", "Tại Huế, bà Trần Thị Mai nói nước sẽ rút."),
        ] {
            assert!(!is_anaphoric(tag, text), "{text}");
        }
    }

    #[test]
    fn what_only_begins_like_an_opener_does_not_point_back() {
        let languages = Languages::default();
        let is_anaphoric = |tag, text| {
            let words: Vec<Span> = words(text).collect();
            is_anaphoric(&Opening::of(text, &words), languages.get(LangTag::literal(tag)))
        };
        for (tag, text) in [
            ("fr", "De plus en plus de Français renoncent à se soigner."),
            ("fr", "En réponse à la grève, la ville recule."),
            ("fr", "Ce 12 juin, la ville vote."),
            ("fr", "À ce jour, la ville compte 40 morts."),
            ("fr", "Ces dix dernières années, la ville a grandi."),
            ("fr", "Tel-Aviv a été touchée."),
            ("fr", "Entre autres villes, Lyon vote."),
            ("en", "Brazil and other countries voted."),
            ("en", "Instead of raising taxes, Leeds will sell the pool."),
            ("en", "Both Leeds and York voted."),
            ("en", "So far this year, prices rose."),
            ("en", "Still-life painting sells well."),
            ("vi", "Tháng này, dịch sởi lan rộng."),
            ("vi", "Trong tuần này, giá gạo tăng."),
            ("vi", "Bà ngoại tôi đã đến Huế."),
            ("vi", "Đây là lần đầu Việt Nam thắng Thái Lan."),
        ] {
            assert!(!is_anaphoric(tag, text), "{text}");
        }
        for (tag, text) in [
            ("fr", "De plus, les Français renoncent à se soigner."),
            ("fr", "En réponse, la ville recule."),
            ("fr", "Ce 12e arrondissement plaît."),
            ("fr", "Ce jour-là, la ville comptait 40 morts."),
            ("fr", "Lui-même a dit non."),
            ("fr", "Deux autres ont été blessés."),
            ("fr", "L'un d'eux est mort."),
            ("en", "None of them wore life jackets."),
            ("en", "By then, the river had risen."),
            ("vi", "Cả hai đã đến Huế."),
            ("vi", "Hai người khác bị thương."),
            ("en", "Instead, Leeds will sell the pool."),
            ("en", "Both voted."),
            ("en", "In addition, prices rose."),
            ("en", "In addition to this, prices rose."),
            ("fr", "En réponse à cette idée, la ville recule."),
            ("vi", "Dịch này lan rộng trong tháng."),
            ("vi", "Chúng đã đến Huế."),
            ("vi", "Đây là bàn thứ bảy của Xuân Son."),
        ] {
            assert!(is_anaphoric(tag, text), "{text}");
        }
    }

    #[test]
    fn a_clock_at_the_head_hides_no_opener() {
        let text = |text| spoken(text);
        assert_eq!(text("17h30 - Il se rendra dans le Finistère."), "Il se rendra dans le Finistère.");
        assert_eq!(text("9:05: They met."), "They met.");
        assert_eq!(text("[00:12] They met."), "They met.");
        for other in [
            "17h30 - ",
            "1990 - ils partent.",
            "2.500 - that many.",
            "3:1 - Leeds won.",
            "À 17h30 - il part.",
        ] {
            assert_eq!(text(other), other);
        }
    }

    #[test]
    fn a_call_to_action_opens_a_sentence() {
        let languages = Languages::default();
        let calls = |tag, text| {
            let words: Vec<Span> = words(text).collect();
            Opening::of(text, &words).is_in(&languages.get(LangTag::literal(tag)).calls_to_action)
        };
        assert!(calls("en", "Click here to read the ePaper.") && calls("fr", "Abonnez-vous à notre lettre."));
        assert!(calls("fr", "Bonjour à toutes et à tous !") && calls("en", "Hello and welcome to our page."));
        assert!(calls("vi", "Mời bạn đọc gửi ý kiến về tòa soạn.") && calls("de", "Klicken Sie hier."));
        assert!(
            !calls("en", "Clicks on the page rose by a tenth.") && !calls("fr", "Les abonnez-vous lassent.")
        );
    }

    #[test]
    fn a_speaker_is_introduced_in_the_sentence_before() {
        let languages = Languages::default();
        let is_introduced = |tag, before, text| {
            let words: Vec<Span> = words(text).collect();
            is_introduced_before(text, &words, before, languages.get(LangTag::literal(tag)))
        };
        let before = "M. Nguyen Truong Giang, président de Misa, a pris la parole.";
        assert!(is_introduced("fr", before, "M. Giang a déclaré que la coopération avançait."));
        assert!(!is_introduced("fr", before, "M. Nguyen Truong Giang a aussi parlé des prix."));
        assert!(!is_introduced("fr", before, "M. Long a parlé des prix."));
        assert!(!is_introduced("fr", before, "Misa a parlé des prix."));
        assert!(is_introduced("en", "Mr. John Smith came.", "“Prices rise,” said Mr. Smith."));
    }

    #[test]
    fn a_question_ends_with_its_mark() {
        assert!(is_question("Qui paiera ?") && is_question("“Who will pay?”") && is_question("誰が払う？"));
        assert!(!is_question("« Qui paiera ? », demande-t-il.") && !is_question("Nobody pays."));
    }
}
