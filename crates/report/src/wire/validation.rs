//! What `validate` says of a file.

use epitome::prep::{Finding, Validation};
use serde::Serialize;

use super::{Head, Id};

/// A file that was judged, and its breaches.
#[derive(Debug, Serialize)]
pub struct ValidationView<'a> {
    #[serde(flatten)]
    head: Head,
    version: &'a str,
    valid: bool,
    findings: Vec<FindingView<'a>>,
}

#[derive(Debug, Serialize)]
struct FindingView<'a> {
    line: u64,
    column: u64,
    rule: &'a str,
    section: &'a str,
    message: &'a str,
    remedy: &'a str,
}

/// The view of a file that was judged.
#[must_use]
pub fn validation(id: Id, validation: &Validation) -> ValidationView<'_> {
    let Validation { version, findings } = validation;
    let findings: Vec<FindingView<'_>> = findings.iter().map(FindingView::from).collect();
    ValidationView { head: Head::new(id), version, valid: findings.is_empty(), findings }
}

impl<'a> From<&'a Finding> for FindingView<'a> {
    fn from(finding: &'a Finding) -> FindingView<'a> {
        FindingView {
            line: finding.place.line,
            column: finding.place.column,
            rule: finding.rule,
            section: &finding.section,
            message: &finding.message,
            remedy: &finding.remedy,
        }
    }
}
