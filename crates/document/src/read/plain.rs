//! Plain text: lines into blocks.

use super::wrap::{Line, Wrap, lines, wraps};
use super::{encoding, notes};
use crate::{
    Block, BlockKind, Document, Elements, Hint, Input, Located, Meta, Newlines, ReadError, ReadOptions,
    Source, Span,
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
    let wraps = match newlines {
        Newlines::Line | Newlines::Blank => Vec::new(),
        Newlines::Wrapped | Newlines::Auto => wraps(text, &lines, newlines),
    };
    let mut blocks: Vec<Block> = Vec::new();
    let mut previous: Option<Line> = None; // the line before, unless it was empty
    for line in lines {
        if line.span.is_empty() {
            previous = None;
            continue;
        }
        let joins = previous.is_some_and(|previous| match newlines {
            Newlines::Blank => true,
            _ => {
                let wrap = wraps.get(line.depth).and_then(Option::as_ref);
                let is_broken = |wrap: &Wrap| {
                    wrap.is_forced(text, previous, line)
                        || newlines == Newlines::Wrapped && wrap.is_ragged(text, previous, line)
                };
                previous.goes_on_with(&line) && wrap.is_some_and(is_broken)
            }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::wrap::line_ends;
    use super::*;
    use crate::{read, trim};

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

    /// Paragraphs of two and three lines without a blank line between them fell apart, line by line.
    #[test]
    fn short_paragraphs_need_no_blank_line_between_them() {
        let text = "LONDON - The number of trusts in England will fall from\n204 to 140 by 2029, the secretary said.\n\
            Unions said the plan would cost jobs. About 18,000 clerks\nwork in the trusts that are to be merged, and nobody asked\nthem.\n\
            \"We will not sack a single nurse,\" the secretary said. \"We\ncannot go on paying for two offices in one town.\"\n\
            The opposition called the plan a distraction. Waiting\nlists were the only number that mattered, a doctor said.\n";
        assert_eq!(split(text, Newlines::Auto).len(), 4, "{:#?}", split(text, Newlines::Auto));
    }

    /// Lines that are not filled, for the width was counted in bytes or by hand, fell apart even where the order was to join them.
    #[test]
    fn a_sentence_goes_on_in_the_next_line_where_lines_are_ordered_to_be_wrapped() {
        let text = "Le groupe a annoncé mardi la suppression de 1.100 postes\nen France, après une perte nette de plus de 2,14\n\
            millions d'euros en un an, dit l'hebdomadaire de\nParis.\nLe syndicat appelle à la grève.\nElle sera longue.\n";
        assert_eq!(split(text, Newlines::Wrapped).len(), 3, "{:#?}", split(text, Newlines::Wrapped));
        assert_eq!(split(text, Newlines::Auto).len(), 6);
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

    /// E-mail that quotes what it answers fell apart, line by line: all of a file was judged at once.
    #[test]
    fn what_is_quoted_is_wrapped_by_itself() {
        let quoted: String = WRAPPED.lines().map(|line| format!("> {line}\n")).collect();
        let letter =
            format!("From: Ann Lee\nDate: 3 May\nSubject: Re: The plan\n\n{quoted}>\n{quoted}\n{WRAPPED}");
        let joined = split(&letter, Newlines::Auto);
        let [first, second] = split(WRAPPED, Newlines::Auto)[..] else { panic!("two paragraphs") };
        assert_eq!(joined.len(), 10, "{joined:#?}");
        assert_eq!(joined[..3], ["From: Ann Lee", "Date: 3 May", "Subject: Re: The plan"]);
        assert!(joined[3].starts_with("> The minister") && joined[3].ends_with("\n> It ends here."));
        assert_eq!(joined[5], ">");
        assert_eq!(joined[8..], [first, second]);
    }

    /// So did a text with a small table in it.
    #[test]
    fn a_table_made_by_spaces_leaves_the_text_around_it_wrapped() {
        let rows =
            ["Lock            Boats   Wait", "Holt               12   3 h", "Marsh End           4   1 h"];
        let wide = rows.map(|row| row.replacen("   ", "                     ", 1));
        for rows in [rows.map(str::to_owned), wide] {
            let text = format!("{WRAPPED}\n{}\n\n{WRAPPED}", rows.join("\n"));
            let joined = split(&text, Newlines::Auto);
            assert_eq!(joined[2..5], rows);
            assert_eq!(joined.len(), 7, "{joined:#?}");
        }
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
