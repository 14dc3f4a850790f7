//! Pages as a reader meets them: what changed is said, what did not is folded, and no article can break out of its place.

use epitome::Features;
use epitome_report::html::{
    self, Article, BlockState, Earlier, LanguageState, Piece, PieceKind, Score, State,
};

/// A small article, made by hand so that no weight moves it. The sentence at `pick` is picked, of those that can be.
fn state(pick: usize) -> State {
    let language = |tag: &str| LanguageState {
        tag: tag.to_owned(),
        strength: "sure".to_owned(),
        evidence: "statistics".to_owned(),
    };
    let block = |address: &str, usage: &str, role: &str, reason: &str, pieces: Vec<Piece>| BlockState {
        address: address.to_owned(),
        usage: usage.to_owned(),
        role: role.to_owned(),
        reason: reason.to_owned(),
        sure: true,
        weighed: None,
        language: None,
        pieces,
    };
    let mut position = 0;
    let mut sentence = |address: &str, text: &str, total: u16| {
        let features = Features { position, words: 16, title_words: 1, ..Features::default() };
        let is_picked = usize::try_from(position) == Ok(pick);
        let outcome = if is_picked { Ok(1) } else { Err("others scored higher".to_owned()) };
        position += 1;
        piece(address, text, Some(Score { total, features, outcome }))
    };
    let lead = vec![
        Piece { text: "MARLOW (AP) -".to_owned(), kind: PieceKind::Cut { role: "dateline".to_owned() } },
        sentence("p2.s1", "The ferry sailed again on Saturday, said Dr. Ellen Pryce.", 1000),
        sentence("p2.s2", "It had lain idle for forty years.", 300),
    ];
    let body = vec![sentence("p3.s1", "Three hundred people stood on the quay when it left.", 620)];
    let quote = vec![sentence("p4.s1", "« La mer n'a jamais été une frontière. »", 410)];
    let mut blocks = vec![
        block(
            "p1",
            "aside",
            "title",
            "a short line before the text",
            vec![piece("p1.s1", "Ferry is back", None)],
        ),
        block("p2", "body", "lead", "the first paragraph of running text", lead),
        block("p3", "body", "paragraph", "running text", body),
        block("p4", "body", "quote", "the whole block is a quotation", quote),
        block(
            "p5",
            "drop",
            "credit",
            "names who made a picture",
            vec![piece("p5.s1", "Photo: Gazette", None)],
        ),
    ];
    blocks[3].language = Some(language("fr"));
    State {
        title: Some("Ferry is back".to_owned()),
        language: language("en"),
        runner_up: Some("fr".to_owned()),
        notes: Vec::new(),
        blocks,
        margin: 380,
        close_call: false,
    }
}

fn piece(address: &str, text: &str, score: Option<Score>) -> Piece {
    let kind = PieceKind::Sentence { address: address.to_owned(), score };
    Piece { text: text.to_owned(), kind }
}

