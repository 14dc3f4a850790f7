//! From what a text says and what is suggested to a [`Verdict`].

use epitome_document::{Evidence, LangTag, Verdict};

use crate::by_script::language_of;
use crate::finding::{Finding, verdict};
use crate::model::{Script, embedded};

/// A hint counts as much as an answer that is right ten times as often as wrong. So it decides where the statistics are right
/// in fewer than 909 of 1,000 texts, and nothing that is likely or sure gives way to it, unless the language suggested is the
/// only rival left.
const HINT_ODDS: u32 = 10;

/// What a hint is worth by itself: ten to one, per mille.
pub(crate) const HINT_ALONE: u16 = 909;

/// What the finding becomes when a language is suggested.
pub(crate) fn with_hint(finding: &Finding, hint: LangTag) -> Verdict {
    let own = finding.verdict;
    if own.tag == LangTag::ZXX || !hint.is_language() {
        return own;
    }
    if own.tag.language() == hint.language() {
        // The hint may say more than a text can: en-GB, zh-Hant.
        let tag = if own.tag.as_str().starts_with("sr-") { own.tag } else { hint };
        return Verdict {
            runner_up: own.runner_up,
            ..verdict(tag, times_hint(own.confidence), own.evidence)
        };
    }
    let Some((tag, own_over_hint)) = rival(finding, hint) else { return own };
    let hint_over_own = times_hint(1000 - own_over_hint);
    if hint_over_own <= 500 {
        return own;
    }
    let confidence = hint_over_own.min(HINT_ALONE);
    let runner_up = own.tag.is_language().then_some((own.tag, 1000 - confidence));
    Verdict { runner_up, ..verdict(tag, confidence, Evidence::Declared) }
}

/// The verdict that a caller orders.
pub(crate) fn given(tag: LangTag) -> Verdict {
    verdict(tag, 1000, Evidence::Given)
}

/// The tag of the hint as it is written here, and how sure it is, per mille, that the text's own answer is right if it is either
/// of them. `None` where the hint is a language of another script.
fn rival(finding: &Finding, hint: LangTag) -> Option<(LangTag, u16)> {
    let own = finding.verdict;
    let Some(script) = finding.script else { return Some((hint, 0)) };
    // `no` is Bokmål or Nynorsk, whichever fits better.
    let names = |tag: &LangTag| {
        tag.language() == hint.language()
            || (hint.language() == "no" && matches!(tag.language(), "nb" | "nn"))
    };
    let shares = finding.shares();
    let share = |wanted: &dyn Fn(&LangTag) -> bool| -> Option<(LangTag, f32)> {
        let of_wanted = shares.iter().copied().filter(|(tag, _)| wanted(tag));
        of_wanted.reduce(|best, next| if next.1 > best.1 { next } else { best })
    };
    if let Some((tag, of_hint)) = share(&names) {
        let of_own = share(&|tag| *tag == own.tag).map_or(0.0, |(_, share)| share);
        let tag = if tag.as_str().contains('-') && !hint.as_str().contains('-') { tag } else { hint };
        let own_over_hint = 1000.0 * of_own / (of_own + of_hint).max(f32::MIN_POSITIVE);
        return Some((tag, own_over_hint as u16));
    }
    let is_of_other_script =
        embedded().has(hint) || Script::all().any(|other| language_of(other) == Some(hint));
    let has_one_language = language_of(script).is_some();
    (!is_of_other_script && !has_one_language).then_some((hint, own.confidence))
}

/// The confidence, per mille, when a hint speaks for it too.
fn times_hint(confidence: u16) -> u16 {
    let (for_it, against) = (u32::from(confidence) * HINT_ODDS, u32::from(1000 - confidence));
    (1000 * for_it / (for_it + against)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_multiplies_the_odds() {
        assert_eq!(times_hint(500), HINT_ALONE);
        assert_eq!(times_hint(0), 0);
        assert_eq!(times_hint(1000), 1000);
        assert_eq!(times_hint(1000 - 950), 344, "nothing likely gives way");
    }
}
