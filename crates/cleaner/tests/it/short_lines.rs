//! What short lines are among their neighbours: the title above the text, items of a list, labels, rows of a table.

use epitome_document::Role;

use crate::common::cleaned;
use crate::common::french::{LONG, LONGER, roles};

#[test]
fn the_title_stands_below_the_name_of_the_site_and_its_menu() {
    let (f, t) = (Role::Furniture, Role::Title);
    let lines = [
        "Ministère des lignes",
        "Les lignes",
        "Les gares",
        "Accueil / Lignes / Montagne",
        "Lignes de montagne : un plan de deux milliards",
        LONG,
        LONGER,
    ];
    assert_eq!(roles(&lines)[..5], [f, f, f, f, t]);
    let lines =
        ["Deux milliards d'euros", "Un plan de deux milliards d'euros pour la montagne", LONG, LONGER];
    assert_eq!(roles(&lines)[..2], [t, Role::Heading], "a short title with its subtitle");
    let lines = ["Ailleurs", "Pour un hiver à la campagne", "Nulle part", "Là-bas", LONG, LONGER];
    assert_eq!(roles(&lines)[1], t, "none of them speaks of the text");
}

#[test]
fn the_part_of_a_series_in_capitals_above_the_title_is_none() {
    let title = "Lignes de montagne : un plan de deux milliards, de « gare » à « voie »";
    let lines = |kicker: &str| roles(&[kicker, title, "Par Luc Perrin", LONG, LONGER])[..2].to_vec();
    let kicker = "DOSSIER : LE PLAN POUR LES LIGNES DE MONTAGNE";
    assert_eq!(lines(&format!("{kicker} (4/6)")), [Role::Furniture, Role::Title]);
    assert_eq!(lines(kicker)[0], Role::Title);
}

#[test]
fn a_name_behind_a_quoted_sentence_is_its_speaker() {
    let quote = "« J'ai regardé, il n'y avait personne. Alors j'ai continué. » Luc Perrin";
    assert_eq!(roles(&[LONG, quote, LONGER])[1], Role::Quote);
    assert_eq!(roles(&[LONG, "« On bricole » Luc Perrin", LONGER])[1], Role::Heading);
}

#[test]
fn the_button_below_the_heading_of_a_live_page_leaves_it_alone() {
    let lines = [
        LONG,
        "Le fil du direct",
        "Les plus récents d'abord",
        "17h02",
        LONGER,
        "16h41",
        LONG,
        "16h33",
        LONGER,
    ];
    assert_eq!(roles(&lines)[1..3], [Role::Heading, Role::Furniture]);
}

#[test]
fn who_signs_below_a_greeting_that_exclaims_is_the_author() {
    assert_eq!(roles(&[LONG, LONGER, "Bien cordialement !", "Odile Brun"])[3], Role::Byline);
}

#[test]
fn items_with_letters_above_it_leave_a_numbered_heading_alone() {
    let items = ["a) ligne ouverte ;", "b) ligne en travaux ;", "c) ligne fermée."];
    let lines = [&[LONG, "2. Trois cas", LONGER][..], &items, &["3. Comment le demander ?", LONG]].concat();
    assert_eq!(roles(&lines)[6], Role::Heading);
}

#[test]
fn three_short_lines_below_a_heading_are_a_list() {
    let (h, i, p) = (Role::Heading, Role::ListItem, Role::Paragraph);
    let lines = [
        LONG,
        "Le calendrier",
        "8h30 Ouverture",
        "10h Visite de la gare",
        "12h Départ du train",
        "Les prix",
        LONGER,
    ];
    assert_eq!(roles(&lines)[1..6], [h, i, i, i, h]);
    let lines =
        [LONG, "Quand", "Le samedi 12 et le dimanche 13", "Où", "Gare de Limoges, quai numéro deux", LONGER];
    assert_eq!(roles(&lines)[1..5], [h, p, h, p]);
    let lines = [LONG, "Ligne | Longueur", "Limoges | 12 km", "Ussel | 108 km", LONGER];
    assert_eq!(roles(&lines)[1..4], [h, p, p]);
    let lines = [
        LONG,
        "Le plan prévoit donc :",
        "trois lignes",
        "douze gares",
        "un tarif unique",
        "Un vote serré",
        LONGER,
    ];
    assert_eq!(roles(&lines)[2..6], [i, i, i, h]);
}

