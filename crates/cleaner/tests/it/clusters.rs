//! Lines that are told together with those around them: rows, lists, posts.

use epitome_document::{Reason, Role, Use};

use crate::common::cleaned;
use crate::common::english::{LONG, LONGER, roles};

#[test]
fn a_date_among_rows_with_labels_is_a_value() {
    let rows =
        ["Degree: Master of Science", "Language: English", "Course start: August 2024", "Places: 12 in all"];
    let lines = [&["Twelve places in Holt", "12 May 2024", LONG, "At a glance"][..], &rows, &[LONGER, LONG]];
    let (h, p) = (Role::Heading, Role::Paragraph);
    assert_eq!(roles(&lines.concat())[3..9], [h, p, p, p, p, p]);
    assert_eq!(roles(&[LONG, "Printed by the Post: 3 May 2024", LONGER])[1], Role::Dateline, "one alone");
}

#[test]
fn the_title_of_another_story_above_its_date_is_no_header_of_a_post() {
    let story = ["From the valley", "The ferry to Wray sails again from the old quay", "18/04/2024"];
    let page =
        ["The old bridge closes until spring", "Ann Lee", "20/04/2024", LONG, "The vote", LONGER, LONG];
    let found = roles(
        &[&page[..], &story, &["The lottery of the school was won by a man who had never bought a ticket"]]
            .concat(),
    );
    assert_eq!((found[4], found[7]), (Role::Heading, Role::Furniture));
}

#[test]
fn what_leads_to_a_list_and_a_greeting_open_a_post() {
    let list = ["In this order:", "1. the valve", "2. the pipe behind the boiler"];
    let thread = ["The boiler goes out every night", "ann_42", "12 May 2024", LONG, "tom_7", "13 May 2024"];
    let below = |lines: &[&str]| roles(&[&thread[..], lines, &[LONGER]].concat())[6..].to_vec();
    let (f, i, p) = (Role::Furniture, Role::ListItem, Role::Paragraph);
    assert_eq!(below(&list), [p, i, i, p]);
    assert_eq!(below(&["Hello Ann,", "So it is"])[0], p);
    assert_eq!(below(&["Member"])[0], f);
}

#[test]
fn a_heading_that_a_list_of_contents_holds_is_no_button() {
    let contents = ["Contents", "First look", "In the hand", "Verdict", "Where to buy"];
    let text = [LONG, "First look", LONGER, "In the hand", LONG, "Verdict", "Overall: 4/5", "Noise: 2/5"];
    let found = roles(&[&["A kettle for the boat", LONGER][..], &contents, &text, &[LONGER, LONG]].concat());
    let (f, h, p) = (Role::Furniture, Role::Heading, Role::Paragraph);
    assert_eq!(found[2..6], [f; 4]);
    assert_eq!(found[12..15], [h, p, p]);
}

#[test]
fn items_that_end_in_a_semicolon_or_have_two_words_are_told_by_those_beside_them() {
    let items = ["farmers, alone or as a company ;", "towns ;", "schools and colleges of farming."];
    let found = roles(&[&[LONG, "Who can apply:"][..], &items, &[LONGER]].concat());
    assert_eq!(found[2..5], [Role::ListItem; 3]);
    let cons = roles(&[LONG, "Cons", "Very loud.", "Heavy.", "It takes hours to fill.", LONGER]);
    assert_eq!(cons[2..5], [Role::ListItem; 3]);
}

#[test]
fn an_item_is_said_to_open_with_a_bullet_only_if_it_does() {
    let reasons = |items: [&str; 3]| {
        let (_, cleaning) = cleaned(&[LONG, "Who can apply:", &items.join("\n"), LONGER].join("\n"), "en");
        cleaning.blocks[2..5].iter().map(|block| (block.role, block.reason)).collect::<Vec<_>>()
    };
    let bare = ["farmers, alone or as a company ;", "towns ;", "schools and colleges of farming."];
    assert_eq!(reasons(bare), [(Role::ListItem, Reason::AmongAlike); 3]);
    let marked = ["- farmers, alone or as a company ;", "- towns ;", "- schools and colleges of farming."];
    assert_eq!(reasons(marked), [(Role::ListItem, Reason::ListMarker); 3]);
}

#[test]
fn what_stands_in_brackets_is_no_heading() {
    assert_eq!(roles(&[LONG, "($1 = 0.91 euros)", LONGER])[1], Role::Paragraph);
    let credits = "(Reporting by Ann Lee in London and Tom Roe in Holt; Editing by Kim Orr)";
    assert_eq!(roles(&[LONG, LONGER, LONG, credits, LONGER])[3], Role::Byline);
}

