//! [`escape`]: signs of Markdown that are text, and only those that would not be read so where they stand.

/// Where text of Markdown stands, besides what is beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Surroundings {
    pub(super) is_cell: bool,
    pub(super) is_heading: bool,
    /// Whether a backtick stands before it as text: it would find its partner in one that is escaped, as none is in code.
    pub(super) has_tick: bool,
}

/// Text so that Markdown reads it as such, between these characters, of which the second may be any; `is_free` knows which brackets
/// are read so as they are.
pub(super) fn escape(
    text: &str,
    around: Surroundings,
    (mut before, behind): (Option<char>, Option<char>),
    starts_line: bool,
    is_free: &dyn Fn(usize) -> bool,
) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let next = rest.chars().next().or(behind);
        let head = text[..at].trim_start();
        let opens_line = starts_line && head.is_empty();
        match c {
            '\n' => out.push_str("<br>"),
            '`' if around.has_tick => out.push_str("&#96;"),
            '[' | ']' if is_free(at) => out.push(c),
            _ => {
                let is_markup = match c {
                    '&' => may_refer(rest, behind),
                    // Between letters neither opens or closes anything; what is not of this text may be written otherwise.
                    // With brackets of the source before it, it would make a link of them, or its definition.
                    '(' | ':' if at == 0 && before == Some(']') => true,
                    '_' | '~' => {
                        let is_behind_letter = at > 0 && before.is_some_and(char::is_alphanumeric);
                        !(is_behind_letter && rest.starts_with(char::is_alphanumeric))
                    }
                    _ => is_markup(c, (before, next), opens_line, around),
                };
                if is_markup || starts_line && ends_ordinal(c, head) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        before = Some(c);
    }
    out
}

/// A title of Markdown behind this mark (CommonMark 0.31, section 6.3), on one line; it may stand in a cell.
pub(super) fn title(text: &str, mark: char) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        let is_mark = c == mark || mark == '(' && c == ')';
        let is_escaped =
            matches!(c, '\\' | '|') || is_mark || c == '&' && may_refer(&text[at + 1..], Some(mark));
        match c {
            '\n' => out.push(' '),
            // A backtick before the link would find its partner here.
            '`' => out.push_str("&#96;"),
            _ if is_escaped => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// Whether a character of Markdown would be read as markup where it stands (CommonMark 0.31, sections 2.4 and 6; tables,
/// strikethrough as GitHub has them; attributes of headings).
fn is_markup(c: char, beside: (Option<char>, Option<char>), opens_line: bool, around: Surroundings) -> bool {
    let (before, next) = beside;
    match c {
        '\\' | '`' | '*' | '[' | ']' => true,
        '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
        '#' => opens_line || before.is_none_or(char::is_whitespace),
        '|' => around.is_cell || opens_line,
        '}' => around.is_heading,
        '!' => next.is_none_or(|next| next == '['),
        '>' | '+' | '-' | '=' | ':' => opens_line,
        _ => false,
    }
}

/// Whether the `&` before a text may begin a reference to a character.
fn may_refer(rest: &str, behind: Option<char>) -> bool {
    let is_name = |c: char| c == '#' || c.is_ascii_alphanumeric();
    let rest = rest.trim_start_matches(is_name);
    rest.chars().next().or(behind).is_none_or(|c| c == ';' || rest.is_empty() && is_name(c))
}

/// Whether a full stop or parenthesis ends a number that opens the line: "1986. Un an" is no list.
fn ends_ordinal(c: char, head: &str) -> bool {
    matches!(c, '.' | ')') && (1..=9).contains(&head.len()) && head.bytes().all(|byte| byte.is_ascii_digit())
}
