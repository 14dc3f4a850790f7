//! Markdown of programs that know more of it than CommonMark has.

use super::markdown::{translated, units};

/// What these programs understand was escaped as soon as a word in it was translated.
#[test]
fn signs_of_other_programs_stay() {
    for (source, target, expected) in [
        ("Cites [@smith2004] here.", "Cites [⟦1/⟧] there.", "Cites [@smith2004] there."),
        (
            "Cites [-@smith p. 3; see x] here.",
            "Cites [-⟦1/⟧ S. 3; siehe x] da.",
            "Cites [-@smith S. 3; siehe x] da.",
        ),
        ("Le port^[note en ligne] rouvre.", "The port^[a note] opens.", "The port^[a note] opens."),
        ("Voir [[Page wiki]] ici.", "See [[The page]] there.", "See [[The page]] there."),
        (
            "Voir [ici [le *lieu*](/u) aussi].",
            "See [⟦1⟧the ⟦2⟧spot⟦/2⟧⟦/1⟧ too].",
            "See [[the *spot*](/u) too].",
        ),
        ("*[HTML]: Hyper Texte", "*[HTML]: A text", "*[HTML]: A text"),
        (":   Un texte", "A text", ":   A text"),
        ("==Un texte== ici", "==A text== there", "==A text== there"),
        ("Voir [le `code`] ici.", "See [the ⟦1⟧code]⟦/1⟧] there.", "See [the `code]`] there."),
    ] {
        let result = translated(&format!("{source}\n"), &[target])
            .unwrap_or_else(|err| panic!("{err} {:?}", units(source)));
        assert_eq!(result, format!("{expected}\n"), "{:?}", units(source));
    }
}

/// What would be markup where it comes to stand is none.
#[test]
fn brackets_that_would_be_a_link_are_text() {
    let ends = "\n\n[Le *Port*]: /u\n[a\\*b]: /v\n[^1]: Une note.\n";
    for (source, target, expected) in [
        (
            "Voir ici.",
            "See [le *port*] and [a*b] and [^1].",
            "See \\[le \\*port\\*\\] and \\[a\\*b\\] and \\[^1\\].",
        ),
        (
            "Voir ici.",
            "[x] See ] [ this [a](b) [c][d] [e]: f.",
            "\\[x\\] See \\] \\[ this \\[a\\](b) \\[c\\]\\[d\\] [e]: f.",
        ),
        ("Voir ici.", "[e]: f", "\\[e\\]: f"),
        ("Voir [ici](/u).", "See ⟦1⟧a] [b] [c⟦/1⟧].", "See [a\\] [b] \\[c](/u)\\]."),
        ("Le *port* là.", "[le ⟦1⟧port⟦/1⟧] z", "\\[le *port*\\] z"),
        ("*là *et* ici.", "*z⟦1⟧z⟦/1⟧z", "\\*z*z*z"),
        ("-5 degrés", "- five", "\\- five"),
        ("-5 degrés", "-6 degrees", "-6 degrees"),
    ] {
        let result = translated(&format!("{source}{ends}"), &[target])
            .unwrap_or_else(|err| panic!("{err} {:?}", units(source)));
        assert_eq!(result, format!("{expected}{ends}"), "{:?}", units(&format!("{source}{ends}")));
    }
}

/// The signs in an address were escaped, of which it has none, as soon as a word beside it was translated.
#[test]
fn an_address_between_angle_brackets_is_one_code() {
    let source = "Voir <mailto:a@b.fr?subject=Hi*all> et <urn:isbn:123_4*5_> ou <https://x.org/a\"b_c*d>, <a*b@x.fr>.\n";
    assert_eq!(units(source), ["Voir ⟦1/⟧ et ⟦2/⟧ ou ⟦3/⟧, ⟦4/⟧."]);
    let result = translated(source, &["⟦2/⟧ and ⟦1/⟧ see, or ⟦3/⟧ *⟦4/⟧."]).unwrap();
    let expected = "<urn:isbn:123_4*5_> and <mailto:a@b.fr?subject=Hi*all> see, or <https://x.org/a\"b_c*d> \\*<a*b@x.fr>.\n";
    assert_eq!(result, expected);
}
