//! Units as they are written, and as they come back from a tool: their codes, their ids, what is missing of them.

use std::collections::BTreeMap;

use super::*;

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

/// A tool that indents its files put line breaks at the ends of headings, and a target of one space emptied the title.
#[test]
fn white_space_at_the_ends_of_a_target_is_none_of_it() {
    let page = "<html lang=fr><title>Le port</title><h1>Le port <b>rouvre</b></h1><pre>\n un texte</pre><p>Il est là. <img alt=vue></p></html>";
    let spaced = |content: &Content| {
        let mut target = content.clone();
        target.text = format!("\n  {} \n\u{A0}", content.text.replace(' ', " z "));
        let at = |at: u32| at + content.text[..at as usize].matches(' ').count() as u32 * 2 + 3;
        target.codes.iter_mut().for_each(|code| code.at = at(code.at));
        target
    };
    for layout in LAYOUTS {
        let input = Input::html("a.html", page.as_bytes());
        let result = round(&input, layout, |unit| Some(spaced(&unit.anatomy.content)));
        let expected = page.replace("Le port", "Le z port").replace("port <b>", "port z <b>");
        let expected = expected.replace("un texte", "un z texte").replace("Il est là", "Il z est z là");
        assert_eq!(String::from_utf8(result.bytes).unwrap(), expected);
        let blank = Content { text: " \n ".to_owned(), codes: Vec::new() };
        let result = round(&input, layout, |unit| unit.anatomy.codes.is_empty().then(|| blank.clone()));
        assert_eq!((result.bytes.as_slice(), result.told.n_untranslated), (page.as_bytes(), 5));
    }
}

/// What was one sentence came back as two when the translation was extracted in its turn.
#[test]
fn a_line_break_that_parts_a_plain_text_is_named() {
    let merge = |input: &Input, text: &str| {
        round(input, Layout::default(), |_| Some(Content { text: text.to_owned(), codes: Vec::new() }))
    };
    let said = |input: &Input, text: &str| merge(input, text).told.warnings;
    let plain = Input::text("a.txt", *b"Le port rouvre.");
    let warning =
        "p1.s1: its translation has a line break, behind which a new paragraph begins in plain text";
    assert_eq!(merge(&plain, "The port\nreopens.").bytes, b"The port\nreopens.");
    assert_eq!(said(&plain, "The port\nreopens."), [warning]);
    assert_eq!(said(&Input::record("a:1", *b"{\"text\": \"Le port.\"}"), "The\nport."), [warning]);
    let none: [&str; 0] = [];
    assert_eq!(said(&plain, "The port reopens."), none);
    assert_eq!(said(&Input::html("a.html", *b"<p>Le port rouvre."), "The port\nreopens."), none);
    // Lines that were wrapped at a width go on.
    let wrapped = "The minister said on Monday that the plan,\nwhich was first proposed last year, would\nbe reviewed by \
        the committee before long.\nIt ends here.\nA second paragraph begins on this line and\ngoes on until the width is \
        reached again,\nthen stops.\n";
    let input = Input::text("a.txt", wrapped.as_bytes());
    let lines = |unit: &Unit| unit.anatomy.content.text.replace(' ', "\n");
    let result = round(&input, Layout::default(), |unit| {
        let content = Content { text: lines(unit), codes: Vec::new() };
        unit.anatomy.content.text.contains('\n').then_some(content)
    });
    assert_eq!((result.told.n_changed, result.told.warnings), (2, Vec::new()));
}
