//! The screens in the README are real: each command in a `console` block is run and must print what stands below it.
//!
//! `UPDATE_README=1 cargo test -p cli --test it readme` writes the real output into the file.

use crate::common::{command, finish, workspace};

/// Runs one line of a screen: `cargo run -p cli …` and `epitome …` are the same binary.
fn run(line: &str) -> Option<String> {
    let args = line.strip_prefix("cargo run -p cli ").or_else(|| line.strip_prefix("epitome "))?;
    let args = args.strip_prefix("-- ").unwrap_or(args);
    let mut child = command(&workspace());
    let run = finish(child.args(args.split(' ')), b"");
    assert_eq!(run.status, 0, "{line}: {run:#?}");
    Some(format!("{}{}", run.err, run.out))
}

/// The README with the output of every command in it as it really is.
fn with_real_output(readme: &str) -> String {
    let mut real = String::new();
    let mut lines = readme.lines().peekable();
    while let Some(line) = lines.next() {
        real += line;
        real.push('\n');
        if line != "```console" {
            continue;
        }
        while let Some(prompt) = lines.next_if(|line| *line != "```") {
            let output = prompt.strip_prefix("$ ").and_then(run);
            real += prompt;
            real.push('\n');
            let Some(output) = output else { continue };
            while lines.next_if(|line| *line != "```" && !line.starts_with("$ ")).is_some() {}
            real += output.trim_end();
            real.push('\n');
        }
    }
    real
}

/// Any word that is added to the data changes their hash: it alone makes no screen untrue.
fn without_hash(text: &str) -> String {
    let mut parts = text.split("+data.");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out += "+data.";
        out += part.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    out
}

#[test]
fn every_screen_is_real() {
    let path = workspace().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let real = with_real_output(&readme);
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path, real).unwrap();
        return;
    }
    let (real, readme) = (without_hash(&real), without_hash(&readme));
    for (number, (expected, line)) in real.lines().zip(readme.lines()).enumerate() {
        assert_eq!(expected, line, "README.md:{}: UPDATE_README=1 writes the real output", number + 1);
    }
    assert_eq!(real, readme);
}
