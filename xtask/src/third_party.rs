//! `THIRD-PARTY.md`: what the binary is made of besides our own code, software and data, and under which licences, as these ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::workspace::{cargo, text};

const FILE: &str = "THIRD-PARTY.md";

/// Licence texts of packages that ship none, by the name of the package.
const LICENCES: &str = "xtask/licences";

/// What the models were trained on: a table of the sources, and entries with a name and a licence.
const PAGES: &str = "crates/cleaner/data/SOURCES.md";
const LANGUAGES: &str = "crates/detector/model/MANIFEST.toml";

/// Writes the file.
pub(crate) fn write(root: &Path) -> Result<()> {
    fs::write(root.join(FILE), page(root)?).with_context(|| format!("cannot write {FILE}"))
}

/// Whether the file says what is true now.
pub(crate) fn check(root: &Path) -> Result<()> {
    let written = fs::read_to_string(root.join(FILE)).unwrap_or_default();
    if written.replace('\r', "") != page(root)? {
        bail!("{FILE} is not what the dependencies are now; `cargo xtask third-party` writes it anew");
    }
    Ok(())
}

fn page(root: &Path) -> Result<String> {
    let output =
        cargo(&["metadata", "--format-version", "1", "--locked"]).output().context("cargo does not start")?;
    if !output.status.success() {
        bail!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata is no JSON")?;
    let mut page = "# Third-party software and data in the binary\n\n\
        Written by `cargo xtask third-party`. Every package that any platform's binary is linked from, with its licence; \
        then the licence texts, once each, with the packages they came with. Where a package leaves the choice, we use it \
        under the MIT licence. Last, what the models in it were trained on.\n\n"
        .to_owned();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in linked(&metadata)? {
        let name = format!("{} {}", text(&package["name"]), text(&package["version"]));
        let _ = writeln!(page, "- {name}: {}", text(&package["license"]));
        let manifest = Path::new(text(&package["manifest_path"]));
        let mut found = licence_texts(manifest.parent().context("a manifest lies in a folder")?)?;
        if found.is_empty() {
            let ours = format!("{LICENCES}/{}.txt", text(&package["name"]));
            let kept = fs::read_to_string(root.join(&ours))
                .with_context(|| format!("{name} ships no text of its licence; put it into {ours}"))?;
            found.push(kept.trim_end().to_owned());
        }
        for licence in found {
            texts.entry(licence).or_default().push(name.clone());
        }
    }
    for (licence, names) in texts {
        let _ = write!(page, "\n## {}\n\n", names.join(", "));
        for line in licence.lines() {
            let _ = writeln!(page, "{}", format!("    {line}").trim_end());
        }
    }
    page.push_str(&data(&read(root, PAGES)?, &read(root, LANGUAGES)?));
    Ok(page)
}

fn read(root: &Path, file: &str) -> Result<String> {
    fs::read_to_string(root.join(file)).with_context(|| format!("cannot read {file}"))
}

/// What the models were trained on, of the two files that say so. No text of it is in the binary.
fn data(pages: &str, languages: &str) -> String {
    let mut page = "\n## Data that the models were trained on\n\n\
        No text of these is in the binary. The models of languages (`crates/detector/model`) come under CC BY-SA 4.0 \
        (<https://creativecommons.org/licenses/by-sa/4.0/>): whoever changes them shares them alike. They were made of:\n\n"
        .to_owned();
    let value = |line: &str, key: &str| {
        let value = line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"')?;
        Some(value.to_owned())
    };
    let sources = languages.split("[[source]]").skip(1);
    for source in sources {
        let of = |key| source.lines().find_map(|line| value(line, key)).unwrap_or_default();
        let _ = writeln!(page, "- {}: {}", of("name"), of("licence"));
    }
    page.push_str("\nThe models of pages and of flattened ones (`crates/cleaner/data`):\n\n");
    for row in pages.lines().filter(|line| line.starts_with('|')) {
        let _ = writeln!(page, "{row}");
    }
    page.push_str(
        "\nThe coefficients of the summarizer (`crates/summarizer/src/fitted.rs`): articles of OrangeSum (CC BY-SA 4.0) and of \
         VNDS (no licence stated).\n",
    );
    page
}

/// The packages outside the workspace that `cli` is linked from, sorted by name: along normal dependencies, on any platform.
fn linked(metadata: &Value) -> Result<Vec<&Value>> {
    let list = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let packages: BTreeMap<&str, &Value> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|package| (text(&package["id"]), package))
        .collect();
    let mut normal: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for node in list(&metadata["resolve"]["nodes"]) {
        let is_normal = |dep: &Value| list(&dep["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
        let deps = list(&node["deps"]).into_iter().filter(is_normal).map(|dep| text(&dep["pkg"]).to_owned());
        normal.insert(text(&node["id"]).to_owned(), deps.collect());
    }
    let cli =
        packages.iter().find(|(_, package)| package["name"] == "cli").context("there is no package cli")?;
    let mut seen = BTreeSet::new();
    let mut waiting = vec![(*cli.0).to_owned()];
    while let Some(id) = waiting.pop() {
        waiting.extend(normal.get(&id).into_iter().flatten().filter(|dep| !seen.contains(*dep)).cloned());
        seen.insert(id);
    }
    let is_outside = |package: &&&Value| !package["source"].is_null();
    let mut linked: Vec<&Value> =
        seen.iter().filter_map(|id| packages.get(id.as_str())).filter(is_outside).copied().collect();
    linked.sort_by_key(|package| (text(&package["name"]).to_owned(), text(&package["version"]).to_owned()));
    Ok(linked)
}

/// The licence files of a package: the MIT one alone where there is one, since every choice we have includes it.
fn licence_texts(folder: &Path) -> Result<Vec<String>> {
    let mut files: Vec<(String, String)> = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        if ["LICENSE", "LICENCE", "COPYING", "UNLICENSE", "NOTICE"]
            .iter()
            .any(|start| name.starts_with(start))
            && entry.file_type()?.is_file()
        {
            let text = String::from_utf8_lossy(&fs::read(entry.path())?).replace('\r', "");
            files.push((name, text.trim_end().to_owned()));
        }
    }
    files.sort();
    let mit: Vec<String> =
        files.iter().filter(|(name, _)| name.contains("MIT")).map(|(_, text)| text.clone()).collect();
    Ok(if mit.is_empty() { files.into_iter().map(|(_, text)| text).collect() } else { mit })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn sources_are_named_with_their_licences() {
        let pages =
            "# What\n\n| pages | source | licence |\n|---|---|---|\n| 9 | WCXB | CC BY 4.0 |\n\nNone is\n";
        let languages = "[data]\nlicence = \"X\"\n\n[[source]]\nname = \"A\"\nlicence = \"CC0-1.0\"\n\n[[source]]\nname = \"B\"\n# why\nlicence = \"MIT\"\n";
        let page = data(pages, languages);
        for line in ["- A: CC0-1.0", "- B: MIT", "| 9 | WCXB | CC BY 4.0 |"] {
            assert!(page.lines().any(|of_page| of_page == line), "{line}\n{page}");
        }
    }

    #[test]
    fn only_what_is_linked_counts() {
        let package = |name: &str, source: Value| json!({"id": name, "name": name, "version": "1.0.0", "source": source});
        let dep = |name: &str, kind: Value| json!({"pkg": name, "dep_kinds": [{"kind": kind}]});
        let outside = || json!("registry");
        let metadata = json!({
            "packages": [
                package("cli", Value::Null), package("inner", Value::Null), package("b", outside()), package("a", outside()),
                package("test-only", outside()), package("build-only", outside()), package("unrelated", outside()),
            ],
            "resolve": {"nodes": [
                {"id": "cli", "deps": [dep("inner", Value::Null), dep("test-only", json!("dev"))]},
                {"id": "inner", "deps": [dep("b", Value::Null), dep("build-only", json!("build"))]},
                {"id": "b", "deps": [dep("a", Value::Null), dep("b", Value::Null)]},
            ]},
        });
        let names: Vec<&str> =
            linked(&metadata).unwrap().into_iter().map(|package| text(&package["name"])).collect();
        assert_eq!(names, ["a", "b"]);
    }
}
