//! Each class with what it is and what only looks like it, and what holds for any text.

use epitome_document::LangTag;
use epitome_langs::Languages;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{Protection, spans};
use crate::{Class, Keep};

mod forms;

fn found(tag: &str, text: &str) -> Vec<(String, Class)> {
    let languages = Languages::default();
    let language = languages.get(LangTag::parse(tag).unwrap());
    let found = spans(text, language, &Protection::default());
    found.iter().map(|inline| (text[inline.span.range()].nfc().collect(), inline.class)).collect()
}

#[track_caller]
fn hold(tag: &str, text: &str, expected: &[(&str, Class)]) {
    let expected: Vec<(String, Class)> =
        expected.iter().map(|(text, class)| ((*text).to_owned(), *class)).collect();
    assert_eq!(found(tag, text), expected, "{text}");
    let decomposed: String = text.nfd().collect();
    assert_eq!(found(tag, &decomposed), expected, "decomposed: {text}");
}

#[test]
fn addresses() {
    hold(
        "fr",
        "Voyez l’adresse (https://example.org/a_(b)), puis example.com.",
        &[("https://example.org/a_(b)", Class::Url), ("example.com", Class::Url)],
    );
    hold(
        "en",
        "Mail a.b+c@example.org, ask @lena@example.social about #News2024.",
        &[
            ("a.b+c@example.org", Class::Email),
            ("@lena@example.social", Class::Handle),
            ("#News2024", Class::Handle),
        ],
    );
    hold("en", "No address: e.g. this, at 5 @ home, end.Next", &[("5", Class::Number)]);
}

/// Whole clauses were addresses where no spaces part words, and addresses in them were none.
#[test]
fn addresses_among_words_without_spaces() {
    type Case = (&'static str, &'static str, &'static [(&'static str, Class)]);
    let cases: [Case; 13] = [
        ("ja", "お問い合わせはinfo@example.jpまで。", &[("info@example.jp", Class::Email)]),
        ("ja", "詳細はhttps://example.jpで見る。", &[("https://example.jp", Class::Url)]),
        (
            "ja",
            "https://example.jp/a/で見る（https://example.jp/b）",
            &[("https://example.jp/a/", Class::Url), ("https://example.jp/b", Class::Url)],
        ),
        (
            "ja",
            "公式サイトwww.example.jpで、報告書.pdfは",
            &[("www.example.jp", Class::Url), ("報告書.pdf", Class::FileName)],
        ),
        (
            "ja",
            "連絡先：a_b@example.jp、#東京2020 と@名前",
            &[("a_b@example.jp", Class::Email), ("#東京2020", Class::Handle)],
        ),
        (
            "zh",
            "连续发布于https://example.cn/路径/文件，记者报道。",
            &[("https://example.cn/路径/文件", Class::Url)],
        ),
        (
            "zh",
            "请访问www.example.cn了解，或者写信给news@example.cn。",
            &[("www.example.cn", Class::Url), ("news@example.cn", Class::Email)],
        ),
        (
            "zh",
            "打开config_file.yaml然后运行get_name()即可",
            &[("config_file.yaml", Class::FileName), ("get_name()", Class::Code)],
        ),
        ("ko", "자세한 내용은 https://example.kr에서 봅니다.", &[("https://example.kr", Class::Url)]),
        ("ko", "문의는 info@example.kr로 하세요.", &[("info@example.kr", Class::Email)]),
        ("th", "ดูที่www.example.co.thครับ", &[("www.example.co.th", Class::Url)]),
        ("th", "ติดต่อinfo@example.co.thได้", &[("info@example.co.th", Class::Email)]),
        ("ja", "山田@例え.jp へ", &[("山田@例え.jp", Class::Email)]),
    ];
    for (tag, text, expected) in cases {
        let expected: Vec<(String, Class)> =
            expected.iter().map(|(text, class)| ((*text).to_owned(), *class)).collect();
        assert_eq!(found(tag, text), expected, "{text}");
    }
}

