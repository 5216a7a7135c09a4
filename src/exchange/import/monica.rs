//! Monica's export (version 4, JSON): contacts with all that hangs on them, and the
//! lists they point into by id.
//!
//! A call keeps who called. Somebody Monica knows only as kin of another has no file
//! of their own; they are family there.

mod contact;
mod happenings;

use std::collections::HashMap;

use serde_json::Value;

use super::{Imported, Remark};
use crate::message::Message;
use crate::model::date::parse_day;
use jiff::civil::Date;

/// Reads an export.
#[must_use]
pub fn read(bytes: &[u8]) -> Imported {
    let mut imported = Imported::default();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let root: Value = match serde_json::from_slice(bytes) {
        Ok(root) => root,
        Err(error) => {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
            imported.remarks.push(Remark { line, message: Message::new("import.remark.no-json").with("error", error.to_string()) });
            return imported;
        }
    };
    let Some(account) = root.get("account").filter(|account| account.is_object()) else {
        imported.remarks.push(Remark::new(1, "import.remark.no-account"));
        return imported;
    };
    let book = Book::of(account);
    imported.pictures = list(account, "photo").len();
    for (place, record) in list(account, "contact").into_iter().enumerate() {
        if flag(properties(record), "is_partial") {
            continue;
        }
        let place = u32::try_from(place + 1).unwrap_or(u32::MAX);
        match contact::card(record, place, &book) {
            Some(card) => imported.cards.push(card),
            None => imported.remarks.push(Remark::new(place, "import.remark.empty-card")),
        }
    }
    imported
}

/// What contacts point to by id.
struct Book<'a> {
    contacts: HashMap<&'a str, &'a Value>,
    activities: HashMap<&'a str, &'a Value>,
    /// Whose relation it is: the one it is about, the other one, and as what.
    relationships: HashMap<&'a str, Vec<(&'a str, &'a str)>>,
    field_types: HashMap<&'a str, &'a Value>,
    other_types: HashMap<&'a str, &'a Value>,
}

impl<'a> Book<'a> {
    fn of(account: &'a Value) -> Self {
        let by_id = |records: Vec<&'a Value>| records.into_iter().map(|record| (text(record, "uuid"), record)).collect::<HashMap<_, _>>();
        let instance = |name: &str| account.get("instance").and_then(|instance| instance.get(name)).map_or_else(Vec::new, values);
        let mut relationships: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
        for relation in list(account, "relationship") {
            let said = properties(relation);
            relationships.entry(text(said, "of_contact")).or_default().push((text(said, "contact_is"), text(said, "type")));
        }
        let mut other_types = by_id(instance("activity_types"));
        other_types.extend(by_id(instance("life_event_types")));
        Self {
            contacts: by_id(list(account, "contact")),
            activities: by_id(list(account, "activity")),
            relationships,
            field_types: by_id(instance("contact_field_types")),
            other_types,
        }
    }
}

static NOTHING: Value = Value::Null;

/// The records of one type among those that hang on something.
fn list<'a>(owner: &'a Value, kind: &str) -> Vec<&'a Value> {
    let lists = owner.get("data").map_or_else(Vec::new, values);
    lists.into_iter().filter(|list| text(list, "type") == kind).flat_map(|list| list.get("values").map_or_else(Vec::new, values)).collect()
}

fn values(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(list) => list.iter().collect(),
        Value::Object(object) => object.values().collect(),
        _ => Vec::new(),
    }
}

fn properties(record: &Value) -> &Value {
    record.get("properties").unwrap_or(&NOTHING)
}

fn text<'a>(record: &'a Value, key: &str) -> &'a str {
    record.get(key).and_then(Value::as_str).unwrap_or("").trim()
}

/// A text or a number as text.
fn said(record: &Value, key: &str) -> String {
    match record.get(key) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn flag(record: &Value, key: &str) -> bool {
    match record.get(key) {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::Number(number)) => number.as_i64() == Some(1),
        Some(Value::String(text)) => matches!(text.as_str(), "1" | "true" | "yes"),
        _ => false,
    }
}

/// The day of a moment: `2023-05-01T10:00:00Z`.
fn day(record: &Value, key: &str) -> Option<Date> {
    let text = text(record, key);
    parse_day(text.get(..10).unwrap_or(text))
}
