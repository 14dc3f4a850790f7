//! Signs that are text where the source has them, and what a translation puts beside them.

use epitome::prep::UnitOptions;
use epitome::prep::spans::Protection;

use super::*;

/// What nobody translates: with something else beside it, it may begin or end markup.
#[rustfmt::skip]
const KEPT: [&str; 33] = [
    "x<", "x</", "x&", "x&#", "x&#x26", "x&#38", "x&lt", "x&am", "x&no", "x\\", "x*", "x**", "x_", "x`", "x``", "x[", "x]",
    "x!y", "x~", "x~~", "x|", "*x", "_x", "`x", "[x", "]x", "~x", "#x", "amp;x", "b>x", "x\\*", "[x]", "&eacute;x",
];

/// What may end or begin it.
#[rustfmt::skip]
const WORDS: [&str; 26] = [
    "b", "b>", "/b>", "!--", "?x", "p;", "#38;", "38;", "t;", "=", "*b*", "_b_", "`b`", "[b](u)", "](u)", "(u)", ": u", "\\", ".",
    "~~b~~", "|", "<b>", "é", "b*", "b_", "b`",
];

/// A text in each format that holds signs.
fn forms(text: &str) -> Vec<Input> {
    let record = |field: &str, text: &str| {
        Input::record("a:1", format!("{{\"{field}\": \"{}\"}}", in_json(text, true)).into_bytes())
    };
    let utf16 = format!("\u{FEFF}<p>{text}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    vec![
        Input::html("a.html", format!("<p>{text}</p>").into_bytes()),
        Input::html("a.html", format!("<img alt=\"{text}\">").into_bytes()),
        Input::html("a.html", utf16),
        Input::markdown("a.md", text.as_bytes()),
        Input::markdown("a.md", format!("> - {text}\n").into_bytes()),
        Input::markdown("a.md", format!("<p>{text}</p>\n").into_bytes()),
        record("html", &format!("<p>{text}</p>")),
        record("markdown", text),
    ]
}

fn text_of(input: &Input) -> String {
    words(&read(input, &Config::default().read).expect("it can be read").text)
}

/// The units of a text in which nobody translates these names; `None` where they are no text of it.
fn extraction_of(input: &Input, names: &[&str]) -> Option<Extraction> {
    let config = Config { lang: Some(LangTag::literal("fr")), ..Config::default() };
    let do_not_translate = names.iter().map(|name| (*name).into()).collect();
    let protection = Protection { do_not_translate, ..Protection::default() };
    let options = UnitOptions { all: true, protection, ..UnitOptions::new(LangTag::literal("en")) };
    let extraction = extract(input, &config, &options).expect("it can be read");
    let codes = &extraction.units[0].anatomy.content.codes;
    (codes.len() == names.len() && codes.iter().all(|code| code.part == Part::Alone)).then_some(extraction)
}

/// With these translations of its units the source reads so. White space beside a unit may go with its codes.
fn reads(input: &Input, extraction: &mut Extraction, targets: Vec<Option<Content>>, expected: &str) {
    for (unit, target) in extraction.units.iter_mut().zip(targets) {
        unit.target = target;
    }
    let result = merged(input, &written(extraction, LAYOUTS[0]), MergeOptions::default());
    let bytes = result.unwrap_or_else(|err| panic!("{expected:?}: {err}")).bytes;
    let result = Input { bytes: bytes.into(), ..input.clone() };
    let letters = |text: &str| words(text).replace(' ', "");
    assert_eq!(letters(&text_of(&result)), letters(expected), "{}", String::from_utf8_lossy(&result.bytes));
}

