//! What is said of a file that a translator or a tool has broken: where, and what helps.

use epitome_prep::xliff::Reader;
use epitome_prep::{PrepError, validate};

const HEAD: &str = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"fr\" trgLang=\"en\">\n<file id=\"f\">\n";

/// A file with one unit, which is on line 3.
fn with(unit: &str) -> String {
    format!("{HEAD}<unit id=\"u\"><segment>{unit}</segment></unit>\n</file></xliff>")
}

/// Signs of XML that stood there as text were called a missing quotation mark or the end of the input.
#[test]
fn xml_that_cannot_be_read_is_told_how_to_be_mended() {
    let whole = with("<source>a</source>");
    for (file, expected) in [
        (
            with("<source>a & b</source>"),
            "line 3, column 33: the file is not well-formed XML: an & that is text is written &amp;",
        ),
        (with("<source>5 < 6</source>"), "a < that is text &lt;"),
        (
            with("<source>a <pc id=\"1\">b</source>"),
            "</source> stands where <pc> of line 3 is still open; write </pc> before it",
        ),
        (
            with("<source>a</source></pc>"),
            "</pc> stands where <segment> of line 3 is still open; write </segment> before it",
        ),
        (format!("{whole}</file>"), "</file> closes nothing; remove it"),
        (whole[..whole.len() - 3].to_owned(), "a tag does not end; the file may be cut off"),
        (whole[..whole.len() - 8].to_owned(), "the file ends inside <xliff>: it is cut off"),
        (String::new(), "line 1, column 1: the file is empty; have it sent again"),
        (
            "<!-- -->".to_owned(),
            "line 1, column 1: there is no element in the file: it is cut off; have it sent again",
        ),
        (
            "\n Bonjour & <xliff>".to_owned(),
            "line 1, column 1: this is no XLIFF: it begins with text; is it the right file?",
        ),
        (format!("{whole} Bonjour"), "there is text outside of <xliff>; remove it"),
        (
            "<html/>".to_owned(),
            "line 1, column 1: the root element is <html>, not <xliff>: the file is of another kind",
        ),
    ] {
        let said = validate(file.as_bytes()).unwrap_err().to_string();
        assert!(said.starts_with("line ") && said.contains(expected), "{said}\n{expected}");
    }
}

/// What stands where a file should is no fault in its XML, and half a character is no other encoding. The reader says the same.
#[test]
fn a_wrong_or_lost_file_is_not_called_bad_xml() {
    let whole = with("<source>a é");
    let cut = &whole.as_bytes()[..whole.find('é').unwrap() + 1];
    for (file, expected) in [
        (&b""[..], "line 1, column 1: the file is empty; have it sent again"),
        (
            b"\n Ratte & Maus <b>",
            "line 1, column 1: this is no XLIFF: it begins with text; is it the right file?",
        ),
        (cut, "line 3, column 33: the file ends inside a character: it is cut off; have it sent again"),
        (
            b"<xliff version='2.0'>\n\xC3\xA9\xFF</xliff>",
            "line 2, column 2: the file is not valid UTF-8 here; save it as UTF-8, or name its encoding in the XML declaration",
        ),
    ] {
        assert_eq!(validate(file).unwrap_err().to_string(), expected);
        let read = || {
            let mut reader = Reader::new(file)?;
            while reader.next()?.is_some() {}
            Ok::<(), PrepError>(())
        };
        assert_eq!(read().unwrap_err().to_string(), expected);
    }
}

/// Nothing said that 2.2 has another namespace.
#[test]
fn a_version_of_another_namespace_is_told_which() {
    let file = with("<source>a</source>").replace("version=\"2.0\"", "version=\"2.2\"");
    let findings = validate(file.as_bytes()).unwrap().findings;
    let said: Vec<String> = findings.iter().map(|finding| finding.remedy.clone()).collect();
    assert_eq!(
        said,
        ["it must be one of 2.0, 2.1; 2.2 has the namespace urn:oasis:names:tc:xliff:document:2.2"]
    );
}