#[test]
fn options_networks_and_paragraphs() {
    let text = "Add -v (or -q), not -A quatre: 192.0.2.14:8080, 198.51.100.0/24 and 2001:db8::/32, at 15:30 in 24/7 shifts.";
    hold(
        "en",
        text,
        &[
            ("-v", Class::Code),
            ("-q", Class::Code),
            ("192.0.2.14:8080", Class::Code),
            ("198.51.100.0/24", Class::Code),
            ("2001:db8::/32", Class::Code),
            ("15:30", Class::Time),
            ("24/7", Class::Number),
        ],
    );
    hold(
        "en",
        "A 501(c)(3) group; item 7(a) is open.",
        &[("501(c)(3)", Class::DocumentNumber), ("7", Class::Number)],
    );
    hold("de", "Artikel 6 Abs. 1 lit. f DSGVO gilt.", &[("6 Abs. 1 lit. f DSGVO", Class::DocumentNumber)]);
    hold(
        "fr",
        "Il paie 80 $ canadiens et suit 10k comptes.",
        &[("80 $ canadiens", Class::Currency), ("10k", Class::Number)],
    );
    hold("es", "Cuesta 80 $ canadienses.", &[("80 $ canadienses", Class::Currency)]);
}

#[test]
fn files_and_code() {
    hold(
        "en",
        "Run main.rs in ~/bin with --fast and max_size, then getName() of v1.2.",
        &[
            ("main.rs", Class::FileName),
            ("~/bin", Class::FileName),
            ("--fast", Class::Code),
            ("max_size", Class::Code),
            ("getName()", Class::Code),
            ("v1.2", Class::Code),
        ],
    );
    hold(
        "de",
        "Node.js und iPhone, z. B. hier; {name} und <b>fett</b>.",
        &[("{name}", Class::Code), ("<b>", Class::Code), ("</b>", Class::Code)],
    );
}

#[test]
fn numbers_of_documents() {
    hold(
        "vi",
        "Nghị quyết số 57-NQ/TW và Luật 41/2024/QH15.",
        &[("57-NQ/TW", Class::DocumentNumber), ("41/2024/QH15", Class::DocumentNumber)],
    );
    hold(
        "fr",
        "La résolution n°57-NQ/TW, au n° 12.",
        &[("n°57-NQ/TW", Class::DocumentNumber), ("12", Class::Number)],
    );
    hold(
        "de",
        "Nach § 433 Abs. 1 BGB gilt DIN EN 13501-1.",
        &[("§ 433 Abs. 1 BGB", Class::DocumentNumber), ("DIN EN 13501-1", Class::DocumentNumber)],
    );
}

#[test]
fn amounts() {
    hold(
        "fr",
        "De 5 à 7 % pour 2,2 milliards d’euros, à -3 °C, 12 431 fois.",
        &[
            ("5 à 7 %", Class::Percent),
            ("2,2 milliards d’euros", Class::Currency),
            ("-3 °C", Class::Measure),
            ("12 431", Class::Number),
        ],
    );
    hold(
        "en",
        "It cost $1.2bn; 16:9 and 3-2, the A320, Covid-19.",
        &[("$1.2bn", Class::Currency), ("16:9", Class::Number), ("3-2", Class::Number)],
    );
    hold("en", "Call 1-800-555-0199 or +44 20 7946 0958.", &[]);
}

#[test]
fn dates_and_times() {
    hold(
        "vi",
        "Lúc 6 giờ 47 phút ngày 23 tháng 10 năm 2023, trong 6 giờ.",
        &[("6 giờ 47 phút", Class::Time), ("ngày 23 tháng 10 năm 2023", Class::Date), ("6", Class::Number)],
    );
    hold(
        "de",
        "Am Montag, 17. Oktober 2022 um 5.48 Uhr.",
        &[("Montag, 17. Oktober 2022", Class::Date), ("5.48 Uhr", Class::Time)],
    );
    hold(
        "fr",
        "Il a duré 2 heures, du 11 au 14 octobre 2022.",
        &[("2", Class::Number), ("11 au 14 octobre 2022", Class::Date)],
    );
}

