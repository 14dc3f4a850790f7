//! Whole documents: the body, the blocks, the notes.

use std::path::Path;

use epitome_detector::{Request, tag};
use epitome_document::{
    Cleaning, Document, Evidence, Input, LangTag, NoteCode, ReadOptions, Reason, Role, Strength, Tagging,
    Treatment, read,
};

const FRENCH: &str =
    "Le ministre des Finances a annoncé lundi que le gouvernement augmenterait les dépenses d’éducation.";
const FRENCH_TOO: &str =
    "Les députés examineront le projet la semaine prochaine, avant un vote prévu à la fin du mois.";
const ENGLISH: &str =
    "The minister told reporters that the plan had been agreed with all parties after long talks this week.";

fn document(text: &str) -> Document {
    read(&Input::text("article.txt", text.as_bytes()), &ReadOptions::default()).expect("plain text")
}

fn by_itself(text: &str) -> Tagging {
    tag(&document(text), None, Request::default()).0
}

fn hint(hint: &str) -> Request {
    Request { hint: LangTag::parse(hint).ok(), ..Request::default() }
}

fn tags(tagging: &Tagging) -> Vec<&str> {
    tagging.runs.iter().map(|run| run.verdict.tag.as_str()).collect()
}

#[test]
fn the_seeds_are_four_times_french_and_once_english() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the seeds").map(|entry| entry.expect("a seed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let verdicts: Vec<(String, Strength)> = paths
        .iter()
        .map(|path| {
            let whole = by_itself(&std::fs::read_to_string(path).expect("UTF-8")).whole;
            (whole.tag.to_string(), whole.strength)
        })
        .collect();
    let expected = ["fr", "fr", "fr", "fr", "en"].map(|tag| (tag.to_owned(), Strength::Sure));
    assert_eq!(verdicts, expected);
}

#[test]
fn a_paragraph_in_another_language_keeps_its_own() {
    let tagging = by_itself(&format!("{FRENCH}\n\n{ENGLISH}\n\n{FRENCH_TOO}\n\n{FRENCH}\n"));
    assert_eq!(tagging.whole.tag.as_str(), "fr");
    assert_eq!(tags(&tagging), ["fr", "en", "fr", "fr"]);
    assert!(tagging.runs.iter().all(|run| run.verdict.strength == Strength::Sure));
}

#[test]
fn a_block_that_says_too_little_takes_the_language_of_the_whole() {
    let text =
        format!("{FRENCH}\n\nOK\n\n2024\n\nPlanning\n\nhttps://example.org/the-news\n\n{FRENCH_TOO}\n");
    let tagging = by_itself(&text);
    assert_eq!(tags(&tagging), ["fr"; 6]);
    for run in &tagging.runs[1..5] {
        assert_eq!(run.verdict.strength, Strength::Unsure, "{run:?}");
    }
    assert_eq!(tagging.runs[1].verdict.evidence, Evidence::TooShort);
    assert_eq!(tagging.runs[4].verdict.evidence, Evidence::TooShort);
}

#[test]
fn the_whole_is_the_body_where_a_body_is_known() {
    let document = document(&format!("{FRENCH}\n\n{ENGLISH}\n\n{ENGLISH}\n\n{ENGLISH}\n"));
    let treatment =
        |role: Role| Treatment { role, usage: role.usage(), reason: Reason::RunningText, sure: true };
    let cleaning = |first: Role, others: Role| Cleaning {
        blocks: [first, others, others, others].map(treatment).to_vec(),
        ..Cleaning::default()
    };
    let whole =
        |cleaning: Option<&Cleaning>| tag(&document, cleaning, Request::default()).0.whole.tag.to_string();
    assert_eq!(whole(Some(&cleaning(Role::Paragraph, Role::Teaser))), "fr");
    assert_eq!(whole(Some(&cleaning(Role::Furniture, Role::Teaser))), "en", "no body: all blocks count");
    assert_eq!(whole(None), "en");
}

#[test]
fn runs_are_in_order_and_within_their_blocks() {
    let document = document(&format!("{FRENCH} {ENGLISH}\n\n*\n\n{ENGLISH}\n"));
    let (tagging, _) = tag(&document, None, Request::default());
    assert_eq!(tags(&tagging), ["fr", "en", "en", "en"]);
    let texts: Vec<&str> = tagging.runs.iter().map(|run| document.slice(run.span)).collect();
    assert_eq!(texts, [FRENCH, ENGLISH, "*", ENGLISH]);
}

#[test]
fn an_order_holds_for_every_block() {
    let document = document(&format!("{FRENCH}\n\n{ENGLISH}\n\n2024\n"));
    let request = Request { lang: LangTag::parse("de").ok(), ..hint("fr") };
    let (tagging, notes) = tag(&document, None, request);
    assert_eq!(tags(&tagging), ["de", "de", "de"]);
    assert!(tagging.runs.iter().all(|run| run.verdict == tagging.whole));
    assert_eq!(tagging.whole.evidence, Evidence::Given);
    assert_eq!(notes, []);
}

#[test]
fn a_wrong_hint_is_noted() {
    let (tagging, notes) = tag(&document(FRENCH), None, hint("en"));
    assert_eq!(tagging.whole.tag.as_str(), "fr");
    assert_eq!(notes.iter().map(|note| note.code).collect::<Vec<_>>(), [NoteCode::HintMismatch]);
    assert_eq!(notes[0].message, "the language was said to be en, but the text is fr (sure)");
    assert_eq!(tag(&document(FRENCH), None, hint("fr-CA")).1, []);
}

#[test]
fn a_language_that_cannot_be_told_is_noted() {
    let codes = |text: &str, request| -> Vec<NoteCode> {
        tag(&document(text), None, request).1.iter().map(|note| note.code).collect()
    };
    assert_eq!(codes("OK", Request::default()), [NoteCode::LanguageUnknown]);
    assert_eq!(codes("OK", hint("fr")), []);
    assert_eq!(codes("2024", Request::default()), [], "a text without letters is no riddle");
    assert_eq!(codes("", Request::default()), [], "nothing was asked");
}
