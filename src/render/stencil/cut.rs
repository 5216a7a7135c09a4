//! Cuts the templates: puts what one extends and includes in place, and says once what is
//! the same on every page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Stencils;
use super::fill::Fill;
use super::name::Name;
use super::plan::{Args, Const, Expr, Filter, Function, Part, Plan, Step};
use super::read::{Refused, read};
use super::tape::{Node, Tape};
use super::value::{Val, escape_into};
use crate::render::i18n::Catalogue;

/// Stands for the page's root: what holds it differs from page to page.
const ROOT: &str = "\u{2}";

/// Templates within templates are few; more is one that holds itself.
const DEEPEST: usize = 8;

pub fn cut(templates: impl Iterator<Item = (&'static str, &'static str)>, words: &Catalogue) -> Stencils {
    let (mut plans, mut refused) = (BTreeMap::new(), Vec::new());
    for (name, text) in templates {
        match read(text) {
            Ok(plan) => _ = plans.insert(name, plan),
            Err(why) => refused.push((name.to_owned(), why)),
        }
    }
    let fold = Fold { words };
    let mut stencils = Stencils::default();
    for plan in plans.values() {
        for (name, part) in &plan.parts {
            let body = fold.steps(&part.body, &[]);
            stencils.parts.push((*name, Part { params: part.params.clone(), body }));
        }
    }
    for (name, plan) in &plans {
        match whole(&plans, plan, 0) {
            Ok(steps) => _ = stencils.pages.insert((*name).to_owned(), fold.steps(&steps, &[])),
            Err(why) => refused.push(((*name).to_owned(), why)),
        }
    }
    refused.sort();
    stencils.refused = refused;
    stencils
}

type Plans = BTreeMap<&'static str, Plan>;

/// A template's steps with its base around them.
fn whole(plans: &Plans, plan: &Plan, depth: usize) -> Result<Vec<Step>, Refused> {
    let Some(base) = plan.extends else { return placed(plans, &plan.steps, &BTreeMap::new(), depth) };
    let base = plans.get(base).ok_or_else(|| format!("`{base}` is not there"))?;
    if base.extends.is_some() {
        return Err("a base that extends another".to_owned());
    }
    let own = plan.steps.iter().filter_map(|step| match step {
        Step::Block(name, body) => Some((*name, body.as_slice())),
        _ => None,
    });
    placed(plans, &base.steps, &own.collect(), depth)
}

/// Steps with every block and every included template in its place.
fn placed(plans: &Plans, steps: &[Step], blocks: &BTreeMap<&str, &[Step]>, depth: usize) -> Result<Vec<Step>, Refused> {
    if depth > DEEPEST {
        return Err("a template that includes itself".to_owned());
    }
    let mut found = Vec::with_capacity(steps.len());
    let place = |steps: &[Step]| placed(plans, steps, blocks, depth + 1);
    for step in steps {
        match step {
            Step::Block(name, body) => found.extend(place(blocks.get(name).copied().unwrap_or(body))?),
            Step::Include(name) => {
                let plan = plans.get(name).ok_or_else(|| format!("`{name}` is not there"))?;
                if sets_a_name(&plan.steps) {
                    return Err(format!("`{name}` sets a name"));
                }
                found.extend(whole(plans, plan, depth + 1)?);
            }
            Step::If(cases, other) => {
                let cases = cases.iter().map(|(condition, body)| Ok((condition.clone(), place(body)?)));
                found.push(Step::If(cases.collect::<Result<_, Refused>>()?, place(other)?));
            }
            Step::For(name, list, body, none) => found.push(Step::For(*name, list.clone(), place(body)?, place(none)?)),
            other => found.push(other.clone()),
        }
    }
    Ok(found)
}

fn sets_a_name(steps: &[Step]) -> bool {
    steps.iter().any(|step| matches!(step, Step::Set(..)))
}

/// What names stand for while a loop over constants is written out.
type Known<'k> = &'k [(Name, Const)];

struct Fold<'w> {
    words: &'w Catalogue,
}