#[test]
fn citations() {
    let number = |text| (text, Class::DocumentNumber);
    hold(
        "en",
        "In [2020] EWHC 3010 (Admin), 410 U.S. 113 and OJ L 119, as in US 7,479,949 B2 and CETS No. 108.",
        &[
            number("[2020] EWHC 3010 (Admin)"),
            number("410 U.S. 113"),
            number("OJ L 119"),
            number("US 7,479,949 B2"),
            number("CETS No. 108"),
        ],
    );
    hold(
        "fr",
        "La décision n° 428409 et la décision n° 2019-796 DC, COM(2021) 206 final, aux JO 2024.",
        &[
            number("n° 428409"),
            number("n° 2019-796 DC"),
            number("COM(2021) 206 final"),
            ("2024", Class::Date),
        ],
    );
    hold(
        "de",
        "Nach §§ 823, 1004 BGB und § 12 ff. AO (BGBl. 2023 I Nr. 45), Az.: 3 K 123/21.",
        &[
            number("§§ 823, 1004 BGB"),
            number("§ 12 ff. AO"),
            number("BGBl. 2023 I Nr. 45"),
            number("Az.: 3 K 123/21"),
        ],
    );
    hold(
        "vi",
        "Nghị quyết 2758 (XXVI), tại số 175/10, kế hoạch 2016-2020.",
        &[number("2758 (XXVI)"), ("175/10", Class::Number), ("2016-2020", Class::Date)],
    );
}

#[test]
fn names_with_digits_count_nothing() {
    hold("en", "Apollo 11 landed, Windows 11 will not; the M 25, the S&P 500 and the Boeing 777-300ER.", &[]);
    hold("fr", "Sur France 2 à 21h, l’A 6, la Formule 1.", &[("21h", Class::Time)]);
    hold(
        "de",
        "Die Boeing 747 fliegen, die A 7 ist frei, der 1. FC siegt; Kapitel 4, Hauptstraße 17.",
        &[("4", Class::Number), ("17", Class::Number)],
    );
    hold("vi", "Quốc lộ 1A qua lớp 9A, PGS.TS Minh, 99 chỉ tiêu.", &[("99", Class::Number)]);
    hold("en", "Dial 112. It is COP 25, and RON 95 is sold.", &[]);
    hold("fr", "Appelez le 3919 ou le 01.41.60.29.00.", &[]);
}

#[test]
fn prose_is_no_code() {
    hold(
        "fr",
        "La saisonLes tous --dont moi-- cliquent <ici> ou <em>là</em>.",
        &[("<em>", Class::Code), ("</em>", Class::Code)],
    );
}

