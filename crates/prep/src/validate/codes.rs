//! The rules about inline codes and annotations: their ids, pairs, data and what may become of them.

use std::collections::{HashMap, HashSet};

use super::Found;
use super::core::{Part, Scope, not_unique, scopes};
use super::schema::section;
use super::tree::{NodeId, Ns, Tree};

pub(super) fn check(tree: &Tree<'_>, found: &mut Found) {
    let units = units_of_files(tree);
    for scope in scopes(tree) {
        ids(tree, &scope, found);
        pairs(tree, &scope, false, found);
        pairs(tree, &scope, true, found);
        let bases = bases(tree, &scope);
        let data = data(tree, scope.id);
        let file = tree.ancestors(scope.id).find(|id| tree.is(*id, Ns::Core, "file")).unwrap_or(0);
        for part in &scope.parts {
            for id in inline(tree, part.source).chain(inline(tree, part.target)) {
                references(tree, id, &data, &|unit| units.contains(&(file, unit)), found);
                copies(tree, id, &bases, found);
                types(tree, id, found);
            }
            deleted(tree, &scope, part, found);
        }
    }
}

/// The inline elements of a source or target, in document order.
pub(super) fn inline(tree: &Tree<'_>, side: Option<NodeId>) -> std::ops::Range<NodeId> {
    side.map_or(0..0, |side| tree.descendants(side))
}

/// What pairs a code of the source with the same one of the target: a start may be written `pc` or `sc`, `mrk` or `sm`.
pub(super) fn sort_of(name: &str) -> &str {
    match name {
        "pc" | "sc" => "sc",
        "mrk" | "sm" => "sm",
        other => other,
    }
}

fn units_of_files<'t>(tree: &'t Tree<'_>) -> HashSet<(NodeId, &'t str)> {
    let mut file = 0;
    let mut units = HashSet::new();
    for id in 0..tree.nodes.len() {
        if tree.is(id, Ns::Core, "file") {
            file = id;
        } else if tree.is(id, Ns::Core, "unit")
            && let Some(value) = tree.value(id, "id")
        {
            units.insert((file, value));
        }
    }
    units
}

/// Ids are unique in the unit, but for a code of the target, which has the id of its code in the source.
fn ids(tree: &Tree<'_>, scope: &Scope, found: &mut Found) {
    let within = tree.nodes[scope.id].name;
    let mut sources = HashMap::new();
    for part in &scope.parts {
        // The id of a candidate is one of its list, not one of its own codes.
        let own = (part.id != scope.id).then_some(part.id);
        for id in own.into_iter().chain(inline(tree, part.source)) {
            let Some(value) = tree.value(id, "id") else { continue };
            if sources.insert(value, id).is_some() {
                not_unique(tree, id, value, within, found);
            }
        }
    }
    let mut targets = HashSet::new();
    for id in scope.parts.iter().flat_map(|part| inline(tree, part.target)) {
        let Some(value) = tree.value(id, "id") else { continue };
        if !targets.insert(value) {
            not_unique(tree, id, value, within, found);
        }
        let Some(source) = sources.get(value) else { continue };
        let (name, other) = (tree.nodes[id].name, tree.nodes[*source].name);
        if sort_of(name) != sort_of(other) {
            let message = format!("<{name}> in the target has the id {value:?} of <{other}> in the source");
            found.add(
                tree.place(id, "id"),
                ("id-of-another", "core#id"),
                message,
                "give it the id of its own code, or a new one",
            );
        }
    }
}

/// Starts have their ends, in this order and with the same attributes.
fn pairs(tree: &Tree<'_>, scope: &Scope, is_target: bool, found: &mut Found) {
    let side = |part: &Part| if is_target { part.target } else { part.source };
    let mut codes: HashMap<&str, (NodeId, bool)> = HashMap::new();
    let mut marks: HashMap<&str, (NodeId, bool)> = HashMap::new();
    let mut starts = Vec::new();
    for id in scope.parts.iter().flat_map(|part| inline(tree, side(part))) {
        match (tree.nodes[id].name, tree.value(id, "id"), tree.value(id, "startRef")) {
            (name @ ("sc" | "sm"), Some(value), _) => {
                if name == "sc" { &mut codes } else { &mut marks }.insert(value, (id, false));
                starts.push((id, name, value));
            }
            ("ec", ..) => end_code(tree, id, &mut codes, found),
            ("em", _, Some(value)) => match marks.get_mut(value) {
                Some((_, is_closed @ false)) => *is_closed = true,
                Some(_) => {
                    let message = format!("the annotation {value:?} is ended twice");
                    found.add(tree.nodes[id].at, ("unpaired", "core#em"), message, "remove one <em>");
                }
                None => {
                    let message = format!("<em> ends an annotation {value:?} that no <sm> before it begins");
                    found.add(
                        tree.nodes[id].at,
                        ("unpaired", "core#em"),
                        message,
                        "add the <sm>, or remove the <em>",
                    );
                }
            },
            _ => {}
        }
    }
    // As long as a part is not translated, the end may be still to come.
    if is_target && scope.parts.iter().any(|part| part.target.is_none()) {
        return;
    }
    for (id, name, value) in starts {
        let (open, end) = if name == "sc" { (&codes, "ec") } else { (&marks, "em") };
        let is_closed = open.get(value).is_some_and(|(_, is_closed)| *is_closed);
        let is_isolated = tree.value(id, "isolated") == Some("yes");
        if name == "sc" && is_isolated && is_closed {
            let message = format!("<sc> {value:?} is isolated, but its <ec> is in the same unit");
            found.add(
                tree.place(id, "isolated"),
                ("isolated", "core#isolated"),
                message,
                "remove isolated=\"yes\"",
            );
        } else if !is_closed && !is_isolated {
            let message = format!("<{name}> {value:?} has no <{end}> after it in the unit");
            let remedy = if name == "sc" { "add the <ec>, or set isolated=\"yes\"" } else { "add the <em>" };
            found.add(tree.nodes[id].at, ("unpaired", section(Ns::Core, name)), message, remedy);
        }
    }
}

