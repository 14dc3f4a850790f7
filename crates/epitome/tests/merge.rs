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
#[path = "merge/directives.rs"]
mod directives;
#[path = "merge/ends.rs"]
mod ends;
#[path = "merge/foreign.rs"]
mod foreign;
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

/// The same with each unit translated by its own words: somebody says so.
fn confirmed(input: &Input) -> Vec<u8> {
    let mut extraction = extracted(input);
    extraction.units.iter_mut().for_each(|unit| unit.target = Some(unit.anatomy.content.clone()));
    written(&extraction, Layout::default())
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
    tried(input, layout, translate).unwrap_or_else(|err| panic!("{err}"))
}

/// The same, where it may be refused.
fn tried(
    input: &Input,
    layout: Layout,
    translate: impl Fn(&Unit) -> Option<Content>,
) -> Result<File, PrepError> {
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

/// The same with each of its units; a text of which nothing is extracted shows nothing.
fn each_changes(input: &Input, word: &str) {
    let n_units = extracted(input).units.len();
    assert!(n_units > 0, "{}", String::from_utf8_lossy(&input.bytes));
    for nth in 0..n_units {
        one_changes(input, nth, word);
    }
}

/// The same with any of the units of a text that may have none.
fn any_changes(input: &Input, nth: usize, word: &str) {
    any_becomes(input, nth, |content| with_text(content, word));
}

/// The same with any translation.
fn one_becomes(input: &Input, nth: usize, translate: impl Fn(&Content) -> Content) {
    becomes(input, &extracted(input), nth, translate);
}

/// The same with any of the units of a text that may have none.
fn any_becomes(input: &Input, nth: usize, translate: impl Fn(&Content) -> Content) {
    let extraction = extracted(input);
    if let n_units @ 1.. = extraction.units.len() {
        becomes(input, &extraction, nth % n_units, translate);
    }
}

fn becomes(input: &Input, extraction: &Extraction, nth: usize, translate: impl Fn(&Content) -> Content) {
    let unit = &extraction.units[nth];
    let target = translate(&unit.anatomy.content);
    let result = tried(input, Layout::default(), |other| (other.id == unit.id).then(|| target.clone()));
    let result = match result {
        // What the source ends in this unit, no other text can end.
        Err(err) if err.to_string().contains("the bracket is missing") => return,
        result => result.unwrap_or_else(|err| panic!("{err}")),
    };
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
            each_changes(&input, word);
        }
    }
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
