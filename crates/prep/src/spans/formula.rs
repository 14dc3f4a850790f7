//! Formulas of TeX between dollar signs: `$x_1 + y_2$`, `$$z^2$$`. Dollars are also money and variables, so what stands between single ones
//! must look like a formula.

/// Formulas end within so many bytes, so that a look at one takes bounded time.
const MAX_FORMULA: usize = 1000;

/// The length of the formula at the head of a text that begins with a dollar sign.
pub(super) fn formula(text: &str) -> Option<usize> {
    let sign = if text.starts_with("$$") { "$$" } else { "$" };
    let near = &text[sign.len()..text.floor_char_boundary(MAX_FORMULA)];
    let is_plain = |at: &usize| !near[..*at].ends_with('\\');
    let end = near.match_indices(sign).map(|(at, _)| at).find(is_plain)?;
    let (inside, behind) = (&near[..end], &text[2 * sign.len() + end..]);
    let is_formula = match sign {
        "$$" => !inside.trim().is_empty(),
        _ => !behind.starts_with(|c: char| c.is_alphanumeric() || c == '$') && is_formula(inside),
    };
    is_formula.then_some(2 * sign.len() + end)
}

/// Whether a text has no words but those of TeX, and is no amount.
fn is_formula(text: &str) -> bool {
    let has_sign = text.contains(['\\', '^', '_']);
    let may_begin = has_sign || text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '(' | '[' | '|'));
    if !may_begin || text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
        return false;
    }
    let (mut depth, mut run, mut before) = (0_i32, 0, ' ');
    let mut is_name = false;
    for c in text.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if !c.is_alphabetic() {
            (run, before, is_name) = (0, c, false);
            continue;
        }
        run += 1;
        is_name |= run == 1 && before == '\\';
        let is_word = run > 2 || run == 2 && !has_sign && !c.is_lowercase();
        if is_word && !is_name && depth == 0 {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_told_from_money_and_variables() {
        for text in [
            "$x_1 + y_2$",
            "$$z^2$$",
            "$$\na = b\n$$",
            "$n$",
            "$f(x)$",
            "$E = mc^2$",
            "$\\alpha$",
            "$10^{-5}$",
            "$F = ma$",
            "$v_{max} = \\frac{\\text{voie totale}}{t}$",
            "$O(n \\log n)$",
            "$a \\$ b$",
        ] {
            assert_eq!(formula(&format!("{text}, $5$ ici.")), Some(text.len()), "{text}");
        }
        for text in [
            "$5 et $6",
            "$5$",
            "$20,000 and US$30,000",
            "$ et US$",
            "$US, 5$",
            "$HOME/$USER",
            "$total$",
            "$a et b$c",
            "$name et le $",
            "$$",
            "$$ $$",
            "$",
            "$x",
        ] {
            assert_eq!(formula(text), None, "{text}");
        }
    }
}