impl Fold<'_> {
    fn steps(&self, steps: &[Step], known: Known<'_>) -> Vec<Step> {
        let mut found = Vec::new();
        let mut known = known.to_vec();
        for step in steps {
            match step {
                Step::Text(text) => push_text(&mut found, text.clone()),
                Step::Show(expr) => match self.expr(expr, &known) {
                    Expr::Const(value) => push_text(&mut found, Cow::Owned(shown(&value))),
                    expr => found.push(Step::Show(expr)),
                },
                Step::If(cases, other) => self.cases(cases, other, &known, &mut found),
                Step::For(name, list, body, none) => {
                    let list = self.expr(list, &known);
                    let none = self.steps(none, &known);
                    let inside: Vec<_> = known.iter().filter(|(own, _)| own != name).cloned().collect();
                    self.each(*name, &list, (body, none), &inside, &mut found);
                }
                Step::Set(name, value) => {
                    let value = self.expr(value, &known);
                    known.retain(|(own, _)| own != name);
                    found.push(Step::Set(*name, value));
                }
                Step::Part(name, args) => found.push(Step::Part(*name, self.args(args, &known))),
                other => found.push(other.clone()),
            }
        }
        found
    }

    fn cases(&self, cases: &[(Expr, Vec<Step>)], other: &[Step], known: Known<'_>, found: &mut Vec<Step>) {
        let mut open = Vec::new();
        for (condition, body) in cases {
            match self.expr(condition, known) {
                Expr::Const(value) if !Val::constant(&value).is_true() => {}
                Expr::Const(_) if open.is_empty() => return self.steps(body, known).into_iter().for_each(|step| push(found, step)),
                condition => open.push((condition, self.steps(body, known))),
            }
        }
        let other = self.steps(other, known);
        if open.is_empty() {
            for step in other {
                push(found, step);
            }
        } else {
            found.push(Step::If(open, other));
        }
    }

    /// A loop over constants is written out, if nobody asks where it stands.
    fn each(&self, name: Name, list: &Expr, (body, none): (&[Step], Vec<Step>), known: Known<'_>, found: &mut Vec<Step>) {
        let items: Option<Vec<Const>> = match list {
            Expr::List(items) => items.iter().map(|item| if let Expr::Const(value) = item { Some(value.clone()) } else { None }).collect(),
            _ => None,
        };
        match items {
            Some(items) if !items.is_empty() && !asks_for(body, Name::of("loop")) && !sets_a_name(body) => {
                for item in items {
                    let known = [known, &[(name, item)]].concat();
                    self.steps(body, &known).into_iter().for_each(|step| push(found, step));
                }
            }
            _ => found.push(Step::For(name, list.clone(), self.steps(body, known), none)),
        }
    }

    fn args(&self, args: &Args, known: Known<'_>) -> Args {
        args.iter().map(|(name, value)| (*name, self.expr(value, known))).collect()
    }

    /// An expression with everything said that can be said now.
    fn expr(&self, expr: &Expr, known: Known<'_>) -> Expr {
        let inner = |expr: &Expr| Box::new(self.expr(expr, known));
        let folded = match expr {
            Expr::Const(_) => return expr.clone(),
            Expr::Path(name, fields) => {
                return match known.iter().rev().find(|(own, _)| own == name) {
                    Some((_, value)) if fields.is_empty() => Expr::Const(value.clone()),
                    _ => expr.clone(),
                };
            }
            Expr::List(items) => return Expr::List(items.iter().map(|item| self.expr(item, known)).collect()),
            Expr::Each(item, name, list) => {
                let known: Vec<_> = known.iter().filter(|(own, _)| own != name).cloned().collect();
                return Expr::Each(Box::new(self.expr(item, &known)), *name, Box::new(self.expr(list, &known)));
            }
            Expr::Two(two, a, b) => Expr::Two(*two, inner(a), inner(b)),
            Expr::Not(a) => Expr::Not(inner(a)),
            Expr::Either(condition, yes, no) => Expr::Either(inner(condition), inner(yes), inner(no)),
            Expr::Is(a, test) => Expr::Is(inner(a), *test),
            Expr::Filter(a, filter, args) => Expr::Filter(inner(a), *filter, self.args(args, known)),
            Expr::Call(function, args) => Expr::Call(*function, self.args(args, known)),
        };
        let value = if is_constant(&folded) { self.constant(&folded) } else { None };
        value.map_or(folded, Expr::Const)
    }

    /// What a constant expression gives; nothing where it depends on the page's root.
    fn constant(&self, expr: &Expr) -> Option<Const> {
        let tape = Tape::default();
        let vars = vec![(Name::of("root"), Val::Text(Cow::Borrowed(ROOT)))];
        let value = Fill::new(&[], (&tape, Node::Nothing), (self.words, &[]), vars).value(expr).ok()?;
        match value.to_const()? {
            Const::Safe(text) if text.contains(ROOT) => None,
            value => Some(value),
        }
    }
}

