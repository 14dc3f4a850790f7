//! Pages of which only the text is left: their menus, offers, authors, tables and lists, and where the article in them begins and ends.

use epitome_document::{Role, Use};

use crate::common::cleaned;
use crate::common::english::roles;

const LONG: &str = "The council voted on Monday to close the old bridge until the spring of next year, because the ice of \
                    two winters has loosened the stones of its middle arch.";
const LONGER: &str = "The ferry will take walkers and bicycles across the river every ten minutes from six in the morning, and \
                      buses go round by the mill until the masons have finished their work.";
const LAST: &str =
    "Nobody has said yet who will pay for the masons, whose work is to cost as much as a new bridge would.";

fn is_dropped(lines: &[&str]) -> Vec<bool> {
    let (_, cleaning) = cleaned(&lines.join("\n"), "en");
    cleaning.blocks.iter().map(|block| block.role.usage() == Use::Drop).collect()
}

#[test]
fn between_title_and_menu_stand_few_short_lines() {
    let (f, t) = (Role::Furniture, Role::Title);
    let title = "Old bridge to close until spring";
    let tagline = "The weekly for bridge and ferry people";
    let lines = [tagline, "Rivers", "Masons", "Mills", title, "12 May 2024", LONG, LONGER];
    assert_eq!(roles(&lines)[..5], [f, f, f, f, t]);
    let said_twice = ["The River Post", title, "Copy link", title, "12 May 2024", LONG, LONGER];
    assert_eq!(roles(&said_twice)[..4], [f, f, f, t], "what is to be shared names the title too");
    let notice =
        "A click on what we praise earns us a small sum, which pays for the paper of the next issue.";
    let lines = ["The River Post", notice, title, "By Ann Lee", "12 May 2024", LONG, LONGER];
    assert_eq!(roles(&lines)[2], t, "a sentence of the page stands above it");
    assert_eq!(roles(&lines)[5], Role::Lead);
    assert!(!is_dropped(&lines)[1], "and stays in doubt");
}

#[test]
fn a_subtitle_stands_directly_below_the_title_and_is_no_label() {
    let head =
        |line| roles(&["Old bridge to close until spring", line, "12 May 2024", "Rivers desk", LONG, LONGER]);
    assert_eq!(head("Walkers will have to take the ferry")[1], Role::Heading);
    assert_eq!(head("Regular contributor")[1], Role::Furniture);
    assert_eq!(head("Walkers will have to take the ferry")[3], Role::Furniture);
}

#[test]
fn a_counter_of_comments_in_the_head_ends_no_article() {
    let lines =
        ["The old bridge closes", LONG, "Comments (6)", "Why", LONGER, "Who pays", LAST, "What next", LONG];
    assert!(is_dropped(&lines)[3..8].iter().all(|is_dropped| !is_dropped));
}

#[test]
fn behind_the_sign_of_an_end_two_paragraphs_in_a_row_are_the_article() {
    let go_on = ["The old bridge closes", LONG, LONGER, "You may also like", LAST, LONGER];
    assert!(!is_dropped(&go_on)[4]);
    let story = ["The old bridge closes", LONG, LONGER, "You may also like", "The mill turns again", LAST];
    assert_eq!(roles(&story)[4..], [Role::Teaser, Role::Teaser]);
}

#[test]
fn sentences_of_the_page_behind_the_text_make_no_headings() {
    let (f, b) = (Role::Furniture, Role::Byline);
    let lines = [
        "The old bridge closes",
        LONG,
        LONGER,
        LAST,
        LONG,
        "Ann Lee",
        "Share",
        "About the bridge desk",
        "Share",
        "Write to us at any hour.",
    ];
    let found = roles(&lines);
    assert_eq!(found[5..9], [b, f, f, f]);
    assert!(!is_dropped(&lines)[9], "the sentence stays in doubt");
}

#[test]
fn authors_sign_again_and_are_spoken_of() {
    let lines = [
        "The old bridge closes",
        "By Ann Lee",
        LONG,
        LONGER,
        LAST,
        "Ann Lee",
        "Ann has written about rivers since 2009.",
    ];
    assert_eq!(roles(&lines)[5..], [Role::Byline, Role::Furniture]);
    let (_, cleaning) = cleaned(&[LONG, LONGER, LAST, "Maëlle QUÉRÉ."].join("\n"), "fr");
    assert_eq!(cleaning.blocks[3].role, Role::Byline);
}