#[test]
fn a_heading_and_a_caption_stand_above_the_names_of_columns() {
    let rows = ["Kettle Price Weight", "Norvig 40 12", "Belvox 35 10", "Tornia 50 14"];
    let found = roles(&[&[LONG, "The results", "Our first three of twelve"][..], &rows, &[LONGER]].concat());
    assert_eq!(found[3..7], [Role::Heading, Role::Paragraph, Role::Paragraph, Role::Paragraph]);
}

#[test]
fn a_value_said_before_is_no_answer() {
    let day = "on the 15 June 2024";
    assert_ne!(roles(&[&format!("It opens {day}. {LONG}"), &format!("Day: {day}"), LONGER])[1], Role::Quote);
}

#[test]
fn the_days_of_a_chronology_stand_each_above_its_text() {
    let chronology =
        ["14 March 2001", LONG, "8 May 2008", "The vote", LONGER, "2011-2013", LONG, "5 June 2023", LONGER];
    let found = roles(&[&["Twenty years of a bridge", LONGER, LONG, LONGER][..], &chronology].concat());
    let (d, h) = (Role::Dateline, Role::Heading);
    assert_eq!([found[4], found[6], found[7], found[9], found[11]], [d, d, h, d, d]);
    let alone = roles(&[LONG, LONGER, LONG, "8 May 2008", LONGER, LONG]);
    assert_eq!(alone[3], h, "one alone is a heading");
}

#[test]
fn a_line_or_two_sentences_below_a_picture_are_its_caption() {
    let below = |line: &str| roles(&[LONG, "bridge.jpg", line, LONGER])[2];
    assert_eq!(below("The old bridge from the quay at Wray"), Role::Caption);
    assert_eq!(below("Ann Lee, 44, on the old bridge. She has crossed it every day."), Role::Caption);
    assert_eq!([below("The vote"), below("2. What the town says to the closing")], [Role::Heading; 2]);
}

#[test]
fn one_quotation_of_a_few_words_is_a_quotation() {
    assert_eq!(roles(&[LONG, "“Yes, madam.”", LONGER])[1], Role::Quote);
}

#[test]
fn the_authors_sign_again_together() {
    let authors = "Ann Lee and Tom Roe";
    let page = ["The old bridge closes until spring", &format!("By {authors}"), LONG, LONGER, LONG];
    assert_eq!(roles(&[&page[..], &["Print", authors]].concat())[6], Role::Byline);
}

#[test]
fn behind_the_text_what_names_the_site_is_no_other_story() {
    let head = ["The Holt Gazette", "Women's", "The old bridge closes until spring", LONG, LONGER, LONG];
    let stories =
        ["Related stories", "Harbour reopens after the storm", "Women's Cup goes to the girls of Wray"];
    let found = roles(&[&head[..], &stories, &["Contact the Holt Gazette newsroom"]].concat());
    assert_eq!(found[7..10], [Role::Teaser, Role::Teaser, Role::Furniture]);
}

#[test]
fn an_entry_of_what_is_on_is_another_story_behind_the_text() {
    let found = roles(&[
        "The old bridge closes until spring",
        LONG,
        LONGER,
        "Print",
        "Lottery of the school in Wray at 9.30 on 17/02",
    ]);
    assert_eq!(found[4], Role::Teaser);
}

#[test]
fn facts_in_short_between_title_and_text_are_of_it() {
    let head = ["Contents", "Old Bridge", "Article", "Talk", "Read", "Old Bridge"];
    let facts =
        ["Facts", "Length 274 feet", "Arches 3", "Built 1789", "Engineer Josiah Lee", "Status closed"];
    let text =
        ["The Old Bridge is a bridge of stone in Holt, which the council closed on Monday.", LONG, LONGER];
    let found = roles(&[&head[..], &facts, &text].concat());
    assert_eq!(found[5], Role::Title);
    assert!(found[6..12].iter().all(|role| matches!(role, Role::Heading | Role::Paragraph)), "{found:?}");
    assert_eq!(found[12], Role::Lead);
}

#[test]
fn a_rating_alone_is_of_the_text() {
    let page = [
        "A kettle for the boat and for the house",
        "4,7/5",
        LONG,
        LONGER,
        "Ann Lee",
        "Our verdict: 4/5",
        "Print",
    ];
    let found = roles(&page);
    assert_eq!([found[1], found[2], found[5]], [Role::Paragraph, Role::Lead, Role::Paragraph]);
    assert_eq!(roles(&[&page[..1], &["4.8/5 (126 votes)"], &page[2..]].concat())[1], Role::Furniture);
}

