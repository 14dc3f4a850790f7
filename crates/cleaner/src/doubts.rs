//! Where the model for plain text overrules the rules: lines that are nothing like the article around them, and lines of the
//! article that the rules took for furniture.

use epitome_document::{Reason, Role, Treatment, Use};

use crate::lines::{Line, Shape};
use crate::roles::treat;

/// From so many lines on, most of them short, a text is a whole page copied from a browser, menus and all. The longest of the
/// seed articles has under 50 lines; the pages the model was trained on have 190 at the mean. A shorter text is left to the rules.
const MIN_PAGE_LINES: usize = 60;
/// A line is sure when its logit lies so many hundredths from the cut, which is 0: a chance of 3 in 4.
const SURE: i32 = 110;

/// Changes the treatment of lines by their logits.
pub(crate) fn overrule(lines: &[Line], logits: &[Option<i32>], blocks: &mut [Treatment]) {
    let n_short = lines.iter().filter(|line| line.shape == Shape::Short).count();
    if lines.len() < MIN_PAGE_LINES || n_short * 2 <= lines.len() {
        return;
    }
    for (idx, block) in blocks.iter_mut().enumerate() {
        let Some(logit) = logits[idx] else { continue };
        let is_text = block.usage == Use::Body || block.role == Role::Heading;
        if is_text && logit < 0 {
            *block = treat(Role::Furniture, Reason::UnlikeText, logit < -SURE);
        } else if logit >= 0 && block.reason == Reason::LineOutsideText {
            *block = treat(Role::Paragraph, Reason::RunningText, false);
        } else if is_text {
            block.sure = logit >= SURE;
        }
    }
}
