//! `renmai schema`: the front matter as a JSON Schema, for editors that complete and
//! explain keys as one types.
//!
//! The keys come from the parser's own table, so there is none here that is not read
//! and none read that is not here. A schema only helps: what it does not know is kept
//! and shown as a fact, so nothing is forbidden by it.

use super::failure::{Exit, Failure};
use super::terminal::Terminal;
use renmai::message::Message;
use renmai::model::Settings;
use renmai::model::festivals::builtin;
use renmai::parse::SIGN_IDS;
use renmai::parse::keys::{Key, channels, keys, written};
use serde_json::{Map, Value, json};

/// Keys of `me.md` that no other file has.
const MINE: [&str; 3] = ["gaps", "offers", "pitch"];

/// Prints the schema; circles are those of the journal one stands in.
pub fn run(terminal: &mut Terminal, settings: &Settings) -> Result<Exit, Failure> {
    let say = |key: &str| terminal.word(&Message::new(format!("schema.{key}")));
    let mut properties = Map::new();
    for (key, name) in keys() {
        properties.insert(written(name).to_owned(), described(of(key, settings), say(&format!("key.{name}"))));
    }
    for channel in channels() {
        properties.insert(channel.to_owned(), described(list(), say("channel")));
    }
    for name in MINE {
        properties.insert(name.to_owned(), described(list(), say(&format!("key.{name}"))));
    }
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": say("title"),
        "type": "object",
        "properties": properties,
        "additionalProperties": true,
    });
    terminal.data(&format!("{schema:#}"))?;
    Ok(Exit::Done)
}

/// The shape of a key's value.
fn of(key: Key, settings: &Settings) -> Value {
    match key {
        Key::Type => one_of(&["person", "me", "journal", "guide", "checklist", "plan"]),
        Key::Circle => one_of(&settings.circles.iter().map(|circle| circle.id.as_str()).collect::<Vec<_>>()),
        Key::Status => one_of(&["active", "paused", "ended", "deceased"]),
        Key::Cadence => one_of(&[
            "daily",
            "weekly",
            "biweekly",
            "monthly",
            "quarterly",
            "yearly",
            "每天",
            "每周",
            "每两周",
            "每月",
            "每季度",
            "半年",
            "每年",
        ]),
        Key::Tags | Key::Aliases | Key::Languages | Key::Interests | Key::Strengths | Key::Needs | Key::Avoid | Key::Redact => list(),
        Key::Festivals => json!({"anyOf": [{"type": "array", "items": one_of(&festivals())}, text()]}),
        Key::Contact => json!({"type": "object", "additionalProperties": list()}),
        Key::Met => json!({"anyOf": [text(), object(&[("on", text()), ("place", text()), ("through", text())])]}),
        Key::Family => maps(&[("name", text()), ("relation", text()), ("birthday", text())]),
        Key::NeedsReally => maps(&[("says", text()), ("means", text())]),
        Key::Projects => maps(&[("name", text()), ("checked", text()), ("next", text())]),
        Key::Dates => maps(&[("label", text()), ("on", text()), ("lunar", yes())]),
        Key::Relations => maps(&[("to", text()), ("as", text())]),
        Key::Money => {
            let amounts = ["lent", "borrowed", "repaid", "received"].map(|side| (side, text()));
            maps(&[[("on", text()), ("due", text()), ("written", yes())].as_slice(), &amounts].concat())
        }
        Key::Dismissed => maps(&[("sign", one_of(&SIGN_IDS)), ("on", text()), ("why", text())]),
        Key::Title
        | Key::Description
        | Key::PublishDate
        | Key::Name
        | Key::Reading
        | Key::SnoozeUntil
        | Key::Birthday
        | Key::LunarBirthday
        | Key::Died
        | Key::Org
        | Key::Role
        | Key::Location
        | Key::Timezone
        | Key::BestTime
        | Key::MetOn
        | Key::MetPlace
        | Key::MetThrough
        | Key::LastContact
        | Key::Photo => text(),
    }
}

fn festivals() -> Vec<&'static str> {
    builtin().iter().map(|festival| festival.id).collect()
}

/// What stands in the file is taken as it is typed, so a number is a text too.
fn text() -> Value {
    json!({"type": ["string", "number", "null"]})
}

fn yes() -> Value {
    json!({"type": ["boolean", "string"]})
}

/// Known words to choose from; another text is no mistake of form.
fn one_of(words: &[&str]) -> Value {
    json!({"anyOf": [{"enum": words}, text()]})
}

fn list() -> Value {
    json!({"anyOf": [{"type": "array", "items": text()}, text()]})
}

fn object(keys: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    json!({"type": "object", "properties": properties})
}

/// One map or several, or plain words.
fn maps(keys: &[(&str, Value)]) -> Value {
    let map = object(keys);
    json!({"anyOf": [{"type": "array", "items": {"anyOf": [map, text()]}}, map, text()]})
}

fn described(mut shape: Value, words: String) -> Value {
    if let Some(shape) = shape.as_object_mut() {
        shape.insert("description".to_owned(), Value::String(words));
    }
    shape
}
