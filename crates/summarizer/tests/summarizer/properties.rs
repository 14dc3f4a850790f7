//! What holds for every article and budget.

use epitome_document::{NoteCode, SentenceId};
use epitome_summarizer::Budget;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::support::{Article, article};

/// Paragraphs of short sentences over few words, so that words recur, with quotation marks thrown in.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "été",
        "forêt",
        "maison",
        "Il",
        "le",
        "pont",
        "« nuit",
        "jour »",
        "\"mer",
        "ciel\"",
        "12,5",
        "Hà Nội",
        "…",
        "?",
    ]);
    let sentence = prop::collection::vec(word, 1..14).prop_map(|words| words.join(" ") + ".");
    let paragraph = prop::collection::vec(sentence, 1..5).prop_map(|sentences| sentences.join("|"));
    prop::collection::vec(paragraph, 1..7).prop_map(|paragraphs| paragraphs.join("\n"))
}

fn budget() -> impl Strategy<Value = Budget> {
    prop_oneof![
        (0_u32..30).prop_map(Budget::Sentences),
        (0_u32..120).prop_map(Budget::Words),
        (0_u32..600).prop_map(Budget::Chars),
        (0_u8..=100).prop_map(Budget::Percent),
    ]
}

fn spent(article: &Article, kept: &[SentenceId], budget: Budget) -> (u64, u64) {
    let rows = article.scores().rows;
    let kept: Vec<_> = rows.iter().filter(|row| kept.contains(&row.sentence)).collect();
    let n_words = |rows: &mut dyn Iterator<Item = u32>| rows.map(u64::from).sum::<u64>();
    let words = n_words(&mut kept.iter().map(|row| row.n_words));
    let chars = n_words(&mut kept.iter().map(|row| row.n_chars));
    match budget {
        Budget::Sentences(n) => (kept.len() as u64, u64::from(n)),
        Budget::Words(n) => (words, u64::from(n)),
        Budget::Chars(n) => (chars + (kept.len() as u64).saturating_sub(1), u64::from(n)),
        Budget::Percent(share) => {
            (words, n_words(&mut rows.iter().map(|row| row.n_words)) * u64::from(share) / 100)
        }
    }
}

proptest! {
    #[test]
    fn the_budget_is_kept_or_a_note_says_otherwise(text in text(), budget in budget()) {
        let article = article("fr", "", &text);
        let (selection, notes) = article.select(budget);
        let kept: Vec<_> = selection.kept.iter().map(|ranked| ranked.sentence).collect();
        let (spent, limit) = spent(&article, &kept, budget);
        let is_noted = notes.iter().any(|note| note.code == NoteCode::OverBudget);
        prop_assert_eq!(spent > limit, is_noted && kept.len() == 1);
        prop_assert!(!kept.is_empty() || article.scores().rows.is_empty());
    }

    #[test]
    fn kept_and_left_out_are_all_eligible_sentences_in_order(text in text(), budget in budget()) {
        let article = article("fr", "", &text);
        let (selection, _) = article.select(budget);
        prop_assert!(selection.kept.is_sorted_by_key(|ranked| ranked.sentence));
        prop_assert!(selection.left_out.is_sorted_by_key(|left| left.sentence));
        let mut all: Vec<_> = selection.kept.iter().map(|ranked| ranked.sentence).collect();
        all.extend(selection.left_out.iter().map(|left| left.sentence));
        all.sort();
        let eligible: Vec<_> = article.scores().rows.iter().map(|row| row.sentence).collect();
        prop_assert_eq!(all, eligible);
        let mut ranks: Vec<_> = selection.kept.iter().map(|ranked| ranked.rank).collect();
        ranks.sort_unstable();
        prop_assert!(ranks.into_iter().eq(1..=selection.kept.len() as u32));
    }

    #[test]
    fn a_quotation_is_never_split(text in text(), budget in budget()) {
        let article = article("fr", "", &text);
        let rows = article.scores().rows;
        prop_assume!(rows.iter().any(|row| row.quotation.is_none()));
        let (selection, _) = article.select(budget);
        let is_kept = |id: SentenceId| selection.kept.iter().any(|ranked| ranked.sentence == id);
        for pair in rows.windows(2).filter(|pair| pair[0].quotation.is_some() && pair[0].quotation == pair[1].quotation) {
            prop_assert_eq!(is_kept(pair[0].sentence), is_kept(pair[1].sentence));
        }
    }

    #[test]
    fn where_nothing_is_picked_together_more_sentences_keep_the_first_picks(text in text(), n in 1_u32..10) {
        // Sentences of a quotation stand together, and so do one that points back and the one before it.
        let article = article("fr", "", &text.replace(['«', '»', '"'], "").replace("Il", "la"));
        let (few, more) = (article.select(Budget::Sentences(n)).0, article.select(Budget::Sentences(n + 1)).0);
        for ranked in few.kept {
            prop_assert!(more.kept.contains(&ranked));
        }
    }

    #[test]
    fn composed_and_decomposed_text_give_the_same(text in text(), budget in budget()) {
        let decomposed: String = text.nfd().collect();
        let (composed, decomposed) = (article("fr", "L'été", &text), article("fr", "L'e\u{301}te\u{301}", &decomposed));
        prop_assert_eq!(composed.scores().rows, decomposed.scores().rows);
        prop_assert_eq!(composed.select(budget), decomposed.select(budget));
    }

    #[test]
    fn nothing_makes_it_panic(text in "\\PC{0,200}", budget in budget()) {
        let article = article("und", "", &text.replace('|', " "));
        let _ = article.select(budget);
    }
}
