//! The errands of this workspace, run as `cargo xtask VERB`.
//!
//! [`check`] is all that continuous integration runs, so that a laptop has nothing less; [`snapshots`] shows and accepts what
//! a change does to the articles under `fixtures/`, and [`review`] writes that as a page. This package depends on nobody in the
//! workspace and on almost nothing outside: it is compiled before anything can be checked. Please keep it so.

mod args;
mod bench;
mod check;
mod digest;
mod eval;
mod hygiene;
mod licences;
mod new;
mod review;
mod snapshots;
mod third_party;
mod workspace;

use std::process::ExitCode;

use args::Errand;

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    match run(&given) {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            workspace::say(&format!("error: {err:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(given: &[String]) -> anyhow::Result<()> {
    match args::parse(given)? {
        Errand::Help => {
            workspace::print(args::HELP);
            Ok(())
        }
        Errand::Check { steps } => check::check(&steps),
        Errand::Bench { words } => bench::bench(&words),
        Errand::Eval { words } => eval::eval(&words),
        Errand::Train { words } => eval::train(&words),
        Errand::NewLanguage { tag } => new::language(workspace::root(), &tag),
        Errand::NewArticle { name } => new::article(workspace::root(), &name),
        Errand::ThirdParty => third_party::write(workspace::root()),
        Errand::Review { filter, base, out } => {
            review::review(filter.as_deref(), base.as_deref(), out.as_deref())
        }
        Errand::Snapshots { filter, accept } => snapshots::snapshots(filter.as_deref(), accept),
    }
}
