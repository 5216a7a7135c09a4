//! Ties what a template says to where it lies: names become places, parts are written out
//! where they stand, and what is the same on every page is said here and now.
//!
//! A page then has one row of slots for all its names: those the frame gives, one for each
//! loop, `set` and argument. Nothing is looked for by its name while a page is made, but
//! the fields of its view.

use std::borrow::Cow;
use std::cell::Cell;

use super::fill::Fill;
use super::name::{Name, Sought};
use super::plan::{Args, Const, Expr, Filter, Function, Lack, Part, Roots, Source, Step};
use super::read::Refused;
use super::tape::{Node, Tape};
use super::value::{Val, escape_into};
use crate::render::i18n::Catalogue;

/// What the frame gives to every page, in the order of the first slots.
pub const GIVEN: [&str; 8] = ["root", "static_root", "twin", "custom_css", "tokens_css", "frame_nav", "frame_data", "twin_here"];

/// The slot of what leads from a page to its language's root.
const ROOT_SLOT: usize = 0;

/// Of what the frame gives, so many are always there.
const ALWAYS_GIVEN: usize = 5;

/// Stands for the page's root: what holds it differs from page to page.
const ROOT: &str = "\u{2}";

/// Parts within parts are few; more is a part that holds itself.
const DEEPEST: usize = 12;

/// A template's steps, tied, and how many slots they need.
pub fn fold(steps: &[Step], parts: &[(Name, Part)], words: &Catalogue) -> Result<(Vec<Step>, usize), Refused> {
    let mut names: Vec<_> =
        GIVEN.iter().enumerate().map(|(slot, name)| (Name::of(name), Seen::Slot { slot, is_sure: slot < ALWAYS_GIVEN })).collect();
    names.push((Name::of("lang"), Seen::Const(Const::Text(Cow::Owned(words.lang().to_owned())))));
    let fold = Fold { words, parts, slots: Cell::new(GIVEN.len()) };
    let steps = fold.steps(steps, &mut Scope { names, around: None, depth: 0 })?;
    Ok((steps, fold.slots.get()))
}

/// What a name stands for.
#[derive(Debug, Clone)]
enum Seen {
    /// The same every time.
    Const(Const),
    /// What lies in a slot; surely something, or perhaps not.
    Slot { slot: usize, is_sure: bool },
    /// Set in one case and not in another.
    InOneCase,
}

/// The names one can see.
#[derive(Debug, Clone)]
struct Scope<'s> {
    names: Vec<(Name, Seen)>,
    /// Where the part at hand stands; nothing on the page itself.
    around: Option<&'s Scope<'s>>,
    depth: usize,
}

impl Scope<'_> {
    fn see(&self, name: Name) -> Option<&Seen> {
        self.names.iter().rev().find(|(own, _)| *own == name).map(|(_, seen)| seen)
    }

    /// A name as seen from here, from where this part stands, and so on.
    fn see_anywhere(&self, name: Name) -> Option<&Seen> {
        self.see(name).or_else(|| self.around?.see_anywhere(name))
    }

    fn slot(&self, name: &'static str) -> Option<usize> {
        match self.see(Name::of(name)) {
            Some(Seen::Slot { slot, .. }) => Some(*slot),
            _ => None,
        }
    }

    fn roots(&self) -> Roots {
        Roots { root: self.slot("root"), assets: self.slot("static_root") }
    }
}

struct Fold<'f> {
    words: &'f Catalogue,
    parts: &'f [(Name, Part)],
    slots: Cell<usize>,
}

