//! Titles of links, pictures and definitions: what is shown when a pointer rests on them.

use std::ops::Range;

use super::Builder;
use crate::{MetaKind, MetaSyntax, MetaText, Span, trim};

impl Builder<'_> {
    /// Takes in the title of the definition of a link.
    pub(in crate::read::markdown) fn definition(&mut self, title: &str, range: Range<usize>) {
        self.title(title, range.start, &self.source[range.clone()]);
    }

    /// Takes in the title of a link or a picture that has its address in it.
    pub(super) fn inline_title(&mut self, title: &str, range: Range<usize>) {
        // Inside of the description of a picture it is shown to nobody.
        if let Some(tag) = self.source[range.clone()].strip_suffix(')').filter(|_| self.picture.is_none()) {
            self.title(title, range.start, tag);
        }
    }

    /// Takes in the title that what is `written` at a place ends with.
    fn title(&mut self, title: &str, start: usize, written: &str) {
        let inside = if title.trim().is_empty() { None } else { inside(written) };
        let Some(inside) = inside else { return };
        let source = trim(self.source, Span::from(inside).shifted(start));
        let value = title.split_whitespace().collect::<Vec<_>>().join(" ").into();
        self.meta.texts.push(MetaText {
            kind: MetaKind::Tooltip,
            syntax: MetaSyntax::MarkdownTitle,
            value,
            source,
        });
    }
}

/// What stands between the quotation marks or parentheses at the end (CommonMark 0.31, section 6.3): within them such a mark is
/// escaped, so the last one that is not opens the title.
fn inside(written: &str) -> Option<Range<usize>> {
    let rest = written.trim_end();
    let close = rest.chars().next_back().filter(|c| matches!(c, '"' | '\'' | ')'))?;
    let open = if close == ')' { '(' } else { close };
    let end = rest.len() - 1;
    let is_plain =
        |at: &usize| rest[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count().is_multiple_of(2);
    let start = rest[..end].rmatch_indices(open).map(|(at, _)| at).find(is_plain)?;
    rest[..start].ends_with(|c: char| c.is_ascii_whitespace()).then_some(start + 1..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_at_the_end() {
        let title = |written: &'static str| inside(written).map(|range| &written[range]);
        assert_eq!(title("[a](u \"b c\""), Some("b c"));
        assert_eq!(title("[a]: u\n  'b \\' c' \n"), Some("b \\' c"));
        assert_eq!(title("[a](u (b\\)\\\\)"), Some("b\\)\\\\"));
        assert_eq!(title("[a](<u>\"b\""), None);
        assert_eq!(title("[a](u"), None);
        assert_eq!(title("\""), None);
    }
}
