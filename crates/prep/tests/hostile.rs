//! XLIFF that means harm or has come to harm: a clear error with its place, nothing expanded, nothing fetched, no panic.

use std::io::{BufReader, Read};

use epitome_prep::xliff::{Event, Reader, Translation};
use epitome_prep::{PrepError, PrepErrorKind, validate};

fn units(xliff: impl Read) -> Result<Vec<Translation>, PrepError> {
    let mut reader = Reader::new(BufReader::new(xliff))?;
    let mut units = Vec::new();
    while let Some(event) = reader.next()? {
        if let Event::Unit(unit) = event {
            units.push(unit);
        }
    }
    Ok(units)
}

fn with_body(body: &str) -> String {
    format!(
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"fr\" trgLang=\"en\">\n\
         <file id=\"f1\">\n{body}</file>\n</xliff>\n"
    )
}

fn unit(content: &str) -> String {
    with_body(&format!("<unit id=\"u1\"><segment><source>{content}</source></segment></unit>\n"))
}

#[test]
fn every_file_that_cannot_be_read_says_why_and_where() {
    let deep = unit(&"<mrk>".repeat(100_000));
    let bomb = format!("<!DOCTYPE xliff [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n{}", unit("&b;"));
    let external = format!("<!DOCTYPE xliff [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n{}", unit("&x;"));
    let attributes: String = (0..100_000).map(|nth| format!(" a{nth}=\"\"")).collect();
    let crowded = unit(&format!("<ph{attributes}/>"));
    let whole = unit("Le ministre");
    let upto = |mark: &str| &whole[..whole.find(mark).expect("a mark of the file") + mark.len()];
    let cases = [
        ("", PrepErrorKind::BadXml, "the file is empty"),
        ("Bonjour", PrepErrorKind::BadXml, "no XLIFF"),
        ("<html></html>", PrepErrorKind::BadXliff, "no XLIFF"),
        ("<xliff version=\"1.1\"/>", PrepErrorKind::BadXliff, "XLIFF \"1.1\" is not read"),
        ("<xliff/>", PrepErrorKind::BadXliff, "1.2, 2.0, 2.1 and 2.2"),
        (&deep, PrepErrorKind::TooLarge, "line 3"),
        (&bomb, PrepErrorKind::BadXml, "line 1, column 17: the document type declares entities"),
        (&external, PrepErrorKind::BadXml, "the document type declares entities"),
        (
            &unit("&x;"),
            PrepErrorKind::BadXml,
            "line 3, column 32: the file is not well-formed XML: the entity &x; is",
        ),
        (upto("<sour"), PrepErrorKind::BadXml, "line 3, column 29: the file is not well-formed XML"),
        (upto("Le min"), PrepErrorKind::BadXml, "ends within a text"),
        (upto("</segment>"), PrepErrorKind::BadXml, "cut off"),
        (
            "<?xml version=\"1.0\" encoding=\"klingon\"?><xliff/>",
            PrepErrorKind::BadXml,
            "the encoding \"klingon\" is not known; save the file as UTF-8",
        ),
        (&with_body("<unit><segment/></unit>"), PrepErrorKind::BadXliff, "a unit has no id"),
        (&with_body("<segment/><p></p>"), PrepErrorKind::BadXliff, "<p> may not stand here"),
        (&unit("<b>a</b>"), PrepErrorKind::BadXliff, "<b> may not stand in a text"),
        (&unit("<ph/>"), PrepErrorKind::BadXliff, "<ph> has no id"),
        (&unit("<pc id=\"1\">a</ph>"), PrepErrorKind::BadXml, "</ph> stands where </pc> must"),
        ("<xliff version=\"2.0\"></xliff></xliff>", PrepErrorKind::BadXml, "ends what has not begun"),
        (&unit("<ph id=\"1\" id=\"2\"/>"), PrepErrorKind::BadXml, "id stands twice in one tag"),
        (&unit("<ph id=1/>"), PrepErrorKind::BadXml, "a value must stand in quotation marks"),
        (&unit("<ph id/>"), PrepErrorKind::BadXml, "name=\"value\""),
        (&unit("<ph id=\"1\"disp=\"a\"/>"), PrepErrorKind::BadXml, "neither white space nor the end"),
        (&unit("<ph id=\"<\"/>"), PrepErrorKind::BadXml, "write &lt;"),
        (&unit("a < b"), PrepErrorKind::BadXml, "a tag has no name"),
        (
            &unit("a & b"),
            PrepErrorKind::BadXml,
            "line 3, column 34: the file is not well-formed XML: a & must",
        ),
        (&unit("&#0;"), PrepErrorKind::BadXml, "&#0; is no character of XML"),
        (&unit("a\0b"), PrepErrorKind::BadXml, "the character U+0000 must not stand in XML"),
        (&crowded, PrepErrorKind::TooLarge, "more than 256 attributes"),
    ];
    for (xliff, kind, message) in cases {
        let shown: String = xliff.chars().take(200).collect();
        let err = units(xliff.as_bytes()).expect_err(&shown);
        let said = err.to_string();
        assert!(err.kind() == kind && said.contains(message), "{:?} {said}\n{shown}", err.kind());
        // A merge takes nothing that the validator cannot judge.
        assert!(
            validate(xliff.as_bytes()).map_or(true, |validation| !validation.findings.is_empty()),
            "{shown}"
        );
    }
    let err = units(&b"<xliff version=\"2.0\"><file>\n\xC3\xA9\xFF</file></xliff>"[..]).unwrap_err();
    assert_eq!(
        err.to_string(),
        "line 2, column 2: the file is not valid UTF-8 here; save it as UTF-8, or name its encoding in the XML declaration"
    );
}

