//! Keys and values as lines of a front matter, the way a person would write them:
//! one line a key, several texts as `[a, b]`, several maps one below the other.

use super::person::value;
use super::scalar::{list, scalar};
use crate::model::card::Written;
use crate::parse::keys::{channel_of, normal};
use crate::parse::yaml::{Mapping, Node, Value};

/// The lines of one key, with their ends.
#[must_use]
pub fn lines(key: &str, written: &Written) -> String {
    let key = name(key);
    match written {
        // A number is what is asked for there.
        Written::Text(text) if key == "cadence" && text.parse::<u32>().is_ok() => format!("{key}: {text}\n"),
        Written::Text(text) => format!("{key}: {}\n", value(text)),
        Written::List(items) => match items.as_slice() {
            [one] if channel_of(&normal(&key)).is_some() => format!("{key}: {}\n", value(one)),
            items => format!("{key}: {}\n", list(items)),
        },
        Written::Map(map) => format!("{key}: {}\n", flow(map)),
        Written::Records(records) => {
            let items: String = records.iter().map(|record| format!("  - {}\n", flow(record))).collect();
            format!("{key}:\n{items}")
        }
    }
}

/// `{on: 2026-11-20, place: a reading}`; a name that comes again makes a list.
fn flow(map: &[(String, String)]) -> String {
    let mut fields: Vec<(&str, Vec<String>)> = Vec::new();
    for (name, value) in map {
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, values)) => values.push(value.clone()),
            None => fields.push((name, vec![value.clone()])),
        }
    }
    let field = |(name, values): &(&str, Vec<String>)| match values.as_slice() {
        // `true` is the word itself where yes or no is asked for.
        [one] if one == "true" && matches!(*name, "lunar" | "written") => format!("{name}: true"),
        [one] => format!("{}: {}", self::name(name), value(one)),
        several => format!("{}: {}", self::name(name), list(several)),
    };
    format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
}

/// A key; `on` is one everywhere in a journal, though some readers take it for a yes.
fn name(key: &str) -> String {
    if key == "on" { key.to_owned() } else { scalar(key) }
}

/// Whether a front matter has this key with just this value.
#[must_use]
pub fn stands_in(mapping: &Mapping, key: &str, written: &Written) -> bool {
    let is_text = |value: &Value, text: &str| match &value.value {
        Node::Text(found) => found.trim() == text.trim(),
        Node::Empty => text.trim().is_empty(),
        Node::List(_) | Node::Map(_) => false,
    };
    let is_map = |value: &Value, map: &[(String, String)]| match &value.value {
        Node::Map(found) => map.iter().all(|(name, text)| {
            found.iter().any(|(known, value)| {
                known.value.trim() == name.trim()
                    && match &value.value {
                        Node::List(items) => items.iter().any(|item| is_text(item, text)),
                        _ => is_text(value, text),
                    }
            })
        }),
        _ => false,
    };
    let Some((_, value)) = mapping.iter().find(|(known, _)| known.value == key) else { return false };
    match (written, &value.value) {
        (Written::Text(text), _) => is_text(value, text),
        (Written::List(items), Node::Text(_)) => matches!(items.as_slice(), [one] if is_text(value, one)),
        (Written::List(items), Node::List(found)) => {
            items.len() == found.len() && items.iter().zip(found).all(|(item, value)| is_text(value, item))
        }
        (Written::Map(map), _) => is_map(value, map),
        (Written::Records(records), Node::List(found)) => {
            records.len() == found.len() && records.iter().zip(found).all(|(record, value)| is_map(value, record))
        }
        _ => false,
    }
}
