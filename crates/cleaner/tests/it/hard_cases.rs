//! Cases that one line alone does not decide, each with a name.

use epitome_document::{Reason, Role, Use};

use crate::common::cleaned;
use crate::common::french::{LONG, LONGER, roles};

const OTHER: &str = "Selon la ministre, les travaux commenceront dès le mois de septembre dans les Alpes et dureront six ans, \
                     sous réserve de l'accord des régions, qui doivent en payer la moitié.";

#[test]
fn a_caption_without_a_credit_may_end_with_a_stop() {
    let caption = "Scène de la réunion entre le ministère et les syndicats du rail.";
    assert_eq!(roles(&[LONG, caption, LONGER]), [Role::Lead, Role::Caption, Role::Paragraph]);
}

#[test]
fn a_sentence_is_a_heading_only_where_others_are() {
    let sentence = "Les régions doivent payer la moitié du plan.";
    let headings = ["Un effort insuffisant", "Un calendrier serré", "Des gares rouvertes"];
    let with = [LONG, headings[0], LONGER, headings[1], OTHER, sentence, LONG, headings[2], LONGER]
        .map(String::from);
    let mut with: Vec<String> = with.to_vec();
    with[6] = format!("Enfin, {LONG}");
    with[8] = format!("Hier, {LONGER}");
    let with: Vec<&str> = with.iter().map(String::as_str).collect();
    assert_eq!(roles(&with)[5], Role::Heading);
    assert_eq!(roles(&[LONG, sentence, LONGER])[1], Role::Paragraph, "no other heading");
    let figure = "Le plan coûte 2 milliards.";
    let replaced: Vec<&str> = with.iter().map(|line| if *line == sentence { figure } else { line }).collect();
    assert_eq!(roles(&replaced)[5], Role::Paragraph, "a figure belongs to the text");
}

