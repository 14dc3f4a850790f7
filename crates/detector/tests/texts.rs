//! Single texts: which language, when none, and what must not matter.

use epitome_detector::{Engine, Request, detect};
use epitome_document::{Evidence, LangTag, Strength, Verdict};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// A sentence of news in each language.
const SENTENCES: [(&str, &str); 30] = [
    ("ar", "أعلن وزير الاقتصاد يوم الاثنين أن الحكومة ستزيد الاستثمار في التعليم والصحة هذا العام."),
    (
        "bg",
        "Министърът на финансите съобщи в понеделник, че правителството ще увеличи средствата за образование.",
    ),
    ("bn", "অর্থমন্ত্রী সোমবার বলেছেন যে সরকার এ বছর শিক্ষায় বরাদ্দ বাড়াবে।"),
    ("cs", "Ministr financí v pondělí oznámil, že vláda letos zvýší výdaje na školství a zdravotnictví."),
    (
        "de",
        "Der Finanzminister kündigte am Montag an, dass die Regierung die Ausgaben für Schulen erhöhen werde.",
    ),
    ("el", "Ο υπουργός Οικονομικών ανακοίνωσε τη Δευτέρα ότι η κυβέρνηση θα αυξήσει τις δαπάνες."),
    (
        "en",
        "The finance minister announced on Monday that the government would raise spending on schools this year.",
    ),
    (
        "es",
        "El ministro de Hacienda anunció el lunes que el Gobierno aumentará este año el gasto en educación.",
    ),
    (
        "fa",
        "وزیر اقتصاد روز دوشنبه اعلام کرد که دولت امسال بودجه آموزش و پرورش و بهداشت را افزایش می‌دهد و مالیات‌ها تغییر نمی‌کند.",
    ),
    (
        "fi",
        "Valtiovarainministeri ilmoitti maanantaina, että hallitus lisää tänä vuonna koulutuksen rahoitusta.",
    ),
    (
        "fr",
        "Le ministre des Finances a annoncé lundi que le gouvernement augmenterait cette année les dépenses d’éducation.",
    ),
    ("he", "שר האוצר הודיע ביום שני כי הממשלה תגדיל השנה את ההשקעה בחינוך ובבריאות."),
    ("hi", "वित्त मंत्री ने सोमवार को घोषणा की कि सरकार इस वर्ष शिक्षा पर खर्च बढ़ाएगी।"),
    (
        "hu",
        "A pénzügyminiszter hétfőn bejelentette, hogy a kormány idén növeli az oktatásra fordított összeget.",
    ),
    (
        "id",
        "Menteri Keuangan mengumumkan pada hari Senin bahwa pemerintah akan menambah anggaran pendidikan tahun ini.",
    ),
    (
        "it",
        "Il ministro delle Finanze ha annunciato lunedì che il governo aumenterà quest’anno la spesa per l’istruzione.",
    ),
    ("ja", "財務大臣は月曜日、政府が今年の教育予算を増やすと発表した。"),
    ("ko", "재무장관은 월요일 정부가 올해 교육 예산을 늘릴 것이라고 발표했다."),
    (
        "nl",
        "De minister van Financiën maakte maandag bekend dat de regering dit jaar meer geld uittrekt voor onderwijs.",
    ),
    ("pl", "Minister finansów zapowiedział w poniedziałek, że rząd zwiększy w tym roku wydatki na oświatę."),
    (
        "pt",
        "O ministro das Finanças anunciou na segunda-feira que o governo vai aumentar este ano a despesa com a educação.",
    ),
    (
        "ro",
        "Ministrul de Finanțe a anunțat luni că guvernul va crește în acest an cheltuielile pentru educație.",
    ),
    (
        "ru",
        "Министр финансов сообщил в понедельник, что правительство увеличит в этом году расходы на образование.",
    ),
    ("sv", "Finansministern meddelade på måndagen att regeringen ökar anslagen till skolan under året."),
    ("ta", "இந்த ஆண்டு கல்விக்கான நிதியை அரசு உயர்த்தும் என்று நிதி அமைச்சர் திங்கட்கிழமை அறிவித்தார்."),
    ("th", "รัฐมนตรีว่าการกระทรวงการคลังประกาศเมื่อวันจันทร์ว่ารัฐบาลจะเพิ่มงบประมาณด้านการศึกษาในปีนี้"),
    ("tr", "Maliye Bakanı pazartesi günü hükümetin bu yıl eğitime ayrılan payı artıracağını açıkladı."),
    ("uk", "Міністр фінансів повідомив у понеділок, що уряд цього року збільшить видатки на освіту."),
    (
        "vi",
        "Bộ trưởng Bộ Tài chính thông báo hôm thứ Hai rằng chính phủ sẽ tăng chi cho giáo dục trong năm nay.",
    ),
    ("zh", "财政部长星期一宣布，政府今年将增加教育和卫生方面的支出。"),
];

