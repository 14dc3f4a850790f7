//! What the formats call our codes.

use std::collections::BTreeMap;

use epitome_document::{Document, MarkKind};

use crate::anatomy::{Anatomy, Code, CodeKind, decoded};
use crate::content::Part;

/// The longest text shown for a code; the whole of it stands in the original data.
const MAX_SHOWN: usize = 60;

/// `type` and `subType` of a code in XLIFF 2 (section 4.3.1).
pub(super) fn types(kind: CodeKind) -> (&'static str, Option<String>) {
    let fixed = |kind, sub: &str| (kind, Some(sub.to_owned()));
    match kind {
        CodeKind::Mark(MarkKind::Bold) => fixed("fmt", "xlf:b"),
        CodeKind::Mark(MarkKind::Italic) => fixed("fmt", "xlf:i"),
        CodeKind::Mark(MarkKind::Underline) => fixed("fmt", "xlf:u"),
        CodeKind::Mark(MarkKind::LineBreak) => fixed("fmt", "xlf:lb"),
        CodeKind::Mark(MarkKind::Strike) => fixed("fmt", "epi:strike"),
        CodeKind::Mark(MarkKind::Superscript) => fixed("fmt", "epi:superscript"),
        CodeKind::Mark(MarkKind::Subscript) => fixed("fmt", "epi:subscript"),
        CodeKind::Mark(MarkKind::Code) => fixed("fmt", "epi:code"),
        CodeKind::Mark(MarkKind::Link) => ("link", None),
        CodeKind::Mark(MarkKind::Image) => ("image", None),
        CodeKind::Protected(class) => ("other", Some(format!("epi:{}", class.as_str()))),
        CodeKind::Control => fixed("other", "epi:control"),
        _ => ("other", None),
    }
}

/// `ctype` of a code in XLIFF 1.2 (section 2.4). The standard has names for formats that open and close, and others for what stands
/// alone; what has none of its sort is written as a value of our own.
pub(super) fn ctype(kind: CodeKind, element: &str) -> String {
    let is_alone = element == "x";
    let (name, is_standard) = match kind {
        CodeKind::Mark(MarkKind::Bold) => ("bold", !is_alone),
        CodeKind::Mark(MarkKind::Italic) => ("italic", !is_alone),
        CodeKind::Mark(MarkKind::Underline) => ("underlined", !is_alone),
        CodeKind::Mark(MarkKind::Link) => ("link", !is_alone),
        CodeKind::Mark(MarkKind::LineBreak) => ("lb", is_alone),
        CodeKind::Mark(MarkKind::Image) => ("image", is_alone),
        CodeKind::Mark(MarkKind::Strike) => ("strike", false),
        CodeKind::Mark(MarkKind::Superscript) => ("superscript", false),
        CodeKind::Mark(MarkKind::Subscript) => ("subscript", false),
        CodeKind::Mark(MarkKind::Code) => ("code", false),
        CodeKind::Protected(class) => (class.as_str(), false),
        CodeKind::Control => ("control", false),
        _ => ("other", false),
    };
    if is_standard { name.to_owned() } else { format!("x-{name}") }
}

/// What a person is shown for a part of a code: the text it covers, else its source, cut to a readable length.
pub(super) fn shown(document: &Document, code: &Code, part: Part) -> String {
    let text = match code.kind {
        CodeKind::Protected(_) => document.slice(code.text).to_owned(),
        CodeKind::Control => {
            document.slice(code.text).chars().map(|c| format!("U+{:04X}", u32::from(c))).collect()
        }
        _ => code.source(part).map(|source| decoded(document, source).into_owned()).unwrap_or_default(),
    };
    match text.char_indices().nth(MAX_SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// The source of a unit's codes, each once, in the order of their first use.
#[derive(Default)]
pub(super) struct OriginalData {
    numbers: BTreeMap<String, usize>,
    order: Vec<String>,
}

impl OriginalData {
    pub(super) fn of(document: &Document, anatomy: &Anatomy) -> OriginalData {
        let mut data = OriginalData::default();
        for placed in &anatomy.content.codes {
            let Some(code) = anatomy.code(placed.id) else { continue };
            let Some(text) = original(document, code, placed.part) else { continue };
            if !data.numbers.contains_key(&text) {
                data.order.push(text.clone());
                data.numbers.insert(text, data.order.len());
            }
        }
        data
    }

    /// Each text; the first has the id `d1`.
    pub(super) fn texts(&self) -> &[String] {
        &self.order
    }

    /// The id of the source of a part of a code.
    pub(super) fn id(&self, document: &Document, code: &Code, part: Part) -> Option<String> {
        let number = self.numbers.get(&original(document, code, part)?)?;
        Some(format!("d{number}"))
    }
}

/// Protected spans show all they are; the others have a source worth keeping.
fn original(document: &Document, code: &Code, part: Part) -> Option<String> {
    match code.kind {
        CodeKind::Protected(_) | CodeKind::Control => None,
        _ => code.source(part).map(|source| decoded(document, source).into_owned()),
    }
}
