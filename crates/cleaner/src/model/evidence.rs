//! [`evidence`]: what a block says of itself, by its words, its neighbours, its place and its markup.
//!
//! Limits without a measurement beside them are set by hand; `cargo xtask eval cleaner` judges them together.

use std::sync::LazyLock;

use epitome_document::Role;
use epitome_langs::words;
use memchr::memmem;

use super::facts::Scene;
use super::families::{N_FAMILIES, set};
use super::group::*;
use super::layout::layout;
use super::tree::{MAX_ANCESTORS, Tree};
use crate::line::Ending;

/// So many characters are looked at for digits, capitals and signs.
const CHARS_WINDOW: usize = 2_000;

/// Hands the evidence of a block to a sink.
pub(super) fn evidence<S: Sink + ?Sized>(scene: &Scene, idx: usize, sink: &mut S) {
    own(scene, idx, sink);
    neighbours(scene, idx, sink);
    place(scene, idx, sink);
    topic(scene, idx, sink);
    if scene.tree.is_none() {
        layout(scene, idx, sink);
    }
    markup(scene, idx, sink);
    wording(scene, idx, sink);
}

fn own<S: Sink + ?Sized>(scene: &Scene, idx: usize, sink: &mut S) {
    let facts = &scene.facts[idx];
    let (n_words, links, ending) = (facts.words_bucket(), facts.links_bucket(), ending_bucket(facts.ending));
    sink.add(WORDS, n_words);
    sink.add(LINKS, links);
    sink.add(ENDING, ending);
    sink.add(WORDS_LINKS, n_words * 5 + links);
    sink.add(WORDS_ENDING, n_words * 4 + ending);
    let stop = facts.stop.map_or(0, |stop| 1 + bucket(stop, &[1, 15, 25, 35]));
    sink.add(STOP_WORDS, stop * 3 + (n_words / 3).min(2));
    let text = scene.lines[facts.id.idx()].text;
    let head = &text[..text.floor_char_boundary(CHARS_WINDOW)];
    let Chars { n_chars, n_digits, n_pieces, n_capitals, has_sign } =
        if head.is_ascii() { Chars::of_ascii(head.as_bytes()) } else { Chars::of(head) };
    sink.add(DIGITS, bucket(n_digits * 100 / n_chars.max(1), &[1, 10, 30]));
    sink.add(CAPITALS, bucket(n_capitals * 100 / n_pieces.max(1), &[20, 50, 80]));
    if has_sign {
        sink.add(SIGNS, 0);
    }
    static SCHEME: LazyLock<memmem::Finder> = LazyLock::new(|| memmem::Finder::new("http"));
    if head.contains('@') || SCHEME.find(head.as_bytes()).is_some() {
        sink.add(SIGNS, 1);
    }
    if scene.is_said_twice(idx) {
        sink.add(SAID_TWICE, 0);
    }
    sink.add(MARK, mark_bucket(scene, idx));
}

/// What characters a text has.
#[derive(Debug, Default, PartialEq, Eq)]
struct Chars {
    n_chars: usize,
    n_digits: usize,
    /// Pieces between white space, and how many of them open with a capital.
    n_pieces: usize,
    n_capitals: usize,
    /// Whether there is a sign that parts labels.
    has_sign: bool,
}

impl Chars {
    fn of(text: &str) -> Chars {
        let mut chars = Chars::default();
        let mut after_space = true;
        for c in text.chars() {
            // Of ASCII, which most are, a byte tells.
            let (is_digit, is_space, is_sign) = match c {
                '\0'..='\x7F' => (c.is_ascii_digit(), is_space(c as u8), c == '|'),
                // A letter is one whether its accent is a character of its own or not.
                '\u{300}'..='\u{36F}' => continue,
                _ => (c.is_numeric(), c.is_whitespace(), matches!(c, '»' | '•' | '›' | '©' | '→')),
            };
            let opens = after_space & !is_space;
            chars.n_chars += 1;
            chars.n_digits += usize::from(is_digit);
            chars.has_sign |= is_sign;
            chars.n_pieces += usize::from(opens);
            chars.n_capitals += usize::from(opens && c.is_uppercase());
            after_space = is_space;
        }
        chars
    }

    /// The same of ASCII, sixteen bytes at a time: a paragraph of 430 letters takes 13,000 instructions otherwise, a seventh of all that
    /// it takes to clean it.
    fn of_ascii(text: &[u8]) -> Chars {
        let opens = |before: u8, byte: u8| is_space(before) & !is_space(byte);
        let first = text.first().map_or(b' ', |first| *first);
        let behind_first = text.get(1..).unwrap_or_default();
        Chars {
            n_chars: text.len(),
            n_digits: count(text, text, |byte, _| byte.is_ascii_digit()),
            n_pieces: usize::from(!is_space(first)) + count(text, behind_first, opens),
            n_capitals: usize::from(first.is_ascii_uppercase())
                + count(text, behind_first, |before, byte| opens(before, byte) & byte.is_ascii_uppercase()),
            has_sign: memchr::memchr(b'|', text).is_some(),
        }
    }
}

