//! References of XML: characters written as their names or numbers.

use std::borrow::Cow;

use crate::anatomy::is_xml_char;

/// Why a document type with declarations is refused.
pub(crate) const DECLARES: &str = "the document type declares entities or other things of its own; entities are neither expanded nor \
                                   fetched: remove the declarations";

/// The character a reference stands for, between `&` and `;`: one of XML's five names, or a number. Entities of a file's own are
/// never expanded.
pub(crate) fn resolve(reference: &str) -> Result<char, String> {
    let number = match reference.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix('x') {
            Some(hex) if hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                u32::from_str_radix(hex, 16).ok()
            }
            None if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok(),
            _ => None,
        },
        None => match reference {
            "amp" => return Ok('&'),
            "lt" => return Ok('<'),
            "gt" => return Ok('>'),
            "quot" => return Ok('"'),
            "apos" => return Ok('\''),
            _ => {
                return Err(format!(
                    "the entity &{reference}; is not one of XML's five, and a file's own are not expanded; write the character itself or its number"
                ));
            }
        },
    };
    number
        .and_then(char::from_u32)
        .filter(|c| is_xml_char(*c))
        .ok_or_else(|| format!("&{reference}; is no character of XML; in XLIFF 2 write <cp hex=\"…\"/>"))
}

/// A value with its references resolved; white space becomes spaces, as XML asks for every attribute.
pub(crate) fn normalised(value: &str) -> Result<Cow<'_, str>, String> {
    if !value.bytes().any(|byte| matches!(byte, b'&' | b'\t' | b'\r' | b'\n')) {
        return Ok(Cow::Borrowed(value));
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find(['&', '\t', '\r', '\n']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('&') {
            let (reference, after) = after.split_once(';').ok_or("a & must be written &amp;")?;
            out.push(resolve(reference)?);
            rest = after;
        } else {
            out.push(' ');
            rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]);
        }
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}
