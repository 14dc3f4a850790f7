//! [`Quantities`]: the words around numbers.

use serde::Deserialize;

use crate::List;

/// The words and signs that make an amount, a date or the number of a document out of a number. What every language writes
/// alike (symbols, codes, families of standards) stands in `und`. Entries are folded, but for the lists that say otherwise; an
/// abbreviation is written with its full stop, an elided word with its apostrophe ("d'").
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Quantities {
    /// Words that multiply the number before them ("millions", "mrd.", "nghìn tỷ").
    pub scales: List,
    /// Scales glued to a number of anything, with letter case as written ("10k").
    pub glued_scales: List,
    /// Words between a scale and what is counted ("de", "d'", "of").
    pub links: List,
    /// Names of currencies, with the country where one stands there ("francs suisses").
    pub currencies: List,
    /// Signs of currencies, before the amount or after it, with letter case as written ("US$", "CHF").
    pub currency_signs: List,
    /// Names and codes of currencies that are other words too, with letter case as written: only with a scale, decimals or four
    /// digits and more they are one ("won", "COP").
    pub doubtful_currencies: List,
    /// What a sign of a dollar is read as before the word for its country ("dollars" in "80 $ canadiens").
    pub dollars: List,
    /// Words for per cent, per mille and points of them.
    pub percentages: List,
    /// Words for units of measure, but for those of time.
    pub units: List,
    /// Phrases that begin like a unit, a currency or an hour and are none ("yard sales", "ký tự").
    pub lookalikes: List,
    /// Symbols of units, with letter case as written ("kWh", "°C").
    pub unit_symbols: List,
    /// Words between the two units of a rate ("par", "pro").
    pub per: List,
    /// Words for spans of time, the second unit of a rate ("seconde").
    pub durations: List,
    /// Words for spans of time that are no unit of a rate ("weeks", "années").
    pub periods: List,
    /// Words between the ends of a range ("à", "bis").
    pub ranges: List,
    /// Words before the first end of a range: after them each end stands alone ("de 12 à 15").
    pub range_openers: List,
    /// Words between two numbers that share what follows ("300 and 500 ml").
    pub pairs: List,
    /// Words before a count, after which four digits and a noun are no year ("rund 1900 Stellen").
    pub quantifiers: List,
    /// Words before a short number that one calls ("dial", "appelez le").
    pub dialled: List,
    /// What is written onto a number to make it an ordinal ("e", "th").
    pub ordinals: List,
    /// Abbreviated names of the months ("sept.", "oct").
    pub months: List,
    /// Days of the week, also abbreviated.
    pub weekdays: List,
    /// Words before the number of a day that belong to the date ("ngày"), or right behind it in Chinese, Japanese and Korean ("日").
    pub day_words: List,
    /// Words before the number of a day of the lunar month: a date without any month ("mùng").
    pub lunar_day_words: List,
    /// Words before the number of a month that belong to the date ("tháng"), or right behind it ("月").
    pub month_words: List,
    /// Words before the number of a year that belong to the date ("năm"), or right behind it ("年").
    pub year_words: List,
    /// Words before the two digits of a decade ("the 90s").
    pub decade_openers: List,
    /// Words for a quarter of a year ("quartal", "trimestre", "quý").
    pub quarters: List,
    /// Words after which a day and a month are a date although no year follows ("tối 16/4").
    pub date_openers: List,
    /// Words and signs after the hour that make it a time of day wherever they stand ("uhr", "o'clock", "p.m.").
    pub clock_words: List,
    /// Words for an hour of the day and for sixty minutes alike ("heures", "giờ").
    pub hours: List,
    /// Words for the minutes after the hour ("phút").
    pub minutes: List,
    /// Words before an hour of the day ("à", "lúc"): after them, `hours` tell the time.
    pub time_openers: List,
    /// Words that make the number after them a time of day whatever follows it ("kl.", "saat").
    pub clock_openers: List,
    /// Words before how long something takes ("pendant", "trong"): after them nothing tells the time.
    pub duration_openers: List,
    /// Parts of the day after the hour ("du matin", "sáng").
    pub day_parts: List,
    /// Signs of time zones, with letter case as written ("GMT", "MEZ").
    pub time_zones: List,
    /// Abbreviations and signs before the number of a document that belong to it, with letter case as written ("n°", "L.").
    pub number_signs: List,
    /// Words that name the kind of a document and stand outside its number ("drucksache").
    pub document_words: List,
    /// What may follow the number of a document and belongs to it, with letter case as written ("QPC", "final").
    pub document_suffixes: List,
    /// Official gazettes and reports of cases, with letter case as written ("ABl.", "NJW").
    pub gazettes: List,
    /// What stands before its own number ("chapter"), with a hyphen the end of a compound ("-straße"). In a language with this
    /// list any other word with a capital before a number makes a name with it ("Boeing 737").
    pub numbered: List,
    /// Whether all nouns are written with capitals, so that one before a number tells less about it.
    pub capital_nouns: bool,
    /// Words that make a name with a number and a capital of their own, wherever they stand ("apollo", "quốc lộ").
    pub named: List,
    /// Parts of a text whose numbers may have several steps ("paragraph 4.2.1").
    pub text_parts: List,
    /// Abbreviated parts of a law, with letter case as written ("Abs.").
    pub law_parts: List,
    /// Families of standards and registers, with letter case as written ("ISO", "CVE").
    pub standards: List,
    /// Endings of file names, without their full stop ("pdf").
    pub file_extensions: List,
    /// Last labels of host names that make a bare name an address ("org").
    pub top_domains: List,
    /// Names of elements that make a word between angle brackets a tag ("strong").
    pub elements: List,
}

