//! What must hold on the five seed articles, sentence by sentence.

use std::path::Path;

use epitome_document::{
    Document, End, Evidence, Input, LangTag, ReadOptions, Span, Strength, Tagging, Verdict, read, trim,
};
use epitome_langs::Languages;
use epitome_segmenter::{Options, Quotes, segment};

#[test]
fn sentences_and_blanks_are_each_block() {
    for quotes in [Quotes::Split, Quotes::Keep] {
        for document in seeds() {
            let found = segment(&document, None, &tagging(), &Languages::default(), Options { quotes });
            for id in document.block_ids() {
                let block = document.block(id).span;
                let mut at = block.start();
                for (nth, (_, sentence)) in found.of_block(id).enumerate() {
                    assert_eq!(sentence.nth as usize, nth);
                    assert!(trim(&document.text, Span::new(at, sentence.span.start())).is_empty());
                    assert_eq!(trim(&document.text, sentence.span), sentence.span);
                    at = sentence.span.end();
                }
                assert_eq!(at, block.end(), "the last sentence ends its block");
            }
            assert!(found.items.iter().all(|sentence| sentence.end != End::Forced));
        }
    }
}

#[test]
fn the_hard_places_are_split_rightly() {
    let sentences: Vec<String> = seeds().iter().flat_map(split_seed).collect();
    for (needle, opening, closing) in [
        ("M. Tao Duc Thang, président", "Lors de la réunion, M. Tao", "milliards de VND."),
        ("M. A. Balasubramaniam (Bala)", "En réponse, M. A. Bala", "économique numérique."),
        ("(2,2 milliards de dollars)", "Les investissements", "numérique du pays."),
        ("vtv.vn", "— Photo vtv.vn |", "vtv.vn |"),
        ("n°57-NQ/TW", "Il a indiqué", "développement."),
        ("loi sur les télécommunications…", "Les entreprises ont", "télécommunications…"),
        ("prêté attention", "Le ministère", "surmonter. »"),
        ("fort développement", "Cela a favorisé", "services postaux. »"),
        ("https://", "Source : https", "20250822025637783"),
        ("donnees.jpg", "delegues", ".jpg"),
        ("caméras AI...", "Lors de la conférence", "AI..."),
        ("ECqurity...", "Le 30 janvier", "- Truth."),
    ] {
        let hits: Vec<&String> = sentences.iter().filter(|sentence| sentence.contains(needle)).collect();
        assert!(!hits.is_empty(), "{needle}");
        assert!(
            hits.iter().any(|hit| hit.starts_with(opening) && hit.ends_with(closing)),
            "{needle}: {hits:#?}"
        );
    }
}

#[test]
fn no_sentence_is_a_rest_of_punctuation() {
    for document in seeds() {
        for sentence in split_seed(&document) {
            assert!(sentence.contains(char::is_alphanumeric), "{sentence:?}");
            assert!(!sentence.starts_with(['»', '”', ')', ',', '.']), "{sentence:?}");
        }
    }
}

fn split_seed(document: &Document) -> Vec<String> {
    let found = segment(document, None, &tagging(), &Languages::default(), Options::default());
    found.items.iter().map(|sentence| document.slice(sentence.span).to_owned()).collect()
}

fn seeds() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the seeds are part of the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    assert_eq!(paths.len(), 5);
    let read_seed = |path: &Path| {
        let bytes = std::fs::read(path).expect("a readable seed");
        read(&Input::text("seed.txt", bytes), &ReadOptions::default()).expect("the seeds are plain text")
    };
    paths.iter().map(|path| read_seed(path)).collect()
}

/// French, which four of the five are.
fn tagging() -> Tagging {
    let whole = Verdict {
        tag: LangTag::literal("fr"),
        strength: Strength::Sure,
        confidence: 1000,
        runner_up: None,
        evidence: Evidence::Given,
    };
    Tagging { whole, runs: Vec::new() }
}
