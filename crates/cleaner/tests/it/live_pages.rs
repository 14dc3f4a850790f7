//! Pages that are written while something goes on: a summary above, posts with their times below.

use epitome_document::Role;

use crate::common::english::{LONG, LONGER, roles};

const TITLE: &str = "Storm Edda: bridges closed in the whole of the north";
const SAVED: &str = "The mayor has asked everybody to stay at home until the wind drops in the evening.";

#[test]
fn points_above_the_text_are_a_list_and_no_title() {
    let (h, i) = (Role::Heading, Role::ListItem);
    let points = [
        "About 640 houses on the coast have no power since the morning",
        "The bridge is closed to lorries until nine in the evening",
        "A rest centre has opened at the swimming hall",
    ];
    let head = [TITLE, "By Ann Lee", "12 November 2024 10:30"];
    let post = ["14:49", "Mayor asks everybody to stay", SAVED, LONG, LONGER];
    let found = roles(&[&head[..], &points, &post].concat());
    assert_eq!(found[0], Role::Title);
    assert_eq!(found[3..6], [i, i, i]);
    assert_eq!(found[6..8], [Role::Dateline, h], "what stands below the time of a post is its heading");
}

#[test]
fn times_with_a_point_are_those_of_posts_where_there_are_several() {
    let page = [
        TITLE,
        "By Ann Lee",
        LONG,
        "14.49",
        "The bridge",
        SAVED,
        "13.05",
        "No trains",
        LONGER,
        "12.10",
        "It is raining again in the hills above the town.",
    ];
    let found = roles(&page);
    assert_eq!([found[3], found[6], found[9]], [Role::Dateline; 3]);
    let one = [TITLE, "By Ann Lee", LONG, "14.49", SAVED, LONGER];
    assert_ne!(roles(&one)[3], Role::Dateline, "one may be a figure");
    let row = [TITLE, "By Ann Lee", LONG, "14.49", "13.05", "12.10", SAVED, LONGER];
    assert_ne!(roles(&row)[3], Role::Dateline, "and so may those in a row");
}

#[test]
fn a_label_of_other_stories_below_a_time_heads_a_post() {
    let label = "In pictures: waves top the harbour wall";
    let page = [TITLE, "By Ann Lee", LONG, "14:49", label, SAVED, "13:05", LONGER, LONG];
    assert_eq!(roles(&page)[4], Role::Heading);
    let page = [TITLE, "By Ann Lee", LONG, label, SAVED, LONGER, LONG];
    assert_eq!(roles(&page)[3], Role::Teaser);
}

#[test]
fn who_signs_several_posts_is_no_button() {
    let by = "By Ann Lee and Tom Roe";
    let page = [TITLE, by, LONG, "14:49", SAVED, "Ann Lee", "13:05", "No trains", LONGER, "Ann Lee", "Share"];
    let found = roles(&page);
    assert_eq!([found[5], found[9]], [Role::Byline; 2]);
}

#[test]
fn points_may_have_times() {
    let points = ["Key events", "14:31 Second recount", "12:50 Turnout announced", "10:00 Polls close"];
    let page =
        [&[TITLE, "By Ann Lee", "12 November 2024 10:30"][..], &points, &[SAVED, LONG, LONGER]].concat();
    assert_eq!(roles(&page)[3..7], [Role::Heading, Role::ListItem, Role::ListItem, Role::ListItem]);
}
