use proptest::prelude::*;

use super::*;
use crate::read;

fn record(line: &str) -> Result<Document, ReadError> {
    read(&Input::record("articles.jsonl:1", line.as_bytes()), &ReadOptions::default())
}

#[test]
fn text_in_a_record_leads_back_to_its_bytes() {
    let line = r#" {"id":7,"n":[1,{"text":0}],"text":"Le 1\u00ba\tmai\nÉlie \"dit\" \ud83d\udc1f.","title":"L\u2019été"} "#;
    let document = record(line).unwrap();
    assert_eq!(&*document.text, "Le 1º\tmai\nÉlie \"dit\" 🐟.");
    assert_eq!(document.blocks.len(), 2);
    let source = |text: &str| {
        let start = document.text.find(text).unwrap();
        &line[document.map.to_source(Span::new(start, start + text.len())).unwrap().range()]
    };
    assert_eq!(source("º"), r"\u00ba");
    assert_eq!(source("1º\tm"), r"1\u00ba\tm");
    assert_eq!(source("🐟"), r"\ud83d\udc1f");
    assert_eq!(source("Élie \"dit\""), r#"Élie \"dit\""#);
    let title = document.meta.title.unwrap();
    assert_eq!((&*title.value, &line[title.source.unwrap().range()]), ("L’été", r#""L\u2019été""#));
    assert_eq!(document.meta.id.as_deref(), Some("7"));
    assert_eq!(document.map.source_len(), line.len());
}

#[test]
fn what_is_no_record_says_why() {
    let deep = format!(r#"{{"x":{}1{},"text":"a"}}"#, "[".repeat(100_000), "]".repeat(100_000));
    for (line, kind, part) in [
        ("", ReadErrorKind::BadJson, "JSON object"),
        ("[1]", ReadErrorKind::BadJson, "JSON object"),
        ("{\"text\":", ReadErrorKind::BadJson, "the record is cut off: its line ends before the object does"),
        (
            "{bad json}",
            ReadErrorKind::BadJson,
            "a name stands in quotation marks, {\"id\": 1, \"text\": \"…\"} (at byte 1)",
        ),
        ("{\"id\":1}", ReadErrorKind::BadRecord, "no field \"text\""),
        ("{\"text\":null}", ReadErrorKind::BadRecord, "no field \"text\""),
        ("{\"text\":5}", ReadErrorKind::BadRecord, "not a string"),
        ("{\"text\":\"a\",\"text\":\"b\"}", ReadErrorKind::BadRecord, "duplicate"),
        ("{\"text\":\"a\\ud800b\"}", ReadErrorKind::BadRecord, "surrogate"),
        ("{\"text\":\"a\\q\"}", ReadErrorKind::BadJson, "the record is no JSON: invalid escape"),
        ("{\"text\":\"a\",\"lang\":\"french\"}", ReadErrorKind::BadRecord, "language tag"),
        ("{\"html\":\"<p>a\",\"text\":\"a\"}", ReadErrorKind::BadRecord, "both \"text\" and \"html\""),
        ("{\"html\":[]}", ReadErrorKind::BadRecord, "\"html\" is not a string"),
        (
            "{\"text\":\"a\"} {}",
            ReadErrorKind::BadJson,
            "something follows the object; write one record a line (at byte 13)",
        ),
    ] {
        let err = record(line).unwrap_err();
        assert_eq!(err.kind(), kind, "{line}: {err}");
        assert!(err.to_string().contains(part), "{line}: {err}");
    }
    let invalid = Input::record("x", b"{\"text\":\"\xE9\"}".to_vec());
    assert_eq!(read(&invalid, &ReadOptions::default()).unwrap_err().byte(), Some(9));
    assert_eq!(&*record(&deep).unwrap().text, "a");
}

#[test]
fn markup_in_a_record_leads_back_to_its_bytes() {
    let line = r#"{"id":1,"html":"<p lang=\"fr\">Le <b>port<\/b> de l\u0027\u00eele &eacute;tait ferm\u00e9.<\/p>"}"#;
    let document = record(line).unwrap();
    assert_eq!(&*document.text, "Le port de l'île était fermé.");
    let source = |span: Span| &line[document.map.to_source(span).unwrap().range()];
    let place = |word: &str| {
        let start = document.text.find(word).unwrap();
        Span::new(start, start + word.len())
    };
    assert_eq!(source(place("l'île")), r"l\u0027\u00eele");
    assert_eq!(source(place("était")), "&eacute;tait");
    let tags: Vec<&str> = document.marks.iter().map(|mark| &line[mark.tags.source().range()]).collect();
    assert_eq!(tags, [r"<b>port<\/b>"]);
    assert_eq!(document.map.source_len(), line.len());

    let line =
        r#"{"markdown":"---\ntitle: L\u2019\u00eele\n---\n# Le *port*\n","title":null,"lang_hint":"fr"}"#;
    let document = record(line).unwrap();
    assert_eq!(&*document.text, "Le port");
    let title = document.meta.title.unwrap();
    assert_eq!((&*title.value, &line[title.source.unwrap().range()]), ("L’île", r"L\u2019\u00eele"));
    assert_eq!(&line[document.marks[0].tags.source().range()], "*port*");
    assert_eq!(document.meta.declared.unwrap().as_str(), "fr");
}

#[test]
fn a_page_in_a_record_has_the_limits_of_pages() {
    let options = ReadOptions { max_html: 10, max_depth: 3, ..ReadOptions::default() };
    let read = |line: &str| read(&Input::record("x", line.as_bytes()), &options).unwrap_err();
    let err = read(r#"{"html":"<p>0123456789"}"#);
    assert_eq!(err.kind(), ReadErrorKind::TooLarge);
    assert!(err.to_string().contains("--max-html"), "{err}");
    let err = read(r#"{"markdown":"\u003e > > > a"}"#);
    assert_eq!((err.kind(), err.byte()), (ReadErrorKind::TooDeep, Some(13)));
}

#[test]
fn a_record_over_the_limit_names_the_flag() {
    let options = ReadOptions { max_record: 1 << 20, ..ReadOptions::default() };
    let line = format!("{{\"text\":\"{}\"}}", "a".repeat(1 << 20));
    let err = read(&Input::record("x", line.into_bytes()), &options).unwrap_err();
    assert_eq!(err.kind(), ReadErrorKind::TooLarge);
    assert_eq!(
        err.to_string(),
        "the record has 2 MiB and the limit is 1 MiB; --max-record raises it, up to 2 GiB"
    );
}

proptest! {
    #[test]
    fn markup_of_any_string_is_accounted_for(text in any::<String>(), is_html in any::<bool>()) {
        let name = if is_html { "html" } else { "markdown" };
        let line = format!("{{\"{name}\":{}}}", serde_json::to_string(&text).unwrap());
        let document = record(&line).unwrap();
        prop_assert_eq!((document.map.text_len(), document.map.source_len()), (document.text.len(), line.len()));
        for run in document.map.runs() {
            prop_assert!(run.source.end() <= line.len());
            if run.kind == crate::RunKind::Copy {
                prop_assert_eq!(&document.text[run.text.range()], &line[run.source.range()]);
            }
        }
        for mark in &document.marks {
            prop_assert!(line.get(mark.tags.source().range()).is_some());
        }
    }

    #[test]
    fn any_string_survives_its_record(text in any::<String>(), ascii in any::<bool>()) {
        let mut value = serde_json::to_string(&text).unwrap();
        if ascii {
            value = value.chars().map(|c| if c.is_ascii() { c.to_string() } else {
                c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
            }).collect();
        }
        let line = format!("{{\"text\":{value}}}");
        let document = record(&line).unwrap();
        prop_assume!(document.notes.iter().all(|note| note.code != crate::NoteCode::RepairedCharacters));
        prop_assert_eq!(&*document.text, text.as_str());
        for (start, c) in text.char_indices() {
            let span = document.map.to_source(Span::new(start, start + c.len_utf8())).unwrap();
            let back: String = serde_json::from_str(&format!("\"{}\"", &line[span.range()])).unwrap();
            prop_assert_eq!(back, c.to_string());
        }
    }
}
