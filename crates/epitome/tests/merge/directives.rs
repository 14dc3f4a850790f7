//! What is written for a program in Markdown stays where it is.

use super::markdown::{translated, units};
use super::{Input, Skip, any_changes, extracted};

/// The lines were joined: `\:::NOTE TEXT HERE. :::`.
#[test]
fn lines_for_a_program_stay_lines() {
    for (source, targets, expected) in [
        (":::note\nDu texte.\n:::\n", &["Some text."][..], ":::note\nSome text.\n:::\n"),
        (":::note[Titre]\nDu texte.\n:::\n", &["A title", "Text"], ":::note[A title]\nText\n:::\n"),
        ("> ::: warning Titre\n> Du texte.\n> :::\n", &["T", "x"], "> ::: warning T\n> x\n> :::\n"),
        (
            "!!! note \"Un titre\"\n    Du texte\n    ici.\n",
            &["A \"T\"", "x"],
            "!!! note \"A \"T\"\"\n    x\n",
        ),
        ("> [!info] Un titre\n> Du texte.\n", &["T", "x"], "> [!info] T\n> x\n"),
        ("Un terme\n: Une définition\n: Une autre\n", &["T", "A", "- B"], "T\n: A\n: \\- B\n"),
        ("Un terme\nUn autre  \nFin\n:   Une\n    définition\n", &["T", "U", "V", "x"], "T\nU  \nV\n:   x\n"),
        ("> Un\r\n> terme\r\n> ~\tDu *texte*\r\n", &["T", "U", "A ⟦1⟧x⟦/1⟧"], "> T\r\n> U\r\n> ~\tA *x*\r\n"),
        ("Un texte\nlong.\n{: .grand}\n", &["A text."], "A text.\n{: .grand}\n"),
        ("- Un point\n- TOC\n{:toc}\n", &["A point", "ToC"], "- A point\n- ToC\n{:toc}\n"),
        ("Du texte.\n[TOC]\n", &["A text."], "A text.\n[TOC]\n"),
        ("Soit\n$$\na = b\n$$\nici.\n", &["Let", "there."], "Let\n$$\na = b\n$$\nthere.\n"),
        (
            "import A from './a'\nimport './b'\n\nUn texte.\n",
            &["x"],
            "import A from './a'\nimport './b'\n\nx\n",
        ),
    ] {
        assert_eq!(units(source).len(), targets.len(), "{source}: {:?}", units(source));
        let result = translated(source, targets).unwrap();
        assert_eq!(result, expected);
        assert_eq!(units(&result), targets, "{result}");
    }
}

/// A translation that looks like one would be one, and its words were lost.
#[test]
fn a_translation_does_not_become_such_a_line() {
    for target in [
        ":::note",
        ": x",
        "!!! note",
        "=== \"x\"",
        "{: é}",
        "{% à %}",
        "[TOC]",
        "[[toc]]",
        "[!x] y",
        "*[x]: y",
        "import x from 'y'",
        "export const x = y",
    ] {
        for (source, written) in [("Du texte.\n", ""), ("Fin.\n\n- Du texte.\n\n: Un\n", "Fin.")] {
            let targets = if written.is_empty() { vec![target] } else { vec![written, target] };
            let result = translated(source, &targets).unwrap();
            let shown: String = units(&result).join(" ");
            assert!(shown.contains(target), "{target:?} became {result:?}: {shown:?}");
        }
    }
    assert_eq!(translated("Du texte.\n", &["$$ x $$"]).unwrap(), "\\$$ x $$\n");
}

/// Of `$x_1 + y_2$` only `$x_1` stayed as it is.
#[test]
fn a_formula_is_a_code() {
    let source = "Soit $x_1 + y_2$ et $$z*2*a$$ un prix de $5 à US$30.\n";
    assert_eq!(units(source), ["Soit ⟦1/⟧ et $$z⟦2⟧2⟦/2⟧a$$ un prix de $5 à US$30."]);
    let result = translated(source, &["Let $$z⟦2⟧2⟦/2⟧a$$ and ⟦1/⟧."]).unwrap();
    assert_eq!(result, "Let $$z*2*a$$ and $x_1 + y_2$.\n");
    assert_eq!(units("Soit $$x_1 + y_2$$ ici.\n"), ["Soit ⟦1/⟧ ici."]);
}

/// It was given to be translated.
#[test]
fn a_block_of_code_that_is_a_formula_stays() {
    let input = Input::markdown("a.md", *b"Soit :\n\n```math\na = b\nc = d\n```\n\n```rust\na = b\n```\n");
    let skips: Vec<Option<Skip>> = extracted(&input).units.iter().map(|unit| unit.skip).collect();
    assert_eq!(skips[0], None);
    assert!(
        skips[1..skips.len() - 1].iter().all(|skip| *skip == Some(Skip::Verbatim)) && skips.len() > 2,
        "{skips:?}"
    );
    assert_eq!(skips[skips.len() - 1], None);
}

/// The sign before the line opened what that of the emphasis behind it should.
#[test]
fn emphasis_behind_a_lone_sign_holds() {
    let source = "*a\n::: un Un *mot*\n";
    let targets = ["*a", "A⟦1⟧word⟦/1⟧s"];
    assert_eq!(units(&translated(source, &targets).unwrap()), targets);
}

/// The sign that closed it belonged to nothing, and was a word.
#[test]
fn a_line_amid_emphasis_or_code_is_text() {
    for (source, target) in [
        ("*[AB]: $a_1 + b$* a\n", "⟦1⟧[AB]: ⟦2/⟧⟦/1⟧ z"),
        ("*Un\n::: mot\nfort* a\n", "⟦1⟧One ::: word⟦/1⟧ z"),
        ("`un\n$$\nmot` a\n", "⟦1⟧one $$ word⟦/1⟧ z"),
        ("Le `\n::: un ` a\n", "The ⟦1⟧::: one⟦/1⟧ z"),
        ("Un [lien\n[TOC]\nfort](u) a\n", "A ⟦1⟧link [TOC] z⟦/1⟧ a"),
    ] {
        let result = translated(source, &[target]).unwrap();
        assert_eq!(units(&result), [target], "{source:?} {:?} {result:?}", units(source));
    }
}

/// Behind such a line the sign of a paragraph that stayed as it was began a list.
#[test]
fn a_sign_alone_behind_such_a_line_begins_no_list() {
    let source = "{: .a}\n*\nLe port\n";
    assert_eq!(units(&translated(source, &["* The port"]).unwrap()), ["* The port"]);
}

/// What stood before the link on the line of its first bracket was no text, and with the link on that line neither was the link.
#[test]
fn a_line_that_a_link_leaves_is_text() {
    let source = ":::note[](v):::note[\n$$\n](u) a\n";
    let target = ":::note⟦1⟧⟦/1⟧:::note⟦2⟧one⟦/2⟧ z";
    assert_eq!(units(&translated(source, &[target]).unwrap()), [target]);
}

/// Such a line was none in what had the signs of a formula, and became one once those were translated.
#[test]
fn what_is_translated_makes_no_line_of_another_one() {
    for source in [
        "  \n*[AB]: \n$$\n句子。mailto:a@b.fr?s=Hi*a_b>\n!!! note \"",
        "*Un\n{{< port\n[TOC]\nici* >}} là.\n",
        "{% Un port. Il\n{: .a}\na %} fin.\n",
        "- Un an\n  1986. Fin.\n  {: .a}\n  Le port.\n",
    ] {
        (0..3).for_each(|nth| any_changes(&Input::markdown("a.md", source.as_bytes()), nth, "z"));
    }
}
