//! What a source declares of itself, its encoding and its language, and what a translation makes of it.

use super::*;

fn translated_by(input: &Input, options: MergeOptions, targets: &[(&str, &str)]) -> Vec<u8> {
    let mut extraction = extracted(input);
    for unit in &mut extraction.units {
        unit.skip = None;
        let target = targets.iter().find(|(source, _)| *source == unit.anatomy.content.text);
        unit.target = target.map(|(_, target)| Content { text: (*target).to_owned(), codes: Vec::new() });
    }
    merged(input, &written(&extraction, Layout::default()), options).unwrap().bytes
}

/// A page that wrote its letters as references was UTF-8 for us and windows-1252 for every browser, so they showed `Ã¶` for "ö".
#[test]
fn ascii_is_written_in_the_encoding_it_declares() {
    let page = |charset: &str, text: &str| format!("<meta charset=\"{charset}\"><p>{text}</p>").into_bytes();
    for (charset, target, written) in [
        ("windows-1252", "Der Hafen öffnet — “中”.", &b"Der Hafen \xF6ffnet \x97 \x93&#20013;\x94."[..]),
        ("iso-8859-1", "Der Hafen öffnet.", b"Der Hafen \xF6ffnet."),
        ("windows-1251", "Порт", b"\xCF\xEE\xF0\xF2"),
        ("shift_jis", "港 ö", b"\x8D\x60 &#246;"),
        ("iso-2022-jp", "港", b"\x1B$B9A\x1B(B"),
        ("utf-8", "ö", "ö".as_bytes()),
    ] {
        let input = Input::html("a.html", page(charset, "Le port rouvre &agrave; midi."));
        stays_the_same(&input);
        let targets = [("Le port rouvre à midi.", target)];
        let merged = translated_by(&input, MergeOptions::default(), &targets);
        let expected = [page(charset, "").strip_suffix(b"</p>").unwrap(), written, b"</p>"].concat();
        assert_eq!(String::from_utf8_lossy(&merged), String::from_utf8_lossy(&expected), "{charset}");
        assert_eq!(merged, expected, "{charset}");
        let to_utf8 = MergeOptions { to_utf8: true, ..MergeOptions::default() };
        assert_eq!(translated_by(&input, to_utf8, &targets), page("utf-8", target), "{charset}");
    }
}

/// A page in UTF-8 that says it is in windows-1252 said so still when UTF-8 was ordered, and a description was taken for a label.
#[test]
fn a_wrong_label_is_corrected_where_utf_8_is_ordered() {
    let to_utf8 = MergeOptions { to_utf8: true, ..MergeOptions::default() };
    for (head, expected) in [
        ("<meta charset=windows-1252>", "<meta charset=utf-8>"),
        ("<meta charset = 'ISO-8859-1' />", "<meta charset = 'utf-8' />"),
        (
            "<META content='text/html; charset = koi8-r' http-equiv=Content-Type>",
            "<META content='text/html; charset = utf-8' http-equiv=Content-Type>",
        ),
        ("<?xml version='1.0' encoding='iso-8859-1'?>", "<?xml version='1.0' encoding='utf-8'?>"),
        ("<meta charset=UTF8>", "<meta charset=UTF8>"),
        ("<meta name=x content='charset=koi8-r'>", "<meta name=x content='charset=koi8-r'>"),
        ("", ""),
    ] {
        let input = Input::html("a.html", format!("{head}<p>déjà</p>").into_bytes());
        let merged = translated_by(&input, to_utf8, &[]);
        assert_eq!(String::from_utf8(merged).unwrap(), format!("{expected}<p>déjà</p>"));
    }
}

fn noted(input: &Input, to: &'static str, targets: &[(&str, &str)]) -> String {
    let options = MergeOptions { set_lang: Some(LangTag::literal(to)), ..MergeOptions::default() };
    String::from_utf8(translated_by(input, options, targets)).unwrap()
}

/// Only the tag of the page was changed, and the element around the text still said that it was French.
#[test]
fn elements_around_what_is_translated_name_its_language() {
    let page = |lang: &str, dir: &str, [first, second]: [&str; 2]| {
        format!(
            "<html lang=\"{lang}\"><meta name=language content={lang}><meta name=DC.language content='{lang}'>\
             <nav><a lang=fr dir=ltr href=/>Le fran&ccedil;ais</a></nav><div id=x xml:lang='{lang}' lang={lang} dir='{dir}'>\
             <p>{first}</p><p lang={lang}><span dir=ltr>{second}</span></p><p lang=en dir=ltr>The port.</p></div></html>"
        )
    };
    let input = Input::html("a.html", page("fr", "ltr", ["Le port rouvre.", "Il est là."]).into_bytes());
    let merged = noted(&input, "ar", &[("Le port rouvre.", "z"), ("Il est là.", "zz")]);
    assert_eq!(merged, page("ar", "rtl", ["z", "zz"]).replacen("<html", "<html dir=\"rtl\"", 1));
    // What the page says of all of it is not told of a part that another language is in, nor is what stays French.
    let input = Input::html("a.html", *b"<html lang=en><article lang=fr dir=ltr><p>Le port <i lang=en>x</i> <i lang=la>y</i>.</p></article><p lang=fr>Fin.</p></html>");
    let mut extraction = extracted(&input);
    extraction.units[0].target = Some(with_text(&extraction.units[0].anatomy.content, "Z"));
    extraction.units[0].skip = None;
    let options = MergeOptions { set_lang: Some(LangTag::literal("de")), ..MergeOptions::default() };
    let merged = super::merged(&input, &written(&extraction, Layout::default()), options).unwrap();
    let expected = "<html lang=de><article lang=de dir=ltr><p>Z<i lang=de>x</i>x<i lang=la>x</i>x</p></article><p lang=fr>Fin.</p></html>";
    assert_eq!(String::from_utf8(merged.bytes).unwrap(), expected);
}

/// A page that named no language in its `lang` got a second one, and front matter kept the second of its names.
#[test]
fn every_name_of_the_language_is_changed() {
    let input = Input::html("a.html", *b"<html lang=\"\" dir=ltr><p>Le port.</p></html>");
    assert_eq!(
        noted(&input, "he", &[("Le port.", "Le port.")]),
        "<html lang=\"he\" dir=rtl><p>Le port.</p></html>"
    );
    let matter = |lang: &str, dir: &str| {
        format!(
            "---\nlang: {lang}\nlanguage: '{lang}'\nlanguageCode: {lang}\ndir: {dir}\ndirection: left\n---\n\nLe port.\n"
        )
    };
    let input = Input::markdown("a.md", matter("fr", "ltr").into_bytes());
    assert_eq!(noted(&input, "he", &[("Le port.", "Le port.")]), matter("he", "rtl"));
}
