//! Reads a catalogue file: nested keys become dotted ones, a leaf is a phrase or
//! its forms for none, one and more.
//!
//! Catalogues are files of the theme, so a file that is no YAML is the theme's
//! problem: its place and reason come back, and nothing of it is used.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::phrase::{self, Part};
use super::plain_tree;

/// What a key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// One phrase.
    Phrase(Vec<Part>),
    /// A phrase for each number.
    Forms {
        /// The argument that decides; `n` unless `count:` names another.
        count: String,
        /// For 0, if it differs.
        zero: Option<Vec<Part>>,
        /// For 1, if it differs.
        one: Option<Vec<Part>>,
        /// For all else.
        other: Vec<Part>,
    },
}

impl Entry {
    /// Every phrase of it.
    pub fn phrases(&self) -> impl Iterator<Item = &Vec<Part>> {
        let (first, more) = match self {
            Self::Phrase(parts) => (parts, [None, None]),
            Self::Forms { zero, one, other, .. } => (other, [zero.as_ref(), one.as_ref()]),
        };
        std::iter::once(first).chain(more.into_iter().flatten())
    }
}

/// Why a catalogue file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCatalogue {
    /// Line, from 1; 0 when unknown.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
    /// What the reader of YAML said.
    pub reason: String,
}

/// Reads one file into dotted keys and what they say, in the file's order.
///
/// # Errors
/// When the text is not YAML, or holds lists, or is not a mapping.
pub fn read(text: &str) -> Result<Vec<(String, Entry)>, BadCatalogue> {
    let tree = match plain_tree::read(text) {
        Some(tree) => {
            debug_assert_eq!(Some(&tree), by_library(text).as_ref().ok());
            tree
        }
        None => by_library(text)?,
    };
    let mut entries = Vec::new();
    flatten(String::new(), tree, &mut entries);
    Ok(entries)
}

/// What the YAML library makes of it, which is what it means.
pub(super) fn by_library(text: &str) -> Result<Node, BadCatalogue> {
    // Without strict booleans the keys `yes`, `no` and `on` would not be text.
    let options = serde_yaml::options! { strict_booleans: true, with_snippet: false };
    serde_yaml::from_str_with_options(text, options).map_err(|error| {
        let (line, column) = error.location().map_or((0, 0), |at| (at.line(), at.column()));
        BadCatalogue { line, column, reason: error.without_snippet().to_string() }
    })
}

/// What stands in a file, before anybody asks which forms are one phrase's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Text.
    Text(String),
    /// Keys and what stands below them.
    Map(Vec<(String, Node)>),
}

/// As deep as our files go; YAML's own budget stops far deeper ones before.
fn flatten(key: String, node: Node, entries: &mut Vec<(String, Entry)>) {
    match node {
        Node::Text(text) => entries.push((key, Entry::Phrase(phrase::parse(&text)))),
        Node::Map(children) => {
            if let Some(forms) = forms(&children) {
                entries.push((key, forms));
                return;
            }
            for (name, child) in children {
                let dotted = if key.is_empty() { name } else { format!("{key}.{name}") };
                flatten(dotted, child, entries);
            }
        }
    }
}

/// The forms of a phrase, if a mapping holds nothing else: a mapping with other
/// keys beside `other` is a group of keys, one of which is called so.
fn forms(children: &[(String, Node)]) -> Option<Entry> {
    let mut found = (String::from("n"), None, None, None);
    for (name, child) in children {
        let Node::Text(text) = child else { return None };
        match name.as_str() {
            "count" => found.0.clone_from(text),
            "zero" => found.1 = Some(phrase::parse(text)),
            "one" => found.2 = Some(phrase::parse(text)),
            "other" => found.3 = Some(phrase::parse(text)),
            _ => return None,
        }
    }
    Some(Entry::Forms { count: found.0, zero: found.1, one: found.2, other: found.3? })
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a phrase or a mapping of phrases")
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Text(String::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut children = Vec::new();
        while let Some(pair) = map.next_entry::<String, Node>()? {
            children.push(pair);
        }
        Ok(Node::Map(children))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(serde::de::Error::custom("a list is no phrase"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let keys: Vec<String> = read(text).unwrap_or_default().into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, expected, "{text}");
    }

    #[test]
    fn nested_keys_become_dotted_ones() {
        check("a: x\nb:\n  c: y\n  d: {one: 1, other: many}\n", &["a", "b.c", "b.d"]);
    }

    #[test]
    fn a_group_may_hold_a_key_called_other() {
        check("horizon:\n  short: a\n  other: b\n", &["horizon.short", "horizon.other"]);
    }

    #[test]
    fn yes_and_no_are_keys_like_others() {
        check("answer:\n  yes: a\n  no: b\n  on: c\n", &["answer.yes", "answer.no", "answer.on"]);
    }

    #[test]
    fn what_is_no_catalogue_is_named() {
        let bad = |text: &str| read(text).expect_err("must not be read");
        assert_eq!(bad("a: b\na: c\n").line, 2);
        assert!(bad("a: [1]\n").reason.contains("no phrase"));
    }
}
