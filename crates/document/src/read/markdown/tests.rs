use proptest::prelude::*;

use crate::{BlockKind, Document, Input, MarkKind, MarkTags, ReadErrorKind, ReadOptions, Span, read, trim};

fn markdown(source: &str) -> Document {
    read(&Input::markdown("article.md", source.as_bytes()), &ReadOptions::default()).unwrap()
}

/// Each block as `path: text`.
fn blocks(document: &Document) -> Vec<String> {
    document
        .block_ids()
        .map(|id| format!("{}: {}", document.block_path(id), document.block_text(id)))
        .collect()
}

/// Each mark as its kind, its text and the source of its tags.
fn marks<'a>(document: &'a Document, source: &'a str) -> Vec<(MarkKind, &'a str, Vec<&'a str>)> {
    document
        .marks
        .iter()
        .map(|mark| {
            let tags = match mark.tags {
                MarkTags::Pair { open, close } => vec![open, close],
                MarkTags::Open(tag) | MarkTags::Close(tag) | MarkTags::Alone(tag) => vec![tag],
            };
            let tags = tags.into_iter().map(|tag| &source[tag.range()]).collect();
            (mark.kind, document.slice(mark.span), tags)
        })
        .collect()
}

#[test]
fn every_kind_of_block_is_named() {
    let document = markdown(
        "# Le port rouvre {#port .big}\n\nUn *long* texte\nsur deux lignes.\n\n> [!NOTE]\n> Une note.\n\n- un\n- deux\n  1. trois\n\n\
         | A | B |\n|---|---|\n| c | d |\n\n```rust\nlet x = 1;\n```\n\n    indenté\n\n<div>brut</div>\n\n<!-- rien -->\n\n\
         Suite[^1].\n\n[^1]: La note.\n\n[ref]: https://example.org \"rien\"\n\nTitre\n=====\n\n***\n",
    );
    assert_eq!(
        blocks(&document),
        [
            "h1: Le port rouvre",
            "p: Un long texte sur deux lignes.",
            "blockquote/p: Une note.",
            "ul/li/p: un",
            "ul/li/p: deux",
            "ul/li/ol/li/p: trois",
            "table/thead/th: A",
            "table/thead/th: B",
            "table/tr/td: c",
            "table/tr/td: d",
            "pre: let x = 1;",
            "pre: indenté",
            "html/div: brut",
            "p: Suite.",
            "section/p: La note.",
            "h1: Titre",
        ]
    );
    let kinds: Vec<(BlockKind, u8)> = document.blocks.iter().map(|block| (block.kind, block.level)).collect();
    assert_eq!(kinds[..3], [(BlockKind::Heading, 1), (BlockKind::Paragraph, 0), (BlockKind::Quote, 0)]);
    assert_eq!(kinds[4..7], [(BlockKind::ListItem, 1), (BlockKind::ListItem, 2), (BlockKind::Cell, 0)]);
    assert!(kinds[10..12].iter().all(|kind| kind.0 == BlockKind::Preformatted));
}

/// The head of a readme on GitHub was read as code, tags and all.
#[test]
fn html_is_read_as_the_part_of_a_page_that_it_is() {
    let source = "<p align=\"center\">\n  <img src=\"l.svg\" alt=\"logo\">\n</p>\n\n<h1 align=center>tidal</h1>\n\n\
        <details>\n<summary>How <b>accurate</b>?</summary>\n\nWithin *ten*.\n\n</details>\n\n\
        - item\n\n  <p lang=fr>Fait\n  par</p>\n\n> <pre>\n> a &amp;\n>  b</pre>\n\n<script>x</script>\n\n<table><tr><td>A<td>B</table>\n";
    let document = markdown(source);
    assert_eq!(
        blocks(&document),
        [
            "html/p: logo",
            "html/h1: tidal",
            "html/details/summary: How accurate?",
            "p: Within ten.",
            "ul/li/p: item",
            "ul/li/html/p: Fait par",
            "blockquote/html/pre: a &\n b",
            "html/table/tr/td: A",
            "html/table/tr/td: B",
        ]
    );
    let kinds: Vec<(BlockKind, u8)> = document.blocks.iter().map(|block| (block.kind, block.level)).collect();
    assert_eq!(kinds[..2], [(BlockKind::Alt, 0), (BlockKind::Heading, 1)]);
    assert_eq!(kinds[5..8], [(BlockKind::ListItem, 1), (BlockKind::Preformatted, 0), (BlockKind::Cell, 0)]);
    assert_eq!(marks(&document, source)[0], (MarkKind::Bold, "accurate", vec!["<b>", "</b>"]));
    let place =
        |id| &source[document.map.to_source(document.block(crate::BlockId::new(id)).span).unwrap().range()];
    assert_eq!([0, 5, 6].map(place), ["logo", "Fait\n  par", "a &amp;\n>  b"]);
}