/// Whether a byte of ASCII is white space.
fn is_space(byte: u8) -> bool {
    (byte == b' ') | (byte.wrapping_sub(b'\t') < 5)
}

/// How many bytes beside each other in two texts are so. Nothing here branches, and so few are counted at a time that a byte holds
/// their number.
fn count(left: &[u8], right: &[u8], are: impl Fn(u8, u8) -> bool) -> usize {
    const N: usize = u8::MAX as usize;
    let are_so = |(left, right): (&u8, &u8)| u8::from(are(*left, *right));
    let parts = left.chunks(N).zip(right.chunks(N));
    parts.map(|(left, right)| usize::from(left.iter().zip(right).map(are_so).sum::<u8>())).sum()
}

pub(super) fn ending_bucket(ending: Ending) -> usize {
    match ending {
        Ending::Stop => 0,
        Ending::Exclaim => 1,
        Ending::Colon => 2,
        Ending::Open => 3,
    }
}

fn mark_bucket(scene: &Scene, idx: usize) -> usize {
    let role = scene.mark(idx).map(|mark| mark.role);
    role.and_then(|role| Role::ALL.iter().position(|other| *other == role)).map_or(0, |at| at + 1)
}

fn neighbours<S: Sink + ?Sized>(scene: &Scene, idx: usize, sink: &mut S) {
    let n = scene.facts.len();
    let own = (scene.facts[idx].words_bucket() / 3).min(2);
    let sides = [
        (idx.checked_sub(2), BEFORE_2_WORDS, BEFORE_2_LINKS, BEFORE_2_SIBLING, None),
        (idx.checked_sub(1), BEFORE_1_WORDS, BEFORE_1_LINKS, BEFORE_1_SIBLING, Some(BEFORE_1_MARK)),
        (Some(idx + 1), AFTER_1_WORDS, AFTER_1_LINKS, AFTER_1_SIBLING, Some(AFTER_1_MARK)),
        (Some(idx + 2), AFTER_2_WORDS, AFTER_2_LINKS, AFTER_2_SIBLING, None),
    ];
    for (other, words, links, sibling, mark) in sides {
        let Some(other) = other.filter(|other| *other < n) else {
            sink.add(words, 4);
            continue;
        };
        let facts = &scene.facts[other];
        sink.add(words, facts.words_bucket() / 2);
        sink.add(links, facts.links_bucket().min(3));
        let is_sibling = scene.tree.as_ref().is_none_or(|tree| {
            let (own, other) = (&tree.chains[idx], &tree.chains[other]);
            own.first() == other.first() || own.get(1).is_some() && own.get(1) == other.get(1)
        });
        sink.add(sibling, usize::from(is_sibling) * 6 + own * 2 + usize::from(facts.prose > 0));
        if let Some(mark) = mark {
            sink.add(mark, mark_bucket(scene, other));
        }
    }
    let near = [
        (3, PROSE_BEFORE_3, PROSE_AFTER_3),
        (8, PROSE_BEFORE_8, PROSE_AFTER_8),
        (20, PROSE_BEFORE_20, PROSE_AFTER_20),
    ];
    for (reach, before, after) in near {
        let prose = |from: usize, to: usize| {
            let n_prose = scene.prose_before[to] - scene.prose_before[from];
            bucket(n_prose * 10 / reach, &[1, 2, 4, 7])
        };
        sink.add(before, prose(idx.saturating_sub(reach), idx));
        sink.add(after, prose(idx + 1, (idx + 1 + reach).min(n)));
    }
}

fn place<S: Sink + ?Sized>(scene: &Scene, idx: usize, sink: &mut S) {
    let n = scene.facts.len();
    let is_prose = usize::from(scene.facts[idx].prose > 0);
    let all = scene.words_before[n].max(1);
    let per_cent = |n_words: usize| bucket(n_words * 100 / all, &[1, 10, 50, 90, 100]);
    sink.add(SHARE_BEFORE, per_cent(scene.words_before[idx]) * 2 + is_prose);
    sink.add(SHARE_AFTER, per_cent(scene.words_before[n] - scene.words_before[idx + 1]) * 2 + is_prose);
    sink.add(POSITION, bucket(idx * 100 / n, &[5, 15, 30, 50, 70, 85, 95]));
    let size = scene.facts[idx].words_bucket() / 3;
    // `prose_before` grows by one at each block of prose, so its places are found by search.
    let before = scene.prose_before.partition_point(|sum| *sum < scene.prose_before[idx]);
    let gap_before = if scene.prose_before[idx] > 0 { idx + 1 - before } else { 99 };
    let n_seen = scene.prose_before[idx + 1];
    let after = scene.prose_before.partition_point(|sum| *sum <= n_seen);
    let gap_after = if after <= n { after - 1 - idx } else { 99 };
    sink.add(GAP_BEFORE, bucket(gap_before, &[2, 3, 5, 10, 30]));
    sink.add(GAP_AFTER, bucket(gap_after, &[2, 3, 5, 10, 30]));
    let (near_before, near_after) = (bucket(gap_before, &[2, 5, 30]), bucket(gap_after, &[2, 5, 30]));
    sink.add(GAPS, (near_before * 4 + near_after) * 3 + size.min(2));
    let (side, distance) = side(scene, idx);
    sink.add(RUN, if side == 2 { 8 } else { side * 4 + bucket(distance, &[2, 5, 15]) });
    sink.add(RUN_WORDS, side * 8 + scene.facts[idx].words_bucket());
}

