//! Every article has its snapshots, every snapshot its article, and nothing waits to be accepted.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail};

use crate::workspace::{files, relative};

/// The views every article must have, in order of cause: a change of an earlier one explains changes of later ones.
pub(crate) const REQUIRED_VIEWS: [&str; 5] = ["outline", "language", "scores", "summary", "units"];

/// Fails with all that is amiss.
pub(crate) fn check(root: &Path) -> Result<()> {
    let complaints = complaints(root)?;
    if !complaints.is_empty() {
        bail!("{}", complaints.join("\n"));
    }
    Ok(())
}

/// What is amiss, a sentence each.
fn complaints(root: &Path) -> Result<Vec<String>> {
    let mut complaints = waiting(root)?;
    let folders = folders(root)?;
    let articles = articles(root, &folders)?;
    for article in &articles {
        let names = folders.get(article);
        for view in REQUIRED_VIEWS {
            if !names.is_some_and(|names| names.contains(&format!("{view}.snap"))) {
                complaints.push(format!(
                    "fixtures/{article} has no {view}.snap; `cargo xtask snapshots --accept` writes it"
                ));
            }
        }
    }
    for (folder, names) in &folders {
        if !articles.contains(folder) {
            complaints
                .push(format!("fixtures/{folder} holds files but no article; remove it or add the article"));
        }
        for name in names {
            if !belongs(name) {
                complaints.push(format!(
                    "fixtures/{folder}/{name} is no file of an article: it is read by nothing"
                ));
            }
        }
    }
    Ok(complaints)
}

/// Snapshots that somebody has yet to read, anywhere in the workspace.
fn waiting(root: &Path) -> Result<Vec<String>> {
    let skip = |folder: &Path| folder.ends_with("target") || folder.ends_with(".git");
    let paths = files(root, &skip)?.into_iter().map(|path| relative(&path, root));
    let waits = |path: &String| path.ends_with(".snap.new") || path.ends_with(".pending-snap");
    Ok(paths
        .filter(waits)
        .map(|path| format!("{path} waits: accept it with `cargo xtask snapshots --accept`, or remove it"))
        .collect())
}

/// The folders of articles, `seeds/003` or `articles/fr/budget`, each with the names of its files.
fn folders(root: &Path) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let fixtures = root.join("fixtures");
    let mut folders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for part in ["seeds", "articles"] {
        for path in files(&fixtures.join(part), &|_| false)? {
            let path = relative(&path, &fixtures);
            let (folder, name) = path.rsplit_once('/').expect("it lies in one of the two folders");
            folders.entry(folder.to_owned()).or_default().insert(name.to_owned());
        }
    }
    Ok(folders)
}

/// The articles there are. That of `fixtures/seeds/003` is `seeds/003_….txt`; any other lies in its own folder.
fn articles(root: &Path, folders: &BTreeMap<String, BTreeSet<String>>) -> Result<BTreeSet<String>> {
    let mut articles = BTreeSet::new();
    for path in files(&root.join("seeds"), &|_| false)? {
        let name = relative(&path, &root.join("seeds"));
        let id = name.split('_').next().expect("split yields at least one part");
        articles.insert(format!("seeds/{id}"));
    }
    let has_text = |names: &BTreeSet<String>| names.iter().any(|name| name.starts_with("article."));
    articles.extend(folders.iter().filter(|(_, names)| has_text(names)).map(|(folder, _)| folder.clone()));
    Ok(articles)
}

/// Whether a file has business in the folder of an article. Waiting snapshots are complained of elsewhere.
fn belongs(name: &str) -> bool {
    let view = name.strip_suffix(".snap").or_else(|| name.strip_suffix(".snap.new"));
    name == "about.txt"
        || name.starts_with("article.")
        || view.is_some_and(|view| REQUIRED_VIEWS.contains(&view))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::tests::Scratch;

    const GOOD: [(&str, &str); 13] = [
        ("seeds/003_ab.txt", ""),
        ("fixtures/seeds/003/about.txt", ""),
        ("fixtures/seeds/003/outline.snap", ""),
        ("fixtures/seeds/003/language.snap", ""),
        ("fixtures/seeds/003/scores.snap", ""),
        ("fixtures/seeds/003/summary.snap", ""),
        ("fixtures/seeds/003/units.snap", ""),
        ("fixtures/articles/fr/budget/article.txt", ""),
        ("fixtures/articles/fr/budget/outline.snap", ""),
        ("fixtures/articles/fr/budget/language.snap", ""),
        ("fixtures/articles/fr/budget/scores.snap", ""),
        ("fixtures/articles/fr/budget/summary.snap", ""),
        ("fixtures/articles/fr/budget/units.snap", ""),
    ];

    fn complaints_with(name: &str, more: &[&str], without: &str) -> Vec<String> {
        let mut files: Vec<(&str, &str)> = GOOD.into_iter().filter(|(path, _)| *path != without).collect();
        files.extend(more.iter().map(|path| (*path, "")));
        complaints(&Scratch::new(name, &files).0).unwrap()
    }

    #[test]
    fn a_tidy_folder_passes() {
        assert_eq!(complaints_with("tidy", &["target/debug/old.snap.new"], ""), Vec::<String>::new());
    }

    #[test]
    fn each_fault_is_named() {
        for (name, more, without, complaint) in [
            ("waiting", "fixtures/seeds/003/scores.snap.new", "", "fixtures/seeds/003/scores.snap.new waits"),
            (
                "inline",
                "crates/report/src/.text.rs.pending-snap",
                "",
                "crates/report/src/.text.rs.pending-snap waits",
            ),
            (
                "stray",
                "fixtures/seeds/003/score.snap",
                "",
                "fixtures/seeds/003/score.snap is no file of an article",
            ),
            (
                "orphan",
                "fixtures/articles/fr/gone/scores.snap",
                "",
                "fixtures/articles/fr/gone holds files but no",
            ),
            (
                "incomplete",
                "seeds/003_ab.txt",
                "fixtures/seeds/003/summary.snap",
                "fixtures/seeds/003 has no summary",
            ),
        ] {
            let found = complaints_with(name, &[more], without);
            assert!(found.len() == 1 && found[0].starts_with(complaint), "{name}: {found:?}");
        }
    }

    #[test]
    fn a_seed_without_any_view_is_a_complaint_a_view() {
        let found = complaints_with("new-seed", &["seeds/004_cd.txt"], "");
        assert_eq!(found.len(), REQUIRED_VIEWS.len(), "{found:?}");
    }
}
