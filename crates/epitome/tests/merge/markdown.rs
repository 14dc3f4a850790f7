//! What a translation puts into Markdown is read as text again, wherever it stands.

use epitome::prep::spans::Protection;
use epitome::prep::{Content, MergeOptions, Part, UnitOptions};
use epitome::{Config, Extraction, Input, LangTag, extract};

use super::{LAYOUTS, merged, written};

/// The units of a text in which nobody translates the names of two clubs and a word.
fn extracted(source: &str) -> Extraction {
    let config = Config { lang: Some(LangTag::literal("fr")), ..Config::default() };
    let names = ["1) FC Köln", "R&", "_x_"].map(Box::from).to_vec();
    let protection = Protection { do_not_translate: names, ..Protection::default() };
    let options = UnitOptions { all: true, protection, ..UnitOptions::new(LangTag::literal("en")) };
    extract(&Input::markdown("a.md", source.as_bytes()), &config, &options).expect("it can be read")
}

/// A translation as [`Content`] is shown.
fn content(shown: &str) -> Content {
    let mut content = Content::default();
    for part in shown.split_inclusive('⟧') {
        let Some((text, code)) = part.split_once('⟦') else {
            content.text.push_str(part);
            continue;
        };
        content.text.push_str(text);
        let code = code.trim_end_matches('⟧');
        let kind = match code {
            _ if code.starts_with('/') => Part::Close,
            _ if code.ends_with('/') => Part::Alone,
            _ => Part::Open,
        };
        content.push_code(code.trim_matches('/').parse().expect("a number"), kind);
    }
    content
}

/// The source with these translations of its units, one after the other; one that is empty leaves its unit as it is.
pub(super) fn translated(source: &str, targets: &[&str]) -> Result<String, String> {
    let input = Input::markdown("a.md", source.as_bytes());
    let mut extraction = extracted(source);
    for (unit, target) in extraction.units.iter_mut().zip(targets) {
        unit.target = (!target.is_empty()).then(|| content(target));
        unit.skip = None;
    }
    let xliff = written(&extraction, LAYOUTS[0]);
    let file = merged(&input, &xliff, MergeOptions::default()).map_err(|err| err.to_string())?;
    Ok(String::from_utf8(file.bytes).expect("it is text"))
}

/// The units of a text, as they are shown.
pub(super) fn units(source: &str) -> Vec<String> {
    let units = extracted(source).units;
    units.iter().map(|unit| unit.anatomy.content.to_string()).collect()
}

/// The translations stand in the source as they were given, and so as is expected.
fn stand(source: &str, targets: &[&str], expected: &str) {
    let result = translated(source, targets).unwrap_or_else(|err| panic!("{source:?}: {err}"));
    assert_eq!(result, expected, "{:?}", units(source));
    assert_eq!(units(&result).join(" "), targets.join(" "), "{result:?}");
}

/// A sign at the beginning of a line made a list, a quotation or a heading of it, unless it was the first of the paragraph.
#[test]
fn a_sign_that_begins_a_later_line_is_text() {
    for sign in ["- Deux", "> Trois", "1. x", "===", "---", "+ x", "# x", ":--- x", "1) x"] {
        let escaped = match sign {
            "1. x" => "1\\. x".to_owned(),
            "1) x" => "1\\) x".to_owned(),
            _ => format!("\\{sign}"),
        };
        let source = "Une phrase du port.\nUne deuxième.\nEt une fin.\n";
        stand(source, &["A", sign, "B"], &format!("A\n{escaped}\nB\n"));
        let source = "> - Une phrase du port.\n>   Une deuxième.\n";
        stand(source, &["A", sign], &format!("> - A\n>   {escaped}\n"));
        let source = "Une phrase  \ndu port.\n";
        stand(source, &[&format!("A⟦1/⟧{sign}")], &format!("A  \n{escaped}\n"));
        stand(
            "Une phrase<br>du port.\n",
            &[&format!("A⟦1/⟧B {sign}")],
            &format!("A<br>B {}\n", sign.replace('#', "\\#")),
        );
    }
    stand("## 1. Le port\n", &["1. The harbour"], "## 1. The harbour\n");
    stand(
        "| a | b |\n|---|---|\n| c | d |\n",
        &["x", "- a", "1. b", "e"],
        "| x | - a |\n|---|---|\n| 1. b | e |\n",
    );
}

