//! A person's front matter: every key of the contract, every spelling, nothing dropped.

use std::collections::HashSet;

use super::decode::Decoder;
use super::keys::{self, Key};
use super::person_parts as parts;
use super::yaml::{Mapping, Node, Value, flat_text};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::contact::{Channel, Fact, Profile, Status};
use crate::model::date::parse_cadence;
use crate::source::{Span, Spanned};

/// Reads a person's front matter. The name is the file's stem until a key says otherwise.
pub fn person(mapping: &Mapping, stem: &str, decoder: &mut Decoder) -> Profile {
    let mut profile = Profile::default();
    let mut seen: Vec<(Key, Span)> = Vec::new();
    let mut name = None;
    let mut title = None;
    for (key, value) in mapping {
        let normal = keys::normal(&key.value);
        if let Some(kind) = keys::channel_of(&normal) {
            add_channels(&mut profile, decoder, kind, value);
            continue;
        }
        let Some(known) = keys::key_of(&normal) else {
            unknown(&mut profile, decoder, key, value, &normal);
            continue;
        };
        // A key left empty says nothing, not even that its twin is one too many.
        if value.value == Node::Empty {
            continue;
        }
        if let Some((_, first)) = seen.iter().find(|(key, _)| *key == known) {
            decoder.report(Diagnostic::new(Code::DuplicateKey, key.at).with("key", &key.value).related(*first));
            keep_as_fact(&mut profile, key, value);
            continue;
        }
        seen.push((known, key.at));
        match known {
            Key::Name => name = decoder.plain(&key.value, value),
            Key::Title => title = decoder.plain(&key.value, value),
            Key::Type => {}
            _ => read_key(&mut profile, decoder, known, key, value),
        }
    }
    profile.facts.append(&mut decoder.kept);
    profile.name = name.or(title).unwrap_or_else(|| stem.to_owned());
    // A day that cannot be read still says that they died.
    if seen.iter().any(|(key, _)| *key == Key::Died) {
        profile.status = Status::Deceased;
    }
    profile
}

fn read_key(profile: &mut Profile, decoder: &mut Decoder, known: Key, key: &Spanned<String>, value: &Value) {
    let key_text = key.value.as_str();
    match known {
        Key::Type | Key::Title | Key::Name => {}
        Key::Description => profile.description = decoder.plain(key_text, value),
        Key::PublishDate => profile.publish_date = decoder.day(key_text, value).map(|day| day.value),
        Key::Tags => profile.tags = tags(decoder, key_text, value),
        Key::Reading => profile.written_reading = decoder.plain(key_text, value),
        Key::Aliases => profile.aliases = values(decoder.comma_texts(key_text, value)),
        Key::Circle => profile.circle = decoder.text(key_text, value),
        Key::Cadence => profile.cadence_days = cadence(decoder, key_text, value),
        Key::Status => profile.status = status(decoder, key_text, value),
        Key::SnoozeUntil => profile.snooze_until = decoder.day(key_text, value),
        Key::Birthday => parts::birthday(profile, decoder, key_text, value),
        Key::LunarBirthday => profile.lunar_birthday = decoder.lunar(key_text, value),
        Key::Died => profile.died = decoder.partial(key_text, value),
        Key::Org => profile.org = decoder.plain(key_text, value),
        Key::Role => profile.role = decoder.plain(key_text, value),
        Key::Location => profile.location = decoder.plain(key_text, value),
        Key::Timezone => profile.timezone = decoder.text(key_text, value),
        Key::BestTime => profile.best_time = decoder.plain(key_text, value),
        Key::Languages => profile.languages = values(decoder.comma_texts(key_text, value)),
        Key::Contact => contact_map(profile, decoder, key_text, value),
        Key::Met => parts::met(profile, decoder, key_text, value),
        Key::MetOn => parts::met_on(profile, decoder, key_text, value),
        Key::MetPlace => profile.met.place = decoder.plain(key_text, value),
        Key::MetThrough => profile.met.through = decoder.text(key_text, value),
        Key::Family => profile.family = parts::family(decoder, key_text, value),
        Key::Interests => profile.interests = decoder.comma_texts(key_text, value),
        Key::Strengths => profile.strengths = decoder.comma_texts(key_text, value),
        Key::Needs => profile.needs = decoder.comma_texts(key_text, value),
        Key::Avoid => profile.avoid = decoder.comma_texts(key_text, value),
        Key::NeedsReally => profile.needs_really = parts::needs_really(decoder, key_text, value),
        Key::Projects => profile.projects = parts::projects(decoder, key_text, value),
        Key::Dates => profile.dates = parts::dates(decoder, key_text, value),
        Key::Festivals => profile.festivals = Some(decoder.comma_texts(key_text, value)),
        Key::Relations => profile.relations = parts::relations(decoder, key_text, value),
        Key::Money => profile.money = parts::money(decoder, key_text, value),
        Key::LastContact => profile.last_contact = decoder.day(key_text, value),
        Key::Dismissed => profile.dismissed = parts::dismissed(decoder, key_text, value),
        Key::Photo => profile.photo = decoder.text(key_text, value),
        Key::Redact => profile.redact = decoder.comma_texts(key_text, value).into_iter().map(|key| keys::normal(&key.value)).collect(),
    }
    if matches!(known, Key::MetOn | Key::MetPlace | Key::MetThrough) {
        profile.met.at.get_or_insert(value.at);
    }
}

