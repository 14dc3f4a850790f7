//! What single signals measure.

use epitome_summarizer::SIGNALS;

use crate::support::article;

/// The signal of this name in all sentences of a text.
fn signal(name: &str, title: &str, text: &str) -> Vec<i16> {
    let idx = SIGNALS.iter().position(|signal| signal.name == name).expect("a signal");
    article("en", title, text).scores().signals.iter().map(|row| row.get(idx)).collect()
}

#[test]
fn likeness_to_the_title_counts_less_among_function_words() {
    let text = "Storm shuts harbour bridge.
                It was then that the storm shuts, as it was to be, all of the harbour and the bridge.";
    let [plain, wordy] = signal("title-similarity", "Harbour bridge shuts", text)[..] else { unreachable!() };
    assert!(plain > 500 && 2 * wordy < plain, "{plain} {wordy}");
}

#[test]
fn early_terms_count_by_the_root_of_their_density() {
    // Three terms, and seven with the words added.
    assert_eq!(signal("early-terms", "", "Storm shuts harbour.")[0], 655);
}
