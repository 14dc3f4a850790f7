//! SRX files in, sentences out: what rules decide, what is reported, and what hostile files do.

use epitome_document::{End, LangTag, Severity, Span};
use epitome_langs::Languages;
use epitome_segmenter::{Options, Srx, SrxNote, export_srx};
use proptest::prelude::*;

/// A file with these rules, each `(break, before, after)`, for every language.
fn file(rules: &[(&str, &str, &str)]) -> String {
    let escape = |pattern: &str| pattern.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let rule = |(breaks, before, after): &(&str, &str, &str)| {
        let (before, after) = (escape(before), escape(after));
        format!(
            "<rule break=\"{breaks}\">\n<beforebreak>{before}</beforebreak>\n<afterbreak>{after}</afterbreak>\n</rule>\n"
        )
    };
    let rules: String = rules.iter().map(rule).collect();
    format!(
        "<?xml version=\"1.0\"?>\n<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n<header segmentsubflows=\"yes\" \
         cascade=\"yes\"/>\n<body>\n<languagerules>\n<languagerule languagerulename=\"All\">\n{rules}</languagerule>\n\
         </languagerules>\n<maprules>\n<languagemap languagepattern=\".*\" languagerulename=\"All\"/>\n</maprules>\n</body>\n</srx>\n"
    )
}

fn split(rules: &[(&str, &str, &str)], text: &str) -> Vec<String> {
    let (srx, notes) = Srx::read(file(rules).as_bytes()).unwrap();
    assert_eq!(warnings(&notes), Vec::<String>::new());
    let sentences = srx.split(text, LangTag::literal("fr"));
    sentences.iter().map(|(span, _)| text[span.range()].to_owned()).collect()
}

fn warnings(notes: &[SrxNote]) -> Vec<String> {
    notes.iter().filter(|note| note.severity == Severity::Warning).map(SrxNote::to_string).collect()
}

const STOP: (&str, &str, &str) = ("yes", r"[.?!]+", r"\s");

#[test]
fn the_first_rule_that_matches_decides() {
    let text = "M. Lam est là. Etc. Il part.";
    let exception = ("no", r"\b(M|[Ee]tc)\.", r"\s");
    assert_eq!(split(&[exception, STOP], text), ["M. Lam est là.", "Etc. Il part."]);
    assert_eq!(split(&[STOP, exception], text), ["M.", "Lam est là.", "Etc.", "Il part."]);
    let narrower = ("yes", r"[Ee]tc\.", r"\sIl\b");
    assert_eq!(split(&[narrower, exception, STOP], text), ["M. Lam est là.", "Etc.", "Il part."]);
}

#[test]
fn words_end_where_their_script_says() {
    // An "M." inside a word is none, whatever letter stands before it.
    let rules = [("no", r"\bM\.", r"\s"), STOP];
    assert_eq!(split(&rules, "ÉM. Lam. éM. M. B."), ["ÉM.", "Lam.", "éM.", "M. B."]);
    // The boundary at the end of a pattern depends on what follows it.
    let rules = [("no", r"\b", r"a\b"), ("yes", r"\w\b", r"\W")];
    assert_eq!(split(&rules, "un a deux"), ["un", "a", "deux"]);
    let rules = [("yes", r"\b[\p{L}']+[.]\s", r"\p{Lu}\p{L}*\b")];
    assert_eq!(split(&rules, "L'été. Été. 'No. Non"), ["L'été.", "Été. 'No.", "Non"]);
}

#[test]
fn patterns_may_look_around() {
    let rules = [("no", r"(?<!\d\s?)\bm\.", r"(?!\s\p{Lu}\p{Ll}+\s)"), STOP];
    assert_eq!(split(&rules, "le m. a, 5 m. Un, m. Deux trois"), ["le m. a, 5 m.", "Un, m.", "Deux trois"]);
    let rules = [("no", r"(?>a|ab)c\.", ""), ("no", r"x++x\.", ""), STOP];
    assert_eq!(split(&rules, "abc. ac. xx. B"), ["abc.", "ac. xx.", "B"]);
}

#[test]
fn a_rule_may_say_nothing_about_what_stands_before() {
    let rules = [("yes", "", r"§\d"), STOP];
    assert_eq!(split(&rules, "é§1 eins. é §2 é§x. fin"), ["é", "§1 eins.", "é", "§2 é§x.", "fin"]);
    assert_eq!(split(&[("yes", "", "")], "dé à"), ["d", "é", "à"]);
}

