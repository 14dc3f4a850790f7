//! What stands around the articles: head, introduction, how to read the page.

use super::escape::escaped;

/// The sheet of styles, part of every page.
const STYLE: &str = include_str!("page.css");

/// What a page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Why these sentences were picked.
    Explanation,
    /// What a change did.
    Review,
}

/// Everything up to the first article.
pub(super) fn start(purpose: Purpose) -> String {
    let is_review = purpose == Purpose::Review;
    let (title, introduction) = if is_review { REVIEW } else { EXPLANATION };
    let legend: String = LEGEND
        .into_iter()
        .filter(|entry| is_review || !entry.only_in_reviews)
        .map(|Entry { term, text, .. }| format!("<dt>{term}</dt><dd>{text}</dd>\n"))
        .collect();
    let only_changed = if is_review {
        "<label><input type=\"checkbox\" id=\"only-changed\"> only blocks that changed</label>\n"
    } else {
        ""
    };
    // The policy is a second lock: even where an escape were forgotten, nothing could run or be fetched.
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"epitome {engine}\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>{title}</h1>\n<p>{introduction}</p>\n\
         <details class=\"legend\"><summary>How to read this page</summary>\n<dl>\n{legend}</dl>\n</details>\n\
         <fieldset><legend>Show</legend>\n\
         <label><input type=\"checkbox\" id=\"dropped\" checked> dropped blocks</label>\n{only_changed}</fieldset>\n\
         </header>\n<main>\n",
        engine = escaped(epitome::engine()),
    )
}

/// Everything after the last article.
pub(super) const END: &str = "</main>\n</body>\n</html>\n";

/// Title and introduction of a review.
const REVIEW: (&str, &str) = (
    "What changed in the summaries",
    "Epitome picks the sentences that stand for an article. For every article that is kept as an example, this page lays \
     what it picked before a change beside what it picks now, and gives the reasons. Articles that changed come first; the \
     others are folded.",
);

/// Title and introduction of an explanation.
const EXPLANATION: (&str, &str) = (
    "Why these sentences",
    "Epitome picks the sentences that stand for an article. This page shows the whole text: which sentences were picked, \
     which were not, what was not taken for the article at all, and the reason of each.",
);

/// A sign or word of the page and what it means, both markup.
struct Entry {
    term: &'static str,
    text: &'static str,
    only_in_reviews: bool,
}

impl Entry {
    const fn new(term: &'static str, text: &'static str) -> Entry {
        Entry { term, text, only_in_reviews: false }
    }

    const fn of_review(term: &'static str, text: &'static str) -> Entry {
        Entry { term, text, only_in_reviews: true }
    }
}

const LEGEND: [Entry; 8] = [
    Entry::new(
        "#1, #2 …",
        "The sentence was picked first, second, and so on. A dot is a sentence that was not picked. No sign at all: it \
         cannot be picked, because it is a title, a caption or dropped.",
    ),
    Entry::of_review(
        "in, out, in part",
        "The pick is new; the sentence is no longer picked; before, it was part of a longer or shorter sentence that was.",
    ),
    Entry::new("score", "From 0 to 1000; an average sentence without faults has 500."),
    Entry::of_review("thin bar", "The score before, above the present one, where the two differ."),
    Entry::new(
        "facts",
        "What was counted in a sentence. <i>Title words 3</i>: it holds three words of the title. <i>Words of the lead</i>: \
         it shares them with the first sentence. <i>Frequent words</i>: it holds some of the twenty words the article uses \
         most. <i>Central</i>: what follows takes up its words. <i>Points back</i>: it begins with a word such as “it” or \
         “this”, so it needs the sentence before it.",
    ),
    Entry::new(
        "body, aside, dropped",
        "Body is the article: its sentences can be picked. Aside (title, headings, captions) belongs to it but is never \
         picked; a line that may be of the page stands there in doubt. Dropped (pointers to other stories, buttons, credits) is no part of it \
         and is shown in grey.",
    ),
    Entry::new(
        "last pick",
        "How far the last sentence picked was ahead of the best that could have stood in its place, of 1000. Less than 30 is \
         a close call: a small change can turn it.",
    ),
    Entry::of_review(
        "first cause",
        "The first step at which anything differs; it may change all steps after it. <i>Outline</i>: what is taken for the \
         article, and where sentences begin and end. <i>Language</i>: which it is in. <i>Scores</i>: what each sentence is \
         worth. <i>Summary</i>: which were picked.",
    ),
];
