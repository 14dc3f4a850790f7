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

/// A picture that moved to the end of its sentence took the white space behind it along, before the full stop.
#[test]
fn a_picture_before_a_full_stop_has_no_space_behind_it() {
    let input = Input::html("a.html", *b"<p>Le port <img src=a> a rouvert <img src=b> : oui.</p>");
    assert_eq!(
        extracted(&input).units[0].anatomy.content.to_string(),
        "Le port \u{27E6}1/\u{27E7}a rouvert \u{27E6}2/\u{27E7}: oui."
    );
    let target = |pieces: [&str; 3], ids: [u32; 2]| {
        let mut content = Content::default();
        for (text, id) in pieces.into_iter().zip(ids) {
            content.text.push_str(text);
            content.push_code(id, Part::Alone);
        }
        content.text.push_str(pieces[2]);
        round(&input, Layout::default(), |_| Some(content.clone())).bytes
    };
    let moved = target(["Open is ", ": the port ", "."], [2, 1]);
    assert_eq!(String::from_utf8(moved).unwrap(), "<p>Open is <img src=b> : the port <img src=a>.</p>");
    let typed = target(["The port ", " opens", ": yes."], [1, 2]);
    assert_eq!(String::from_utf8(typed).unwrap(), "<p>The port <img src=a> opens<img src=b>: yes.</p>");
}

/// In an element where nothing is markup a reference is none either, and a sign became its name.
#[test]
fn raw_text_is_written_as_it_is() {
    for (page, name) in [
        ("<p>Le port.</p><xmp>Un texte & suite.</xmp>", "xmp"),
        ("<plaintext>Un texte & suite.", "plaintext"),
    ] {
        let input = Input::html("a.html", page.as_bytes());
        stays_the_same(&input);
        let last = extracted(&input).units.len() - 1;
        let result = round(&input, Layout::default(), |unit| {
            let content = Content { text: "a < b &amp; c\n</p>.".to_owned(), codes: Vec::new() };
            (unit.id == extracted(&input).units[last].id).then_some(content)
        });
        let expected = page.replace("Un texte & suite.", "a < b &amp; c\n</p>.");
        assert_eq!(String::from_utf8(result.bytes).unwrap(), expected, "{name}");
    }
    let input = Input::html("a.html", *b"<xmp>Un texte.</xmp>");
    let mut extraction = extracted(&input);
    extraction.units[0].target = Some(Content { text: "a </XMP > b".to_owned(), codes: Vec::new() });
    let err = merged(&input, &written(&extraction, Layout::default()), MergeOptions::default()).unwrap_err();
    assert!(err.to_string().contains("</xmp would end the text"), "{err}");
}

/// What is read aloud of a table or a slider stayed in the language of the source.
#[test]
fn what_is_read_aloud_is_translated() {
    let page = |texts: [&str; 5]| {
        let [table, cell, hint, role, value] = texts;
        format!(
            "<table summary='{table}'><tr><th abbr={cell}>Le port.</th></tr></table><p aria-placeholder='{hint}' \
             aria-roledescription='{role}' aria-valuetext='{value}'>Fin.</p>"
        )
    };
    let input = Input::html("a.html", page(["Ports", "Nom", "Un nom", "page", "un peu"]).into_bytes());
    stays_the_same(&input);
    let result = round(&input, Layout::default(), |unit| {
        let text = unit.anatomy.content.text.to_uppercase();
        matches!(unit.origin, Origin::Meta { .. }).then_some(Content { text, codes: Vec::new() })
    });
    let expected = page(["PORTS", "NOM", "UN NOM", "PAGE", "UN PEU"]);
    assert_eq!(String::from_utf8(result.bytes).unwrap(), expected);
}
