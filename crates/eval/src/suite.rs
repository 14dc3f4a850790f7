//! Runs the validator over a conformance suite of XLIFF: files that must be accepted and files that must be rejected.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use epitome::prep::validate;

/// The folders of a suite, and whether their files are valid.
const FOLDERS: [(&str, bool); 4] =
    [("core/valid", true), ("core/invalid", false), ("modules/valid", true), ("modules/invalid", false)];

/// Files of the suites on which we and they do not agree, and why we think that we are right. The verdict stays what it is; the
/// table only says that it is known.
const EXCEPTIONS: [(&str, &str); 4] = [
    (
        "modules/invalid/Bad-slr_sizeInfo-not-integer.xlf",
        "it declares no profile, and without one slr:sizeInfo is any text: xs:string in the schema, nothing in the Schematron",
    ),
    (
        "modules/valid/Good-itsm_text-analytics.xlf",
        "there is no ITS 2.2: the schema of its:version allows 2.0",
    ),
    (
        "modules/valid/Good-mda_top-level.xlf",
        "its <meta> stands in a namespace other than that of the metadata",
    ),
    (
        "modules/valid/Good-pgs_plural.xlf",
        "the prefix pgs is not bound, so it is not namespace-well-formed XML",
    ),
];

/// What came of one folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderResult {
    /// Its name.
    pub name: &'static str,
    /// How many files were accepted.
    pub n_accepted: usize,
    /// How many were rejected.
    pub n_rejected: usize,
    /// Files with the wrong verdict and the first thing that was found in each, in the order of their names.
    pub wrong: Vec<(String, String)>,
    /// Every other file that was rejected, with the first thing that was found.
    pub reasons: Vec<(String, String)>,
}

/// Judges the `.xlf` files of the four folders of a suite, which may stand in a folder `test-suite` beside its schemas, as it is
/// published.
///
/// # Errors
/// When a folder or a file cannot be read.
pub fn suite(folder: &Path) -> Result<Vec<FolderResult>> {
    let published = folder.join("test-suite");
    let folder = if published.is_dir() { &published } else { folder };
    FOLDERS.iter().map(|(name, is_valid)| judge(&folder.join(name), name, *is_valid)).collect()
}

/// The results as text: a line a folder, then every wrong verdict, with the reason where it is known; with `all`, why each file was
/// rejected.
#[must_use]
pub fn suite_table(results: &[FolderResult], all: bool) -> String {
    let mut out = String::from("folder            accepted  rejected  wrong\n");
    for result in results {
        let FolderResult { name, n_accepted, n_rejected, wrong, .. } = result;
        out += &format!("{name:<16}  {n_accepted:>8}  {n_rejected:>8}  {:>5}\n", wrong.len());
    }
    for FolderResult { name, wrong, reasons, .. } in results {
        for (file, reason) in wrong {
            let path = format!("{name}/{file}");
            out += &match EXCEPTIONS.iter().find(|(known, _)| *known == path) {
                Some((_, why)) => format!("known  {path}: {reason} ({why})\n"),
                None => format!("wrong  {path}: {reason}\n"),
            };
        }
        for (file, reason) in reasons.iter().filter(|_| all) {
            out += &format!("right  {name}/{file}: {reason}\n");
        }
    }
    out
}

fn judge(folder: &Path, name: &'static str, is_valid: bool) -> Result<FolderResult> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "xlf"));
    paths.sort();
    let mut result =
        FolderResult { name, n_accepted: 0, n_rejected: 0, wrong: Vec::new(), reasons: Vec::new() };
    for path in paths {
        let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let reason =
            match validate(&bytes) {
                Err(err) => Some(err.to_string()),
                Ok(validation) => validation.findings.into_iter().next().map(|finding| {
                    format!("line {}: {}: {}", finding.place.line, finding.rule, finding.message)
                }),
            };
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match &reason {
            None => result.n_accepted += 1,
            Some(_) => result.n_rejected += 1,
        }
        match reason {
            Some(reason) if is_valid => result.wrong.push((file, reason)),
            Some(reason) => result.reasons.push((file, reason)),
            None if !is_valid => result.wrong.push((file, "accepted".to_owned())),
            None => {}
        }
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_verdicts_are_listed_by_name() {
        let folder = tempfile::tempdir().unwrap();
        for (name, _) in FOLDERS {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        let good = r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="fr"><file id="f"><unit id="u"><segment><source>Non.</source></segment></unit></file></xliff>"#;
        fs::write(folder.path().join("core/valid/a.xlf"), good).unwrap();
        fs::write(folder.path().join("core/valid/b.xlf"), good.replace(" id=\"u\"", "")).unwrap();
        fs::write(folder.path().join("core/invalid/c.xlf"), good).unwrap();
        fs::write(folder.path().join("core/invalid/notes.txt"), good).unwrap();
        fs::write(folder.path().join(EXCEPTIONS[0].0), good).unwrap();
        let table = suite_table(&suite(folder.path()).unwrap(), true);
        assert!(table.contains("core/valid               1         1      1\n"), "{table}");
        assert!(
            table.contains(
                "wrong  core/valid/b.xlf: line 1: attribute-missing: <unit> lacks the attribute id\n"
            )
        );
        assert!(table.contains("wrong  core/invalid/c.xlf: accepted\n"), "{table}");
        assert!(
            table.contains("known  modules/invalid/Bad-slr_sizeInfo-not-integer.xlf: accepted (it declares"),
            "{table}"
        );
    }
}
