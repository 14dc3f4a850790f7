//! The rules of the module for change tracking.

use std::collections::HashSet;

use super::Found;
use super::tree::{NodeId, Ns, Tree};

/// What is revised is there, once or by its id; each property is one that it has.
pub(super) fn revisions(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    let at = tree.nodes[id].at;
    let Some(scope) = tree.scope(id) else { return };
    let Some(name) = tree.value(id, "appliesTo") else { return };
    let is_own = |other: &NodeId| tree.nodes[*other].ns == Ns::Core && tree.nodes[*other].name == name;
    let mut revised: Vec<NodeId> = Vec::new();
    let mut next = scope + 1;
    while next < tree.nodes[scope].end {
        // What stands in a unit or group within is revised there.
        let is_inner = tree.is_scope(next);
        if is_own(&next) {
            revised.push(next);
        }
        next = if is_inner { tree.nodes[next].end } else { next + 1 };
    }
    let reference = tree.value(id, "ref");
    // The suite takes any element of the core that has the id, whatever appliesTo says.
    let has_id = |value: &str| {
        tree.descendants(scope)
            .find(|other| tree.nodes[*other].ns == Ns::Core && tree.value(*other, "id") == Some(value))
    };
    let one = match reference {
        Some(value) => revised
            .iter()
            .copied()
            .find(|other| tree.value(*other, "id") == Some(value))
            .or_else(|| has_id(value)),
        None => revised.first().copied().filter(|_| revised.len() == 1),
    };
    match (reference, one) {
        (Some(value), None) => {
            let message =
                format!("there is no element with the id {value:?} in this <{}>", tree.nodes[scope].name);
            let remedy = "correct ref or appliesTo";
            found.add(tree.place(id, "ref"), ("reference", "change-tracking#ref"), message, remedy);
        }
        (None, None) if revised.iter().any(|other| tree.has(*other, "id")) => {
            let message = format!("there are several <{name}>, and ref does not say which");
            found.add(at, ("reference", "change-tracking#revisions"), message, "add ref=\"…\" with its id");
        }
        _ => {}
    }
    let versions = tree.children(id).filter_map(|revision| tree.value(revision, "version"));
    if let Some(current) = tree.attribute(id, "currentVersion")
        && !versions.into_iter().any(|version| version == current.value)
    {
        let message = format!("there is no <revision> with the version {:?} here", current.value);
        let remedy = "correct currentVersion";
        found.add(current.at, ("reference", "change-tracking#currentVersion"), message, remedy);
    }
    let Some(one) = one else { return };
    for item in tree.children(id).flat_map(|revision| tree.children(revision)) {
        let Some(property) = tree.attribute(item, "property") else { continue };
        if property.value != "content" && !tree.has(one, &property.value) {
            let message = format!(
                "the property {:?} is neither content nor an attribute of this <{name}>",
                property.value
            );
            let remedy = "name an attribute of the element, or content";
            found.add(property.at, ("property", "change-tracking#property"), message, remedy);
        }
    }
}

/// A revision holds one value of each property.
pub(super) fn revision(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    let mut seen = HashSet::new();
    for item in tree.children(id) {
        let Some(property) = tree.attribute(item, "property") else { continue };
        if !seen.insert(&*property.value) {
            let message = format!("the revision has two values of the property {:?}", property.value);
            found.add(
                property.at,
                ("property", "change-tracking#property"),
                message,
                "keep one, or make another revision",
            );
        }
    }
}
