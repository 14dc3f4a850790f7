//! Texts outside the running text, and what is cut off it.

use super::*;

fn shouted(unit: &Unit) -> Option<Content> {
    let Content { text, codes } = &unit.anatomy.content;
    codes.is_empty().then(|| Content { text: text.to_uppercase(), codes: Vec::new() })
}

/// Of front matter the first description only, and no subtitle, was translated; of a page no button and no label of a list.
#[test]
fn texts_that_readers_meet_are_translated_in_their_places() {
    let markdown = "---\ntitle: Le port\nsubtitle: 'Il rouvre'\ndescription: Un port\nsummary: \"La ville\"\n\
        excerpt: |-\n  Les grues\nimage_alt: Une vue\ntags: [port]\n---\n\nLe texte.\n";
    let input = Input::markdown("a.md", markdown.as_bytes());
    let expected = "---\ntitle: LE PORT\nsubtitle: 'IL ROUVRE'\ndescription: UN PORT\nsummary: \"LA VILLE\"\n\
        excerpt: LES GRUES\nimage_alt: UNE VUE\ntags: [port]\n---\n\nLE TEXTE.\n";
    stays_the_same(&input);
    let result = round(&input, Layout::default(), shouted);
    assert_eq!(String::from_utf8(result.bytes).unwrap(), expected);

    let page = |texts: [&str; 9]| {
        let [map, send, back, picture, list, one, track, frame, said] = texts;
        format!(
            "<html lang=fr><p>Le port.</p><map><area alt='{map}'></map><form><input type=submit value=\"{send}\">\
             <input type=Button value={back}><input value=Valeur><input type=image alt=\"{picture}\">\
             <button value=x>Va</button><select><optgroup label='{list}'><option label=\"{one}\" value=y>Un</select>\
             </form><video><track label=\"{track}\" srclang=fr></video><iframe title='{frame}' src=x><p title=non></iframe>\
             <p aria-description='{said}'>Fin.</p></html>"
        )
    };
    let texts = ["Carte", "Envoie", "Retour", "Va", "Quais", "Premier", "Fran&ccedil;ais", "Plan", "Un mot"];
    let input = Input::html("a.html", page(texts).into_bytes());
    stays_the_same(&input);
    let result = round(&input, Layout::default(), |unit| {
        if matches!(unit.origin, Origin::Meta { .. }) { shouted(unit) } else { None }
    });
    let expected = ["CARTE", "ENVOIE", "RETOUR", "VA", "QUAIS", "PREMIER", "FRANÇAIS", "PLAN", "UN MOT"];
    assert_eq!(String::from_utf8(result.bytes).unwrap(), page(expected));
}

/// Nothing told a translator of a name or an address in a title that it stays as it is.
#[test]
fn what_stays_in_a_title_is_noted() {
    let page = "<html lang=en><title>Visit Acme Suite at www.acme.com today</title><p>The <img alt='Acme Suite'> port \
        has <img alt='A view of Acme Suite, 3 km'> cranes.</p></html>";
    let input = Input::html("a.html", page.as_bytes());
    let config = Config { lang: Some(LangTag::literal("en")), ..Config::default() };
    let mut options = UnitOptions::new(LangTag::literal("fr"));
    options.protection.do_not_translate = vec!["Acme Suite".into()];
    let extraction = extract(&input, &config, &options).unwrap();
    let xliff = String::from_utf8(written(&extraction, Layout::default())).unwrap();
    assert!(xliff.contains("Acme Suite (do-not-translate); www.acme.com (url)</note>"), "{xliff}");
    assert!(xliff.contains("<note category=\"localize\">3 km (unit)</note>"), "{xliff}");
    assert!(!xliff.contains("<source>Acme Suite</source>"), "{xliff}");
}

