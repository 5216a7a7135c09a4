//! Bare `renmai`: where one stands, and the next steps from there.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::terminal::Terminal;
use crate::cli::Everywhere;
use renmai::message::Message;

/// Says what there is and what to type next.
pub fn run(terminal: &mut Terminal, typed: &Everywhere) -> Result<Exit, Failure> {
    let what = terminal.word(&Message::new("terminal.bare.what"));
    let next = match Context::resolve(typed, terminal) {
        Ok(context) => {
            let people = Message::new("terminal.people").with("n", context.loaded.journal.contacts.len());
            Message::new("terminal.bare.here").with("people", people)
        }
        Err(_) => Message::new("terminal.bare.none"),
    };
    terminal.data(&what)?;
    let next = terminal.word(&next);
    terminal.data(&next)?;
    Ok(Exit::Done)
}
