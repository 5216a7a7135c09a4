//! `renmai check`: every problem of the journal, with its line.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::privacy;
use super::problems;
use super::terminal::Terminal;
use crate::cli::{Check, Format};
use renmai::message::Message;

/// Prints the problems in the wanted form.
pub fn run(context: &Context, terminal: &mut Terminal, typed: &Check) -> Result<Exit, Failure> {
    match if typed.json { Format::Json } else { typed.format } {
        Format::Json if typed.privacy => {
            let exposures = privacy::json(context, terminal);
            terminal.data(&serde_json::Value::from(exposures).to_string())?;
        }
        Format::Json => problems::json(context, terminal)?,
        Format::Short | Format::Human if typed.privacy => privacy::run(context, terminal)?,
        Format::Short => problems::short(context, terminal)?,
        Format::Human => {
            problems::human(context, terminal)?;
            terminal.talk(&verdict(context))?;
        }
    }
    if typed.privacy {
        return Ok(Exit::Done);
    }
    Ok(if context.errors() == 0 { Exit::Done } else { Exit::Problems })
}

fn verdict(context: &Context) -> Message {
    let people = Message::new("terminal.people").with("n", context.loaded.journal.contacts.len());
    match context.problems.len() {
        0 => Message::new("terminal.check.none").with("files", context.vault.content.len()).with("people", people),
        _ => problems::count(context),
    }
}
