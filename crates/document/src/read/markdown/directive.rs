//! What is written for a program between the words for a reader: shortcodes of Hugo and tags of Liquid, `:::note` of Docusaurus and
//! Pandoc, `!!! note "Title"` of Python-Markdown, `> [!info] Title` of Obsidian, `{: .class}` of kramdown, `[TOC]`,
//! definitions of PHP Markdown Extra and their terms, formulas between `$$`, imports of MDX.
//!
//! CommonMark takes all of it for words of a paragraph, which may be written on one line as well as on several. So what is found here
//! is no text, and ends a block: the line ends around it stay where they are.

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;

use super::inline;

/// Shortcodes, which may go over several lines: how they open and close.
const SIGNS: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];

/// The parts of a line of Markdown that are no text but written for a program.
#[must_use]
pub fn directives(line: &str) -> Vec<Range<usize>> {
    if may_have_directives(line) { find(line, 0, |_| false).into() } else { Vec::new() }
}

/// Whether a line that begins so may have such parts: nearly all show by their first letter that they have none.
#[must_use]
pub fn may_have_directives(line: &str) -> bool {
    let head = line.trim_start_matches([' ', '\t', '>']);
    head.is_empty() || head.starts_with([':', '~', '!', '?', '=', '{', '$', '[', 'i', 'e'])
}

/// The parts of a paragraph that are no text of it, `start` bytes into the source, in order. What begins or ends amid emphasis, a link
/// or code is for nobody but the reader, and the lines in it are looked at one by one: so no line becomes something else because
/// text before it does. Each line is looked at a bounded number of times.
pub(super) fn find(paragraph: &str, start: usize, is_amid: impl Fn(usize) -> bool) -> VecDeque<Range<usize>> {
    let mut shortcodes = Shortcodes::of(paragraph);
    let mut found = VecDeque::new();
    let is_whole = |range: &Range<usize>| !is_amid(start + range.start) && !is_amid(start + range.end);
    let mut add = |range: Range<usize>| {
        if !range.is_empty() {
            found.push_back(start + range.start..start + range.end);
        }
    };
    // Where lines begin that may be terms: what stands below a definition belongs to it.
    let mut terms = Some(0);
    let mut at = 0;
    while at < paragraph.len() {
        let end = at + line_len(&paragraph[at..]);
        let line = paragraph[at..end].trim_start_matches([' ', '\t', '>']);
        let head = end - line.len();
        if is_amid(start + at) {
            at = end;
            continue;
        }
        let several = if at == 0 && is_module(line) {
            Some(paragraph.len())
        } else if line.trim_end() == "$$" {
            Some(formula_end(paragraph, end))
        } else {
            shortcodes.line_end(paragraph, head)
        };
        if let Some(end) = several.filter(|end| is_whole(&(at..*end))) {
            add(at..end);
            terms = terms.map(|_| end);
            at = end;
            continue;
        }
        let words = words(line, at == 0).map(|words| head + words.start..head + words.end);
        let words = words.filter(|words| is_whole(&(words.start..end)) && is_whole(&(at..words.end)));
        if let Some(words) = words {
            if let Some(first) = terms.take_if(|_| is_wide_definition(line)) {
                let ends =
                    term_ends(&paragraph[first..at]).map(|range| first + range.start..first + range.end);
                ends.filter(is_whole).for_each(&mut add);
            }
            terms = terms.filter(|_| !is_definition(line)).map(|_| end);
            if words.is_empty() {
                add(at..end);
            } else {
                add(at..words.start);
                add(words.end..end);
            }
        }
        at = end;
    }
    found
}

/// Where a formula ends that begins on the line before: behind the next line that closes it.
fn formula_end(paragraph: &str, mut at: usize) -> usize {
    while at < paragraph.len() {
        let line = &paragraph[at..at + line_len(&paragraph[at..])];
        at += line.len();
        if line.trim_end().ends_with("$$") {
            break;
        }
    }
    at
}

/// Where the words of an item of a list begin.
pub(super) fn item_start(item: &str) -> usize {
    sign_len(item).unwrap_or(0)
}

/// The length of the sign or the number of an item that a line begins with.
fn sign_len(line: &str) -> Option<usize> {
    let n_digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let signs: &[char] = if n_digits == 0 { &['-', '+', '*'] } else { &['.', ')'] };
    let rest = line[n_digits..].strip_prefix(signs)?;
    (rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_whitespace())).then_some(n_digits + 1)
}

