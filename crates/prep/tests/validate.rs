//! The validator: a good and a bad file for every group of rules, hostile files, and arbitrary bytes.

use epitome_prep::{PrepErrorKind, validate};
use proptest::prelude::*;

const CORE: &str = "urn:oasis:names:tc:xliff:document:2.0";

/// A file of 2.1 with the modules bound, around a unit.
fn unit(content: &str) -> String {
    file(&format!("<unit id=\"u1\">{content}</unit>"))
}

fn file(content: &str) -> String {
    let modules = [
        ("mtc", "matches"),
        ("gls", "glossary"),
        ("fs", "fs"),
        ("mda", "metadata"),
        ("res", "resourcedata"),
        ("ctr", "changetracking"),
        ("slr", "sizerestriction"),
        ("val", "validation"),
    ];
    let bound: String = modules
        .iter()
        .map(|(prefix, name)| format!(" xmlns:{prefix}=\"urn:oasis:names:tc:xliff:{name}:2.0\""))
        .collect();
    format!(
        "<xliff xmlns=\"{CORE}\"{bound} xmlns:its=\"http://www.w3.org/2005/11/its\" xmlns:my=\"my\" version=\"2.1\" srcLang=\"fr\" trgLang=\"en\">\n<file id=\"f1\">{content}</file></xliff>"
    )
}

fn segment(content: &str) -> String {
    unit(&format!("<segment id=\"s1\"><source>{content}</source></segment>"))
}

fn both(source: &str, target: &str) -> String {
    unit(&format!("<segment id=\"s1\"><source>{source}</source><target>{target}</target></segment>"))
}

fn rules(xliff: &str) -> Vec<&'static str> {
    let validation = validate(xliff.as_bytes()).unwrap_or_else(|err| panic!("{err}\n{xliff}"));
    validation.findings.iter().map(|finding| finding.rule).collect()
}

/// Asserts that the good file has no finding and the bad one exactly the one of the rule.
fn pair(good: &str, bad: &str, rule: &str) {
    assert_eq!(rules(good), [] as [&str; 0], "{good}");
    assert_eq!(rules(bad), [rule], "{bad}");
}

const FIXED: &str = "canCopy=\"no\" canDelete=\"no\"";

#[test]
fn elements_stand_where_the_schema_says() {
    let plain = "<segment><source>Non.</source></segment>";
    let notes = "<notes><note>Ici</note></notes>";
    pair(&unit(&format!("{notes}{plain}")), &unit(&format!("{plain}{notes}")), "element-not-allowed");
    pair(&unit(plain), &unit("<segment><target>No.</target></segment>"), "element-missing");
    pair(&unit(plain), &unit(&format!("{plain}<my:x/>")), "element-not-allowed");
    pair(&unit(&format!("<my:x/>{plain}")), &unit(&format!("<val:x/>{plain}")), "unknown-element");
    pair(&unit(plain), &unit(&format!("texte{plain}")), "text-not-allowed");
    pair(
        &unit(plain),
        &unit(&format!("{plain}<segment my:a=\"1\"><source/></segment>")),
        "attribute-not-allowed",
    );
    pair(&segment("<ph id=\"1\"/>"), &segment("<ph/>"), "attribute-missing");
    pair(&segment("<ph id=\"1\" type=\"ui\"/>"), &segment("<ph id=\"1\" type=\"UI\"/>"), "attribute-value");
    pair(&unit(plain), &unit("<ignorable><source> </source></ignorable>"), "unit-without-segment");
}

