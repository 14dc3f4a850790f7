//! [`Reader`]: the files and units of XLIFF 1.2, 2.0, 2.1 and 2.2, a stream.

use std::borrow::Cow;
use std::io::BufRead;

use epitome_document::{LangTag, Span};
use quick_xml::events::{BytesRef, BytesStart, Event as Xml};

use super::Version;
use super::inline::{CLOSE, OPEN};
use super::source::Source;
use super::write::{COUNT_TYPE, FUZZY, SOURCE};
use crate::content::{Content, Part};
use crate::units::UnitPlace;
use crate::{Place, PrepError, PrepErrorKind};

/// How deep elements may stand in one another. Our own files need eight; groups and codes inside each other some more.
const MAX_DEPTH: usize = 256;

/// Something read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A source file begins; the units up to the next are of it.
    File {
        /// The name it was extracted under.
        original: String,
        /// SHA-256 of its bytes, where the file still says it.
        sha256: Option<String>,
        /// The language of the source.
        source: Option<LangTag>,
        /// The language of the translation.
        target: Option<LangTag>,
        /// How many units were written, where the file still says it: some may not have come back.
        n_units: Option<usize>,
    },
    /// A unit, with its translation.
    Unit(Translation),
}

/// A unit as it came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Its id.
    pub id: String,
    /// Its address for people, where it has one.
    pub address: Option<String>,
    /// Where it stands in its source; `None` when a tool has dropped that.
    pub place: Option<UnitPlace>,
    /// Whether it was to be translated.
    pub translate: bool,
    /// Its source.
    pub source: Content,
    /// Its translation, where there is one.
    pub target: Option<Content>,
    /// Whether the translation is of an earlier text, and nobody has changed or confirmed it.
    pub is_fuzzy: bool,
    /// The ids of codes that no unit of ours has.
    pub foreign: Vec<String>,
    /// Where in the file it begins.
    pub at: Place,
}

impl Translation {
    /// What to call it in messages.
    #[must_use]
    pub fn name(&self) -> &str {
        self.address.as_deref().unwrap_or(&self.id)
    }
}

/// Reads XLIFF, unit by unit.
///
/// Entities of the file's own are not expanded and nothing is fetched. A tag or text of more than 16 MiB and elements more
/// than 256 deep are errors.
pub struct Reader<'a> {
    xml: quick_xml::Reader<Source<'a>>,
    buffer: Vec<u8>,
    /// The prefix of the elements of XLIFF; all others are passed over with what they hold.
    prefix: String,
    version: Version,
    source: Option<LangTag>,
    target: Option<LangTag>,
    depth: usize,
    at: Place,
    is_done: bool,
    pending: Option<PendingFile>,
}

struct PendingFile {
    original: String,
    sha256: Option<String>,
    source: Option<LangTag>,
    target: Option<LangTag>,
    n_units: Option<usize>,
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("at", &self.at).finish_non_exhaustive()
    }
}

