//! How deep quotations and lists are nested, before anything is parsed.

use crate::{ReadError, ReadErrorKind};

/// Refuses a source whose quotations and lists may be nested deeper than `max_depth` from byte `body` on.
///
/// pulldown-cmark is linear in the length and in the depth of its source: each line of a paragraph that goes on lazily costs a
/// look at every open quotation and list (100 kB of 25,000 `>` and as many lines took 4.6 s). So the depth is bounded first.
/// What is counted is never less than the depth: the marks a line opens with, and of the levels open before only as many as its
/// white space can continue. It may be more where a line of code or of a drawing begins with hundreds of such marks.
pub(super) fn check(source: &str, body: usize, max_depth: usize) -> Result<(), ReadError> {
    let (mut depth, mut at) = (0, body);
    for line in source[body..].split_inclusive(['\n', '\r']) {
        let (n_marks, n_columns) = opening(line.as_bytes());
        if n_marks > 0 {
            // An item of a list goes on where a line is indented by two columns or more.
            depth = n_marks + depth.min(n_columns / 2);
        }
        if depth > max_depth {
            let message = format!(
                "quotations or lists are nested {depth} levels deep and the limit is {max_depth}; --max-depth raises it"
            );
            return Err(ReadError::new(ReadErrorKind::TooDeep, message).at(at));
        }
        at += line.len();
    }
    Ok(())
}

/// The marks of quotations and list items at the head of a line, and the columns of white space between them.
fn opening(line: &[u8]) -> (usize, usize) {
    let (mut n_marks, mut n_columns, mut at) = (0, 0, 0);
    let is_space = |at: usize| line.get(at).is_none_or(|next| next.is_ascii_whitespace());
    while let Some(byte) = line.get(at) {
        match byte {
            b' ' => n_columns += 1,
            b'\t' => n_columns += 4,
            b'>' => n_marks += 1,
            b'-' | b'+' | b'*' if is_space(at + 1) => n_marks += 1,
            b'0'..=b'9' => {
                let n_digits = line[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                at += n_digits;
                if !matches!(line.get(at), Some(b'.' | b')')) || !is_space(at + 1) {
                    break;
                }
                n_marks += 1;
            }
            _ => break,
        }
        at += 1;
    }
    (n_marks, n_columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX_DEPTH: usize = 512;

    fn is_deep(source: &str) -> bool {
        check(source, 0, MAX_DEPTH).is_err_and(|err| err.kind() == ReadErrorKind::TooDeep)
    }

    #[test]
    fn what_people_write_is_shallow() {
        let list: String = (0..100).map(|n| format!("{}- item\n\n", "  ".repeat(n))).collect();
        let flat = "> a\n".repeat(10_000) + &"1. b\n\n   c\n".repeat(10_000);
        let wide = format!("{}drawing\n", " ".repeat(5_000)).repeat(10);
        for source in [list, flat, wide, "* * *\n".repeat(10_000), format!("{}\n", "-".repeat(5_000))] {
            assert!(!is_deep(&source));
        }
    }

    #[test]
    fn no_source_is_nested_deeper_than_counted() {
        for mark in ["> ", ">", "- ", "1. ", "* > ", "\t- "] {
            let levels = mark.split_whitespace().count();
            let deep = mark.repeat(MAX_DEPTH / levels + 1) + "a";
            assert!(is_deep(&deep), "{mark}");
        }
        let staircase: String = (0..600).map(|n| format!("{}- a\n", "  ".repeat(n))).collect();
        assert!(is_deep(&staircase));
    }
}
