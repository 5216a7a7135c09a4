//! Makes a page: follows the steps of a template with a view's values.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::rc::Rc;

use super::name::{Name, Sought};
use super::plan::{Args, Expr, Filter, Function, Part, Step, Test, Two};
use super::tape::{Node, Tape};
use super::value::{Val, escape_into};
use crate::render::Row;
use crate::render::i18n::Catalogue;

/// Why a page is left to Tera, which says the same with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit(pub String);

impl<T: Into<String>> From<T> for Unfit {
    fn from(why: T) -> Self {
        Self(why.into())
    }
}

/// Parts within parts are few; more than this is a part that holds itself.
const DEEPEST: usize = 20;

/// Room for the key of a phrase.
const USUAL_KEY: usize = 32;

/// One page in the making.
pub struct Fill<'a> {
    /// The repeated parts of all templates.
    pub parts: &'a [(Name, Part)],
    /// The view.
    pub tape: &'a Tape,
    /// The view's topmost map.
    pub top: Node,
    /// The language that is spoken.
    pub words: &'a Catalogue,
    /// Rows that were made before.
    pub rows: &'a [Row],
    /// Names and their values; those of a part stand above its caller's.
    vars: Vec<(Name, Val<'a>)>,
    /// The first name the part at work can see; 0 outside of any.
    base: usize,
    depth: usize,
}

impl<'a> Fill<'a> {
    /// Begins with what the frame gives beside the view.
    pub fn new(
        parts: &'a [(Name, Part)],
        (tape, top): (&'a Tape, Node),
        (words, rows): (&'a Catalogue, &'a [Row]),
        vars: Vec<(Name, Val<'a>)>,
    ) -> Self {
        Self { parts, tape, top, words, rows, vars, base: 0, depth: 0 }
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
            Step::For(name, list, body, none) => {
                if self.each(*name, list, |fill| fill.steps(body, out))? == 0 {
                    self.steps(none, out)?;
                }
            }
            Step::Set(name, value) => {
                let value = self.value(value)?;
                self.vars.push((*name, value));
            }
            Step::Block(_, body) => self.steps(body, out)?,
            Step::Part(name, args) => self.part(*name, args, out)?,
            Step::Include(name) => return Err(format!("`{name}` is not there").into()),
        }
        Ok(())
    }

    /// How many items there were.
    fn each(&mut self, name: Name, list: &'a Expr, mut body: impl FnMut(&mut Self) -> Result<(), Unfit>) -> Result<usize, Unfit> {
        let list = self.value(list)?;
        let of = list.length().ok_or("a loop over something that is no list")?;
        let before = self.vars.len();
        for at in 0..of {
            let item = match &list {
                Val::List(from, to) => self.tape.items(*from, *to).get(at).map(|node| Val::of(self.tape, *node)),
                Val::Items(items) => items.get(at).cloned(),
                _ => return Err("a loop over something that is no list".into()),
            };
            self.vars.push((Name::of("loop"), Val::Loop(at, of)));
            self.vars.push((name, item.unwrap_or(Val::Undefined)));
            body(self)?;
            self.vars.truncate(before);
        }
        Ok(of)
    }

    fn part(&mut self, name: Name, args: &'a Args, out: &mut String) -> Result<(), Unfit> {
        let found = self.parts.iter().find(|(own, _)| *own == name).map(|(_, part)| part);
        let part = found.ok_or_else(|| format!("there is no part `{}`", name.text()))?;
        if self.depth >= DEEPEST {
            return Err("parts within parts without end".into());
        }
        if let Some((unknown, _)) = args.iter().find(|(arg, _)| part.params.iter().all(|param| param.name != *arg)) {
            return Err(format!("`{}` has no argument `{}`", name.text(), unknown.text()).into());
        }
        let before = self.vars.len();
        for param in &part.params {
            let given = match args.iter().find(|(arg, _)| *arg == param.name) {
                Some((_, value)) => self.value(value)?,
                None if param.implicit => self.anywhere(param.name, before),
                None => Val::Undefined,
            };
            let value = match (&given, &param.default) {
                (Val::Undefined, Some(default)) => Val::constant(default),
                (Val::Undefined, None) => return Err(format!("`{}` lacks `{}`", name.text(), param.name.text()).into()),
                _ => given,
            };
            // Without a name yet: an argument sees what its caller sees, not the one before it.
            self.vars.push((Name::NONE, value));
        }
        for (var, param) in self.vars.iter_mut().skip(before).zip(&part.params) {
            var.0 = param.name;
        }
        let outer = (self.base, self.depth);
        (self.base, self.depth) = (before, self.depth + 1);
        let made = self.steps(&part.body, out);
        (self.base, self.depth) = outer;
        self.vars.truncate(before);
        made
    }

    /// A name as seen from here.
    pub fn name(&self, name: Name) -> Val<'a> {
        match self.seen(name) {
            Some(value) => value.clone(),
            None => self.unseen(name),
        }
    }

