//! `cargo xtask new`: the files a new language or a new article starts from.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::workspace::say;

/// The lists of a language file, in the order of `crates/langs/src/language.rs`, which says what belongs into each.
const LISTS: &str = "\
stop_words = [\n]\nstarters = [\n]\nanaphora = [\n]\nimpersonal = [\n]\nmonths = [\n]\nnumber_words = [\n]\n\n\
[abbreviations]\ntitles = [\n]\nbefore_number = [\n]\ngeneral = [\n]\nclosing = [\n]\n\n\
[cues]\ncaption_openers = [\n]\ncaption_labels = [\n]\ncredit_labels = [\n]\nsource_labels = [\n]\ncomment_words = [\n]\nend_markers = [\n]\ncomment_markers = [\n]\n\
tag_labels = [\n]\nteaser_labels = [\n]\nfurniture = [\n]\nnotices = [\n]\nbyline_openers = [\n]\nbyline_closers = [\n]\ndate_openers = [\n]\ndate_closers = [\n]\nmerit_labels = [\n]\n";

/// Writes an empty data file for a language and the line that embeds it.
pub(crate) fn language(root: &Path, tag: &str) -> Result<()> {
    if !is_subtag(tag) {
        bail!(
            "{tag:?} is no language subtag; write it as BCP 47 does, in two or three small letters: ca, gl, yue"
        );
    }
    let data = root.join("crates/langs/data").join(format!("{tag}.toml"));
    if data.exists() {
        bail!("{} is there already", data.display());
    }
    let table = root.join("crates/langs/src/table.rs");
    let code = fs::read_to_string(&table).with_context(|| format!("cannot read {}", table.display()))?;
    let code = with_line(&code, tag).with_context(|| format!("{} has no list FILES", table.display()))?;
    fs::write(&data, template()).with_context(|| format!("cannot write {}", data.display()))?;
    fs::write(&table, code).with_context(|| format!("cannot write {}", table.display()))?;
    say(&format!(
        "wrote crates/langs/data/{tag}.toml and its line in crates/langs/src/table.rs; now fill the lists \
         (crates/langs/src/language.rs says what belongs into each) and run `cargo test -p epitome-langs`, which says what is \
         still wrong; then `cargo xtask new article {tag}/SLUG`"
    ));
    Ok(())
}

/// Writes the folder of an article, with everything but its text.
pub(crate) fn article(root: &Path, name: &str) -> Result<()> {
    let Some((language, slug)) =
        name.split_once('/').filter(|(language, slug)| is_subtag(language) && is_slug(slug))
    else {
        bail!(
            "{name:?} is no name for an article; write LANGUAGE/SLUG, with small letters, digits and hyphens: ca/pluja"
        );
    };
    let folder = root.join("fixtures/articles").join(language).join(slug);
    if folder.exists() {
        bail!("{} is there already", folder.display());
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let about = format!("why       what the article is there for, in one line\nlanguage  {language}\n");
    fs::write(folder.join("about.txt"), about).context("cannot write about.txt")?;
    fs::write(folder.join("article.txt"), "").context("cannot write article.txt")?;
    say(&format!(
        "wrote fixtures/articles/{name}; now write its article.txt, say in about.txt why it is there, and run \
         `cargo xtask snapshots {name} --accept`; then read its four views as a reviewer will"
    ));
    Ok(())
}

fn is_subtag(tag: &str) -> bool {
    matches!(tag.len(), 2 | 3) && tag.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_slug(slug: &str) -> bool {
    !slug.is_empty()
        && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A language file without entries: it parses, and the battery of tests names all that is missing.
fn template() -> String {
    format!(
        "# \n# Sources:\n# Licence:\n\n\
         name = \"\"\nown_name = \"\"\nscript = \"Latn\"\ndirection = \"ltr\"\n\
         # stemmer = \"\"   # a Snowball algorithm, where the stemmer has one; else words are compared whole\n\
         # Check these four: a translation's length per cent of the English, ordinals with a stop, own quotes first, numbers.\n\
         expansion = 100\nordinal_stop = false\nquotes = [\n    \"“”\",\n    \"\\\"\\\"\",\n]\n\
         numbers = {{ decimal = \",\", group = \".\" }}\n\n{LISTS}"
    )
}

/// The table with the line of a new file, in its place by the alphabet.
fn with_line(code: &str, tag: &str) -> Option<String> {
    let (head, rest) = code.split_once("= &[\n")?;
    let (list, tail) = rest.split_once("];\n")?;
    let mut lines: Vec<String> = list.lines().map(str::to_owned).collect();
    lines.push(format!("    (\"{tag}\", include_str!(\"../data/{tag}.toml\")),"));
    lines.sort();
    Some(format!("{head}= &[\n{}\n];\n{tail}", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::tests::Scratch;

    const TABLE: &str = "const FILES: &[(&str, &str)] = &[\n    (\"en\", include_str!(\"../data/en.toml\")),\n    (\"vi\", include_str!(\"../data/vi.toml\")),\n];\n\nrest\n";

    #[test]
    fn a_language_gets_its_file_and_its_line_once() {
        let scratch = Scratch::new(
            "new-language",
            &[("crates/langs/src/table.rs", TABLE), ("crates/langs/data/en.toml", "")],
        );
        language(&scratch.0, "fr").unwrap();
        let table = fs::read_to_string(scratch.0.join("crates/langs/src/table.rs")).unwrap();
        let lines: Vec<&str> = table.lines().map(str::trim).collect();
        assert_eq!(lines[2], "(\"fr\", include_str!(\"../data/fr.toml\")),");
        assert_eq!((lines.len(), lines[6]), (TABLE.lines().count() + 1, "rest"));
        assert!(fs::read_to_string(scratch.0.join("crates/langs/data/fr.toml")).unwrap().contains("[cues]"));
        assert!(language(&scratch.0, "fr").unwrap_err().to_string().contains("already"));
        assert!(language(&scratch.0, "French").is_err());
    }

    #[test]
    fn the_real_table_takes_a_line() {
        let table = with_line(include_str!("../../crates/langs/src/table.rs"), "zz").unwrap();
        assert!(table.contains("    (\"zz\", include_str!(\"../data/zz.toml\")),\n];"));
    }

    #[test]
    fn an_article_gets_its_folder_once() {
        let scratch = Scratch::new("new-article", &[("x", "")]);
        article(&scratch.0, "ca/pluja-2").unwrap();
        let about = fs::read_to_string(scratch.0.join("fixtures/articles/ca/pluja-2/about.txt")).unwrap();
        assert!(about.starts_with("why ") && about.ends_with("language  ca\n"));
        assert!(article(&scratch.0, "ca/pluja-2").is_err());
        assert!(
            ["ca", "ca/", "/x", "ca/../x", "CA/x"].into_iter().all(|name| article(&scratch.0, name).is_err())
        );
    }
}
