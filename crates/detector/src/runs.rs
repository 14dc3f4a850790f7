//! Where in a text which language stands: one pass over its words, after Viterbi (1967).

use std::sync::OnceLock;

use epitome_document::{LangTag, Span};

use crate::finding::language_of;
use crate::model::{Model, Script, Word, Words, embedded};

/// A stretch of text and its language.
pub(crate) struct Run {
    pub(crate) span: Span,
    pub(crate) tag: LangTag,
}

/// What it costs to go over to another language, in nats: so many times less likely is that than staying.
const SWITCH: f32 = 7.0;

/// The same after a stop, a colon or a closing quotation mark, where another language starts more often.
const SWITCH_AFTER_STOP: f32 = 4.0;

/// What a word costs a language that is not written in its script: three such words in a row are a run of their own, one or
/// two are a name or a term.
const FOREIGN: f32 = 3.0;

/// No word says more than this against a language.
const LEAST: f32 = -12.0;

/// Letters of scripts without spaces that cost as much as one word.
const LETTERS_PER_WORD: u32 = 4;

/// So many words are held in memory at once; the next start where these ended.
const MAX_WORDS: usize = 2048;

/// The runs of a text in the order they stand in, covering it from end to end but for white space between them. `whole` is the
/// language the text around is in: it goes on where nothing speaks against it.
pub(crate) fn runs(text: &str, whole: LangTag) -> Vec<Run> {
    let states = states();
    let words = Words::of(text);
    let all: Vec<&Word> = words.iter().collect();
    let mut before = states.number(whole);
    let mut of_words: Vec<usize> = Vec::with_capacity(all.len());
    for stretch in all.chunks(MAX_WORDS) {
        of_words.extend(best_path(text, &words, stretch, before));
        before = of_words.last().copied();
    }
    let mut runs: Vec<Run> = Vec::new();
    for (idx, state) in of_words.iter().enumerate() {
        let tag = states.tags[*state];
        match runs.last_mut() {
            Some(run) if run.tag == tag => {}
            None => runs.push(Run { span: Span::new(0, text.len()), tag }),
            Some(run) => {
                let (end, start) = (all[idx - 1].span.end(), all[idx].span.start());
                let between = &text[end..start];
                let start = between
                    .rfind(char::is_whitespace)
                    .map_or(start, |at| end + at + between[at..].chars().next().map_or(0, char::len_utf8));
                run.span = Span::new(run.span.start(), end + text[end..start].trim_end().len());
                runs.push(Run { span: Span::new(start, text.len()), tag });
            }
        }
    }
    runs
}

/// All languages that words can be in, and for each script those of its own.
struct States {
    tags: Vec<LangTag>,
    /// By script: the number of the language in the model's shares, and here.
    of_script: Vec<Vec<usize>>,
}

fn states() -> &'static States {
    static STATES: OnceLock<States> = OnceLock::new();
    STATES.get_or_init(|| States::of(embedded()))
}

impl States {
    fn of(model: &Model) -> States {
        let mut states = States { tags: Vec::new(), of_script: Vec::new() };
        for script in Script::all() {
            let alone: Vec<LangTag> = language_of(script).into_iter().collect();
            let tags = if model.tags(script).is_empty() { &alone } else { model.tags(script) };
            let numbers = tags.iter().map(|tag| states.add(*tag)).collect();
            states.of_script.push(numbers);
        }
        states
    }

    fn add(&mut self, tag: LangTag) -> usize {
        self.number(tag).filter(|number| self.tags[*number] == tag).unwrap_or_else(|| {
            self.tags.push(tag);
            self.tags.len() - 1
        })
    }

    /// The state of a language, whatever its region; `zh-Hant` is `zh` here.
    fn number(&self, tag: LangTag) -> Option<usize> {
        let exact = self.tags.iter().position(|known| *known == tag);
        exact.or_else(|| self.tags.iter().position(|known| known.language() == tag.language()))
    }
}

