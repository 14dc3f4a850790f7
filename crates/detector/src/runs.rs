//! Where in a text which language stands: one pass over its words, after Viterbi (1967).

use std::cmp::Reverse;

use epitome_document::{LangTag, Span};

use crate::by_script::of_bengali;
use crate::doubts::doubts;
use crate::lead::{Lead, compared};
use crate::model::{Word, Words};
use crate::path::{Costs, Path, UNITS_PER_NAT, path};
use crate::says::{N_LANES, Row, Says, states};

/// A stretch of text and its language.
pub(crate) struct Run {
    pub(crate) span: Span,
    pub(crate) tag: LangTag,
}

/// What it costs to go over to another language while the languages of a stretch are searched for. These figures and all below were chosen on 1,920 documents made
/// of held-back sentences of the training sources: languages in turn by sentences and by phrases of three to seven words, and
/// documents in one. There they get 99 % and 96 % of the words right, and keep 99 % of the last whole.
pub(crate) const SEARCH: Costs = Costs { within: 6 * UNITS_PER_NAT, after_stop: 3 * UNITS_PER_NAT };

/// The costs between languages that the stretch is known to have: where two take turns, they do so often.
const AMONG_FOUND: Costs = Costs { within: 5 * UNITS_PER_NAT / 2, after_stop: UNITS_PER_NAT };

/// A language must make the words of a stretch more likely by so many nats to be one of its languages.
const OPENING: i64 = 8 * UNITS_PER_NAT as i64;

/// Of the languages a search comes upon, those with the most words are looked at.
const MAX_LANGUAGES: usize = 8;

/// More capitalised words in a row than this are not a name but a line in capitals.
const MAX_NAME: usize = 5;

/// So many words are held in memory at once; the next start where these ended.
const MAX_WORDS: usize = 2048;

