//! The rules of the modules that their schemas cannot say.

use std::collections::{BTreeMap, HashSet};

use super::Found;
use super::core::not_unique;
use super::revisions::{revision, revisions};
use super::tree::{NodeId, Ns, Tree};

pub(super) fn check(tree: &Tree<'_>, is_v22: bool, found: &mut Found) {
    unique_ids(tree, found);
    let items = resource_items(tree);
    for id in 0..tree.nodes.len() {
        let node = &tree.nodes[id];
        match (node.ns, node.name) {
            (Ns::Matches, "match") => candidate(tree, id, found),
            (Ns::Glossary, "glossEntry") => entry(tree, id, found),
            (Ns::Resource, _) => resource(tree, id, &items, found),
            (Ns::Validation, "rule") => rule(tree, id, found),
            (Ns::Change, "revisions") => revisions(tree, id, found),
            (Ns::Change, "revision") => revision(tree, id, found),
            (Ns::Core, name) => {
                format_style(tree, id, found);
                sizes(tree, id, found);
                if name == "unit" || name == "segment" || name == "group" {
                    plurals(tree, id, is_v22, found);
                }
            }
            _ => {}
        }
    }
}

/// Candidates in their list, entries and translations in their glossary, groups in their metadata, items in their file or unit.
fn unique_ids(tree: &Tree<'_>, found: &mut Found) {
    let mut seen = HashSet::new();
    let mut outer: Vec<NodeId> = Vec::with_capacity(tree.nodes.len());
    for (id, node) in tree.nodes.iter().enumerate() {
        let is_outer = matches!(
            (node.ns, node.name),
            (Ns::Matches, "matches")
                | (Ns::Glossary, "glossary")
                | (Ns::Metadata, "metadata")
                | (Ns::Resource, "resourceData")
        );
        let around = if id == 0 { 0 } else { outer[node.parent] };
        outer.push(if is_outer { id } else { around });
        let within = match (node.ns, node.name) {
            (Ns::Matches, "match") | (Ns::Glossary, "glossEntry" | "translation") | (Ns::Metadata, _) => {
                outer[id]
            }
            (Ns::Resource, "resourceItem" | "resourceItemRef") => tree.scope(id).unwrap_or(0),
            _ => continue,
        };
        let Some(value) = tree.value(id, "id") else { continue };
        if !seen.insert((within, node.ns, value)) {
            not_unique(tree, id, value, tree.nodes[within].name, found);
        }
    }
}

fn candidate(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    if tree.has(id, "subType") && !tree.has(id, "type") {
        let message = "subType is set, but type is not";
        found.add(tree.place(id, "subType"), ("sub-type", "matches#subType"), message, "set type too");
    }
}

fn entry(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    let says = |name| tree.child(id, Ns::Glossary, name).is_some();
    if !says("translation") && !says("definition") {
        let message = "<glossEntry> has neither a <translation> nor a <definition>";
        found.add(
            tree.nodes[id].at,
            ("glossary-entry", "glossary#glossEntry"),
            message,
            "add one of the two",
        );
    }
}

fn resource_items<'t>(tree: &'t Tree<'_>) -> HashSet<(NodeId, &'t str)> {
    let is_item = |id: &NodeId| tree.is(*id, Ns::Resource, "resourceItem");
    let file = |id| tree.ancestors(id).find(|id| tree.is(*id, Ns::Core, "file"));
    (0..tree.nodes.len()).filter(is_item).filter_map(|id| Some((file(id)?, tree.value(id, "id")?))).collect()
}

