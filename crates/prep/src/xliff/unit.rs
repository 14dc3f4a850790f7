//! The units of a file, each as it came back.

use std::ops::Range;

use epitome_document::Span;

use super::notes::{FUZZY_NOTE, OURS};
use super::read::{Reader, Translation};
use super::review::{FUZZY_1, FUZZY_2, OPEN_1};
use super::tag::Owner;
use super::tokens::Token;
use super::write::{FUZZY, SOURCE};
use crate::content::{Content, Placed};
use crate::review::{Note, Review};
use crate::units::UnitPlace;
use crate::{PrepError, PrepErrorKind};

/// A segment of a unit: tools may split the one there was. The parts of the source come in order, those of the target in theirs.
pub(super) struct Segment {
    /// The place of its target among the others.
    order: usize,
    target: Option<Content>,
    /// Whether it is to be translated: what stands between two that are is not.
    is_segment: bool,
    /// Its part of the unit's source: the bytes of the text, and the codes.
    text: Range<usize>,
    codes: Range<usize>,
}

impl Reader<'_> {
    /// A unit of version 2, whose tag has just been read.
    pub(super) fn unit_2(&mut self) -> Result<Translation, PrepError> {
        let mut unit = self.unit();
        let (mut id, mut fuzzy) = (None, None);
        for (owner, name, value) in self.xml.attributes() {
            match (owner, name) {
                (Owner::Xliff, "id") => id = Some(value.into_owned()),
                (Owner::Xliff, "name") => unit.address = Some(value.into_owned()),
                (Owner::Xliff, "translate") => unit.translate = value != "no",
                (Owner::Ours, "at") => unit.place = read_place(&value),
                (Owner::Ours, "fuzzy") => fuzzy = Some(value.into_owned()),
                _ => {}
            }
        }
        unit.id = id.ok_or_else(|| self.error(PrepErrorKind::BadXliff, "a unit has no id"))?;
        let depth = self.xml.depth();
        let mut segments = std::mem::take(&mut self.segments);
        segments.clear();
        while self.xml.depth() >= depth {
            match self.xml.next_tag()? {
                Token::Start => match self.own() {
                    Some(name @ ("segment" | "ignorable")) => {
                        let is_segment = name == "segment";
                        if is_segment {
                            let is_first = !segments.iter().any(|segment| segment.is_segment);
                            let (state, detail) = (self.attribute("state"), self.attribute("subState"));
                            unit.review.take_least(state, detail, is_first);
                        }
                        let order = segments.len() + 1;
                        segments.push(Segment { order, target: None, is_segment, text: 0..0, codes: 0..0 });
                    }
                    Some("source") => {
                        let (text, codes) = (unit.source.text.len(), unit.source.codes.len());
                        self.content(&mut unit.source, &mut unit.foreign)?;
                        if let Some(segment) = segments.last_mut() {
                            segment.text = text..unit.source.text.len();
                            segment.codes = codes..unit.source.codes.len();
                        }
                    }
                    Some("target") => {
                        let order = self.xml.attribute("order").and_then(|order| order.parse().ok());
                        let mut target = Content::default();
                        self.content(&mut target, &mut unit.foreign)?;
                        if let Some(segment) = segments.last_mut() {
                            segment.order = order.unwrap_or(segment.order);
                            // One with nothing in it is how some tools write that there is none.
                            segment.target = Some(target).filter(|target| !target.is_blank());
                        }
                    }
                    Some("notes") => {}
                    Some("note") => match self.xml.attribute("category").as_deref() {
                        Some(FUZZY_NOTE) if fuzzy.is_some() => unit.fuzzy_note = Some(self.note()?.text),
                        Some(category) if OURS.contains(&category) => self.skip()?,
                        _ => unit.review.notes.push(self.note()?),
                    },
                    _ => self.skip()?,
                },
                Token::Eof => return Err(self.cut_off(&unit)),
                Token::Empty | Token::End | Token::Text | Token::Escaped | Token::Data => {}
            }
        }
        let is_open = |segment: &Segment| {
            let text = &unit.source.text[segment.text.clone()];
            segment.is_segment && segment.target.is_none() && text.contains(char::is_alphabetic)
        };
        unit.n_open = segments.iter().filter(|segment| is_open(segment)).count();
        unit.target = match &mut segments[..] {
            [segment] => segment.target.take(),
            segments => whole_target(&unit.source, segments),
        };
        unit.target = unit.target.and_then(Content::trimmed);
        self.segments = segments;
        unit.is_fuzzy = is_fuzzy(&unit, fuzzy.as_deref());
        unit.review.forget(FUZZY_2);
        Ok(unit)
    }

    /// A unit of 1.2, whose tag has just been read.
    pub(super) fn unit_1(&mut self) -> Result<Translation, PrepError> {
        let mut unit = self.unit();
        let (mut id, mut fuzzy) = (None, None);
        for (owner, name, value) in self.xml.attributes() {
            match (owner, name) {
                (Owner::Xliff, "id") => id = Some(value.into_owned()),
                (Owner::Xliff, "resname") => unit.address = Some(value.into_owned()),
                (Owner::Xliff, "extradata") => {
                    let mut words = value.split_ascii_whitespace();
                    fuzzy = words.find_map(|word| word.strip_prefix(FUZZY)).map(str::to_owned);
                    unit.place = read_place(&value);
                }
                (Owner::Xliff, "approved") => unit.review.is_approved = Some(value == "yes"),
                (Owner::Xliff, "translate") => unit.translate = value != "no",
                _ => {}
            }
        }
        unit.id = id.ok_or_else(|| self.error(PrepErrorKind::BadXliff, "a unit has no id"))?;
        let depth = self.xml.depth();
        while self.xml.depth() >= depth {
            match self.xml.next_tag()? {
                Token::Start => match self.own() {
                    Some("source") => {
                        unit.source = Content::default();
                        self.content(&mut unit.source, &mut unit.foreign)?;
                    }
                    Some("target") => {
                        unit.review.state = self.attribute("state");
                        unit.review.detail = self.attribute("state-qualifier");
                        let mut target = Content::default();
                        self.n_empty = 0;
                        self.content(&mut target, &mut unit.foreign)?;
                        unit.n_open = self.n_empty;
                        unit.target = target.trimmed();
                    }
                    Some("note") => {
                        let is_ours = self.xml.attribute("from").as_deref() == Some("epitome");
                        let note = self.note()?;
                        let said =
                            note.text.strip_prefix(FUZZY_NOTE).and_then(|said| said.strip_prefix(": "));
                        match said {
                            _ if !is_ours => unit.review.notes.push(note),
                            Some(said) if fuzzy.is_some() => unit.fuzzy_note = Some(said.to_owned()),
                            _ => {}
                        }
                    }
                    _ => self.skip()?,
                },
                Token::Eof => return Err(self.cut_off(&unit)),
                Token::Empty | Token::End | Token::Text | Token::Escaped | Token::Data => {}
            }
        }
        unit.is_fuzzy = is_fuzzy(&unit, fuzzy.as_deref());
        if fuzzy.is_some() {
            unit.review.forget(FUZZY_1);
        }
        // Where a tool is told of a unit by a copy, that it needs one is ours, and OmegaT leaves it at the translation.
        if unit.target.as_ref().is_some_and(|target| *target != unit.source) {
            unit.review.state.take_if(|state| state == OPEN_1);
        }
        Ok(unit)
    }

    /// A unit that begins here and says nothing yet.
    fn unit(&mut self) -> Translation {
        Translation {
            id: String::new(),
            address: None,
            place: None,
            translate: true,
            source: Content::default(),
            target: None,
            n_open: 0,
            is_fuzzy: false,
            fuzzy_note: None,
            review: Review::default(),
            foreign: Vec::new(),
            at: self.xml.place(),
        }
    }

    /// A note, whose tag has just been read.
    fn note(&mut self) -> Result<Note, PrepError> {
        let attributes = self.xml.attributes().filter(|(owner, ..)| *owner == Owner::Xliff);
        let attributes = attributes.map(|(_, name, value)| (name.to_owned(), value.into_owned())).collect();
        let mut content = Content::default();
        self.content(&mut content, &mut Vec::new())?;
        Ok(Note { attributes, text: content.text })
    }

    fn cut_off(&mut self, unit: &Translation) -> PrepError {
        let message = format!("the file ends within the unit {}: it is cut off", unit.name());
        self.error(PrepErrorKind::BadXml, message)
    }
}

