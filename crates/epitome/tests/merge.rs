//! Extraction and merging together: what is not translated stays as it is, to the byte, and what is translated is found again.

use std::io::Cursor;

use epitome::prep::xliff::{Event, FileHead, Layout, Reader, Version, Writer};
use epitome::prep::{
    Content, MergeOptions, Merged, Merger, Origin, Part, Piece, Placed, PrepError, Skip, Unit, UnitOptions,
    validate,
};
use epitome::{Config, Extraction, Input, LangTag, Media, ReadOptions, extract, read};

#[path = "merge/beside.rs"]
mod beside;
#[path = "merge/declared.rs"]
mod declared;
#[path = "merge/ends.rs"]
mod ends;
#[path = "merge/markdown.rs"]
mod markdown;
#[path = "merge/outside.rs"]
mod outside;
#[path = "merge/page.rs"]
mod page;
#[path = "merge/pairs.rs"]
mod pairs;
#[path = "merge/properties.rs"]
mod properties;
#[path = "merge/units.rs"]
mod units;

const LAYOUTS: [Layout; 3] = [
    Layout { version: Version::V2_0, copy_source: false },
    Layout { version: Version::V2_1, copy_source: false },
    Layout { version: Version::V1_2, copy_source: true },
];

fn extracted(input: &Input) -> Extraction {
    let config = Config { lang: Some(LangTag::literal("fr")), ..Config::default() };
    let options = UnitOptions { all: true, ..UnitOptions::new(LangTag::literal("en")) };
    extract(input, &config, &options).expect("it can be read")
}

fn written(extraction: &Extraction, layout: Layout) -> Vec<u8> {
    let (source, target) = (LangTag::literal("fr"), LangTag::literal("en"));
    let mut writer = Writer::new(Vec::new(), layout, source, target, "test").unwrap();
    let head = FileHead {
        document: &extraction.analysis.document,
        read: &ReadOptions::default(),
        all: true,
        is_reordered: false,
    };
    writer.file(head, &extraction.units).unwrap();
    writer.finish().unwrap()
}

/// A merged file.
#[derive(Debug)]
struct File {
    bytes: Vec<u8>,
    told: Merged,
}

fn merged(input: &Input, xliff: &[u8], options: MergeOptions) -> Result<File, PrepError> {
    let document = read(input, &Config::default().read).expect("it could be read before");
    let mut merger = Merger::new(&document, options);
    let mut reader = Reader::new(Cursor::new(xliff))?;
    while let Some(event) = reader.next()? {
        if let Event::Unit(unit) = event {
            merger.take(unit, None);
        }
    }
    let mut bytes = Vec::new();
    let told = merger.finish(&mut bytes)?;
    Ok(File { bytes, told })
}

/// The merge of what was extracted, nothing translated.
fn merged_as_written(input: &Input) -> File {
    merged(input, &written(&extracted(input), Layout::default()), MergeOptions::default()).unwrap()
}

/// The merge of the units after each was given the target that `translate` says.
fn round(input: &Input, layout: Layout, translate: impl Fn(&Unit) -> Option<Content>) -> File {
    let mut extraction = extracted(input);
    for unit in &mut extraction.units {
        unit.target = translate(unit);
        unit.skip = None;
    }
    let xliff = written(&extraction, layout);
    // XLIFF without a unit is none, and is not written.
    if !extraction.units.is_empty() {
        let findings = validate(&xliff).expect("it is well formed").findings;
        assert!(findings.is_empty(), "{findings:?}\n{}", String::from_utf8_lossy(&xliff));
    }
    merged(input, &xliff, MergeOptions::default())
        .unwrap_or_else(|err| panic!("{err}\n{}", String::from_utf8_lossy(&xliff)))
}

fn stays_the_same(input: &Input) {
    for layout in LAYOUTS {
        let untouched = round(input, layout, |_| None);
        assert_eq!(String::from_utf8_lossy(&untouched.bytes), String::from_utf8_lossy(&input.bytes));
        assert_eq!(untouched.bytes, &*input.bytes);
        let copied = round(input, layout, |unit| Some(unit.anatomy.content.clone()));
        assert_eq!((copied.bytes.as_slice(), copied.told.n_changed), (&*input.bytes, 0));
    }
}

/// The same codes with other text between them: `word`, then `x`.
fn with_text(source: &Content, word: &str) -> Content {
    let mut target = Content::default();
    let mut next = word;
    for piece in source.pieces() {
        match piece {
            Piece::Text(_) => target.text.push_str(std::mem::replace(&mut next, "x")),
            Piece::Code(code) => target.push_code(code.id, code.part),
        }
    }
    target
}

