//! JSON for other programs: the whole export, or the part a command is about.
//!
//! `--json` of a command gives the same objects as `export json`, so that whoever
//! reads one can read the other.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::terminal::Terminal;
use renmai::arrange::Site;
use renmai::exchange::{Export, Words};
use renmai::measure::Insights;
use renmai::measure::reminders::Reminder;
use renmai::message::Message;
use renmai::model::ContactIndex;
use serde_json::{Value, json};

/// Everything, written as it is made.
pub fn export(context: &Context, insights: &Insights, terminal: &mut Terminal) -> Result<Exit, Failure> {
    // Plain values into memory: nothing of it can fail.
    let text = with_export(context, insights, terminal, |export| serde_json::to_string_pretty(export).unwrap_or_default());
    terminal.data(&text)?;
    Ok(Exit::Done)
}

/// The people of a list, in its order.
pub fn people(context: &Context, insights: &Insights, terminal: &mut Terminal, found: &[ContactIndex]) -> Result<Exit, Failure> {
    let list: Vec<Value> = with_export(context, insights, terminal, |export| found.iter().filter_map(|who| export.person(*who)).collect());
    print(terminal, &Value::from(list))
}

/// One person.
pub fn person(context: &Context, insights: &Insights, terminal: &mut Terminal, index: ContactIndex) -> Result<Exit, Failure> {
    let person = with_export(context, insights, terminal, |export| export.person(index).unwrap_or(Value::Null));
    print(terminal, &person)
}

/// The day: the week's list and what is due.
pub fn today(context: &Context, insights: &Insights, terminal: &mut Terminal, due: &[&Reminder]) -> Result<Exit, Failure> {
    let day = with_export(context, insights, terminal, |export| {
        let reminders: Vec<Value> = due.iter().map(|reminder| export.reminder(reminder)).collect();
        json!({ "today": insights.today.to_string(), "week": export.week(), "reminders": reminders })
    });
    print(terminal, &day)
}

fn with_export<T>(context: &Context, insights: &Insights, terminal: &Terminal, make: impl FnOnce(&Export<'_>) -> T) -> T {
    let say = |message: &Message| terminal.word(message);
    let site = Site::new(&context.loaded.journal, &context.loaded.sources, insights, &context.problems);
    let reason = |reminder: &Reminder| terminal.word(&site.reminder_reason(reminder));
    let words = Words { say: &say, reason: &reason };
    make(&Export { loaded: &context.loaded, insights, problems: &context.problems, words })
}

fn print(terminal: &mut Terminal, value: &Value) -> Result<Exit, Failure> {
    terminal.data(&format!("{value:#}"))?;
    Ok(Exit::Done)
}