fn by_itself(text: &str) -> Verdict {
    detect(text, Request::default())
}

fn hinted(text: &str, hint: &str) -> Verdict {
    detect(text, Request { hint: Some(tag(hint)), ..Request::default() })
}

fn tag(tag: &str) -> LangTag {
    LangTag::parse(tag).expect("a tag of the tests")
}

#[test]
fn a_sentence_of_news_is_told_in_thirty_languages() {
    for (expected, text) in SENTENCES {
        let verdict = by_itself(text);
        assert_eq!(verdict.tag.as_str(), expected, "{text}: {verdict:?}");
        // Indonesian and Malay are hardly told apart, and the verdict says so.
        let is_hard = expected == "id" && verdict.runner_up.is_some_and(|(tag, _)| tag.as_str() == "ms");
        assert!(is_hard || verdict.strength == Strength::Sure, "{text}: {verdict:?}");
    }
}

#[test]
fn a_script_with_one_language_says_it_all() {
    for (expected, text) in
        [("el", "Ελλάδα"), ("th", "กรุงเทพ"), ("ko", "서울"), ("ka", "თბილისი"), ("hy", "Երևան")]
    {
        let verdict = by_itself(text);
        assert_eq!((verdict.tag.as_str(), verdict.evidence), (expected, Evidence::ScriptOnly), "{text}");
        assert_eq!((verdict.strength, verdict.runner_up), (Strength::Sure, None), "{text}");
    }
}

#[test]
fn too_few_letters_are_no_evidence() {
    for text in [
        "",
        " \n\t",
        "OK",
        "VNA",
        "Paris",
        "Joe Biden",
        // The large model is sure of the French it is made of.
        #[cfg(not(feature = "large-model"))]
        "Le Monde",
        "A320",
        "57-NQ/TW",
        "π ≈ 3,14",
        "https://www.example.org/le-monde-est-grand/article-du-jour.html",
        "www.example.org/une/page",
        "redaction@journal.example",
        "@ministere_du_travail",
        "photo-du-ministre.jpeg",
    ] {
        let verdict = by_itself(text);
        let expected = (LangTag::UND, Strength::Unknown, Evidence::TooShort);
        assert_eq!((verdict.tag, verdict.strength, verdict.evidence), expected, "{text:?}");
        assert_eq!((verdict.confidence, verdict.runner_up), (0, None), "{text:?}");
    }
}

#[test]
fn what_has_no_letter_has_no_language() {
    for text in ["2024", "12.5.2024, 18:30", "😀🎉", "— * —", "+33 1 23 45 67 89", "$7.5 (€6,9)"] {
        let verdict = by_itself(text);
        assert_eq!((verdict.tag, verdict.strength), (LangTag::ZXX, Strength::Sure), "{text:?}");
        assert_eq!(hinted(text, "fr").tag, LangTag::ZXX, "{text:?}");
    }
}

#[test]
fn letters_of_a_script_without_statistics_are_unknown() {
    for text in ["ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ", "ދިވެހިބަސް", "ⵜⴰⵎⴰⵣⵉⵖⵜ"] {
        let verdict = by_itself(text);
        assert_eq!((verdict.tag, verdict.evidence), (LangTag::UND, Evidence::Statistics), "{text}");
    }
}

/// Right, or honestly unsure: what a verdict on a short or odd text must be.
fn is_right_or_unsure(text: &str, expected: &str) {
    let verdict = by_itself(text);
    let is_honest = verdict.strength <= Strength::Unsure;
    assert!(verdict.tag.as_str() == expected || is_honest, "{text} is {expected}: {verdict:?}");
}

