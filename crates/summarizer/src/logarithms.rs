//! Logarithms of whole numbers: most are of small ones, and worked out once.

use std::sync::OnceLock;

/// Most counts of an article are smaller.
const N_KNOWN: usize = 256;

/// The natural logarithm of a count.
pub(crate) fn ln(count: u32) -> f64 {
    static KNOWN: OnceLock<[f64; N_KNOWN]> = OnceLock::new();
    known(&KNOWN, libm::log, count)
}

/// The natural logarithm of one more than a count.
pub(crate) fn ln_1p(count: u32) -> f64 {
    static KNOWN: OnceLock<[f64; N_KNOWN]> = OnceLock::new();
    known(&KNOWN, libm::log1p, count)
}

#[inline]
fn known(known: &OnceLock<[f64; N_KNOWN]>, of: impl Fn(f64) -> f64, count: u32) -> f64 {
    let known = known.get_or_init(|| std::array::from_fn(|count| of(count as f64)));
    known.get(count as usize).copied().unwrap_or_else(|| of(f64::from(count)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_up_is_what_is_worked_out() {
        for count in 1..2 * N_KNOWN as u32 {
            assert_eq!(ln(count).to_bits(), libm::log(f64::from(count)).to_bits());
            assert_eq!(ln_1p(count).to_bits(), libm::log1p(f64::from(count)).to_bits());
        }
    }
}