fn resource(tree: &Tree<'_>, id: NodeId, items: &HashSet<(NodeId, &str)>, found: &mut Found) {
    let node = &tree.nodes[id];
    match node.name {
        "source" | "target" => {
            // White space is no content: the element has no text of its own.
            let is_empty = node.end == id + 1;
            let (rule, section) = ("resource", format!("resource-data#{}", node.name));
            if is_empty && !tree.has(id, "href") {
                let message = format!("<{}> is empty and has no href", node.written);
                found.add(
                    node.at,
                    (rule, section.clone()),
                    message,
                    "name the file in href, or put the data in",
                );
            } else if !is_empty && tree.has(id, "href") {
                let message = format!("<{}> has an href and is not empty", node.written);
                found.add(tree.place(id, "href"), (rule, section.clone()), message, "remove one of the two");
            }
            // The target of a resource may be in a language of its own: a valid file of the conformance suite has it so.
            if let (Some(lang), Some(wanted)) =
                (tree.attribute_in(id, Ns::Xml, "lang"), tree.value(0, "srcLang"))
                && node.name == "source"
                && !lang.value.eq_ignore_ascii_case(wanted)
            {
                let message =
                    format!("<{}> says xml:lang {:?}, but srcLang is {wanted:?}", node.written, lang.value);
                found.add(
                    lang.at,
                    ("language", section),
                    message,
                    format!("write xml:lang=\"{wanted}\", or none"),
                );
            }
        }
        "resourceItemRef" => {
            // A file that holds no items itself may refer to those of another, as a valid file of the suite does.
            let file = tree.ancestors(id).find(|id| tree.is(*id, Ns::Core, "file"));
            let file = file.filter(|file| tree.child(*file, Ns::Resource, "resourceData").is_some());
            if let (Some(file), Some(item)) = (file, tree.value(id, "ref"))
                && !items.contains(&(file, item))
            {
                let message = format!("there is no <resourceItem> with the id {item:?} in the file");
                let remedy = "add the item, or correct the reference";
                found.add(
                    tree.place(id, "ref"),
                    ("reference", "resource-data#resourceItemRef"),
                    message,
                    remedy,
                );
            }
        }
        "resourceItem" if !tree.has(id, "mimeType") => {
            let holds =
                |name| tree.child(id, Ns::Resource, name).is_some_and(|id| tree.nodes[id].end > id + 1);
            if !holds("source") && !holds("target") {
                let message = "<resourceItem> has no mimeType, and its data are not in the file";
                found.add(
                    node.at,
                    ("attribute-missing", "resource-data#mimeType"),
                    message,
                    "add mimeType=\"…\"",
                );
            }
        }
        _ => {}
    }
}

fn rule(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    let node = &tree.nodes[id];
    let n_kinds = ["isPresent", "isNotPresent", "startsWith", "endsWith"]
        .iter()
        .filter(|name| tree.has(id, name))
        .count();
    let is_own = tree.attributes(id).iter().any(|attribute| matches!(attribute.ns, Ns::Other(_)));
    if n_kinds + usize::from(is_own) != 1 {
        let message = "<rule> must say exactly one thing: isPresent, isNotPresent, startsWith, endsWith or one of one's own";
        found.add(node.at, ("validation-rule", "validation#rule"), message, "make a rule of each");
    }
    if tree.has(id, "occurs") && !tree.has(id, "isPresent") {
        let message = "occurs says how often a text is present, but isPresent is not set";
        // The conformance suite calls occurs beside isNotPresent valid, so only a rule without any text is wrong.
        if !tree.has(id, "isNotPresent") {
            found.add(
                tree.place(id, "occurs"),
                ("validation-rule", "validation#occurs"),
                message,
                "set isPresent, or remove occurs",
            );
        }
    }
    let n_positive = ["isPresent", "startsWith", "endsWith"].iter().filter(|name| tree.has(id, name)).count();
    if tree.value(id, "existsInSource") == Some("yes") && n_positive != 1 {
        let message = "existsInSource goes with exactly one of isPresent, startsWith and endsWith";
        let remedy = "set one of the three, or remove existsInSource";
        found.add(
            tree.place(id, "existsInSource"),
            ("validation-rule", "validation#existsInSource"),
            message,
            remedy,
        );
    }
}

/// The sub-formats of an element stand on its format; an end code has one of its own only when it is isolated.
fn format_style(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    let format = tree.attribute_in(id, Ns::FormatStyle, "fs");
    let sub = tree.attribute_in(id, Ns::FormatStyle, "subFs");
    if let (None, Some(sub)) = (format, sub) {
        found.add(sub.at, ("format-style", "fs#subFs"), "fs:subFs is set, but fs:fs is not", "set fs:fs too");
    }
    if let Some(attribute) = format.or(sub)
        && is_paired_end(tree, id)
    {
        let message = "an <ec> that is not isolated has no format of its own";
        found.add(attribute.at, ("format-style", "fs#fs"), message, "set it on its <sc>");
    }
}

fn is_paired_end(tree: &Tree<'_>, id: NodeId) -> bool {
    tree.nodes[id].name == "ec" && tree.value(id, "isolated") != Some("yes")
}

