//! [`Anatomy`]: which text and which codes a unit consists of, and which bytes of the source it stands for.
//!
//! It depends on the document, the unit's span and its protected spans only, so a merge finds the same anatomy as the
//! extraction did, whatever has been learnt about languages since.

mod hidden;

use std::borrow::Cow;

use epitome_document::{BlockId, Document, MarkKind, MarkTags, Media, RunKind, Span};

use crate::Class;
use crate::content::{Content, Part};

/// A unit taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anatomy {
    /// Its text, with codes in it.
    pub content: Content,
    /// The codes; the first has the id 1.
    pub codes: Vec<Code>,
    /// The bytes of the source that a translation replaces.
    pub source: Span,
}

impl Anatomy {
    /// The code with this id.
    #[must_use]
    pub fn code(&self, id: u32) -> Option<&Code> {
        self.codes.get((id as usize).checked_sub(1)?)
    }
}

/// Something in a unit that is no text of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// What it is.
    pub kind: CodeKind,
    /// The bytes of its opening part, or of all of it.
    pub open: Option<Span>,
    /// The bytes of its closing part.
    pub close: Option<Span>,
    /// The text it covers; empty where it covers none.
    pub text: Span,
}

impl Code {
    /// The bytes of one of its parts; `None` when the unit does not have that part.
    #[must_use]
    pub fn source(&self, part: Part) -> Option<Span> {
        match part {
            Part::Open | Part::Alone => self.open,
            Part::Close => self.close,
        }
    }

    /// The same where it is written between two texts: the white space behind a picture was one with what stood before it, and goes
    /// with it, unless it comes to stand behind none, or before a sign that has none before it. With a line end of Markdown goes what
    /// its next line begins with: programs differ in what they take a line without that for.
    pub(crate) fn source_between(
        &self,
        document: &Document,
        part: Part,
        (before, behind): (&str, &str),
    ) -> Option<Span> {
        let source = self.source(part)?;
        if self.kind == CodeKind::Mark(MarkKind::LineBreak) {
            return Some(Span::new(source.start(), line_head_end(document, self.text.end(), source)));
        }
        if self.kind != CodeKind::Mark(MarkKind::Image) {
            return Some(source);
        }
        let is_close = |c: char| ".,;:!?…)]}”’»、。，；：！？）」』".contains(c);
        let next = behind.chars().next();
        let was_next = || document.text[self.text.end()..].chars().next();
        let has_space = before.ends_with(char::is_whitespace)
            && !(next.is_some_and(|c| c.is_whitespace() || is_close(c)) && next != was_next());
        if has_space {
            return Some(source);
        }
        let len = document.source.bytes[source.range()].trim_ascii_end().len();
        Some(Span::new(source.start(), source.start() + len))
    }
}

/// Where the indentation and the signs of quotations end behind a line end, before the text that stands there.
fn line_head_end(document: &Document, text: usize, line_end: Span) -> usize {
    let next = document.text[text..].chars().next().map(|c| Span::new(text, text + c.len_utf8()));
    let next =
        next.and_then(|next| document.map.to_source(next)).filter(|next| next.start() > line_end.end());
    let is_line_end = || unescaped(document, line_end).ends_with(['\n', '\r']);
    let Some(next) = next.filter(|_| is_line_end()) else { return line_end.end() };
    let gap = decoded(document, Span::new(line_end.end(), next.start()));
    let n_head = gap.len() - gap.trim_start_matches([' ', '\t', '>']).len();
    let n_unit = if document.source.encoding.starts_with("UTF-16") { 2 } else { 1 };
    line_end.end() + n_head * n_unit
}

/// What a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CodeKind {
    /// Inline markup.
    Mark(MarkKind),
    /// A span that stays as it is.
    Protected(Class),
    /// A character that XML cannot hold.
    Control,
    /// Bytes of the source that gave no text.
    Hidden,
}

/// The markup of one block in the order of the source.
#[derive(Debug)]
pub(crate) struct BlockCodes {
    events: Vec<Event>,
}

/// A tag, or something like it.
#[derive(Clone, Copy, Debug)]
struct Event {
    /// The text it stands before, or covers.
    text: Span,
    source: Span,
    kind: MarkKind,
    part: Part,
    /// The number of the event that is its other half.
    partner: Option<usize>,
    /// Bytes without a mark.
    is_hidden: bool,
}

