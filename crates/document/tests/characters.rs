//! Characters as they come: encodings, and the dirt of scraped text. One test for each kind.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252, WINDOWS_1258};
use epitome_document::{
    Document, EncodingEvidence, Input, Note, NoteCode, ReadErrorKind, ReadOptions, Severity, read,
};
use unicode_normalization::UnicodeNormalization;

const VIETNAMESE: &str = "Bộ Thông tin và Truyền thông tổ chức hội nghị về chuyển đổi số tại Hà Nội. Các doanh nghiệp công \
    nghệ số Việt Nam đã đạt doanh thu lớn từ thị trường nước ngoài.\nThứ trưởng cho biết nhiều địa phương đã xây dựng kế hoạch \
    phát triển kinh tế số, xã hội số và chính quyền số trong năm tới.\n";

fn text(bytes: impl Into<Vec<u8>>) -> Document {
    read(&Input::text("article.txt", bytes.into()), &ReadOptions::default()).unwrap()
}

fn seed(name: &str) -> String {
    let path = format!("{}/../../seeds/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap().nfc().collect()
}

/// A text as another encoding has it, without the characters that has not; in windows-1258 the tones of Vietnamese are marks of
/// their own.
fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let try_encode = |text: &str| {
        let (bytes, _, failed) = encoding.encode(text);
        (!failed).then(|| bytes.into_owned())
    };
    let mut bytes = Vec::new();
    for c in text.chars() {
        let whole = c.to_string();
        if let Some(encoded) = try_encode(&whole) {
            bytes.extend(encoded);
            continue;
        }
        let is_tone = |c: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c);
        let (tones, rest): (String, String) = whole.nfd().partition(is_tone);
        for part in [rest.nfc().collect::<String>(), tones] {
            bytes.extend(try_encode(&part).unwrap_or_default());
        }
    }
    bytes
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn is_exact(bytes: &[u8], expected: &str, label: Option<&str>) -> bool {
    let encoding = label.map(|label| label.parse().unwrap());
    let options = ReadOptions { encoding, ..ReadOptions::default() };
    let document = read(&Input::text("x.txt", bytes), &options).unwrap();
    document.map.source_len() == bytes.len() && document.text.nfc().eq(expected.nfc())
}

/// The 29 variants of research on cleaning (2026): two seeds and a Vietnamese paragraph in nine or ten forms each.
#[test]
fn of_29_variants_25_are_exact_and_all_when_the_encoding_is_named() {
    let texts = [
        ("fr", seed("003_d5d8259d38fe85a0.txt")),
        ("en", seed("004_09d010d5c4336f24.txt")),
        ("vi", VIETNAMESE.to_owned()),
    ];
    let (mut n_variants, mut wrong) = (0, Vec::new());
    let mut check = |name: String, bytes: &[u8], expected: &str, label: &str| {
        n_variants += 1;
        if !is_exact(bytes, expected, None) {
            assert!(is_exact(bytes, expected, Some(label)), "{name} as {label}");
            wrong.push(name);
        }
    };
    for (language, text) in &texts {
        let marked = format!("\u{FEFF}{text}");
        let spoilt = WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0;
        let nfd: String = text.nfd().collect();
        for (form, bytes) in [
            ("utf-8", text.as_bytes().to_vec()),
            ("utf-8 with mark", marked.as_bytes().to_vec()),
            ("utf-16le with mark", utf16(&marked, u16::to_le_bytes)),
            ("utf-16be with mark", utf16(&marked, u16::to_be_bytes)),
            ("utf-16le", utf16(text, u16::to_le_bytes)),
            ("nfd", nfd.into_bytes()),
            ("mojibake", spoilt.as_bytes().to_vec()),
        ] {
            check(format!("{language} {form}"), &bytes, text, form);
        }
        check(format!("{language} windows-1258"), &encoded(text, WINDOWS_1258), text, "windows-1258");
        for encoding in [WINDOWS_1252, MACINTOSH] {
            if *language == "vi" && encoding == WINDOWS_1252 {
                continue;
            }
            let held: String = text.chars().filter(|c| !encoding.encode(&c.to_string()).2).collect();
            let (bytes, _, _) = encoding.encode(&held);
            check(format!("{language} {}", encoding.name()), &bytes, &held, encoding.name());
        }
    }
    assert_eq!(n_variants, 29);
    assert_eq!(wrong, ["fr windows-1258", "fr macintosh", "en macintosh", "vi macintosh"]);
}