/// Whether a block stands before the densest run of prose (0), behind it (1) or in it (2), and how far from it.
pub(super) fn side(scene: &Scene, idx: usize) -> (usize, usize) {
    let run = &scene.run;
    match idx {
        _ if idx < run.start => (0, run.start - idx),
        _ if idx >= run.end => (1, idx + 1 - run.end),
        _ => (2, 0),
    }
}

fn topic<S: Sink + ?Sized>(scene: &Scene, idx: usize, sink: &mut S) {
    let n_words = scene.facts[idx].words_bucket();
    let key = scene.key(idx);
    if let Some(title) = scene.title.at {
        let distance = if idx < title {
            3 - bucket(title - idx, &[3, 6, 21])
        } else {
            4 + bucket(idx - title, &[1, 2, 4, 8, 20])
        };
        sink.add(TITLE_DISTANCE, distance);
        let side = usize::from(idx > title) + usize::from(idx >= title);
        sink.add(TITLE_SIDE, side * 4 + n_words / 2);
    }
    let names = &scene.title.names;
    let is_title = |name: &String| name == key || key.len() > 15 && name.contains(key);
    if n_words > 0 && names.iter().any(is_title) {
        sink.add(IS_TITLE, 0);
    }
    if let Some(share) = scene.title_words(idx) {
        sink.add(TITLE_WORDS, bucket(share, &[1, 20, 50]));
    }
    let size = (n_words / 3).min(2);
    if let Some(known) = scene.known_words(idx) {
        sink.add(OWN_WORDS, bucket(known, &[1, 15, 30, 50, 75]) * 3 + size);
    }
    if let Some(is_claimed) = scene.claimed[idx] {
        sink.add(CLAIMED, usize::from(is_claimed) * 3 + size);
    }
}

fn markup<S: Sink + ?Sized>(scene: &Scene, idx: usize, sink: &mut S) {
    let (Some(tree), Some(element)) = (&scene.tree, scene.document.block(scene.facts[idx].id).hint.element)
    else {
        return;
    };
    let elements = &scene.document.elements;
    sink.add(KIND, scene.document.block(scene.facts[idx].id).kind as usize);
    if elements.is_hidden(element) {
        sink.add(HIDDEN, 0);
    }
    let chain = &tree.chains[idx];
    let sums = [
        (SHARE_1, LINKED_1, Some(BLOCKS_1)),
        (SHARE_2, LINKED_2, Some(BLOCKS_2)),
        (SHARE_3, LINKED_3, None),
        (SHARE_4, LINKED_4, None),
    ];
    for ((share, linked, blocks), around) in sums.into_iter().zip(chain.iter().skip(1)) {
        let sum = tree.sums[*around];
        sink.add(share, bucket(sum.n_prose * 100 / tree.n_prose, &[1, 10, 30, 60, 90]));
        sink.add(linked, bucket(sum.n_linked * 100 / sum.n_words.max(1), &[5, 20, 40, 70]));
        if let Some(blocks) = blocks {
            sink.add(blocks, bucket(sum.n_blocks, &[2, 4, 10, 30]));
        }
    }
    let facts = &scene.facts[idx];
    let names = tree.names(elements, element);
    sink.add_name(ELEMENT, names.element, 0);
    sink.add_name(ELEMENT_WORDS, names.element, facts.words_bucket() / 2);
    for name in &names.around {
        sink.add_name(AROUND, name, 0);
    }
    for number in names.near {
        sink.add_name(NEAR, tree.words.word(number), 0);
    }
    for number in names.far {
        sink.add_name(FAR, tree.words.word(number), 0);
    }
    named_parts(scene, idx, tree, sink);
    if let Some(depth) = tree.depth_in_top(idx) {
        sink.add(INSIDE_DEPTH, bucket(depth, &[1, 2, 3, 5]));
        sink.add(INSIDE_WORDS_LINKS, facts.words_bucket() / 2 * 4 + facts.links_bucket().min(3));
        sink.add_name(ELEMENT_INSIDE, names.element, 0);
    } else if tree.has_top() {
        // How far up the element is that holds both the block and the densest one, seen from either.
        let height = tree.top.iter().position(|element| chain.contains(element));
        let common = height.map(|height| tree.top[height]);
        let depth = common.and_then(|common| chain.iter().position(|element| *element == common));
        sink.add(OUTSIDE_DEPTH, depth.unwrap_or(9).min(9));
        sink.add(OUTSIDE_WORDS, facts.words_bucket());
        sink.add(OUTSIDE_HEIGHT, height.unwrap_or(6).min(6));
        let n_prose = scene.prose_before[scene.facts.len()];
        let side = match scene.prose_before[idx] {
            0 => 0,
            n if n == n_prose => 2,
            _ => 1,
        };
        sink.add(OUTSIDE_SIDE, side);
    }
}

