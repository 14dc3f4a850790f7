//! What stands beside a translated text in Markdown, or around it, keeps its meaning.

use super::markdown::{translated, units};
use super::*;

/// A `~~` left open once took the sign before the code for its partner, and Chinese in bold was not bold.
#[test]
fn letters_beside_emphasis_do_not_undo_it() {
    let merged = |source: &str, before: &str, inside: &str, behind: &str| {
        let input = Input { media: Media::Markdown, ..Input::text("a", source.as_bytes().to_vec()) };
        let result = round(&input, Layout::default(), |unit| {
            let mut texts = [before, inside, behind].into_iter();
            let mut content = Content::default();
            (!unit.anatomy.content.codes.is_empty()).then(|| {
                content.text.push_str(texts.next().unwrap());
                for code in &unit.anatomy.content.codes {
                    content.push_code(code.id, code.part);
                    content.text.push_str(texts.next().unwrap());
                }
                content
            })
        });
        String::from_utf8(result.bytes).unwrap()
    };
    let source = "A line with ~~one sign left. Then ~~old~~ words come and go.\n";
    assert_eq!(
        merged(source, "Dann kam", "altes", "."),
        "A line with ~~one sign left. Dann ka&#109;~~altes~~.\n"
    );
    let source = "It is **bold** here, as all can see.\n";
    assert_eq!(merged(source, "这是", "“粗体”", "字。"), "这&#26159;**“粗体”**&#23383;。\n");
    assert_eq!(merged(source, "Das Haus", "boot", " ist da."), "Das Haus**boot** ist da.\n");
    let source = "It is _bold_ here, as all can see.\n";
    assert_eq!(merged(source, "Das Haus", "boot", "e"), "Das Hau&#115;_boot_&#101;\n");
}

/// The backslash was part of a code, together with the space before it, and made an escape of the letter put behind it.
#[test]
fn an_escape_at_the_head_of_a_line_is_no_code() {
    for text in ["é\n \\/a>.", "> Le *port*\n> \\*rouvre* lundi."] {
        one_changes(&Input::markdown("port.md", text.as_bytes()), 0, "The harbour");
    }
}

/// Inside of code a backslash is one, also in a sentence whose code began in the one before it, or around it.
#[test]
fn what_stands_in_code_is_written_as_it_is() {
    for text in ["Voir `le code. Il a une suite` ici.", "`un_code`", "`a. B c`\n"] {
        each_changes(&Input::markdown("a.md", text.as_bytes()), "x_y *z*");
    }
}

/// A block of HTML was one piece of code with its tags in it.
#[test]
fn html_in_markdown_is_written_as_html() {
    let text = "> <h1 align=center>Le *port*</h1>\n>\n> <pre>\n> a\n>  b</pre>\n\n<p><img alt='a b'></p>\n\n<p title=t>Fin &eacute;t\u{e9}.</p>\n";
    each_changes(&Input::markdown("a.md", text.as_bytes()), "x_y *z* & </pre>\n\nw");
}

/// In code that goes on in the next line the address was one with the words behind it, which stayed beside their translation.
#[test]
fn an_address_in_code_of_two_lines_takes_no_other_text_with_it() {
    for text in ["`\nhttps://example.org/é avec la suite\nici`", "Voir `https://example.org/a\nici` encore."]
    {
        each_changes(&Input::markdown("a.md", text.as_bytes()), "Z");
    }
}

/// Behind a full stop the signs closed nothing, as the next sentence began at once.
#[test]
fn emphasis_that_cannot_end_beside_the_next_sentence_is_named() {
    let input = Input::markdown("a.md", "他**来**了。我走。".as_bytes());
    let merge = |parts: [&str; 3]| {
        let mut extraction = extracted(&input);
        let mut target = Content { text: parts[0].to_owned(), codes: Vec::new() };
        target.push_code(1, Part::Open);
        target.text.push_str(parts[1]);
        target.push_code(1, Part::Close);
        target.text.push_str(parts[2]);
        extraction.units[0].target = Some(target);
        let result = merged(&input, &written(&extraction, LAYOUTS[0]), MergeOptions::default());
        result.map(|file| String::from_utf8(file.bytes).unwrap()).map_err(|err| err.to_string())
    };
    let err = merge(["He ", "came.", ""]).unwrap_err();
    assert!(err.contains("p1.s1") && err.contains("** does not close emphasis"), "{err}");
    assert_eq!(merge(["He ", "came", "."]).unwrap(), "He **came**.我走。");
    assert_eq!(merge(["He ", "came", ""]).unwrap(), "He **came**我走。");
}

/// The sign behind the full stop closed nothing before a letter.
#[test]
fn a_sentence_behind_emphasis_leaves_it_such() {
    one_changes(&Input::markdown("a.md", " *句子。*\\-"), 1, "zz");
    one_changes(&Input::markdown("a.md", "https://example.org/é?a=1*é\n**\\{*\\:"), 0, "zz");
    one_changes(&Input::markdown("a.md", "句子。_句子_。"), 0, "zz");
    one_changes(&Input::markdown("a.md", "*a\n:::é 句子。*é"), 1, "zz");
}

