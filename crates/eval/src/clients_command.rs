//! `cargo xtask eval clients`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use epitome_eval::{Tools, clients, clients_table};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folders whose articles are sent
    #[arg(long, value_name = "DIR", default_values = ["fixtures/articles", "crates/eval/data/clients"])]
    articles: Vec<PathBuf>,
    /// A folder for the files on the way, which stay there to be looked at
    #[arg(long, value_name = "DIR", default_value = "target/clients")]
    work: PathBuf,
    /// OmegaT
    #[arg(long, value_name = "PROGRAM", default_value = "omegat")]
    omegat: PathBuf,
    /// A Python that has translate-toolkit
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    python: PathBuf,
    /// Node.js
    #[arg(long, value_name = "PROGRAM", default_value = "node")]
    node: PathBuf,
    /// The folder that holds the package xliff of npm, where node does not find it by itself
    #[arg(long, value_name = "DIR")]
    node_modules: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let Args { omegat, python, node, node_modules, .. } = args;
    let tools = Tools {
        omegat: omegat.clone(),
        python: python.clone(),
        node: node.clone(),
        node_modules: node_modules.clone(),
    };
    let results = clients(&args.articles, &args.work, &tools)?;
    std::io::stdout().write_all(clients_table(&results).as_bytes())?;
    if results.iter().any(|result| result.outcome.as_ref().is_ok_and(|arrival| !arrival.lost.is_empty())) {
        bail!("text or codes were lost on the way");
    }
    Ok(())
}
