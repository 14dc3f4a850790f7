//! Hard cases, a table a language. `|` marks a boundary with a space, `¦` one where the space was lost.

use epitome_document::LangTag;
use epitome_langs::Languages;
use epitome_segmenter::{Options, Quotes, split};

#[test]
fn french() {
    check(
        "fr",
        Quotes::Split,
        &[
            // Titles and initials.
            "M. Lefèvre préside.|MM. Roux et Petit suivent.",
            "Selon M. Le Goff, rien ne presse.|M. Martin approuve.",
            "Le Dr. Amélie Roche a vu Mme. Blanc.|Le Pr. Vidal aussi.",
            "M. T. Ramanujan (Ram) s'est tu.|Il est parti.",
            "J. K. Morel et P.-A. Simon écrivent.|J.-P. Roux lit.",
            "Elle prend de la vitamine C.|Le médecin, lui, hésite.",
            "Le plan B. Garnier l'a refusé.",
            // Abbreviations.
            "Il habite au 12, av. Foch, près du bd. Voltaire.|On le connaît.",
            "Né en 52 av. J.-C. à Rome.|Mort vers 12 apr. J.-C.|La suite est connue.",
            "Des pommes, des poires, etc.|Les prix montent.",
            "Des pommes, etc. sont vendues.",
            "Voir p. ex. le chap. 3, art. 12 et le vol. II.|Cela suffit.",
            "C'est de l'art.|Paul l'admet.",
            "La séance (cf. Annexe) dure env. 20 min. et finit tard.",
            "Voir l'art. 12 et l'art. L. 430 du code.",
            "Dans l'éd. Gallimard, p. 12 et suiv.|Le texte change.",
            // Numbers.
            "Le marché vaut 3,4 milliards.|En 2030, il doublera.",
            "En 2023.|Le ministre part.",
            "1. Le contexte pèse lourd.|2. La méthode suit.",
            "La résolution n°57-NQ/TW et l'arrêté n°12.|Tous s'y plient.",
            "Il a gagné 10 km.|Paul suit.",
            "Rendez-vous à 9 h.|Le train part à 10 h. 30 sans faute.",
            // Addresses and names of files.
            "Lisez vtv.vn ou www.exemple.fr/a.b?c=d!e avant midi.|Merci.",
            "Écrivez à jean.roux@exemple.fr.|Joignez plan-v2.1.pdf.|Signez.",
            "Source : https://exemple.fr/index.html.|Consulté hier.",
            "Node.js et ASP.NET tournent.|Tant mieux.",
            // Ellipses.
            "Des lois sur l'eau…|Le ministère a réagi.",
            "Des caméras...|Au cours de l'année, tout change.",
            "Il hésite... puis part.|Bien.",
            "Il hésite ...|Puis il part.",
            "... et puis rien.|... Ensuite tout.",
            "Il faut (...) Partir vite.",
            "« ... Le monde change.|Vite ! »",
            "Il faut partir (...).|Le reste attend.",
            "La foule crie. [...]|Le maire sort.",
            // Quotations.
            "Il dit : « Le pays avance. »|Puis il sort.",
            "« Le pays avance.|Il faut du temps. », dit-il.",
            "« Le pays avance.|Il faut du temps », a-t-il dit.|Tous approuvent.",
            "« Vraiment ? » demande-t-elle.|« Oui ! »|Il rit.",
            "Il a dit : \"On y va.\"|Elle a dit : “Restons.”|Fin.",
            "Il dit «oui.»|Elle dit «non».|Fin.",
            "Est-ce vrai ?!|Oui ! ! !|Bon.",
            "Il a (enfin !) gagné.|Bravo.",
            // Lost spaces.
            "La réunion est finie.¦Le ministre part.",
            "Il est venu à Paris.¦Il repart.",
            "La fin.¦L'équipe gagne.",
            // What follows in lower case.
            "Le prix monte.|iPhone et iPad suivent.",
            "Le prix de l'essence monte.|le diesel baisse.",
            // Signatures and dashes.
            "Le projet avance.|– Reuters",
        ],
    );
}