#[test]
fn html_over_a_limit_is_an_error_with_its_place() {
    let source = format!("> a\n\n> {}", "<div>".repeat(600));
    let err = read(&Input::markdown("a.md", source.into_bytes()), &ReadOptions::default()).unwrap_err();
    assert_eq!((err.kind(), err.byte()), (ReadErrorKind::TooDeep, Some(7 + 511 * 5)));
}

/// What a site generator puts between paragraphs was a title, a heading or a paragraph.
#[test]
fn shortcodes_between_paragraphs_are_no_text() {
    let source = "{{< figure src=\"*a*.png\"\n  caption=\"<b>\" >}}\n\nUn *texte*.\n{{% notice %}}\nUne note\n{{% /notice %}}\n\n\
        {% include a.html %}\n\n```\n{% raw %}\n```\n\nUn {{< b >}} dedans.\n";
    let document = markdown(source);
    assert_eq!(
        blocks(&document),
        ["p: Un texte.", "p: Une note", "pre: {% raw %}", "p: Un {{< b >}} dedans."]
    );
}

#[test]
fn a_lone_carriage_return_ends_a_line_of_any_block() {
    let lines = "---\ntitle: T\n---\n# Titre\n\nUn *long* texte\nsur deux lignes.\n- un\n\n```\nlet x;\nlet y;\n```\n";
    for end in ["\n", "\r", "\r\n"] {
        let document = markdown(&lines.replace('\n', end));
        assert_eq!(document.meta.title.as_ref().map(|title| &*title.value), Some("T"));
        assert_eq!(
            blocks(&document),
            ["h1: Titre", "p: Un long texte sur deux lignes.", "ul/li/p: un", "pre: let x;\nlet y;"],
            "{end:?}"
        );
    }
}

#[test]
fn marks_know_the_bytes_of_their_tags() {
    let source = "A *b* **c\\* &amp;** ~~d~~ `` e`f `` [l *x*](http://u \"t\") <http://y.org> <b>g</b> <i>h  \nk<br>[z][r] n[^1] [r][] ![r][]\n\n[r]: /r\n[^1]: f\n";
    let document = markdown(source);
    let text = document.block_text(crate::BlockId::new(0));
    assert_eq!(text, "A b c* & d e`f l x http://y.org g h\nk\nz n r");
    assert_eq!(
        marks(&document, source),
        [
            (MarkKind::Italic, "b", vec!["*", "*"]),
            (MarkKind::Bold, "c* &", vec!["**", "**"]),
            (MarkKind::Strike, "d", vec!["~~", "~~"]),
            (MarkKind::Code, "e`f", vec!["`` ", " ``"]),
            (MarkKind::Link, "l x", vec!["[", "](http://u \"t\")"]),
            (MarkKind::Italic, "x", vec!["*", "*"]),
            (MarkKind::Link, "http://y.org", vec!["<http://y.org>"]),
            (MarkKind::Bold, "g", vec!["<b>", "</b>"]),
            (MarkKind::Italic, "h\nk\nz n r", vec!["<i>"]),
            (MarkKind::LineBreak, "\n", vec!["  \n"]),
            (MarkKind::LineBreak, "\n", vec!["<br>"]),
            (MarkKind::Link, "z", vec!["[", "][r]"]),
            (MarkKind::Superscript, "", vec!["[^1]"]),
            (MarkKind::Link, "r", vec!["[", "][]"]),
            (MarkKind::Image, "", vec!["![r][]"]),
        ]
    );
    assert_eq!(document.blocks[0].hint.n_link_chars, 3 + 12 + 1 + 1);
    let entity = text.find('&').unwrap();
    let place = document.map.to_source(Span::new(entity, entity + 1)).unwrap();
    assert_eq!(&source[place.range()], "&amp;");
}

