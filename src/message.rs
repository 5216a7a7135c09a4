//! A sentence that is still data: a key of the message catalogue and its arguments.
//!
//! Every room may say what is to be said; only `render` knows how it sounds in
//! English or Chinese. No words of any human language stand here.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

/// One sentence to be said, in whatever language the reader has.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Dotted key in the catalogue, such as `reason.silent`.
    pub key: Cow<'static, str>,
    /// Named arguments in the order they were given.
    pub args: Vec<(&'static str, Argument)>,
}

/// What stands in a sentence's gap.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// A count or a number of days.
    Int(i64),
    /// A measured number.
    Number(f64),
    /// The user's own words, said as they stand.
    Text(String),
    /// A day.
    Date(Date),
    /// A sentence or word inside the sentence.
    Message(Box<Message>),
    /// Several, joined as the language joins them.
    List(Vec<Argument>),
}

impl Message {
    /// A sentence without gaps.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self { key: key.into(), args: Vec::new() }
    }

    /// Fills one gap.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

macro_rules! argument_from {
    ($($kind:ty => |$value:ident| $make:expr),+ $(,)?) => {
        $(impl From<$kind> for Argument {
            fn from($value: $kind) -> Self { $make }
        })+
    };
}

argument_from! {
    i64 => |value| Self::Int(value),
    i32 => |value| Self::Int(value.into()),
    u32 => |value| Self::Int(value.into()),
    usize => |value| Self::Int(i64::try_from(value).unwrap_or(i64::MAX)),
    f64 => |value| Self::Number(value),
    String => |value| Self::Text(value),
    &str => |value| Self::Text(value.to_owned()),
    &String => |value| Self::Text(value.clone()),
    Date => |value| Self::Date(value),
    Message => |value| Self::Message(Box::new(value)),
    Vec<Argument> => |value| Self::List(value),
}

/// `{key, args: {name: value}}`, as templates read it.
impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Arguments<'a>(&'a [(&'static str, Argument)]);
        impl Serialize for Arguments<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(Some(self.0.len()))?;
                for (name, value) in self.0 {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
        let mut message = serializer.serialize_struct("Message", 2)?;
        message.serialize_field("key", &self.key)?;
        message.serialize_field("args", &Arguments(&self.args))?;
        message.end()
    }
}

impl Serialize for Argument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Date(date) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("date", &date.to_string())?;
                map.end()
            }
            Self::Message(message) => message.serialize(serializer),
            Self::List(items) => items.serialize(serializer),
        }
    }
}
