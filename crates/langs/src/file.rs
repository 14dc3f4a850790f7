//! [`read`]: a data file.

use std::str::Lines;

use crate::{Language, List};

/// Reads a data file, which is TOML.
///
/// Its long lists are read here, ten times as fast and without copying an entry, as long as they have the form that the battery
/// of tests holds our files to: one entry a line, and no escapes. Whatever stands otherwise is left to the TOML reader, and so
/// is the word about anything that is wrong.
pub(crate) fn read(text: &'static str) -> Result<Language, toml::de::Error> {
    let (settings, lists) = take_lists(text);
    let mut language: Language = toml::from_str(&settings)?;
    for (name, list) in lists {
        match language.list_mut(&name) {
            Some(place) => *place = list,
            None => return toml::from_str(text),
        }
    }
    Ok(language)
}

/// A file without its lists, and the lists with their names.
fn take_lists(text: &'static str) -> (String, Vec<(String, List)>) {
    let (mut settings, mut lists) = (String::new(), Vec::new());
    let mut table = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_suffix(" = [")
            && let Some((entries, rest)) = read_list(lines.clone())
        {
            lists.push((format!("{table}{name}"), entries.into_iter().collect()));
            lines = rest;
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            table = format!("{name}.");
        }
        settings.push_str(line);
        settings.push('\n');
    }
    (settings, lists)
}

/// The entries of a list in the form of our files, and the lines after it; `None` when it has another form.
fn read_list(mut lines: Lines<'static>) -> Option<(Vec<&'static str>, Lines<'static>)> {
    let mut entries = Vec::new();
    loop {
        let line = lines.next()?;
        if line == "]" {
            return Some((entries, lines));
        }
        let entry = line.strip_prefix("    \"")?.strip_suffix("\",")?;
        if entry.bytes().any(|byte| matches!(byte, b'"' | b'\\' | 0..0x20 | 0x7F)) {
            return None;
        }
        entries.push(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::FILES;

    #[test]
    fn every_file_is_read_as_toml_reads_it() {
        for (name, text) in FILES {
            assert_eq!(read(text), toml::from_str(text), "data/{name}.toml");
        }
    }

    #[test]
    fn other_forms_of_a_list_are_read_too() {
        let und = FILES.iter().find(|(name, _)| *name == "und").expect("und has a file").1;
        let with = |list: &str| und.replace("months = [\n]", list).leak() as &'static str;
        for list in ["months = [\"mai\", 'juin']", "months = [\n    \"mai\", # May\n    \"ju\\u0069n\"\n]"] {
            let months = read(with(list)).expect("a list in another form").months;
            assert_eq!(months.iter().collect::<Vec<_>>(), ["juin", "mai"]);
        }
    }

    #[test]
    fn every_list_of_our_files_is_read_without_toml() {
        for (name, text) in FILES {
            for (list, _) in take_lists(text).1 {
                assert!(
                    read(text).expect("a file of ours").list_mut(&list).is_some(),
                    "data/{name}.toml, {list}"
                );
            }
        }
    }

    #[test]
    fn an_unknown_list_is_named_with_its_line() {
        let und = FILES.iter().find(|(name, _)| *name == "und").expect("und has a file").1;
        let text = und.replace("months = [", "moons = [").leak();
        let err = read(text).unwrap_err().to_string();
        assert!(err.contains("unknown field `moons`") && err.contains("at line "), "{err}");
    }
}
