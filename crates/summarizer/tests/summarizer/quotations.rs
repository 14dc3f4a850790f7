//! Quotations of several sentences.

use epitome_document::Role;
use epitome_summarizer::{Budget, Why};

use crate::support::{Article, article};

fn speech() -> Article {
    article(
        "fr",
        "",
        "Le ministre de la Santé a présenté lundi à Paris un plan de dix milliards d'euros pour les hôpitaux publics du pays.
         Les syndicats des hôpitaux publics demandent que le plan commence avant la fin de l'année.
         « Les hôpitaux publics du pays attendent ce plan depuis longtemps.|Nous le ferons avec les soignants.|Il y va de la santé de tous », a déclaré le ministre de la Santé.
         Le Parlement votera le plan pour les hôpitaux publics au mois de mars, après un débat de trois jours.",
    )
}

#[test]
fn sentences_of_one_quotation_share_a_number() {
    let speech = speech();
    let numbers = ["p2.s1", "p3.s1", "p3.s2", "p3.s3", "p4.s1"].map(|address| speech.row(address).quotation);
    assert_eq!(numbers, [None, Some(0), Some(0), Some(0), None]);
    assert!(!speech.row("p3.s1").features.unbalanced && speech.row("p3.s2").features.quoted);
}

#[test]
fn a_quotation_is_picked_whole_or_not_at_all() {
    let speech = speech();
    for n in 0..=7 {
        let kept = speech.kept(Budget::Sentences(n));
        let n_quoted = kept.iter().filter(|address| address.starts_with("p3")).count();
        assert!(n_quoted == 0 || n_quoted == 3, "{n}: {kept:?}");
    }
    assert_eq!(speech.kept(Budget::Sentences(6)).len(), 6);
    assert_eq!(speech.why("p3.s2", Budget::Words(20)), Some(Why::PartOfLongQuotation));
}

#[test]
fn where_all_is_one_quotation_a_part_is_better_than_nothing() {
    let poem = article(
        "en",
        "",
        "“The sea was calm that night over the bay.|The moon lay fair upon the straits of Dover.|The cliffs of England stood glimmering and vast.”",
    );
    assert_eq!(poem.kept(Budget::Sentences(2)).len(), 2);
    assert_eq!(poem.kept(Budget::Sentences(3)).len(), 3);
}

#[test]
fn straight_marks_open_and_close_by_turns() {
    let straight = article(
        "en",
        "",
        "\"We will build it here.|It will be ready in May,\" the mayor said on Monday.|\" We wait,\" she said.",
    );
    let numbers = ["p1.s1", "p1.s2", "p1.s3"].map(|address| straight.row(address).quotation);
    assert_eq!(numbers, [Some(0), Some(0), None]);
}

#[test]
fn one_stray_mark_does_not_turn_the_others_inside_out() {
    let stray = article(
        "en",
        "",
        "The pipe of 5\" broke on Monday.|\"We saw it.|It was bad,\" said a neighbour.|Then came the fire brigade.",
    );
    let numbers = ["p1.s1", "p1.s2", "p1.s3", "p1.s4"].map(|address| stray.row(address).quotation);
    assert_eq!(numbers, [None, Some(0), Some(0), None]);
    assert!(stray.row("p1.s1").features.unbalanced);
}

#[test]
fn what_stands_around_a_straight_mark_says_what_it_does() {
    let numbers = |text: &str| {
        let article = article("fr", "", text);
        (1..=3).map(|nth| article.row(&format!("p1.s{nth}")).quotation).collect::<Vec<_>>()
    };
    // The quotation began before the article does: what follows must not be a quotation from here on.
    assert_eq!(
        numbers("Je suis là\", dit-elle à Lyon.|La ville se tait.|La \"fête\" commence."),
        [None, None, None]
    );
    assert_eq!(numbers("Le \"Baromètre de mai.|Il pleut à Lyon.|Une \"pénurie\" menace."), [None; 3]);
    // Marks between spaces, and behind an apostrophe or a bracket.
    assert_eq!(
        numbers("Il dit : \" Je pars.|Je reviens demain \", puis il s'en va.|Voilà."),
        [Some(0), Some(0), None]
    );
    assert_eq!(numbers("Traité d'\"ami\" (\"vrai\").|Il pleut.|Il dit \"non\"."), [None, None, None]);
    assert_eq!(numbers("Il dit \"... oui.|Je viens.\"|Voilà."), [Some(0), Some(0), None]);
}

