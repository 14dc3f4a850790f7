//! What the value of an attribute may be.

use crate::spans::is_word;

/// Why a value does not fit its type, as the rest of "must be …"; `None` when it does.
pub(super) fn misfit(kind: &str, value: &str) -> Option<String> {
    let (fits, expected) = match kind {
        "s" => return None,
        "nmtoken" => (is_nmtoken(value), "a name of letters, digits, . - _ : without spaces"),
        "nmtokens" => (
            value.split(' ').any(|part| !part.is_empty())
                && value.split(' ').all(|part| part.is_empty() || is_nmtoken(part)),
            "names of letters, digits, . - _ : with spaces between",
        ),
        "lang" => (is_language(value), "a language tag such as fr or pt-BR"),
        "user" => (is_user_defined(value), "a prefix and a value of one's own: my:value"),
        "mrk" => (
            matches!(value, "generic" | "comment" | "term") || is_user_defined(value),
            "generic, comment, term, or a prefix and a value of one's own: my:value",
        ),
        "uri" => (is_uri(value), "a URI without spaces"),
        "positive" => (positive(value).is_some(), "a whole number from 1"),
        "priority" => (positive(value).is_some_and(|n| n <= 10), "a whole number from 1 to 10"),
        "integer" => (is_integer(value), "a whole number"),
        "percent" => (
            is_decimal(value) && number(value).is_some_and(|n| (0.0..=100.0).contains(&n)),
            "a number from 0 to 100",
        ),
        "unit" => (number(value).is_some_and(|n| (0.0..=1.0).contains(&n)), "a number from 0 to 1"),
        "hex" => (
            !value.is_empty()
                && value.len().is_multiple_of(2)
                && value.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "hexadecimal digits, an even number of them",
        ),
        "x-coord" => (is_coordinates(value), "four numbers or # between semicolons: 10;20;#;#"),
        "x-mime" => (is_mime(value), "a media type such as text/html"),
        "x-date" => (is_date_time(value), "a date and time such as 2026-01-31T12:00:00Z"),
        "x-reformat" => (
            matches!(value, "yes" | "no") || listed("x-reformat-part", value),
            "yes, no, or a list of what may change, such as coord font",
        ),
        "x-purpose" => (listed("x-purpose-part", value), "a list of information, location, match or x-…"),
        _ => return misfit_of_list(kind, value),
    };
    (!fits).then(|| expected.to_owned())
}

/// The closed lists of the standard; in 1.2 (`x-…`) a value of one's own begins with `x-`.
const LISTS: [(&str, &str); 29] = [
    ("yesno", "yes no"),
    ("first", "yes firstNo no"),
    ("dir", "ltr rtl auto"),
    ("space", "default preserve"),
    ("preserve", "preserve"),
    ("side", "source target"),
    ("type", "fmt ui quote link image other"),
    ("state", "initial translated reviewed final"),
    ("metaside", "source target ignorable"),
    ("match", "am mt icm idm tb tm other"),
    ("norm", "none nfc nfd"),
    (
        "html",
        "a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 head hr html i img label legend li ol p pre q s samp select small span strike strong sub sup table tbody td tfoot th thead title tr tt u ul",
    ),
    ("its-version", "2.0"),
    ("filter", "include exclude"),
    (
        "issue",
        "terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register locale-specific-content locale-violation style characters misspelling typographical formatting inconsistent-entities numbers markup pattern-problem whitespace internationalization length non-conformance uncategorized other",
    ),
    ("x-yesno", "yes no"),
    (
        "x-datatype",
        "asp c cdf cfm cpp csharp cstring csv database documentfooter documentheader filedialog form html htmlbody ini interleaf javaclass javapropertyresourcebundle javalistresourcebundle javascript jscript layout lisp margin menufile messagefile mif mimetype mo msglib pagefooter pageheader parameters pascal php plaintext po report resources resx rtf sgml sgmldtd svg vbscript warning winres xhtml xml xmldtd xsl xul",
    ),
    (
        "x-restype",
        "auto3state autocheckbox autoradiobutton bedit bitmap button caption cell checkbox checkboxmenuitem checkedlistbox colorchooser combobox comboboxexitem comboboxitem component contextmenu ctext cursor datetimepicker defpushbutton dialog dlginit edit file filechooser fn font footer frame grid groupbox header heading hedit hscrollbar icon iedit keywords label linklabel list listbox listitem ltext menu menubar menuitem menuseparator message monthcalendar numericupdown panel popupmenu pushbox pushbutton radio radiobuttonmenuitem rcdata row rtext scrollpane separator shortcut spinner splitter state3 statusbar string tabcontrol table textbox togglebutton toolbar tooltip trackbar tree uri userbutton usercontrol var versioninfo vscrollbar window",
    ),
    (
        "x-mtype",
        "abbrev abbreviated-form abbreviation acronym appellation collocation common-name datetime equation expanded-form formula head-term initialism international-scientific-term internationalism logical-expression materials-management-unit name near-synonym part-number phrase phraseological-unit protected romanized-form seg set-phrase short-form sku standard-text symbol synonym synonymous-phrase term transcribed-form transliterated-form truncated-term variant",
    ),
    (
        "x-state",
        "final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation needs-translation new signed-off translated",
    ),
    (
        "x-qualifier",
        "exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt leveraged-repository leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate rejected-length rejected-spelling tm-suggestion",
    ),
    (
        "x-context",
        "database element elementtitle linenumber numparams paramnotes record recordtitle sourcefile",
    ),
    ("x-paired", "bold italic underlined link"),
    ("x-alone", "image pb lb"),
    ("x-alt", "proposal previous-version rejected reference accepted"),
    ("x-size", "byte char col cm dlgunit em ex glyph in mm percent pixel point row"),
    (
        "x-unit",
        "word page trans-unit bin-unit glyph item instance character line sentence paragraph segment placeable",
    ),
    (
        "x-reformat-part",
        "coord coord-x coord-y coord-cx coord-cy font font-name font-size font-weight css-style style ex-style",
    ),
    ("x-purpose-part", "information location match"),
];

