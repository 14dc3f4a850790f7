//! Lines of plain text, and the width at which they were wrapped.

use std::ops::RangeInclusive;

use super::find::find;
use super::plain::is_line_end;
use crate::{Newlines, Span, trim};

/// A line, as it is and without the white space around it.
#[derive(Clone, Copy)]
pub(super) struct Line {
    start: usize,
    pub(super) span: Span,
    /// The signs of quotation before its text, as e-mail has them: "> > The lock is open."
    pub(super) depth: usize,
    /// Where its text begins, behind these.
    body: usize,
}

impl Line {
    fn new(text: &str, start: usize, end: usize) -> Line {
        let span = trim(text, Span::new(start, end));
        let line = &text[span.range()];
        let body = line.trim_start_matches(['>', ' ']);
        let signs = &line[..line.len() - body.len()];
        let depth = signs.bytes().filter(|byte| *byte == b'>').count();
        Line { start, span, depth, body: span.end() - body.len() }
    }

    /// Whether it has no text, but perhaps signs of quotation.
    fn is_blank(self) -> bool {
        self.body == self.span.end()
    }

    /// Whether the next line is of the same depth, and both have text.
    pub(super) fn goes_on_with(&self, next: &Line) -> bool {
        !self.is_blank() && !next.is_blank() && self.depth == next.depth
    }

    fn text(self, text: &str) -> &str {
        &text[self.body..self.span.end()]
    }

    /// Its columns up to the last word, each character counted once whether composed or not: marks have no width.
    fn columns(self, text: &str) -> impl Iterator<Item = char> {
        text[self.start..self.span.end()].chars().filter(|c| !is_combining(*c))
    }

    fn width(self, text: &str) -> usize {
        self.columns(text).count()
    }

    fn is_wider(self, text: &str, n: usize) -> bool {
        // In ASCII each byte has a column of its own.
        let first = text.as_bytes()[self.start..self.span.end()].get(..=n);
        first.is_some_and(|first| first.is_ascii() || self.columns(text).nth(n).is_some())
    }

    /// Whether it could have been broken. An address, a path or a rule is as wide as it is; scripts that put no spaces between
    /// words break anywhere.
    fn is_breakable(self, text: &str) -> bool {
        let line = self.text(text);
        line.contains(char::is_whitespace) || !line.is_ascii()
    }

    /// Whether it begins with the mark or the number of an item of a list.
    fn is_item(self, text: &str) -> bool {
        let (mark, rest) = self.text(text).split_once(' ').unwrap_or_default();
        let number = mark.trim_end_matches(['.', ')']);
        let is_number = number.len() + 1 == mark.len() && matches!(number.len(), 1 | 2);
        !rest.is_empty()
            && (matches!(mark, "-" | "*" | "+" | "•")
                || is_number && number.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Whether its cells are set apart, as in a table made by spaces: "Holt            12   3 h".
    fn is_row(self, text: &str) -> bool {
        self.text(text).contains('\t') || self.text(text).contains("   ")
    }

    /// Whether it begins anew wherever the line before ends: an item of a list, a row of a table.
    fn begins_anew(self, text: &str, previous: Line) -> bool {
        self.is_item(text) || previous.is_row(text) && self.is_row(text)
    }
}

pub(super) fn lines(text: &str) -> Vec<Line> {
    let line = |start, end| Line::new(text, start, end);
    let mut lines = Vec::new();
    let mut start = 0;
    let mut ends = line_ends(text).peekable();
    while let Some((at, end)) = ends.next() {
        lines.push(line(start, at));
        start = at + end.len_utf8();
        if end == '\r' && ends.next_if(|(next, lf)| *next == start && *lf == '\n').is_some() {
            start += 1;
        }
    }
    lines.push(line(start, text.len()));
    lines
}

/// The characters that end lines, with their places.
pub(super) fn line_ends(text: &str) -> impl Iterator<Item = (usize, char)> {
    // What their UTF-8 begins with; few other characters begin so.
    find(text, |byte| matches!(byte, 0xA..=0xD | 0xC2 | 0xE2), is_line_end)
}

/// The widths people wrap at.
const WIDTHS: RangeInclusive<usize> = 40..=120;

/// Signs of quotation that tell a flow of its own; lines with more are left as they are.
const MAX_DEPTH: usize = 7;

/// How the lines of each depth of quotation were wrapped: what is answered was wrapped elsewhere.
pub(super) fn wraps(text: &str, lines: &[Line], newlines: Newlines) -> Vec<Option<Wrap>> {
    let deepest = lines.iter().map(|line| line.depth).max().unwrap_or_default().min(MAX_DEPTH);
    let wrap = |depth| {
        let own = || paragraphs(lines).filter(|paragraph| paragraph[0].depth == depth);
        match newlines {
            Newlines::Auto => Wrap::found(text, own),
            _ => Some(Wrap::of(text, own())),
        }
    };
    (0..=deepest).map(wrap).collect()
}

/// Lines of one depth with text, one below the other.
fn paragraphs(lines: &[Line]) -> impl Iterator<Item = &[Line]> + Clone {
    lines.chunk_by(Line::goes_on_with).filter(|paragraph| !paragraph[0].is_blank())
}

/// The lines that show a width: those that stand among others and could have been broken. An address on a line of its own or
/// a running head says nothing of how the paragraphs around it were wrapped.
fn telling_lines<'a>(
    text: &'a str,
    paragraphs: impl Iterator<Item = &'a [Line]>,
) -> impl Iterator<Item = Line> {
    let lines = paragraphs.filter(|paragraph| paragraph.len() > 1).flatten().copied();
    lines.filter(|line| line.is_breakable(text))
}

/// One line in so many may be wider than the rest were wrapped at: of a table, of code.
const ONE_IN: usize = 10;
/// Lines that are wrapped end within a word of one width, so what is wider by an eighth than nine in ten sticks out.
const STICKS_OUT: usize = 8;

/// Whether too many lines are wider than people wrap at.
fn is_too_wide<'a>(text: &'a str, paragraphs: impl Iterator<Item = &'a [Line]>) -> bool {
    let (mut n_lines, mut n_wide) = (0, 0);
    for line in telling_lines(text, paragraphs) {
        n_lines += 1;
        n_wide += usize::from(line.is_wider(text, *WIDTHS.end()));
    }
    n_wide * ONE_IN > n_lines
}

