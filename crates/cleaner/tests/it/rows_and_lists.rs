//! Rows of tables and items of lists whose markup is gone.

use epitome_document::{Role, Use};

use crate::common::french::{LONG, LONGER, roles};

#[test]
fn the_second_of_two_lists_has_a_heading_as_short_as_the_first() {
    let (h, i) = (Role::Heading, Role::ListItem);
    let lines = [
        LONG,
        "Les plus",
        "Un train toutes les demi-heures",
        "Des gares rouvertes dans la vallée",
        "Les moins",
        "Pas de train de nuit",
        "Aucun arrêt dans les villages",
        "Le prix",
        LONGER,
    ];
    assert_eq!(roles(&lines)[1..8], [h, i, i, h, i, i, h]);
}

#[test]
fn labels_with_a_few_words_each_are_rows() {
    let (h, i, p) = (Role::Heading, Role::ListItem, Role::Paragraph);
    let lines = [
        LONG,
        "Fiche technique",
        "Réalisation : Anne Roche",
        "Scénario : Luc Perrin",
        "Durée : 1 h 47",
        LONGER,
    ];
    assert_eq!(roles(&lines)[1..5], [h, p, p, p]);
    let dates = [
        LONG,
        "Les étapes",
        "2 juin : ouverture de la gare",
        "3 juillet : départ du premier train",
        "4 août : fermeture des guichets",
        "Les prix",
        LONGER,
    ];
    assert_eq!(roles(&dates)[1..6], [h, i, i, i, h]);
}

#[test]
fn results_and_the_places_of_a_ranking_are_rows() {
    let (h, i, p) = (Role::Heading, Role::ListItem, Role::Paragraph);
    let results = ["Les résultats", "Ussel 12-31 Limoges", "Tulle 20-20 Brive", "Égletons 9-10 Meymac"];
    let report =
        [LONG, "Ussel 12-31 Limoges", LONGER, "Tulle 20-20 Brive", LONG, "Égletons 9-10 Meymac", LONGER];
    let found = roles(&[&[LONGER][..], &results, &["Bort 3-0 Treignac", "La journée"], &report].concat());
    assert_eq!(found[1..7], [h, p, p, p, p, h]);
    let ranked = |rows: [&'static str; 3]| {
        roles(&[&[LONG, "Classement"][..], &rows, &[LONGER]].concat())[2..5].to_vec()
    };
    assert_eq!(
        ranked(["1. Luc Perrin en 4 h 12' 07''", "2. Anne Roche à 18''", "3. Yves Le Gall à 24''"]),
        [p; 3]
    );
    assert_eq!(ranked(["1. Ussel V11 D3 Pts 53", "2. Tulle V10 D4 Pts 51", "3. Brive V9 D5 Pts 49"]), [p; 3]);
    assert_eq!(
        ranked(["1. La gare d'Ussel, 1882", "2. La gare de Tulle, 1871", "3. La gare de Brive, 1860"]),
        [i; 3]
    );
}

#[test]
fn sentences_with_a_time_and_a_colon_below_a_heading_are_no_items() {
    let lines = [
        LONG,
        "La nuit de la crue",
        "22h40 : le lac dépasse la cote.",
        "23h15 : Luc Perrin monte voir.",
        "23h52 : la digue cède.",
        LONGER,
    ];
    assert_eq!(roles(&lines)[1..5], [Role::Heading, Role::Paragraph, Role::Paragraph, Role::Paragraph]);
}

#[test]
fn a_quotation_with_its_speaker_may_stand_below_rows_that_close_the_text() {
    let rows = ["Les chiffres", "Arbitre : Luc Perrin", "Spectateurs : 6 200", "Corners : 3 - 7"];
    let quote = "« Je leur ai dit : avancez, tirez, on verra bien. » L'entraîneur Yves Le Gall";
    let found = roles(&[&[LONG, LONGER][..], &rows, &[quote, "Commentaires"]].concat());
    assert_eq!(found[6], Role::Quote);
}

