//! [`read`]: a text as a value of YAML or TOML, on one line or on several.

use std::borrow::Cow;

use crate::{Located, Span, trim};

/// The text that an entry of front matter says behind its key, or the first of a list; `None` where it is none, or is written in a
/// way that is not understood.
pub(super) fn read(source: &str, entry: Span) -> Option<Located> {
    let start = entry.start();
    let mut entry = trim(source, entry);
    while source[entry.range()].starts_with('#') {
        let n_comment = source[entry.range()].find('\n')?;
        entry = trim(source, Span::new(entry.start() + n_comment, entry.end()));
    }
    let text = &source[entry.range()];
    let line_len = text.find('\n').unwrap_or(text.len());
    let is_below = source[start..entry.start()].contains('\n');
    let item = match text.as_bytes() {
        [b'[', ..] => {
            let item = trim(source, Span::new(entry.start() + 1, entry.end()));
            let list = &source[item.range()];
            let len = if list.starts_with(['"', '\'']) { None } else { list.find([',', ']', '\n']) };
            Span::new(item.start(), item.start() + len.unwrap_or(item.len()))
        }
        _ if is_below && is_entry(&text[..line_len]) => return None, // a map
        [b'-', b' ', ..] => trim(source, Span::new(entry.start() + 1, entry.start() + line_len)),
        _ => entry,
    };
    let (value, len) = scalar(&source[item.range()])?;
    let source = Span::new(item.start(), item.start() + len);
    (!value.trim().is_empty()).then(|| Located { value: value.into(), source: Some(source) })
}

/// The bytes of a value of TOML that may go over several lines; `None` where it is another one, or does not end.
pub(super) fn string_of_lines(text: &str) -> Option<usize> {
    let value = text.trim_start_matches([' ', '\t']);
    let mark = ["\"\"\"", "'''"].into_iter().find(|mark| value.starts_with(mark))?;
    let mut end = 3;
    loop {
        end += value[end..].find(mark)?;
        let n_escapes = value[..end].bytes().rev().take_while(|byte| *byte == b'\\').count();
        end += 3;
        if mark.starts_with('\'') || n_escapes.is_multiple_of(2) {
            return Some(text.len() - value.len() + end);
        }
        end -= 2; // the first of them is escaped
    }
}

/// A string, and its bytes: between quotation marks, as a block, or as it stands.
fn scalar(text: &str) -> Option<(String, usize)> {
    if let Some(len) = string_of_lines(text) {
        let inner = &text[3..len - 3];
        let inner = inner.strip_prefix("\r\n").or_else(|| inner.strip_prefix('\n')).unwrap_or(inner);
        let inner = inner.replace("\r\n", "\n");
        let value = if text.starts_with('"') { unescaped(&inner)? } else { inner };
        return Some((value, len));
    }
    match text.as_bytes().first()? {
        b'"' => {
            let len = quoted_end(text)?;
            let inner = &text[1..len - 1];
            let value = unescaped(&folded(inner));
            Some((value.or_else(|| (!inner.contains('\n')).then(|| inner.to_owned()))?, len))
        }
        b'\'' => {
            let len = 2 + text[1..].replace("''", "\u{1}\u{1}").find('\'')?;
            Some((folded(&text[1..len - 1]).replace("''", "'"), len))
        }
        b'>' | b'|' => block(text),
        // A map, a node with a name or a type, or what neither language allows there.
        b'{' | b'&' | b'*' | b'!' | b'%' | b'@' | b'`' => None,
        _ => plain(text),
    }
}

/// A text without quotation marks. Where it goes over several lines, what looks like a key says that these are none of it.
fn plain(text: &str) -> Option<(String, usize)> {
    let mut end = 0;
    let (mut is_over, mut has_entry) = (false, false);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let is_first = at == 0;
        let comment = if content.trim_start().starts_with('#') { Some(0) } else { content.find(" #") };
        let content = content[..comment.unwrap_or(content.len())].trim_end();
        if !content.trim().is_empty() {
            has_entry |= is_entry(content);
            if is_over || has_entry && !is_first {
                return None;
            }
            end = at + content.len();
        }
        is_over |= comment.is_some();
        at += line.len();
    }
    Some((folded(&text[..end]).into_owned(), end))
}

/// Whether a line looks like a key with its value.
fn is_entry(line: &str) -> bool {
    line.contains(": ") || line.trim_end().ends_with(':')
}

/// A block of lines behind `>`, which joins them, or `|`, which keeps them (YAML 1.2, section 8.1). Joined lines of which some are
/// further in are not understood.
fn block(text: &str) -> Option<(String, usize)> {
    let is_folded = text.starts_with('>');
    let (head, body) = text.split_once('\n')?;
    let comment = head[1..].trim_start_matches(|c| matches!(c, '+' | '-' | '1'..='9'));
    if !comment.trim().is_empty() && !comment.starts_with(" #") {
        return None;
    }
    let n_blank = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let said = head[1..head.len() - comment.len()].chars().find_map(|c| c.to_digit(10));
    let first = body.lines().find(|line| !line.trim().is_empty())?;
    let indent = said.map_or(n_blank(first), |n| n as usize);
    let mut lines: Vec<&str> = Vec::new();
    for line in body.lines().map(str::trim_end) {
        let line =
            if line.is_empty() { "" } else { line.get(indent..).filter(|_| n_blank(line) >= indent)? };
        if is_folded && line.starts_with([' ', '\t']) {
            return None;
        }
        lines.push(line);
    }
    let lines = lines.join("\n");
    let value = if is_folded { folded(&lines).into_owned() } else { lines };
    Some((value, text.trim_end().len()))
}

/// Lines as one: what begins anew behind empty lines begins a new line (YAML 1.2, section 6.5).
fn folded(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    let mut n_empty = 0;
    for (idx, line) in text.split('\n').enumerate() {
        let line = line.trim_end_matches(['\r', ' ', '\t']);
        let line = if idx == 0 { line } else { line.trim_start_matches([' ', '\t']) };
        match (idx, n_empty) {
            (0, _) => {}
            _ if line.is_empty() => {
                n_empty += 1;
                continue;
            }
            (_, 0) => folded.push(' '),
            (_, n) => folded.extend(std::iter::repeat_n('\n', n)),
        }
        n_empty = 0;
        folded.push_str(line);
    }
    Cow::Owned(folded)
}

/// What a string between double quotation marks says; `None` where it has an escape that JSON does not have.
fn unescaped(inner: &str) -> Option<String> {
    let mut json = String::from("\"");
    let mut is_escaped = false;
    for c in inner.chars() {
        match c {
            '"' if !is_escaped => json.push_str("\\\""),
            '\n' if !is_escaped => json.push_str("\\n"),
            '\t' if !is_escaped => json.push_str("\\t"),
            c => json.push(c),
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    json.push('"');
    serde_json::from_str(&json).ok()
}

/// The end of a string in double quotation marks, which a backslash may escape.
fn quoted_end(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}
