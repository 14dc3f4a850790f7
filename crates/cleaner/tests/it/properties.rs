//! What holds for every text.

use epitome_document::{Cleaning, Role, Span, Use, trim};
use proptest::prelude::*;

use crate::common::cleaned;

/// Lines that marks are made of, so that random texts meet the rules.
const PIECES: [&str; 31] = [
    "Source",
    "Voir plus",
    "Read more",
    "Xem thêm:",
    "Photo: VNA",
    "(AFP)",
    ". EFE",
    " / C. RUEDA",
    "(EFE).- ",
    "M.-C. D.",
    "Marta Ibáñez",
    "Le plan prévoit donc :",
    "Nous utilisons des cookies.",
    " – VNA",
    "HÀ NỘI — ",
    "Hanoi (VNA) - ",
    "©",
    "12/5/2024",
    "Par Jean Dupont",
    "Comment (0)",
    "https://example.org",
    "a.jpg",
    "« Oui »",
    "— Non.",
    "- item",
    "1. un",
    "Facebook",
    "Le ministre a présenté mardi devant les députés un plan de deux milliards d'euros pour le rail.",
    "The plan will be voted in May and it will take at least six years, he added.",
    "Scène de rue",
    "\u{301}\u{200B}",
];

fn text(other: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => other,
    ];
    let separator = prop::sample::select(&["\n", " ", "", "\n\n", ". "][..]);
    prop::collection::vec((piece, separator), 0..30)
        .prop_map(|parts| parts.into_iter().map(|(piece, separator)| piece + separator).collect())
}

/// Everything about a cleaning but its offsets.
fn shape(cleaning: &Cleaning) -> (Vec<epitome_document::Treatment>, Vec<Role>) {
    (cleaning.blocks.clone(), cleaning.cuts.iter().map(|cut| cut.role).collect())
}

proptest! {
    #[test]
    fn every_block_has_one_treatment_and_cuts_stand_at_its_ends(text in text(any::<String>()), hint in 0..4_usize) {
        let (document, cleaning) = cleaned(&text, ["fr", "en", "vi", "und"][hint]);
        prop_assert_eq!(cleaning.blocks.len(), document.blocks.len());
        for (block, treatment) in document.blocks.iter().zip(&cleaning.blocks) {
            let is_aside = treatment.usage == Use::Aside && !treatment.sure;
            prop_assert!(treatment.usage == treatment.role.usage() || is_aside);
            let inner = cleaning.inner(block.span);
            prop_assert!(!inner.is_empty() && block.span.contains(inner));
            prop_assert_eq!(trim(&document.text, inner), inner, "nothing but text is left");
        }
        let mut end = 0;
        for cut in &cleaning.cuts {
            prop_assert!(matches!(cut.role, Role::Dateline | Role::Signature | Role::Credit));
            prop_assert!(cut.span.start() >= end && !cut.span.is_empty());
            let at_an_end = |block: Span| cut.span.start() == block.start() || cut.span.end() == block.end();
            prop_assert!(document.blocks.iter().any(|block| block.span.contains(cut.span) && at_an_end(block.span)));
            end = cut.span.end();
        }
        let titles: Vec<_> = document.block_ids().filter(|id| cleaning.of(*id).role == Role::Title).collect();
        prop_assert_eq!(titles.first().copied(), cleaning.title);
        prop_assert!(titles.len() <= 1);
    }

    #[test]
    fn newlines_marks_and_apostrophes_change_nothing(text in text("[a-zA-ZéèçôơưếệạđĐÉ 0-9.,:;!?()–—«»'\"-]{0,20}")) {
        let (_, cleaning) = cleaned(&text, "fr");
        for other in variants(&text) {
            prop_assert_eq!(shape(&cleaned(&other, "fr").1), shape(&cleaning), "{:?}", other);
        }
    }
}

/// The same text as other sites would serve it.
fn variants(text: &str) -> [String; 4] {
    use unicode_normalization::UnicodeNormalization;
    [text.nfd().collect(), text.replace('\n', "\r\n"), format!("\u{FEFF}{text}"), text.replace('\'', "’")]
}

/// The initial of a name was once told by its characters, of which the decomposed text has more.
#[test]
fn an_initial_is_one_letter_composed_or_not() {
    let text = "Source ệ. HÀ NỘI — \n";
    let (_, cleaning) = cleaned(text, "fr");
    for other in variants(text) {
        assert_eq!(shape(&cleaned(&other, "fr").1), shape(&cleaning), "{other:?}");
    }
}

/// The length of the bracket was once measured in characters, of which the decomposed text has more.
#[test]
fn a_bracket_behind_a_full_stop_is_as_long_composed_or_not() {
    let text = ". (AFP) Marta Ibáñez ệôơơ.  A0aưAA?aa?»Aa0É)\n";
    for other in variants(text) {
        assert_eq!(shape(&cleaned(&other, "fr").1), shape(&cleaned(text, "fr").1), "{other:?}");
    }
}

#[test]
fn the_seeds_are_cleaned_alike_in_every_form() {
    for (text, hint) in [
        (include_str!("../../../../seeds/000_20a3b14aee805dc3.txt"), "fr"),
        (include_str!("../../../../seeds/001_8156659aa7b1985a.txt"), "fr"),
        (include_str!("../../../../seeds/002_3bdeafe60e4068f4.txt"), "fr"),
        (include_str!("../../../../seeds/003_d5d8259d38fe85a0.txt"), "fr"),
        (include_str!("../../../../seeds/004_09d010d5c4336f24.txt"), "en"),
    ] {
        let (_, cleaning) = cleaned(text, hint);
        let spaces = text.replace(" :", "\u{A0}:").replace("« ", "«\u{202F}");
        for other in variants(text).into_iter().chain([spaces]) {
            assert_eq!(shape(&cleaned(&other, hint).1), shape(&cleaning));
        }
    }
}

/// Half a megabyte of what each pass looks at most: a pass that is not linear would not come to an end here.
#[test]
fn long_texts_of_one_kind_come_to_an_end() {
    let line =
        "Le ministre a présenté mardi un plan de deux milliards d'euros. Photo : VNA\nVoir plus\nUn titre\n";
    for text in [
        line.to_owned(),
        line.replace('\n', " "),
        " )".repeat(40),
        "— \"".repeat(30),
        "Source : ".repeat(9),
        "1. a\n".into(),
        "Marta Ibáñez\n".into(),
        "« Un plan de deux milliards d'euros pour le rail »\n".into(),
        "mb/".into(),
        "Lire aussi\nUn titre\nLe ministre a présenté mardi un plan de deux milliards d'euros pour le rail.\n".into(),
        "Le ministre a présenté un plan de deux milliards pour le rail.\nCiter\nLulu38\n2 mai 2021\n".into(),
        "Étape 1 : un\n".into(),
    ] {
        let text = text.repeat(500_000 / text.len());
        assert!(!cleaned(&text, "fr").1.blocks.is_empty(), "{:?}", &text[..20]);
    }
}
