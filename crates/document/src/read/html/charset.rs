//! Which encoding a page is in: a byte order mark, valid UTF-8, what the page says of itself, a guess, in this order.
//!
//! Valid UTF-8 goes before what the page says, because pages that were converted keep their old label, and no text of a few
//! words in another encoding is valid UTF-8 by accident; but ASCII alone, which is valid in all encodings, is in the one it says.

use encoding_rs::Encoding;

use super::super::encoding::{self, Decoded};
use super::tokenizer::{TokenKind, Tokenizer};
use crate::{Bytes, ReadError, ReadOptions};

/// How many bytes are searched for a label, as in the standard.
const WINDOW: usize = 1024;

pub(in crate::read) fn decode(bytes: &Bytes, options: &ReadOptions) -> Result<Decoded, ReadError> {
    match label(bytes) {
        Some(encoding) => encoding::decode_labelled(bytes, encoding, options),
        None => encoding::decode(bytes, options),
    }
}

/// The encoding a page names in its first 1,024 bytes, in a `meta` or else in its XML declaration.
fn label(bytes: &[u8]) -> Option<&'static Encoding> {
    // What is not ASCII is of no consequence here, so every byte may stand for a character.
    let window: String = bytes[..bytes.len().min(WINDOW)].iter().map(|byte| char::from(*byte)).collect();
    let mut tokenizer = Tokenizer::new(&window, usize::MAX);
    while let Ok(Some(token)) = tokenizer.next() {
        let TokenKind::Start { name, .. } = token.kind else { continue };
        if !window[name.range()].eq_ignore_ascii_case("meta") {
            continue;
        }
        let attribute = |name: &str| {
            let mut all = tokenizer.attributes.iter();
            let found = all.find(|attribute| window[attribute.name.range()].eq_ignore_ascii_case(name))?;
            Some(&window[found.value.range()])
        };
        let named = attribute("charset").or_else(|| {
            let is_type = attribute("http-equiv")?.eq_ignore_ascii_case("content-type");
            is_type.then(|| attribute("content").and_then(charset_of)).flatten()
        });
        if let Some(encoding) = named.and_then(|label| Encoding::for_label(label.as_bytes())) {
            // A page whose label could be read is not in UTF-16.
            return Some(encoding.output_encoding());
        }
    }
    let declaration = window.strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = value.split(['"', '\'']).nth(1)?;
    Encoding::for_label(label.as_bytes()).map(Encoding::output_encoding)
}

/// The charset of a content type: `text/html; charset=iso-8859-1`.
fn charset_of(content: &str) -> Option<&str> {
    let at = content.to_ascii_lowercase().find("charset")? + "charset".len();
    let value = content[at..].trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    value.split(|c: char| c.is_whitespace() || matches!(c, ';' | '"' | '\'')).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EncodingEvidence;

    fn read(head: &str, text: &[u8]) -> (String, EncodingEvidence, &'static str) {
        let decoded = decode(&[head.as_bytes(), text].concat().into(), &ReadOptions::default()).unwrap();
        let text = decoded.text[head.len()..].to_owned();
        (text, decoded.how, decoded.encoding)
    }

    #[test]
    fn the_page_says_it() {
        for head in [
            "<meta charset=windows-1258>",
            "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1258'>",
            "<!-- <meta charset=utf-8> --><title>x</title><meta charset='windows-1258' />",
            "<?xml version='1.0' encoding = \"windows-1258\"?><html>",
            "<?xml version=\"1.0\" encoding='utf-8'?><meta charset=windows-1258>",
        ] {
            let read = read(head, b"\xCC\xC0");
            assert_eq!(read, ("\u{300}À".to_owned(), EncodingEvidence::Declared, "windows-1258"), "{head}");
        }
    }

    #[test]
    fn valid_utf_8_goes_before_the_label_and_a_wrong_label_for_nothing() {
        let (text, how, _) = read("<meta charset=iso-8859-1>", "déjà".as_bytes());
        assert_eq!((text.as_str(), how), ("déjà", EncodingEvidence::Valid));
        let (text, how, _) = read("<meta charset=utf-8>", b"d\xE9j\xE0 vu, il \xE9tait l\xE0");
        assert_eq!((text.as_str(), how), ("déjà vu, il était là", EncodingEvidence::Guessed));
    }

    /// Escapes are valid UTF-8, and what they mean was read as "$B:rF|".
    #[test]
    fn escapes_go_before_valid_utf_8_where_the_page_names_them() {
        let (bytes, ..) = encoding_rs::ISO_2022_JP.encode("昨日の海");
        let (text, how, _) = read("<meta charset=iso-2022-jp>", &bytes);
        assert_eq!((text.as_str(), how), ("昨日の海", EncodingEvidence::Declared));
        let (text, how, _) = read("<meta charset=iso-2022-jp>", "déjà".as_bytes());
        assert_eq!((text.as_str(), how), ("déjà", EncodingEvidence::Valid));
    }

    #[test]
    fn a_name_that_the_bytes_contradict_is_told() {
        let told = |page: &[u8]| {
            let document = crate::read(&crate::Input::html("a.html", page), &ReadOptions::default()).unwrap();
            document.notes[0].message.clone()
        };
        let text = b"<p>d\xE9j\xE0 vu, il \xE9tait l\xE0";
        assert_eq!(told(text), "the file names no encoding; read as windows-1252");
        let page = [b"<meta charset=utf-8>", &text[..]].concat();
        assert_eq!(told(&page), "the file names UTF-8, but its bytes are not; read as windows-1252");
    }
}
