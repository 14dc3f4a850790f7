//! [`Group`]: the kinds of evidence a block gives, and the [`Sink`] they are handed to.

use epitome_document::BlockId;

/// A kind of evidence: a row of weights in the table, one a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    /// Its place among the others.
    pub(crate) idx: u8,
}

/// Takes the evidence of blocks in: inference adds the weights up, training notes which there is.
pub trait Sink {
    /// From here on the evidence is of this block.
    fn begin(&mut self, _block: BlockId) {}
    /// Evidence that falls in one of the buckets of its group.
    fn add(&mut self, group: Group, bucket: usize);
    /// Evidence that is a name on the page: of an element, or a word of a class or an id.
    fn add_name(&mut self, group: Group, name: &str, bucket: usize);
}

/// The name of a group, how many buckets it has, and whether it has a row for each of many names.
struct Kind {
    name: &'static str,
    n_buckets: usize,
    has_names: bool,
}

macro_rules! groups {
    ($($constant:ident $name:literal $n:literal $named:literal;)*) => {
        groups!(@number 0; $($constant)*);
        static KINDS: &[Kind] = &[$(Kind { name: $name, n_buckets: $n, has_names: $named }),*];
    };
    (@number $idx:expr; $first:ident $($rest:ident)*) => {
        pub(crate) const $first: Group = Group { idx: $idx };
        groups!(@number $idx + 1; $($rest)*);
    };
    (@number $idx:expr;) => {};
}

