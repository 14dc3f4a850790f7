//! Addresses, names of files and code: what is told by its own letters and signs.

use epitome_langs::Quantities;

use super::formula::formula;
use super::reading::is_word;
use crate::Class;

/// Where such a span stands in a piece without white space, and what it is.
pub(super) fn technical(piece: &str, common: &Quantities) -> Option<(usize, usize, Class)> {
    if let Some(at) = piece.find("://") {
        let scheme = piece[..at].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        if scheme > 0 {
            return Some((at - scheme, closed_end(piece, at - scheme), Class::Url));
        }
    }
    if is_short_option(piece) {
        return Some((0, 2, Class::Code));
    }
    let (start, end) = trimmed(piece);
    let core = &piece[start..end];
    if let Some(found) = at_sign(core) {
        return Some((start + found.0, start + found.1, found.2));
    }
    if core.len() > 4 && core.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www.")) {
        return Some((start, closed_end(piece, start), Class::Url));
    }
    if let Some(found) = number_sign(core) {
        return Some((start, start + found.0, found.1));
    }
    // After a comma or a semicolon without a space another thing begins; only addresses hold such signs.
    let core = &core[..core.find([',', ';']).unwrap_or(core.len())];
    if is_call(core) {
        return Some((start, start + core.len(), Class::Code));
    }
    let core = core.trim_end_matches(['.', ':', '!', '?', ')', ']']);
    let class = if is_file(core, common) {
        Class::FileName
    } else if is_host(core, common) {
        return Some((start, closed_end(piece, start), Class::Url));
    } else if is_code(core) {
        Class::Code
    } else {
        return None;
    };
    Some((start, start + core.len(), class))
}

/// The length of a placeholder, a formula or a tag at the head of a text: `{name}`, `${total}`, `%1$d`, `$x^2$`, `<br/>`.
pub(super) fn placeholder(text: &str, common: &Quantities) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        b'<' => {
            let name = usize::from(bytes.get(1) == Some(&b'/')) + 1;
            bytes.get(name).filter(|byte| byte.is_ascii_alphabetic())?;
            let end = bytes.iter().take(MAX_PLACEHOLDER).position(|byte| *byte == b'>')?;
            let inside = &bytes[1..end];
            if !is_tag(&text[1..end], common) {
                return None;
            }
            (!inside.contains(&b'<')
                && !inside.contains(&b'\n')
                && !inside.contains(&b'@')
                && !inside.windows(3).any(|sign| sign == b"://")
                || inside.contains(&b'='))
            .then_some(end + 1)
        }
        b'{' => {
            let n_braces = if bytes.get(1) == Some(&b'{') { 2 } else { 1 };
            let end = bytes.iter().take(MAX_PLACEHOLDER).position(|byte| *byte == b'}')?;
            let inside = &bytes[n_braces..end.max(n_braces)];
            // Site generators write `{{< ref "a.md" >}}`.
            let signs: &[u8] = if n_braces == 2 { b" ._-:|$#/,'%\"[]<>=" } else { b" ._-:|$#/,'%\"[]" };
            let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || signs.contains(byte);
            let closes = n_braces == 1 || bytes.get(end + 1) == Some(&b'}');
            (inside.iter().all(is_name) && closes && !(inside.is_empty() && n_braces == 2))
                .then_some(end + n_braces)
        }
        b'$' | b'%' if bytes.get(1) == Some(&b'{') => placeholder(&text[1..], common).map(|len| len + 1),
        b'$' => formula(text).or_else(|| {
            let name =
                bytes[1..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
            (bytes.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_') && name >= 2)
                .then_some(name + 1)
        }),
        b'%' => {
            let mut at = 1;
            if bytes.get(1) == Some(&b'(') {
                at = bytes.iter().take(MAX_PLACEHOLDER).position(|byte| *byte == b')')? + 1;
            } else {
                at += bytes[at..]
                    .iter()
                    .take(8)
                    .take_while(|byte| byte.is_ascii_digit() || b"$.-+".contains(byte))
                    .count();
            }
            let conversion = bytes.get(at).filter(|byte| b"sdiufxXgc@".contains(byte))?;
            let next = text[at + 1..].chars().next();
            (*conversion == b'@' || !next.is_some_and(is_word)).then_some(at + 1)
        }
        _ => None,
    }
}

