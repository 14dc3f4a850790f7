//! Articles in the manner of scraped pages, written and labelled before the rules were tuned.

use crate::common::{cleaned, labelled};

/// Cleans the text of a labelled article and compares the labels.
fn check(article: &str, hint: &str) {
    let text: String = article
        .lines()
        .map(|line| line.split_once(" | ").expect("a line is `role | text`").1.replace(['⟦', '⟧'], "") + "\n")
        .collect();
    let (document, cleaning) = cleaned(&text, hint);
    assert_eq!(labelled(&document, &cleaning), article);
}

#[test]
fn french_news_with_a_box_inside_and_related_stories_behind() {
    check(include_str!("../articles/fr-news.txt"), "fr");
}

#[test]
fn french_interview_with_speech_dashes() {
    check(include_str!("../articles/fr-interview.txt"), "fr");
}

#[test]
fn english_news_with_share_buttons_and_comments() {
    check(include_str!("../articles/en-news.txt"), "en");
}

#[test]
fn english_report_with_a_chart_and_its_source_inside() {
    check(include_str!("../articles/en-charts.txt"), "en");
}

#[test]
fn vietnamese_news_of_an_agency() {
    check(include_str!("../articles/vi-news.txt"), "vi");
}

#[test]
fn vietnamese_blog_with_numbered_headings() {
    check(include_str!("../articles/vi-listicle.txt"), "vi");
}

#[test]
fn french_recipe_with_amounts_without_bullets() {
    check(include_str!("../articles/fr-recipe.txt"), "fr");
}

#[test]
fn english_report_of_an_agency_nobody_knows_with_a_table() {
    check(include_str!("../articles/en-match.txt"), "en");
}

#[test]
fn vietnamese_notice_with_lists() {
    check(include_str!("../articles/vi-notice.txt"), "vi");
}

#[test]
fn english_thread_whose_posts_have_numbers() {
    check(include_str!("../articles/en-thread.txt"), "en");
}
