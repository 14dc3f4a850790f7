//! Where the model for plain text overrules the rules: lines that are nothing like the article around them, and lines of the
//! article that the rules took for furniture.

use epitome_document::{Reason, Role, Treatment, Use};

use crate::lines::{Line, Shape};
use crate::roles::treat;

/// From so many lines on, most of them short, a text is a whole page copied from a browser, menus and all. The longest of the
/// seed articles has 50 lines, most of them sentences; the pages the model was trained on have 190 at the mean.
const MIN_PAGE_LINES: usize = 40;
/// In a text that is no whole page only what is as unlike an article as this is dropped, in hundredths of a logit.
const UNLIKE: i32 = -350;
/// A line is sure when its logit lies so far from the cut.
const SURE: i32 = 110;

/// Changes the treatment of lines by their logits.
pub(crate) fn overrule(lines: &[Line], logits: &[Option<i32>], blocks: &mut [Treatment]) {
    let n_short = lines.iter().filter(|line| line.shape == Shape::Short).count();
    let is_page = lines.len() >= MIN_PAGE_LINES && n_short * 2 > lines.len();
    let cut = if is_page { 0 } else { UNLIKE };
    for (idx, block) in blocks.iter_mut().enumerate() {
        let Some(logit) = logits[idx] else { continue };
        let is_text = block.usage == Use::Body || block.role == Role::Heading;
        if is_text && logit < cut {
            *block = treat(Role::Furniture, Reason::UnlikeText, logit < cut - SURE);
        } else if is_page && logit >= cut && block.reason == Reason::LineOutsideText {
            *block = treat(Role::Paragraph, Reason::RunningText, false);
        } else if is_page && is_text {
            block.sure = logit >= SURE;
        }
    }
}
