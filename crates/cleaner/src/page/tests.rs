//! Tests of what each block of a page is, and what the tests of its parts share.

use epitome_document::{Input, LangTag, ReadOptions, read};
use epitome_langs::Languages;

use super::*;
use crate::page::outside::MAX_BYLINE_DISTANCE;

pub(crate) const TEXT: &str =
    "The council voted on Monday to close the old bridge until the spring of next year.";

/// The role and the reason of each block of a page to which the model gave these logits.
pub(crate) fn roles(html: &str, logits: &[i32], title: Option<usize>) -> Vec<(Role, Reason)> {
    treatments(html, logits, title).iter().map(|block| (block.role, block.reason)).collect()
}

fn treatments(html: &str, logits: &[i32], title: Option<usize>) -> Vec<Treatment> {
    let document = read(&Input::html("page.html", html.as_bytes()), &ReadOptions::default()).unwrap();
    let languages = Languages::default();
    let book = Cuebook::new(LangTag::literal("en"), &languages);
    let (lines, marks) = crate::read_lines(&document, &book);
    let looks = Looks { logits: logits.iter().copied().map(Some).collect(), title, opinions: Vec::new() };
    assign(&document, &lines, &marks, &book, &looks).0
}

#[test]
fn what_an_element_is_called_makes_a_caption_of_a_block_of_the_article() {
    for open in
        ["<p class=wp-caption-text>", "<div class=\"image imageCaption\">", "<div class=cutline><span>"]
    {
        let html = format!("<p>{TEXT}</p>{open}The bridge in May</div><p>It was built in 1911, {TEXT}</p>");
        assert_eq!(roles(&html, &[200, 200, 200], None)[1], (Role::Caption, Reason::Markup), "{open}");
    }
    // One that only holds an element so called is none.
    let html = format!("<div class=hasCaption><p>{TEXT}</p></div><p>It was built in 1911, {TEXT}</p>");
    assert_eq!(roles(&html, &[200, 200], None)[0].0, Role::Lead);
}

#[test]
fn a_page_without_any_article_keeps_its_best_and_is_not_sure() {
    let html = "<p>Closed today.</p><p>Open again on Friday.</p>";
    let roles = roles(html, &[-500, -150], None);
    assert_eq!(roles[0].0, Role::Furniture);
    assert_eq!(roles[1].0.usage(), Use::Body);
}

#[test]
fn what_is_hidden_beside_text_that_is_shown_is_in_doubt() {
    let hidden = |n_shown: usize| {
        let shown: String =
            (0..n_shown).map(|n| format!("<p>{n} of the masons agreed. {TEXT}</p>")).collect();
        let html = format!("{shown}<div style=\"display: none\"><p>It was built in 1911. {TEXT}</p></div>");
        *roles(&html, &vec![200; n_shown + 1], None).last().unwrap()
    };
    assert_eq!(hidden(2), (Role::Paragraph, Reason::Hidden));
    assert_eq!(hidden(1), (Role::Paragraph, Reason::Hidden));
    assert_eq!(hidden(0), (Role::Lead, Reason::FirstParagraph), "folded away, for scripts to show");
}

/// Code of a page that explains it was summarised where the page says little else.
#[test]
fn what_is_preformatted_beside_running_text_is_set_aside() {
    let code = "<pre>$ sudo apt install mist\nListening on port 8080.</pre>";
    let treatments = |html: &str, n: usize| {
        let blocks = treatments(html, &vec![200; n], None);
        blocks.iter().map(|block| (block.usage, block.reason)).collect::<Vec<_>>()
    };
    let beside = treatments(&format!("<p>{TEXT}</p>{code}<p>{TEXT} Again.</p>"), 3);
    assert_eq!(beside[1], (Use::Aside, Reason::Preformatted));
    assert_eq!([beside[0].0, beside[2].0], [Use::Body; 2]);
    assert_eq!(treatments(&format!("<pre>{TEXT}</pre>"), 1)[0].0, Use::Body, "the article itself");
}

