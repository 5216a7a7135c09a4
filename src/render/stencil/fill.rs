//! Makes a page: follows the steps of a template with a view's values.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::rc::Rc;

use super::name::Sought;
use super::plan::{Expr, Filter, Function, Lack, Source, Step, Test, Two};
use super::say::spoken_into;
use super::spoken::Spoken;
use super::tape::{Node, Tape};
use super::value::{Val, escape_into};
use crate::render::Row;
use crate::render::chart;
use crate::render::i18n::Catalogue;

/// Why a page is left to Tera, which says the same with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit(pub String);

impl<T: Into<String>> From<T> for Unfit {
    fn from(why: T) -> Self {
        Self(why.into())
    }
}

/// What is followed was folded before.
const NOT_TIED: &str = "a name that leads to no place";

/// Room for the key of a phrase.
const USUAL_KEY: usize = 32;

/// One page in the making.
pub struct Fill<'a> {
    /// The view.
    pub tape: &'a Tape,
    /// The view's topmost map.
    pub top: Node,
    /// The language that is spoken.
    pub words: &'a Catalogue,
    /// Rows that were made before.
    pub rows: &'a [Row],
    /// What the names of the page stand for.
    slots: Vec<Val<'a>>,
    /// Room for the key of a phrase.
    pub key: String,
    /// Room for the arguments of a phrase.
    pub given: Vec<(&'static str, Val<'a>)>,
}

