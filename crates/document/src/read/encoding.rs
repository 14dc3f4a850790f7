//! Which encoding bytes are in, and decoding them with a map that leads back.
//!
//! In this order: a byte order mark; what the caller orders; valid UTF-8; UTF-8 with a few damaged bytes; the zero-byte pattern of UTF-16 without a
//! mark; what chardetng guesses from the first MiB. Over the whole of 29 dirty variants of three texts this order decoded
//! all but Mac Roman, which is not among the guesser's candidates (research on cleaning, 2026).
//!
//! Where nobody had to guess, UTF-8 that was read as windows-1252 before is repaired; over a guess that would do harm.

use std::sync::Arc;

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::guess::guess;
use super::mojibake;
use crate::{Bytes, EncodingEvidence, MAX_TEXT_BYTES, ReadError, ReadErrorKind, ReadOptions, SourceMap};

/// How many bytes are looked at to guess: chardetng decides long before, and a window of 15 kB was found too short.
pub(super) const GUESS_WINDOW: usize = 1 << 20;

/// A text decoded from bytes.
pub(super) struct Decoded {
    pub(super) text: Arc<str>,
    pub(super) map: SourceMap,
    pub(super) encoding: &'static str,
    pub(super) how: EncodingEvidence,
    /// The encoding that the bytes name although they are not in it.
    pub(super) misnamed: Option<&'static str>,
    /// Places in the text where U+FFFD stands for bytes that are no character: the first, and how many.
    pub(super) replaced: Option<(usize, usize)>,
    /// Places in the text where a repaired character stands: the first, and how many.
    pub(super) repaired: Option<(usize, usize)>,
}

impl Decoded {
    /// The same with what was UTF-8 and read as windows-1252 made whole.
    pub(super) fn repaired(self) -> Decoded {
        match mojibake::repair(&self.text) {
            Some(repaired) => Decoded {
                map: repaired.map.compose(&self.map),
                text: repaired.text.into(),
                repaired: Some((repaired.first, repaired.count)),
                ..self
            },
            None => self,
        }
    }
}

/// Decodes bytes in the encoding that is ordered, or in the one they turn out to be in.
pub(super) fn decode(bytes: &Bytes, options: &ReadOptions) -> Result<Decoded, ReadError> {
    if let Some(kind) = binary_format(bytes) {
        let message = format!(
            "the file is not text but {kind}; epitome reads plain text, HTML, Markdown and JSON records"
        );
        return Err(ReadError::new(ReadErrorKind::Binary, message));
    }
    match options.encoding {
        Some(encoding) if Encoding::for_bom(bytes).is_none() => {
            decode_as(encoding.0, bytes, 0, EncodingEvidence::Given)
        }
        Some(_) => find_out(bytes),
        None => find_out(bytes).map(|decoded| match decoded.how {
            EncodingEvidence::Valid | EncodingEvidence::ByteOrderMark => decoded.repaired(),
            _ => decoded,
        }),
    }
}

/// Decodes bytes that name their encoding themselves. An order, a byte order mark and valid UTF-8 go before the name, and so
/// does UTF-8 with a few damaged bytes; a name the bytes contradict counts for nothing. ASCII is valid in all of them, and there the
/// name says what a translation is written in, or, in ISO-2022-JP, what its escapes mean.
pub(super) fn decode_labelled(
    bytes: &Bytes,
    label: &'static Encoding,
    options: &ReadOptions,
) -> Result<Decoded, ReadError> {
    let is_settled = options.encoding.is_some()
        || Encoding::for_bom(bytes).is_some()
        || label == UTF_8
        || looks_binary(bytes);
    let is_utf8 = || matches!(bytes, Bytes::Text(_)) || is_damaged_utf8(bytes);
    if is_settled || !bytes.is_ascii() && is_utf8() {
        let mut decoded = decode(bytes, options)?;
        decoded.misnamed = (decoded.how == EncodingEvidence::Guessed).then_some(label.name());
        return Ok(decoded);
    }
    decode_as(label, bytes, 0, EncodingEvidence::Declared)
}

