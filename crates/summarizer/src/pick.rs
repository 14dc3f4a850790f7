//! [`pick`]: the greedy choice behind [`select`](crate::select).

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use epitome_document::{Ranked, SentenceId};

use crate::redundancy::Redundancy;
use crate::speakers::Speaker;
use crate::unit::Unit;
use crate::{Budget, LeftOut, Row, Scores, Selection, Why};

/// Picks units, groups of rows that stand or fall together, best first until the budget is spent. `units` cover all rows
/// in order.
pub(crate) fn pick(scores: &Scores, budget: Budget, units: Vec<Range<usize>>) -> Picks<'_> {
    fill(Picks::new(scores, budget, units))
}

/// The same where the first pick that holds a word asked about may stand without the one before it.
pub(crate) fn pick_answers(scores: &Scores, budget: Budget, units: Vec<Range<usize>>) -> Picks<'_> {
    fill(Picks { answers_stand_alone: true, ..Picks::new(scores, budget, units) })
}

fn fill(mut picks: Picks<'_>) -> Picks<'_> {
    let mut queue: BinaryHeap<Place> = BinaryHeap::with_capacity(picks.units.len());
    queue.extend((0..picks.units.len()).map(|unit| picks.turn(unit, None)));
    while picks.left > 0
        && let Some(place) = queue.pop()
    {
        #[cfg(test)]
        {
            picks.n_turns += 1;
        }
        let Place { turn: Reverse(turn), .. } = place;
        let unit = turn.unit as usize;
        let companion = turn.companion.map(|companion| companion as usize);
        // Values only sink, when a similar unit is picked: who has sunk stands in the queue anew.
        let current = picks.turn(unit, companion);
        if picks.is_picked[unit] || companion.is_some_and(|companion| picks.is_picked[companion]) {
            // It came in otherwise, or has a turn of its own by now.
        } else if current < place {
            queue.push(current);
        } else if let Some(companion) = companion {
            if picks.fit_together(unit, companion) {
                for pick in [companion, unit] {
                    picks.add(pick);
                    queue.extend(picks.waiting_for(pick));
                }
            }
        } else if picks.repeats(unit).is_some() || picks.refuse(unit) {
            // Nothing that happens later lets it in.
        } else if let Some((companion, why)) = picks.needs(unit) {
            picks.refused[unit] = Some(why);
            queue.push(picks.turn(unit, Some(companion)));
        } else {
            picks.add(unit);
            queue.extend(picks.waiting_for(unit));
        }
    }
    picks
}

/// What may be picked next: a unit, alone or together with the neighbour without which it may not stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    unit: u32,
    companion: Option<u32>,
}

/// A turn in the queue: what states something comes before what asks, then the better before the worse, the earlier before the later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    states: bool,
    value: i64,
    turn: Reverse<Turn>,
}

/// What has been picked so far.
pub(crate) struct Picks<'a> {
    scores: &'a Scores,
    budget: Budget,
    units: Vec<Unit>,
    redundancy: Redundancy,
    /// Picked units, in the order they were picked.
    order: Vec<usize>,
    is_picked: Vec<bool>,
    /// For each row that is the first with its words, which picked sentence says them.
    said_by: Vec<Option<SentenceId>>,
    /// What is left of the budget.
    left: u64,
    /// Why a unit was not picked when its turn came. One that needs a neighbour has another turn once that is picked.
    refused: Vec<Option<Why>>,
    any_too_long: bool,
    /// Whether a unit that holds a word asked about may stand without its neighbour, or ask, as no pick holds one yet.
    answers_stand_alone: bool,
    last: Option<Last>,
    /// How often a unit had its turn, for the test of growth.
    #[cfg(test)]
    n_turns: usize,
}

/// Circumstances of the last pick.
struct Last {
    value: i64,
    /// What was left of the budget before it.
    left: u64,
}

