//! `renmai build`: writes the site, says what it did, and lets no problem pass unsaid.

use super::attachments;
use super::browser;
use super::context::Context;
use super::failure::{Exit, Failure, shown};
use super::pages::{self, Made};
use super::problems;
use super::sealed;
use super::terminal::Terminal;
use crate::cli::Build;
use renmai::disk::{Modes, PublishError, Publisher, Summary};
use renmai::message::Message;
use std::path::Path;
use std::time::Instant;

/// The page one begins with.
const FIRST_PAGE: &str = "index.html";

/// Builds the site of a journal.
pub fn run(context: &Context, terminal: &mut Terminal, typed: &Build, began: Instant) -> Result<Exit, Failure> {
    let errors = context.errors();
    let exit = if errors == 0 { Exit::Done } else { Exit::Problems };
    if typed.strict && errors > 0 {
        problems::summarise(context, terminal)?;
        terminal.insist(&Message::new("terminal.build.strict").with("n", errors))?;
        return Ok(exit);
    }
    let site = context.places.site(typed.output.as_deref())?;
    let modes = if typed.shared_modes { Modes::Shared } else { Modes::Private };
    let refused = Failure::publish(&context.places.as_typed(&site));
    let publisher = Publisher::open(&site, &context.places.surroundings(), modes).map_err(&refused)?;
    let first_page = publisher.site().join(FIRST_PAGE);
    let Outcome { made, left_out, summary } =
        if typed.encrypt { sealed::publish(context, terminal, typed, publisher)? } else { publish(context, publisher, &refused)? };
    for message in made.left_out.iter().chain(&left_out) {
        terminal.insist(message)?;
    }
    for problem in &made.problems {
        let line = problems::line(context, terminal, problem);
        terminal.insist_text(&line)?;
    }
    problems::summarise(context, terminal)?;
    report(context, terminal, typed, made.pages, summary, &first_page, began)?;
    if typed.open {
        browser::open(terminal, first_page.as_ref())?;
    }
    Ok(if made.is_whole() { exit } else { Exit::Problems })
}

/// What became of a site.
pub struct Outcome {
    /// What came of making the pages.
    pub made: Made,
    /// Attachments that were left out, and why.
    pub left_out: Vec<Message>,
    /// What is new in the folder.
    pub summary: Summary,
}

fn publish(context: &Context, publisher: Publisher, refused: &impl Fn(PublishError) -> Failure) -> Result<Outcome, Failure> {
    let made = pages::publish(&publisher, context).map_err(refused)?;
    let left_out = attachments::publish(&publisher, &context.places.content, &context.vault.assets).map_err(refused)?;
    let summary = publisher.finish().map_err(refused)?;
    Ok(Outcome { made, left_out, summary })
}

fn report(
    context: &Context,
    terminal: &mut Terminal,
    typed: &Build,
    pages: usize,
    summary: Summary,
    first_page: &Path,
    began: Instant,
) -> Result<(), Failure> {
    let people = context.loaded.journal.contacts.len();
    let place = shown(&context.places.as_typed(first_page));
    if typed.json {
        let Summary { written, unchanged, removed } = summary;
        let done = serde_json::json!({
            "pages": pages, "people": people, "written": written, "unchanged": unchanged, "removed": removed,
            "first_page": place, "errors": context.errors(), "warnings": context.problems.len() - context.errors(),
        });
        return terminal.data(&done.to_string());
    }
    let seconds = format!("{:.2}", began.elapsed().as_secs_f64());
    let people = Message::new("terminal.people").with("n", people);
    let done = Message::new("terminal.build.done").with("n", pages).with("people", people).with("seconds", seconds).with("path", &place);
    terminal.talk(&done)?;
    if terminal.verbose {
        let Summary { written, unchanged, removed } = summary;
        let details = Message::new("terminal.build.details").with("written", written).with("unchanged", unchanged).with("removed", removed);
        terminal.talk(&details)?;
    }
    if typed.open {
        Ok(())
    } else {
        terminal.talk(&Message::new("terminal.build.open").with("command", browser::opener()).with("path", place))
    }
}
