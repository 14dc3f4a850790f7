//! Blocks, marks and claims of pages as people write them.

use epitome_document::{Attribute, BlockId, BlockKind, Document, EncodingEvidence, MarkKind, MarkTags};

use crate::{html, try_html};

fn kinds(document: &Document) -> Vec<(BlockKind, u8, &str)> {
    let block = |id: BlockId| (document.block(id).kind, document.block(id).level, document.block_text(id));
    document.block_ids().map(block).collect()
}

fn texts(page: &str) -> Vec<String> {
    let document = html(page);
    document.block_ids().map(|id| document.block_text(id).to_owned()).collect()
}

#[test]
fn the_markup_says_what_a_block_is() {
    let document = html(
        "<nav><ul><li><a href=/>Home</a><li>World<ul><li>Asia</ul></ul></nav><h1>The port <i>reopens</i></h1>\
         <figure><img alt='A quay'><figcaption>The quay on Monday.</figcaption></figure>\
         <p>Text.<blockquote><p>“Yes.”</blockquote><table><caption>Ships</caption><tr><td>1<td><p>two</table><pre>a\n b</pre>",
    );
    let expected = [
        (BlockKind::ListItem, 1, "Home"),
        (BlockKind::ListItem, 1, "World"),
        (BlockKind::ListItem, 2, "Asia"),
        (BlockKind::Heading, 1, "The port reopens"),
        (BlockKind::Alt, 0, "A quay"),
        (BlockKind::Caption, 0, "The quay on Monday."),
        (BlockKind::Paragraph, 0, "Text."),
        (BlockKind::Quote, 0, "“Yes.”"),
        (BlockKind::Caption, 0, "Ships"),
        (BlockKind::Cell, 0, "1"),
        (BlockKind::Paragraph, 0, "two"),
        (BlockKind::Preformatted, 0, "a\n b"),
    ];
    assert_eq!(kinds(&document), expected);
    assert_eq!(document.block_path(BlockId::new(3)), "html/h1");
    assert_eq!(document.block(BlockId::new(0)).hint.n_link_chars, 4);
}

#[test]
fn text_without_a_paragraph_is_one() {
    assert_eq!(
        texts("<div>one<p>two</p>three<div>four</div>five</div>"),
        ["one", "two", "three", "four", "five"]
    );
    assert_eq!(texts("one<br>two<br> <br>three<hr>four"), ["one\ntwo", "three", "four"]);
    assert_eq!(texts("<p>a</p> &nbsp; <p>&#8203;</p><p>b"), ["a", "b"]);
}

#[test]
fn white_space_collapses_across_tags() {
    assert_eq!(texts("<p>\n a <b> b</b>\t<i>c </i> d </p>"), ["a b c d"]);
    assert_eq!(texts("<p>a&#32; b&nbsp; c</p>"), ["a b\u{A0} c"]);
    assert_eq!(texts("<p>one <br> two</p>"), ["one \ntwo"]);
}

#[test]
fn what_is_no_text_is_a_gap_or_a_mark() {
    let page =
        "<p>a<!-- c --> b<script>x='</p>'</script><template><p>t</p></template></p><style>p{}</style><p>d";
    let document = html(page);
    assert_eq!(texts(page), ["a b", "d"]);
    let comment = &document.block_marks(BlockId::new(0))[0];
    assert_eq!(comment.kind, MarkKind::Other);
    assert_eq!(&page[comment.tags.source().range()], "<!-- c -->");
    assert_eq!(document.block_marks(BlockId::new(0)).len(), 1, "a script at the end stays outside");
}

#[test]
fn marks_hold_their_tags() {
    let page = "<p><b>Bold</b> and <a href='x'>a <i>link</p><p>on</a> it";
    let document = html(page);
    let marks = document.block_marks(BlockId::new(0));
    let said: Vec<(MarkKind, &str)> =
        marks.iter().map(|mark| (mark.kind, document.slice(mark.span))).collect();
    assert_eq!(said, [(MarkKind::Bold, "Bold"), (MarkKind::Link, "a link"), (MarkKind::Italic, "link")]);
    assert!(matches!(marks[0].tags, MarkTags::Pair { .. }));
    assert!(matches!(marks[1].tags, MarkTags::Open(_)));
    let source = document.block_source(BlockId::new(0)).unwrap();
    assert_eq!(&page[source.range()], "<b>Bold</b> and <a href='x'>a <i>link");
}

#[test]
fn an_alternative_text_inside_a_text_does_not_break_it() {
    let document = html("<p>We <img alt='love &amp; like'> it</p>");
    assert_eq!(&*document.text, "We it");
    assert_eq!(&*document.meta.texts[0].value, "love & like");
    assert_eq!(document.marks[0].kind, MarkKind::Image);
}

#[test]
fn the_nearest_elements_tell() {
    let document =
        html("<body lang=en><div class='story &amp; x' id=main role=main><p hidden lang=fr>Oui</p>No</div>");
    let hint = |n| document.block(BlockId::new(n)).hint.element.unwrap();
    assert!(document.elements.is_hidden(hint(0)) && !document.elements.is_hidden(hint(1)));
    assert_eq!(document.elements.lang(hint(0)), Some("fr"));
    assert_eq!(document.elements.lang(hint(1)), Some("en"));
    assert_eq!(document.elements.attribute(hint(1), Attribute::Class), Some("story & x"));
    assert_eq!(document.elements.attribute(hint(1), Attribute::Role), Some("main"));
}

