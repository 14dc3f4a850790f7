//! [`push`]: numbers in digits. Each unit has several, and general formatting took most of the time of writing one.

/// Adds a number in digits.
pub(crate) fn push(out: &mut String, number: usize) {
    // As many as the largest has.
    let mut digits = [0; 20];
    let mut first = digits.len();
    let mut rest = number;
    loop {
        first -= 1;
        digits[first] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits[first..].iter().map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_written_as_everywhere() {
        for number in [0, 7, 10, 99, 100, 12_345, usize::MAX] {
            let mut out = String::from("p");
            super::push(&mut out, number);
            assert_eq!(out, format!("p{number}"));
        }
    }
}
