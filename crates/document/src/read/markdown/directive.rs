//! What a site generator reads between the paragraphs of a page: shortcodes of Hugo, tags of Liquid.

use std::collections::VecDeque;
use std::ops::Range;

/// How they open and close.
const SIGNS: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];

/// The lines of a paragraph that hold nothing but shortcodes, `start` bytes into the source; what stands between them is text.
/// Each line is looked at once.
pub(super) fn find(paragraph: &str, start: usize) -> VecDeque<Range<usize>> {
    let last_closings = SIGNS.map(|(_, closing)| paragraph.rfind(closing));
    let mut found = VecDeque::new();
    let mut at = 0;
    while at < paragraph.len() {
        let (rest, is_shortcode) = behind(&paragraph[at..], paragraph.len(), last_closings);
        let end = rest.find('\n').map_or(paragraph.len(), |len| paragraph.len() - rest.len() + len + 1);
        if is_shortcode {
            found.push_back(start + at..start + end);
        }
        at = end;
    }
    found
}

/// What is left of a text behind the shortcodes that it begins with, and whether the line they end on ends there, too.
/// `text` is the end of a paragraph of so many bytes, in which the last closing signs stand there.
fn behind(text: &str, len: usize, last_closings: [Option<usize>; 3]) -> (&str, bool) {
    let mut rest = text.trim_start();
    let mut has_any = false;
    while let Some(idx) = SIGNS.iter().position(|(opening, _)| rest.starts_with(opening)) {
        // Nothing is looked for that is not there, so that each byte is passed over once.
        let is_closed = last_closings[idx].is_some_and(|last| last >= len - rest.len() + SIGNS[idx].0.len());
        let Some((_, after)) = rest.split_once(SIGNS[idx].1).filter(|_| is_closed) else { break };
        rest = after.trim_start_matches([' ', '\t', '\r']);
        has_any = true;
    }
    (rest, has_any && (rest.is_empty() || rest.starts_with('\n')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(paragraph: &str) -> Vec<&str> {
        find(paragraph, 0).into_iter().map(|range| &paragraph[range]).collect()
    }

    #[test]
    fn lines_of_nothing_else_are_found() {
        let figure = "{{< figure\n  src=\"a.png\" >}} {{</ figure >}}\n";
        assert_eq!(
            found(&format!("{figure}a\n {{% if x %}}\r\nb\n{{% endif %}}")),
            [figure, " {% if x %}\r\n", "{% endif %}"]
        );
        for text in
            ["a {% b %}", "{% if x %}a{% endif %}", "{{ title }}", "{% a", "{{< a >}} b", "{{% a %}\n}", ""]
        {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
