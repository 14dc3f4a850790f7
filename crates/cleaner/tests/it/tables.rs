//! Tables and lists of which only the cells are left: what stands in them is told by those beside it.

use epitome_document::{Role, Use};

use crate::common::english::{LONG, LONGER, roles};

fn are_kept(found: &[Role]) -> bool {
    found.iter().all(|role| role.usage() == Use::Body || *role == Role::Heading)
}

/// They were taken for the dates of posts, and what stood above them for authors and ranks.
#[test]
fn the_days_of_a_timetable_are_its_cells() {
    let days =
        ["Day", "Time", "Paper", "3 June 2025", "Morning", "Letters", "3 June 2025", "Noon", "English"];
    let page =
        [&["The tests of Holt", "8 April 2025", LONG, "Timetable"][..], &days, &[LONGER, LONG]].concat();
    let found = roles(&page);
    assert!(are_kept(&found[3..13]), "{found:?}");
    assert_eq!(found[1], Role::Dateline);
    let labels = [
        "In short",
        "Degree",
        "Master",
        "Language",
        "English",
        "Until",
        "3 May 2025, 6 pm",
        "Start",
        "August 2025",
    ];
    let found = roles(&[&["Twelve places in Holt", LONG][..], &labels, &[LONGER]].concat());
    assert!(are_kept(&found[2..11]), "{found:?}");
}

/// They were taken for buttons, which come again below each text.
#[test]
fn what_a_table_names_may_head_a_part_of_the_text() {
    let cells: Vec<String> = (1..6)
        .flat_map(|n| [format!("Kettle {n}"), format!("£{n}9"), format!("{n} min"), "Good".into()])
        .collect();
    let cells: Vec<&str> =
        cells.iter().map(String::as_str).chain(["Velo Glass", "£65", "2 min", "Poor"]).collect();
    let parts = [LONGER, "Velo Glass", "Rated 1.5/5", LONG];
    let found = roles(&[&["Six kettles tested", LONG, "All in short"][..], &cells, &parts].concat());
    assert!(are_kept(&found[3..30]), "{found:?}");
}

/// They were taken for buttons too.
#[test]
fn labels_that_come_again_below_each_text_are_no_buttons() {
    let values = ["Highest", "4 to 9 degrees", "Wind", "light, from the south", "Frost", "above 2400 m"];
    let page =
        [&["Weather of the hills", LONG, "Friday"][..], &[LONG], &values, &["Saturday", LONGER], &values]
            .concat();
    let found = roles(&page);
    assert!(are_kept(&found[4..18]), "{found:?}");
    let thread = [LONG, "Reply", "Like", LONGER, "Reply", "Like", LONG, "Reply", "Like"];
    assert_eq!(roles(&thread).iter().filter(|role| **role == Role::Furniture).count(), 6);
}

/// They were dropped as headings above what is of the page, which no heading is.
#[test]
fn the_end_of_a_list_stands_above_what_is_of_the_page() {
    let bridges = [
        "Turkey Creek in the county of Holt: closed, and to be replaced",
        "The old mill road in the county of Wray: closed, no date set",
        "County road twelve over the creek: open again since the repairs of December",
    ];
    let page =
        [&[LONG, LONGER][..], &bridges, &["READ MORE: Road crews short of drivers", LONG, LONGER]].concat();
    assert_eq!(roles(&page)[2..5], [Role::ListItem; 3]);
}

#[test]
fn a_date_with_a_semicolon_opens_an_item() {
    let plan = ["June 2024: first plans;", "January 2025: new machines;", "May 2025: work begins."];
    let found = roles(&[&[LONG, "Calendar"][..], &plan, &[LONGER]].concat());
    assert!(are_kept(&found[1..5]), "{found:?}");
}

/// A word of the page above it was enough to lose it all.
#[test]
fn tables_stand_below_the_text_behind_an_advertisement() {
    let results =
        ["All results", "Day", "Match", "Score", "14/3", "Holt – Wray", "0-0", "15/3", "Vale – Rook", "1-4"];
    let places = ["After eight rounds", "Team", "Played", "Points", "Holt", "8", "18", "Wray", "8", "17"];
    let page =
        [&["Holt wins again", LONG, LONGER, "Advertisement"][..], &results, &places, &["Tags"]].concat();
    let found = roles(&page);
    assert!(are_kept(&found[4..24]), "{found:?}");
}

#[test]
fn stars_and_a_score_between_title_and_text_are_of_it() {
    for line in ["★★★★☆", "Holt Rovers 2-1 Wray Town"] {
        assert_eq!(
            roles(&["The old mill on the stage again", line, LONG, LONGER])[1],
            Role::Paragraph,
            "{line}"
        );
    }
}

#[test]
fn what_a_review_finds_good_and_bad_is_a_list_also_behind_the_text() {
    let merits = ["Pros", "Very light", "Lasts for days", "Cons", "Stiff lid"];
    let (h, i) = (Role::Heading, Role::ListItem);
    for below in [&["Tags"][..], &["Tags", LONGER]] {
        let found = roles(&[&["Six kettles tested", LONG, LONGER][..], &merits, below].concat());
        assert_eq!(found[3..8], [h, i, i, h, i]);
    }
    let found = roles(&[&[LONG, LONGER][..], &merits, &["Where to buy", LONG]].concat());
    assert_eq!(found[7], h, "the heading of what follows");
}