/// Lists of 1.2 that take no values of one's own.
const CLOSED: [(&str, &str); 4] = [
    ("c-position", "open close"),
    ("c-assoc", "preceding following both"),
    ("c-annotates", "source target general"),
    ("c-version", "1.0 1.1 1.2"),
];

fn misfit_of_list(kind: &str, value: &str) -> Option<String> {
    let (_, list) = LISTS.iter().chain(&CLOSED).find(|(name, _)| *name == kind)?;
    let is_own = kind.starts_with("x-") && kind != "x-yesno" && is_own(value);
    if is_own || list.split(' ').any(|allowed| allowed == value) {
        return None;
    }
    let mut allowed: Vec<&str> = list.split(' ').collect();
    let n_allowed = allowed.len();
    allowed.truncate(12);
    let more = if n_allowed > 12 { format!(" and {} more", n_allowed - 12) } else { String::new() };
    let own =
        if kind.starts_with("x-") && kind != "x-yesno" { ", or a value of one's own: x-value" } else { "" };
    Some(format!("one of {}{more}{own}", allowed.join(", ")))
}

fn listed(kind: &str, value: &str) -> bool {
    let mut parts = value.split(' ').filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(|part| misfit_of_list(kind, part).is_none())
}

/// A value of one's own in 1.2.
fn is_own(value: &str) -> bool {
    value.strip_prefix("x-").is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// The characters of XML names; above ASCII, letters, digits and marks.
pub(super) fn is_nmtoken(value: &str) -> bool {
    let fits = |c: char| is_word(c) || matches!(c, '.' | '-' | '_' | ':' | '\u{B7}');
    !value.is_empty() && value.chars().all(fits)
}

fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    let first = parts.next().unwrap_or_default();
    let is_first = (1..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    // A tag of one letter is no language: x and i need more to follow.
    let is_long_enough = first.len() > 1 || value.len() > 2;
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_first && is_long_enough && parts.all(is_part)
}

fn is_user_defined(value: &str) -> bool {
    value.split_once(':').is_some_and(|(prefix, rest)| {
        let fits = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == ':');
        fits(prefix) && fits(rest)
    })
}

fn is_uri(value: &str) -> bool {
    !value.contains(|c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
    })
}

fn is_integer(value: &str) -> bool {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A whole number from 1; one too large for 64 bits is a number too.
pub(super) fn positive(value: &str) -> Option<u64> {
    let digits = value.trim().strip_prefix('+').unwrap_or(value.trim());
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX)).filter(|n| *n > 0)
}

fn is_decimal(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-'))
}

fn number(value: &str) -> Option<f64> {
    let is_numeric =
        value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-' | b'e' | b'E'));
    is_numeric.then(|| value.parse().ok()).flatten()
}

fn is_coordinates(value: &str) -> bool {
    let is_number = |part: &str| {
        let digits = part.strip_prefix('-').unwrap_or(part);
        part == "#" || (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    value.split(';').count() == 4 && value.split(';').all(is_number)
}

fn is_mime(value: &str) -> bool {
    let (kind, rest) = value.split_once('/').unwrap_or((value, "any"));
    let kinds = ["text", "multipart", "message", "application", "image", "audio", "video", "model"];
    kinds.contains(&kind) && !rest.is_empty()
}

/// `2026-01-31T12:00:00`, with fractions of a second and a zone when there are any.
fn is_date_time(value: &str) -> bool {
    let Some((date, time)) = value.split_once('T') else { return false };
    let numbers = |text: &str, separator: char, widths: [usize; 3]| {
        let parts: Vec<&str> = text.split(separator).collect();
        parts.len() == 3
            && parts
                .iter()
                .zip(widths)
                .all(|(part, width)| part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let in_range = |text: &str, most: u32| text.parse::<u32>().is_ok_and(|n| n <= most);
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let is_zone = match zone {
        "" | "Z" => true,
        _ => {
            zone.len() == 6
                && zone.is_char_boundary(3)
                && zone.is_char_boundary(1)
                && &zone[3..4] == ":"
                && in_range(&zone[1..3], 14)
                && in_range(&zone[4..], 59)
        }
    };
    numbers(date, '-', [4, 2, 2])
        && numbers(clock, ':', [2, 2, 2])
        && in_range(&date[5..7], 12)
        && in_range(&date[8..], 31)
        && in_range(&clock[..2], 24)
        && in_range(&clock[3..5], 59)
        && in_range(&clock[6..], 59)
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && is_zone
}
