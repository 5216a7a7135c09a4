//! JSON for other programs: the whole export, or the part a command is about.
//!
//! `--json` of a command gives the same objects as `export json`, so that whoever
//! reads one can read the other.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::reminder_words::what;
use super::terminal::Terminal;
use renmai::exchange::{self, Words};
use renmai::measure::Insights;
use renmai::measure::reminders::Reminder;
use renmai::message::Message;
use renmai::model::ContactIndex;
use serde_json::{Value, json};

/// Everything.
pub fn export(context: &Context, insights: &Insights, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let whole = whole(context, insights, terminal);
    print(terminal, &whole)
}

/// The people of a list, in its order.
pub fn people(context: &Context, insights: &Insights, terminal: &mut Terminal, found: &[ContactIndex]) -> Result<Exit, Failure> {
    let whole = whole(context, insights, terminal);
    let list: Vec<Value> = found.iter().filter_map(|index| person_of(&whole, context, *index)).collect();
    print(terminal, &Value::from(list))
}

/// One person.
pub fn person(context: &Context, insights: &Insights, terminal: &mut Terminal, index: ContactIndex) -> Result<Exit, Failure> {
    let whole = whole(context, insights, terminal);
    let person = person_of(&whole, context, index).unwrap_or(Value::Null);
    print(terminal, &person)
}

/// The day: the week's list and what is due.
pub fn today(context: &Context, insights: &Insights, terminal: &mut Terminal, due: &[&Reminder]) -> Result<Exit, Failure> {
    let whole = whole(context, insights, terminal);
    let is_due = |reminder: &&Value| due.iter().any(|one| reminder.get("key").and_then(Value::as_str) == Some(one.key.as_str()));
    let reminders: Vec<&Value> = whole.get("reminders").and_then(Value::as_array).into_iter().flatten().filter(is_due).collect();
    let day = json!({ "today": whole.get("today"), "week": whole.get("week"), "reminders": reminders });
    print(terminal, &day)
}

fn person_of(whole: &Value, context: &Context, index: ContactIndex) -> Option<Value> {
    let id = &context.loaded.journal.contact(index)?.id;
    let people = whole.get("people")?.as_array()?;
    people.iter().find(|person| person.get("id").and_then(Value::as_str) == Some(id)).cloned()
}

fn whole(context: &Context, insights: &Insights, terminal: &Terminal) -> Value {
    let say = |message: &Message| terminal.word(message);
    let reason = |reminder: &Reminder| terminal.word(&what(reminder, &context.loaded.journal));
    exchange::json(&context.loaded, insights, &context.problems, Words { say: &say, reason: &reason })
}

fn print(terminal: &mut Terminal, value: &Value) -> Result<Exit, Failure> {
    terminal.data(&format!("{value:#}"))?;
    Ok(Exit::Done)
}
