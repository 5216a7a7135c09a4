//! What is to be said, whether it comes from a pass ([`Message`]) or from a
//! view a template was given: one form for both.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::message::{Argument, Message};

/// A key of the catalogue and what fills its gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct Words<'a> {
    /// Dotted key.
    pub key: Cow<'a, str>,
    /// Arguments by name.
    pub args: Vec<(Cow<'a, str>, Saying<'a>)>,
}

/// Anything that can be said.
#[derive(Debug, Clone, PartialEq)]
pub enum Saying<'a> {
    /// Nothing at all.
    Nothing,
    /// Said by `{name?text}` only.
    Flag(bool),
    /// A count.
    Int(i64),
    /// A measured number.
    Number(f64),
    /// The user's own words.
    Text(Cow<'a, str>),
    /// A day.
    Day(Date),
    /// A phrase of the catalogue.
    Words(Words<'a>),
    /// Several of these.
    List(Vec<Saying<'a>>),
}

impl Words<'_> {
    /// An argument by its name.
    #[must_use]
    pub fn arg(&self, name: &str) -> Option<&Saying<'_>> {
        self.args.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }
}

impl Saying<'_> {
    /// The number that decides between one and many; a list counts its items.
    #[must_use]
    pub fn count(&self) -> Option<f64> {
        match self {
            Self::Int(n) => Some(*n as f64),
            Self::Number(x) => Some(*x),
            Self::List(items) => Some(items.len() as f64),
            _ => None,
        }
    }

    /// Whether there is anything to say.
    #[must_use]
    pub fn is_true(&self) -> bool {
        match self {
            Self::Nothing => false,
            Self::Flag(flag) => *flag,
            Self::Int(n) => *n != 0,
            Self::Number(x) => *x != 0.0,
            Self::Text(text) => !text.is_empty(),
            Self::List(items) => !items.is_empty(),
            Self::Day(_) | Self::Words(_) => true,
        }
    }
}

impl<'a> From<&'a Message> for Words<'a> {
    fn from(message: &'a Message) -> Self {
        let args = message.args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.into())).collect();
        Self { key: Cow::Borrowed(message.key.as_ref()), args }
    }
}

impl<'a> From<&'a Argument> for Saying<'a> {
    fn from(argument: &'a Argument) -> Self {
        match argument {
            Argument::Int(n) => Self::Int(*n),
            Argument::Number(x) => Self::Number(*x),
            Argument::Text(text) => Self::Text(Cow::Borrowed(text)),
            Argument::Date(on) => Self::Day(*on),
            Argument::Message(message) => Self::Words(message.as_ref().into()),
            Argument::List(items) => Self::List(items.iter().map(Into::into).collect()),
        }
    }
}
