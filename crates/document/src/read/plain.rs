//! Plain text: lines into blocks.

use std::ops::RangeInclusive;
use std::sync::Arc;

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
    notes::characters(&decoded.text, &mut notes);
    notes::line_ends(&decoded.text, &mut notes);
    let blocks = blocks(&decoded.text, options.newlines);
    let title = input.title.clone().map(|value| Located { value, source: None });
    Ok(Document {
        text: decoded.text.into(),
        blocks,
        marks: Vec::new(),
        elements: Elements::default(),
        meta: Meta { title, ..Meta::default() },
        source: Source {
            bytes: Arc::clone(&input.bytes),
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
        // Lines of text that nobody wrapped are soon seen to be too wide.
        Newlines::Auto if lines.iter().any(|line| is_wider(text, *line, *WIDTHS.end())) => None,
        Newlines::Auto => Some(Wrap::of(text, &lines)).filter(Wrap::is_evident),
    };
    let mut blocks: Vec<Block> = Vec::new();
    let mut previous: Option<Span> = None; // the line before, unless it was blank
    for line in lines {
        let line = trim(text, line);
        if line.is_empty() {
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
            Some(block) if joins => block.span = Span::new(block.span.start(), line.end()),
            _ => blocks.push(Block { span: line, kind: BlockKind::Plain, level: 0, hint: Hint::default() }),
        }
    }
    blocks
}

/// Line feed, carriage return, vertical tab, form feed, next line, line and paragraph separator: all end a line.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut ends = line_ends(text).peekable();
    while let Some((at, end)) = ends.next() {
        lines.push(Span::new(start, at));
        start = at + end.len_utf8();
        if end == '\r' && ends.next_if(|(next, lf)| *next == start && *lf == '\n').is_some() {
            start += 1;
        }
    }
    lines.push(Span::new(start, text.len()));
    lines
}

/// The characters that end lines, with their places.
fn line_ends(text: &str) -> impl Iterator<Item = (usize, char)> {
    // What their UTF-8 begins with; few other characters begin so.
    find(text, |byte| matches!(byte, 0xA..=0xD | 0xC2 | 0xE2), is_line_end)
}

/// The widths people wrap at.
const WIDTHS: RangeInclusive<usize> = 40..=120;

/// Whether and at which width lines were broken.
struct Wrap {
    /// Characters of the longest line.
    width: usize,
    /// Line ends with text on both sides.
    n_breaks: usize,
    /// Those after which the next word would not have fitted.
    n_forced: usize,
    /// Those in the midst of a sentence.
    n_inside: usize,
}

impl Wrap {
    fn of(text: &str, lines: &[Span]) -> Wrap {
        let widths = lines.iter().map(|line| width(text, trim(text, *line)));
        let mut wrap = Wrap { width: widths.max().unwrap_or(0), n_breaks: 0, n_forced: 0, n_inside: 0 };
        for pair in lines.windows(2) {
            let (line, next) = (trim(text, pair[0]), trim(text, pair[1]));
            if !line.is_empty() && !next.is_empty() {
                wrap.n_breaks += 1;
                wrap.n_forced += usize::from(wrap.is_forced(text, line, next));
                wrap.n_inside += usize::from(is_inside_sentence(&text[line.range()], &text[next.range()]));
            }
        }
        wrap
    }

    /// A line end is forced when the next word would not have fitted.
    fn is_forced(&self, text: &str, line: Span, next: Span) -> bool {
        let word = text[next.range()].split_whitespace().next().unwrap_or_default();
        width(text, line) + 1 + word.chars().count() > self.width
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

/// Whether a trimmed line has more characters than so many.
fn is_wider(text: &str, line: Span, n: usize) -> bool {
    let line = trim(text, line);
    line.len() > n && text[line.range()].chars().filter(|c| !is_combining(*c)).nth(n).is_some()
}

/// Characters of a line, each counted once whether composed or not: marks have no width.
fn width(text: &str, line: Span) -> usize {
    text[line.range()].chars().filter(|c| !is_combining(*c)).count()
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
