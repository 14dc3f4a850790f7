//! [`front_matter`]: a translation as a value of YAML or TOML.

/// A value of front matter, as YAML and TOML both read it: in the quotation marks of what it replaces, if that can be.
pub(super) fn front_matter(target: &str, replaced: &str) -> String {
    let is_line = !target.contains(char::is_control);
    let mark = replaced.chars().next();
    match mark {
        Some('\'') if is_line && !target.contains('\'') => format!("'{target}'"),
        Some(mark) if mark != '"' && mark != '\'' && is_line && is_plain_scalar(target) => target.to_owned(),
        _ => {
            let escaped = target.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            format!("\"{}\"", escaped.replace('\t', "\\t"))
        }
    }
}

/// Whether YAML reads a line as the text it looks like (YAML 1.2, section 7.3.3, on the safe side).
fn is_plain_scalar(line: &str) -> bool {
    let is_other = matches!(
        &*line.to_ascii_lowercase(),
        "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n" | "nan" | "inf"
    );
    line.starts_with(char::is_alphabetic)
        && !line.ends_with([':', ' '])
        && !line.contains(": ")
        && !line.contains(" #")
        && !is_other
}
