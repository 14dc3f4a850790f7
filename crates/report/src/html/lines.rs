//! The whole text of an article as a table: a row a sentence, with its marks before and now, its score and the reason.

use std::fmt::{Display, Write};

use super::changes::is_changed;
use super::compare::{Comparison, Pair};
use super::escape::escaped;
use super::state::{BlockState, Piece, PieceKind, Score, State};
use super::words::{lang, treatment, verdict};
use crate::weighing::UNIT;

/// Writes the table. Without a comparison it has one column of marks.
pub(super) fn write(name: &str, now: &State, comparison: Option<&Comparison<'_>>, page: &mut String) {
    // Writing to a string does not fail.
    let _ = writeln!(
        page,
        "<h3>The whole text</h3>\n<table class=\"text\">\n<caption class=\"hidden\">Every sentence of {}</caption>",
        escaped(name)
    );
    let marks = match comparison {
        Some(_) => "<th scope=\"col\">before</th><th scope=\"col\">now</th>",
        None => "<th scope=\"col\">pick</th>",
    };
    let _ =
        writeln!(page, "<thead><tr>{marks}<th scope=\"col\">sentence, score and reason</th></tr></thead>");
    for (idx, block) in now.blocks.iter().enumerate() {
        write_block(idx, block, now, comparison, page);
    }
    if let Some(comparison) = comparison {
        write_lost(comparison, page);
    }
    *page += "</table>\n";
}

/// A block: a line that says what it is and why, then its sentences and cuts.
fn write_block(
    idx: usize,
    block: &BlockState,
    now: &State,
    comparison: Option<&Comparison<'_>>,
    page: &mut String,
) {
    let usage = match block.usage.as_str() {
        "body" => "body",
        "aside" => "aside",
        _ => "drop",
    };
    let (class, word) = match comparison {
        Some(comparison) if is_changed(comparison, idx) => (" changed", "<strong>changed</strong> "),
        _ => ("", ""),
    };
    let n_columns = if comparison.is_some() { 3 } else { 2 };
    let _ = write!(
        page,
        "<tbody class=\"{usage}{class}\">\n<tr><th scope=\"rowgroup\" colspan=\"{n_columns}\">{word}\
         <span class=\"address\">{}</span> {}",
        escaped(&block.address),
        escaped(treatment(block))
    );
    if let Some(language) = &block.language {
        let _ = write!(page, " <span class=\"language\">{}</span>", escaped(verdict(language)));
    }
    match comparison.map(|comparison| comparison.block_before(idx).map(treatment)) {
        Some(Some(before)) if before != treatment(block) => {
            let _ = write!(page, " <span class=\"was\">before: {}</span>", escaped(before));
        }
        Some(None) => *page += " <span class=\"was\">not compared: this text is new or edited</span>",
        _ => {}
    }
    if let Some(weighed) = &block.weighed {
        let _ =
            write!(page, " <span class=\"weighed\" title=\"{}\">{}</span>", escaped(UNIT), escaped(weighed));
    }
    *page += "</th></tr>\n";
    let tag = &block.language.as_ref().unwrap_or(&now.language).tag;
    match comparison {
        Some(comparison) => {
            comparison.of_block(idx).iter().for_each(|pair| write_pair(pair, comparison, tag, page));
        }
        None => block.pieces.iter().for_each(|piece| {
            let _ = writeln!(page, "<tr{}>{}", class_of(piece, ""), mark(piece.score(), ""));
            write_cell(piece, None, &[], tag, page);
        }),
    }
    *page += "</tbody>\n";
}

/// A row of a comparison.
fn write_pair(pair: &Pair<'_>, comparison: &Comparison<'_>, tag: &str, page: &mut String) {
    let earlier = comparison.before(pair);
    let same = comparison.same(pair);
    // Where the borders were others, the mark is that of the first earlier pick under this row.
    let picked = earlier.iter().map(|placed| placed.piece).find(|piece| piece.rank().is_some());
    let before = same.or(picked).and_then(Piece::score);
    let is_picked = pair.now.rank().is_some();
    let (moved, word_before, word_now) = match (picked.is_some(), same.is_some(), is_picked) {
        (true, true, true) | (false, _, false) => ("", "", ""),
        (true, true, false) => (" went", "out", ""),
        (true, false, true) => (" came", "in part", "in"),
        (true, false, false) => (" went", "in part", ""),
        (false, _, true) => (" came", "", "in"),
    };
    let _ = writeln!(
        page,
        "<tr{}>{}{}",
        class_of(pair.now, moved),
        mark(before, word_before),
        mark(pair.now.score(), word_now)
    );
    write_cell(pair.now, same.and_then(Piece::score), &remarks(pair, comparison), tag, page);
}

/// What is to be said of the earlier state of a row.
fn remarks(pair: &Pair<'_>, comparison: &Comparison<'_>) -> Vec<String> {
    let Some(same) = comparison.same(pair) else {
        let earlier = comparison.before(pair).iter().map(|placed| placed.piece);
        return match pair.is_first {
            true => earlier.map(|piece| format!("before: {} “{}”", what(piece), piece.text)).collect(),
            false => vec!["before: one with the row above".to_owned()],
        };
    };
    match (&same.kind, &pair.now.kind) {
        (PieceKind::Cut { role: before }, PieceKind::Cut { role: now }) if before == now => Vec::new(),
        (PieceKind::Cut { role }, _) => vec![format!("before: cut off as {role}")],
        (PieceKind::Sentence { .. }, PieceKind::Cut { .. }) => vec!["before: a sentence".to_owned()],
        (PieceKind::Sentence { score: before, .. }, PieceKind::Sentence { score: now, .. }) => {
            match (before, now) {
                (Some(before), Some(now)) => earlier_reason(before, now).into_iter().collect(),
                _ => Vec::new(),
            }
        }
    }
}

