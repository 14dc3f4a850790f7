//! What stands above the text of a flattened page, and who signs it.

use epitome_document::Role;

use crate::common::cleaned;
use crate::common::english::{LONG, LONGER, roles};

#[test]
fn a_sentence_of_the_page_stands_above_title_standfirst_and_author() {
    let standfirst = "Three generations of masons have mended it, and none of them was paid on time.";
    let page = [
        "You can read two more articles this month.",
        "News",
        "Sport",
        "A bridge and its masons",
        standfirst,
        "By Ann Lee",
        "12 May 2025",
        LONG,
        LONGER,
    ];
    let found = roles(&page);
    assert_eq!(found[3..5], [Role::Title, Role::Lead]);
}

#[test]
fn a_company_signs_with_its_short_form() {
    let release = [
        "Old bridge to close until spring",
        "Stone and Lime, Inc.",
        "Sales of $148.2 million, up 9 percent in a year",
        "Margin of 17.4 percent before tax and interest",
        "Sales of $600 million expected for the full year",
        &format!("HOLT, Ohio, July 30, 2024 -- {LONG}"),
        LONGER,
        "SOURCE Stone and Lime, Inc.",
    ];
    let (document, cleaning) = cleaned(&release.join("\n"), "en");
    let found: Vec<Role> = cleaning.blocks.iter().map(|block| block.role).collect();
    assert_eq!(found[2..6], [Role::ListItem, Role::ListItem, Role::ListItem, Role::Lead], "{found:?}");
    assert_eq!(found[7], Role::SourceLine);
    let cuts: Vec<&str> = cleaning.cuts.iter().map(|cut| document.slice(cut.span)).collect();
    assert_eq!(cuts, ["HOLT, Ohio, July 30, 2024 -- "], "below a list too");
}

#[test]
fn who_helped_the_author_is_named_in_a_sentence() {
    let helped = "Reporter Ann Lee in Holt contributed to this report.";
    assert_eq!(roles(&[LONG, LONGER, helped])[2], Role::Byline);
    assert_eq!(roles(&[LONG, LONGER, "The rain in Holt contributed to this flood."])[2], Role::Paragraph);
}

/// All that looks like a byline was a heading there: "By Land and Sea".
#[test]
fn what_says_in_two_words_who_wrote_is_no_heading_amid_the_text() {
    let amid = |line: &str| roles(&[LONG, LONGER, LONG, line, "Notes", LONGER, LONG])[3];
    assert_eq!(amid("Compiled by Ann Lee"), Role::Byline);
    assert_eq!(amid("By Land and Sea"), Role::Heading);
    assert_ne!(amid("Report by Holt Radio, 25 June 2023 (archived)"), Role::Byline);
}
