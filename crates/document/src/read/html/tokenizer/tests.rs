use proptest::prelude::*;

use super::*;

fn tokens(page: &str) -> Vec<(&str, TokenKind)> {
    let mut tokenizer = Tokenizer::new(page, 256);
    let mut tokens = Vec::new();
    while let Some(token) = tokenizer.next().unwrap() {
        if let TokenKind::Start { name, .. } = token.kind {
            match &page[name.range()] {
                "script" => tokenizer.read_raw(Content::Script, name),
                "title" => tokenizer.read_raw(Content::References, name),
                "svg" => tokenizer.is_foreign = true,
                _ => {}
            }
        }
        tokens.push((&page[token.span.range()], token.kind));
    }
    tokens
}

fn pieces(page: &str) -> Vec<&str> {
    tokens(page).into_iter().map(|(piece, _)| piece).collect()
}

#[test]
fn text_and_markup() {
    assert_eq!(pieces("a < b <3 </ <b>c</b>"), ["a < b <3 ", "</ <b>", "c", "</b>"]);
    assert_eq!(pieces("1</>2<?php x?>3<!x>4</"), ["1", "</>", "2", "<?php x?>", "3", "<!x>", "4</"]);
    assert_eq!(pieces("<p title='a > b' x=>t<a href=/x/>"), ["<p title='a > b' x=>", "t", "<a href=/x/>"]);
    assert_eq!(pieces("end <p class=\"never closed>"), ["end ", "<p class=\"never closed>"]);
}

#[test]
fn comments_end_where_they_do_in_a_browser() {
    assert_eq!(
        pieces("<!-->a<!--->b<!-- - -- > --->c"),
        ["<!-->", "a", "<!--->", "b", "<!-- - -- > --->", "c"]
    );
    assert_eq!(pieces("<!-- x --!>a<!-- never"), ["<!-- x --!>", "a", "<!-- never"]);
}

#[test]
fn raw_text_ends_at_its_own_end_tag() {
    assert_eq!(pieces("<title>a <b> </titles></TITLE >x"), ["<title>", "a <b> </titles>", "</TITLE >", "x"]);
    assert_eq!(
        pieces("<script>if (a</b/) '</scripts>'</script>x"),
        ["<script>", "if (a</b/) '</scripts>'", "</script>", "x"]
    );
    let hidden = "<!-- <script> a </script> b --> c";
    assert_eq!(pieces(&format!("<script>{hidden}</script>x")), ["<script>", hidden, "</script>", "x"]);
    assert_eq!(pieces("<script><!--></script>x"), ["<script>", "<!-->", "</script>", "x"]);
    assert_eq!(pieces("<script>a"), ["<script>", "a"]);
}

#[test]
fn cdata_is_text_in_pictures_only() {
    assert_eq!(pieces("<svg><![CDATA[a<b]]>c"), ["<svg>", "<![CDATA[", "a<b", "]]>", "c"]);
    assert_eq!(pieces("<p><![CDATA[a<b]]>c"), ["<p>", "<![CDATA[a<b]]>", "c"]);
}

#[test]
fn attributes_as_a_browser_reads_them() {
    let page = "<a =x=1 b = 'c d' e=f/g h/i j=\"k&amp;l\"m>";
    let mut tokenizer = Tokenizer::new(page, 7);
    tokenizer.next().unwrap();
    let attributes: Vec<(&str, &str)> = tokenizer
        .attributes
        .iter()
        .map(|attribute| (&page[attribute.name.range()], &page[attribute.value.range()]))
        .collect();
    let expected =
        [("=x", "1"), ("b", "c d"), ("e", "f/g"), ("h", ""), ("i", ""), ("j", "k&amp;l"), ("m", "")];
    assert_eq!(attributes, expected);
    assert_eq!(Tokenizer::new(page, 6).next(), Err(TooManyAttributes { at: 0 }));
}

proptest! {
    #[test]
    fn tokens_are_the_page(page in "([a<>/!?&;='\" é-]|<!--|-->|<script|</script|<title>|</title>|<svg>|<!\\[CDATA\\[|\\]\\]>){0,60}") {
        let mut end = 0;
        for (piece, _) in tokens(&page) {
            prop_assert!(!piece.is_empty());
            prop_assert_eq!(piece.as_ptr() as usize - page.as_ptr() as usize, end);
            end += piece.len();
        }
        prop_assert_eq!(end, page.len());
    }
}
