//! XLIFF that means harm or has come to harm: an error that says where, nothing fetched, nothing written, nothing half.

use crate::common::Folder;

const SOURCE: &str = "Le ministre a parlé hier à Hanoi. Il a dit non à tous.";

#[test]
fn what_cannot_be_trusted_is_refused_and_leaves_no_trace() {
    let folder = Folder::new();
    folder.write("a.txt", SOURCE);
    folder.write("secret.txt", "a secret");
    assert_eq!(folder.run(&["pseudo", "a.txt", "--to", "en", "--lang", "fr"]).status, 0);
    let good = std::fs::read_to_string(folder.path().join("a.txt.xlf")).unwrap();
    let (declaration, body) = good.split_once('\n').unwrap();
    let with_entity = |doctype: &str, reference: &str| {
        format!("{declaration}\n{doctype}\n{}", body.replacen("<target>", &format!("<target>{reference}"), 1))
    };
    let lol: String =
        (0..9).map(|n| format!("<!ENTITY l{} \"{}\">", n + 1, format!("&l{n};").repeat(10))).collect();
    let bomb = format!("<!DOCTYPE xliff [<!ENTITY l0 \"ha\">{lol}]>");
    let external = "<!DOCTYPE xliff [<!ENTITY x SYSTEM \"secret.txt\">]>";
    let deep = body.replacen(
        "<target>",
        &format!("<target>{}", "<mrk id=\"m\" translate=\"yes\">".repeat(100_000)),
        1,
    );
    let start = good.find("<unit ").unwrap();
    let unit = &good[start..start + good[start..].find("</unit>").unwrap() + "</unit>".len()];
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        (
            "bomb",
            with_entity(&bomb, "&l9;").into(),
            "the document type declares entities or other things of its own",
        ),
        ("external", with_entity(external, "&x;").into(), "the document type declares entities"),
        ("deep", deep.into(), "more than 512 deep"),
        ("twice", good.replacen(unit, &unit.repeat(2), 1).into(), "there are two units with the id"),
        ("cut", good[..good.rfind("</file>").unwrap()].into(), "cut off"),
        ("cut-in-tag", good[..good.find("<target").unwrap() + 4].into(), "the file is not well-formed XML"),
        (
            "encoding",
            good.replace("UTF-8", "EBCDIC-CP-FR").into(),
            "the encoding \"EBCDIC-CP-FR\" is not known; save",
        ),
        ("not-utf8", [good.as_bytes(), b"\xFF\xFE"].concat(), "a-not-utf8.xlf"),
        ("empty", Vec::new(), "the file is empty"),
        ("nuls", vec![0; 1 << 16], "a-nuls.xlf"),
    ];
    for (name, bytes, message) in cases {
        let file = format!("a-{name}.xlf");
        folder.write(&file, bytes);
        for args in
            [&["merge", &file, "-o", "out.txt"][..], &["update", &file, "--source", "a.txt", "-o", "out.xlf"]]
        {
            // What comes twice is no harm to an update: the first translation counts.
            if args[0] == "update" && name == "twice" {
                continue;
            }
            let run = folder.run(args);
            assert!(run.status == 2 && run.out.is_empty() && run.err.contains(message), "{name}: {run:#?}");
            assert!(!run.err.contains("a secret"), "{name}: {run:#?}");
        }
        let run = folder.run(&["validate", &file]);
        assert_eq!(run.status, if name == "twice" { 1 } else { 2 }, "{name}: {run:#?}");
        std::fs::remove_file(folder.path().join(file)).unwrap();
        let mut left: Vec<String> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, ["a.txt", "a.txt.xlf", "secret.txt"], "{name}");
    }
}

#[test]
fn xliff_in_another_encoding_is_read() {
    let folder = Folder::new();
    folder.write("a.txt", SOURCE);
    assert_eq!(folder.run(&["pseudo", "a.txt", "--to", "en", "--lang", "fr"]).status, 0);
    let xliff = std::fs::read_to_string(folder.path().join("a.txt.xlf")).unwrap();
    assert_eq!(folder.run(&["merge", "a.txt.xlf", "-o", "expected.txt"]).status, 0);
    let without_mark = xliff.replace("UTF-8", "UTF-16").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin1: Vec<u8> = xliff
        .replace("UTF-8", "ISO-8859-1")
        .chars()
        .flat_map(|c| u8::try_from(c).map_or_else(|_| format!("&#{};", c as u32).into_bytes(), |c| vec![c]))
        .collect();
    for bytes in [without_mark, latin1] {
        folder.write("a.txt.xlf", bytes);
        for args in [&["validate", "a.txt.xlf"][..], &["merge", "a.txt.xlf", "-o", "out.txt", "--overwrite"]]
        {
            let run = folder.run(args);
            assert_eq!(run.status, 0, "{run:#?}");
        }
        let [expected, out] =
            ["expected.txt", "out.txt"].map(|name| std::fs::read(folder.path().join(name)).unwrap());
        assert_eq!(out, expected);
    }
}