#[test]
fn an_encoding_that_is_named_is_taken() {
    let options = ReadOptions { encoding: Some("macintosh".parse().unwrap()), ..ReadOptions::default() };
    for input in [
        Input::text("a.txt", *b"\x8Et\x8E"),
        Input::markdown("a.md", *b"*\x8Et\x8E*"),
        Input::html("a.html", *b"<p>\x8Et\x8E"),
    ] {
        let document = read(&input, &options).unwrap();
        assert_eq!((&*document.text, document.source.how), ("été", EncodingEvidence::Given));
    }
    let record = read(&Input::record("r", *b"{\"text\":\"\x8Et\x8E\"}"), &options).unwrap();
    assert_eq!(&*record.text, "été");
    assert_eq!(record.map.to_source(epitome_document::Span::new(0, 2)).unwrap().start(), 9);
    let marked = read(&Input::text("a.txt", "\u{FEFF}été".as_bytes()), &options).unwrap();
    assert_eq!((&*marked.text, marked.source.how), ("été", EncodingEvidence::ByteOrderMark));
}

fn codes(document: &Document) -> Vec<NoteCode> {
    document.notes.iter().map(|note| note.code).collect()
}

#[test]
fn spoilt_utf_8_is_repaired_and_noted_unless_an_encoding_is_named() {
    let spoilt = "Le ministÃ¨re a annoncÃ© une rÃ©union Ã\u{A0} HanoÃ¯, lâ€™Ã©tÃ© dernier.";
    let document = text(spoilt);
    assert_eq!(&*document.text, "Le ministère a annoncé une réunion à Hanoï, l’été dernier.");
    let [Note { code: NoteCode::RepairedCharacters, severity: Severity::Info, span: Some(span), message }] =
        &document.notes[..]
    else {
        panic!("{:?}", document.notes)
    };
    assert_eq!((document.slice(*span), &message[..21]), ("è", "repaired 8 characters"));
    let at = document.text.find("’été").unwrap();
    let place = document.map.to_source(epitome_document::Span::new(at, at + "’été".len())).unwrap();
    assert_eq!(&spoilt[place.range()], "â€™Ã©tÃ©");
    for input in [
        Input::markdown("a.md", spoilt.as_bytes()),
        Input::html("a.html", format!("<p>{spoilt}").into_bytes()),
    ] {
        let document = read(&input, &ReadOptions::default()).unwrap();
        assert_eq!(
            (&*document.text, codes(&document)),
            (
                "Le ministère a annoncé une réunion à Hanoï, l’été dernier.",
                vec![NoteCode::RepairedCharacters]
            )
        );
    }
    let options = ReadOptions { encoding: Some("utf-8".parse().unwrap()), ..ReadOptions::default() };
    let left = read(&Input::text("a.txt", spoilt.as_bytes()), &options).unwrap();
    assert_eq!((&*left.text, codes(&left)), (spoilt, vec![]));
    // Over a wrong guess a repair does harm: this is French in Mac Roman, taken for something else.
    let (mac, _, _) = MACINTOSH.encode("Le ministère a annoncé une réunion à Hanoï");
    let guessed = text(mac.into_owned());
    assert!(!codes(&guessed).contains(&NoteCode::RepairedCharacters), "{guessed:?}");
}

#[test]
fn decomposed_letters_and_odd_spaces_stay_as_they_are() {
    let given = "« L’e\u{301}te\u{301} »\u{A0}: 3\u{202F}000\u{A0}km";
    let document = text(given);
    assert_eq!((&*document.text, codes(&document)), (given, vec![]));
}