fn is_constant(expr: &Expr) -> bool {
    let all = |args: &Args| args.iter().all(|(_, value)| matches!(value, Expr::Const(_)));
    let is = |expr: &Expr| matches!(expr, Expr::Const(_));
    match expr {
        Expr::Two(_, a, b) => is(a) && is(b),
        Expr::Not(a) | Expr::Is(a, _) => is(a),
        Expr::Either(condition, yes, no) => is(condition) && is(yes) && is(no),
        Expr::Filter(a, filter, args) => {
            matches!(filter, Filter::Day | Filter::Spoken | Filter::Number | Filter::Say | Filter::Plain) && is(a) && all(args)
        }
        Expr::Call(function, args) => !matches!(function, Function::PersonRow | Function::Map) && all(args),
        Expr::Const(_) | Expr::Path(..) | Expr::List(_) | Expr::Each(..) => false,
    }
}

fn shown(value: &Const) -> String {
    let (value, mut text) = (Val::constant(value), String::new());
    match &value {
        Val::Text(words) => escape_into(words, &mut text),
        other => _ = other.say(&mut text),
    }
    text
}

fn push(steps: &mut Vec<Step>, step: Step) {
    match step {
        Step::Text(text) => push_text(steps, text),
        step => steps.push(step),
    }
}

/// Text after text is one text.
fn push_text(steps: &mut Vec<Step>, text: Cow<'static, str>) {
    match steps.last_mut() {
        Some(Step::Text(before)) => before.to_mut().push_str(&text),
        _ if text.is_empty() => {}
        _ => steps.push(Step::Text(text)),
    }
}

/// Whether any expression in the steps names `name`.
fn asks_for(steps: &[Step], name: Name) -> bool {
    any(steps, &|expr| matches!(expr, Expr::Path(own, _) if *own == name))
}

/// Whether something is so of any expression in the steps.
fn any(steps: &[Step], is_so: &dyn Fn(&Expr) -> bool) -> bool {
    steps.iter().any(|step| match step {
        Step::Text(_) | Step::Include(_) => false,
        Step::Show(expr) | Step::Set(_, expr) => within(expr, is_so),
        Step::If(cases, other) => cases.iter().any(|(condition, body)| within(condition, is_so) || any(body, is_so)) || any(other, is_so),
        Step::For(_, list, body, none) => within(list, is_so) || any(body, is_so) || any(none, is_so),
        Step::Block(_, body) => any(body, is_so),
        Step::Part(_, args) => args.iter().any(|(_, value)| within(value, is_so)),
    })
}

fn within(expr: &Expr, is_so: &dyn Fn(&Expr) -> bool) -> bool {
    let inner = |expr: &Expr| within(expr, is_so);
    let args = |args: &Args| args.iter().any(|(_, value)| within(value, is_so));
    is_so(expr)
        || match expr {
            Expr::Const(_) | Expr::Path(..) => false,
            Expr::List(items) => items.iter().any(inner),
            Expr::Each(item, _, list) => inner(item) || inner(list),
            Expr::Two(_, a, b) => inner(a) || inner(b),
            Expr::Not(a) | Expr::Is(a, _) => inner(a),
            Expr::Either(condition, yes, no) => inner(condition) || inner(yes) || inner(no),
            Expr::Filter(a, _, given) => inner(a) || args(given),
            Expr::Call(_, given) => args(given),
        }
}