/// A `<` that nobody translates became a tag with the letter put behind it, and `&am` another letter; a `\\` went.
#[test]
fn what_stays_as_it_is_stays_so_beside_any_text() {
    for kept in KEPT {
        for input in forms(&format!("Le port {kept} rouvre.")) {
            let shown = text_of(&input);
            let name = shown.strip_prefix("Le port ").and_then(|text| text.strip_suffix(" rouvre."));
            let Some(name) = name else { continue };
            let Some(mut extraction) = extraction_of(&input, &[name]) else { continue };
            for word in WORDS {
                for [before, behind] in
                    [["", word], [word, ""], ["A ", word], [word, " a"], ["z", word], [word, "z"]]
                {
                    let mut target = Content { text: before.to_owned(), codes: Vec::new() };
                    target.push_code(1, Part::Alone);
                    target.text.push_str(behind);
                    reads(&input, &mut extraction, vec![Some(target)], &[before, name, behind].concat());
                }
            }
        }
    }
}

/// Two of them may come to stand beside each other, in either order.
#[test]
fn what_stays_as_it_is_stays_so_beside_its_like() {
    for (first, second) in KEPT.iter().flat_map(|first| KEPT.map(|second| (*first, second))) {
        let text = format!("Le {first} port {second} rouvre.");
        for input in [Input::html("a.html", text.as_bytes()), Input::markdown("a.md", text.as_bytes())] {
            let shown = text_of(&input);
            let names = shown.strip_prefix("Le ").and_then(|text| text.strip_suffix(" rouvre."));
            let Some((one, two)) = names.and_then(|names| names.split_once(" port ")) else { continue };
            let Some(mut extraction) = extraction_of(&input, &[one, two]) else { continue };
            for (order, between) in [([1, 2], ""), ([2, 1], ""), ([2, 1], " "), ([2, 1], "b")] {
                let mut target = Content::default();
                target.push_code(order[0], Part::Alone);
                target.text.push_str(between);
                target.push_code(order[1], Part::Alone);
                let names = if order == [1, 2] { [one, two] } else { [two, one] };
                reads(&input, &mut extraction, vec![Some(target)], &names.join(between));
            }
        }
    }
}

/// What stands before a unit is no part of it: a reference without its `;` took that of the translation, and brackets made a link
/// with its parentheses.
#[test]
fn what_stands_before_a_unit_stays_what_it_is() {
    for before in [
        "Fin.&nbsp",
        "Fin.&#32",
        "Fin.&#x20",
        "句子。",
        "[句子。]",
        "句<。",
        "句&。",
        "`句子。",
        "*句子。",
        "句子。\\]",
    ] {
        for input in forms(&format!("{before}Été ici.")) {
            let mut extraction = extracted(&input);
            let Some(unit) = extraction.units.get(1).cloned() else { continue };
            let before = text_of(&input).replace(&unit.anatomy.content.text, "");
            for word in WORDS {
                let target = with_text(&unit.anatomy.content, word);
                reads(&input, &mut extraction, vec![None, Some(target)], &[&before, word].concat());
            }
        }
    }
}

/// Of two units side by side each was written for what stood beside it in the source, which was translated too.
#[test]
fn units_without_a_space_between_them_stay_what_they_are() {
    for input in forms("句子。句 [句](u)。") {
        let mut extraction = extracted(&input);
        assert_eq!(extraction.units.len(), 2);
        // A link of Markdown is one code with two parts; elsewhere it is text.
        let codes = extraction.units[1].anatomy.content.codes.clone();
        for end in ["b!", "b<", "b&", "b&no", "b\\", "b_", "*", "b~", "[b]", "b`", "b."] {
            for word in WORDS.into_iter().chain([""]) {
                let first = Content { text: end.to_owned(), codes: Vec::new() };
                let mut second = Content { text: word.to_owned(), codes: Vec::new() };
                for code in &codes {
                    second.push_code(code.id, code.part);
                    second.text.push('z');
                }
                let expected = [&*first.text, &*second.text].concat();
                if !second.text.is_empty() {
                    reads(&input, &mut extraction, vec![Some(first), Some(second)], &expected);
                }
            }
        }
    }
}
