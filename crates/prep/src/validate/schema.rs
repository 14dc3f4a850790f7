//! The tables of the schema, read once, and a file held against them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::tables::{ATTRIBUTES, CORE, MODULES, ROOTS};
use super::tables_v12::V12;
use super::tree::{NodeId, Ns, PREFIXES, Tree};
use super::{Found, values};

/// A line of a table: the element, its attributes, its content, and whether it takes attributes of extensions.
#[derive(Debug)]
pub(super) struct Row(
    pub(super) &'static str,
    pub(super) &'static [&'static str],
    pub(super) &'static str,
    pub(super) bool,
);

/// A schema, by elements.
pub(super) type Schema = BTreeMap<(Ns, &'static str), Element>;

/// What the schema says of an element.
#[derive(Debug)]
pub(super) struct Element {
    attributes: Vec<Allowed>,
    has_text: bool,
    content: Vec<Particle>,
    is_open: bool,
}

#[derive(Debug)]
struct Allowed {
    ns: Ns,
    name: &'static str,
    kind: &'static str,
    is_required: bool,
}

/// One place of a content model: which elements, and how many.
#[derive(Debug)]
struct Particle {
    names: Vec<(Ns, &'static str)>,
    /// Whether any element of another namespace fits.
    is_any: bool,
    is_required: bool,
    is_repeated: bool,
}

/// XLIFF 2.0 to 2.2 with the modules.
pub(super) fn v2() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
        let mut schema = Schema::new();
        for (ns, rows) in MODULES.iter().chain(&[(Ns::Core, CORE)]) {
            schema.extend(rows.iter().map(|row| ((*ns, row.0), element(*ns, row))));
        }
        schema
    });
    &SCHEMA
}

/// XLIFF 1.2.
pub(super) fn v12() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> =
        LazyLock::new(|| V12.iter().map(|row| ((Ns::V12, row.0), element(Ns::V12, row))).collect());
    &SCHEMA
}

/// Holds every element of the file against its line.
pub(super) fn check(tree: &Tree<'_>, schema: &Schema, found: &mut Found) {
    for id in 0..tree.nodes.len() {
        let node = &tree.nodes[id];
        match schema.get(&(node.ns, node.name)) {
            Some(element) => {
                attributes(tree, id, element, found);
                content(tree, id, element, found);
            }
            // What the standard owns it knows; extensions may be anything.
            None if is_owned(node.ns) => found.add(
                node.at,
                ("unknown-element", section(node.ns, node.name)),
                format!("there is no element <{}> in {}", node.name, part(node.ns)),
                "correct the name, or use a namespace of your own",
            ),
            None => foreign(tree, id, found),
        }
    }
}

/// The part of the standard and the entry in it.
pub(super) fn section(ns: Ns, entry: &str) -> String {
    format!("{}#{entry}", part(ns))
}

fn part(ns: Ns) -> &'static str {
    match ns {
        Ns::Matches => "matches",
        Ns::Glossary => "glossary",
        Ns::FormatStyle => "fs",
        Ns::Metadata => "metadata",
        Ns::Resource => "resource-data",
        Ns::Change => "change-tracking",
        Ns::Size => "size-restriction",
        Ns::Validation => "validation",
        Ns::Its | Ns::Itsm => "its",
        Ns::Plural => "plural-gender-select",
        Ns::V12 => "1.2",
        Ns::Core | Ns::None | Ns::Xml | Ns::Other(_) => "core",
    }
}

fn is_owned(ns: Ns) -> bool {
    !matches!(ns, Ns::None | Ns::Xml | Ns::Other(_))
}