#[test]
fn rows_with_as_many_strokes_are_a_table() {
    let (h, p) = (Role::Heading, Role::Paragraph);
    let lines = [LONG, "Billet / Prix", "Adulte / 12 euros", "Enfant / Gratuit", "Groupe / 9 euros", LONGER];
    assert_eq!(roles(&lines)[1..5], [h, p, p, p]);
}

#[test]
fn what_opens_small_is_an_item_and_no_heading() {
    let i = Role::ListItem;
    let lines = [
        LONG,
        "Que faut-il emporter dans le train ?",
        "un billet valable toute la journée",
        "une pièce d'identité",
        "de quoi manger en route",
        "des pièces pour le vestiaire",
        LONGER,
    ];
    assert_eq!(roles(&lines)[2..6], [i, i, i, i]);
}

#[test]
fn a_line_that_ends_in_a_colon_above_bare_items_is_of_the_text() {
    let lines = [LONG, "Le plan prévoit :", "trois lignes", "douze gares", "un tarif unique", LONGER];
    assert_eq!(roles(&lines)[1..3], [Role::Paragraph, Role::ListItem]);
    let sentences = [
        LONG,
        "Trois choses comptent :",
        "se lever tous les jours à la même heure ;",
        "retourner le réveil contre le mur ;",
        "quitter le lit au bout de vingt minutes.",
        LONGER,
    ];
    assert_eq!(roles(&sentences)[1..3], [Role::Paragraph, Role::ListItem]);
}

#[test]
fn a_label_with_many_words_behind_it_opens_an_item() {
    let (h, i) = (Role::Heading, Role::ListItem);
    let lines = [
        LONG,
        "Ce que nous avons mesuré",
        "Vase : 9 à 14 centimètres déposés dans tout le champ du bas",
        "Plantes : six espèces pionnières, pour la plupart des salicornes et des soudes",
        "Poissons : des bars et des gobies trouvés dans les trois nouveaux chenaux",
        "Oiseaux : 2 310 échassiers au plus fort de l'hiver, contre 180 auparavant",
        "La suite",
        LONGER,
    ];
    assert_eq!(roles(&lines)[1..7], [h, i, i, i, i, h]);
}

#[test]
fn a_rating_is_no_credit_and_a_line_above_a_credit_is_its_caption() {
    let lines = [LONG, "Images : 9/10", LONGER];
    assert_eq!(roles(&lines)[1], Role::Paragraph);
    let lines = [LONG, "La gare de Limoges vue du pont", "Photo : Anne Roche", LONGER];
    assert_eq!(roles(&lines)[1..3], [Role::Caption, Role::Credit]);
}

#[test]
fn a_quotation_with_its_speaker_behind_a_dash_is_no_heading() {
    let lines = [LONG, "« Le train est en retard. » – Anne Roche", LONGER];
    assert_eq!(roles(&lines)[1], Role::Quote);
    assert_eq!(roles(&[LONG, "« Le train en retard »", LONGER])[1], Role::Heading);
}

#[test]
fn the_state_of_a_thread_stands_before_its_title() {
    let lines = ["[Résolu] Le train de nuit est en retard tous les soirs", LONG, LONGER];
    assert_eq!(roles(&lines)[0], Role::Title);
    assert_eq!(
        roles(&["Le train de nuit", LONG, "[Publicité] Des valises à bas prix", LONGER])[2],
        Role::Furniture
    );
}

#[test]
fn the_last_words_of_a_text_may_end_with_an_exclamation_mark() {
    assert_eq!(roles(&[LONG, LONGER, "Bon voyage !"])[2], Role::Paragraph);
}

#[test]
fn days_with_what_happened_are_rows_below_the_text() {
    let (h, p) = (Role::Heading, Role::Paragraph);
    let lines = [
        LONG,
        LONGER,
        "Anne Roche en quelques dates",
        "11 mars 1935 Naissance à Ussel",
        "1958 Ouvre son atelier à Limoges",
        "2011 Ferme son atelier",
    ];
    assert_eq!(roles(&lines)[2..], [h, p, p, p]);
    assert_eq!(roles(&[LONG, LONGER, "11 mars 2024 Limoges"])[2], Role::Dateline, "alone it is a date");
}