/// `--all` took neither datelines nor credits.
#[test]
fn what_is_cut_off_is_a_unit_where_all_is_wanted() {
    let page = "<html lang=fr><article><p><b>PARIS</b> (Reuters) - Le <i>ministre</i> a parlé hier à Hanoi. Il a dit non à tous \
        ceux qui étaient là.</p><p>Le port a rouvert ses portes lundi matin à tous. Photo: Vietnam+</p></article></html>";
    for input in [
        Input::html("a.html", page.as_bytes()),
        Input::text("a.txt", "PARIS (Reuters) - Le port a rouvert lundi. Photo: Vietnam+".as_bytes()),
    ] {
        let extraction = extracted(&input);
        let document = &extraction.analysis.document;
        let is_cut = |unit: &&Unit| matches!(unit.origin, Origin::Sentence { role, .. } if matches!(role.as_str(), "dateline" | "credit"));
        let cuts: Vec<&Unit> = extraction.units.iter().filter(is_cut).collect();
        let texts: Vec<&str> = cuts.iter().map(|unit| &*unit.anatomy.content.text).collect();
        assert_eq!(texts, ["PARIS (Reuters) -", "Photo: Vietnam+"], "{}", document.text);
        let addresses: std::collections::BTreeSet<String> =
            extraction.units.iter().map(Unit::address).collect();
        assert_eq!(addresses.len(), extraction.units.len());
        stays_the_same(&input);
        each_changes(&input, "Berlin");
        let few = UnitOptions { all: false, ..UnitOptions::new(LangTag::literal("en")) };
        let config = Config { lang: Some(LangTag::literal("fr")), ..Config::default() };
        let few = extract(&input, &config, &few).unwrap().units;
        assert_eq!(few.iter().filter(is_cut).count(), 0);
        let gist = UnitOptions { all: true, gist_first: true, ..UnitOptions::new(LangTag::literal("en")) };
        let mut gist: Vec<_> =
            extract(&input, &config, &gist).unwrap().units.into_iter().map(|unit| unit.id).collect();
        let mut ids: Vec<_> = extraction.units.iter().map(|unit| unit.id.clone()).collect();
        gist.sort();
        ids.sort();
        assert_eq!(gist, ids);
    }
}

