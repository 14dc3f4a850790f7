//! Where the model that weighs all roles against each other overrules what the rules say a line of plain text is.

use epitome_document::{Reason, Role, Treatment, Use};

use crate::article::doubts::MIN_LINES;
use crate::article::rows::{is_points, is_score, is_stars};
use crate::line::Line;
use crate::model::Looks;
use crate::model::opinion::Opinion;

/// The model overrules a rule where so many hundredths of a logit more speak for another role. In sixteen texts of an author whom neither had
/// met 90.8 % of the roles are right so, 87.7 % by the rules alone; with 100 90.6 %, with 150 90.7 %.
const MIN_MARGIN: i32 = 200;
/// What stands behind the sign that the article is over is in doubt where no more than so much speaks against its being of it, and where no more
/// lines stand there: books and sources rather than other stories.
const MIN_BEHIND: i32 = -100;
const MAX_BEHIND: usize = 4;

/// Gives lines the role that far more speaks for than for the rules' one. Where they differ on whether it is of the article it is set aside: the
/// pages of the web that the model is not sure of are many more than the articles. A short text is left to the rules, and one of nothing but
/// sentences; so is a thread, whose posts are unlike an article.
pub(crate) fn heed<'l>(lines: &[Line], look: impl FnOnce() -> &'l Looks, blocks: &mut [Treatment]) {
    let is_plain = |(block, line): (&Treatment, &Line)| {
        block.role == Role::Title || block.usage == Use::Body && line.is_sentence()
    };
    if lines.len() < MIN_LINES || blocks.iter().zip(lines).all(is_plain) {
        return;
    }
    let mut n_behind = vec![0_usize; blocks.len()];
    for block in &*blocks {
        if let Reason::AfterEnd(marker) = block.reason {
            n_behind[marker.idx()] += 1;
        }
    }
    for (idx, opinion) in look().opinions.iter().enumerate() {
        // The heading of a table or a list, and the names of its columns, were told with it.
        let heads_rows = blocks.get(idx + 1).is_some_and(|below| {
            below.role == Role::Heading || below.usage == Use::Body && !lines[idx + 1].is_sentence()
        });
        let (block, line) = (&mut blocks[idx], &lines[idx]);
        let best = opinion.best();
        let margin = opinion.of(best).zip(opinion.of(block.role)).map(|(best, ruled)| best - ruled);
        let is_behind = matches!(block.reason, Reason::AfterEnd(_));
        if let Reason::AfterEnd(marker) = block.reason
            && n_behind[marker.idx()] <= MAX_BEHIND
            && block.usage == Use::Drop
            && may_go_on(opinion)
        {
            *block = Treatment { usage: Use::Aside, sure: false, ..*block };
        }
        if is_settled(block, line, best)
            || heads_rows && block.role == Role::Heading
            || margin.is_none_or(|margin| margin < MIN_MARGIN)
        {
            continue;
        }
        match (block.role.usage(), best.usage()) {
            (Use::Drop, Use::Drop) => block.role = best,
            // What is over is over, and a line that looks like a heading has to stand among the text.
            (Use::Drop, usage) if is_behind || usage == Use::Aside => {}
            (ruled, usage) => {
                let usage = if ruled == Use::Drop || usage == Use::Drop { Use::Aside } else { usage };
                *block = Treatment { role: best, usage, reason: Reason::LikeSuchLines, sure: false };
            }
        }
    }
}

/// Whether the rules know better: the title, sources, quotations, what stands beside a picture, the questions of an interview. Of 17 lines of
/// 105 texts that it had not met and that the model took for something else than a title, a source or a quotation it was right on four.
fn is_settled(block: &Treatment, line: &Line, best: Role) -> bool {
    if best == Role::Title || matches!(block.role, Role::Title | Role::SourceLine) {
        return true;
    }
    match block.reason {
        Reason::WholeQuotation | Reason::BesidePicture | Reason::ShortSentenceInText => true,
        Reason::AmongText | Reason::AmongAlike => true,
        _ if is_points(&line.key) || is_stars(&line.key) || is_score(line) => true,
        Reason::AfterEnd(_) => line.is_sentence(),
        Reason::ListMarker => best.usage() == Use::Drop,
        Reason::ShortLineInText if best == Role::Caption => true,
        _ if best == Role::Heading && line.text.ends_with(['?', '？']) => true,
        // What is no sentence was told with the rows of a table, or with the items of a list.
        _ => best.usage() == Use::Drop && block.usage == Use::Body && !line.is_sentence(),
    }
}

