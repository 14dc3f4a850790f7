//! The command line: few enough words to read by hand.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::check::{STEPS, Step};

/// What is to be done.
#[derive(Debug, PartialEq)]
pub(crate) enum Errand {
    /// Say what there is.
    Help,
    /// Check these steps, in their order.
    Check {
        /// All of them when none was named.
        steps: Vec<&'static Step>,
    },
    /// Run the articles and show what changed.
    Snapshots {
        /// Only the tests whose name contains this.
        filter: Option<String>,
        /// Whether what is new becomes what is expected.
        accept: bool,
    },
    /// Write the files a language starts from.
    NewLanguage {
        /// Its primary subtag.
        tag: String,
    },
    /// Write the folder of an article.
    NewArticle {
        /// Language and slug, parted by a slash.
        name: String,
    },
    /// Write down what the binary is made of.
    ThirdParty,
    /// Write a page with what was picked before beside what is picked now.
    Review {
        /// Only the articles whose name contains this.
        filter: Option<String>,
        /// The revision whose snapshots are the state before; `None` for those accepted in this folder.
        base: Option<String>,
        /// Where the page goes; `None` for the target folder.
        out: Option<PathBuf>,
    },
    /// Measure speed beside other tools.
    Bench {
        /// What to measure and how, as the benchmark itself understands it.
        words: Vec<String>,
    },
    /// Make a model.
    Train {
        /// Which and from what, as the evaluation itself understands it.
        words: Vec<String>,
    },
    /// Measure against data with known answers.
    Eval {
        /// What to measure and how, as the evaluation itself understands it.
        words: Vec<String>,
    },
}

pub(crate) const HELP: &str = "\
cargo xtask VERB: the errands of this workspace, from any of its folders

  check [STEP…]                    all that must hold before a change goes in; CI runs nothing else
                                   steps, in this order: format lints tests docs fixtures licences
  snapshots [FILTER] [--accept]    run the articles under fixtures/ and show what changed
                                   FILTER is a part of a test's name: seeds/003, fr/, ::summary
  review [FILTER] [--base REV]     a page to open in a browser: what was picked before beside what is picked
         [-o FILE]                 now, and why; before is what was accepted, or what REV has (--base main);
                                   the page is target/review.html unless -o says otherwise
  eval segment --data FILE         precision, recall and F1 of sentence boundaries, against known ones
  eval cleaner --aeb DIR           how well the article is found on pages (also --trafilatura DIR, --texts DIR, --lines DIR; --reasons)
  eval detector --data FILE        how often the language is right, and what the confidence is worth; --mixed FILE and
                                   --probes FILE for mixed text and for strings in no language
  eval summarizer --data FILE      what summaries are worth against references, beside the lead and classic methods
  eval spans                       precision, recall and F1 of protected and localisable spans
  eval xliff --suite DIR           whether the validator judges a conformance suite as the suite does; --all gives its reasons
  eval clients                     whether translation tools that are installed take what we write, and give it back
  train cleaner --trafilatura DIR  the models of the cleaner, and their figures on pages not seen; -o writes them
  train detector --data FILE       the model of the language detector, made anew from text; see its MANIFEST.toml
  train summarizer --data FILE     the summarizer's coefficients, fitted anew on articles with references
                                   any of these with --help lists all its flags
  bench segment                    speed and memory beside other sentence splitters, in the same run
                                   bench segment --help lists all flags
  bench detector --data FILE       speed, accuracy and memory beside other language detectors, in the same run
  bench cleaner --aeb DIR          speed, memory and F1 beside other article extractors, in the same run; pages made to be slow
  bench summarizer --data FILE     articles a second beside another summarizer; time and memory by length
  bench prep                       speed and memory of extraction, XLIFF and merging, beside Translate Toolkit with --toolkit DIR
  new lang TAG                     a data file for a language, and the line that embeds it
  new article LANG/SLUG            a folder for an article under fixtures/articles
  third-party                      write THIRD-PARTY.md anew: what the binary is made of, and the licences
  help                             this page

When a change moves a snapshot:
  1. cargo xtask snapshots           which views changed, which sentences came and went, where it began;
                                     what is new stands beside what was, as NAME.snap.new
  2. cargo xtask snapshots --accept  the new ones take the place of the old
  3. git diff fixtures               read it as a reviewer will, and paste the digest into the pull request

When a step of check fails, it names the command that repeats just that step.
";

/// Reads the words after `cargo xtask`.
pub(crate) fn parse(given: &[String]) -> Result<Errand> {
    let Some((verb, rest)) = given.split_first() else { return Ok(Errand::Help) };
    // The flags of these, help included, are the business of the programs that run them.
    match verb.as_str() {
        "bench" => return Ok(Errand::Bench { words: rest.to_vec() }),
        "eval" => return Ok(Errand::Eval { words: rest.to_vec() }),
        "train" => return Ok(Errand::Train { words: rest.to_vec() }),
        _ => {}
    }
    if rest.iter().any(|word| is_help(word)) {
        return Ok(Errand::Help);
    }
    match verb.as_str() {
        "check" => parse_check(rest),
        "review" => parse_review(rest),
        "snapshots" => parse_snapshots(rest),
        "new" => parse_new(rest),
        "third-party" => Ok(Errand::ThirdParty),
        "help" => Ok(Errand::Help),
        verb if is_help(verb) => Ok(Errand::Help),
        verb => bail!(
            "there is no verb {verb:?}; `cargo xtask help` lists them: check, snapshots, review, eval, bench, train, new, third-party"
        ),
    }
}