#[test]
fn english() {
    check(
        "en",
        Quotes::Split,
        &[
            "Mr. Hill met Dr. J. R. Stone in Washington.|They talked.",
            "Gen. Marks and Sen. Anne Cole spoke.|Prof. Lee listened.",
            "He lives in the U.S.|The house is old.",
            "The U.S. Senate voted.|It was late.",
            "It rose to $4.3 billion in the U.K. market.|Sales grew 2.5%.",
            "Shares of Acme Inc. fell.|Acme Corp. and Foo Ltd. rose.",
            "He works at Acme Inc.|The firm is old.",
            "See no. 5, p. 12 and vol. II for details.|He said no.|John left.",
            "At 5 p.m. on Monday it ended.|At 6 a.m. the rest came.",
            "Roe v. Wade and Smith vs. Jones are cases.|Read them.",
            "Use a tool, e.g. Awk, i.e. an old one.|Then stop.",
            "Buy apples, pears, etc.|Then go home.",
            "St. Paul and Mt. Rainier are far.|On Oct. 5 we go.",
            "\"It works,\" he said.|\"It really does.\"|She nodded.",
            "“It works.|It really does,” he said.|She nodded.",
            "\"Does it work?\" he asked.|\"Yes!\" she said.",
            "He ran (very fast.)|Then he fell.",
            "He ran (fast).|Then he fell.",
            "Is it on vtv.vn?|Yes, at https://vtv.vn/a.htm?x=1.|See file.v2.txt.",
            "The statement was made in 1805.[12]|An heir was born.[3] [4]|Then came war.",
            "J. Edgar Hoover left.|George W. Bush came.",
            "You and I.|The two of us.",
            "1. Open the box.|2. Close it.",
            "a. Open the box.|b. Close it.|c. The third is mine.",
            "It was late…|Nobody came.",
            "It was . . . strange.|Very strange . . . .|Go.",
            "Wait!!!|What?!|No.",
            "Version 2.0.1 is out.|Get it.",
            "I work at iRobot.|iRobot is fine.",
        ],
    );
}

#[test]
fn vietnamese() {
    check(
        "vi",
        Quotes::Split,
        &[
            "Ông sống ở TP. Hồ Chí Minh.|Bà sống ở Tp. Huế.",
            "TS. Nguyễn Văn An và PGS.TS. Lê Thị Bình phát biểu.|Hội nghị kết thúc.",
            "Họ mua gạo, muối, v.v.|Giá tăng.",
            "Doanh thu đạt 1.500 tỷ đồng, tăng 2,5%.|Năm 2024 sẽ tốt hơn.",
            "Ông nói: “Tôi đồng ý.|Chúng ta bắt đầu.”|Mọi người vỗ tay.",
            "Xem vtv.vn.|Nghị quyết số 57-NQ/TW có hiệu lực.",
            "Vì sao?|Không ai biết...|Mọi thứ im lặng.",
            "Đi 10 km.|Đường xa.",
        ],
    );
}

#[test]
fn languages_without_data_know_the_terminals_of_all_scripts() {
    check(
        "ja",
        Quotes::Split,
        &["今日は雨です。¦明日は晴れます！¦本当ですか？¦はい。", "価格は２．５万円です。¦安い。"],
    );
    check("zh", Quotes::Split, &["他说：“你好。”¦她笑了！¦为什么？¦因为……他不知道。"]);
    check("hi", Quotes::Split, &["यह घर है।|वह किताब है।", "डॉ. राम आए।|वे गए।"]);
    check("ar", Quotes::Split, &["هل هذا صحيح؟|نعم.|د. محمد هنا."]);
    check("ur", Quotes::Split, &["یہ گھر ہے۔|وہ کتاب ہے۔"]);
    check("el", Quotes::Split, &["Τι κάνεις;|Καλά.|Ο κ. Νίκος ήρθε."]);
    check("hy", Quotes::Split, &["Սա տուն է։|Նա եկավ:|Վերջ։"]);
    check("am", Quotes::Split, &["ይህ ቤት ነው።|እሱ መጣ።"]);
    check("my", Quotes::Split, &["သူလာသည်။|ငါသွားမည်။"]);
    check("ko", Quotes::Split, &["그는 갔다.|나는 왔다.|할 것.|끝."]);
    check(
        "de",
        Quotes::Split,
        &["„Komm mit.“|Er ging.|»Nein!«|Sie blieb.", "Dr. Maier und Prof. Huber kamen.|Gut."],
    );
    check("ru", Quotes::Split, &["Он сказал: «Да».|Она ушла.|А. С. Пушкин писал."]);
}

