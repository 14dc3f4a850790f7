//! [`key_terms`]: what an article is about, in a few words of its own.

use std::cmp::Reverse;
use std::collections::HashMap;

use epitome_document::{Document, Sentences};
use epitome_langs::Language;

use crate::Scores;
use crate::stretches::Words;

/// A term of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyTerm {
    /// Its commonest form in the article, in NFC and on one line; of equally common ones the first.
    pub text: String,
    /// How often it occurs in the sentences that may stand in a summary.
    pub count: u32,
}

/// The `n` terms that say most, the most telling first: stretches of topic words that return, or that the title has too.
///
/// - Two neighbours are one term where at least half of all occurrences of the rarer one stand beside the other, the title's too, so
///   that "transformation numérique" and "công nghệ" stay whole; where a hyphen or a full stop joins them ("ver.di"), wherever they
///   stand. Stop words part terms, but for one with a capital between two others ("Yannick Le Goff"), and so does all but a space
///   or these signs. In scripts without spaces every letter is a word, and a term has at least two.
/// - Verbs of saying part terms too. Numbers, units, days, months and the like and titles before names are part of terms, but make none
///   by themselves.
/// - A term weighs its count, more where it has several words (the idea of C-value, Frantzi and Ananiadou 1996), half as much
///   again where it is written as a name, twice where the title has its words; ties go to the one met first. Of a
///   term and one that holds it, the weightier is given. What is but a part of longer names each time is none.
/// - A word that nowhere follows an article or the like ("fell", "restera") weighs half; some nouns do nowhere either ("sewage").
/// - Inflected forms are one term where `language` has a stemmer, else equal words only; a name and a word that is none are two. Where it has no stop words,
///   words of three letters and fewer are passed over instead.
///
/// Sentences in another language have no part in it. Time is linear in the length of the text.
#[must_use]
pub fn key_terms(
    document: &Document,
    sentences: &Sentences,
    scores: &Scores,
    language: &Language,
    n: usize,
) -> Vec<KeyTerm> {
    let words = Words::new(document, sentences, scores, language);
    let stretches = words.stretches();
    let mut terms: Vec<Term<'_>> = Vec::new();
    let mut idx_of: HashMap<(&[u32], bool), usize> = HashMap::new();
    let mut term_of_stretch = Vec::with_capacity(stretches.len());
    let is_name = words.names();
    for stretch in &stretches {
        let (stems, is_name) = (&words.stems[stretch.clone()], is_name[stretch.start]);
        let idx = *idx_of.entry((stems, is_name)).or_insert(terms.len());
        if idx == terms.len() {
            let in_title = stems.iter().all(|stem| words.in_title[*stem as usize]);
            let is_verb = !is_name && words.is_verb(stretch);
            terms.push(Term { stems, is_name, is_verb, count: 0, stands_alone: false, in_title });
        }
        terms[idx].count += 1;
        terms[idx].stands_alone |= !words.is_part_of_name(stretch);
        term_of_stretch.push(idx);
    }
    let best = best(&terms, n);
    let mut forms: Vec<Vec<(String, u32)>> = vec![Vec::new(); best.len()];
    let mut place_of = vec![None; terms.len()];
    best.iter().enumerate().for_each(|(place, idx)| place_of[*idx] = Some(place));
    for (stretch, idx) in stretches.iter().zip(term_of_stretch) {
        let Some(place) = place_of[idx] else { continue };
        let form = words.form(document, stretch);
        match forms[place].iter_mut().find(|(known, _)| *known == form) {
            Some((_, count)) => *count += 1,
            None => forms[place].push((form, 1)),
        }
    }
    let commonest = |forms: Vec<(String, u32)>| {
        let best = forms.into_iter().enumerate().max_by_key(|(nth, (_, count))| (*count, Reverse(*nth)));
        best.map_or_else(String::new, |(_, (form, _))| form)
    };
    let counts = best.iter().map(|idx| terms[*idx].count);
    forms.into_iter().map(commonest).zip(counts).map(|(text, count)| KeyTerm { text, count }).collect()
}

/// A stretch of words and what it weighs.
struct Term<'a> {
    stems: &'a [u32],
    /// Whether it is written as a name: "Premier ministre" and "première victoire" have no term in common.
    is_name: bool,
    /// Whether it looks like a verb: nowhere does it follow a word that stands before nouns ("fell", "restera").
    is_verb: bool,
    count: u32,
    /// Whether it is more than a part of longer names each time ("Nam" of "Việt Nam" and "Nam Định").
    stands_alone: bool,
    in_title: bool,
}

