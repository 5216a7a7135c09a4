//! What is to be said, wherever it lies: in a message of a pass, or in a view that a template was given.

use jiff::civil::Date;

use crate::message::{Argument, Message};

/// Something that can be said, looked at where it lies.
pub trait Sayable<'s>: Copy {
    /// The arguments of a phrase.
    type Args: Copy;
    /// The items of a list.
    type Items: ExactSizeIterator<Item = Self>;

    /// What it is.
    fn what(self) -> What<'s, Self::Args, Self::Items>;

    /// An argument by its name.
    fn arg(args: Self::Args, name: &str) -> Option<Self>;

    /// The number that decides between one and many; a list counts its items.
    fn count(self) -> Option<f64> {
        match self.what() {
            What::Int(n) => Some(n as f64),
            What::Number(x) => Some(x),
            What::List(items) => Some(items.len() as f64),
            _ => None,
        }
    }

    /// Whether there is anything to say.
    fn is_true(self) -> bool {
        match self.what() {
            What::Nothing => false,
            What::Flag(flag) => flag,
            What::Int(n) => n != 0,
            What::Number(x) => x != 0.0,
            What::Text(text) => !text.is_empty(),
            What::List(items) => items.len() > 0,
            What::Day(_) | What::Words(..) => true,
        }
    }
}

/// What something to say is.
#[derive(Debug, Clone, PartialEq)]
pub enum What<'s, Args, Items> {
    /// Nothing at all.
    Nothing,
    /// Said by `{name?text}` only.
    Flag(bool),
    /// A count.
    Int(i64),
    /// A measured number.
    Number(f64),
    /// The user's own words.
    Text(&'s str),
    /// A day.
    Day(Date),
    /// A phrase of the catalogue by its dotted key, and what fills its gaps.
    Words(&'s str, Args),
    /// Several of these.
    List(Items),
}

/// A message, or what stands in one.
#[derive(Debug, Clone, Copy)]
pub enum Told<'s> {
    /// A key without arguments.
    Key(&'s str),
    /// A whole sentence.
    Message(&'s Message),
    /// What stands in a gap.
    Argument(&'s Argument),
}

type ToldItems<'s> = std::iter::Map<std::slice::Iter<'s, Argument>, fn(&'s Argument) -> Told<'s>>;

impl<'s> Sayable<'s> for Told<'s> {
    type Args = &'s [(&'static str, Argument)];
    type Items = ToldItems<'s>;

    fn what(self) -> What<'s, Self::Args, Self::Items> {
        match self {
            Self::Key(key) => What::Words(key, &[]),
            Self::Message(message) => What::Words(&message.key, &message.args),
            Self::Argument(argument) => match argument {
                Argument::Int(n) => What::Int(*n),
                Argument::Number(x) => What::Number(*x),
                Argument::Text(text) => What::Text(text),
                Argument::Date(on) => What::Day(*on),
                Argument::Message(message) => What::Words(&message.key, &message.args),
                Argument::List(items) => What::List(items.iter().map(Told::Argument as fn(_) -> _)),
            },
        }
    }

    fn arg(args: Self::Args, name: &str) -> Option<Self> {
        args.iter().find(|(own, _)| *own == name).map(|(_, value)| Self::Argument(value))
    }
}