/// At which width lines were broken, and what shows it.
#[derive(Clone, Copy)]
pub(super) struct Wrap {
    /// Characters of the longest line but for the few that stick out.
    width: usize,
    /// Line ends with text on both sides.
    n_breaks: usize,
    /// Those after which the next word would not have fitted.
    n_forced: usize,
    /// Those in the midst of a sentence.
    n_inside: usize,
    /// Those of them after which the next word would have fitted.
    n_ragged: usize,
}

impl Wrap {
    /// The wrap that paragraphs show, each judged by itself first: tables, verses, addresses and the head of a letter say nothing of
    /// how the text beside them was wrapped.
    fn found<'a, P>(text: &'a str, paragraphs: impl Fn() -> P) -> Option<Wrap>
    where
        P: Iterator<Item = &'a [Line]>,
    {
        // Text that nobody wrapped is soon seen to be too wide.
        if is_too_wide(text, paragraphs()) {
            return None;
        }
        let is_wrapped = |paragraph: &&[Line]| Wrap::of(text, std::iter::once(*paragraph)).is_like_prose();
        let wrapped: Vec<&[Line]> = paragraphs().filter(is_wrapped).collect();
        Some(Wrap::of(text, wrapped.into_iter())).filter(Wrap::is_evident)
    }

    fn of<'a>(text: &'a str, paragraphs: impl Iterator<Item = &'a [Line]> + Clone) -> Wrap {
        let mut widths: Vec<usize> =
            telling_lines(text, paragraphs.clone()).map(|line| line.width(text)).collect();
        widths.sort_unstable();
        let most = widths.get(widths.len() - widths.len().div_ceil(ONE_IN)).copied().unwrap_or_default();
        let width = widths.into_iter().rfind(|width| *width <= most + most / STICKS_OUT).unwrap_or_default();
        let mut wrap = Wrap { width, n_breaks: 0, n_forced: 0, n_inside: 0, n_ragged: 0 };
        for pair in paragraphs.flat_map(|paragraph| paragraph.windows(2)) {
            let (line, next) = (pair[0], pair[1]);
            let is_forced = wrap.is_forced(text, line, next);
            let is_inside = is_inside_sentence(line.text(text), next.text(text));
            wrap.n_breaks += 1;
            wrap.n_forced += usize::from(is_forced);
            wrap.n_inside += usize::from(is_inside);
            wrap.n_ragged += usize::from(is_inside && !is_forced);
        }
        wrap
    }

    /// A line end is forced when the next word would not have fitted. A line that sticks out was not broken at the width, and an
    /// item of a list or a row of a table begins anew wherever the one before ends.
    pub(super) fn is_forced(&self, text: &str, line: Line, next: Line) -> bool {
        let word = next.text(text).split_whitespace().next().unwrap_or_default();
        let width = line.width(text);
        let is_full = width + 1 + word.chars().count() > self.width;
        is_full
            && !next.begins_anew(text, line)
            && (width <= self.width + self.width / STICKS_OUT || !line.is_breakable(text))
    }

    /// Whether a line of nearly the width ends amid a sentence although the next word would have fitted: some wrap by hand.
    pub(super) fn is_ragged(&self, text: &str, line: Line, next: Line) -> bool {
        !ends_sentence(line.text(text))
            && line.width(text) * 4 >= self.width * 3
            && !next.begins_anew(text, line)
    }

    /// Most breaks forced, and many in the midst of a sentence; fewer are forced where paragraphs of two or three lines follow each other
    /// without a blank line, but then all in the midst of a sentence are. In text that nobody wrapped, lines are as long as their paragraphs:
    /// mostly beyond 120, and where they happen to be alike, they end with their sentence or the next begins with a capital. Two in
    /// five allow for German, where every noun has one.
    fn is_like_prose(&self) -> bool {
        let is_forced = self.n_forced * 10 >= self.n_breaks * 7
            || self.n_ragged == 0 && self.n_forced * 2 > self.n_breaks;
        self.n_breaks > 0 && is_forced && self.n_inside * 5 >= self.n_breaks * 2
    }

    /// Enough breaks like those of prose, at a width people wrap at.
    fn is_evident(&self) -> bool {
        self.n_breaks >= 4 && WIDTHS.contains(&self.width) && self.is_like_prose()
    }
}

/// Whether a sentence seems to go on from one line to the next.
fn is_inside_sentence(line: &str, next: &str) -> bool {
    !ends_sentence(line) && !next.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric())
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '…', ':', '"', '”', '»', ')', '。', '！', '？', '।', '؟'])
}

/// The combining marks of the scripts people wrap by hand.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}')
}
