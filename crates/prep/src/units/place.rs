//! [`UnitPlace`]: where a unit stands, and how its anatomy is found again there.

use epitome_document::{BlockId, Document, Span};

use super::text_anatomy;
use crate::Class;
use crate::anatomy::{Anatomy, BlockCodes};

/// Where a unit stands, and what in it is protected: all that is needed to find its anatomy again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitPlace {
    /// In the text.
    Text {
        /// Where it stands.
        span: Span,
        /// Its protected spans.
        protected: Vec<Span>,
    },
    /// Outside the running text, at these bytes of the source.
    Meta(Span),
}

/// The anatomy of the unit at a place, when that is one of the document.
pub(crate) fn anatomy_at(
    document: &Document,
    cache: &mut Option<(BlockId, BlockCodes)>,
    place: &UnitPlace,
) -> Option<Anatomy> {
    let (span, protected) = match place {
        UnitPlace::Text { span, protected } => (*span, protected),
        UnitPlace::Meta(source) => return Some(text_anatomy(document.meta.text_at(*source)?)),
    };
    let is_span = |span: Span| document.text.get(span.range()).is_some();
    let is_sound = is_span(span)
        && !span.is_empty()
        && protected.iter().all(|inner| is_span(*inner) && span.contains(*inner) && !inner.is_empty())
        && protected.windows(2).all(|pair| pair[0].end() <= pair[1].start());
    // Most units stand in the block of the one before, or in the next.
    let near = cache.as_ref().map_or(0, |(block, _)| block.idx());
    let is_in = |idx: &usize| document.blocks.get(*idx).is_some_and(|block| block.span.contains(span));
    let block = (near..near + 2).find(is_in).map(BlockId::new).or_else(|| block_at(document, span));
    let block = block.filter(|_| is_sound)?;
    let protected: Vec<(Span, Class)> = protected.iter().map(|span| (*span, Class::DoNotTranslate)).collect();
    Some(codes_of(document, cache, block).anatomy(document, span, &protected))
}

/// The block a span stands in.
pub(crate) fn block_at(document: &Document, span: Span) -> Option<BlockId> {
    let id = document.block_at(span.start());
    document.blocks.get(id.idx()).filter(|block| block.span.contains(span)).map(|_| id)
}

/// The codes of a block, made once for all units of it that follow each other.
pub(super) fn codes_of<'a>(
    document: &Document,
    cache: &'a mut Option<(BlockId, BlockCodes)>,
    block: BlockId,
) -> &'a BlockCodes {
    if cache.as_ref().is_none_or(|(cached, _)| *cached != block) {
        *cache = None;
    }
    &cache.get_or_insert_with(|| (block, BlockCodes::new(document, block))).1
}
