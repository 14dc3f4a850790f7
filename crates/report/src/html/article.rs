//! One article on a page: what it is, what changed, its summary, then the whole text.

use std::fmt::Write;

use epitome::counted;

use super::changes;
use super::compare::{Comparison, Move};
use super::escape::escaped;
use super::lines;
use super::state::{BlockState, LanguageState, Piece, State};
use super::words::{call, lang, language_name, verdict};
use super::{Article, Earlier};

/// An article of a review with what a comparison of its states shows.
pub(super) struct Compared<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) comparison: Option<Comparison<'a>>,
}

impl<'a> Compared<'a> {
    pub(super) fn new(article: &'a Article<'a>) -> Compared<'a> {
        let lay = |earlier: &'a Earlier| Comparison::new(&earlier.state, &article.now);
        Compared { article, comparison: article.before.as_ref().map(lay) }
    }

    /// The views that differ, in order of cause.
    pub(super) fn changed(&self) -> &[&'static str] {
        self.article.before.as_ref().map_or(&[], |earlier| &earlier.changed)
    }

    /// What it is on a review.
    pub(super) fn standing(&self) -> Standing {
        match (&self.comparison, self.changed()) {
            (None, _) => Standing::New,
            (Some(_), []) => Standing::Unchanged,
            (Some(_), _) => Standing::Changed,
        }
    }
}

/// What an article is on a review, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Changed,
    New,
    Unchanged,
}

impl Standing {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Standing::Changed => "changed",
            Standing::New => "new",
            Standing::Unchanged => "unchanged",
        }
    }
}

/// Writes an article of a review. One that did not change is folded.
pub(super) fn write(compared: &Compared<'_>, page: &mut String) {
    let Compared { article, comparison } = compared;
    let name = escaped(article.name);
    let standing = compared.standing();
    let (start, middle, end) = match standing {
        Standing::Unchanged => ("<details><summary>", "</summary>", "</details>"),
        Standing::Changed | Standing::New => ("", "", ""),
    };
    let state = standing.as_str();
    // Writing to a string does not fail.
    let _ = writeln!(
        page,
        "<article id=\"{name}\">\n{start}<h2>{name} <small class=\"state {state}\">{state}</small></h2>{middle}"
    );
    write_head(Some(article.why), &article.now, comparison.as_ref(), page);
    if let (Some(comparison), Standing::Changed) = (comparison, standing) {
        changes::write(comparison, page);
    }
    write_summaries(&article.now, comparison.as_ref(), page);
    lines::write(article.name, &article.now, comparison.as_ref(), page);
    let _ = writeln!(page, "{end}</article>");
}

/// Writes an article that is compared with nothing.
pub(super) fn write_alone(name: &str, state: &State, page: &mut String) {
    let _ = writeln!(page, "<article>\n<h2>{}</h2>", escaped(name));
    write_head(None, state, None, page);
    write_summaries(state, None, page);
    lines::write(name, state, None, page);
    *page += "</article>\n";
}

/// Title, language and how near the last pick was.
fn write_head(why: Option<&str>, now: &State, comparison: Option<&Comparison<'_>>, page: &mut String) {
    if let Some(title) = &now.title {
        let tag = lang(&now.language.tag);
        let _ = writeln!(page, "<p class=\"title\" lang=\"{tag}\" dir=\"auto\">{}</p>", escaped(title));
    }
    *page += "<dl class=\"facts\">\n";
    let mut fact = |name: &str, what: &str| {
        let _ = writeln!(page, "<div><dt>{name}</dt><dd>{}</dd></div>", escaped(what));
    };
    if let Some(why) = why {
        fact("Here because", why);
    }
    let before = comparison.map(|comparison| comparison.before);
    fact("Language", &was(before, now, |state| verdict(&state.language)));
    if let Some(runner_up) = &now.runner_up {
        fact("Next best", &language_name(runner_up));
    }
    fact("Kept", &was(before, now, kept));
    fact("Last pick", &was(before, now, last_pick));
    for note in &now.notes {
        fact("Note", note);
    }
    *page += "</dl>\n";
    write_ribbon(now, page);
}

