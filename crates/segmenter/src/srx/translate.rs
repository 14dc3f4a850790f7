//! From the pattern language SRX names, that of ICU, which Java's is close to, to that of our engines.

use std::fmt::Write;

/// How deep groups and classes may stand in one another.
const MAX_NESTED: usize = 100;

/// The longest pattern, in bytes. The longest in use have about 3,000.
const MAX_BYTES: usize = 64 << 10;

/// A pattern in the syntax of the crates regex and fancy-regex.
#[derive(Debug, Default)]
pub(super) struct Translated {
    /// What was written.
    pub(super) exact: String,
    /// What a finite automaton can do of it: it matches wherever `exact` does, and perhaps elsewhere.
    pub(super) wide: String,
}

/// Translates a pattern. The error says what in it cannot be honoured.
pub(super) fn translate(pattern: &str) -> Result<Translated, String> {
    if pattern.len() > MAX_BYTES {
        return Err(format!("the pattern has more than {} KiB", MAX_BYTES >> 10));
    }
    let mut translator = Translator {
        rest: pattern,
        out: Translated::default(),
        groups: Vec::new(),
        n_classes: 0,
        is_after_class: false,
    };
    let mut is_repeated = false;
    while let Some(c) = translator.next() {
        is_repeated = translator.step(c, is_repeated)?;
    }
    // Groups and classes left open are found by the parsers of the engines.
    Ok(translator.out)
}

struct Translator<'a> {
    rest: &'a str,
    out: Translated,
    /// For each open group, where it starts in `wide` if it looks around and is left out there.
    groups: Vec<Option<usize>>,
    n_classes: usize,
    /// Whether what was just read stands for many characters.
    is_after_class: bool,
}

