//! Events of pulldown-cmark into text, blocks and marks.

mod blocks;
mod marks;
mod pictures;
mod titles;
mod words;

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::directive;
use crate::read::html::Names;
use crate::read::page::Page;
use crate::{
    Attribute, Block, BlockKind, ElementId, Elements, Mark, MarkKind, MarkTags, Meta, MetaText, ReadError,
    ReadOptions, SourceMap, Span,
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
    /// The address between `<` and `>` that is being read: its text is its source.
    autolink: Option<Range<usize>>,
    picture: Option<Picture>,
    n_pictures: usize,
    /// The lines of a block of HTML.
    html: Vec<Range<usize>>,
    /// Whether the block of code that is being read is a formula.
    is_formula: bool,
    /// Whether something of the paragraph may be written for a program.
    may_have_directives: bool,
    /// What is, and still to come.
    directives: VecDeque<Range<usize>>,
    /// What such a paragraph is made of, until all of it is known.
    waiting: Vec<(Event<'source>, Range<usize>)>,
    /// Where it begins: behind the last block, or the sign of its item.
    inline_start: usize,
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
            autolink: None,
            picture: None,
            n_pictures: 0,
            html: Vec::new(),
            is_formula: false,
            may_have_directives: false,
            directives: VecDeque::new(),
            waiting: Vec::new(),
            inline_start: 0,
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
    pub(super) fn take(&mut self, event: Event<'source>, range: Range<usize>) -> Result<(), ReadError> {
        let is_inline = is_inline(&event);
        // What stands in an item without a paragraph opens its block at its first word.
        if is_inline && (self.may_have_directives || self.open.is_none()) {
            self.waiting.push((event, range));
            return Ok(());
        }
        self.take_waiting()?;
        if !is_inline {
            self.inline_start = if is_start(&event) { range.start } else { range.end };
        }
        self.take_known(event, range)
    }

    /// Takes what waits, now that it is known what stands amid emphasis, a link or code.
    fn take_waiting(&mut self) -> Result<(), ReadError> {
        self.may_have_directives = false;
        let (Some((_, first)), Some((_, last))) = (self.waiting.first(), self.waiting.last()) else {
            return Ok(());
        };
        let lines = self.inline_start.min(first.start)..last.end;
        let mut spans: Vec<Range<usize>> = Vec::new();
        for (event, range) in &self.waiting {
            // What stands within another span says nothing more.
            let is_within = spans.last().is_some_and(|last| range.end <= last.end);
            let is_span = !matches!(event, Event::Text(_) | Event::SoftBreak | Event::HardBreak);
            if is_span && !is_within {
                spans.push(range.clone());
            }
        }
        let is_amid = |at: usize| {
            let next = spans.partition_point(|span| span.end <= at);
            spans.get(next).is_some_and(|span| span.start < at)
        };
        self.directives = directive::find(&self.source[lines.clone()], lines.start, is_amid);
        for (event, range) in std::mem::take(&mut self.waiting) {
            self.take_known(event, range)?;
        }
        self.directives.clear();
        Ok(())
    }

    fn take_known(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), ReadError> {
        if self.is_directive(&range) {
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
            Event::Text(text) => self.text(&text, range),
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

    /// Whether all of an event is written for a program.
    fn is_directive(&mut self, range: &Range<usize>) -> bool {
        while self.directives.pop_front_if(|directive| directive.end <= range.start).is_some() {}
        self.directives.front().is_some_and(|next| next.start <= range.start && range.end <= next.end)
    }

    /// Text, of which a part may be written for a program.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let mut at = range.start;
        let is_copy = text.len() == range.len();
        while let Some(next) = self.directives.pop_front_if(|next| is_copy && next.start < range.end) {
            if next.start > at {
                self.words(&text[at - range.start..next.start - range.start], at..next.start);
            }
            self.close();
            at = next.end.min(range.end);
            if next.end > range.end {
                self.directives.push_front(next);
                break;
            }
        }
        if at == range.start || at < range.end {
            self.words(&text[at - range.start..], at..range.end);
        }
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
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.n_links += 1;
                self.autolink = Some(range);
            }
            Tag::Link { title, .. } => {
                self.n_links += 1;
                self.inline_title(title, range.clone());
                self.open_mark(MarkKind::Link, 1, range);
            }
            Tag::Image { title, .. } => {
                self.inline_title(title, range.clone());
                self.open_picture(range);
            }
            Tag::Paragraph => {
                let source = &self.source[range.clone()];
                self.may_have_directives = !directive::find(source, range.start, |_| false).is_empty();
                self.open_in_container();
            }
            Tag::Heading { level, classes, .. } => {
                let name = ["h1", "h2", "h3", "h4", "h5", "h6"][*level as usize - 1];
                self.open(BlockKind::Heading, *level as u8, name, &classes.join(" "));
            }
            Tag::CodeBlock(kind) => {
                // GitHub shows it as the formula that it is.
                self.is_formula = matches!(kind, CodeBlockKind::Fenced(name) if &**name == "math");
                self.open(BlockKind::Preformatted, 0, "pre", "");
            }
            Tag::HtmlBlock => self.close(),
            Tag::TableCell => {
                let is_head = self.containers.last().is_some_and(|(_, name)| *name == "thead");
                self.open(BlockKind::Cell, 0, if is_head { "th" } else { "td" }, "");
            }
            Tag::BlockQuote(kind) => self.enter("blockquote", kind.map_or("", alert)),
            Tag::List(first) => self.enter(if first.is_some() { "ol" } else { "ul" }, ""),
            Tag::Item => {
                self.inline_start += directive::item_start(&self.source[range]);
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
                if self.autolink.take().is_none() {
                    self.close_mark(range);
                }
            }
            TagEnd::Image => self.close_picture(),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => self.close_mark(range),
            TagEnd::CodeBlock => {
                let n_blocks = self.blocks.len();
                self.close();
                if std::mem::take(&mut self.is_formula) {
                    self.meta.verbatim.extend(self.blocks[n_blocks..].iter().map(|block| block.span));
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.close(),
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
}

fn is_start(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(_))
}

/// Whether an event stands within a paragraph.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline_tag(tag.to_end()),
        Event::End(tag) => is_inline_tag(*tag),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

fn is_inline_tag(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
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
