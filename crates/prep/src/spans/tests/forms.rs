//! The forms that numbers have in one language or script, or in one trade.

use super::hold;
use crate::Class;

#[test]
fn words_glued_to_their_numbers() {
    hold(
        "ja",
        "2025年10月14日に48億円、利用者は38％減、18時30分まで。",
        &[
            ("2025年10月14日", Class::Date),
            ("48億円", Class::Currency),
            ("38％", Class::Percent),
            ("18時30分", Class::Time),
        ],
    );
    hold(
        "zh",
        "2025年9月6日，面积约800平方米，花费360万元，下降12.5%。",
        &[
            ("2025年9月6日", Class::Date),
            ("800平方米", Class::Measure),
            ("360万元", Class::Currency),
            ("12.5%", Class::Percent),
        ],
    );
    hold(
        "ko",
        "2024년 5월 12일까지 3만원을 냈고 10년간 5월을 기다렸다.",
        &[("2024년 5월 12일", Class::Date), ("3만원", Class::Currency)],
    );
}

#[test]
fn numbers_as_science_sport_and_kitchens_write_them() {
    hold(
        "en",
        "It weighs 1.9 × 10²⁷ kg; add 1½ cups and 3/4 cup; he hit .305 and ran 1:42.37 at 1335 GMT.",
        &[
            ("1.9 × 10²⁷ kg", Class::Measure),
            ("1½ cups", Class::Measure),
            ("3/4 cup", Class::Measure),
            (".305", Class::Number),
            ("1:42.37", Class::Number),
            ("1335 GMT", Class::Time),
        ],
    );
    hold(
        "de",
        "In 3:31,25 min wurde er 5. im Ziel, vor 10 000 Leuten, rund 1900 Gästen und im Jahr 1900.",
        &[
            ("3:31,25 min", Class::Measure),
            ("5.", Class::Number),
            ("10 000", Class::Number),
            ("1900", Class::Number),
            ("1900", Class::Date),
        ],
    );
    hold("vi", "Sáng 17-5 và ngày 5-7 tháng 3.", &[("17-5", Class::Date), ("ngày 5-7 tháng 3", Class::Date)]);
    hold(
        "es",
        "El 19 de octubre de 2023 cedieron 3 millones de euros, el 5 por ciento, y el 2.º lote.",
        &[
            ("19 de octubre de 2023", Class::Date),
            ("3 millones de euros", Class::Currency),
            ("5 por ciento", Class::Percent),
            ("2.º", Class::Number),
        ],
    );
    hold(
        "ru",
        "В 2023 году это 12 млн рублей и 5 км.",
        &[("2023", Class::Date), ("12 млн рублей", Class::Currency), ("5 км", Class::Measure)],
    );
}

/// "3兆2500億円" was two amounts, of which the first had no currency, and "2万4,000" ended before its thousands.
#[test]
fn numbers_with_words_amid_them() {
    hold("ja", "売上高は3兆2500億円だった。", &[("3兆2500億円", Class::Currency)]);
    hold(
        "ja",
        "人口は1億2000万人、1万5千人と2万4,000人。",
        &[("1億2000万", Class::Number), ("1万5千", Class::Number), ("2万4,000", Class::Number)],
    );
    hold(
        "zh",
        "共3亿5千万美元，1兆8000億元。",
        &[("3亿5千万美元", Class::Currency), ("1兆8000億元", Class::Currency)],
    );
    hold("zh", "涨幅达１２．５％。", &[("１２．５％", Class::Percent)]);
    hold("ko", "1조 2000억원을 냈다.", &[("1조 2000억원", Class::Currency)]);
    hold("ja", "2026年4月3日に12.5億ドル", &[("2026年4月3日", Class::Date), ("12.5億ドル", Class::Currency)]);
}

/// The Arabic sign of the percentage, the ordinals of Spanish and Portuguese with their stop, and degrees written with the letter of
/// these were left out of their amounts.
#[test]
fn signs_behind_a_number() {
    hold(
        "ar",
        "بلغ ٣٫٥٪ ثم 12٪ من ١٬٢٣٤٬٥٦٧.",
        &[("٣٫٥٪", Class::Percent), ("12٪", Class::Percent), ("١٬٢٣٤٬٥٦٧", Class::Number)],
    );
    hold(
        "es",
        "La 1.ª edición, el 3.er puesto, a 35 ºC o 35ºC, el 1.º.",
        &[
            ("1.ª", Class::Number),
            ("3.er", Class::Number),
            ("35 ºC", Class::Measure),
            ("35ºC", Class::Measure),
            ("1.º", Class::Number),
        ],
    );
    hold(
        "pt",
        "Em 1.º de maio de 2024, a 2.ª vez.",
        &[("1.º de maio de 2024", Class::Date), ("2.ª", Class::Number)],
    );
    hold(
        "it",
        "Il 1° maggio 2024 a 35 °C, la 1ª volta.",
        &[("1° maggio 2024", Class::Date), ("35 °C", Class::Measure), ("1ª", Class::Number)],
    );
    // A stop before a word that is no ordinal ends the sentence.
    hold("es", "Son 12. Era tarde en 2010.", &[("12", Class::Number), ("2010", Class::Date)]);
}

#[test]
fn apostrophes_of_switzerland() {
    hold(
        "de",
        "CHF 1'234'567.50, 12’500 Franken und 3'500 m².",
        &[
            ("CHF 1'234'567.50", Class::Currency),
            ("12’500 Franken", Class::Currency),
            ("3'500 m²", Class::Measure),
        ],
    );
    hold(
        "fr",
        "Les 12'500 lecteurs ont payé 1’200 francs.",
        &[("12'500", Class::Number), ("1’200 francs", Class::Currency)],
    );
}

#[test]
fn digits_of_other_scripts_are_digits() {
    hold(
        "fa",
        "قیمت آن ۱۲٫۵ میلیون تومان بود و ۳۵٪ رشد کرد.",
        &[("۱۲٫۵ میلیون تومان", Class::Currency), ("۳۵٪", Class::Percent)],
    );
    hold(
        "ja",
        "２０２５年１０月１４日に４８億円。",
        &[("２０２５年１０月１４日", Class::Date), ("４８億円", Class::Currency)],
    );
}
