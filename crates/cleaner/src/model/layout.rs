//! [`layout`]: how a line and those beside it open, end and look, where no markup says so.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use super::evidence::{MAX_SAID_BYTES, ending_bucket, side};
use super::facts::Scene;
use super::families::set;
use super::group::*;
use crate::line::Line;

/// How a line begins; those beside it ask for it too.
pub(super) struct Layout {
    opening: usize,
    patterns: u16,
}

impl Layout {
    pub(super) fn of(line: &Line) -> Layout {
        Layout { opening: opening(line.text), patterns: patterns(&line.key) }
    }
}

/// Hands the layout of a line and of those beside it to a sink.
pub(super) fn layout<S: Sink + ?Sized>(scene: &Scene, idx: usize, sink: &mut S) {
    let (own, facts) = (&scene.layouts[idx], &scene.facts[idx]);
    let n_words = facts.words_bucket();
    sink.add(OPENING, own.opening);
    set(own.patterns).for_each(|pattern| sink.add(PATTERNS, pattern));
    let sides = [
        (idx.checked_sub(1), OPENING_BEFORE, ENDING_BEFORE, PATTERNS_BEFORE, WORDS_BEFORE),
        (Some(idx + 1), OPENING_AFTER, ENDING_AFTER, PATTERNS_AFTER, WORDS_AFTER),
    ];
    for (other, open, end, look, words) in sides {
        let Some(other) = other.filter(|other| *other < scene.facts.len()) else { continue };
        let (layout, facts) = (&scene.layouts[other], &scene.facts[other]);
        sink.add(open, layout.opening);
        sink.add(end, ending_bucket(facts.ending));
        set(layout.patterns).for_each(|pattern| sink.add(look, pattern));
        sink.add(words, n_words * 8 + facts.words_bucket());
    }
    let (place, _) = side(scene, idx);
    sink.add(PLACE_WORDS, (place * 4 + ending_bucket(facts.ending)) * 8 + n_words);
}

/// What a text opens with.
fn opening(text: &str) -> usize {
    match text.trim_start().chars().next() {
        Some(c) if c.is_uppercase() => 0,
        Some(c) if c.is_alphabetic() => 1,
        Some(c) if c.is_numeric() => 2,
        Some('"' | '“' | '«' | '„' | '‘' | '’' | '\'') => 3,
        Some('-' | '–' | '—' | '•' | '*' | '·') => 4,
        _ => 5,
    }
}

/// What the beginning of a text, folded, looks like: with a year, a clock time, a date in figures; with a colon, a comma, a stroke, a question mark.
fn patterns(key: &str) -> u16 {
    let head = &key.as_bytes()[..key.floor_char_boundary(MAX_SAID_BYTES)];
    let (mut found, mut n_digits, mut n_parts) = (0, 0, 0);
    for (at, byte) in head.iter().enumerate() {
        let follows = || head.get(at + 1).is_some_and(u8::is_ascii_digit);
        match byte {
            b'0'..=b'9' => {
                n_digits += 1;
                let is_year = n_digits == 4 && !follows() && matches!(&head[at - 3..at - 1], b"19" | b"20");
                found |= u16::from(is_year);
                continue;
            }
            b':' | b'h' if matches!(n_digits, 1 | 2) && follows() => found |= 1 << 1,
            b'/' | b'.' | b'-' if matches!(n_digits, 1 | 2) && follows() => {
                n_parts += 1;
                found |= u16::from(n_parts == 2) << 2;
            }
            b':' => found |= 1 << 3,
            b',' => found |= 1 << 4,
            b'/' | b'|' => found |= 1 << 5,
            b'?' => found |= 1 << 6,
            _ => {}
        }
        n_digits = 0;
    }
    found
}