#[test]
fn a_project_names_its_own_phrases_and_moves_classes() {
    let languages = Languages::default();
    let protection = Protection {
        do_not_translate: vec!["Café 21".into()],
        verbatim: vec![Class::Number],
        localize: vec![Class::Url],
    };
    for text in ["Le Café 21 a 3 salles, example.org", "Le Cafe\u{301} 21 a 3 salles, example.org"] {
        let found = spans(text, languages.get(LangTag::UND), &protection);
        let found: Vec<(Class, Keep)> = found.iter().map(|inline| (inline.class, inline.keep)).collect();
        let expected = [
            (Class::DoNotTranslate, Keep::Verbatim),
            (Class::Number, Keep::Verbatim),
            (Class::Url, Keep::Localize),
        ];
        assert_eq!(found, expected);
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    for piece in [
        "1", "1,", "1.", "a@", "{", "<a", "%(", "§ 1 ", "1-", "(", "n° 1/", "://", "$", "12:34 ", "--a ",
        "[2019] A", "JO L 1 ", "EP 1 ", "1:1:", "1 1/2 ", "1×10^", "Art 1 ", "n° 1 ", ". 1 ", "1万",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let languages = Languages::default();
        let tag = LangTag::literal(if piece == "1万" { "ja" } else { "fr" });
        let found = spans(&text, languages.get(tag), &Protection::default());
        assert!(found.iter().all(|inline| inline.span.end() <= text.len()));
    }
}

proptest! {
    #[test]
    fn spans_are_in_order_and_disjoint(
        text in "([0-9]{1,4}|[ .,:/@#%${}()-]|n°|ngày|tháng|Mai|§|€|heures|[a-zA-Zéđ\u{301}]|\u{A0}|\\PC){0,40}",
        tag in prop::sample::select(vec!["fr", "en", "vi", "de", "und"]),
    ) {
        let languages = Languages::default();
        let mut end = 0;
        for inline in spans(&text, languages.get(LangTag::parse(tag).unwrap()), &Protection::default()) {
            prop_assert!(inline.span.start() >= end && !inline.span.is_empty());
            prop_assert!(text.is_char_boundary(inline.span.start()) && text.is_char_boundary(inline.span.end()));
            end = inline.span.end();
        }
        prop_assert!(end <= text.len());
    }
}

#[test]
fn a_text_may_end_with_two_numbers_that_are_no_time() {
    hold("fr", "25:0", &[("25:0", Class::Number)]);
    hold("en", "It ended 25:0", &[("25:0", Class::Number)]);
}

#[test]
fn words_that_tell_the_time_whatever_follows() {
    hold("da", "Mødet begynder kl. 18.30 og slutter kl. 21.", &[("18.30", Class::Time), ("21", Class::Time)]);
    hold(
        "tr",
        "Toplantı saat 18.30'da, 24 saat 7 gün açık.",
        &[("18.30", Class::Time), ("24", Class::Number), ("7", Class::Number)],
    );
    hold("tr", "İki saat 20 dakika sürdü.", &[("20", Class::Number)]);
    hold("id", "Perjalanan dua jam 15 menit.", &[("15", Class::Number)]);
    hold(
        "sv",
        "Öppet kl. 9-17, kostar 18.30 kronor.",
        &[("9-17", Class::Time), ("18.30 kronor", Class::Currency)],
    );
    hold("fi", "Avoinna klo 7–22.", &[("7–22", Class::Time)]);
    hold("pl", "Sesja o godz. 18.30 w sali 18.", &[("18.30", Class::Time), ("18", Class::Number)]);
}

#[test]
fn numbers_that_are_written_in_several_parts() {
    hold(
        "en",
        "Patent No. 9,876,543 and a No. 1 album.",
        &[("No. 9,876,543", Class::DocumentNumber), ("1", Class::Number)],
    );
    hold(
        "en",
        "Notice 2019-63 set up a 4-4-2 formation.",
        &[("2019-63", Class::DocumentNumber), ("4-4-2", Class::Number)],
    );
    hold(
        "en",
        "The Senate passed S. 1260; it has 10k followers.",
        &[("S. 1260", Class::DocumentNumber), ("10k", Class::Number)],
    );
    hold(
        "vi",
        "Thắng với tỷ số 25-20, theo số 1234/TB-VP.",
        &[("25-20", Class::Number), ("1234/TB-VP", Class::DocumentNumber)],
    );
    hold("fr", "Le sac vaut 5 000 F CFA.", &[("5 000 F CFA", Class::Currency)]);
}

#[test]
fn a_sign_has_its_country() {
    hold(
        "en",
        "It cost CAD$50 or US $2 million; BMW $3.",
        &[("CAD$50", Class::Currency), ("US $2 million", Class::Currency), ("$3", Class::Currency)],
    );
    hold(
        "fr",
        "Il vaut 100 $ US ou 80 $ canadiens, 5 $ hier.",
        &[("100 $ US", Class::Currency), ("80 $ canadiens", Class::Currency), ("5 $", Class::Currency)],
    );
    hold(
        "vi",
        "Anh trả 3 tỷ 200 triệu đồng, thắng 3 – 1.",
        &[("3 tỷ 200 triệu đồng", Class::Currency), ("3 – 1", Class::Number)],
    );
    hold("de", "Im Beschluss 12/2020 vom Mai.", &[("12/2020", Class::DocumentNumber)]);
}