#[test]
fn subjects_figures_and_names_below_the_text_are_told_by_where_they_stand() {
    let html = format!(
        "<h1>The old bridge</h1><ul class=post-topics><li>Holt<li>Roads and bridges</ul><p>{TEXT}</p>\
         <table><tr><td>3:42<td>Monday, 4 May 2020</table><p>4 May 2020</p><p>{TEXT} Again.</p><p>Ann Lee - Tom Roe</p>\
         <div class=nav-prev><a href=/x>Harbour reopens after the storm</a></div>"
    );
    let roles = roles(&html, &[100, 200, 200, 200, 200, 200, 200, 200, 200, -300], Some(0));
    let found: Vec<Role> = roles.iter().map(|(role, _)| *role).collect();
    let (f, p) = (Role::Furniture, Role::Paragraph);
    assert_eq!(found[..4], [Role::Title, f, f, Role::Lead]);
    assert_eq!(found[4..7], [p, p, Role::Dateline]);
    assert_eq!(found[7..], [p, Role::Byline, Role::Teaser]);
}

#[test]
fn terms_questions_that_fold_away_and_lists_of_contents_are_told_by_their_elements() {
    let html = format!(
        "<h1>The old bridge</h1><p>What is inside<ul><li><a href='#vote'>The vote</a></ul><p>{TEXT}</p>\
         <dl><dt>Built<dd>In 1911</dl><details><summary>Who pays?</summary><p>{TEXT} Again.</p></details>\
         <blockquote><p>The river takes what it wants and brings nothing back.<p>Ann Lee, poet</blockquote>"
    );
    let found: Vec<Role> = roles(&html, &[200; 10], Some(0)).iter().map(|(role, _)| *role).collect();
    let (f, h, p) = (Role::Furniture, Role::Heading, Role::Paragraph);
    assert_eq!(found, [Role::Title, f, f, Role::Lead, h, p, h, p, Role::Quote, Role::Quote]);
}

#[test]
fn a_heading_without_text_below_it_belongs_to_what_follows() {
    let html = format!("<h1>The old bridge</h1><p>{TEXT}</p><h2>Our shop</h2><p>Shop</p>");
    let roles = roles(&html, &[100, 200, 50, -300], Some(0));
    assert_eq!([roles[0].0, roles[1].0], [Role::Title, Role::Lead]);
    assert_eq!(roles[2], (Role::Furniture, Reason::LineOutsideText));
}

#[test]
fn a_dropped_block_that_is_one_link_is_the_title_of_another_story_unless_it_is_of_a_menu() {
    let link = "<a href=/x>Harbour reopens after the storm</a>";
    for (part, role) in [
        (format!("<div>{link}</div>"), Role::Teaser),
        (format!("<aside><ul><li>{link} May 3</ul></aside>"), Role::Teaser),
        (format!("<nav><ul><li>{link}</ul></nav>"), Role::Furniture),
        ("<div><a href=/x>Local news</a></div>".to_owned(), Role::Furniture),
        (format!("<div>{link} and much more that is behind no link</div>"), Role::Furniture),
    ] {
        let html = format!("<h1>The old bridge</h1><p>{TEXT}</p><p>{TEXT} And so on.</p>{part}");
        assert_eq!(roles(&html, &[100, 200, 200, -300], Some(0))[3].0, role, "{part}");
    }
}

#[test]
fn the_author_is_looked_for_near_the_title_only() {
    let author = "<div class=byline>Ann Lee</div>";
    let menu = "<p>Shop</p>".repeat(MAX_BYLINE_DISTANCE);
    let html = format!("<h1>The old bridge</h1>{author}<p>{TEXT}</p>{menu}{author}");
    let mut logits = vec![100, -300, 200];
    logits.resize(logits.len() + MAX_BYLINE_DISTANCE + 1, -300);
    let roles = roles(&html, &logits, Some(0));
    assert_eq!(roles[1].0, Role::Byline);
    assert_eq!(roles[roles.len() - 1].0, Role::Furniture);
}
