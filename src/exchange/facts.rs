//! Everything a person's front matter says, as keys and values that read back as the
//! same; and how such a value stands in one field of another format.
//!
//! The log, tasks and text of a file are no facts and stay where they are.

use serde_json::{Map, Value};

use crate::model::calendar::LunarDate;
use crate::model::card::Written;
use crate::model::contact::{DayOfYear, Met, Profile, Status};
use crate::model::date::PartialDate;
use crate::model::money::{Amount, MoneyEntry, MoneyMove};
use crate::parse::keys::{channel_of, normal};
use crate::source::Spanned;

/// Keys whose value is a list of texts.
const LISTS: [&str; 9] = ["aliases", "tags", "languages", "interests", "strengths", "needs", "avoid", "festivals", "redact"];
/// Keys whose value is a list of maps.
const RECORDS: [&str; 7] = ["family", "relations", "dates", "needs_really", "projects", "money", "dismissed"];

/// All facts of a person but the name, in the order of the contract.
#[must_use]
pub fn facts_of(profile: &Profile) -> Vec<(String, Written)> {
    let mut facts: Vec<(String, Written)> = Vec::new();
    let mut text = |key: &str, value: Option<String>| facts.extend(value.map(|value| (key.to_owned(), Written::Text(value))));
    text("description", profile.description.clone());
    text("publishDate", profile.publish_date.map(|day| day.to_string()));
    text("reading", profile.written_reading.clone());
    text("circle", profile.circle.as_ref().map(|circle| circle.value.clone()));
    text("cadence", profile.cadence_days.map(|days| days.to_string()));
    text("status", (profile.status != Status::Active).then(|| profile.status.name().to_owned()));
    text("snooze_until", profile.snooze_until.as_ref().map(|day| day.value.to_string()));
    text("birthday", profile.birthday.as_ref().map(|day| day_text(day.value)));
    text("lunar_birthday", profile.lunar_birthday.as_ref().map(|day| lunar_text(day.value)));
    text("died", profile.died.as_ref().map(|day| day_text(day.value)));
    text("org", profile.org.clone());
    text("role", profile.role.clone());
    text("location", profile.location.clone());
    text("timezone", profile.timezone.as_ref().map(|zone| zone.value.clone()));
    text("best_time", profile.best_time.clone());
    text("last_contact", profile.last_contact.as_ref().map(|day| day.value.to_string()));
    text("photo", profile.photo.as_ref().map(|photo| photo.value.clone()));
    let spanned = |list: &[Spanned<String>]| list.iter().map(|item| item.value.clone()).collect::<Vec<_>>();
    for (key, list) in [
        ("aliases", profile.aliases.clone()),
        ("tags", profile.tags.clone()),
        ("languages", profile.languages.clone()),
        ("interests", spanned(&profile.interests)),
        ("strengths", spanned(&profile.strengths)),
        ("needs", spanned(&profile.needs)),
        ("avoid", spanned(&profile.avoid)),
        ("redact", profile.redact.clone()),
    ] {
        if !list.is_empty() {
            facts.push((key.to_owned(), Written::List(list)));
        }
    }
    // An empty list says something: greet them on no day.
    facts.extend(profile.festivals.as_ref().map(|list| ("festivals".to_owned(), Written::List(spanned(list)))));
    facts.extend(channels(profile));
    facts.extend(met(&profile.met));
    facts.extend(records(profile).into_iter().filter(|(_, value)| !value.is_empty()));
    facts.extend(profile.facts.iter().map(|fact| (fact.key.clone(), Written::Text(fact.value.clone()))));
    facts
}

fn channels(profile: &Profile) -> Vec<(String, Written)> {
    let mut known: Vec<(String, Vec<String>)> = Vec::new();
    let mut bare: Vec<String> = Vec::new();
    let mut named: Vec<(String, String)> = Vec::new();
    for channel in &profile.channels {
        if channel_of(&normal(&channel.kind)).is_some() {
            match known.iter_mut().find(|(kind, _)| *kind == channel.kind) {
                Some((_, values)) => values.push(channel.value.clone()),
                None => known.push((channel.kind.clone(), vec![channel.value.clone()])),
            }
        } else if channel.kind == "contact" {
            bare.push(channel.value.clone());
        } else {
            named.push((channel.kind.clone(), channel.value.clone()));
        }
    }
    let mut facts: Vec<(String, Written)> = known.into_iter().map(|(kind, values)| (kind, Written::List(values))).collect();
    match (bare.is_empty(), named.is_empty()) {
        (_, false) => facts.push(("contact".to_owned(), Written::Map(named))),
        (false, true) => facts.push(("contact".to_owned(), Written::List(bare))),
        (true, true) => {}
    }
    facts
}