#[test]
fn dates_behind_the_article_are_of_other_stories_or_of_readers() {
    let lines = [
        "The old bridge closes",
        LONG,
        LONGER,
        "You may also like",
        "The mill turns again after the flood",
        "03/10/2025 09:41",
    ];
    assert_eq!(roles(&lines)[4..], [Role::Teaser, Role::Teaser]);
    let dated = "The mill turns again after the flood (19/09/2025)";
    assert_eq!(roles(&["The old bridge closes", LONG, LONGER, "You may also like", dated])[4], Role::Teaser);
    let lines = [
        "The old bridge closes",
        LONG,
        LONGER,
        "You may also like",
        "Tom says:",
        "May 20, 2025 at 7:02 am",
        "We took the ferry!",
    ];
    assert_eq!(roles(&lines)[5..], [Role::Furniture, Role::Furniture]);
}

#[test]
fn what_the_page_offers_is_no_heading() {
    for line in ["Our free weekly newsletter", "4 min", "[Advertisement] Boots for the whole family"] {
        assert_eq!(roles(&["The old bridge closes", LONG, LONGER, line, LAST])[3], Role::Furniture, "{line}");
    }
    let lines =
        ["The old bridge closes", LONG, LONGER, "Letters from the river", "Our free weekly newsletter", LAST];
    assert_eq!(roles(&lines)[3], Role::Furniture, "directly above it stands none either");
}

#[test]
fn sentences_are_items_of_a_list() {
    let (i, p) = (Role::ListItem, Role::Paragraph);
    let items = ["Take the ferry from the mill.", "Bring a lamp and a bell.", "Wait for the second whistle."];
    let below = |head| {
        roles(&["The old bridge closes", LONG, head, items[0], items[1], items[2], LONGER])[3..].to_vec()
    };
    assert_eq!(below("Who walks to work has to do three things:"), [i, i, i, p]);
    assert_eq!(below("There are three ways."), [i, i, i, p]);
    assert_eq!(below("How to cross"), [i, i, i, p]);
    assert_eq!(below(LAST), [p, p, p, p]);
}

#[test]
fn a_number_before_a_line_that_stands_alone_makes_a_heading() {
    let lines = [
        "The old bridge closes",
        LONG,
        "1. The ferry (2 boats.)",
        LONGER,
        "2. The masons",
        "- Two from Holt",
        "- One from Quay",
        LAST,
    ];
    assert_eq!(roles(&lines)[2], Role::Heading);
    assert_eq!(roles(&lines)[4], Role::Heading);
}

#[test]
fn short_questions_are_headings_unless_somebody_asks_at_length() {
    let questions = ["Who pays for the masons?", "When does the ferry go?", "Is there a bus?"];
    let faq = [
        "The old bridge closes",
        LONG,
        "In short",
        LONGER,
        "On foot",
        LAST,
        questions[0],
        LONG,
        questions[1],
        LONGER,
        questions[2],
        LAST,
    ];
    assert_eq!(roles(&faq)[6], Role::Heading);
    let long =
        "You have said that the masons cost too much, and yet you want them to begin before the winter: why?";
    let interview = [&faq[..6], &[long, LAST], &faq[6..]].concat();
    assert_eq!(roles(&interview)[8], Role::Paragraph);
}

#[test]
fn cells_and_results_are_of_the_text() {
    let (h, p) = (Role::Heading, Role::Paragraph);
    let table = [
        "The old bridge closes",
        LONG,
        "Street",
        "Numbers",
        "Harbour Road",
        "1 to 37",
        "Quay Lane",
        "38 to 74",
        LONGER,
    ];
    assert_eq!(roles(&table)[2..8], [h, h, p, p, p, p]);
    let clocks = [
        "The old bridge closes",
        LONG,
        "Boat",
        "First",
        "Last",
        "Mill ferry",
        "6:10",
        "22:40",
        "Quay ferry",
        "6:25",
        "22:55",
        LONGER,
    ];
    assert_eq!(roles(&clocks)[5..11], [p; 6]);
    let times =
        ["The old bridge closes", LONG, "Ferry", "Mill", "6:10", "Holt", "6:25", "Quay", "6:40", LONGER];
    assert!(!is_dropped(&times)[2..9].contains(&true), "times between short lines are cells");
    let programme = [
        "The old bridge closes",
        LONG,
        "9:00 - 10:00 Boats",
        "10:00 - 11:30 Masons",
        "11:30 - 12:00 Tea",
        LONGER,
    ];
    assert_eq!(roles(&programme)[2..5], [p; 3]);
    let results = [
        "The old bridge closes",
        LONG,
        LONGER,
        "All scores",
        "Holt 2-2 Quay",
        "Marsh 3-1 Mill",
        "Ferry 0-0 Arch",
    ];
    assert_eq!(roles(&results)[4..], [p; 3]);
}

