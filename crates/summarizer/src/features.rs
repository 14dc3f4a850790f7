//! [`Features`]: the raw facts of a sentence, before any weight.

/// What is counted in one sentence: whole numbers that no change of weights moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Its number among the eligible sentences, from 0.
    pub position: u32,
    /// How many words it has.
    pub words: u32,
    /// How many different words it holds of those asked about.
    pub query_words: u32,
    /// How many different terms of the title it holds.
    pub title_words: u32,
    /// How many different terms it shares with the first eligible sentence; 0 for that sentence itself.
    pub lead_words: u32,
    /// How many of the 20 most frequent terms of the article it holds.
    pub frequent_words: u32,
    /// How many of its words are numbers.
    pub numbers: u32,
    /// Its similarity to the sentences after it, per mille of the highest of all sentences.
    pub centrality: u16,
    /// Whether it points back to the sentence before: by the word it begins with, or by a speaker whom only that one introduces.
    pub anaphoric: bool,
    /// Whether it asks, or stands in a paragraph in which an interviewer does.
    pub question: bool,
    /// Whether it asks the reader of the page to do something there: "Click here".
    pub call_to_action: bool,
    /// Whether no full stop or other sign ends it, or it is nothing but names, as a line-up is.
    pub unfinished: bool,
    /// Whether it is of an item of a list, which is a part of what opens the list.
    pub list_item: bool,
    /// Whether it stands in preformatted text, which mostly is code.
    pub preformatted: bool,
    /// Whether it holds words of a quotation.
    pub quoted: bool,
    /// Whether it holds a quotation mark without its partner.
    pub unbalanced: bool,
}

impl Features {
    /// A sentence of fewer words is a scrap that seldom says something alone ("There are three reasons."). With seven, three French
    /// sentences would be worth 0.1 points of ROUGE more (cross-validation on the fitting split), and summaries would hold such.
    pub(crate) const FEW_WORDS: u32 = 10;
    /// The share of the most central sentence from which a person is told "central". Set by hand; it moves no pick.
    const CENTRAL: u16 = 800;

    /// Whether it has too few words to stand alone.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.words < Features::FEW_WORDS
    }

    /// Whether it reads badly wherever it stands: too short, a question, a call to action, code, unfinished, an
    /// item of a list, or with half a quotation.
    pub(crate) fn is_faulty(&self) -> bool {
        self.is_short()
            || self.question
            || self.call_to_action
            || self.preformatted
            || self.unfinished
            || self.list_item
            || self.unbalanced
    }

    /// What a person is told, the most telling first.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        let counted = |n: u32, fact: fn(u32) -> Fact| (n > 0).then(|| fact(n));
        let flagged = |holds: bool, fact: Fact| holds.then_some(fact);
        [
            counted(self.query_words, Fact::QueryWords),
            flagged(self.position == 0, Fact::Lead),
            counted(self.title_words, Fact::TitleWords),
            flagged(self.centrality >= Features::CENTRAL, Fact::Central),
            counted(self.frequent_words, Fact::FrequentWords),
            counted(self.lead_words, Fact::LeadWords),
            counted(self.numbers, Fact::Numbers),
            flagged(self.quoted, Fact::Quoted),
            flagged(self.is_short(), Fact::Short(self.words)),
            flagged(self.anaphoric, Fact::Anaphoric),
            flagged(self.question, Fact::Question),
            flagged(self.call_to_action, Fact::CallToAction),
            flagged(self.preformatted, Fact::Preformatted),
            flagged(self.unfinished, Fact::Unfinished),
            flagged(self.list_item, Fact::ListItem),
            flagged(self.unbalanced, Fact::Unbalanced),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// One fact about a sentence, for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fact {
    /// It holds so many different words of those asked about.
    QueryWords(u32),
    /// It is the first.
    Lead,
    /// It holds so many different words of the title.
    TitleWords(u32),
    /// What follows takes up its words more than nearly any other's.
    Central,
    /// It holds so many of the 20 most frequent words.
    FrequentWords(u32),
    /// It shares so many words with the first sentence.
    LeadWords(u32),
    /// It holds so many numbers.
    Numbers(u32),
    /// It holds words of a quotation.
    Quoted,
    /// It has only so many words.
    Short(u32),
    /// It begins with a word that points back.
    Anaphoric,
    /// It asks.
    Question,
    /// It asks the reader to do something on the page.
    CallToAction,
    /// It stands in preformatted text.
    Preformatted,
    /// No full stop ends it.
    Unfinished,
    /// It is of an item of a list.
    ListItem,
    /// A quotation mark has no partner.
    Unbalanced,
}

impl Fact {
    /// The code in the wire format.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Fact::QueryWords(_) => "query-words",
            Fact::Lead => "lead",
            Fact::TitleWords(_) => "title-words",
            Fact::Central => "central",
            Fact::FrequentWords(_) => "frequent-words",
            Fact::LeadWords(_) => "lead-words",
            Fact::Numbers(_) => "numbers",
            Fact::Quoted => "quoted",
            Fact::Short(_) => "short",
            Fact::Anaphoric => "anaphoric",
            Fact::Question => "question",
            Fact::CallToAction => "call-to-action",
            Fact::Preformatted => "preformatted",
            Fact::Unfinished => "unfinished",
            Fact::ListItem => "list-item",
            Fact::Unbalanced => "unbalanced",
        }
    }

    /// A few words for a person.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Fact::QueryWords(n) => format!("query words {n}"),
            Fact::TitleWords(n) => format!("title words {n}"),
            Fact::FrequentWords(n) => format!("frequent words {n}"),
            Fact::LeadWords(n) => format!("words of the lead {n}"),
            Fact::Numbers(n) => format!("numbers {n}"),
            Fact::Short(n) => format!("only {n} words"),
            Fact::Anaphoric => "points back".to_owned(),
            Fact::CallToAction => "calls to action".to_owned(),
            Fact::ListItem => "item of a list".to_owned(),
            Fact::Lead
            | Fact::Central
            | Fact::Quoted
            | Fact::Preformatted
            | Fact::Question
            | Fact::Unfinished
            | Fact::Unbalanced => self.code().to_owned(),
        }
    }
}
