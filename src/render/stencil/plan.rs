//! What a template says: as it is read, with names, and as it is followed, with places
//! instead (see [`super::fold`]).

use std::borrow::Cow;

use super::name::{Name, Sought};

/// One step of making a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Bytes as they stand.
    Text(Cow<'static, str>),
    /// A value, escaped unless it is safe.
    Show(Expr),
    /// Cases in their order, and what else.
    If(Vec<(Expr, Vec<Step>)>, Vec<Step>),
    /// For each item of a list; and what for none. As read.
    For(Name, Expr, Vec<Step>, Vec<Step>),
    /// The same, with the slots of the item and, if anybody asks, of the place in the list.
    Each((usize, Option<usize>), Expr, Vec<Step>, Vec<Step>),
    /// A name for a value, for what follows. As read.
    Set(Name, Expr),
    /// A value put into a slot, and what is done where there is none.
    Give(usize, Expr, Lack),
    /// A part that another template may replace. As read.
    Block(&'static str, Vec<Step>),
    /// Another template in this place. As read.
    Include(&'static str),
    /// A repeated part with its arguments. As read.
    Part(Name, Args),
}

/// What is done where a slot is given nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Lack {
    /// That is all right.
    Allowed,
    /// The page is left to Tera.
    Refused,
    /// This is taken instead.
    Filled(Const),
}

/// Where a path begins.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// In a slot; surely at something, or perhaps not.
    Slot { slot: usize, is_sure: bool },
    /// At a field of the view's topmost map.
    View(Sought),
}

/// The slots of what leads to the language's root and to the site's, for whoever makes links.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roots {
    pub root: Option<usize>,
    pub assets: Option<usize>,
}

/// What gives a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// The same every time.
    Const(Const),
    /// A variable, and fields of it. As read.
    Path(Name, Vec<Sought>),
    /// The same, where it lies.
    At(Source, Vec<Sought>),
    /// `[a, b]`.
    List(Vec<Expr>),
    /// `[each for name in list]`. As read.
    Each(Box<Expr>, Name, Box<Expr>),
    /// The same, with the slot of the item.
    EachOf(Box<Expr>, usize, Box<Expr>),
    /// Two values.
    Two(Two, Box<Expr>, Box<Expr>),
    /// `not a`.
    Not(Box<Expr>),
    /// `a if condition else b`: condition, a, b.
    Either(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `a is defined`.
    Is(Box<Expr>, Test),
    /// `a | name(key=…)`.
    Filter(Box<Expr>, Filter, Args, Roots),
    /// `name(key=…)`.
    Call(Function, Args, Roots),
}

/// Arguments by name.
pub type Args = Vec<(Name, Expr)>;

/// Things with a name in templates, known by it once.
macro_rules! named {
    ($(#[$doc:meta])* $kind:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $kind { $($variant),+ }

        impl $kind {
            /// What is called so.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

named! {
    /// What `a is test` asks.
    Test { Defined = "defined", Undefined = "undefined", None = "none", Map = "map", String = "string" }
}

named! {
    /// What `a | filter` makes of a value.
    Filter {
        Say = "say", Plain = "plain", Spoken = "spoken", Day = "day", Number = "number", Inline = "inline",
        Markdown = "markdown", Minutes = "minutes", Contents = "contents", Length = "length", Get = "get", Join = "join",
    }
}

named! {
    /// What `function(key=…)` gives.
    Function {
        Phrase = "t", PersonRow = "person_row", Moon = "moon", Mark = "mark", Icon = "icon", Seal = "seal", Pile = "pile",
        Gap = "gap", Ring = "ring", Track = "track", Balance = "balance", Dots = "dots", Segments = "segments", Cells = "cells",
        Beads = "beads", YearHalf = "year_half", GoalBars = "goal_bars", LoadBar = "load_bar", Map = "map",
    }
}

/// A value that stands in a template.
#[derive(Debug, Clone, PartialEq)]
pub enum Const {
    /// Nothing.
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Int(i64),
    /// A measured number.
    Number(f64),
    /// Text, escaped where it is shown.
    Text(Cow<'static, str>),
    /// Text that is HTML already.
    Safe(String),
}

/// What is done with two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Two {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Concat,
    In,
}

/// A repeated part.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its arguments.
    pub params: Vec<Param>,
    /// What it makes.
    pub body: Vec<Step>,
}

/// An argument of a part.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: Name,
    /// Taken from where the part stands, if nobody gives it.
    pub implicit: bool,
    /// What it is if nobody gives it.
    pub default: Option<Const>,
}

/// One template.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// The template it fills the blocks of.
    pub extends: Option<&'static str>,
    /// Its steps; of one that extends another only the blocks count.
    pub steps: Vec<Step>,
    /// The parts it defines.
    pub parts: Vec<(Name, Part)>,
}