#[test]
fn a_finding_names_its_place_and_what_helps() {
    let xliff = segment("<ph id=\"1\" dataRef=\"d1\"/>");
    let validation = validate(xliff.as_bytes()).unwrap();
    let [finding] = &validation.findings[..] else { panic!("{validation:?}") };
    assert_eq!(
        (finding.place.line, finding.rule, finding.section.as_str()),
        (2, "reference", "core#dataRef")
    );
    let line = xliff.lines().nth(1).unwrap();
    assert_eq!(finding.place.column as usize, line.find("dataRef").unwrap() + 1);
    assert_eq!(finding.message, "there is no <data> with the id \"d1\" here");
    assert_eq!(finding.remedy, "add it to <originalData>, or correct the reference");
    let after_bom = [b"\xEF\xBB\xBF", xliff.as_bytes()].concat();
    assert_eq!(validate(&after_bom).unwrap(), validation);
    let utf16: Vec<u8> = format!("\u{FEFF}{xliff}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(validate(&utf16).unwrap(), validation);
    assert_eq!(validate(xliff.replace('\n', "\r\n").as_bytes()).unwrap(), validation);
}

#[test]
fn ids_are_unique_where_they_must_be() {
    pair(&segment("<ph id=\"1\"/><ph id=\"2\"/>"), &segment("<ph id=\"1\"/><ph id=\"1\"/>"), "id-not-unique");
    pair(
        &both("<ph id=\"1\"/>", "<ph id=\"1\"/>"),
        &both("<ph id=\"1\"/>", "<pc id=\"1\"/>"),
        "id-of-another",
    );
    let unit = |id| format!("<unit id=\"{id}\"><segment><source/></segment></unit>");
    pair(&file(&(unit("a") + &unit("b"))), &file(&(unit("a") + &unit("a"))), "id-not-unique");
    let own = |id| file(&format!("<my:a id=\"1\"/><my:b id=\"{id}\"/>{}", unit("a")));
    pair(&own("2"), &own("1"), "id-not-unique");
}

#[test]
fn codes_are_paired_and_refer_to_what_is_there() {
    pair(&segment("<sc id=\"1\"/>a<ec startRef=\"1\"/>"), &segment("<sc id=\"1\"/>a"), "unpaired");
    pair(
        &segment("<sm id=\"1\" translate=\"no\"/>a<em startRef=\"1\"/>"),
        &segment("a<em startRef=\"1\"/>"),
        "unpaired",
    );
    pair(&segment("<ec id=\"1\" isolated=\"yes\"/>"), &segment("<ec isolated=\"yes\"/>"), "isolated");
    let pair_of = |value| {
        segment(&format!("<sc id=\"1\" canDelete=\"no\"/>a<ec startRef=\"1\" canDelete=\"{value}\"/>"))
    };
    pair(&pair_of("no"), &pair_of("yes"), "pair-differs");
    pair(
        &segment("<ph id=\"1\" subFlows=\"u1\"/>"),
        &segment("<ph id=\"1\" subFlows=\"u1, u1\"/>").replace("u1, u1", "u2"),
        "reference",
    );
    pair(
        &segment("<ph id=\"1\"/><ph id=\"2\" copyOf=\"1\"/>"),
        &segment("<ph id=\"2\" copyOf=\"1\"/>"),
        "copy",
    );
    let sub = |kind| segment(&format!("<ph id=\"1\" type=\"{kind}\" subType=\"xlf:lb\"/>"));
    pair(&sub("fmt"), &sub("ui"), "sub-type");
    let kept = |target| both("<ph id=\"1\" canDelete=\"no\"/>a", target);
    pair(&kept("<ph id=\"1\" canDelete=\"no\"/>"), &kept("b"), "code-deleted");
    pair(&segment("<cp hex=\"0001\"/>"), &segment("<cp hex=\"0041\"/>"), "code-point");
}

#[test]
fn fixed_sequences_stay_in_order() {
    let first = format!("<ph id=\"1\" canReorder=\"firstNo\" {FIXED}/>");
    let second = format!("<ph id=\"2\" canReorder=\"no\" {FIXED}/>");
    pair(&segment(&format!("{first}a{second}")), &segment(&second), "can-reorder");
    pair(&segment(&first), &segment(&first.replace("canCopy=\"no\"", "")), "can-reorder");
    let other = "<ph id=\"3\"/>";
    let source = format!("{first}{second}{other}");
    let moved = both(&source, &format!("{other}{first}{second}"));
    pair(&moved, &both(&source, &format!("{first}{other}{second}")), "can-reorder");
}

#[test]
fn parts_have_their_order_state_and_language() {
    let two = |a: &str, b: &str| {
        let part = |order: &str| format!("<segment><source>a</source><target{order}>b</target></segment>");
        unit(&(part(a) + &part(b)))
    };
    pair(&two(" order=\"2\"", " order=\"1\""), &two(" order=\"2\"", ""), "order");
    pair(&two("", ""), &two("", " order=\"3\""), "order");
    let state =
        |attributes| unit(&format!("<segment {attributes}><source>a</source><target>b</target></segment>"));
    pair(&state("state=\"final\" subState=\"my:a\""), &state("subState=\"my:a\""), "sub-state");
    pair(&state(""), &unit("<segment state=\"final\"><source>a</source></segment>"), "state");
    pair(&state(""), &state("").replace(" trgLang=\"en\"", ""), "target-language-missing");
    let lang = |lang| state("").replace("<source>", &format!("<source xml:lang=\"{lang}\">"));
    pair(&lang("FR"), &lang("de"), "language");
    let inherited = state("").replace("<unit ", "<unit xml:lang=\"fr\" ");
    assert_eq!(rules(&inherited), ["language"], "the target inherits the language of the source");
    let space = |value| state("").replace("<target>", &format!("<target xml:space=\"{value}\">"));
    pair(&space("default"), &space("preserve"), "white-space");
    let skeleton = |attributes| state("").replace("<unit ", &format!("<skeleton {attributes}/><unit "));
    pair(&skeleton("href=\"a.skl\""), &skeleton(""), "skeleton");
}

#[test]
fn fragments_name_what_is_there() {
    let note = |reference| {
        unit(&format!(
            "<notes><note id=\"n1\">a</note></notes><segment><source><mrk id=\"m1\" type=\"comment\" ref=\"{reference}\">b</mrk></source></segment>"
        ))
    };
    for good in ["#n=n1", "#u=u1/n=n1", "#f=f1/u=u1/n=n1", "#/f=f1/u=u1/n=n1"] {
        assert_eq!(rules(&note(good)), [] as [&str; 0], "{good}");
    }
    for bad in ["n1", "#n1", "#n/n1", "#f=f2/u=u1/n=n1", "#u=u1/f=f1/n=n1", "#n=n2", "#", "#/", "#n="] {
        assert_eq!(rules(&note(bad)), ["comment"], "{bad}");
    }
    let mark = |reference| segment(&format!("<mrk id=\"m1\" type=\"my:a\" ref=\"{reference}\">b</mrk>"));
    pair(&mark("#s1"), &mark("#s2"), "fragment");
    pair(&mark("https://example.org/#a"), &mark("#my=a"), "fragment");
}

#[test]
fn modules_have_their_rules() {
    let around = |module: &str| unit(&format!("{module}<segment id=\"s1\"><source>a</source></segment>"));
    let candidate = |attributes| {
        around(&format!(
            "<mtc:matches><mtc:match {attributes}><source>a</source><target>b</target></mtc:match></mtc:matches>"
        ))
    };
    pair(&candidate("ref=\"#s1\""), &candidate("ref=\"#u1\""), "fragment");
    pair(
        &candidate("ref=\"#s1\" similarity=\"99.5\""),
        &candidate("ref=\"#s1\" similarity=\"101\""),
        "attribute-value",
    );
    let entry = |content| {
        around(&format!(
            "<gls:glossary><gls:glossEntry><gls:term>a</gls:term>{content}</gls:glossEntry></gls:glossary>"
        ))
    };
    pair(&entry("<gls:translation>b</gls:translation>"), &entry(""), "glossary-entry");
    let group = |id| {
        around(&format!(
            "<mda:metadata><mda:metaGroup id=\"1\"><mda:meta type=\"a\">b</mda:meta></mda:metaGroup><mda:metaGroup id=\"{id}\"><mda:meta type=\"a\"/></mda:metaGroup></mda:metadata>"
        ))
    };
    pair(&group("2"), &group("1"), "id-not-unique");
    let item = |content| {
        around(&format!(
            "<res:resourceData><res:resourceItem mimeType=\"a/b\">{content}</res:resourceItem></res:resourceData>"
        ))
    };
    pair(&item("<res:source href=\"a\"/>"), &item("<res:source/>"), "resource");
    let rule = |attributes| around(&format!("<val:validation><val:rule {attributes}/></val:validation>"));
    pair(&rule("isPresent=\"a\" occurs=\"2\""), &rule("isPresent=\"a\" endsWith=\"b\""), "validation-rule");
    pair(&rule("my:own=\"a\""), &rule("existsInSource=\"yes\" isNotPresent=\"a\""), "validation-rule");
    let revised = |reference| {
        unit(&format!(
            "<ctr:changeTrack><ctr:revisions appliesTo=\"note\" ref=\"{reference}\"><ctr:revision><ctr:item property=\"content\">a</ctr:item></ctr:revision></ctr:revisions></ctr:changeTrack><notes><note id=\"n1\">a</note></notes><segment><source/></segment>"
        ))
    };
    pair(&revised("n1"), &revised("n2"), "reference");
    pair(
        &segment("<ph id=\"1\" fs:fs=\"b\" fs:subFs=\"a\"/>"),
        &segment("<ph id=\"1\" fs:subFs=\"a\"/>"),
        "format-style",
    );
    let size = |value| {
        file(&format!(
            "<slr:profiles generalProfile=\"xliff:codepoints\"/><unit id=\"u1\" slr:sizeRestriction=\"{value}\"><segment><source/></segment></unit>"
        ))
    };
    pair(&size("5,*"), &size("*,5"), "size");
    let its = |attributes| segment(&format!("<mrk id=\"m1\" {attributes}>a</mrk>"));
    pair(&its("its:taSource=\"a\" its:taIdent=\"b\""), &its("its:taSource=\"a\""), "its");
    let plural = |case| {
        unit(&format!(
            "<segment pgs:case=\"one\"><source/></segment><segment pgs:case=\"{case}\"><source/></segment>"
        ))
        .replace("<unit ", "<unit pgs:switch=\"plural:n\" xmlns:pgs=\"urn:oasis:names:tc:xliff:pgs:1.0\" ")
        .replace("document:2.0", "document:2.2")
        .replace("\"2.1\"", "\"2.2\"")
    };
    pair(&plural("other"), &plural("one"), "plural");
}

#[test]
fn xliff_1_2_has_its_own_schema() {
    let v12 = |unit: &str| {
        format!(
            "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\"><file original=\"a\" source-language=\"fr\" target-language=\"en\" datatype=\"html\"><body>{unit}</body></file></xliff>"
        )
    };
    let inline = |content| v12(&format!("<trans-unit id=\"1\"><source>{content}</source></trans-unit>"));
    let target = |attributes| {
        v12(&format!("<trans-unit id=\"1\"><source>a</source><target {attributes}>b</target></trans-unit>"))
    };
    pair(&inline("<x id=\"1\"/>"), &inline("<x/>"), "attribute-missing");
    pair(
        &inline("<x id=\"1\" ctype=\"x-mine\"/>"),
        &inline("<x id=\"1\" ctype=\"mine\"/>"),
        "attribute-value",
    );
    pair(
        &inline("<bpt id=\"1\" rid=\"a\"/><ept id=\"2\" rid=\"a\"/>"),
        &inline("<bpt id=\"1\" rid=\"a\"/>"),
        "unpaired",
    );
    pair(&inline("<x id=\"1\"/><x id=\"2\"/>"), &inline("<x id=\"1\"/><x id=\"1\"/>"), "id-not-unique");
    pair(&target("state=\"new\""), &target("state=\"old\""), "attribute-value");
    pair(&target("xml:lang=\"en\""), &target("xml:lang=\"de\""), "language");
    pair(&inline(""), &target("").replace("<source>a</source>", ""), "element-missing");
    pair(&target(""), &target("phase-name=\"p\""), "reference");
    pair(&inline(""), &inline("").replace(" datatype=\"html\"", ""), "attribute-missing");
}

/// What is wrong with a file that cannot be judged.
fn refusal(bytes: &[u8]) -> (PrepErrorKind, String) {
    let err = validate(bytes).expect_err("it is refused");
    (err.kind(), err.to_string())
}

#[test]
fn hostile_files_are_refused_with_their_reason() {
    let bad_xml = |text: &str, reason: &str| {
        let (kind, message) = refusal(text.as_bytes());
        assert_eq!(kind, PrepErrorKind::BadXml, "{message}");
        assert!(message.contains(reason), "{message}");
    };
    let good = segment("Non.");
    bad_xml(
        &format!("<!DOCTYPE xliff [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>{good}"),
        "neither expanded nor fetched",
    );
    bad_xml(
        &format!("<!DOCTYPE xliff [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{good}"),
        "neither expanded nor fetched",
    );
    bad_xml(&segment("&a;"), "not one of XML's five");
    bad_xml(&segment("<ph id=\"&a;\"/>"), "not one of XML's five");
    bad_xml(&good[..good.len() - 20], "line 2");
    bad_xml(&good[..good.len() - 9], "");
    bad_xml(&segment("a\0b"), "U+0000");
    bad_xml(&segment("&#0;"), "no character of XML");
    bad_xml(&segment("<your:x/>"), "not bound");
    bad_xml(&segment("<ph id=\"1\" id=\"2\"/>"), "twice");
    bad_xml(&segment("a ]]> b"), "]]&gt;");
    bad_xml(&format!("{good}{good}"), "second root");
    bad_xml(&good.replace("</segment>", "</unit>"), "not well-formed");
    bad_xml(&format!("<?xml version=\"1.0\" encoding=\"klingon\"?>{good}"), "klingon");
    bad_xml(&format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{good}"), "says it is UTF-16");
    let (kind, message) = refusal(&[good.as_bytes(), b"<!-- \xFF -->"].concat());
    assert_eq!((kind, message.contains("not valid UTF-8")), (PrepErrorKind::BadXml, true), "{message}");
    let (kind, message) = refusal(&b"\xFF\xFE<\0x\0m"[..]);
    assert_eq!(kind, PrepErrorKind::BadXml, "{message}");
    let (kind, message) = refusal(segment(&"<mrk id=\"m\">".repeat(100_000)).as_bytes());
    assert_eq!((kind, message.contains("512 deep")), (PrepErrorKind::TooLarge, true), "{message}");
    let attributes: String = (0..300).map(|n| format!(" a{n}=\"\"")).collect();
    assert_eq!(refusal(segment(&format!("<ph{attributes}/>")).as_bytes()).0, PrepErrorKind::TooLarge);
    assert_eq!(refusal(b"<html/>").0, PrepErrorKind::BadXliff);
    assert_eq!(refusal(b"<xliff xmlns='urn:x' version='2.0'/>").0, PrepErrorKind::BadXliff);
}

#[test]
fn other_encodings_and_an_unread_document_type_are_no_fault() {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"windows-1252\"?><!DOCTYPE xliff SYSTEM \"xliff.dtd\">{}",
        segment("Le ministère")
    );
    let bytes: Vec<u8> = text.chars().map(|c| u32::from(c) as u8).collect();
    assert_eq!(validate(&bytes).unwrap().findings, []);
}

#[test]
fn time_grows_with_the_file_only() {
    // Quadratic work on 60,000 faults in one line would take minutes.
    let unit = "<unit id=\"u\"><segment><source><ph id=\"1\" dataRef=\"é\"/></source></segment></unit>"
        .repeat(20_000);
    assert_eq!(rules(&file(&unit)).len(), 20_000 * 2 - 1);
    let many = "<ph id=\"1\" canReorder=\"no\"/>".repeat(50_000);
    assert!(rules(&segment(&many)).len() >= 50_000);
}

proptest! {
    #[test]
    fn arbitrary_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = validate(&bytes);
    }

    #[test]
    fn arbitrary_markup_does_no_harm(text in "(<|>|/|\"|=|'| |!|\\[|&|;|#|x|a|:|xmlns|é|\u{0}|<!--|-->|<!DOCTYPE|<\\?xml|\\?>|<!\\[CDATA\\[|\\]\\]>){0,40}") {
        let _ = validate(text.as_bytes());
        let _ = validate(segment(&text).as_bytes());
    }

    #[test]
    fn a_spoilt_file_is_judged_the_same_twice(at in 0usize..900, cut in 0usize..30, put in "[ -~é<>&\"]{0,4}") {
        let source = "<pc id=\"1\" canDelete=\"no\"><sc id=\"2\"/>a<ec startRef=\"2\"/></pc><cp hex=\"0001\"/>";
        let good = both(source, source).into_bytes();
        let at = at.min(good.len());
        let end = (at + cut).min(good.len());
        let bytes = [&good[..at], put.as_bytes(), &good[end..]].concat();
        let judged = || validate(&bytes).map_err(|err| err.to_string());
        prop_assert_eq!(judged(), judged());
    }
}
