//! The rules of the core about structure: ids, languages, states, order of segments.

use std::collections::HashMap;

use super::Found;
use super::tree::{NodeId, Ns, Tree};
use super::values::positive;

/// A segment or an ignorable, or a translation candidate, which is built like one.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) id: NodeId,
    pub(super) source: Option<NodeId>,
    pub(super) target: Option<NodeId>,
}

/// What codes and their ids are bound to: a unit, or a translation candidate.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) id: NodeId,
    pub(super) parts: Vec<Part>,
}

pub(super) fn check(tree: &Tree<'_>, version: &str, is_v22: bool, found: &mut Found) {
    versions(tree, version, is_v22, found);
    unique_ids(tree, found);
    extension_ids(tree, found);
    languages(tree, found);
    for id in 0..tree.nodes.len() {
        let node = &tree.nodes[id];
        if node.ns != Ns::Core {
            continue;
        }
        match node.name {
            "skeleton" => skeleton(tree, id, found),
            "unit" => unit(tree, id, found),
            "segment" => segment(tree, id, found),
            "cp" => code_point(tree, id, found),
            _ => {}
        }
    }
}

/// The units and translation candidates of a file in document order.
pub(super) fn scopes<'t>(tree: &'t Tree<'_>) -> impl Iterator<Item = Scope> + 't {
    (0..tree.nodes.len()).filter_map(|id| {
        let part = |id| Part {
            id,
            source: tree.child(id, Ns::Core, "source"),
            target: tree.child(id, Ns::Core, "target"),
        };
        if tree.is(id, Ns::Core, "unit") {
            let is_part =
                |id: &NodeId| tree.is(*id, Ns::Core, "segment") || tree.is(*id, Ns::Core, "ignorable");
            return Some(Scope { id, parts: tree.children(id).filter(is_part).map(part).collect() });
        }
        tree.is(id, Ns::Matches, "match").then(|| Scope { id, parts: vec![part(id)] })
    })
}

fn versions(tree: &Tree<'_>, version: &str, is_v22: bool, found: &mut Found) {
    let allowed: &[&str] = if is_v22 { &["2.2", "2.1", "2.0"] } else { &["2.0", "2.1"] };
    let other = if is_v22 { "" } else { "; 2.2 has the namespace urn:oasis:names:tc:xliff:document:2.2" };
    if tree.has(0, "version") && !allowed.contains(&version) {
        found.add(
            tree.place(0, "version"),
            ("version", "core#version"),
            format!("the version {version:?} is not one of this namespace"),
            format!("it must be one of {}{other}", allowed.join(", ")),
        );
    }
    if is_v22 {
        return;
    }
    for child in tree.children(0).filter(|child| !tree.is(*child, Ns::Core, "file")) {
        let node = &tree.nodes[child];
        if tree.is(child, Ns::Core, "notes") || node.ns == Ns::Metadata {
            let message = format!("<{}> may stand in <xliff> since 2.2 only", node.written);
            found.add(node.at, ("version", "core#xliff"), message, "move it into <file>");
        }
    }
    for id in 0..tree.nodes.len() {
        if tree.is(id, Ns::Core, "note") && tree.has(id, "ref") {
            let message = "<note> has the attribute ref since 2.2 only";
            found.add(tree.place(id, "ref"), ("version", "core#note"), message, "remove it");
        }
    }
}

/// Files in the document, groups and units in their file, notes in their list, data in theirs.
fn unique_ids(tree: &Tree<'_>, found: &mut Found) {
    let mut seen = HashMap::new();
    let mut file = 0;
    for id in 0..tree.nodes.len() {
        let node = &tree.nodes[id];
        if node.ns != Ns::Core {
            continue;
        }
        let within = match node.name {
            "file" => {
                file = id;
                0
            }
            "group" | "unit" => file,
            "note" | "data" => node.parent,
            _ => continue,
        };
        let Some(value) = tree.value(id, "id") else { continue };
        if seen.insert((within, node.name, value), id).is_some() {
            not_unique(tree, id, value, tree.nodes[within].name, found);
        }
    }
}