/// The one in the description of the picture was its partner.
#[test]
fn a_backtick_behind_a_picture_with_one_is_text() {
    for nth in 0..2 {
        one_changes(&Input::markdown("a.md", "![`](u) mot ici."), nth, "a ``z");
    }
}

/// A mark of direction is no sign of punctuation, so `__` behind it opened nothing.
#[test]
fn a_mark_of_direction_beside_emphasis_leaves_it_such() {
    for sign in ["_", "__", "~~", "*"] {
        let source = format!("Le {sign}port{sign} rouvre.\n");
        one_becomes(&Input::markdown("a.md", source.into_bytes()), 0, |content| {
            let mut target = content.clone();
            target.text = "\u{202B}abc\u{202C}port\u{200F}.".to_owned();
            (target.codes[0].at, target.codes[1].at) = (9, 13);
            target
        });
    }
}

/// A line that began behind the name of a note, or in an item there, was read as a list, a title or a definition.
#[test]
fn what_begins_a_line_of_a_note_is_text() {
    for source in [
        "Un[^1] *port*.\n\n[^1]: 1) *premier* quai\n",
        "[^1]:Quai\n\n    Port[^1]\n",
        "> a[^1]\n>\n> [^1]: - Quai\n",
    ] {
        for word in
            [": z", "!!! note \"x\"", ":::note s", "[x] y", "- j", "import z from 'z'", "$$", "{% z %}"]
        {
            each_changes(&Input::markdown("a.md", source.as_bytes()), word);
        }
    }
}

/// Its sign, directly behind one of a quotation, began a title.
#[test]
fn a_line_of_a_quotation_without_a_space_begins_with_text() {
    any_changes(&Input::markdown("a.md", b">Un port\\\n>Un quai.\n"), 1, "# z");
    each_changes(&Input::markdown("a.md", b">Un port\n"), "# z");
}

/// The names that a file begins with behind its byte order mark were not known, nor that a `!` before the unit makes a picture.
#[test]
fn brackets_that_would_be_a_link_are_none() {
    let source = "\u{FEFF}[port]: /u\n\nUn [port]。\n\n议会[^1]！Un !中文\n\n[^1]: Un mot\n";
    for word in ["[port]", "[^1]: x", "[x](y)"] {
        each_changes(&Input::markdown("a.md", source.as_bytes()), word);
    }
    one_changes(&Input::markdown("a.md", "C'est fini !中文。\n\n[a]: /u\n".as_bytes()), 1, "[a] x");
}

/// The line of the last paragraph went on with what stands behind the string of the record.
#[test]
fn the_last_line_of_a_record_ends_with_its_string() {
    for word in ["$$", "[TOC]", "{: .a}", "!!! note \"x\""] {
        let record = br#"{"markdown": "Un port.\n\nUn quai", "url": "https:\/\/example.org"}"#;
        one_changes(&Input::record("a:1", record.as_slice()), 1, word);
    }
}

/// The picture is a block of another kind, and the bar in its description parted the cell.
#[test]
fn a_bar_in_the_description_of_a_picture_alone_in_a_cell_is_text() {
    one_changes(
        &Input::markdown("a.md", b"| a | b |\n|---|---|\n| [![Un quai](b.svg)](/u) | c |\n"),
        2,
        "a | b",
    );
}

/// Backticks in code between as many were refused.
#[test]
fn code_with_backticks_in_it_stands_between_others() {
    for (source, target, expected) in [
        ("Le `port` ici.\n", "The ⟦1⟧a`b⟦/1⟧.", "The ``a`b``.\n"),
        ("Le `port` ici.\n", "⟦1⟧`a` ``b⟦/1⟧.", "``` `a` ``b ```.\n"),
        ("Un `` port. Le `port` ici.\n", "The ⟦1⟧a`b⟦/1⟧.", "Un `` port. The ```a`b```.\n"),
        ("| `` a `port` |\n|---|\n| c |\n", "The ⟦1⟧a`|⟦/1⟧.", "| The ``a`\\|``. |\n|---|\n| c |\n"),
        ("- ` port ` ici.\n", "⟦1⟧:::`a⟦/1⟧ x", "- `` :::`a `` x\n"),
    ] {
        let targets = if source.starts_with("Un") { vec!["", target] } else { vec![target] };
        let result = translated(source, &targets).unwrap();
        assert_eq!(result, expected, "{:?}", units(source));
        assert_eq!(units(&result)[targets.len() - 1], target);
    }
    let err = translated("Le `port rouvre. Il vote` ici.\n", &["The ⟦1⟧a`b"]).unwrap_err();
    assert!(err.contains("1 backticks cannot stand inside code between as many"), "{err}");
}

/// The line end before the sign that ends code went with the last sentence in it, and the sign became text.
#[test]
fn code_in_lines_that_end_with_a_carriage_return_keeps_its_last_line_end() {
    for source in [
        "```\rUn port.\rUn quai\r```\rFin\r",
        "> ~~~\r> Un port\r> ~~~\r",
        "    Un port\r    Un quai\r\rFin\r",
    ] {
        each_changes(&Input::markdown("a.md", source.as_bytes()), "z");
    }
}