#[test]
fn a_sentence_above_a_credit_is_a_caption_where_no_paragraph_stands_above_it() {
    let caption = "La gare de Limoges, un matin de neige.";
    let credit = "Crédit photo : Anne Petit";
    assert_eq!(roles(&[LONG, "Publié le 3 mai 2024", caption, credit, LONGER])[2], Role::Caption);
    assert_eq!(roles(&[LONG, caption, credit, LONGER])[1], Role::Paragraph);
}

#[test]
fn between_title_and_text_stand_a_standfirst_and_what_the_page_counts() {
    let title = "Deux milliards d'euros pour les petites lignes";
    let standfirst =
        "Les gares fermées depuis dix ans seront rouvertes l'une après l'autre à partir de septembre";
    let dated = format!("Limoges, le 5 juin 2024 – {LONG}");
    let (document, cleaning) = cleaned(&[title, standfirst, &dated, LONGER].join("\n"), "fr");
    let found: Vec<Role> = cleaning.blocks.iter().map(|block| block.role).collect();
    assert_eq!(found, [Role::Title, Role::Lead, Role::Paragraph, Role::Paragraph]);
    assert_eq!(document.slice(cleaning.cuts[0].span), "Limoges, le 5 juin 2024 – ");
    assert_eq!(roles(&[title, "Un effort pour les gares", LONG])[1], Role::Heading);
    assert_eq!(roles(&[title, "4 min", "1 204 lecteurs", LONG])[1..3], [Role::Furniture; 2]);
    let kicker = ["GRAND ANGLE", "Deux milliards pour le rail", LONG, LONGER];
    assert_eq!(roles(&kicker)[..2], [Role::Furniture, Role::Title]);
}

#[test]
fn rows_of_labels_and_ratings_below_the_title_are_of_the_text() {
    let title = "Deux milliards d'euros pour les petites lignes";
    let lines =
        [title, "Scénario : Anne Petit", "Éditeur : Les Rives", "Dessin 9/10", "Lecture", LONG, LONGER];
    let (f, p) = (Role::Furniture, Role::Paragraph);
    assert_eq!(roles(&lines)[1..5], [p, p, p, f]);
    assert_ne!(roles(&[title, "Scénario : Anne Petit", LONG, LONGER])[1], p);
}

#[test]
fn two_names_sign_together() {
    let names = "Anne Petit - Jean Roux";
    assert_eq!(roles(&[LONG, LONGER, names])[2], Role::Byline);
    assert_eq!(roles(&[LONG, names, LONGER])[1], Role::Heading, "inside the text they are its heading");
}

#[test]
fn a_line_that_ends_in_a_comma_is_no_heading() {
    let lines =
        [LONG, "Chers amis du rail,", LONGER, "Sous la neige de mars,", "le train ne viendra pas.", LONG];
    let roles = roles(&lines);
    assert_eq!((roles[1], roles[3]), (Role::Paragraph, Role::Paragraph));
}

#[test]
fn a_heading_with_one_or_none_in_it_counts_nothing() {
    let steps = [
        "Il gèle encore ce soir.",
        "Le pont ferme ce soir. Le bac part à six heures.",
        "Il fait nuit. Personne ne passe.",
    ];
    let role =
        |heading: &str| roles(&["Le pont ferme", LONG, heading, steps[0], steps[1], steps[2], LONGER])[4];
    assert_eq!(role("Un hiver au bord de la rivière"), Role::Paragraph);
    assert_eq!(role("Trois soirs au bord de la rivière"), Role::ListItem);
}