#[test]
fn a_gigabyte_of_one_tag_or_of_nesting_stops_early() {
    let start = unit("");
    let at = start.find("</source>").unwrap();
    for endless in [b'a', b'<', b' '] {
        let body = std::io::repeat(endless).take(1 << 30);
        let err = units(start.as_bytes()[..at].chain(&b"<ph id=\""[..]).chain(body)).unwrap_err();
        assert!(matches!(err.kind(), PrepErrorKind::TooLarge | PrepErrorKind::BadXml), "{err}");
    }
}

#[test]
fn nothing_depends_on_where_a_file_is_cut_into_blocks() {
    let body: String = (0..600)
        .map(|nth| {
            format!(
                "<!-- é <unit> --><unit id='u{nth}' x:at=\"0-9\" xmlns:x = \"a>b&amp;c\"><segment><source>Le prêté &#x26;\r\n\
                 <![CDATA[<ministre> ]] ]]><ph id=\"1\"/></source><?a >?></segment ></unit>\n"
            )
        })
        .collect();
    let file = with_body(&body);
    let doctype = "<!DOCTYPE xliff PUBLIC \"'>[\" '\">['>";
    for n_spaces in 0..160 {
        let found = units(format!("{doctype}{:n_spaces$}{file}", "").as_bytes()).unwrap();
        assert_eq!(found.len(), 600);
        for (nth, unit) in found.iter().enumerate() {
            assert_eq!(unit.id, format!("u{nth}"));
            assert_eq!(unit.source.to_string(), "Le prêté &\n<ministre> ]] ⟦1/⟧");
        }
    }
    let mut reader = Reader::new(BufReader::with_capacity(1, file.as_bytes())).unwrap();
    let mut last = None;
    while let Some(event) = reader.next().unwrap() {
        last = Some(event);
    }
    let Some(Event::Unit(unit)) = last else { panic!("the last event is a unit") };
    assert_eq!((unit.at.line, unit.at.column), (3 + 599 * 2, 18));
}

#[test]
fn what_tools_make_of_a_unit_is_understood() {
    // A segment split, with its parts in another order in the target; annotations; a foreign element.
    let split = with_body(
        "<group id=\"g\"><unit id=\"u1\" name=\"p1.s1\"><x:m xmlns:x=\"y\"><source>no</source></x:m><notes><note>n</note></notes>\
         <segment><source>Un <mrk id=\"m1\">deux</mrk>.</source><target order=\"3\">Two.</target></segment>\
         <ignorable><source> </source></ignorable>\
         <segment><source><pc id=\"1\">T<ph id=\"2\"/></pc></source><target order=\"1\"><sc id=\"1\"/>T<ph id=\"2\"/><ec startRef=\"1\"/></target>\
         </segment></unit></group>",
    );
    let found = units(split.as_bytes()).unwrap();
    assert_eq!(found[0].source.to_string(), "Un deux. ⟦1⟧T⟦2/⟧⟦/1⟧");
    assert_eq!(found[0].target.as_ref().unwrap().to_string(), "⟦1⟧T⟦2/⟧⟦/1⟧ Two.");
    let old = "\u{FEFF}<x:xliff xmlns:x=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\"><x:file original=\"a\" \
               source-language=\"fr\" target-language=\"en\" datatype=\"html\"><x:header><x:skl><x:external-file href=\"a\" uid=\"sha256-ab\"/></x:skl><x:count-group name=\"a\"><x:count count-type=\"total\">9</x:count><x:count count-type=\"x-epitome-units\">2</x:count></x:count-group></x:header>\
               <x:body><x:trans-unit id=\"u1\"><x:source>a<x:bpt id=\"1\" rid=\"1\">&lt;b></x:bpt>b<x:ept id=\"2\" rid=\"1\">&lt;/b></x:ept></x:source>\
               <x:target><x:g id=\"1\">b</x:g>\r\n&amp;</x:target><x:alt-trans><x:target>no</x:target></x:alt-trans></x:trans-unit>\
               <x:trans-unit id=\"u2\" translate=\"no\"><x:source>a</x:source><x:target/></x:trans-unit></x:body></x:file></x:xliff>";
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [old.as_bytes().to_vec(), utf16(old), utf16(old.trim_start_matches('\u{FEFF}'))] {
        let mut reader = Reader::new(&bytes[..]).unwrap();
        let Some(Event::File { original, sha256, target, n_units, .. }) = reader.next().unwrap() else {
            panic!("no file")
        };
        let told = (&*original, sha256.as_deref(), target.unwrap().as_str().to_owned(), n_units);
        assert_eq!(told, ("a", Some("ab"), "en".to_owned(), Some(2)));
        let found = units(&bytes[..]).unwrap();
        assert_eq!(found[0].source.to_string(), "a⟦1⟧b⟦/1⟧");
        assert_eq!(found[0].target.as_ref().unwrap().to_string(), "⟦1⟧b⟦/1⟧\n&");
        assert_eq!((found[1].translate, &found[1].target), (false, &None));
    }
}