fn end_code<'t>(
    tree: &'t Tree<'_>,
    id: NodeId,
    codes: &mut HashMap<&'t str, (NodeId, bool)>,
    found: &mut Found,
) {
    let at = tree.nodes[id].at;
    let is_isolated = tree.value(id, "isolated") == Some("yes");
    let mut wrong = |at: u32, message: &str, remedy: &'static str| {
        found.add(at, ("isolated", "core#ec"), message, remedy);
    };
    if is_isolated {
        if !tree.has(id, "id") {
            wrong(at, "an isolated <ec> has no id", "add an id");
        }
        if tree.has(id, "startRef") {
            wrong(
                tree.place(id, "startRef"),
                "an isolated <ec> has a startRef",
                "remove startRef, or isolated=\"yes\"",
            );
        }
        return;
    }
    if tree.has(id, "id") {
        wrong(
            tree.place(id, "id"),
            "an <ec> that is not isolated has an id",
            "use startRef instead, or set isolated=\"yes\"",
        );
    }
    if tree.has(id, "dir") {
        wrong(tree.place(id, "dir"), "an <ec> that is not isolated has dir", "set dir on its <sc>");
    }
    let Some(value) = tree.value(id, "startRef") else {
        wrong(
            at,
            "an <ec> that is not isolated has no startRef",
            "add startRef, or isolated=\"yes\" and an id",
        );
        return;
    };
    let Some((start, is_closed)) = codes.get_mut(value) else {
        let message = format!("<ec> ends a code {value:?} that no <sc> before it in the unit begins");
        found.add(at, ("unpaired", "core#ec"), message, "add the <sc>, or set isolated=\"yes\" and an id");
        return;
    };
    if *is_closed {
        found.add(
            at,
            ("unpaired", "core#ec"),
            format!("the code {value:?} is ended twice"),
            "remove one <ec>",
        );
    }
    *is_closed = true;
    for name in ["canCopy", "canDelete", "canOverlap", "canReorder"] {
        let value = |id| tree.value(id, name).unwrap_or("yes");
        let (wanted, is) = (value(*start), value(id));
        // The first of a sequence is its start; its end follows in the sequence.
        let wanted = if wanted == "firstNo" { "no" } else { wanted };
        if is != wanted {
            let message = format!("{name} is {is:?} on <ec>, but {:?} on its <sc>", value(*start));
            found.add(
                tree.place(id, name),
                ("pair-differs", "core#ec"),
                message,
                format!("write {name}=\"{wanted}\" on <ec>"),
            );
        }
    }
}

/// The codes that others may copy, by id.
fn bases<'t>(tree: &'t Tree<'_>, scope: &Scope) -> HashMap<&'t str, NodeId> {
    let mut bases = HashMap::new();
    for part in &scope.parts {
        for id in inline(tree, part.source).chain(inline(tree, part.target)) {
            if let Some(value) = tree.value(id, "id") {
                bases.entry(value).or_insert(id);
            }
        }
    }
    bases
}

fn data<'t>(tree: &'t Tree<'_>, scope: NodeId) -> HashSet<&'t str> {
    let list = tree.child(scope, Ns::Core, "originalData");
    list.into_iter().flat_map(|list| tree.children(list)).filter_map(|id| tree.value(id, "id")).collect()
}