fn attributes(tree: &Tree<'_>, id: NodeId, element: &Element, found: &mut Found) {
    let node = &tree.nodes[id];
    for attribute in tree.attributes(id) {
        let allowed = element.attributes.iter().find(|a| a.ns == attribute.ns && a.name == attribute.name);
        let name = match attribute.ns {
            Ns::Other(_) => attribute.written.to_owned(),
            ns => shown(ns, attribute.name),
        };
        let kind = match allowed {
            Some(allowed) => allowed.kind,
            None => match (module_attribute(attribute.ns, attribute.name), attribute.ns) {
                (Some((kind, places)), _)
                    if node.ns != Ns::Core || places.split(' ').any(|at| at == node.name) =>
                {
                    kind
                }
                (Some((_, places)), ns) => {
                    let remedy = format!("move it to one of: {}", places.replace(' ', ", "));
                    let message = format!("{name} must not stand on <{}>", node.written);
                    found.add(
                        attribute.at,
                        ("attribute-not-allowed", section(ns, attribute.name)),
                        message,
                        remedy,
                    );
                    continue;
                }
                (None, Ns::Other(_)) if element.is_open => continue,
                // xml:id and xml:base are XML's own; an element that takes foreign attributes takes them.
                (None, Ns::Xml) if element.is_open && attribute.name != "lang" => continue,
                (None, ns) => {
                    let entry =
                        if is_owned(ns) { section(ns, attribute.name) } else { section(node.ns, node.name) };
                    let message = format!("<{}> has no attribute {name}", node.written);
                    found.add(
                        attribute.at,
                        ("attribute-not-allowed", entry),
                        message,
                        "remove it or correct its name",
                    );
                    continue;
                }
            },
        };
        misfit(kind, attribute.ns, &name, attribute.name, &attribute.value, attribute.at, node.ns, found);
    }
    for allowed in element.attributes.iter().filter(|allowed| allowed.is_required) {
        if tree.attribute_in(id, allowed.ns, allowed.name).is_none() {
            let name = shown(allowed.ns, allowed.name);
            let message = format!("<{}> lacks the attribute {name}", node.written);
            found.add(
                node.at,
                ("attribute-missing", section(node.ns, node.name)),
                message,
                format!("add {name}=\"…\""),
            );
        }
    }
}