#[test]
fn maps_choose_the_rules_and_letter_case_does_not_matter() {
    let lists = "<languagerule languagerulename=\"F\"><rule><beforebreak>;</beforebreak></rule></languagerule>\
                 <languagerule languagerulename=\"D\"><rule break=\"yes\"><beforebreak>,</beforebreak></rule></languagerule>";
    let with_cascade = |cascade: &str| {
        let xml = format!(
            "<srx version=\"2.0\"><header cascade=\"{cascade}\"/><body><languagerules>{lists}</languagerules><maprules>\
             <languagemap languagepattern=\"FR.*\" languagerulename=\"F\"/>\
             <languagemap languagepattern=\"(?:fr|de)(?:-.*)?\" languagerulename=\"D\"/></maprules></body></srx>"
        );
        Srx::read(xml.as_bytes()).unwrap().0
    };
    let n_sentences = |srx: &Srx, tag| srx.split("a; b, c", LangTag::literal(tag)).len();
    let (all, first) = (with_cascade("yes"), with_cascade("no"));
    assert_eq!(["fr-CA", "de", "it"].map(|tag| n_sentences(&all, tag)), [3, 2, 1]);
    assert_eq!(["fr-CA", "de", "it"].map(|tag| n_sentences(&first, tag)), [2, 2, 1]);
}

