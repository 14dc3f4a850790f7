//! Training the detector, on a toy text of our own.

use epitome_detector::model::{Model, Script, Words};
use epitome_eval::{Order, train};

/// Words that make up the lines of three languages.
const LANGUAGES: [(&str, [&str; 12]); 3] = [
    (
        "de",
        [
            "der",
            "Minister",
            "sagte",
            "am",
            "Montag",
            "dass",
            "die",
            "Schule",
            "nicht",
            "geschlossen",
            "wird",
            "und",
        ],
    ),
    (
        "fi",
        [
            "ministeri",
            "sanoi",
            "maanantaina",
            "että",
            "koulua",
            "ei",
            "suljeta",
            "tänä",
            "vuonna",
            "ja",
            "kunta",
            "maksaa",
        ],
    ),
    (
        "pl",
        [
            "minister",
            "powiedział",
            "w",
            "poniedziałek",
            "że",
            "szkoła",
            "nie",
            "zostanie",
            "zamknięta",
            "w",
            "tym",
            "roku",
        ],
    ),
];

/// Lines of six words, each another choice.
fn lines(first: usize, n: usize, prefix: &str) -> String {
    let line = |(tag, words): (&str, [&str; 12]), idx: usize| {
        let chosen: Vec<&str> = (0..6).map(|place| words[(idx * 7 + place * (1 + idx % 5)) % 12]).collect();
        format!("{prefix}{tag}\t{}\n", chosen.join(" "))
    };
    (first..first + n).flat_map(|idx| LANGUAGES.map(|language| line(language, idx))).collect()
}

#[test]
fn a_training_gives_the_same_bytes_again_and_a_model_that_tells_its_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, held) = (folder.path().join("data.tsv"), folder.path().join("held.tsv"));
    std::fs::write(&data, lines(0, 200, "")).expect("a file");
    std::fs::write(&held, lines(1000, 80, "toy\tsentence\t")).expect("a file");
    let order = Order { n_bytes: 60_000, n_samples: 3_000, n_candidates: 5_000, n_lines: 1_000 };
    let (file, report) = train(&data, &held, order).expect("a model");
    let (again, _) = train(&data, &held, order).expect("a model");
    assert!(file == again, "two trainings on the same text differ");
    assert!(file.len() <= order.n_bytes, "{} bytes", file.len());
    assert!(report.starts_with("sentence 100.00"), "{report}");

    let model = Model::read(&file).expect("a whole file");
    for (tag, words) in LANGUAGES {
        let words = Words::of(&words.join(" "));
        let ranking = model.rank(&words, words.iter()).expect("a ranking");
        assert_eq!(ranking.best().as_str(), tag);
    }
    assert!(model.tags(Script::Cyrillic).is_empty());
    assert!(Model::read(&file[..file.len() - 1]).is_none(), "a file cut short is refused");
}
