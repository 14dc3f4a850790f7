//! Texts with codes, in the elements of all versions.

use super::inline::{CLOSE, OPEN};
use super::read::Reader;
use super::tokens::Token;
use crate::anatomy::is_xml_char;
use crate::content::{Content, Part};
use crate::references::resolve;
use crate::{PrepError, PrepErrorKind};

/// An element that is open in a text.
enum Open {
    /// A code.
    Code(u32),
    /// Something said of the text.
    Annotation,
    /// A segment of 1.2, and where the text was when it began.
    Segment(usize),
}

impl Reader<'_> {
    /// Adds what stands in a source or target, up to its end, and the ids of codes that no unit of ours has.
    pub(super) fn content(
        &mut self,
        content: &mut Content,
        foreign: &mut Vec<String>,
    ) -> Result<(), PrepError> {
        let depth = self.xml.depth();
        let mut open: Vec<Open> = Vec::new();
        while self.xml.depth() >= depth {
            match self.xml.next()? {
                Token::Escaped => push_escaped(content, self.xml.text()),
                Token::Text | Token::Data => content.push_text(self.xml.text()),
                Token::End => match open.pop() {
                    Some(Open::Code(id)) => content.push_code(id, Part::Close),
                    Some(Open::Segment(start)) => {
                        self.n_empty += usize::from(content.text[start..].trim().is_empty())
                    }
                    Some(Open::Annotation) | None => {}
                },
                Token::Eof => return Err(self.error(PrepErrorKind::BadXml, "the file ends within a text")),
                Token::Start => match self.own() {
                    Some("pc" | "g") => {
                        let id = self.id(&["id"], foreign)?;
                        content.push_code(id, Part::Open);
                        open.push(Open::Code(id));
                    }
                    Some("mrk") if self.is_segment() => open.push(Open::Segment(content.text.len())),
                    Some("mrk") => open.push(Open::Annotation),
                    Some(_) => {
                        self.single(content, foreign)?;
                        self.skip()?;
                    }
                    None => self.skip()?,
                },
                Token::Empty => match self.own() {
                    Some("pc" | "g") => {
                        let id = self.id(&["id"], foreign)?;
                        content.push_code(id, Part::Open);
                        content.push_code(id, Part::Close);
                    }
                    Some("mrk") => self.n_empty += usize::from(self.is_segment()),
                    Some(_) => self.single(content, foreign)?,
                    None => {}
                },
            }
        }
        Ok(())
    }

    /// Whether the annotation that begins is a segment of 1.2.
    fn is_segment(&self) -> bool {
        self.xml.attribute("mtype").as_deref() == Some("seg")
    }

    /// An element that is a code as a whole; what it holds is code of the source format, no text.
    fn single(&mut self, content: &mut Content, foreign: &mut Vec<String>) -> Result<(), PrepError> {
        let (part, names): (Part, &[&str]) = match self.own() {
            Some("x") => {
                let id = self.attribute("id").unwrap_or_default();
                let half = [(OPEN, Part::Open), (CLOSE, Part::Close)]
                    .into_iter()
                    .find_map(|(end, part)| Some((id.strip_suffix(end)?, part)));
                if let Some((number, part)) = half {
                    content.push_code(number_of(number, foreign), part);
                    return Ok(());
                }
                (Part::Alone, &["id"])
            }
            Some("ph") => (Part::Alone, &["id"]),
            Some("sc") => (Part::Open, &["id"]),
            Some("ec") => (Part::Close, &["startRef", "id"]),
            Some("bx" | "bpt") => (Part::Open, &["rid", "id"]),
            Some("ex" | "ept") => (Part::Close, &["rid", "id"]),
            Some("it") => {
                let is_close = self.attribute("pos").as_deref() == Some("close");
                (if is_close { Part::Close } else { Part::Open }, &["rid", "id"])
            }
            Some("cp") => {
                let hex = self.attribute("hex").unwrap_or_default();
                // What no XML may hold stands in no unit of ours but as a code, and pages forbid it too.
                let c = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
                match c.filter(|c| is_xml_char(*c)) {
                    Some(c) => content.text.push(c),
                    None => foreign.push(format!("U+{hex}")),
                }
                return Ok(());
            }
            // Annotations say something of a text and are no part of it.
            Some("mrk" | "sm" | "em") => return Ok(()),
            Some(other) => {
                let message = format!("<{other}> may not stand in a text");
                return Err(self.error(PrepErrorKind::BadXliff, message));
            }
            None => return Ok(()),
        };
        let id = self.id(names, foreign)?;
        content.push_code(id, part);
        Ok(())
    }

    /// The number of a code, by the first of these attributes there is.
    fn id(&mut self, names: &[&str], foreign: &mut Vec<String>) -> Result<u32, PrepError> {
        if let Some(given) = names.iter().find_map(|name| self.xml.attribute(name)) {
            return Ok(number_of(&given, foreign));
        }
        let message = format!("<{}> has no id", self.xml.element());
        Err(self.error(PrepErrorKind::BadXliff, message))
    }
}

/// The number in an id of ours.
fn number_of(given: &str, foreign: &mut Vec<String>) -> u32 {
    let number = given.parse().ok().filter(|number: &u32| *number > 0 && number.to_string() == given);
    if number.is_none() {
        foreign.push(given.to_owned());
    }
    number.unwrap_or(0)
}

/// Adds text whose references are known. What a reference stands for is no half of a line end.
pub(super) fn push_escaped(content: &mut Content, text: &str) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        content.push_text(before);
        let (reference, after) = after.split_once(';').unwrap_or((after, ""));
        if let Ok(c) = resolve(reference) {
            content.push_text(c.encode_utf8(&mut [0; 4]));
        }
        rest = after;
    }
    content.push_text(rest);
}