#[test]
fn rows_below_the_text_and_their_headings_are_of_it() {
    let (h, p) = (Role::Heading, Role::Paragraph);
    let below = |rows: &[&str]| {
        let lines = [&["The old bridge closes", LONG, LONGER], rows].concat();
        roles(&lines)[3..].to_vec()
    };
    assert_eq!(
        below(&["The bridge", "1763 Built of oak", "1811 Built again of stone", "1947 Lost to the ice"]),
        [h, p, p, p]
    );
    assert_eq!(
        below(&[
            "Result",
            "Holt - Marsh: 2-3",
            "Team of Holt",
            "Ann, Bea, Cat, Dee, Eve",
            "Last four",
            "15h00: Quay - End"
        ]),
        [h, p, h, p, h, p]
    );
    assert_eq!(
        below(&["Contact", "Desk: Ann Lee"]),
        [Role::Furniture; 2],
        "what is below a label of the page"
    );
}

#[test]
fn a_button_that_comes_again_stands_below_the_headings_of_the_article() {
    let lines = [
        "Two bridges",
        LONG,
        "Of wood",
        "Share",
        LONGER,
        "Of stone",
        "Share",
        LAST,
        "For you",
        "Sign up",
        LONG,
    ];
    let roles = roles(&lines);
    assert_eq!([roles[2], roles[5]], [Role::Heading; 2]);
    assert_eq!(roles[8], Role::Furniture);
}

#[test]
fn the_last_words_of_a_letter_are_of_the_text() {
    let lines = ["The old bridge closes", LONG, LONGER, "Until then, keep your boots dry,", "Ann Lee"];
    assert_eq!(roles(&lines)[3], Role::Paragraph);
}

#[test]
fn two_names_with_a_stroke_made_the_picture() {
    let (document, cleaning) = cleaned("The ferry leaves the mill on Friday. (River Wire/Ann Lee)", "en");
    let cuts: Vec<&str> = cleaning.cuts.iter().map(|cut| document.slice(cut.span)).collect();
    assert_eq!(cuts, [" (River Wire/Ann Lee)"]);
}

#[test]
fn posts_of_a_thread_have_no_headings_and_their_buttons_are_no_contents() {
    let post = |name: &'static str, date: &'static str, text: &'static str| {
        [name, "Member", date, text, "All right then", "Like", "Quote"]
    };
    let lines = [
        &["Ferry or bus?"][..],
        &post("ann_42", "14/9/22 at 20:13", LONG),
        &post("tom", "14/9/22 at 21:40", LONGER),
        &post("ann_42", "15/9/22 at 08:30", LAST),
    ];
    let lines = lines.concat();
    let found = roles(&lines);
    assert_eq!([found[1], found[8], found[15]], [Role::Byline; 3], "{found:?}");
    assert!(found.iter().all(|role| *role != Role::Heading), "{found:?}");
}

#[test]
fn many_lines_without_a_cue_below_the_text_are_of_it() {
    let rows = [
        "The crew",
        "Masonry by Ann Lee",
        "Scaffolding by Tom Roe",
        "Lime, 40 tonnes from the old kiln",
        "Stone, 112 tonnes from Dale",
        "Open in spring",
    ];
    let text = ["Old bridge to close until spring", LONG, LONGER];
    let below = |n: usize| is_dropped(&[&text[..], &rows[..n], &["Subscribe"]].concat());
    assert!(below(6)[3..9].iter().all(|is_dropped| !is_dropped));
    assert!(below(4)[3..7].iter().all(|is_dropped| *is_dropped), "so many may be the page's");
    let menu = ["News", "Sport for all", "What is on", "Letters", "Weather in Dale", "Our shop"];
    let found = is_dropped(&[&text[..], &menu].concat());
    assert!(found[3..].iter().all(|is_dropped| *is_dropped), "a menu has no figures");
}

#[test]
fn a_line_up_and_the_years_of_a_life_stand_below_the_text_alone() {
    let text = ["Old bridge to close until spring", LONG, LONGER];
    for row in [
        "Bridge side: Lee; Roe, Marsh, Dale; Pike, Holm",
        "Ann Lee, mason, born May 3 1931, died June 1 2025",
    ] {
        assert!(!is_dropped(&[&text[..], &[row, "Subscribe"]].concat())[3], "{row}");
    }
    assert!(is_dropped(&[&text[..], &["Stones, lime, water", "Subscribe"]].concat())[3]);
}

