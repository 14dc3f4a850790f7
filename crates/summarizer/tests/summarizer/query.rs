//! A summary about something.

use epitome_document::NoteCode;
use epitome_langs::Languages;
use epitome_summarizer::{Budget, Scores, score_about, select};
use proptest::prelude::*;

use crate::support::{Article, article};

fn about(article: &Article, query: &str) -> Scores {
    let Article { document, cleaning, sentences, .. } = article;
    score_about(query, document, cleaning, sentences, &Languages::default(), article.language)
}

fn best(article: &Article, query: &str) -> String {
    let (selection, _) = select(&about(article, query), Budget::Sentences(1));
    article.sentences.get(selection.kept[0].sentence).address()
}

fn bridge() -> Article {
    article(
        "en",
        "New bridge opens",
        "The new toll bridge over the Mersey will open to drivers and buses on Monday morning.\n\
         The bridge took six years to build and cost the county ninety million pounds of debt.\n\
         Fishermen from Widnes complain that the noise of the works has scared all salmon away.\n\
         Drivers will pay two pounds to cross the new bridge, which is half of the old toll.",
    )
}

#[test]
fn words_asked_about_count_in_any_form() {
    assert_eq!(best(&bridge(), ""), "p1.s1");
    assert_eq!(best(&bridge(), "FISHERMEN and noises?"), "p3.s1");
    let counted: Vec<u32> =
        about(&bridge(), "cost of fishermen").rows.iter().map(|row| row.features.query_words).collect();
    assert_eq!(counted, [0, 1, 1, 0], "a stop word is not asked about beside others");
    assert_eq!(best(&bridge(), "cost"), "p2.s1");
}

#[test]
fn a_stop_word_counts_where_there_is_no_other() {
    let counted: Vec<u32> =
        about(&bridge(), "from which").rows.iter().map(|row| row.features.query_words).collect();
    assert_eq!(counted, [0, 0, 1, 1]);
}

#[test]
fn half_of_what_was_asked_about_counts_little() {
    let week = article(
        "en",
        "A week of four days works in Kent",
        "The firm in Kent tried a week of four days for two years.
         The town has a harbour, two churches and an old market with a roof of glass.
         Sick leave has halved and fewer days are lost to strikes.",
    );
    assert_eq!(best(&week, "sick days"), "p3.s1");
}

#[test]
fn only_one_answer_stands_without_its_neighbour() {
    let text = "Amy Hill, who has run the old baths of the town for more than thirty years, was not amused by the vote.
        \"The council will close the pool and not one of them swims.\"
        Jo Ford, who has never been to a bath in all his life, told reporters on Monday why he had voted so.
        \"There is no money for a pool in the chest of the council.\"";
    let pool = article("en", "", text);
    // Each of the quotations fits, but neither beside its speaker.
    let room = pool.row("p2.s1").n_words + pool.row("p4.s1").n_words;
    let (selection, _) = select(&about(&pool, "pool council"), Budget::Words(room));
    assert_eq!(selection.kept.len(), 1);
}

#[test]
fn letters_that_touch_are_asked_about_in_pairs() {
    let article = article("zh", "", "今天下雨。\n北京大学开学。\n京北没有大雨。");
    let counted: Vec<u32> = about(&article, "北京").rows.iter().map(|row| row.features.query_words).collect();
    assert_eq!(counted, [0, 1, 0]);
}

fn court() -> Article {
    article(
        "en",
        "Former councillor jailed for fraud on school fund",
        "A former councillor who took two million pounds from a fund for schools was jailed for six years on Monday.
         The prosecutor said in court that the fraud on the fund for schools was as simple as it was shameless.
         He added that it came to light only because a trainee accountant noticed one shared telephone number.
         The council has recovered six hundred thousand pounds for the schools since.",
    )
}

fn kept(article: &Article, query: &str, budget: Budget) -> Vec<String> {
    let kept = select(&about(article, query), budget).0.kept;
    kept.iter().map(|ranked| article.sentences.get(ranked.sentence).address()).collect()
}

#[test]
fn what_is_asked_about_comes_with_the_sentence_it_points_back_to_or_alone() {
    assert_eq!(kept(&court(), "trainee accountants", Budget::Sentences(2)), ["p2.s1", "p3.s1"]);
    assert_eq!(kept(&court(), "trainee accountants", Budget::Sentences(1)), ["p3.s1"]);
    // Another that holds a word and stands by itself comes first.
    assert_eq!(kept(&court(), "accountant jailed", Budget::Sentences(1)), ["p1.s1"]);
}

#[test]
fn a_word_the_article_has_not_dilutes_nothing() {
    let points = |query| about(&bridge(), query).rows.iter().map(|row| row.total).collect::<Vec<_>>();
    assert_eq!(points("salmon"), points("salmon quicksilver zeppelin"));
}

#[test]
fn a_note_says_that_no_pick_holds_a_word_asked_about() {
    let notes = |budget| {
        let notes = select(&about(&court(), "accountant"), budget).1;
        notes.iter().map(|note| note.code).collect::<Vec<_>>()
    };
    assert_eq!(notes(Budget::Sentences(2)), []);
    assert_eq!(notes(Budget::Words(12)), [NoteCode::QueryUnmatched]);
}

#[test]
fn asking_about_a_word_lowers_no_sentence_that_holds_it() {
    let article = bridge();
    let plain = article.scores();
    for word in [
        "bridge", "toll", "salmon", "noise", "pounds", "Monday", "county", "debt", "works", "half", "years",
        "buses",
    ] {
        for (row, before) in about(&article, word).rows.iter().zip(&plain.rows) {
            assert!(before.total < 1000, "there is room for a gain");
            assert_eq!(row.total > before.total, row.features.query_words == 1, "{word}");
            assert!(row.total >= before.total, "{word}");
        }
    }
}

proptest! {
    #[test]
    fn what_no_sentence_holds_changes_nothing(query in "[qxz]{3,9}( [qxz]{3,9}){0,3}") {
        let article = bridge();
        prop_assert_eq!(about(&article, &query).rows, article.scores().rows);
    }
}
