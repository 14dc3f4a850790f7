//! The walk over a page: tokens open and close elements, text between them flows into blocks.

mod close;
mod void;

use super::Page;
use super::attributes;
use super::flow::{Around, Flow};
use super::head::Head;
use super::kinds::{content, inside, mark_kind, root};
use super::references::Place;
use super::stack::{Open, Stack};
use super::tags::{self, Named, Names, Tag};
use super::tokenizer::{Token, TokenKind, Tokenizer, TooManyAttributes, is_space};
use crate::{BlockKind, Elements, MarkKind, Meta, ReadError, ReadErrorKind, ReadOptions, Span};

/// Reads a page.
pub(in crate::read) fn walk(page: &str, options: &ReadOptions) -> Result<Page, ReadError> {
    let mut names = Names::new();
    let mut page = walk_part(page, options, &mut names)?;
    page.elements.set_names(names.into_names());
    Ok(page)
}

/// Reads a part of a page, whose elements get the numbers of `names`.
pub(in crate::read) fn walk_part(
    page: &str,
    options: &ReadOptions,
    names: &mut Names,
) -> Result<Page, ReadError> {
    let mut walk = Walk {
        page,
        tokens: Tokenizer::new(page, options.max_attributes),
        names,
        stack: Stack::default(),
        elements: Elements::default(),
        flow: Flow::new(page),
        head: Head::default(),
        low_water: 0,
        block_depth: 0,
        max_depth: options.max_depth,
        is_behind_formula: false,
        at: 0,
    };
    while let Some(token) =
        walk.tokens.next().map_err(|err| too_many_attributes(err, options.max_attributes))?
    {
        walk.token(token)?;
    }
    Ok(walk.finish())
}

struct Walk<'page, 'names> {
    page: &'page str,
    tokens: Tokenizer<'page>,
    names: &'names mut Names,
    stack: Stack,
    elements: Elements,
    flow: Flow<'page>,
    head: Head,
    /// The fewest elements open since the last text.
    low_water: usize,
    /// How many elements hold all of the open block.
    block_depth: usize,
    max_depth: usize,
    /// Whether a formula has ended and no text has come since: what comes next and is hidden from those who hear the page shows it to
    /// those who see it, as pages made with KaTeX and MediaWiki do.
    is_behind_formula: bool,
    /// Where the token begins that is being read.
    at: usize,
}

impl Walk<'_, '_> {
    fn token(&mut self, token: Token) -> Result<(), ReadError> {
        self.at = token.span.start();
        match token.kind {
            TokenKind::Text => self.text(token.span, Some(Place::Text)),
            TokenKind::Verbatim => self.text(token.span, None),
            TokenKind::Start { name, is_closed } => return self.start_tag(token.span, name, is_closed),
            TokenKind::End { name } => self.end_tag(token.span, name),
            TokenKind::Comment => self.alone(token.span, MarkKind::Other),
        }
        Ok(())
    }

    fn text(&mut self, span: Span, references: Option<Place>) {
        let is_blank = self.page.as_bytes()[span.range()].iter().all(|byte| is_space(*byte));
        if !is_blank && self.stack.top().is_some_and(|top| top.named.tag == Tag::Head) {
            self.pop(None); // text ends the head of a page
        }
        let Some(top) = self.stack.top().copied() else {
            if !is_blank {
                self.open_root();
                self.text(span, references);
            }
            return;
        };
        if top.is_skipped {
            if !top.is_foreign {
                self.head.text(self.page, span, top.named.tag, top.is_verbatim);
            }
        } else if is_blank {
            self.flow.push_blank(span, top.is_pre);
        } else {
            self.block_depth = match self.flow.has_text() {
                true => self.block_depth.min(self.low_water),
                false => self.stack.len(),
            };
            self.low_water = self.stack.len();
            self.is_behind_formula = false;
            let holder = self.stack.get(self.block_depth.saturating_sub(1)).unwrap_or(&top);
            let around = Around {
                kind: top.kind,
                level: top.level,
                element: holder.element,
                is_pre: top.is_pre,
                is_verbatim: top.is_verbatim,
                references,
            };
            self.flow.push(span, around);
        }
    }

    /// Text before any tag: the page has no root, so it gets one that is not written.
    fn open_root(&mut self) {
        let named = self.names.number("html");
        let element = self.elements.open(None, named.name, false);
        self.stack.push(root(named, element));
    }