#[test]
fn a_speech_whose_every_paragraph_opens_anew_is_one_quotation() {
    for [open, again, close] in [["\"", "\"", "\""], ["“", "“", "”"], ["« ", "« ", " »"], ["« ", "» ", " »"]]
    {
        let speech = article(
            "fr",
            "",
            &format!(
                "Le maire de Pornic a démissionné jeudi soir devant le conseil.
                 {open}Je sers cette ville depuis dix-neuf ans.|Le contrat était une erreur.
                 {again}Le conseil aurait dû arrêter ce contrat.
                 {again}Je rendrai mes clés vendredi.|Je pars{close}, a dit le maire.
                 Le conseil élira lundi un autre maire."
            ),
        );
        let rows = speech.scores().rows;
        let numbers: Vec<_> = rows.iter().map(|row| row.quotation).collect();
        assert_eq!(numbers, [None, Some(0), Some(0), Some(0), Some(0), Some(0), None], "{again}");
        assert!(rows.iter().all(|row| !row.features.unbalanced), "{again}");
    }
}

#[test]
fn what_is_not_of_the_article_does_not_part_a_speech() {
    let mut speech = article(
        "en",
        "",
        "\"I have served this town for years.|The contract was wrong.\n\"Read our other stories.\n\"I am sorry,\" she said.",
    );
    speech.cleaning.blocks[1].role = Role::Teaser;
    speech.cleaning.blocks[1].usage = Role::Teaser.usage();
    let numbers = ["p1.s1", "p1.s2", "p3.s1"].map(|address| speech.row(address).quotation);
    assert_eq!(numbers, [Some(0); 3]);
}

#[test]
fn a_speech_whose_paragraphs_do_not_open_anew_reaches_the_mark_that_closes_it() {
    let found = |text: &str| {
        let rows = article("fr", "", text).scores().rows;
        rows.iter().map(|row| (row.quotation, row.features.unbalanced)).collect::<Vec<_>>()
    };
    let won = "« Nous avons gagné.|Le match était beau.\n";
    let whole = [(Some(0), false); 3];
    assert_eq!(found(&format!("{won}Le public a applaudi », dit-il.")), whole);
    assert_eq!(found(&format!("{won}», a dit l'entraîneur.")), whole);
    assert_eq!(found("“Nous avons gagné.|Le match était beau.\nLe public a applaudi”, dit-il."), whole);
    assert_eq!(found("\"Nous avons gagné.|Le match était beau.\nLe public a applaudi\", dit-il."), whole);
    // It does not where another opens, nor where it is far, in paragraphs or in sentences.
    let halves = [(Some(0), true), (Some(0), false), (None, false)];
    assert_eq!(found(&format!("{won}Le « public » a applaudi.")), halves);
    let far = found(&format!("{won}{}Le public a applaudi », dit-il.", "Il neige.\n".repeat(4)));
    assert_eq!((far[..3].to_vec(), far[6]), (halves.to_vec(), (None, true)));
    let long = found(&format!("{won}{}Le public a applaudi », dit-il.", "Il neige.|".repeat(4)));
    assert_eq!((long[..3].to_vec(), long[6]), (halves.to_vec(), (None, true)));
    let six = found(&format!("{won}{}Le public a applaudi », dit-il.", "Il neige.|".repeat(3)));
    assert_eq!(six, [(Some(0), false); 6]);
}

#[test]
fn marks_of_other_languages_count_where_they_clearly_open() {
    for language in ["en", "fr", "vi"] {
        for [open, close] in [["„", "“"], ["„", "”"], ["»", "«"], ["”", "”"], ["‚", "‘"], ["「", "」"]]
        {
            let text = format!("{open}Lyon gagne.|Paris perd{close}, dit M. Lam.|Nantes joue.");
            let rows = article(language, "", &text).scores().rows;
            let found: Vec<_> = rows.iter().map(|row| (row.quotation, row.features.unbalanced)).collect();
            assert_eq!(found, [(Some(0), false), (Some(0), false), (None, false)], "{language} {open}");
        }
    }
}

#[test]
fn straight_single_marks_quote_where_speech_begins() {
    let numbers = |text: &str| {
        let rows = article("en", "", text).scores().rows;
        assert!(rows.iter().all(|row| !row.features.unbalanced));
        rows.iter().map(|row| row.quotation).collect::<Vec<_>>()
    };
    let speech = "'We can't trust the workers' union.|Nobody told us why', said Mr Holt.|It rains.";
    assert_eq!(numbers(speech), [Some(0), Some(0), None]);
    assert_eq!(numbers(&speech.replace("'We", "He said: 'We")), [Some(0), Some(0), None]);
    assert_eq!(numbers("Rock 'n' roll is dead.|The dogs' days, too.|It's over."), [None; 3]);
}

