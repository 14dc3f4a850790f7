//! What changed in one article, in order of cause: blocks and borders, language, what is counted, scores, picks.

use std::collections::BTreeMap;
use std::fmt::Write;

use epitome::counted;

use super::compare::{Comparison, Move, Pair};
use super::escape::escaped;
use super::state::{BlockState, Piece, PieceKind, Score};
use super::words::{differing_facts, treatment, verdict};
use crate::decision::facts;

/// So many of a kind are told one by one; the text below shows all.
const MOST: usize = 8;

/// Writes the list of changes.
pub(super) fn write(comparison: &Comparison<'_>, page: &mut String) {
    let mut items = Vec::new();
    if comparison.edited {
        items.push(
            "The text of the article is another than it was: only what stands before the first and after the last \
             difference is compared."
                .to_owned(),
        );
    }
    capped(treatments(comparison), "block", &mut items);
    capped(borders(comparison), "block with other borders", &mut items);
    capped(languages(comparison), "block in another language", &mut items);
    let caused = !items.is_empty();
    scores(comparison, caused, &mut items);
    picks(comparison, &mut items);
    if items.is_empty() {
        items.push(
            "Only lines differ that this page does not show, such as why the article is here.".to_owned(),
        );
    }
    *page += "<section class=\"changes\">\n<h3>What changed</h3>\n<ul>\n";
    for item in items {
        // Writing to a string does not fail.
        let _ = writeln!(page, "<li>{}</li>", escaped(item));
    }
    *page += "</ul>\n</section>\n";
}

/// Whether anything of a present block but its scores differs: its treatment, its language, the borders of its parts, what
/// speaks for them, or what became of them.
pub(super) fn is_changed(comparison: &Comparison<'_>, idx: usize) -> bool {
    let now = &comparison.now.blocks[idx];
    let Some(before) = comparison.block_before(idx) else { return true };
    let same_piece = |pair: &Pair<'_>| match (comparison.same(pair).map(|piece| &piece.kind), &pair.now.kind)
    {
        (Some(PieceKind::Cut { role: old }), PieceKind::Cut { role: new }) => old == new,
        (Some(PieceKind::Sentence { score: old, .. }), PieceKind::Sentence { score: new, .. }) => {
            same_outcome(old.as_ref(), new.as_ref())
        }
        _ => false,
    };
    is_treated_otherwise(before, now)
        || language_of(before, comparison.before) != language_of(now, comparison.now)
        || !comparison.of_block(idx).iter().all(same_piece)
}

fn same_outcome(old: Option<&Score>, new: Option<&Score>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => {
            // The rank of a pick follows from its score.
            old.outcome.as_ref().err() == new.outcome.as_ref().err()
                && facts(&old.features) == facts(&new.features)
        }
        (old, new) => old.is_none() && new.is_none(),
    }
}

fn is_treated_otherwise(before: &BlockState, now: &BlockState) -> bool {
    (&before.usage, &before.role, &before.reason, before.sure)
        != (&now.usage, &now.role, &now.reason, now.sure)
}

fn language_of<'a>(block: &'a BlockState, state: &'a super::State) -> &'a str {
    &block.language.as_ref().unwrap_or(&state.language).tag
}

/// Puts the first few of a kind on the list, and how many there are besides.
fn capped(found: Vec<String>, what: &str, items: &mut Vec<String>) {
    let n_more = found.len().saturating_sub(MOST);
    items.extend(found.into_iter().take(MOST));
    if n_more > 0 {
        items.push(format!("and {} more; see the text below", counted(n_more, what)));
    }
}

/// A block and, where that differs, what it is and what it was.
type Fate<'a> = (&'a BlockState, Option<(String, String)>);

