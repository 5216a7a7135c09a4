//! `renmai check --privacy`: ways in which others could come to read the journal.
//!
//! They are warnings: nothing in the journal is wrong, so the exit code stays what the problems
//! make it.

use super::context::Context;
use super::failure::{Failure, shown};
use super::terminal::Terminal;
use renmai::disk::exposure::{Exposure, exposures};
use renmai::message::Message;

/// Looks around the journal and where its site goes, and says what it sees.
pub fn run(context: &Context, terminal: &mut Terminal) -> Result<(), Failure> {
    let found = look(context);
    for exposure in &found {
        let line = terminal.word(&sentence(context, exposure));
        terminal.data(&line)?;
    }
    if found.is_empty() {
        terminal.talk(&Message::new("privacy.none"))?;
    }
    Ok(())
}

/// The same for another program.
pub fn json(context: &Context, terminal: &Terminal) -> Vec<serde_json::Value> {
    let one = |exposure: &Exposure| {
        serde_json::json!({
            "kind": exposure.kind.name(),
            "path": shown(&context.places.as_typed(&exposure.path)),
            "detail": exposure.detail,
            "message": terminal.word(&sentence(context, exposure)),
        })
    };
    look(context).iter().map(one).collect()
}

fn look(context: &Context) -> Vec<Exposure> {
    // Where a site would lie inside the notes, the notes themselves are looked at.
    let site = context.places.site(None).unwrap_or_else(|_| context.places.content.clone());
    exposures(&context.places.content, &site)
}

fn sentence(context: &Context, exposure: &Exposure) -> Message {
    let path = shown(&context.places.as_typed(&exposure.path));
    Message::new(format!("privacy.{}", exposure.kind.name())).with("path", path).with("detail", &exposure.detail)
}