fn find_out(bytes: &Bytes) -> Result<Decoded, ReadError> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        let message = "the file is UTF-32, which is not read; save it as UTF-8";
        return Err(ReadError::new(ReadErrorKind::Unsupported, message));
    }
    if let Some((encoding, mark_len)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes, mark_len, EncodingEvidence::ByteOrderMark);
    }
    match bytes {
        Bytes::Text(text) if !looks_binary(bytes) => Ok(Decoded {
            text: Arc::clone(text),
            map: SourceMap::identity(bytes.len(), 0),
            encoding: UTF_8.name(),
            how: EncodingEvidence::Valid,
            misnamed: None,
            replaced: None,
            repaired: None,
        }),
        _ => {
            if let Some(encoding) = utf16_without_mark(bytes) {
                return decode_as(encoding, bytes, 0, EncodingEvidence::ZeroBytes);
            }
            if looks_binary(bytes) || (matches!(bytes, Bytes::Other(_)) && memchr::memchr(0, bytes).is_some())
            {
                let message =
                    "the file is not text; epitome reads plain text, HTML, Markdown and JSON records";
                return Err(ReadError::new(ReadErrorKind::Binary, message));
            }
            if is_damaged_utf8(bytes) {
                return decode_as(UTF_8, bytes, 0, EncodingEvidence::Damaged);
            }
            decode_as(guess(bytes), bytes, 0, EncodingEvidence::Guessed)
        }
    }
}

/// What formats that are no text begin with. Those that hold long stretches of text would pass for one otherwise.
const BINARY_FORMATS: [(&[u8], &str); 10] = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or a document of an office suite"),
    (b"\x1F\x8B\x08", "compressed by gzip"),
    (b"\xFD7zXZ\0", "compressed by xz"),
    (b"\x28\xB5\x2F\xFD", "compressed by zstd"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\xD0\xCF\x11\xE0", "a document of an old office suite"),
    (b"{\\rtf", "a document in RTF"),
];

fn binary_format(bytes: &[u8]) -> Option<&'static str> {
    BINARY_FORMATS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

/// More than one control character in ten bytes of the first MiB, white space and escape not counted.
fn looks_binary(bytes: &[u8]) -> bool {
    let window = &bytes[..bytes.len().min(GUESS_WINDOW)];
    let is_control = |byte: &u8| u8::from(matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127));
    // Within a byte, so that sixteen are counted at a time.
    let n_within = |part: &[u8]| usize::from(part.iter().map(is_control).sum::<u8>());
    let n_controls: usize = window.chunks(usize::from(u8::MAX)).map(n_within).sum();
    n_controls * 10 > window.len()
}

/// UTF-16 of any text with spaces, digits or Latin letters has zero bytes, all on the same side of its pairs. (Those of 一, U+4E00, and
/// its like stand on the other side: where few units have one, some are white space, which no such letter looks like.)
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let window = &bytes[..bytes.len().min(1 << 16)];
    let zeros = |at: usize| window.chunks_exact(2).filter(move |pair| pair[at] == 0);
    let (even, odd, n_pairs) = (zeros(0).count(), zeros(1).count(), window.len() / 2);
    let has_space = |at: usize| zeros(at).any(|pair| pair[1 - at].is_ascii_whitespace());
    // A twentieth of the units at least: Vietnamese, the sparsest text tried, has a quarter (spaces and plain letters).
    let is_side = |at: usize, n: usize, n_other: usize| match n * 2 >= n_pairs {
        true => n_other * 20 <= n,
        false => n * 20 >= n_pairs && has_space(at) && !has_space(1 - at),
    };
    let encoding = if is_side(1, odd, even) {
        UTF_16LE
    } else if is_side(0, even, odd) {
        UTF_16BE
    } else {
        return None;
    };
    let units = window.chunks_exact(2).map(|pair| utf16_unit(encoding, pair));
    let n_bad = char::decode_utf16(units).filter(Result::is_err).count();
    (n_bad <= 1).then_some(encoding) // a pair cut by the end of the window
}

/// At least ten sound multi-byte characters for each damaged place: then it is UTF-8 with accidents, and guessing another
/// encoding for the whole would spoil all of it.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut n_sound, mut n_damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_sound += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        n_damaged += usize::from(!chunk.invalid().is_empty());
    }
    n_sound >= 10 * n_damaged
}