impl BlockCodes {
    /// The markup of a block.
    pub(crate) fn new(document: &Document, block: BlockId) -> BlockCodes {
        let mut events: Vec<(Event, Option<usize>)> = Vec::new();
        for (idx, mark) in document.block_marks(block).iter().enumerate() {
            let (start, end) = (mark.span.start(), mark.span.end());
            let mut add = |text: Span, source: Span, part: Part| {
                let event = Event { text, source, kind: mark.kind, part, partner: None, is_hidden: false };
                events.push((event, Some(idx)));
            };
            let at = |at: usize| Span::new(at, at);
            match mark.tags {
                MarkTags::Pair { open, close } => {
                    add(at(start), open, Part::Open);
                    add(at(end), close, Part::Close);
                }
                MarkTags::Open(tag) => add(at(start), tag, Part::Open),
                MarkTags::Close(tag) => add(at(end), tag, Part::Close),
                MarkTags::Alone(tag) if mark.kind == MarkKind::Image => {
                    add(mark.span, with_space(document, tag), Part::Alone);
                }
                MarkTags::Alone(tag) => add(mark.span, tag, Part::Alone),
            }
        }
        events.sort_by_key(|(event, _)| (event.source, event.text));
        if document.source.media != Media::Text {
            hidden::add(document, document.block(block).span, &mut events);
            events.sort_by_key(|(event, _)| (event.source, event.text));
        }
        BlockCodes { events: linked(events) }
    }

    /// The text and the codes of a part of the block, and the bytes it stands for. `protected` are in order, disjoint and
    /// within the part; one that a tag cuts is no code.
    pub(crate) fn anatomy(&self, document: &Document, unit: Span, protected: &[(Span, Class)]) -> Anatomy {
        let Some(letters) = document.map.to_source(unit) else {
            return Anatomy { content: Content::default(), codes: Vec::new(), source: Span::default() };
        };
        let range = self.inside(unit, letters);
        let events = &self.events[range.0..range.1];
        let mut weaver = Weaver {
            document,
            anatomy: Anatomy { content: Content::default(), codes: Vec::new(), source: letters },
            done: unit.start(),
        };
        let mut ids: Vec<u32> = vec![0; events.len()];
        let mut protected = protected.iter().filter(|(span, _)| unit.contains(*span)).peekable();
        for (idx, event) in events.iter().enumerate() {
            while let Some((span, class)) = protected.next_if(|(span, _)| span.start() < event.text.start()) {
                if span.end() <= event.text.start() {
                    weaver.protect(*span, *class);
                }
            }
            weaver.text_until(event.text.start());
            let partner = event
                .partner
                .and_then(|partner| partner.checked_sub(range.0))
                .filter(|partner| *partner < idx);
            ids[idx] = match partner {
                Some(partner) => weaver.close(ids[partner], event.source),
                None => weaver.code(event),
            };
            weaver.done = weaver.done.max(event.text.end());
            while protected.next_if(|(span, _)| span.start() < weaver.done).is_some() {}
        }
        for (span, class) in protected {
            weaver.protect(*span, *class);
        }
        weaver.text_until(unit.end());
        let mut anatomy = weaver.anatomy;
        let (first, last) = (events.first(), events.last());
        let start = first.map_or(letters.start(), |event| event.source.start().min(letters.start()));
        let end = last.map_or(letters.end(), |event| event.source.end().max(letters.end()));
        anatomy.source = Span::new(start, end);
        anatomy
    }

    /// Which events belong to a part of the block: those between its first and its last letter, and those at its edges
    /// whose other half stands between them. What wraps the whole part stays outside: nobody needs to move it.
    fn inside(&self, unit: Span, letters: Span) -> (usize, usize) {
        let first = self.events.partition_point(|event| event.source.start() < letters.start());
        let last = self.events.partition_point(|event| event.source.start() < letters.end()).max(first);
        let (mut start, mut end) = (first, last);
        // Single tags and whole pairs on the way come along; a half whose other half is elsewhere stops it.
        let mut idx = first;
        while idx > 0 && self.events[idx - 1].text.end() == unit.start() {
            idx -= 1;
            match (self.events[idx].part, self.events[idx].partner) {
                (Part::Alone, _) => {}
                (Part::Open, Some(close)) if (first..last).contains(&close) => start = idx,
                (Part::Open, Some(close)) if close < first => {}
                (Part::Close, Some(open)) if self.events[open].text.start() == unit.start() => {}
                _ => break,
            }
        }
        let mut idx = last;
        while idx < self.events.len() && self.events[idx].text.start() == unit.end() {
            match (self.events[idx].part, self.events[idx].partner) {
                (Part::Alone, _) => {}
                (Part::Close, Some(open)) if (start..last).contains(&open) => end = idx + 1,
                (Part::Close, Some(open)) if open >= last => {}
                (Part::Open, Some(close)) if self.events[close].text.end() == unit.end() => {}
                _ => break,
            }
            idx += 1;
        }
        (start, end)
    }
}

/// Text and codes in the making.
struct Weaver<'a> {
    document: &'a Document,
    anatomy: Anatomy,
    /// The text up to here is done.
    done: usize,
}

