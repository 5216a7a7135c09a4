//! Somebody as another program knows them, in the words a file of ours would use.
//!
//! A card is what is read out of an address book before anybody knows whether the
//! journal has the person already. Its facts carry the keys of a front matter.

use jiff::civil::Date;

use super::interaction::By;

/// A value of a front matter by its shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// One text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// Names and values: `{on: 2026-11-20, place: a reading}`.
    Map(Vec<(String, String)>),
    /// Several of those.
    Records(Vec<Vec<(String, String)>>),
}

impl Written {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(list) => list.is_empty(),
            Self::Map(map) => map.is_empty(),
            Self::Records(records) => records.is_empty(),
        }
    }

    /// Its texts, one after the other; values of maps without their names.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(list) => list.iter().map(String::as_str).collect(),
            Self::Map(map) => map.iter().map(|(_, value)| value.as_str()).collect(),
            Self::Records(records) => records.iter().flatten().map(|(_, value)| value.as_str()).collect(),
        }
    }
}

/// Something that happened, for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardEntry {
    /// Its day.
    pub on: Date,
    /// Who reached out.
    pub by: By,
    /// The word of a kind, in English.
    pub kind: Option<&'static str>,
    /// What was said of it; further lines belong to it.
    pub text: String,
    /// What I gave.
    pub gave: Option<String>,
    /// What I got.
    pub got: Option<String>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardTask {
    /// What.
    pub text: String,
    /// By when.
    pub due: Option<Date>,
    /// Whether it is done.
    pub is_done: bool,
    /// When it was done, if that is known.
    pub done_on: Option<Date>,
}

/// Somebody as another program knows them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// Where it begins in the file, in lines from 1; for JSON, its place in the list.
    pub line: u32,
    /// The name; never empty once it is read.
    pub name: String,
    /// What the other program knows them by.
    pub uid: Option<String>,
    /// Keys and values, in the order they are to stand.
    pub facts: Vec<(String, Written)>,
    /// Free words.
    pub notes: Vec<String>,
    /// What happened.
    pub log: Vec<CardEntry>,
    /// What is to be done.
    pub tasks: Vec<CardTask>,
}

impl Card {
    /// The texts of one key.
    pub fn texts<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.facts.iter().filter(move |(known, _)| known == key).flat_map(|(_, value)| value.texts())
    }

    /// The value of a key.
    #[must_use]
    pub fn fact(&self, key: &str) -> Option<&Written> {
        self.facts.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }
}
