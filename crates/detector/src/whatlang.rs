//! The second opinion, and an engine one can ask for: whatlang. This is the only file that knows it.

use std::sync::OnceLock;

use epitome_document::LangTag;
use whatlang::{Lang, detect};

use crate::model::Words;

/// What whatlang takes a text for.
pub(crate) struct Opinion {
    pub(crate) tag: LangTag,
    /// Whether the margin is as wide as whatlang asks for; then 999 of 1,000 answers are right, but few are that clear.
    pub(crate) is_reliable: bool,
    /// Its own confidence, per mille: by how much the best score exceeds the next, not how often that is right.
    pub(crate) margin: u16,
}

pub(crate) fn opinion(text: &str) -> Option<Opinion> {
    let info = detect(text)?;
    let margin = (info.confidence() * 1000.0) as u16;
    Some(Opinion { tag: tag_of(info.lang()), is_reliable: info.is_reliable(), margin })
}

/// Whether whatlang may know more of a text than the model: of what the model lacks it has Akan only, a test says, and that is
/// hardly written without these two letters. It takes fifty times as long as the model, so it is asked for nothing else.
pub(crate) fn knows_more_of(words: &Words) -> bool {
    words.iter().any(|word| words.padded(word).iter().any(|c| matches!(c, 'ɛ' | 'ɔ')))
}

fn tag_of(lang: Lang) -> LangTag {
    static TAGS: OnceLock<Vec<LangTag>> = OnceLock::new();
    let tags = TAGS.get_or_init(|| {
        let canonical = |lang: &Lang| LangTag::parse(lang.code()).expect("ISO 639-3 codes are language tags");
        Lang::all().iter().map(canonical).collect()
    });
    tags[lang as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::by_script::language_of;
    use crate::model::{Script, embedded};

    #[test]
    fn it_has_one_language_that_the_model_lacks() {
        let is_alone = |tag| Script::all().any(|script| language_of(script) == Some(tag));
        let others = Lang::all().iter().map(|lang| tag_of(*lang));
        let others: Vec<LangTag> = others.filter(|tag| !embedded().has(*tag) && !is_alone(*tag)).collect();
        assert_eq!(others, [LangTag::literal("ak")]);
    }

    #[test]
    fn tags_are_the_shortest() {
        let tag = |lang| tag_of(lang).to_string();
        assert_eq!(
            [tag(Lang::Cmn), tag(Lang::Pes), tag(Lang::Tgl), tag(Lang::Fra)],
            ["zh", "fa", "fil", "fr"]
        );
    }
}
