//! [`Orders`]: what a user wants dropped or kept, whatever the rules say, and what becomes of doubtful blocks.

use epitome_document::{Cleaning, Document, Reason, Role, Treatment, Use};
use epitome_langs::fold;

/// Phrases that decide over the blocks that hold them, before any rule. Compared folded, so case and the kind of apostrophe
/// do not matter; an order to keep comes before one to drop. And whether blocks that the rules are not sure of stay, as they do
/// unless asked otherwise: a lost paragraph is worse for a reader than a line too many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Orders {
    always_drop: Vec<String>,
    always_keep: Vec<String>,
    strict: bool,
}

impl Orders {
    /// The orders of phrases; empty ones are passed over.
    #[must_use]
    pub fn new(always_drop: &[String], always_keep: &[String]) -> Orders {
        let folded = |phrases: &[String]| -> Vec<String> {
            phrases.iter().map(|phrase| fold(phrase.trim())).filter(|phrase| !phrase.is_empty()).collect()
        };
        Orders { always_drop: folded(always_drop), always_keep: folded(always_keep), strict: false }
    }

    /// The same orders, and whether doubtful blocks are dropped. They keep their role, so that it shows what was lost.
    #[must_use]
    pub fn strict(self, strict: bool) -> Orders {
        Orders { strict, ..self }
    }

    /// Carries the orders out.
    pub(crate) fn apply(&self, document: &Document, cleaning: &mut Cleaning) {
        if *self == Orders::default() {
            return;
        }
        for (id, treatment) in document.block_ids().zip(&mut cleaning.blocks) {
            let text = fold(document.block_text(id));
            let holds = |phrases: &[String]| phrases.iter().any(|phrase| text.contains(phrase.as_str()));
            if holds(&self.always_keep) {
                let role = if treatment.usage == Use::Body { treatment.role } else { Role::Paragraph };
                *treatment = Treatment { role, usage: Use::Body, reason: Reason::AlwaysKeep, sure: true };
            } else if holds(&self.always_drop) {
                let role = Role::Furniture;
                *treatment = Treatment { role, usage: role.usage(), reason: Reason::AlwaysDrop, sure: true };
            } else if self.strict && !treatment.sure && treatment.usage != Use::Drop {
                *treatment = Treatment { usage: Use::Drop, reason: Reason::Doubtful, ..*treatment };
            }
        }
        let is_title = |treatment: &Treatment| treatment.role == Role::Title && treatment.usage != Use::Drop;
        cleaning.title = cleaning.title.filter(|title| is_title(cleaning.of(*title)));
    }
}