/// Tags without `#`, as a list or as text split on commas.
pub(super) fn tags(decoder: &mut Decoder, key: &str, value: &Value) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    for tag in decoder.comma_texts(key, value) {
        let tag = tag.value.trim_start_matches('#').trim().to_owned();
        if !tag.is_empty() && seen.insert(tag.clone()) {
            tags.push(tag);
        }
    }
    tags
}

fn values(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn cadence(decoder: &mut Decoder, key: &str, value: &Value) -> Option<u32> {
    let text = decoder.text(key, value)?;
    let days = parse_cadence(&text.value);
    if days.is_none() {
        decoder.report(Diagnostic::new(Code::BadCadence, text.at).with("value", &text.value));
    }
    days
}

fn status(decoder: &mut Decoder, key: &str, value: &Value) -> Status {
    let Some(text) = decoder.text(key, value) else { return Status::Active };
    match text.value.to_lowercase().as_str() {
        "active" | "正常" => Status::Active,
        "paused" | "暂停" => Status::Paused,
        "ended" | "结束" | "已结束" => Status::Ended,
        "deceased" | "去世" | "已故" => Status::Deceased,
        _ => {
            decoder.report(Diagnostic::new(Code::BadStatus, text.at).with("value", &text.value));
            Status::Active
        }
    }
}

fn add_channels(profile: &mut Profile, decoder: &mut Decoder, kind: &str, value: &Value) {
    for text in decoder.texts(kind, value) {
        profile.channels.push(Channel { kind: kind.to_owned(), value: text.value, at: text.at });
    }
}

/// `contact:` as one map of ways; a key in it that is no known way names its own.
fn contact_map(profile: &mut Profile, decoder: &mut Decoder, key: &str, value: &Value) {
    match &value.value {
        Node::Map(map) => {
            for (way, value) in map {
                let normal = keys::normal(&way.value);
                add_channels(profile, decoder, keys::channel_of(&normal).unwrap_or(&normal), value);
            }
        }
        Node::Empty => {}
        _ => {
            for text in decoder.texts(key, value) {
                profile.channels.push(Channel { kind: "contact".to_owned(), value: text.value, at: text.at });
            }
        }
    }
}

fn unknown(profile: &mut Profile, decoder: &mut Decoder, key: &Spanned<String>, value: &Value, normal: &str) {
    if let Some(suggestion) = keys::near_miss(normal) {
        decoder.report(Diagnostic::new(Code::UnknownKey, key.at).with("key", &key.value).with("suggestion", keys::written(suggestion)));
    }
    keep_as_fact(profile, key, value);
}

fn keep_as_fact(profile: &mut Profile, key: &Spanned<String>, value: &Value) {
    let text = flat_text(&value.value);
    if !text.is_empty() {
        profile.facts.push(Fact { key: key.value.clone(), value: text, at: value.at });
    }
}