/// Whether what stands between angle brackets is a tag: one that closes or has attributes, the name of a known element, or a name
/// that no word of a language has (`<pubDate>`, `<user_id>`). "<here>" is a word.
fn is_tag(inside: &str, common: &Quantities) -> bool {
    let name = inside.trim_start_matches('/');
    let name = &name[..name.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(name.len())];
    inside.starts_with('/')
        || inside.ends_with('/')
        || inside.contains('=')
        || common.elements.contains(&name.to_ascii_lowercase())
        || name.contains(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-' | ':' | '.'))
        || name.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
}

/// Placeholders and tags end within so many bytes, so that a look at one takes bounded time.
const MAX_PLACEHOLDER: usize = 200;

/// E-mail addresses, and names with an `@` in front.
fn at_sign(core: &str) -> Option<(usize, usize, Class)> {
    let at = core.find('@')?;
    let local =
        core[..at].chars().rev().take_while(|c| is_word(*c) || matches!(c, '.' | '_' | '+' | '-' | '%'));
    let start = at - local.map(char::len_utf8).sum::<usize>();
    let after = |at: usize| {
        let name = core[at + 1..].chars().take_while(|c| is_word(*c) || matches!(c, '.' | '-' | '_'));
        let end = at + 1 + name.map(char::len_utf8).sum::<usize>();
        at + 1 + core[at + 1..end].trim_end_matches(['.', '-']).len()
    };
    let end = after(at);
    if end == at + 1 {
        return None;
    }
    if start < at {
        return core[at..end].contains('.').then_some((start, end, Class::Email));
    }
    let host = if core[end..].starts_with('@') { after(end) } else { end };
    Some((at, if host > end + 1 { host } else { end }, Class::Handle))
}

/// Topics (`#topic`) and colours (`#ff8800`).
fn number_sign(core: &str) -> Option<(usize, Class)> {
    let name = core.strip_prefix('#')?;
    let len: usize = name.chars().take_while(|c| is_word(*c) || *c == '_').map(char::len_utf8).sum();
    let name = &name[..len];
    let is_hex = name.bytes().all(|byte| byte.is_ascii_hexdigit());
    let has_digit = name.bytes().any(|byte| byte.is_ascii_digit());
    if is_hex
        && (matches!(len, 6 | 8) && has_digit || len == 3 && !name.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Some((len + 1, Class::Code));
    }
    name.contains(char::is_alphabetic).then_some((len + 1, Class::Handle))
}

/// A name of a file with a known ending, or a path.
fn is_file(core: &str, common: &Quantities) -> bool {
    let is_part =
        |c: char| is_word(c) || matches!(c, '.' | '_' | '-' | '/' | '\\' | '~' | ':' | '+' | '%' | '(' | ')');
    if core.len() < 3 || !core.chars().all(is_part) {
        return false;
    }
    let bytes = core.as_bytes();
    let is_drive = bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'\\' | b'/');
    let is_rooted = bytes[0] == b'/' && bytes[1].is_ascii_alphabetic() && core[1..].contains('/');
    if is_drive || is_rooted || ["~/", "./", "../", "\\\\"].iter().any(|head| core.starts_with(head)) {
        return true;
    }
    let Some((stem, ending)) = core.rsplit_once('.') else { return false };
    if ending.len() > 10
        || core.contains(':')
        || !common.file_extensions.contains(&ending.to_ascii_lowercase())
    {
        return false;
    }
    // "Node.js" and its kin are names of products.
    let is_product = ending == "js" && stem.starts_with(|c: char| c.is_ascii_uppercase());
    let is_plain = stem.contains(['/', '\\', '_', '-']);
    let is_deeper_host = !is_plain && stem.contains('.') && common.top_domains.contains(ending);
    let is_hidden = stem.is_empty() && ending.len() > 2;
    let has_name = stem.ends_with(|c| is_word(c) || c == ')' || c == '_') && stem.chars().count() > 1;
    !is_product
        && !is_deeper_host
        && (is_hidden
            || has_name
            || stem.chars().all(|c| c.is_ascii_lowercase()) && !stem.is_empty() && ending.len() > 1)
}

