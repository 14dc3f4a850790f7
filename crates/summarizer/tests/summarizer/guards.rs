//! Sentences that do not stand alone.

use epitome_document::{BlockKind, Role};
use epitome_summarizer::{Budget, Fact, Why};

use crate::support::article;

const PORT: &str =
    "Le port de Marseille a battu en mars son record de trafic avec huit millions de tonnes de marchandises.
    Il doit ce record de trafic du port aux conteneurs de marchandises venus en mars.
    Les dockers du port demandent une prime pour ce record de trafic battu au mois de mars.";

#[test]
fn a_sentence_that_points_back_needs_the_one_before() {
    let port = article("fr", "", PORT);
    for n in 1..=3 {
        let kept = port.kept(Budget::Sentences(n));
        let has = |address: &str| kept.iter().any(|kept| kept == address);
        assert!(has("p1.s1") || !has("p2.s1"), "{kept:?}");
    }
    assert_eq!(port.kept(Budget::Sentences(3)), ["p1.s1", "p2.s1", "p3.s1"]);
    // The first sentence, of 17 words, does not fit, so that its follower may not stand either.
    let tail = PORT.replace(
        "Le port de Marseille a battu",
        "Le vieux et grand port de la belle ville de Marseille a battu",
    );
    let tail = article("fr", "", &tail);
    let before = tail.scores().rows[0].sentence;
    assert_eq!(tail.why("p1.s1", Budget::Words(18)), Some(Why::OverBudget));
    assert_eq!(tail.why("p2.s1", Budget::Words(18)), Some(Why::NeedsSentenceBefore(before)));
    assert_eq!(tail.kept(Budget::Words(18)), ["p3.s1"]);
}

#[test]
fn a_sentence_that_points_back_may_bring_the_one_before() {
    let text = "The council of Leeds voted on Monday to close the old swimming pool at the end of June.
        The mayor told reporters in the town hall that money was short this year.
        She also said that the council would close the old swimming pool to spare the city four million pounds.
        Visitors to the market found good bread, flowers and cheese in the sun.";
    let pool = article("en", "Leeds to close old swimming pool to spare four million pounds", text);
    assert_eq!(pool.kept(Budget::Sentences(1)), ["p1.s1"]);
    assert_eq!(pool.kept(Budget::Sentences(3)), ["p1.s1", "p2.s1", "p3.s1"]);
    // Two words fewer than the two need.
    let n_words = |address: &str| pool.row(address).n_words;
    let room = n_words("p1.s1") + n_words("p2.s1") + n_words("p3.s1");
    assert!(pool.kept(Budget::Words(room)).contains(&"p3.s1".to_owned()));
    assert!(!pool.kept(Budget::Words(room - 2)).contains(&"p3.s1".to_owned()));
}

#[test]
fn the_first_sentence_has_nothing_before_it_to_need() {
    let only = article("fr", "", "Il a neigé toute la nuit sur les hauteurs de la ville de Grenoble.");
    assert!(only.row("p1.s1").features.anaphoric);
    assert_eq!(only.kept(Budget::Sentences(1)), ["p1.s1"]);
}

#[test]
fn openers_of_several_words_point_back_too() {
    let point = |text: &str| article("en", "", text).row("p1.s1").features.anaphoric;
    assert!(point("In addition, the bridge will be closed on Monday."));
    assert!(point("“As a result, the bridge stays closed.”"));
    assert!(!point("In Addis Ababa, the bridge will be closed on Monday."));
}

#[test]
fn scraps_questions_and_unfinished_lines_come_last() {
    let text = "The council of Leeds voted on Monday to close the old swimming pool at the end of June.
        Will the council of Leeds close the old swimming pool at the end of June after all?
        The old swimming pool of Leeds.
        Council of Leeds votes to close the old swimming pool on Monday at the end of June
        The pool needs repairs that would cost the city four million pounds over two years.";
    let pool = article("en", "", text);
    assert_eq!(pool.kept(Budget::Sentences(2)), ["p1.s1", "p5.s1"]);
    assert_eq!(pool.kept(Budget::Sentences(9)).len(), 5, "where there is room they stand");
    let features = ["p2.s1", "p3.s1", "p4.s1"].map(|address| pool.row(address).features);
    assert!(features[0].question && features[1].is_short() && features[2].unfinished);
}

