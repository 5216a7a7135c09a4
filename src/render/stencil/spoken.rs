//! A template's values as something to say: text, number, `{date}`, `{key, args}`, list, looked at where they lie.

use super::name::Name;
use super::tape::{Node, Tape};
use super::value::Val;
use crate::render::i18n::{Sayable, What, iso_day};

/// The arguments a template gives to a phrase.
pub type Given<'a> = [(&'static str, Val<'a>)];

/// Something to say, and the view it is of.
#[derive(Debug, Clone, Copy)]
pub enum Spoken<'s> {
    /// A value of the template's.
    Val(&'s Tape, &'s Val<'s>),
    /// A value of the view's.
    Node(&'s Tape, Node),
    /// A phrase with its arguments.
    Phrase(&'s Tape, &'s str, &'s Given<'s>),
}

/// Where a phrase's arguments lie.
#[derive(Debug, Clone, Copy)]
pub enum Args<'s> {
    /// Given by the template.
    Given(&'s Tape, &'s Given<'s>),
    /// From where to where in the view's fields.
    Fields(&'s Tape, u32, u32),
}

/// The items of a list, one after the other.
pub enum Items<'s> {
    Nodes(&'s Tape, std::slice::Iter<'s, Node>),
    Vals(&'s Tape, std::slice::Iter<'s, Val<'s>>),
}

impl<'s> Iterator for Items<'s> {
    type Item = Spoken<'s>;

    fn next(&mut self) -> Option<Spoken<'s>> {
        match self {
            Self::Nodes(tape, nodes) => nodes.next().map(|node| Spoken::Node(tape, *node)),
            Self::Vals(tape, vals) => vals.next().map(|val| Spoken::Val(tape, val)),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::Nodes(_, nodes) => nodes.size_hint(),
            Self::Vals(_, vals) => vals.size_hint(),
        }
    }
}

impl ExactSizeIterator for Items<'_> {}

impl Spoken<'_> {
    /// Whether it is text, in whatever language.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Node(_, Node::Text(..)) | Self::Val(_, Val::Text(_) | Val::Safe(_)))
    }
}

impl<'s> Sayable<'s> for Spoken<'s> {
    type Args = Args<'s>;
    type Items = Items<'s>;

    fn what(self) -> What<'s, Args<'s>, Items<'s>> {
        match self {
            Self::Phrase(tape, key, given) => What::Words(key, Args::Given(tape, given)),
            Self::Node(tape, node) => of_node(tape, node),
            Self::Val(tape, val) => match val {
                Val::Text(text) | Val::Safe(text) => What::Text(text),
                Val::Flag(flag) => What::Flag(*flag),
                Val::Int(n) => What::Int(*n),
                Val::Number(x) => What::Number(*x),
                Val::List(from, to) => of_node(tape, Node::List(*from, *to)),
                Val::Map(from, to) => of_node(tape, Node::Map(*from, *to)),
                Val::Items(items) => What::List(Items::Vals(tape, items.iter())),
                Val::Undefined | Val::Nothing | Val::Fields(_) | Val::Loop(..) => What::Nothing,
            },
        }
    }

    fn arg(args: Args<'s>, name: &str) -> Option<Self> {
        match args {
            Args::Given(tape, given) => given.iter().find(|(own, _)| *own == name).map(|(_, val)| Self::Val(tape, val)),
            Args::Fields(tape, from, to) => tape.fields(from, to).find(|(own, _)| *own == name).map(|(_, node)| Self::Node(tape, node)),
        }
    }
}

fn of_node(tape: &Tape, node: Node) -> What<'_, Args<'_>, Items<'_>> {
    match node {
        Node::Nothing => What::Nothing,
        Node::Flag(flag) => What::Flag(flag),
        Node::Int(n) => What::Int(n),
        Node::Number(x) => What::Number(x),
        Node::Text(from, to) => What::Text(tape.text(from, to)),
        Node::List(from, to) => What::List(Items::Nodes(tape, tape.items(from, to).iter())),
        Node::Map(from, to) => {
            let [date, key, args] = tape.several(from, to, ["date", "key", "args"].map(Name::of));
            if let Some(Node::Text(from, to)) = date {
                let on = tape.text(from, to);
                return iso_day(on).map_or(What::Text(on), What::Day);
            }
            let Some(Node::Text(key_from, key_to)) = key else { return What::Nothing };
            let args = match args {
                Some(Node::Map(from, to)) => Args::Fields(tape, from, to),
                _ => Args::Given(tape, &[]),
            };
            What::Words(tape.text(key_from, key_to), args)
        }
    }
}
