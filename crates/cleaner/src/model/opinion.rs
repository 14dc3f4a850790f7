//! [`Opinion`]: what a line of plain text is by its words, its neighbours and its place, all kinds weighed against each other: a multinomial
//! model over the evidence of the first look.

use epitome_document::Role;

use super::evidence;
use super::facts::Scene;
use super::group::{Group, Sink};
use super::weights::{Sum, Weights, chance};

/// What a line can be found to be, besides a line of the page, which they are all weighed against. A lead is a paragraph.
pub const ANSWERS: [Role; 13] = [
    Role::Paragraph,
    Role::Heading,
    Role::Quote,
    Role::ListItem,
    Role::Caption,
    Role::Title,
    Role::Byline,
    Role::Dateline,
    Role::Credit,
    Role::Signature,
    Role::Teaser,
    Role::SourceLine,
    Role::CommentCount,
];

/// What each piece of evidence counts for each of [`ANSWERS`].
pub type RoleWeights = Weights<{ ANSWERS.len() }>;

/// What speaks for each of [`ANSWERS`] against a line of the page, in hundredths of a logit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Opinion([i32; ANSWERS.len()]);

impl Opinion {
    /// What a line is most likely.
    pub(crate) fn best(&self) -> Role {
        let best = ANSWERS.into_iter().zip(self.0).rev().max_by_key(|(_, logit)| *logit);
        best.filter(|(_, logit)| *logit > 0).map_or(Role::Furniture, |(role, _)| role)
    }

    /// An opinion by which so much more speaks for one role than for another.
    #[cfg(test)]
    pub(crate) fn between(other: Role, best: Role, margin: i32) -> Opinion {
        let mut opinion = Opinion([-9_999; ANSWERS.len()]);
        for (role, logit) in [(other, 0), (best, margin)] {
            if let Some(idx) = answer(role) {
                opinion.0[idx] = if best == Role::Furniture { -margin } else { logit };
            }
        }
        opinion
    }

    /// What speaks for a role; `None` of what is not asked about.
    pub(crate) fn of(&self, role: Role) -> Option<i32> {
        if role == Role::Furniture { Some(0) } else { answer(role).map(|idx| self.0[idx]) }
    }
}

/// The place of a role among [`ANSWERS`].
#[must_use]
pub fn answer(role: Role) -> Option<usize> {
    let role = if role == Role::Lead { Role::Paragraph } else { role };
    ANSWERS.iter().position(|other| *other == role)
}

/// Adds up what the first look and the opinion go by, which is the same.
struct Both<'a>(Sum<'a>, Sum<'a, { ANSWERS.len() }>);

impl Sink for Both<'_> {
    fn add(&mut self, group: Group, bucket: usize) {
        self.0.add(group, bucket);
        self.1.add(group, bucket);
    }

    fn add_name(&mut self, group: Group, name: &str, bucket: usize) {
        self.0.add_name(group, name, bucket);
        self.1.add_name(group, name, bucket);
    }
}

/// The chance of each block by the first look, and what it seems to be.
pub(super) fn all(scene: &Scene, first: &Weights, roles: &RoleWeights) -> (Vec<usize>, Vec<Opinion>) {
    let look = |idx| {
        let mut sums = Both(Sum::new(first), Sum::new(roles));
        evidence::evidence(scene, idx, &mut sums);
        (chance(sums.0.totals[0]), Opinion(sums.1.totals))
    };
    (0..scene.facts.len()).map(look).unzip()
}