impl Translator<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    /// Takes a prefix away if it is there.
    fn take(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn push(&mut self, text: &str) {
        self.out.exact += text;
        self.out.wide += text;
    }

    fn push_literal(&mut self, c: char) {
        let mut buffer = [0; 4];
        let escaped = regex_syntax::escape(c.encode_utf8(&mut buffer));
        self.push(&escaped);
    }

    /// Handles what begins with `c`. Whether it says how often something is repeated is the answer, since a plus after that is no
    /// repetition of its own.
    fn step(&mut self, c: char, is_repeated: bool) -> Result<bool, String> {
        let is_in_class = self.n_classes > 0;
        let is_after_class = std::mem::take(&mut self.is_after_class);
        match c {
            '\\' => {
                self.is_after_class = names_class(self.rest);
                self.escape(is_in_class)?;
            }
            '[' => {
                self.n_classes += 1;
                self.check_depth()?;
                self.push("[");
            }
            ']' if is_in_class => {
                self.n_classes -= 1;
                self.is_after_class = true;
                self.push("]");
            }
            '-' if is_in_class && self.rest.starts_with('[') => self.push("--"),
            // Beside a class, as in "[\d-–]", it stands for no range.
            '-' if is_in_class
                && (is_after_class || self.rest.strip_prefix('\\').is_some_and(names_class)) =>
            {
                self.push("\\-");
            }
            '~' if is_in_class => self.push("\\~"),
            _ if is_in_class => self.push(c.encode_utf8(&mut [0; 4])),
            '(' => self.open()?,
            ')' => {
                self.out.exact.push(')');
                match self.groups.pop().flatten() {
                    // Something must stay that a repetition can follow.
                    Some(start) => self.out.wide.replace_range(start.., "(?:)"),
                    None => self.out.wide.push(')'),
                }
            }
            // "a++" takes all it can get and gives nothing back.
            '+' if is_repeated => self.out.exact.push('+'),
            '*' | '+' | '?' => {
                self.push(c.encode_utf8(&mut [0; 4]));
                return Ok(!is_repeated);
            }
            '{' => {
                let (count, rest) = self.rest.split_once('}').ok_or("a brace is not closed")?;
                self.rest = rest;
                self.push(&format!("{{{count}}}"));
                return Ok(true);
            }
            _ => self.push(c.encode_utf8(&mut [0; 4])),
        }
        Ok(false)
    }

    fn open(&mut self) -> Result<(), String> {
        if self.take("?#") {
            let (_, rest) = self.rest.split_once(')').ok_or("a comment is not closed")?;
            self.rest = rest;
            return Ok(());
        }
        let around = ["?=", "?!", "?<=", "?<!"].into_iter().find(|sign| self.take(sign));
        if let Some(sign) = around {
            self.groups.push(Some(self.out.wide.len()));
            self.push(&format!("({sign}"));
        } else if self.take("?>") {
            self.groups.push(None);
            self.out.exact += "(?>";
            self.out.wide += "(?:";
        } else if self.take("?<") || self.take("?P<") {
            let (_, rest) = self.rest.split_once('>').ok_or("the name of a group is not closed")?;
            self.rest = rest;
            self.groups.push(None);
            self.push("(");
        } else if self.take("?") {
            self.flags()?;
        } else {
            self.groups.push(None);
            self.push("(");
        }
        self.check_depth()
    }

    /// Flags, as in "(?iu)" and "(?i:". Those that ask for Unicode, as our engines do anyway, are left out.
    fn flags(&mut self) -> Result<(), String> {
        let end = self.rest.find([')', ':']).ok_or("flags are not closed")?;
        let (given, rest) = self.rest.split_at(end);
        if let Some(flag) = given.chars().find(|c| !"imsxuUdw-".contains(*c)) {
            return Err(format!("the flag {flag:?} is not known"));
        }
        let known: String = given.chars().filter(|c| "imsx-".contains(*c)).collect();
        let known = known.trim_end_matches('-');
        let is_group = rest.starts_with(':');
        self.rest = &rest[1..];
        if is_group {
            self.groups.push(None);
            self.push(&format!("(?{known}:"));
        } else if !known.is_empty() {
            self.push(&format!("(?{known})"));
        }
        Ok(())
    }

    fn escape(&mut self, is_in_class: bool) -> Result<(), String> {
        let c = self.next().ok_or("the pattern ends with a backslash")?;
        let class = |members: &str, is_negated: bool| match (is_negated, is_in_class) {
            (true, _) => format!("[^{members}]"),
            (false, true) => members.to_owned(),
            (false, false) => format!("[{members}]"),
        };
        const HORIZONTAL: &str = r"\t\p{Zs}";
        const VERTICAL: &str = r"\n\x0B\f\r\x{85}\x{2028}\x{2029}";
        match c {
            'Q' => {
                let (literal, rest) = self.rest.split_once("\\E").unwrap_or((self.rest, ""));
                self.rest = rest;
                literal.chars().for_each(|c| self.push_literal(c));
            }
            'E' => {}
            'h' | 'H' => self.push(&class(HORIZONTAL, c == 'H')),
            'v' | 'V' => self.push(&class(VERTICAL, c == 'V')),
            'R' if !is_in_class => self.push(&format!(r"(?:\r\n|[{VERTICAL}])")),
            'Z' if !is_in_class => self.push(r"(?:\r?\n)?\z"),
            'e' => self.push(r"\x1B"),
            'x' | 'u' | 'U' => self.code_point(c)?,
            'p' | 'P' => self.property(c)?,
            'A' | 'b' | 'B' | 'z' if !is_in_class => self.push(&format!("\\{c}")),
            'a' | 'd' | 'D' | 'f' | 'n' | 'r' | 's' | 'S' | 't' | 'w' | 'W' => self.push(&format!("\\{c}")),
            '1'..='9' | 'k' => return Err("it refers back to a group".to_owned()),
            c if c.is_ascii_alphanumeric() => return Err(format!("\\{c} is not known")),
            c => self.push_literal(c),
        }
        Ok(())
    }

    /// A character by its number: `\x41`, `\x{41}`, `\u0041`, `\U00000041`.
    fn code_point(&mut self, kind: char) -> Result<(), String> {
        let digits = if self.take("{") {
            let (digits, rest) = self.rest.split_once('}').ok_or("a brace is not closed")?;
            self.rest = rest;
            digits
        } else {
            let n_digits = match kind {
                'x' => 2,
                'u' => 4,
                _ => 8,
            };
            let (digits, rest) = self.rest.split_at_checked(n_digits).unwrap_or((self.rest, ""));
            self.rest = rest;
            digits
        };
        let number = u32::from_str_radix(digits, 16).map_err(|_| format!("\\{kind}{digits} is no number"))?;
        let _ = write!(self.out.exact, "\\x{{{number:X}}}");
        let _ = write!(self.out.wide, "\\x{{{number:X}}}");
        Ok(())
    }

    /// A property of Unicode: `\pL`, `\p{Lu}`, `\p{IsLatin}`.
    fn property(&mut self, kind: char) -> Result<(), String> {
        let name = if self.take("{") {
            let (name, rest) = self.rest.split_once('}').ok_or("a brace is not closed")?;
            self.rest = rest;
            name.to_owned()
        } else {
            self.next().ok_or("a property has no name")?.to_string()
        };
        self.push(&format!("\\{kind}{{{name}}}"));
        Ok(())
    }

    fn check_depth(&self) -> Result<(), String> {
        if self.groups.len() + self.n_classes > MAX_NESTED {
            return Err(format!("groups stand more than {MAX_NESTED} deep"));
        }
        Ok(())
    }
}

