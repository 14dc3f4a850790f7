//! Events of pulldown-cmark into text, blocks and marks.

use std::cmp::Reverse;
use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::inline::{self, InlineTag};
use super::shortcode;
use crate::read::html::{self, Names};
use crate::read::page::{Page, moved_through};
use crate::{
    Attribute, Block, BlockKind, ElementId, Elements, Hint, Mark, MarkKind, MarkTags, Meta, MetaKind,
    MetaSyntax, MetaText, ReadError, ReadOptions, SourceMap, Span, trim,
};

/// Text and map grow together, in the order of the source.
pub(super) struct Builder<'source> {
    source: &'source str,
    text: String,
    map: SourceMap,
    blocks: Vec<Block>,
    marks: Vec<Mark>,
    elements: Elements,
    names: Names,
    meta: Meta,
    options: &'source ReadOptions,
    /// The elements around what comes next, each with its name.
    containers: Vec<(ElementId, &'static str)>,
    n_items: usize,
    open: Option<Open>,
    open_marks: Vec<OpenMark>,
    n_links: usize,
    picture: Option<Picture>,
    n_pictures: usize,
    /// The lines of a block of HTML.
    html: Vec<Range<usize>>,
    /// The shortcodes of the paragraph that are still to come.
    shortcodes: VecDeque<Range<usize>>,
}

/// The block that is being read.
struct Open {
    kind: BlockKind,
    level: u8,
    element: ElementId,
    /// Where it begins in the text, and which mark is its first.
    start: usize,
    first_mark: usize,
    n_link_chars: u32,
    /// The descriptions of the pictures in it, as long as there is nothing else: then they are its text.
    alts: Vec<MetaText>,
    has_words: bool,
}

/// Markup that has begun.
struct OpenMark {
    kind: MarkKind,
    start: usize,
    tag: Span,
    /// The name, where it is a tag of HTML.
    html: Option<Box<str>>,
}

/// The description of a picture that is being read.
struct Picture {
    source: Range<usize>,
    inner_start: usize,
    value: String,
}

