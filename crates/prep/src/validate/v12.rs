//! XLIFF 1.2: the strict schema, its keys, and the prose of the standard.

use std::collections::{HashMap, HashSet};

use super::tree::{NodeId, Ns, Tree};
use super::{Found, schema};

pub(super) fn check(tree: &Tree<'_>, found: &mut Found) {
    schema::check(tree, schema::v12(), found);
    for file in tree.children(0).filter(|id| tree.is(*id, Ns::V12, "file")) {
        keys(tree, file, found);
        languages(tree, file, found);
        for id in tree.descendants(file).filter(|id| tree.nodes[*id].ns == Ns::V12) {
            match tree.nodes[id].name {
                "source" | "seg-source" | "target" => inline(tree, id, found),
                "trans-unit" | "alt-trans" => segments(tree, id, found),
                _ => {}
            }
        }
    }
}

fn section(entry: &str) -> String {
    schema::section(Ns::V12, entry)
}

/// What is unique in a file, and what refers to it.
fn keys(tree: &Tree<'_>, file: NodeId, found: &mut Found) {
    let mut seen: HashSet<(&str, &str)> = HashSet::new();
    let own = |id: &NodeId| tree.nodes[*id].ns == Ns::V12;
    for id in tree.descendants(file).filter(own) {
        let (kind, name) = match tree.nodes[id].name {
            "group" => ("group", "id"),
            "trans-unit" | "bin-unit" => ("unit", "id"),
            "tool" => ("tool", "tool-id"),
            "phase" => ("phase", "phase-name"),
            "count-group" => ("count-group", "name"),
            "context-group" => ("context-group", "name"),
            "external-file" => ("external-file", "uid"),
            _ => continue,
        };
        let Some(attribute) = tree.attribute(id, name) else { continue };
        if !seen.insert((kind, &attribute.value)) {
            let message = format!(
                "the {name} {:?} of <{}> stands twice in one <file>",
                attribute.value, tree.nodes[id].name
            );
            found.add(attribute.at, ("id-not-unique", section(name)), message, "give it one of its own");
        }
    }
    for id in std::iter::once(file).chain(tree.descendants(file).filter(own)) {
        for (name, kind, what) in [
            ("tool-id", "tool", "<tool>"),
            ("phase-name", "phase", "<phase>"),
            ("xid", "unit", "<trans-unit>"),
        ] {
            let is_key = matches!(tree.nodes[id].name, "tool") && name == "tool-id"
                || tree.nodes[id].name == "phase" && name == "phase-name";
            let Some(attribute) = tree.attribute(id, name).filter(|_| !is_key) else { continue };
            if !seen.contains(&(kind, &*attribute.value)) {
                let message = format!("there is no {what} {:?} in this <file>", attribute.value);
                found.add(
                    attribute.at,
                    ("reference", section(name)),
                    message,
                    "add it, or correct the reference",
                );
            }
        }
    }
}

/// Source and target of a unit are in the languages of the file.
fn languages(tree: &Tree<'_>, file: NodeId, found: &mut Found) {
    for id in tree.descendants(file) {
        let parent = tree.nodes[id].parent;
        if tree.nodes[id].ns != Ns::V12 || !tree.is(parent, Ns::V12, "trans-unit") {
            continue;
        }
        let name = match tree.nodes[id].name {
            "source" | "seg-source" => "source-language",
            "target" => "target-language",
            _ => continue,
        };
        let (Some(lang), Some(wanted)) = (tree.attribute_in(id, Ns::Xml, "lang"), tree.value(file, name))
        else {
            continue;
        };
        if !lang.value.eq_ignore_ascii_case(wanted) {
            let message =
                format!("<{}> says xml:lang {:?}, but {name} is {wanted:?}", tree.nodes[id].name, lang.value);
            found.add(
                lang.at,
                ("language", section(name)),
                message,
                format!("write xml:lang=\"{wanted}\", or none"),
            );
        }
    }
}

/// Ids of codes are unique in their text, and starts have their ends.
fn inline(tree: &Tree<'_>, text: NodeId, found: &mut Found) {
    let mut ids = HashSet::new();
    let mut open: HashMap<(&str, &str), NodeId> = HashMap::new();
    let mut starts = Vec::new();
    for id in tree.descendants(text).filter(|id| tree.nodes[*id].ns == Ns::V12) {
        let name = tree.nodes[id].name;
        let value = tree.value(id, "id");
        // The end of a pair without an rid has the id of its start.
        let sort = match name {
            "bpt" | "bx" => "start",
            "ept" | "ex" => "end",
            _ => "code",
        };
        if let Some(value) = value
            && !ids.insert((sort, value))
        {
            let message = format!("the id {value:?} stands twice in one <{}>", tree.nodes[text].name);
            found.add(
                tree.place(id, "id"),
                ("id-not-unique", section("id")),
                message,
                "give it one of its own",
            );
        }
        let Some(pair) = tree.value(id, "rid").or(value) else { continue };
        match name {
            "bpt" | "bx" => {
                let end = if name == "bpt" { "ept" } else { "ex" };
                if open.insert((end, pair), id).is_some() && tree.has(id, "rid") {
                    let message = format!("the rid {pair:?} stands twice in one <{}>", tree.nodes[text].name);
                    found.add(
                        tree.place(id, "rid"),
                        ("id-not-unique", section("rid")),
                        message,
                        "give it one of its own",
                    );
                }
                starts.push((id, end, pair));
            }
            "ept" | "ex" if open.remove(&(name, pair)).is_none() => {
                let start = if name == "ept" { "bpt" } else { "bx" };
                let message = format!("<{name}> {pair:?} has no <{start}> before it");
                found.add(
                    tree.nodes[id].at,
                    ("unpaired", section(name)),
                    message,
                    format!("add the <{start}>, or use <it>"),
                );
            }
            _ => {}
        }
    }
    for (id, end, pair) in starts {
        if open.get(&(end, pair)) == Some(&id) {
            let message = format!("<{}> {pair:?} has no <{end}> after it", tree.nodes[id].name);
            found.add(
                tree.nodes[id].at,
                ("unpaired", section(tree.nodes[id].name)),
                message,
                format!("add the <{end}>, or use <it>"),
            );
        }
    }
}

/// Segments of the target are those of the segmented source.
fn segments(tree: &Tree<'_>, unit: NodeId, found: &mut Found) {
    let segments =
        |text: NodeId| tree.children(text).filter(|id| tree.is(*id, Ns::V12, "mrk") && tree.has(*id, "mid"));
    let Some(source) = tree.child(unit, Ns::V12, "seg-source") else { return };
    let mut mids = HashSet::new();
    for id in segments(source) {
        if let Some(mid) = tree.attribute(id, "mid")
            && !mids.insert(&*mid.value)
        {
            let message = format!("the mid {:?} stands twice in one <seg-source>", mid.value);
            found.add(mid.at, ("id-not-unique", section("mid")), message, "give each segment one of its own");
        }
    }
    let target = tree.child(unit, Ns::V12, "target").into_iter().flat_map(segments);
    let others = tree.children(unit).filter(|id| tree.is(*id, Ns::V12, "alt-trans"));
    for id in target.chain(others) {
        if let Some(mid) = tree.attribute(id, "mid")
            && !mids.contains(&*mid.value)
        {
            let message = format!("there is no segment {:?} in the <seg-source>", mid.value);
            found.add(mid.at, ("reference", section("mid")), message, "correct the mid");
        }
    }
}