/// Whether a backslash before this stands for many characters.
fn names_class(escaped: &str) -> bool {
    escaped.starts_with(['d', 'D', 'h', 'H', 'p', 'P', 's', 'S', 'v', 'V', 'w', 'W'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_differently_is_translated() {
        for (pattern, exact) in [
            (r"(?iu)\bmgr\.\s", r"(?i)\bmgr\.\s"),
            (r"(?U)[\h\v.]", r"[\t\p{Zs}\n\x0B\f\r\x{85}\x{2028}\x{2029}.]"),
            (r"[\p{L}&&[^rwn]]", r"[\p{L}&&[^rwn]]"),
            (r"[\p{Po}-[,:]]", r"[\p{Po}--[,:]]"),
            (r"[\d-–][+-\d][a-z-]", r"[\d\-–][+\-\d][a-z-]"),
            (r"\Qa.b\E.", r"a\.b."),
            (r"\u00BB\x41\x{2029}", r"\x{BB}\x{41}\x{2029}"),
            (r"\’\-\ ظ", r"’\- ظ"),
            (r"(?<name>a)(?#why)", "(a)"),
        ] {
            let translated = translate(pattern).unwrap();
            assert_eq!((&*translated.exact, &*translated.wide), (exact, exact), "{pattern}");
        }
    }

    #[test]
    fn what_no_automaton_can_do_is_widened() {
        for (pattern, exact, wide) in [
            (r"(?<!т\.\h?)п\.", r"(?<!т\.[\t\p{Zs}]?)п\.", r"(?:)п\."),
            (r"\s(?!on|it)\p{L}", r"\s(?!on|it)\p{L}", r"\s(?:)\p{L}"),
            (r"(?>a|ab)c++", "(?>a|ab)c++", "(?:a|ab)c+"),
            (r"((?=a(b))a)?", "((?=a(b))a)?", "((?:)a)?"),
        ] {
            let translated = translate(pattern).unwrap();
            assert_eq!((&*translated.exact, &*translated.wide), (exact, wide), "{pattern}");
        }
    }

    #[test]
    fn what_cannot_be_honoured_is_named() {
        for (pattern, complaint) in [
            (r"(a)\1", "refers back"),
            (r"a\", "backslash"),
            (r"\y", r"\y is not known"),
            (r"(?q)a", "flag 'q'"),
            (r"\uXYZ1", "no number"),
            (&"(".repeat(101), "100 deep"),
            (&"a".repeat(70_000), "64 KiB"),
        ] {
            let err = translate(pattern).unwrap_err();
            assert!(err.contains(complaint), "{err}");
        }
    }
}
