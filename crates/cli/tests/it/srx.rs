//! SRX files, in and out.

use crate::common::Folder;

const RULES: &str = "<srx version=\"2.0\"><header segmentsubflows=\"yes\" cascade=\"no\"/><body><languagerules>\n\
    <languagerule languagerulename=\"All\">\n\
    <rule break=\"no\"><beforebreak>(a)\\1</beforebreak></rule>\n\
    <rule break=\"yes\"><beforebreak>;</beforebreak></rule>\n\
    </languagerule></languagerules>\n\
    <maprules><languagemap languagepattern=\".*\" languagerulename=\"All\"/></maprules></body></srx>";

#[test]
fn a_file_of_rules_takes_the_place_of_ours() {
    let folder = Folder::new();
    folder.write("rules.srx", RULES);
    folder.write("a.txt", "Il est venu. Elle aussi; puis ils sont partis.");
    let run = folder.run(&["segment", "--lang", "fr", "--srx", "rules.srx", "a.txt"]);
    assert_eq!(run.out, "Il est venu. Elle aussi;\npuis ils sont partis.\n", "{run:#?}");
    assert!(run.err.contains("note: rules.srx:1: segmentsubflows is not honoured"), "{run:#?}");
    assert!(run.err.contains("warning: rules.srx:3: a rule is not honoured"), "{run:#?}");
    let quiet = folder.run(&["segment", "-q", "--lang", "fr", "--srx", "rules.srx", "a.txt"]);
    assert_eq!((quiet.out, quiet.err.as_str()), (run.out, ""));
}

#[test]
fn a_file_of_no_use_is_an_error_that_names_it() {
    let folder = Folder::new();
    folder.write("a.txt", "Oui.");
    folder.write("bad.srx", "<srx version=\"2.0\">\n<body></srx>");
    for (file, complaint) in
        [("bad.srx", "line 2"), ("none.srx", "--srx none.srx: there is no such file or folder")]
    {
        let run = folder.run(&["segment", "--srx", file, "a.txt"]);
        assert!(run.status == 2 && run.err.contains(file) && run.err.contains(complaint), "{run:#?}");
    }
}

#[test]
fn our_rules_go_out_and_come_back() {
    let folder = Folder::new();
    let exported = folder.run(&["langs", "--export", "srx"]);
    assert_eq!(exported.status, 0, "{exported:#?}");
    folder.write("ours.srx", &exported.out);
    folder.write("a.txt", "M. Lam est venu, etc. Il a payé 2,2 milliards. C'est dit.");
    let ours = folder.run(&["segment", "--lang", "fr", "a.txt"]);
    let read_back = folder.run(&["segment", "--lang", "fr", "--srx", "ours.srx", "a.txt"]);
    assert_eq!(read_back.out, ours.out);
    assert_eq!(ours.out.lines().count(), 3, "{ours:#?}");
}
