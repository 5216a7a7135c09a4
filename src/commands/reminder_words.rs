//! What a reminder says on the terminal, as messages of the catalogue.

use super::people;
use jiff::civil::Date;
use renmai::measure::boundary::Debt;
use renmai::measure::reminders::{Detail, Reminder};
use renmai::message::{Argument, Message};
use renmai::model::Journal;
use renmai::model::interaction::Side;

/// What is to be remembered, with the person's name where it needs one.
pub fn what(reminder: &Reminder, journal: &Journal) -> Message {
    let name = reminder.person.and_then(|who| journal.contact(who)).map_or("", |contact| contact.name());
    let of = |key: &str| Message::new(format!("reminder.{key}")).with("name", name);
    match &reminder.detail {
        Detail::ReachOut { days_since, cadence_days } => {
            Message::new("reason.silent").with("days", *days_since).with("cadence", people::cadence(*cadence_days))
        }
        Detail::Birthday { relative: None, age, .. } => with_age(of("birthday"), *age),
        Detail::Birthday { relative: Some(relative), relation: Some(relation), age, .. } => {
            let birthday = Message::new("reminder.family_birthday").with("name", relative).with("of", name).with("relation", relation);
            with_age(birthday, *age)
        }
        Detail::Birthday { relative: Some(relative), relation: None, age, .. } => {
            with_age(Message::new("reminder.birthday").with("name", relative), *age)
        }
        Detail::YearlyDay { label, .. } => of("date").with("label", label),
        Detail::Festival { .. } => greet_all(&[reminder], journal),
        Detail::Task { text, .. } => Message::new("reminder.task").with("text", text),
        Detail::Promise { by: Side::Me, text } => Message::new("terminal.today.promise").with("name", name).with("text", text),
        Detail::Promise { by: Side::Them, text } => Message::new("terminal.today.their_promise").with("name", name).with("text", text),
        Detail::Reply { by: Side::Me, .. } => of("reply_me"),
        Detail::Reply { by: Side::Them, .. } => of("reply_them"),
        Detail::Money { side, amount, currency, .. } => {
            let sum = format!("{} {currency}", amount.to_number());
            let key = if *side == Debt::OwedToMe { "money.owed_to_me" } else { "money.i_owe" };
            of("money").with("amount", Message::new(key).with("amount", sum))
        }
        Detail::Project { name: project } => of("project").with("text", project),
        Detail::Met { years } => of("met").with("n", *years),
        Detail::Assessment { .. } => of("assessment"),
    }
}

/// Whether two reminders can be said in one breath.
pub fn is_same_festival(a: &Reminder, b: &Reminder) -> bool {
    match (&a.detail, &b.detail) {
        (Detail::Festival { id, .. }, Detail::Festival { id: other, .. }) => id == other && a.on == b.on,
        _ => false,
    }
}

/// One festival and everybody to greet on it.
pub fn greet_all(alike: &[&Reminder], journal: &Journal) -> Message {
    let people = alike.iter().filter_map(|reminder| journal.contact(reminder.person?));
    let names: Vec<Argument> = people.map(|contact| contact.name().into()).collect();
    let festival = alike.first().map_or_else(
        || "".into(),
        |reminder| match &reminder.detail {
            Detail::Festival { id, .. } => festival(id, journal),
            _ => "".into(),
        },
    );
    Message::new("terminal.today.greet").with("festival", festival).with("names", names)
}

/// How far away a day is, in the words one would say.
pub fn when(on: Date, today: Date) -> Message {
    match days_from(today, on) {
        0 => Message::new("when.today"),
        1 => Message::new("when.tomorrow"),
        days @ 2.. => Message::new("when.in_days").with("n", days),
        days => Message::new("when.days_ago").with("n", -days),
    }
}

/// Days from one day to another; negative when it lies before.
pub fn days_from(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

fn with_age(birthday: Message, age: Option<i32>) -> Message {
    match age {
        Some(age) => Message::new("terminal.today.turns").with("what", birthday).with("age", Message::new("note.turns").with("n", age)),
        None => birthday,
    }
}

/// A festival of the user's own goes by its title.
fn festival(id: &str, journal: &Journal) -> Argument {
    match journal.settings.festivals.iter().find(|own| own.id == id) {
        Some(own) => own.title.as_str().into(),
        None => Message::new(format!("festival.{id}")).into(),
    }
}
