//! Chinese or Japanese, and in which characters.

use std::sync::OnceLock;

use epitome_document::LangTag;

use crate::model::{Script, Words};

/// One kana to so many Han characters is Japanese; fewer are a の on a Chinese shop sign.
const HAN_PER_KANA: u32 = 20;

/// Characters that only simplified texts have and those that stand for them in traditional ones: the most frequent of those that
/// the reform of 1956 to 1964 changed. Our own list.
const SIMPLIFIED: &str = "这国们来时个说会学对发经过还样开关门问间见现实点长东车书话语请让谁认识记许论设该谢读课变听写买卖给结红级纪约线组织统继续绝网动务劳势医区华单卫历压厂厅县参双战执护报担据择换损离种积称穷竞笔类粮纯纸";
const TRADITIONAL: &str = "這國們來時個說會學對發經過還樣開關門問間見現實點長東車書話語請讓誰認識記許論設該謝讀課變聽寫買賣給結紅級紀約線組織統繼續絕網動務勞勢醫區華單衛歷壓廠廳縣參雙戰執護報擔據擇換損離種積稱窮競筆類糧純紙";

/// Whether a text in Han and kana is Japanese by its kana alone.
pub(crate) fn is_japanese(n_han: u32, n_kana: u32) -> bool {
    n_kana > 0 && n_kana * HAN_PER_KANA >= n_han
}

/// `zh`, or `zh-Hant` where more of the characters are traditional.
pub(crate) fn chinese(words: &Words) -> LangTag {
    let sides = sides();
    let (mut n_simplified, mut n_traditional) = (0, 0);
    for word in words.iter().filter(|word| word.script == Script::Han) {
        for c in words.padded(word) {
            if let Ok(at) = sides.binary_search_by_key(c, |(c, _)| *c) {
                n_simplified += usize::from(!sides[at].1);
                n_traditional += usize::from(sides[at].1);
            }
        }
    }
    LangTag::literal(if n_traditional > n_simplified { "zh-Hant" } else { "zh" })
}

/// All characters of both lists in order, and whether they are traditional.
fn sides() -> &'static [(char, bool)] {
    static SIDES: OnceLock<Vec<(char, bool)>> = OnceLock::new();
    SIDES.get_or_init(|| {
        let simplified = SIMPLIFIED.chars().map(|c| (c, false));
        let mut sides: Vec<_> = simplified.chain(TRADITIONAL.chars().map(|c| (c, true))).collect();
        sides.sort_unstable();
        sides
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_pairs() {
        assert_eq!(SIMPLIFIED.chars().count(), TRADITIONAL.chars().count());
        assert!(!SIMPLIFIED.contains(|c| TRADITIONAL.contains(c)));
    }

    #[test]
    fn characters_say_which_chinese() {
        for (text, tag) in
            [("财政部长宣布增加教育支出", "zh"), ("財政部長宣布這個決定", "zh-Hant"), ("你好", "zh")]
        {
            assert_eq!(chinese(&Words::of(text)).as_str(), tag, "{text}");
        }
    }

    #[test]
    fn a_few_kana_make_it_japanese_and_one_does_not() {
        assert!(is_japanese(10, 3) && is_japanese(0, 1));
        assert!(!is_japanese(50, 1) && !is_japanese(5, 0));
    }
}