#[test]
fn formatting_outlives_blocks_and_pictures_do_not() {
    assert_eq!(texts("<a><div>one</a>two</div>three"), ["onetwo", "three"]);
    assert_eq!(texts("<svg><title>no text</title><p>one</p></svg>two"), ["one", "two"]);
    assert_eq!(texts("<svg><style/><script/></svg>kept"), ["kept"]);
}

/// A formula came with its TeX, and as often as the page shows it.
#[test]
fn a_formula_is_read_once() {
    let formula = "<math><semantics><mrow><mi>a</mi><mo>=</mo><mn>2</mn></mrow>\
        <annotation encoding='application/x-tex'>{\\displaystyle a=2}</annotation></semantics></math>";
    let katex = format!(
        "<p>If <span>{formula}</span> <span aria-hidden=true><b>a=</b>2</span> then <i aria-hidden=true>b</i>."
    );
    assert_eq!(texts(&katex), ["If a=2 then b."]);
    let wiki = html(&format!(
        "<dl><dd><span style='display: none'>{formula}</span><img aria-hidden=true alt='{{\\displaystyle a=2}}'></dl><p aria-hidden=true>c"
    ));
    assert_eq!(wiki.block_ids().map(|id| wiki.block_text(id)).collect::<Vec<_>>(), ["a=2", "c"]);
    assert!(wiki.meta.texts.is_empty());
}

#[test]
fn the_page_speaks_of_itself() {
    let page = "<html lang=vi_VN><head><title> A &ndash;\n B </title><link rel=canonical href=/a?b&amp;c>\
        <meta property=og:title content='Og'><meta name=author content='N. N.'><meta property=og:type content=article>\
        <meta property='og:site_name' content='The Site'>\
        <script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\"},{\"@type\":[\"NewsArticle\"],\
        \"headline\":\"Line\none\",\"author\":[{\"name\":\"A\"},{\"name\":\"B\"}],\"datePublished\":\"2026-01-02\",\
        \"articleBody\":\"Body.\"}]}</script></head><body><p>x";
    let meta = html(page).meta;
    let value = |located: &Option<epitome_document::Located>| {
        located.as_ref().map(|located| located.value.to_string())
    };
    assert_eq!(value(&meta.page.title).as_deref(), Some("A – B"));
    assert_eq!(value(&meta.page.headline).as_deref(), Some("Line one"));
    assert_eq!(value(&meta.page.author).as_deref(), Some("A, B"));
    assert_eq!(value(&meta.page.date).as_deref(), Some("2026-01-02"));
    assert_eq!(value(&meta.page.article_body).as_deref(), Some("Body."));
    assert_eq!(value(&meta.page.site_name).as_deref(), Some("The Site"));
    assert_eq!(value(&meta.url).as_deref(), Some("/a?b&c"));
    assert_eq!(meta.declared.unwrap().to_string(), "vi-VN");
    assert!(meta.page.is_article);
    let title = meta.page.title.unwrap().source.unwrap();
    assert_eq!(&page[title.range()], " A &ndash;\n B ");
}

#[test]
fn the_encoding_is_the_one_the_page_names() {
    let page = b"<meta charset=iso-8859-2><p>\xA3\xF3d\xBC <b>x</b>";
    let document = try_html(page).unwrap();
    assert_eq!((&*document.text, document.source.how), ("Łódź x", EncodingEvidence::Declared));
    assert_eq!(&page[document.marks[0].tags.source().range()], b"<b>x</b>");
}

/// The summary of a page whose text scripts make was its request to enable them, and nothing was said.
#[test]
fn an_article_that_is_in_a_script_only_is_told() {
    let page = |text: &str| {
        let script = "{\"@type\": \"NewsArticle\", \"articleBody\": \"The ferry to the islands will run again from Thursday.\"}";
        html(&format!("<script type=application/ld+json>{script}</script><p>{text}"))
    };
    let notes = page("Enable JavaScript.").notes;
    assert_eq!(notes.iter().map(|note| note.code.as_str()).collect::<Vec<_>>(), ["article-in-script"]);
    assert!(
        notes[0].message.contains("has 17 characters") && notes[0].message.contains("45;"),
        "{}",
        notes[0].message
    );
    assert!(page("The ferry to the islands will run again.").notes.is_empty());
}

#[test]
fn an_element_may_say_that_it_is_a_heading() {
    let page = html(
        "<div role=heading aria-level=1>The old bridge</div><p role=Heading>The vote<p>All were for it. <b role=heading>So</b>",
    );
    let found: Vec<(BlockKind, u8)> = page.blocks.iter().map(|block| (block.kind, block.level)).collect();
    let (h, p) = (BlockKind::Heading, BlockKind::Paragraph);
    assert_eq!(found, [(h, 1), (h, 2), (p, 0)]);
}

#[test]
fn what_no_browser_shows_is_hidden() {
    let is_hidden = |tag: &str| {
        let page = html(&format!("<p>The bridge closes.</p><div {tag}>A casino opens.</div>"));
        page.elements.is_hidden(page.blocks[1].hint.element.unwrap())
    };
    for tag in [
        "style='position:absolute;left:-9999px'",
        "style='FONT-SIZE: 0px !important'",
        "style='opacity:0'",
        "style='max-height:0px;overflow:hidden'",
        "style='mso-hide:all'",
        "class='note sr-only'",
        "popover",
    ] {
        assert!(is_hidden(tag), "{tag}");
    }
    for tag in ["style='left:-20px'", "style='opacity:0.9'", "style='font-size:10px'", "class=sronly"] {
        assert!(!is_hidden(tag), "{tag}");
    }
}
