//! The five seed articles, labelled by hand: every block has the right role, nothing is wrongly kept, nothing is lost.

use epitome_document::{Cleaning, Document, Lines, Role, Use};

use crate::common;

/// The language, the default role and the blocks of another role by line of the file, from and to.
type Labels = (&'static str, &'static str, &'static [(usize, usize, Role)]);

const SEEDS: [Labels; 5] = [
    (
        include_str!("../../../../seeds/000_20a3b14aee805dc3.txt"),
        "fr",
        &[
            (1, 1, Role::Lead),
            (2, 2, Role::Heading),
            (4, 4, Role::Quote),
            (7, 7, Role::Heading),
            (19, 19, Role::Heading),
            (28, 28, Role::Heading),
            (30, 31, Role::Quote),
            (34, 34, Role::SourceLine),
            (35, 35, Role::CommentCount),
        ],
    ),
    (
        include_str!("../../../../seeds/001_8156659aa7b1985a.txt"),
        "fr",
        &[(1, 1, Role::Caption), (5, 5, Role::Lead), (17, 17, Role::Caption)],
    ),
    (
        include_str!("../../../../seeds/002_3bdeafe60e4068f4.txt"),
        "fr",
        &[
            (1, 1, Role::Lead),
            (3, 3, Role::Caption),
            (14, 14, Role::SourceLine),
            (15, 15, Role::CommentCount),
        ],
    ),
    (
        include_str!("../../../../seeds/003_d5d8259d38fe85a0.txt"),
        "fr",
        &[
            (1, 1, Role::Title),
            (3, 3, Role::Lead),
            (5, 5, Role::Caption),
            (6, 6, Role::Repeat),
            (22, 22, Role::ImageName),
            (23, 23, Role::Caption),
            (43, 43, Role::SourceLine),
            (45, 45, Role::Furniture),
            (47, 93, Role::Teaser),
        ],
    ),
    (
        include_str!("../../../../seeds/004_09d010d5c4336f24.txt"),
        "en",
        &[(1, 1, Role::Caption), (2, 2, Role::Lead), (5, 5, Role::Quote), (11, 11, Role::Heading)],
    ),
];

fn seeds() -> impl Iterator<Item = (Document, Cleaning, Vec<Role>)> {
    SEEDS.iter().map(|(text, hint, labels)| {
        let (document, cleaning) = common::cleaned(text, hint);
        let lines = Lines::new(&document.text);
        let role = |line| labels.iter().find(|(from, to, _)| (*from..=*to).contains(&line));
        let expected = document.blocks.iter().map(|block| lines.line(block.span.start()));
        let expected =
            expected.map(|line| role(line).map_or(Role::Paragraph, |(_, _, role)| *role)).collect();
        (document, cleaning, expected)
    })
}

#[test]
fn every_block_has_its_role() {
    let mut n_blocks = 0;
    for (document, cleaning, expected) in seeds() {
        n_blocks += expected.len();
        for (id, expected) in document.block_ids().zip(expected) {
            let treatment = cleaning.of(id);
            assert_eq!(treatment.role, expected, "{id} {treatment:?}: {}", document.block_text(id));
            assert_eq!(treatment.usage, expected.usage());
            assert!(treatment.sure, "{id}: {}", document.block_text(id));
        }
    }
    assert_eq!(n_blocks, 132);
}

#[test]
fn the_body_is_88_blocks() {
    let of_use = |usage| {
        move |cleaning: &Cleaning| cleaning.blocks.iter().filter(|block| block.usage == usage).count()
    };
    let total = |usage| seeds().map(|(_, cleaning, _)| of_use(usage)(&cleaning)).sum::<usize>();
    assert_eq!([Use::Body, Use::Aside, Use::Drop].map(total), [88, 12, 32]);
}

#[test]
fn datelines_credits_and_signatures_are_cut() {
    let mut cuts: Vec<(Role, String)> = Vec::new();
    for (document, cleaning, _) in seeds() {
        for id in document.block_ids().filter(|id| cleaning.of(*id).role != Role::Teaser) {
            let block = document.block(id).span;
            for cut in cleaning.cuts.iter().filter(|cut| block.contains(cut.span)) {
                cuts.push((cut.role, document.slice(cut.span).to_owned()));
            }
        }
    }
    let cuts: Vec<(Role, &str)> = cuts.iter().map(|(role, text)| (*role, text.as_str())).collect();
    assert_eq!(
        cuts,
        [
            (Role::Credit, " Photo: Vietnam+"),
            (Role::Credit, " Photo: Vietnam+"),
            (Role::Signature, " - VietnamPlus"),
            (Role::Credit, " Photo: VNA"),
            (Role::Credit, " Photo: VNA"),
            (Role::Dateline, "Hanoi (VNA) - "),
            (Role::Credit, " Photo: VNA"),
            (Role::Signature, " – VNA"),
            (Role::Credit, " — Photo vtv.vn |"),
            (Role::Dateline, "HÀ NỘI — "),
            (Role::Signature, " — VNS"),
        ]
    );
}

#[test]
fn only_the_third_has_a_title() {
    let titles: Vec<_> = seeds().map(|(_, cleaning, _)| cleaning.title.map(|id| id.idx())).collect();
    assert_eq!(titles, [None, None, None, Some(0), None]);
}