#[test]
fn a_picture_alone_is_a_block_and_one_in_a_text_is_not() {
    let source = "![Le port, *vu* du ciel](port.jpg \"t\")\n\n![a](a.png) Voir ![b [c] &amp;](b.png) ici.\n\n[![logo](l.png)](/)\n\n![](vide.png)\n";
    let document = markdown(source);
    let kinds: Vec<(BlockKind, &str)> =
        document.blocks.iter().map(|block| (block.kind, document.slice(block.span))).collect();
    assert_eq!(
        kinds,
        [
            (BlockKind::Alt, "Le port, vu du ciel"),
            (BlockKind::Paragraph, "Voir  ici."),
            (BlockKind::Alt, "logo")
        ]
    );
    let alts: Vec<(&str, &str)> =
        document.meta.texts.iter().map(|alt| (&*alt.value, &source[alt.source.range()])).collect();
    assert_eq!(alts, [("t", "t"), ("a", "a"), ("b [c] &", "b [c] &amp;")]);
    assert_eq!(
        marks(&document, source),
        [
            (MarkKind::Image, "Le port, vu du ciel", vec!["![", "](port.jpg \"t\")"]),
            (MarkKind::Image, "", vec!["![a](a.png)"]),
            (MarkKind::Image, "", vec!["![b [c] &amp;](b.png)"]),
            (MarkKind::Link, "logo", vec!["[", "](/)"]),
            (MarkKind::Image, "logo", vec!["![", "](l.png)"]),
        ]
    );
}

#[test]
fn front_matter_names_title_and_language() {
    let source = "\u{FEFF}---\r\ntitle: Le port\r\nlang: fr\r\nauthor: Ana Blum\r\n---\r\n\r\nUn texte.\r\n";
    let document = markdown(source);
    assert_eq!(blocks(&document), ["p: Un texte."]);
    let title = document.meta.title.unwrap();
    assert_eq!((&*title.value, &source[title.source.unwrap().range()]), ("Le port", "Le port"));
    assert_eq!(&source[document.meta.page.author.unwrap().source.unwrap().range()], "Ana Blum");
    assert_eq!(document.meta.declared.unwrap().as_str(), "fr");
}

#[test]
fn other_encodings_lead_back_to_their_bytes_too() {
    let source = "Le *port* rouvre `ici` &eacute;té";
    let bytes: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(source.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let document = read(&Input::markdown("a.md", bytes), &ReadOptions::default()).unwrap();
    assert_eq!(&*document.text, "Le port rouvre ici été");
    let MarkTags::Pair { open, close } = document.marks[0].tags else { panic!("{:?}", document.marks) };
    assert_eq!((open, close), (Span::new(8, 10), Span::new(18, 20)));
    let entity = document.text.find('é').unwrap();
    assert_eq!(document.map.to_source(Span::new(entity, entity + 2)).unwrap().len(), 2 * "&eacute;".len());
}

#[test]
fn what_nests_too_deep_is_an_error_with_its_place() {
    let source = format!("Le texte.\n\n{}a\n{}", "> ".repeat(25_000), "b\n".repeat(25_000));
    let err = read(&Input::markdown("a.md", source.into_bytes()), &ReadOptions::default()).unwrap_err();
    assert_eq!((err.kind(), err.byte()), (ReadErrorKind::TooDeep, Some(11)));
    assert!(
        err.to_string().contains("25000 levels deep and the limit is 512; --max-depth raises it"),
        "{err}"
    );
}

/// Everything that holds for a document read from any Markdown.
fn assert_sound(document: &Document, source: &[u8]) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        assert!(
            trim(text, Span::new(end, block.span.start())).is_empty(),
            "between blocks is white space only"
        );
        assert!(!block.span.is_empty() && trim(text, block.span) == block.span);
        end = block.span.end();
    }
    assert!(trim(text, Span::new(end, text.len())).is_empty());
    assert_eq!((document.map.text_len(), document.map.source_len()), (text.len(), source.len()));
    // Runs are in order on both sides; a copied run is the same bytes.
    let mut ends = (0, 0);
    for run in document.map.runs() {
        assert!(ends.0 <= run.text.start() && ends.1 <= run.source.start());
        ends = (run.text.end(), run.source.end());
        if run.kind == crate::RunKind::Copy {
            assert_eq!(text.as_bytes()[run.text.range()], source[run.source.range()]);
        }
    }
    assert!(ends.0 <= text.len() && ends.1 <= source.len());
    // Text has a source unless it is white space the reader put in; and marks stand in a block.
    for id in document.block_ids() {
        assert!(document.map.to_source(document.block(id).span).is_some());
    }
    let mut last = 0;
    for mark in &document.marks {
        assert!(mark.span.start() >= last, "marks are in order");
        last = mark.span.start();
        let is_inside = document.blocks.iter().any(|block| block.span.contains(mark.span));
        assert!(is_inside, "{mark:?}");
        let covered = document.map.to_source(mark.span).filter(|_| !mark.span.is_empty());
        if let (MarkTags::Pair { open, close }, Some(inner)) = (mark.tags, covered) {
            assert!(open.end() <= inner.start() && inner.end() <= close.start(), "{mark:?} {inner:?}");
        }
    }
}

