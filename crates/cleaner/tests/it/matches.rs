//! What stands in reports of matches, tests of goods and interviews, whose markup is gone.

use epitome_document::Role;

use crate::common::english::{LONG, LONGER, roles};

#[test]
fn the_minutes_of_a_match_are_no_steps() {
    let at = |minutes: [&str; 3]| {
        let goals = ["a corner by Lee is headed home.", "Roe levels from the spot.", "Marsh wins it."];
        let told: Vec<String> =
            minutes.iter().zip(goals).map(|(minute, goal)| format!("{minute}: {goal}")).collect();
        let lines = [LONG, "How it went", &told[0], &told[1], &told[2], LONGER];
        roles(&lines)[2..5].to_vec()
    };
    assert_eq!(at(["Minute 11", "Minute 29", "Minute 52"]), [Role::Paragraph; 3]);
    assert_eq!(at(["Step 1", "Step 2", "Step 3"]), [Role::ListItem; 3]);
}

#[test]
fn those_who_played_are_of_the_report_also_below_other_stories() {
    let players = [
        "Holt: Lee, Roe (Ames 64), Dunn, Hart, Perry, Oakes, Wren, Moss, Tate, Birch, Cole",
        "Marsh: Neary, Lusby (Tilley 80), Snow, Gage, Finch, Marlow, Pike, Rudd, Shaw, Vane, York",
    ];
    let below = |rows: [&str; 2]| {
        let lines = [
            "Holt beat Marsh in the rain",
            LONG,
            LONGER,
            "Read also:",
            "A club without a ground",
            "Teams",
            rows[0],
            rows[1],
            "Tags",
        ];
        roles(&lines)[5..8].to_vec()
    };
    assert_eq!(below(players), [Role::Heading, Role::Paragraph, Role::Paragraph]);
    let topics = ["Topics: Holt, Marsh, Snow, Gage", "Places: Holt, Marsh, Wray, Quay"];
    assert!(below(topics)[1..].iter().all(|role| *role != Role::Paragraph), "without a minute they are tags");
}

#[test]
fn rows_that_end_with_figures_are_a_table_and_what_follows_is_decided_anew() {
    let (h, p, i) = (Role::Heading, Role::Paragraph, Role::ListItem);
    let lines = [
        LONG,
        "Range in kilometres",
        "Brewster Traveller 2 54",
        "Bergamot 61",
        "Rolo Family 43",
        "What we like",
        "A motor that hardly makes a sound",
        "A stand that holds it upright",
        "Care in every detail of it",
        "The makers",
        LONGER,
    ];
    assert_eq!(roles(&lines)[1..9], [h, p, p, p, h, i, i, i]);
    let rated = [
        LONG,
        "Our verdict",
        "4/5",
        "What we like",
        "A quiet motor",
        "A good stand",
        "Its price",
        "The makers",
        LONGER,
    ];
    assert_eq!(roles(&rated)[1..4], [h, p, h]);
}

#[test]
fn a_title_that_is_a_quotation_stands_above_its_standfirst() {
    let standfirst = "Ann Lee on forty years on the old bridge, the council and why she no longer votes";
    for title in ["'A river is a slow talk'", "‘A river is a slow talk’", "“A river is a slow talk”"]
    {
        let found = roles(&["Features", title, standfirst, "Interview by Tom Roe", LONG, LONGER]);
        assert_eq!(found[1], Role::Title, "{title}");
    }
}

#[test]
fn who_wrote_letters_and_where_is_no_heading() {
    let page = |places: [&str; 3]| {
        let names: Vec<String> = ["Ann Lee", "Dr Tom Roe", "Eve Ames"]
            .iter()
            .zip(places)
            .map(|(name, place)| format!("{name}{place}"))
            .collect();
        let lines = ["Letters about the bridge", LONG, &names[0], LONGER, &names[1], LONG, &names[2], LONGER];
        let found = roles(&lines);
        [found[2], found[4], found[6]]
    };
    assert_eq!(page([", Holt", ", Quay, North Marsh", ", Wray"]), [Role::Byline; 3]);
    assert_eq!(page([", Holt", "", ", and the river"])[0], Role::Heading, "one alone is none");
}

#[test]
fn an_ingredient_is_no_title() {
    let lines = [
        "A leek pie from Holt",
        "Oven: 20 min",
        "Rest: 35 min",
        "- 1 pastry of butter",
        "- 4 leeks from the garden",
        LONG,
        LONGER,
    ];
    assert_eq!(roles(&lines)[0], Role::Title);
}

/// Each table was looked for in all that was left of the run, figures told anew: 16,000 of them took half a minute.
#[test]
fn many_tables_in_a_run_are_found_one_behind_the_other() {
    let rows = ["Results of the day", "Holt Town 11", "Marsh End 12", "Quay Lane 13"];
    let mut lines = vec![LONG];
    (0..4000).for_each(|_| lines.extend(rows));
    lines.extend(["The end", LONGER]);
    let found = roles(&lines);
    assert!(found[1..16001].chunks(4).all(|table| table[1..].iter().all(|role| *role == Role::Paragraph)));
}