impl<'a> Picks<'a> {
    fn new(scores: &'a Scores, budget: Budget, units: Vec<Range<usize>>) -> Picks<'a> {
        let n_units = units.len();
        Picks {
            redundancy: Redundancy::new(&scores.readings.terms, &scores.readings.title.terms, &units),
            units: units.into_iter().map(|rows| Unit::new(rows, scores, budget)).collect(),
            order: Vec::new(),
            is_picked: vec![false; n_units],
            said_by: vec![None; scores.rows.len()],
            left: budget.limit(scores),
            refused: vec![None; n_units],
            any_too_long: false,
            answers_stand_alone: false,
            last: None,
            #[cfg(test)]
            n_turns: 0,
            scores,
            budget,
        }
    }

    /// Whether nothing has been picked.
    pub(crate) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Whether a pick holds a word asked about.
    pub(crate) fn answer(&self) -> bool {
        self.order.iter().any(|unit| self.rows(*unit).iter().any(|row| row.features.query_words > 0))
    }

    /// What a unit is worth beside the picks.
    fn value(&self, unit: usize) -> i64 {
        if !self.scores.is_ours() {
            return self.units[unit].worth;
        }
        self.units[unit].worth
            - i64::from(self.scores.weights.redundancy) * i64::from(self.redundancy.of(unit)) / 1000
    }

    /// A turn with its place in the queue. Two units are worth the mean of both by their words; what the words asked about add to one
    /// counts whole.
    fn turn(&self, unit: usize, companion: Option<usize>) -> Place {
        let of_both = |companion: usize| {
            let units = [unit, companion].map(|unit| (self.value(unit), &self.units[unit]));
            let asked = |unit: &Unit| i64::from(unit.asked);
            let weighed: i64 = units.iter().map(|(value, unit)| (value - asked(unit)) * unit.n_words).sum();
            let n_words: i64 = units.iter().map(|(_, unit)| unit.n_words).sum();
            weighed.div_euclid(n_words) + asked(units[0].1).max(asked(units[1].1))
        };
        let value = companion.map_or_else(|| self.value(unit), of_both);
        let states = self.states(unit) && companion.is_none_or(|companion| self.states(companion));
        let companion = companion.map(|companion| companion as u32);
        Place { states, value, turn: Reverse(Turn { unit: unit as u32, companion }) }
    }

    /// Whether a unit holds what was asked about where no pick does, and so may stand without its neighbour, or ask.
    fn stands_alone(&self, unit: usize) -> bool {
        self.answers_stand_alone && self.units[unit].asked > 0
    }

    /// Whether a unit states something, and does not ask; one that holds what was asked about may ask where no other pick does.
    fn states(&self, unit: usize) -> bool {
        !self.scores.is_ours()
            || self.stands_alone(unit)
            || !self.rows(unit).iter().any(|row| row.features.question)
    }

    /// The turns of the neighbours that wait for this unit.
    fn waiting_for(&self, unit: usize) -> impl Iterator<Item = Place> {
        let sentence = self.rows(unit).last().map(|row| row.sentence);
        let is_waiting = move |other: &usize| match self.refused[*other] {
            Some(Why::NeedsSentenceBefore(id) | Why::NeedsSpeaker(id)) => {
                !self.is_picked[*other] && Some(id) == sentence
            }
            _ => false,
        };
        let neighbours = [unit.checked_sub(1), (unit + 1 < self.units.len()).then_some(unit + 1)];
        neighbours.into_iter().flatten().filter(is_waiting).map(|unit| self.turn(unit, None))
    }

    /// Whether there is room for a unit and the neighbour it needs, and both may stand beside the picks.
    fn fit_together(&self, unit: usize, companion: usize) -> bool {
        let both = [unit, companion];
        let cost: u64 = both.iter().map(|unit| u64::from(self.units[*unit].cost)).sum();
        cost <= self.left
            && self.needs(companion).is_none_or(|(needed, _)| needed == unit)
            && both.iter().all(|unit| self.repeats(*unit).is_none() && !self.is_mere_filler(*unit))
    }

    fn rows(&self, unit: usize) -> &'a [Row] {
        &self.scores.rows[self.units[unit].rows()]
    }

    /// The pick that says what this unit says, word for word.
    fn repeats(&self, unit: usize) -> Option<SentenceId> {
        if !self.scores.is_ours() {
            return None;
        }
        let mut said_by = self.rows(unit).iter().map(|row| self.said_by[row.twin as usize]);
        let first = said_by.next()??;
        said_by.all(|other| other.is_some()).then_some(first)
    }

