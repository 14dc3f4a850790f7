//! [`push`]: numbers in digits. Each unit has several, and general formatting took most of the time of writing one.

/// Adds a number in digits.
pub(crate) fn push(out: &mut String, number: usize) {
    if number >= 100 {
        push(out, number / 100);
    }
    let pair = 2 * (number % 100);
    let start = if number < 10 { pair + 1 } else { pair };
    out.push_str(&PAIRS[start..pair + 2]);
}

/// All there are of two digits.
const PAIRS: &str = "\
    0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_written_as_everywhere() {
        for number in [0, 7, 10, 99, 100, 105, 12_345, 600_708, usize::MAX] {
            let mut out = String::from("p");
            super::push(&mut out, number);
            assert_eq!(out, format!("p{number}"));
        }
    }
}
