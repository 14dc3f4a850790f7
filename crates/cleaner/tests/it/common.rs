//! Reading labelled articles: one line a block, `role | text`, what is cut off between ⟦ and ⟧.

use epitome_cleaner::{Orders, clean};
use epitome_document::{Cleaning, Document, Input, LangTag, ReadOptions, Role, read};
use epitome_langs::Languages;

/// A text read and cleaned.
pub(crate) fn cleaned(text: &str, hint: &str) -> (Document, Cleaning) {
    let document =
        read(&Input::text("-", text.as_bytes()), &ReadOptions::default()).expect("a text can be read");
    let cleaning = clean(&document, LangTag::literal(hint), &Languages::default(), &Orders::default());
    (document, cleaning)
}

/// The role of each of these lines, one below the other.
fn roles(lines: &[&str], hint: &str) -> Vec<Role> {
    let (_, cleaning) = cleaned(&lines.join("\n"), hint);
    cleaning.blocks.iter().map(|block| block.role).collect()
}

/// Two paragraphs to stand around the lines of a test, and the roles of French lines.
pub(crate) mod french {
    use super::*;

    pub(crate) const LONG: &str = "Le ministère a présenté mardi devant les députés un plan de deux milliards d'euros, qui doit être voté \
                        avant l'été et qui prévoit la remise en état de toutes les lignes de montagne du pays.";
    pub(crate) const LONGER: &str = "Les syndicats, qui avaient quitté la table des négociations au mois de mars, jugent que l'effort reste \
                          insuffisant et demandent que les gares fermées depuis dix ans soient rouvertes sans attendre.";

    pub(crate) fn roles(lines: &[&str]) -> Vec<Role> {
        super::roles(lines, "fr")
    }
}

/// The same in English.
pub(crate) mod english {
    use super::*;

    pub(crate) const LONG: &str = "The council voted on Monday to close the old bridge until the spring of next year, when a new one should stand.";
    pub(crate) const LONGER: &str = "Engineers have reached only a third of the faults so far, and some houses may not have light before Sunday.";

    pub(crate) fn roles(lines: &[&str]) -> Vec<Role> {
        super::roles(lines, "en")
    }
}

/// A cleaned text as a labelled article.
pub(crate) fn labelled(document: &Document, cleaning: &Cleaning) -> String {
    let mut lines = String::new();
    for (block, treatment) in document.blocks.iter().zip(&cleaning.blocks) {
        let inner = cleaning.inner(block.span);
        let bracketed = |start: usize, end: usize| {
            if start == end { String::new() } else { format!("⟦{}⟧", &document.text[start..end]) }
        };
        let head = bracketed(block.span.start(), inner.start());
        let tail = bracketed(inner.end(), block.span.end());
        lines += &format!("{} | {head}{}{tail}\n", treatment.role.as_str(), document.slice(inner));
    }
    lines
}