impl Weaver<'_> {
    fn text_until(&mut self, end: usize) {
        if self.done >= end {
            return;
        }
        let text = &self.document.text[self.done..end];
        self.done = end;
        // The bytes of most texts show that XML holds them; to look at all is faster than to stop at the first.
        let is_rare = |byte: u8| byte == 0xEF || byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
        if !text.bytes().fold(false, |found, byte| found | is_rare(byte)) {
            return self.anatomy.content.push_text(text);
        }
        let start = end - text.len();
        let mut copied = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| !is_xml_char(*c)) {
            self.anatomy.content.push_text(&text[copied..at]);
            copied = at + c.len_utf8();
            let span = Span::new(start + at, start + copied);
            let source = self.document.map.to_source(span);
            self.push(Code { kind: CodeKind::Control, open: source, close: None, text: span }, Part::Alone);
        }
        self.anatomy.content.push_text(&text[copied..]);
    }

    fn push(&mut self, code: Code, part: Part) -> u32 {
        self.anatomy.codes.push(code);
        let id = self.anatomy.codes.len() as u32;
        self.anatomy.content.push_code(id, part);
        id
    }

    fn code(&mut self, event: &Event) -> u32 {
        let kind = if event.is_hidden { CodeKind::Hidden } else { CodeKind::Mark(event.kind) };
        let source = Some(event.source);
        let (open, close) = if event.part == Part::Close { (None, source) } else { (source, None) };
        self.push(Code { kind, open, close, text: event.text }, event.part)
    }

    fn close(&mut self, id: u32, source: Span) -> u32 {
        self.anatomy.codes[id as usize - 1].close = Some(source);
        self.anatomy.content.push_code(id, Part::Close);
        id
    }

    fn protect(&mut self, span: Span, class: Class) {
        if span.start() < self.done {
            return;
        }
        // Where its bytes stand for other text too, as in code with line ends, that would stay with it.
        let is_whole = [span.start(), span.end()].into_iter().all(|at| is_divisible(self.document, at));
        let Some(source) = self.document.map.to_source(span).filter(|_| is_whole) else { return };
        self.text_until(span.start());
        let kind = CodeKind::Protected(class);
        self.push(Code { kind, open: Some(source), close: None, text: span }, Part::Alone);
        self.done = span.end();
    }
}

/// Whether the bytes of a text can be parted at a place of it.
fn is_divisible(document: &Document, at: usize) -> bool {
    let runs = document.map.runs();
    let run = runs.partition_point(|run| run.text.end() <= at);
    runs.get(run).is_none_or(|run| match run.kind {
        RunKind::Atom { text_len, .. } if run.text.start() < at => {
            (at - run.text.start()).is_multiple_of(text_len as usize)
        }
        _ => true,
    })
}

/// A picture with the white space behind it. Where white space stands before it too, the text has only one of the two, but a
/// browser shows both.
fn with_space(document: &Document, tag: Span) -> Span {
    if document.source.media == Media::Text || document.source.encoding.starts_with("UTF-16") {
        return tag;
    }
    let runs = document.map.runs();
    let next = runs.partition_point(|run| run.source.end() <= tag.end());
    let limit = runs.get(next).map_or(tag.end(), |run| run.source.start().max(tag.end()));
    let gap = &document.source.bytes[tag.end()..limit];
    let n_space = gap.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    Span::new(tag.start(), tag.end() + n_space)
}

/// The characters of XML 1.0, section 2.2.
pub(crate) fn is_xml_char(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Each event with the number of its other half. Texts never go back: where the source and the text disagree on an order, a
/// code stands where the one before it does.
fn linked(mut events: Vec<(Event, Option<usize>)>) -> Vec<Event> {
    let n_marks = events.iter().filter_map(|(_, mark)| *mark).max().map_or(0, |last| last + 1);
    let mut first: Vec<Option<usize>> = vec![None; n_marks];
    for idx in 0..events.len() {
        let Some(mark) = events[idx].1 else { continue };
        match first[mark] {
            None => first[mark] = Some(idx),
            Some(other) => {
                events[idx].0.partner = Some(other);
                events[other].0.partner = Some(idx);
            }
        }
    }
    let mut reached = 0;
    let mut linked: Vec<Event> = events.into_iter().map(|(event, _)| event).collect();
    for event in &mut linked {
        let start = event.text.start().max(reached);
        event.text = Span::new(start, event.text.end().max(start));
        reached = event.text.end();
    }
    linked
}

/// Bytes of the source as text, out of the string of JSON they stand in: escapes of a record are none of its format.
pub(crate) fn unescaped(document: &Document, source: Span) -> Cow<'_, str> {
    let text = decoded(document, source);
    if document.source.media != Media::Record {
        return text;
    }
    serde_json::from_str::<String>(&format!("\"{text}\"")).map_or(text, Cow::Owned)
}

/// Bytes of the source as text, in the source's own encoding.
pub(crate) fn decoded(document: &Document, source: Span) -> Cow<'_, str> {
    let bytes = &document.source.bytes[source.range()];
    if document.source.encoding == "UTF-8"
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Cow::Borrowed(text);
    }
    let encoding = encoding_rs::Encoding::for_label(document.source.encoding.as_bytes());
    encoding.unwrap_or(encoding_rs::UTF_8).decode_without_bom_handling(bytes).0
}