/// The languages of the words that make the text as a whole most likely.
fn best_path(text: &str, words: &Words, stretch: &[&Word], before: Option<usize>) -> Vec<usize> {
    let states = states();
    let n_states = states.tags.len();
    let mut best: Vec<f32> = (0..n_states)
        .map(|state| if before.is_none_or(|before| before == state) { 0.0 } else { -SWITCH_AFTER_STOP })
        .collect();
    let mut from = vec![0_u8; n_states * stretch.len()];
    let mut says = vec![0.0; n_states];
    for (idx, word) in stretch.iter().enumerate() {
        emission(words, word, &mut says);
        let is_first = idx == 0;
        let cost = match stretch.get(idx.wrapping_sub(1)) {
            Some(previous) if !ends_phrase(&text[previous.span.end()..word.span.start()]) => SWITCH,
            _ => SWITCH_AFTER_STOP,
        };
        let leader = highest(&best);
        let by_switching = best[leader] - cost;
        for state in 0..n_states {
            let back = &mut from[idx * n_states + state];
            *back = state as u8;
            if !is_first && best[state] < by_switching {
                best[state] = by_switching;
                *back = leader as u8;
            }
            best[state] += says[state];
        }
    }
    let mut state = highest(&best);
    let mut path = vec![0; stretch.len()];
    for idx in (0..stretch.len()).rev() {
        path[idx] = state;
        state = usize::from(from[idx * n_states + state]);
    }
    path
}

/// What a word says for each language, in nats.
fn emission(words: &Words, word: &Word, says: &mut [f32]) {
    let states = states();
    let n_units = if word.script.is_unspaced() { word.n_letters.div_ceil(LETTERS_PER_WORD) } else { 1 };
    says.fill(-FOREIGN * n_units as f32);
    let numbers = &states.of_script[word.script as usize];
    match embedded().rank(words, std::iter::once(word)) {
        Some(ranking) => {
            for (number, (_, share)) in numbers.iter().zip(ranking.shares()) {
                says[*number] = libm::logf(share.max(f32::MIN_POSITIVE)).max(LEAST);
            }
        }
        None => {
            for number in numbers {
                says[*number] = 0.0;
            }
        }
    }
}

fn ends_phrase(between: &str) -> bool {
    between
        .contains(['.', '!', '?', '"', ':', ';', '…', '。', '！', '？', '»', '«', '”', '“', ')', '(', '\n'])
}

/// The first of the highest.
fn highest(scores: &[f32]) -> usize {
    (0..scores.len())
        .reduce(|best, state| if scores[state] > scores[best] { state } else { best })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split<'t>(text: &'t str, whole: &str) -> Vec<(&'t str, String)> {
        let runs = runs(text, LangTag::parse(whole).expect("a tag"));
        runs.iter().map(|run| (&text[run.span.range()], run.tag.to_string())).collect()
    }

    #[test]
    fn a_quotation_is_a_run_of_its_own() {
        let text = "Le ministre a répondu aux journalistes : “We will not change the law before the end of the year.” Puis il est parti.";
        let found = split(text, "fr");
        assert_eq!(
            found.iter().map(|(_, tag)| tag.as_str()).collect::<Vec<_>>(),
            ["fr", "en", "fr"],
            "{found:?}"
        );
        assert_eq!(found[1].0, "“We will not change the law before the end of the year.”");
    }

    #[test]
    fn names_in_other_letters_split_nothing() {
        let text = "Компания Microsoft Windows сообщила о новых правилах для разработчиков.";
        assert_eq!(split(text, "ru"), [(text, "ru".to_owned())]);
    }

    #[test]
    fn a_text_without_words_has_no_run() {
        assert!(runs("2024 …", LangTag::literal("fr")).is_empty());
    }

    #[test]
    fn states_fit_a_byte() {
        assert!(states().tags.len() <= 256);
    }
}