    /// The neighbour without which a unit may not stand and that was not picked: the one it points back to, or the one that says who
    /// speaks.
    fn needs(&self, unit: usize) -> Option<(usize, Why)> {
        if !self.scores.is_ours() || self.stands_alone(unit) {
            return None;
        }
        let rows = self.rows(unit);
        let first = rows.first()?;
        let is_missing = |unit: &usize| self.is_picked.get(*unit) == Some(&false);
        let before = || unit.checked_sub(1).filter(is_missing);
        let speaker = || match first.speaker {
            Speaker::WithinReach => None,
            Speaker::Before => before(),
            Speaker::Behind => Some(unit + 1).filter(is_missing),
        };
        let sentence = |unit: usize| self.rows(unit).last().map(|row| row.sentence);
        let pointed_to = first.features.anaphoric.then(before).flatten();
        let back = pointed_to.and_then(|unit| Some((unit, Why::NeedsSentenceBefore(sentence(unit)?))));
        back.or_else(|| speaker().and_then(|unit| Some((unit, Why::NeedsSpeaker(sentence(unit)?)))))
    }

    /// Whether a unit whose turn it is may not stand: it is too long, or a mere filler.
    fn refuse(&mut self, unit: usize) -> bool {
        if u64::from(self.units[unit].cost) > self.left {
            let is_long_quotation = self.units[unit].n_rows > 1;
            self.refused[unit] =
                Some(if is_long_quotation { Why::PartOfLongQuotation } else { Why::OverBudget });
            self.any_too_long = true;
            return true;
        }
        let is_mere_filler = self.is_mere_filler(unit);
        if is_mere_filler {
            self.refused[unit] = Some(Why::Filler);
        }
        is_mere_filler
    }

    /// Whether it is no more than good enough to fill a gap that a better one was too long for. Where sentences are counted there is no
    /// gap but room for a whole one, and only half a quotation is refused.
    fn is_mere_filler(&self, unit: usize) -> bool {
        let counts_sentences = self.budget.counts_sentences();
        let is_refused = |row: &Row| row.features.unbalanced || !counts_sentences && row.features.is_faulty();
        self.scores.is_ours()
            && self.any_too_long
            && !self.is_empty()
            && self.rows(unit).iter().any(is_refused)
    }

    fn add(&mut self, unit: usize) {
        self.last = Some(Last { value: self.value(unit), left: self.left });
        self.left = self.left.saturating_sub(self.units[unit].cost.into());
        self.answers_stand_alone &= self.units[unit].asked == 0;
        self.order.push(unit);
        self.is_picked[unit] = true;
        for row in self.rows(unit) {
            self.said_by[row.twin as usize].get_or_insert(row.sentence);
        }
        self.redundancy.add(unit);
    }

    /// Picks the best single sentence whatever it costs, one that stands by itself if there is any. Returns whether it
    /// costs more than there is.
    pub(crate) fn add_best_sentence(&mut self) -> bool {
        let singles = (0..self.units.len()).filter(|unit| self.units[*unit].n_rows == 1);
        let best = singles.max_by_key(|unit| (self.needs(*unit).is_none(), self.turn(*unit, None)));
        best.is_some_and(|best| {
            let is_too_long = u64::from(self.units[best].cost) > self.left;
            self.add(best);
            is_too_long
        })
    }

    /// The picks in document order, and why the other rows are none.
    pub(crate) fn finish(mut self) -> Selection {
        let mut kept = Vec::new();
        for unit in &self.order {
            for row in self.rows(*unit) {
                kept.push(Ranked { sentence: row.sentence, rank: kept.len() as u32 + 1 });
            }
        }
        kept.sort_by_key(|ranked| ranked.sentence);
        let picks = || self.order.iter().map(|unit| &self.units[*unit]);
        let lowest_total = picks().map(|unit| unit.total).min().unwrap_or(0);
        let lowest_worth = picks().map(|unit| unit.worth).min().unwrap_or(0);
        let left_out = (0..self.units.len())
            .filter(|unit| !self.is_picked[*unit])
            .flat_map(|unit| {
                let why = self.why(unit, lowest_total, lowest_worth);
                self.rows(unit).iter().map(move |row| LeftOut { sentence: row.sentence, why })
            })
            .collect();
        let margin = self.margin();
        Selection { kept, left_out, margin, budget: self.budget }
    }

