//! What was weighed of a block, in one line: the same words in text and on a page.

use epitome::{Analysis, Aspect, BlockId, Weighing, Weight};

/// So many parts of each look are named: more hide what counted.
const N_NAMED: usize = 4;
/// Parts of fewer hundredths of a nat move the odds by less than a tenth.
const MIN_NAMED: u32 = 10;

/// What the figures are, for a person who has not met them before.
pub(crate) const UNIT: &str =
    "weights are nats: +0.7 makes it twice as likely that a block is of the article, -0.7 half as likely";

/// What was weighed of a block, where a model weighed it: "-4.3: blocks before and after -2.1, by itself -1.9 (words -0.8 “newsletter”)".
pub(crate) fn weighed(analysis: &Analysis, id: BlockId) -> Option<String> {
    analysis.cleaning.weighing(id).map(message)
}

fn message(weighing: &Weighing) -> String {
    let part = |weight: &Weight| match weight.aspect {
        Aspect::Alone => {
            let alone = list(&weighing.alone, &named);
            format!("{}{}", named(weight), if alone.is_empty() { alone } else { format!(" ({alone})") })
        }
        _ => named(weight),
    };
    format!("{}: {}", nats(weighing.total), list(&weighing.parts, &part))
}

fn list(weights: &[Weight], message: &dyn Fn(&Weight) -> String) -> String {
    let telling = weights.iter().filter(|weight| weight.hundredths.unsigned_abs() >= MIN_NAMED);
    telling.take(N_NAMED).map(message).collect::<Vec<_>>().join(", ")
}

fn named(weight: &Weight) -> String {
    let name = weight.name.as_ref().map(|name| format!(" “{name}”")).unwrap_or_default();
    format!("{} {}{name}", weight.aspect.message(), nats(weight.hundredths))
}

/// A number of hundredths with its sign and one decimal.
fn nats(hundredths: i32) -> String {
    let tenths = (hundredths.unsigned_abs() + 5) / 10;
    let sign = if hundredths < 0 && tenths > 0 { '-' } else { '+' };
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_come_first_and_the_rest_is_left_out() {
        let weight = |aspect, hundredths, name: Option<&str>| Weight {
            aspect,
            hundredths,
            name: name.map(str::to_owned),
        };
        let weighing = Weighing {
            total: -431,
            parts: vec![
                weight(Aspect::Around, -214, None),
                weight(Aspect::Alone, -190, None),
                weight(Aspect::Core, 4, None),
            ],
            alone: vec![weight(Aspect::Words, -80, Some("newsletter")), weight(Aspect::Form, 66, None)],
        };
        assert_eq!(
            message(&weighing),
            "-4.3: blocks before and after -2.1, by itself -1.9 (words -0.8 “newsletter”, length and ending +0.7)"
        );
        assert_eq!([nats(-4), nats(-5), nats(1234)], ["+0.0", "-0.1", "+12.3"]);
    }
}