#[test]
fn a_question_is_picked_where_nothing_else_is_left() {
    let text = "Will the council of Leeds close the old swimming pool at the end of June?
        Bread is dear.
        It will rain.
        The river is low this year in the far north of the land, where grass has turned brown.";
    let pool = article("en", "Will Leeds close the old swimming pool?", text);
    assert_eq!(pool.kept(Budget::Sentences(1)), ["p4.s1"]);
    assert_eq!(pool.kept(Budget::Sentences(3)), ["p2.s1", "p3.s1", "p4.s1"]);
    assert_eq!(pool.kept(Budget::Sentences(4)).len(), 4);
    let why = pool.why("p1.s1", Budget::Sentences(1)).expect("left out");
    assert_eq!(
        (why, why.code(), why.message(&pool.sentences).as_str()),
        (Why::Question, "question", "scored high, but asks")
    );
}

#[test]
fn what_an_interviewer_says_before_a_question_is_part_of_it() {
    let text = "The surgeon Claire Delmas of Nantes tells of twenty years in the hospital.
        Why did you write the book?
        Because I could not go on in the hospital of Nantes as if nothing had happened.
        The minister promises ten thousand nurses for the hospital of Nantes. |Do you believe it?
        I want to.|The hospital does not lack people, it cannot keep them.
        The hospital of Nantes has closed forty beds since the minister came.|What do you ask of the minister?
        Beds, nurses and time.";
    let questions = |text: &str| {
        let talk = article("en", "", text);
        talk.scores().rows.iter().map(|row| row.features.question).collect::<Vec<_>>()
    };
    assert_eq!(
        questions(text),
        [false, true, false, true, true, false, false, true, true, false],
        "both sentences of a paragraph that ends in a question"
    );
    // Two questions make no interview.
    let column = text.replace("Why did you write the book?", "She wrote a book.");
    assert_eq!(questions(&column), [false, false, false, false, true, false, false, false, true, false]);
}

#[test]
fn an_interviewer_is_known_by_the_mark_of_the_questions() {
    let flags = |mark: &str, answer: &str| {
        let text = format!(
            "The film of Claire Delmas opens on Friday in forty towns of the north.
            {mark}Were you surprised by the forty million?
            {answer}I had a speech ready for the backers of the film.
            {mark}The leading lady sold lottery tickets and had never been before a camera...
            {answer}She came to sell tickets and stayed until the end of the film.
            {mark}What does she do now?
            {answer}She sells tickets in the towns of the north.
            {mark}And what will you do?
            {answer}Sleep, and read."
        );
        let talk = article("en", "", &text);
        talk.scores().rows.iter().map(|row| row.features.question).collect::<Vec<_>>()
    };
    let told = [false, true, false, true, false, true, false, true, false];
    let untold = [false, true, false, false, false, true, false, true, false];
    assert_eq!(flags("* ", "– "), told);
    assert_eq!(flags("The Lamp: ", ""), told);
    // A dash is the mark of both speakers.
    assert_eq!(flags("– ", "– "), untold);
    assert_eq!(flags("", "– "), untold);
}

#[test]
fn a_line_of_nothing_but_names_reads_like_no_sentence() {
    let text = "The council of Leeds voted on Monday to close the old swimming pool at the end of June.
        Leeds Athletic (4-4-2): A. Janes; Holt, Frost, Dunnage, Amos; Sedgwick, Bright, Kone, Lacey; Turnbull, Osei.
        Leeds Athletic bought Holt, Frost, Dunnage, Amos, Sedgwick, Bright, Kone and Lacey in June.";
    let names = article("en", "", text);
    assert_eq!(
        ["p1.s1", "p2.s1", "p3.s1"].map(|address| names.row(address).features.unfinished),
        [false, true, false]
    );
}

