use proptest::prelude::*;

use super::*;
use crate::Span;

const FRENCH: &str = "L’été dernier, M. Élie a déclaré : « Ça suffit ! » Le marché a progressé de 2,2 %.\n";
const VIETNAMESE: &str = "Thủ tướng Phạm Minh Chính cho biết doanh nghiệp đã đạt doanh thu 7,5 tỷ USD.\r\n";

fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    super::decode(&bytes.into(), &ReadOptions::default())
}

fn round_trip(bytes: &[u8], text: &str, encoding: &str) {
    let decoded = decode(bytes).unwrap();
    assert_eq!((&*decoded.text, decoded.encoding), (text, encoding));
    assert!(decoded.replaced.is_none());
    let every = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
    for (start, c) in text.char_indices() {
        let span = decoded.map.to_source(Span::new(start, start + c.len_utf8())).unwrap();
        let (back, _) = every.decode_without_bom_handling(&bytes[span.range()]);
        assert_eq!(back, c.to_string(), "byte {start}");
    }
}

#[test]
fn zeros_within_chinese_letters_do_not_turn_its_bytes_round() {
    let text = "第一次会议于周一举行。一座新桥将于明年建成。";
    let decoded = decode(&utf16(text, u16::to_be_bytes));
    assert!(decoded.is_err(), "what nothing tells is refused");
    let spaced = "第一次 2024 会议于周一举行。一座新桥将于 2025 年建成。";
    round_trip(&utf16(spaced, u16::to_be_bytes), spaced, "UTF-16BE");
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn every_character_leads_back_to_its_bytes() {
    for text in [FRENCH, VIETNAMESE] {
        round_trip(text.as_bytes(), text, "UTF-8");
        round_trip(&utf16(text, u16::to_le_bytes), text, "UTF-16LE");
        round_trip(&utf16(text, u16::to_be_bytes), text, "UTF-16BE");
        let marked = utf16(&format!("\u{FEFF}{text}"), u16::to_le_bytes);
        round_trip(&marked, text, "UTF-16LE");
        round_trip(format!("\u{FEFF}{text}").as_bytes(), text, "UTF-8");
    }
    for (label, text) in [
        ("windows-1252", FRENCH),
        ("shift_jis", "東京都は2日、新しい計画を発表した。"),
        ("gb18030", "北京市政府周一宣布了新的计划。"),
    ] {
        let (bytes, _, failed) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text);
        assert!(!failed);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(&*decoded.text, text, "{label}");
        assert_eq!(decoded.map.source_len(), bytes.len());
    }
}

#[test]
fn one_damaged_byte_spoils_one_character_only() {
    let mut bytes = FRENCH.as_bytes().to_vec();
    bytes.push(0xE9);
    let decoded = decode(&bytes).unwrap();
    assert_eq!(decoded.how, EncodingEvidence::Damaged);
    assert_eq!(decoded.replaced, Some((FRENCH.len(), 1)));
    assert!(decoded.text.starts_with(FRENCH));
}

#[test]
fn binary_is_refused_and_a_lone_nul_is_not() {
    let noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(decode(&noise).err().unwrap().kind(), ReadErrorKind::Binary);
    assert_eq!(decode(&[0xFF, 0xFE, 0, 0, b'a', 0, 0, 0]).err().unwrap().kind(), ReadErrorKind::Unsupported);
    assert_eq!(decode(b"The minister said\0 on Monday that it was so.").unwrap().encoding, "UTF-8");
}

proptest! {
    #[test]
    fn any_bytes_give_text_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(decoded) = decode(&bytes) {
            prop_assert_eq!(decoded.map.text_len(), decoded.text.len());
            prop_assert_eq!(decoded.map.source_len(), bytes.len());
            for (start, c) in decoded.text.char_indices() {
                let span = decoded.map.to_source(Span::new(start, start + c.len_utf8()));
                prop_assert!(span.is_some_and(|span| span.end() <= bytes.len()));
            }
        }
    }

    #[test]
    fn any_bytes_decode_in_every_encoding(bytes in prop::collection::vec(any::<u8>(), 0..100), idx in 0..6_usize) {
        let encoding = [encoding_rs::SHIFT_JIS, encoding_rs::BIG5, encoding_rs::GB18030, encoding_rs::EUC_JP,
            encoding_rs::ISO_2022_JP, encoding_rs::WINDOWS_1258][idx];
        let decoded = decode_as(encoding, &bytes, 0, EncodingEvidence::Guessed).unwrap();
        prop_assert_eq!(decoded.map.source_len(), bytes.len());
        let (expected, _) = encoding.decode_without_bom_handling(&bytes);
        prop_assert_eq!(&*decoded.text, &*expected);
    }
}
