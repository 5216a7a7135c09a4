//! Bare `renmai`: where one stands, and the next steps from there.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::terminal::Terminal;
use super::when::days_from;
use crate::cli::Everywhere;
use renmai::measure::ReminderKind;
use renmai::message::Message;
use std::mem::ManuallyDrop;

/// Days ahead that `renmai today` looks as well.
const SOON: i32 = 7;

/// Says what there is and what to type next.
pub fn run(terminal: &mut Terminal, typed: &Everywhere) -> Result<Exit, Failure> {
    let what = terminal.word(&Message::new("terminal.bare.what"));
    let next = match Context::resolve(typed, terminal) {
        Ok(context) => {
            // A large journal is not freed note by note at the end.
            let context = ManuallyDrop::new(context);
            Message::new("terminal.bare.here").with("state", state(&context))
        }
        Err(_) => Message::new("terminal.bare.none"),
    };
    terminal.data(&what)?;
    let next = terminal.word(&next);
    terminal.data(&next)?;
    Ok(Exit::Done)
}

/// How it stands with the journal, in one line.
fn state(context: &Context) -> Message {
    let insights = renmai::measure(&context.loaded.journal, context.today);
    let counted = |key: &str, n: usize| Message::new(format!("terminal.{key}")).with("n", n);
    let week = &insights.week.people;
    let promised = insights.reminders.iter().filter(|reminder| reminder.kind() == ReminderKind::Promise);
    let soon = promised.filter(|reminder| days_from(insights.today, reminder.on) <= SOON).count();
    let warnings = context.problems.len() - context.errors();
    let problems = match (context.errors(), warnings) {
        (0, 0) => Message::new("terminal.bare.no-problem"),
        (0, warnings) => counted("problems.warnings", warnings),
        (errors, _) => counted("problems.errors", errors),
    };
    // Of nobody, nobody can have been reached.
    Message::new(if week.is_empty() { "terminal.bare.state-quiet" } else { "terminal.bare.state" })
        .with("people", counted("people", context.loaded.journal.contacts.len()))
        .with("week", counted("bare.week", week.len()))
        .with("done", counted("bare.done", week.iter().filter(|person| person.done).count()))
        .with("promises", counted("bare.promises", soon))
        .with("problems", problems)
}