#[test]
fn a_file_is_read_in_the_encoding_its_declaration_names() {
    let file = format!("<?xml version='1.0' encoding = 'ISO-8859-1' ?>{}", unit("Prêté en été"));
    let latin1: Vec<u8> = file.chars().map(|c| c as u8).collect();
    assert_eq!(units(&latin1[..]).unwrap()[0].source.to_string(), "Prêté en été");
    let small = BufReader::with_capacity(1, &latin1[..]);
    assert_eq!(units(small).unwrap()[0].source.to_string(), "Prêté en été");
    // Longer than a block, so that characters are cut.
    let long = "日本、".repeat(50_000);
    let head = "<?xml version='1.0' encoding='Shift_JIS'?>";
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode(&long);
    let parts = unit("|").replacen("<xliff", &format!("{head}<xliff"), 1);
    let (before, after) = parts.split_once('|').unwrap();
    let bytes = [before.as_bytes(), &shift_jis, after.as_bytes()].concat();
    assert_eq!(units(&bytes[..]).unwrap()[0].source.text, long);
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let long = "😀é".repeat(50_000);
    assert_eq!(units(&utf16(&unit(&long))[..]).unwrap()[0].source.text, long);
    let ascii = file.replace("ISO-8859-1", "Shift_JIS");
    let err = units(&[ascii.as_bytes(), b"\xFF"].concat()[..]).unwrap_err();
    assert_eq!(err.to_string(), "the file is not the Shift_JIS it says it is; save it as UTF-8");
}

/// An attribute of another tool was taken for that of XLIFF, and its unit stayed as it was without a word; elements of XLIFF under a
/// second prefix, and others without one, were taken for what they are not.
#[test]
fn names_are_those_of_their_namespace() {
    let read = |attributes: &str, content: &str| {
        let xliff = format!(
            "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:x=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" \
             xmlns:mq=\"MQXliff\" srcLang=\"fr\" trgLang=\"en\"><file id=\"f1\"><metadata xmlns=\"urn:oasis:names:tc:xliff:metadata:2.0\">\
             <metaGroup/></metadata><x:unit id=\"u1\"{attributes}><x:segment>{content}</x:segment></x:unit><y:unit xmlns:y=\"y\"/></file></xliff>"
        );
        let mut units = units(xliff.as_bytes()).unwrap();
        assert_eq!(units.len(), 1);
        units.remove(0)
    };
    let plain = read("", "<source>Le port</source><target>The port</target>");
    assert_eq!(plain.target.as_ref().unwrap().text, "The port");
    let content =
        "<x:source>Le port</x:source><mq:target>x</mq:target><target mq:state=\"a\">The port</target>";
    let foreign = read(" mq:id=\"u2\" mq:translate=\"no\" mq:at=\"1-2\" at=\"1-2\" mq:fuzzy=\"0\"", content);
    assert_eq!((foreign.translate, &foreign.place), (true, &None));
    assert_eq!(foreign, epitome_prep::xliff::Translation { at: foreign.at, ..plain });
    let ours = read(" xmlns:e=\"urn:x-epitome:prep:1\" e:at=\"1-2\" e:translate=\"no\"", content);
    assert!(ours.place.is_some() && ours.translate);
    let bare = "<xliff version=\"1.2\"><file original=\"a\"><body><trans-unit id=\"u1\"><source>a</source><target>b</target>\
                <x:note xmlns:x=\"x\"/></trans-unit></body></file></xliff>";
    assert!(units(bare.as_bytes()).unwrap()[0].target.is_some());
    let named = unit("<pc id=\"1\" mq:id=\"2\">a</pc>").replace("<file", "<file xmlns:mq=\"MQXliff\"");
    let findings = validate(named.as_bytes()).unwrap().findings;
    assert!(findings.iter().any(|found| found.message == "<pc> has no attribute mq:id"), "{findings:?}");
}