/// A host without scheme, alone or with what follows one.
fn is_host(core: &str, common: &Quantities) -> bool {
    let host = &core[..core.find(['/', ':', '?']).unwrap_or(core.len())];
    let Some((names, domain)) = host.rsplit_once('.') else { return false };
    common.top_domains.contains(domain)
        && names.len() > 1
        && names.split('.').all(|label| !label.is_empty() && label.chars().all(|c| is_word(c) || c == '-'))
        && names.contains(char::is_alphabetic)
        && !(names.chars().next().is_some_and(char::is_uppercase) && names.len() < 3)
}

fn is_call(core: &str) -> bool {
    let Some(name) = core.strip_suffix("()") else { return false };
    name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.:$".contains(&byte))
}

/// `-v`, alone but for the punctuation of the sentence. A capital behind a dash that lost its space is a word: "Va-tout -A quatre".
fn is_short_option(piece: &str) -> bool {
    let option = piece.strip_prefix('-').and_then(|rest| rest.strip_prefix(|c: char| c.is_ascii_lowercase()));
    let is_mark = |c: char| matches!(c, '.' | ',' | ';' | ':' | ')' | '!' | '?' | '\'');
    option.is_some_and(|rest| rest.chars().all(is_mark))
}

fn is_code(core: &str) -> bool {
    let bytes = core.as_bytes();
    if bytes.len() < 3 || !core.is_ascii() {
        return false;
    }
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.:$-".contains(byte);
    if let Some(option) = core.strip_prefix("--") {
        return option.starts_with(|c: char| c.is_ascii_lowercase())
            && option.bytes().all(|byte| is_name(&byte) || byte == b'=');
    }
    if is_network(core) {
        return true;
    }
    if !bytes.iter().all(|byte| is_name(byte) || *byte == b'+') {
        return false;
    }
    let n_letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let n_digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    core.contains('_') && n_letters > 1 && !core.contains('@')
        || is_camel(bytes)
        || is_version(core)
        || is_hash(core, n_letters, n_digits)
        || is_device(bytes)
}

/// `pubDate`, not `iPhone` or `macOS`: two small letters and more, then a capital before a small one.
fn is_camel(bytes: &[u8]) -> bool {
    let n_small = bytes.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    n_small > 1
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'.')
        && bytes.windows(3).any(|three| {
            three[0].is_ascii_lowercase() && three[1].is_ascii_uppercase() && three[2].is_ascii_lowercase()
        })
}

fn is_version(core: &str) -> bool {
    let (number, has_v) = core.strip_prefix(['v', 'V']).map_or((core, false), |number| (number, true));
    let split = number.find(['-', '+']).unwrap_or(number.len());
    let (number, suffix) = number.split_at(split);
    let parts: Vec<&str> = number.splitn(6, '.').collect();
    let is_number =
        |part: &&str| !part.is_empty() && part.len() < 6 && part.bytes().all(|byte| byte.is_ascii_digit());
    let with_letters = suffix.bytes().any(|byte| byte.is_ascii_alphabetic());
    if !parts.iter().all(is_number) || !(suffix.is_empty() || with_letters) {
        return false;
    }
    let value = |part: &str| part.parse::<u32>().unwrap_or(u32::MAX);
    let is_date = parts.len() == 3 && value(parts[0]) <= 31 && value(parts[1]) <= 12 && parts[2].len() == 4
        || parts.len() == 3 && parts[0].len() == 4 && value(parts[1]) <= 12 && value(parts[2]) <= 31
        || parts.len() == 3
            && parts.iter().all(|part| part.len() == 2)
            && value(parts[0]) <= 31
            && value(parts[1]) <= 12;
    let is_address = parts.len() == 4 && parts.iter().all(|part| value(part) < 256);
    // "01.41.60.29.00", "814.863.6874": telephone numbers.
    let lengths = |len: &[usize]| parts.iter().map(|part| part.len()).eq(len.iter().copied());
    let is_telephone = parts[0].starts_with('0') && parts[0].len() > 1 || lengths(&[3, 3, 4]);
    let is_grouped = parts[1..].iter().all(|part| part.len() == 3) && !is_address;
    // "V40" is a car.
    let has_v = has_v && (parts.len() > 1 || core.starts_with('v'));
    has_v || parts.len() > 2 && !is_date && !is_grouped && !is_telephone
}