/// Whether a line behind the sign that the article is over may be of it.
fn may_go_on(opinion: &Opinion) -> bool {
    let most = |roles: [Role; 2]| roles.into_iter().filter_map(|role| opinion.of(role)).max();
    let of_text = most([Role::Paragraph, Role::ListItem]);
    of_text.zip(most([Role::Teaser, Role::Furniture])).is_some_and(|(text, page)| text - page >= MIN_BEHIND)
}

#[cfg(test)]
mod tests {
    use epitome_document::{BlockId, LangTag};
    use epitome_langs::Languages;

    use super::*;
    use crate::article::roles::treat;
    use crate::line::phrases::Cuebook;

    /// The treatment of a short line that the rules gave this role, when so much speaks for another.
    fn heeded(ruled: Role, other: Role, margin: i32) -> (Role, Use) {
        heeded_of("Opening hours", ruled, other, margin)
    }

    /// The same of another line.
    fn heeded_of(text: &str, ruled: Role, other: Role, margin: i32) -> (Role, Use) {
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let text = |idx: usize| if idx + 1 < MIN_LINES { text } else { "Shop" };
        let lines: Vec<Line> = (0..MIN_LINES).map(|idx| Line::new(text(idx), &book)).collect();
        let opinions = vec![Opinion::between(ruled, other, margin); MIN_LINES];
        let looks = Looks { logits: vec![None; MIN_LINES], title: None, opinions };
        let mut blocks = [treat(ruled, Reason::LineOutsideText, true); MIN_LINES];
        heed(&lines[..MIN_LINES - 1], || unreachable!("the text is short"), &mut blocks[1..]);
        heed(&lines, || &looks, &mut blocks);
        (blocks[0].role, blocks[0].usage)
    }

    #[test]
    fn a_role_that_far_more_speaks_for_is_taken() {
        assert_eq!(heeded(Role::Paragraph, Role::ListItem, 199), (Role::Paragraph, Use::Body));
        assert_eq!(heeded(Role::Paragraph, Role::ListItem, 200), (Role::ListItem, Use::Body));
        assert_eq!(heeded(Role::Furniture, Role::Teaser, 200), (Role::Teaser, Use::Drop));
    }

    #[test]
    fn what_rules_and_model_differ_on_is_set_aside() {
        let text = "Send us your pictures of the storm, and we may show them here.";
        assert_eq!(heeded_of(text, Role::Paragraph, Role::Furniture, 200), (Role::Furniture, Use::Aside));
        assert_eq!(heeded(Role::Paragraph, Role::Furniture, 200), (Role::Paragraph, Use::Body), "a cell");
        assert_eq!(heeded(Role::Furniture, Role::Paragraph, 200), (Role::Paragraph, Use::Aside));
        assert_eq!(heeded(Role::Furniture, Role::Heading, 200), (Role::Furniture, Use::Drop));
    }

    #[test]
    fn what_stands_behind_the_end_is_set_aside_where_little_speaks_against_it() {
        let languages = Languages::default();
        let book = Cuebook::new(LangTag::literal("en"), &languages);
        let usage = |n: usize, margin: i32| {
            let lines: Vec<Line> = (0..MIN_LINES).map(|_| Line::new("Ann Lee, The Lamp", &book)).collect();
            let opinions = vec![Opinion::between(Role::Paragraph, Role::Teaser, margin); MIN_LINES];
            let looks = Looks { logits: vec![None; MIN_LINES], title: None, opinions };
            let mut blocks = vec![treat(Role::Teaser, Reason::AfterEnd(BlockId::new(0)), true); MIN_LINES];
            blocks[n..].fill(treat(Role::Teaser, Reason::AfterEnd(BlockId::new(1)), true));
            heed(&lines, || &looks, &mut blocks);
            blocks[0].usage
        };
        assert_eq!([usage(4, 100), usage(4, 101), usage(5, 100)], [Use::Aside, Use::Drop, Use::Drop]);
        assert_eq!([usage(4, -200), usage(5, -200)], [Use::Aside, Use::Drop]);
    }

    #[test]
    fn titles_sources_and_repetitions_are_left_to_the_rules() {
        for (ruled, other) in [
            (Role::Title, Role::Furniture),
            (Role::Paragraph, Role::Title),
            (Role::SourceLine, Role::Furniture),
            (Role::Repeat, Role::Furniture),
        ] {
            assert_eq!(heeded(ruled, other, 900), (ruled, ruled.usage()));
        }
    }
}
