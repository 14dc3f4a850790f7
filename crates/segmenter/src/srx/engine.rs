//! The rules for one language, as automata.
//!
//! One runs over the whole text and proposes the places where the pattern before some break ends; at each of these, one reads
//! backwards and says which patterns end there, and one reads on and says which begin. The first rule that has both
//! decides. The automata hold all patterns at once, literals sharing their states as in a trie, and build their states as
//! they meet them.

use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

use regex_automata::hybrid::dfa::{Cache, DFA, OverlappingState};
use regex_automata::nfa::thompson;
use regex_automata::util::pool::Pool;
use regex_automata::{Anchored, HalfMatch, Input, MatchError, MatchKind};
use regex_syntax::hir::Hir;

use super::pattern::Pattern;

/// How many characters are looked at before a break, so that time grows with the text and nothing else. The reference
/// implementation allows a repetition before a break 100 rounds; some rules lean on that, such as those that look for an open
/// bracket.
const MAX_BEFORE: usize = 104;

/// How many bytes are looked at after a break, for the same reason.
const MAX_AFTER: usize = 1_024;

/// Memory for the states of an automaton. When it is used up, they are built anew.
const CACHE_BYTES: usize = 16 << 20;

/// A rule: what it decides, and the numbers of its patterns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) breaks: bool,
    pub(super) before: usize,
    pub(super) after: usize,
}

/// The patterns of a file, each once.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    pub(super) before: Vec<Pattern>,
    pub(super) after: Vec<Pattern>,
}

/// The rules for one language.
#[derive(Debug)]
pub(super) struct Engine {
    patterns: Arc<Patterns>,
    rules: Vec<Rule>,
    /// For each pattern of the file before a break, the rules that have it.
    rules_of: Vec<Vec<usize>>,
    /// Finds where the patterns before breaks end.
    ends: Automaton,
    /// Finds where the patterns after breaks begin, of rules that say nothing about what stands before.
    starts: Automaton,
    before: Automaton,
    after: Automaton,
    workspaces: Pool<Workspace, NewWorkspace>,
}

type NewWorkspace = Box<dyn Fn() -> Workspace + Send + Sync + UnwindSafe + RefUnwindSafe>;

/// What the automata have built so far, and room to work in; each thread has its own.
#[derive(Debug)]
struct Workspace {
    ends: Cache,
    starts: Cache,
    before: Cache,
    after: Cache,
    /// For each pattern of the file after a break, whether it matches here.
    is_after: Vec<bool>,
    /// The rules whose patterns both match here.
    candidates: Vec<usize>,
}

impl Engine {
    /// Builds the automata of these rules, which stand in the order in which they are asked.
    pub(super) fn new(patterns: Arc<Patterns>, rules: Vec<Rule>) -> Result<Engine, String> {
        let mut rules_of = vec![Vec::new(); patterns.before.len()];
        for (idx, rule) in rules.iter().enumerate() {
            rules_of[rule.before].push(idx);
        }
        let says_nothing = |pattern: &Pattern| pattern.hir.properties().minimum_len() == Some(0);
        let (by_start, by_end): (Vec<&Rule>, Vec<&Rule>) =
            rules.iter().filter(|rule| rule.breaks).partition(|rule| {
                says_nothing(&patterns.before[rule.before]) && !says_nothing(&patterns.after[rule.after])
            });
        let before = |rules: &mut dyn Iterator<Item = &Rule>, direction| {
            Automaton::new(&patterns.before, rules.map(|rule| rule.before).collect(), direction)
        };
        let after = |rules: &mut dyn Iterator<Item = &Rule>, direction| {
            Automaton::new(&patterns.after, rules.map(|rule| rule.after).collect(), direction)
        };
        let ends = before(&mut by_end.into_iter(), Direction::Forward)?;
        let starts = after(&mut by_start.into_iter(), Direction::Backward)?;
        let before = before(&mut rules.iter(), Direction::Backward)?;
        let after = after(&mut rules.iter(), Direction::Forward)?;
        let new_workspace = {
            let dfas = [&ends, &starts, &before, &after].map(|automaton| automaton.dfa.clone());
            let n_after = patterns.after.len();
            Box::new(move || {
                let [ends, starts, before, after] = dfas.each_ref().map(DFA::create_cache);
                let (is_after, candidates) = (vec![false; n_after], Vec::new());
                Workspace { ends, starts, before, after, is_after, candidates }
            })
        };
        let workspaces = Pool::new(new_workspace as NewWorkspace);
        Ok(Engine { patterns, rules, rules_of, ends, starts, before, after, workspaces })
    }

