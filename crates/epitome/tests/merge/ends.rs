//! Where a text ends and what is around it begins.

use super::*;

/// A space that does not break stood at the end of a text outside the running text, and every target lost it.
#[test]
fn spaces_at_the_ends_of_texts_outside_the_running_text_stay() {
    let texts = |of: &str| {
        [
            format!(
                "<html lang=fr><title>&nbsp;{of}\u{3000}</title><p title=\"&nbsp;{of}&#160;\">Le port.</p></html>"
            ),
            format!(
                "<html lang=fr><p>Le <img alt=&nbsp;{of}\u{A0}> port.<input placeholder='\u{A0} {of} &nbsp'></p></html>"
            ),
            format!(
                "<script type=application/ld+json>{{\"@type\": \"Article\", \"headline\": \" \\u00a0\\n{of}\u{3000}\"}}</script><p>Le port."
            ),
        ]
    };
    for (source, expected) in texts("Vue").into_iter().zip(texts("Bild")) {
        let input = Input::html("a.html", source.into_bytes());
        stays_the_same(&input);
        let translated = |unit: &Unit| {
            let content = Content { text: "Bild".to_owned(), codes: Vec::new() };
            (unit.anatomy.content.text == "Vue").then_some(content)
        };
        assert_eq!(String::from_utf8(round(&input, Layout::default(), translated).bytes).unwrap(), expected);
    }
    let record = "{\"title\": \"\\u00a0 \\\\u00a0\u{3000}\\t\", \"text\": \"Le port.\"}";
    let input = Input::record("a.jsonl:1", record.as_bytes());
    stays_the_same(&input);
    assert_eq!(extracted(&input).units[0].anatomy.content.text, "\\u00a0");
    one_changes(&input, 0, "Z");
}
