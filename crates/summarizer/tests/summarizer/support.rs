//! Articles for tests, given paragraph by paragraph and sentence by sentence.

use epitome_document::{
    Cleaning, Document, End, Input, LangTag, Newlines, Note, ReadOptions, Reason, Role, Sentence, Sentences,
    Span, Treatment, read,
};
use epitome_langs::Languages;
use epitome_summarizer::{Budget, Row, Scores, Selection, Why, score, select};

pub(crate) struct Article {
    pub(crate) document: Document,
    pub(crate) cleaning: Cleaning,
    pub(crate) sentences: Sentences,
    pub(crate) language: LangTag,
}

/// A paragraph a line of `text`, its sentences parted by `|`. A line that begins with `#` is a heading.
pub(crate) fn article(language: &str, title: &str, text: &str) -> Article {
    let language: LangTag = language.parse().expect("a tag");
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let plain = lines.join("\n").replace('|', " ");
    let mut input = Input::text("test", plain.into_bytes());
    input.title = (!title.is_empty()).then(|| title.into());
    let options = ReadOptions { newlines: Newlines::Line, ..ReadOptions::default() };
    let document = read(&input, &options).expect("a text");
    let (mut cleaning, mut sentences) = (Cleaning::default(), Sentences::default());
    for (block, line) in document.block_ids().zip(&lines) {
        let role = if line.starts_with('#') { Role::Heading } else { Role::Paragraph };
        cleaning.blocks.push(Treatment {
            role,
            usage: role.usage(),
            reason: Reason::RunningText,
            sure: true,
        });
        let mut start = document.block(block).span.start();
        for (nth, piece) in line.split('|').enumerate() {
            let span = Span::new(start, start + piece.len());
            start = span.end() + 1;
            let is_ended =
                piece.trim_end_matches(['"', '»', '”', ' ', '\u{A0}']).ends_with(['.', '!', '?', '…']);
            let end = if is_ended { End::Terminal } else { End::BlockEnd };
            let span = epitome_document::trim(&document.text, span);
            sentences.items.push(Sentence { span, block, nth: nth as u32, tag: language, end });
        }
    }
    Article { document, cleaning, sentences, language }
}

impl Article {
    pub(crate) fn scores(&self) -> Scores {
        score(&self.document, &self.cleaning, &self.sentences, &Languages::default(), self.language)
    }

    pub(crate) fn select(&self, budget: Budget) -> (Selection, Vec<Note>) {
        select(&self.scores(), budget)
    }

    /// The addresses of the picks, in the order of the summary.
    pub(crate) fn kept(&self, budget: Budget) -> Vec<String> {
        let kept = self.select(budget).0.kept;
        kept.iter().map(|ranked| self.sentences.get(ranked.sentence).address()).collect()
    }

    /// Why the sentence with this address was left out.
    pub(crate) fn why(&self, address: &str, budget: Budget) -> Option<Why> {
        let left_out = self.select(budget).0.left_out;
        left_out
            .iter()
            .find(|left| self.sentences.get(left.sentence).address() == address)
            .map(|left| left.why)
    }

    /// The row of the sentence with this address.
    pub(crate) fn row(&self, address: &str) -> Row {
        let rows = self.scores().rows;
        *rows
            .iter()
            .find(|row| self.sentences.get(row.sentence).address() == address)
            .expect("an eligible sentence")
    }
}