/// The runs of a text in the order they stand in, covering it from end to end but for white space between them. `whole` is the
/// language the text around is in: it goes on where nothing speaks against it.
pub(crate) fn runs(text: &str, whole: LangTag, says: &mut Says) -> Vec<Run> {
    let states = states();
    let before = states.number(whole);
    let tag = |state: u8, words: &dyn Fn() -> LangTag| {
        if Some(state) == states.bengali { words() } else { states.tags[usize::from(state)] }
    };
    if let Some(own) = before {
        let doubts = doubts(text, own, says);
        if goes_on(text, &doubts.parts, own, says) {
            let run =
                || Run { span: Span::new(0, text.len()), tag: tag(own, &|| of_bengali(&Words::of(text))) };
            return doubts.has_words.then(run).into_iter().collect();
        }
    }
    // Where languages take turns, they may do so more often than it is seen at first.
    let words = Words::of(text);
    let all: Vec<&Word> = words.iter().collect();
    let mut of_words = searched(text, &words, before, says);
    pass_over_names(&all, None, &mut of_words);
    let mut runs: Vec<Run> = Vec::new();
    let bengali = of_bengali(&words);
    for (idx, state) in of_words.iter().enumerate() {
        let tag = tag(*state, &|| bengali);
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

/// Whether nothing is found in some parts of a text but the language around them and names.
fn goes_on(text: &str, parts: &[Span], own: u8, says: &mut Says) -> bool {
    if parts.is_empty() {
        return true;
    }
    let of_parts: Vec<Words> = parts.iter().map(|part| Words::of(&text[part.range()])).collect();
    if of_parts.iter().map(|words| words.iter().len()).sum::<usize>() > MAX_WORDS {
        return false;
    }
    let all = || parts.iter().map(|part| &text[part.range()]).zip(&of_parts);
    all().all(|(here, words)| stays(here, words, own, says))
        || goes_on_by_search(text, parts, &of_parts, own, says)
}

/// Whether no path through the words of a part leaves the language around it: no other is ever so far ahead that it would come back from there,
/// and none is ahead in the end.
fn stays(text: &str, words: &Words, own: u8, says: &mut Says) -> bool {
    let mut lead: Lead<N_LANES> = Lead::new(0);
    let mut end_before = 0;
    for word in words.iter() {
        let starts_phrase = end_before == 0 || ends_phrase(&text[end_before..word.span.start()]);
        lead.over(&compared(says.row(text, words, word), own), SEARCH.of(starts_phrase));
        end_before = word.span.end();
    }
    !lead.is_near && lead.most < 0
}

/// Whether a search through the parts, one behind the other, finds nothing but the language around them and names.
fn goes_on_by_search(text: &str, parts: &[Span], of_parts: &[Words], own: u8, says: &mut Says) -> bool {
    // Before a part and behind it, the language is ahead of all others by what it costs to go over.
    let mut between = [-SEARCH.within; N_LANES];
    between[usize::from(own)] = 0;
    let (mut rows, mut starts_phrase, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for (part, words) in parts.iter().zip(of_parts) {
        let here = &text[part.range()];
        if part.start() > 0 {
            rows.push(between);
            starts_phrase.push(true);
        }
        let first = rows.len();
        rows.extend(words.iter().map(|word| *says.row(here, words, word)));
        starts_phrase.extend(phrase_starts(here, words.iter()));
        places.push(first..rows.len());
        if part.end() < text.len() {
            rows.push(between);
            starts_phrase.push(true);
        }
    }
    let mut of_words = best_path(&rows, &starts_phrase, Some(own));
    of_parts.iter().zip(places).all(|(words, place)| {
        let of_part = &mut of_words[place];
        pass_over_names(&words.iter().collect::<Vec<_>>(), Some(own), of_part);
        of_part.iter().all(|state| *state == own)
    })
}

/// The language of each word of a text, by a search through all of them.
pub(crate) fn searched(text: &str, words: &Words, before: Option<u8>, says: &mut Says) -> Vec<u8> {
    let all: Vec<&Word> = words.iter().collect();
    let mut before = before;
    let mut of_words: Vec<u8> = Vec::with_capacity(all.len());
    let mut rows = Vec::with_capacity(all.len().min(MAX_WORDS));
    for stretch in all.chunks(MAX_WORDS) {
        rows.clear();
        rows.extend(stretch.iter().map(|word| *says.row(text, words, word)));
        let starts_phrase = phrase_starts(text, stretch.iter().copied());
        of_words.extend(best_path(&rows, &starts_phrase, before));
        before = of_words.last().copied();
    }
    of_words
}

/// Gives words that are all capitalised to the language beside them: "M. Vuong Quang Khai, directeur" has a name in it, not a
/// phrase in Vietnamese. `before` is the language of what stands before them.
fn pass_over_names(words: &[&Word], before: Option<u8>, of_words: &mut [u8]) {
    let mut start = 0;
    while start < words.len() {
        let n_words = of_words[start..].iter().take_while(|state| **state == of_words[start]).count();
        let end = start + n_words;
        let is_name = n_words <= MAX_NAME && words[start..end].iter().all(|word| word.is_capitalised);
        let beside =
            if start > 0 { Some(of_words[start - 1]) } else { before.or(of_words.get(end).copied()) };
        if let Some(beside) = beside.filter(|_| is_name) {
            of_words[start..end].fill(beside);
        }
        start = end;
    }
}

/// The languages of the words that make the text as a whole most likely.
///
/// First every language is tried, with high costs of going over. Of the languages found, those are left out one by one without
/// which the words are hardly less likely, and the others share the words anew.
fn best_path(rows: &[Row], starts_phrase: &[bool], before: Option<u8>) -> Vec<u8> {
    let all: [u8; N_LANES] = std::array::from_fn(|lane| lane as u8);
    let searched = path(rows, starts_phrase, &begins::<N_LANES>(&all, before, SEARCH), SEARCH);
    let mut n_words = [0; N_LANES];
    for state in &searched.lanes {
        n_words[usize::from(*state)] += 1;
    }
    let mut found: Vec<u8> = all.into_iter().filter(|state| n_words[usize::from(*state)] > 0).collect();
    if found.len() < 2 {
        return searched.lanes;
    }
    found.sort_by_key(|state| Reverse(n_words[usize::from(*state)]));
    found.truncate(MAX_LANGUAGES);
    let among = |languages: &[u8]| among(rows, starts_phrase, languages, before);
    let mut path = among(&found);
    while found.len() > 1 {
        let without = |left_out: u8| {
            let others: Vec<u8> = found.iter().copied().filter(|state| *state != left_out).collect();
            (among(&others), others)
        };
        let tried = found.iter().map(|state| without(*state));
        let Some((next, others)) =
            tried.reduce(|best, next| if next.0.score > best.0.score { next } else { best })
        else {
            break;
        };
        if path.score - next.score >= OPENING {
            break;
        }
        (path, found) = (next, others);
    }
    path.lanes
}

/// The most likely path through some languages.
fn among(rows: &[Row], starts_phrase: &[bool], languages: &[u8], before: Option<u8>) -> Path {
    let of_some = |row: &Row| {
        let mut some = [NOWHERE; MAX_LANGUAGES];
        some.iter_mut().zip(languages).for_each(|(nats, state)| *nats = row[usize::from(*state)]);
        some
    };
    let rows: Vec<[i16; MAX_LANGUAGES]> = rows.iter().map(of_some).collect();
    let start = begins::<MAX_LANGUAGES>(languages, before, AMONG_FOUND);
    let mut path = path(&rows, starts_phrase, &start, AMONG_FOUND);
    path.lanes.iter_mut().for_each(|lane| *lane = languages[usize::from(*lane)]);
    path
}

/// How a path begins: in the language before, or at the cost of going over.
fn begins<const N: usize>(languages: &[u8], before: Option<u8>, costs: Costs) -> [i16; N] {
    let mut start = [NOWHERE; N];
    for (start, state) in start.iter_mut().zip(languages) {
        let goes_on = before.is_none_or(|before| before == *state);
        *start = if goes_on { 0 } else { -costs.after_stop };
    }
    start
}

/// What no word says: it keeps every path out of a lane without a language.
pub(crate) const NOWHERE: i16 = i16::MIN / 2;

/// Whether each of some words starts a phrase, as the first one does.
fn phrase_starts<'w>(text: &str, words: impl Iterator<Item = &'w Word>) -> Vec<bool> {
    let mut end_before = None;
    let starts = |word: &Word| {
        let end = end_before.replace(word.span.end());
        end.is_none_or(|end: usize| ends_phrase(&text[end..word.span.start()]))
    };
    words.map(starts).collect()
}

/// Whether what stands between two words ends a phrase.
#[inline]
pub(crate) fn ends_phrase(between: &str) -> bool {
    !matches!(between, "" | " " | ",")
        && between.contains([
            '.', '!', '?', '"', ':', ';', '…', '。', '！', '？', '»', '«', '”', '“', ')', '(', '\n',
        ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::says::with_says;

    fn split<'t>(text: &'t str, whole: &str) -> Vec<(&'t str, String)> {
        let runs = with_says(|says| runs(text, LangTag::parse(whole).expect("a tag"), says));
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
    fn a_name_of_another_language_splits_nothing() {
        let text =
            "M. Vuong Quang Khai, directeur général adjoint de la société, a souligné que le projet avance.";
        assert_eq!(split(text, "fr"), [(text, "fr".to_owned())]);
    }

    #[test]
    fn names_in_other_letters_split_nothing() {
        let text = "Компания Microsoft Windows сообщила о новых правилах для разработчиков.";
        assert_eq!(split(text, "ru"), [(text, "ru".to_owned())]);
    }

    #[test]
    fn a_text_without_words_has_no_run() {
        assert!(with_says(|says| runs("2024 …", LangTag::literal("fr"), says)).is_empty());
    }
}