#[test]
fn points_that_mean_something_else_in_their_language() {
    // The point of Armenian parts clauses, and an initial stays with its name.
    check(
        "hy",
        Quotes::Split,
        &["Քարտը ինքն է քաշել. դու որոշեիր։|Վերջ։", "Խոսեց Գ. Սարգսյանը։|Նա 1813 թ. մայիսին մեկնեց։"],
    );
    // The sign in a Hebrew abbreviation makes no initial of its last letter.
    check("he", Quotes::Split, &["הוא נבחר בארה\"ב.|שניים מהם פרשו.", "כך אמר ד\"ר. כהן אתמול.|אחר כך הלך."]);
    // A year and the number of a king are ordinals where numbers with a stop are.
    check(
        "sr",
        Quotes::Split,
        &[
            "То је било 2006. године у Бону.|Проф. Јовић је дошао.",
            "Bilo je to 2006. godine.|Dr. Jović je došao.",
        ],
    );
    check(
        "sk",
        Quotes::Split,
        &["Cisár Karol VI. financoval stavbu.|Potom zomrel.", "Žil tu napr. doc. Novák.|Bol rád."],
    );
    check("sl", Quotes::Split, &["To ureja 188. člen zakona.|Sodba velja."]);
}

#[test]
fn abbreviations_and_starters_of_many_languages() {
    for (tag, case) in [
        ("be", "У 1932 г. вучыўся праф. Іваноў.|Ён жыў на вул. Коласа, д. 5."),
        ("bg", "Тук живее инж. Петров, ул. Раковски 12.|Той работи и т.н.|Накрая замина."),
        ("el", "Ο κ. Παπαδόπουλος μίλησε.|Βλ. π.χ. το άρθ. 12 του ν. 4412.|Τι λέτε;|Τίποτα."),
        ("fa", "آیا او آمد؟|بله.|سپس رفت."),
        ("ja", "彼は来た。|「行こう。」と言った。|「うん。」|終わり！"),
        // Kana of full and of half width.
        ("ja", "行くの?|カメラを買う。"),
        ("ja", "行くの?|ｶﾒﾗを買う。"),
        ("ko", "그는 갔다.|그러나 비가 왔다.|왜?"),
        ("sv", "Bl.a. prof. Ek och dr. Lind kom, dvs. alla.|De åt osv.|Sedan gick de."),
        ("tr", "Prof. Dr. Ayşe Yılmaz, vb. konularda konuştu.|Sonra 3. Ordu'ya gitti.|Bu kadar."),
        ("uk", "Про це каже акад. Коваль з м. Київ, вул. Франка, 5.|Він живе там із 1990 р.|Усе."),
        ("ur", "وہ آیا۔|پھر چلا گیا۔"),
        ("zh", "他来了。|“走吧！”|完了？"),
    ] {
        check(tag, Quotes::Split, &[case]);
    }
}

#[test]
fn initials_compounds_and_numbers_after_abbreviations() {
    check(
        "es",
        Quotes::Split,
        &[
            "El poeta J. A. Lorca leyó sus versos.|A las diez se fue.",
            "Véase el art. 12.|El texto es claro.",
            "La poesía de los ss. XIX y XX gusta.|Cuesta 36,8 mill. de euros.",
        ],
    );
    check(
        "de",
        Quotes::Split,
        &[
            "Er wohnt in der Bahnhofstr. 12 und geht.|Die Hauptstr. 5 ist leer.",
            "Wer z. B. Kinder hat, wartet.|Die Stadt baut.",
            "Am 3. Oktober kam Nr. 12.|Die Leute gingen.",
        ],
    );
    check("it", Quotes::Split, &["Si veda l'art. 12.|Il testo è chiaro.", "Lo dice J. A. Rossi.|È vero."]);
    check(
        "ru",
        Quotes::Split,
        &["П. А. Волков приехал.|А потом уехал.", "Об этом сказал В. И. Иванов.|В городе тихо."],
    );
    check("nl", Quotes::Split, &["Hij zweeg.|,,Ja'', zei ze."]);
}

