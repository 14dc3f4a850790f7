//! [`together`]: one summary of several articles.

use std::collections::BTreeMap;

use epitome_document::{LangTag, Note, SentenceId};
use epitome_summarizer::{Budget, Member, pool, select};

use crate::analysis::unmatched;
use crate::{Analysis, Config};

/// The summary of all articles in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// The language. Articles of its regions and scripts are summarised together.
    pub language: LangTag,
    /// The articles, by their numbers among those given, in that order.
    pub articles: Vec<usize>,
    /// The picks: article after article, in the order of each text.
    pub picks: Vec<Citation>,
    /// How many sentences might have been picked.
    pub n_sentences: usize,
    /// What the summary was allowed.
    pub budget: Budget,
    /// As in [`Selection`](crate::Selection).
    pub margin: u16,
    /// What there is to say of it.
    pub notes: Vec<Note>,
}

/// A sentence of a digest, with all places where nearly the same stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The sentence.
    pub place: Place,
    /// In which order it was picked, from 1.
    pub rank: u32,
    /// What it is worth among all, per mille.
    pub score: u16,
    /// Where nearly the same stands, in this or other articles.
    pub also: Vec<Place>,
}

/// A sentence of one of several articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The number of the article among those given.
    pub article: usize,
    /// The sentence in it.
    pub sentence: SentenceId,
}

/// Summarises articles together: one [`Digest`] for each language, in the order in which the languages first appear. Sentences that
/// say nearly the same are folded into one, and each pick names all its places. Which sentences are picked does not depend on the order
/// of the articles.
///
/// `config` is the one the articles were analysed with, by [`Method::Epitome`](crate::Method::Epitome); its budget holds for each digest.
///
/// ```
/// use epitome::{Budget, Config, Input, analyze, together};
///
/// let reports = [
///     "The new toll bridge over the Mersey will open to drivers on Monday.\nDrivers will pay two pounds to cross it.\n",
///     "Fishermen complain of noise.\nThe new toll bridge over the Mersey will open to all drivers on Monday.\n",
/// ];
/// let config = Config { budget: Budget::Sentences(1), ..Config::default() };
/// let read = |text: &&str| analyze(&Input::text("report.txt", text.as_bytes()), &config);
/// let analyses = reports.iter().map(read).collect::<Result<Vec<_>, _>>()?;
/// let digests = together(&analyses, &config);
///
/// let pick = &digests[0].picks[0];
/// assert_eq!((pick.place.article, pick.also[0].article), (0, 1));
/// # Ok::<(), epitome::ReadError>(())
/// ```
#[must_use]
pub fn together(analyses: &[Analysis], config: &Config) -> Vec<Digest> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (idx, analysis) in analyses.iter().enumerate() {
        let group = *group_of.entry(analysis.language().tag.language()).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(idx);
    }
    groups.into_iter().map(|articles| digest(analyses, articles, config)).collect()
}

fn digest(analyses: &[Analysis], articles: Vec<usize>, config: &Config) -> Digest {
    // Ties go to the earlier article: an order that comes from the texts makes that the same in whatever order they are given.
    let mut by_text = articles.clone();
    by_text.sort_by_key(|idx| {
        let document = &analyses[*idx].document;
        (&document.text, &document.source.name, &document.meta.id)
    });
    let language = analyses[by_text[0]].language().tag;
    let members: Vec<Member<'_>> = by_text
        .iter()
        .map(|idx| {
            let Analysis { document, sentences, scores, .. } = &analyses[*idx];
            Member { document, sentences, scores }
        })
        .collect();
    let pool = pool(&members, config.languages.get(language));
    let (selection, mut notes) = select(&pool.scores, config.budget);
    notes.extend(unmatched(config, &pool.scores));
    let place = |row: usize| {
        let (member, sentence) = pool.places[row];
        Place { article: by_text[member], sentence }
    };
    let mut picks: Vec<Citation> = selection
        .kept
        .iter()
        .map(|ranked| {
            let row = ranked.sentence.idx();
            let others = pool.alike(row).iter().filter(|other| **other != row);
            let mut also: Vec<Place> = others.map(|other| place(*other)).collect();
            also.sort();
            Citation { place: place(row), rank: ranked.rank, score: pool.scores.rows[row].total, also }
        })
        .collect();
    picks.sort_by_key(|pick| pick.place);
    let n_sentences = pool.places.len();
    let (budget, margin) = (selection.budget, selection.margin);
    Digest { language, articles, picks, n_sentences, budget, margin, notes }
}
