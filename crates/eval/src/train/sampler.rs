//! What one step of training looks at: a piece of a line, each language as often as the others.

use super::corpus::Corpus;
use super::random::Random;

/// One text in this many is read without its diacritics.
const BARE_PER_MILLE: usize = 60;

/// Vietnamese is typed without them far more often.
const BARE_PER_MILLE_VI: usize = 200;

/// Of a line no more is read at once: longer texts are told anyway.
const MAX_WORDS: usize = 16;

pub(super) struct Sampler<'c> {
    corpus: &'c Corpus,
    random: Random,
    /// The words of the sample.
    pub(super) words: Vec<u32>,
}

impl<'c> Sampler<'c> {
    pub(super) fn new(corpus: &'c Corpus, seed: u64) -> Sampler<'c> {
        Sampler { corpus, random: Random::new(seed), words: Vec::new() }
    }

    /// Draws a sample and returns its language. One word, two, three to seven, a whole line: research on lingua-like tests
    /// found no better mixture, and single words are the hardest.
    pub(super) fn draw(&mut self) -> usize {
        let random = &mut self.random;
        let lang = random.below(self.corpus.classes.len());
        let class = &self.corpus.classes[lang];
        self.words.clear();
        let kind = random.below(100);
        if kind < 38 || class.lines.is_empty() {
            let from_lines = !class.lines.is_empty() && random.chance(400);
            self.words.push(if from_lines {
                word_of_line(class.lines.as_slice(), random)
            } else {
                *random.pick(&class.vocabulary)
            });
        } else {
            let line = random.pick(&class.lines);
            let n = match kind {
                38..60 => 2,
                60..80 => 3 + random.below(5),
                _ => MAX_WORDS,
            };
            let n = n.min(line.len());
            let start = random.below(line.len() - n + 1);
            self.words.extend_from_slice(&line[start..start + n]);
        }
        let bare = if class.tag.as_str() == "vi" { BARE_PER_MILLE_VI } else { BARE_PER_MILLE };
        if random.chance(bare) {
            for word in &mut self.words {
                *word = self.corpus.bare[*word as usize];
            }
        }
        lang
    }
}

fn word_of_line(lines: &[Vec<u32>], random: &mut Random) -> u32 {
    let line = random.pick(lines);
    *random.pick(line)
}