/// A tool that is told of a unit by a copy of its source left the copies, and nobody heard that nothing was translated.
#[test]
fn copies_that_are_still_to_be_translated_are_counted() {
    let input = Input::text("a.txt", "Le port a rouvert lundi. Il compte des grues.".as_bytes());
    let xliff = written(&extracted(&input), LAYOUTS[2]);
    let told = merged(&input, &xliff, MergeOptions::default()).unwrap().told;
    assert_eq!((told.n_untranslated, told.n_changed), (2, 0));
    let done = String::from_utf8(xliff).unwrap().replace("needs-translation", "translated");
    assert_eq!(merged(&input, done.as_bytes(), MergeOptions::default()).unwrap().told.n_untranslated, 0);
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

/// The escapes of a record are none of what stands in it, and the other way round.
#[test]
fn texts_in_json_ld_keep_their_style_in_a_record() {
    let record = |headline: &str, description: &str| {
        let page = format!(
            "<script type=application/ld+json>{{\"@type\": \"NewsArticle\", \"headline\": \"{headline}\", \
             \"description\": \"{description}\"}}</script><p>Le port é."
        );
        Input::record("a.jsonl:1", format!("{{\"html\": \"{}\"}}", in_json(&page, true)).into_bytes())
    };
    let translated = |input: &Input, texts: [&str; 2]| {
        round(input, Layout::default(), |unit| {
            let Origin::Meta { nth, .. } = unit.origin else { return None };
            Some(Content { text: texts[nth as usize].to_owned(), codes: Vec::new() })
        })
    };
    let input = record("L’île", "Un café/bar");
    let result = translated(&input, ["Đảo", "Quán/cà phê"]);
    assert_eq!(result.bytes, &*record("Đảo", "Quán/cà phê").bytes);
    let input = record("L\\u2019\\u00eele", "Un caf\\u00e9\\/bar");
    let result = translated(&input, ["Đảo", "Quán/cà"]);
    assert_eq!(result.bytes, &*record("\\u0110\\u1ea3o", "Qu\\u00e1n\\/c\\u00e0").bytes);
}

#[test]
fn texts_in_json_ld_are_translated_and_stay_json() {
    let page = |headline: &str, description: &str| {
        format!(
            "<html lang=fr><script type=application/ld+json>{{\"@graph\": [{{\"@type\": [\"Thing\", \"NewsArticle\"],\n\
             \"name\": \"x\", \"headline\": \"{headline}\", \"description\": \"{description}\"}}]}}</script><p>Le port.</p></html>"
        )
    };
    let input =
        Input::html("a.html", page("Le \\\"port\\\"", " L\\u2019\\u00eele <\\/b> attend. ").into_bytes());
    let units = extracted(&input).units;
    let texts: Vec<&str> = units.iter().map(|unit| &*unit.anatomy.content.text).collect();
    assert_eq!(texts, ["Le \"port\"", "L’île </b> attend.", "Le port."]);
    let result = round(&input, Layout::default(), |unit| {
        let text = format!("{} <!-- é\n\"", unit.anatomy.content.text);
        matches!(unit.origin, Origin::Meta { .. }).then_some(Content { text, codes: Vec::new() })
    });
    let headline = "Le \\\"port\\\" \\u003c!-- é\\n\\\"";
    let description = " L\\u2019\\u00eele \\u003c\\/b> attend. \\u003c!-- \\u00e9\\n\\\" ";
    assert_eq!(String::from_utf8(result.bytes).unwrap(), page(headline, description));
    // A letter that the page's encoding does not have is escaped as JSON has it.
    let latin = |text: String| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let input = Input::html("a.html", latin(page("L'été à la mer, très tôt", "Forêt dorée")));
    let result = round(&input, Layout::default(), |unit| {
        let content = Content { text: "Việt".to_owned(), codes: Vec::new() };
        (unit.anatomy.content.text == "Forêt dorée").then_some(content)
    });
    assert_eq!(result.bytes, latin(page("L'été à la mer, très tôt", "Vi\\u1ec7t")));
}

/// A translator was not shown the titles of links and pictures, nor what tags in a paragraph of Markdown say.
#[test]
fn titles_and_tags_of_markdown_are_translated_in_their_places() {
    let source = |titles: [&str; 8]| {
        let [link, picture, first, second, abbr, alt, cell, label] = titles;
        format!(
            "Voir [le port](port.html \"{link}\") et ![vue](v.png '{picture}') ici.\n\n> Le <abbr class=x title='{abbr}'>CP</abbr> \
             et <img src=i.png alt=\"{alt}\"> de [ville] et [quai][].\n\n| [a](b\n\n| a | b |\n|---|---|\n| [a](b \"{cell}\") | \
             <i aria-label=\"{label}\">d</i> <b translate=no title=Non>e</b> |\n\n[ville]: /v ({first})\n> [quai]: </q r>\n>   '{second}'\n"
        )
    };
    let titles =
        ["Le port", "Une \\'vue\\'", "La ville", "Le quai", "Comité", "Une grue", "La case", "Un mot"];
    let input = Input::markdown("a.md", source(titles).into_bytes());
    stays_the_same(&input);
    let units = extracted(&input).units;
    let shown: Vec<&str> = units
        .iter()
        .filter(|unit| matches!(unit.origin, Origin::Meta { .. }))
        .map(|unit| &*unit.anatomy.content.text)
        .collect();
    let mut expected = titles.map(|title| title.replace('\\', "")).to_vec();
    expected.insert(1, "vue".to_owned());
    let mut sorted = shown.clone();
    sorted.sort_unstable();
    expected.sort_unstable();
    assert_eq!(sorted, expected);
    let signs = "A \"b\" 'c' (d) | `e` \\ &amp; <f>\ng";
    let merge = |input: &Input| {
        let result = round(input, Layout::default(), |unit| {
            let content = Content { text: signs.to_owned(), codes: Vec::new() };
            matches!(unit.origin, Origin::Meta { .. }).then_some(content)
        });
        Input { bytes: result.bytes.into(), ..input.clone() }
    };
    let texts = |input: &Input| {
        let document = read(input, &Config::default().read).unwrap();
        document.meta.texts.iter().map(|text| words(&text.value)).collect::<Vec<String>>()
    };
    let json = format!("{{\"markdown\": \"{}\"}}", in_json(&source(titles), true));
    for input in [input, Input::record("a:1", json.into_bytes())] {
        let result = merge(&input);
        assert_eq!(texts(&result), vec![words(signs); 9], "{}", String::from_utf8_lossy(&result.bytes));
        each_changes(&input, signs);
    }
}

/// They stood in the language of the source where the page is found and shown.
#[test]
fn keywords_and_captions_are_translated_in_their_places() {
    let page = |words: [&str; 6]| {
        let [meta, first, second, one, two, three] = words;
        format!(
            "<html lang=fr><meta name=keywords content=\"{meta}\"><script type=application/ld+json>{{\"@graph\": [{{\"@type\": \
             \"NewsArticle\", \"keywords\": [\"{first}\", 1, \"{second}\"], \"image\": [{{\"caption\": \"{one}\"}}]}}, {{\"@type\": \
             \"ImageObject\", \"caption\": \"{two}\"}}, {{\"@type\": \"VideoObject\", \"caption\": [\"x\"], \"video\": {{\"caption\": \
             \"{three}\"}}}}]}}</script><p>Le port.</p></html>"
        )
    };
    let words = ["port, quai", "grue", "bateau", "Une vue", "Le \\u00e9quai", "Un film"];
    let input = Input::html("a.html", page(words).into_bytes());
    stays_the_same(&input);
    let units = extracted(&input).units;
    let notes: Vec<Origin> = units.iter().take(6).map(|unit| unit.origin).collect();
    assert!(notes.iter().all(|origin| matches!(origin, Origin::Meta { block: None, .. })), "{notes:?}");
    let result = round(&input, Layout::default(), shouted);
    let expected = page(["PORT, QUAI", "GRUE", "BATEAU", "UNE VUE", "LE \\u00c9QUAI", "UN FILM"]);
    assert_eq!(String::from_utf8(result.bytes).unwrap(), expected.replace("Le port.", "LE PORT."));
    let one = page(words).replace("[\"grue\", 1, \"bateau\"]", "\"grue, bateau\"");
    let result = round(&Input::html("a.html", one.clone().into_bytes()), Layout::default(), shouted);
    assert!(String::from_utf8(result.bytes).unwrap().contains("\"keywords\": \"GRUE, BATEAU\""), "{one}");
}

/// Only the title of a record was translated with its text.
#[test]
fn the_description_of_a_record_is_translated_in_its_place() {
    let record = |description: &str, text: &str| {
        Input::record("a:1", format!("{{\"description\": {description}, \"text\": \"{text}\"}}").into_bytes())
    };
    let input = record("\" Le \\u00e9quai \"", "Le port.");
    stays_the_same(&input);
    let result = round(&input, Layout::default(), shouted);
    assert_eq!(result.bytes, &*record("\" LE \\u00c9QUAI \"", "LE PORT.").bytes);
    for other in ["null", "5", "[\"a\"]", "\"  \"", "\"\\ud800\""] {
        assert_eq!(extracted(&record(other, "Le port.")).units.len(), 1, "{other}");
    }
}

/// The description came behind the sentence of the next paragraph.
#[test]
fn a_picture_behind_the_words_of_a_paragraph_stands_in_it() {
    let page = Input::html(
        "a.html",
        *b"<p>Le port a rouvert. <a href=x><img alt='Une image'></a></p><p>Une autre phrase.</p><img alt=seule>",
    );
    let text = Input::markdown(
        "a.md",
        *b"Le port a rouvert. ![Une image](a.png)\n\nUne autre phrase.\n\n![seule](b)",
    );
    for input in [page, text] {
        let units = extracted(&input).units;
        let shown: Vec<String> = units
            .iter()
            .map(|unit| format!("{:?} {}", unit.block().map(|id| id.idx()), unit.anatomy.content))
            .collect();
        let expected =
            ["Some(0) Le port a rouvert.", "Some(0) Une image", "Some(1) Une autre phrase.", "Some(2) seule"];
        assert_eq!(shown, expected);
    }
}
