//! Findings for a person to read. Colours are ANSI codes; whoever writes to a file or a pipe strips them.
//!
//! Every place is written `path:line`, so that an editor can jump to it.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use epitome::prep::{Finding, Validation};
use epitome::{
    Analysis, BlockId, Citation, Detection, Digest, Document, Languages, LineNumbers, Media, Place,
    Segmentation, Span, Use, Verdict, counted,
};

use crate::decision::decision;
use crate::weighing::{UNIT, weighed};

const NAME: Style = Style::new().bold();
const TITLE: Style = Style::new().italic();
const PICKED: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const FAINT: Style = Style::new().dimmed();

/// A summary: where it comes from, the title, the picked sentences with their places; as in the text, or the best first. Of
/// several budgets each has its summary, under a line that names it.
#[must_use]
pub fn summary(analysis: &Analysis, by_rank: bool) -> String {
    let mut out = header(analysis);
    let places = Places::new(&analysis.document);
    for selection in analysis.selections() {
        if !analysis.more_selections.is_empty() {
            let _ = writeln!(out, "\n{NAME}at most {}{NAME:#}", selection.budget);
        }
        let mut picks: Vec<_> = analysis.picks(selection).collect();
        if by_rank {
            picks.sort_by_key(|(ranked, _)| ranked.rank);
        }
        for (_, sentence) in picks {
            let text = one_line(analysis.document.slice(sentence.span));
            let _ = writeln!(out, "\n  {text}\n  {FAINT}{}{FAINT:#}", places.place(sentence.span));
        }
    }
    out.push('\n');
    out
}

/// The summary of several articles: its language, the picked sentences with their places, and where nearly the same stands.
#[must_use]
pub fn digest(analyses: &[Analysis], digest: &Digest, by_rank: bool) -> String {
    let mut out = format!(
        "{NAME}{}{NAME:#}  {} of {} of {}\n",
        digest.language,
        digest.picks.len(),
        counted(digest.n_sentences, "sentence"),
        counted(digest.articles.len(), "article"),
    );
    if digest.picks.is_empty() {
        out.push_str("\n  (nothing to summarise: no sentence of running text was found)\n");
    }
    let mut picks: Vec<&Citation> = digest.picks.iter().collect();
    if by_rank {
        picks.sort_by_key(|pick| pick.rank);
    }
    for pick in picks {
        let span = |place: Place| analyses[place.article].sentences.get(place.sentence).span;
        let document = |place: Place| &analyses[place.article].document;
        let shown = |place: Place| Places::new(document(place)).place(span(place));
        let text = one_line(document(pick.place).slice(span(pick.place)));
        let _ = writeln!(out, "\n  {text}\n  {FAINT}{}{FAINT:#}", shown(pick.place));
        for place in &pick.also {
            let _ = writeln!(out, "  {FAINT}also {}{FAINT:#}", shown(*place));
        }
    }
    out.push('\n');
    out
}

/// A summary's whole story: every sentence with its score and reason, then what each block was taken for and why.
#[must_use]
pub fn explanation(analysis: &Analysis) -> String {
    let mut out = header(analysis);
    let selection = &analysis.selection;
    let how_near = if selection.is_close_call() { "a close call" } else { "a clear call" };
    let _ = writeln!(
        out,
        "margin {} ‰ between the last sentence kept and the first left out: {how_near}\n",
        selection.margin
    );
    for row in &analysis.scores.rows {
        let sentence = analysis.sentences.get(row.sentence);
        let decision = decision(analysis, row);
        let style = if decision.rank.is_some() { PICKED } else { FAINT };
        let mark = decision.rank.map_or("·".to_owned(), |rank| format!("#{rank}"));
        let text = one_line(analysis.document.slice(sentence.span));
        let _ =
            writeln!(out, "  {style}{mark:>4}  {:<8}{:>4} ‰{style:#}  {text}", sentence.address(), row.total);
        let _ = writeln!(out, "{:25}{FAINT}{}{FAINT:#}", "", decision.message);
    }
    rest(analysis, &mut out);
    for note in &analysis.notes {
        let _ = writeln!(out, "  {}: {}", note.severity.as_str(), note.message);
    }
    out.push('\n');
    out
}

/// Why each block is body or is not, and the parts cut off.
fn rest(analysis: &Analysis, out: &mut String) {
    let (document, cleaning) = (&analysis.document, &analysis.cleaning);
    let is_body = |id: &BlockId| cleaning.of(*id).usage == Use::Body;
    let why = |id: BlockId| {
        let treatment = cleaning.of(id);
        let doubt = if treatment.sure { "" } else { ", unsure" };
        format!("{FAINT}{}{doubt}{FAINT:#}", treatment.reason.message())
    };
    let weighed = |id: BlockId| {
        let weighed = weighed(analysis, id);
        weighed.map(|weighed| format!("{:22}{FAINT}{weighed}{FAINT:#}\n", "")).unwrap_or_default()
    };
    if !cleaning.weighings.is_empty() {
        let _ = writeln!(out, "\n  {FAINT}{UNIT}{FAINT:#}");
    }
    let (body, others): (Vec<BlockId>, Vec<BlockId>) = document.block_ids().partition(is_body);
    if !body.is_empty() {
        out.push_str("\n  taken for the text:\n");
    }
    for id in body {
        let _ = writeln!(out, "  {:<6}{:<14}{}", id.to_string(), cleaning.of(id).role.as_str(), why(id));
        out.push_str(&weighed(id));
    }
    if !others.is_empty() || !cleaning.cuts.is_empty() {
        out.push_str("\n  not summarised:\n");
    }
    for id in others {
        let text = shortened(&one_line(document.block_text(id)));
        let (role, why) = (cleaning.of(id).role.as_str(), why(id));
        let _ = writeln!(out, "  {:<6}{role:<14}{text}\n{:22}{why}", id.to_string(), "");
        out.push_str(&weighed(id));
    }
    for cut in &cleaning.cuts {
        let text = one_line(document.slice(cut.span));
        let _ = writeln!(out, "  {:<6}{:<14}{text}", "cut", cut.role.as_str());
    }
    out.push('\n');
}