#[test]
fn rows_with_labels_are_told_by_one_of_them() {
    let rows = [
        "Place: The corn hall in Market Street (by the north door)",
        "Doors: 9 pm",
        "Tickets: At the office for visitors and at the door of the corn hall",
    ];
    let programme =
        ["9:00 Ann Lee, guitar", "9:45 Tom Roe, song", "10:30 The Wray choir", "11:15 All of them"];
    let found = roles(&[&[LONG, "What is on"][..], &programme, &["In short"], &rows, &[LONGER]].concat());
    let (h, i, p) = (Role::Heading, Role::ListItem, Role::Paragraph);
    assert_eq!(found[1..10], [h, i, i, i, i, h, p, p, p]);
    let facts = [
        "Referee: Mr A. Singh of Wray. He blew too often.",
        "Tries: Cope 8, Nash 14 and 41, Speight 60, Lee 77.",
        "Booked: Roe.",
    ];
    assert_eq!(roles(&[&[LONG, "Match facts"][..], &facts, &[LONGER]].concat())[2..5], [p, p, p]);
    let steps = [
        "June: delivery of the parts for all of the four shops in town",
        "August: repair of the thirty pumps",
        "December: audit of the accounts by somebody from outside the county",
    ];
    assert_eq!(roles(&[&[LONG, "The next steps"][..], &steps, &[LONGER]].concat())[2], i);
}

#[test]
fn a_number_may_stand_before_the_name_in_a_row() {
    let table = [
        "Code",
        "Course",
        "Places",
        "7580201",
        "Civil engineering",
        "70",
        "7520320",
        "Water",
        "45",
        "7510605",
        "Trade and transport",
        "70",
    ];
    let found = roles(&[&[LONG][..], &table, &[LONGER]].concat());
    assert_eq!(found[1..4], [Role::Heading; 3]);
    assert_eq!(found[4..13], [Role::Paragraph; 9]);
}

#[test]
fn what_comes_again_in_a_table_without_a_text_between_is_no_button_and_no_repeat() {
    let table = [
        "Use",
        "Households",
        "Firms",
        "Lawns",
        "Forbidden",
        "Forbidden",
        "Pools",
        "Forbidden",
        "Allowed by night",
        "Allowed by night",
    ];
    let found = roles(&[&["Water is short in Holt", LONG][..], &table, &[LONGER]].concat());
    let is_lost = |role: &Role| matches!(role, Role::Furniture | Role::Repeat);
    assert!(!found.iter().any(is_lost), "{found:?}");
    let again = roles(&["Water is short in Holt", LONG, "Reply", LONGER, "Reply"]);
    assert_eq!((again[2], again[4]), (Role::Furniture, Role::Furniture), "a button below each text");
    let twice = roles(&["Water is short in Holt", LONG, "The river in May", "The river in May", LONGER]);
    assert_eq!(twice[3], Role::Repeat, "two lines are no table");
}

#[test]
fn the_cells_of_a_table_are_told_by_their_figures_also_below_the_text_and_on_a_long_page() {
    let cells = ["Values for one portion", "Energy", "468 kcal", "Fat", "34 g", "Sugar", "-", "Salt", "2 g"];
    let (h, p) = (Role::Heading, Role::Paragraph);
    let shop = vec!["Shop"; 80];
    for page in [&[][..], &shop] {
        let found = roles(&[&[LONG, LONGER][..], &cells, &["Tags"], page].concat());
        assert_eq!(found[2..11], [h, p, p, p, p, p, p, p, p]);
    }
    // The numbers of the most read stories on a long page.
    let read = ["Most of all", "1", "The ferry to Wray", "2", "A lottery in Holt", "3", "Snow on the fells"];
    let found = roles(&[&[LONG, LONGER][..], &read, &shop].concat());
    assert!(found[2..].iter().all(|role| role.usage() == Use::Drop), "{found:?}");
}

#[test]
fn a_sentence_that_ends_with_a_date_is_none() {
    let found = roles(&[LONG, "Nobody was hurt on 6 May 2024", LONGER, "Holt, 6 May 2024", LONG]);
    assert_eq!([found[1], found[3]], [Role::Heading, Role::Dateline]);
}

#[test]
fn behind_a_question_a_dash_opens_an_answer() {
    let asked = [
        "* When did you first see it?",
        "- Long before dawn. The others were still asleep in the hut, all three of them.",
    ];
    assert_eq!(
        roles(&[&[LONG][..], &asked, &[LONGER], &asked, &[LONG]].concat())[1..3],
        [Role::Paragraph; 2]
    );
}

#[test]
fn below_a_label_of_other_stories_the_article_goes_on_where_it_speaks_of_what_its_title_does() {
    let text = |subject: &str| {
        format!(
            "{subject} measures hundreds of kilometres, where miners discovered crystals taller than churches."
        )
    };
    let role = |subject: &str| {
        let text = text(subject);
        let lines = [
            "The Brewster headphones are light",
            LONG,
            LONGER,
            "Read also:",
            "The best loudspeakers of the year",
            "On the scales",
            &text,
        ];
        roles(&lines)[6]
    };
    assert_eq!(role("The Brewster"), Role::Paragraph);
    assert_eq!(role("The umbrella"), Role::Teaser);
}