#[test]
fn what_other_detectors_are_sure_of_and_wrong_about() {
    for (expected, text) in [
        ("en", "hello"),
        ("en", "I love you"),
        ("ru", "как дела"),
        ("vi", "Xin chào"),
        ("vi", "Chinh phu Viet Nam vua cong bo ke hoach phat trien kinh te trong nam nay"),
        ("fr", "LE GOUVERNEMENT ANNONCE UNE HAUSSE DES DEPENSES DE SANTE"),
        (
            "fr",
            "Le ministre a dit : « The show must go on », avant de quitter la salle avec ses conseillers.",
        ),
        (
            "sr-Latn",
            "Vlada Srbije je u ponedeljak saopštila da će ove godine povećati izdvajanja za obrazovanje.",
        ),
        ("ja", "東京大学"),
    ] {
        is_right_or_unsure(text, expected);
    }
    for (expected, text) in [
        ("ru", "как дела у тебя сегодня"),
        ("vi", "Xin chào các bạn"),
        ("fr", "LE GOUVERNEMENT ANNONCE UNE HAUSSE DES DEPENSES DE SANTE"),
        (
            "fr",
            "Le ministre a dit : « The show must go on », avant de quitter la salle avec ses conseillers.",
        ),
        ("kk", "Қазақстан Республикасының үкіметі білім беруге бөлінетін қаржыны көбейтеді."),
        (
            "is",
            "Ríkisstjórnin tilkynnti að útgjöld til skólamála yrðu aukin það sem eftir er ársins, sagði ráðherra.",
        ),
        ("zh-Hant", "財政部長星期一宣布，政府今年將增加教育和衛生方面的支出。"),
    ] {
        assert_eq!(by_itself(text).tag.as_str(), expected, "{text}");
    }
}

#[test]
fn whatlang_can_be_asked_instead() {
    let request = Request { engine: Engine::Whatlang, ..Request::default() };
    let verdict = detect(SENTENCES[10].1, request);
    assert_eq!((verdict.tag.as_str(), verdict.runner_up), ("fr", None));
    assert_eq!(detect("2024", request).tag, LangTag::ZXX);
}

#[test]
fn addresses_numbers_and_foreign_names_do_not_tip_the_answer() {
    let text = "Voir https://www.example.com/the-best-of-all-the-news-and-more.html ou écrire à the.editor@news-of-the.example, \
                @the_best_news, #BestOfTheNews : le gouvernement répond.";
    assert_eq!(by_itself(text).tag.as_str(), "fr");
    assert_eq!(
        by_itself("请访问https://www.example.com/about/the-company.html了解更多信息").tag.as_str(),
        "zh"
    );
    assert_eq!(by_itself("请用Microsoft Visual Studio Code打开文件，然后运行程序").tag.as_str(), "zh");
}

#[test]
fn encoding_case_and_width_do_not_matter() {
    for (expected, text) in SENTENCES {
        let verdict = by_itself(text);
        let decomposed: String = text.nfd().collect();
        assert_eq!(by_itself(&decomposed), verdict, "{expected} decomposed");
        let shouted = by_itself(&text.to_uppercase());
        assert_eq!(
            (shouted.tag, shouted.strength),
            (verdict.tag, verdict.strength),
            "{expected} in capitals"
        );
        let hyphenated: String =
            text.chars().flat_map(|c| [Some(c), (c == 'e').then_some('\u{AD}')]).flatten().collect();
        assert_eq!(by_itself(&hyphenated), verdict, "{expected} with soft hyphens");
    }
    let wide: String = "The minister announced it on Monday."
        .chars()
        .map(|c| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c })
        .collect();
    assert_eq!(by_itself(&wide).tag.as_str(), "en");
}

#[test]
fn a_long_text_is_judged_by_windows_that_encoding_does_not_move() {
    let (french, english) = (SENTENCES[10].1, SENTENCES[6].1);
    let text = format!("{} {}", format!("{french} ").repeat(3000), format!("{english} ").repeat(500));
    let verdict = by_itself(&text);
    assert_eq!((verdict.tag.as_str(), verdict.strength), ("fr", Strength::Sure));
    let decomposed: String = text.nfd().collect();
    assert_eq!(by_itself(&decomposed), verdict);
    let one_line = "e\u{301}".repeat(2_000_000);
    assert_eq!(by_itself(&one_line), by_itself(&"é".repeat(2_000_000)));
}

#[test]
fn an_order_is_not_questioned() {
    for text in ["", "2024", SENTENCES[6].1] {
        let verdict =
            detect(text, Request { lang: Some(tag("fr-CA")), hint: Some(tag("en")), ..Request::default() });
        assert_eq!((verdict.tag.as_str(), verdict.evidence), ("fr-CA", Evidence::Given));
        assert_eq!((verdict.strength, verdict.confidence, verdict.runner_up), (Strength::Sure, 1000, None));
    }
}