    fn start_tag(&mut self, span: Span, name: Span, is_closed: bool) -> Result<(), ReadError> {
        let named = self.names.number(&self.page[name.range()]);
        if named.tag != Tag::Html && self.stack.len() == 0 {
            self.open_root();
        }
        if self.close_implied(named) {
            self.alone(span, MarkKind::Other);
            return Ok(()); // a second body, a form inside a form: the standard ignores the tag
        }
        if matches!(named.tag, Tag::Html | Tag::Body) {
            self.head.root(self.page, &self.tokens.attributes);
        }
        let parent = self.stack.top().copied();
        let named = if parent.is_some_and(|parent| parent.is_foreign) { named.in_foreign() } else { named };
        if named.traits & tags::VOID != 0 {
            self.void_tag(span, named);
            return Ok(());
        }
        let is_foreign = named.tag.is_foreign() || parent.is_some_and(|parent| parent.is_foreign);
        if is_closed && is_foreign {
            self.alone(span, MarkKind::Other);
            return Ok(());
        }
        if self.stack.len() >= self.max_depth {
            return Err(too_deep(span.start(), self.max_depth));
        }
        let is_block = named.traits & tags::BLOCK != 0;
        let is_skipped = parent.is_some_and(|parent| parent.is_skipped)
            || named.traits & tags::SKIP != 0
            || !is_block && self.is_formula_again();
        let is_verbatim = self.is_verbatim(parent, named);
        // Of a frame no text is read, but its title stands in the page.
        let is_read =
            !is_skipped || named.tag == Tag::Iframe && parent.is_none_or(|parent| !parent.is_skipped);
        if is_read && !is_verbatim {
            self.head.attributes(self.page, named.tag, &self.tokens.attributes);
        }
        let element = self.open_element(parent, named);
        let mut open = match parent {
            Some(parent) => inside(&parent, named),
            None => root(named, element),
        };
        if is_block && let Some(level) = attributes::heading(self.page, &self.tokens.attributes) {
            (open.kind, open.level) = (BlockKind::Heading, level);
        }
        open.element = element;
        let has_lang = !matches!(named.tag, Tag::Html | Tag::Body)
            && self.head.part(self.page, &self.tokens.attributes, self.at);
        open.lang_at = has_lang.then_some(self.at);
        open.is_skipped = is_skipped;
        open.is_verbatim = is_verbatim;
        open.is_foreign = is_foreign && named.tag != Tag::ForeignObject;
        if is_block && !is_skipped {
            self.is_behind_formula = false;
            self.flow.flush();
        } else if !parent.is_some_and(|parent| parent.is_skipped) {
            open.mark = Some(self.flow.start_mark(span, mark_kind(named.tag)));
        }
        if named.tag == Tag::A && !is_skipped {
            self.flow.start_link();
        }
        self.stack.push(open);
        self.tokens.is_foreign = open.is_foreign;
        if let Some(content) = content(named.tag).filter(|_| !is_foreign) {
            self.tokens.read_raw(content, name);
            let kind = attributes::value(self.page, &self.tokens.attributes, "type");
            self.head.start(named.tag, kind);
        }
        Ok(())
    }

    /// Whether the page says not to translate the element whose tag is being read. What is said of all of a page is for the
    /// translators of browsers, which would translate it unasked.
    fn is_verbatim(&self, parent: Option<Open>, named: Named) -> bool {
        let said = attributes::translate(self.page, &self.tokens.attributes);
        let said = said.filter(|_| !matches!(named.tag, Tag::Html | Tag::Body));
        said.map_or(parent.is_some_and(|parent| parent.is_verbatim), |is_translated| !is_translated)
    }

    fn is_skipped(&self) -> bool {
        self.stack.top().is_some_and(|top| top.is_skipped)
    }

    fn open_element(&mut self, parent: Option<Open>, named: Named) -> crate::ElementId {
        let tag = &self.tokens.attributes;
        let parent = parent.map(|parent| parent.element);
        let element = self.elements.open(parent, named.name, attributes::is_hidden(self.page, tag));
        attributes::keep(self.page, named.tag, tag, &mut self.elements);
        element
    }

    fn finish(mut self) -> Page {
        self.at = self.page.len();
        self.pop_to(0);
        self.flow.finish();
        let verbatim = std::mem::take(&mut self.flow.verbatim);
        let meta = Meta { verbatim, ..self.head.finish(self.page, &self.elements) };
        Page {
            text: self.flow.text,
            map: self.flow.map,
            blocks: self.flow.blocks,
            marks: self.flow.marks,
            elements: self.elements,
            meta,
        }
    }
}

fn too_deep(at: usize, limit: usize) -> ReadError {
    let message = format!(
        "elements of the page stand more than {limit} levels inside each other; --max-depth raises the limit"
    );
    ReadError::new(ReadErrorKind::TooDeep, message).at(at)
}

fn too_many_attributes(err: TooManyAttributes, limit: usize) -> ReadError {
    let message =
        format!("a tag of the page has more than {limit} attributes; --max-attributes raises the limit");
    ReadError::new(ReadErrorKind::TooManyAttributes, message).at(err.at)
}
