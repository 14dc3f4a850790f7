//! [`SourceMap`]: the only bridge from a text back to the bytes it was read from.

use crate::Span;

/// Runs of text and the source bytes they came from, sorted on both sides.
///
/// Source bytes in no run are skeleton (a byte order mark, the braces of a JSON record, later the tags of a page); text in
/// no run was put in by the reader (a line end between two blocks of a page). Runs and gaps add up to the whole of both sides.
///
/// ```
/// use epitome_document::{Input, ReadOptions, Span, read};
/// // "né" in windows-1252: a byte each, where UTF-8 needs two for the é.
/// let options = ReadOptions { encoding: Some("windows-1252".parse()?), ..ReadOptions::default() };
/// let document = read(&Input::text("a.txt", b"n\xE9".to_vec()), &options)?;
/// assert_eq!(document.map.to_source(Span::new(1, 3)), Some(Span::new(1, 2)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    runs: Vec<Run>,
    text_len: usize,
    source_len: usize,
}

/// A stretch of text and the stretch of source it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it stands in the text.
    pub text: Span,
    /// Where it stands in the source.
    pub source: Span,
    /// How the two relate.
    pub kind: RunKind,
}

/// How the text of a run relates to its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// The bytes are the same, so every position inside has its counterpart.
    Copy,
    /// Indivisible pieces, one after the other, each with the same two lengths: an entity, a JSON escape, a character of
    /// another encoding. (One run holds many equal pieces, so that a UTF-16 file does not need a run for each character.)
    Atom {
        /// Bytes of text in one piece.
        text_len: u32,
        /// Bytes of source in one piece.
        source_len: u32,
    },
}

impl SourceMap {
    /// The map of a text of `len` bytes that is its source from byte `skipped` on.
    #[must_use]
    pub(crate) fn identity(len: usize, skipped: usize) -> SourceMap {
        let mut map = SourceMap::default();
        map.skip_source(skipped);
        map.push_copy(len);
        map
    }

    /// The runs, in order.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Bytes of text mapped so far, gaps included.
    #[must_use]
    pub fn text_len(&self) -> usize {
        self.text_len
    }

    /// Bytes of source mapped so far, gaps included.
    #[must_use]
    pub fn source_len(&self) -> usize {
        self.source_len
    }

    /// Appends `len` bytes that are the same on both sides.
    pub(crate) fn push_copy(&mut self, len: usize) {
        self.push(len, len, RunKind::Copy);
    }

    /// Appends one indivisible piece.
    pub(crate) fn push_atom(&mut self, text_len: usize, source_len: usize) {
        self.push(
            text_len,
            source_len,
            RunKind::Atom { text_len: text_len as u32, source_len: source_len as u32 },
        );
    }

    /// Passes over source bytes that gave no text.
    pub(crate) fn skip_source(&mut self, len: usize) {
        self.source_len += len;
    }

    /// Passes over text that has no source.
    pub(crate) fn skip_text(&mut self, len: usize) {
        self.text_len += len;
    }

    /// Appends the map of a text that follows, from the same source and behind what of it is mapped.
    pub(crate) fn append(&mut self, next: &SourceMap) {
        let n_before = self.text_len;
        self.runs.extend(next.runs.iter().map(|run| Run { text: run.text.shifted(n_before), ..*run }));
        self.text_len += next.text_len;
        self.source_len = self.source_len.max(next.runs.last().map_or(0, |run| run.source.end()));
    }

    /// Takes back text from byte `len` on; its source becomes a gap.
    pub(crate) fn truncate_text(&mut self, len: usize) {
        while let Some(last) = self.runs.last_mut() {
            if last.text.end() <= len {
                break;
            }
            let n_kept = len.saturating_sub(last.text.start());
            let (text, source) = match last.kind {
                RunKind::Copy => (n_kept, n_kept),
                RunKind::Atom { text_len, source_len } => {
                    let n_pieces = n_kept / text_len as usize;
                    (n_pieces * text_len as usize, n_pieces * source_len as usize)
                }
            };
            if text > 0 {
                last.text = Span::new(last.text.start(), last.text.start() + text);
                last.source = Span::new(last.source.start(), last.source.start() + source);
                break;
            }
            self.runs.pop();
        }
        self.text_len = self.text_len.min(len);
    }

