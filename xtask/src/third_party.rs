//! `THIRD-PARTY.md`: what the binary is made of besides our own code, and under which licences, as these ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::workspace::cargo;

const FILE: &str = "THIRD-PARTY.md";

/// Writes the file.
pub(crate) fn write(root: &Path) -> Result<()> {
    fs::write(root.join(FILE), page()?).with_context(|| format!("cannot write {FILE}"))
}

/// Whether the file says what is true now.
pub(crate) fn check(root: &Path) -> Result<()> {
    let written = fs::read_to_string(root.join(FILE)).unwrap_or_default();
    if written.replace('\r', "") != page()? {
        bail!("{FILE} is not what the dependencies are now; `cargo xtask third-party` writes it anew");
    }
    Ok(())
}

fn page() -> Result<String> {
    let output =
        cargo(&["metadata", "--format-version", "1", "--locked"]).output().context("cargo does not start")?;
    if !output.status.success() {
        bail!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata is no JSON")?;
    let mut page = "# Third-party software in the binary\n\n\
        Written by `cargo xtask third-party`. Every package that any platform's binary is linked from, with its licence; \
        then the licence texts, once each, with the packages they came with. Where a package leaves the choice, we use it \
        under the MIT licence.\n\n"
        .to_owned();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in linked(&metadata)? {
        let name = format!("{} {}", text(&package["name"]), text(&package["version"]));
        let _ = writeln!(page, "- {name}: {}", text(&package["license"]));
        let manifest = Path::new(text(&package["manifest_path"]));
        for licence in licence_texts(manifest.parent().context("a manifest lies in a folder")?)? {
            texts.entry(licence).or_default().push(name.clone());
        }
    }
    for (licence, names) in texts {
        let _ = write!(page, "\n## {}\n\n", names.join(", "));
        for line in licence.lines() {
            let _ = writeln!(page, "{}", format!("    {line}").trim_end());
        }
    }
    Ok(page)
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

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

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