impl<'source> Builder<'source> {
    /// A builder for what follows the first `body` bytes.
    pub(super) fn new(
        source: &'source str,
        body: usize,
        meta: Meta,
        options: &'source ReadOptions,
    ) -> Builder<'source> {
        let mut map = SourceMap::default();
        map.skip_source(body);
        Builder {
            source,
            text: String::with_capacity(source.len() - body),
            map,
            blocks: Vec::new(),
            marks: Vec::new(),
            elements: Elements::default(),
            names: Names::new(),
            meta,
            options,
            containers: Vec::new(),
            n_items: 0,
            open: None,
            open_marks: Vec::new(),
            n_links: 0,
            picture: None,
            n_pictures: 0,
            html: Vec::new(),
            shortcodes: VecDeque::new(),
        }
    }

    pub(super) fn finish(mut self) -> Page {
        self.close();
        self.map.skip_source(self.source.len() - self.map.source_len());
        self.elements.set_names(self.names.into_names());
        // The pictures before the first word of a block are known to stand in it only at that word.
        self.meta.texts.sort_by_key(|text| text.source);
        Page {
            text: self.text,
            map: self.map,
            blocks: self.blocks,
            marks: self.marks,
            elements: self.elements,
            meta: self.meta,
        }
    }

    /// Takes one event and the bytes of the source it stands for.
    ///
    /// # Errors
    /// When HTML in it is over a limit.
    pub(super) fn take(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), ReadError> {
        if self.is_shortcode(&range) {
            self.close();
            return Ok(());
        }
        match event {
            Event::End(TagEnd::HtmlBlock) => return self.html_block(),
            // The description of a picture is plain text, whatever it is written with.
            Event::Start(tag) if self.picture.is_none() || matches!(tag, Tag::Image { .. }) => {
                self.start(&tag, range)
            }
            Event::End(tag) if self.picture.is_none() || tag == TagEnd::Image => self.end(tag, range),
            Event::Start(_) | Event::End(_) => {}
            Event::Html(_) => self.html.push(range),
            Event::Text(text) => self.words(&text, range),
            Event::Code(text) => self.code(&text, range),
            Event::SoftBreak => self.space(" ", range),
            Event::HardBreak => self.line_break(range),
            Event::InlineHtml(tag) => self.html_tag(&tag, range),
            // It shows nothing of its own, but a translation must carry it along.
            Event::FootnoteReference(_) => self.point(MarkKind::Superscript, MarkTags::Alone(range.into())),
            // What is left is the box of a task, a rule, or an extension that is not asked for: nothing that has a text.
            Event::TaskListMarker(_) | Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        Ok(())
    }

    /// Whether an event is inside a shortcode.
    fn is_shortcode(&mut self, range: &Range<usize>) -> bool {
        while self.shortcodes.pop_front_if(|shortcode| shortcode.end <= range.start).is_some() {}
        self.shortcodes.front().is_some_and(|next| next.start <= range.start && range.end <= next.end)
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.open_mark(MarkKind::Italic, 1, range),
            Tag::Strong => self.open_mark(MarkKind::Bold, 2, range),
            Tag::Strikethrough => {
                let n_tildes = 1 + usize::from(self.source[range.clone()].starts_with("~~"));
                self.open_mark(MarkKind::Strike, n_tildes, range);
            }
            Tag::Superscript => self.open_mark(MarkKind::Superscript, 1, range),
            Tag::Subscript => self.open_mark(MarkKind::Subscript, 1, range),
            Tag::Link { .. } => {
                self.n_links += 1;
                self.open_mark(MarkKind::Link, 1, range);
            }
            Tag::Image { .. } => self.open_picture(range),
            Tag::Paragraph => {
                self.shortcodes = shortcode::find(&self.source[range.clone()], range.start);
                self.open_in_container();
            }
            Tag::Heading { level, classes, .. } => {
                let name = ["h1", "h2", "h3", "h4", "h5", "h6"][*level as usize - 1];
                self.open(BlockKind::Heading, *level as u8, name, &classes.join(" "));
            }
            Tag::CodeBlock(_) => self.open(BlockKind::Preformatted, 0, "pre", ""),
            Tag::HtmlBlock => self.close(),
            Tag::TableCell => {
                let is_head = self.containers.last().is_some_and(|(_, name)| *name == "thead");
                self.open(BlockKind::Cell, 0, if is_head { "th" } else { "td" }, "");
            }
            Tag::BlockQuote(kind) => self.enter("blockquote", kind.map_or("", alert)),
            Tag::List(first) => self.enter(if first.is_some() { "ol" } else { "ul" }, ""),
            Tag::Item => {
                self.enter("li", "");
                self.n_items += 1;
            }
            Tag::FootnoteDefinition(_) => self.enter("section", "footnotes"),
            Tag::Table(_) => self.enter("table", ""),
            Tag::TableHead => self.enter("thead", ""),
            Tag::TableRow => self.enter("tr", ""),
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => self.enter("dl", ""),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Link => {
                self.n_links = self.n_links.saturating_sub(1);
                self.close_mark(range);
            }
            TagEnd::Image => self.close_picture(),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => self.close_mark(range),
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::TableCell => {
                self.close();
            }
            _ => {
                self.close();
                if let Some((element, name)) = self.containers.pop() {
                    self.elements.close(element);
                    self.n_items -= usize::from(name == "li");
                }
            }
        }
    }

    fn enter(&mut self, name: &'static str, class: &str) {
        self.close();
        let element = self.element(name, class);
        self.containers.push((element, name));
    }

    fn element(&mut self, name: &'static str, class: &str) -> ElementId {
        let parent = self.containers.last().map(|(element, _)| *element);
        let element = self.elements.open(parent, self.names.of_element(name), false);
        if !class.is_empty() {
            self.elements.set_attribute(Attribute::Class, class);
        }
        element
    }

    /// Opens a paragraph, or what it is where it stands.
    fn open_in_container(&mut self) {
        let (kind, level) = self.paragraph();
        self.open(kind, level, "p", "");
    }

    /// What a paragraph is where it stands.
    fn paragraph(&self) -> (BlockKind, u8) {
        match self.containers.last().map(|(_, name)| *name) {
            Some("li") => (BlockKind::ListItem, self.n_items.min(usize::from(u8::MAX)) as u8),
            Some("blockquote") => (BlockKind::Quote, 0),
            _ => (BlockKind::Paragraph, 0),
        }
    }

    /// Takes in a block of HTML, which is read as the part of a page that it is. Its root is named `html`, as that of any page, and
    /// nothing else of Markdown is.
    fn html_block(&mut self) -> Result<(), ReadError> {
        // What a quotation or a list puts before its lines is no part of it.
        let (mut source, mut map) = (String::new(), SourceMap::default());
        for range in self.html.drain(..) {
            map.skip_source(range.start - map.source_len());
            map.push_copy(range.len());
            source.push_str(&self.source[range]);
        }
        let page = html::parse_part(&source, self.options, &mut self.names);
        let page = page.map_err(|err| moved_through(err, &map))?.moved_through(&map);
        if !page.text.is_empty() {
            self.end_line();
        }
        let parent = self.containers.last().map(|(element, _)| *element);
        let n_elements = self.elements.append(parent, &page.elements);
        let n_before = self.text.len();
        let paragraph = self.paragraph();
        self.blocks.extend(page.blocks.into_iter().map(|block| {
            let is_paragraph = block.kind == BlockKind::Paragraph;
            let (kind, level) = if is_paragraph { paragraph } else { (block.kind, block.level) };
            let element = block.hint.element.map(|element| element.shifted(n_elements));
            Block { span: block.span.shifted(n_before), kind, level, hint: Hint { element, ..block.hint } }
        }));
        let first_mark = self.marks.len();
        let marks = page.marks.into_iter();
        self.marks.extend(marks.map(|mark| Mark { span: mark.span.shifted(n_before), ..mark }));
        self.sort_marks(first_mark);
        self.text.push_str(&page.text);
        self.map.append(&page.map);
        self.meta.texts.extend(page.meta.texts);
        self.meta.verbatim.extend(page.meta.verbatim.into_iter().map(|span| span.shifted(n_before)));
        Ok(())
    }

    /// Puts what comes next on a line of its own.
    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
            self.map.skip_text(1);
        }
    }

    fn open(&mut self, kind: BlockKind, level: u8, name: &'static str, class: &str) {
        self.close();
        self.end_line();
        let element = self.element(name, class);
        self.open = Some(Open {
            kind,
            level,
            element,
            start: self.text.len(),
            first_mark: self.marks.len(),
            n_link_chars: 0,
            alts: Vec::new(),
            has_words: false,
        });
    }

    /// The open block; an item of a tight list opens one with its first word.
    fn block(&mut self) -> &mut Open {
        if self.open.is_none() {
            self.open_in_container();
        }
        self.open.as_mut().expect("it was opened")
    }

    /// Ends the open block, if there is one. A block without anything to see is none.
    fn close(&mut self) {
        while let Some(open) = self.open_marks.pop() {
            self.unclosed(open);
        }
        let Some(open) = self.open.take() else { return };
        self.elements.close(open.element);
        let span = trim(&self.text, Span::new(open.start, self.text.len()));
        if span.is_empty() {
            self.marks.truncate(open.first_mark);
            return;
        }
        for mark in &mut self.marks[open.first_mark..] {
            let clamp = |at: usize| at.clamp(span.start(), span.end());
            mark.span = Span::new(clamp(mark.span.start()), clamp(mark.span.end()));
        }
        self.sort_marks(open.first_mark);
        let kind = if open.alts.is_empty() || open.has_words { open.kind } else { BlockKind::Alt };
        let hint = Hint { element: Some(open.element), n_link_chars: open.n_link_chars };
        self.blocks.push(Block { span, kind, level: open.level, hint });
    }

    /// Puts the marks from one on in the order of the text, and of the source where they begin together.
    fn sort_marks(&mut self, first: usize) {
        self.marks[first..].sort_by_key(|mark| {
            let source = mark.tags.source();
            (mark.span.start(), source.start(), Reverse(source.end()))
        });
    }

    fn open_mark(&mut self, kind: MarkKind, tag_len: usize, range: Range<usize>) {
        self.block();
        let tag = Span::new(range.start, (range.start + tag_len).min(range.end));
        self.open_marks.push(OpenMark { kind, start: self.text.len(), tag, html: None });
    }

    /// Closes what Markdown opened last; tags of HTML opened since then stay open.
    fn close_mark(&mut self, range: Range<usize>) {
        while let Some(open) = self.open_marks.pop() {
            if open.html.is_some() {
                self.unclosed(open);
                continue;
            }
            let n_closing = if open.kind == MarkKind::Link { 0 } else { open.tag.len() };
            let inner_end = match n_closing {
                0 => self.map.source_len().max(self.last_tag_end()),
                n => range.end.saturating_sub(n),
            };
            let close = Span::new(inner_end.clamp(open.tag.end(), range.end), range.end);
            let close = self.with_brackets(close);
            let tags = MarkTags::Pair { open: open.tag, close };
            self.marks.push(Mark { span: Span::new(open.start, self.text.len()), kind: open.kind, tags });
            return;
        }
    }

    /// The end of a link or a picture with the brackets behind it: `[port][]` is one that its text names, and so is `[port]`, where
    /// pulldown-cmark has both end.
    fn with_brackets(&self, close: Span) -> Span {
        let is_named = &self.source[close.range()] == "]" && self.source[close.end()..].starts_with("[]");
        Span::new(close.start(), close.end() + if is_named { 2 } else { 0 })
    }

    /// Where the tags of the mark closed last end: with what follows it begins the address of a link.
    fn last_tag_end(&self) -> usize {
        let first = self.open.as_ref().map_or(0, |open| open.first_mark);
        self.marks[first..].last().map_or(0, |mark| mark.tags.source().end())
    }

    fn unclosed(&mut self, open: OpenMark) {
        let span = Span::new(open.start, self.text.len());
        self.marks.push(Mark { span, kind: open.kind, tags: MarkTags::Open(open.tag) });
    }

    /// A mark over no text.
    fn point(&mut self, kind: MarkKind, tags: MarkTags) {
        self.block();
        if self.picture.is_none() {
            let at = self.text.len();
            self.marks.push(Mark { span: Span::new(at, at), kind, tags });
        }
    }

    fn html_tag(&mut self, html: &str, range: Range<usize>) {
        match InlineTag::of(html) {
            InlineTag::LineBreak => self.line_break(range),
            InlineTag::Alone(kind) => self.point(kind, MarkTags::Alone(range.into())),
            InlineTag::Open(name, kind) if self.picture.is_none() => {
                self.block();
                let open = OpenMark { kind, start: self.text.len(), tag: range.into(), html: Some(name) };
                self.open_marks.push(open);
            }
            InlineTag::Close(name, kind) => match self.open_marks.pop() {
                Some(open) if open.html.as_ref() == Some(&name) => {
                    let tags = MarkTags::Pair { open: open.tag, close: range.into() };
                    let span = Span::new(open.start, self.text.len());
                    self.marks.push(Mark { span, kind: open.kind, tags });
                }
                other => {
                    self.open_marks.extend(other);
                    self.point(kind, MarkTags::Close(range.into()));
                }
            },
            InlineTag::Open(..) => {}
        }
    }

    fn line_break(&mut self, range: Range<usize>) {
        if self.picture.is_some() {
            return self.space(" ", range);
        }
        self.block();
        let start = self.text.len();
        self.piece("\n", range.clone());
        let span = Span::new(start, self.text.len());
        self.marks.push(Mark { span, kind: MarkKind::LineBreak, tags: MarkTags::Alone(range.into()) });
    }

    /// Pictures inside the description of a picture belong to it.
    fn open_picture(&mut self, range: Range<usize>) {
        self.n_pictures += 1;
        if self.picture.is_none() {
            self.block();
            let inner_start = (range.start + 2).min(range.end);
            self.picture = Some(Picture { source: range, inner_start, value: String::new() });
        }
    }

    /// A picture with nothing but pictures before it is text as far as we know: its description. [`words`](Self::words) takes
    /// that back.
    fn close_picture(&mut self) {
        self.n_pictures -= 1;
        if self.n_pictures > 0 {
            return;
        }
        let Some(picture) = self.picture.take() else { return };
        let source = Span::from(picture.source);
        let tag = &self.source[source.range()];
        let inner_end =
            picture.inner_start + inline::description_len(&tag[picture.inner_start - source.start()..]);
        let inner = Span::new(picture.inner_start, inner_end);
        let close = self.with_brackets(Span::new(inner.end(), source.end()));
        let source = Span::new(source.start(), close.end());
        let alt = MetaText {
            kind: MetaKind::Alt,
            syntax: MetaSyntax::Markdown,
            value: picture.value.trim().into(),
            source: trim(self.source, inner),
        };
        let has_alt = !picture.value.trim().is_empty();
        if self.block().has_words || !has_alt {
            if has_alt {
                self.meta.texts.push(alt);
            }
            return self.point(MarkKind::Image, MarkTags::Alone(source));
        }
        let start = self.text.len();
        if start > self.block().start && !self.text.ends_with(char::is_whitespace) {
            self.space(" ", inner.start()..inner.start());
        }
        let start = start.max(self.text.len());
        self.piece(&picture.value, inner.range());
        let tags = MarkTags::Pair { open: Span::new(source.start(), inner.start()), close };
        self.marks.push(Mark { span: Span::new(start, self.text.len()), kind: MarkKind::Image, tags });
        self.block().alts.push(alt);
    }

    fn space(&mut self, text: &str, range: Range<usize>) {
        match &mut self.picture {
            Some(picture) => picture.value.push_str(text),
            None if self.open.is_some() => self.piece(text, range),
            None => {}
        }
    }

    fn words(&mut self, text: &str, range: Range<usize>) {
        if self.picture.is_some() || text.trim().is_empty() {
            return self.space(text, range);
        }
        self.see_words();
        let n_link_chars = if self.n_links > 0 { text.chars().count() as u32 } else { 0 };
        self.block().n_link_chars += n_link_chars;
        self.piece(text, range);
    }

    /// From here on the block has words of its own, and the pictures it began with only stand in it.
    fn see_words(&mut self) {
        let open = self.block();
        open.has_words = true;
        if open.alts.is_empty() {
            return;
        }
        let (alts, start, first_mark) = (std::mem::take(&mut open.alts), open.start, open.first_mark);
        self.meta.texts.extend(alts);
        self.text.truncate(start);
        self.map.truncate_text(start);
        for mark in &mut self.marks[first_mark..] {
            mark.span = Span::new(start, start);
            if mark.kind == MarkKind::Image {
                mark.tags = MarkTags::Alone(mark.tags.source());
            }
        }
        for open in &mut self.open_marks {
            open.start = open.start.min(start);
        }
    }

    /// A code span: its text is what stands between the backticks, line ends as spaces.
    fn code(&mut self, text: &str, range: Range<usize>) {
        if self.picture.is_some() {
            return self.space(text, range);
        }
        self.see_words();
        let start = self.text.len();
        let inner = inline::code(&self.source[range.clone()], text);
        let (inner_start, inner_end) = (range.start + inner.start, range.start + inner.end);
        // The line ends of code are spaces of its text, and what opens its lines is none of it.
        let (mut text, mut at) = (text, inner_start);
        loop {
            let source = &self.source[at..inner_end];
            let n_same = inline::common_start(text, source);
            self.piece(&text[..n_same], at..at + n_same);
            (text, at) = (&text[n_same..], at + n_same);
            let source = &source[n_same..];
            let n_end = source.len() - source.trim_start_matches(['\r', '\n']).len();
            let Some(rest) = text.strip_prefix(' ').filter(|_| n_end > 0) else { break };
            self.piece(" ", at..at + n_end);
            let first = rest.chars().next();
            let opens_line = |c: char| matches!(c, ' ' | '\t' | '>') && Some(c) != first;
            let n_head = n_end + source[n_end..].find(|c| !opens_line(c)).unwrap_or(0);
            (text, at) = (rest, at + n_head);
        }
        // What else differs cannot be told apart.
        let tail = inline::common_end(text, &self.source[at..inner_end]);
        self.piece(&text[..text.len() - tail], at..inner_end - tail);
        self.piece(&text[text.len() - tail..], inner_end - tail..inner_end);
        let tags = MarkTags::Pair {
            open: Span::new(range.start, inner_start),
            close: Span::new(inner_end, range.end),
        };
        self.marks.push(Mark { span: Span::new(start, self.text.len()), kind: MarkKind::Code, tags });
    }

    /// Text and the source it came from: the same bytes, or something indivisible like an entity or an escape.
    fn piece(&mut self, text: &str, range: Range<usize>) {
        if text.is_empty() {
            return;
        }
        let at = self.map.source_len();
        // The event of an escaped sign leaves its backslash out; that of a bar in code of a cell differs by it.
        let is_escaped = range.start > at && self.source.as_bytes()[range.start - 1] == b'\\';
        if is_escaped
            && text.starts_with(|c: char| c.is_ascii_punctuation())
            && text == &self.source[range.clone()]
        {
            self.text.push_str(&text[..1]);
            self.map.skip_source(range.start - 1 - at);
            self.map.push_atom(1, 2);
            return if text.len() > 1 {
                self.piece(&text[1..], range.start + 1..range.end)
            };
        }
        self.text.push_str(text);
        if range.start < at || range.is_empty() {
            return self.map.skip_text(text.len());
        }
        self.map.skip_source(range.start - at);
        if text == &self.source[range.clone()] {
            self.map.push_copy(text.len());
        } else {
            self.map.push_atom(text.len(), range.len());
        }
    }
}

/// The class GitHub gives an alert.
fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "markdown-alert-note",
        BlockQuoteKind::Tip => "markdown-alert-tip",
        BlockQuoteKind::Important => "markdown-alert-important",
        BlockQuoteKind::Warning => "markdown-alert-warning",
        BlockQuoteKind::Caution => "markdown-alert-caution",
    }
}