fn header(analysis: &Analysis) -> String {
    let kept: Vec<String> = analysis.selections().map(|selection| selection.kept.len().to_string()).collect();
    let mut out = format!(
        "{NAME}{}{NAME:#}  {} · {} of {}\n",
        name(&analysis.document),
        language(analysis.language()),
        kept.join(", "),
        counted(analysis.scores.rows.len(), "sentence"),
    );
    if let Some(title) = analysis.title() {
        let _ = writeln!(out, "{TITLE}{}{TITLE:#}", one_line(title));
    }
    if !analysis.key_terms.is_empty() {
        let terms: Vec<&str> = analysis.key_terms.iter().map(|term| &*term.text).collect();
        let _ = writeln!(out, "{FAINT}about: {}{FAINT:#}", one_line(&terms.join(", ")));
    }
    if analysis.selection.kept.is_empty() {
        out.push_str("\n  (nothing to summarise: no sentence of running text was found)\n");
    }
    out
}

/// A line a document, in columns parted by tabs: name, tag, how sure, per mille; then, where asked, a line a block.
#[must_use]
pub fn detection(detection: &Detection, runs: bool) -> String {
    let places = Places::new(&detection.document);
    let verdict = &detection.tagging.whole;
    let columns = |place: &str, verdict: &Verdict| {
        format!("{place}\t{}\t{}\t{}\n", verdict.tag, verdict.strength.as_str(), verdict.confidence)
    };
    let mut out = columns(&name(&detection.document), verdict);
    if runs {
        for run in &detection.tagging.runs {
            out += &columns(&places.place(run.span), &run.verdict);
        }
    }
    out
}

/// A sentence a line, an empty line between blocks; each line with its place where `with_places`.
#[must_use]
pub fn segmentation(segmentation: &Segmentation, with_places: bool) -> String {
    let document = &segmentation.detection.document;
    let places = Places::new(document);
    let mut out = String::with_capacity(document.text.len() + document.text.len() / 16);
    let mut block = None;
    for sentence in &segmentation.sentences.items {
        if block.is_some_and(|block| block != sentence.block) {
            out.push('\n');
        }
        block = Some(sentence.block);
        if with_places {
            let _ = write!(out, "{FAINT}{}:{FAINT:#} ", places.place(sentence.span));
        }
        out += &one_line(document.slice(sentence.span));
        out.push('\n');
    }
    out
}

/// What the validation of a file found: a line a finding, as an editor jumps to it.
#[must_use]
pub fn validation(name: &str, validation: &Validation) -> String {
    let line = |finding: &Finding| {
        let Finding { place, rule, section, message, remedy } = finding;
        format!("{name}:{}:{}: {rule}: {message}; {remedy} ({section})\n", place.line, place.column)
    };
    validation.findings.iter().map(line).collect()
}

/// The languages there is data for, a line each.
#[must_use]
pub fn languages(languages: &Languages) -> String {
    let mut out =
        format!("{NAME}{:<6}{:<16}{:<20}{:<8}stems{NAME:#}\n", "tag", "language", "own name", "script");
    for language in languages.all() {
        let _ = writeln!(
            out,
            "{:<6}{:<16}{:<20}{:<8}{}",
            language.tag.as_str(),
            language.name,
            language.own_name,
            language.script,
            if language.stemmer.is_some() { "Snowball" } else { "none" },
        );
    }
    out
}

fn language(verdict: &Verdict) -> String {
    format!("{}, {}", verdict.tag, verdict.strength.as_str())
}

/// The name of a document, with its id where it is a record.
pub(crate) fn name(document: &Document) -> String {
    let name = document.source.name.replace('\\', "/");
    match &document.meta.id {
        Some(id) => format!("{name} (id {id})"),
        None => name,
    }
}

/// Where a span stands, for an editor to jump to.
struct Places<'a> {
    name: String,
    /// `None` for a record: it is one line of its file, and its name says which.
    lines: Option<LineNumbers<'a>>,
}

impl<'a> Places<'a> {
    fn new(document: &'a Document) -> Places<'a> {
        let name = document.source.name.replace('\\', "/");
        let is_record = document.source.media == Media::Record;
        Places { name, lines: (!is_record).then(|| LineNumbers::new(document)) }
    }

    fn place(&self, span: Span) -> String {
        match &self.lines {
            Some(lines) => format!("{}:{}", self.name, lines.line(span)),
            None => self.name.clone(),
        }
    }
}

/// The text on one line: line ends and tabs, with the spaces around them, become a space, and control characters a sign that
/// shows, so that no text can move the cursor of a terminal.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split(|c: char| matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')) {
        let piece = piece.trim_matches(' ');
        if !piece.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.extend(piece.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }));
        }
    }
    out
}

/// The first 60 characters.
fn shortened(text: &str) -> String {
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(60).collect();
    if chars.next().is_some() { format!("{}…", start.trim_end()) } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_moves_the_cursor() {
        assert_eq!(one_line("a\u{1B}[2Jb\r\nc\td \u{2028} e"), "a\u{FFFD}[2Jb c d e");
        assert_eq!(shortened(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
    }
}
