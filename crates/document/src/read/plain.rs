//! Plain text: lines into blocks.

use std::ops::RangeInclusive;

use super::find::find;
use super::{encoding, notes};
use crate::{
    Block, BlockKind, Document, Elements, Hint, Input, Located, Meta, Newlines, ReadError, ReadOptions,
    Source, Span, trim,
};

pub(super) fn read(input: &Input, options: &ReadOptions) -> Result<Document, ReadError> {
    let decoded = encoding::decode(&input.bytes, options)?;
    let mut notes = Vec::new();
    notes::encoding(&decoded, &mut notes);
    notes::plain_text(&decoded.text, &mut notes);
    let blocks = blocks(&decoded.text, options.newlines);
    let title = input.title.clone().map(|value| Located { value, source: None });
    Ok(Document {
        text: decoded.text,
        blocks,
        marks: Vec::new(),
        elements: Elements::default(),
        meta: Meta { title, ..Meta::default() },
        source: Source {
            bytes: input.bytes.clone(),
            name: input.name.clone(),
            media: input.media,
            encoding: decoded.encoding,
            how: decoded.how,
        },
        map: decoded.map,
        notes,
    })
}

/// The blocks of a plain text under a newline policy.
pub(super) fn blocks(text: &str, newlines: Newlines) -> Vec<Block> {
    let lines = lines(text);
    let wrap = match newlines {
        Newlines::Line | Newlines::Blank => None,
        Newlines::Wrapped => Some(Wrap::of(text, &lines)),
        // Text that nobody wrapped is soon seen to be too wide.
        Newlines::Auto if is_too_wide(text, &lines) => None,
        Newlines::Auto => Some(Wrap::of(text, &lines)).filter(Wrap::is_evident),
    };
    let mut blocks: Vec<Block> = Vec::new();
    let mut previous: Option<Line> = None; // the line before, unless it was blank
    for line in lines {
        if line.is_blank() {
            previous = None;
            continue;
        }
        let joins = previous.is_some_and(|previous| match (newlines, &wrap) {
            (Newlines::Blank, _) => true,
            (_, Some(wrap)) => wrap.is_forced(text, previous, line),
            _ => false,
        });
        previous = Some(line);
        match blocks.last_mut() {
            Some(block) if joins => block.span = Span::new(block.span.start(), line.span.end()),
            _ => blocks.push(Block {
                span: line.span,
                kind: BlockKind::Plain,
                level: 0,
                hint: Hint::default(),
            }),
        }
    }
    blocks
}

/// Line feed, carriage return, vertical tab, form feed, next line, line and paragraph separator: all end a line.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A line, as it is and without the white space around it.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    span: Span,
}

impl Line {
    fn is_blank(self) -> bool {
        self.span.is_empty()
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
        let line = &text[self.span.range()];
        line.contains(char::is_whitespace) || !line.is_ascii()
    }

