//! What holds for every text.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn nothing_changes_where_nothing_is_translated(text in bits()) {
        for input in forms(&text) {
            stays_the_same(&input);
        }
    }

    #[test]
    fn bytes_that_are_no_text_stay_too(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        for media in [Media::Text, Media::Html, Media::Markdown, Media::Record] {
            let input = Input { media, ..Input::text("a", bytes.clone()) };
            if read(&input, &Config::default().read).is_ok() {
                stays_the_same(&input);
            }
        }
    }

    #[test]
    fn a_target_of_signs_comes_back(text in bits(), nth in 0..40_usize, word in "[z:*_\\[-]?[zé &<>*_#\"'\\\\\n|!.=~:$(){}\\[\\]^-]{0,12}z") {
        let text = text.replace(['\0', '\u{7}', '<'], "");
        for input in sure_forms(&with_single_signs(text)) {
            any_changes(&input, nth, &word);
        }
    }

    #[test]
    fn a_text_with_a_word_more_comes_back(text in bits(), nth in 0..40_usize) {
        let text = text.replace(['\0', '\u{7}', '<'], "");
        for input in sure_forms(&with_single_signs(text)) {
            any_becomes(&input, nth, |content| {
                let mut target = content.clone();
                target.text.push_str(" z");
                target
            });
        }
    }

    #[test]
    fn only_the_bytes_of_a_unit_change(text in bits(), nth in 0..40_usize) {
        // In a text of ten characters they would make a guess at its encoding, or that it is text at all, go wrong.
        let text = text.replace(['\0', '\u{7}'], "");
        let is_markdown = |input: &Input| {
            let field = b"\"markdown\"";
            input.media == Media::Markdown || input.bytes.windows(field.len()).any(|bytes| bytes == field)
        };
        for input in sure_forms(&text).into_iter().filter(|input| !is_markdown(input)) {
            any_changes(&input, nth, "Z & <z> \"q\" 'r' \\*");
        }
        // In Markdown a block of HTML is none any more when its first tag moves.
        for input in sure_forms(&with_single_signs(text.replace('<', ""))).into_iter().filter(is_markdown) {
            any_changes(&input, nth, "Z & <z> \"q\" 'r' \\* z");
        }
    }
}

/// Letters, line ends and everything that means something in one of the formats, and some signs more.
fn bits() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    let signs = vec![
        ". Le ", "\n", "\n\n", "\r\n", "<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<br>", "<a href='x'>", "</a>", "<!-- c -->",
        "&amp;", "&eacute;", "&nbsp;", "&lt", "&no", "&#x26", "&nbsp", "</", "<b translate=no><", "<img alt=\"Une image. Belle.\">", "<i title=' a\nb'>", "<input type=submit value=\"Envoie\">", "<iframe title=Plan>", "<option label='Un quai'>", "<title>Un\nessai</title>", "<pre>", "</pre>", "<div>", "</div>",
        "<script>a</script>", "<td>", "<", ">", "&", "\"", "'", "*", "**", "_", "`", "``", "# ", "- ", "> ", "1. ", "[", "](u)",
        "![", "\\", "|", "\n|---|\n", "~~", "    ", "\t", "\0", "\u{7}", "\u{FEFF}", "\u{2028}", "https://example.org/é?a=1",
        "a@example.org", "<mailto:a@b.fr?s=Hi*a_b>", "句子。", "。", "e\u{301}", "🙂",
        "<i title='\u{A0}un\u{3000}'>", "<img alt=&nbsp;une&#12288;>", "<title>&nbsp; un \u{2003}</title>", "\u{A0}", "\u{3000}",
        "<b translate=no>", "<svg><text>", "</svg>", "<p class=notranslate>", "<i translate=yes>",
        "  \n", "\n# a {.a}\n", "`` a`b ``", "](u \"Un titre\")", "](/u 'Un titre')", "\n\n[a]: /u (Un titre)\n\n", "<abbr title='Un titre'>", "[port]", "[port][]", "\n\n[port]: /u\n\n", "\n- ", "\n> ", "\n===\n", "\n\n| a | `b` |\n|---|---|\n\n",
        "\n**", "** ", " *", "* ", "[@un p. 2]", "^[", "[[", "]]", "\n\n*[AB]: ", "\n\n:   ", "[^1]", "\n\n[^1]: ", "[x] ",
        "<script type=application/ld+json>{\"@type\": \"Article\", \"headline\": \" Un \\u2019titre\\n<b \", \"description\": \"\\u00a0Un\u{3000}\"}</script>",
        // What other programs read in Markdown.
        "\n:::", ":::note[", "\n::: un ", "\n!!! note \"", "\n: ", "\n:   ", "\n~   ", "$$", "\n$$\n", "\n{: .a}\n", "\n[TOC]\n", "\n> [!info] ", "\n*[AB]: ",
        "import a from 'b'\n", "$a_1 + b$",
    ];
    let sign = prop::sample::select(signs).prop_map(str::to_owned);
    let escape = "(\n\n|[.] )?\\\\[!-/:-@\\[-`{-~]";
    let bit = prop_oneof![4 => "[a-zé ]{1,12}", 4 => sign, 1 => escape];
    prop::collection::vec(bit, 0..40).prop_map(|bits| bits.concat())
}