#[test]
fn the_author_signs_below_text_and_rows_with_an_office_perhaps() {
    let text = ["Old bridge to close until spring", LONG, LONGER];
    let rows = ["Bridge 2-1 Ferry", "Mill 0-0 Kiln", "Dale 3-1 Holm"];
    let roles = |below: &[&str]| roles(&[&text[..], below, &["Subscribe"]].concat());
    assert_eq!(roles(&["Ann Lee, keeper of the mill"])[3], Role::Byline);
    assert_eq!(roles(&[&rows[..], &["Ann Lee"]].concat())[6], Role::Byline);
}

#[test]
fn behind_a_button_below_other_stories_the_footer_begins() {
    let story = "Walkers take the ferry to the other side";
    let lines = [
        "Old bridge to close until spring",
        LONG,
        LONGER,
        "You may also like",
        story,
        "Subscribe",
        "The River Post pays its own way",
    ];
    assert_eq!(roles(&lines)[4..], [Role::Teaser, Role::Furniture, Role::Furniture]);
}

#[test]
fn somebody_who_says_something_first_or_asks_in_two_words_leads_an_interview() {
    let (heading, paragraph) = (Role::Heading, Role::Paragraph);
    let ask = |questions: [&str; 3]| {
        let [one, two, three] = questions;
        let lines = [
            "The keeper of the bridge",
            LONG,
            "The arch",
            LONGER,
            "The ice",
            one,
            LAST,
            two,
            LONG,
            three,
            LONGER,
        ];
        let roles = roles(&lines);
        [roles[5], roles[7], roles[9]]
    };
    assert_eq!(
        ask(["Who pays for it?", "When does it open again?", "Who has to take the ferry?"]),
        [heading; 3]
    );
    assert_eq!(ask(["Who pays for it?", "And then?", "Who has to take the ferry?"]), [paragraph; 3]);
    assert_eq!(
        ask(["You leave in May. Why?", "Who pays for it?", "It is cold. Do you mind?"]),
        [paragraph; 3]
    );
}

#[test]
fn a_source_named_below_each_part_ends_no_article() {
    let lines = [
        "Old bridges of the county",
        LONG,
        "Source",
        "The mill bridge",
        LONGER,
        "Source",
        "You may also like",
    ];
    assert!(!is_dropped(&lines)[4]);
    let once =
        ["Old bridges of the county", LONG, LAST, "Source", "The mill bridge", LONGER, "You may also like"];
    assert!(is_dropped(&once)[5]);
}

#[test]
fn a_button_with_a_colon_above_the_text_is_a_label_of_it() {
    let role = |label| roles(&["Can the bridge be saved?", LONG, LONGER, label, LAST, LONG])[3];
    assert_eq!(role("Reply:"), Role::Heading);
    assert_eq!(role("Reply"), Role::Furniture);
}

#[test]
fn a_line_of_several_sentences_below_the_text_is_of_it() {
    let note = "River Board. Bridges of the county. Seen on May 3";
    let lines = ["Old bridge to close until spring", LONG, LONGER, "References", note, "Subscribe"];
    assert!(!is_dropped(&lines)[4]);
}

#[test]
fn what_a_page_says_of_itself_is_known_in_many_languages() {
    for (hint, notice) in [
        ("fr", "Vous lisez cet article en accès libre, grâce à nos lecteurs."),
        ("de", "Ihre Spende ist steuerlich absetzbar und hilft uns sehr."),
        ("it", "Grazie per aver letto fin qui, a domenica prossima."),
        ("nl", "Onafhankelijke journalistiek kost geld en veel tijd."),
        ("pl", "Ten artykuł jest dostępny bezpłatnie dla wszystkich."),
        ("vi", "Nội dung chỉ mang tính tham khảo, không thay cho bác sĩ."),
    ] {
        let (_, cleaning) = cleaned(&[LONG, LONGER, notice, LAST].join("\n"), hint);
        assert_eq!(cleaning.blocks[2].role, Role::Furniture, "{notice}");
    }
}

#[test]
fn two_words_with_a_full_stop_are_a_heading_only_where_headings_have_one() {
    let lines = ["Old bridge to close until spring", LONG, "Nothing more.", LONGER, "Who pays", LAST];
    assert_eq!(roles(&lines)[2], Role::Paragraph);
    let lines = [
        "Old bridge to close until spring",
        LONG,
        "The arch.",
        LONGER,
        "The ice.",
        LAST,
        "The masons.",
        LONG,
    ];
    let found = roles(&lines);
    assert_eq!([found[2], found[4], found[6]], [Role::Heading; 3]);
}
