//! What an expression gives while a page is made: borrowed from the view wherever it can be.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::Write as _;
use std::rc::Rc;

use super::name::{Name, Sought};
use super::plan::Const;
use super::tape::{Node, Tape};
use crate::source::first_sign;

/// A value.
#[derive(Debug, Clone)]
pub enum Val<'a> {
    /// Nobody gave it.
    Undefined,
    /// Nothing, on purpose.
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Int(i64),
    /// A measured number.
    Number(f64),
    /// Text, escaped where it is shown.
    Text(Cow<'a, str>),
    /// Text that is HTML already.
    Safe(Cow<'a, str>),
    /// A list of the view's.
    List(u32, u32),
    /// A map of the view's.
    Map(u32, u32),
    /// A list made here.
    Items(Rc<[Val<'a>]>),
    /// A map made here.
    Fields(Rc<[(&'static str, Val<'a>)]>),
    /// Where a loop stands, from 0, and of how many.
    Loop(usize, usize),
}

impl<'a> Val<'a> {
    /// A node of the view.
    pub fn of(tape: &'a Tape, node: Node) -> Self {
        match node {
            Node::Nothing => Self::Nothing,
            Node::Flag(flag) => Self::Flag(flag),
            Node::Int(n) => Self::Int(n),
            Node::Number(x) => Self::Number(x),
            Node::Text(from, to) => Self::Text(Cow::Borrowed(tape.text(from, to))),
            Node::List(from, to) => Self::List(from, to),
            Node::Map(from, to) => Self::Map(from, to),
        }
    }

    /// A value that stands in a template.
    pub fn constant(value: &'a Const) -> Self {
        match value {
            Const::Nothing => Self::Nothing,
            Const::Flag(flag) => Self::Flag(*flag),
            Const::Int(n) => Self::Int(*n),
            Const::Number(x) => Self::Number(*x),
            Const::Text(text) => Self::Text(Cow::Borrowed(text)),
            Const::Safe(text) => Self::Safe(Cow::Borrowed(text)),
        }
    }

    /// The same as part of a template, where it is simple enough.
    pub fn to_const(&self) -> Option<Const> {
        Some(match self {
            Self::Nothing => Const::Nothing,
            Self::Flag(flag) => Const::Flag(*flag),
            Self::Int(n) => Const::Int(*n),
            Self::Number(x) => Const::Number(*x),
            Self::Text(text) => Const::Text(Cow::Owned(text.clone().into_owned())),
            Self::Safe(text) => Const::Safe(text.clone().into_owned()),
            _ => return None,
        })
    }

    /// A field of a map.
    pub fn field(&self, tape: &'a Tape, name: Name) -> Self {
        match self {
            Self::Map(from, to) => tape.field(*from, *to, name).map_or(Self::Undefined, |node| Self::of(tape, node)),
            Self::Fields(_) => self.any_field(tape, name.text()),
            Self::Loop(at, of) => match name.text() {
                "index" => Self::Int(i64::try_from(at + 1).unwrap_or(i64::MAX)),
                "first" => Self::Flag(*at == 0),
                "last" => Self::Flag(at + 1 == *of),
                _ => Self::Undefined,
            },
            _ => Self::Undefined,
        }
    }

    /// A field of a map that a template asks for.
    pub fn sought(&self, tape: &'a Tape, sought: &Sought) -> Self {
        match self {
            Self::Map(from, to) => tape.sought(*from, *to, sought).map_or(Self::Undefined, |node| Self::of(tape, node)),
            _ => self.field(tape, sought.name),
        }
    }

    /// A field of a map, by a name that is a value itself.
    pub fn any_field(&self, tape: &'a Tape, name: &str) -> Self {
        match self {
            Self::Map(from, to) => {
                tape.fields(*from, *to).find(|(own, _)| *own == name).map_or(Self::Undefined, |(_, node)| Self::of(tape, node))
            }
            Self::Fields(fields) => fields.iter().find(|(own, _)| *own == name).map_or(Self::Undefined, |(_, value)| value.clone()),
            _ => Self::Undefined,
        }
    }

    /// Whether a condition holds.
    pub fn is_true(&self) -> bool {
        match self {
            Self::Undefined | Self::Nothing => false,
            Self::Flag(flag) => *flag,
            Self::Int(n) => *n != 0,
            Self::Number(x) => *x != 0.0,
            Self::Text(text) | Self::Safe(text) => !text.is_empty(),
            Self::List(from, to) | Self::Map(from, to) => from < to,
            Self::Items(items) => !items.is_empty(),
            Self::Fields(fields) => !fields.is_empty(),
            Self::Loop(..) => true,
        }
    }

    /// Its text, if it is text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Safe(text) => Some(text),
            _ => None,
        }
    }

    /// Its number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Int(n) => Some(*n as f64),
            Self::Number(x) => Some(*x),
            _ => None,
        }
    }

    /// How many items, fields or characters.
    pub fn length(&self) -> Option<usize> {
        match self {
            Self::Text(text) | Self::Safe(text) => Some(text.chars().count()),
            Self::List(from, to) | Self::Map(from, to) => Some((to - from) as usize),
            Self::Items(items) => Some(items.len()),
            Self::Fields(fields) => Some(fields.len()),
            _ => None,
        }
    }

    /// Whether two are the same; numbers by what they are worth.
    pub fn equals(&self, other: &Self) -> Option<bool> {
        if let (Some(a), Some(b)) = (self.as_str(), other.as_str()) {
            return Some(a == b);
        }
        match (self, other) {
            (Self::Undefined, Self::Undefined) | (Self::Nothing, Self::Nothing) => Some(true),
            (Self::Flag(a), Self::Flag(b)) => Some(a == b),
            (Self::Int(a), Self::Int(b)) => Some(a == b),
            (Self::Int(_) | Self::Number(_), Self::Int(_) | Self::Number(_)) => Some(self.compare(other)? == Ordering::Equal),
            (
                Self::List(..) | Self::Map(..) | Self::Items(_) | Self::Fields(_),
                Self::List(..) | Self::Map(..) | Self::Items(_) | Self::Fields(_),
            ) => None,
            _ => Some(false),
        }
    }

    /// Which comes first.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => Some(a.cmp(b)),
            _ => match (self.as_str(), other.as_str()) {
                (Some(a), Some(b)) => Some(a.cmp(b)),
                _ => self.as_number()?.partial_cmp(&other.as_number()?),
            },
        }
    }

    /// Adds it to a text as it stands; false for what has no text of its own.
    pub fn say(&self, out: &mut String) -> bool {
        match self {
            Self::Nothing => {}
            Self::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Self::Int(n) => out.push_str(itoa::Buffer::new().format(*n)),
            // Writing into a String cannot fail.
            Self::Number(x) => _ = write!(out, "{x:?}"),
            Self::Text(text) | Self::Safe(text) => out.push_str(text),
            _ => return false,
        }
        true
    }
}

/// Escapes text for an element or an attribute, as Tera does.
pub fn escape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = first_sign(rest, b"&<>\"'") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        out.push_str(match from.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            _ => "&#39;",
        });
        rest = from.get(1..).unwrap_or("");
    }
    out.push_str(rest);
}