/// The words of a text; a byte order mark in it is as blank as a space.
fn words(text: &str) -> String {
    text.replace('\u{FEFF}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stays of the bytes behind a unit where a link ends there that its text names: it is given its name.
fn named_tail(tail: &[u8]) -> &[u8] {
    let end = tail.iter().position(|byte| *byte == b']').unwrap_or(0);
    let rest = &tail[(end + 1).min(tail.len())..];
    rest.strip_prefix(b"[").map_or(&tail[end..], |rest| rest)
}

/// Translates one unit and reads the result: its text is there, and only its bytes have changed.
fn one_changes(input: &Input, nth: usize, word: &str) {
    one_becomes(input, nth, |content| with_text(content, word));
}

/// The same with any translation.
fn one_becomes(input: &Input, nth: usize, translate: impl Fn(&Content) -> Content) {
    let extraction = extracted(input);
    let Some(unit) = extraction.units.get(nth % extraction.units.len().max(1)) else { return };
    let target = translate(&unit.anatomy.content);
    let result = round(input, Layout::default(), |other| (other.id == unit.id).then(|| target.clone()));
    let place = unit.anatomy.source;
    assert_eq!(result.bytes[..place.start()], input.bytes[..place.start()]);
    let tail = &input.bytes[place.end()..];
    // In UTF-16 a bracket is one byte among zeros.
    let plain = |bytes: &[u8]| bytes.iter().copied().filter(|byte| *byte != 0).collect::<Vec<u8>>();
    let is_kept = result.bytes.ends_with(tail) || plain(&result.bytes).ends_with(named_tail(&plain(tail)));
    assert!(is_kept, "{}\n{}", String::from_utf8_lossy(&input.bytes), String::from_utf8_lossy(&result.bytes));
    let again = Input { bytes: result.bytes.clone().into(), ..input.clone() };
    let document = read(&again, &Config::default().read).expect("what is merged can be read");
    let span = match unit.origin {
        Origin::Sentence { span, .. } => span,
        Origin::Meta { kind, .. } => {
            let texts: Vec<_> =
                document.meta.texts.iter().map(|text| (text.kind, words(&text.value))).collect();
            return assert!(texts.contains(&(kind, words(&target.text))), "{target} is none of {texts:?}");
        }
    };
    // What the unit reads as: some codes cover text of their own, an address or a line feed.
    let mut expected = String::new();
    for piece in target.pieces() {
        match piece {
            Piece::Text(text) => expected.push_str(text),
            Piece::Code(code) if code.part == Part::Alone => {
                let covered = unit.anatomy.code(code.id).unwrap().text;
                expected.push_str(extraction.analysis.document.slice(covered));
            }
            Piece::Code(_) => {}
        }
    }
    // Code that differs from its bytes in more than line ends is one piece, and goes with the first unit in it.
    let mut runs = extraction.analysis.document.map.runs().iter().map(|run| run.text);
    if runs.any(|run| run.start() < span.end() && span.start() < run.end() && !span.contains(run))
        && String::from_utf8_lossy(&input.bytes).contains('`')
    {
        return assert!(words(&document.text).contains(&words(&expected)));
    }
    // White space beside a unit may go with its codes.
    let letters = |text: &str| words(text).replace(' ', "");
    let was = &extraction.analysis.document.text;
    let expected = [&was[..span.start()], &expected, &was[span.end()..]].map(letters).concat();
    assert_eq!(letters(&document.text), expected, "{}", String::from_utf8_lossy(&result.bytes));
}

const PAGE: &str = "<!DOCTYPE html><html lang=\"fr\"><head><title>Un essai</title>\
    <meta name=description content='Un essai de l&rsquo;île'></head><body title=essai>\r\n<article>\
    <h1>Le titre de l&rsquo;article</h1><p>Le <b>premier ministre</b> a annonc&eacute; la nouvelle. <i>Le conseil a voté. Il \
    est parti.</i> Fin &amp; suite &lt;ici&gt; <br> avec <a href=\"/x?a=1&amp;b=2\">un lien</a> et <img src=a.png \
    title=vue alt=\"Une image\"> et https://example.org/a dedans.</p>\n<p><b><i>Croisé</b> mal</i> fermé   avec   des\n  espaces\
    <!-- note -->. Encore une phrase.</p></article></body></html>";

const MARKDOWN: &str = "---\ntitle: Le titre: un essai\nsummary: 'En bref'\n---\n# Le titre *en* deux mots\n\nLe **premier ministre** a dit \\*non\\* à [ses amis](https://example.org \
    \"a\"). Il est parti\nhier  \nsoir.\n\n> Une citation qui\n> continue ici. Et `un code` dedans, puis ![une *image*](a.png).\n\n- un point de la liste\n\
    - un autre &amp; encore\n\n| a | b |\n|---|---|\n| une case | deux |\n";

const TEXT: &str = "Un titre court\r\n\r\nHanoi (AFP) - Le ministre a parlé. Il a dit non à info@example.org hier.\r\n\r\n    \
    Fin\u{7} du texte, des forêts brûlées et des prés fanés.\r\n";

fn examples() -> Vec<Input> {
    let latin1: Vec<u8> = TEXT.chars().map(|c| c as u8).collect();
    let utf16: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(TEXT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let record = |field: &str, text: &str| {
        let escape = |c: char| match c {
            '"' | '\\' => format!("\\{c}"),
            '\n' => "\\n".to_owned(),
            c if c < ' ' => format!("\\u{:04x}", u32::from(c)),
            c => c.to_string(),
        };
        let text: String = text.chars().map(escape).collect();
        let line = format!("{{\"title\": \" Le \\u00e9\", \"{field}\": \"{text}\"}}");
        Input::record("a.jsonl:1", line.into_bytes())
    };
    vec![
        Input::text("a.txt", TEXT.as_bytes()),
        Input::text("a.txt", format!("\u{FEFF}{TEXT}").into_bytes()),
        Input::text("a.txt", latin1),
        Input::text("a.txt", utf16),
        Input::html("a.html", PAGE.as_bytes()),
        Input::markdown("a.md", MARKDOWN.as_bytes()),
        record("text", TEXT),
        record("html", PAGE),
        record("markdown", MARKDOWN),
    ]
}

#[test]
fn what_is_not_translated_stays_as_it_is() {
    examples().iter().for_each(stays_the_same);
}

#[test]
fn signs_of_the_format_come_back_as_they_were() {
    let signs = [
        "a & b",
        "<b>",
        "a > b",
        "*a* _b_",
        "# a",
        "1. un",
        "- a",
        "\"a\" 'b'",
        "a\\b \\* c",
        "[a](b)",
        "`a`",
        "a | b",
        "&amp; &eacute;",
        "~~a~~",
        "=== a",
        "a<!-- b",
        "un\ndeux",
    ];
    for input in examples() {
        for word in signs {
            // A backtick cannot stand in code, and that is an error; no unit but one of Markdown has code.
            for nth in 0..extracted(&input).units.len() {
                if word != "`a`" || !String::from_utf8_lossy(&input.bytes).contains('`') {
                    one_changes(&input, nth, word);
                }
            }
        }
    }
}

#[test]
fn what_the_encoding_lacks_is_named_or_written_as_a_reference() {
    let latin1 = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let target = Some(Content { text: "Việt".to_owned(), codes: Vec::new() });
    let translated = |input: &Input| {
        let mut extraction = extracted(input);
        extraction.units[0].target = target.clone();
        written(&extraction, Layout::default())
    };
    let text = Input::text("a.txt", latin1("L'été a été très chaud à la mer et en forêt cette année là."));
    let err = merged(&text, &translated(&text), MergeOptions::default()).unwrap_err().to_string();
    assert!(err.contains("p1.s1") && err.contains("U+1EC7 (ệ)") && err.contains("--encoding utf-8"), "{err}");
    let to_utf8 = MergeOptions { to_utf8: true, ..MergeOptions::default() };
    let utf8 = merged(&text, &translated(&text), to_utf8).unwrap();
    assert_eq!(String::from_utf8(utf8.bytes).unwrap(), "Việt");
    let page =
        "<html lang=fr><meta charset=iso-8859-1><p>L'été a été très chaud à la mer et en forêt.</p></html>";
    let page = Input::html("a.html", latin1(page));
    let kept = merged(&page, &translated(&page), MergeOptions::default()).unwrap();
    let expected = "<html lang=fr><meta charset=iso-8859-1><p>Vi&#7879;t</p></html>";
    assert_eq!(String::from_utf8(kept.bytes).unwrap(), expected);
    let options = MergeOptions { set_lang: Some(LangTag::literal("ar")), ..to_utf8 };
    let utf8 = merged(&page, &translated(&page), options).unwrap();
    let expected = "<html dir=\"rtl\" lang=ar><meta charset=utf-8><p>Việt</p></html>";
    assert_eq!(String::from_utf8(utf8.bytes).unwrap(), expected);
}

#[test]
fn codes_must_all_be_there_and_may_move() {
    let page =
        Input::html("a.html", "<p>Le <b>premier</b> ministre a vu <i>le chat</i> hier.</p>".as_bytes());
    let shown = extracted(&page).units[0].anatomy.content.to_string();
    assert_eq!(shown, "Le ⟦1⟧premier⟦/1⟧ ministre a vu ⟦2⟧le chat⟦/2⟧ hier.");
    let (open, close) = (Part::Open, Part::Close);
    let target = |codes: &[(&str, u32, Part)]| {
        let mut content = Content::default();
        for (text, id, part) in codes {
            content.text.push_str(text);
            content.push_code(*id, *part);
        }
        Some(content)
    };
    let moved = target(&[("a", 2, open), ("b", 2, close), ("c", 1, open), ("d", 1, close)]);
    assert_eq!(round(&page, Layout::default(), |_| moved.clone()).bytes, b"<p>a<i>b</i>c<b>d</b></p>");
    let whole = [("a", 1, open), ("b", 1, close), ("", 2, open), ("", 2, close)];
    for (wrong, message) in [
        (target(&whole[..2]), "the opening code 2 (<i>) is missing"),
        (target(&[&whole[..], &whole[..2]].concat()), "more often than in the source"),
        (target(&[("a", 1, open), ("b", 2, open), ("", 1, close), ("", 2, close)]), "crossed"),
        (target(&[("a", 1, close), ("b", 1, open), ("", 2, open), ("", 2, close)]), "closes before it opens"),
    ] {
        for layout in LAYOUTS {
            let mut extraction = extracted(&page);
            extraction.units[0].target = wrong.clone();
            let xliff = written(&extraction, layout);
            let err = merged(&page, &xliff, MergeOptions::default()).unwrap_err().to_string();
            assert!(err.contains(message) && err.contains("p1.s1"), "{err}");
            let force = MergeOptions { force: true, ..MergeOptions::default() };
            let forced = merged(&page, &xliff, force).unwrap();
            assert_eq!((&*forced.bytes, forced.told.warnings.len()), (&*page.bytes, 1));
        }
    }
}

#[test]
fn ids_stay_when_other_paragraphs_come_go_or_move() {
    let paragraphs = [
        "Le ministre a parlé hier à Hanoi.",
        "Il a dit non deux fois. Il est parti.",
        "Le conseil se réunit demain matin.",
        "Le ministre a parlé hier à Hanoi.",
    ];
    let ids = |order: &[usize]| {
        let text: Vec<&str> = order.iter().map(|idx| paragraphs[*idx]).collect();
        let units = extracted(&Input::text("a.txt", text.join("\n\n").into_bytes())).units;
        let pairs = units.into_iter().map(|unit| (unit.id, unit.anatomy.content.text));
        pairs.collect::<BTreeMap<_, _>>()
    };
    let all = ids(&[0, 1, 2, 3]);
    assert_eq!(all.len(), 5, "equal units are told apart");
    assert_eq!(ids(&[2, 1, 0, 3]), all);
    for (id, text) in ids(&[1, 2]) {
        assert_eq!(all.get(&id), Some(&text));
    }
}

#[test]
fn what_stands_outside_the_text_is_translated_with_it() {
    let page = "<html><head><title>Le port</title><meta property=og:title content='Le &quot;port&quot;'></head><body>\
        <p title=\"Une vue\">Le <img src=a.png alt=port title='du port'> rouvre lundi.</p>\
        <p>Voir <a href=/ aria-label=\"https://example.org\">ici</a>.</p></body></html>";
    let input = Input::html("port.html", page.as_bytes());
    let units = extracted(&input).units;
    let addresses: Vec<(String, &str)> =
        units.iter().map(|unit| (unit.address(), &*unit.anatomy.content.text)).collect();
    let expected = [
        ("m1", "Le port"),
        ("m2", "Le \"port\""),
        ("p1.s1", "Le rouvre lundi."),
        ("m3", "Une vue"),
        ("m4", "port"),
        ("m5", "du port"),
        ("p2.s1", "Voir ici."),
    ];
    assert_eq!(addresses, expected.map(|(address, text)| (address.to_owned(), text)));
    // The codes stay where they are; the picture takes its own texts along.
    let result = round(&input, Layout::default(), |unit| {
        let text = unit.anatomy.content.text.to_uppercase().replace("PORT", "PORT <\"'>");
        Some(Content { text, ..unit.anatomy.content.clone() })
    });
    let expected = "<html><head><title>LE PORT &lt;\"'&gt;</title>\
        <meta property=og:title content='LE \"PORT &lt;\"&#39;&gt;\"'></head><body>\
        <p title=\"UNE VUE\">LE <img src=a.png alt=PORT&#32;&lt;&quot;&#39;&gt; title='DU PORT &lt;\"&#39;&gt;'> ROUVRE LUNDI.</p>\
        <p>VOIR <a href=/ aria-label=\"https://example.org\">ICI</a>.</p></body></html>";
    assert_eq!(String::from_utf8(result.bytes).unwrap(), expected);
}

#[test]
fn front_matter_stays_what_it_is() {
    let titles = [
        ("Le port", "The harbour", "The harbour"),
        ("Le port", "Harbour: open", "\"Harbour: open\""),
        ("Le port", "no", "\"no\""),
        ("'L''île'", "The \"isle\"", "'The \"isle\"'"),
        ("'Le port'", "It's", "\"It's\""),
        ("\"Le port\"", "A \"b\" \\", "\"A \\\"b\\\" \\\\\""),
        // Of texts on several lines the first was translated, and put into what was still a block.
        (">\n  Le port\n  rouvre\nx: y", "The harbour", "The harbour\nx: y"),
        ("|-\n  Le port\n  rouvre\nx: y", "The\nharbour", "\"The\\nharbour\"\nx: y"),
        ("Le port\n  rouvre", "The harbour", "The harbour"),
        ("\"Le port\n  rouvre\"", "The harbour", "\"The harbour\""),
    ];
    for (title, target, expected) in titles {
        let source = |title: &str| format!("---\ntitle: {title} # titre\n---\n\nLe texte.\n");
        let input = Input::markdown("a.md", source(title).into_bytes());
        let result = round(&input, Layout::default(), |unit| {
            let content = Content { text: target.to_owned(), codes: Vec::new() };
            matches!(unit.origin, Origin::Meta { .. }).then_some(content)
        });
        assert_eq!(String::from_utf8(result.bytes.clone()).unwrap(), source(expected));
        let again = read(&Input { bytes: result.bytes.into(), ..input }, &Config::default().read).unwrap();
        assert_eq!(&*again.meta.title.unwrap().value, target);
    }
}

#[test]
fn the_language_is_noted_where_the_source_names_its_own() {
    let noted = |input: &Input, target: &str| {
        let options =
            MergeOptions { set_lang: Some(LangTag::parse(target).unwrap()), ..MergeOptions::default() };
        let result = merged(input, &written(&extracted(input), Layout::default()), options).unwrap();
        assert_eq!(result.told.warnings, Vec::<String>::new());
        result.bytes
    };
    let markdown = Input::markdown("a.md", *b"---\nlang: fr # ici\ntitle: Le port\n---\n\nLe texte.\n");
    assert_eq!(noted(&markdown, "de"), b"---\nlang: de # ici\ntitle: Le port\n---\n\nLe texte.\n");
    assert_eq!(noted(&markdown, "no"), b"---\nlang: \"no\" # ici\ntitle: Le port\n---\n\nLe texte.\n");
    let record =
        Input::record("a.jsonl:1", *br#"{"lang": "fr", "lang_hint":null, "text": "Le port rouvre."}"#);
    assert_eq!(noted(&record, "de"), br#"{"lang": "de", "lang_hint":null, "text": "Le port rouvre."}"#);
    let nested = Input::record("a.jsonl:1", *br#"{"markdown": "---\nlang: \"fr\"\n---\nLe port."}"#);
    assert_eq!(noted(&nested, "de"), br#"{"markdown": "---\nlang: \"de\"\n---\nLe port."}"#);
    let plain = Input::record("a.jsonl:1", *br#"{"markdown": "---\nlang: fr\n---\nLe port.", "lang": "fr"}"#);
    let expected = br#"{"markdown": "---\nlang: \"no\"\n---\nLe port.", "lang": "no"}"#;
    assert_eq!(noted(&plain, "no"), expected);
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let page = |attributes: &str| utf16(&format!("\u{FEFF}<html{attributes}><p>L’île rouvre.</p></html>"));
    let noted = noted(&Input::html("a.html", page(" lang=fr")), "ar");
    assert_eq!(noted, page(" dir=\"rtl\" lang=ar"));
}

/// The body's language, which overrules that of the page, stayed, and so did what machines read; a page that named no encoding
/// came out in another one and still named none.
#[test]
fn a_page_says_its_new_language_and_encoding_everywhere() {
    let page = |lang: &str, locale: &str, dir: &str, charset: &str| {
        format!(
            "<!DOCTYPE html><html xml:lang=\"{lang}\" lang={lang}><head>{charset}<meta http-equiv=content-language content='{lang}'>\
             <meta property=og:locale content={locale}><script type=application/ld+json>{{\"@type\": \"Article\", \
             \"inLanguage\": \"{lang}\"}}</script></head><body lang='{lang}' dir=\"{dir}\"><p>L’été au port.</p>\
             <p>Lire en <a lang=en href=/en>anglais</a> ou <a lang=fr href=/fr>français</a>.</p></body></html>"
        )
    };

    let options =
        MergeOptions { set_lang: Some(LangTag::literal("ar-EG")), to_utf8: true, ..MergeOptions::default() };
    let merged_of = |input: &Input| {
        let result = merged(input, &written(&extracted(input), Layout::default()), options).unwrap();
        assert_eq!(result.told.warnings, Vec::<String>::new());
        String::from_utf8(result.bytes).unwrap()
    };
    let input = Input::html("a.html", windows_1252(&page("fr", "fr_FR", "ltr", "")));
    let expected = page("ar-EG", "ar_EG", "rtl", "<meta charset=\"utf-8\">");
    assert_eq!(merged_of(&input), expected.replacen("<html", "<html dir=\"rtl\"", 1));
    let record = |page: String| format!("{{\"html\": \"{}\"}}", in_json(&page, false));
    let input = Input::record("a:1", record(page("fr", "fr_FR", "ltr", "")).into_bytes());
    assert_eq!(merged_of(&input), record(page("ar-EG", "ar_EG", "rtl", "")));
    for (before, after) in [
        ("<html lang=ar-EG dir=rtl>", "<html lang=ar-EG dir=rtl><meta charset=\"utf-8\">"),
        ("<html lang=ar-EG dir=rtl><head>", "<html lang=ar-EG dir=rtl><head><meta charset=\"utf-8\">"),
        ("<!doctype html><body lang=ar-EG>", "<!doctype html><meta charset=\"utf-8\"><body lang=ar-EG>"),
        ("<body lang=ar-EG>", "<meta charset=\"utf-8\"><body lang=ar-EG>"),
    ] {
        let input =
            Input::html("a.html", windows_1252(&format!("{before}<p>L’été au port où l’été a brûlé.</p>")));
        assert_eq!(merged_of(&input), format!("{after}<p>L’été au port où l’été a brûlé.</p>"));
    }
}

/// A picture drawn in the page holds text, and 1.2 has no pictures that do: what was written was not valid.
#[test]
fn a_picture_that_holds_text_is_written_as_each_version_allows() {
    let page = "<p>Le port <svg><text>Hai Phong</text></svg> a <code>rouvert</code> <b><svg/></b> lundi. Il <svg>est. Il</svg> va.</p>";
    stays_the_same(&Input::html("a.html", page.as_bytes()));
}

/// Extraction wrote what the merge refused to read: elements more than 256 deep.
#[test]
fn a_deep_page_comes_back() {
    let page = |text: &str| {
        let (open, close) = ("<b>".repeat(500), "</b>".repeat(500));
        format!("<p>Le port {open}a {text}{close} lundi.</p>")
    };
    let input = Input::html("a.html", page("rouvert").into_bytes());
    stays_the_same(&input);
    for layout in LAYOUTS {
        let result = round(&input, layout, |unit| {
            let text = unit.anatomy.content.text.replace("rouvert", "brûlé ici");
            let codes = unit.anatomy.content.codes.iter().map(|code| Placed {
                at: if code.part == Part::Close { code.at + 4 } else { code.at },
                ..*code
            });
            Some(Content { text, codes: codes.collect() })
        });
        assert_eq!(String::from_utf8(result.bytes).unwrap(), page("brûlé ici"));
    }
}

/// A target could put a control character into a page, which must not have any.
#[test]
fn a_control_character_in_a_target_is_named() {
    let input = Input::html("a.html", *b"<p>Le port rouvre.</p>");
    let mut extraction = extracted(&input);
    extraction.units[0].target = Some(Content { text: "The |port".to_owned(), codes: Vec::new() });
    let xliff = String::from_utf8(written(&extraction, Layout::default())).unwrap();
    let with = |cp: &str| merged(&input, xliff.replace('|', cp).as_bytes(), MergeOptions::default());
    let err = with("<cp hex=\"0001\"/>").unwrap_err().to_string();
    assert!(err.contains("p1.s1") && err.contains("\"U+0001\""), "{err}");
    assert_eq!(with("<cp hex=\"0009\"/>").unwrap().bytes, b"<p>The \tport</p>");
}

/// One of two segments that a tool had made of a unit was merged with the source of the other, and nothing said so.
#[test]
fn a_unit_that_is_translated_in_part_is_named() {
    let input = Input::html("a.html", *b"<p>Le port <b>HP</b> rouvre.</p>");
    let xliff = String::from_utf8(written(&extracted(&input), Layout::default())).unwrap();
    let (before, rest) = xliff.split_once("<segment>").unwrap();
    let (_, after) = rest.split_once("</segment>").unwrap();
    let parts = |first: &str| {
        let first = format!("<segment><source>Le port </source>{first}</segment>");
        let code = "<pc id=\"1\" canCopy=\"no\" canDelete=\"no\" type=\"fmt\" subType=\"xlf:b\">HP</pc>";
        let between = format!("<ignorable><source>{code} </source></ignorable>");
        let last = "<segment><source>rouvre.</source><target>reopens.</target></segment>";
        merged(&input, format!("{before}{first}{between}{last}{after}").as_bytes(), MergeOptions::default())
            .unwrap()
    };
    let partly = parts("");
    assert_eq!(partly.bytes, b"<p>Le port <b>HP</b> reopens.</p>");
    assert_eq!(partly.told.warnings, ["p1.s1: 1 segment has no translation"]);
    let seg = |mid: u8, text: &str| format!("<mrk mtype=\"seg\" mid=\"{mid}\">{text}</mrk>");
    let xliff = String::from_utf8(written(&extracted(&input), LAYOUTS[2])).unwrap();
    let (before, rest) = xliff.split_once("<target").unwrap();
    let (_, after) = rest.split_once("</target>").unwrap();
    let code = "<g id=\"1\">HP</g>";
    for first in [String::new(), seg(1, ""), seg(1, "").replace("></mrk>", "/>")] {
        let target = format!("<target>{first}{code}{}</target>", seg(2, " reopens."));
        let result =
            merged(&input, format!("{before}{target}{after}").as_bytes(), MergeOptions::default()).unwrap();
        assert_eq!(result.bytes, b"<p><b>HP</b> reopens.</p>");
        let expected = if first.is_empty() { 0 } else { 1 };
        assert_eq!(result.told.warnings, &["p1.s1: 1 segment has no translation"][..expected]);
    }
    let whole = parts("<target>The port </target>");
    assert_eq!((&*whole.bytes, whole.told.warnings.len()), (&b"<p>The port <b>HP</b> reopens.</p>"[..], 0));
}

/// Of two units with one id the first was written, and the message said that the source stayed.
#[test]
fn of_two_units_with_one_id_the_first_is_said_to_stand() {
    let input = Input::text("a.txt", *b"Le port rouvre.");
    let mut extraction = extracted(&input);
    let mut second = extraction.units[0].clone();
    for (unit, text) in [(&mut extraction.units[0], "The port"), (&mut second, "A port")] {
        unit.target = Some(Content { text: text.to_owned(), codes: Vec::new() });
    }
    extraction.units.push(second);
    let xliff = written(&extraction, Layout::default());
    let err = merged(&input, &xliff, MergeOptions::default()).unwrap_err().to_string();
    assert!(err.contains("there are two units with the id"), "{err}");
    let force = MergeOptions { force: true, ..MergeOptions::default() };
    let forced = merged(&input, &xliff, force).unwrap();
    assert_eq!(forced.bytes, b"The port");
    assert!(forced.told.warnings[0].ends_with("; the first stands there"), "{:?}", forced.told.warnings);
}

/// Text in windows-1252.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|c| if c == '’' { 0x92 } else { c as u8 }).collect()
}

/// Letters, line ends and everything that means something in one of the formats.
fn bits() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    let signs = vec![
        ". Le ", "\n", "\n\n", "\r\n", "<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<br>", "<a href='x'>", "</a>", "<!-- c -->",
        "&amp;", "&eacute;", "&nbsp;", "&lt", "<img alt=\"Une image. Belle.\">", "<i title=' a\nb'>", "<input type=submit value=\"Envoie\">", "<iframe title=Plan>", "<option label='Un quai'>", "<title>Un\nessai</title>", "<pre>", "</pre>", "<div>", "</div>",
        "<script>a</script>", "<td>", "<", ">", "&", "\"", "'", "*", "**", "_", "`", "``", "# ", "- ", "> ", "1. ", "[", "](u)",
        "![", "\\", "|", "\n|---|\n", "~~", "    ", "\t", "\0", "\u{7}", "\u{FEFF}", "\u{2028}", "https://example.org/é?a=1",
        "a@example.org", "句子。", "。", "e\u{301}", "🙂",
        "<i title='\u{A0}un\u{3000}'>", "<img alt=&nbsp;une&#12288;>", "<title>&nbsp; un \u{2003}</title>", "\u{A0}", "\u{3000}",
        "<b translate=no>", "<svg><text>", "</svg>", "<p class=notranslate>", "<i translate=yes>",
        "  \n", "\n# a {.a}\n", "`` a`b ``", "[port]", "[port][]", "\n\n[port]: /u\n\n", "\n- ", "\n> ", "\n===\n", "\n\n| a | `b` |\n|---|---|\n\n",
        "\n**", "** ", " *", "* ",
        "<script type=application/ld+json>{\"@type\": \"Article\", \"headline\": \" Un \\u2019titre\\n<b \", \"description\": \"\\u00a0Un\u{3000}\"}</script>",
    ];
    let sign = prop::sample::select(signs).prop_map(str::to_owned);
    let escape = "(\n\n|[.] )?\\\\[!-/:-@\\[-`{-~]";
    let bit = prop_oneof![4 => "[a-zé ]{1,12}", 4 => sign, 1 => escape];
    prop::collection::vec(bit, 0..40).prop_map(|bits| bits.concat())
}

/// A `~~` left open once took the sign before the code for its partner, and Chinese in bold was not bold.
#[test]
fn letters_beside_emphasis_do_not_undo_it() {
    let merged = |source: &str, before: &str, inside: &str, behind: &str| {
        let input = Input { media: Media::Markdown, ..Input::text("a", source.as_bytes().to_vec()) };
        let result = round(&input, Layout::default(), |unit| {
            let mut texts = [before, inside, behind].into_iter();
            let mut content = Content::default();
            (!unit.anatomy.content.codes.is_empty()).then(|| {
                content.text.push_str(texts.next().unwrap());
                for code in &unit.anatomy.content.codes {
                    content.push_code(code.id, code.part);
                    content.text.push_str(texts.next().unwrap());
                }
                content
            })
        });
        String::from_utf8(result.bytes).unwrap()
    };
    let source = "A line with ~~one sign left. Then ~~old~~ words come and go.\n";
    assert_eq!(
        merged(source, "Dann kam", "altes", "."),
        "A line with ~~one sign left. Dann ka&#109;~~altes~~.\n"
    );
    let source = "It is **bold** here, as all can see.\n";
    assert_eq!(merged(source, "这是", "“粗体”", "字。"), "这&#26159;**“粗体”**&#23383;。\n");
    assert_eq!(merged(source, "Das Haus", "boot", " ist da."), "Das Haus**boot** ist da.\n");
    let source = "It is _bold_ here, as all can see.\n";
    assert_eq!(merged(source, "Das Haus", "boot", "e"), "Das Hau&#115;_boot_&#101;\n");
}

/// The space before the break once went, and the break was taken for text.
#[test]
fn a_line_break_after_a_space_and_a_tag_stays_a_code() {
    let page = "<p>Le port <b><br>rouvre</b> lundi.";
    one_changes(&Input::html("port.html", page.as_bytes()), 0, "The harbour");
}

/// The backslash was part of a code, together with the space before it, and made an escape of the letter put behind it.
#[test]
fn an_escape_at_the_head_of_a_line_is_no_code() {
    for text in ["é\n \\/a>.", "> Le *port*\n> \\*rouvre* lundi."] {
        one_changes(&Input::markdown("port.md", text.as_bytes()), 0, "The harbour");
    }
}

#[test]
fn a_foreign_sentence_is_annotated_as_the_standard_asks() {
    let text = "Le ministre a parlé hier à Hanoi devant les députés de la région.\n\n\
        The committee will publish the whole report on its own pages next week, and everybody may read it there.\n";
    let input = Input::text("a.txt", text.as_bytes());
    let options = UnitOptions::new(LangTag::literal("es"));
    let extraction = extract(&input, &Config::default(), &options).expect("it can be read");
    assert_eq!(extraction.units[1].tag, LangTag::literal("en"));
    let xliff = written(&extraction, LAYOUTS[1]);
    let shown = String::from_utf8_lossy(&xliff);
    assert!(shown.contains("itsm:lang=\"en\"") && shown.matches("epi:lang=").count() == 1, "{shown}");
    assert_eq!(validate(&xliff).unwrap().findings, []);
}

#[test]
fn a_note_says_what_a_unit_is_unless_it_is_a_paragraph() {
    let page = "<article><h1>Le port rouvre</h1><p>Le port a rouvert lundi.</p><p>Les bateaux reviennent.</p></article>";
    let extraction = extracted(&Input::html("a.html", page.as_bytes()));
    for (layout, head) in LAYOUTS.into_iter().zip(["\"role\">", "\"role\">", ">role: "]) {
        let xliff = String::from_utf8(written(&extraction, layout)).unwrap();
        let roles: Vec<&str> = xliff.split(head).skip(1).filter_map(|rest| rest.split('<').next()).collect();
        assert_eq!(roles, ["title"], "{xliff}");
    }
}

/// Inside of code a backslash is one, also in a sentence whose code began in the one before it, or around it.
#[test]
fn what_stands_in_code_is_written_as_it_is() {
    for text in ["Voir `le code. Il a une suite` ici.", "`un_code`", "`a. B c`\n"] {
        for nth in 0..2 {
            one_changes(&Input::markdown("a.md", text.as_bytes()), nth, "x_y *z*");
        }
    }
}

/// A block of HTML was one piece of code with its tags in it.
#[test]
fn html_in_markdown_is_written_as_html() {
    let text = "> <h1 align=center>Le *port*</h1>\n>\n> <pre>\n> a\n>  b</pre>\n\n<p><img alt='a b'></p>\n\n<p title=t>Fin &eacute;t\u{e9}.</p>\n";
    for nth in 0..5 {
        one_changes(&Input::markdown("a.md", text.as_bytes()), nth, "x_y *z* & </pre>\n\nw");
    }
}

/// In code that goes on in the next line the address was one with the words behind it, which stayed beside their translation.
#[test]
fn an_address_in_code_of_two_lines_takes_no_other_text_with_it() {
    for text in ["`\nhttps://example.org/é avec la suite\nici`", "Voir `https://example.org/a\nici` encore."]
    {
        for nth in 0..2 {
            one_changes(&Input::markdown("a.md", text.as_bytes()), nth, "Z");
        }
    }
}

/// The sign was once part of the address, stayed as it was, and began a tag with the translation after it.
#[test]
fn an_address_ends_before_an_angle_bracket() {
    one_changes(&Input::html("port.html", *b"https://example.org/a?b=1<>"), 0, "Z");
}

/// The text in every format, with each kind of line end, in UTF-16 of either order and in an old encoding, and in records, with front
/// matter and without.
fn forms(text: &str) -> Vec<Input> {
    let crlf = text.replace("\r\n", "\n").replace('\n', "\r\n");
    let utf16 = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut inputs = Vec::new();
    let big_endian = format!("\u{FEFF}{crlf}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    let latin1 = text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    for bytes in [text.as_bytes().to_vec(), crlf.clone().into_bytes(), utf16, big_endian, latin1] {
        inputs.push(Input::text("a", bytes.clone()));
        inputs.push(Input::html("a", bytes.clone()));
        inputs.push(Input::markdown("a", bytes));
    }
    let with_front =
        format!("---\ntitle: \"Un titre\"\nlang: fr\nsummary: >-\n  Un texte\n  plié\n---\n{crlf}");
    inputs.push(Input::markdown("a", with_front.as_bytes()));
    let in_toml = format!("+++\ntitle = \"\"\"\nUn titre\nà lire\"\"\"\n+++\n{text}");
    inputs.push(Input::markdown("a", in_toml.into_bytes()));
    for (field, text) in [
        ("text", text),
        ("text", &crlf),
        ("html", text),
        ("html", &crlf),
        ("markdown", text),
        ("markdown", &with_front),
    ] {
        for is_ascii in [false, true] {
            let record = format!(
                "{{\"title\": \"\\u00a0Un\u{3000}\", \"lang\": \"fr\", \"{field}\": \"{}\"}}",
                in_json(text, is_ascii)
            );
            inputs.push(Input::record("a:1", record.into_bytes()));
        }
    }
    inputs.retain(|input| read(input, &Config::default().read).is_ok());
    inputs
}

/// Those of its forms that nobody has to guess the encoding of: another text may lead to another guess.
fn sure_forms(text: &str) -> Vec<Input> {
    let mut inputs = forms(text);
    inputs.retain(|input| {
        let document = read(input, &Config::default().read).expect("it was read before");
        document.source.encoding.starts_with("UTF")
    });
    inputs
}

/// Text in a string of JSON, in one of two styles.
fn in_json(text: &str, is_ascii: bool) -> String {
    let mut string = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => string.extend(['\\', c]),
            '\n' => string.push_str("\\n"),
            '/' if is_ascii => string.push_str("\\/"),
            c if c < ' ' || is_ascii && !c.is_ascii() => {
                let units = c.encode_utf16(&mut [0; 2]).to_vec();
                string.extend(units.iter().map(|unit| format!("\\u{unit:04x}")));
            }
            c => string.push(c),
        }
    }
    string
}
