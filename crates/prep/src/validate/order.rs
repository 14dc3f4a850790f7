//! The rules about codes whose order is fixed: a sequence begins with `canReorder="firstNo"` and goes on with `"no"`.

use std::collections::{HashMap, HashSet};

use super::Found;
use super::codes::{inline, sort_of};
use super::core::{Scope, scopes};
use super::tree::{NodeId, Tree};

/// A code by its sort and id: the same in source and target.
type Key<'t> = (&'t str, Option<&'t str>);

pub(super) fn check(tree: &Tree<'_>, found: &mut Found) {
    for scope in scopes(tree) {
        for part in &scope.parts {
            for id in inline(tree, part.source).chain(inline(tree, part.target)) {
                fixed(tree, id, found);
            }
        }
        let sources = chain(tree, &scope, false, found);
        let targets = chain(tree, &scope, true, found);
        compare(tree, &sources, &targets, found);
    }
}

/// What cannot be moved can be neither copied nor deleted.
fn fixed(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    let Some(reorder) = tree.value(id, "canReorder").filter(|value| matches!(*value, "no" | "firstNo"))
    else {
        return;
    };
    for name in ["canCopy", "canDelete"] {
        if tree.value(id, name) != Some("no") {
            let message = format!("canReorder is {reorder:?}, but {name} is not \"no\"");
            found.add(
                tree.place(id, "canReorder"),
                ("can-reorder", "core#editinghints"),
                message,
                format!("set {name}=\"no\""),
            );
        }
    }
}

/// Each code that follows in a sequence, with the code before it and the code around it.
fn chain<'t>(
    tree: &'t Tree<'_>,
    scope: &Scope,
    is_target: bool,
    found: &mut Found,
) -> Vec<(NodeId, Key<'t>, Key<'t>)> {
    let is_fixed = |id: Option<NodeId>| {
        id.is_some_and(|id| matches!(tree.value(id, "canReorder"), Some("no" | "firstNo")))
    };
    let mut links = Vec::new();
    let mut previous: Option<NodeId> = None;
    for part in &scope.parts {
        let side = if is_target { part.target } else { part.source };
        // A sequence may go on from the segment before; only what stands between its codes breaks it.
        let mut is_first = true;
        for id in inline(tree, side).filter(|id| matches!(tree.nodes[*id].name, "ph" | "pc" | "sc" | "ec")) {
            if tree.value(id, "canReorder") == Some("no") {
                if !is_fixed(previous) {
                    let message = format!(
                        "<{}> has canReorder=\"no\", but follows no code with \"firstNo\" or \"no\"",
                        tree.nodes[id].name
                    );
                    let remedy =
                        "begin the sequence with canReorder=\"firstNo\", and keep other codes out of it";
                    found.add(
                        tree.place(id, "canReorder"),
                        ("can-reorder", "core#canReorder"),
                        message,
                        remedy,
                    );
                } else if !is_first {
                    links.push((id, key(tree, previous), key(tree, Some(tree.nodes[id].parent))));
                }
            }
            (previous, is_first) = (Some(id), false);
        }
    }
    links
}

fn key<'t>(tree: &'t Tree<'_>, id: Option<NodeId>) -> Key<'t> {
    let Some(id) = id else { return ("", None) };
    let name = tree.nodes[id].name;
    // Annotations between a code and the source are not part of its sequence.
    let id = match name {
        "mrk" => tree.ancestors(id).find(|id| !matches!(tree.nodes[*id].name, "mrk")).unwrap_or(id),
        _ => id,
    };
    match tree.nodes[id].name {
        "source" | "target" => ("", None),
        name => (sort_of(name), tree.value(id, "id").or_else(|| tree.value(id, "startRef"))),
    }
}

/// A sequence that is in the target at all is there as it is in the source.
fn compare(
    tree: &Tree<'_>,
    sources: &[(NodeId, Key<'_>, Key<'_>)],
    targets: &[(NodeId, Key<'_>, Key<'_>)],
    found: &mut Found,
) {
    if targets.is_empty() {
        return;
    }
    let wanted: HashMap<Key<'_>, (Key<'_>, Key<'_>)> =
        sources.iter().map(|(id, before, around)| (key(tree, Some(*id)), (*before, *around))).collect();
    let mut reported = HashSet::new();
    for (id, before, around) in targets {
        let own = key(tree, Some(*id));
        if wanted.get(&own).is_some_and(|(first, outer)| first != before || outer != around)
            && reported.insert(own)
        {
            let message = format!(
                "<{}> stands in another order or level than in the source, and has canReorder=\"no\"",
                tree.nodes[*id].name
            );
            found.add(
                tree.nodes[*id].at,
                ("can-reorder", "core#canReorder"),
                message,
                "keep the sequence as it is in the source",
            );
        }
    }
}