    /// Gives back the room that no run needs.
    pub(crate) fn shrink_to_fit(&mut self) {
        self.runs.shrink_to_fit();
    }

    fn push(&mut self, text_len: usize, source_len: usize, kind: RunKind) {
        let text = Span::new(self.text_len, self.text_len + text_len);
        let source = Span::new(self.source_len, self.source_len + source_len);
        self.text_len += text_len;
        self.source_len += source_len;
        if text_len == 0 {
            return; // source bytes without text are a gap
        }
        if let Some(last) = self.runs.last_mut()
            && last.kind == kind
            && last.text.end() == text.start()
            && last.source.end() == source.start()
        {
            last.text = Span::new(last.text.start(), text.end());
            last.source = Span::new(last.source.start(), source.end());
            return;
        }
        self.runs.push(Run { text, source, kind });
    }

    /// The smallest source range that holds all the text of `span` has, pieces whole; `None` when no byte of it has a source.
    ///
    /// An empty span gives the empty range at its place.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Option<Span> {
        if span.is_empty() {
            return self.place(span.start()).map(|at| Span::new(at, at));
        }
        let first = self.runs.partition_point(|run| run.text.end() <= span.start());
        let last = self.runs.partition_point(|run| run.text.start() < span.end());
        if first >= last {
            return None;
        }
        let start = self.runs[first].source_start(span.start());
        let end = self.runs[last - 1].source_end(span.end());
        Some(Span::new(start, end))
    }

    fn place(&self, at: usize) -> Option<usize> {
        let idx = self.runs.partition_point(|run| run.text.end() < at);
        let run = self.runs.get(idx).filter(|run| run.text.start() <= at)?;
        Some(run.source_start(at))
    }

    /// The way from this map's text to the source of `outer`, whose text is this map's source:
    /// a page inside a JSON string inside a file.
    ///
    /// # Panics
    /// When the two do not meet: `outer.text_len()` must be this map's `source_len()`.
    #[must_use]
    pub fn compose(&self, outer: &SourceMap) -> SourceMap {
        assert_eq!(self.source_len, outer.text_len, "the maps do not meet");
        let mut map = SourceMap::default();
        for run in &self.runs {
            map.text_len = run.text.start();
            match run.kind {
                RunKind::Copy => copy_through(&mut map, run, outer),
                RunKind::Atom { text_len, source_len } => {
                    let n_pieces = run.text.len() / text_len as usize;
                    for piece in 0..n_pieces {
                        let start = run.source.start() + piece * source_len as usize;
                        match outer.to_source(Span::new(start, start + source_len as usize)) {
                            Some(place) => {
                                map.source_len = place.start();
                                map.push_atom(text_len as usize, place.len());
                            }
                            None => map.skip_text(text_len as usize),
                        }
                    }
                }
            }
        }
        map.text_len = self.text_len;
        map.source_len = outer.source_len;
        map
    }
}

/// Appends a copied run seen through `outer`: it stays a copy where `outer` copies and falls into atoms where it does not.
fn copy_through(map: &mut SourceMap, run: &Run, outer: &SourceMap) {
    let first = outer.runs.partition_point(|next| next.text.end() <= run.source.start());
    for next in outer.runs[first..].iter().take_while(|next| next.text.start() < run.source.end()) {
        let middle = next.text.intersection(run.source).expect("the two overlap");
        map.text_len = run.text.start() + (middle.start() - run.source.start());
        map.source_len = next.source_start(middle.start());
        match next.kind {
            RunKind::Copy => map.push_copy(middle.len()),
            RunKind::Atom { text_len, source_len } => {
                // A copied run starts and ends on characters and an atom is whole characters, so pieces are whole.
                for _ in 0..middle.len() / text_len as usize {
                    map.push_atom(text_len as usize, source_len as usize);
                }
            }
        }
    }
}