/// A second element with the same id.
pub(super) fn not_unique(tree: &Tree<'_>, id: NodeId, value: &str, within: &str, found: &mut Found) {
    let section = super::schema::section(tree.nodes[id].ns, "id");
    let message = format!("the id {value:?} of <{}> stands twice in one <{within}>", tree.nodes[id].written);
    found.add(tree.place(id, "id"), ("id-not-unique", section), message, "give it an id of its own");
}

/// Elements of one extension have different ids in the file, group or unit they stand in.
fn extension_ids(tree: &Tree<'_>, found: &mut Found) {
    let mut seen = HashMap::new();
    for id in 0..tree.nodes.len() {
        let ns = tree.nodes[id].ns;
        if !matches!(ns, Ns::Other(_)) {
            continue;
        }
        let Some(attribute) = tree.attribute(id, "id").or_else(|| tree.attribute_in(id, Ns::Xml, "id"))
        else {
            continue;
        };
        // What a skeleton or a resource holds is data of another format.
        let is_data = |id: NodeId| tree.is(id, Ns::Core, "skeleton") || tree.nodes[id].ns == Ns::Resource;
        let Some(scope) = tree.scope(id).filter(|_| !tree.ancestors(id).any(is_data)) else { continue };
        if seen.insert((scope, ns, &*attribute.value), id).is_some() {
            let message = format!(
                "the id {:?} stands twice among the elements of one extension in one <{}>",
                attribute.value, tree.nodes[scope].name
            );
            found.add(
                attribute.at,
                ("id-not-unique", "core#extension-id"),
                message,
                "give it an id of its own",
            );
        }
    }
}

/// Source and target are in the languages of the document, whether they say so or inherit it.
fn languages(tree: &Tree<'_>, found: &mut Found) {
    let langs = inherited(tree, "lang");
    let spaces = inherited(tree, "space");
    let (source_lang, target_lang) = (tree.value(0, "srcLang"), tree.value(0, "trgLang"));
    for (id, node) in tree.nodes.iter().enumerate() {
        let parent = node.parent;
        let is_candidate = tree.is(parent, Ns::Matches, "match");
        let is_part =
            is_candidate || tree.is(parent, Ns::Core, "segment") || tree.is(parent, Ns::Core, "ignorable");
        if node.ns != Ns::Core || !is_part || !matches!(node.name, "source" | "target") {
            continue;
        }
        let is_source = node.name == "source";
        let (wanted, name) = if is_source { (source_lang, "srcLang") } else { (target_lang, "trgLang") };
        if wanted.is_none() && !is_source && !is_candidate {
            let message = "there is a <target>, but <xliff> has no trgLang";
            found.add(
                node.at,
                ("target-language-missing", "core#trgLang"),
                message,
                "add trgLang=\"…\" to <xliff>",
            );
        }
        let is_reference = is_candidate && tree.value(parent, "reference") == Some("yes");
        if let (Some(attribute), Some(wanted)) = (langs[id], wanted)
            && (is_source || !is_reference)
            && !tree.attributes[attribute].value.eq_ignore_ascii_case(wanted)
        {
            let lang = &tree.attributes[attribute].value;
            let own = tree.attribute_in(id, Ns::Xml, "lang");
            let how = if own.is_some() { "says" } else { "inherits" };
            let message = format!("<{}> {how} xml:lang {lang:?}, but {name} is {wanted:?}", node.name);
            let at = own.map_or(node.at, |own| own.at);
            found.add(
                at,
                ("language", format!("core#{name}")),
                message,
                format!("write xml:lang=\"{wanted}\", or none"),
            );
        }
        if !is_source
            && let Some(source) = tree.child(parent, Ns::Core, "source")
            && space(tree, &spaces, source) != space(tree, &spaces, id)
        {
            let message = "<source> and <target> differ in xml:space";
            found.add(node.at, ("white-space", "core#xml:space"), message, "set it the same on both");
        }
    }
}

