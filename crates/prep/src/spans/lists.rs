//! [`Lexicon`]: in which lists a word stands, found in one look.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use epitome_document::LangTag;
use epitome_langs::{Language, Languages, List, Quantities};
use foldhash::fast::FixedState;

use super::phrases::Phrases;
use super::reading::is_letter;

/// Lists of words, a bit each.
pub(super) type Lists = u64;

macro_rules! lists {
    ($($name:ident: $list:ident,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "they are numbered, and named as the constants they are for")]
        enum Number { $($name,)* }
        $(
            #[doc = concat!("[`Quantities::", stringify!($list), "`].")]
            pub(super) const $name: Lists = 1 << Number::$name as u32;
        )*
        /// Where each of them is.
        const PLACES: &[(Lists, fn(&Quantities) -> &List)] = &[$(($name, |quantities| &quantities.$list),)*];
    };
}

lists! {
    CLOCK_OPENERS: clock_openers,
    CLOCK_WORDS: clock_words,
    CURRENCIES: currencies,
    CURRENCY_SIGNS: currency_signs,
    DATE_OPENERS: date_openers,
    DAY_PARTS: day_parts,
    DAY_WORDS: day_words,
    DECADE_OPENERS: decade_openers,
    DIALLED: dialled,
    DOCUMENT_SUFFIXES: document_suffixes,
    DOCUMENT_WORDS: document_words,
    DOUBTFUL_CURRENCIES: doubtful_currencies,
    DURATIONS: durations,
    DURATION_OPENERS: duration_openers,
    GAZETTES: gazettes,
    GLUED_SCALES: glued_scales,
    HOURS: hours,
    LAW_PARTS: law_parts,
    LINKS: links,
    LOOKALIKES: lookalikes,
    LUNAR_DAY_WORDS: lunar_day_words,
    MINUTES: minutes,
    MONTHS: months,
    MONTH_WORDS: month_words,
    NAMED: named,
    NUMBERED: numbered,
    NUMBER_SIGNS: number_signs,
    ORDINALS: ordinals,
    PAIRS: pairs,
    PER: per,
    PERCENTAGES: percentages,
    QUANTIFIERS: quantifiers,
    QUARTERS: quarters,
    RANGES: ranges,
    RANGE_OPENERS: range_openers,
    SCALES: scales,
    STANDARDS: standards,
    TEXT_PARTS: text_parts,
    TIME_OPENERS: time_openers,
    TIME_ZONES: time_zones,
    UNITS: units,
    UNIT_SYMBOLS: unit_symbols,
    WEEKDAYS: weekdays,
    YEAR_WORDS: year_words,
}

/// The language's own names of the months, which [`MONTHS`] only abbreviates.
pub(super) const MONTH_NAMES: Lists = 1 << 61;

/// What begins a longer entry of some list.
pub(super) const OPENS: Lists = 1 << 62;

/// What a longer entry of some list ends with, behind a space.
pub(super) const CLOSES: Lists = 1 << 63;

/// The words around numbers, of a language and of all, with the lists each stands in.
pub(super) type Words = HashMap<&'static str, Lists, FixedState>;

/// The languages as they come. What a project adds to one is no word around numbers.
static LANGUAGES: LazyLock<Languages> = LazyLock::new(Languages::default);

/// The words of the languages that were asked for.
static WORDS: Mutex<BTreeMap<LangTag, Arc<Words>>> = Mutex::new(BTreeMap::new());

/// What is known of a language and of all when spans are looked for.
#[derive(Debug)]
pub(crate) struct Lexicon<'a> {
    pub(super) language: &'a Language,
    /// What all languages write alike.
    pub(super) common: &'static Quantities,
    words: OnceCell<Arc<Words>>,
    /// The phrases around the numbers of the text that is being read.
    pub(super) ahead: Phrases,
    pub(super) behind: Phrases,
}

impl<'a> Lexicon<'a> {
    pub(crate) fn new(language: &'a Language) -> Lexicon<'a> {
        let common = &LANGUAGES.get(LangTag::UND).quantities;
        Lexicon {
            language,
            common,
            words: OnceCell::new(),
            ahead: Phrases::default(),
            behind: Phrases::default(),
        }
    }

    /// The words, found when they are first asked for.
    pub(super) fn words(&self) -> &Words {
        self.words.get_or_init(|| {
            let language = LANGUAGES.get(self.language.tag);
            let mut known = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(language.tag).or_insert_with(|| Arc::new(words(language, self.common))))
        })
    }
}

fn words(language: &'static Language, common: &'static Quantities) -> Words {
    let lists = PLACES
        .iter()
        .flat_map(|(lists, list)| [(*lists, list(&language.quantities)), (*lists, list(common))]);
    let lists: Vec<(Lists, &'static List)> = lists.chain([(MONTH_NAMES, &language.months)]).collect();
    let mut words = Words::default();
    let mut add = |word, lists: Lists| *words.entry(word).or_default() |= lists;
    for (lists, entry) in lists.iter().flat_map(|(lists, list)| list.iter().map(|entry| (*lists, entry))) {
        add(entry, lists);
        // A phrase may stop wherever not two letters meet.
        let mut before = None;
        for (at, c) in entry.char_indices() {
            if before.is_some_and(|before| !(is_letter(before) && is_letter(c))) {
                add(&entry[..at], OPENS);
            }
            if before == Some(' ') {
                add(&entry[at..], CLOSES);
            }
            before = Some(c);
        }
    }
    words
}
