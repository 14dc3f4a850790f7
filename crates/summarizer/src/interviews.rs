//! [`mark_interviewer`]: which paragraphs of an interview are the interviewer's.

use epitome_document::Sentences;

use crate::Row;

/// The fewest paragraphs that end in a question in an interview, and the share of all paragraphs they are: one in so many. An answer
/// seldom has more than three. Set by hand.
const FEWEST: usize = 3;
const ONE_IN: usize = 4;

/// The most sentences an interviewer says before the question. Set by hand.
const LONGEST: usize = 3;

/// Makes of all that an interviewer says questions ("The minister promises beds. Do you believe it?"): paragraphs that end in a
/// question, where these make up the article.
pub(crate) fn mark_interviewer(rows: &mut [Row], sentences: &Sentences) {
    let block = |row: &Row| sentences.get(row.sentence).block;
    let asks = |paragraph: &[Row]| {
        paragraph.len() <= LONGEST && paragraph.last().is_some_and(|row| row.features.question)
    };
    let paragraphs = || rows.chunk_by(|a, b| block(a) == block(b));
    let n_asking = paragraphs().filter(|paragraph| asks(paragraph)).count();
    if n_asking < FEWEST || n_asking * ONE_IN < paragraphs().count() {
        return;
    }
    let asking = rows.chunk_by_mut(|a, b| block(a) == block(b)).filter(|paragraph| asks(paragraph));
    asking.flatten().for_each(|row| row.features.question = true);
}
