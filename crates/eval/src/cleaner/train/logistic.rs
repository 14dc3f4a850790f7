//! Logistic regression, for one answer or several, with a quadratic penalty, by L-BFGS.

use std::collections::VecDeque;

/// Steps remembered.
const MEMORY: usize = 8;
/// Steps taken at most; the figures do not move after 60.
const MAX_STEPS: usize = 80;

/// Rows of evidence, each either there or not, with what they should come to.
#[derive(Default)]
pub(super) struct Examples {
    clues: Vec<u32>,
    ends: Vec<usize>,
    answers: Vec<(Option<usize>, f64)>,
}

impl Examples {
    /// Adds a row. The answer is one of several, or `None` for what these are weighed against.
    pub(super) fn push(&mut self, clues: impl Iterator<Item = u32>, answer: Option<usize>, weight: f64) {
        self.clues.extend(clues);
        self.ends.push(self.clues.len());
        self.answers.push((answer, weight));
    }

    fn rows(&self) -> impl Iterator<Item = (&[u32], Option<usize>, f64)> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .zip(&self.answers)
            .map(|((start, end), (answer, weight))| (&self.clues[start..*end], *answer, *weight))
    }
}

/// The weights of so many pieces of evidence for each of `N` answers, answer by answer, and the biases behind them. `strength` is the inverse of
/// the penalty, which does not touch the biases.
pub(super) fn fit<const N: usize>(examples: &Examples, n_clues: usize, strength: f64) -> Vec<f64> {
    let mut point = vec![0.0; (n_clues + 1) * N];
    let (mut cost, mut slope) = cost_and_slope::<N>(examples, &point, strength);
    let mut memory: VecDeque<(Vec<f64>, Vec<f64>, f64)> = VecDeque::new();
    for _ in 0..MAX_STEPS {
        let direction = direction(&slope, &memory);
        let fall = dot(&slope, &direction);
        let mut step = if memory.is_empty() { 1.0 / dot(&slope, &slope).sqrt().max(1.0) } else { 1.0 };
        let (next, next_cost, next_slope) = loop {
            let next: Vec<f64> = point.iter().zip(&direction).map(|(at, way)| at + step * way).collect();
            let (next_cost, next_slope) = cost_and_slope::<N>(examples, &next, strength);
            if next_cost <= cost + 1e-4 * step * fall || step < 1e-10 {
                break (next, next_cost, next_slope);
            }
            step *= 0.5;
        };
        let gain = cost - next_cost;
        let moved: Vec<f64> = next.iter().zip(&point).map(|(new, old)| new - old).collect();
        let turned: Vec<f64> = next_slope.iter().zip(&slope).map(|(new, old)| new - old).collect();
        let bend = dot(&moved, &turned);
        if bend > 1e-12 {
            if memory.len() == MEMORY {
                memory.pop_front();
            }
            memory.push_back((moved, turned, 1.0 / bend));
        }
        (point, cost, slope) = (next, next_cost, next_slope);
        if gain <= 1e-7 * cost.abs() {
            break;
        }
    }
    point
}

/// Half the squares of the weights, plus the surprise over each example times `strength`.
fn cost_and_slope<const N: usize>(examples: &Examples, point: &[f64], strength: f64) -> (f64, Vec<f64>) {
    let (points, _) = point.as_chunks::<N>();
    let bias = points.len() - 1;
    let mut slope = point.to_vec();
    slope[bias * N..].fill(0.0);
    let mut cost = 0.5 * dot(&slope, &slope);
    let (slopes, _) = slope.as_chunks_mut::<N>();
    for (clues, answer, weight) in examples.rows() {
        let mut logits = points[bias];
        for clue in clues {
            logits.iter_mut().zip(points[*clue as usize]).for_each(|(logit, weight)| *logit += weight);
        }
        // What the answers are weighed against has the logit 0.
        let most = logits.iter().copied().fold(0.0, f64::max);
        let odds = logits.map(|logit| libm::exp(logit - most));
        let all = odds.iter().sum::<f64>() + libm::exp(-most);
        let chance = answer.map_or_else(|| libm::exp(-most), |answer| odds[answer]) / all;
        cost -= strength * weight * libm::log(chance.max(1e-12));
        let mut pulls = odds.map(|odds| strength * weight * odds / all);
        if let Some(answer) = answer {
            pulls[answer] -= strength * weight;
        }
        for clue in clues.iter().map(|clue| *clue as usize).chain([bias]) {
            slopes[clue].iter_mut().zip(pulls).for_each(|(slope, pull)| *slope += pull);
        }
    }
    (cost, slope)
}

/// Downhill, by what the last steps tell of the ground.
fn direction(slope: &[f64], memory: &VecDeque<(Vec<f64>, Vec<f64>, f64)>) -> Vec<f64> {
    let mut way: Vec<f64> = slope.iter().map(|value| -value).collect();
    let mut parts = Vec::with_capacity(memory.len());
    for (moved, turned, inverse) in memory.iter().rev() {
        let part = inverse * dot(moved, &way);
        way.iter_mut().zip(turned).for_each(|(way, turned)| *way -= part * turned);
        parts.push(part);
    }
    if let Some((moved, turned, _)) = memory.back() {
        let scale = dot(moved, turned) / dot(turned, turned).max(1e-30);
        way.iter_mut().for_each(|way| *way *= scale);
    }
    for ((moved, turned, inverse), part) in memory.iter().zip(parts.iter().rev()) {
        let other = inverse * dot(turned, &way);
        way.iter_mut().zip(moved).for_each(|(way, moved)| *way += (part - other) * moved);
    }
    way
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_the_answer_gets_the_weight() {
        let mut examples = Examples::default();
        for idx in 0..40 {
            let answer = idx % 2 == 0;
            let clues = if answer { vec![0, 2] } else { vec![1, 2] };
            examples.push(clues.into_iter(), answer.then_some(0), 1.0);
        }
        let weights = fit::<1>(&examples, 3, 1.0);
        assert!(weights[0] > 1.0 && weights[1] < -1.0, "{weights:?}");
        assert!(weights[2].abs() < 0.01 && weights[3].abs() < 0.01, "{weights:?}");
    }

    #[test]
    fn the_bias_is_how_often_the_answer_is_yes() {
        let mut examples = Examples::default();
        for idx in 0..100 {
            examples.push(std::iter::empty(), (idx % 4 == 0).then_some(0), 1.0);
        }
        let bias = fit::<1>(&examples, 0, 1.0)[0];
        assert!((bias - (-1.098_612)).abs() < 1e-3, "{bias}"); // ln(1/3)
    }

    #[test]
    fn several_answers_are_weighed_against_the_same_rest() {
        let mut examples = Examples::default();
        for idx in 0..100 {
            let answer = [None, None, Some(0), Some(1)][idx % 4];
            examples.push(std::iter::empty(), answer, 1.0);
        }
        let biases = fit::<2>(&examples, 0, 1.0);
        assert!(biases.iter().all(|bias| (bias + std::f64::consts::LN_2).abs() < 1e-3), "{biases:?}");
    }
}