impl Term<'_> {
    fn weight(&self) -> u64 {
        let of_name = if self.is_name { 3 } else { 2 };
        let of_title = if self.in_title { 2 } else { 1 };
        let of_verb = if self.is_verb { 2 } else { 1 };
        u64::from(self.count) * (self.stems.len() as u64 + 1) * of_name * of_title / of_verb
    }

    /// Whether one of two terms says what the other says: it is a part of it, or has all of it and more.
    fn repeats(&self, better: &Term<'_>) -> bool {
        let holds = |whole: &[u32], part: &[u32]| whole.windows(part.len()).any(|window| window == part);
        holds(better.stems, self.stems) || (better.stems.len() > 1 && holds(self.stems, better.stems))
    }
}

/// The `n` weightiest terms, none of which repeats another; `terms` stand in the order they are met.
fn best(terms: &[Term<'_>], n: usize) -> Vec<usize> {
    let tells = |idx: &usize| terms[*idx].stands_alone && (terms[*idx].count > 1 || terms[*idx].in_title);
    let mut order: Vec<usize> = (0..terms.len()).filter(tells).collect();
    order.sort_by_key(|idx| Reverse(terms[*idx].weight()));
    let mut best: Vec<usize> = Vec::new();
    for idx in order {
        if best.len() == n {
            break;
        }
        if !best.iter().any(|better| terms[idx].repeats(&terms[*better])) {
            best.push(idx);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use epitome_document::{
        Cleaning, End, Input, Newlines, ReadOptions, Reason, Role, Sentence, Treatment, read,
    };
    use epitome_langs::Languages;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// The key terms of a text whose lines are its sentences.
    fn terms_of(tag: &str, title: &str, text: &str, n: usize) -> Vec<KeyTerm> {
        let options = ReadOptions { newlines: Newlines::Line, ..ReadOptions::default() };
        let mut input = Input::text("test", text.as_bytes());
        input.title = (!title.is_empty()).then(|| title.into());
        let document = read(&input, &options).expect("a text");
        let tag = tag.parse().expect("a tag");
        let role = Role::Paragraph;
        let body = Treatment { role, usage: role.usage(), reason: Reason::RunningText, sure: true };
        let cleaning = Cleaning { blocks: vec![body; document.blocks.len()], ..Cleaning::default() };
        let sentence = |block| {
            let span = document.block(block).span;
            Sentence { span, block, nth: 0, tag, end: End::Terminal }
        };
        let sentences = Sentences { items: document.block_ids().map(sentence).collect() };
        let languages = Languages::default();
        let scores = crate::score(&document, &cleaning, &sentences, &languages, tag);
        key_terms(&document, &sentences, &scores, languages.get(tag), n)
    }

    fn texts(tag: &str, title: &str, text: &str) -> Vec<String> {
        terms_of(tag, title, text, 8).into_iter().map(|term| term.text).collect()
    }

    #[test]
    fn words_that_keep_together_are_one_term_in_its_commonest_form() {
        let text = "Transformation numérique du pays.\n\
                    La transformation numérique des villes avance.\n\
                    Sans transformation numérique, le pays attend.\n\
                    Les transformations numériques sont lentes.";
        let terms = terms_of("fr", "", text, 8);
        assert_eq!(terms[0], KeyTerm { text: "transformation numérique".to_owned(), count: 4 });
        assert_eq!(terms[1], KeyTerm { text: "pays".to_owned(), count: 2 });
        assert_eq!(terms.len(), 2, "what does not return says little: {terms:?}");
    }

    #[test]
    fn syllables_make_words_where_they_are_written_apart() {
        let text = "Công nghệ số phát triển.\nNgành công nghệ cần vốn.\nVốn cho công nghệ còn ít.";
        assert_eq!(texts("vi", "", text)[0].to_lowercase(), "công nghệ");
    }

    #[test]
    fn scripts_without_spaces_have_terms_of_at_least_two_letters() {
        let text = "北京大学今天开学。\n北京大学有新校长。\n校长说北京大学很大。";
        assert_eq!(texts("zh", "", text), ["北京大学", "校长"]);
    }

    #[test]
    fn the_title_counts_twice_and_lifts_what_does_not_return() {
        let text =
            "The bridge is open.\nA bridge costs money.\nThe toll is low, the toll is fair, a toll is due.";
        assert_eq!(texts("en", "", text), ["toll", "bridge"]);
        assert_eq!(texts("en", "A bridge of money", text), ["bridge", "toll", "money"]);
    }

    #[test]
    fn without_stop_words_short_words_are_passed_over() {
        let text = "Och det var staden.\nOch det var bron.\nStaden och bron var nya.";
        assert_eq!(texts("sv", "", text), ["staden", "bron"]);
    }

    #[test]
    fn names_weigh_more_and_measures_make_no_term_alone() {
        let text = "On Monday a ferry left Widnes.\nA year ago, on Monday, a ferry sank off Widnes.";
        assert_eq!(texts("en", "", text), ["Widnes", "ferry"]);
    }

    #[test]
    fn joined_words_and_names_stay_whole() {
        let text = "The sickle-cell anaemia came.\nA cell died.\nSickle-cell trials began in a cell.";
        assert_eq!(texts("en", "", text)[0].to_lowercase(), "sickle-cell");
        let text = "Die Gewerkschaft ver.di streikt.\nAuch di Lorenzo lobt ver.di heute.";
        assert_eq!(texts("de", "", text), ["ver.di"]);
        let text = "À Guérande, Yannick Le Goff parle.\nLe sel de Yannick Le Goff plaît.";
        assert_eq!(texts("fr", "", text)[0], "Yannick Le Goff");
        let text = "Ở Đắk Lắk có mưa.\nHuyện Đắk Nông khô.";
        assert_eq!(texts("vi", "Đắk Lắk đón mưa", text)[0], "Đắk Lắk");
    }

    #[test]
    fn titles_times_and_verbs_of_saying_make_no_term_alone() {
        let text = "Two years ago, Mr. Smith said, Dr. Brown told Mr. Jones.\nIn ten years, said Mr. Smith and told Dr. Brown.";
        assert_eq!(texts("en", "", text), ["Smith", "Brown"]);
        assert_eq!(texts("en", "", "A Jones said no.\nA Jones said so."), ["Jones"]);
        let text = "Deux années passent, a déclaré Mme Leroy.\nMme Leroy a déclaré attendre des années.";
        assert_eq!(texts("fr", "", text), ["Mme Leroy"]);
    }

    #[test]
    fn a_name_is_another_term_than_the_word_it_looks_like() {
        let text =
            "Lundi, le Premier ministre cède.\nC'est une première victoire.\nLe Premier ministre part.";
        assert_eq!(texts("fr", "", text), ["Premier ministre"]);
        let text = "Lundi, le Premier ministre cède.\nC'est une première victoire.\nLe ministre part.";
        assert_eq!(texts("fr", "", text), ["ministre"]);
        // At the head of a sentence a name is still one.
        assert_eq!(texts("fr", "", "Castex cède.\nLe texte de Castex part."), ["Castex"]);
    }

    #[test]
    fn a_part_of_longer_names_is_no_term() {
        let text = "Cục Hàng không Việt Nam đóng cửa bốn sân bay.\nTại Nam Định, sân bay cũng đóng cửa.";
        assert!(!texts("vi", "", text).contains(&"Nam".to_owned()));
        let text = "Jean Castex cède.\nLe texte de M. Castex part.";
        assert_eq!(texts("fr", "", text), ["Castex"]);
    }

    #[test]
    fn what_follows_no_article_weighs_half() {
        let text = "Ils ont mis du sel.\nLe sel est mis.\nElle a mis une pomme.\nDeux pommes tombent.";
        assert_eq!(texts("fr", "", text), ["sel", "pomme", "mis"]);
        let text = "Shares fell, then fell again and fell.\nThe shares of the new shop.\nA shop.";
        assert_eq!(texts("en", "", text), ["Shares", "shop", "fell"]);
    }

    #[test]
    fn a_stop_word_is_no_term_though_a_name_has_its_stem() {
        let text = "Le Dan est un journal.\nDans le journal, dans la rue, dans le parc.";
        assert_eq!(texts("fr", "", text), ["journal"]);
    }

    #[test]
    fn numbers_alone_are_no_terms() {
        assert_eq!(texts("en", "", "In 2024 VIDW 2022 came.\nVIDW 2022 ended in 2024."), ["VIDW 2022"]);
    }

    proptest! {
        #[test]
        fn terms_are_in_the_text_and_the_same_however_it_is_composed(
            text in "([a-zéèệạđ]{1,4}[ \n.’-]){0,60}", n in 0_usize..12
        ) {
            let terms = terms_of("fr", "", &text, n);
            prop_assert!(terms.len() <= n);
            for term in &terms {
                let n_found = text.split('\n').map(|line| line.matches(&term.text).count()).sum::<usize>();
                prop_assert!(n_found > 0 && term.count > 1, "{:?}", term);
            }
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(terms, terms_of("fr", "", &decomposed, n));
        }

        #[test]
        fn more_terms_begin_with_the_same(text in "([a-d]{2,3}[ \n.]){0,60}", n in 0_usize..8) {
            let (few, more) = (terms_of("en", "", &text, n), terms_of("en", "", &text, n + 1));
            prop_assert_eq!(&few[..], &more[..few.len()]);
        }
    }
}