/// An event that owns what it needs: the reader goes on while it is looked at.
enum Token {
    Start(BytesStart<'static>),
    Empty(BytesStart<'static>),
    End,
    Text(String),
    Eof,
}

impl<'a> Reader<'a> {
    /// Begins to read: up to the root element.
    ///
    /// # Errors
    /// When it is no XLIFF of a version that is read.
    pub fn new(input: impl BufRead + 'a) -> Result<Reader<'a>, PrepError> {
        let source = Source::new(input)?;
        let mut reader = Reader {
            xml: quick_xml::Reader::from_reader(source),
            buffer: Vec::new(),
            prefix: String::new(),
            version: Version::V2_0,
            source: None,
            target: None,
            depth: 0,
            at: Place { line: 1, column: 1 },
            is_done: false,
            pending: None,
        };
        reader.root()?;
        Ok(reader)
    }

    /// The version of the file; 2.2, whose core is that of 2.1 but for its namespace, counts as 2.1.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The next file or unit; `None` at the end.
    ///
    /// # Errors
    /// When the file is not well formed, or not what XLIFF allows.
    #[allow(clippy::should_implement_trait, reason = "it fails, and a for loop would hide that")]
    pub fn next(&mut self) -> Result<Option<Event>, PrepError> {
        while !self.is_done {
            match self.token()? {
                Token::Start(element) => match self.own(&element) {
                    Some("file") => {
                        self.pending = Some(PendingFile {
                            original: self.attribute(&element, "original")?.unwrap_or_default(),
                            sha256: self.attribute(&element, "sha256")?,
                            source: self.tag(&element, "source-language")?.or(self.source),
                            target: self.tag(&element, "target-language")?.or(self.target),
                            n_units: self.attribute(&element, "units")?.and_then(|n| n.parse().ok()),
                        });
                        if !self.is_1() {
                            return Ok(self.file());
                        }
                    }
                    Some("header") => self.header()?,
                    Some("body" | "group") => {
                        if let Some(file) = self.file() {
                            return Ok(Some(file));
                        }
                    }
                    Some("unit") if !self.is_1() => {
                        return self.unit_2(&element).map(|unit| Some(Event::Unit(unit)));
                    }
                    Some("trans-unit") if self.is_1() => {
                        return self.unit_1(&element).map(|unit| Some(Event::Unit(unit)));
                    }
                    Some(
                        "notes" | "skeleton" | "note" | "bin-unit" | "context-group" | "count-group"
                        | "prop-group",
                    )
                    | None => self.skip()?,
                    Some(other) => {
                        let message = format!("<{other}> may not stand here");
                        return Err(self.error(PrepErrorKind::BadXliff, message));
                    }
                },
                Token::Eof if self.depth > 0 => {
                    return Err(self.error(
                        PrepErrorKind::BadXml,
                        "the file ends before its elements do: it is cut off",
                    ));
                }
                Token::Eof => self.is_done = true,
                Token::Empty(_) | Token::End | Token::Text(_) => {}
            }
        }
        Ok(None)
    }

    fn is_1(&self) -> bool {
        self.version == Version::V1_2
    }

    fn root(&mut self) -> Result<(), PrepError> {
        let not_xliff = "this is no XLIFF: its root element is not <xliff>";
        loop {
            match self.token()? {
                Token::Text(text) if text.trim().is_empty() => {}
                Token::Start(element) | Token::Empty(element) => {
                    let name = element.name();
                    if name.local_name().as_ref() != "xliff" {
                        return Err(self.error(PrepErrorKind::BadXliff, not_xliff));
                    }
                    self.prefix = name.prefix().map(|prefix| prefix.as_ref().to_owned()).unwrap_or_default();
                    let version = self.attribute(&element, "version")?.unwrap_or_default();
                    self.version = match version.as_str() {
                        "1.2" => Version::V1_2,
                        "2.0" => Version::V2_0,
                        "2.1" | "2.2" => Version::V2_1,
                        _ => {
                            let message = format!("XLIFF {version:?} is not read; 1.2, 2.0, 2.1 and 2.2 are");
                            return Err(self.error(PrepErrorKind::BadXliff, message));
                        }
                    };
                    self.source = self.tag(&element, "srcLang")?;
                    self.target = self.tag(&element, "trgLang")?;
                    return Ok(());
                }
                Token::Text(_) | Token::End | Token::Eof => {
                    return Err(self.error(PrepErrorKind::BadXliff, not_xliff));
                }
            }
        }
    }

    fn file(&mut self) -> Option<Event> {
        let PendingFile { original, sha256, source, target, n_units } = self.pending.take()?;
        Some(Event::File { original, sha256, source, target, n_units })
    }

    /// The header of 1.2, which names the hash of the source and the number of units.
    fn header(&mut self) -> Result<(), PrepError> {
        let depth = self.depth;
        let mut is_count = false;
        while self.depth >= depth {
            match self.token()? {
                Token::Start(element) | Token::Empty(element) => {
                    let uid = match self.own(&element) {
                        Some("external-file") => self.attribute(&element, "uid")?,
                        _ => None,
                    };
                    let is_ours = self.own(&element) == Some("count");
                    is_count =
                        is_ours && self.attribute(&element, "count-type")?.as_deref() == Some(COUNT_TYPE);
                    if let (Some(uid), Some(file)) = (uid, &mut self.pending) {
                        file.sha256 = uid.strip_prefix("sha256-").map(str::to_owned);
                    }
                }
                Token::Text(text) if is_count => {
                    if let Some(file) = &mut self.pending {
                        file.n_units = text.trim().parse().ok();
                    }
                    is_count = false;
                }
                Token::Eof => {
                    return Err(self.error(PrepErrorKind::BadXml, "the file ends within its header"));
                }
                Token::End | Token::Text(_) => {}
            }
        }
        Ok(())
    }

    fn unit_2(&mut self, element: &BytesStart<'static>) -> Result<Translation, PrepError> {
        let (mut unit, [_, fuzzy]) = self.translation(element, ["name", "at", "fuzzy"])?;
        let mut is_confirmed = true;
        let depth = self.depth;
        // Tools may split a segment: the parts of the source come in order, those of the target in theirs.
        let mut targets: Vec<(usize, Option<Content>, Content)> = Vec::new();
        let mut order = 0;
        while self.depth >= depth {
            match self.token()? {
                Token::Start(element) => match self.own(&element) {
                    Some(name @ ("segment" | "ignorable")) => {
                        if name == "segment" {
                            let state = self.attribute(&element, "state")?;
                            is_confirmed &=
                                matches!(state.as_deref(), Some("translated" | "reviewed" | "final"));
                        }
                        order = targets.len() + 1;
                        targets.push((order, None, Content::default()));
                    }
                    Some("source") => {
                        let content = self.content(&mut unit.foreign)?;
                        append(&mut unit.source, &content);
                        if let Some((_, _, source)) = targets.last_mut() {
                            *source = content;
                        }
                    }
                    Some("target") => {
                        let given = self.attribute(&element, "order")?.and_then(|given| given.parse().ok());
                        let content = self.content(&mut unit.foreign)?;
                        if let Some(target) = targets.last_mut() {
                            *target = (given.unwrap_or(order), Some(content), std::mem::take(&mut target.2));
                        }
                    }
                    _ => self.skip()?,
                },
                Token::Empty(element) if self.own(&element) == Some("target") => {
                    if let Some((_, target, _)) = targets.last_mut() {
                        *target = Some(Content::default());
                    }
                }
                Token::Eof => return Err(self.cut_off(&unit)),
                Token::Empty(_) | Token::End | Token::Text(_) => {}
            }
        }
        let is_empty = |content: &Content| content.text.is_empty() && content.codes.is_empty();
        // A target with nothing in it is how some tools write that there is none.
        let has_target =
            targets.iter().any(|(_, target, _)| target.as_ref().is_some_and(|target| !is_empty(target)));
        if has_target {
            targets.sort_by_key(|(order, ..)| *order);
            let mut whole = Content::default();
            for (_, target, source) in &targets {
                append(&mut whole, target.as_ref().filter(|target| !is_empty(target)).unwrap_or(source));
            }
            unit.target = Some(whole);
        }
        unit.is_fuzzy = !is_confirmed && is_unchanged(&unit, fuzzy.as_deref());
        Ok(unit)
    }

    fn unit_1(&mut self, element: &BytesStart<'static>) -> Result<Translation, PrepError> {
        let (mut unit, [place, approved]) =
            self.translation(element, ["resname", "extradata", "approved"])?;
        let words = place.as_deref().unwrap_or_default().split_ascii_whitespace();
        let fuzzy = words.into_iter().find_map(|word| word.strip_prefix(FUZZY));
        let mut is_confirmed = approved.as_deref() == Some("yes");
        let depth = self.depth;
        while self.depth >= depth {
            match self.token()? {
                Token::Start(element) => match self.own(&element) {
                    Some("source") => unit.source = self.content(&mut unit.foreign)?,
                    Some("target") => {
                        let state = self.attribute(&element, "state")?;
                        is_confirmed |=
                            matches!(state.as_deref(), Some("translated" | "final" | "signed-off"));
                        let target = self.content(&mut unit.foreign)?;
                        unit.target = (!target.text.is_empty() || !target.codes.is_empty()).then_some(target);
                    }
                    _ => self.skip()?,
                },
                Token::Eof => return Err(self.cut_off(&unit)),
                Token::Empty(_) | Token::End | Token::Text(_) => {}
            }
        }
        unit.is_fuzzy = !is_confirmed && is_unchanged(&unit, fuzzy);
        Ok(unit)
    }

    /// A unit by its attributes, `names` being those of its address, of its place and of one thing more; the last two as they are.
    fn translation(
        &mut self,
        element: &BytesStart<'static>,
        [name, place, other]: [&str; 3],
    ) -> Result<(Translation, [Option<String>; 2]), PrepError> {
        let [id, translate, address, place, other] =
            self.attributes(element, ["id", "translate", name, place, other])?;
        let Some(id) = id else {
            return Err(self.error(PrepErrorKind::BadXliff, "a unit has no id"));
        };
        let unit = Translation {
            id,
            address,
            place: place.as_deref().and_then(read_place),
            translate: translate.as_deref() != Some("no"),
            source: Content::default(),
            target: None,
            is_fuzzy: false,
            foreign: Vec::new(),
            at: self.at,
        };
        Ok((unit, [place, other]))
    }

    /// What stands in a source or target, up to its end.
    fn content(&mut self, foreign: &mut Vec<String>) -> Result<Content, PrepError> {
        let mut content = Content::default();
        let depth = self.depth;
        let mut open: Vec<Option<u32>> = Vec::new();
        while self.depth >= depth {
            match self.token()? {
                Token::Text(text) => content.push_text(&text),
                Token::End => {
                    if let Some(Some(id)) = open.pop() {
                        content.push_code(id, Part::Close);
                    }
                }
                Token::Eof => return Err(self.error(PrepErrorKind::BadXml, "the file ends within a text")),
                Token::Start(element) => match self.own(&element) {
                    Some("pc" | "g") => {
                        let id = self.id(&element, &["id"], foreign)?;
                        content.push_code(id, Part::Open);
                        open.push(Some(id));
                    }
                    Some("mrk") => open.push(None),
                    Some(_) => {
                        self.single(&element, &mut content, foreign)?;
                        self.skip()?;
                    }
                    None => self.skip()?,
                },
                Token::Empty(element) => match self.own(&element) {
                    Some("pc" | "g") => {
                        let id = self.id(&element, &["id"], foreign)?;
                        content.push_code(id, Part::Open);
                        content.push_code(id, Part::Close);
                    }
                    Some(_) => self.single(&element, &mut content, foreign)?,
                    None => {}
                },
            }
        }
        Ok(content)
    }

    /// An element that is a code as a whole; what it holds is code of the source format, no text.
    fn single(
        &mut self,
        element: &BytesStart<'static>,
        content: &mut Content,
        foreign: &mut Vec<String>,
    ) -> Result<(), PrepError> {
        let (part, names): (Part, &[&str]) = match self.own(element) {
            Some("x") => {
                let id = self.attribute(element, "id")?.unwrap_or_default();
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
                let is_close = self.attribute(element, "pos")?.as_deref() == Some("close");
                (if is_close { Part::Close } else { Part::Open }, &["rid", "id"])
            }
            Some("cp") => {
                let hex = self.attribute(element, "hex")?.unwrap_or_default();
                let c = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
                content.text.extend(c);
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
        let id = self.id(element, names, foreign)?;
        content.push_code(id, part);
        Ok(())
    }

    /// The number of a code, by the first of these attributes there is.
    fn id(
        &mut self,
        element: &BytesStart<'static>,
        names: &[&str],
        foreign: &mut Vec<String>,
    ) -> Result<u32, PrepError> {
        for name in names {
            if let Some(given) = self.attribute(element, name)? {
                return Ok(number_of(&given, foreign));
            }
        }
        let message = format!("<{}> has no id", element.name().as_ref());
        Err(self.error(PrepErrorKind::BadXliff, message))
    }

    /// The name of an element of XLIFF; `None` for one of another namespace.
    fn own<'e>(&self, element: &'e BytesStart<'static>) -> Option<&'e str> {
        let (local, prefix) = element.name().decompose();
        let prefix = prefix.map_or("", |prefix| prefix.into_inner());
        (prefix == self.prefix).then_some(local.into_inner())
    }

    /// Passes over all up to the end of the element that has just begun.
    fn skip(&mut self) -> Result<(), PrepError> {
        let depth = self.depth;
        while self.depth >= depth {
            if let Some(Token::Eof) = self.read(false)? {
                return Err(
                    self.error(PrepErrorKind::BadXml, "the file ends before its elements do: it is cut off")
                );
            }
        }
        Ok(())
    }

    fn token(&mut self) -> Result<Token, PrepError> {
        loop {
            if let Some(token) = self.read(true)? {
                return Ok(token);
            }
        }
    }

    /// Reads one event, which is nothing where it is a comment or the like. What is passed over is not copied.
    fn read(&mut self, is_wanted: bool) -> Result<Option<Token>, PrepError> {
        let element = |element: BytesStart<'_>| {
            if is_wanted { element.into_owned() } else { BytesStart::new("") }
        };
        let text = |text: Cow<'_, str>| if is_wanted { text.into_owned() } else { String::new() };
        self.buffer.clear();
        self.at = self.xml.get_mut().begin_event();
        let event = match self.xml.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(err) => {
                let at = self.xml.get_mut().place();
                let kind = match &err {
                    quick_xml::Error::Io(_) => PrepErrorKind::TooLarge,
                    _ => PrepErrorKind::BadXml,
                };
                return Err(PrepError::new(kind, format!("the file is no well-formed XML: {err}")).at(at));
            }
        };
        let token = match event {
            Xml::Start(start) => Token::Start(element(start)),
            Xml::Empty(empty) => Token::Empty(element(empty)),
            Xml::End(_) => Token::End,
            Xml::Text(event) => Token::Text(text(event.xml10_content())),
            Xml::CData(event) => Token::Text(text(event.xml10_content())),
            Xml::GeneralRef(reference) => match resolved(&reference) {
                Some(text) => Token::Text(text),
                None => {
                    let message = format!(
                        "the entity &{}; is not known; entities of a file's own are not expanded",
                        &*reference
                    );
                    return Err(PrepError::new(PrepErrorKind::BadXml, message).at(self.at));
                }
            },
            Xml::Eof => Token::Eof,
            Xml::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(Result::ok).unwrap_or_default();
                if !encoding.is_empty() && !encoding.to_ascii_lowercase().starts_with("utf") {
                    let message = format!("the file is in {encoding}; save it as UTF-8");
                    return Err(PrepError::new(PrepErrorKind::BadXml, message).at(self.at));
                }
                return Ok(None);
            }
            Xml::Comment(_) | Xml::PI(_) | Xml::DocType(_) => return Ok(None),
        };
        match token {
            Token::Start(_) if self.depth == MAX_DEPTH => {
                let message = format!("elements stand more than {MAX_DEPTH} deep in one another");
                return Err(self.error(PrepErrorKind::TooLarge, message));
            }
            Token::Start(_) => self.depth += 1,
            Token::End => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        Ok(Some(token))
    }

    /// The value of an attribute, whatever its prefix.
    fn attribute(&self, element: &BytesStart<'static>, name: &str) -> Result<Option<String>, PrepError> {
        let [value] = self.attributes(element, [name])?;
        Ok(value)
    }

    /// The values of these attributes, whatever their prefixes; the first of those with one name.
    fn attributes<const N: usize>(
        &self,
        element: &BytesStart<'static>,
        names: [&str; N],
    ) -> Result<[Option<String>; N], PrepError> {
        let mut values = [const { None }; N];
        for attribute in element.attributes() {
            let wrong = |err: &dyn std::fmt::Display| {
                self.error(
                    PrepErrorKind::BadXml,
                    format!("an attribute of <{}>: {err}", element.name().as_ref()),
                )
            };
            let attribute = attribute.map_err(|err| wrong(&err))?;
            let local = attribute.key.local_name();
            let Some(idx) = names.iter().position(|name| local.as_ref() == *name) else { continue };
            if values[idx].is_none() {
                let value = attribute
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .map_err(|err| wrong(&err))?;
                values[idx] = Some(value.into_owned());
            }
        }
        Ok(values)
    }

    fn tag(&self, element: &BytesStart<'static>, name: &str) -> Result<Option<LangTag>, PrepError> {
        let Some(given) = self.attribute(element, name)? else { return Ok(None) };
        let wrong = |err| self.error(PrepErrorKind::BadXliff, format!("{name}: {err}"));
        LangTag::parse(&given).map(Some).map_err(wrong)
    }

    fn error(&self, kind: PrepErrorKind, message: impl Into<String>) -> PrepError {
        PrepError::new(kind, message).at(self.at)
    }

    fn cut_off(&self, unit: &Translation) -> PrepError {
        self.error(
            PrepErrorKind::BadXml,
            format!("the file ends within the unit {}: it is cut off", unit.name()),
        )
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

/// Whether the target is still the one with this digest.
fn is_unchanged(unit: &Translation, digest: Option<&str>) -> bool {
    digest.is_some_and(|digest| unit.target.as_ref().is_some_and(|target| target.digest() == digest))
}

fn append(whole: &mut Content, part: &Content) {
    let shift = whole.text.len() as u32;
    whole.text.push_str(&part.text);
    whole.codes.extend(part.codes.iter().map(|code| crate::content::Placed { at: code.at + shift, ..*code }));
}

/// The character of a reference; of the entities only those that XML itself has.
fn resolved(reference: &BytesRef<'_>) -> Option<String> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        Ok(None) => quick_xml::escape::resolve_xml_entity(reference).map(str::to_owned),
        Err(_) => None,
    }
}

/// A place as the writer writes it.
fn read_place(place: &str) -> Option<UnitPlace> {
    let in_source = place.strip_prefix(SOURCE);
    let place = in_source.unwrap_or(place);
    let words = place.split_ascii_whitespace().filter(|word| !word.starts_with(FUZZY));
    let mut spans = words.map(|span| {
        let (start, end) = span.split_once('-')?;
        let (start, end) = (start.parse::<u32>().ok()?, end.parse::<u32>().ok()?);
        (start <= end).then(|| Span::new(start as usize, end as usize))
    });
    let span = spans.next()??;
    Some(match in_source {
        Some(_) => UnitPlace::Meta(span),
        None => UnitPlace::Text { span, protected: spans.collect::<Option<Vec<Span>>>()? },
    })
}
