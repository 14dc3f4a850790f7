//! The few lines that tell what a change did to the articles, fit to be pasted into a pull request.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::hygiene::REQUIRED_VIEWS;
use crate::workspace::counted;

/// An article and its views.
#[derive(Debug)]
pub(crate) struct Article {
    /// `seeds/003`, `fr/budget`.
    pub(crate) name: String,
    /// In order of cause.
    pub(crate) views: Vec<View>,
}

/// One view of an article, without the header of the snapshot.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) name: &'static str,
    /// As accepted; `None` when there is none yet.
    pub(crate) accepted: Option<String>,
    /// As it is now; `None` when nothing changed.
    pub(crate) now: Option<String>,
}

impl Article {
    fn view(&self, name: &str) -> Option<&View> {
        self.views.iter().find(|view| view.name == name)
    }

    fn changed(&self, name: &str) -> Option<&View> {
        self.view(name).filter(|view| view.now.is_some())
    }

    /// The first view that changed: views stand in order of cause.
    fn cause(&self) -> Option<&'static str> {
        self.views.iter().find(|view| view.now.is_some()).map(|view| view.name)
    }

    /// Whether nothing of it was ever accepted.
    fn is_new(&self) -> bool {
        self.views.iter().all(|view| view.accepted.is_none())
    }

    /// Whether the picks, as accepted, hung by a hair. The view of the scores says so.
    fn was_close(&self) -> bool {
        let scores = self.view("scores").and_then(|view| view.accepted.as_deref());
        scores.is_some_and(|scores| scores.lines().any(|line| line.ends_with("close call")))
    }
}

/// What changed, in a table of views and then article by article. New articles change nothing and stand at the end.
pub(crate) fn digest(articles: &[Article]) -> String {
    let (new, known): (Vec<&Article>, Vec<&Article>) = articles.iter().partition(|article| article.is_new());
    let changed: Vec<&Article> = known.iter().copied().filter(|article| article.cause().is_some()).collect();
    let n_unchanged = known.len() - changed.len();
    let mut text = format!("{}, {n_unchanged} unchanged\n", counted(articles.len(), "article"));
    for view in REQUIRED_VIEWS {
        let n_changed = changed.iter().filter(|article| article.changed(view).is_some()).count();
        // Writing to a string does not fail.
        let _ = match n_changed {
            0 => writeln!(text, "{view:<10} 0"),
            _ => writeln!(text, "{view:<10} {n_changed} changed{}", remark(view, &changed)),
        };
    }
    if !changed.is_empty() {
        let _ = writeln!(text, "first cause: {}", causes(&changed));
    }
    if changed.len() + new.len() > 0 {
        text.push('\n');
    }
    changed.iter().for_each(|article| text += &story(article));
    new.iter().for_each(|article| text += &format!("{}  new\n", article.name));
    text
}

/// What the line of a view says beyond the number of articles.
fn remark(view: &str, changed: &[&Article]) -> String {
    if view != "summary" {
        return String::new();
    }
    let moves: Vec<(&Article, Moves)> =
        changed.iter().filter_map(|article| Some((*article, moves(article.changed("summary")?)))).collect();
    let n_in: usize = moves.iter().map(|(_, moves)| moves.came.len()).sum();
    let n_out: usize = moves.iter().map(|(_, moves)| moves.went.len()).sum();
    let close = moves.iter().filter(|(article, moves)| !moves.went.is_empty() && article.was_close()).count();
    match close {
        0 => format!("    {} in, {n_out} out", counted(n_in, "sentence")),
        1 => format!("    {} in, {n_out} out; 1 was a close call", counted(n_in, "sentence")),
        _ => format!("    {} in, {n_out} out; {close} were close calls", counted(n_in, "sentence")),
    }
}

fn causes(changed: &[&Article]) -> String {
    let of = |view: &str| changed.iter().filter(|article| article.cause() == Some(view)).count();
    let causes = REQUIRED_VIEWS.iter().map(|view| (view, of(view))).filter(|(_, n)| *n > 0);
    causes.map(|(view, n)| format!("{view} {n}")).collect::<Vec<_>>().join(", ")
}

/// The change of one article: its views on one line, then the sentences that came and went.
fn story(article: &Article) -> String {
    let views: Vec<String> = article.views.iter().filter(|view| view.now.is_some()).map(what).collect();
    let mut text = format!("{}  {}\n", article.name, views.join(", "));
    if let Some(summary) = article.changed("summary") {
        let moves = moves(summary);
        let came = moves.came.iter().map(|sentence| ('+', sentence));
        let went = moves.went.iter().map(|sentence| ('-', sentence));
        came.chain(went).for_each(|(sign, sentence)| text += &format!("  {sign} {sentence}\n"));
    }
    text
}

