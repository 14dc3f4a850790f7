//! The rules of ITS 2.0 in XLIFF.

use super::Found;
use super::tree::{NodeId, Ns, Tree};

/// The data categories that `its:annotatorsRef` may name a tool for.
const CATEGORIES: &str = "allowed-characters directionality domain elements-within-text external-resource id-value language-information locale-filter localization-note localization-quality-issue localization-quality-rating mt-confidence preserve-space provenance storage-size target-pointer terminology text-analysis translate";

/// Attributes that only an annotation of their own type may carry: `type="its:generic"`, or none.
const GENERIC: [&str; 14] = [
    "locQualityIssuesRef",
    "locQualityIssueType",
    "locQualityIssueComment",
    "locQualityRatingScore",
    "locQualityRatingVote",
    "taIdentRef",
    "taSource",
    "taIdent",
    "taClassRef",
    "provenanceRecordsRef",
    "allowedCharacters",
    "localeFilterList",
    "domains",
    "lang",
];

pub(super) fn check(tree: &Tree<'_>, found: &mut Found) {
    for id in 0..tree.nodes.len() {
        let node = &tree.nodes[id];
        match (node.ns, node.name) {
            (Ns::Core, _) => {
                let is_any =
                    tree.attributes(id).iter().any(|attribute| matches!(attribute.ns, Ns::Its | Ns::Itsm));
                if is_any {
                    attributes(tree, id, found);
                }
            }
            (Ns::Its, "locQualityIssue")
                if !tree.has(id, "locQualityIssueType") && !tree.has(id, "locQualityIssueComment") =>
            {
                let message = "an issue has neither a type nor a comment";
                found.add(node.at, ("its", "its#locQualityIssue"), message, "add one of the two");
            }
            (Ns::Its, "provenanceRecord")
                if tree.attributes(id).iter().all(|attribute| attribute.name == "version") =>
            {
                let message = "a record names no person, organisation or tool";
                found.add(node.at, ("its", "its#provenanceRecord"), message, "add one");
            }
            _ => {}
        }
    }
}

fn attributes(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    let node = &tree.nodes[id];
    let value = |name| tree.attribute_in(id, Ns::Its, name);
    let mut wrong = |at: u32, name: &str, message: &str, remedy: &'static str| {
        found.add(at, ("its", format!("its#{name}")), message, remedy);
    };
    if let Some(annotators) = value("annotatorsRef") {
        let is_one = |part: &str| {
            part.split_once('|').is_some_and(|(category, tool)| {
                !tool.is_empty() && CATEGORIES.split(' ').any(|known| known == category)
            })
        };
        let mut categories: Vec<&str> =
            annotators.value.split_whitespace().filter_map(|part| part.split('|').next()).collect();
        let n_parts = categories.len();
        categories.sort_unstable();
        categories.dedup();
        if n_parts == 0 || !annotators.value.split_whitespace().all(is_one) || categories.len() < n_parts {
            let message = "its:annotatorsRef must list data categories with their tools, each category once";
            wrong(
                annotators.at,
                "annotatorsRef",
                message,
                "write category|tool: mt-confidence|https://example.org/mt",
            );
        }
    }
    if let Some(issues) = value("locQualityIssuesRef") {
        let single = [
            "locQualityIssueType",
            "locQualityIssueComment",
            "locQualityIssueSeverity",
            "locQualityIssueProfileRef",
            "locQualityIssueEnabled",
        ];
        if single.iter().any(|name| value(name).is_some()) {
            let message = "its:locQualityIssuesRef stands beside an issue written out";
            wrong(issues.at, "locQualityIssuesRef", message, "keep one of the two ways");
        }
    } else if ["locQualityIssueSeverity", "locQualityIssueProfileRef"]
        .iter()
        .any(|name| value(name).is_some())
        && value("locQualityIssueType").is_none()
        && value("locQualityIssueComment").is_none()
    {
        let message = "an issue has neither a type nor a comment";
        wrong(node.at, "locQualityIssueType", message, "add one of the two");
    }
    if let (Some(_), Some(vote)) = (value("locQualityRatingScore"), value("locQualityRatingVote")) {
        wrong(vote.at, "locQualityRatingVote", "a rating has both a score and a vote", "keep one of the two");
    }
    let (source, ident) = (value("taSource"), value("taIdent"));
    if let (Some(reference), true) = (value("taIdentRef"), source.is_some() || ident.is_some()) {
        wrong(
            reference.at,
            "taIdentRef",
            "its:taIdentRef stands beside its:taSource or its:taIdent",
            "keep one of the two ways",
        );
    } else if source.is_some() != ident.is_some() {
        wrong(node.at, "taIdent", "its:taSource and its:taIdent go together", "set both");
    }
    for (name, reference) in [
        ("org", "orgRef"),
        ("person", "personRef"),
        ("tool", "toolRef"),
        ("revOrg", "revOrgRef"),
        ("revPerson", "revPersonRef"),
        ("revTool", "revToolRef"),
    ] {
        if let (Some(_), Some(second)) = (value(name), value(reference)) {
            wrong(
                second.at,
                reference,
                "one agent is named twice, by its name and by a reference",
                "keep one of the two",
            );
        }
    }
    let kind = tree.value(id, "type");
    if matches!(node.name, "mrk" | "sm") && kind.is_some_and(|kind| kind != "its:generic") {
        let generic = tree.attributes(id).iter().find(|attribute| {
            matches!(attribute.ns, Ns::Its | Ns::Itsm) && GENERIC.contains(&attribute.name)
        });
        if let Some(attribute) = generic {
            let message = "this attribute of ITS asks for an annotation of its own";
            wrong(attribute.at, attribute.name, message, "write type=\"its:generic\", or no type");
        }
    }
}
