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
        for nth in 0..extraction.units.len() {
            one_changes(&input, nth, "Berlin");
        }
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
