//! The languages of a document.

use std::iter::once;

use epitome_document::{
    Cleaning, Document, LangRun, LangTag, Note, NoteCode, Severity, Span, Strength, Tagging, Use, Verdict,
};

use crate::finding::{Finding, find};
use crate::runs::{Run, runs};
use crate::says::{Says, with_says};
use crate::verdict::{HINT_ALONE, given, with_hint};
use crate::{Engine, Request};

/// Judges a document: as a whole by the blocks of its body, then run by run.
///
/// The body are the blocks that `cleaning` uses as [`Use::Body`], or all blocks where it is `None` or knows none.
///
/// A block is one run, or several where it goes over from one language to another. The language of the whole goes on where
/// nothing speaks against it: a run that says too little, or something else by itself, is [`Strength::Unsure`], with the
/// evidence that was not enough. Runs have no runner-up.
///
/// The notes say that a hint was wrong ([`NoteCode::HintMismatch`]) or that there was nothing to go by
/// ([`NoteCode::LanguageUnknown`]).
#[must_use]
pub fn tag(document: &Document, cleaning: Option<&Cleaning>, request: Request) -> (Tagging, Vec<Note>) {
    if let Some(tag) = request.lang {
        return (all_given(document, tag), Vec::new());
    }
    let body = body(document, cleaning);
    let finding = with_says(|says| find(body.iter().copied(), request.engine, says));
    let whole = request.hint.map_or(finding.verdict, |hint| with_hint(&finding, hint));
    // A body of one block is not judged again as that block.
    let judged = if let [text] = body[..] { Some((text, &finding)) } else { None };
    let around = Around { whole: &whole, engine: request.engine, judged };
    let runs = with_says(|says| {
        let mut of_block = |span: Span| of_block(document.slice(span), span, &around, says);
        let mut runs: Vec<LangRun> = document.blocks.iter().flat_map(|block| of_block(block.span)).collect();
        runs.shrink_to_fit();
        runs
    });
    (Tagging { whole, runs }, notes(document, &whole, request.hint))
}

/// The texts of the blocks of the body.
fn body<'d>(document: &'d Document, cleaning: Option<&Cleaning>) -> Vec<&'d str> {
    let treatments = cleaning.map_or(&[][..], |cleaning| &cleaning.blocks);
    let in_body =
        treatments.iter().zip(&document.blocks).filter(|(treatment, _)| treatment.usage == Use::Body);
    let body: Vec<&str> = in_body.map(|(_, block)| document.slice(block.span)).collect();
    if !body.is_empty() {
        return body;
    }
    document.blocks.iter().map(|block| document.slice(block.span)).collect()
}

fn all_given(document: &Document, tag: LangTag) -> Tagging {
    let verdict = given(tag);
    let runs = document.blocks.iter().map(|block| LangRun { span: block.span, verdict });
    Tagging { whole: verdict, runs: runs.collect() }
}

/// What is known where a block is looked at.
struct Around<'a> {
    /// The verdict on the body.
    whole: &'a Verdict,
    engine: Engine,
    /// A text that was judged by itself already.
    judged: Option<(&'a str, &'a Finding)>,
}

fn of_block(text: &str, span: Span, around: &Around, says: &mut Says) -> Vec<LangRun> {
    let whole = around.whole;
    let mut found = match around.engine {
        Engine::Own => runs(text, whole.tag, says),
        Engine::Whatlang => Vec::new(),
    };
    if found.is_empty() {
        found.push(Run { span: Span::new(0, text.len()), tag: whole.tag });
    }
    let within = |run: &Run| Span::new(span.start() + run.span.start(), span.start() + run.span.end());
    let is_alone = found.len() == 1;
    found
        .iter()
        .map(|run| LangRun {
            span: within(run),
            verdict: of_run(&text[run.span.range()], run.tag, is_alone, around, says),
        })
        .collect()
}

/// What is said of a run: its own verdict where that agrees with the text around, else the language of the run, unsure.
fn of_run(text: &str, tag: LangTag, is_alone: bool, around: &Around, says: &mut Says) -> Verdict {
    let whole = around.whole;
    let found;
    let finding = match around.judged {
        Some((judged, finding)) if std::ptr::eq(judged, text) => finding,
        _ => {
            found = find(once(text), around.engine, says);
            &found
        }
    };
    let own = finding.verdict;
    let goes_on = tag.language() == whole.tag.language();
    let agrees = own.tag.language() == tag.language();
    if agrees && goes_on {
        return Verdict { runner_up: None, ..with_hint(finding, whole.tag) };
    }
    // A whole block in another language has a line of its own to say so; a heading of two words has not.
    let keeps_its_own = agrees && (!is_alone || own.strength >= Strength::Likely);
    if keeps_its_own || !whole.tag.is_language() {
        return Verdict { runner_up: None, ..own };
    }
    Verdict {
        strength: whole.strength.min(Strength::Unsure),
        confidence: whole.confidence.min(HINT_ALONE),
        evidence: own.evidence,
        runner_up: None,
        tag: if goes_on || is_alone { whole.tag } else { tag },
    }
}

fn notes(document: &Document, whole: &Verdict, hint: Option<LangTag>) -> Vec<Note> {
    let note = |code, message| Note { code, severity: Severity::Warning, span: None, message };
    let mut notes = Vec::new();
    if let Some(hint) = hint
        && whole.tag.is_language()
        && whole.tag.language() != hint.language()
    {
        let message = format!(
            "the language was said to be {hint}, but the text is {} ({})",
            whole.tag,
            whole.strength.as_str()
        );
        notes.push(note(NoteCode::HintMismatch, message));
    }
    if whole.tag == LangTag::UND && !document.blocks.is_empty() {
        let message = "the language could not be determined; it can be given".to_owned();
        notes.push(note(NoteCode::LanguageUnknown, message));
    }
    notes
}
