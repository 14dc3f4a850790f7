//! One pattern of a rule, in the form our engines take.
//!
//! All patterns go into finite automata, which are fast however many there are. An automaton cannot look around, and our
//! kind of automaton cannot tell word from non-word in every script; so a pattern that asks for more goes in widened, and
//! where it matches, a slower engine has the last word.

use std::sync::LazyLock;

use fancy_regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

use super::translate::translate;

/// The most states a pattern may need, roughly: a class of characters needs some hundreds, and a repetition as many again
/// each time.
const MAX_STATES: usize = 500_000;

/// The most steps back the slower engine may take at one place, so that no pattern brings a run to a standstill.
const MAX_STEPS_BACK: usize = 20_000;

/// Which side of the break a pattern is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// It ends at the break.
    Before,
    /// It begins at the break.
    After,
}

/// A pattern, understood.
#[derive(Debug)]
pub(super) struct Pattern {
    /// What goes into the automaton.
    pub(super) hir: Hir,
    /// What has the last word where the automaton may match too much. See [`Pattern::new`] on what it is applied to.
    pub(super) check: Option<Regex>,
    /// About how many states of an automaton it needs.
    pub(super) n_states: usize,
}

impl Pattern {
    /// Understands a pattern; the error says what in it cannot be honoured.
    ///
    /// The check of a pattern before the break is for a text that ends one character after the break, so that it knows whether
    /// a word ends there; that of a pattern after the break is to be started at the break.
    pub(super) fn new(pattern: &str, side: Side) -> Result<Pattern, String> {
        let translated = translate(pattern)?;
        let wide = parse(&translated.wide)?;
        let n_states = n_states(&wide);
        if n_states > MAX_STATES {
            return Err("the pattern repeats too much".to_owned());
        }
        let wide = if side == Side::Before { settle_start(&wide) } else { wide };
        let is_exact = translated.exact == translated.wide && !looks_for_words(&wide);
        let check = if is_exact { None } else { Some(check(&translated.exact, side)?) };
        Ok(Pattern { hir: without_words(&wide), check, n_states })
    }
}

fn parse(pattern: &str) -> Result<Hir, String> {
    let parsed = ParserBuilder::new().nest_limit(250).build().parse(pattern);
    parsed.map_err(|err| match err {
        regex_syntax::Error::Parse(err) => err.kind().to_string(),
        regex_syntax::Error::Translate(err) => err.kind().to_string(),
        err => err.to_string(),
    })
}

fn check(exact: &str, side: Side) -> Result<Regex, String> {
    let pattern = match side {
        Side::Before => format!(r"(?:{exact})(?s:.)\z"),
        Side::After => format!(r"\G(?:{exact})"),
    };
    let built =
        RegexBuilder::new(&pattern).backtrack_limit(MAX_STEPS_BACK).delegate_size_limit(1 << 22).build();
    built.map_err(|err| err.to_string())
}

/// About how many states of an automaton a pattern needs.
fn n_states(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Unicode(class)) => 4 * class.ranges().len(),
        HirKind::Class(Class::Bytes(class)) => class.ranges().len(),
        HirKind::Repetition(repetition) => {
            let n_times = repetition.max.unwrap_or(repetition.min + 1).max(1);
            n_states(&repetition.sub).saturating_mul(usize::try_from(n_times).unwrap_or(usize::MAX))
        }
        HirKind::Capture(capture) => n_states(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().map(n_states).fold(0, usize::saturating_add)
        }
    }
}

fn looks_for_words(hir: &Hir) -> bool {
    hir.properties().look_set().contains_word()
}

/// Takes the boundary of a word off the start of a pattern before the break: whether one is there shows in the character before, and
/// to match one more there does no harm, since all that counts is where the match ends. Nearly all abbreviations in SRX
/// files begin so.
fn settle_start(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Capture(capture) => settle_start(&capture.sub),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(settle_start).collect()),
        HirKind::Concat(parts) => {
            let settled = match parts[0].kind() {
                HirKind::Look(Look::WordUnicode) => outside(&parts[1..]).unwrap_or_else(|| parts[0].clone()),
                _ => settle_start(&parts[0]),
            };
            Hir::concat(std::iter::once(settled).chain(parts[1..].iter().cloned()).collect())
        }
        _ => hir.clone(),
    }
}

/// What must stand before these parts for a word to begin or end there, where that does not depend on what they match.
fn outside(parts: &[Hir]) -> Option<Hir> {
    let first = first_chars(parts)?;
    let mut inside = first.clone();
    inside.intersect(&WORD_CHARS);
    if inside == first {
        let mut other = WORD_CHARS.clone();
        other.negate();
        let other = Hir::class(Class::Unicode(other));
        Some(Hir::alternation(vec![Hir::look(Look::Start), other]))
    } else if inside.ranges().is_empty() {
        Some(Hir::class(Class::Unicode(WORD_CHARS.clone())))
    } else {
        None
    }
}

/// The characters that what these parts match can begin with; `None` where they may match nothing.
fn first_chars(parts: &[Hir]) -> Option<ClassUnicode> {
    let mut chars = ClassUnicode::empty();
    for part in parts {
        let (more, may_be_empty) = first_of(part)?;
        chars.union(&more);
        if !may_be_empty {
            return Some(chars);
        }
    }
    None
}

/// The characters a pattern can begin with, and whether it can match nothing.
fn first_of(hir: &Hir) -> Option<(ClassUnicode, bool)> {
    match hir.kind() {
        HirKind::Empty => Some((ClassUnicode::empty(), true)),
        HirKind::Literal(literal) => {
            let c = str::from_utf8(&literal.0).ok()?.chars().next()?;
            Some((ClassUnicode::new([ClassUnicodeRange::new(c, c)]), false))
        }
        HirKind::Class(Class::Unicode(class)) => Some((class.clone(), false)),
        HirKind::Class(Class::Bytes(_)) | HirKind::Look(_) => None,
        HirKind::Repetition(repetition) => {
            let (chars, may_be_empty) = first_of(&repetition.sub)?;
            Some((chars, may_be_empty || repetition.min == 0))
        }
        HirKind::Capture(capture) => first_of(&capture.sub),
        HirKind::Concat(parts) => first_chars(parts).map(|chars| (chars, false)),
        HirKind::Alternation(parts) => {
            let mut all = (ClassUnicode::empty(), false);
            for part in parts {
                let (chars, may_be_empty) = first_of(part)?;
                all.0.union(&chars);
                all.1 |= may_be_empty;
            }
            Some(all)
        }
    }
}

/// The characters of words. They are asked for at every abbreviation, and take longer to list than all else about it.
static WORD_CHARS: LazyLock<ClassUnicode> = LazyLock::new(|| {
    let word = parse(r"\w").expect("a class of the engine's own");
    match word.into_kind() {
        HirKind::Class(Class::Unicode(class)) => class,
        _ => unreachable!("\\w is a class of characters"),
    }
});

/// The pattern without its word boundaries: it matches wherever it did, and perhaps elsewhere.
fn without_words(hir: &Hir) -> Hir {
    if !looks_for_words(hir) {
        return hir.clone();
    }
    match hir.kind() {
        HirKind::Look(_) => Hir::empty(),
        HirKind::Repetition(repetition) => {
            let sub = Box::new(without_words(&repetition.sub));
            Hir::repetition(Repetition { sub, ..repetition.clone() })
        }
        HirKind::Capture(capture) => without_words(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(without_words).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(without_words).collect()),
        _ => hir.clone(),
    }
}
