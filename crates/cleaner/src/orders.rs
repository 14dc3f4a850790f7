//! [`Orders`]: what a user wants dropped or kept, whatever the rules say.

use epitome_document::{Cleaning, Document, Reason, Role, Treatment, Use};
use epitome_langs::fold;

/// Phrases that decide over the blocks that hold them, before any rule. Compared folded, so case and the kind of apostrophe
/// do not matter; an order to keep comes before one to drop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Orders {
    always_drop: Vec<String>,
    always_keep: Vec<String>,
}

impl Orders {
    /// The orders of phrases; empty ones are passed over.
    #[must_use]
    pub fn new(always_drop: &[String], always_keep: &[String]) -> Orders {
        let folded = |phrases: &[String]| -> Vec<String> {
            phrases.iter().map(|phrase| fold(phrase.trim())).filter(|phrase| !phrase.is_empty()).collect()
        };
        Orders { always_drop: folded(always_drop), always_keep: folded(always_keep) }
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
            }
        }
        cleaning.title = cleaning.title.filter(|title| cleaning.of(*title).role == Role::Title);
    }
}