impl Quantities {
    /// A list by its name in the data file.
    pub(crate) fn list_mut(&mut self, name: &str) -> Option<&mut List> {
        Some(match name {
            "scales" => &mut self.scales,
            "glued_scales" => &mut self.glued_scales,
            "links" => &mut self.links,
            "currencies" => &mut self.currencies,
            "currency_signs" => &mut self.currency_signs,
            "doubtful_currencies" => &mut self.doubtful_currencies,
            "dollars" => &mut self.dollars,
            "percentages" => &mut self.percentages,
            "units" => &mut self.units,
            "lookalikes" => &mut self.lookalikes,
            "unit_symbols" => &mut self.unit_symbols,
            "per" => &mut self.per,
            "durations" => &mut self.durations,
            "periods" => &mut self.periods,
            "ranges" => &mut self.ranges,
            "range_openers" => &mut self.range_openers,
            "pairs" => &mut self.pairs,
            "quantifiers" => &mut self.quantifiers,
            "dialled" => &mut self.dialled,
            "ordinals" => &mut self.ordinals,
            "months" => &mut self.months,
            "weekdays" => &mut self.weekdays,
            "day_words" => &mut self.day_words,
            "lunar_day_words" => &mut self.lunar_day_words,
            "month_words" => &mut self.month_words,
            "year_words" => &mut self.year_words,
            "decade_openers" => &mut self.decade_openers,
            "quarters" => &mut self.quarters,
            "date_openers" => &mut self.date_openers,
            "clock_words" => &mut self.clock_words,
            "hours" => &mut self.hours,
            "minutes" => &mut self.minutes,
            "time_openers" => &mut self.time_openers,
            "clock_openers" => &mut self.clock_openers,
            "duration_openers" => &mut self.duration_openers,
            "day_parts" => &mut self.day_parts,
            "time_zones" => &mut self.time_zones,
            "number_signs" => &mut self.number_signs,
            "document_words" => &mut self.document_words,
            "document_suffixes" => &mut self.document_suffixes,
            "gazettes" => &mut self.gazettes,
            "numbered" => &mut self.numbered,
            "named" => &mut self.named,
            "text_parts" => &mut self.text_parts,
            "law_parts" => &mut self.law_parts,
            "standards" => &mut self.standards,
            "file_extensions" => &mut self.file_extensions,
            "top_domains" => &mut self.top_domains,
            "elements" => &mut self.elements,
            _ => return None,
        })
    }
}