fn met(met: &Met) -> Vec<(String, Written)> {
    let on = met.on.map(day_text);
    let through = met.through.as_ref().map(|through| through.value.clone());
    let whole = met.on.and_then(|on| on.full());
    let one = |key: &str, value: String| (key.to_owned(), Written::Text(value));
    let Some(text) = &met.text else {
        let parts = [("on", on), ("place", met.place.clone()), ("through", through)];
        let map: Vec<(String, String)> = parts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
        return if map.is_empty() { Vec::new() } else { vec![("met".to_owned(), Written::Map(map))] };
    };
    let mut facts = vec![one("met", whole.map_or_else(|| text.clone(), |on| format!("{on} {text}")))];
    facts.extend(on.filter(|_| whole.is_none()).map(|on| one("met_on", on)));
    facts.extend(met.place.clone().map(|place| one("met_at", place)));
    facts.extend(through.map(|through| one("met_through", through)));
    facts
}

fn records(profile: &Profile) -> Vec<(String, Written)> {
    let record = |fields: Vec<(&str, Option<String>)>| -> Vec<(String, String)> {
        let said = |(name, value): (&str, Option<String>)| Some((name.to_owned(), value.filter(|value| !value.is_empty())?));
        fields.into_iter().filter_map(said).collect()
    };
    let family = profile.family.iter().map(|relative| {
        let (birthday, lunar) = match relative.birthday {
            Some(DayOfYear::Solar(day)) => (Some(day_text(day)), None),
            Some(DayOfYear::Lunar(day)) => (None, Some(lunar_text(day))),
            None => (None, None),
        };
        record(vec![
            ("name", Some(relative.name.clone())),
            ("relation", relative.relation.clone()),
            ("birthday", birthday),
            ("lunar_birthday", lunar),
        ])
    });
    let relations = profile
        .relations
        .iter()
        .map(|relation| record(vec![("to", Some(relation.to.value.clone())), ("as", Some(relation.label.clone()))]));
    let dates = profile.dates.iter().map(|day| {
        let (on, lunar) = match day.on {
            DayOfYear::Solar(on) => (day_text(on), None),
            DayOfYear::Lunar(on) => (lunar_text(on), Some("true".to_owned())),
        };
        record(vec![("label", Some(day.label.clone())), ("on", Some(on)), ("lunar", lunar)])
    });
    let needs =
        profile.needs_really.iter().map(|need| record(vec![("says", Some(need.says.clone())), ("means", Some(need.means.clone()))]));
    let projects = profile.projects.iter().map(|project| {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        record(vec![("name", Some(project.name.clone())), ("checked", day(project.checked)), ("next", day(project.next))])
    });
    let dismissed = profile
        .dismissed
        .iter()
        .map(|sign| record(vec![("sign", Some(sign.sign.clone())), ("on", sign.on.map(|on| on.to_string())), ("why", sign.why.clone())]));
    let money = profile.money.iter().map(|entry| record(money_fields(entry)));
    vec![
        ("family".to_owned(), Written::Records(family.collect())),
        ("relations".to_owned(), Written::Records(relations.collect())),
        ("dates".to_owned(), Written::Records(dates.collect())),
        ("needs_really".to_owned(), Written::Records(needs.collect())),
        ("projects".to_owned(), Written::Records(projects.collect())),
        ("money".to_owned(), Written::Records(money.collect())),
        ("dismissed".to_owned(), Written::Records(dismissed.collect())),
    ]
}

fn money_fields(entry: &MoneyEntry) -> Vec<(&'static str, Option<String>)> {
    let name = match entry.moved {
        MoneyMove::Lent => "lent",
        MoneyMove::Borrowed => "borrowed",
        MoneyMove::Repaid => "repaid",
        MoneyMove::Received => "received",
    };
    vec![
        ("on", entry.on.map(|on| on.to_string())),
        (name, Some(format!("{} {}", amount_text(entry.amount), entry.currency))),
        ("due", entry.due.map(|due| due.to_string())),
        ("written", entry.written.then(|| "true".to_owned())),
    ]
}

