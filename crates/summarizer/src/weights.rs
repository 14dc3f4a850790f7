//! The one table of coefficients: what each signal is worth.

/// A signal of a sentence and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Its name in explanations.
    pub name: &'static str,
    /// Per mille of the total score for a full signal (1000), where the article has a title.
    pub with_title: i16,
    /// The same where it has none.
    pub without_title: i16,
    /// Whether only the difference to the mean of the article counts. Guards count as they are.
    pub centred: bool,
}

const fn centred(name: &'static str, with_title: i16, without_title: i16) -> Signal {
    Signal { name, with_title, without_title, centred: true }
}

const fn guard(name: &'static str, weight: i16) -> Signal {
    Signal { name, with_title: weight, without_title: weight, centred: false }
}

/// How many signals there are.
pub(crate) const N_SIGNALS: usize = 15;

/// All signals, in the order of [`Parts`].
pub const SIGNALS: [Signal; N_SIGNALS] = [
    centred("title similarity", 300, 0),
    centred("title coverage", 250, 0),
    centred("position", 200, 250),
    centred("first three", 50, 50),
    centred("lead similarity", 100, 120),
    centred("frequency", 200, 200),
    centred("frequent words", 150, 150),
    centred("centroid", 100, 100),
    centred("forward centrality", 300, 450),
    centred("backward centrality", -90, -140),
    centred("length", -150, -150),
    guard("scrap", -200),
    guard("question", -200),
    guard("unfinished", -200),
    guard("unbalanced", -100),
];

/// Points taken from a sentence for every 25 words, where the budget counts sentences.
pub(crate) const LENGTH_PENALTY: i64 = 150;

/// Points taken from a sentence that says nothing but what one of the picks says: maximal marginal relevance with lambda .5.
pub(crate) const REDUNDANCY_PENALTY: i64 = 500;

/// Per mille, one for each of [`SIGNALS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts([i16; N_SIGNALS]);

impl From<[i16; N_SIGNALS]> for Parts {
    fn from(values: [i16; N_SIGNALS]) -> Parts {
        Parts(values)
    }
}

impl Parts {
    /// Name and value of each, in the order of [`SIGNALS`].
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&'static str, i16)> + '_ {
        SIGNALS.iter().zip(self.0).map(|(signal, value)| (signal.name, value))
    }
}