    /// Calls `emit` with the byte of each break, in order. The ends of the text are none.
    pub(super) fn each_break(&self, text: &str, emit: &mut impl FnMut(usize)) {
        let mut workspace = self.workspaces.get();
        let Workspace { ends, starts, before, after, is_after, candidates } = &mut *workspace;
        let mut last = 0;
        let mut ask = |at: usize| {
            if at <= last || at == text.len() || !text.is_char_boundary(at) {
                return;
            }
            last = at;
            let input = Input::new(text).range(at..text.ceil_char_boundary(at + MAX_AFTER));
            self.after.each_match(after, &input.anchored(Anchored::Yes), |_, number| is_after[number] = true);
            let input = Input::new(text).range(start_of_context(text, at)..at);
            self.before.each_match(before, &input.anchored(Anchored::Yes), |_, number| {
                let rules = self.rules_of[number].iter().copied();
                candidates.extend(rules.filter(|idx| is_after[self.rules[*idx].after]));
            });
            candidates.sort_unstable();
            let decides = |idx: &&usize| self.is_met(text, at, self.rules[**idx]);
            if candidates.iter().find(decides).is_some_and(|idx| self.rules[*idx].breaks) {
                emit(at);
            }
            candidates.clear();
            is_after.fill(false);
        };
        // This one runs from the end of the text, so that the next place is always the last of the list.
        let mut places = Vec::new();
        self.starts.each_match(starts, &Input::new(text), |at, _| places.push(at));
        self.ends.each_match(ends, &Input::new(text), |at, _| {
            while let Some(place) = places.pop_if(|place| *place < at) {
                ask(place);
            }
            ask(at);
        });
        places.into_iter().rev().for_each(ask);
    }

    /// Whether a rule whose automata match is met, where they match more than its patterns do.
    fn is_met(&self, text: &str, at: usize, rule: Rule) -> bool {
        // A search that gives up has found nothing.
        let finds = |pattern: &Pattern, text: &str, from: usize| {
            pattern.check.as_ref().is_none_or(|check| matches!(check.find_from_pos(text, from), Ok(Some(_))))
        };
        let next = text.ceil_char_boundary(at + 1);
        let end = text.ceil_char_boundary(at + MAX_AFTER);
        finds(&self.patterns.before[rule.before], &text[..next], start_of_context(text, at))
            && finds(&self.patterns.after[rule.after], &text[..end], at)
    }
}

/// Where the context before byte `at` starts.
fn start_of_context(text: &str, at: usize) -> usize {
    text[..at].char_indices().rev().nth(MAX_BEFORE - 1).map_or(0, |(start, _)| start)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
}

/// An automaton of some of a file's patterns.
#[derive(Clone, Debug)]
struct Automaton {
    dfa: DFA,
    direction: Direction,
    /// The number in the file of each of its patterns.
    numbers: Vec<usize>,
}

impl Automaton {
    fn new(patterns: &[Pattern], mut numbers: Vec<usize>, direction: Direction) -> Result<Automaton, String> {
        numbers.sort_unstable();
        numbers.dedup();
        let hirs: Vec<&Hir> = numbers.iter().map(|number| &patterns[*number].hir).collect();
        let config = thompson::Config::new()
            .reverse(direction == Direction::Backward)
            .utf8(false)
            .which_captures(thompson::WhichCaptures::None);
        let nfa = thompson::Compiler::new()
            .configure(config)
            .build_many_from_hir(&hirs)
            .map_err(|err| err.to_string())?;
        let config = DFA::config()
            .match_kind(MatchKind::All)
            .cache_capacity(CACHE_BYTES)
            .skip_cache_capacity_check(true);
        let dfa = DFA::builder().configure(config).build_from_nfa(nfa).map_err(|err| err.to_string())?;
        Ok(Automaton { dfa, direction, numbers })
    }

    /// Calls `found` with the byte each match ends at, in the direction of the search, and the number of its pattern.
    fn each_match(&self, cache: &mut Cache, input: &Input<'_>, mut found: impl FnMut(usize, usize)) {
        if self.numbers.is_empty() {
            return;
        }
        let mut state = OverlappingState::start();
        while let Ok(Some(end)) = self.next_match(cache, input, &mut state) {
            found(end.offset(), self.numbers[end.pattern().as_usize()]);
        }
    }

    fn next_match(
        &self,
        cache: &mut Cache,
        input: &Input<'_>,
        state: &mut OverlappingState,
    ) -> Result<Option<HalfMatch>, MatchError> {
        match self.direction {
            Direction::Forward => self.dfa.try_search_overlapping_fwd(cache, input, state)?,
            Direction::Backward => self.dfa.try_search_overlapping_rev(cache, input, state)?,
        }
        Ok(state.get_match())
    }
}