    /// Why a unit was not picked, by the lowest total of those that were and by what the least of them is worth by its length.
    fn why(&self, unit: usize, lowest_total: i32, lowest_worth: i64) -> Why {
        let Unit { total, worth, .. } = self.units[unit];
        if let Some(id) = self.repeats(unit) {
            Why::Repeats(id)
        } else if let Some(why) = self.refused[unit] {
            why
        } else if total < lowest_total {
            Why::LowerScore
        } else if !self.states(unit) {
            Why::Question
        } else if worth < lowest_worth || worth - self.value(unit) < i64::from(total) - worth {
            Why::Long
        } else {
            Why::Overlaps
        }
    }

    /// How much more the last pick was worth than the best that could have stood in its place.
    fn margin(&mut self) -> u16 {
        let (Some(last), Some(&last_unit)) = (&self.last, self.order.last()) else { return 1000 };
        let (last_value, left) = (last.value, last.left);
        self.redundancy.take_back();
        self.is_picked[last_unit] = false;
        let could_stand = |unit: &usize| {
            !self.is_picked[*unit]
                && *unit != last_unit
                && (self.states(*unit) || !self.states(last_unit))
                && u64::from(self.units[*unit].cost) <= left
                && self.repeats(*unit).is_none()
                && self.needs(*unit).is_none()
        };
        let best = (0..self.units.len()).filter(could_stand).map(|unit| self.value(unit)).max();
        let unit = if self.scores.is_ours() { 1 } else { crate::classic::POINTS_OF_TOTAL };
        best.map_or(1000, |best| ((last_value - best) / unit).clamp(0, 1000) as u16)
    }
}

#[cfg(test)]
mod tests {
    use epitome_document::{
        Cleaning, End, Input, Newlines, ReadOptions, Reason, Role, Sentence, Sentences, Treatment, read,
    };
    use epitome_langs::{GOLDEN, Languages};

    use super::*;

    /// An article of `n` sentences, twelve words each; every third points back. Few words are frequent and many are rare, as in any
    /// language.
    fn scores(n: u64) -> Scores {
        let word = |at: u64| {
            let mixed = (at ^ (at >> 7)).wrapping_mul(GOLDEN);
            let random = (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33;
            format!("word{}", 20_000 / (1 + random % 20_000))
        };
        let line = |row: u64| {
            let opener = if row % 3 == 1 { "It " } else { "" };
            opener.to_owned() + &(0..12).map(|at| word(row * 12 + at)).collect::<Vec<_>>().join(" ") + "."
        };
        let text = (0..n).map(line).collect::<Vec<_>>().join("\n");
        let options = ReadOptions { newlines: Newlines::Line, ..ReadOptions::default() };
        let document = read(&Input::text("long", text.into_bytes()), &options).expect("a text");
        let tag = "en".parse().expect("a tag");
        let (role, reason) = (Role::Paragraph, Reason::RunningText);
        let body = Treatment { role, usage: role.usage(), reason, sure: true };
        let cleaning = Cleaning { blocks: vec![body; document.blocks.len()], ..Cleaning::default() };
        let sentence = |block| {
            let span = document.block(block).span;
            Sentence { span, block, nth: 0, tag, end: End::Terminal }
        };
        let sentences = Sentences { items: document.block_ids().map(sentence).collect() };
        crate::score(&document, &cleaning, &sentences, &Languages::default(), tag)
    }

    #[test]
    fn work_grows_with_the_text_whatever_the_budget() {
        for budget in [Budget::Sentences(3), Budget::Percent(10), Budget::Words(5_000), Budget::Percent(100)]
        {
            let work = |n: u64| {
                let scores = scores(n);
                let units = (0..scores.rows.len()).map(|row| row..row + 1).collect();
                let picks = pick(&scores, budget, units);
                (picks.redundancy.n_visited, picks.n_turns)
            };
            let (small, large) = (work(1_000), work(8_000));
            // Eight times the text is at most nine times the work, and a little more where a tenth of the small text is
            // fewer picks than are compared.
            assert!(large.0 <= 10 * small.0, "{budget:?}: {small:?} {large:?} entries");
            assert!(large.1 <= 10 * small.1.max(8_000), "{budget:?}: {small:?} {large:?} turns");
        }
    }
}