#[test]
fn every_rule_not_honoured_is_named_with_its_line() {
    let rules =
        [STOP, ("no", r"(a)\1", ""), ("no", r"\p{InGreek}", ""), ("no", "", "[z-a]"), ("no", "(", "")];
    let (_, notes) = Srx::read(file(&rules).as_bytes()).unwrap();
    let places: Vec<u32> =
        notes.iter().filter(|note| note.severity == Severity::Warning).map(|note| note.line).collect();
    assert_eq!(places, [11, 15, 19, 23]);
    assert!(warnings(&notes)[0].contains(r#"beforebreak "(a)\\1": it refers back to a group"#), "{notes:?}");
    assert!(
        notes.iter().any(|note| note.severity == Severity::Info && note.message.contains("segmentsubflows"))
    );
}

#[test]
fn a_file_of_no_use_is_an_error() {
    let deep = "<a>".repeat(1_000);
    let entities = "<!DOCTYPE srx [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><srx version=\"2.0\">&b;</srx>";
    let (nothing, bad) = (file(&[]), file(&[("yes", "(", "")]));
    let huge = " ".repeat((16 << 20) + 1);
    for (bytes, complaint) in [
        (&b""[..], "no SRX"),
        (b"<tmx version=\"1.4\"/>", "no SRX"),
        (b"<srx version=\"1.0\"/>", "only 2.0"),
        (b"<srx version=\"2.0\">\n<body></srx>", "line 2: the file is not well-formed XML"),
        (b"<srx version=\"2.0\"><body>", "ends before"),
        (b"\xFF\xFE\x00\xD8", "neither UTF-8 nor UTF-16"),
        (b"\xE9", "neither UTF-8 nor UTF-16"),
        (deep.as_bytes(), "more than 64 deep"),
        (entities.as_bytes(), "the entity &b; is not known"),
        (nothing.as_bytes(), "no language has a rule that breaks"),
        (bad.as_bytes(), "line 7: a rule is not honoured"),
        (huge.as_bytes(), "16 MiB"),
    ] {
        let err = Srx::read(bytes).unwrap_err().to_string();
        assert!(err.contains(complaint), "{err}");
    }
}

#[test]
fn utf16_is_read() {
    let xml = file(&[STOP]);
    let bytes: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(xml.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(Srx::read(&bytes).unwrap().0.split("A. B.", LangTag::UND).len(), 2);
}

#[test]
fn patterns_that_would_take_forever_do_not() {
    let giant = ("no", r"(\p{L}{1,1000}){1,1000}\.", "");
    let slow = ("no", r"(?<!x)(a+)+$b\.", "");
    let (srx, notes) = Srx::read(file(&[giant, slow, ("no", r".*", "x"), STOP]).as_bytes()).unwrap();
    assert_eq!(warnings(&notes).len(), 1, "{notes:?}");
    assert!(warnings(&notes)[0].contains("repeats too much"), "{notes:?}");
    let text = format!("{}. ", "a".repeat(2_000)).repeat(500);
    assert_eq!(srx.split(&text, LangTag::UND).len(), 500);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn sentences_are_in_order_and_lose_nothing_but_blanks(text in r"(?s)([a-cé. \n«»?]|\PC){0,60}") {
        let rules = [("no", r"\b[a-c]\.", r"\s?"), ("yes", r"\b\w*[.?]\s*", ""), ("yes", "", "«")];
        let (srx, _) = Srx::read(file(&rules).as_bytes()).unwrap();
        let mut end = 0;
        for (span, _) in srx.split(&text, LangTag::UND) {
            let gap = Span::new(end, span.start());
            prop_assert!(epitome_document::trim(&text, gap).is_empty());
            prop_assert!(!span.is_empty());
            end = span.end();
        }
        prop_assert!(epitome_document::trim(&text, Span::new(end, text.len())).is_empty());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0usize..900) {
        let _ = Srx::read(&bytes);
        let mut xml = file(&[STOP]).into_bytes();
        let at = cut.min(xml.len());
        xml.splice(at..at, bytes);
        if let Ok((srx, _)) = Srx::read(&xml) {
            let _ = srx.split("M. Lam. Oui", LangTag::UND);
        }
    }

    #[test]
    fn no_pattern_makes_it_panic(before in r"[\\(){}\[\]^$|?*+.a-cA-Z0-9<>=!:\-é&]{0,20}", after in r"[\\(){}\[\]|?*+a-c]{0,10}") {
        let xml = file(&[("no", &before, &after), STOP]);
        let (srx, _) = Srx::read(xml.as_bytes()).unwrap();
        let _ = srx.split("a. Bé c. AB (x) 1. a", LangTag::UND);
    }
}

#[test]
fn what_we_export_splits_as_we_do() {
    let languages = Languages::default();
    let xml = export_srx(&languages);
    let (srx, notes) = Srx::read(xml.as_bytes()).unwrap();
    assert_eq!(warnings(&notes), Vec::<String>::new());
    for (tag, text) in [
        (
            "fr",
            "« Le marché pèse 2,2 milliards. » M. A. Bala (VNA) a cité vtv.vn, etc. Le p. 5 suit… Il a conclu.",
        ),
        ("fr", "Vers 20 h le 3 mars env. 40 l'ont dit ! oui. Puis c'est tout. 1. Un point"),
        (
            "en",
            "Mr. J. Smith of Acme Inc. said \"No way!\" He left at No. 10 on Jan. 15, 2020. U.S. Army men came, e.g. two.",
        ),
        ("vi", "TP. Hồ Chí Minh tăng 2.500 tỷ. Ông nói: \"Rất tốt.\" Bà đồng ý."),
        ("ja", "これは山です。「本当？」と言った。３．５です。"),
        ("ka", "ა. ბ. გ. წავიდა? კი! www.site.ge დარჩა."),
    ] {
        let tag = LangTag::literal(tag);
        let ends = |sentences: Vec<(Span, End)>| {
            sentences.iter().map(|(span, _)| &text[..span.end()]).collect::<Vec<_>>()
        };
        let ours = ends(epitome_segmenter::split(text, languages.get(tag), Options::default()));
        assert_eq!(ends(srx.split(text, tag)), ours, "{tag}");
    }
}

#[test]
fn what_we_export_is_in_the_order_of_the_schema() {
    let xml = export_srx(&Languages::default());
    let places: Vec<usize> =
        ["<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">", "<header ", "<formathandle", "<body>"]
            .into_iter()
            .chain([
                "<languagerules>",
                "<languagerule ",
                "<rule break=",
                "<beforebreak>",
                "<afterbreak>",
                "</rule>",
            ])
            .chain(["</languagerules>", "<maprules>", "<languagemap ", "</maprules>", "</body>"])
            .map(|tag| xml.find(tag).unwrap_or_else(|| panic!("{tag}")))
            .collect();
    assert!(places.is_sorted(), "{places:?}");
    // One list a language, and one for all others, each with its map.
    let n_lists = Languages::default().all().count() + 1;
    assert_eq!(xml.matches("<languagerule ").count(), n_lists);
    assert_eq!(xml.matches("<languagemap ").count(), n_lists);
}
