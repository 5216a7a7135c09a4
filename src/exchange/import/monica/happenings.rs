//! What happened with one of Monica's contacts, what is to be done, and what was noted.

use serde_json::Value;

use super::{Book, day, flag, list, properties, said, text};
use crate::exchange::import::gather::Gather;
use crate::model::card::CardEntry;
use crate::model::interaction::By;
use jiff::civil::Date;

/// Takes in all of it.
pub fn take(gather: &mut Gather, record: &Value, book: &Book<'_>) {
    for call in list(record, "call") {
        let own = properties(call);
        let by = match own.get("contact_called") {
            None | Some(Value::Null) => By::Unknown,
            Some(_) if flag(own, "contact_called") => By::Them,
            Some(_) => By::Me,
        };
        let felt: Vec<String> =
            own.get("emotions").map_or_else(Vec::new, super::values).into_iter().map(emotion).filter(|word| !word.is_empty()).collect();
        let felt = if felt.is_empty() { String::new() } else { format!(" ({})", felt.join(", ")) };
        if let Some(on) = day(own, "called_at").or_else(|| day(call, "created_at")) {
            gather.entry(entry(on, by, "call", format!("{}{felt}", text(own, "content"))));
        }
    }
    activities(gather, record, book);
    conversations(gather, record);
    gifts(gather, record);
    to_do(gather, record);
    for note in list(record, "note") {
        gather.note(text(properties(note), "body"));
    }
    for event in list(record, "life_event") {
        let own = properties(event);
        let title = [text(own, "name"), type_name(own, book)].into_iter().find(|title| !title.is_empty()).unwrap_or("");
        let on = day(own, "happened_at").map(|day| day.to_string()).unwrap_or_default();
        gather.fact("life event", [on.as_str(), title, text(own, "note")].join(" ").trim());
    }
}

fn entry(on: Date, by: By, kind: &'static str, text: String) -> CardEntry {
    CardEntry { on, by, kind: Some(kind), text, gave: None, got: None }
}

fn emotion(emotion: &Value) -> String {
    match emotion {
        Value::String(name) => name.clone(),
        other => [said(other, "name"), said(properties(other), "name")].into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
    }
}

fn type_name<'a>(own: &'a Value, book: &Book<'a>) -> &'a str {
    let kind = book.other_types.get(text(own, "type")).map(|kind| properties(kind));
    kind.and_then(|kind| ["name", "translation_key"].iter().map(|key| text(kind, key)).find(|name| !name.is_empty())).unwrap_or("")
}

/// Who began is not written down there.
fn activities(gather: &mut Gather, record: &Value, book: &Book<'_>) {
    for activity in list(record, "activity") {
        let activity = match activity {
            Value::String(id) => match book.activities.get(id.as_str()) {
                Some(activity) => activity,
                None => continue,
            },
            whole => whole,
        };
        let own = properties(activity);
        let Some(on) = day(own, "happened_at").or_else(|| day(activity, "created_at")) else { continue };
        let title = type_name(own, book);
        let is_meal = ["ate", "restaurant", "dinner", "lunch"].iter().any(|word| title.split(['_', ' ']).any(|part| part == *word));
        let words =
            [text(own, "summary"), text(own, "description")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        let words = if words.is_empty() { title.replace('_', " ") } else { words };
        gather.entry(entry(on, By::Unknown, if is_meal { "meal" } else { "meeting" }, words));
    }
}

/// Whoever wrote the first message began.
fn conversations(gather: &mut Gather, record: &Value) {
    for conversation in list(record, "conversation") {
        let own = properties(conversation);
        let Some(on) = day(own, "happened_at").or_else(|| day(conversation, "created_at")) else { continue };
        let messages: Vec<(bool, &str)> = own
            .get("messages")
            .map_or_else(Vec::new, super::values)
            .into_iter()
            .map(|message| {
                let own = if message.get("properties").is_some() { properties(message) } else { message };
                (flag(own, "written_by_me"), text(own, "content"))
            })
            .collect();
        let by = messages.first().map_or(By::Unknown, |(mine, _)| if *mine { By::Me } else { By::Them });
        let lines: Vec<String> = match messages.as_slice() {
            [(_, only)] => vec![(*only).to_owned()],
            several => std::iter::once("…".to_owned())
                .chain(several.iter().map(|(mine, text)| format!("{} {}", if *mine { "→" } else { "←" }, text.replace('\n', " "))))
                .collect(),
        };
        gather.entry(entry(on, by, "message", lines.join("\n")));
    }
}

fn gifts(gather: &mut Gather, record: &Value) {
    for gift in list(record, "gift") {
        let own = properties(gift);
        let name = text(own, "name").to_owned();
        let more = [text(own, "comment").to_owned(), text(own, "url").to_owned(), said(own, "amount")];
        let words = std::iter::once(name.clone()).chain(more).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let on = day(own, "date").or_else(|| day(gift, "created_at"));
        match (text(own, "status"), on) {
            ("offered" | "given", Some(on)) => gather.entry(CardEntry { gave: Some(name), ..entry(on, By::Me, "gift", words) }),
            ("received", Some(on)) => gather.entry(CardEntry { got: Some(name), ..entry(on, By::Them, "gift", words) }),
            _ => gather.fact("gift idea", &words),
        }
    }
}

fn to_do(gather: &mut Gather, record: &Value) {
    for task in list(record, "task") {
        let own = properties(task);
        let words =
            [text(own, "title"), text(own, "description")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        gather.task(&words, None);
        if flag(own, "completed") {
            gather.done(day(own, "completed_at"));
        }
    }
    for reminder in list(record, "reminder") {
        let own = properties(reminder);
        // Monica's own reminders of a birthday come from the birthday.
        if flag(own, "inactive") || own.get("delible").is_some() && !flag(own, "delible") {
            continue;
        }
        let words =
            [text(own, "title"), text(own, "description")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        let Some(on) = day(own, "initial_date") else {
            gather.fact("reminder", &words);
            continue;
        };
        let every = said(own, "frequency_number");
        match text(own, "frequency_type") {
            "year" if matches!(every.as_str(), "" | "1") => gather.yearly(&words, &on.to_string()),
            kind @ ("week" | "month" | "year") => {
                let rhythm = if matches!(every.as_str(), "" | "1") { format!("every {kind}") } else { format!("every {every} {kind}s") };
                gather.task(&format!("{words} 🔁 {rhythm}"), Some(on));
            }
            _ => gather.task(&words, Some(on)),
        }
    }
}
