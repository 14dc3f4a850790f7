//! [`Elements`]: the elements of a page, in the order of their start tags.

use crate::Span;

/// The elements of a page and the attributes a reader of blocks may ask for. Empty where the source has no elements.
///
/// Elements stand in the order of their start tags, so those inside an element follow it without a gap. One takes 24 bytes;
/// names and attribute values are kept once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elements {
    nodes: Vec<Node>,
    attributes: Vec<(Attribute, Span)>,
    values: String,
    names: Vec<Box<str>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    parent: u32,
    end: u32,
    name: u32,
    first_attribute: u32,
    depth: u32,
    is_hidden: bool,
}

/// Number of an element within its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(u32);

impl ElementId {
    /// The same element among others, after so many.
    pub(crate) const fn shifted(self, n: u32) -> ElementId {
        ElementId(self.0 + n)
    }

    /// Its place in the order of start tags.
    #[must_use]
    pub const fn idx(self) -> usize {
        self.0 as usize
    }
}

/// An attribute whose value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Attribute {
    /// `class`
    Class,
    /// `id`
    Id,
    /// `role`
    Role,
    /// `itemprop`
    ItemProp,
    /// `itemtype`
    ItemType,
    /// `lang` or `xml:lang`
    Lang,
    /// `rel`
    Rel,
    /// `href`, of links only
    Href,
    /// `datetime`
    DateTime,
}

impl Elements {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// All of them, in the order of their start tags.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = ElementId> + DoubleEndedIterator + use<> {
        (0..self.nodes.len() as u32).map(ElementId)
    }

    /// The name in lower case.
    #[must_use]
    pub fn name(&self, id: ElementId) -> &str {
        &self.names[self.nodes[id.idx()].name as usize]
    }

    /// The element around it.
    #[must_use]
    pub fn parent(&self, id: ElementId) -> Option<ElementId> {
        let parent = self.nodes[id.idx()].parent;
        (parent != u32::MAX).then_some(ElementId(parent))
    }

    /// The element itself, the one around it, and so on to the root.
    pub fn ancestors(&self, id: ElementId) -> impl Iterator<Item = ElementId> + '_ {
        std::iter::successors(Some(id), |id| self.parent(*id))
    }

    /// How many elements stand around it.
    #[must_use]
    pub fn depth(&self, id: ElementId) -> usize {
        self.nodes[id.idx()].depth as usize
    }

    /// Whether `inner` is `outer` or stands inside it.
    #[must_use]
    pub fn contains(&self, outer: ElementId, inner: ElementId) -> bool {
        (outer.0..self.nodes[outer.idx()].end).contains(&inner.0)
    }

    /// The value of an attribute, references resolved.
    #[must_use]
    pub fn attribute(&self, id: ElementId, attribute: Attribute) -> Option<&str> {
        let next =
            self.nodes.get(id.idx() + 1).map_or(self.attributes.len(), |next| next.first_attribute as usize);
        let own = &self.attributes[self.nodes[id.idx()].first_attribute as usize..next];
        own.iter().find(|(name, _)| *name == attribute).map(|(_, value)| &self.values[value.range()])
    }

    /// Whether the page says not to show it: `hidden`, `aria-hidden`, `display: none` or `visibility: hidden` on itself or on
    /// an element around it.
    #[must_use]
    pub fn is_hidden(&self, id: ElementId) -> bool {
        self.nodes[id.idx()].is_hidden
    }

    /// The language the nearest element with `lang` names, as written.
    #[must_use]
    pub fn lang(&self, id: ElementId) -> Option<&str> {
        self.ancestors(id).find_map(|id| self.attribute(id, Attribute::Lang))
    }

    /// The names from the root down, joined by `/`: `html/body/main/p`.
    #[must_use]
    pub fn path(&self, id: ElementId) -> String {
        let mut names: Vec<&str> = self.ancestors(id).map(|id| self.name(id)).collect();
        names.reverse();
        names.join("/")
    }

    /// Appends an element. `name` is the number of its name in [`set_names`](Self::set_names).
    pub(crate) fn open(&mut self, parent: Option<ElementId>, name: u32, is_hidden: bool) -> ElementId {
        let id = ElementId(self.nodes.len() as u32);
        let around = parent.map(|parent| &self.nodes[parent.idx()]);
        self.nodes.push(Node {
            parent: parent.map_or(u32::MAX, |parent| parent.0),
            end: u32::MAX,
            name,
            first_attribute: self.attributes.len() as u32,
            depth: around.map_or(0, |around| around.depth + 1),
            is_hidden: is_hidden || around.is_some_and(|around| around.is_hidden),
        });
        id
    }

    /// Gives the element opened last an attribute, unless it has it.
    pub(crate) fn set_attribute(&mut self, attribute: Attribute, value: &str) {
        let Some(last) = self.nodes.last() else { return };
        let own = &self.attributes[last.first_attribute as usize..];
        if own.iter().all(|(name, _)| *name != attribute) {
            let start = self.values.len();
            self.values.push_str(value);
            self.attributes.push((attribute, Span::new(start, self.values.len())));
        }
    }

    /// Appends the elements of a part that was read by itself and stands in `parent`, whose names have the same numbers. Says how far
    /// their own numbers moved.
    pub(crate) fn append(&mut self, parent: Option<ElementId>, part: &Elements) -> u32 {
        let n_before = self.nodes.len() as u32;
        let n_attributes = self.attributes.len() as u32;
        let depth = parent.map_or(0, |parent| self.nodes[parent.idx()].depth + 1);
        let is_hidden = parent.is_some_and(|parent| self.is_hidden(parent));
        self.nodes.extend(part.nodes.iter().map(|node| Node {
            parent: match (node.parent, parent) {
                (u32::MAX, parent) => parent.map_or(u32::MAX, |parent| parent.0),
                (inner, _) => inner + n_before,
            },
            end: node.end.saturating_add(n_before),
            name: node.name,
            first_attribute: node.first_attribute + n_attributes,
            depth: node.depth + depth,
            is_hidden: node.is_hidden || is_hidden,
        }));
        let n_values = self.values.len();
        let attributes = part.attributes.iter();
        self.attributes.extend(attributes.map(|(attribute, value)| (*attribute, value.shifted(n_values))));
        self.values.push_str(&part.values);
        n_before
    }

    /// Marks where the content of an element ends: here.
    pub(crate) fn close(&mut self, id: ElementId) {
        self.nodes[id.idx()].end = self.nodes.len() as u32;
    }

    /// The names, once all are known.
    pub(crate) fn set_names(&mut self, names: Vec<Box<str>>) {
        self.names = names;
    }
}
