//! Every dependency's licence is one that `deny.toml` allows, so that nobody needs cargo-deny to know.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::workspace::{cargo, text};

/// Reads the licences of all packages that may ever be compiled, on any platform, and holds them against the list.
pub(crate) fn check(root: &Path) -> Result<()> {
    let path = root.join("deny.toml");
    let deny = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let output = cargo(&["metadata", "--format-version", "1"]).output().context("cargo does not start")?;
    if !output.status.success() {
        bail!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata is no JSON")?;
    let complaints = complaints(&metadata, &allowed(&deny)?);
    if !complaints.is_empty() {
        bail!("{}", complaints.join("\n"));
    }
    Ok(())
}

/// The entries of `allow = […]` under `[licenses]`: the one list of licences, for cargo-deny and for us.
fn allowed(deny: &str) -> Result<Vec<&str>> {
    let section = deny.split("\n[licenses]\n").nth(1).context("deny.toml has no [licenses]")?;
    let section = section.split("\n[").next().expect("split yields at least one part");
    let (_, list) = section.split_once("allow = [").context("[licenses] of deny.toml has no allow list")?;
    let (list, _) = list.split_once(']').context("the allow list of deny.toml does not end")?;
    let entries = list.lines().map(|line| line.split('#').next().expect("split yields at least one part"));
    Ok(entries
        .flat_map(|line| line.split(','))
        .map(|entry| entry.trim().trim_matches('"'))
        .filter(|entry| !entry.is_empty())
        .collect())
}

/// The packages whose licence is not allowed, a sentence each.
fn complaints(metadata: &Value, allowed: &[&str]) -> Vec<String> {
    let packages = metadata["packages"].as_array().map_or(&[][..], Vec::as_slice);
    let complaint = |package: &Value| {
        let name = format!("{} {}", text(&package["name"]), text(&package["version"]));
        let licence = text(&package["license"]);
        if licence.is_empty() {
            return Some(format!("{name} names no licence"));
        }
        let fine = permits(licence, allowed);
        (!fine).then(|| format!("{name} comes under {licence:?}, which deny.toml does not allow"))
    };
    packages.iter().filter_map(complaint).collect()
}

/// Whether one may use what comes under this SPDX expression with only these licences accepted. An expression we cannot
/// read permits nothing.
fn permits(expression: &str, allowed: &[&str]) -> bool {
    // Old manifests write `MIT/Apache-2.0` for what is `MIT OR Apache-2.0`.
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    matches!(either(&words, allowed), Some((true, [])))
}

/// What an expression comes to, and the words after it.
type Judged<'a, 'b> = Option<(bool, &'b [&'a str])>;

fn either<'a, 'b>(words: &'b [&'a str], allowed: &[&str]) -> Judged<'a, 'b> {
    let (mut fine, mut rest) = both(words, allowed)?;
    while let ["OR", after @ ..] = rest {
        let (other, after) = both(after, allowed)?;
        (fine, rest) = (fine || other, after);
    }
    Some((fine, rest))
}

fn both<'a, 'b>(words: &'b [&'a str], allowed: &[&str]) -> Judged<'a, 'b> {
    let (mut fine, mut rest) = one(words, allowed)?;
    while let ["AND", after @ ..] = rest {
        let (other, after) = one(after, allowed)?;
        (fine, rest) = (fine && other, after);
    }
    Some((fine, rest))
}

fn one<'a, 'b>(words: &'b [&'a str], allowed: &[&str]) -> Judged<'a, 'b> {
    match words {
        ["(", inner @ ..] => match either(inner, allowed)? {
            (fine, [")", rest @ ..]) => Some((fine, rest)),
            _ => None,
        },
        [licence, "WITH", exception, rest @ ..] => {
            Some((allowed.contains(&format!("{licence} WITH {exception}").as_str()), rest))
        }
        [licence, rest @ ..] => Some((allowed.contains(licence), rest)),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_judged_as_spdx_says() {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];
        for (expression, fine) in [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0-only", false),
            ("GPL-3.0-only OR MIT", true),
            ("GPL-3.0-only AND MIT", false),
            ("(MIT OR GPL-3.0-only) AND Unicode-3.0", true),
            ("MIT OR GPL-3.0-only AND LGPL-3.0-only", true),
            ("(MIT OR GPL-3.0-only) AND LGPL-3.0-only", false),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("Apache-2.0 WITH Other-exception", false),
            ("", false),
            ("(MIT", false),
            ("MIT Apache-2.0", false),
            ("OR MIT", false),
        ] {
            assert_eq!(permits(expression, &allowed), fine, "{expression}");
        }
    }

    #[test]
    fn the_list_is_read_from_deny_toml() {
        let deny = "[graph]\nallow = [\"no\"]\n\n[licenses]\nconfidence-threshold = 0.9\nallow = [\n    \"MIT\", # ours\n    \"ISC\",\n]\n\n[bans]\n";
        assert_eq!(allowed(deny).unwrap(), ["MIT", "ISC"]);
        assert!(allowed("[bans]\nallow = []\n").is_err());
    }

    #[test]
    fn offenders_are_named() {
        let metadata = serde_json::json!({"packages": [
            {"name": "fine", "version": "1.0.0", "license": "MIT"},
            {"name": "strict", "version": "2.0.0", "license": "GPL-3.0-only"},
            {"name": "silent", "version": "0.1.0", "license": null},
        ]});
        assert_eq!(
            complaints(&metadata, &["MIT"]),
            [
                "strict 2.0.0 comes under \"GPL-3.0-only\", which deny.toml does not allow",
                "silent 0.1.0 names no licence"
            ]
        );
    }
}