#[test]
fn ordinals_with_a_full_stop_end_no_sentence_before_their_noun() {
    check(
        "hr",
        Quotes::Split,
        &[
            "Tvrtka je privatizirana 2006. godine.|Radnici su otišli.",
            "U 19. stoljeću i u XX. stoljeću bilo je drukčije.",
            "Stigao je papa Benedikt XVI.|Otputovao je u petak.",
            "Izašao je 5. Zagrebački festival filma.|Vidi čl. 3.|Zakon vrijedi.",
        ],
    );
    check("hu", Quotes::Split, &["A 2011. évi CXII. törvény él.|Az ország figyel."]);
    check("fi", Quotes::Split, &["Brasilia voitti 2–1.|Alankomaat hävisi.", "Hän tuli 3. lokakuuta."]);
    check("cs", Quotes::Split, &["Podle odst. 1.|Zákon platí.", "Přišel 3. října v 5. hodin."]);
}

#[test]
fn heads_of_list_items_stay_with_their_items() {
    check("fi", Quotes::Split, &["Toimi näin: 1. Mene kotiin.|2.1. Syö.|Nuku."]);
    check("ro", Quotes::Split, &["Se aplică lit. (a) și (b).|3.4.2. Încercarea durează o oră."]);
}

#[test]
fn kept_quotations_stay_whole() {
    check(
        "fr",
        Quotes::Keep,
        &[
            "Il dit : « Le pays avance. Il faut du temps. »|Puis il sort.",
            "Il dit : « Le pays « uni. Fort » avance. Vite ! », puis sort.|Fin.",
            // A mark without a partner keeps nothing.
            "Il dit : « Le pays avance.|Il faut du temps.|Puis il sort.",
            "Il dit : Le pays avance. »|Il dit : « Oui. Non. »|Fin.",
            "Un écran de 10\" suffit.|Il dit : \"Oui. Non.\"|Fin.",
        ],
    );
    check(
        "en",
        Quotes::Keep,
        &[
            "‘I don’t know. Nobody’s here.’|He left.",
            "\"Go. Now.\"|\"Why? Me?\" he asked.",
            "Leave me alone! he yelled.|He left at 6 p.m.|It's late.",
        ],
    );
    // A speaker's words are split from who speaks where quotations are.
    check("en", Quotes::Split, &["Leave me alone!|he yelled."]);
}

#[test]
fn what_only_looks_like_an_abbreviation_or_a_start() {
    check(
        "en",
        Quotes::Split,
        &[
            "It is at N°. 1026 of the list.|She left.",
            "The thing is . . . I forgot it.|They left.",
            "Of compounds.|. . . The practice went on.",
            "(a) One is here.|(b) Two is there.",
        ],
    );
}

#[test]
fn a_newline_within_a_block_is_a_space() {
    let french = Languages::default();
    let french = french.get(LangTag::literal("fr"));
    let text = "Le ministre, M.\nRoux, a parlé.\r\nIl est\nparti.";
    let sentences: Vec<&str> =
        split(text, french, Options::default()).iter().map(|(span, _)| &text[span.range()]).collect();
    assert_eq!(sentences, ["Le ministre, M.\nRoux, a parlé.", "Il est\nparti."]);
}

fn check(tag: &str, quotes: Quotes, cases: &[&str]) {
    let languages = Languages::default();
    let language = languages.get(LangTag::parse(tag).expect("the table names languages"));
    for case in cases {
        let text = case.replace('|', " ").replace('¦', "");
        let found: Vec<&str> =
            split(&text, language, Options { quotes }).iter().map(|(span, _)| &text[span.range()]).collect();
        let expected: Vec<&str> = case.split(['|', '¦']).collect();
        assert_eq!(found, expected, "{tag}");
    }
}