/// The length of the first line of a text with its end.
fn line_len(text: &str) -> usize {
    match memchr::memchr2(b'\n', b'\r', text.as_bytes()) {
        Some(at) if text[at..].starts_with("\r\n") => at + 2,
        Some(at) => at + 1,
        None => text.len(),
    }
}

/// The shortcodes of a paragraph.
struct Shortcodes {
    /// Where the closing signs of each kind stand.
    closings: [Vec<usize>; SIGNS.len()],
    /// Those that were come to and led to nothing: from each of them there is one way to go on.
    vain: BTreeSet<usize>,
}

impl Shortcodes {
    fn of(paragraph: &str) -> Shortcodes {
        let closings =
            SIGNS.map(|(_, closing)| memchr::memmem::find_iter(paragraph.as_bytes(), closing).collect());
        Shortcodes { closings, vain: BTreeSet::new() }
    }

    /// The end of the line on which the shortcodes end that a line begins with, if nothing else stands there.
    fn line_end(&mut self, paragraph: &str, mut at: usize) -> Option<usize> {
        let mut n_shortcodes = 0;
        while let Some(idx) = SIGNS.iter().position(|(opening, _)| paragraph[at..].starts_with(opening)) {
            let (opening, closing) = SIGNS[idx];
            let next = self.closings[idx].partition_point(|close| *close < at + opening.len());
            let close = *self.closings[idx].get(next)?;
            if !self.vain.insert(close) {
                return None;
            }
            let rest = &paragraph[close + closing.len()..];
            at = paragraph.len() - rest.trim_start_matches([' ', '\t']).len();
            n_shortcodes += 1;
        }
        let rest = &paragraph[at..];
        let is_over = n_shortcodes > 0 && (rest.is_empty() || rest.starts_with(['\n', '\r']));
        is_over.then(|| at + line_len(rest))
    }
}

/// Whether a line begins a module of JavaScript in MDX, which goes on as far as its paragraph.
fn is_module(line: &str) -> bool {
    let is_quoted = |text: &str| text.starts_with(['"', '\'']);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | ',' | ' ' | '*' | '{' | '}');
    if let Some(imported) = line.strip_prefix("import ") {
        let names = imported.split_once(" from ");
        return is_quoted(imported)
            || imported.starts_with('{')
            || names.is_some_and(|(names, path)| names.chars().all(is_name) && is_quoted(path));
    }
    let exported = line.strip_prefix("export ").map(|rest| rest.strip_prefix("default ").unwrap_or(rest));
    exported.is_some_and(|exported| {
        exported.starts_with(['{', '(']) || {
            let is_known = ["const ", "let ", "var ", "function ", "async ", "class "]
                .iter()
                .any(|word| exported.starts_with(word));
            is_known && exported.contains(['=', '(', '{'])
        }
    })
}

/// Whether a line begins a definition.
fn is_definition(line: &str) -> bool {
    line.starts_with(": ") || is_wide_definition(line)
}

/// Whether it does as PHP Markdown Extra writes it, far behind its sign: there no colon of French stands, nor a `~` of a number.
fn is_wide_definition(line: &str) -> bool {
    line.strip_prefix([':', '~']).is_some_and(|rest| rest.starts_with('\t') || rest.starts_with("  "))
}

/// What ends each of the lines above a definition but the last, each of which is a term.
fn term_ends(lines: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let line = &lines[at..at + line_len(&lines[at..])];
        let start = at + line.trim_end().len();
        at += line.len();
        (at < lines.len()).then_some(start..at)
    })
}