/// Two breaks, or one at the end, left an empty line, which ended the paragraph.
#[test]
fn a_line_break_leaves_no_empty_line() {
    let source = "Le port  \nrouvre  \nlundi. Une autre\nphrase.\n";
    let result = translated(source, &["The⟦1/⟧⟦2/⟧harbour", "Another"]).unwrap();
    assert_eq!(result, "The  \n<br>harbour Another\n");
    assert_eq!(units(&result), ["The⟦1/⟧⟦2/⟧harbour Another"]);
    let source = "Le port  \nrouvre **lundi**.\n";
    assert_eq!(translated(source, &["The ⟦2⟧port⟦/2⟧⟦1/⟧."]).unwrap(), "The **port**  \n.\n");
    assert_eq!(translated(source, &["The ⟦2⟧⟦1/⟧port⟦/2⟧."]).unwrap(), "The **<br>port**.\n");
}

/// It was copied, and began a list, made another letter of what followed, or was emphasis where the source has it in code.
#[test]
fn what_nobody_translates_stays_a_text() {
    let merged = |source: &str, target: &str| translated(source, &[target]).unwrap();
    assert_eq!(merged("Le 1) FC Köln gagne.\n", "⟦1/⟧ wins."), "1\\) FC Köln wins.\n");
    assert_eq!(merged("Le groupe R& et Cie.\n", "A ⟦1/⟧lt; b."), "A R\\&lt; b.\n");
    assert_eq!(merged("Un `_x_` *mot*.\n", "⟦2/⟧ ⟦1⟧is⟦/1⟧ ⟦3⟧it⟦/3⟧."), "\\_x\\_ `is` *it*.\n");
    assert_eq!(merged("Le 1) FC Köln **gagne**.\n", "⟦1/⟧⟦2⟧“won”⟦/2⟧."), "1\\) FC Köl&#110;**“won”**.\n");
}

/// A cell ended at the sign, and what stood behind it was lost.
#[test]
fn a_bar_in_code_of_a_cell_does_not_end_it() {
    let source = "| a | b |\n|---|---|\n| Un `code` ici | d |\n";
    for (code, escaped) in [("x | y", "x \\| y"), ("\\|", "\\\\|"), ("||", "\\|\\|")] {
        let unit = format!("A ⟦1⟧{code}⟦/1⟧ there");
        let expected = format!("| x | z |\n|---|---|\n| A `{escaped}` there | d |\n");
        stand(source, &["x", "z", &unit, "d"], &expected);
    }
    stand("Un `code` ici.\n", &["A ⟦1⟧x | y⟦/1⟧."], "A `x | y`.\n");
    stand("| ![a](b) c |\n|---|\n", &["x", "y | z"], "| ![y \\| z](b) x |\n|---|\n");
}

/// The signs stood there as text, and the letter beside them as a reference.
#[test]
fn emphasis_does_not_begin_or_end_with_a_space() {
    let source = "Le **Remarque :** texte\n";
    for target in ["⟦1⟧Note: ⟦/1⟧text", "⟦1⟧ Note:⟦/1⟧ text ", " ⟦1⟧\u{A0}Note: ⟦/1⟧text"]
    {
        let result = translated(source, &[target]).unwrap();
        assert_eq!(units(&result), ["⟦1⟧Note:⟦/1⟧ text"], "{result:?}");
    }
    assert_eq!(translated(source, &["⟦1⟧Note: ⟦/1⟧text"]).unwrap(), "**Note:** text\n");
    let nested = "Le ***port* rouvre** lundi.\n";
    assert_eq!(units(nested), ["Le ⟦1⟧⟦2⟧port⟦/2⟧ rouvre⟦/1⟧ lundi."]);
    let result = translated(nested, &["The⟦1⟧⟦2⟧ harbour ⟦/2⟧opens ⟦/1⟧Monday."]).unwrap();
    assert_eq!(result, "The ***harbour* opens** Monday.\n");
    for empty in ["Le ⟦1⟧⟦/1⟧text", "⟦1⟧ ⟦/1⟧text"] {
        let err = translated(source, &[empty]).unwrap_err();
        assert!(err.contains("p1.s1") && err.contains("the pair of codes 1 (**) has no words"), "{err}");
    }
    let err = translated("Un `code` ici.\n", &["A ⟦1⟧⟦/1⟧there"]).unwrap_err();
    assert!(err.contains("no code without a text"), "{err}");
}