    fn seen(&self, name: Name) -> Option<&Val<'a>> {
        let seen = self.vars.get(self.base..).unwrap_or(&[]);
        seen.iter().rev().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    fn unseen(&self, name: Name) -> Val<'a> {
        if self.base == 0 && self.depth == 0 { self.of_view(name) } else { Val::Undefined }
    }

    /// A name as seen from here, from where this part stands, and so on.
    fn anywhere(&self, name: Name, end: usize) -> Val<'a> {
        let known = self.vars.get(..end).unwrap_or(&[]).iter().rev().find(|(own, _)| *own == name);
        known.map_or_else(|| self.of_view(name), |(_, value)| value.clone())
    }

    fn of_view(&self, name: Name) -> Val<'a> {
        Val::of(self.tape, self.top).field(self.tape, name)
    }

    /// Shows a value: escaped, unless it is HTML already.
    fn show(&mut self, expr: &'a Expr, out: &mut String) -> Result<(), Unfit> {
        // Most of what is shown are words: they are said where they belong, without a text in between.
        match expr {
            Expr::Call(Function::Phrase, args) => return self.phrase(args, out),
            Expr::Filter(inner, Filter::Say, _) => {
                let value = self.value(inner)?;
                self.say(value, out);
                return Ok(());
            }
            Expr::Two(Two::Concat, left, right) => {
                self.show_as_text(left, out)?;
                return self.show_as_text(right, out);
            }
            _ => {}
        }
        match self.value(expr)? {
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
            Expr::Path(name, fields) => self.path(*name, fields)?,
            Expr::List(items) => Val::Items(items.iter().map(|item| self.value(item)).collect::<Result<Rc<[_]>, _>>()?),
            Expr::Each(item, name, list) => {
                let mut items = Vec::new();
                self.each(*name, list, |fill| {
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
            Expr::Filter(inner, filter, args) => {
                let value = self.value(inner)?;
                self.filter(*filter, value, args)?
            }
            Expr::Call(function, args) => self.call(*function, args)?,
        })
    }

    /// Whether a condition holds. Most ask for a field of the view, which is looked at where it lies.
    fn holds(&mut self, condition: &'a Expr) -> Result<bool, Unfit> {
        Ok(match condition {
            Expr::Path(name, fields) => match self.node(*name, fields) {
                Some(node) => Val::of(self.tape, node).is_true(),
                None => self.path_from_here(*name, fields)?.is_true(),
            },
            Expr::Not(inner) => !self.holds(inner)?,
            Expr::Two(Two::And, left, right) => self.holds(left)? && self.holds(right)?,
            Expr::Two(Two::Or, left, right) => self.holds(left)? || self.holds(right)?,
            other => self.value(other)?.is_true(),
        })
    }

    fn path(&self, name: Name, fields: &[Sought]) -> Result<Val<'a>, Unfit> {
        match self.node(name, fields) {
            Some(node) => Ok(Val::of(self.tape, node)),
            None => self.path_from_here(name, fields),
        }
    }

    /// Where a path leads to that begins at a map of the view, and finds all it names there: most do.
    fn node(&self, name: Name, fields: &[Sought]) -> Option<Node> {
        let mut node = match (self.seen(name), self.top) {
            (Some(Val::Map(from, to)), _) => Node::Map(*from, *to),
            (None, Node::Map(from, to)) if self.base == 0 && self.depth == 0 => self.tape.field(from, to, name)?,
            _ => return None,
        };
        for field in fields {
            let Node::Map(from, to) = node else { return None };
            node = self.tape.sought(from, to, field)?;
        }
        Some(node)
    }

    /// The same wherever it begins.
    fn path_from_here(&self, name: Name, fields: &[Sought]) -> Result<Val<'a>, Unfit> {
        // The first of several is only looked into, not copied.
        let (mut value, fields) = match (self.seen(name), fields.split_first()) {
            (Some(Val::Undefined), Some(_)) | (_, None) => (self.name(name), fields),
            (Some(value), Some((first, fields))) => (value.sought(self.tape, first), fields),
            (None, Some(_)) => (self.unseen(name), fields),
        };
        for field in fields {
            if matches!(value, Val::Undefined) {
                return Err(format!("`{}` of what nobody gave", field.name.text()).into());
            }
            value = value.sought(self.tape, field);
        }
        Ok(value)
    }

    /// Adds what stands on both sides of each `~` to one text: keys of phrases are put together so, piece by piece.
    fn put_together(&mut self, expr: &'a Expr, text: &mut String) -> Result<(), Unfit> {
        if let Expr::Two(Two::Concat, left, right) = expr {
            self.put_together(left, text)?;
            return self.put_together(right, text);
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
