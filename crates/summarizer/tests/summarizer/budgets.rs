//! Budgets of all four kinds.

use epitome_document::NoteCode;
use epitome_summarizer::{Budget, Selection, Why};

use crate::support::{Article, article};

/// Sentences of 15, 14, 7 and 13 words: 49 in all.
fn bridge() -> Article {
    article(
        "en",
        "",
        "The new toll bridge over the Mersey will open to drivers and buses on Monday.
         Drivers will pay two pounds to cross the bridge, half of the old toll.|Buses will cross the bridge without paying.
         The bridge over the Mersey took six years and cost ninety million pounds.",
    )
}

fn n_words(article: &Article, selection: &Selection) -> u32 {
    let rows = article.scores().rows;
    let of = |ranked: &epitome_document::Ranked| rows.iter().find(|row| row.sentence == ranked.sentence);
    selection.kept.iter().filter_map(of).map(|row| row.n_words).sum()
}

#[test]
fn sentences() {
    let bridge = bridge();
    for n in 1..=4 {
        assert_eq!(bridge.kept(Budget::Sentences(n)).len(), n as usize);
    }
    assert_eq!(bridge.kept(Budget::Sentences(u32::MAX)).len(), 4);
    assert_eq!(Budget::default(), Budget::Sentences(3));
}

#[test]
fn words() {
    let bridge = bridge();
    for n in 7..=49 {
        let (selection, notes) = bridge.select(Budget::Words(n));
        assert!(n_words(&bridge, &selection) <= n && notes.is_empty(), "{n}");
    }
    assert_eq!(bridge.kept(Budget::Words(49)).len(), 4);
    assert_eq!(bridge.kept(Budget::Words(15)), ["p1.s1"]);
}

#[test]
fn characters_count_the_spaces_between_sentences() {
    let lengths = bridge().scores().rows.iter().map(|row| row.n_chars).collect::<Vec<_>>();
    assert_eq!(lengths, [77, 70, 43, 73]);
    let all = 77 + 70 + 43 + 73 + 3;
    assert_eq!(bridge().kept(Budget::Chars(all)).len(), 4);
    assert_eq!(bridge().kept(Budget::Chars(all - 1)).len(), 3);
}

#[test]
fn per_cent_of_the_words() {
    let bridge = bridge();
    assert_eq!(bridge.kept(Budget::Percent(100)).len(), 4);
    let (half, notes) = bridge.select(Budget::Percent(60));
    assert!(n_words(&bridge, &half) <= 29 && notes.is_empty());
    assert_eq!(half.kept.len(), 2);
}

#[test]
fn one_sentence_stands_where_none_fits() {
    for budget in [Budget::Words(3), Budget::Chars(10), Budget::Percent(1), Budget::Sentences(0)] {
        let (selection, notes) = bridge().select(budget);
        assert_eq!(bridge().kept(budget), ["p1.s1"], "{budget:?}");
        assert_eq!(notes.iter().map(|note| note.code).collect::<Vec<_>>(), [NoteCode::OverBudget]);
        assert_eq!(selection.left_out.len(), 3);
    }
    assert_eq!(bridge().why("p1.s2", Budget::Words(3)), None);
    assert_eq!(bridge().why("p2.s2", Budget::Words(3)), Some(Why::OverBudget));
}

#[test]
fn nothing_gives_nothing_and_says_so() {
    for text in ["", "…\n— !", "# Only a heading"] {
        let (selection, notes) = article("en", "A title", text).select(Budget::default());
        assert!(selection.kept.is_empty() && selection.left_out.is_empty());
        assert_eq!(notes.iter().map(|note| note.code).collect::<Vec<_>>(), [NoteCode::NothingToSummarize]);
    }
}

#[test]
fn one_sentence_is_its_own_summary() {
    let one = article("en", "", "Ships collided off Dover.");
    let (selection, notes) = one.select(Budget::default());
    assert_eq!((selection.kept.len(), selection.kept[0].rank, notes.len()), (1, 1, 0));
    assert_eq!(selection.margin, 1000, "there was nothing to weigh it against");
}

#[test]
fn the_margin_says_how_near_the_cut_was() {
    let (clear, _) = bridge().select(Budget::Sentences(1));
    assert!(clear.margin >= Selection::CLOSE_CALL && !clear.is_close_call(), "{}", clear.margin);
    let unrelated = article(
        "en",
        "",
        "The council met on Monday to discuss the budget of the town.
         Three red boats left the harbour for the northern islands this morning.
         A choir from Leipzig sang old songs before a large audience.
         Farmers near Bath expect a late harvest of apples after rain.
         Our museum shows fifty portraits by painters of the last century.
         Young climbers reached both summits before snow closed every mountain path.
         Some bakers raised prices because flour became scarce across many regions.",
    );
    let (close, _) = unrelated.select(Budget::Sentences(6));
    assert!(close.is_close_call(), "{}", close.margin);
}

#[test]
fn short_sentences_fill_a_budget_of_sentences_but_no_gap_of_words() {
    let cub = article(
        "en",
        "Tiger cub born at Leeds zoo",
        "A tiger cub has been born at Leeds zoo, the first in the city for forty years.
         \"We are over the moon about the tiger cub.|A tiger cub at Leeds zoo is a miracle.|The tiger cub will save the zoo and the whole city of Leeds\", said keeper Amy Hill.
         The cub weighs just two pounds.|It sleeps twenty hours a day.|Visitors can see the cub from May.|Children under five get in free.",
    );
    for n in 1..=8 {
        assert_eq!(cub.kept(Budget::Sentences(n)).len(), n as usize);
    }
    // The lead leaves room for a short one, but not for the quotation, which is better.
    let room = cub.row("p1.s1").n_words + cub.row("p3.s1").n_words;
    assert_eq!(cub.kept(Budget::Words(room)), ["p1.s1"]);
    assert_eq!(cub.why("p3.s1", Budget::Words(room)), Some(Why::Filler));
}
