//! From a YAML value to what it means: text, lists, dates, names.
//!
//! A [`Decoder`] gathers the problems of one file while its values are read, so
//! that every slip of a file is reported at once.

use jiff::civil::Date;

use super::keys;
use super::slip::is_one_slip;
use super::yaml::{Mapping, Node, Value, flat_text, linked_name};
use crate::diagnostics::{Code, Diagnostic};
use crate::message::Message;
use crate::model::calendar::{LunarDate, parse_lunar};
use crate::model::contact::Fact;
use crate::model::date::{PartialDate, parse_day, parse_partial};
use crate::source::{Span, Spanned};

/// Reads values and remembers what was wrong with them.
#[derive(Debug, Default)]
pub struct Decoder {
    /// The problems so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Nested keys that nobody knows, kept for the page: `met.story`.
    pub kept: Vec<Fact>,
}

impl Decoder {
    /// Reports a problem at a place.
    pub fn report(&mut self, problem: Diagnostic) {
        self.diagnostics.push(problem);
    }

    /// One text; lists and mappings where a text is meant are reported and flattened.
    pub fn text(&mut self, key: &str, value: &Value) -> Option<Spanned<String>> {
        let text = match &value.value {
            Node::Empty => return None,
            Node::Text(text) => text.trim().to_owned(),
            node @ (Node::List(_) | Node::Map(_)) => match linked_name(node) {
                Some(name) => {
                    self.report(Diagnostic::new(Code::UnquotedLink, value.at).with("name", &name));
                    format!("[[{name}]]")
                }
                None => {
                    let is_single = matches!(node, Node::List(list) if list.len() == 1);
                    if !is_single {
                        self.wrong_shape(key, value.at, "expected.text");
                    }
                    flat_text(node)
                }
            },
        };
        (!text.is_empty()).then(|| Spanned::new(text, value.at))
    }

    /// A text without its place.
    pub fn plain(&mut self, key: &str, value: &Value) -> Option<String> {
        self.text(key, value).map(|text| text.value)
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&mut self, key: &str, value: &Value) -> Vec<Spanned<String>> {
        match &value.value {
            Node::List(list) if linked_name(&value.value).is_none() => {
                let mut texts = Vec::with_capacity(list.len());
                texts.extend(list.iter().filter_map(|item| self.text(key, item)));
                texts
            }
            Node::Empty | Node::Text(_) | Node::List(_) | Node::Map(_) => self.text(key, value).into_iter().collect(),
        }
    }

    /// A list of texts; a single text is split on commas (`,` `，` `、`).
    pub fn comma_texts(&mut self, key: &str, value: &Value) -> Vec<Spanned<String>> {
        let Node::Text(text) = &value.value else { return self.texts(key, value) };
        text.split([',', '，', '、'])
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .map(|part| Spanned::new(part, value.at))
            .collect()
    }

    /// The items of a list; a single item is a list of one.
    pub fn items<'a>(&self, value: &'a Value) -> Vec<&'a Value> {
        match &value.value {
            Node::Empty => Vec::new(),
            Node::List(list) if linked_name(&value.value).is_none() => list.iter().collect(),
            Node::Text(_) | Node::Map(_) | Node::List(_) => vec![value],
        }
    }

    /// A whole date.
    pub fn day(&mut self, key: &str, value: &Value) -> Option<Spanned<Date>> {
        let text = self.text(key, value)?;
        let day = parse_day(unlinked(&text.value));
        if day.is_none() {
            self.bad_date(key, &text);
        }
        day.map(|day| Spanned::new(day, text.at))
    }

    /// A date of which the year, or month and day, may be unknown.
    pub fn partial(&mut self, key: &str, value: &Value) -> Option<Spanned<PartialDate>> {
        let text = self.text(key, value)?;
        let day = parse_partial(unlinked(&text.value));
        if day.is_none() {
            self.bad_date(key, &text);
        }
        day.map(|day| Spanned::new(day, text.at))
    }

    /// A lunar day.
    pub fn lunar(&mut self, key: &str, value: &Value) -> Option<Spanned<LunarDate>> {
        let text = self.text(key, value)?;
        let day = parse_lunar(&text.value);
        if day.is_none() {
            self.report(Diagnostic::new(Code::BadLunarDate, text.at).with("key", key).with("value", &text.value));
        }
        day.map(|day| Spanned::new(day, text.at))
    }

    /// Yes or no, in the words people write.
    pub fn yes(&mut self, key: &str, value: &Value) -> bool {
        let Some(text) = self.text(key, value) else { return false };
        match text.value.to_lowercase().as_str() {
            "true" | "yes" | "y" | "on" | "是" | "有" | "1" => true,
            "false" | "no" | "n" | "off" | "否" | "没有" | "无" | "0" => false,
            _ => {
                self.wrong_shape(key, text.at, "expected.yes-or-no");
                false
            }
        }
    }

    /// Reports a date that is none.
    pub fn bad_date(&mut self, key: &str, text: &Spanned<String>) {
        self.report(Diagnostic::new(Code::BadDate, text.at).with("key", key).with("value", &text.value));
    }

    /// Reports a value of the wrong shape.
    pub fn wrong_shape(&mut self, key: &str, at: Span, expected: &'static str) {
        self.report(Diagnostic::new(Code::BadValue, at).with("key", key).with("expected", Message::new(expected)));
    }
}

/// The value of a key in a nested mapping, found under any of its spellings.
#[must_use]
pub fn nested<'a>(map: &'a Mapping, spellings: &[&str]) -> Option<&'a Value> {
    map.iter().find(|(key, _)| spellings.contains(&keys::normal(&key.value).as_str())).map(|(_, value)| value)
}

/// The keys of one nested value: those that are asked for are taken, the rest is kept.
pub struct Parts<'a> {
    map: &'a Mapping,
    taken: Vec<&'a str>,
    asked: Vec<&'static str>,
}

impl<'a> Parts<'a> {
    /// Nothing is taken yet.
    #[must_use]
    pub fn of(map: &'a Mapping) -> Self {
        Self { map, taken: Vec::new(), asked: Vec::new() }
    }

    /// The first value under one of these spellings; the first spelling is the one we
    /// would write.
    pub fn take(&mut self, spellings: &[&'static str]) -> Option<&'a Value> {
        self.asked.extend(spellings);
        let (key, value) = self.map.iter().find(|(key, _)| spellings.contains(&keys::normal(&key.value).as_str()))?;
        self.taken.push(key.value.as_str());
        Some(value)
    }

    /// Keeps what nobody asked for as facts named after their owner (`family.Tom.school`);
    /// a near miss gets a question.
    pub fn keep_rest(self, owner: &str, decoder: &mut Decoder) {
        for (key, value) in self.map.iter().filter(|(key, _)| !self.taken.contains(&key.value.as_str())) {
            let normal = keys::normal(&key.value);
            let close = |known: &&&str| known.chars().count() > 2 && is_one_slip(&normal, known);
            if let Some(meant) = self.asked.iter().find(close) {
                decoder.report(Diagnostic::new(Code::UnknownKey, key.at).with("key", &key.value).with("suggestion", *meant));
            }
            let text = flat_text(&value.value);
            if !text.is_empty() {
                decoder.kept.push(Fact { key: format!("{owner}.{}", key.value), value: text, at: value.at });
            }
        }
    }
}

/// A text without the brackets of a link around all of it: `[[2026-11-20]]`.
#[must_use]
pub fn unlinked(text: &str) -> &str {
    text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).map_or(text, |name| name.split('|').next().unwrap_or(name))
}