impl Fold<'_> {
    fn new_slot(&self) -> usize {
        self.slots.replace(self.slots.get() + 1)
    }

    /// Steps one after the other; what they set is seen by those that follow.
    fn steps(&self, steps: &[Step], scope: &mut Scope<'_>) -> Result<Vec<Step>, Refused> {
        let mut found = Vec::new();
        for step in steps {
            match step {
                Step::Text(text) => push_text(&mut found, text.clone()),
                Step::Show(expr) => match self.expr(expr, scope)? {
                    Expr::Const(value) => push_text(&mut found, Cow::Owned(shown(&value))),
                    expr => found.push(Step::Show(expr)),
                },
                Step::If(cases, other) => self.cases(cases, other, scope, &mut found)?,
                Step::For(name, list, body, none) => self.each(*name, list, (body, none), scope, &mut found)?,
                Step::Set(name, value) => {
                    let slot = self.new_slot();
                    found.push(Step::Give(slot, self.expr(value, scope)?, Lack::Allowed));
                    scope.names.push((*name, Seen::Slot { slot, is_sure: false }));
                }
                Step::Part(name, args) => self.part(*name, args, scope)?.into_iter().for_each(|step| push(&mut found, step)),
                Step::Block(..) | Step::Include(_) | Step::Each(..) | Step::Give(..) => return Err("a part with a block in it".to_owned()),
            }
        }
        Ok(found)
    }

    fn cases(&self, cases: &[(Expr, Vec<Step>)], other: &[Step], scope: &mut Scope<'_>, found: &mut Vec<Step>) -> Result<(), Refused> {
        let (mut open, mut set) = (Vec::new(), Vec::new());
        let mut inside = |steps: &[Step]| {
            let mut own = scope.clone();
            let steps = self.steps(steps, &mut own)?;
            set.extend(own.names.into_iter().skip(scope.names.len()).map(|(name, _)| (name, Seen::InOneCase)));
            Ok::<_, Refused>(steps)
        };
        let mut otherwise = Some(other);
        for (condition, body) in cases {
            match self.expr(condition, scope)? {
                Expr::Const(value) if !Val::constant(&value).is_true() => {}
                Expr::Const(_) => {
                    // Nothing behind it is ever asked.
                    otherwise = Some(body);
                    break;
                }
                condition => open.push((condition, inside(body)?)),
            }
        }
        let other = otherwise.take().unwrap_or(&[]);
        if open.is_empty() {
            self.steps(other, scope)?.into_iter().for_each(|step| push(found, step));
        } else {
            let other = inside(other)?;
            found.push(Step::If(open, other));
            scope.names.extend(set);
        }
        Ok(())
    }

    /// A loop over constants is written out, if nobody asks where it stands.
    fn each(
        &self,
        name: Name,
        list: &Expr,
        (body, none): (&[Step], &[Step]),
        scope: &Scope<'_>,
        found: &mut Vec<Step>,
    ) -> Result<(), Refused> {
        let list = self.expr(list, scope)?;
        let asks_where = asks_for(body, Name::of("loop"));
        let constants: Option<Vec<&Const>> = match &list {
            Expr::List(items) => items.iter().map(|item| if let Expr::Const(value) = item { Some(value) } else { None }).collect(),
            _ => None,
        };
        let inside = |seen: &[(Name, Seen)]| {
            let mut own = scope.clone();
            own.names.extend_from_slice(seen);
            self.steps(body, &mut own)
        };
        if let Some(constants) = constants.filter(|constants| !constants.is_empty() && !asks_where) {
            for item in constants {
                inside(&[(name, Seen::Const(item.clone()))])?.into_iter().for_each(|step| push(found, step));
            }
            return Ok(());
        }
        let item = self.new_slot();
        let mut seen = vec![(name, Seen::Slot { slot: item, is_sure: true })];
        let place = asks_where.then(|| self.new_slot());
        seen.extend(place.map(|slot| (Name::of("loop"), Seen::Slot { slot, is_sure: true })));
        let body = inside(&seen)?;
        found.push(Step::Each((item, place), list, body, self.steps(none, &mut scope.clone())?));
        Ok(())
    }

    /// A part, written out where it stands.
    fn part(&self, name: Name, args: &Args, scope: &Scope<'_>) -> Result<Vec<Step>, Refused> {
        let part = self.parts.iter().find(|(own, _)| *own == name).map(|(_, part)| part);
        let part = part.ok_or_else(|| format!("there is no part `{}`", name.text()))?;
        if scope.depth >= DEEPEST {
            return Err("parts within parts without end".to_owned());
        }
        if let Some((unknown, _)) = args.iter().find(|(arg, _)| part.params.iter().all(|param| param.name != *arg)) {
            return Err(format!("`{}` has no argument `{}`", name.text(), unknown.text()));
        }
        let mut inside = Scope { names: Vec::new(), around: Some(scope), depth: scope.depth + 1 };
        let mut found = Vec::new();
        for param in &part.params {
            let given = match args.iter().find(|(arg, _)| *arg == param.name) {
                Some((_, value)) => Some(self.expr(value, scope)?),
                None if param.implicit => Some(match scope.see_anywhere(param.name) {
                    Some(seen) => place(param.name, seen, Vec::new())?,
                    None => Expr::At(Source::View(Sought::new(param.name.text())), Vec::new()),
                }),
                None => None,
            };
            let given = given.or_else(|| param.default.clone().map(Expr::Const));
            let given = given.ok_or_else(|| format!("`{}` lacks `{}`", name.text(), param.name.text()))?;
            let sure_slot = match &given {
                Expr::At(Source::Slot { slot, is_sure: true }, fields) if fields.is_empty() => Some(*slot),
                _ => None,
            };
            let is_root = [Name::of("root"), Name::of("static_root")].contains(&param.name);
            let seen = match (given, sure_slot) {
                (_, Some(slot)) => Seen::Slot { slot, is_sure: true },
                // Where links lead is looked up in a slot.
                (Expr::Const(value), _) if !is_root => Seen::Const(value),
                (given, _) => {
                    let (slot, lack) = (self.new_slot(), param.default.clone().map_or(Lack::Refused, Lack::Filled));
                    found.push(Step::Give(slot, given, lack));
                    Seen::Slot { slot, is_sure: true }
                }
            };
            inside.names.push((param.name, seen));
        }
        self.steps(&part.body, &mut inside)?.into_iter().for_each(|step| push(&mut found, step));
        Ok(found)
    }

    fn args(&self, args: &Args, scope: &Scope<'_>) -> Result<Args, Refused> {
        args.iter().map(|(name, value)| Ok((*name, self.expr(value, scope)?))).collect()
    }

    /// An expression with its names tied, and everything said that can be said now.
    fn expr(&self, expr: &Expr, scope: &Scope<'_>) -> Result<Expr, Refused> {
        let inner = |expr: &Expr| self.expr(expr, scope).map(Box::new);
        let folded = match expr {
            Expr::Const(_) | Expr::At(..) | Expr::EachOf(..) => return Ok(expr.clone()),
            Expr::Path(name, fields) => {
                return match scope.see(*name) {
                    Some(seen) => place(*name, seen, fields.clone()),
                    None if scope.around.is_some() => Err(format!("a part asks for `{}`, which nobody gives it", name.text())),
                    None => Ok(Expr::At(Source::View(Sought::new(name.text())), fields.clone())),
                };
            }
            Expr::List(items) => {
                return Ok(Expr::List(items.iter().map(|item| self.expr(item, scope)).collect::<Result<_, _>>()?));
            }
            Expr::Each(item, name, list) => {
                let (slot, mut inside) = (self.new_slot(), scope.clone());
                inside.names.push((*name, Seen::Slot { slot, is_sure: true }));
                return Ok(Expr::EachOf(Box::new(self.expr(item, &inside)?), slot, inner(list)?));
            }
            Expr::Two(two, a, b) => Expr::Two(*two, inner(a)?, inner(b)?),
            Expr::Not(a) => Expr::Not(inner(a)?),
            Expr::Either(condition, yes, no) => Expr::Either(inner(condition)?, inner(yes)?, inner(no)?),
            Expr::Is(a, test) => Expr::Is(inner(a)?, *test),
            Expr::Filter(a, filter, args, _) => Expr::Filter(inner(a)?, *filter, self.args(args, scope)?, scope.roots()),
            Expr::Call(function, args, _) => Expr::Call(*function, self.args(args, scope)?, scope.roots()),
        };
        if let Expr::Either(condition, yes, no) = folded {
            return Ok(match *condition {
                Expr::Const(value) => *if Val::constant(&value).is_true() { yes } else { no },
                condition => Expr::Either(Box::new(condition), yes, no),
            });
        }
        let value = if is_constant(&folded) { self.constant(&folded) } else { None };
        Ok(value.map_or(folded, Expr::Const))
    }

    /// What a constant expression gives; nothing where it depends on the page's root.
    fn constant(&self, expr: &Expr) -> Option<Const> {
        let tape = Tape::default();
        let slots = vec![Val::Text(Cow::Borrowed(ROOT))];
        let value = Fill::new((&tape, Node::Nothing), (self.words, &[]), slots).value(expr).ok()?;
        match value.to_const()? {
            Const::Safe(text) if text.contains(ROOT) => None,
            value => Some(value),
        }
    }
}