/// A comment behind a hard break was refused where it stood in the source: there it is indented too far to begin a block.
#[test]
fn a_comment_behind_a_hard_break_begins_no_line() {
    let source = "Un port\\\n    <!-- c --> et un quai\n";
    assert_eq!(
        translated(source, &["A harbour⟦1/⟧⟦2/⟧ and a quay"]).unwrap(),
        "A harbour<br><!-- c --> and a quay\n"
    );
    each_changes(&Input::markdown("a.md", source.as_bytes()), "z");
}

/// The next line lost its indentation and its signs, and was none of its box for programs that want them.
#[test]
fn a_hard_break_keeps_what_its_next_line_begins_with() {
    for (source, expected) in [
        ("> > Un port  \n> > Un quai\n", "> > z  \n> > x\n"),
        ("- Un port\\\n  Un quai\n", "- z\\\n  x\n"),
        ("!!! note\r\n    Un port  \r\n    > quai\r\n", "!!! note\r\n    z  \r\n    x\r\n"),
        ("> Un port\\\n> *Un quai*\n", "> z\\\n> *x*\n"),
    ] {
        let utf16 = source.encode_utf16().flat_map(u16::to_be_bytes);
        let record = format!("{{\"markdown\": \"{}\"}}", in_json(source, true));
        for input in [
            Input::markdown("a.md", source.as_bytes()),
            Input::markdown("a.md", [0xFE, 0xFF].into_iter().chain(utf16).collect::<Vec<u8>>()),
            Input::record("a:1", record.into_bytes()),
        ] {
            let result = round(&input, LAYOUTS[0], |unit| Some(with_text(&unit.anatomy.content, "z")));
            let document =
                read(&Input { bytes: result.bytes.clone().into(), ..input.clone() }, &ReadOptions::default())
                    .unwrap();
            let written = match input.media {
                Media::Record => String::from_utf8_lossy(&result.bytes).contains(&in_json(expected, true)),
                _ if document.source.encoding == "UTF-8" => result.bytes == expected.as_bytes(),
                _ => {
                    result.bytes[2..]
                        == expected.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()
                }
            };
            assert!(written, "{}", String::from_utf8_lossy(&result.bytes));
        }
    }
}

/// What stood behind a break of a quotation or an item was not looked at: the note was one, and its line no text any more.
#[test]
fn behind_a_break_that_keeps_signs_no_line_is_for_a_program() {
    for source in ["> Un port  \n> Un quai\n", "- Un port  \n  Un quai\n", "- Un port\\\n  Un quai\n"] {
        for line in ["!!! note z", "??? q", "[TOC]", "$$"] {
            let target = format!("z⟦1/⟧{line}");
            let result = translated(source, &[&target]).unwrap();
            assert_eq!(units(&result).join(" "), target, "{result}");
        }
    }
}

/// One bracket was escaped and its partner was not, which ended the link.
#[test]
fn a_table_of_contents_in_a_link_is_text() {
    let source = "> [port]\n\n[port]: /u\n";
    assert_eq!(translated(source, &["[TOC]"]).unwrap(), "> [[&#84;OC]][port]\n\n[port]: /u\n");
    each_changes(&Input::markdown("a.md", source.as_bytes()), "[TOC]");
}

/// The signs of two pairs, with nothing left between them, were one run, and text.
#[test]
fn emphasis_directly_behind_emphasis_has_the_other_sign() {
    for (source, target, expected) in [
        ("Le **port** **rouvre** ici.\n", "⟦1⟧港口⟦/1⟧⟦2⟧开放⟦/2⟧。", "**港口**__开放__。\n"),
        ("Le _port_ _rouvre_ ici.\n", "⟦1⟧a⟦/1⟧⟦2⟧b⟦/2⟧ c", "_a_*b* c\n"),
        ("Le *port* **rouvre** ici.\n", "⟦1⟧a⟦/1⟧⟦2⟧b⟦/2⟧s", "*a*__b__&#115;\n"),
    ] {
        let result = translated(source, &[target]).unwrap();
        assert_eq!((&*result, &*units(&result).concat()), (expected, target));
    }
    for (source, sign) in [
        ("Le ~~port~~ ~~rouvre~~ ici.\n", "two pairs of codes (~~)"),
        ("Le `port` `rouvre` ici.\n", "code 2 (`)"),
    ] {
        let err = translated(source, &["⟦1⟧a⟦/1⟧⟦2⟧b⟦/2⟧"]).unwrap_err();
        assert!(err.contains("p1.s1") && err.contains(sign), "{err}");
    }
}

/// Alone on its line the tag began a block of HTML, in which a backslash is one.
#[test]
fn a_tag_alone_at_the_head_of_a_block_is_followed_by_a_break() {
    let source = "- Un port <br>\\\n  \\*ici*\n";
    let target = "⟦1/⟧⟦2/⟧\\<!--";
    let result = translated(source, &[target]).unwrap();
    assert_eq!(result, "- <br><br>\\\\\\<!--\n");
    // Breaks before the first words are none of the unit.
    assert_eq!(units(&result), ["\\<!--"]);
}
