//! What a user orders comes before every rule.

use epitome_cleaner::{Orders, clean};
use epitome_document::{Input, LangTag, ReadOptions, Reason, Role, Use, read};
use epitome_langs::Languages;

const ARTICLE: &str = "Le port rouvre lundi\n\
    Le port de la ville rouvre lundi après trois semaines de travaux, a annoncé la mairie.\n\
    Retrouvez L\u{2019}ÉMISSION sur notre chaîne, tous les soirs de la semaine à vingt heures précises.\n\
    Les pêcheurs sont soulagés par cette décision, attendue depuis le début du mois de mars.\n\
    Partager\n";

fn usage(drop: &[&str], keep: &[&str]) -> Vec<(Role, Use, Reason)> {
    let owned =
        |phrases: &[&str]| -> Vec<String> { phrases.iter().map(|phrase| (*phrase).to_owned()).collect() };
    let document =
        read(&Input::text("-", ARTICLE.as_bytes()), &ReadOptions::default()).expect("a text can be read");
    let orders = Orders::new(&owned(drop), &owned(keep));
    let cleaning = clean(&document, LangTag::literal("fr"), &Languages::default(), &orders);
    assert_eq!(cleaning.title.is_some(), cleaning.blocks[0].role == Role::Title);
    cleaning.blocks.iter().map(|block| (block.role, block.usage, block.reason)).collect()
}

#[test]
fn a_phrase_drops_the_blocks_that_hold_it_and_no_other() {
    let before = usage(&[], &[]);
    assert_eq!(before[2].1, Use::Body);
    let after = usage(&["l'émission", " "], &[]);
    assert_eq!(after[2], (Role::Furniture, Use::Drop, Reason::AlwaysDrop));
    assert!([0, 1, 3, 4].into_iter().all(|idx| after[idx] == before[idx]));
    assert_eq!(usage(&["le port rouvre"], &[])[0].1, Use::Drop, "also the title");
}

#[test]
fn an_order_to_keep_comes_first() {
    let after = usage(&["partager", "pêcheurs"], &["Partager", "pêcheurs"]);
    assert_eq!(after[4], (Role::Paragraph, Use::Body, Reason::AlwaysKeep));
    assert_eq!(after[3], (Role::Paragraph, Use::Body, Reason::AlwaysKeep));
}

#[test]
fn doubtful_blocks_stay_unless_orders_are_strict() {
    // A sentence far from every paragraph may be the page's own.
    let article = format!("{ARTICLE}Partager\nUne page de la ville.\nImprimer\n");
    let document =
        read(&Input::text("-", article.as_bytes()), &ReadOptions::default()).expect("a text can be read");
    let treatments =
        |orders: Orders| clean(&document, LangTag::literal("fr"), &Languages::default(), &orders).blocks;
    let mild = treatments(Orders::default());
    let strict = treatments(Orders::default().strict(true));
    assert_eq!((mild[6].usage, mild[6].sure), (Use::Body, false));
    assert_eq!(
        (strict[6].usage, strict[6].role, strict[6].reason),
        (Use::Drop, mild[6].role, Reason::Doubtful)
    );
    for (mild, strict) in mild.iter().zip(&strict).filter(|(mild, _)| mild.sure) {
        assert_eq!(mild, strict);
    }
    let kept = treatments(Orders::new(&[], &["page de la ville".to_owned()]).strict(true));
    assert_eq!((kept[6].usage, kept[6].reason), (Use::Body, Reason::AlwaysKeep));
}