/// Addresses of IPv6 and of network cards, with the length of a prefix where one follows; those of IPv4 with a port or such a length
/// (alone they read like versions).
fn is_network(core: &str) -> bool {
    let is_small = |digits: &str, most: u32| {
        let is_number =
            !digits.is_empty() && digits.len() < 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number && digits.parse().is_ok_and(|number: u32| number <= most)
    };
    let (address, length) = core.split_once('/').map_or((core, None), |(head, tail)| (head, Some(tail)));
    if !length.is_none_or(|length| is_small(length, 128)) {
        return false;
    }
    let (host, port) = address.split_once(':').map_or((address, None), |(head, tail)| (head, Some(tail)));
    let is_host = host.split('.').count() == 4 && host.split('.').all(|part| is_small(part, 255));
    if is_host {
        return port.map_or(length.is_some(), |port| is_small(port, 65_535));
    }
    let n_colons = address.bytes().filter(|byte| *byte == b':').count();
    (n_colons > 4 || n_colons > 1 && address.contains("::"))
        && address.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':')
        && address.split(':').all(|group| group.len() < 5)
}

fn is_hash(core: &str, n_letters: usize, n_digits: usize) -> bool {
    let is_uuid = core.len() == 36 && core.bytes().filter(|byte| *byte == b'-').count() == 4;
    let is_hex = core
        .bytes()
        .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte) || is_uuid && byte == b'-');
    is_hex && core.len() > 6 && n_letters > 1 && n_digits > 0
        || core.starts_with("0x") && core.len() > 3 && core[2..].bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `wlan0`, `eth1`.
fn is_device(bytes: &[u8]) -> bool {
    let n_letters = bytes.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    let n_digits = bytes.len() - n_letters;
    n_letters > 2 && (1..3).contains(&n_digits) && bytes[n_letters..].iter().all(u8::is_ascii_digit)
}

/// A piece without the signs around it that belong to the sentence.
fn trimmed(piece: &str) -> (usize, usize) {
    let start = piece.len()
        - piece.trim_start_matches(['(', '[', '\'', ',', '…', '-', '–', '—', '!', '?', '‘']).len();
    let start = if piece[..start].ends_with("--") { start - 2 } else { start };
    let end = start + piece[start..].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '…']).len();
    (start, end)
}

/// The end of an address: a bracket it opened is its own, the sentence's punctuation is not. It holds no `<` (RFC 3986, appendix C)
/// and does not end in `&`: before other text either would begin a tag or an entity.
fn closed_end(piece: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    let mut end = piece.len();
    for (offset, c) in piece[start..].char_indices() {
        match c {
            '(' | '[' => depth += 1,
            '<' => {
                end = start + offset;
                break;
            }
            ')' | ']' if depth == 0 => {
                end = start + offset;
                break;
            }
            ')' | ']' => depth -= 1,
            _ => {}
        }
    }
    start + piece[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '…', '&']).len()
}

/// Whether a placeholder or a tag may begin here.
pub(super) fn opens(text: &str) -> bool {
    text.starts_with(['{', '<', '$', '%'])
}
