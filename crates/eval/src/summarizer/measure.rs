//! [`measure`]: all methods side by side on articles with references.

use std::fmt::Write;

use epitome_langs::Languages;
use epitome_summarizer::Method;

use super::article::{Article, Prepared};
use super::bootstrap::Difference;
use super::parallel::each;
use super::quality::Quality;
use super::ranking::{Ranking, Worth};

/// What all methods make of the articles of one language.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The language, as a BCP 47 tag.
    pub lang: String,
    /// How many articles there are.
    pub n_articles: usize,
    /// Ours first, then the others in the order of [`Method::ALL`].
    pub methods: Vec<MethodResult>,
    /// The share of our three picks that stay when a sentence that was not picked is taken out, in per cent.
    pub stability: f64,
}

/// What one method makes of them.
#[derive(Clone, Debug)]
pub struct MethodResult {
    /// Which one.
    pub method: Method,
    /// What its summaries are worth, an article each.
    pub worths: Vec<Worth>,
    /// What a reader sees in three sentences, in the mean.
    pub quality: Quality,
    /// The rankings behind it, an article each, with its name.
    pub rankings: Vec<(String, Ranking)>,
}

/// Ranks the sentences of all articles by all methods, a language after the other.
///
/// # Errors
/// When the language of an article is no BCP 47 tag, or its sentences are no text.
pub fn measure(articles: &[Article], languages: &Languages) -> anyhow::Result<Vec<Comparison>> {
    let mut langs: Vec<&str> = articles.iter().map(|article| article.lang.as_str()).collect();
    langs.sort_unstable();
    langs.dedup();
    langs
        .into_iter()
        .map(|lang| {
            let of_lang: Vec<&Article> = articles.iter().filter(|article| article.lang == lang).collect();
            compare(lang, &of_lang, languages)
        })
        .collect()
}

/// What all methods make of one article.
struct Outcome {
    name: String,
    of_methods: Vec<(Ranking, Worth, Quality)>,
    stability: f64,
}

fn compare(lang: &str, articles: &[&Article], languages: &Languages) -> anyhow::Result<Comparison> {
    let outcomes = each(articles, |article| outcome(article, languages));
    let outcomes: Vec<Outcome> = outcomes.into_iter().collect::<anyhow::Result<_>>()?;
    let methods = Method::ALL.iter().enumerate().map(|(idx, method)| {
        let of_method = || outcomes.iter().map(move |outcome| &outcome.of_methods[idx]);
        MethodResult {
            method: *method,
            worths: of_method().map(|(_, worth, _)| *worth).collect(),
            quality: Quality::mean(&of_method().map(|(_, _, quality)| *quality).collect::<Vec<_>>()),
            rankings: outcomes
                .iter()
                .map(|outcome| (outcome.name.clone(), outcome.of_methods[idx].0.clone()))
                .collect(),
        }
    });
    let n_articles = outcomes.len();
    let stability = outcomes.iter().map(|outcome| outcome.stability).sum::<f64>();
    Ok(Comparison {
        lang: lang.to_owned(),
        n_articles,
        methods: methods.collect(),
        stability: 100.0 * stability / n_articles.max(1) as f64,
    })
}

fn outcome(article: &Article, languages: &Languages) -> anyhow::Result<Outcome> {
    let prepared = Prepared::new(article.clone(), languages)?;
    let scores = prepared.scores(languages);
    let of_methods: Vec<(Ranking, Worth, Quality)> = Method::ALL
        .iter()
        .map(|method| {
            let ranking = Ranking::of(&scores.clone().by(*method));
            let (worth, quality) = (ranking.worth(&prepared), Quality::of(&prepared, &ranking.three));
            (ranking, worth, quality)
        })
        .collect();
    let stability = stability(article, &of_methods[0].0.three, languages)?;
    Ok(Outcome { name: article.name(), of_methods, stability })
}

/// The share of the picks that stay when the middle one of the other sentences is taken out.
fn stability(article: &Article, picks: &[usize], languages: &Languages) -> anyhow::Result<f64> {
    let others: Vec<usize> = (0..article.sents.len()).filter(|idx| !picks.contains(idx)).collect();
    let Some(out) = others.get(others.len() / 2) else { return Ok(1.0) };
    let mut shorter = article.clone();
    shorter.sents.remove(*out);
    shorter.para.remove(*out);
    let again = Ranking::of(&Prepared::new(shorter, languages)?.scores(languages)).three;
    let n_kept = picks.iter().filter(|idx| again.contains(&(**idx - usize::from(*idx > out)))).count();
    Ok(n_kept as f64 / picks.len().max(1) as f64)
}

/// All comparisons for a person: what summaries are worth, whether ours are better by more than luck, what a reader sees.
#[must_use]
pub fn comparison_table(comparisons: &[Comparison]) -> String {
    let mut out = String::new();
    for comparison in comparisons {
        let _ = writeln!(out, "{}, {} articles", comparison.lang, comparison.n_articles);
        for (name, of) in [
            ("length of the reference", (|worth: &Worth| worth.at_length) as fn(&Worth) -> super::Rouge),
            ("three sentences", |worth: &Worth| worth.at_three),
        ] {
            let _ =
                writeln!(out, "\n{name:24}   R-1   R-2   R-L  mean  ours better by  [95 % interval]      p");
            for result in &comparison.methods {
                let mean = |of_one: &dyn Fn(&Worth) -> f64| {
                    result.worths.iter().map(of_one).sum::<f64>() / comparison.n_articles.max(1) as f64
                };
                let _ = write!(
                    out,
                    "  {:22} {:5.2} {:5.2} {:5.2} {:5.2}",
                    result.method.name(),
                    mean(&|worth| of(worth).one),
                    mean(&|worth| of(worth).two),
                    mean(&|worth| of(worth).longest),
                    mean(&|worth| of(worth).mean())
                );
                if result.method != Method::Epitome {
                    let ours = comparison.methods[0].worths.iter();
                    let differences: Vec<f64> = ours
                        .zip(&result.worths)
                        .map(|(ours, other)| of(ours).mean() - of(other).mean())
                        .collect();
                    let Difference { mean, interval, p } = Difference::of(&differences);
                    let _ = write!(
                        out,
                        "           {mean:+5.2}  [{:+5.2}, {:+5.2}]  {p:8.4}",
                        interval.0, interval.1
                    );
                }
                out.push('\n');
            }
        }
        out.push_str("\nin three sentences        words  dangling  unbalanced  repeated  covered  of the first three\n");
        for result in &comparison.methods {
            let quality = &result.quality;
            let _ = writeln!(
                out,
                "  {:22} {:6.1} {:7.1} % {:9.1} % {:7.1} % {:6.1} % {:17.1} %",
                result.method.name(),
                quality.n_words,
                100.0 * quality.dangles,
                100.0 * quality.is_unbalanced,
                100.0 * quality.repetition,
                100.0 * quality.coverage,
                100.0 * quality.of_the_start
            );
        }
        let _ = writeln!(
            out,
            "stability: {:.1} % of our picks stay when a sentence that was not picked goes\n",
            comparison.stability
        );
    }
    out
}