impl<'a> Fill<'a> {
    /// Begins with a page's slots, of which those are filled that the frame gives.
    pub fn new((tape, top): (&'a Tape, Node), (words, rows): (&'a Catalogue, &'a [Row]), slots: Vec<Val<'a>>) -> Self {
        Self { tape, top, words, rows, slots, key: String::new(), given: Vec::new() }
    }

    /// Follows steps one after the other.
    pub fn steps(&mut self, steps: &'a [Step], out: &mut String) -> Result<(), Unfit> {
        steps.iter().try_for_each(|step| self.step(step, out))
    }

    fn step(&mut self, step: &'a Step, out: &mut String) -> Result<(), Unfit> {
        match step {
            Step::Text(text) => out.push_str(text),
            Step::Show(expr) => self.show(expr, out)?,
            Step::If(cases, other) => {
                for (condition, body) in cases {
                    if self.holds(condition)? {
                        return self.steps(body, out);
                    }
                }
                self.steps(other, out)?;
            }
            Step::Each(slots, list, body, none) => {
                if self.each(*slots, list, |fill| fill.steps(body, out))? == 0 {
                    self.steps(none, out)?;
                }
            }
            Step::Give(slot, value, lack) => {
                let value = match (self.value(value)?, lack) {
                    (Val::Undefined, Lack::Refused) => return Err("a part lacks an argument".into()),
                    (Val::Undefined, Lack::Filled(default)) => Val::constant(default),
                    (value, _) => value,
                };
                self.give(*slot, value);
            }
            Step::For(..) | Step::Set(..) | Step::Block(..) | Step::Part(..) | Step::Include(_) => return Err(NOT_TIED.into()),
        }
        Ok(())
    }

    fn give(&mut self, slot: usize, value: Val<'a>) {
        if let Some(place) = self.slots.get_mut(slot) {
            *place = value;
        }
    }

    /// How many items there were.
    fn each(
        &mut self,
        (item_slot, place_slot): (usize, Option<usize>),
        list: &'a Expr,
        mut body: impl FnMut(&mut Self) -> Result<(), Unfit>,
    ) -> Result<usize, Unfit> {
        let list = self.value(list)?;
        let of = list.length().ok_or("a loop over something that is no list")?;
        for at in 0..of {
            let item = match &list {
                Val::List(from, to) => self.tape.items(*from, *to).get(at).map(|node| Val::of(self.tape, *node)),
                Val::Items(items) => items.get(at).cloned(),
                _ => return Err("a loop over something that is no list".into()),
            };
            self.give(item_slot, item.unwrap_or(Val::Undefined));
            if let Some(slot) = place_slot {
                self.give(slot, Val::Loop(at, of));
            }
            body(self)?;
        }
        Ok(of)
    }

    /// The text in a slot; nothing where there is no slot, or no text in it.
    pub fn slot_text(&self, slot: Option<usize>) -> Option<Cow<'a, str>> {
        match self.slots.get(slot?) {
            Some(Val::Text(text) | Val::Safe(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// Shows a value: escaped, unless it is HTML already.
    fn show(&mut self, expr: &'a Expr, out: &mut String) -> Result<(), Unfit> {
        // Most of what is shown are words: they are said where they belong, without a text in between.
        match expr {
            Expr::Call(Function::Phrase, args, roots) => return self.phrase(args, *roots, out),
            Expr::Filter(inner, Filter::Say, _, roots) => {
                match self.lying(inner) {
                    Some(node) => self.say(Spoken::Node(self.tape, node), *roots, out),
                    None => {
                        let value = self.value(inner)?;
                        self.say(Spoken::Val(self.tape, &value), *roots, out);
                    }
                }
                return Ok(());
            }
            Expr::Call(Function::Moon, args, _) => {
                chart::moon_into(out, &self.arg_text(args, "phase")?);
                return Ok(());
            }
            Expr::Call(Function::Mark, args, _) => {
                chart::mark_into(out, &self.arg_text(args, "kind")?);
                return Ok(());
            }
            Expr::Filter(inner, Filter::Spoken, ..) => {
                if let Some(Node::Text(from, to)) = self.lying(inner) {
                    spoken_into(self.tape.text(from, to), self.words.lang(), out);
                    return Ok(());
                }
            }
            Expr::Two(Two::Concat, left, right) => {
                self.show_as_text(left, out)?;
                return self.show_as_text(right, out);
            }
            _ => {}
        }
        let value = match self.lying(expr) {
            // Text of the view is shown from where it lies.
            Some(Node::Text(from, to)) => {
                escape_into(self.tape.text(from, to), out);
                return Ok(());
            }
            Some(node) => Val::of(self.tape, node),
            None => self.value(expr)?,
        };
        match value {
            Val::Safe(text) => out.push_str(&text),
            Val::Text(text) => escape_into(&text, out),
            Val::Undefined => return Err("something that nobody gave is shown".into()),
            other => {
                if !other.say(out) {
                    return Err("a list or a map is shown".into());
                }
            }
        }
        Ok(())
    }

    /// Shows what becomes part of a text: escaped, also where it was HTML.
    fn show_as_text(&mut self, expr: &'a Expr, out: &mut String) -> Result<(), Unfit> {
        if let Expr::Two(Two::Concat, left, right) = expr {
            self.show_as_text(left, out)?;
            return self.show_as_text(right, out);
        }
        match self.value(expr)? {
            Val::Safe(text) | Val::Text(text) => escape_into(&text, out),
            other => {
                if !other.say(out) {
                    return Err("a list or a map is no text".into());
                }
            }
        }
        Ok(())
    }

    /// What an expression gives.
    pub fn value(&mut self, expr: &'a Expr) -> Result<Val<'a>, Unfit> {
        Ok(match expr {
            Expr::Const(value) => Val::constant(value),
            Expr::At(source, fields) => self.at(source, fields)?,
            Expr::Path(..) | Expr::Each(..) => return Err(NOT_TIED.into()),
            Expr::List(items) => Val::Items(items.iter().map(|item| self.value(item)).collect::<Result<Rc<[_]>, _>>()?),
            Expr::EachOf(item, slot, list) => {
                let mut items = Vec::new();
                self.each((*slot, None), list, |fill| {
                    items.push(fill.value(item)?);
                    Ok(())
                })?;
                Val::Items(items.into())
            }
            Expr::Not(inner) => Val::Flag(!self.holds(inner)?),
            Expr::Either(condition, yes, no) => {
                let is_so = self.holds(condition)?;
                self.value(if is_so { yes } else { no })?
            }
            Expr::Two(Two::Concat, ..) => {
                let mut text = String::with_capacity(USUAL_KEY);
                self.put_together(expr, &mut text)?;
                Val::Text(Cow::Owned(text))
            }
            Expr::Two(two, left, right) => self.two(*two, left, right)?,
            Expr::Is(inner, test) => {
                let value = self.value(inner)?;
                Val::Flag(match test {
                    Test::Defined => !matches!(value, Val::Undefined),
                    Test::Undefined => matches!(value, Val::Undefined),
                    Test::None => matches!(value, Val::Nothing),
                    Test::Map => matches!(value, Val::Map(..) | Val::Fields(_)),
                    Test::String => matches!(value, Val::Text(_) | Val::Safe(_)),
                })
            }
            Expr::Filter(inner, filter, args, roots) => {
                let value = self.value(inner)?;
                self.filter(*filter, value, args, *roots)?
            }
            Expr::Call(function, args, roots) => self.call(*function, args, *roots)?,
        })
    }

    /// Whether a condition holds. Most ask for a field of the view, which is looked at where it lies.
    fn holds(&mut self, condition: &'a Expr) -> Result<bool, Unfit> {
        Ok(match condition {
            Expr::At(source, fields) => match self.node(source, fields) {
                Some(node) => Val::of(self.tape, node).is_true(),
                None => self.follow(source, fields)?.is_true(),
            },
            Expr::Not(inner) => !self.holds(inner)?,
            Expr::Two(Two::And, left, right) => self.holds(left)? && self.holds(right)?,
            Expr::Two(Two::Or, left, right) => self.holds(left)? || self.holds(right)?,
            other => self.value(other)?.is_true(),
        })
    }

    fn at(&self, source: &Source, fields: &[Sought]) -> Result<Val<'a>, Unfit> {
        match self.node(source, fields) {
            Some(node) => Ok(Val::of(self.tape, node)),
            None => self.follow(source, fields),
        }
    }

    /// Where in the view a value lies, if it is found there.
    fn lying(&self, expr: &Expr) -> Option<Node> {
        match expr {
            Expr::At(source, fields) => self.node(source, fields),
            _ => None,
        }
    }

    /// Where a path leads to that begins at a map of the view, and finds all it names there: most do.
    fn node(&self, source: &Source, fields: &[Sought]) -> Option<Node> {
        let mut node = match (source, self.top) {
            (Source::Slot { slot, .. }, _) => match self.slots.get(*slot)? {
                Val::Map(from, to) => Node::Map(*from, *to),
                _ => return None,
            },
            (Source::View(first), Node::Map(from, to)) => self.tape.sought(from, to, first)?,
            _ => return None,
        };
        for field in fields {
            let Node::Map(from, to) = node else { return None };
            node = self.tape.sought(from, to, field)?;
        }
        Some(node)
    }

    /// The same wherever it begins.
    fn follow(&self, source: &Source, fields: &[Sought]) -> Result<Val<'a>, Unfit> {
        let nobody = |field: &Sought| Unfit(format!("`{}` of what nobody gave", field.name.text()));
        let (mut value, rest) = match (source, fields.split_first()) {
            (Source::View(first), _) => (Val::of(self.tape, self.top).sought(self.tape, first), fields),
            (Source::Slot { slot, .. }, None) => return Ok(self.slots.get(*slot).cloned().unwrap_or(Val::Undefined)),
            // It is only looked into, not copied.
            (Source::Slot { slot, .. }, Some((first, rest))) => match self.slots.get(*slot) {
                None | Some(Val::Undefined) => return Err(nobody(first)),
                Some(value) => (value.sought(self.tape, first), rest),
            },
        };
        for field in rest {
            if matches!(value, Val::Undefined) {
                return Err(nobody(field));
            }
            value = value.sought(self.tape, field);
        }
        Ok(value)
    }

    /// Adds what stands on both sides of each `~` to one text: keys of phrases are put together so, piece by piece.
    pub fn put_together(&mut self, expr: &'a Expr, text: &mut String) -> Result<(), Unfit> {
        if let Expr::Two(Two::Concat, left, right) = expr {
            self.put_together(left, text)?;
            return self.put_together(right, text);
        }
        if let Some(Node::Text(from, to)) = self.lying(expr) {
            text.push_str(self.tape.text(from, to));
            return Ok(());
        }
        if self.value(expr)?.say(text) { Ok(()) } else { Err("a list or a map is no text".into()) }
    }

    fn two(&mut self, two: Two, left: &'a Expr, right: &'a Expr) -> Result<Val<'a>, Unfit> {
        let a = self.value(left)?;
        match two {
            Two::Or => return if a.is_true() { Ok(a) } else { self.value(right) },
            Two::And => return if a.is_true() { self.value(right) } else { Ok(a) },
            _ => {}
        }
        let b = self.value(right)?;
        let same = || a.equals(&b).ok_or("two lists are compared");
        let order = || a.compare(&b).ok_or("values of two kinds are compared");
        Ok(match two {
            Two::Equal => Val::Flag(same()?),
            Two::NotEqual => Val::Flag(!same()?),
            Two::Less => Val::Flag(order()? == Ordering::Less),
            Two::LessOrEqual => Val::Flag(order()? != Ordering::Greater),
            Two::Greater => Val::Flag(order()? == Ordering::Greater),
            Two::GreaterOrEqual => Val::Flag(order()? != Ordering::Less),
            Two::In => {
                let items = match &b {
                    Val::List(..) | Val::Items(_) => self.items_of(&b),
                    _ => return Err("it is looked for in something that is no list".into()),
                };
                let found = items.iter().map(|item| item.equals(&a)).collect::<Option<Vec<bool>>>();
                Val::Flag(found.ok_or("two lists are compared")?.contains(&true))
            }
            Two::Add => arithmetic(&a, &b, i64::checked_add, |a, b| a + b)?,
            Two::Subtract => arithmetic(&a, &b, i64::checked_sub, |a, b| a - b)?,
            Two::Multiply => arithmetic(&a, &b, i64::checked_mul, |a, b| a * b)?,
            // Each is worked out where its sides are.
            Two::Or | Two::And | Two::Concat => Val::Undefined,
        })
    }
}

fn arithmetic<'a>(a: &Val<'_>, b: &Val<'_>, whole: fn(i64, i64) -> Option<i64>, measured: fn(f64, f64) -> f64) -> Result<Val<'a>, Unfit> {
    match (a, b) {
        (Val::Int(a), Val::Int(b)) => Ok(Val::Int(whole(*a, *b).ok_or("a number beyond 64 bits")?)),
        _ => match (a.as_number(), b.as_number()) {
            (Some(a), Some(b)) => Ok(Val::Number(measured(a, b))),
            _ => Err("only numbers can be reckoned with".into()),
        },
    }
}