/// Attributes of modules keep their types on elements of extensions too.
fn foreign(tree: &Tree<'_>, id: NodeId, found: &mut Found) {
    for attribute in tree.attributes(id) {
        if let Some((kind, _)) = module_attribute(attribute.ns, attribute.name) {
            let name = shown(attribute.ns, attribute.name);
            misfit(
                kind,
                attribute.ns,
                &name,
                attribute.name,
                &attribute.value,
                attribute.at,
                attribute.ns,
                found,
            );
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "an attribute, its type and where it stands")]
fn misfit(kind: &str, ns: Ns, shown: &str, name: &str, value: &str, at: u32, owner: Ns, found: &mut Found) {
    if let Some(expected) = values::misfit(kind, value) {
        let owner = if is_owned(ns) { ns } else { owner };
        let message = format!("the value {value:?} of {shown} is not allowed");
        found.add(at, ("attribute-value", section(owner, name)), message, format!("it must be {expected}"));
    }
}

fn module_attribute(ns: Ns, name: &str) -> Option<(&'static str, &'static str)> {
    let (_, rows) = ATTRIBUTES.iter().find(|(owner, _)| *owner == ns)?;
    rows.iter().find(|(other, ..)| *other == name).map(|(_, kind, places)| (*kind, *places))
}

fn content(tree: &Tree<'_>, id: NodeId, element: &Element, found: &mut Found) {
    let node = &tree.nodes[id];
    let entry = || section(node.ns, node.name);
    if let Some(at) = node.text_at.filter(|_| !element.has_text) {
        let message = format!("<{}> holds text of its own", node.written);
        found.add(at, ("text-not-allowed", entry()), message, "move the text into an element, or remove it");
    }
    let (mut at, mut n_here) = (0, 0_u64);
    for child in tree.children(id) {
        let fits = |particle: &Particle| particle.takes(node.ns, &tree.nodes[child]);
        let Some(ahead) = element.content[at..].iter().position(fits) else {
            found.add(
                tree.nodes[child].at,
                ("element-not-allowed", entry()),
                format!("<{}> must not stand here in <{}>", tree.nodes[child].written, node.written),
                format!("<{}> holds: {}", node.written, element.shown()),
            );
            continue;
        };
        if ahead > 0 {
            missing(node.written, node.at, &element.content[at..at + ahead], n_here, entry, found);
            (at, n_here) = (at + ahead, 0);
        }
        n_here += 1;
        if n_here > 1 && !element.content[at].is_repeated {
            let message =
                format!("there is more than one <{}> in <{}>", tree.nodes[child].written, node.written);
            found.add(tree.nodes[child].at, ("element-not-allowed", entry()), message, "keep one");
        }
        placed(tree, id, child, found);
    }
    missing(node.written, node.at, &element.content[at..], n_here, entry, found);
}

/// The particles that were passed over though they are required; the first may have had its elements already.
fn missing(
    name: &str,
    at: u32,
    passed: &[Particle],
    n_first: u64,
    entry: impl Fn() -> String,
    found: &mut Found,
) {
    for (idx, particle) in passed.iter().enumerate() {
        if particle.is_required && (idx > 0 || n_first == 0) {
            let wanted = particle.shown();
            found.add(
                at,
                ("element-missing", entry()),
                format!("<{name}> lacks {wanted}"),
                format!("add {wanted}"),
            );
        }
    }
}

/// Whether the outermost element of a module stands where the module says.
fn placed(tree: &Tree<'_>, parent: NodeId, child: NodeId, found: &mut Found) {
    let (outer, inner) = (&tree.nodes[parent], &tree.nodes[child]);
    if outer.ns == inner.ns
        || !is_owned(inner.ns)
        || matches!(inner.ns, Ns::Core | Ns::V12)
        || outer.name == "skeleton"
    {
        return;
    }
    let Some((.., places)) = ROOTS.iter().find(|(ns, name, _)| *ns == inner.ns && *name == inner.name) else {
        // An inner element of a module is of no use alone; unknown ones are reported where they are looked up.
        if v2().contains_key(&(inner.ns, inner.name)) {
            let message = format!("<{}> must not stand alone in <{}>", inner.written, outer.written);
            found.add(
                inner.at,
                ("element-not-allowed", section(inner.ns, inner.name)),
                message,
                "wrap it in its module's outer element",
            );
        }
        return;
    };
    let is_extended = outer.ns != Ns::Core && outer.ns != Ns::Matches;
    if !is_extended && !places.split(' ').any(|place| place == outer.name) {
        let message = format!("<{}> must not stand in <{}>", inner.written, outer.written);
        let remedy = format!("move it into one of: {}", places.replace(' ', ", "));
        found.add(inner.at, ("element-not-allowed", section(inner.ns, inner.name)), message, remedy);
    }
}

impl Particle {
    fn takes(&self, owner: Ns, child: &super::tree::Node<'_>) -> bool {
        (self.is_any && child.ns != owner) || self.names.contains(&(child.ns, child.name))
    }

    fn shown(&self) -> String {
        let names: Vec<String> =
            self.names.iter().map(|(ns, name)| format!("<{}>", shown_name(*ns, name))).collect();
        if self.is_any { "elements of other namespaces".to_owned() } else { names.join(" or ") }
    }
}

impl Element {
    fn shown(&self) -> String {
        let parts: Vec<String> = self.content.iter().map(Particle::shown).collect();
        match (parts.is_empty(), self.has_text) {
            (true, true) => "text only".to_owned(),
            (true, false) => "nothing".to_owned(),
            (false, true) => format!("text and {}", parts.join(", then ")),
            (false, false) => parts.join(", then "),
        }
    }
}

fn shown(ns: Ns, name: &str) -> String {
    match PREFIXES.iter().find(|(known, _)| *known == ns) {
        Some((_, prefix)) => format!("{prefix}:{name}"),
        None => name.to_owned(),
    }
}

/// Elements of the core need no prefix to be understood.
fn shown_name(ns: Ns, name: &str) -> String {
    if matches!(ns, Ns::Core | Ns::V12) { name.to_owned() } else { shown(ns, name) }
}

fn element(ns: Ns, row: &Row) -> Element {
    let Row(_, attributes, content, is_open) = row;
    let attributes = attributes.iter().flat_map(|line| line.split(' ')).map(allowed).collect();
    let words = || content.split(' ').filter(|word| !word.is_empty());
    let has_text = words().any(|word| word == "text");
    let content = words().filter(|word| *word != "text").map(|word| particle(ns, word)).collect();
    Element { attributes, has_text, content, is_open: *is_open }
}

fn allowed(word: &'static str) -> Allowed {
    let (name, kind) = word.split_once('=').unwrap_or((word, "s"));
    let (ns, name) = name.strip_prefix("xml:").map_or((Ns::None, name), |name| (Ns::Xml, name));
    let is_required = kind.ends_with('!');
    Allowed { ns, name, kind: kind.trim_end_matches('!'), is_required }
}

fn particle(owner: Ns, word: &'static str) -> Particle {
    let names = word.trim_end_matches(['?', '*', '+']);
    let count = &word[names.len()..];
    if names == "@" {
        return Particle { names: Vec::new(), is_any: true, is_required: false, is_repeated: true };
    }
    let named = |name: &'static str| match name.split_once(':') {
        Some((prefix, name)) => {
            let ns = PREFIXES.iter().find(|(_, known)| *known == prefix).map_or(owner, |(ns, _)| *ns);
            (ns, name)
        }
        None => (owner, name),
    };
    let names = names.trim_start_matches('(').trim_end_matches(')').split('|');
    let is_any = names.clone().any(|name| name == "@");
    Particle {
        names: names.filter(|name| *name != "@").map(named).collect(),
        is_any,
        is_required: matches!(count, "" | "+"),
        is_repeated: matches!(count, "*" | "+"),
    }
}
