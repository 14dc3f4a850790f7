//! `cargo xtask snapshots`: what a change does to the articles, and how it is accepted.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::digest::{Article, View, digest};
use crate::hygiene::REQUIRED_VIEWS;
use crate::workspace::{cargo, counted, files, print, relative, root, say};

/// Runs the articles whose test name contains `filter`, prints what changed and, if asked, accepts it.
pub(crate) fn snapshots(filter: Option<&str>, accept: bool) -> Result<()> {
    run(filter)?;
    let fixtures = root().join("fixtures");
    let articles = load(&fixtures, filter)?;
    if articles.is_empty() {
        bail!(
            "no article's name contains {:?}; they lie in fixtures/seeds and fixtures/articles",
            filter.unwrap_or_default()
        );
    }
    print(&digest(&articles));
    let waiting = waiting(&fixtures, filter)?;
    if waiting.is_empty() {
        return Ok(());
    }
    if accept {
        for path in &waiting {
            accept_one(path)?;
        }
        say(&format!(
            "{} accepted; read `git diff fixtures` as a reviewer will",
            counted(waiting.len(), "new snapshot")
        ));
    } else {
        let again = filter.map(|filter| format!("{filter} ")).unwrap_or_default();
        let how = format!("accept with `cargo xtask snapshots {again}--accept`");
        say(&format!("{} as NAME.snap.new; {how}", counted(waiting.len(), "new snapshot")));
    }
    Ok(())
}

/// Runs the tests of the articles so that each view that differs is written beside the old one.
fn run(filter: Option<&str>) -> Result<()> {
    let mut command =
        cargo(&["test", "--quiet", "--package", "epitome-fixtures", "--test", "articles", "--"]);
    // Differences are what we are here to find: they must not fail the run, and the digest tells of them.
    command.envs([("INSTA_UPDATE", "new"), ("INSTA_FORCE_PASS", "1"), ("INSTA_OUTPUT", "none")]);
    let output = command.args(filter).stderr(Stdio::inherit()).output().context("cargo does not start")?;
    if !output.status.success() {
        bail!(
            "the articles do not run; the reason stands above\n{}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
    Ok(())
}

/// The views of the articles as accepted and as they are now.
fn load(fixtures: &Path, filter: Option<&str>) -> Result<Vec<Article>> {
    let mut folders: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in files(fixtures, &|_| false)? {
        if path.file_name().is_some_and(|name| name == "about.txt") {
            let folder = path.parent().expect("a file lies in a folder");
            folders.insert(name_of(folder, fixtures), folder.to_owned());
        }
    }
    let mut articles = Vec::new();
    for (name, folder) in folders {
        let wanted = REQUIRED_VIEWS.iter().filter(|view| is_wanted(&name, view, filter));
        let views = wanted.map(|view| load_view(&folder, view)).collect::<Result<Vec<View>>>()?;
        if !views.is_empty() {
            articles.push(Article { name, views });
        }
    }
    Ok(articles)
}

/// The name of an article in tests and digests: `seeds/003`, `fr/budget`.
fn name_of(folder: &Path, fixtures: &Path) -> String {
    let name = relative(folder, fixtures);
    name.strip_prefix("articles/").unwrap_or(&name).to_owned()
}

fn is_wanted(article: &str, view: &str, filter: Option<&str>) -> bool {
    filter.is_none_or(|filter| format!("{article}::{view}").contains(filter))
}

fn load_view(folder: &Path, name: &'static str) -> Result<View> {
    let accepted = read(&folder.join(format!("{name}.snap")))?;
    let now = read(&folder.join(format!("{name}.snap.new")))?;
    Ok(View { name, accepted, now })
}

/// The body of a snapshot, without its header; `None` when there is no such file.
fn read(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(snapshot) => Ok(Some(parts(&snapshot).1.to_owned())),
        Err(err) if err.kind() == ErrorKind::NotFound => Ok(None),
        Err(err) => Err(err).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// The new snapshots of the articles that were run.
fn waiting(fixtures: &Path, filter: Option<&str>) -> Result<Vec<PathBuf>> {
    let mut waiting = files(fixtures, &|_| false)?;
    waiting.retain(|path| {
        let name = path.file_name().and_then(|name| name.to_str());
        let folder = path.parent().map(|folder| name_of(folder, fixtures));
        let view = name.and_then(|name| name.strip_suffix(".snap.new"));
        view.zip(folder).is_some_and(|(view, folder)| is_wanted(&folder, view, filter))
    });
    Ok(waiting)
}

/// Puts a new snapshot in the place of the old one.
fn accept_one(path: &Path) -> Result<()> {
    let snapshot = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let accepted = path.with_extension("");
    fs::write(&accepted, for_good(&snapshot))
        .with_context(|| format!("cannot write {}", accepted.display()))?;
    fs::remove_file(path).with_context(|| format!("cannot remove {}", path.display()))
}

/// A snapshot as it is kept: the line of code that made it is of use only until it is accepted, and would change with every
/// edit of the test.
fn for_good(snapshot: &str) -> String {
    let (header, body) = parts(snapshot);
    let kept = header.lines().filter(|line| !line.starts_with("assertion_line:"));
    let header: String = kept.map(|line| format!("{line}\n")).collect();
    header + body
}

/// Header, with the lines `---` around it, and body.
fn parts(snapshot: &str) -> (&str, &str) {
    let end = snapshot.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    snapshot.split_at(end.map_or(0, |end| "---\n".len() + end + "\n---\n".len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::tests::Scratch;

    const NEW: &str =
        "---\nsource: tests/articles.rs\nassertion_line: 41\ndescription: \"003\"\n---\nbody\n---\nmore\n";

    #[test]
    fn accepting_moves_the_new_one_into_place_without_its_line_number() {
        let scratch = Scratch::new("accept", &[("scores.snap.new", NEW), ("scores.snap", "old")]);
        accept_one(&scratch.0.join("scores.snap.new")).unwrap();
        let accepted = fs::read_to_string(scratch.0.join("scores.snap")).unwrap();
        assert_eq!(accepted, "---\nsource: tests/articles.rs\ndescription: \"003\"\n---\nbody\n---\nmore\n");
        assert!(!scratch.0.join("scores.snap.new").exists());
    }

    #[test]
    fn articles_are_loaded_as_accepted_and_as_they_are_now() {
        let scratch = Scratch::new(
            "load",
            &[
                ("seeds/003/about.txt", ""),
                ("seeds/003/outline.snap", "---\na: b\n---\nold"),
                ("seeds/003/outline.snap.new", NEW),
                ("articles/fr/budget/about.txt", ""),
                ("articles/fr/budget/summary.snap.new", "no header"),
            ],
        );
        let all = load(&scratch.0, None).unwrap();
        assert_eq!(
            all.iter().map(|article| article.name.as_str()).collect::<Vec<_>>(),
            ["fr/budget", "seeds/003"]
        );
        assert_eq!(all[0].views[3].now.as_deref(), Some("no header"));
        assert_eq!(all[1].views[0].accepted.as_deref(), Some("old"));
        assert_eq!(all[1].views[0].now.as_deref(), Some("body\n---\nmore\n"));
        assert_eq!(waiting(&scratch.0, None).unwrap().len(), 2);

        let one_view = load(&scratch.0, Some("003::outline")).unwrap();
        assert_eq!((one_view.len(), one_view[0].views.len()), (1, 1));
        assert_eq!(
            waiting(&scratch.0, Some("fr/")).unwrap(),
            [scratch.0.join("articles/fr/budget/summary.snap.new")]
        );
    }
}