/// What stood there, with its address or role.
fn what(piece: &Piece) -> String {
    match &piece.kind {
        PieceKind::Cut { role } => format!("cut off as {role},"),
        PieceKind::Sentence { address, score: None } => format!("one sentence, {address},"),
        PieceKind::Sentence { address, score: Some(score) } => {
            format!("one sentence, {address}, score {},", score.total)
        }
    }
}

/// The class of a row.
fn class_of(piece: &Piece, moved: &str) -> String {
    match (&piece.kind, piece.rank()) {
        (PieceKind::Cut { .. }, _) => format!(" class=\"cut{moved}\""),
        (_, Some(_)) => format!(" class=\"picked{moved}\""),
        (_, None) if moved.is_empty() => String::new(),
        (_, None) => format!(" class=\"{}\"", moved.trim_start()),
    }
}

/// The cell of a mark: the rank of a pick and, where that is news, a word.
fn mark(score: Option<&Score>, word: &str) -> String {
    let word = if word.is_empty() { String::new() } else { format!(" <small>{word}</small>") };
    match score.map(|score| &score.outcome) {
        Some(Ok(rank)) => format!("<td class=\"mark\"><b>#{rank}</b>{word}</td>"),
        Some(Err(_)) => "<td class=\"mark\"><span aria-hidden=\"true\">·</span><span class=\"hidden\">not picked</span></td>".to_owned(),
        None => "<td class=\"mark\"></td>".to_owned(),
    }
}

/// The text of a row with all that is said of it.
fn write_cell(piece: &Piece, before: Option<&Score>, remarks: &[String], tag: &str, page: &mut String) {
    let _ = writeln!(
        page,
        "<td><div><p class=\"text\" lang=\"{}\" dir=\"auto\">{}</p>",
        lang(tag),
        escaped(&piece.text)
    );
    *page += "<p class=\"note\">";
    match &piece.kind {
        PieceKind::Cut { role } => {
            let _ = write!(page, "cut off: {}, no part of a sentence", escaped(role));
        }
        PieceKind::Sentence { address, score } => {
            let _ = write!(page, "<span class=\"address\">{}</span>", escaped(address));
            if let Some(score) = score {
                let _ = write!(page, " {}", escaped(reason(score)));
            }
        }
    }
    for remark in remarks {
        let _ = write!(page, " <span class=\"was\">{}</span>", escaped(remark));
    }
    *page += "</p>\n";
    if let Some(score) = piece.score() {
        write_score(score.total, before.map(|before| before.total), page);
    }
    *page += "</div></td></tr>\n";
}

/// Why a sentence was picked, or why not and what speaks for it all the same.
fn reason(score: &Score) -> String {
    let facts = crate::decision::facts(&score.features);
    match &score.outcome {
        Ok(_) => format!("picked: {facts}"),
        Err(why) => format!("not picked: {why}. Facts: {facts}"),
    }
}

/// What was said of a sentence before, as far as it differs.
fn earlier_reason(before: &Score, now: &Score) -> Option<String> {
    let outcome = match (&before.outcome, &now.outcome) {
        (Ok(_), Err(_)) => Some("picked".to_owned()),
        (Err(why), other) if other.as_ref().err() != Some(why) => Some(format!("not picked: {why}")),
        _ => None,
    };
    let facts = [before, now].map(|score| crate::decision::facts(&score.features));
    let facts = (facts[0] != facts[1]).then(|| format!("facts: {}", facts[0]));
    let said: Vec<String> = outcome.into_iter().chain(facts).collect();
    (!said.is_empty()).then(|| format!("before: {}", said.join(". ")))
}

/// A score as a bar and a number; the earlier one as a thin bar above, where it differs.
fn write_score(now: u16, before: Option<u16>, page: &mut String) {
    let before = before.filter(|before| *before != now);
    *page += "<p class=\"score\"><span class=\"bars\" aria-hidden=\"true\">";
    if let Some(before) = before {
        let _ = write!(page, "<i class=\"before\" style=\"width:{}\"></i>", per_cent(before));
    }
    let _ = write!(page, "<i style=\"width:{}\"></i></span> <span>score {now}", per_cent(now));
    if let Some(before) = before {
        let sign = if now > before { '+' } else { '−' };
        let _ = write!(page, ", before {before} ({sign}{})", now.abs_diff(before));
    }
    *page += "</span></p>\n";
}

fn per_cent(per_mille: u16) -> impl Display {
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}

/// Earlier parts that stand in the text no more.
fn write_lost(comparison: &Comparison<'_>, page: &mut String) {
    let mut lost = comparison.lost().peekable();
    if lost.peek().is_none() {
        return;
    }
    *page += "<tbody class=\"lost changed\">\n<tr><th scope=\"rowgroup\" colspan=\"3\">No longer in the text, or edited</th></tr>\n";
    for placed in lost {
        let tag = placed.block.language.as_ref().unwrap_or(&comparison.before.language);
        let _ = write!(
            page,
            "<tr>{}{}\n<td><p class=\"text\" lang=\"{}\" dir=\"auto\">{}</p><p class=\"note\">before: {}</p></td></tr>\n",
            mark(placed.piece.score(), ""),
            mark(None, ""),
            lang(&tag.tag),
            escaped(&placed.piece.text),
            escaped(treatment(placed.block)),
        );
    }
    *page += "</tbody>\n";
}
