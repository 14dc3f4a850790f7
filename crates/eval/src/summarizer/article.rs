//! [`Article`]: an article with known sentences and the summary a person wrote.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use epitome_document::{
    Cleaning, Document, End, Input, LangTag, Newlines, ReadOptions, Reason, Role, Sentence, Sentences, Span,
    Treatment, read,
};
use epitome_langs::{Language, Languages};
use epitome_summarizer::{Scores, score, stems};
use serde::Deserialize;
use serde_json::Value;

use crate::data::read_objects;

/// An article with its sentences and a reference summary, as it lies in a file. Other fields are ignored.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Article {
    /// What it is called: any JSON value.
    pub id: Value,
    /// Its language, as a BCP 47 tag.
    pub lang: String,
    /// Its title, where it has one.
    #[serde(default)]
    pub title: Option<String>,
    /// Its sentences, in order.
    pub sents: Vec<String>,
    /// For each sentence the number of its paragraph; numbers do not fall.
    pub para: Vec<u32>,
    /// The summary a person wrote.
    #[serde(rename = "ref")]
    pub reference: String,
}

/// Which articles of a file are meant. A hash of the id decides, so that a file always falls apart in the same way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Split {
    /// All of them.
    #[default]
    All,
    /// Two thirds, for fitting.
    Fit,
    /// One third, held back.
    Held,
}

impl Split {
    /// Whether it has the article.
    #[must_use]
    pub fn has(self, article: &Article) -> bool {
        let is_held = (hash(&article.name()) >> 32).is_multiple_of(3);
        match self {
            Split::All => true,
            Split::Fit => !is_held,
            Split::Held => is_held,
        }
    }
}

/// Reads a file of articles, one JSON object a line, compressed where its name ends in `.xz`.
///
/// # Errors
/// When it cannot be read, or a line is no such object.
pub fn read_articles(path: &Path) -> Result<Vec<Article>> {
    read_objects(path, |article: &Article| {
        if article.sents.len() != article.para.len() {
            bail!("{} sentences, but paragraphs for {}", article.sents.len(), article.para.len());
        }
        Ok(())
    })
}

impl Article {
    /// The id as text.
    #[must_use]
    pub fn name(&self) -> String {
        self.id.as_str().map_or_else(|| self.id.to_string(), str::to_owned)
    }

    /// A number that says which of `n` folds of a cross-validation it belongs to.
    #[must_use]
    pub fn fold(&self, n: u64) -> u64 {
        (hash(&self.name()) >> 8) % n
    }
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// An article as the stages know it, and its words as numbers.
#[derive(Debug)]
pub struct Prepared {
    /// What it was made of.
    pub article: Article,
    /// Its language.
    pub tag: LangTag,
    /// Its text: the sentences, a space between two, a paragraph a line.
    pub document: Document,
    /// All of it is running text.
    pub cleaning: Cleaning,
    /// Its sentences.
    pub sentences: Sentences,
    /// Of each sentence, the stems as numbers.
    pub stems: Vec<Vec<u32>>,
    /// Those of the reference.
    pub reference: Vec<u32>,
}

impl Prepared {
    /// Makes the layers that cleaning, detection and segmentation would make.
    ///
    /// # Errors
    /// When its language is no BCP 47 tag.
    pub fn new(article: Article, languages: &Languages) -> Result<Prepared> {
        let tag = LangTag::parse(&article.lang).with_context(|| article.name())?;
        let language = languages.get(tag);
        let layers = layers(&article, tag).with_context(|| article.name())?;
        let (document, cleaning, sentences) = layers;
        let mut numbers = HashMap::new();
        let sents = sentences.items.iter().map(|sentence| document.slice(sentence.span));
        let stems = sents.map(|text| numbered(text, language, &mut numbers)).collect();
        let reference = numbered(&article.reference, language, &mut numbers);
        Ok(Prepared { article, tag, document, cleaning, sentences, stems, reference })
    }

    /// The scores of its sentences.
    #[must_use]
    pub fn scores(&self, languages: &Languages) -> Scores {
        score(&self.document, &self.cleaning, &self.sentences, languages, self.tag)
    }

    /// The text of a sentence.
    #[must_use]
    pub fn text(&self, sentence: usize) -> &str {
        self.document.slice(self.sentences.items[sentence].span)
    }
}

fn layers(article: &Article, tag: LangTag) -> Result<(Document, Cleaning, Sentences)> {
    let mut text = String::new();
    let mut items: Vec<Sentence> = Vec::new();
    let mut n_blocks = 0;
    for (idx, sent) in article.sents.iter().enumerate() {
        let sent = sent.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_first = items.is_empty() || article.para[idx] != article.para[idx - 1];
        if sent.is_empty() {
            bail!("sentence {} is empty", idx + 1);
        }
        if is_first {
            n_blocks += 1;
        }
        if idx > 0 {
            text.push(if is_first { '\n' } else { ' ' });
        }
        let span = Span::new(text.len(), text.len() + sent.len());
        text += &sent;
        let nth = if is_first { 0 } else { items.last().map_or(0, |last| last.nth + 1) };
        let block = epitome_document::BlockId::new(n_blocks - 1);
        let end = if is_ended(&sent) { End::Terminal } else { End::BlockEnd };
        items.push(Sentence { span, block, nth, tag, end });
    }
    let mut input = Input::text("article", text.into_bytes());
    input.title = article.title.as_deref().filter(|title| !title.trim().is_empty()).map(Into::into);
    let options = ReadOptions { newlines: Newlines::Line, ..ReadOptions::default() };
    let document = read(&input, &options)?;
    if document.blocks.len() != n_blocks {
        bail!("{} paragraphs were read where there are {n_blocks}", document.blocks.len());
    }
    let role = Role::Paragraph;
    let body = Treatment { role, usage: role.usage(), reason: Reason::RunningText, sure: true };
    let cleaning = Cleaning { blocks: vec![body; n_blocks], ..Cleaning::default() };
    Ok((document, cleaning, Sentences { items }))
}

/// Whether a full stop or another sign ends a sentence, closing marks aside.
fn is_ended(sent: &str) -> bool {
    sent.trim_end_matches(['"', '\'', '»', '”', '’', ')', ']', ' ', '\u{A0}']).ends_with(['.', '!', '?', '…'])
}

fn numbered(text: &str, language: &Language, numbers: &mut HashMap<String, u32>) -> Vec<u32> {
    stems(text, language)
        .into_iter()
        .map(|stem| {
            let next = numbers.len() as u32;
            *numbers.entry(stem).or_insert(next)
        })
        .collect()
}
