//! Where the model for plain text overrules the rules: lines that are nothing like the article around them, and lines of the
//! article that the rules took for furniture.

use epitome_document::{Reason, Role, Treatment, Use};

use crate::article::roles::treat;
use crate::article::runs::runs;
use crate::line::{Line, Shape};
use crate::model::{IN_DOUBT, SURE};

/// From so many lines on, most of them short, a text is a whole page copied from a browser, menus and all. The pages the model was
/// trained on have 190 at the mean; where it is asked of texts with 60 lines and more F1 on 791 others is .9023 and recall .9442, with 80
/// .9017 and .9444. The opened texts between these lose fifteen lines of body to it. A shorter text is left to the rules.
const MIN_PAGE_LINES: usize = 80;
/// A text of fewer lines is left to the rules: the model learnt from few such, fifteen of the labelled texts.
pub(crate) const MIN_LINES: usize = 20;
/// The same for a sentence, which the model alone drops only when its chance is one in fourteen: what it goes by is place and length, and
/// no word names it as the page's. On 791 articles it was not trained on, flattened, recall and F1 are .9489 and .9117 with 180, .9535 and
/// .9092 with 260, .9543 and .9069 with 340; of the sentences dropped so 368 of 2,265, 100 of 1,270 and 39 of 722 are of the article.
const SENTENCE_IN_DOUBT: i32 = 260;

/// Whether a text is a whole page: only then the model drops lines.
pub(crate) fn is_page(lines: &[Line]) -> bool {
    let n_short = lines.iter().filter(|line| line.shape == Shape::Short).count();
    lines.len() >= MIN_PAGE_LINES && n_short * 2 > lines.len()
}

/// Changes the treatment of lines by the logits of the model, which is asked of whole pages, and where rules drop lines for a weak reason:
/// in any text such a line stays where the model takes it for the article. The posts of a thread are short, and unlike an
/// article: the model only doubts them. Nor does it know the cells of tables, which few of the texts have that it learnt from: from
/// `text` on, where the text begins, they stay.
pub(crate) fn overrule<'l>(
    lines: &[Line],
    look: impl FnOnce() -> &'l [Option<i32>],
    text: usize,
    is_forum: bool,
    blocks: &mut [Treatment],
) {
    let is_page = is_page(lines);
    let weak: Vec<bool> = (0..blocks.len()).map(|idx| is_weak(blocks, idx)).collect();
    if !is_page && (lines.len() < MIN_LINES || !weak.contains(&true)) {
        return;
    }
    let logits = look();
    let ruled = blocks.to_vec();
    for (idx, ((block, line), logit)) in blocks.iter_mut().zip(lines).zip(logits).enumerate() {
        let Some(logit) = *logit else { continue };
        let in_doubt = if line.is_sentence() { SENTENCE_IN_DOUBT } else { IN_DOUBT };
        if logit >= 0 && weak[idx] {
            *block = treat(Role::Paragraph, Reason::RunningText, false);
        } else if !is_page || !is_text(block) || idx >= text && block.reason == Reason::AmongText {
            // Left to the rules.
        } else if logit < -in_doubt && !is_forum {
            *block = treat(Role::Furniture, Reason::UnlikeText, logit < -SURE);
        } else {
            block.sure = logit >= SURE;
        }
    }
    restore_amid_text(lines, logits, &weak, &ruled, blocks);
}

/// Whether rules drop a line for nothing but its place: that no sentence stands around it, or that it stands behind the label of what
/// readers write. Of 16 lines of the opened texts, and of the opened pages flattened, that are dropped for the second reason and that the
/// model takes for the article, 13 are its lines; of 933 others 5. Behind the bare word "Sources" an article may go on too.
fn is_weak(blocks: &[Treatment], idx: usize) -> bool {
    let is_weak = match blocks[idx].reason {
        Reason::LineOutsideText | Reason::ReaderComments => true,
        Reason::AfterEnd(marker) => blocks[marker.idx()].role == Role::SourceLine,
        _ => false,
    };
    is_weak && blocks[idx].usage == Use::Drop
}

fn is_text(block: &Treatment) -> bool {
    block.usage == Use::Body || block.role == Role::Heading
}

/// Where the model or their place alone drops lines that are no sentences, those around them have to bear it out: directly between two lines
/// that the model takes for the article they stay, in doubt, as the headings, labels and cells that they mostly are. On the pages
/// the model was trained on F1 is .8921 and recall .9509 so, .8919 and .9502 where they go.
fn restore_amid_text(
    lines: &[Line],
    logits: &[Option<i32>],
    weak: &[bool],
    ruled: &[Treatment],
    blocks: &mut [Treatment],
) {
    let is_dropped = |idx: usize| blocks[idx].usage == Use::Drop;
    let is_unlike = |idx: usize| {
        (blocks[idx].reason == Reason::UnlikeText || weak[idx] && is_dropped(idx))
            && !lines[idx].is_sentence()
    };
    let is_article = |idx: usize| {
        idx < lines.len() && is_text(&blocks[idx]) && logits[idx].is_some_and(|logit| logit >= 0)
    };
    let amid = runs(lines.len(), is_unlike)
        .filter(|run| run.start > 0 && is_article(run.start - 1) && is_article(run.end));
    for idx in amid.flatten().collect::<Vec<_>>() {
        let ruled = if weak[idx] { treat(Role::Paragraph, Reason::AmongText, false) } else { ruled[idx] };
        blocks[idx] = Treatment { sure: false, ..ruled };
    }
}

#[cfg(test)]
mod tests {
    use epitome_langs::Languages;

    use super::*;
    use crate::line::phrases::Cuebook;

    const TEXT: &str = "The council voted on Monday to close the old bridge until the spring of next year.";