/// Where the words stand in a line that is written for a program, if it is one: the title of a box, a definition. Where
/// they go on behind the line, they end with it.
fn words(line: &str, is_first: bool) -> Option<Range<usize>> {
    let text = line.trim_end();
    let at = |rest: &str| text.len() - rest.len();
    let none = || text.len()..text.len();
    let blank = [' ', '\t'];
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    match text.as_bytes() {
        [b':', b':', b':', ..] => {
            let rest = text.trim_start_matches(':').trim_start_matches(blank);
            let mut rest = rest.trim_start_matches(is_name);
            if rest.trim_start_matches(blank).starts_with('{') {
                let is_end = |after: &str| after.is_empty() || after.starts_with([' ', '\t', '[']);
                rest = match rest.split_once('}') {
                    Some((_, after)) if is_end(after) => after,
                    Some(_) => rest,
                    None => "",
                };
            }
            if let Some(title) = rest.strip_prefix('[') {
                return Some(at(title)..at(title) + inline::description_len(title));
            }
            let title = rest.trim_start_matches(blank);
            let stop = title.trim_end_matches(':');
            let is_closed = title.len() > stop.len() + 2 && stop.ends_with(blank);
            let len = if is_closed { stop.trim_end().len() } else { title.len() };
            (rest.is_empty() || rest.starts_with(blank)).then(|| at(title)..at(title) + len)
        }
        // It may go on.
        [b':' | b'~', ..] if is_definition(text) => Some(at(text[1..].trim_start_matches(blank))..line.len()),
        // Those that GitHub knows are read already.
        [b'[', b'!', ..] if is_first => {
            let (name, rest) = text[2..].split_once(']')?;
            let is_box = !name.is_empty() && name.chars().all(is_name);
            let rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
            (is_box && (rest.is_empty() || rest.starts_with(blank)))
                .then(|| at(rest.trim_start_matches(blank))..text.len())
        }
        [b'[', ..] => {
            let name = text.trim_matches(['[', ']', '_']);
            let has_name = text.len() < 12 && name.eq_ignore_ascii_case("toc");
            (has_name && text.ends_with(']')).then(none)
        }
        [b'{', b':', ..] => text.ends_with('}').then(none),
        [b'$', b'$', ..] => {
            text[2..].strip_suffix("$$").filter(|inside| !inside.contains("$$")).map(|_| none())
        }
        [b'!' | b'?' | b'=', ..] => {
            let rest = ["!!!", "???", "==="].iter().find_map(|sign| text.strip_prefix(sign))?;
            let rest = rest.strip_prefix('+').unwrap_or(rest).strip_prefix(blank)?;
            let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
            let names = rest.trim_start_matches(|c| is_word(c) || c == ' ');
            if let Some(title) = names.strip_prefix('"') {
                return Some(at(title)..at(title) + title.strip_suffix('"').unwrap_or(title).len());
            }
            // What is in no quotation marks are words, but for the name of the box.
            let words = rest.trim_start_matches(is_word);
            let is_box = !text.starts_with('=') && rest.starts_with(|c: char| c.is_ascii_lowercase());
            let is_named = words.is_empty() || words.starts_with(blank);
            (is_box && is_named).then(|| at(words.trim_start_matches(blank))..text.len())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, ReadOptions, read};

    fn found(paragraph: &str) -> Vec<&str> {
        find(paragraph, 0, |_| false).into_iter().map(|range| &paragraph[range]).collect()
    }

    #[test]
    fn lines_of_nothing_else_are_found() {
        let figure = "{{< figure\n  src=\"a.png\" >}} {{</ figure >}}\n";
        assert_eq!(
            found(&format!("{figure}a\n {{% if x %}}\r\nb\n{{% endif %}}")),
            [figure, " {% if x %}\r\n", "{% endif %}"]
        );
        assert_eq!(found("a\n> {: .big}\rb\n> [[_TOC_]]"), ["> {: .big}\r", "> [[_TOC_]]"]);
        assert_eq!(
            found("a\n$$\nb = c\n\n$$\nd\n$$ e $$\n$$\nf"),
            ["$$\nb = c\n\n$$\n", "$$ e $$\n", "$$\nf"]
        );
        for module in [
            "import A, { b } from './a'\nimport './c'",
            "export const a = {\n  b\n}",
            "import {\n  a\n} from 'b'",
        ] {
            assert_eq!(found(module), [module]);
        }
        for text in [
            "a {% b %}",
            "{% if x %}a{% endif %}",
            "{{ title }}",
            "{% a",
            "{{< a >}} b",
            "{{% a %}\n}",
            "$$ a $$ b",
            "$$ a",
            "a [TOC]",
            "[TOC] a",
            "{: a",
            "a {: .b}",
            "import data from the port",
            "export default settings",
            "!!! Note that",
            "!!! note: that",
            "=== a",
            "::a",
            ":a",
            "*[a]: b",
            "a\n[!info] b",
            "",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_stands_around_words_is_found() {
        for (paragraph, expected) in [
            (":::note\na\n:::", &[":::note\n", ":::"][..]),
            ("::: {.note a=\"b c\"} Un titre :::\na", &["::: {.note a=\"b c\"} ", " :::\n"]),
            ("::::tip[Un [bon] titre]{#b}\na", &["::::tip[", "]{#b}\n"]),
            ("::: warning Un titre\na", &["::: warning ", "\n"]),
            ("!!! note \"Un \"bon\" titre\"\n    a", &["!!! note \"", "\"\n"]),
            ("???+ a-b c\na", &["???+ a-b ", "\n"]),
            ("!!! note \"Un titre\na", &["!!! note \"", "\n"]),
            (":::note[Un titre\na", &[":::note[", "\n"]),
            ("::: note {}titre\na", &["::: note ", "\n"]),
            (":::note[Un [t] \\] titre\na", &[":::note[", "\n"]),
            ("???+ a-b\na", &["???+ a-b\n"]),
            ("=== \"Un onglet\"\na", &["=== \"", "\"\n"]),
            ("[!info]- Un titre\n> a", &["[!info]- ", "\n"]),
            ("Un terme\n: Une définition\nlongue\n:\ta", &[": ", ":\t"]),
            ("Un\nb\n:   Une définition\ntrès\nlongue\n~   a", &["\n", ":   ", "~   "]),
            ("Un  \r\n> b\n> :   a\n~ b", &["  \r\n", "> :   "]),
        ] {
            assert_eq!(found(paragraph), expected, "{paragraph}");
        }
    }

    /// A line was read as another thing once the text before it was translated, as it had stood in a formula or a shortcode that was
    /// none, or behind what is no item.
    #[test]
    fn a_line_is_what_it_is_whatever_is_text_before_it() {
        for (source, expected) in [
            ("*a\n$$\nb*\n!!! note \"Un titre\"\nc", &["a $$ b", "Un titre", "c"][..]),
            ("*a*\n$$\nb *c\n$$\nd*\n[TOC]\n", &["a $$ b c $$ d"]),
            ("a\n{{< b\n[TOC]\nc >}} d", &["a {{< b", "c >}} d"]),
            ("{% b\n{: .c}\n*d %}\ne*", &["{% b", "d %} e"]),
            ("- a\n  1986. b\n  {: .c}\n  d", &["a 1986. b", "d"]),
            ("- \\!!! note \"a\"\n", &["!!! note \"a\""]),
            ("- # a\n  :::b\n  c", &["a", "c"]),
        ] {
            let document =
                read(&Input::markdown("a.md", source.as_bytes()), &ReadOptions::default()).unwrap();
            let blocks: Vec<_> = document.block_ids().map(|id| document.block_text(id)).collect();
            assert_eq!(blocks, expected, "{source}");
        }
    }

    /// Lines that another program reads were words of one paragraph: a translation wrote `:::NOTE TEXT HERE. :::`.
    #[test]
    fn what_is_written_for_a_program_ends_a_block_and_is_no_text() {
        let source = ":::note[Un *titre*]\nDu texte\nici.\n:::\n\n!!! note \"Un titre\"\n    Du texte\n\n> [!info] Un titre\n> Du texte\n\n\
            Terme\n: Définition\nlongue\n\n- Un point\n{: .grand}\n\n1. TOC\n{:toc}\n\n\
            - a\n  ```\n  :::\n  ```\n\nTexte\n$$\na = b\n$$\n[TOC]\n\nimport A from './a'\n\nTexte ![a\n:::\nb](c) ici\n";
        let input = Input::markdown("a.md", source.as_bytes());
        let document = read(&input, &ReadOptions::default()).unwrap();
        let block = |id| format!("{}: {}", document.block_path(id), document.block_text(id));
        assert_eq!(
            document.block_ids().map(block).collect::<Vec<_>>(),
            [
                "p: Un titre",
                "p: Du texte ici.",
                "p: Un titre",
                "p: Du texte",
                "blockquote/p: Un titre",
                "blockquote/p: Du texte",
                "p: Terme",
                "p: Définition longue",
                "ul/li/p: Un point",
                "ol/li/p: TOC",
                "ul/li/p: a",
                "ul/li/pre: :::",
                "p: Texte",
                "p: Texte  ici",
            ]
        );
    }
}