#[test]
fn calls_to_action_and_code_come_last() {
    let text = "The council of Leeds voted on Monday to close the old swimming pool at the end of June.
        Click here to read how the council of Leeds voted on Monday to close the old swimming pool.
        The old swimming pool of the council of Leeds = close(on: Monday, at: end_of(June), council: Leeds).
        The pool needs repairs that would cost the city four million pounds over two years.";
    let mut pool = article("en", "", text);
    assert_eq!(pool.kept(Budget::Sentences(2)), ["p1.s1", "p3.s1"]);
    pool.document.blocks[2].kind = BlockKind::Preformatted;
    assert_eq!(pool.kept(Budget::Sentences(2)), ["p1.s1", "p4.s1"]);
    let features = ["p2.s1", "p3.s1"].map(|address| pool.row(address).features);
    assert!(features[0].call_to_action && features[1].preformatted);
}

#[test]
fn an_item_of_a_list_is_told_from_an_unfinished_line() {
    let text = "The council of Leeds voted on Monday to close the old swimming pool at the end of June.
        The council of Leeds closed the old swimming pool on Monday after cracks were found.
        The council of Leeds closed the old swimming pool on Monday after cracks were found there";
    let mut pool = article("en", "", text);
    pool.cleaning.blocks[1..].iter_mut().for_each(|block| block.role = Role::ListItem);
    let flags = ["p1.s1", "p2.s1", "p3.s1"].map(|address| pool.row(address).features);
    assert_eq!(flags.map(|features| features.list_item), [false, true, true]);
    assert_eq!(flags.map(|features| features.unfinished), [false, false, true]);
    assert!(flags[1].facts().contains(&Fact::ListItem) && !flags[1].facts().contains(&Fact::Unfinished));
}

#[test]
fn a_clock_at_the_head_says_nothing() {
    let rows = article(
        "en",
        "",
        "[00:00:22] Drained bogs emit eleven tonnes.\n(1:02) It is 10 tonnes.\n[00:05:12] Drained bogs emit eleven tonnes.\n[1990] was dry.\n[00:07:01]",
    )
    .scores()
    .rows;
    let features: Vec<_> = rows.iter().map(|row| (row.features.numbers, row.features.words)).collect();
    assert_eq!(features, [(0, 5), (1, 4), (0, 5), (1, 3), (3, 3)]);
    assert!(rows[1].features.anaphoric);
}

#[test]
fn a_repeated_sentence_stands_once() {
    let text = "The storm cut power to forty thousand homes in Brittany on Friday night.
        Crews from three regions were sent to repair the lines before the weekend.
        THE STORM cut power to forty thousand homes in Brittany on Friday night!";
    let storm = article("en", "", text);
    assert_eq!(storm.kept(Budget::Sentences(3)), ["p1.s1", "p2.s1"]);
    let first = storm.scores().rows[0].sentence;
    let why = storm.why("p3.s1", Budget::Sentences(1)).expect("left out");
    assert_eq!(why, Why::Repeats(first));
    assert_eq!((why.code(), why.message(&storm.sentences).as_str()), ("repeats", "says the same as p1.s1"));
}

#[test]
fn a_near_repetition_gives_way_to_something_new() {
    let text = "The storm cut power to forty thousand homes in Brittany on Friday night.
        On Friday night the storm in Brittany cut power to some forty thousand homes, officials said.
        Crews from three regions were sent to repair the lines before the weekend.";
    assert_eq!(article("en", "", text).kept(Budget::Sentences(2)), ["p1.s1", "p3.s1"]);
}

#[test]
fn a_scrap_does_not_outweigh_the_long_sentence_that_points_back_to_it() {
    let pool = article(
        "en",
        "",
        "The council of Leeds voted on Monday to close the old swimming pool of Armley at the end of June.
         Its roof leaks.|It would cost the council four million pounds to mend the roof of the old swimming pool in Armley, a firm from Bradford said.
         The new pool of Bramley, which opens to swimmers in July, cost thirty million pounds to build.
         Councillors were told that the roof leaks, that the boiler is forty years old and that repairs would cost the city at least four million pounds, which it does not have.",
    );
    assert_eq!(pool.kept(Budget::Sentences(3)), ["p1.s1", "p2.s1", "p2.s2"]);
}
