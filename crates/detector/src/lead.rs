//! [`Lead`]: how far other languages are ahead of a text's own, from word to word, as in the search of Viterbi (1967) but forwards only.

use crate::path::most;
use crate::runs::NOWHERE;
use crate::says::Row;

/// Groups of languages that are told as one. With half as many, half as many words again are walked through language by language.
pub(crate) const N_GROUPS: usize = 16;

/// What a word says for the language of each group that it suits best, compared with one language.
pub(crate) type Rivals = [i16; N_GROUPS];

/// What a word says for each language but one, compared with that one.
pub(crate) fn compared(row: &Row, own: u8) -> Row {
    let of_own = row[usize::from(own)];
    let mut compared = row.map(|says| says - of_own);
    compared[usize::from(own)] = NOWHERE;
    compared
}

/// The same for the best language of each group.
pub(crate) fn rivals(row: &Row, own: u8) -> Rivals {
    let mut best = [NOWHERE; N_GROUPS];
    for lanes in compared(row, own).as_chunks::<N_GROUPS>().0 {
        for (best, says) in best.iter_mut().zip(lanes) {
            *best = (*best).max(*says);
        }
    }
    best
}

/// How far the languages of some lanes are ahead of one.
pub(crate) struct Lead<const N: usize> {
    ahead: [i16; N],
    /// The furthest.
    pub(crate) most: i16,
    near: i16,
    /// Whether one has come so near to taking over.
    pub(crate) is_near: bool,
}

impl<const N: usize> Lead<N> {
    /// Before the first word, none is near.
    pub(crate) fn new(near: i16) -> Lead<N> {
        Lead { ahead: [NOWHERE; N], most: NOWHERE, near, is_near: false }
    }

    /// Goes over a word, before which it costs so much to go over to another language.
    #[inline]
    pub(crate) fn over(&mut self, compared: &[i16; N], cost: i16) {
        self.look(cost);
        let by_going_over = self.most.max(0) - cost;
        self.most = go_on(&mut self.ahead, by_going_over, compared);
    }

    /// Looks whether a language is so far ahead that a path comes back from it at this cost, or near to that.
    #[inline]
    pub(crate) fn look(&mut self, cost: i16) {
        self.is_near |= self.most > cost - self.near;
    }
}

/// Each language goes on, or takes over from the one they are compared with or from the one that is furthest ahead. Returns how far the furthest
/// is then. A function of its own, so that these stay a few wide steps.
#[inline(never)]
fn go_on<const N: usize>(ahead: &mut [i16; N], by_going_over: i16, compared: &[i16; N]) -> i16 {
    for (ahead, says) in ahead.iter_mut().zip(compared) {
        *ahead = (*ahead).max(by_going_over).saturating_add(*says);
    }
    most(ahead)
}
