//! `renmai.yaml`: every setting is optional, every slip is named, the default stays.

use super::decode::{Decoder, nested};
use super::keys::normal;
use super::slip::is_one_slip;
use super::yaml::{self, Mapping, Node, Value, flat_text};
use crate::diagnostics::{Checked, Code, Diagnostic};
use crate::message::Message;
use crate::model::calendar::parse_lunar;
use crate::model::date::parse_cadence;
use crate::model::festivals::{Rule, parse_rule};
use crate::model::settings::{Appearance, Circle, Language, OwnFestival, PhaseThresholds, Settings};
use crate::source::{FileId, SourceFile, Span, Spanned};

/// Reads the settings of a journal.
#[must_use]
pub fn settings(id: FileId, file: &SourceFile) -> Checked<Settings> {
    let read = yaml::read(id, &file.text, 0..file.text.len());
    let mut decoder = Decoder { diagnostics: read.diagnostics, ..Decoder::default() };
    let mut settings = Settings { at: Some(Span::top(id)), ..Settings::default() };
    for (key, value) in &read.value {
        read_setting(&mut settings, &mut decoder, key, value);
    }
    Checked { value: settings, diagnostics: decoder.diagnostics }
}

fn read_setting(settings: &mut Settings, decoder: &mut Decoder, key: &Spanned<String>, value: &Value) {
    let name = key.value.as_str();
    if value.value == Node::Empty {
        return;
    }
    match normal(name).as_str() {
        "title" => settings.title = decoder.plain(name, value),
        "language" | "languages" | "lang" => languages(settings, decoder, name, value),
        "timezone" | "tz" => settings.timezone = decoder.text(name, value),
        "theme" => settings.theme = decoder.plain(name, value).filter(|theme| theme != "default"),
        "appearance" => appearance(settings, decoder, name, value),
        "capacity" => {
            if let Some(capacity) = number(decoder, name, value) {
                settings.capacity = capacity;
            }
        }
        "cadence" => {
            if let Some(days) = cadence(decoder, value) {
                settings.cadence_days = days;
            }
        }
        "circles" => circles(settings, decoder, name, value),
        "tags" => tags(settings, decoder, name, value),
        "festivals" => festivals(settings, decoder, name, value),
        "phases" => phases(settings, decoder, name, value),
        "tokens" => tokens(settings, decoder, name, value),
        other => unknown(decoder, key, other),
    }
}

/// Every setting there is, by the name we write.
pub const SETTINGS: [&str; 12] =
    ["title", "language", "timezone", "theme", "appearance", "capacity", "cadence", "circles", "tags", "festivals", "phases", "tokens"];

fn unknown(decoder: &mut Decoder, key: &Spanned<String>, normal: &str) {
    let near = SETTINGS.iter().find(|known| is_one_slip(normal, known));
    match near {
        Some(known) => decoder.report(Diagnostic::new(Code::UnknownKey, key.at).with("key", &key.value).with("suggestion", *known)),
        None => bad(decoder, &key.value, key.at, "", "expected.known-setting"),
    }
}

fn bad(decoder: &mut Decoder, key: &str, at: Span, value: &str, reason: &'static str) {
    decoder.report(Diagnostic::new(Code::BadSetting, at).with("key", key).with("value", value).with("reason", Message::new(reason)));
}

fn languages(settings: &mut Settings, decoder: &mut Decoder, key: &str, value: &Value) {
    let mut languages = Vec::new();
    for text in decoder.comma_texts(key, value) {
        match Language::from_tag(&text.value) {
            Some(language) if languages.contains(&language) => {}
            Some(language) => languages.push(language),
            None => bad(decoder, key, text.at, &text.value, "expected.language"),
        }
    }
    if !languages.is_empty() {
        settings.languages = languages;
    }
}

fn appearance(settings: &mut Settings, decoder: &mut Decoder, key: &str, value: &Value) {
    let Some(text) = decoder.text(key, value) else { return };
    settings.appearance = match text.value.to_lowercase().as_str() {
        "auto" => Appearance::Auto,
        "light" => Appearance::Light,
        "dark" => Appearance::Dark,
        _ => return bad(decoder, key, text.at, &text.value, "expected.appearance"),
    };
}