groups! {
    // A block by itself.
    WORDS "words" 8 false;
    LINKS "links" 5 false;
    ENDING "ending" 4 false;
    WORDS_LINKS "words-links" 40 false;
    WORDS_ENDING "words-ending" 32 false;
    STOP_WORDS "stop-words" 18 false;
    DIGITS "digits" 4 false;
    CAPITALS "capitals" 4 false;
    SIGNS "signs" 2 false;
    SAID_TWICE "said-twice" 2 false;
    MARK "mark" 19 false;
    KIND "kind" 10 false;
    HIDDEN "hidden" 1 false;
    // Its neighbours.
    BEFORE_2_WORDS "before-2-words" 5 false;
    BEFORE_1_WORDS "before-1-words" 5 false;
    AFTER_1_WORDS "after-1-words" 5 false;
    AFTER_2_WORDS "after-2-words" 5 false;
    BEFORE_2_LINKS "before-2-links" 4 false;
    BEFORE_1_LINKS "before-1-links" 4 false;
    AFTER_1_LINKS "after-1-links" 4 false;
    AFTER_2_LINKS "after-2-links" 4 false;
    BEFORE_2_SIBLING "before-2-sibling" 12 false;
    BEFORE_1_SIBLING "before-1-sibling" 12 false;
    AFTER_1_SIBLING "after-1-sibling" 12 false;
    AFTER_2_SIBLING "after-2-sibling" 12 false;
    BEFORE_1_MARK "before-1-mark" 19 false;
    AFTER_1_MARK "after-1-mark" 19 false;
    PROSE_BEFORE_3 "prose-before-3" 5 false;
    PROSE_BEFORE_8 "prose-before-8" 5 false;
    PROSE_BEFORE_20 "prose-before-20" 5 false;
    PROSE_AFTER_3 "prose-after-3" 5 false;
    PROSE_AFTER_8 "prose-after-8" 5 false;
    PROSE_AFTER_20 "prose-after-20" 5 false;
    // Its place on the page.
    SHARE_BEFORE "share-before" 12 false;
    SHARE_AFTER "share-after" 12 false;
    POSITION "position" 8 false;
    GAP_BEFORE "gap-before" 6 false;
    GAP_AFTER "gap-after" 6 false;
    GAPS "gaps" 48 false;
    RUN "run" 10 false;
    RUN_WORDS "run-words" 24 false;
    TITLE_DISTANCE "title-distance" 10 false;
    TITLE_SIDE "title-side" 12 false;
    IS_TITLE "is-title" 2 false;
    TITLE_WORDS "title-words" 4 false;
    OWN_WORDS "own-words" 18 false;
    CLAIMED "claimed" 6 false;
    // Its layout, and that of its neighbours, where there is no markup.
    OPENING "opening" 6 false;
    PATTERNS "patterns" 7 false;
    OPENING_BEFORE "opening-before" 6 false;
    OPENING_AFTER "opening-after" 6 false;
    ENDING_BEFORE "ending-before" 4 false;
    ENDING_AFTER "ending-after" 4 false;
    PATTERNS_BEFORE "patterns-before" 7 false;
    PATTERNS_AFTER "patterns-after" 7 false;
    WORDS_BEFORE "words-before" 64 false;
    WORDS_AFTER "words-after" 64 false;
    PLACE_WORDS "place-words" 96 false;
    // Its markup.
    SHARE_1 "share-1" 6 false;
    SHARE_2 "share-2" 6 false;
    SHARE_3 "share-3" 6 false;
    SHARE_4 "share-4" 6 false;
    LINKED_1 "linked-1" 5 false;
    LINKED_2 "linked-2" 5 false;
    LINKED_3 "linked-3" 5 false;
    LINKED_4 "linked-4" 5 false;
    BLOCKS_1 "blocks-1" 5 false;
    BLOCKS_2 "blocks-2" 5 false;
    INSIDE_DEPTH "inside-depth" 5 false;
    INSIDE_WORDS_LINKS "inside-words-links" 20 false;
    OUTSIDE_DEPTH "outside-depth" 10 false;
    OUTSIDE_WORDS "outside-words" 8 false;
    OUTSIDE_HEIGHT "outside-height" 7 false;
    OUTSIDE_SIDE "outside-side" 3 false;
    ELEMENT "element" 1 true;
    ELEMENT_WORDS "element-words" 4 true;
    ELEMENT_INSIDE "element-inside" 1 true;
    AROUND "around" 1 true;
    NEAR "near" 1 true;
    FAR "far" 1 true;
    FAMILIES "families" 48 false;
    BOXED "boxed" 96 false;
    // Its words, and those of the heading above it.
    SAYS "says" 2 true;
    HEADED "headed" 2 true;
    // What the blocks around it came to.
    OWN_CHANCE "own-chance" 10 false;
    CHANCE_BEFORE_1 "chance-before-1" 7 false;
    CHANCE_BEFORE_3 "chance-before-3" 7 false;
    CHANCE_BEFORE_10 "chance-before-10" 7 false;
    CHANCE_AFTER_1 "chance-after-1" 7 false;
    CHANCE_AFTER_3 "chance-after-3" 7 false;
    CHANCE_AFTER_10 "chance-after-10" 7 false;
    CHANCE_AROUND "chance-around" 64 false;
    MASS_BEFORE "mass-before" 28 false;
    MASS_AFTER "mass-after" 28 false;
    SPAN_BEFORE "span-before" 20 false;
    SPAN_AFTER "span-after" 20 false;
    SPAN_INSIDE "span-inside" 5 false;
    MASS_0 "mass-0" 6 false;
    MASS_1 "mass-1" 6 false;
    MASS_2 "mass-2" 6 false;
    MASS_3 "mass-3" 6 false;
    CHANCE_0 "chance-0" 7 false;
    CHANCE_1 "chance-1" 7 false;
    CHANCE_2 "chance-2" 7 false;
    CHANCE_3 "chance-3" 7 false;
    ALIKE "alike" 28 false;
    ALIKE_MASS "alike-mass" 5 false;
    CORE "core" 8 false;
    CORE_DEPTH "core-depth" 7 false;
    CHANCE_WORDS "chance-words" 28 false;
}

impl Group {
    /// All groups, in the order of the table.
    pub fn all() -> impl Iterator<Item = Group> {
        (0..KINDS.len()).map(|idx| Group { idx: idx as u8 })
    }

    /// Its name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        KINDS[usize::from(self.idx)].name
    }

    /// How many weights a row has.
    #[must_use]
    pub fn n_buckets(self) -> usize {
        KINDS[usize::from(self.idx)].n_buckets
    }

    /// Whether it has a row for each of many names.
    #[must_use]
    pub fn has_names(self) -> bool {
        KINDS[usize::from(self.idx)].has_names
    }
}

/// How many of the ascending `cuts` a number reaches: the bucket it falls in.
pub(crate) fn bucket(n: usize, cuts: &[usize]) -> usize {
    cuts.iter().take_while(|cut| n >= **cut).count()
}