/// The form of a size is checked where the file names one of the standard's profiles; without a profile it is free.
fn sizes(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    let is_any = tree.attributes(id).iter().any(|attribute| attribute.ns == Ns::Size);
    if !is_any {
        return;
    }
    let value = |name| tree.attribute_in(id, Ns::Size, name);
    let mut wrong = |at: u32, name: &str, message: String, remedy: &'static str| {
        found.add(at, ("size", format!("size-restriction#{name}")), message, remedy);
    };
    for name in ["equivStorage", "sizeInfo", "sizeInfoRef"] {
        if let Some(attribute) = value(name)
            && is_paired_end(tree, id)
        {
            let message = format!("slr:{name} must not stand on an <ec> that is not isolated");
            wrong(attribute.at, name, message, "set it on its <sc>");
        }
    }
    if let (Some(_), Some(reference)) = (value("sizeInfo"), value("sizeInfoRef")) {
        let message = "slr:sizeInfo and slr:sizeInfoRef stand on one element".to_owned();
        wrong(reference.at, "sizeInfoRef", message, "keep one of the two");
    }
    if let Some(reference) = value("sizeInfoRef")
        && !is_size_data(tree, id, &reference.value)
    {
        let message = format!(
            "there is no size data with the id {:?} beside the element or around it",
            reference.value
        );
        wrong(reference.at, "sizeInfoRef", message, "add it to <slr:data>, or correct the reference");
    }
    let profiles = tree.ancestors(id).find(|id| tree.is(*id, Ns::Core, "file"));
    let profiles = profiles.and_then(|file| tree.child(file, Ns::Size, "profiles"));
    let is_standard = |name| {
        let profile = profiles.and_then(|id| tree.value(id, name));
        profile.is_some_and(|profile| profile.starts_with("xliff:"))
    };
    let checks = [
        ("sizeRestriction", "generalProfile", true),
        ("storageRestriction", "storageProfile", true),
        ("sizeInfo", "generalProfile", false),
        ("equivStorage", "storageProfile", false),
    ];
    for (name, profile, is_range) in checks {
        let Some(attribute) = value(name).filter(|_| is_standard(profile)) else { continue };
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let text = attribute.value.trim();
        let (fits, expected) = if is_range {
            let fits = match text.split_once(',') {
                None => text == "*" || is_number(text),
                Some((least, most)) => is_number(least) && (most == "*" || is_number(most)),
            };
            (fits, "write *, a most such as 25, or a least and a most such as 5,25 or 5,*")
        } else {
            (is_number(text), "write a whole number")
        };
        if !fits {
            let message = format!("the value {:?} of slr:{name} is not one of its profile", attribute.value);
            wrong(attribute.at, name, message, expected);
        }
    }
}

/// Size data stand in `slr:data` beside the element or beside one around it; those of an element are in it.
fn is_size_data(tree: &Tree<'_>, id: NodeId, reference: &str) -> bool {
    let is_it = |id: NodeId| {
        tree.value(id, "id") == Some(reference)
            || tree.attribute_in(id, Ns::Xml, "id").is_some_and(|attribute| attribute.value == reference)
    };
    let holders = tree.ancestors(id).skip(1).filter(|id| tree.is_scope(*id));
    let mut data =
        holders.flat_map(|holder| tree.children(holder)).filter(|child| tree.is(*child, Ns::Size, "data"));
    data.any(|data| tree.descendants(data).any(is_it))
}

/// `pgs:switch` on a unit says what decides, `pgs:case` on its segments says which of them is which.
fn plurals(tree: &Tree<'_>, id: NodeId, is_v22: bool, found: &mut Found) {
    let switch = tree.attribute_in(id, Ns::Plural, "switch");
    let case = tree.attribute_in(id, Ns::Plural, "case");
    let Some(attribute) = switch.or(case) else { return };
    let mut wrong = |at: u32, message: String, remedy: &'static str| {
        found.add(at, ("plural", "plural-gender-select#switch"), message, remedy);
    };
    if !is_v22 {
        wrong(attribute.at, "plural, gender and select came with 2.2".to_owned(), "use the namespace of 2.2");
    }
    if let Some(switch) = switch {
        let is_kind = |part: &str| {
            part.split_once(':').is_some_and(|(kind, name)| {
                matches!(kind, "plural" | "ordinal" | "gender" | "select") && !name.is_empty()
            })
        };
        if !switch.value.split_whitespace().all(is_kind) || switch.value.trim().is_empty() {
            let message = format!("the value {:?} of pgs:switch is not allowed", switch.value);
            wrong(switch.at, message, "write plural, gender or select, a colon and a name: plural:count");
        }
    }
    let unit = tree.nodes[id].parent;
    if let Some(case) = case
        && tree.nodes[id].name == "segment"
        && tree.attribute_in(unit, Ns::Plural, "switch").is_none()
    {
        wrong(
            case.at,
            "pgs:case is set, but the unit has no pgs:switch".to_owned(),
            "set pgs:switch on the unit",
        );
    }
    if tree.nodes[id].name == "unit" && switch.is_some() {
        let mut cases = BTreeMap::new();
        for segment in tree.children(id).filter(|id| tree.is(*id, Ns::Core, "segment")) {
            match tree.attribute_in(segment, Ns::Plural, "case") {
                None => {
                    wrong(tree.nodes[segment].at, "the segment has no pgs:case".to_owned(), "set pgs:case")
                }
                Some(case) => {
                    if cases.insert(case.value.to_string(), segment).is_some() {
                        wrong(
                            case.at,
                            format!("the case {:?} stands twice in the unit", case.value),
                            "keep one",
                        );
                    }
                }
            }
        }
    }
}