impl Run {
    fn source_start(&self, text_at: usize) -> usize {
        let offset = text_at.saturating_sub(self.text.start());
        match self.kind {
            RunKind::Copy => self.source.start() + offset,
            RunKind::Atom { text_len, source_len } => {
                self.source.start() + offset / text_len as usize * source_len as usize
            }
        }
    }

    fn source_end(&self, text_at: usize) -> usize {
        let offset = text_at.min(self.text.end()) - self.text.start();
        match self.kind {
            RunKind::Copy => self.source.start() + offset,
            RunKind::Atom { text_len, source_len } => {
                self.source.start() + offset.div_ceil(text_len as usize) * source_len as usize
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atoms_are_never_cut() {
        let mut map = SourceMap::default();
        map.push_copy(2);
        map.push_atom(1, 6); // "&nbsp;" or "\u00e9"
        map.push_atom(1, 6);
        map.push_copy(3);
        assert_eq!(map.runs().len(), 3, "equal pieces share a run");
        assert_eq!(map.to_source(Span::new(0, 7)), Some(Span::new(0, 17)));
        assert_eq!(map.to_source(Span::new(2, 3)), Some(Span::new(2, 8)));
        assert_eq!(map.to_source(Span::new(3, 5)), Some(Span::new(8, 15)));
        assert_eq!(map.to_source(Span::new(3, 3)), Some(Span::new(8, 8)));
    }

    #[test]
    fn gaps_have_no_source() {
        let mut map = SourceMap::default();
        map.skip_source(3);
        map.push_copy(4);
        map.skip_text(1);
        map.skip_source(2);
        map.push_copy(4);
        assert_eq!(map.to_source(Span::new(4, 5)), None);
        assert_eq!(map.to_source(Span::new(2, 7)), Some(Span::new(5, 11)));
        assert_eq!((map.text_len(), map.source_len()), (9, 13));
    }

    #[test]
    fn what_is_taken_back_becomes_a_gap() {
        let mut map = SourceMap::default();
        map.push_copy(4);
        map.push_atom(1, 6);
        map.push_atom(1, 6);
        map.truncate_text(5);
        assert_eq!((map.text_len(), map.source_len(), map.runs().len()), (5, 16, 2));
        map.truncate_text(3);
        assert_eq!(map.to_source(Span::new(0, 3)), Some(Span::new(0, 3)));
        map.push_copy(2);
        assert_eq!(map.to_source(Span::new(2, 5)), Some(Span::new(2, 18)));
        map.truncate_text(0);
        assert!(map.runs().is_empty());
    }

    #[test]
    fn maps_compose() {
        // text "a&b" <- page "a&amp;b" <- JSON string "a\u0026amp;b" in {"html":"…"}
        let mut page = SourceMap::default();
        page.push_copy(1);
        page.push_atom(1, 5);
        page.push_copy(1);
        let mut json = SourceMap::default();
        json.skip_source(9);
        json.push_copy(1);
        json.push_atom(1, 6);
        json.push_copy(5);
        json.skip_source(2);
        let whole = page.compose(&json);
        assert_eq!(whole.to_source(Span::new(0, 1)), Some(Span::new(9, 10)));
        assert_eq!(whole.to_source(Span::new(1, 2)), Some(Span::new(10, 20)));
        assert_eq!(whole.to_source(Span::new(2, 3)), Some(Span::new(20, 21)));
        assert_eq!((whole.text_len(), whole.source_len()), (3, 23));
    }

    #[test]
    fn a_copy_over_atoms_falls_into_atoms() {
        let mut latin1 = SourceMap::default();
        latin1.push_copy(1);
        latin1.push_atom(2, 1);
        latin1.push_atom(2, 1);
        let whole = SourceMap::identity(5, 0).compose(&latin1);
        assert_eq!(whole, latin1);
    }
}