    /// Whether it begins with the mark or the number of an item of a list.
    fn is_item(self, text: &str) -> bool {
        let (mark, rest) = text[self.span.range()].split_once(' ').unwrap_or_default();
        let number = mark.trim_end_matches(['.', ')']);
        let is_number = number.len() + 1 == mark.len() && matches!(number.len(), 1 | 2);
        !rest.is_empty()
            && (matches!(mark, "-" | "*" | "+" | "•")
                || is_number && number.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

fn lines(text: &str) -> Vec<Line> {
    let line = |start, end| Line { start, span: trim(text, Span::new(start, end)) };
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
fn line_ends(text: &str) -> impl Iterator<Item = (usize, char)> {
    // What their UTF-8 begins with; few other characters begin so.
    find(text, |byte| matches!(byte, 0xA..=0xD | 0xC2 | 0xE2), is_line_end)
}

/// The widths people wrap at.
const WIDTHS: RangeInclusive<usize> = 40..=120;

/// Lines with text on both sides of the end between them.
fn breaks(lines: &[Line]) -> impl Iterator<Item = (Line, Line)> {
    let pairs = lines.windows(2).map(|pair| (pair[0], pair[1]));
    pairs.filter(|(line, next)| !line.is_blank() && !next.is_blank())
}

/// The lines that show a width: those that stand among others and could have been broken. An address on a line of its own or
/// a running head says nothing of how the paragraphs around it were wrapped.
fn telling_lines<'a>(text: &'a str, lines: &'a [Line]) -> impl Iterator<Item = Line> + 'a {
    let is_blank = |idx: usize| lines.get(idx).is_none_or(|line| line.is_blank());
    let stands_alone = move |idx: usize| is_blank(idx.wrapping_sub(1)) && is_blank(idx + 1);
    let all = lines.iter().copied().enumerate();
    all.filter(move |(idx, line)| !line.is_blank() && !stands_alone(*idx) && line.is_breakable(text))
        .map(|(_, line)| line)
}

/// One line in so many may be wider than the rest were wrapped at: of a table, of code.
const ONE_IN: usize = 10;

/// Whether too many lines are wider than people wrap at.
fn is_too_wide(text: &str, lines: &[Line]) -> bool {
    let (mut n_lines, mut n_wide) = (0, 0);
    for line in telling_lines(text, lines) {
        n_lines += 1;
        n_wide += usize::from(line.is_wider(text, *WIDTHS.end()));
    }
    n_wide * ONE_IN > n_lines
}

/// Whether and at which width lines were broken.
struct Wrap {
    /// Characters of the longest line but for the few that stick out.
    width: usize,
    /// Line ends with text on both sides.
    n_breaks: usize,
    /// Those after which the next word would not have fitted.
    n_forced: usize,
    /// Those in the midst of a sentence.
    n_inside: usize,
}

impl Wrap {
    fn of(text: &str, lines: &[Line]) -> Wrap {
        let mut widths: Vec<usize> = telling_lines(text, lines).map(|line| line.width(text)).collect();
        widths.sort_unstable();
        // Lines that are wrapped end within a word of one width, so what is wider by an eighth than nine in ten sticks out.
        let most = widths.get(widths.len() - widths.len().div_ceil(ONE_IN)).copied().unwrap_or_default();
        let width = widths.into_iter().rfind(|width| *width <= most + most / 8).unwrap_or_default();
        let mut wrap = Wrap { width, n_breaks: 0, n_forced: 0, n_inside: 0 };
        for (line, next) in breaks(lines) {
            wrap.n_breaks += 1;
            wrap.n_forced += usize::from(wrap.is_forced(text, line, next));
            wrap.n_inside +=
                usize::from(is_inside_sentence(&text[line.span.range()], &text[next.span.range()]));
        }
        wrap
    }

    /// A line end is forced when the next word would not have fitted. A line that sticks out was not broken at the width, and an
    /// item of a list begins anew wherever the one before ends.
    fn is_forced(&self, text: &str, line: Line, next: Line) -> bool {
        let word = text[next.span.range()].split_whitespace().next().unwrap_or_default();
        let width = line.width(text);
        let is_full = width + 1 + word.chars().count() > self.width;
        is_full && !next.is_item(text) && (width <= self.width || !line.is_breakable(text))
    }

    /// Enough breaks at a width people wrap at, most of them forced, and many in the midst of a sentence. In text that nobody
    /// wrapped, lines are as long as their paragraphs: mostly beyond 120, and where they happen to be alike, they end with
    /// their sentence or the next begins with a capital. Two in five allow for German, where every noun has one.
    fn is_evident(&self) -> bool {
        self.n_breaks >= 4
            && WIDTHS.contains(&self.width)
            && self.n_forced * 10 >= self.n_breaks * 7
            && self.n_inside * 5 >= self.n_breaks * 2
    }
}

/// Whether a sentence seems to go on from one line to the next.
fn is_inside_sentence(line: &str, next: &str) -> bool {
    let ends = line.ends_with(['.', '!', '?', '…', ':', '"', '”', '»', ')', '。', '！', '？', '।', '؟']);
    !ends && !next.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric())
}

/// The combining marks of the scripts people wrap by hand.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::read;

    fn split(text: &str, newlines: Newlines) -> Vec<&str> {
        blocks(text, newlines).into_iter().map(|block| &text[block.span.range()]).collect()
    }

    const WRAPPED: &str = "The minister said on Monday that the plan,\nwhich was first proposed last year, would\nbe reviewed by the committee before long.\nIt ends here.\nA second paragraph begins on this line and\ngoes on until the width is reached again,\nthen stops.\n";

    #[test]
    fn a_scraped_line_is_a_block() {
        let text =
            "\u{FEFF}Le titre\r\n\r\n  Un paragraphe.\u{A0}\rUn autre.\u{2028}Encore\u{B}un\n\u{200B}\n";
        assert_eq!(split(text, Newlines::Auto), ["Le titre", "Un paragraphe.", "Un autre.", "Encore", "un"]);
    }

    #[test]
    fn every_end_of_a_line_is_found_where_it_stands() {
        for c in '\0'..=char::MAX {
            let expected = if is_line_end(c) { vec![(2, c)] } else { Vec::new() };
            assert!(line_ends(&format!("é{c}à")).eq(expected), "{c:?}");
        }
    }

    #[test]
    fn wrapped_lines_join_until_one_stops_short() {
        let joined = split(WRAPPED, Newlines::Auto);
        assert_eq!(joined.len(), 2, "{joined:#?}");
        assert!(joined[0].ends_with("It ends here."));
        assert_eq!(split(WRAPPED, Newlines::Wrapped), joined);
        assert_eq!(split(WRAPPED, Newlines::Line).len(), 7);
        assert_eq!(split(WRAPPED, Newlines::Blank).len(), 1);
    }

    /// One line wider than the rest switched unwrapping off for the whole file.
    #[test]
    fn a_line_that_sticks_out_leaves_the_others_wrapped() {
        let head = "Ferries            The Weekly Brightsea Gazette            May 2024";
        for address in ["https://www.example.org/a-name-of-a-page-that-is-far-wider", &"x".repeat(200)] {
            let text = format!("{head}\n\n{WRAPPED}\n{address}\n\nSee\n{address}\n");
            for newlines in [Newlines::Auto, Newlines::Wrapped] {
                let joined = split(&text, newlines);
                assert_eq!(joined[..3], [&[head][..], &split(WRAPPED, Newlines::Auto)].concat());
                assert_eq!(joined[3..], [address, &format!("See\n{address}")]);
            }
        }
        let table = format!("{}{head}\n{WRAPPED}", WRAPPED.repeat(2));
        assert_eq!(
            split(&table, Newlines::Auto)[4..],
            [&[head][..], &split(WRAPPED, Newlines::Auto)].concat()
        );
    }

    #[test]
    fn an_item_of_a_list_begins_anew() {
        for mark in ["-", "*", "•", "12.", "3)"] {
            let item = format!("{mark} the plan, which was first proposed last");
            let text = format!("{WRAPPED}\n{item}\n{item}\n  year, at Easter\n");
            let joined = split(&text, Newlines::Auto);
            assert_eq!(joined[2..], [item.clone(), format!("{item}\n  year, at Easter")]);
        }
        let sum = "The minister said on Monday that the plan,\n2024 or not, would still cost the sum of\n1200. It was reviewed by the committee in\nmay of that year, and then\n";
        assert_eq!(split(sum, Newlines::Wrapped).len(), 1);
    }

    #[test]
    fn paragraphs_of_like_length_are_not_wrapped_text() {
        let paragraphs = "Le port rouvre lundi\n\
            Le port de la ville rouvre lundi après trois semaines de travaux, a annoncé la mairie.\n\
            Retrouvez notre émission sur la chaîne, tous les soirs de la semaine à vingt heures précises.\n\
            Les pêcheurs sont soulagés par cette décision, attendue depuis le début du mois de mars.\n\
            Partager\n";
        assert_eq!(split(paragraphs, Newlines::Auto).len(), 5);
        let headlines =
            "Government to cut taxes on fuel before summer\nMinisters agree on plan for new railway line\n"
                .repeat(4);
        assert_eq!(split(&headlines, Newlines::Auto).len(), 8);
        let german = "Der Stadtrat hat am Montag den Haushalt für\ndas kommende Jahr beschlossen. Die Debatte\ndauerte rund sechs Stunden und endete kurz\nvor Mitternacht mit einer knappen Mehrheit\nder Koalition.\n";
        assert_eq!(split(german, Newlines::Auto).len(), 1);
    }

    #[test]
    fn a_text_without_newline_is_one_block_and_an_empty_one_has_none() {
        assert_eq!(split("un seul", Newlines::Auto), ["un seul"]);
        for empty in ["", "\n\n", " \u{A0}\r\n\t", "\u{FEFF}"] {
            let document = read(&Input::text("-", empty.as_bytes()), &ReadOptions::default()).unwrap();
            assert!(document.blocks.is_empty());
        }
    }

    proptest! {
        #[test]
        fn blocks_and_white_space_are_the_text(text in any::<String>(), policy in 0..4_usize) {
            let policy = [Newlines::Auto, Newlines::Line, Newlines::Wrapped, Newlines::Blank][policy];
            let mut end = 0;
            for block in blocks(&text, policy) {
                let between = Span::new(end, block.span.start());
                prop_assert!(trim(&text, between).is_empty());
                prop_assert!(!block.span.is_empty() && block.span.start() >= end);
                end = block.span.end();
            }
            prop_assert!(trim(&text, Span::new(end, text.len())).is_empty());
        }
    }
}