/// Books and documents below "Sources" were taken for other stories.
#[test]
fn what_the_author_read_stays() {
    let books =
        ["Ann Lee, Keepers of nothing, Holt Press, 2011", "Town code of Wray, section 9, read 9 June 2025"];
    let found = roles(&[&["The last keepers", LONG, LONGER, "Sources"][..], &books, &["Most read"]].concat());
    assert_eq!(found[4..6], [Role::ListItem; 2]);
    let papers = ["Parish registers of Wray, 1780-1830", "Letters in the hands of the author", books[0]];
    let found =
        roles(&[&["The last keepers", LONG, LONGER, "Sources"][..], &papers, &["Most read"]].concat());
    assert_eq!(found[4..7], [Role::ListItem; 3]);
    let stories = ["Snow on the fells of the north", "The ferry to Wray sails again, from the old quay"];
    let found = roles(&[&["The last keepers", LONG, LONGER, "Source"][..], &stories].concat());
    assert!(found[4..].iter().all(|role| role.usage() == Use::Drop), "{found:?}");
}

/// "Bridge" in the facts was taken for it, or the line that asks for pictures.
#[test]
fn the_title_of_an_entry_is_what_its_text_opens_with() {
    let facts = ["Length", "11.4 km", "Built", "1781–1788", "Locks", "4", "Owner", "The town of Holt"];
    let text =
        "The Holt Canal (once the Moss Cut) is a canal of eleven kilometres between the mills and the sea.";
    let head = ["We look for pictures of weirs and locks. Join in!", "Holt Canal"];
    let found = roles(&[&head[..], &facts, &[text, LONG, LONGER]].concat());
    assert_eq!(found[1], Role::Title);
    assert!(are_kept(&found[2..11]), "{found:?}");
}

/// Of a long page such facts went, and of any where few of them are figures.
#[test]
fn the_facts_of_an_entry_need_no_figures() {
    let facts = ["Carries", "Holt and Wray Railway", "Crosses", "River Marsh", "Material", "Blue brick"];
    let text =
        "Holt Viaduct is a bridge of seventeen arches that carried the railway over the marsh until 1962.";
    let shop = vec!["Shop"; 80];
    for page in [&[][..], &shop] {
        let found =
            roles(&[&["Main page", "Holt Viaduct"][..], &facts, &[text, LONG, LONGER], page].concat());
        assert!(are_kept(&found[2..11]), "{found:?}");
    }
}

/// The posts that each author has written were taken for comments, which follow an article.
#[test]
fn a_count_beside_each_author_ends_no_thread() {
    let post = |author: &'static str, count: &'static str, text: &'static str| {
        [author, count, "Joined: Mon May 4 2015", "Post by ann_42 » Tue Jul 21 2020, 20:11", text, "Top"]
    };
    let one = post("ann_42", "Comments: 42", LONG);
    let two = post("tom_7", "Comments: 1388", LONGER);
    let page = [&["When to start with the hives?"][..], &one, &two, &one, &two, &two].concat();
    let found = roles(&page);
    let texts = page.iter().zip(&found).filter(|(line, _)| [LONG, LONGER].contains(line));
    assert!(texts.into_iter().take(2).all(|(_, role)| role.usage() == Use::Body), "{found:?}");
}

#[test]
fn what_stands_in_brackets_directly_below_the_text_is_of_it() {
    assert_eq!(
        roles(&["The bank lends more", LONG, LONGER, "($1 = 0.7732 pounds)", "Share"])[3],
        Role::Paragraph
    );
}

#[test]
fn a_row_may_end_with_an_empty_cell() {
    let cells = [
        "Class",
        "Winner",
        "Plot",
        "Onions",
        "F. Ackroyd",
        "17",
        "Parsnips",
        "The Raos",
        "8a",
        "Jam",
        "None",
        "-",
    ];
    let found = roles(&[&["The show", LONG, "Results"][..], &cells, &[LONGER]].concat());
    assert!(are_kept(&found[3..15]), "{found:?}");
}

/// A firm that signs its release is what the text speaks of, and no author.
#[test]
fn whom_the_text_names_again_and_again_is_no_author() {
    let about =
        "Northsound Ferries runs 17 routes along the coast and employs more than a thousand people there.";
    let says = |n: usize| {
        format!(
            "Northsound Ferries said that its new boat {n} will sail from Holt in the spring of next year."
        )
    };
    let [one, two] = [1, 2].map(says);
    let lines = ["A new boat for Holt", "By Northsound Ferries", &one, LONG, LONGER, &two, LONG, about];
    assert_eq!(roles(&lines)[7], Role::Paragraph);
    let author = [
        "A new boat for Holt",
        "By Ann Marsh",
        LONG,
        LONGER,
        LONG,
        "Ann Marsh has written of boats since 2009.",
    ];
    assert_eq!(roles(&author)[5], Role::Furniture);
}
