//! The elements of a file in document order, with their places: flat, so that no depth can exhaust a stack.

use std::borrow::Cow;
use std::ops::Range;

/// An element, by its place in document order.
pub(super) type NodeId = usize;

/// What a namespace is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Ns {
    /// An attribute without a prefix.
    None,
    /// `xml:`.
    Xml,
    /// The core of 2.0, 2.1 and 2.2.
    Core,
    /// XLIFF 1.2.
    V12,
    /// Translation candidates.
    Matches,
    /// Glossary.
    Glossary,
    /// Format style.
    FormatStyle,
    /// Metadata.
    Metadata,
    /// Resource data.
    Resource,
    /// Change tracking.
    Change,
    /// Size and length restriction.
    Size,
    /// Validation.
    Validation,
    /// ITS 2.0.
    Its,
    /// What XLIFF adds to ITS.
    Itsm,
    /// Plural, gender and select of 2.2.
    Plural,
    /// An extension, numbered in order of appearance.
    Other(u16),
}

/// The prefix that the standard's own text gives a namespace; it stands in messages, in the tables and in fragment identifiers.
pub(super) const PREFIXES: [(Ns, &str); 14] = [
    (Ns::Xml, "xml"),
    (Ns::Core, "xlf"),
    (Ns::V12, "v12"),
    (Ns::Matches, "mtc"),
    (Ns::Glossary, "gls"),
    (Ns::FormatStyle, "fs"),
    (Ns::Metadata, "mda"),
    (Ns::Resource, "res"),
    (Ns::Change, "ctr"),
    (Ns::Size, "slr"),
    (Ns::Validation, "val"),
    (Ns::Its, "its"),
    (Ns::Itsm, "itsm"),
    (Ns::Plural, "pgs"),
];

/// The namespace of a name, where the standard or a registered module owns it.
pub(super) fn known_namespace(name: &str) -> Option<Ns> {
    let ns = match name {
        "http://www.w3.org/XML/1998/namespace" => Ns::Xml,
        "urn:oasis:names:tc:xliff:document:2.0" | "urn:oasis:names:tc:xliff:document:2.2" => Ns::Core,
        "urn:oasis:names:tc:xliff:document:1.2" => Ns::V12,
        "http://www.w3.org/2005/11/its" => Ns::Its,
        "urn:oasis:names:tc:xliff:itsm:2.1" => Ns::Itsm,
        "urn:oasis:names:tc:xliff:matches:2.0" => Ns::Matches,
        "urn:oasis:names:tc:xliff:glossary:2.0" => Ns::Glossary,
        "urn:oasis:names:tc:xliff:fs:2.0" => Ns::FormatStyle,
        "urn:oasis:names:tc:xliff:metadata:2.0" => Ns::Metadata,
        "urn:oasis:names:tc:xliff:resourcedata:2.0" => Ns::Resource,
        "urn:oasis:names:tc:xliff:changetracking:2.0"
        | "urn:oasis:names:tc:xliff:changetracking:2.1"
        | "urn:oasis:names:tc:xliff:changetracking:2.2" => Ns::Change,
        "urn:oasis:names:tc:xliff:sizerestriction:2.0" => Ns::Size,
        "urn:oasis:names:tc:xliff:validation:2.0" => Ns::Validation,
        "urn:oasis:names:tc:xliff:pgs:1.0" => Ns::Plural,
        _ => return None,
    };
    Some(ns)
}

/// An attribute.
#[derive(Debug)]
pub(super) struct Attribute<'a> {
    pub(super) ns: Ns,
    pub(super) name: &'a str,
    /// Its name as it stands.
    pub(super) written: &'a str,
    /// The value with its references resolved and its white space as XML normalises it.
    pub(super) value: Cow<'a, str>,
    /// Where it begins.
    pub(super) at: u32,
}

/// An element.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) ns: Ns,
    pub(super) name: &'a str,
    /// The name as it stands in the file.
    pub(super) written: &'a str,
    /// Where its tag begins.
    pub(super) at: u32,
    /// The element it stands in; the root stands in itself.
    pub(super) parent: NodeId,
    /// The element after its last descendant.
    pub(super) end: NodeId,
    /// Its attributes among those of the tree.
    pub(super) attributes: Range<u32>,
    /// Whether it directly holds text, white space included.
    pub(super) has_text: bool,
    /// Where text other than white space begins in it.
    pub(super) text_at: Option<u32>,
}

/// A file.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) attributes: Vec<Attribute<'a>>,
    /// The name of the root's namespace.
    pub(super) root_namespace: Cow<'a, str>,
}

impl<'a> Tree<'a> {
    pub(super) fn is(&self, id: NodeId, ns: Ns, name: &str) -> bool {
        self.nodes[id].ns == ns && self.nodes[id].name == name
    }

    pub(super) fn attributes(&self, id: NodeId) -> &[Attribute<'a>] {
        let Range { start, end } = self.nodes[id].attributes;
        &self.attributes[start as usize..end as usize]
    }

    /// An attribute without a prefix.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&Attribute<'a>> {
        self.attribute_in(id, Ns::None, name)
    }

    pub(super) fn attribute_in(&self, id: NodeId, ns: Ns, name: &str) -> Option<&Attribute<'a>> {
        self.attributes(id).iter().find(|attribute| attribute.ns == ns && attribute.name == name)
    }

    pub(super) fn value(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attribute(id, name).map(|attribute| &*attribute.value)
    }

    pub(super) fn has(&self, id: NodeId, name: &str) -> bool {
        self.attribute(id, name).is_some()
    }

    /// Where an attribute begins, or its element when it is not there.
    pub(super) fn place(&self, id: NodeId, name: &str) -> u32 {
        self.attribute(id, name).map_or(self.nodes[id].at, |attribute| attribute.at)
    }

    /// The elements directly in another.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.nodes[id].end;
        let mut next = id + 1;
        std::iter::from_fn(move || {
            let child = (next < end).then_some(next)?;
            next = self.nodes[child].end;
            Some(child)
        })
    }

    /// The elements in another, in document order.
    pub(super) fn descendants(&self, id: NodeId) -> Range<NodeId> {
        id + 1..self.nodes[id].end
    }

    pub(super) fn child(&self, id: NodeId, ns: Ns, name: &str) -> Option<NodeId> {
        self.children(id).find(|child| self.is(*child, ns, name))
    }

    /// The element and those around it, from the inside.
    pub(super) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |id| (*id != 0).then(|| self.nodes[*id].parent))
    }

    /// The nearest `unit`, `group` or `file` around an element, itself excluded.
    pub(super) fn scope(&self, id: NodeId) -> Option<NodeId> {
        self.ancestors(id).skip(1).find(|id| self.is_scope(*id))
    }

    pub(super) fn is_scope(&self, id: NodeId) -> bool {
        let node = &self.nodes[id];
        node.ns == Ns::Core && matches!(node.name, "unit" | "group" | "file")
    }
}
