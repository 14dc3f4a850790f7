//! What holds for every format and for any bytes: nothing of an article goes missing between its file and its analysis.

use epitome::{Analysis, BlockKind, Config, Input, Orders, Reason, Span, Use, analyze, prepare};
use epitome_document::trim;
use proptest::prelude::*;

/// Pieces that the rules of cleaning and the readers of all formats meet.
const PIECES: [&str; 30] = [
    "<p>",
    "</p>",
    "<h1>Titre</h1>",
    "<article>",
    "<nav><a href=x>Menu</a></nav>",
    "<aside class=related>",
    "<br>",
    "<!-- -->",
    "<script>a<b</script>",
    "&eacute;",
    "&#0;",
    "# Titre",
    "> cité",
    "- un",
    "```",
    "| a | b |",
    "---",
    "[lien](x)",
    "Voir plus",
    "Lire aussi : autre",
    "Photo : VNA",
    "12 commentaires",
    "Hanoi (VNA) - ",
    " (AFP)",
    "« Oui »",
    "Le ministre a présenté mardi devant les députés un plan de deux milliards d'euros pour le rail.",
    "The plan will be voted in May and it will take at least six years, he added.",
    "\u{FEFF}",
    "\0",
    "\u{301}\u{200B}",
];

fn soup() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        6 => prop::sample::select(&PIECES[..]).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => any::<String>().prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..8),
    ];
    let separator = prop::sample::select(&["\n", " ", "", "\n\n", "\r\n"][..]);
    prop::collection::vec((piece, separator), 0..25).prop_map(|parts| {
        parts.into_iter().flat_map(|(piece, after)| [piece, after.as_bytes().to_vec()].concat()).collect()
    })
}

/// The same bytes as a file of each format; where they are text, as a record of each kind too.
fn inputs(bytes: &[u8]) -> Vec<Input> {
    let mut inputs = vec![Input::text("-", bytes), Input::html("-", bytes), Input::markdown("-", bytes)];
    if let Ok(text) = std::str::from_utf8(bytes) {
        inputs.extend(["text", "html", "markdown"].map(|field| {
            Input::record("-", format!("{{\"id\": 1, \"{field}\": {}}}", json(text)).into_bytes())
        }));
    }
    inputs
}

/// A string of JSON: what must be escaped is, and every eighth character without need.
fn json(text: &str) -> String {
    let escaped = |(idx, c): (usize, char)| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c < ' ' || idx % 8 == 0 && (c as u32) < 0x1_0000 => format!("\\u{:04x}", c as u32),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().enumerate().map(escaped).collect::<String>())
}

fn check(input: &Input, analysis: &Analysis) {
    let Analysis { document, cleaning, .. } = analysis;
    let (text, n_bytes) = (&document.text, document.source.bytes.len());
    assert_eq!(input.bytes.len(), n_bytes, "the source is kept as it is");
    assert_eq!((document.map.text_len(), document.map.source_len()), (text.len(), n_bytes));
    assert_eq!(cleaning.blocks.len(), document.blocks.len(), "every block has its treatment");
    let (mut text_end, mut source_end) = (0, 0);
    for id in document.block_ids() {
        let (block, treatment) = (document.block(id), cleaning.of(id));
        // Blocks and gaps follow each other, and the gaps of the text hold nothing.
        assert!(block.span.start() >= text_end && !block.span.is_empty());
        assert!(trim(text, Span::new(text_end, block.span.start())).is_empty());
        text_end = block.span.end();
        let place = document.block_source(id).expect("every block has a place in its file");
        assert!(place.start() >= source_end && place.end() <= n_bytes && !place.is_empty());
        source_end = place.end();
        // Role, use and reason.
        let is_doubtful = treatment.reason == Reason::Doubtful;
        let is_aside = treatment.usage == Use::Aside && !treatment.sure;
        let expected = if is_doubtful { Use::Drop } else { treatment.role.usage() };
        assert!(treatment.usage == expected || is_aside, "{treatment:?}");
        assert!(!treatment.reason.message().is_empty() && !treatment.reason.code().is_empty());
        // What is cut off is listed: with what is left it is the block.
        let inner = cleaning.inner(block.span);
        let cut = cleaning.cuts.iter().filter(|cut| block.span.contains(cut.span));
        let n_cut: usize = cut.map(|cut| cut.span.end() - cut.span.start()).sum();
        assert_eq!(n_cut + inner.end() - inner.start(), block.span.end() - block.span.start());
        assert!(!inner.is_empty(), "a block is never cut to nothing");
        if block.kind == BlockKind::Alt {
            assert!(treatment.usage != Use::Body, "what a picture shows is no text");
        }
    }
    assert!(trim(text, Span::new(text_end, text.len())).is_empty());
    assert!(cleaning.cuts.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn nothing_is_lost_between_a_file_and_its_analysis(bytes in soup(), strict: bool) {
        let config = Config { orders: Orders::default().strict(strict), ..Config::default() };
        for input in inputs(&bytes) {
            // Bytes that are no text are refused, and so is what is too deep.
            if let Ok(analysis) = analyze(&input, &config) {
                check(&input, &analysis);
                let prepared = prepare(&input, &config).expect("it was read before");
                assert_eq!(prepared.selection, analysis.selection, "what is forgotten before moves no pick");
                assert_eq!(prepared.notes, analysis.notes);
            }
        }
    }
}

#[test]
fn a_whole_article_is_read_in_every_format() {
    let article =
        "Le ministre a présenté mardi devant les députés un plan de deux milliards d'euros.\n\nPhoto : VNA\n";
    for input in inputs(article.as_bytes()) {
        let analysis = analyze(&input, &Config::default()).expect("an article is read");
        check(&input, &analysis);
        assert!(!analysis.document.blocks.is_empty(), "{:?}", input.media);
    }
}
