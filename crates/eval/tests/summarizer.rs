//! Measuring and training the summarizer, on articles of our own.

use epitome::Languages;
use epitome_eval::summarizer::{Article, Split, comparison_table, fitted, measure, train};
use serde_json::json;

/// Twelve articles that differ in their names and numbers.
fn articles() -> Vec<Article> {
    let article = |n: usize| {
        let town = ["Brest", "Nantes", "Metz", "Lyon"][n % 4];
        let cost = 20 + n;
        serde_json::from_value(json!({
            "id": format!("a{n}"),
            "lang": "fr",
            "title": format!("Un nouveau pont à {town}"),
            "sents": [
                "Le soleil brillait lundi sur les quais de la ville.",
                format!("La mairie de {town} construit un nouveau pont de {cost} millions d'euros."),
                "Il ouvrira dans deux ans.",
                format!("Les commerçants de {town} attendent le pont depuis longtemps."),
                "Le vent a soufflé fort toute la nuit.",
            ],
            "para": [0, 0, 0, 1, 1],
            "ref": format!("{town} construit un pont de {cost} millions d'euros."),
        }))
        .expect("an article")
    };
    (0..12).map(article).collect()
}

#[test]
fn a_split_parts_the_articles() {
    let articles = articles();
    let (fit, held): (Vec<_>, Vec<_>) = articles.iter().partition(|article| Split::Fit.has(article));
    assert!(!fit.is_empty() && !held.is_empty());
    assert!(held.iter().all(|article| Split::Held.has(article)));
    assert!(fit.iter().all(|article| !Split::Held.has(article) && Split::All.has(article)));
}

#[test]
fn our_summaries_are_measured_beside_the_lead() {
    let comparisons = measure(&articles(), &Languages::default()).expect("French articles");
    let [french] = comparisons.as_slice() else { panic!("one language") };
    assert_eq!((french.lang.as_str(), french.n_articles), ("fr", 12));
    // Ours opens with the sentence the reference is made of, the lead with the weather.
    let (ours, lead) = (&french.methods[0], &french.methods[1]);
    assert!(ours.rankings.iter().all(|(_, ranking)| ranking.by_words[0] == 1));
    assert!(lead.rankings.iter().all(|(_, ranking)| ranking.three == [0, 1, 2]));
    assert!(ours.worths[0].at_length.mean() > lead.worths[0].at_length.mean());
    // "Il ouvrira" never stands without the sentence before it.
    assert_eq!(ours.quality.dangles, 0.0);
    let table = comparison_table(&comparisons);
    assert!(table.contains("fr, 12 articles") && table.contains("edmundson"), "{table}");
}

#[test]
fn training_finds_that_the_title_counts() {
    let trained = train(&articles(), &Languages::default(), None).expect("French articles");
    assert!(trained.weights.with_title.iter().take(3).map(|weight| i32::from(*weight)).sum::<i32>() > 0);
    assert_eq!(trained.figures.len(), 1);
    let source = fitted(&trained, &["Cargo.toml"]).expect("the manifest is there");
    assert!(source.contains("title-similarity") && source.contains("Cargo.toml, SHA-256 "), "{source}");
}