fn number(decoder: &mut Decoder, key: &str, value: &Value) -> Option<u32> {
    let text = decoder.text(key, value)?;
    let read = text.value.parse().ok().filter(|n| *n <= 10_000);
    if read.is_none() {
        bad(decoder, key, text.at, &text.value, "expected.number");
    }
    read
}

fn cadence(decoder: &mut Decoder, value: &Value) -> Option<u32> {
    let text = decoder.text("cadence", value)?;
    let days = parse_cadence(&text.value);
    if days.is_none() {
        decoder.report(Diagnostic::new(Code::BadCadence, text.at).with("value", &text.value));
    }
    days
}

/// A list of circles replaces the built-in ones; what a built-in circle leaves out keeps its default.
fn circles(settings: &mut Settings, decoder: &mut Decoder, key: &str, value: &Value) {
    let builtin = Settings::default().circles;
    let mut circles: Vec<Circle> = Vec::new();
    for item in decoder.items(value) {
        let (id, map) = match &item.value {
            Node::Map(map) => (nested(map, &["id"]).and_then(|id| decoder.text(key, id)), map.as_slice()),
            _ => (decoder.text(key, item), [].as_slice()),
        };
        let Some(id) = id else {
            bad(decoder, key, item.at, &flat_text(&item.value), "expected.circle");
            continue;
        };
        let known = builtin.iter().find(|circle| circle.id.eq_ignore_ascii_case(&id.value));
        let mut circle = known.cloned().unwrap_or_else(|| Circle {
            id: id.value.clone(),
            title: None,
            cadence_days: None,
            weight: 1.0,
            festivals: Vec::new(),
        });
        let map: Mapping = map.to_vec();
        if let Some(title) = nested(&map, &["title", "name"]) {
            circle.title = decoder.plain(key, title);
        }
        if let Some(days) = nested(&map, &["cadence"]).and_then(|value| cadence(decoder, value)) {
            circle.cadence_days = Some(days);
        }
        if let Some(weight) = nested(&map, &["weight"]).and_then(|value| decimal(decoder, key, value)) {
            circle.weight = weight;
        }
        if let Some(festivals) = nested(&map, &["festivals"]) {
            circle.festivals = decoder.comma_texts(key, festivals).into_iter().map(|text| text.value).collect();
        }
        circles.push(circle);
    }
    settings.circles = circles;
}

fn decimal(decoder: &mut Decoder, key: &str, value: &Value) -> Option<f64> {
    let text = decoder.text(key, value)?;
    let read = text.value.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0);
    if read.is_none() {
        bad(decoder, key, text.at, &text.value, "expected.number");
    }
    read
}

/// `{tag: {cadence: 30}}`, or shorter `{tag: 30}`.
fn tags(settings: &mut Settings, decoder: &mut Decoder, key: &str, value: &Value) {
    let Node::Map(map) = &value.value else { return bad(decoder, key, value.at, &flat_text(&value.value), "expected.tags") };
    for (tag, value) in map {
        let days = match &value.value {
            Node::Map(map) => nested(map, &["cadence"]).and_then(|value| cadence(decoder, value)),
            _ => cadence(decoder, value),
        };
        settings.tag_cadences.extend(days.map(|days| (tag.value.trim_start_matches('#').to_owned(), days)));
    }
}

fn festivals(settings: &mut Settings, decoder: &mut Decoder, key: &str, value: &Value) {
    for item in decoder.items(value) {
        let Node::Map(map) = &item.value else {
            bad(decoder, key, item.at, &flat_text(&item.value), "expected.festival");
            continue;
        };
        let id = nested(map, &["id"]).and_then(|value| decoder.plain(key, value));
        let title = nested(map, &["title", "name", "label"]).and_then(|value| decoder.plain(key, value));
        let lunar = nested(map, &["lunar"]).is_some_and(|value| decoder.yes(key, value));
        let on = nested(map, &["on", "date", "day"]).and_then(|value| decoder.text(key, value));
        let rule = on
            .as_ref()
            .and_then(|text| if lunar { parse_lunar(&text.value).map(|date| Rule::Lunar(date.on)) } else { parse_rule(&text.value) });
        match (id.or_else(|| title.clone()), rule) {
            (Some(id), Some(rule)) => settings.festivals.push(OwnFestival { title: title.unwrap_or_else(|| id.clone()), id, rule }),
            _ => bad(decoder, key, item.at, &flat_text(&item.value), "expected.festival"),
        }
    }
}