/// Blocks that are now something else. Neighbours with the same fate are told together.
fn treatments(comparison: &Comparison<'_>) -> Vec<String> {
    let fates: Vec<Fate<'_>> = comparison
        .now
        .blocks
        .iter()
        .enumerate()
        .map(|(idx, now)| {
            let before = comparison.block_before(idx).filter(|before| is_treated_otherwise(before, now));
            (now, before.map(|before| (treatment(now), treatment(before))))
        })
        .collect();
    let told = |run: &[Fate<'_>]| {
        let (first, fate) = &run[0];
        let (now, before) = fate.as_ref()?;
        let who = match run.last() {
            Some((last, _)) if run.len() > 1 => format!("Blocks {} to {} are", first.address, last.address),
            _ => format!("Block {} is", first.address),
        };
        Some(format!("{who} now {now}. Before: {before}."))
    };
    fates.chunk_by(|a, b| a.1 == b.1).filter_map(told).collect()
}

/// Blocks whose sentences and cuts begin and end elsewhere.
fn borders(comparison: &Comparison<'_>) -> Vec<String> {
    let told = |(idx, block): (usize, &BlockState)| {
        let moved: Vec<&Pair<'_>> =
            comparison.of_block(idx).iter().filter(|pair| !pair.same_borders).collect();
        let firsts = moved.iter().filter(|pair| pair.is_first);
        let before: Vec<&Piece> =
            firsts.flat_map(|pair| comparison.before(pair)).map(|placed| placed.piece).collect();
        let after: Vec<&Piece> = moved.iter().map(|pair| pair.now).collect();
        (!before.is_empty()).then(|| {
            let (address, now, before) = (&block.address, quoted(&after), quoted(&before));
            format!("Part of {address} was {before}, and is now {now}")
        })
    };
    comparison.now.blocks.iter().enumerate().filter_map(told).collect()
}

/// How many parts, and how each begins and ends: `2 sentences, “A …” “B …”`.
fn quoted(pieces: &[&Piece]) -> String {
    let texts: Vec<String> =
        pieces.iter().take(MOST).map(|piece| format!("“{}”", shortened(&piece.text))).collect();
    let more = if pieces.len() > MOST { " …" } else { "" };
    format!("{}, {}{more}", parts(pieces.iter().copied()), texts.join(" "))
}

/// How a text begins and ends: whole words of its first 40 and of its last 30 characters.
fn shortened(text: &str) -> String {
    let n_chars = text.chars().count();
    if n_chars <= 80 {
        return text.to_owned();
    }
    let at = |nth: usize| text.char_indices().nth(nth).map_or(text.len(), |(at, _)| at);
    let (start, end) = (&text[..at(40)], &text[at(n_chars - 30)..]);
    let start = start.rsplit_once(' ').map_or(start, |(words, _)| words);
    let end = end.split_once(' ').map_or(end, |(_, words)| words);
    format!("{start} … {end}")
}

/// `2 sentences`, `1 sentence and 1 cut`.
fn parts<'a>(pieces: impl Iterator<Item = &'a Piece>) -> String {
    let (cuts, sentences): (Vec<_>, Vec<_>) =
        pieces.partition(|piece| matches!(piece.kind, PieceKind::Cut { .. }));
    match (sentences.len(), cuts.len()) {
        (n, 0) => counted(n, "sentence"),
        (0, n) => counted(n, "cut"),
        (n_sentences, n_cuts) => {
            format!("{} and {}", counted(n_sentences, "sentence"), counted(n_cuts, "cut"))
        }
    }
}

fn languages(comparison: &Comparison<'_>) -> Vec<String> {
    let (before, now) = (comparison.before, comparison.now);
    let mut found = Vec::new();
    if before.language != now.language {
        let (old, new) = (verdict(&before.language), verdict(&now.language));
        found.push(format!("The article's language is now {new}. Before: {old}."));
    }
    for (idx, block) in now.blocks.iter().enumerate() {
        let Some(earlier) = comparison.block_before(idx) else { continue };
        let old = earlier.language.as_ref().unwrap_or(&before.language);
        let new = block.language.as_ref().unwrap_or(&now.language);
        // A block that follows the article is told with the article.
        if old.tag != new.tag && (block.language.is_some() || earlier.language.is_some()) {
            found.push(format!(
                "Block {} is now in {}. Before: {}.",
                block.address,
                verdict(new),
                verdict(old)
            ));
        }
    }
    found
}

/// A sentence with the score it had and the one it has.
struct Rescored<'a> {
    piece: &'a Piece,
    before: &'a Score,
    now: &'a Score,
}