/// The signs of emphasis were not read as such between a bracket or a backtick and a letter.
#[test]
fn emphasis_holds_beside_other_codes() {
    stand(
        "Le **[port](x)** rouvre.\n",
        &["The ⟦1⟧⟦2⟧harbour⟦/2⟧⟦/1⟧s open."],
        "The **[harbour](x)**&#115; open.\n",
    );
    stand("Le **`port`** rouvre.\n", &["The⟦1⟧⟦2⟧harbour⟦/2⟧⟦/1⟧."], "Th&#101;**`harbour`**.\n");
    stand("Le ~port~ rouvre.\n", &["The⟦1⟧harbour⟦/1⟧s."], "Th&#101;~harbour~&#115;.\n");
}

/// With the bracket behind it the sign made another letter of what followed, and the other one a reference of two letters.
#[test]
fn a_sign_before_a_code_makes_nothing_else_of_it() {
    let source = "Regardez [le port](x.html) ici.\n";
    stand(source, &["Look!⟦1⟧the port⟦/1⟧ there."], "Look\\![the port](x.html) there.\n");
    stand("Regardez **le port** ici.\n", &["Look!⟦1⟧the port⟦/1⟧ there."], "Look!**the port** there.\n");
}

/// It could not even stay: every backtick was refused.
#[test]
fn code_may_hold_other_backticks_than_those_around_it() {
    let source = "Tapez ``un ` mot`` dans le port.\n";
    stand(source, &["Type ⟦1⟧a ` word⟦/1⟧ in the port."], "Type ``a ` word`` in the port.\n");
    stand(source, &["Type ⟦1⟧`a`⟦/1⟧ there."], "Type `` `a` `` there.\n");
    stand("Tapez `` `a` `` ici.\n", &["Type ⟦1⟧`b⟦/1⟧ there."], "Type `` `b `` there.\n");
    stand("Tapez `un mot` ici.\n", &["Type ⟦1⟧ a ⟦/1⟧ there."], "Type `  a  ` there.\n");
    stand("Tapez `un mot` ici.\n", &["Type ⟦1⟧a `` b⟦/1⟧ there."], "Type `a `` b` there.\n");
    stand(source, &["Type ⟦1⟧a `` b⟦/1⟧ there."], "Type ```a `` b``` there.\n");
    let err = translated("Un `code` *très* fin.\n", &["A ⟦1⟧code ⟦2⟧very⟦/2⟧⟦/1⟧ fine."]).unwrap_err();
    assert!(err.contains("code 2 (*) cannot stand inside of code"), "{err}");
    // In a tag of HTML the text is as any other.
    stand("Un <code>mot</code> ici.\n", &["A ⟦1⟧*word*⟦/1⟧ there."], "A <code>\\*word\\*</code> there.\n");
}

/// The comment made a block of HTML of the whole line.
#[test]
fn a_comment_does_not_begin_a_line() {
    let err = translated("Le <!-- c --> port.\n", &["⟦1/⟧ The harbour."]).unwrap_err();
    assert!(err.contains("code 1 (<!-- c -->) cannot begin a line"), "{err}");
}

/// The braces at the end were read as attributes.
#[test]
fn braces_at_the_end_of_a_heading_are_text() {
    for (source, expected) in
        [("# Le port {#port}\n", "# The port {.x\\} {#port}\n"), ("Le port\n===\n", "The port {.x\\}\n===\n")]
    {
        let result = translated(source, &["The port {.x}"]).unwrap();
        assert_eq!((&*result, &*units(&result).concat()), (expected, "The port ⟦1/⟧"), "{source:?}");
    }
}