#[test]
fn short_sentences_under_one_heading_count_for_each_other() {
    let [first, second] = ["Qui va payer le plan ?", "Les gares restent fermées."];
    let (again, more) = (format!("Enfin, {LONG}"), format!("Hier, {LONGER}"));
    let text = |last| [LONG, first, LONGER, last, OTHER, "Un calendrier serré", &again].map(str::to_owned);
    let roles_of = |text: &[String]| roles(&text.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(roles_of(&text(second))[1..4], [Role::Heading, Role::Paragraph, Role::Heading]);
    let longer = "Les gares fermées le restent jusqu'à la fin de cette année.";
    assert_eq!(
        roles_of(&text(longer))[1..4],
        [Role::Heading, Role::Paragraph, Role::Paragraph],
        "too long to be a heading without others; a question needs none"
    );
    assert_eq!(
        roles(&[LONG, first, LONGER, second, &again, &more])[1..4],
        [Role::Paragraph; 3],
        "no heading"
    );
}

#[test]
fn a_last_line_that_holds_a_sentence_is_kept() {
    let last = "Les travaux commenceront dès le mois de septembre et dureront au moins six ans. La rédaction";
    assert_eq!(roles(&[LONG, LONGER, last])[2], Role::Paragraph);
    assert_eq!(roles(&[LONG, LONGER, "Le plan. La rédaction du site en bref"])[2], Role::Furniture);
}

#[test]
fn a_title_that_asks_is_found_behind_furniture() {
    let question = "Faut-il rouvrir les gares ?";
    assert_eq!(roles(&["Partager", question, "Publicité", LONG, LONGER])[1], Role::Title);
    let answer = roles(&["Deux milliards pour le rail", question, LONG, LONGER]);
    assert_eq!(answer[..2], [Role::Title, Role::Lead], "a title stands before it");
}

#[test]
fn a_bare_name_below_the_title_or_after_the_text_is_the_author() {
    let role = |line| roles(&["Deux milliards pour le rail", line, LONG, LONGER])[1];
    assert_eq!(role("MARTA IBÁÑEZ"), Role::Byline);
    assert_eq!(role("Jean-Pierre Kerguelen"), Role::Byline);
    assert_eq!(role("Alpes"), Role::Furniture, "one word names a section");
    assert_eq!(role("Les Députés"), Role::Furniture, "the text speaks of them");
    assert_eq!(role("Une réforme attendue depuis longtemps"), Role::Heading);
    let last = |line| roles(&[LONG, LONGER, line, "* un an de travaux", "* deux milliards"])[2];
    assert_eq!(last("Marta Ibáñez"), Role::Byline);
    assert_eq!(last("Chiffres et Dates"), Role::Heading);
    assert_eq!(last("Les Gares"), Role::Heading, "the text speaks of them");
}

#[test]
fn a_caption_with_a_name_behind_a_slash_is_no_title() {
    let roles = roles(&[
        "La ministre devant les députés, ce mardi. / C. RUEDA",
        "Deux milliards pour le rail",
        LONG,
        LONGER,
    ]);
    assert_eq!(roles[..3], [Role::Caption, Role::Title, Role::Lead]);
}

#[test]
fn a_line_above_a_list_goes_with_it() {
    let items = ["- le train de nuit", "- le train de jour"];
    let role = |line| roles(&[LONG, line, items[0], items[1], LONGER])[1];
    assert_eq!(role("Concrètement, le plan prévoit :"), Role::Paragraph);
    assert_eq!(role("À retenir :"), Role::Heading);
    assert_eq!(role("Le plan en bref"), Role::Heading);
    let last = roles(&[LONG, LONGER, "LE RAIL EN CHIFFRES", items[0], items[1]]);
    assert_eq!(last[2..], [Role::Heading, Role::ListItem, Role::ListItem]);
    assert_eq!(roles(&[LONG, LONGER, "LE RAIL EN CHIFFRES"])[2], Role::Furniture, "no list below");
}

#[test]
fn a_page_of_nothing_but_its_frame_has_no_body() {
    let notice = "Nous utilisons des cookies pour mesurer l'audience.";
    let frame = ["Accueil", "Des offres à 1 euro", "Cet article n'est plus disponible.", notice, "Imprimer"];
    let (_, cleaning) = cleaned(&frame.join("\n"), "fr");
    assert!(cleaning.blocks.iter().all(|block| block.usage == Use::Drop), "{:?}", cleaning.blocks);
    let (_, cleaning) = cleaned(&["Le plan est voté.", notice].join("\n"), "fr");
    assert_eq!(
        [cleaning.blocks[0].usage, cleaning.blocks[1].role.usage()],
        [Use::Body, Use::Drop],
        "a sentence is left"
    );
}

#[test]
fn a_quotation_pulled_out_of_its_paragraph_is_a_repeat() {
    let source =
        "« Je commencerais par les gares de montagne, puis par les voies », dit la ministre aux députés.";
    let pulled = "« Je commencerais par les gares de montagne »";
    assert_eq!(roles(&[LONG, source, pulled, LONGER])[2], Role::Repeat);
    assert_eq!(roles(&[LONG, pulled, source, LONGER])[1], Role::Heading, "it heads what it quotes");
    let other = "« Je commencerais par les gares de banlieue »";
    assert_eq!(roles(&[LONG, source, other, LONGER])[2], Role::Heading, "said nowhere else");
    assert_eq!(roles(&[LONG, source, "« les gares »", LONGER])[2], Role::Heading, "too short to be sure");
}

#[test]
fn a_file_that_opens_with_a_caption_has_no_title() {
    let (_, cleaning) =
        cleaned(&format!("La ministre devant les députés. Photo : AFP\n{LONG}\n{LONGER}"), "fr");
    assert_eq!(cleaning.blocks[0].role, Role::Caption);
    assert_eq!(cleaning.title, None);
    assert_eq!(cleaning.blocks[1].role, Role::Lead);
}

#[test]
fn a_sentence_said_twice_inside_one_paragraph_is_no_repeat() {
    let paragraph = format!("{LONGER} {LONGER}");
    assert_eq!(roles(&[LONG, &paragraph, OTHER])[1], Role::Paragraph);
}

#[test]
fn a_paragraph_said_twice_is_used_once() {
    assert_eq!(
        roles(&[LONG, LONGER, OTHER, LONGER]),
        [Role::Lead, Role::Paragraph, Role::Paragraph, Role::Repeat]
    );
    let curly = LONG.replace('\'', "’");
    assert_eq!(roles(&[LONG, LONGER, &curly])[2], Role::Repeat, "letter by letter in the matching view");
}

#[test]
fn what_was_dropped_before_is_no_reason_to_drop_it_again() {
    let roles = roles(&[
        "À lire aussi : Le plan pour le rail voté",
        LONG,
        LONGER,
        "À lire aussi : Le plan pour le rail voté",
    ]);
    assert_eq!(roles, [Role::Teaser, Role::Lead, Role::Paragraph, Role::Teaser]);
}

#[test]
fn a_refrain_and_short_answers_are_no_repeats() {
    let roles = roles(&[LONG, "— Oui.", LONGER, "— Oui.", OTHER]);
    assert!(!roles.contains(&Role::Repeat), "{roles:?}");
}

#[test]
fn teasers_in_perfect_prose_are_dropped_behind_an_end_marker() {
    let lines = [
        LONG,
        LONGER,
        OTHER,
        "Voir plus",
        "La ministre à Lyon. Photo : AFP",
        "Le rail à l'étude",
        &format!("A {LONG}"),
        "Les députés au travail. Photo : AFP",
        "Un vote attendu",
        &format!("B {LONGER}"),
    ];
    let (_, cleaning) = cleaned(&lines.join("\n"), "fr");
    assert!(cleaning.blocks[..3].iter().all(|block| block.usage == Use::Body));
    assert!(
        cleaning.blocks[4..].iter().all(|block| block.role == Role::Teaser),
        "{:?}",
        &cleaning.blocks[4..]
    );
    assert!(matches!(cleaning.blocks[4].reason, Reason::AfterEnd(marker) if marker.idx() == 3));
}

#[test]
fn teasers_are_known_by_their_rhythm_where_no_marker_stands() {
    let teasers: Vec<String> = (0..3)
        .flat_map(|nth| {
            [
                format!("La ministre à Lyon {nth}. Photo : AFP"),
                format!("Le rail {nth}"),
                format!("{nth} {LONG}"),
            ]
        })
        .collect();
    let with_text = |text: &[&str]| -> Vec<Role> {
        let lines: Vec<&str> = text.iter().copied().chain(teasers.iter().map(String::as_str)).collect();
        roles(&lines)
    };
    assert!(with_text(&[LONG, LONGER, OTHER])[3..].iter().all(|role| *role == Role::Teaser));
    let picture_story = with_text(&[LONGER]);
    assert!(!picture_story.contains(&Role::Teaser), "{picture_story:?}");
}

#[test]
fn an_article_goes_on_behind_a_box_of_other_stories() {
    let lines = [
        LONG,
        LONGER,
        "Sur le même sujet",
        "Le rail à l'étude",
        "Un vote très attendu au conseil",
        OTHER,
        &format!("Enfin, {LONG}"),
    ];
    assert_eq!(
        roles(&lines)[2..],
        [Role::Furniture, Role::Teaser, Role::Teaser, Role::Paragraph, Role::Paragraph]
    );
    // A shorter line above the text is the heading of what goes on.
    let heading = "Un vote attendu";
    let lines =
        [LONG, LONGER, "Sur le même sujet", "Le rail à l'étude", heading, OTHER, &format!("Enfin, {LONG}")];
    assert_eq!(roles(&lines)[3..5], [Role::Teaser, Role::Heading]);
}

#[test]
fn recordings_in_a_box_amid_the_text_all_give_their_length() {
    let last = format!("Enfin, {LONG}");
    let boxed = |first: &str| {
        let list =
            ["Ce que propose la région", "Une ligne rouverte dès lundi", "Trois trains de plus avant l'été"];
        let lines =
            [&[LONG, LONGER, "À écouter", first][..], &list, &["Un vote avant la Toussaint", OTHER, &last]];
        roles(&lines.concat())[3..8].to_vec()
    };
    let (t, h, i) = (Role::Teaser, Role::Heading, Role::ListItem);
    assert_eq!(boxed("Reportage : en gare d'Ussel, un matin (1 min 12)")[..4], [t, h, i, i]);
    assert_eq!(boxed("Reportage : en gare d'Ussel, un matin")[..4], [t; 4]);
}

#[test]
fn rows_and_points_end_a_box_of_titles_amid_the_text() {
    let last = format!("Enfin, {LONG}");
    let boxed = |rest: [&str; 2]| {
        let lines = [
            LONG,
            LONGER,
            "Sur le même sujet",
            "Le rail à l'étude dans deux régions",
            rest[0],
            rest[1],
            OTHER,
            &last,
        ];
        roles(&lines)[3..6].to_vec()
    };
    let (teaser, heading, paragraph) = (Role::Teaser, Role::Heading, Role::Paragraph);
    assert_eq!(boxed(["Ce qui revient", "Gares : 27"]), [teaser, heading, paragraph]);
    assert_eq!(boxed(["2. Quelles gares rouvriront demain ?", OTHER])[1], heading);
    assert_eq!(boxed(["Une ligne rouverte", "Trois trains en moins"]), [teaser; 3]);
}

#[test]
fn a_live_page_goes_on_behind_a_box_with_the_next_time() {
    let lines = [
        LONG,
        LONGER,
        "88'",
        "Dupuis égalise d'un tir de loin.",
        "79'",
        "Carton pour Lemaire.",
        "Voir plus",
        "Un stade plein pour la finale",
        "71'",
        "Lemaire entre.",
        "54'",
        "Premier tir cadré.",
    ];
    let (dateline, paragraph) = (Role::Dateline, Role::Paragraph);
    assert_eq!(roles(&lines)[6..], [Role::Furniture, Role::Teaser, dateline, paragraph, dateline, paragraph]);
}

#[test]
fn a_counter_of_comments_amid_the_text_ends_nothing() {
    let last = format!("Enfin, {LONG}");
    let roles = roles(&[LONG, LONGER, "12 commentaires", OTHER, &last, "Deux milliards pour le rail"]);
    assert_eq!(roles[2..], [Role::CommentCount, Role::Paragraph, Role::Paragraph, Role::Furniture]);
}

#[test]
fn an_end_marker_above_the_article_ends_nothing() {
    let roles = roles(&["Les plus lus", "12 commentaires", "Deux milliards pour le rail", LONG, LONGER]);
    assert_eq!(roles, [Role::Furniture, Role::CommentCount, Role::Title, Role::Lead, Role::Paragraph]);
}

#[test]
fn the_title_is_the_line_that_speaks_of_the_text() {
    let lines = [
        "Politique",
        "Toute l'actualité en direct",
        "Deux milliards pour les lignes de montagne",
        LONG,
        LONGER,
    ];
    assert_eq!(roles(&lines)[..3], [Role::Furniture, Role::Furniture, Role::Title]);
    assert_eq!(roles(&["Faut-il rouvrir les gares ?", LONG, LONGER])[0], Role::Title);
    assert_eq!(roles(&["Vidéo : la ministre devant les députés", LONG, LONGER])[0], Role::Title);
}

#[test]
fn a_title_the_caller_knows_is_found() {
    use epitome_document::{Input, LangTag, ReadOptions, read};
    let text = format!("Deux milliards pour le rail\nLe plan de la ministre\n{LONG}\n{LONGER}");
    let input = Input { title: Some("Le plan de la ministre".into()), ..Input::text("-", text.as_bytes()) };
    let document = read(&input, &ReadOptions::default()).expect("a text can be read");
    let cleaning = epitome_cleaner::clean(
        &document,
        LangTag::literal("fr"),
        &epitome_langs::Languages::default(),
        &epitome_cleaner::Orders::default(),
    );
    assert_eq!(cleaning.title.map(|id| id.idx()), Some(1));
}

#[test]
fn speech_dashes_are_no_list() {
    let em = ["— Pourquoi maintenant ?", "— Parce qu'il le faut, et depuis longtemps."];
    let en = ["- Pourquoi maintenant ?", "- Parce qu'il le faut, et depuis longtemps."];
    for speech in [em, en] {
        assert_eq!(roles(&[LONG, speech[0], speech[1], LONGER])[1..3], [Role::Paragraph; 2]);
    }
    assert_eq!(roles(&[LONG, "- le train de nuit", "- le train de jour", LONGER])[1..3], [Role::ListItem; 2]);
}

#[test]
fn a_poem_keeps_its_lines() {
    let poem = "Les sanglots longs\nDes violons\nDe l'automne\nBlessent mon cœur\nD'une langueur\nMonotone.";
    let (_, cleaning) = cleaned(poem, "fr");
    assert!(
        cleaning.blocks.iter().all(|block| block.usage == Use::Body && !block.sure),
        "{:?}",
        cleaning.blocks
    );
}

#[test]
fn headings_in_capitals_are_headings() {
    assert_eq!(roles(&[LONG, "UN EFFORT INSUFFISANT", LONGER])[1], Role::Heading);
}

#[test]
fn a_date_or_a_name_inside_the_text_is_a_heading() {
    let text = [LONG, LONGER, OTHER, "12 mai 2024", &format!("Enfin, {LONG}")];
    assert_eq!(roles(&text)[3], Role::Heading);
    assert_eq!(roles(&["Deux milliards pour le rail", "12 mai 2024", LONG, LONGER])[1], Role::Dateline);
}

#[test]
fn nothing_is_silently_lost() {
    for (text, uses) in [
        ("", &[][..]),
        ("Bonjour", &[Use::Body]),
        ("Bonjour.", &[Use::Body]),
        ("La ministre est arrivée à Lyon ce matin. Photo : AFP", &[Use::Body]),
        ("Partager\nImprimer\nFacebook Twitter", &[Use::Drop, Use::Drop, Use::Drop]),
        ("***", &[Use::Drop]),
    ] {
        let (_, cleaning) = cleaned(text, "fr");
        let found: Vec<Use> = cleaning.blocks.iter().map(|block| block.usage).collect();
        assert_eq!(found, uses, "{text:?}");
        assert!(cleaning.blocks.iter().all(|block| block.usage == Use::Drop || !block.sure), "{text:?}");
    }
}

#[test]
fn a_text_without_newline_is_its_lead() {
    let (_, cleaning) = cleaned(&[LONG, LONGER, OTHER].join(" "), "fr");
    assert_eq!((cleaning.blocks[0].role, cleaning.blocks[0].sure), (Role::Lead, true));
}

#[test]
fn an_unknown_language_is_cleaned_by_what_is_international() {
    let text = "Das Parlament beschließt neue Regeln\nDer Bundestag hat am Donnerstag in Berlin neue Regeln für den \
                Verkehr beschlossen, die im Herbst gelten sollen.\nFacebook Twitter\nhttps://example.org/regeln";
    let (_, cleaning) = cleaned(text, "und");
    let roles: Vec<Role> = cleaning.blocks.iter().map(|block| block.role).collect();
    assert_eq!(roles, [Role::Title, Role::Lead, Role::Furniture, Role::SourceLine]);
}

#[test]
fn behind_the_text_the_last_sign_says_what_follows() {
    let roles = roles(&[
        LONG,
        LONGER,
        "Sur le même sujet",
        "Deux milliards pour le rail",
        "12 commentaires",
        "Le train, enfin une bonne nouvelle, mais qui paiera ?",
        "Mots-clés",
        "Transports",
    ]);
    let expected = [
        Role::Furniture,
        Role::Teaser,
        Role::CommentCount,
        Role::Furniture,
        Role::Furniture,
        Role::Furniture,
    ];
    assert_eq!(roles[2..], expected);
}

#[test]
fn texts_below_titles_that_share_no_word_with_the_article_are_other_stories() {
    let other =
        "Un couple de cigognes niche depuis dimanche sur la cathédrale, devant des dizaines de curieux.";
    let own =
        "Les députés examineront aussi le financement des gares et des lignes régionales, mardi prochain.";
    let article = [LONG, LONGER, OTHER];
    let behind = |text| {
        let lines: Vec<&str> =
            article.into_iter().chain(["Lire aussi", "Cigognes : le retour tant attendu", text]).collect();
        roles(&lines)[5]
    };
    assert_eq!(behind(other), Role::Teaser);
    assert_eq!(behind(own), Role::Paragraph, "it goes on with the topic");
}

#[test]
fn an_article_goes_on_with_a_paragraph_and_a_sentence_behind_it() {
    let lines = [
        LONG,
        LONGER,
        OTHER,
        "À lire aussi",
        "Dans la vallée, les derniers sabotiers",
        "Elle n'a jamais pris d'apprenti, et il faudrait pour cela agrandir, chauffer, déclarer et surtout parler.",
        "Parler, ce n'est pas son bois.",
    ];
    assert_eq!(roles(&lines)[4..], [Role::Teaser, Role::Paragraph, Role::Paragraph]);
}

#[test]
fn short_lines_below_a_colon_are_a_list() {
    let lines = [
        LONG,
        "Le plan prévoit donc :",
        "trois lignes rouvertes",
        "douze gares rénovées",
        "un tarif unique",
        LONGER,
    ];
    assert_eq!(roles(&lines)[2..5], [Role::ListItem; 3]);
    let lines = [LONG, "Le plan en bref :", "Les lignes", LONGER, "Les gares", OTHER];
    assert_eq!(roles(&lines)[2], Role::Heading, "one alone is a heading");
}

#[test]
fn posts_of_a_thread_have_their_authors_and_buttons_none() {
    let (again, more) = (format!("Enfin, {LONG}"), format!("Hier, {LONGER}"));
    let lines = [
        "Deux milliards pour le rail",
        "Lulu",
        "2 mai 2021",
        LONG,
        "Haut",
        "Pignon_fixe",
        "Cheminot",
        "3 mai 2021",
        LONGER,
        "Haut",
        "Lulu",
        "3 mai 2021",
        &again,
        &more,
        "Haut",
    ];
    let (f, b, d, p) = (Role::Furniture, Role::Byline, Role::Dateline, Role::Paragraph);
    assert_eq!(roles(&lines), [Role::Title, b, d, Role::Lead, f, b, f, d, p, f, b, d, p, p, f]);
    // Headings said twice stand above a text.
    let headings = [LONG, "Pour", LONGER, "Contre", OTHER, "Pour", &again, "Contre", &more];
    assert!(roles(&headings)[1..].iter().step_by(2).all(|role| *role == Role::Heading));
}

#[test]
fn times_steps_and_pictures() {
    let times = roles(&["Le rail, minute par minute", "17h05", LONG, "16:48", LONGER, "16:31", OTHER]);
    assert!([1, 3, 5].into_iter().all(|idx| times[idx] == Role::Dateline), "{times:?}");
    let steps =
        ["Étape 1 : coupez le courant au compteur.", "Étape 2 : ouvrez la boîte avec un tournevis plat."];
    assert_eq!(roles(&[LONG, steps[0], steps[1], LONGER])[1..3], [Role::ListItem; 2]);
    assert_eq!(roles(&[LONG, steps[0], LONGER])[1], Role::Paragraph, "one alone is no list");
    assert_eq!(roles(&[LONG, "gare.jpg", "La gare de Limoges sous la neige.", LONGER])[2], Role::Caption);
}

#[test]
fn a_long_list_below_a_colon_has_one_role() {
    let towns: Vec<String> =
        (0..20).map(|n| format!("Gare de Saint-Paul {}", char::from(b'A' + n))).collect();
    let towns = towns.iter().map(String::as_str);
    let lines: Vec<&str> =
        [LONG, "Les gares suivantes rouvrent :"].into_iter().chain(towns).chain([LONGER]).collect();
    let roles = roles(&lines);
    assert!(roles[2..22].iter().all(|role| *role == Role::ListItem), "{roles:?}");
}
