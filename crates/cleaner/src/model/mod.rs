//! How likely each block is to be of the article: two small linear models over named evidence.
//!
//! The first looks at each block with its neighbours, its place and its markup (`evidence`), the second at what the first
//! made of the blocks around it (`context`). Both add whole numbers up, so that the answer is the same on every machine.

mod context;
mod evidence;
mod facts;
pub(crate) mod families;
mod group;
mod layout;
mod named;
pub(crate) mod opinion;
pub(crate) mod tree;
mod weigh;
mod weights;

use std::sync::OnceLock;

use epitome_document::{Document, LangTag, Weighing};
use epitome_langs::Languages;

use self::context::Context;
use self::facts::Scene;
use self::weigh::Scales;
use self::weights::Sum;
use crate::article::doubts::MIN_LINES;
use crate::line::Line;
use crate::line::marks::Mark;
use crate::line::phrases::Cuebook;
use crate::model::opinion::Opinion;

pub use crate::clean_by;
pub use group::{Group, Sink};
pub use opinion::{ANSWERS, RoleWeights, answer};
pub use weights::{Weights, chance};

/// A block is sure when its logit lies so many hundredths from the cut: a chance of 3 in 4.
pub(crate) const SURE: i32 = 110;
/// A block that nothing names stays, in doubt, when its logit lies no further below the cut: a chance of one in three. On trafilatura's pages
/// F1 is .9582 with 60, .9577 with 110, .9556 with 200, and the labelled texts lose the same lines with each; on them flattened it is the same
/// with and without (.9000), at .018 less precision and .018 more recall, and a lost paragraph is worse than a line too many.
pub(crate) const IN_DOUBT: i32 = 60;

/// The weights of the two looks at a block, and of what it is in plain text, where no markup tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The first look.
    pub first: Weights,
    /// The second one.
    pub second: Weights,
    /// What it is; nothing for pages.
    pub roles: Option<RoleWeights>,
}

impl Model {
    /// The model for pages, whose markup is known.
    #[must_use]
    pub fn page() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model {
            first: embedded(include_str!("../../data/page-1.txt")),
            second: embedded(include_str!("../../data/page-2.txt")),
            roles: None,
        })
    }

    /// The model for plain text.
    #[must_use]
    pub fn text() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model {
            first: embedded(include_str!("../../data/text-1.txt")),
            second: embedded(include_str!("../../data/text-2.txt")),
            roles: Some(embedded(include_str!("../../data/roles.txt"))),
        })
    }
}

fn embedded<const N: usize>(table: &str) -> Weights<N> {
    Weights::parse(table).expect("a test reads the tables")
}

/// What the two looks came to.
pub(crate) struct Looks {
    /// The logit of each block to be of the article, in hundredths; `None` for alternative texts, which are not asked about.
    pub(crate) logits: Vec<Option<i32>>,
    /// The block that seems to be the title, by the names the page gives itself.
    pub(crate) title: Option<usize>,
    /// What each block seems to be, where no markup tells; nothing for a short text.
    pub(crate) opinions: Vec<Opinion>,
}

pub(crate) fn look(
    document: &Document,
    lines: &[Line],
    marks: &[Option<Mark>],
    book: &Cuebook,
    model: &Model,
) -> Looks {
    let scene = Scene::new(document, lines, marks, book);
    // Nobody asks what the lines of a short text seem to be.
    let (chances, opinions) = match model.roles.as_ref().filter(|_| lines.len() >= MIN_LINES) {
        Some(roles) => opinion::all(&scene, &model.first, roles),
        None => (first_look(&scene, &model.first), Vec::new()),
    };
    let context = Context::new(&scene, chances);
    let mut logits = vec![None; lines.len()];
    for (idx, facts) in scene.facts.iter().enumerate() {
        let mut sum = Sum::new(&model.second);
        context::context(&scene, &context, idx, &mut sum);
        logits[facts.id.idx()] = Some(sum.totals[0]);
    }
    Looks { logits, title: scene.title.at.map(|idx| scene.facts[idx].id.idx()), opinions }
}

/// What both looks weigh of each block; `None` for alternative texts.
pub(crate) fn weigh(
    document: &Document,
    lines: &[Line],
    marks: &[Option<Mark>],
    book: &Cuebook,
    model: &Model,
) -> Vec<Option<Weighing>> {
    let scene = Scene::new(document, lines, marks, book);
    let context = Context::new(&scene, first_look(&scene, &model.first));
    let mut weighings = vec![None; lines.len()];
    for (idx, facts) in scene.facts.iter().enumerate() {
        let mut alone = Scales::new(&model.first);
        evidence::evidence(&scene, idx, &mut alone);
        let mut all = Scales::new(&model.second);
        context::context(&scene, &context, idx, &mut all);
        let weighing = Weighing { total: all.total(), parts: all.weights(), alone: alone.weights() };
        weighings[facts.id.idx()] = Some(weighing);
    }
    weighings
}

/// Hands the evidence of every block to a sink, for training: that of the first look, or of the second with the chances,
/// per cent, that the first gave to all blocks but alternative texts.
pub fn observe(
    document: &Document,
    hint: LangTag,
    languages: &Languages,
    chances: Option<Vec<usize>>,
    sink: &mut dyn Sink,
) {
    let book = Cuebook::new(hint, languages);
    let (lines, marks) = crate::read_lines(document, &book);
    let scene = Scene::new(document, &lines, &marks, &book);
    let context = chances.map(|chances| Context::new(&scene, chances));
    for (idx, facts) in scene.facts.iter().enumerate() {
        sink.begin(facts.id);
        match &context {
            Some(context) => context::context(&scene, context, idx, sink),
            None => evidence::evidence(&scene, idx, sink),
        }
    }
}

fn first_look(scene: &Scene, weights: &Weights) -> Vec<usize> {
    let look = |idx| {
        let mut sum = Sum::new(weights);
        evidence::evidence(scene, idx, &mut sum);
        weights::chance(sum.totals[0])
    };
    (0..scene.facts.len()).map(look).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_read_and_written_alike() {
        for model in [Model::page(), Model::text()] {
            for weights in [&model.first, &model.second] {
                assert_ne!(*weights, Weights::zero());
                assert_eq!(Weights::parse(&weights.table()).as_ref(), Ok(weights));
            }
        }
        let roles = Model::text().roles.as_ref().unwrap();
        assert_eq!(RoleWeights::parse(&roles.table()).as_ref(), Ok(roles));
        assert_eq!(Weights::<1>::parse("words 1 2"), Err("words 1 2".to_owned()));
    }

    #[test]
    fn a_chance_grows_with_the_logit_and_mirrors_at_a_half() {
        let chances: Vec<usize> = (-700..=700).step_by(25).map(chance).collect();
        assert!(
            chances.is_sorted() && chances[0] == 0 && chances[28] == 50 && chances[56] == 99,
            "{chances:?}"
        );
    }
}