fn utf16_unit(encoding: &'static Encoding, pair: &[u8]) -> u16 {
    let pair = [pair[0], pair[1]];
    if encoding == UTF_16LE { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
}

fn decode_as(
    encoding: &'static Encoding,
    bytes: &[u8],
    mark_len: usize,
    how: EncodingEvidence,
) -> Result<Decoded, ReadError> {
    let mut sink =
        Sink { text: String::with_capacity(bytes.len()), map: SourceMap::default(), replaced: None };
    sink.map.skip_source(mark_len);
    let body = &bytes[mark_len..];
    if encoding == UTF_8 {
        decode_utf8(body, &mut sink);
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        decode_utf16(encoding, body, &mut sink);
    } else {
        decode_legacy(encoding, body, &mut sink);
    }
    if sink.text.len() > MAX_TEXT_BYTES {
        return Err(ReadError::new(
            ReadErrorKind::TooLarge,
            "the text is longer than 2 GiB once decoded; split the file",
        ));
    }
    Ok(Decoded {
        text: sink.text.into(),
        map: sink.map,
        encoding: encoding.name(),
        how,
        misnamed: None,
        replaced: sink.replaced,
        repaired: None,
    })
}

/// Where decoded characters go: text and map grow together.
struct Sink {
    text: String,
    map: SourceMap,
    replaced: Option<(usize, usize)>,
}

impl Sink {
    fn copy(&mut self, text: &str) {
        self.text.push_str(text);
        self.map.push_copy(text.len());
    }

    fn atom(&mut self, text: &str, source_len: usize) {
        self.text.push_str(text);
        self.map.push_atom(text.len(), source_len);
    }

    fn replace(&mut self, source_len: usize) {
        let (_, count) = self.replaced.get_or_insert((self.text.len(), 0));
        *count += 1;
        self.atom("\u{FFFD}", source_len);
    }
}

fn decode_utf8(bytes: &[u8], sink: &mut Sink) {
    for chunk in bytes.utf8_chunks() {
        sink.copy(chunk.valid());
        if !chunk.invalid().is_empty() {
            sink.replace(chunk.invalid().len());
        }
    }
}

fn decode_utf16(encoding: &'static Encoding, bytes: &[u8], sink: &mut Sink) {
    let pairs = bytes.chunks_exact(2);
    let n_left_over = pairs.remainder().len();
    for result in char::decode_utf16(pairs.map(|pair| utf16_unit(encoding, pair))) {
        match result {
            Ok(c) => sink.atom(c.encode_utf8(&mut [0; 4]), 2 * c.len_utf16()),
            Err(_) => sink.replace(2),
        }
    }
    if n_left_over > 0 {
        sink.replace(n_left_over);
    }
}

/// Feeds the decoder byte by byte, so that every character is seen with the bytes it came from. Runs of ASCII are copied
/// whole, which is what makes this quick on real text.
fn decode_legacy(encoding: &'static Encoding, bytes: &[u8], sink: &mut Sink) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0; 32];
    let (mut start, mut at) = (0, 0); // bytes start..at are read but have not yet given a character
    loop {
        if start == at && encoding.is_ascii_compatible() {
            let n_ascii = Encoding::ascii_valid_up_to(&bytes[at..]);
            let ascii = std::str::from_utf8(&bytes[at..at + n_ascii]).expect("ASCII is UTF-8");
            sink.copy(ascii);
            at += n_ascii;
            start = at;
        }
        let is_last = at == bytes.len();
        let next = if is_last { &[][..] } else { &bytes[at..=at] };
        let (result, n_read, n_written) =
            decoder.decode_to_utf8_without_replacement(next, &mut buffer, is_last);
        at += n_read;
        if n_written > 0 {
            let text = std::str::from_utf8(&buffer[..n_written]).expect("the decoder writes UTF-8");
            sink.atom(text, at - start);
            start = at;
        }
        match result {
            DecoderResult::Malformed(_, n_after) => {
                let end = at - usize::from(n_after);
                sink.replace(end.saturating_sub(start).max(1).min(at - start));
                start = end.max(start);
            }
            DecoderResult::InputEmpty if is_last => break,
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
        }
    }
    sink.map.skip_source(bytes.len() - start); // shift sequences at the very end
}

#[cfg(test)]
mod tests;
