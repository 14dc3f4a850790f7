//! Logistic regression with a quadratic penalty, by L-BFGS.

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
    answers: Vec<(bool, f64)>,
}

impl Examples {
    pub(super) fn push(&mut self, clues: impl Iterator<Item = u32>, answer: bool, weight: f64) {
        self.clues.extend(clues);
        self.ends.push(self.clues.len());
        self.answers.push((answer, weight));
    }

    fn rows(&self) -> impl Iterator<Item = (&[u32], f64, f64)> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).zip(&self.answers).map(|((start, end), (answer, weight))| {
            (&self.clues[start..*end], if *answer { 1.0 } else { 0.0 }, *weight)
        })
    }
}

/// The weights of so many pieces of evidence, and the bias behind them. `strength` is the inverse of the penalty, which does not
/// touch the bias.
pub(super) fn fit(examples: &Examples, n_clues: usize, strength: f64) -> Vec<f64> {
    let mut point = vec![0.0; n_clues + 1];
    let (mut cost, mut slope) = cost_and_slope(examples, &point, strength);
    let mut memory: VecDeque<(Vec<f64>, Vec<f64>, f64)> = VecDeque::new();
    for _ in 0..MAX_STEPS {
        let direction = direction(&slope, &memory);
        let fall = dot(&slope, &direction);
        let mut step = if memory.is_empty() { 1.0 / dot(&slope, &slope).sqrt().max(1.0) } else { 1.0 };
        let (next, next_cost, next_slope) = loop {
            let next: Vec<f64> = point.iter().zip(&direction).map(|(at, way)| at + step * way).collect();
            let (next_cost, next_slope) = cost_and_slope(examples, &next, strength);
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
fn cost_and_slope(examples: &Examples, point: &[f64], strength: f64) -> (f64, Vec<f64>) {
    let bias = point.len() - 1;
    let mut slope: Vec<f64> = point.to_vec();
    slope[bias] = 0.0;
    let mut cost = 0.5 * dot(&slope, &slope);
    for (clues, answer, weight) in examples.rows() {
        let logit = point[bias] + clues.iter().map(|clue| point[*clue as usize]).sum::<f64>();
        let chance = 1.0 / (1.0 + libm::exp(-logit));
        let surprise = -libm::log(if answer > 0.5 { chance } else { 1.0 - chance }.max(1e-12));
        cost += strength * weight * surprise;
        let pull = strength * weight * (chance - answer);
        for clue in clues {
            slope[*clue as usize] += pull;
        }
        slope[bias] += pull;
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
            examples.push(clues.into_iter(), answer, 1.0);
        }
        let weights = fit(&examples, 3, 1.0);
        assert!(weights[0] > 1.0 && weights[1] < -1.0, "{weights:?}");
        assert!(weights[2].abs() < 0.01 && weights[3].abs() < 0.01, "{weights:?}");
    }

    #[test]
    fn the_bias_is_how_often_the_answer_is_yes() {
        let mut examples = Examples::default();
        for idx in 0..100 {
            examples.push(std::iter::empty(), idx % 4 == 0, 1.0);
        }
        let bias = fit(&examples, 0, 1.0)[0];
        assert!((bias - (-1.098_612)).abs() < 1e-3, "{bias}"); // ln(1/3)
    }
}