fn is_help(word: &str) -> bool {
    matches!(word, "-h" | "--help")
}

fn parse_check(rest: &[String]) -> Result<Errand> {
    for word in rest {
        if !STEPS.iter().any(|step| step.name == word) {
            let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
            bail!("check has no step {word:?}; its steps are {}", names.join(", "));
        }
    }
    let wanted = |step: &&Step| rest.is_empty() || rest.iter().any(|word| word == step.name);
    Ok(Errand::Check { steps: STEPS.iter().filter(wanted).collect() })
}

fn parse_new(rest: &[String]) -> Result<Errand> {
    match rest {
        [what, tag] if what == "lang" => Ok(Errand::NewLanguage { tag: tag.clone() }),
        [what, name] if what == "article" => Ok(Errand::NewArticle { name: name.clone() }),
        _ => bail!("new makes one of two things: `new lang ca` or `new article ca/pluja`"),
    }
}

fn parse_snapshots(rest: &[String]) -> Result<Errand> {
    let (mut filter, mut accept) = (None, false);
    for word in rest {
        match word.as_str() {
            "--accept" => accept = true,
            flag if flag.starts_with('-') => bail!("snapshots has no flag {flag:?}; it knows --accept"),
            word if filter.is_none() => filter = Some(word.to_owned()),
            word => bail!("snapshots takes one FILTER; what is {word:?}?"),
        }
    }
    Ok(Errand::Snapshots { filter, accept })
}

fn parse_review(rest: &[String]) -> Result<Errand> {
    let (mut filter, mut base, mut out) = (None, None, None);
    let mut words = rest.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().cloned().with_context(|| format!("review {word} needs a value"));
        match word.as_str() {
            "--base" => base = Some(value()?),
            "-o" => out = Some(value()?.into()),
            flag if flag.starts_with('-') => {
                bail!("review has no flag {flag:?}; it knows --base REV, -o FILE")
            }
            word if filter.is_none() => filter = Some(word.to_owned()),
            word => bail!("review takes one FILTER; what is {word:?}?"),
        }
    }
    Ok(Errand::Review { filter, base, out })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Errand, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&words).map_err(|err| err.to_string())
    }

    #[test]
    fn errands_are_understood() {
        assert_eq!(parsed(""), Ok(Errand::Help));
        assert_eq!(parsed("check --help"), Ok(Errand::Help));
        assert_eq!(parsed("check"), Ok(Errand::Check { steps: STEPS.iter().collect() }));
        let words = ["segment", "--help"].map(str::to_owned).to_vec();
        assert_eq!(parsed("eval segment --help"), Ok(Errand::Eval { words }));
        assert_eq!(parsed("snapshots"), Ok(Errand::Snapshots { filter: None, accept: false }));
        assert_eq!(
            parsed("snapshots --accept seeds/003"),
            Ok(Errand::Snapshots { filter: Some("seeds/003".to_owned()), accept: true })
        );
    }

    #[test]
    fn a_review_knows_what_before_means() {
        let nothing = Errand::Review { filter: None, base: None, out: None };
        assert_eq!(parsed("review"), Ok(nothing));
        let all = Errand::Review {
            filter: Some("fr/".to_owned()),
            base: Some("main".to_owned()),
            out: Some("page.html".into()),
        };
        assert_eq!(parsed("review fr/ --base main -o page.html"), Ok(all));
    }

    #[test]
    fn new_things_are_named() {
        assert_eq!(parsed("new lang ca"), Ok(Errand::NewLanguage { tag: "ca".to_owned() }));
        assert_eq!(parsed("new article ca/pluja"), Ok(Errand::NewArticle { name: "ca/pluja".to_owned() }));
        assert!(parsed("new ca").is_err());
    }

    #[test]
    fn steps_keep_their_order() {
        let Ok(Errand::Check { steps }) = parsed("check licences format") else { panic!("two steps exist") };
        assert_eq!(steps.iter().map(|step| step.name).collect::<Vec<_>>(), ["format", "licences"]);
    }

    #[test]
    fn help_names_every_step() {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        assert!(HELP.contains(&names.join(" ")), "{names:?}");
    }

    #[test]
    fn mistakes_are_answered_with_what_there_is() {
        for (line, answer) in [
            ("chekc", "check, snapshots, review, eval"),
            ("review --base", "needs a value"),
            ("review --bsae main", "--base REV"),
            ("review a b", "\"b\""),
            ("check speling", "format, lints, tests"),
            ("snapshots --acept", "--accept"),
            ("snapshots a b", "\"b\""),
        ] {
            let err = parsed(line).expect_err(line);
            assert!(err.contains(answer), "{err}");
        }
    }
}