    /// The treatment of a block with this text and logit among so many lines.
    fn overruled_of(n: usize, text: &str, block: Treatment, logit: i32, is_forum: bool) -> Treatment {
        let languages = Languages::default();
        let book = Cuebook::new(epitome_document::LangTag::literal("en"), &languages);
        let lines: Vec<Line> = std::iter::once(text)
            .chain(std::iter::repeat_n("Shop", n - 1))
            .map(|text| Line::new(text, &book))
            .collect();
        let mut blocks = vec![block; n];
        let logits = vec![Some(logit); n];
        overrule(&lines, || &logits, 0, is_forum, &mut blocks);
        blocks[0]
    }

    /// The same on a whole page.
    fn overruled(text: &str, block: Treatment, logit: i32, is_forum: bool) -> Treatment {
        overruled_of(MIN_PAGE_LINES, text, block, logit, is_forum)
    }

    #[test]
    fn in_a_short_text_a_line_stays_where_model_and_rules_disagree() {
        let line = treat(Role::Furniture, Reason::LineOutsideText, true);
        let text = treat(Role::Paragraph, Reason::RunningText, true);
        let doubt = treat(Role::Paragraph, Reason::RunningText, false);
        assert_eq!(overruled_of(MIN_LINES, "Opening hours", line, 10, false), doubt);
        assert_eq!(overruled_of(MIN_LINES, "Opening hours", line, -10, false), line);
        assert_eq!(overruled_of(MIN_LINES, "Opening hours", text, -300, false), text);
        assert_eq!(overruled_of(MIN_LINES - 1, "Opening hours", line, 300, false), line);
    }

    #[test]
    fn on_a_flattened_page_the_model_overrules_the_rules_both_ways() {
        let text = treat(Role::Paragraph, Reason::RunningText, true);
        let line = treat(Role::Furniture, Reason::LineOutsideText, true);
        let doubt = treat(Role::Paragraph, Reason::RunningText, false);
        let overruled = |text, block, logit| overruled(text, block, logit, false);
        assert_eq!(overruled("Opening hours", text, -200), treat(Role::Furniture, Reason::UnlikeText, true));
        assert_eq!(overruled("Opening hours", text, -100), treat(Role::Furniture, Reason::UnlikeText, false));
        assert_eq!(overruled("Opening hours", text, -50), doubt, "it stays");
        assert_eq!(overruled(TEXT, text, -300), treat(Role::Furniture, Reason::UnlikeText, true));
        assert_eq!(overruled(TEXT, text, -150), doubt, "a sentence stays");
        assert_eq!(overruled(TEXT, text, 50), doubt);
        assert_eq!(overruled(TEXT, line, 200), doubt);
    }

    #[test]
    fn posts_of_a_thread_are_doubted_and_stay() {
        let post = treat(Role::Paragraph, Reason::RunningText, true);
        let doubt = treat(Role::Paragraph, Reason::RunningText, false);
        assert_eq!(overruled("Same here", post, -300, true), doubt);
    }

    #[test]
    fn only_many_lines_most_of_them_short_are_a_page() {
        let languages = Languages::default();
        let book = Cuebook::new(epitome_document::LangTag::literal("en"), &languages);
        let is_page = |n_short: usize, n_long: usize| {
            let texts = std::iter::repeat_n("Shop", n_short).chain(std::iter::repeat_n(TEXT, n_long));
            is_page(&texts.map(|text| Line::new(text, &book)).collect::<Vec<_>>())
        };
        assert!(is_page(80, 1));
        assert!(!is_page(MIN_PAGE_LINES - 2, 1) && !is_page(40, 41));
    }

    /// "Have your say" heads what readers write, or the part of a notice that says how to.
    #[test]
    fn what_stands_behind_a_label_of_comments_stays_where_the_model_takes_it_for_the_article() {
        let comment = treat(Role::Furniture, Reason::ReaderComments, true);
        let doubt = treat(Role::Paragraph, Reason::RunningText, false);
        assert_eq!(overruled_of(MIN_LINES, TEXT, comment, 10, false), doubt);
        assert_eq!(overruled_of(MIN_LINES, TEXT, comment, -10, false), comment);
    }

    #[test]
    fn what_stands_between_two_lines_of_the_article_stays() {
        let languages = Languages::default();
        let book = Cuebook::new(epitome_document::LangTag::literal("en"), &languages);
        let texts = [TEXT, "Batteries", TEXT].into_iter().chain(std::iter::repeat_n("Shop", MIN_PAGE_LINES));
        let lines: Vec<Line> = texts.map(|text| Line::new(text, &book)).collect();
        let heading = treat(Role::Heading, Reason::ShortLineInText, true);
        let outside = treat(Role::Furniture, Reason::LineOutsideText, true);
        let between = |ruled: Treatment, below: i32| {
            let text = treat(Role::Paragraph, Reason::RunningText, true);
            let mut blocks = vec![text; lines.len()];
            blocks[1] = ruled;
            let mut logits = vec![Some(-400); lines.len()];
            (logits[0], logits[1], logits[2]) = (Some(200), Some(-200), Some(below));
            overrule(&lines, || &logits, 0, false, &mut blocks);
            (blocks[1].role, blocks[1].sure)
        };
        assert_eq!(between(heading, 0), (Role::Heading, false));
        assert_eq!(between(outside, 0), (Role::Paragraph, false));
        assert_eq!(between(heading, -10), (Role::Furniture, true));
        assert_eq!(between(outside, -10), (Role::Furniture, true));
    }

    #[test]
    fn what_the_rules_dropped_for_another_reason_stays_dropped() {
        let caption = treat(Role::Caption, Reason::Markup, true);
        assert_eq!(overruled(TEXT, caption, 300, false), caption);
    }
}
