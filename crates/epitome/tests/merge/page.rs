//! Pages: what they say of themselves, what stands in them besides text, and how they are written.

use super::*;

#[test]
fn the_language_is_noted_where_the_source_names_its_own() {
    let noted = |input: &Input, target: &str| {
        let options =
            MergeOptions { set_lang: Some(LangTag::parse(target).unwrap()), ..MergeOptions::default() };
        let result = merged(input, &confirmed(input), options).unwrap();
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

/// A page of which nobody had translated anything named the language of the translation.
#[test]
fn the_language_stays_where_nothing_is_translated() {
    let options = MergeOptions { set_lang: Some(LangTag::literal("ar")), ..MergeOptions::default() };
    let page = "<html lang=fr dir=ltr><body lang=fr><p>Le port rouvre lundi.</p></body></html>";
    let input = Input::html("a.html", page.as_bytes());
    let result = merged(&input, &written(&extracted(&input), Layout::default()), options).unwrap();
    assert_eq!(String::from_utf8_lossy(&result.bytes), page);
    assert_eq!(
        result.told.warnings,
        ["--set-lang: nothing is translated, so the language that is named stays"]
    );
    let result = merged(&input, &confirmed(&input), options).unwrap();
    assert!(result.told.warnings.is_empty() && result.bytes.starts_with(b"<html lang=ar dir=rtl>"));
}

/// The body's language, which overrules that of the page, stayed, and so did what machines read; a page that named no encoding
/// came out in another one and still named none.
#[test]
fn a_page_says_its_new_language_and_encoding_everywhere() {
    let page = |lang: &str, locale: &str, dir: &str, charset: &str| {
        format!(
            "<!DOCTYPE html><html xml:lang=\"{lang}\" lang={lang}><head>{charset}<meta http-equiv=content-language content='{lang}'>\
             <meta property=og:locale content={locale}><script type=application/ld+json>{{\"@type\": \"WebPage\", \
             \"inLanguage\": \"{lang}\", \"workTranslation\": {{\"inLanguage\": \"en\"}}}}</script><script type=application/ld+json>\
             {{\"@graph\": [{{\"@type\": \"Article\", \"inLanguage\": \"{lang}\"}}, {{\"@type\": \"ImageObject\", \
             \"inLanguage\": \"{lang}\"}}]}}</script></head><body lang='{lang}' dir=\"{dir}\"><p>L’été au port.</p>\
             <p>Lire en <a lang=en href=/en>anglais</a> ou <a lang=fr href=/fr>français</a>.</p></body></html>"
        )
    };

    let options =
        MergeOptions { set_lang: Some(LangTag::literal("ar-EG")), to_utf8: true, ..MergeOptions::default() };
    let merged_of = |input: &Input| {
        let result = merged(input, &confirmed(input), options).unwrap();
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

/// Text in windows-1252.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|c| if c == '’' { 0x92 } else { c as u8 }).collect()
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

/// The space before the break once went, and the break was taken for text.
#[test]
fn a_line_break_after_a_space_and_a_tag_stays_a_code() {
    let page = "<p>Le port <b><br>rouvre</b> lundi.";
    one_changes(&Input::html("port.html", page.as_bytes()), 0, "The harbour");
}

/// The sign was once part of the address, stayed as it was, and began a tag with the translation after it.
#[test]
fn an_address_ends_before_an_angle_bracket() {
    one_changes(&Input::html("port.html", *b"https://example.org/a?b=1<>"), 0, "Z");
}

/// `translate="no"` and `class="notranslate"` went unheard, and a translator was handed the names they keep.
#[test]
fn what_a_page_says_not_to_translate_is_kept() {
    let page = "<html lang=fr translate=no><title translate=no>Le Port</title><h1 title=Vue>Le port</h1>\
        <p>Le <span translate=no title=Vue>Hai <b>Phong</b> 3 km</span> a rouvert <img translate=no alt=port> et \
        <i class='x notranslate'>Da <i translate=yes>la</i></i>.</p>\
        <div TRANSLATE=NO><p>Un texte qui reste. Il reste.</p><p translate=''>Un texte à traduire.</p></div>\
        <p><span translate=no>Il reste ici.</span> Il part. <b translate=no>Rien ne part. Que</b> ceci.</p></html>";
    let input = Input::html("a.html", page.as_bytes());
    let units = extracted(&input).units;
    let shown: Vec<(String, Option<Skip>)> =
        units.iter().map(|unit| (unit.anatomy.content.to_string(), unit.skip)).collect();
    let expected = [
        ("Le port", None),
        ("Vue", None),
        ("Le ⟦1⟧⟦2/⟧ ⟦3⟧⟦4/⟧⟦/3⟧ ⟦5/⟧⟦/1⟧ a rouvert ⟦6/⟧et ⟦7⟧⟦8/⟧ ⟦9⟧la⟦/9⟧⟦/7⟧.", None),
        ("Un texte qui reste.", Some(Skip::Verbatim)),
        ("Il reste.", Some(Skip::Verbatim)),
        ("Un texte à traduire.", None),
        ("Il reste ici.", Some(Skip::Verbatim)),
        ("Il part.", None),
        ("Rien ne part.", Some(Skip::Verbatim)),
        ("⟦1/⟧⟦/2⟧ ceci.", None),
    ];
    assert_eq!(shown, expected.map(|(text, skip)| (text.to_owned(), skip)));
    stays_the_same(&input);
    let translated =
        |unit: &Unit| Some(with_text(&unit.anatomy.content, "Z")).filter(|_| unit.skip.is_none());
    let merged = String::from_utf8(round(&input, Layout::default(), translated).bytes).unwrap();
    let told = merged_as_written(&input).told;
    assert_eq!(told.n_untranslated, 6, "what is not to be translated lacks no translation");
    for kept in [
        "<span translate=no title=Vue>Hai",
        "<b>Phong</b>",
        "3 km</span>",
        "Un texte qui reste. Il reste.",
        "Que</b>",
    ] {
        assert!(merged.contains(kept), "{kept}\n{merged}");
    }
    for layout in LAYOUTS {
        let xliff = String::from_utf8(written(&extracted(&input), layout)).unwrap();
        assert_eq!(xliff.matches("the page says not to translate it").count(), 4, "{xliff}");
        assert_eq!(xliff.matches(" translate=\"no\"").count(), 4, "{xliff}");
    }
}

/// A `<br>` ends a picture in a browser, so that the descriptions in it became text.
#[test]
fn a_line_break_in_a_picture_a_formula_or_a_choice_is_a_space() {
    for source in [
        "<svg><text x=0>Un port</text><desc>Un quai</desc></svg>",
        "<p><math><mtext>Un port</mtext></math>",
        "<select><option>Un port<option>Un quai</select>",
    ] {
        one_changes(&Input::html("a.html", source.as_bytes()), 0, "a\nb");
        let merged = round(&Input::html("a.html", source.as_bytes()), LAYOUTS[0], |unit| {
            Some(with_text(&unit.anatomy.content, "a\nb"))
        });
        assert!(!String::from_utf8_lossy(&merged.bytes).contains("<br"), "{merged:?}");
    }
}

/// What stands in a picture before the first words of a unit, or behind its last, was lost once it was translated.
#[test]
fn what_is_no_text_within_the_tags_of_a_unit_stays() {
    for (source, expected) in [
        (
            "<p><svg><desc>Un quai</desc><text>Un port</text></svg> ici</p>",
            "<p><svg><desc>Un quai</desc><text>z</text></svg>x</p>",
        ),
        (
            "<p>Un <svg><text>port</text><desc>Un quai</desc></svg></p>",
            "<p>z<svg><text>x</text><desc>Un quai</desc></svg></p>",
        ),
        (
            "<p><b><script>a</script>Un <i>port</i><script>b</script></b> ici <i>là<script>c</script></i></p>",
            "<p><b><script>a</script>z<i>x</i><script>b</script></b>x<i>x<script>c</script></i></p>",
        ),
    ] {
        let merged = round(&Input::html("a.html", source.as_bytes()), LAYOUTS[0], |unit| {
            Some(with_text(&unit.anatomy.content, "z"))
        });
        assert_eq!(String::from_utf8_lossy(&merged.bytes), expected);
    }
}