#[test]
fn a_lost_mark_holds_no_more_than_a_paragraph() {
    let numbers = |text: &str| {
        let rows = article("fr", "", text).scores().rows;
        rows.iter().map(|row| row.quotation).collect::<Vec<_>>()
    };
    assert_eq!(numbers("Il dit : « Nous partons.|Il neige.|Il pleut."), [Some(0); 3]);
    // Half a pair around a few words, a mark whose like opens again, a block too long for a paragraph.
    assert_eq!(numbers("Un projet « pharaonique.|Il neige.|Il pleut."), [None; 3]);
    assert_eq!(numbers("Il dit : « Nous partons.|Il neige.|Un « non » pèse."), [Some(0), Some(0), None]);
    assert_eq!(numbers("Il dit : \"Nous partons.|Il neige.|Un \"non\" pèse."), [Some(0), Some(0), None]);
    assert_eq!(numbers(&format!("« Nous partons.{}", "|Il neige.".repeat(6))), [None; 7]);
}

#[test]
fn quotations_nest() {
    let nested = article(
        "fr",
        "",
        "« Il a dit : « Partez ! »|Nous sommes partis.|La nuit tombait. »|Le témoin se tait.",
    );
    let numbers = ["p1.s1", "p1.s2", "p1.s3", "p1.s4"].map(|address| nested.row(address).quotation);
    assert_eq!(numbers, [Some(0), Some(0), Some(0), None]);
}

#[test]
fn apostrophes_are_no_quotation_marks() {
    let british = article(
        "en",
        "",
        "The workers’ union didn’t agree.|‘We can’t go on.|We need rest,’ a driver said.|It’s over.",
    );
    let numbers = ["p1.s1", "p1.s2", "p1.s3", "p1.s4"].map(|address| british.row(address).quotation);
    assert_eq!(numbers, [None, Some(0), Some(0), None]);
    assert!(!british.row("p1.s1").features.unbalanced && !british.row("p1.s4").features.unbalanced);
}

const SHOPS: &str = "The city council of Leeds voted on Tuesday to close the city centre to cars from September next year.
    Opposition leader Mark Hughes said the plan was a disaster for the high street.|\"Closing the city centre of Leeds to cars will kill every shop in the city within a year.\"
    Council leader Jean Okoro disagreed.
    \"The city centre of Leeds has been choked by cars for forty years, and the council was elected to change it.\"
    Shopkeepers said trade had been weak since the pandemic.|Buses will run every five minutes.";

#[test]
fn a_quotation_stands_with_the_sentence_that_says_who_speaks() {
    let shops = article("en", "Leeds council votes to close city centre to cars", SHOPS);
    for n in 1..=7 {
        let kept = shops.kept(Budget::Sentences(n));
        let has = |address: &str| kept.iter().any(|kept| kept == address);
        assert!(has("p2.s1") || !has("p2.s2"), "{kept:?}");
        assert!(has("p3.s1") || !has("p4.s1"), "{kept:?}");
        assert_eq!(kept.len(), n as usize);
    }
}

#[test]
fn a_quotation_at_the_head_of_its_paragraph_may_have_its_speaker_behind_it() {
    let speakers = |text: &str| {
        let article = article("en", "Leeds to close the old swimming pool", text);
        let rows = article.scores().rows;
        let why = |row: &epitome_summarizer::Row| {
            article.why(&article.sentences.get(row.sentence).address(), Budget::Sentences(1))
        };
        let idx = |id| rows.iter().position(|row| row.sentence == id);
        let speaker = |row| match why(row) {
            Some(Why::NeedsSpeaker(id)) => idx(id),
            _ => None,
        };
        rows.iter().map(speaker).collect::<Vec<_>>()
    };
    let pool = "“The council of Leeds will close the old swimming pool, and nobody at all asked the people of Leeds.”";
    // Nothing stands before it; its paragraph goes on with who said it; it is introduced; it is an answer.
    assert_eq!(speakers(&format!("{pool}\nAmy Hill is angry.\nIt rains.")), [Some(1), None, None]);
    assert_eq!(speakers(&format!("It rains.\n{pool}|Amy Hill said so.")), [None, Some(2), None]);
    assert_eq!(speakers(&format!("It rains.\n{pool}|Amy Hill is angry.")), [None, Some(0), None]);
    assert_eq!(speakers(&format!("Hill said:\n{pool}|Jo Ford said nothing.")), [None, Some(0), None]);
    assert_eq!(speakers(&format!("What will change?\n{pool}|It rains.")), [None, None, None]);
}