/// What a name that is seen leads to.
fn place(name: Name, seen: &Seen, fields: Vec<Sought>) -> Result<Expr, Refused> {
    match seen {
        Seen::Const(value) if fields.is_empty() => Ok(Expr::Const(value.clone())),
        Seen::Const(_) => Err(format!("`{}` has no fields", name.text())),
        Seen::Slot { slot, is_sure } => Ok(Expr::At(Source::Slot { slot: *slot, is_sure: *is_sure }, fields)),
        Seen::InOneCase => Err(format!("`{}` is set in one case and asked for in all", name.text())),
    }
}

fn is_constant(expr: &Expr) -> bool {
    let all = |args: &Args| args.iter().all(|(_, value)| matches!(value, Expr::Const(_)));
    let is = |expr: &Expr| matches!(expr, Expr::Const(_));
    // Another root than the page's stands for nothing here.
    let is_page = |roots: &Roots| roots.root.is_none_or(|slot| slot == ROOT_SLOT);
    match expr {
        Expr::Two(_, a, b) => is(a) && is(b),
        Expr::Not(a) | Expr::Is(a, _) => is(a),
        Expr::Filter(a, filter, args, roots) => {
            let is_said = matches!(filter, Filter::Day | Filter::Spoken | Filter::Number | Filter::Say | Filter::Plain);
            is_said && is(a) && all(args) && is_page(roots)
        }
        Expr::Call(function, args, roots) => !matches!(function, Function::PersonRow | Function::Map) && all(args) && is_page(roots),
        Expr::Const(_) | Expr::Path(..) | Expr::At(..) | Expr::List(_) | Expr::Each(..) | Expr::EachOf(..) | Expr::Either(..) => false,
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

/// Whether any expression in the steps, as they were read, names `name`.
fn asks_for(steps: &[Step], name: Name) -> bool {
    steps.iter().any(|step| match step {
        Step::Text(_) | Step::Include(_) | Step::Each(..) | Step::Give(..) => false,
        Step::Show(expr) | Step::Set(_, expr) => within(expr, name),
        Step::If(cases, other) => {
            cases.iter().any(|(condition, body)| within(condition, name) || asks_for(body, name)) || asks_for(other, name)
        }
        Step::For(_, list, body, none) => within(list, name) || asks_for(body, name) || asks_for(none, name),
        Step::Block(_, body) => asks_for(body, name),
        Step::Part(_, args) => args.iter().any(|(_, value)| within(value, name)),
    })
}

fn within(expr: &Expr, name: Name) -> bool {
    let inner = |expr: &Expr| within(expr, name);
    let args = |args: &Args| args.iter().any(|(_, value)| within(value, name));
    match expr {
        Expr::Const(_) | Expr::At(..) | Expr::EachOf(..) => false,
        Expr::Path(own, _) => *own == name,
        Expr::List(items) => items.iter().any(inner),
        Expr::Each(item, _, list) => inner(item) || inner(list),
        Expr::Two(_, a, b) => inner(a) || inner(b),
        Expr::Not(a) | Expr::Is(a, _) => inner(a),
        Expr::Either(condition, yes, no) => inner(condition) || inner(yes) || inner(no),
        Expr::Filter(a, _, given, _) => inner(a) || args(given),
        Expr::Call(_, given, _) => args(given),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Stencils;
    use super::*;

    fn cut(source: &'static str) -> Stencils {
        Stencils::cut(std::iter::once(("a.html", source)), &Catalogue::new("en"))
    }

    fn refused(source: &'static str) -> String {
        cut(source).refused.pop().map(|(_, why)| why).unwrap_or_default()
    }

    #[test]
    fn a_part_is_written_out_and_what_is_known_of_it_folds_away() {
        let source = concat!(
            "{% component note(of, kind: string = \"\", @lang) %}{% if kind %}[{{ kind }}]{% endif %}",
            "{% if lang == \"en\" %}said{% endif %} {{ of.name }}{% endcomponent note %}",
            "{% for one in page.all %}{{ <note of={one}/> }}{% endfor %}{{ <note of={page.first} kind=\"last\"/> }}",
        );
        let stencils = cut(source);
        let [Step::Each((item, None), _, body, _), Step::Give(given, _, Lack::Refused), rest @ ..] =
            stencils.pages.get("a.html").map(|page| page.steps.as_slice()).unwrap()
        else {
            panic!("{stencils:?}");
        };
        let name = |slot: usize| Step::Show(Expr::At(Source::Slot { slot, is_sure: true }, vec![Sought::new("name")]));
        assert_eq!(body, &[Step::Text("said ".into()), name(*item)], "an item of a loop needs no slot more");
        assert_eq!(rest, [Step::Text("[last]said ".into()), name(*given)]);
    }

    #[test]
    fn what_no_page_could_follow_is_refused() {
        for (source, why) in [
            ("{{ <note/> }}", "there is no part `note`"),
            ("{% component note(of) %}{{ of }}{% endcomponent note %}{{ <note/> }}", "`note` lacks `of`"),
            ("{% component note(of) %}{{ of }}{% endcomponent note %}{{ <note of=\"a\" by=\"b\"/> }}", "`note` has no argument `by`"),
            (
                "{% component note(of) %}{{ page }}{% endcomponent note %}{{ <note of=\"a\"/> }}",
                "a part asks for `page`, which nobody gives it",
            ),
            (
                "{% component note(of) %}{{ <note of=\"a\"/> }}{% endcomponent note %}{{ <note of=\"a\"/> }}",
                "parts within parts without end",
            ),
            ("{% if page %}{% set x = 1 %}{% endif %}{{ x }}", "`x` is set in one case and asked for in all"),
        ] {
            assert_eq!(refused(source), why, "{source}");
        }
    }

    #[test]
    fn a_name_is_seen_by_what_follows_it_and_not_outside_of_its_loop() {
        let stencils = cut("{% set x = 1 %}{% for y in page.all %}{% set x = y %}{{ x }}{% endfor %}{{ x }}");
        let [Step::Give(outer, ..), Step::Each(_, _, body, _), Step::Show(last)] =
            stencils.pages.get("a.html").map(|page| page.steps.as_slice()).unwrap()
        else {
            panic!("{stencils:?}");
        };
        let [Step::Give(inner, ..), Step::Show(shown)] = body.as_slice() else { panic!("{body:?}") };
        let at = |slot: usize| Expr::At(Source::Slot { slot, is_sure: false }, Vec::new());
        assert_ne!(outer, inner);
        assert_eq!((shown, last), (&at(*inner), &at(*outer)));
    }
}
