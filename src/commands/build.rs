//! `renmai build`: writes the site, says what it did, and lets no problem pass unsaid.

use super::attachments;
use super::browser;
use super::context::{Context, Unread};
use super::failure::{Exit, Failure, shown};
use super::inputs::Inputs;
use super::pages::{self, Made};
use super::problems;
use super::sealed;
use super::stages::Stages;
use super::terminal::Terminal;
use crate::cli::Build;
use renmai::disk::{Modes, PublishError, Publisher, Stamp, Summary};
use renmai::message::Message;
use std::mem::ManuallyDrop;
use std::time::Instant;

/// The page one begins with.
const FIRST_PAGE: &str = "index.html";

/// What was seen of a site before anything is read.
pub enum Stands {
    /// It stands there already, made from the same, and that was said.
    Whole(Exit),
    /// It is to be made; what was opened for it, where that could be.
    Not(Option<Box<Publisher>>),
}

/// Looks whether the site of a journal stands there already, made from the same; if so,
/// says so and is done. Whatever is in the way is found again, and said, by [`run`].
pub fn stands(desk: &Unread, terminal: &mut Terminal, typed: &Build, began: Instant, stages: &mut Stages) -> Result<Stands, Failure> {
    // A sealed site is sealed anew each time; a redacted one is made from other files.
    let Some(inputs) = inputs(desk, typed).filter(|_| !typed.encrypt && !typed.redact) else { return Ok(Stands::Not(None)) };
    let Ok(site) = desk.places.site(typed.output.as_deref()) else { return Ok(Stands::Not(None)) };
    let Ok(publisher) = Publisher::open(&site, &desk.places.surroundings(), modes(typed)) else { return Ok(Stands::Not(None)) };
    let Some(Stamp { pages, people, .. }) = publisher.stands_whole(inputs) else { return Ok(Stands::Not(Some(Box::new(publisher)))) };
    let summary = Summary { written: 0, unchanged: publisher.files_before(), removed: 0 };
    let first_page = publisher.site().join(FIRST_PAGE);
    drop(publisher);
    desk.speak(terminal);
    stages.end("known");
    stages.say(terminal)?;
    let place = shown(&desk.places.as_typed(&first_page));
    done(terminal, typed, &Built { pages, people, summary, place, errors: 0, warnings: 0 }, began)?;
    if typed.open {
        browser::open(terminal, first_page.as_ref())?;
    }
    Ok(Stands::Whole(Exit::Done))
}

fn inputs(desk: &Unread, typed: &Build) -> Option<u64> {
    let Unread { places, vault, today, languages, edition } = desk;
    Inputs { edition: *edition, places, vault, today: *today, languages, typed: &what_counts(typed) }.digest()
}

/// What was typed, as far as the site depends on it: not where it goes, nor what is said.
fn what_counts(typed: &Build) -> String {
    format!("{:?}", Build { output: None, strict: false, open: false, json: false, ..typed.clone() })
}

fn modes(typed: &Build) -> Modes {
    if typed.shared_modes { Modes::Shared } else { Modes::Private }
}

/// Builds the site of a journal, in what [`stands`] opened for it.
pub fn run(
    context: &Context,
    terminal: &mut Terminal,
    typed: &Build,
    opened: Option<Box<Publisher>>,
    (began, stages): (Instant, &mut Stages),
) -> Result<Exit, Failure> {
    let errors = context.errors();
    let exit = if errors == 0 { Exit::Done } else { Exit::Problems };
    if typed.strict && errors > 0 {
        problems::summarise(context, terminal)?;
        terminal.insist(&Message::new("terminal.build.strict").with("n", errors))?;
        return Ok(exit);
    }
    let site = context.places.site(typed.output.as_deref())?;
    let refused = Failure::publish(&context.places.as_typed(&site));
    let publisher = match opened {
        Some(publisher) => *publisher,
        None => Publisher::open(&site, &context.places.surroundings(), modes(typed)).map_err(&refused)?,
    };
    let first_page = publisher.site().join(FIRST_PAGE);
    // From here on nothing but the redacted journal reaches a page; the terminal speaks of the user's own.
    let redacted = typed.redact.then(|| ManuallyDrop::new(context.redacted()));
    let published = redacted.as_deref().unwrap_or(context);
    let people = published.loaded.journal.contacts.len();
    let Outcome { made, left_out, summary } = if typed.encrypt {
        sealed::publish(published, terminal, typed, publisher, stages)?
    } else {
        publish(published, typed, publisher, &refused, stages)?
    };
    for message in made.left_out.iter().chain(&left_out) {
        terminal.insist(message)?;
    }
    for problem in &made.problems {
        let line = problems::line(published, terminal, problem);
        terminal.insist_text(&line)?;
    }
    problems::summarise(context, terminal)?;
    let place = shown(&context.places.as_typed(&first_page));
    let warnings = context.problems.len() - errors;
    done(terminal, typed, &Built { pages: made.pages, people, summary, place, errors, warnings }, began)?;
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

fn publish(
    context: &Context,
    typed: &Build,
    publisher: Publisher,
    refused: &impl Fn(PublishError) -> Failure,
    stages: &mut Stages,
) -> Result<Outcome, Failure> {
    let publisher = publisher.of_edition(context.edition);
    let made = pages::publish(&publisher, context, stages).map_err(refused)?;
    let left_out = attachments::publish(&publisher, &context.places.content, &context.vault.assets).map_err(refused)?;
    let is_silent = context.problems.is_empty() && made.is_whole() && left_out.is_empty();
    let inputs = context.inputs(&what_counts(typed)).filter(|_| is_silent);
    let people = context.loaded.journal.contacts.len();
    let stamp = inputs.map(|inputs| Stamp { inputs, pages: made.pages, people });
    let summary = publisher.finish_from(stamp).map_err(refused)?;
    stages.end("moved");
    Ok(Outcome { made, left_out, summary })
}

/// What is said of a build.
struct Built {
    pages: usize,
    people: usize,
    summary: Summary,
    /// The first page, as one would type it.
    place: String,
    errors: usize,
    warnings: usize,
}

fn done(terminal: &mut Terminal, typed: &Build, built: &Built, began: Instant) -> Result<(), Failure> {
    let Built { pages, people, summary: Summary { written, unchanged, removed }, place, errors, warnings } = built;
    if typed.json {
        let done = serde_json::json!({
            "pages": pages, "people": people, "written": written, "unchanged": unchanged, "removed": removed,
            "first_page": place, "errors": errors, "warnings": warnings,
        });
        return terminal.data(&done.to_string());
    }
    let seconds = format!("{:.2}", began.elapsed().as_secs_f64());
    let people = Message::new("terminal.people").with("n", *people);
    let done = Message::new("terminal.build.done").with("n", *pages).with("people", people).with("seconds", seconds).with("path", place);
    terminal.talk(&done)?;
    if terminal.verbose {
        let details =
            Message::new("terminal.build.details").with("written", *written).with("unchanged", *unchanged).with("removed", *removed);
        terminal.talk(&details)?;
    }
    if typed.open {
        Ok(())
    } else {
        terminal.talk(&Message::new("terminal.build.open").with("command", browser::opener()).with("path", place))
    }
}
