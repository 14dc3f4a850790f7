//! html5ever as the oracle: what it sees as text, our blocks have, word for word.

use epitome_document::BlockKind;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

use crate::html;
use crate::soup::soup_without;

/// Elements whose content is no text of the page.
#[rustfmt::skip]
const SKIPPED: [&str; 9] =
    ["script", "style", "iframe", "noembed", "title", "datalist", "desc", "metadata", "annotation"];

/// Elements around which a browser breaks the line or the cell.
const BREAKS: [&str; 51] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "td",
    "textarea",
    "th",
    "tr",
    "ul",
    "object",
    "plaintext",
    "xmp",
];

/// The words html5ever sees.
fn words(page: &str) -> Vec<String> {
    let opts = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let dom = parse_document(RcDom::default(), opts).one(page);
    let mut text = String::new();
    let mut open: Vec<(Handle, bool)> = vec![(dom.document.clone(), false)];
    while let Some((node, is_end)) = open.pop() {
        let breaks = match &node.data {
            NodeData::Element { name, .. } if SKIPPED.contains(&&*name.local) => continue,
            NodeData::Element { name, .. } => BREAKS.contains(&&*name.local),
            NodeData::Text { contents } => {
                text.push_str(&contents.borrow());
                continue;
            }
            _ => false,
        };
        if breaks {
            text.push('\n');
        }
        if is_end {
            continue;
        }
        open.push((node.clone(), true));
        open.extend(node.children.borrow().iter().rev().map(|child| (child.clone(), false)));
    }
    split(&text)
}

/// Words without the invisible characters our blocks shed at their ends.
fn split(text: &str) -> Vec<String> {
    let is_shed = |c: char| c.is_control() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}');
    let words = text.split_whitespace().map(|word| word.replace(is_shed, ""));
    words.filter(|word| !word.is_empty()).collect()
}

fn ours(page: &str) -> Vec<String> {
    let document = html(page);
    let blocks = document.block_ids().filter(|id| document.block(*id).kind != BlockKind::Alt);
    blocks.flat_map(|id| split(document.block_text(id))).collect()
}

/// Text with references, as it stands in a page.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "port",
        "ville",
        "r&eacute;ouvre",
        "A&amp;B",
        "&#8220;oui&#8221;",
        "đường",
        "2,2&nbsp;%",
        "a < b",
        "l'été",
        "&copy",
        "x&y",
    ]);
    prop::collection::vec(word, 1..5).prop_map(|words| words.join(" "))
}

/// Running text with inline markup, some of it without spaces.
fn inline() -> impl Strategy<Value = String> {
    text().prop_recursive(3, 12, 4, |inner| {
        let tag = prop::sample::select(vec!["b", "i", "a", "code", "span", "em", "q", "sup", "x-y"]);
        prop_oneof![
            (tag, inner.clone()).prop_map(|(tag, inner)| format!("<{tag} class='c'>{inner}</{tag}>")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.concat()),
            prop::collection::vec(inner, 2..4).prop_map(|parts| parts.join("<br> <img src=x><!-- c -->")),
        ]
    })
}

