//! [`Difference`]: whether one method is better than another, or was only lucky with its articles.

/// Samples drawn.
const N_SAMPLES: usize = 10_000;

/// The mean difference of two methods over the same articles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Difference {
    /// Points that the first is better.
    pub mean: f64,
    /// The interval that holds it in 95 of 100 samples.
    pub interval: (f64, f64),
    /// How often a sample says the opposite, both ways (two-sided).
    pub p: f64,
}

impl Difference {
    /// By paired bootstrap (Koehn, "Statistical Significance Tests for Machine Translation Evaluation", 2004): articles are
    /// drawn with replacement, always the same ones for the same number of articles.
    #[must_use]
    pub fn of(differences: &[f64]) -> Difference {
        if differences.is_empty() {
            return Difference { p: 1.0, ..Difference::default() };
        }
        let n = differences.len();
        let mut random = Random(0);
        let mut means: Vec<f64> = (0..N_SAMPLES)
            .map(|_| (0..n).map(|_| differences[random.below(n)]).sum::<f64>() / n as f64)
            .collect();
        means.sort_unstable_by(f64::total_cmp);
        let share = |holds: fn(&f64) -> bool| {
            means.iter().filter(|mean| holds(mean)).count() as f64 / N_SAMPLES as f64
        };
        let p = 2.0 * share(|mean| *mean <= 0.0).min(share(|mean| *mean >= 0.0));
        Difference {
            mean: differences.iter().sum::<f64>() / n as f64,
            interval: (means[N_SAMPLES / 40], means[N_SAMPLES - 1 - N_SAMPLES / 40]),
            p: p.min(1.0),
        }
    }
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((u128::from(mixed ^ mixed >> 31) * n as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clear_difference_is_significant_and_none_is_not() {
        let clear = Difference::of(&[1.0, 2.0, 1.5, 0.5, 1.0, 2.5]);
        assert!(clear.p == 0.0 && clear.interval.0 > 0.0 && clear.mean > 1.4);
        let none = Difference::of(&[1.0, -1.0, 2.0, -2.0]);
        assert!(none.p > 0.5 && none.interval.0 < 0.0 && none.interval.1 > 0.0);
        assert_eq!(Difference::of(&[0.0; 5]).p, 1.0);
        assert_eq!(Difference::of(&[]).p, 1.0);
    }
}