/// The text without runs of signs of which a part may open emphasis and the rest be text: between letters such a part goes together
/// with some lengths only (CommonMark 0.31, section 6.2, rules 9 and 10), so that the white space of the source counts.
fn with_single_signs(mut text: String) -> String {
    for sign in ["*", "_"] {
        while text.contains(&sign.repeat(2)) {
            text = text.replace(&sign.repeat(2), sign);
        }
    }
    text
}

/// The text in every format, with each kind of line end, in UTF-16 of either order and in an old encoding, and in records, with front
/// matter and without.
fn forms(text: &str) -> Vec<Input> {
    let crlf = text.replace("\r\n", "\n").replace('\n', "\r\n");
    let utf16 = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut inputs = Vec::new();
    let big_endian = format!("\u{FEFF}{crlf}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    let latin1 = text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    for bytes in [text.as_bytes().to_vec(), crlf.clone().into_bytes(), utf16, big_endian, latin1] {
        inputs.push(Input::text("a", bytes.clone()));
        inputs.push(Input::html("a", bytes.clone()));
        inputs.push(Input::markdown("a", bytes));
    }
    let with_front =
        format!("---\ntitle: \"Un titre\"\nlang: fr\nsummary: >-\n  Un texte\n  plié\n---\n{crlf}");
    inputs.push(Input::markdown("a", with_front.as_bytes()));
    let in_toml = format!("+++\ntitle = \"\"\"\nUn titre\nà lire\"\"\"\n+++\n{text}");
    inputs.push(Input::markdown("a", in_toml.into_bytes()));
    for (field, text) in [
        ("text", text),
        ("text", &crlf),
        ("html", text),
        ("html", &crlf),
        ("markdown", text),
        ("markdown", &with_front),
    ] {
        for is_ascii in [false, true] {
            let record = format!(
                "{{\"title\": \"\\u00a0Un\u{3000}\", \"lang\": \"fr\", \"{field}\": \"{}\"}}",
                in_json(text, is_ascii)
            );
            inputs.push(Input::record("a:1", record.into_bytes()));
        }
    }
    inputs.retain(|input| read(input, &Config::default().read).is_ok());
    inputs
}

/// Those of its forms that nobody has to guess the encoding of: another text may lead to another guess.
fn sure_forms(text: &str) -> Vec<Input> {
    let mut inputs = forms(text);
    inputs.retain(|input| {
        let document = read(input, &Config::default().read).expect("it was read before");
        document.source.encoding.starts_with("UTF")
    });
    inputs
}
