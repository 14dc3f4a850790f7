//! [`Weighing`]: what spoke for and against a block being of the article.

/// What spoke for a block being of the article, and what against it, where a model weighed it.
///
/// Weights are hundredths of a nat, the natural logarithm of odds: 70 make it about twice as likely that the block belongs to the
/// article, -70 half as likely. The model looks twice. The parts of the second look add up to the total; those of the first one,
/// at the block alone, add up to nothing of their own: what they came to is the part [`Aspect::Alone`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weighing {
    /// What all parts of the second look come to.
    pub total: i32,
    /// The second look, at what the first one made of the blocks around; the weightiest first.
    pub parts: Vec<Weight>,
    /// The first look, at the block with its markup and its nearest neighbours; the weightiest first.
    pub alone: Vec<Weight>,
}

/// What one aspect of a block counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Which one.
    pub aspect: Aspect,
    /// What it counts: hundredths of a nat.
    pub hundredths: i32,
    /// The word or name on the page that counts most for it, where it is one of words or names.
    pub name: Option<String>,
}

/// What can be weighed of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Aspect {
    /// How common blocks of the article are, before anything else is known.
    Before,
    /// Its length, its ending, its digits and capitals.
    Form,
    /// How much of it and of what is around it is links.
    Links,
    /// Its words, and what a line says by them.
    Words,
    /// The words of the heading above it.
    Heading,
    /// That another block says the same.
    Repetition,
    /// Its element, and whether that is hidden.
    Element,
    /// The classes and ids of its element and of those around it.
    Names,
    /// The lines before and after it.
    Neighbours,
    /// Where it stands on the page, and how far from running text.
    Place,
    /// How much it shares with the title and with the vocabulary of the article.
    Topic,
    /// Whether the text that the page gives to machines holds it.
    Machines,
    /// How much running text the elements around it hold.
    Container,
    /// What the first look made of the block.
    Alone,
    /// What it made of the blocks before and after.
    Around,
    /// What it made of blocks that are built alike.
    Alike,
    /// What it made of the elements around, and whether the block is in the core of the page.
    Core,
}

impl Aspect {
    /// Every aspect there is, for the schema.
    pub const ALL: [Aspect; 17] = [
        Aspect::Before,
        Aspect::Form,
        Aspect::Links,
        Aspect::Words,
        Aspect::Heading,
        Aspect::Repetition,
        Aspect::Element,
        Aspect::Names,
        Aspect::Neighbours,
        Aspect::Place,
        Aspect::Topic,
        Aspect::Machines,
        Aspect::Container,
        Aspect::Alone,
        Aspect::Around,
        Aspect::Alike,
        Aspect::Core,
    ];

    /// The code in the wire format.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Aspect::Before => "before",
            Aspect::Form => "form",
            Aspect::Links => "links",
            Aspect::Words => "words",
            Aspect::Heading => "heading",
            Aspect::Repetition => "repetition",
            Aspect::Element => "element",
            Aspect::Names => "names",
            Aspect::Neighbours => "neighbours",
            Aspect::Place => "place",
            Aspect::Topic => "topic",
            Aspect::Machines => "machines",
            Aspect::Container => "container",
            Aspect::Alone => "alone",
            Aspect::Around => "around",
            Aspect::Alike => "alike",
            Aspect::Core => "core",
        }
    }

    /// A few words for a person.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Aspect::Before => "blocks in general",
            Aspect::Form => "length and ending",
            Aspect::Links => "links",
            Aspect::Words => "words",
            Aspect::Heading => "heading above",
            Aspect::Repetition => "said twice",
            Aspect::Element => "element",
            Aspect::Names => "class names",
            Aspect::Neighbours => "next lines",
            Aspect::Place => "place on the page",
            Aspect::Topic => "title and topic",
            Aspect::Machines => "text given to machines",
            Aspect::Container => "text in the elements around",
            Aspect::Alone => "by itself",
            Aspect::Around => "blocks before and after",
            Aspect::Alike => "blocks built alike",
            Aspect::Core => "core of the page",
        }
    }
}
