//! [`Encoding`]: how characters are written as bytes.

use std::fmt;
use std::str::FromStr;

/// A character encoding of the WHATWG Encoding Standard, by any of its labels.
///
/// ```
/// use epitome_document::Encoding;
/// let encoding: Encoding = "latin1".parse()?;
/// assert_eq!(encoding.name(), "windows-1252", "as browsers understand that label");
/// assert_eq!("macroman".parse::<Encoding>().unwrap_err().to_string(),
///     "there is no encoding \"macroman\"; the nearest names are mac, macintosh, x-mac-cyrillic");
/// # Ok::<(), epitome_document::UnknownEncoding>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(pub(crate) &'static encoding_rs::Encoding);

impl Encoding {
    /// Its name in the standard.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    fn from_str(label: &str) -> Result<Encoding, UnknownEncoding> {
        let known = encoding_rs::Encoding::for_label_no_replacement(label.as_bytes());
        known.map(Encoding).ok_or_else(|| UnknownEncoding { label: label.trim().into() })
    }
}

/// A label that names no encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEncoding {
    label: Box<str>,
}

impl fmt::Display for UnknownEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.label.to_ascii_lowercase();
        let mut near: Vec<&str> = LABELS.to_vec();
        // Jaro-Winkler weighs the beginning of a name most, and in these names it says the most. The sort is stable.
        let likeness = |known: &str| (strsim::jaro_winkler(&label, known) * 1000.0) as u32;
        near.sort_by_key(|known| std::cmp::Reverse(likeness(known)));
        write!(f, "there is no encoding {:?}; the nearest names are {}", self.label, near[..3].join(", "))
    }
}

impl std::error::Error for UnknownEncoding {}

/// The labels people know the encodings by, at least one for each.
#[rustfmt::skip]
const LABELS: [&str; 60] = [
    "utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1252", "latin1", "cp1252", "ascii", "iso-8859-1", "macintosh", "mac",
    "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258",
    "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-8-i",
    "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "latin2", "l9",
    "ibm866", "koi8-r", "koi8-u", "windows-874", "tis-620", "x-mac-cyrillic",
    "gbk", "gb2312", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "sjis", "euc-kr", "ks_c_5601-1987",
    "x-user-defined", "cp866",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_that_is_proposed_is_known() {
        for label in LABELS {
            assert!(label.parse::<Encoding>().is_ok(), "{label}");
        }
        for label in ["", "replacement", "iso-2022-kr", "klingon", "é"] {
            assert!(label.parse::<Encoding>().is_err(), "{label}");
        }
        let message = "utf-9".parse::<Encoding>().unwrap_err().to_string();
        assert!(
            message.starts_with("there is no encoding \"utf-9\"; the nearest names are utf-8"),
            "{message}"
        );
    }
}
