//! Cases that one line alone does not decide, each with a name.

use epitome_document::{Reason, Role, Use};

use crate::common::cleaned;

const LONG: &str = "Le ministère a présenté mardi devant les députés un plan de deux milliards d'euros, qui doit être voté \
                    avant l'été et qui prévoit la remise en état de toutes les lignes de montagne du pays.";
const LONGER: &str = "Les syndicats, qui avaient quitté la table des négociations au mois de mars, jugent que l'effort reste \
                      insuffisant et demandent que les gares fermées depuis dix ans soient rouvertes sans attendre.";
const OTHER: &str = "Selon la ministre, les travaux commenceront dès le mois de septembre dans les Alpes et dureront six ans, \
                     sous réserve de l'accord des régions, qui doivent en payer la moitié.";

fn roles(lines: &[&str]) -> Vec<Role> {
    let (_, cleaning) = cleaned(&lines.join("\n"), "fr");
    cleaning.blocks.iter().map(|block| block.role).collect()
}

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
        "Un vote attendu",
        OTHER,
        &format!("Enfin, {LONG}"),
    ];
    assert_eq!(
        roles(&lines)[2..],
        [Role::Furniture, Role::Teaser, Role::Teaser, Role::Paragraph, Role::Paragraph]
    );
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
