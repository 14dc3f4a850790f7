//! The most likely way through the languages of words: the search of Viterbi (1967), in whole numbers and for all languages side
//! by side.

/// Fractions of a nat that words and costs are counted in: 16 bits then reach 128 nats.
pub(crate) const UNITS_PER_NAT: i16 = 256;

/// What it costs to go over to another language: within a phrase, and after a stop, a colon or a quotation mark, where another
/// language starts more often.
#[derive(Clone, Copy)]
pub(crate) struct Costs {
    pub(crate) within: i16,
    pub(crate) after_stop: i16,
}

impl Costs {
    /// What it costs before a word that starts a phrase or does not.
    pub(crate) fn of(self, starts_phrase: bool) -> i16 {
        if starts_phrase { self.after_stop } else { self.within }
    }
}

/// The languages of some words, as the numbers of their lanes, and how likely that is.
pub(crate) struct Path {
    pub(crate) lanes: Vec<u8>,
    pub(crate) score: i64,
}

/// The most likely path. A row has for each language what one word says; none is under half of what 16 bits hold.
///
/// No language is ever further behind the leader than it costs to go over from it and what the last word said: so all are counted
/// from the leader, and stay small however long the text is.
pub(crate) fn path<const N: usize>(
    rows: &[[i16; N]],
    starts_phrase: &[bool],
    start: &[i16; N],
    costs: Costs,
) -> Path {
    let mut behind = *start;
    let mut leader = leader_of(&behind, 0);
    let mut score = 0;
    let mut came: Vec<(u8, [bool; N])> = Vec::with_capacity(rows.len());
    for (row, starts_phrase) in rows.iter().zip(starts_phrase) {
        score += count_from(&mut behind, leader);
        let by_going_over = -costs.of(*starts_phrase);
        came.push((leader as u8, step(&mut behind, row, by_going_over)));
        leader = leader_of(&behind, leader);
    }
    score += i64::from(behind[leader]);
    let mut last = leader;
    let mut lanes: Vec<u8> = vec![0; rows.len()];
    for (lane, (leader, came_over)) in lanes.iter_mut().zip(&came).rev() {
        *lane = last as u8;
        if came_over[last] {
            last = usize::from(*leader);
        }
    }
    Path { lanes, score }
}

/// Counts all from the leader, which is nought then, and returns where it was.
fn count_from<const N: usize>(behind: &mut [i16; N], leader: usize) -> i64 {
    let lead = behind[leader];
    behind.iter_mut().for_each(|behind| *behind -= lead);
    i64::from(lead)
}

/// Reads one word: every language goes on, or takes over from the leader where that is more likely. Returns which took over.
fn step<const N: usize>(behind: &mut [i16; N], row: &[i16; N], by_going_over: i16) -> [bool; N] {
    let mut came_over = [false; N];
    for (came_over, behind) in came_over.iter_mut().zip(&*behind) {
        *came_over = *behind < by_going_over;
    }
    for (behind, says) in behind.iter_mut().zip(row) {
        *behind = (*behind).max(by_going_over).wrapping_add(*says);
    }
    came_over
}

/// The lane with the most; the one that was it before, if it still is, and else the first of equals.
fn leader_of<const N: usize>(behind: &[i16; N], before: usize) -> usize {
    let most = most(behind);
    if behind[before] == most {
        return before;
    }
    behind.iter().position(|behind| *behind == most).unwrap_or(before)
}

/// The most of some lanes: side by side first, then by halves.
#[inline]
pub(crate) fn most<const N: usize>(lanes: &[i16; N]) -> i16 {
    const { assert!(N.is_multiple_of(N_WIDE)) };
    let mut wide = [i16::MIN; N_WIDE];
    for lanes in lanes.as_chunks::<N_WIDE>().0 {
        for (most, lane) in wide.iter_mut().zip(lanes) {
            *most = (*most).max(*lane);
        }
    }
    let four: [i16; N_WIDE / 2] = std::array::from_fn(|lane| wide[lane].max(wide[lane + N_WIDE / 2]));
    four[0].max(four[2]).max(four[1].max(four[3]))
}

/// Lanes in a step.
const N_WIDE: usize = 8;