/// Four rising thresholds: a list, or `fresh`, `steady`, `due`, `drifting` by name.
fn phases(settings: &mut Settings, decoder: &mut Decoder, key: &str, value: &Value) {
    let defaults = PhaseThresholds::default();
    let mut four = [defaults.fresh, defaults.steady, defaults.due, defaults.drifting];
    match &value.value {
        Node::List(list) if list.len() == 4 => {
            for (slot, item) in four.iter_mut().zip(list) {
                *slot = decimal(decoder, key, item).unwrap_or(*slot);
            }
        }
        Node::Map(map) => {
            for (slot, name) in four.iter_mut().zip(["fresh", "steady", "due", "drifting"]) {
                if let Some(value) = nested(map, &[name]) {
                    *slot = decimal(decoder, key, value).unwrap_or(*slot);
                }
            }
        }
        _ => return bad(decoder, key, value.at, &flat_text(&value.value), "expected.phases"),
    }
    let [fresh, steady, due, drifting] = four;
    if fresh < steady && steady < due && due < drifting {
        settings.phases = PhaseThresholds { fresh, steady, due, drifting };
    } else {
        bad(decoder, key, value.at, &flat_text(&value.value), "expected.phases");
    }
}

/// Tokens are names and values for the stylesheet; what could leave a declaration is refused.
fn tokens(settings: &mut Settings, decoder: &mut Decoder, key: &str, value: &Value) {
    let Node::Map(map) = &value.value else { return bad(decoder, key, value.at, &flat_text(&value.value), "expected.tokens") };
    for (name, value) in map {
        let Some(text) = decoder.text(key, value) else { continue };
        let name_is_plain = !name.value.is_empty() && name.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let value_is_plain =
            !text.value.contains([';', '{', '}', '<', '@', '\\', '\n']) && !text.value.to_ascii_lowercase().contains("url(");
        if name_is_plain && value_is_plain {
            settings.tokens.push((name.value.clone(), text.value));
        } else {
            bad(decoder, &name.value, text.at, &text.value, "expected.token");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Checked<Settings> {
        settings(FileId(0), &SourceFile::from_text("renmai.yaml", text))
    }

    #[test]
    fn every_setting() {
        let read = read(
            "title: T\nlanguage: [zh, en]\ntimezone: Asia/Shanghai\ntheme: mine\nappearance: dark\ncapacity: 2\ncadence: monthly\n\
             circles:\n  - {id: inner, cadence: 7}\n  - {id: board, title: Board, cadence: 2w, weight: 3, festivals: [chunjie]}\n\
             tags: {x: {cadence: 30}}\nfestivals:\n  - {id: t, title: T, on: 09-10}\nphases: [0.4, 0.8, 1, 2]\ntokens: {paper: '#fff'}\n",
        );
        assert_eq!(read.diagnostics, []);
        let settings = read.value;
        assert_eq!(settings.languages, [Language::Zh, Language::En]);
        assert_eq!((settings.capacity, settings.cadence_days), (2, 30));
        assert_eq!(settings.circles.len(), 2);
        assert_eq!((settings.circles[0].cadence_days, settings.circles[0].weight), (Some(7), 2.0));
        assert_eq!((settings.circles[1].cadence_days, settings.circles[1].weight), (Some(14), 3.0));
        assert_eq!(settings.tag_cadences, [("x".to_owned(), 30)]);
        assert_eq!(settings.phases.due, 1.0);
    }

    #[test]
    fn a_slip_keeps_the_default() {
        for text in [
            "capacity: many\n",
            "language: fr\n",
            "phases: [1, 1, 2, 3]\n",
            "appearance: blue\n",
            "colour: red\n",
            "tokens: {paper: 'red; x'}\n",
            "festivals: [x]\n",
        ] {
            let read = read(text);
            assert_eq!(read.diagnostics.len(), 1, "{text}: {:?}", read.diagnostics);
            assert_eq!(read.diagnostics[0].code, Code::BadSetting, "{text}");
            assert_eq!(Settings { at: None, ..read.value }, Settings::default(), "{text}");
        }
        assert_eq!(read("capacty: 2\n").diagnostics[0].code, Code::UnknownKey);
    }
}
