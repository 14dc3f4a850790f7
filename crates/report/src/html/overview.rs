//! The table at the head of a review: each article, what came and went, and where it began.

use std::fmt::Write;

use epitome::counted;

use super::article::{Compared, Standing};
use super::escape::escaped;
use super::words::call;

/// Writes a sentence of figures and the table.
pub(super) fn write(articles: &[Compared<'_>], page: &mut String) {
    // Writing to a string does not fail.
    let _ = writeln!(page, "<section>\n<h2>All articles</h2>\n<p>{}</p>", escaped(figures(articles)));
    *page += "<div class=\"wide\" role=\"region\" aria-label=\"Table of all articles\" tabindex=\"0\">\n\
              <table class=\"overview\">\n<thead><tr><th scope=\"col\">article</th><th scope=\"col\">in</th>\
              <th scope=\"col\">out</th><th scope=\"col\">last pick</th>\
              <th scope=\"col\">first cause, and what followed</th></tr></thead>\n<tbody>\n";
    articles.iter().for_each(|article| write_row(article, page));
    *page += "</tbody>\n</table>\n</div>\n</section>\n";
}

fn figures(articles: &[Compared<'_>]) -> String {
    let of = |standing: Standing| articles.iter().filter(|article| article.standing() == standing).count();
    let (n_changed, n_new, n_calm) = (of(Standing::Changed), of(Standing::New), of(Standing::Unchanged));
    let comparisons = || articles.iter().filter_map(|article| article.comparison.as_ref());
    let n_in: usize = comparisons().map(|both| both.came().len()).sum();
    let n_out: usize = comparisons().map(|both| both.went().len()).sum();
    let n_close = comparisons().filter(|both| both.before.close_call && !both.went().is_empty()).count();
    let all = counted(articles.len(), "article");
    if n_changed + n_new == 0 {
        return format!("{all}, and nothing changed in any of them.");
    }
    let new = if n_new > 0 { format!(", {n_new} new") } else { String::new() };
    let close = match n_close {
        0 => String::new(),
        1 => " In one of them the last pick had been a close call.".to_owned(),
        n => format!(" In {n} of them the last pick had been a close call."),
    };
    let moves = match (n_in, n_out) {
        (0, 0) => "Every summary has the sentences it had.".to_owned(),
        _ => format!("{} came into a summary, {n_out} went out.", counted(n_in, "sentence")),
    };
    format!("{all}: {n_changed} changed, {n_calm} unchanged{new}. {moves}{close}")
}

fn write_row(article: &Compared<'_>, page: &mut String) {
    let name = escaped(article.article.name);
    let now = call(article.article.now.close_call);
    let (n_in, n_out, last, cause) = match &article.comparison {
        None => ("–".to_owned(), "–".to_owned(), now.to_owned(), "new article".to_owned()),
        Some(both) => {
            let before = call(both.before.close_call);
            let last = if before == now { now.to_owned() } else { format!("{before} → {now}") };
            let number = |n: usize, sign: &str| if n == 0 { "0".to_owned() } else { format!("{sign}{n}") };
            let cause = match article.changed() {
                [] => "unchanged".to_owned(),
                [first] => (*first).to_owned(),
                [first, rest @ ..] => format!("{first}, then {}", rest.join(", ")),
            };
            (number(both.came().len(), "+"), number(both.went().len(), "−"), last, cause)
        }
    };
    let _ = writeln!(
        page,
        "<tr class=\"{}\"><th scope=\"row\"><a href=\"#{name}\">{name}</a></th><td class=\"number\">{n_in}</td>\
         <td class=\"number\">{n_out}</td><td>{last}</td><td>{}</td></tr>",
        article.standing().as_str(),
        escaped(cause)
    );
}
