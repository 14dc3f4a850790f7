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

/// How the line of the README begins that names the languages there is data for.
const LANGUAGES: &str = "| languages |";

fn languages() -> String {
    let run = finish(command(&workspace()).args(["langs", "--format", "json"]), b"");
    let listed = run.json();
    let listed = listed["languages"].as_array().unwrap();
    let names: Vec<&str> = listed.iter().map(|language| language["name"].as_str().unwrap()).collect();
    format!("{LANGUAGES} data for {}, which `epitome langs` lists: {} |", names.len(), names.join(", "))
}

/// The README with the output of every command in it as it really is.
fn with_real_output(readme: &str) -> String {
    let mut real = String::new();
    let mut lines = readme.lines().peekable();
    while let Some(line) = lines.next() {
        real += &if line.starts_with(LANGUAGES) { languages() } else { line.to_owned() };
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

/// The example is run as a test of the crate whose documentation it opens.
#[test]
fn the_example_is_that_of_the_library() {
    let read = |path: &str| std::fs::read_to_string(workspace().join(path)).unwrap();
    let (readme, library) = (read("README.md"), read("crates/epitome/src/lib.rs"));
    let example = readme.split("```rust\n").nth(1).unwrap().split("```").next().unwrap();
    let documented: String = library
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .skip_while(|line| *line != " ```")
        .skip(1)
        .take_while(|line| *line != " ```" && !line.starts_with(" # "))
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect();
    assert_eq!(example, documented);
}
