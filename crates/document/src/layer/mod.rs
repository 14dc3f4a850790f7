//! Layers: what the stages find out about a document. Several stages read them, so they live here, on the shared floor.

mod cleaning;
mod ranked;
mod reason;
mod sentences;
mod tagging;
mod weighing;

pub use cleaning::{Cleaning, Cut, Role, Treatment, Use};
pub use ranked::Ranked;
pub use reason::Reason;
pub use sentences::{End, Sentence, SentenceId, Sentences};
pub use tagging::{Evidence, LangRun, Strength, Tagging, Verdict};
pub use weighing::{Aspect, Weighing, Weight};
