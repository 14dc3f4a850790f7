//! Lists run into one line: "1. The first item 2. The second item".

use epitome_langs::Language;

use crate::chars::{char_at, char_before, is_blank, is_dash, skip_blanks};

/// The head of a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Where its bullet or its number starts.
    pub(crate) start: usize,
    /// The byte after its number.
    pub(crate) end: usize,
}

/// The items after the first, where the text begins with the number of one and the next numbers follow, each before a capital.
///
/// A number alone proves nothing ("the Group of 7. They met"); that it goes on from the last one does. In a language that
/// writes ordinals with a stop, it does not ("1. Liga … 2. Liga").
pub(crate) fn items(text: &str, language: &Language) -> Vec<Item> {
    let mut found = Vec::new();
    let first = skip_bullet(text);
    let Some((mut number, mut at)) = Number::read(text, first) else { return found };
    if language.ordinal_stop {
        return found;
    }
    while let Some(next) = number.next() {
        let written = next.written();
        let mut places = text[at..].match_indices(&written).map(|(idx, _)| at + idx);
        let Some((start, end)) = places.find_map(|start| head(text, start).map(|end| (start, end))) else {
            break;
        };
        found.push(Item { start: before_bullet(text, start), end });
        (number, at) = (next, end);
    }
    found
}

/// The number of an item, which a full stop follows.
#[derive(Clone, Copy)]
enum Number {
    Digits(u32),
    Letter(char),
}

impl Number {
    /// The number at byte `start`, and the byte after its sign.
    fn read(text: &str, start: usize) -> Option<(Number, usize)> {
        let bytes = &text.as_bytes()[start..];
        let number = match bytes {
            [letter @ b'a'..=b'z', b'.', ..] => Number::Letter(char::from(*letter)),
            [b'1'..=b'9', ..] => {
                let n_digits = bytes.iter().take(4).position(|byte| *byte == b'.')?;
                Number::Digits(text[start..start + n_digits].parse().ok()?)
            }
            _ => return None,
        };
        Some((number, head(text, start)?))
    }

    fn next(self) -> Option<Number> {
        match self {
            Number::Digits(value) => Some(Number::Digits(value + 1)),
            Number::Letter(letter) => ('a'..='z').find(|next| *next > letter).map(Number::Letter),
        }
    }

    fn written(self) -> String {
        match self {
            Number::Digits(value) => format!("{value}."),
            Number::Letter(letter) => format!("{letter}."),
        }
    }
}

/// The byte after the sign of a number at byte `start`, if an item begins there: something blank or a bullet stands before it, and
/// a capital follows.
fn head(text: &str, start: usize) -> Option<usize> {
    let is_free = char_before(text, start).is_none_or(|c| is_blank(c) || is_bullet(c));
    let stop = start + text[start..].find('.')? + 1;
    let end = if text[stop..].starts_with(')') { stop + 1 } else { stop };
    let next = skip_blanks(text, end);
    let is_before_capital = next > end && char_at(text, next).is_some_and(char::is_uppercase);
    (is_free && is_before_capital).then_some(end)
}

fn is_bullet(c: char) -> bool {
    is_dash(c) || matches!(c, '•' | '·' | '*' | '▪' | '●')
}

fn skip_bullet(text: &str) -> usize {
    match char_at(text, 0) {
        Some(c) if is_bullet(c) => skip_blanks(text, c.len_utf8()),
        _ => 0,
    }
}

/// Where the bullet before an item's number starts, if it has one.
fn before_bullet(text: &str, start: usize) -> usize {
    let end = text[..start].trim_end_matches(is_blank).len();
    match char_before(text, end) {
        Some(c) if is_bullet(c) => end - c.len_utf8(),
        _ => start,
    }
}

#[cfg(test)]
mod tests {
    use epitome_document::LangTag;
    use epitome_langs::Languages;

    use crate::{Options, split};

    fn sentences<'t>(tag: &'static str, text: &'t str) -> Vec<&'t str> {
        let languages = Languages::default();
        let found = split(text, languages.get(LangTag::literal(tag)), Options::default());
        found.iter().map(|(span, _)| &text[span.range()]).collect()
    }

    #[test]
    fn a_list_in_one_line_is_split_before_its_numbers() {
        for (text, items) in [
            ("1. Un chat 2. Deux chats 3. Trois", &["1. Un chat", "2. Deux chats", "3. Trois"][..]),
            ("1.) Un chat 2.) Deux chats", &["1.) Un chat", "2.) Deux chats"]),
            ("a. Un chat b. Deux. Trois. c. Quatre", &["a. Un chat", "b. Deux.", "Trois.", "c. Quatre"]),
            ("• 9. Neuf • 10. Dix", &["• 9. Neuf", "• 10. Dix"]),
            ("\u{2043}9. Neuf \u{2043}10. Dix", &["\u{2043}9. Neuf", "\u{2043}10. Dix"]),
        ] {
            assert_eq!(sentences("fr", text), items, "{text}");
        }
    }

    #[test]
    fn a_number_that_goes_on_from_nothing_is_no_item() {
        assert_eq!(sentences("fr", "Il en reste 2. Deux chats"), ["Il en reste 2.", "Deux chats"]);
        assert_eq!(sentences("fr", "1. Il en reste 3. Deux chats"), ["1. Il en reste 3.", "Deux chats"]);
        assert_eq!(sentences("de", "1. Bundesliga und 2. Bundesliga"), ["1. Bundesliga und 2. Bundesliga"]);
        assert_eq!(sentences("fr", "999. Un 1000. Deux"), ["999. Un", "1000. Deux"]);
    }

    /// Numbers were 16 bits wide, so a line of 65,536 items made the program panic.
    #[test]
    fn a_list_may_be_as_long_as_the_text() {
        let list: Vec<String> = (1..=70_000).map(|number| format!("{number}. Un")).collect();
        assert_eq!(sentences("fr", &list.join(" ")), list);
    }
}