/// A part of a body, with end tags written or left out where the standard allows it.
fn flow() -> impl Strategy<Value = String> {
    let paragraph = prop_oneof![
        inline().prop_map(|text| format!("<p>{text}</p>\n")),
        inline().prop_map(|text| format!("<p>{text}")),
        inline().prop_map(|text| format!("<h2 id=h>{text}</h2>")),
        inline().prop_map(|text| format!("<div>{text}</div>")),
        Just("<script>document.write('<p>no</p>')</script><style>p > a {}</style>".to_owned()),
    ];
    paragraph.prop_recursive(4, 24, 4, |inner| {
        let tag = prop::sample::select(vec![
            "div",
            "section",
            "article",
            "blockquote",
            "main",
            "aside",
            "form",
            "center",
        ]);
        let parts = prop::collection::vec(inner, 1..4);
        prop_oneof![
            (tag, parts.clone()).prop_map(|(tag, parts)| format!("<{tag}>{}</{tag}>", parts.concat())),
            parts.clone().prop_map(|parts| format!("<ul>\n<li>{}</ul>", parts.join("<li>"))),
            parts.clone().prop_map(|parts| format!("<dl><dt>{}</dl>", parts.join("<dd>"))),
            parts.clone().prop_map(|parts| format!("<table><tr><td>{}</table>", parts.join("<td>"))),
            parts.prop_map(|parts| format!(
                "<table><tr><th>{}</tr></table>",
                parts.join("</th></tr>\n<tr><th>")
            )),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn pages_by_the_book(parts in prop::collection::vec(flow(), 1..5)) {
        let page = format!("<!doctype html><html lang=fr><head><title>t</title></head><body>{}</body></html>", parts.concat());
        prop_assert_eq!(ours(&page), words(&page));
    }
}

#[test]
fn pages_against_the_book() {
    for page in [
        "no tags at all &amp more",
        "<p>one<p>two<div>three<p>four</div>five",
        "<b><p>one</b>two</p>three",
        "<p><b><i>one</b>two</i>three</p>",
        "<a href=1>one<a href=2>two</a>three",
        "<a><div>one</a>two</div>three",
        "<ul><li>one<ul><li>two</ul>three<li>four</ul>",
        "<li>one<p>two<li>three</p>",
        "<dl><dt>one<dd>two<p>three<dt>four</dl>",
        "<table><tr><td>one<td>two<tr><td><table><td>three</table>four</table>five",
        "<table><thead><th>one<tbody><td>two<tfoot><td>three</table>",
        "<h1>one<h2>two</h1>three",
        "<select><option>one<option>two<optgroup label=x><option>three</select>four",
        "<p>one</br>two</p>three</p>four",
        "<div>one</span>two</div></div>three</body> four</html> five",
        "<head><title>no</title>one<p>two",
        "<html><body><html lang=x><body class=y>one",
        "<form>one<form>two</form>three</form> four",
        "<svg><text>one</text><p>two</svg>three",
        "<svg><desc>no</desc><style>no</style><![CDATA[one < two]]></svg>three",
        "<math><mi>one</mi></math>two",
        "<svg><foreignObject><p>one<p>two</foreignObject><circle/></svg> three",
        "<textarea>\none <b>two</textarea>three",
        "<noscript>one<img></noscript><iframe>no</iframe><noframes>one</noframes>two",
        "<template>no<p>no</template>one",
        "<math><mi>one</mi><annotation>no</annotation></math>two",
        "<script><!--<script></script>--></script>one",
        "<xmp><b>one</xmp>two<plaintext>three</plaintext>",
        "<p title='a>b'>one<!--> two <!-- --!> three <!x> four <?y?> five",
        "<button>one<p>two<button>three</button>four",
        "<object><p>one</object>two<marquee><p>three</marquee>four",
        "<p>one<table><tr><td>two</td></tr></table>three</p>four",
        "<td>one <tr>two </td>three",
        "<p>a\0b&#0;c&#x80;d</p>",
        "<nobr>one<nobr>two</nobr>three",
        "<details><summary>one</summary>two</details><dialog>three</dialog>",
        "<br/>one<hr/>two<p/>three<div/>four",
        "<p>one<a",
        "<span hidden><body><svg></span><![CDATA[<p>",
        "<svg><button></svg><script>no</script>one",
        "<i><p><svg></i><script>var a = '<p>';</script>",
    ] {
        assert_eq!(ours(page), words(page), "{page}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Tables, selection lists and pieces of a head are left out: there the standard moves or drops text that we keep in its
    /// place.
    #[test]
    fn soup_has_the_same_words(page in soup_without(&["\0", "<t", "</t", "<select", "</select", "<style", "<head"], 40)) {
        let (mut ours, mut theirs) = (ours(&page).concat(), words(&page).concat());
        ours.retain(|c| !c.is_whitespace());
        theirs.retain(|c| !c.is_whitespace());
        prop_assert_eq!(ours, theirs);
    }
}