#[test]
fn a_menu_below_the_author_has_hardly_a_figure() {
    let menu = [
        "Contribuer",
        "Réutiliser ce contenu",
        "Les jeux",
        "Les mots croisés",
        "Le journal du jour",
        "La boutique",
    ];
    let found = roles(&[&[LONG, LONGER, "Anne Roche"][..], &menu].concat());
    assert_eq!(found[2], Role::Byline);
    assert!(found[3..].iter().all(|role| role.usage() == Use::Drop && *role != Role::Heading), "{found:?}");
}

#[test]
fn behind_items_with_a_semicolon_the_list_ends_with_a_full_stop() {
    let (i, p) = (Role::ListItem, Role::Paragraph);
    let lines = [
        LONG,
        "Trois choses ont rendu ce plan possible cette année :",
        "la ténacité de tous les élus de la vallée ;",
        "le soutien de la région et de ses voisines ;",
        "la colère des voyageurs, qui ont écrit au ministre.",
        "Le ministre a répondu.",
        LONGER,
    ];
    assert_eq!(roles(&lines)[2..6], [i, i, i, p]);
}

#[test]
fn what_opens_with_the_name_of_the_author_below_the_text_is_about_that_person() {
    let about = "Anne Roche est journaliste depuis 2011.";
    assert_eq!(roles(&["Par Anne Roche", LONG, LONGER, about])[3], Role::Furniture);
    assert_eq!(roles(&["Par Luc Perrin", LONG, LONGER, about])[3], Role::Paragraph);
    assert_eq!(roles(&["Par Anne Roche", LONG, about, LONGER])[2], Role::Paragraph, "inside the text");
}

#[test]
fn a_date_beside_the_title_of_another_story_is_that_story_s() {
    let lines = [LONG, LONGER, "À lire aussi", "Les trains de nuit reviennent en France", "16/07"];
    assert_eq!(roles(&lines)[3..], [Role::Teaser, Role::Teaser]);
}

#[test]
fn a_bullet_alone_marks_a_note() {
    let note = "* Les prénoms ont été changés";
    assert_eq!(roles(&[LONG, note, LONGER])[1], Role::Paragraph);
    assert_eq!(roles(&[LONG, LONGER, note, "Anne Roche"])[2..], [Role::Paragraph, Role::Byline]);
    assert_eq!(roles(&[LONG, note, "* Les gares aussi", LONGER])[1], Role::ListItem);
}

#[test]
fn what_is_too_long_for_a_heading_above_a_table_is_its_caption() {
    let (c, h) = (Role::Caption, Role::Heading);
    let table = ["Ligne | Longueur", "Limoges | 12 km", "Ussel | 108 km"];
    let above_table = |line| roles(&[&[LONG, line][..], &table, &[LONGER]].concat())[1..3].to_vec();
    assert_eq!(above_table("Longueur de chaque ligne rouverte depuis dix ans, en kilomètres"), [c, h]);
    assert_eq!(above_table("Les lignes"), [h, h]);
}

#[test]
fn a_question_above_a_table_is_a_heading_where_others_are() {
    let table = ["Ligne | Longueur", "Limoges | 12 km", "Ussel | 108 km"];
    let lines = [
        &[LONG, "Le plan", LONGER, "Combien de kilomètres faut-il ?"][..],
        &table,
        &["Voilà tout ce qui est prévu."],
    ]
    .concat();
    assert_eq!(roles(&lines)[3], Role::Heading);
}

