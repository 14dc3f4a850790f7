//! Pages that nobody would write: tags in any order, cut, doubled and never closed.

use proptest::prelude::*;

const PIECES: [&str; 75] = [
    "<p>",
    "</p>",
    "<div class=\"a b\" id=c>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=\"/x?a=1&amp;b\">",
    "</a>",
    "<ul>",
    "<ol>",
    "<li>",
    "</li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "<th>",
    "</td>",
    "</tr>",
    "</table>",
    "<h1>",
    "<h2>",
    "</h2>",
    "</h1>",
    "<br>",
    "<br/>",
    "</br>",
    "<hr>",
    "<img alt=\"A picture\" src=x>",
    "<img>",
    "<!-- a comment -->",
    "<!-->",
    "<script>var a = '<p>';</script>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea>",
    "<pre>",
    "</pre>",
    "<svg>",
    "<path/>",
    "<title/>",
    "</svg>",
    "<![CDATA[",
    "]]>",
    "<template>",
    "</template>",
    "<button>",
    "</button>",
    "<select><option>",
    "</select>",
    "<form>",
    "</form>",
    "<blockquote>",
    "</blockquote>",
    "<body>",
    "</body>",
    "<head>",
    "</head>",
    "<html lang=fr>",
    "<span hidden>",
    "</span>",
    "</x>",
    "<x-y>",
    "</",
    "<",
    "<p ",
    "\"",
    "=",
    ">",
    "<object>",
];

const TEXTS: [&str; 17] = [
    "word",
    " ",
    "two words",
    "\n\n",
    "&eacute;",
    "&amp",
    "&#8217;",
    "&nbsp;",
    "&",
    "\0",
    "\r\n",
    "é",
    "\u{200B}",
    "\t",
    "日本",
    ".",
    "&#32;",
];

/// A page of up to `len` pieces.
pub(crate) fn soup(len: usize) -> impl Strategy<Value = String> {
    soup_without(&[], len)
}

/// The same without the pieces that begin with one of these.
pub(crate) fn soup_without(left_out: &[&str], len: usize) -> impl Strategy<Value = String> + use<> {
    let pick = |pieces: &[&'static str]| -> Vec<&'static str> {
        let is_kept = |piece: &&'static str| !left_out.iter().any(|out| piece.starts_with(out));
        pieces.iter().copied().filter(is_kept).collect()
    };
    let piece = prop_oneof![prop::sample::select(pick(&PIECES)), prop::sample::select(pick(&TEXTS))];
    prop::collection::vec(piece, 0..len).prop_map(|pieces| pieces.concat())
}
