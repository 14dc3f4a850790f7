//! Fragment identifiers: `#/f=f1/u=u1/n=n1` names one element of the document, `#n=n1` one of the enclosing unit.

use std::collections::{HashMap, HashSet};

use super::Found;
use super::schema::section;
use super::tree::{NodeId, Ns, PREFIXES, Tree};
use super::values::is_nmtoken;

/// Prefixes of extensions that are registered with the standard, beside those of its modules.
const REGISTERED: [(&str, &str); 1] = [("tbx", "urn:iso:std:iso:30042:ed-1:v1:en")];

/// The parts of a fragment identifier.
#[derive(Debug, Default, PartialEq, Eq)]
struct Fragment<'a> {
    is_absolute: bool,
    file: Option<&'a str>,
    group: Option<&'a str>,
    unit: Option<&'a str>,
    /// A prefix, empty for what stands in the source of a unit, and an id.
    leaf: Option<(&'a str, &'a str)>,
}

/// What can be named, by the scope it is unique in.
struct Targets<'t> {
    /// Files, with 0 as their scope; units and groups, with their file.
    scopes: HashMap<(NodeId, &'t str, &'t str), NodeId>,
    leaves: HashSet<(NodeId, Kind, &'t str)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Source,
    Target,
    Note,
    Data,
    Module(Ns),
}

pub(super) fn check(tree: &Tree<'_>, found: &mut Found) {
    let targets = targets(tree);
    for id in 0..tree.nodes.len() {
        let node = &tree.nodes[id];
        for attribute in tree.attributes(id) {
            let is_reference = matches!(
                (node.ns, attribute.ns, attribute.name),
                (Ns::Core | Ns::Matches | Ns::Glossary, Ns::None, "ref")
                    | (Ns::Core, Ns::Its, "locQualityIssuesRef" | "provenanceRecordsRef")
            );
            if !is_reference {
                continue;
            }
            let value = &*attribute.value;
            let is_comment = node.ns == Ns::Core && tree.value(id, "type") == Some("comment");
            let wants_fragment = node.ns == Ns::Matches || is_comment;
            if !value.starts_with('#') && !wants_fragment {
                continue;
            }
            let problem = match parse(value) {
                Err(problem) => Some(problem),
                Ok(fragment) => resolve(tree, &targets, id, &fragment, is_comment),
            };
            if let Some(problem) = problem {
                let message = format!("{} {value:?} {problem}", attribute.name);
                let (rule, section) = if is_comment {
                    ("comment", section(Ns::Core, "commentAnnotation"))
                } else if node.ns == Ns::Core {
                    ("fragment", section(Ns::Core, "fragid"))
                } else {
                    ("fragment", section(node.ns, "ref"))
                };
                let remedy = "write #id for text of the unit, #n=id for a note, #/f=…/u=…/n=… from elsewhere";
                found.add(attribute.at, (rule, section), message, remedy);
            }
        }
    }
}

fn parse(value: &str) -> Result<Fragment<'_>, String> {
    let Some(expression) = value.strip_prefix('#') else {
        return Err("is no fragment identifier, which begins with #".to_owned());
    };
    let is_absolute = expression.starts_with('/');
    let mut fragment = Fragment { is_absolute, ..Fragment::default() };
    for selector in expression.strip_prefix('/').unwrap_or(expression).split('/') {
        let (prefix, id) = selector.split_once('=').unwrap_or(("", selector));
        if !is_nmtoken(id) {
            return Err(format!("has a selector {selector:?} without a proper id"));
        }
        if !prefix.is_empty() && !is_nmtoken(prefix) || selector.starts_with('=') {
            return Err(format!("has a prefix {prefix:?} that is no name"));
        }
        if fragment.leaf.is_some() {
            return Err("goes on after what it names".to_owned());
        }
        let (slot, is_after) = match prefix {
            "f" => (&mut fragment.file, fragment.group.is_some() || fragment.unit.is_some()),
            "g" => (&mut fragment.group, fragment.unit.is_some()),
            "u" => (&mut fragment.unit, false),
            "" | "n" | "d" | "t" => {
                fragment.leaf = Some((prefix, id));
                continue;
            }
            _ if prefix.len() < 2 => {
                return Err(format!(
                    "has the prefix {prefix:?}; those of modules and extensions have two characters or more"
                ));
            }
            _ if module(prefix).is_none() && !REGISTERED.iter().any(|(known, _)| *known == prefix) => {
                return Err(format!("has the prefix {prefix:?}, which is not registered"));
            }
            _ => {
                fragment.leaf = Some((prefix, id));
                continue;
            }
        };
        if is_after || slot.is_some() {
            return Err("is not in the order file, group, unit, each once".to_owned());
        }
        *slot = Some(id);
    }
    Ok(fragment)
}