fn references(
    tree: &Tree<'_>,
    id: NodeId,
    data: &HashSet<&str>,
    is_unit: &dyn Fn(&str) -> bool,
    found: &mut Found,
) {
    for attribute in tree.attributes(id).iter().filter(|attribute| attribute.ns == Ns::None) {
        match attribute.name {
            "dataRef" | "dataRefStart" | "dataRefEnd" if !data.contains(&*attribute.value) => {
                let message = format!("there is no <data> with the id {:?} here", attribute.value);
                let remedy = "add it to <originalData>, or correct the reference";
                found.add(attribute.at, ("reference", section(Ns::Core, attribute.name)), message, remedy);
            }
            "subFlows" | "subFlowsStart" | "subFlowsEnd" => {
                for unit in attribute.value.split(' ').filter(|unit| !unit.is_empty() && !is_unit(unit)) {
                    let message = format!("there is no <unit> with the id {unit:?} in this <file>");
                    let remedy = "correct the reference; ids stand apart with spaces";
                    found.add(
                        attribute.at,
                        ("reference", section(Ns::Core, attribute.name)),
                        message,
                        remedy,
                    );
                }
            }
            _ => {}
        }
    }
}

/// A code is copied when it has no data of its own and may be; one with data is added with the same data instead.
fn copies(tree: &Tree<'_>, id: NodeId, bases: &HashMap<&str, NodeId>, found: &mut Found) {
    let Some(attribute) = tree.attribute(id, "copyOf") else { return };
    let has_data = |id| ["dataRef", "dataRefStart", "dataRefEnd"].iter().any(|name| tree.has(id, name));
    let problem = match bases.get(&*attribute.value) {
        None => "there is no code with this id in the unit",
        Some(base) if *base == id => "a code cannot copy itself",
        Some(base) if tree.value(*base, "canCopy") == Some("no") => "the code it copies has canCopy=\"no\"",
        Some(base) if has_data(*base) => "the code it copies has data, which a copy refers to itself",
        Some(_) if has_data(id) => "a copy has no data of its own",
        Some(_) => return,
    };
    let message = format!("copyOf {:?}: {problem}", attribute.value);
    found.add(
        attribute.at,
        ("copy", "core#copyOf"),
        message,
        "correct copyOf, or refer to the data without copyOf",
    );
}

/// Types with their sub-types; comments with what they say. An annotation of a candidate needs no `ref`: the candidate has one.
fn types(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    let kind = tree.value(id, "type");
    if let Some(sub) = tree.attribute(id, "subType") {
        let wanted = match &*sub.value {
            "xlf:lb" | "xlf:pb" | "xlf:b" | "xlf:i" | "xlf:u" => Some("fmt"),
            "xlf:var" => Some("ui"),
            _ => None,
        };
        let (message, remedy) = match (kind, wanted) {
            (None, _) => ("subType is set, but type is not".to_owned(), "set type too".to_owned()),
            (Some(kind), Some(wanted)) if kind != wanted => (
                format!("subType {:?} does not go with type {kind:?}", sub.value),
                format!("write type=\"{wanted}\""),
            ),
            (_, None) if sub.value.starts_with("xlf:") => (
                format!("{:?} is no subType of the standard, to which the prefix xlf is reserved", sub.value),
                "use lb, pb, b, i, u or var after xlf:, or a prefix of your own".to_owned(),
            ),
            _ => (String::new(), String::new()),
        };
        if !message.is_empty() {
            found.add(sub.at, ("sub-type", "core#subType"), message, remedy);
        }
    }
    let has = |name| tree.has(id, name);
    if !matches!(tree.nodes[id].name, "mrk" | "sm") {
        return;
    }
    if kind == Some("comment") && has("value") == has("ref") {
        let message = "a comment has either value or ref, and exactly one of them";
        found.add(
            tree.nodes[id].at,
            ("comment", "core#commentAnnotation"),
            message,
            "give it one of the two",
        );
    }
}

/// A code that must not be deleted is somewhere in the target of the unit, once its segment has one.
fn deleted(tree: &Tree<'_>, scope: &Scope, part: &Part, found: &mut Found) {
    if part.target.is_none() {
        return;
    }
    let kept = |id: &NodeId| tree.value(*id, "canDelete") == Some("no");
    let mut missing: Vec<NodeId> = inline(tree, part.source).filter(kept).collect();
    if missing.is_empty() {
        return;
    }
    let key = |id: NodeId| {
        let name = tree.nodes[id].name;
        let value = tree.value(id, "id").or_else(|| tree.value(id, "startRef"));
        (sort_of(name), value)
    };
    let present: HashSet<_> = inline(tree, part.target).map(key).collect();
    missing.retain(|id| !present.contains(&key(*id)));
    if missing.is_empty() {
        return;
    }
    // Rare, so that looking through the other parts costs nothing on the whole.
    let elsewhere: HashSet<_> =
        scope.parts.iter().flat_map(|part| inline(tree, part.target)).map(key).collect();
    let end_of_pair = |id: NodeId| {
        tree.nodes[id].name == "ec"
            && tree.value(id, "startRef").is_some_and(|start| elsewhere.contains(&("sc", Some(start))))
    };
    for id in missing.into_iter().filter(|id| !elsewhere.contains(&key(*id)) && !end_of_pair(*id)) {
        let message = format!("the target lacks <{}>, which has canDelete=\"no\"", tree.nodes[id].name);
        found.add(
            tree.place(id, "canDelete"),
            ("code-deleted", "core#canDelete"),
            message,
            "put the code into the target",
        );
    }
}
