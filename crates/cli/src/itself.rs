//! The verbs that read no article: what the program says of itself, and the files it sets a project up with.

use std::io::Write;
use std::path::Path;

use anyhow::bail;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use epitome::{Languages, Project};
use epitome_report::{text, wire};

use crate::args::{Cli, CompletionsArgs, Export, InitArgs, LangsArgs, ListFormat, ManArgs};
use crate::sink::{Outcome, json};
use crate::talk::Talk;
use crate::whole::write_bytes;

/// `langs`: the languages there is data for, or their rules for another tool.
pub(crate) fn langs(args: &LangsArgs) -> anyhow::Result<Outcome> {
    let languages = Languages::default();
    let listed = match (args.export, args.format) {
        (Some(Export::Srx), _) => epitome::export_srx(&languages),
        (None, ListFormat::Text) => text::languages(&languages),
        (None, ListFormat::Json) => json(&wire::languages(&languages)) + "\n",
    };
    print(listed.as_bytes())
}

/// `completions`: what a shell needs to complete our command line.
pub(crate) fn completions(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "epitome", &mut script);
    print(&script)
}

/// `man`: one page on standard output, or every page into a folder.
pub(crate) fn man(args: &ManArgs, talk: &Talk) -> anyhow::Result<Outcome> {
    let pages = pages();
    if let Some(folder) = &args.out {
        for (name, page) in &pages {
            let path = folder.join(format!("{name}.1"));
            write_bytes(&path, page)?;
        }
        let (n_pages, folder) = (pages.len(), folder.display());
        talk.say(&format!("{n_pages} pages in {folder}; man -l {folder}/epitome.1 shows the first"));
        return Ok(Outcome::default());
    }
    let wanted = args.verb.as_ref().map_or("epitome".to_owned(), |verb| format!("epitome-{verb}"));
    match pages.iter().find(|(name, _)| *name == wanted) {
        Some((_, page)) => print(page),
        None => {
            let verbs: Vec<&str> =
                pages.iter().filter_map(|(name, _)| name.strip_prefix("epitome-")).collect();
            bail!(
                "there is no verb {}; there are {}",
                args.verb.as_deref().unwrap_or_default(),
                verbs.join(", ")
            );
        }
    }
}

/// What every page ends with, in the language of man pages.
const MAN_SECTIONS: &str = r#"
.SH "EXIT STATUS"
.TP
0
Done.
.TP
1
A record could not be read and \fB\-\-fail\-on error\fR was given, or a file is not valid XLIFF.
.TP
2
An error; all else is done all the same.
.SH FILES
.TP
epitome.toml
The nearest one, in this folder or above, gives defaults; \fBepitome init\fR writes one with every key explained.
"#;

/// The page of the program and one of each verb, with their names.
fn pages() -> Vec<(String, Vec<u8>)> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    // A manual leaves nothing out that a short help does.
    let in_full = |command: Command| command.mut_args(|arg| arg.hide_short_help(false)).after_long_help(None);
    let program = in_full(program).mut_subcommands(in_full);
    let page = |mut command: Command| {
        let mut page = Vec::new();
        let usage = command.render_usage().to_string();
        let title = command.get_display_name().unwrap_or("epitome").to_uppercase();
        let source = format!("epitome {}", env!("CARGO_PKG_VERSION"));
        let man = Man::new(command).title(title).source(source).manual("User Commands");
        man.render(&mut page).expect("memory can be written to");
        let page = String::from_utf8(page).expect("arguments are described in UTF-8");
        // All flags of a verb without their values make no synopsis, and its description is that of its name.
        let (head, rest) = page.split_once(".SH SYNOPSIS\n").expect("a page has a synopsis");
        let (_, options) = rest.split_once(".SH OPTIONS\n").expect("a page has options");
        let usage = usage.trim_start_matches("Usage: ").replace('-', "\\-");
        format!("{head}.SH SYNOPSIS\n{usage}\n.SH OPTIONS\n{}{MAN_SECTIONS}", options.trim_end()).into_bytes()
    };
    let verbs = program.get_subcommands().map(|verb| {
        let name = format!("epitome-{}", verb.get_name());
        (name.clone(), page(verb.clone().display_name(name)))
    });
    let verbs: Vec<_> = verbs.collect();
    std::iter::once(("epitome".to_owned(), page(program))).chain(verbs).collect()
}

/// `init`: a project file with every key explained.
pub(crate) fn init(args: &InitArgs, talk: &Talk) -> anyhow::Result<Outcome> {
    let path = Path::new(Project::FILE);
    if path.exists() && !args.overwrite {
        bail!("{} is there already; --overwrite writes over it", Project::FILE);
    }
    let inputs = if args.inputs.is_empty() { vec![".".to_owned()] } else { args.inputs.clone() };
    write_bytes(path, Project::template(&inputs).as_bytes())?;
    talk.say(&format!("wrote {}; epitome summarize now reads {}", Project::FILE, inputs.join(", ")));
    Ok(Outcome::default())
}

fn print(bytes: &[u8]) -> anyhow::Result<Outcome> {
    let mut out = anstream::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Outcome::default())
}
