//! Where `merge` reads and writes.

use crate::common::Folder;

/// A folder with a site of two pages and their XLIFF, pseudo-translated, in `x`.
fn site() -> Folder {
    let folder = Folder::new();
    for name in ["fr/a.html", "fr/b.html"] {
        folder
            .write(&format!("site/{name}"), "<html lang=fr><p>Le ministre a parlé hier à Hanoi.</p></html>");
    }
    assert_eq!(folder.run(&["pseudo", "site", "--to", "en", "-o", "x"]).status, 0);
    folder
}

/// With `--overwrite` a merge wrote over the translation, or over the article, without which that is of no use.
#[test]
fn what_is_read_is_never_written_over() {
    let folder = site();
    let (xliff, page) = ("x/fr/a.html.xlf", "site/fr/a.html");
    let bytes = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    let before = (bytes(xliff), bytes(page));
    for out in [xliff, page, "site/../x/fr/a.html.xlf"] {
        let run = folder.run(&["merge", xliff, "-o", out, "--overwrite"]);
        let said = format!("{out} is read for the merge, and is not written over");
        assert!(run.status == 2 && run.err.contains(&said), "{run:#?}");
        assert_eq!((bytes(xliff), bytes(page)), before);
    }
    let run = folder.run(&["merge", xliff, "-o", "a.html"]);
    let again = folder.run(&["merge", xliff, "-o", "a.html", "--overwrite"]);
    assert_eq!((run.status, again.status), (0, 0), "{run:#?}{again:#?}");
}

/// From within the folder of a package, no file found its source.
#[test]
fn sources_are_found_from_within_a_folder() {
    let folder = site();
    std::fs::create_dir_all(folder.path().join("pack")).unwrap();
    std::fs::rename(folder.path().join("site"), folder.path().join("pack/site")).unwrap();
    std::fs::rename(folder.path().join("x"), folder.path().join("pack/target")).unwrap();
    let mut command = crate::common::command(&folder.path().join("pack/target"));
    let run = crate::common::finish(command.args(["merge", ".", "-o", "../en"]), b"");
    assert_eq!((run.status, &*run.out), (0, "../en/fr/a.en.html\n../en/fr/b.en.html\n"), "{run:#?}");
}

/// Several files named one by one were refused where a folder with both was not, and so was a pattern.
#[test]
fn several_files_make_their_folder_and_patterns_are_read() {
    let folder = site();
    let run = folder.run(&["merge", "x/fr/a.html.xlf", "x/fr/b.html.xlf", "-o", "new"]);
    assert_eq!((run.status, &*run.out), (0, "new/a.en.html\nnew/b.en.html\n"), "{run:#?}");
    let run = folder.run(&["merge", "x/**/*.xlf", "-o", "all"]);
    assert_eq!((run.status, &*run.out), (0, "all/fr/a.en.html\nall/fr/b.en.html\n"), "{run:#?}");
    assert_eq!(folder.run(&["validate", "x/*/*.xlf"]).status, 0);
    let run = folder.run(&["update", "x/*/*.xlf", "-o", "next"]);
    assert_eq!((run.status, &*run.out), (0, "next/fr/a.html.xlf\nnext/fr/b.html.xlf\n"), "{run:#?}");
    let run = folder.run(&["merge", "x/*.none", "-o", "none"]);
    assert!(run.status == 2 && run.err.contains("x/*.none: the pattern matches no XLIFF"), "{run:#?}");
    let run = folder.run(&["merge", "x/fr/a.html.xlf", "x/fr/b.html.xlf", "-o", "site/fr/a.html"]);
    assert!(run.status == 2 && run.err.contains("several files are merged into a folder"), "{run:#?}");
}

/// The link itself was replaced, also where it led nowhere and nothing said that it may be; so was a file that nobody may write.
#[cfg(unix)]
#[test]
fn a_link_stays_one_and_a_file_that_may_not_be_written_stays_too() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = site();
    let path = |name: &str| folder.path().join(name);
    folder.write("real.html", "old");
    symlink("real.html", path("link.html")).unwrap();
    symlink("nowhere.html", path("lost.html")).unwrap();
    let merge =
        |out: &str, more: &[&str]| folder.run(&[&["merge", "x/fr/a.html.xlf", "-o", out], more].concat());
    assert_eq!(merge("lost.html", &[]).status, 2);
    assert_eq!(merge("link.html", &["--overwrite"]).status, 0);
    assert!(path("link.html").is_symlink() && folder.read("real.html").contains("<html"));
    folder.write("kept.html", "old");
    std::fs::set_permissions(path("kept.html"), std::fs::Permissions::from_mode(0o444)).unwrap();
    let run = merge("kept.html", &["--overwrite"]);
    assert!(run.status == 2 && run.err.contains("kept.html may not be written over; allow that"), "{run:#?}");
    assert_eq!(folder.read("kept.html"), "old");
}