fn assert_read_is_sound(source: &[u8]) {
    match read(&Input::markdown("-", source), &ReadOptions::default()) {
        Ok(document) => assert_sound(&document, source),
        Err(err) => {
            assert!(matches!(err.kind(), ReadErrorKind::Binary | ReadErrorKind::Unsupported), "{err}")
        }
    }
}

/// Pieces of Markdown in any order.
fn markdownish() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "é",
        "mot ",
        "\n",
        "\n\n",
        "\r\n",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "``",
        "[",
        "]",
        "](u)",
        "![",
        "(",
        ")",
        "<b>",
        "</b>",
        "<br>",
        "<!--",
        "-->",
        "<div>",
        "<h1 title=\"t\">",
        "<pre>",
        "<table><tr><td>",
        "<img alt=\"a b\">",
        "{{< x >}}",
        ":::a[",
        "\n: ",
        "$$",
        "!!! note \"",
        "\n*[a]: ",
        "{: .a}",
        "{%",
        "%}",
        "</div>",
        "> ",
        "- ",
        "1. ",
        "  ",
        "    ",
        "\t",
        "# ",
        "===",
        "---",
        "|",
        "|-|-|\n",
        "\\",
        "&amp;",
        "&#0;",
        "&",
        "[^1]",
        "[^1]: ",
        "[r]: u",
        "[r]",
        "```",
        "<http://x>",
        "\u{A0}",
        "\u{200B}",
        "\0",
        "{#i}",
        "[ ] ",
        "[!NOTE]",
        "title: x",
        "+++",
        "🐟",
        "Ã©",
        "e\u{301}",
        "\u{2028}",
        "\r",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_markdown_is_accounted_for(source in markdownish()) {
        assert_read_is_sound(source.as_bytes());
    }

    #[test]
    fn any_string_is_accounted_for(source in any::<String>()) {
        assert_read_is_sound(source.as_bytes());
    }

    #[test]
    fn any_bytes_are_accounted_for(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        assert_read_is_sound(&bytes);
    }

    #[test]
    fn words_outside_markup_are_never_lost(words in prop::collection::vec("[a-zé]{1,6}", 1..20), joints in prop::collection::vec(0..7_usize, 20)) {
        let joint = [" ", "\n", "\n\n", " *x* ", "\n\n> ", "\n\n- ", "  \n"];
        let source: String = words.iter().zip(&joints).flat_map(|(word, at)| [word.as_str(), joint[*at]]).collect();
        let document = markdown(&source);
        let mut rest = &*document.text;
        for word in &words {
            let at = rest.find(word.as_str());
            prop_assert!(at.is_some(), "{} in {:?}", word, source);
            rest = &rest[at.unwrap() + word.len()..];
        }
    }
}

/// A backslash before the first letter belonged to nothing, and stayed behind when that was written anew.
#[test]
fn an_escape_is_one_piece_with_its_sign() {
    let source = "\\[Avis\\] du port, `a` \\*b.\n\n| \\# c | `d \\| e` |\n|---|---|\n";
    let document = markdown(source);
    for (text, written) in
        [("[", "\\["), ("] du", "\\] du"), ("*b", "\\*b"), ("# c", "\\# c"), ("| e", "\\| e")]
    {
        let start = document.text.find(text).expect("it stands there");
        let span = document.map.to_source(Span::new(start, start + text.len())).expect("it has a source");
        assert_eq!(&source[span.range()], written);
    }
}