impl Rescored<'_> {
    fn change(&self) -> i32 {
        i32::from(self.now.total) - i32::from(self.before.total)
    }

    /// Its place is the one fact that no view counts, and the first to look at when a weight moved.
    fn told(&self) -> String {
        let place = self.now.features.position + 1;
        let (address, facts) = (address(self.piece), facts(&self.now.features));
        format!("{address} (no. {place}) {} → {}: {facts}", self.before.total, self.now.total)
    }
}

/// What is counted, and what that is worth. `caused` says that blocks, borders or language already differ.
fn scores(comparison: &Comparison<'_>, caused: bool, items: &mut Vec<String>) {
    let mut both: Vec<Rescored<'_>> = Vec::new();
    for pair in comparison.pairs() {
        if let (Some(before), Some(now)) = (comparison.same(pair).and_then(Piece::score), pair.now.score()) {
            both.push(Rescored { piece: pair.now, before, now });
        }
    }
    let recounted = recounted(&both);
    if !recounted.is_empty() {
        items.push(format!("Another count in some sentences: {recounted}."));
    }
    let n_sentences = counted(both.len(), "sentence");
    both.retain(|rescored| rescored.change() != 0);
    if both.is_empty() {
        return;
    }
    let cause = if caused || !recounted.is_empty() {
        "follows from the above"
    } else {
        "nothing counted in them differs, so what a fact is worth changed (a weight, or how a score is made)"
    };
    let verb = if both.len() == 1 { "has" } else { "have" };
    items.push(format!("{} of {n_sentences} {verb} another score; {cause}.", both.len()));
    both.sort_by_key(|rescored| std::cmp::Reverse(rescored.change()));
    let gains: Vec<String> =
        both.iter().take(3).filter(|rescored| rescored.change() > 0).map(Rescored::told).collect();
    let losses: Vec<String> =
        both.iter().rev().take(3).filter(|rescored| rescored.change() < 0).map(Rescored::told).collect();
    for (what, list) in [("gained", gains), ("lost", losses)] {
        if !list.is_empty() {
            items.push(format!("Most was {what} by {}.", list.join("; ")));
        }
    }
}

/// Which facts are counted otherwise, and in how many sentences each: `numbers in 1, title words in 3`.
fn recounted(both: &[Rescored<'_>]) -> String {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for rescored in both {
        for name in differing_facts(&rescored.before.features, &rescored.now.features) {
            *names.entry(name).or_default() += 1;
        }
    }
    names.iter().map(|(name, n)| format!("{name} in {n}")).collect::<Vec<_>>().join(", ")
}

/// Who came into the summary and who went.
fn picks(comparison: &Comparison<'_>, items: &mut Vec<String>) {
    let rank = |piece: &Piece| piece.rank().map_or(String::new(), |rank| format!("#{rank}"));
    let (came, went) = (comparison.came(), comparison.went());
    for Move { piece, counterpart } in &came {
        let why = match counterpart.map(|before| before.score().map(|score| &score.outcome)) {
            Some(Some(Err(why))) => format!("before, it was left out: {why}"),
            Some(_) => "before, it could not be picked".to_owned(),
            None => "before, it was no sentence of its own".to_owned(),
        };
        items.push(format!("In: {} as {}; {why}.", address(piece), rank(piece)));
    }
    for Move { piece, counterpart } in &went {
        let why = match counterpart.map(|now| now.score().map(|score| &score.outcome)) {
            Some(Some(Err(why))) => format!("now it is left out: {why}"),
            Some(_) => "now it cannot be picked".to_owned(),
            None => "now it is no sentence of its own".to_owned(),
        };
        items.push(format!("Out: {}, which was {}; {why}.", address(piece), rank(piece)));
    }
    if comparison.before.close_call && !went.is_empty() {
        items.push(format!(
            "The last pick before was a close call, only {} of 1000 ahead: a small change was enough.",
            comparison.before.margin
        ));
    }
}

fn address(piece: &Piece) -> &str {
    match &piece.kind {
        PieceKind::Sentence { address, .. } => address,
        PieceKind::Cut { role } => role,
    }
}