/// The name of a view and, where a few words can tell, what changed in it.
fn what(view: &View) -> String {
    let n_sentences = |view: &Option<String>| view.iter().flat_map(|view| sentences(view)).count();
    let (before, after) = (n_sentences(&view.accepted), n_sentences(&view.now));
    match view.name {
        "outline" if before != after => format!("outline {before} -> {}", counted(after, "sentence")),
        name => name.to_owned(),
    }
}

/// The sentences that came into a summary and those that went out of it.
struct Moves {
    came: Vec<String>,
    went: Vec<String>,
}

fn moves(summary: &View) -> Moves {
    let before: Vec<&str> = summary.accepted.iter().flat_map(|view| sentences(view)).collect();
    let after: Vec<&str> = summary.now.iter().flat_map(|view| sentences(view)).collect();
    Moves { came: without(&after, &before), went: without(&before, &after) }
}

/// The lines whose text is not among those of `others`. Addresses do not count: a sentence may only have been renumbered.
fn without(lines: &[&str], others: &[&str]) -> Vec<String> {
    let others: BTreeSet<&str> = others.iter().map(|line| text_of(line)).collect();
    lines.iter().filter(|line| !others.contains(text_of(line))).map(|line| (*line).to_owned()).collect()
}

/// The lines of a view that are a sentence: `p1.s2  Text`. What is said of a sentence starts with `=`.
fn sentences(view: &str) -> impl Iterator<Item = &str> {
    view.lines().filter(|line| {
        is_address(line.split(' ').next().unwrap_or_default()) && !text_of(line).starts_with('=')
    })
}

fn text_of(line: &str) -> &str {
    line.split_once(' ').map_or("", |(_, text)| text.trim_start())
}

/// Whether a word is the address of a sentence, as `p12.s3` is.
fn is_address(word: &str) -> bool {
    let number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let parts = word.strip_prefix('p').and_then(|word| word.split_once(".s"));
    parts.is_some_and(|(block, nth)| number(block) && number(nth))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &'static str, accepted: &str, now: &str) -> View {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        View { name, accepted: some(accepted), now: some(now) }
    }

    fn article(name: &str, views: Vec<View>) -> Article {
        Article { name: name.to_owned(), views }
    }

    #[test]
    fn nothing_changed() {
        let calm =
            article("seeds/000", vec![view("outline", "p1.s1  A.", ""), view("summary", "p1.s1  A.", "")]);
        assert_eq!(
            digest(&[calm]),
            "1 article, 1 unchanged\noutline    0\nlanguage   0\nscores     0\nsummary    0\nunits      0\n"
        );
    }

    #[test]
    fn a_split_and_a_changed_weight() {
        let split = article(
            "de/haushalt",
            vec![
                view("outline", "p1  body\np1.s1  A. B.", "p1  body\np1.s1  A.\np1.s2  B."),
                view("language", "language  de", ""),
                view("scores", "margin 400, clear", "margin 380, clear"),
                view("summary", "p1.s1  A. B.\np1.s1  = lead", "p1.s1  A.\np1.s1  = lead"),
            ],
        );
        let weight = article(
            "seeds/003",
            vec![
                view("outline", "p1.s1  A.\np2.s1  B.", ""),
                view("scores", "margin 4, close call", "margin 380, clear"),
                view(
                    "summary",
                    "p1.s1  A.\np2.s1  B.\np2.s1  = central",
                    "p1.s1  A.\np3.s1  C.\np3.s1  = lead",
                ),
            ],
        );
        let calm = article("seeds/004", vec![view("outline", "p1.s1  A.", "")]);
        assert_eq!(
            digest(&[split, weight, calm]),
            "3 articles, 1 unchanged\n\
             outline    1 changed\n\
             language   0\n\
             scores     2 changed\n\
             summary    2 changed    2 sentences in, 2 out; 1 was a close call\n\
             units      0\n\
             first cause: outline 1, scores 1\n\
             \n\
             de/haushalt  outline 1 -> 2 sentences, scores, summary\n  \
             + p1.s1  A.\n  \
             - p1.s1  A. B.\n\
             seeds/003  scores, summary\n  \
             + p3.s1  C.\n  \
             - p2.s1  B.\n"
        );
    }

    #[test]
    fn a_renumbered_sentence_neither_came_nor_went() {
        let summary = view("summary", "p1.s1  A.\np1.s1  = lead", "p2.s1  A.\np2.s1  = lead");
        let moves = moves(&summary);
        assert!(moves.came.is_empty() && moves.went.is_empty());
    }

    #[test]
    fn a_new_article_changes_nothing() {
        let text = digest(&[article("en/note", vec![view("summary", "", "p1.s1  A.")])]);
        assert!(text.starts_with("1 article, 0 unchanged\n") && text.contains("\nsummary    0\n"), "{text}");
        assert!(text.ends_with("\nen/note  new\n"), "{text}");
    }

    #[test]
    fn addresses_are_told_from_words() {
        assert!(is_address("p1.s1") && is_address("p10.s12"));
        assert!(!is_address("p1") && !is_address("p1.s") && !is_address("p.s1") && !is_address("page.s1"));
    }
}
