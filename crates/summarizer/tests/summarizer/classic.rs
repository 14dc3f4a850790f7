//! Classic methods against their best-known implementation: the expected orders are those of sumy 0.11, given the same words,
//! stop words and stems.

use epitome_summarizer::{Budget, Method, select};

use crate::support::{Article, article};

const TITLE: &str = "A new bridge for trams over the Lune";

const TEXT: &str = "\
The city of Harrow will build a new bridge over the river Lune, the mayor said on Monday.|The old bridge was closed in March after engineers found cracks in two of its pillars.|Since then drivers have had to cross the river ten miles further north.
The new bridge will cost forty million pounds and carry four lanes, a cycle path and a tram line.|Half of the money comes from the government, the rest from the city and a bank.|Work on the pillars starts in spring and will take three years.
Shopkeepers near the river welcomed the plan.|Many of them lost customers when the bridge was closed, and two shops shut for good.|The market hall on the north bank says its sales fell by a third.
Engineers will use steel for the pillars, which lasts longer in salt water.|The tram company wants to run trams over the bridge every ten minutes.|The mayor hopes that the tram line will bring new customers to the market hall.";

/// The numbers of all sentences, the best first.
fn order(article: &Article, method: Method) -> Vec<usize> {
    let mut kept = select(&article.scores().by(method), Budget::Percent(100)).0.kept;
    kept.sort_by_key(|ranked| ranked.rank);
    kept.into_iter().map(|ranked| ranked.sentence.idx()).collect()
}

#[test]
fn classic_methods_rank_as_published() {
    let article = article("en", TITLE, TEXT);
    for (method, expected) in [
        (Method::Lead, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
        (Method::Luhn, [11, 8, 0, 3, 7, 2, 1, 10, 4, 5, 6, 9]),
        (Method::TextRank, [0, 3, 1, 10, 11, 7, 8, 2, 9, 5, 4, 6]),
        (Method::LexRank, [11, 10, 1, 4, 5, 6, 7, 8, 2, 3, 9, 0]),
        (Method::SumBasic, [10, 11, 6, 1, 4, 5, 2, 9, 3, 8, 7, 0]),
        (Method::Edmundson, [0, 3, 10, 11, 1, 7, 2, 9, 5, 6, 8, 4]),
    ] {
        assert_eq!(order(&article, method), expected, "{}", method.name());
    }
}

#[test]
fn every_method_takes_any_text() {
    for text in ["", "Oui.", "«", "Un. | Un. | Un."] {
        let article = article("fr", "", text);
        for method in Method::ALL {
            let n_kept = select(&article.scores().by(method), Budget::Sentences(2)).0.kept.len();
            assert!(
                n_kept <= 2 && (n_kept > 0 || article.scores().rows.is_empty()),
                "{} {text:?}",
                method.name()
            );
        }
    }
}