/// There was no definition of the translated name, so the brackets stood there as text.
#[test]
fn a_link_that_its_text_names_keeps_its_name() {
    let ends = "\n\n[autre]: /a\n[*le* port]: /b\n[l'île &amp; x]: /c\n[une. deux]: /d\n[vue]: v.png\n";
    for (source, targets, expected) in [
        (
            "Voir [autre][] et [*le* port] ici.",
            &["See ⟦1⟧other⟦/1⟧ and ⟦2⟧⟦3⟧the⟦/3⟧ harbour⟦/2⟧ there."][..],
            "See [other][autre] and [*the* harbour][*le* port] there.",
        ),
        (
            "Voir [autre][] et [*le* port] ici.",
            &["See ⟦1⟧autre⟦/1⟧ and ⟦2⟧⟦3⟧le⟦/3⟧ port⟦/2⟧ there."],
            "See [autre][] and [*le* port] there.",
        ),
        ("Voir [l'île &amp; x].", &["See ⟦1⟧l'île & x⟦/1⟧."], "See [l'île & x][l'île &amp; x]."),
        ("- [autre]\n- [autre][]", &["other", ""], "- [other][autre]\n- [autre][]"),
        ("Voir [le port][autre].", &["See ⟦1⟧the harbour⟦/1⟧."], "See [the harbour][autre]."),
        ("![vue]", &["view"], "![view][vue]"),
        (
            "Voir ![vue][] et ![vue] ici.",
            &["See ⟦1/⟧ and ⟦2/⟧ there.", "view", ""],
            "See ![view][vue] and ![vue] there.",
        ),
    ] {
        let result = translated(&format!("{source}{ends}"), targets)
            .unwrap_or_else(|err| panic!("{err} {:?}", units(&format!("{source}{ends}"))));
        assert_eq!(result, format!("{expected}{ends}"), "{:?}", units(&format!("{source}{ends}")));
    }
    // Each of two sentences in one link is a unit of its own, and the end of the link stands in the second.
    let source = "Voir [Une fin. Deux ports] ici.\n\n[une fin. deux ports]: /d\n";
    for (targets, expected) in [
        (["See ⟦1⟧One.", ""], "See [One. Deux ports][Une fin. Deux ports] ici."),
        (["", "Two⟦/1⟧ there."], "Voir [Une fin. Two][Une fin. Deux ports] there."),
        (["See ⟦1⟧One.", "Two⟦/1⟧ there."], "See [One. Two][Une fin. Deux ports] there."),
    ] {
        let result = translated(source, &targets).unwrap();
        assert_eq!(result, format!("{expected}\n\n[une fin. deux ports]: /d\n"), "{:?}", units(source));
    }
    let utf16: Vec<u8> =
        "\u{FEFF}- [port]\n- ![port]\n\n[port]: /p\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let result = super::round(&Input::markdown("a.md", utf16), LAYOUTS[0], |_| Some(content("harbour")));
    let units: Vec<u16> = result.bytes.chunks(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    let expected = "\u{FEFF}- [harbour][port]\n- ![harbour][port]\n\n[port]: /p\n";
    assert_eq!(String::from_utf16(&units).unwrap(), expected);
}

/// The sign of the quotation was a code that a translation had to carry along inside of its code.
#[test]
fn code_of_two_lines_in_a_quotation_is_one_text() {
    assert_eq!(units("> Voir `le\n> port` ici."), ["Voir ⟦1⟧le port⟦/1⟧ ici."]);
}

/// The sign closed nothing: between letters one does not go together with two that open.
#[test]
fn half_of_emphasis_holds_between_letters() {
    let source = "**. Le port* . Fin\n";
    assert_eq!(translated(source, &["", "A port⟦/1⟧s"]).unwrap(), "**. A port*&#115; Fin\n");
}

/// What should open emphasis inside of other closed that.
#[test]
fn emphasis_in_emphasis_holds_between_letters() {
    let source = "Le *petit **port** rouvre*.\n";
    let target = "The ⟦1⟧small⟦2⟧port⟦/2⟧s open⟦/1⟧.";
    assert_eq!(translated(source, &[target]).unwrap(), "The *smal&#108;**port**s open*.\n");
}

/// The backslash of a sign that a unit began with stayed before its translation, and made another escape of what came behind.
#[test]
fn a_unit_that_begins_with_an_escape_is_written_anew_whole() {
    for sign in (b'!'..=b'~').filter(u8::is_ascii_punctuation).map(char::from) {
        let source = format!(
            "\\{sign} a dit non. Puis \\{sign} b.\n\n- \\{sign} dans un point\n\n| \\{sign} | d |\n|---|---|\n"
        );
        for first in ["Z", "*Z*", "\\Z"] {
            let targets = units(&source).iter().map(|_| first.to_owned()).collect::<Vec<_>>();
            let targets: Vec<&str> = targets.iter().map(|target| &**target).collect();
            let result = translated(&source, &targets).unwrap();
            assert_eq!(units(&result).join(" "), targets.join(" "), "{source}{result}");
        }
    }
}

/// Signs that meant nothing in the source were escaped where the translation kept them: `[[page]]` led nowhere any more.
#[test]
fn signs_that_stay_as_they_were_are_written_as_they_were() {
    for kept in [
        "[[wiki page]] du port",
        "Une note^[en bas] ici",
        "Un [x] et a < b, H~2~O, AT&T & c, un_nom_long",
        "[ici] et [là]",
    ] {
        for source in [format!("{kept}.\n"), format!("> - {kept} **fort**.\n\n[port]: /u\n")] {
            let shown = units(&source).remove(0);
            let target = shown.replace('.', " Zed.");
            stand(&source, &[&target], &source.replacen('.', " Zed.", 1));
        }
    }
    assert_eq!(units("Voir {{< ref \"a.md\" >}} et {{< /x >}}.\n"), ["Voir ⟦1/⟧ et ⟦2/⟧."]);
    // What would be a link, code, emphasis, an entity or a box is none.
    let source = "Un [lieu] \\[port] [port] [x], `[code]`.\n\n- Un [x] ici\n\n[port]: /u\n[code]: /u\n";
    assert_eq!(units(source)[1], "Un [x] ici");
    let (first, rest) = source.split_once(".\n").unwrap();
    for (target, written) in
        [("[x] ici", "\\[x\\] ici"), ("[x](ici)", "\\[x\\](ici)"), ("[x]: ici", "\\[x\\]: ici")]
    {
        let expected = format!("{first}.\n{}", rest.replace("Un [x] ici", written));
        assert_eq!(translated(source, &["", target]).unwrap(), expected);
    }
    let source = "Un [lieu] [port] \\[port].\n\n[port]: /u\n";
    stand(
        source,
        &["[port] ⟦1⟧port⟦/1⟧ [lieu] &lt; a&b _a_ ~a~ <b <"],
        "\\[port\\] [port] [lieu] \\&lt; a&b \\_a\\_ \\~a\\~ \\<b <\n\n[port]: /u\n",
    );
    let expected = "a_b\\_&#20013;**“c”**&#25991;\\_d_e\n";
    stand("Le**sort**est.\n", &["a_b_中⟦1⟧“c”⟦/1⟧文_d_e"], expected);
}

/// Code on three lines was one piece, so that a sentence in it took the others along.
#[test]
fn sentences_of_code_on_several_lines_are_written_one_by_one() {
    let source = "> Le `port rouvre\n> lundi. Le conseil\n> vote mardi.\n> Il part` ce soir.\n";
    let shown = units(source);
    assert_eq!(shown.len(), 3, "{shown:?}");
    let expected = "> Le `port rouvre\n> lundi. Zed\n> Il part` ce soir.\n";
    assert_eq!(translated(source, &["", "Zed"]).unwrap(), expected);
}

/// Code began at the sign of the sentence before, and ended at the first of two that had not been its partner.
#[test]
fn backticks_that_are_text_stay_so() {
    let source = "Le `port rouvre. Un ``mot ici.\n";
    stand(source, &["Le `port rouvre.", "A ``word."], "Le `port rouvre. A &#96;&#96;word.\n");
}

/// Between two signs what opened emphasis closed what the sign before it had left open.
#[test]
fn emphasis_that_would_end_a_sign_before_it_has_the_other() {
    let source = "*Un port. Le *$a_1$* ici.\n";
    for (target, expected) in [
        ("The (⟦1⟧⟦2/⟧⟦/1⟧).", "*Un port. The (_$a_1$_).\n"),
        ("A ⟦1⟧⟦2/⟧⟦/1⟧ there.", "*Un port. A *$a_1$* there.\n"),
    ] {
        let result = translated(source, &["", target]).unwrap();
        assert_eq!((&*result, &*units(&result)[1]), (expected, target));
    }
}

/// Without it the one before it began a link that ended behind the sentence.
#[test]
fn a_bracket_that_ends_one_before_the_sentence_stays() {
    let source = "Un [port. Un quai] ici. Un mot](u \"Un titre\") fin.\n";
    let result = translated(source, &["", "A quay] there."]).unwrap();
    assert_eq!(result, source.replace("Un quai] ici", "A quay] there"));
    let err = translated(source, &["", "A quay there."]).unwrap_err();
    assert!(err.contains("p1.s2") && err.contains("the bracket is missing that ends one before it"), "{err}");
}

/// Its second line had no indentation, and was a paragraph.
#[test]
fn code_that_begins_with_a_no_break_space_stays_code() {
    stand("    \u{A0}é\n", &["a\n*b*"], "    \u{A0}a\n    *b*\n");
}