/// `1500.5`: as few digits as say it exactly.
fn amount_text(amount: Amount) -> String {
    let (whole, part) = (amount.0 / Amount::SCALE, amount.0 % Amount::SCALE);
    let text = format!("{whole}.{part:04}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `1990-05-12`, `05-12`, `2019`.
#[must_use]
pub fn day_text(day: PartialDate) -> String {
    day.to_string().trim_start_matches("--").to_owned()
}

/// `08-15`, `闰04-01`, `1990-08-15`.
#[must_use]
pub fn lunar_text(day: LunarDate) -> String {
    let leap = if day.on.leap { "闰" } else { "" };
    let on = format!("{leap}{:02}-{:02}", day.on.month, day.on.day);
    day.year.map_or(on.clone(), |year| format!("{year:04}-{on}"))
}

/// A value as one text, and the shape one must know to read it back: nothing for a
/// text, `json` for all else.
#[must_use]
pub fn shape(value: &Written) -> (&'static str, String) {
    let object = |map: &[(String, String)]| {
        let mut object = Map::new();
        for (name, value) in map {
            match object.get_mut(name) {
                Some(Value::Array(list)) => list.push(value.clone().into()),
                Some(first) => *first = Value::from(vec![first.clone(), value.clone().into()]),
                None => drop(object.insert(name.clone(), value.clone().into())),
            }
        }
        Value::Object(object)
    };
    match value {
        Written::Text(text) => ("", text.clone()),
        Written::List(list) => ("json", Value::from(list.clone()).to_string()),
        Written::Map(map) => ("json", object(map).to_string()),
        Written::Records(records) => ("json", Value::from(records.iter().map(|record| object(record)).collect::<Vec<_>>()).to_string()),
    }
}

/// The value again; a text that is not of its shape is a text.
#[must_use]
pub fn read_shape(text: &str, shape: &str) -> Written {
    let read = if shape == "json" { serde_json::from_str::<Value>(text).ok() } else { None };
    match read {
        Some(Value::Array(items)) if items.iter().all(Value::is_string) => Written::List(items.iter().map(plain).collect()),
        Some(Value::Array(items)) => Written::Records(items.iter().map(fields).collect()),
        Some(Value::String(text)) => Written::Text(text),
        Some(map @ Value::Object(_)) => Written::Map(fields(&map)),
        _ => Written::Text(text.to_owned()),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn fields(value: &Value) -> Vec<(String, String)> {
    let Value::Object(object) = value else { return Vec::new() };
    let each = |(name, value): (&String, &Value)| match value {
        Value::Array(list) => list.iter().map(|value| (name.clone(), plain(value))).collect(),
        other => vec![(name.clone(), plain(other))],
    };
    object.iter().flat_map(each).collect()
}

/// A value in one cell of a table: a list one item a line, maps as JSON.
#[must_use]
pub fn cell(key: &str, value: &Written) -> String {
    match value {
        Written::List(list) if is_list(key) => {
            let escaped = |item: &String| item.replace('\\', "\\\\").replace('\n', "\\n");
            match list.iter().map(escaped).collect::<Vec<_>>().join("\n").as_str() {
                "" => "[]".to_owned(),
                "[]" => "\\[]".to_owned(),
                lines => lines.to_owned(),
            }
        }
        other => shape(other).1,
    }
}

/// The value of a cell.
#[must_use]
pub fn read_cell(key: &str, cell: &str) -> Written {
    if is_list(key) {
        let items = if cell == "[]" { Vec::new() } else { cell.lines().map(unescaped).filter(|item| !item.is_empty()).collect() };
        return Written::List(items);
    }
    let is_map = matches!(key, "met" | "contact") && cell.starts_with(['{', '[']);
    read_shape(cell, if is_map || RECORDS.contains(&key) { "json" } else { "" })
}

fn is_list(key: &str) -> bool {
    LISTS.contains(&key) || channel_of(&normal(key)).is_some_and(|kind| kind == key)
}

fn unescaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match (sign, sign == '\\') {
            (_, true) => match signs.next() {
                Some('n') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            (sign, false) => text.push(sign),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_survives_a_cell() {
        let list = |items: &[&str]| Written::List(items.iter().map(|item| (*item).to_owned()).collect());
        for (key, value) in [
            ("aliases", list(&["a", "b\\n", "c\nd"])),
            ("festivals", list(&[])),
            ("tags", list(&["[]"])),
            ("email", list(&["a@example.com"])),
            ("org", Written::Text("[not a list]".to_owned())),
            ("dates", Written::Records(vec![vec![("label".to_owned(), "x, y".to_owned()), ("on".to_owned(), "05-12".to_owned())]])),
            ("met", Written::Map(vec![("on".to_owned(), "2020".to_owned())])),
        ] {
            assert_eq!(read_cell(key, &cell(key, &value)), value, "{key}");
        }
    }

    #[test]
    fn amounts_and_lunar_days() {
        assert_eq!(amount_text(Amount(15_005_000)), "1500.5");
        assert_eq!(amount_text(Amount(5_000_000)), "500");
    }
}
