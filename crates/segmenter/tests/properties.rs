//! What holds for any text.

use epitome_document::{End, LangTag, Span, trim};
use epitome_langs::{Language, Languages};
use epitome_segmenter::{Options, Quotes, split};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// The languages with data, and none.
const TAGS: [&str; 4] = ["fr", "en", "vi", "und"];

fn with_language<T>(tag: &str, use_it: impl FnOnce(&Language) -> T) -> T {
    use_it(Languages::default().get(LangTag::literal(tag)))
}

fn sentences<'a>(text: &'a str, tag: &str, options: Options) -> Vec<&'a str> {
    with_language(tag, |language| {
        split(text, language, options).into_iter().map(|(span, _)| &text[span.range()]).collect()
    })
}

fn options() -> impl Strategy<Value = Options> {
    prop_oneof![Just(Quotes::Split), Just(Quotes::Keep)].prop_map(|quotes| Options { quotes })
}

fn tag() -> impl Strategy<Value = &'static str> {
    prop::sample::select(TAGS.to_vec())
}

/// Text made of what the rules look at, so that they are met far more often than in arbitrary strings.
fn dense_text() -> impl Strategy<Value = String> {
    let pieces = [
        "M.",
        "Dr.",
        "p.",
        "12.",
        "etc.",
        "J.-C.",
        "A.",
        "Le",
        "Paris",
        "ministre",
        "été.",
        "việt.",
        "Été",
        "e\u{301}té.",
        "mot",
        ".",
        "...",
        "…",
        "?",
        "!",
        "。",
        "।",
        "؟",
        "»",
        "«",
        "\"",
        "“",
        "”",
        "'",
        "’",
        ")",
        "(",
        "[…]",
        "[1]",
        "-",
        "—",
        ":",
        ";",
        ",",
        " ",
        " ",
        " ",
        "\n",
        "\r\n",
        "\u{A0}",
        "\u{202F}",
        "\u{200B}",
        "\u{AD}",
        "\u{301}",
        "東",
        "한",
        "ა",
        "2,2",
        "vtv.vn",
        "🙂",
        "\0",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

fn is_sound(text: &str, tag: &str, options: Options) -> Result<(), TestCaseError> {
    let found = with_language(tag, |language| split(text, language, options));
    let mut at = 0;
    for (span, _) in &found {
        prop_assert!(span.start() >= at && !span.is_empty());
        prop_assert!(trim(text, Span::new(at, span.start())).is_empty(), "only blanks between sentences");
        prop_assert_eq!(trim(text, *span), *span);
        at = span.end();
    }
    prop_assert!(trim(text, Span::new(at, text.len())).is_empty(), "only blanks after the last");
    let n_open_ends = found.iter().filter(|(_, end)| *end == End::BlockEnd).count();
    prop_assert!(n_open_ends <= 1);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn sentences_and_blanks_are_the_text(text in any::<String>(), tag in tag(), options in options()) {
        is_sound(&text, tag, options)?;
    }

    #[test]
    fn sentences_and_blanks_are_a_dense_text(text in dense_text(), tag in tag(), options in options()) {
        is_sound(&text, tag, options)?;
    }

    #[test]
    fn composed_and_decomposed_text_split_alike(text in dense_text(), tag in tag(), options in options()) {
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        let again: Vec<String> = sentences(&decomposed, tag, options).iter().map(|sentence| sentence.nfc().collect()).collect();
        prop_assert_eq!(sentences(&composed, tag, options), again);
    }

    #[test]
    fn line_ends_of_any_kind_split_alike(text in dense_text(), tag in tag(), options in options()) {
        let unix = text.replace('\r', "");
        let dos = unix.replace('\n', "\r\n");
        let again: Vec<String> = sentences(&dos, tag, options).iter().map(|sentence| sentence.replace('\r', "")).collect();
        prop_assert_eq!(sentences(&unix, tag, options), again);
    }

    #[test]
    fn a_lost_mark_moves_only_what_it_touches(
        words in prop::collection::vec((word(), mark()), 1..30),
        lost in any::<prop::sample::Index>(),
        tag in tag(),
    ) {
        let (left, rest) = words.split_at(lost.index(words.len()));
        let (word, mark) = rest[0];
        let before: String = left.iter().map(|(word, mark)| marked(word, *mark) + " ").collect();
        let after: String = rest[1..].iter().map(|(word, mark)| " ".to_owned() + &marked(word, *mark)).collect();
        let with = before.clone() + &marked(word, mark) + &after;
        let without = before.clone() + word + &after;
        let (at, n_bytes) = match mark {
            Mark::Before(c) => (before.len(), c.len_utf8()),
            Mark::Behind(c) => (before.len() + word.len(), c.len_utf8()),
            Mark::None => (before.len(), 0),
        };

        let zone = touching(&with, at, at + n_bytes);
        let is_far = |seam: &usize| *seam < zone.start || *seam > zone.end;
        let moved = |seam: usize| if seam > at { seam + n_bytes } else { seam };
        let expected: Vec<usize> = seams(&with, tag).into_iter().filter(is_far).collect();
        let found: Vec<usize> = seams(&without, tag).into_iter().map(moved).filter(is_far).collect();
        prop_assert_eq!(expected, found, "{:?} {:?}", with, without);
    }
}

#[derive(Clone, Copy, Debug)]
enum Mark {
    None,
    Before(char),
    Behind(char),
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Le", "ministre", "Paris", "A.", "M.", "p.", "12.", "été.", "oui!", "non?", "fin...", "…", "etc.",
        "J.-C.", "de", "3", "U.S.", "Il", "Roux", "fin.Le", "vtv.vn", "The", "mot.", "Mot.", "av.",
    ])
}

fn mark() -> impl Strategy<Value = Mark> {
    let mark = prop::sample::select("«»“”\"()[]{}".chars().collect::<Vec<_>>());
    prop_oneof![Just(Mark::None), mark.clone().prop_map(Mark::Before), mark.prop_map(Mark::Behind)]
}

fn marked(word: &str, mark: Mark) -> String {
    match mark {
        Mark::None => word.to_owned(),
        Mark::Before(c) => format!("{c}{word}"),
        Mark::Behind(c) => format!("{word}{c}"),
    }
}

/// The stretch around a mark up to the letters on both sides.
fn touching(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let left = text[..start].trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let right = text.len() - text[end..].trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    left..right
}

/// Where sentences start and end.
fn seams(text: &str, tag: &str) -> Vec<usize> {
    with_language(tag, |language| {
        split(text, language, Options::default())
            .iter()
            .flat_map(|(span, _)| [span.start(), span.end()])
            .collect()
    })
}
