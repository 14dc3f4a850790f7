//! Whether a paragraph is one quotation.

/// Per cent of the letters that stand inside the quotation marks; the rest says who speaks. The quotations of the seed articles
/// have 93 and more; six paragraphs of the open labelled texts, with a verb, a name and an office behind what is said, have less
/// than this: they report.
const MIN_QUOTED: usize = 88;
/// The same where a dash sets the speaker apart ("…" – my grandmother).
const MIN_QUOTED_APART: usize = 50;

/// Whether a text opens with a quotation mark and almost all of it is quoted. A quotation that is not closed goes on in the next
/// paragraph, so it reaches to the end.
pub(crate) fn is_quotation(text: &str) -> bool {
    let Some(open) = text.chars().next() else { return false };
    let closers: &[char] = match open {
        '«' => &['»'],
        '»' => &['«'],
        '“' => &['”'],
        '„' => &['“', '”'],
        '"' => &['"'],
        '「' => &['」'],
        '『' => &['』'],
        _ => return false,
    };
    let (mut depth, mut n_chars, mut n_quoted) = (0_usize, 0, 0);
    // White space and marks on letters do not count, so that composed and decomposed text have the same share.
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if depth > 0 && closers.contains(&c) {
            depth -= 1;
        } else if c == open {
            depth += 1;
        } else if c.is_alphanumeric() {
            n_chars += 1;
            n_quoted += usize::from(depth > 0);
        }
    }
    let rest = text.rfind(closers).map_or("", |end| text[end..].trim_start_matches(closers).trim_start());
    let is_set_apart = rest.starts_with(['-', '–', '—']);
    let least = if is_set_apart { MIN_QUOTED_APART } else { MIN_QUOTED };
    n_quoted * 100 >= n_chars * least && n_chars > 0
}