/// What kinds of part the block stands in, by the names of the elements around it: how near they are, and how much of the page
/// they hold where they do not hold the densest element.
fn named_parts<S: Sink + ?Sized>(scene: &Scene, idx: usize, tree: &Tree, sink: &mut S) {
    let elements = &scene.document.elements;
    let Some(element) = scene.document.block(scene.facts[idx].id).hint.element else { return };
    let chain = &tree.chains[idx];
    // Up to the element that bounds the block, the next one, those up to the densest element, and the rest.
    let mut levels = [0_u16; 4];
    let mut level = 0;
    let mut sizes = [None; N_FAMILIES];
    let mut is_part = true;
    for id in elements.ancestors(element).take(MAX_ANCESTORS) {
        let (families, holds_top) = (tree.families[id.idx()], tree.top.contains(&id.idx()));
        if level >= 2 && holds_top {
            level = 3;
        }
        levels[level] |= families;
        if level < 2 && chain.contains(&id.idx()) {
            level += 1;
        }
        is_part &= !holds_top;
        if is_part {
            let share = tree.sums[id.idx()].n_words * 100 / tree.sums[0].n_words.max(1);
            set(families).for_each(|family| sizes[family] = Some(bucket(share, &[1, 3, 10])));
        }
    }
    for (level, families) in levels.into_iter().enumerate() {
        set(families).for_each(|family| sink.add(FAMILIES, level * N_FAMILIES + family));
    }
    let is_prose = usize::from(scene.facts[idx].prose > 0);
    for (family, size) in sizes.into_iter().enumerate().filter_map(|(family, size)| Some((family, size?))) {
        sink.add(BOXED, (family * 4 + size) * 2 + is_prose);
    }
}

/// What the page says of itself: "sign up", "read more"; and below which heading: "about the author".
fn wording<S: Sink + ?Sized>(scene: &Scene, idx: usize, sink: &mut S) {
    let is_long = usize::from(scene.facts[idx].n_words > MAX_SHORT_WORDS);
    for word in first_words(scene.key(idx), MAX_SAID) {
        sink.add_name(SAYS, word, is_long);
    }
    if let Some(heading) = scene.headings[idx] {
        let is_far = usize::from(idx - heading > MAX_NEAR_HEADING);
        for word in first_words(scene.key(heading), MAX_HEADED) {
            sink.add_name(HEADED, word, is_far);
        }
    }
}

/// Words of a short block: a button, a label, a call to subscribe.
const MAX_SHORT_WORDS: usize = 12;
/// So many words at the beginning of a block are looked at, and of the heading above it …
const MAX_SAID: usize = 24;
const MAX_HEADED: usize = 8;
/// … within so many bytes.
pub(super) const MAX_SAID_BYTES: usize = 400;
/// A heading so many blocks above is near.
const MAX_NEAR_HEADING: usize = 3;

/// The first words of a folded text, each once.
fn first_words(key: &str, n: usize) -> Vec<&str> {
    let head = &key[..key.floor_char_boundary(MAX_SAID_BYTES)];
    let said = words(head).map(|word| &head[word.range()]);
    let said = said.filter(|word| word.len() >= 2 && word.chars().all(char::is_alphabetic));
    let mut words: Vec<&str> = Vec::with_capacity(n);
    words.extend(said.take(n));
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_of_ascii_what_characters_tell() {
        for text in ["", " ", "A", " A\tb\nC3 | D", "Un port, 12 Bateaux ", "\u{1C}B \u{B}C"] {
            for text in [text, &text.repeat(99)] {
                assert_eq!(Chars::of_ascii(text.as_bytes()), Chars::of(text), "{text:?}");
            }
        }
        let expected = Chars { n_chars: 10, n_digits: 1, n_pieces: 4, n_capitals: 2, has_sign: true };
        assert_eq!(Chars::of("Été › À 3 "), expected);
    }
}