/// The targets of all segments, the source where one has none; nothing where none has.
fn whole_target(source: &Content, segments: &mut [Segment]) -> Option<Content> {
    segments.iter().find(|segment| segment.target.is_some())?;
    segments.sort_by_key(|segment| segment.order);
    let mut whole = Content::default();
    let mut append = |text: &str, codes: &[Placed], start: usize| {
        let shifted =
            |code: &Placed| Placed { at: code.at - start as u32 + whole.text.len() as u32, ..*code };
        whole.codes.extend(codes.iter().map(shifted));
        whole.text.push_str(text);
    };
    for Segment { target, text, codes, .. } in segments {
        match target {
            Some(target) => append(&target.text, &target.codes, 0),
            None => append(&source.text[text.clone()], &source.codes[codes.clone()], text.start),
        }
    }
    Some(whole)
}

/// A place as the writer writes it.
fn read_place(place: &str) -> Option<UnitPlace> {
    let in_source = place.strip_prefix(SOURCE);
    let spans = in_source.unwrap_or(place);
    // Most units have nothing that is protected.
    let (span, protected) = match read_span(spans) {
        Some(span) => (span, Vec::new()),
        None => {
            let words = spans.split_ascii_whitespace().filter(|word| !word.starts_with(FUZZY));
            let mut spans = words.map(read_span);
            (spans.next()??, spans.collect::<Option<Vec<Span>>>()?)
        }
    };
    Some(if in_source.is_some() { UnitPlace::Meta(span) } else { UnitPlace::Text { span, protected } })
}