#[test]
fn who_asks_signs_between_question_and_answer() {
    let question = "Le train de nuit est en retard tous les soirs : ai-je droit à un billet gratuit ?";
    for name in ["(Anne, Limoges)", "Anne Roche (Limoges)"] {
        assert_eq!(
            roles(&[LONG, question, name, "Notre juriste répond :", LONGER])[2],
            Role::Byline,
            "{name}"
        );
    }
    assert_ne!(roles(&[LONG, question, "(Anne, Limoges)", LONGER])[2], Role::Byline);
}

#[test]
fn titles_in_a_row_below_comments_are_other_stories() {
    let page = [
        LONG,
        LONGER,
        "Commentaires (2)",
        "Luc",
        "Encore un plan qui ne servira à rien.",
        "Les trains de nuit reviennent",
        "Trois gares rouvertes dans la vallée",
    ];
    let found = roles(&page);
    assert_eq!(found[4..], [Role::Furniture, Role::Teaser, Role::Teaser]);
}

#[test]
fn a_title_or_an_agency_may_stand_beside_the_name_of_the_author() {
    for name in ["Dr. Anne Roche", "Anne Roche/AFP", "Anne Roche (AFP)"] {
        assert_eq!(roles(&[LONG, LONGER, name])[2], Role::Byline, "{name}");
    }
}

/// They were dropped as the titles of other stories and as buttons.
#[test]
fn what_there_is_to_know_of_a_play_stands_below_its_review() {
    let (title, end) =
        (["Le gardien des grues, aux quatre vents"], ["Lire aussi", "Le clown triste quitte la piste"]);
    let below = |facts: &[&'static str]| {
        let found = roles(&[&title[..], &[LONG, LONGER], facts, &end].concat());
        found[3..3 + facts.len()].to_vec()
    };
    let facts = [
        "« Le gardien des grues », cale de Saint-Nazaire, jusqu'au 30 août",
        "Du mardi au samedi de 20 h à 22 h",
        "Texte aux éditions du Quai, 112 p., 15 €",
    ];
    assert_eq!(below(&facts), [Role::Paragraph; 3]);
    assert_eq!(below(&facts[..1]), [Role::Paragraph], "the first may stand alone");
    for others in [
        ["Chez Brive Meubles 184,00 €", "Chez Tulle Literie 179,00 €"],
        ["Luc Perrin, mardi et jeudi, 0500001218", "Anne Roche, lundi, 0500001219"],
        ["Un marché de 400 étals rouvre à Tulle", "Trois gares et 12 ponts pour la vallée"],
    ] {
        assert!(below(&others).iter().all(|role| role.usage() == Use::Drop), "{others:?}");
    }
}

/// It was taken for the first of them, and then all that stands above the text for the head of the page.
#[test]
fn a_title_with_a_label_above_rows_of_facts_is_no_row() {
    let rows = ["Distance : 9 km", "Durée : 3 heures", "Difficulté : moyenne"];
    let found = roles(
        &[
            &["Sorties", "Corrèze", "La balade de la semaine : les gares de montagne"][..],
            &rows,
            &[LONG, LONGER],
        ]
        .concat(),
    );
    assert_eq!(found[2..7], [Role::Title, Role::Paragraph, Role::Paragraph, Role::Paragraph, Role::Lead]);
}

/// They were taken for items of a list.
#[test]
fn short_lines_in_a_row_with_figures_are_cells() {
    let cells = ["Plage", "2024", "2025", "Matin", "12 trains", "18 trains", "Soir", "9 trains", "aucun"];
    assert_eq!(roles(&[&[LONG, "Les trains"][..], &cells, &[LONGER]].concat())[3..11], [Role::Paragraph; 8]);
    let long =
        ["Un train de nuit chaque samedi", "Deux gares rouvertes à Tulle", "Trois guichets ouverts en 2025"];
    for items in [long, ["250 g de farine", "125 g de beurre", "3 œufs bien battus"]] {
        let lines = [&[LONG, "Il y faut"][..], &items, &["La suite", LONGER]].concat();
        assert_eq!(roles(&lines)[2..5], [Role::ListItem; 3], "{items:?}");
    }
}