fn module(prefix: &str) -> Option<Ns> {
    let module = PREFIXES.iter().find(|(_, known)| *known == prefix).map(|(ns, _)| *ns);
    module.filter(|ns| !matches!(ns, Ns::Xml | Ns::Core | Ns::V12))
}

fn targets<'t>(tree: &'t Tree<'_>) -> Targets<'t> {
    let mut targets = Targets { scopes: HashMap::new(), leaves: HashSet::new() };
    // The file, and the nearest file, group or unit, around each element.
    let mut around: Vec<(NodeId, NodeId)> = Vec::with_capacity(tree.nodes.len());
    for (id, node) in tree.nodes.iter().enumerate() {
        let (file, scope) = if id == 0 { (0, 0) } else { around[node.parent] };
        let value = tree.value(id, "id").or_else(|| tree.attribute_in(id, Ns::Xml, "id").map(|a| &*a.value));
        if node.ns == Ns::Core && node.name == "file" {
            around.push((id, id));
        } else if tree.is_scope(id) {
            around.push((file, id));
        } else {
            around.push((file, scope));
        }
        let Some(value) = value else { continue };
        let kind = match (node.ns, node.name) {
            (Ns::Core, name @ ("file" | "group" | "unit")) => {
                targets.scopes.entry((file, name, value)).or_insert(id);
                continue;
            }
            (Ns::Core, "note") => Kind::Note,
            (Ns::Core, "data") => Kind::Data,
            (Ns::Core, _) => match side(tree, id) {
                Some(side) => side,
                None => continue,
            },
            (ns, _) => Kind::Module(ns),
        };
        targets.leaves.insert((scope, kind, value));
    }
    targets
}

/// Whether an element of a unit is named without a prefix or as one of the target; what stands in a candidate has no name.
fn side(tree: &Tree<'_>, id: NodeId) -> Option<Kind> {
    let mut kind = Kind::Source;
    for outer in tree.ancestors(id) {
        match (tree.nodes[outer].ns, tree.nodes[outer].name) {
            (Ns::Core, "target") => kind = Kind::Target,
            (Ns::Core, "segment" | "ignorable") => return Some(kind),
            (Ns::Core, _) => {}
            _ => return None,
        }
    }
    None
}

/// Why a fragment identifier names nothing, or nothing that is allowed here.
fn resolve(
    tree: &Tree<'_>,
    targets: &Targets<'_>,
    from: NodeId,
    fragment: &Fragment<'_>,
    is_comment: bool,
) -> Option<String> {
    let here = tree.scope(from).unwrap_or(0);
    let file = match fragment.file {
        None if fragment.is_absolute => return Some("is absolute and names no file".to_owned()),
        None => tree.ancestors(from).find(|id| tree.is(*id, Ns::Core, "file")).unwrap_or(0),
        Some(file) => match targets.scopes.get(&(0, "file", file)) {
            Some(file) => *file,
            None => return Some(format!("names a file {file:?} that is not in the document")),
        },
    };
    let mut scope = if fragment.file.is_some() { file } else { here };
    for (name, id) in [("group", fragment.group), ("unit", fragment.unit)] {
        let Some(id) = id else { continue };
        match targets.scopes.get(&(file, name, id)) {
            Some(found) => scope = *found,
            None => return Some(format!("names a {name} {id:?} that is not in its file")),
        }
    }
    let is_match = tree.nodes[from].ns == Ns::Matches;
    let Some((prefix, id)) = fragment.leaf else {
        return (is_comment || is_match).then(|| "names no element of the unit".to_owned());
    };
    if is_comment && (prefix != "n" || scope != here) {
        return Some("does not name a note of the same unit".to_owned());
    }
    if is_match && (!matches!(prefix, "" | "t") || scope != here) {
        return Some("does not name a span of text of the same unit".to_owned());
    }
    let kind = match prefix {
        "" => Kind::Source,
        "t" => Kind::Target,
        "n" => Kind::Note,
        "d" => Kind::Data,
        prefix => match module(prefix) {
            Some(ns) => Kind::Module(ns),
            // What an extension names is known to the extension alone.
            None => return None,
        },
    };
    if is_match
        && kind == Kind::Source
        && !is_text(tree, here, id)
        && targets.leaves.contains(&(scope, kind, id))
    {
        return Some("names a code, which has no text".to_owned());
    }
    (!targets.leaves.contains(&(scope, kind, id))).then(|| "names an element that is not there".to_owned())
}

/// Whether an id of a unit is that of an element with text.
fn is_text(tree: &Tree<'_>, unit: NodeId, id: &str) -> bool {
    let is_it = |node: &NodeId| tree.value(*node, "id") == Some(id) && side(tree, *node).is_some();
    let name = tree.descendants(unit).find(is_it).map(|node| tree.nodes[node].name);
    name.is_some_and(|name| !matches!(name, "ph" | "ec" | "cp"))
}