fn read_span(span: &str) -> Option<Span> {
    let bytes = span.as_bytes();
    let sign = bytes.iter().position(|byte| *byte == b'-')?;
    let (start, end) = (read_number(&bytes[..sign])?, read_number(&bytes[sign + 1..])?);
    (start <= end).then(|| Span::new(start as usize, end as usize))
}

/// A number of no more than 32 bits: all that are read here are counts of bytes.
fn read_number(digits: &[u8]) -> Option<u32> {
    if !(1..=10).contains(&digits.len()) {
        return None;
    }
    let mut number = 0;
    for digit in digits {
        number = 10 * number + u64::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    u32::try_from(number).ok()
}

/// Whether the target is still the one with this digest, and nobody has confirmed it.
fn is_fuzzy(unit: &Translation, digest: Option<&str>) -> bool {
    let is_unchanged = |digest| unit.target.as_ref().is_some_and(|target| target.digest() == digest);
    !unit.review.is_confirmed() && digest.is_some_and(is_unchanged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_are_written() {
        let text = |span, protected: &[Span]| Some(UnitPlace::Text { span, protected: protected.to_vec() });
        let span = Span::new;
        assert_eq!(read_place("0-24"), text(span(0, 24), &[]));
        assert_eq!(
            read_place("10-4294967295 12-13 15-15"),
            text(span(10, u32::MAX as usize), &[span(12, 13), span(15, 15)])
        );
        assert_eq!(read_place("3-4 5-6 fuzzy=ab-1"), text(span(3, 4), &[span(5, 6)]));
        assert_eq!(read_place("@7-9"), Some(UnitPlace::Meta(span(7, 9))));
        for bad in
            ["", "@", "-", "1", "1-", "-1", "2-1", "1-x", "+1-2", "0-4294967296", "0-99999999999", "1-2 x"]
        {
            assert_eq!(read_place(bad), None, "{bad}");
        }
    }
}