/// What holds now and, where it differs, what held before.
fn was(before: Option<&State>, now: &State, what: impl Fn(&State) -> String) -> String {
    let present = what(now);
    match before.map(what) {
        Some(earlier) if earlier != present => format!("{present} (before: {earlier})"),
        _ => present,
    }
}

fn kept(state: &State) -> String {
    let scores = || pieces(state).filter_map(Piece::score);
    let n_kept = scores().filter(|score| score.outcome.is_ok()).count();
    format!("{n_kept} of {}", counted(scores().count(), "sentence"))
}

fn last_pick(state: &State) -> String {
    match state.margin {
        _ if pieces(state).all(|piece| piece.rank().is_none()) => "nothing was picked".to_owned(),
        1000 => "clear, nothing else could stand in its place".to_owned(),
        margin => format!("{}, {margin} of 1000 ahead of the next best", call(state.close_call)),
    }
}

fn pieces(state: &State) -> impl Iterator<Item = &Piece> {
    state.blocks.iter().flat_map(|block| &block.pieces)
}

/// The languages of the blocks from first to last, each as long as its text.
fn write_ribbon(state: &State, page: &mut String) {
    let runs: Vec<&[BlockState]> = state.blocks.chunk_by(|a, b| tag(a, state) == tag(b, state)).collect();
    let names: Vec<String> = runs
        .iter()
        .map(|run| match run {
            [block] => format!("{} in {}", language_name(tag(block, state)), block.address),
            _ => format!("{} from {}", language_name(tag(&run[0], state)), run[0].address),
        })
        .collect();
    if names.is_empty() {
        return;
    }
    let label = format!("Languages from start to end: {}", names.join(", "));
    let _ = write!(page, "<div class=\"ribbon\" role=\"img\" aria-label=\"{}\">", escaped(label));
    for run in runs {
        let n_bytes: usize = run.iter().flat_map(|block| &block.pieces).map(|piece| piece.text.len()).sum();
        let own = tag(&run[0], state);
        let class = if own == state.language.tag { "main" } else { "other" };
        let _ = write!(
            page,
            "<span class=\"{class}\" style=\"flex-grow:{}\">{}</span>",
            n_bytes.max(1),
            escaped(own)
        );
    }
    *page += "</div>\n";
}

fn tag<'a>(block: &'a BlockState, state: &'a State) -> &'a str {
    let LanguageState { tag, .. } = block.language.as_ref().unwrap_or(&state.language);
    tag
}

/// The summary, or both where the picks differ.
fn write_summaries(now: &State, comparison: Option<&Comparison<'_>>, page: &mut String) {
    let differing = comparison.filter(|both| !both.came().is_empty() || !both.went().is_empty());
    let Some(both) = differing else {
        write_summary("Summary", now, &[], "", page);
        return;
    };
    *page += "<div class=\"both\">\n";
    write_summary("Summary before", both.before, &both.went(), "out", page);
    write_summary("Summary now", now, &both.came(), "in", page);
    *page += "</div>\n";
}

/// The picks in order of the text; those among `moved` carry a word.
fn write_summary(heading: &str, state: &State, moved: &[Move<'_>], word: &str, page: &mut String) {
    let _ = writeln!(page, "<section class=\"summary\">\n<h3>{heading}</h3>");
    let picks: Vec<(&BlockState, &Piece, u32)> = state
        .blocks
        .iter()
        .flat_map(|block| block.pieces.iter().map(move |piece| (block, piece)))
        .filter_map(|(block, piece)| Some((block, piece, piece.rank()?)))
        .collect();
    if picks.is_empty() {
        *page += "<p>Nothing was picked.</p>\n";
    } else {
        *page += "<ul>\n";
    }
    for (block, piece, rank) in &picks {
        let is_moved = moved.iter().any(|other| std::ptr::eq(other.piece, *piece));
        let word = if is_moved { format!(" <small>{word}</small>") } else { String::new() };
        let class = if is_moved { " class=\"moved\"" } else { "" };
        let _ = writeln!(
            page,
            "<li{class}><span class=\"pick\"><b>#{rank}</b>{word}</span> <span lang=\"{}\" dir=\"auto\">{}</span></li>",
            lang(tag(block, state)),
            escaped(&piece.text)
        );
    }
    if !picks.is_empty() {
        *page += "</ul>\n";
    }
    *page += "</section>\n";
}
