//! Segmentation rules of other makers: SRX 2.0, the format that translators' tools share.
//!
//! At each place in a text, the first rule decides whose pattern before matches what ends there and whose pattern after
//! matches what begins there. [`Srx`] reads such a file and splits by it; [`export`] writes the rules of ours.

mod engine;
mod export;
mod file;
mod pattern;
mod translate;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use epitome_document::{End, LangTag, Severity, Span, trim};
use fancy_regex::Regex;

use crate::limit;
use engine::{Engine, Patterns, Rule};
use pattern::{Pattern, Side};

pub use export::export;

/// The rules of an SRX file. Threads can share them.
#[derive(Debug)]
pub struct Srx {
    cascade: bool,
    patterns: Arc<Patterns>,
    lists: Vec<Vec<Rule>>,
    /// Which languages each list is for.
    maps: Vec<(Regex, usize)>,
    /// The engines built so far, by the lists they join.
    engines: Mutex<BTreeMap<Vec<usize>, Arc<Engine>>>,
}

/// What is said about a file that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SrxNote {
    /// The line of the file.
    pub line: u32,
    /// A warning where a rule is not honoured.
    pub severity: Severity,
    /// One sentence for a person, without a full stop.
    pub message: String,
}

impl fmt::Display for SrxNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SrxError {
    line: u32,
    message: String,
}

impl SrxError {
    fn new(line: u32, message: impl Into<String>) -> SrxError {
        SrxError { line, message: message.into() }
    }
}

impl fmt::Display for SrxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.message),
            line => write!(f, "line {line}: {}", self.message),
        }
    }
}

impl std::error::Error for SrxError {}

impl Srx {
    /// Reads a file. The notes name, with its line, every rule that is not honoured and why.
    ///
    /// # Errors
    /// When the bytes are no SRX 2.0, or no rule of theirs can be used.
    pub fn read(bytes: &[u8]) -> Result<(Srx, Vec<SrxNote>), SrxError> {
        let file = file::read(bytes)?;
        let mut notes = file.notes;
        let mut numbering = Numbering::default();
        let mut lists = Vec::with_capacity(file.lists.len());
        let mut names = BTreeMap::new();
        for list in file.lists {
            let mut rules = Vec::with_capacity(list.rules.len());
            for rule in list.rules {
                match numbering.rule(&rule) {
                    Ok(rule) => rules.push(rule),
                    Err(why) => notes.push(warning(rule.line, format!("a rule is not honoured: {why}"))),
                }
            }
            names.insert(list.name, lists.len());
            lists.push(rules);
        }
        let mut maps = Vec::new();
        for map in file.maps {
            let Some(list) = names.get(&map.name) else {
                notes.push(warning(map.line, format!("there is no languagerule {:?}", map.name)));
                continue;
            };
            match language_pattern(&map.pattern) {
                Ok(pattern) => maps.push((pattern, *list)),
                Err(why) => notes.push(warning(map.line, format!("a language map is not honoured: {why}"))),
            }
        }
        if !maps.iter().any(|(_, list)| lists[*list].iter().any(|rule| rule.breaks)) {
            let first = notes.iter().find(|note| note.severity == Severity::Warning);
            let why = first.map_or(String::new(), |note| format!("; {note}"));
            return Err(SrxError::new(0, format!("no language has a rule that breaks{why}")));
        }
        notes.sort_by_key(|note| note.line);
        let patterns = Arc::new(numbering.patterns);
        Ok((Srx { cascade: file.cascade, patterns, lists, maps, engines: Mutex::default() }, notes))
    }

    /// The sentences of one block of text, in order, as [`split`](crate::split) gives them: what is blank between two breaks
    /// belongs to no sentence.
    ///
    /// The language map is asked with the BCP 47 tag, letter case aside. Without a rule for the language the text is one
    /// sentence.
    #[must_use]
    pub fn split(&self, text: &str, tag: LangTag) -> Vec<(Span, End)> {
        let mut sentences = Vec::new();
        self.each_sentence(text, tag, &mut |span, end| sentences.push((span, end)));
        sentences
    }