fn review(before: Option<State>, now: State, changed: &[&'static str]) -> String {
    let before = before.map(|state| Earlier { state, changed: changed.to_vec() });
    html::review(&[Article { name: "en/ferry", why: "a test", now, before }])
}

#[test]
fn an_article_that_did_not_change_says_so_and_is_folded() {
    let page = review(Some(state(0)), state(0), &[]);
    assert!(page.contains("1 article, and nothing changed in any of them."), "{page}");
    assert!(
        page.contains("<details><summary><h2>en/ferry <small class=\"state unchanged\">unchanged</small>")
    );
    assert!(page.contains("<td>unchanged</td>"));
    for absent in
        ["What changed</h3>", "<small>in</small>", "<small>out</small>", "class=\"was\"", " changed\">"]
    {
        assert!(!page.contains(absent), "{absent} in {page}");
    }
}

#[test]
fn a_new_article_is_compared_with_nothing() {
    let page = review(None, state(0), &[]);
    assert!(
        page.contains("0 changed, 0 unchanged, 1 new") && page.contains("<td>new article</td>"),
        "{page}"
    );
    assert!(!page.contains("<th scope=\"col\">before</th>"));
}

#[test]
fn another_pick_is_marked_in_and_out() {
    let (before, mut now) = (state(0), state(2));
    if let PieceKind::Sentence { score: Some(score), .. } = &mut now.blocks[1].pieces[1].kind {
        score.total = 610;
    }
    let page = review(Some(before), now, &["scores", "summary"]);
    for told in [
        "1 sentence came into a summary, 1 went out.",
        "<td>scores, then summary</td>",
        "In: p3.s1 as #1; before, it was left out: others scored higher.",
        "Out: p2.s1, which was #1; now it is left out: others scored higher.",
        "1 of 4 sentences has another score; nothing counted in them differs",
        "Most was lost by p2.s1 (no. 1) 1000 → 610: lead, title words 1.",
        "<tr class=\"went\"><td class=\"mark\"><b>#1</b> <small>out</small></td><td class=\"mark\"><span aria-hidden",
        "score 610, before 1000 (−390)",
        "<td class=\"mark\"><b>#1</b> <small>in</small></td>",
    ] {
        assert!(page.contains(told), "{told} in {page}");
    }
}

#[test]
fn a_count_that_differs_is_named() {
    let (before, mut now) = (state(0), state(0));
    if let PieceKind::Sentence { score: Some(score), .. } = &mut now.blocks[2].pieces[0].kind {
        score.features.title_words = 3;
        score.total = 700;
    }
    let page = review(Some(before), now, &["scores"]);
    for told in [
        "Another count in some sentences: title words in 1.",
        "1 of 4 sentences has another score; follows from the above.",
        "before: facts: title words 1",
        "Every summary has the sentences it had.",
    ] {
        assert!(page.contains(told), "{told} in {page}");
    }
}

/// The state before two sentences of the lead were told apart.
fn unsplit() -> State {
    let mut state = state(0);
    let lead = &mut state.blocks[1];
    let second = lead.pieces.remove(2).text;
    lead.pieces[1].text += &format!(" {second}");
    state
}

#[test]
fn a_split_shows_the_whole_sentence_that_was() {
    let page = review(Some(unsplit()), state(0), &["outline"]);
    for told in [
        ", and is now 2 sentences, “The ferry sailed again on Saturday, said Dr. Ellen Pryce.” “It had lain",
        "before: one sentence, p2.s1, score 1000, “The ferry sailed",
        "before: one with the row above",
        "<small>in part</small>",
        "In: p2.s1 as #1; before, it was no sentence of its own.",
        "Out: p2.s1, which was #1; now it is no sentence of its own.",
    ] {
        assert!(page.contains(told), "{told} in {page}");
    }
    let back = review(Some(state(0)), unsplit(), &["outline"]);
    assert!(back.contains(", and is now 1 sentence, “The ferry"), "{back}");
}

#[test]
fn a_language_that_differs_is_told() {
    let (before, mut now) = (state(0), state(0));
    now.blocks[3].language = None;
    let page = review(Some(before), now, &["language"]);
    assert!(
        page.contains("Block p4 is now in English (en), sure, by its letters and words. Before: French (fr)"),
        "{page}"
    );
}

#[test]
fn what_shows_nothing_is_no_edit() {
    let mut before = state(0);
    before.blocks[1].pieces[0].text += "\u{200B}";
    let page = review(Some(before), state(0), &[]);
    assert!(!page.contains("No longer in the text") && !page.contains(" changed\">"), "{page}");
}

#[test]
fn neighbours_with_the_same_fate_are_told_together() {
    let (mut before, mut now) = (state(0), state(0));
    for block in &mut before.blocks[3..] {
        block.role = "teaser".to_owned();
        block.usage = "drop".to_owned();
        block.reason = "points to another story".to_owned();
    }
    for block in &mut now.blocks[3..] {
        block.reason = "running text".to_owned();
        block.role = "paragraph".to_owned();
        block.usage = "body".to_owned();
    }
    let page = review(Some(before), now, &["outline"]);
    let told = "Blocks p4 to p5 are now body · paragraph: running text. Before: dropped · teaser: points to another story.";
    assert!(page.contains(told), "{page}");
}

#[test]
fn a_dropped_block_shows_what_it_was() {
    let (mut before, now) = (state(0), state(0));
    let credit = &mut before.blocks[4];
    (credit.usage, credit.role) = ("body".to_owned(), "paragraph".to_owned());
    let page = review(Some(before), now, &["outline"]);
    assert!(page.contains("<tbody class=\"drop changed\">"), "{page}");
    assert!(
        page.contains("Block p5 is now dropped · credit: names who made a picture. Before: body · paragraph")
    );
}

#[test]
fn an_edited_article_is_compared_outside_the_edit() {
    let mut now = state(0);
    now.blocks[1].pieces[2].text = "It had lain idle for thirty years and more.".to_owned();
    let page = review(Some(state(0)), now, &["outline"]);
    assert!(page.contains("The text of the article is another than it was"), "{page}");
    let lost = page.split_once("No longer in the text, or edited").expect("a sentence is gone").1;
    assert!(lost.contains("It had lain idle for forty years."), "{page}");
    // The rest is known as what it was.
    assert_eq!(page.matches("<tbody class=\"body changed\">").count(), 1, "{page}");
}

#[test]
fn no_name_reason_or_text_is_markup() {
    let hostile = "\"><script>alert('x')</script>\u{202E}&\u{0}";
    let mut state = state(0);
    state.title = Some(hostile.to_owned());
    state.runner_up = Some(hostile.to_owned());
    state.language.tag = hostile.to_owned();
    state.notes = vec![hostile.to_owned()];
    for block in &mut state.blocks {
        (block.address, block.role, block.reason) =
            (hostile.to_owned(), hostile.to_owned(), hostile.to_owned());
        block.usage = hostile.to_owned();
        block.pieces.iter_mut().for_each(|piece| piece.text = hostile.to_owned());
    }
    let mut now = state.clone();
    now.language.strength = hostile.to_owned();
    let before = Some(Earlier { state, changed: vec!["language"] });
    let page = html::review(&[Article { name: hostile, why: hostile, now, before }]);
    assert!(
        !page.contains("<script") && !page.contains(['\u{0}', '\u{202E}']) && !page.contains("\"\">"),
        "{page}"
    );
}

#[test]
fn a_page_asks_for_nothing() {
    let page = review(Some(state(0)), state(2), &["summary"]);
    for request in ["http:", "https:", "<script", "@import", "url(", "src="] {
        assert!(!page.contains(request), "{request}");
    }
    assert!(page.contains("content=\"default-src 'none';"));
}

#[test]
fn an_article_of_a_review_reads_like_this() {
    let page = review(Some(unsplit()), state(2), &["outline", "scores", "summary"]);
    let article = &page[page.find("<article").expect("there is one")..page.find("</main>").expect("it ends")];
    insta::assert_snapshot!("article", article);
}