fn space<'t>(tree: &'t Tree<'_>, spaces: &[Option<usize>], id: NodeId) -> &'t str {
    spaces[id].map_or("default", |attribute| &*tree.attributes[attribute].value)
}

/// The attribute `xml:…` in force at each element, its own or that of an element around it.
fn inherited(tree: &Tree<'_>, name: &str) -> Vec<Option<usize>> {
    let mut in_force: Vec<Option<usize>> = Vec::with_capacity(tree.nodes.len());
    for (id, node) in tree.nodes.iter().enumerate() {
        let first = node.attributes.start as usize;
        let own = tree.attributes(id).iter().position(|other| other.ns == Ns::Xml && other.name == name);
        let outer = if id == 0 { None } else { in_force[node.parent] };
        in_force.push(own.map(|idx| first + idx).or(outer));
    }
    in_force
}

fn skeleton(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    let node = &tree.nodes[id];
    let is_empty = !node.has_text && node.end == id + 1;
    match (tree.has(id, "href"), is_empty) {
        (false, true) => {
            let message = "<skeleton> is empty and has no href";
            found.add(
                node.at,
                ("skeleton", "core#skeleton"),
                message,
                "name the file in href, or put the skeleton in",
            );
        }
        (true, false) => {
            let message = "<skeleton> has an href and is not empty";
            found.add(node.at, ("skeleton", "core#skeleton"), message, "remove one of the two");
        }
        _ => {}
    }
}

fn unit(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    if tree.child(id, Ns::Core, "segment").is_none() {
        let message = "<unit> has no <segment>";
        found.add(tree.nodes[id].at, ("unit-without-segment", "core#unit"), message, "add a <segment>");
    }
    let is_part = |id: &NodeId| tree.is(*id, Ns::Core, "segment") || tree.is(*id, Ns::Core, "ignorable");
    let n_parts = tree.children(id).filter(is_part).count() as u64;
    let mut taken = HashMap::new();
    for (idx, part) in tree.children(id).filter(is_part).enumerate() {
        let Some(target) = tree.child(part, Ns::Core, "target") else { continue };
        let order = match tree.value(target, "order") {
            None => idx as u64 + 1,
            Some(value) => match positive(value) {
                Some(order) => order,
                // That it is no number was reported with its type.
                None => continue,
            },
        };
        let at = tree.place(target, "order");
        if order > n_parts {
            let message = format!("the order {order} is beyond the {n_parts} parts of the unit");
            found.add(at, ("order", "core#order"), message, format!("it must be from 1 to {n_parts}"));
        } else if taken.insert(order, target).is_some() {
            let message = format!(
                "two targets of the unit have the order {order}; one without the attribute has that of its place"
            );
            found.add(at, ("order", "core#order"), message, "give each target an order of its own");
        }
    }
}

fn segment(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    if tree.has(id, "subState") && !tree.has(id, "state") {
        let message = "subState is set, but state is not";
        found.add(tree.place(id, "subState"), ("sub-state", "core#subState"), message, "set state too");
    }
    let state = tree.value(id, "state").unwrap_or("initial");
    if matches!(state, "translated" | "reviewed" | "final") && tree.child(id, Ns::Core, "target").is_none() {
        let message = format!("the segment is {state:?}, but has no <target>");
        found.add(
            tree.place(id, "state"),
            ("state", "core#state"),
            message,
            "add the target, or set state=\"initial\"",
        );
    }
}

/// Only what XML cannot hold is written as a code point; the controls from 7F to 9F, which XML advises against, may be.
fn code_point(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    let Some(value) = tree.value(id, "hex") else { return };
    let Ok(number) = u32::from_str_radix(value, 16) else { return };
    let is_needed = matches!(
        number,
        0..=8 | 0xB | 0xC | 0xE..=0x1F | 0x7F..=0x84 | 0x86..=0x9F | 0xD800..=0xDFFF | 0xFFFE | 0xFFFF
    );
    if !is_needed {
        let message = format!("U+{number:04X} may stand in XML and must not be written with <cp>");
        found.add(tree.place(id, "hex"), ("code-point", "core#cp"), message, "write the character itself");
    }
}
