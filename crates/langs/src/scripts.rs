//! Which scripts leave out the spaces between words, and which are those of East Asia.

/// Letters of the scripts written without spaces between words: Thai, Lao, Burmese, Khmer, kana and Han.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{323AF}')
}

/// Letters of Korean, which has spaces, but none before its particles.
#[must_use]
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Letters of Chinese, Japanese and Korean, which glue words to numbers and to each other.
#[must_use]
pub fn is_east_asian(c: char) -> bool {
    is_hangul(c) || c >= '\u{3005}' && is_unspaced(c)
}