#[test]
fn a_hint_lifts_short_text() {
    let short = "OK";
    assert_eq!(by_itself(short).tag, LangTag::UND);
    let verdict = hinted(short, "fr");
    assert_eq!((verdict.tag.as_str(), verdict.strength), ("fr", Strength::Unsure));
    assert_eq!(verdict.evidence, Evidence::Declared);
}

#[test]
fn a_hint_decides_close_calls_and_raises_confidence() {
    let danish_or_norwegian = "Han har boet her i mange år";
    for hint in ["da", "nb"] {
        assert_eq!(hinted(danish_or_norwegian, hint).tag.as_str(), hint);
    }
    let text = "Les ministres européens";
    let (alone, with_hint) = (by_itself(text), hinted(text, "fr"));
    assert_eq!((alone.tag, with_hint.tag), (tag("fr"), tag("fr")));
    assert!(with_hint.confidence > alone.confidence, "{alone:?} {with_hint:?}");
}

#[test]
fn a_wrong_hint_does_not_overrule_clear_evidence() {
    for (expected, text) in SENTENCES {
        for hint in ["fr", "en", "ru", "ja", "el", "zh", "sw"].into_iter().filter(|hint| *hint != expected) {
            assert_eq!(hinted(text, hint), by_itself(text), "{expected} hinted as {hint}");
        }
    }
}

#[test]
fn a_hint_cannot_name_a_language_of_another_script() {
    for (text, hint) in [("Да, конечно", "fr"), ("东京大学", "ko"), ("À la une", "ru"), ("Ελλάδα", "bg")]
    {
        assert_eq!(hinted(text, hint), by_itself(text), "{text} hinted as {hint}");
    }
    assert_eq!(by_itself("东京大学").tag.as_str(), "zh");
    assert_eq!(hinted("東京大学", "ja").tag.as_str(), "ja");
}

#[test]
fn a_hint_may_say_more_than_the_text() {
    for (text, hint) in [(SENTENCES[6].1, "en-GB"), (SENTENCES[29].1, "zh-Hant")] {
        let (alone, with_hint) = (by_itself(text), hinted(text, hint));
        assert_eq!(with_hint.tag.as_str(), hint);
        assert_eq!(with_hint.evidence, alone.evidence);
    }
}

#[test]
fn a_hint_decides_between_languages_hard_to_tell_apart() {
    let croatian_or_bosnian = "Ministar je rekao novinarima da je plan dogovoren.";
    for hint in ["hr", "bs"] {
        assert_eq!(hinted(croatian_or_bosnian, hint).tag.as_str(), hint);
    }
}

#[test]
fn the_figures_agree_with_each_other() {
    for (_, text) in SENTENCES {
        for end in (0..=text.chars().count()).step_by(5) {
            let verdict = by_itself(&text.chars().take(end).collect::<String>());
            let share = verdict.runner_up.map_or(0, |(_, share)| share);
            assert!(verdict.confidence + share <= 1000, "{verdict:?}");
            assert_eq!(verdict.strength == Strength::Unknown, verdict.tag == LangTag::UND, "{verdict:?}");
            assert_ne!(verdict.runner_up.map(|(tag, _)| tag), Some(verdict.tag));
        }
    }
}

proptest! {
    #[test]
    fn any_text_has_a_verdict_with_a_canonical_tag(text in any::<String>(), hint in 0..SENTENCES.len()) {
        for verdict in [by_itself(&text), hinted(&text, SENTENCES[hint].0)] {
            prop_assert_eq!(LangTag::parse(verdict.tag.as_str()), Ok(verdict.tag));
            prop_assert!(verdict.confidence <= 1000);
        }
    }

    #[test]
    fn any_mix_of_scripts_has_the_same_verdict_decomposed(
        text in "([a-zéêñçğıİößảệữ]{1,9}|[а-яёїқө]{1,9}|[가-힣]{1,4}|[一-龥]{1,4}|[ぁ-ヿ]{1,4}|[\u{905}-\u{939}]{1,5}|[ -@]|\u{301}){0,30}"
    ) {
        let decomposed: String = text.nfd().collect();
        let composed: String = text.nfc().collect();
        prop_assert_eq!(by_itself(&decomposed), by_itself(&composed));
    }
}