#[test]
fn what_cannot_be_seen_is_counted() {
    for c in ['\u{200B}', '\u{2060}', '\u{FEFF}', '\u{AD}', '\u{200E}', '\u{202E}', '\u{2066}'] {
        let document = text(format!("mini{c}stère, mini{c}stre"));
        assert_eq!(codes(&document), [NoteCode::InvisibleCharacters], "U+{:04X}", u32::from(c));
        let expected = format!("2 characters that cannot be seen, the first U+{:04X}", u32::from(c));
        assert_eq!(document.notes[0].message, expected);
        assert_eq!(document.blocks.len(), 1);
    }
    // Joiners are letters' business.
    assert_eq!(codes(&text("می\u{200C}خواهم 👩\u{200D}💻")), []);
}

#[test]
fn every_line_end_ends_a_line_and_the_odd_ones_are_counted() {
    let document = text("un\ndeux\r\ntrois\rquatre\u{B}cinq\u{C}six\u{85}sept\u{2028}huit\u{2029}neuf");
    let lines: Vec<&str> = document.blocks.iter().map(|block| document.slice(block.span)).collect();
    assert_eq!(lines, ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]);
    assert_eq!(codes(&document), [NoteCode::LineEnds]);
    assert_eq!(document.notes[0].message, "6 line ends other than a line feed, the first U+000D");
    assert_eq!(codes(&text("un\r\ndeux\n")), []);
}

#[test]
fn control_characters_are_counted_and_kept() {
    let document = text("un\0 deux\u{1B}[0m");
    assert_eq!((document.text.len(), codes(&document)), (12, vec![NoteCode::ControlCharacters]));
    assert_eq!(document.notes[0].message, "2 control characters, the first U+0000");
}

#[test]
fn a_text_without_line_end_and_an_empty_one_are_texts() {
    let long = "Une phrase. ".repeat(10_000);
    assert_eq!(text(long.as_bytes()).blocks.len(), 1);
    for empty in ["", "\u{FEFF}", " \n\t\r\n", "\u{200B}"] {
        assert!(text(empty).blocks.is_empty(), "{empty:?}");
    }
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    for (bytes, name) in [
        (&b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj"[..], "a PDF"),
        (b"PK\x03\x04word/document.xml", "a ZIP archive or a document of an office suite"),
        (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
        (b"{\\rtf1 Bonjour}", "a document in RTF"),
    ] {
        for input in [Input::text("a", bytes), Input::html("a", bytes), Input::markdown("a", bytes)] {
            let err = read(&input, &ReadOptions::default()).unwrap_err();
            assert_eq!(err.kind(), ReadErrorKind::Binary);
            assert!(err.to_string().starts_with(&format!("the file is not text but {name};")), "{err}");
        }
    }
    let noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(
        read(&Input::text("a", noise), &ReadOptions::default()).unwrap_err().kind(),
        ReadErrorKind::Binary
    );
}

#[test]
fn strings_of_records_may_hold_anything_but_half_a_character() {
    let record = |line: &str| read(&Input::record("r:1", line.as_bytes()), &ReadOptions::default());
    let nul = record("{\"text\":\"un\\u0000 deux\"}").unwrap();
    assert_eq!((&*nul.text, codes(&nul)), ("un\0 deux", vec![NoteCode::ControlCharacters]));
    for (line, kind) in [
        ("{\"text\":\"\\udc1f\\ud83d\"}", ReadErrorKind::BadRecord),
        ("{\"html\":\"<p>\\ud83d\"}", ReadErrorKind::BadRecord),
        ("{\"markdown\":\"a\",\"markdown\":\"b\"}", ReadErrorKind::BadRecord),
        ("{\"text\":\"a\0b\"}", ReadErrorKind::BadJson),
    ] {
        assert_eq!(record(line).unwrap_err().kind(), kind, "{line}");
    }
    let spoilt = record("{\"text\":\"l\\u00c3\\u00a9t\\u00c3\\u00a9\"}").unwrap();
    assert_eq!((&*spoilt.text, codes(&spoilt)), ("lété", vec![NoteCode::RepairedCharacters]));
    assert_eq!(spoilt.map.to_source(epitome_document::Span::new(1, 3)).unwrap().len(), 12);
}
