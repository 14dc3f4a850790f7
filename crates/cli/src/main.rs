//! The command line of epitome: arguments in, findings out. All knowledge is in the library crates.
//!
//! `args` says what can be asked, `inputs` finds what is meant, `read_ahead` reads it, `stream` takes it through a verb of `verbs` on
//! all cores and writes it to `sink` in input order, `together` through one for all. `translate` has the verbs that write files for
//! translators, `opened` and `origin` what comes back from them and of which article it is, `itself` the verbs that read no article.
//! `talk` is everything said on standard error.

mod args;
mod inputs;
mod itself;
mod kind;
mod lines;
mod merge;
mod merge_records;
mod opened;
mod origin;
mod pack;
mod read_ahead;
mod records;
mod settings;
mod sink;
mod stream;
mod talk;
mod together;
mod translate;
mod update;
mod validate;
mod verbs;
mod whole;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Format, InputArgs, Verb};
use epitome::ReadError;
use settings::Settings;
use sink::Outcome;
use stream::Rendered;
use talk::{Talk, in_words};
use verbs::Article;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.color.write_global();
    let talk = Talk::new(cli.quiet);
    match run(&cli, &talk) {
        Ok(outcome) => outcome.exit_code(),
        // Whoever read our output has enough: that is success, as for every filter.
        Err(err) if is_broken_pipe(&err) => ExitCode::SUCCESS,
        Err(err) => {
            talk.error(&in_words(&err));
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, talk: &Talk) -> anyhow::Result<Outcome> {
    match &cli.verb {
        Verb::Summarize(args) => {
            args.pick.check()?;
            if args.together {
                return together::run(args, talk);
            }
            each_article(&args.pick.input, args.output.format, talk, |article| {
                verbs::summarize(args, article)
            })
        }
        Verb::Explain(args) => {
            args.pick.check()?;
            each_article(&args.pick.input, args.format, talk, |article| verbs::explain(args, article))
        }
        Verb::Detect(args) => {
            each_article(&args.input, args.output.format, talk, |article| verbs::detect(args, article))
        }
        Verb::Segment(args) => {
            let srx = args.srx.as_deref().map(|path| settings::srx(path, talk)).transpose()?;
            each_article(&args.input, args.output.format, talk, |article| {
                verbs::segment(args, srx.as_ref(), article)
            })
        }
        Verb::Extract(args) => translate::extract(args, false, talk),
        Verb::Merge(args) => merge::merge(args, talk),
        Verb::Update(args) => update::update(args, talk),
        Verb::Pack(args) => pack::pack(args, talk),
        Verb::Pseudo(args) => translate::extract(args, true, talk),
        Verb::Validate(args) => validate::run(args, talk),
        Verb::Langs(args) => itself::langs(args),
        Verb::Init(args) => itself::init(args, talk),
        Verb::Completions(args) => itself::completions(args),
        Verb::Man(args) => itself::man(args, talk),
    }
}

fn each_article(
    input: &InputArgs,
    format: Option<Format>,
    talk: &Talk,
    verb: impl Fn(&Article<'_>) -> Result<Rendered, ReadError> + Sync,
) -> anyhow::Result<Outcome> {
    let settings = Settings::new(input, talk)?;
    let format = settings.format(format);
    stream::run(&settings, format, talk, |input| verb(&Article { input, settings: &settings, format }))
}

fn is_broken_pipe(err: &anyhow::Error) -> bool {
    err.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|err| err.kind() == ErrorKind::BrokenPipe)
    })
}