    pub(crate) fn each_sentence(&self, text: &str, tag: LangTag, emit: &mut impl FnMut(Span, End)) {
        let mut start = 0;
        let mut cut = |end: usize, kind: End, emit: &mut dyn FnMut(Span, End)| {
            let span = trim(text, Span::new(start, end));
            start = end;
            if !span.is_empty() {
                limit::emit_limited(text, span, kind, &mut |span, kind| emit(span, kind));
            }
        };
        if let Some(engine) = self.engine(tag) {
            engine.each_break(text, &mut |at| cut(at, End::Terminal, emit));
        }
        cut(text.len(), End::BlockEnd, emit);
    }

    /// The engine for a language, built when it is first asked for; `None` where there is no rule, or the rules together are
    /// more than an automaton can hold.
    fn engine(&self, tag: LangTag) -> Option<Arc<Engine>> {
        let is_for = |pattern: &Regex| matches!(pattern.is_match(tag.as_str()), Ok(true));
        let lists = self.maps.iter().filter(|(pattern, _)| is_for(pattern)).map(|(_, list)| *list);
        let lists: Vec<usize> = if self.cascade { lists.collect() } else { lists.take(1).collect() };
        let mut engines = self.engines.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = engines.get(&lists) {
            return Some(Arc::clone(engine));
        }
        let rules: Vec<Rule> = lists.iter().flat_map(|list| &self.lists[*list]).copied().collect();
        if rules.iter().all(|rule| !rule.breaks) {
            return None;
        }
        let engine = Arc::new(Engine::new(Arc::clone(&self.patterns), rules).ok()?);
        engines.insert(lists, Arc::clone(&engine));
        Some(engine)
    }
}

fn warning(line: u32, message: String) -> SrxNote {
    SrxNote { line, severity: Severity::Warning, message }
}

/// A language map's pattern: it must match the whole of a tag, and tags have no letter case.
fn language_pattern(pattern: &str) -> Result<Regex, String> {
    let exact = translate::translate(pattern)?.exact;
    Regex::new(&format!(r"(?i)\A(?:{exact})\z")).map_err(|err| err.to_string())
}

/// The most states the patterns of a file may need together, roughly. The files in use need fewer than 500,000.
const MAX_STATES: usize = 8_000_000;

/// Gives equal patterns one number.
#[derive(Default)]
struct Numbering {
    patterns: Patterns,
    before: BTreeMap<String, Result<usize, String>>,
    after: BTreeMap<String, Result<usize, String>>,
    n_states: usize,
}

impl Numbering {
    fn rule(&mut self, rule: &file::Rule) -> Result<Rule, String> {
        let before = self.number(&rule.before, Side::Before);
        let before = before.map_err(|why| format!("beforebreak {:?}: {why}", rule.before))?;
        let after = self.number(&rule.after, Side::After);
        let after = after.map_err(|why| format!("afterbreak {:?}: {why}", rule.after))?;
        Ok(Rule { breaks: rule.breaks, before, after })
    }

    fn number(&mut self, pattern: &str, side: Side) -> Result<usize, String> {
        let (numbers, patterns) = match side {
            Side::Before => (&mut self.before, &mut self.patterns.before),
            Side::After => (&mut self.after, &mut self.patterns.after),
        };
        if let Some(number) = numbers.get(pattern) {
            return number.clone();
        }
        let number = Pattern::new(pattern, side).and_then(|understood| {
            self.n_states += understood.n_states;
            if self.n_states > MAX_STATES {
                return Err("the patterns of the file are too large together".to_owned());
            }
            patterns.push(understood);
            Ok(patterns.len() - 1)
        });
        numbers.insert(pattern.to_owned(), number.clone());
        number
    }
}
