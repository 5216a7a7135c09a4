//! The functions and filters of the templates, for values of a tape. Each says and draws
//! the same as its namesake among Tera's.

use std::borrow::Cow;
use std::mem;
use std::rc::Rc;

use super::fill::{Fill, Unfit};
use super::name::Name;
use super::plan::{Args, Filter, Function, Roots};
use super::spoken::Spoken;
use super::tape::{Node, Tape};
use super::value::Val;
use crate::render::Row;
use crate::render::chart::{self, GoalBar, LoadPart, MapEdge, MapNode, MapShape, YearMark};
use crate::render::html::escape_into;
use crate::render::i18n::{Voice, iso_day, other_language, say_day, say_int, say_number};
use crate::render::markdown::{Links, Rendered, Setting, inline_html, markdown_html, minutes};

impl<'a> Fill<'a> {
    /// `value | name(args)`.
    pub fn filter(&mut self, filter: Filter, value: Val<'a>, args: &'a Args, roots: Roots) -> Result<Val<'a>, Unfit> {
        Ok(match filter {
            Filter::Say => {
                let mut said = String::new();
                self.say(Spoken::Val(self.tape, &value), roots, &mut said);
                safe(said)
            }
            Filter::Plain => Val::Text(Cow::Owned(self.words.speak(Spoken::Val(self.tape, &value), Voice::Plain))),
            Filter::Spoken => spoken(&value, self.words.lang()),
            Filter::Day => {
                let format = self.arg_text(args, "format")?;
                let format = if format.is_empty() { "short" } else { &format };
                let date = value.field(self.tape, Name::of("date"));
                let on = value.as_str().or_else(|| date.as_str()).unwrap_or("");
                Val::Text(Cow::Owned(match iso_day(on) {
                    Some(day) => say_day(self.words.lang(), day, format),
                    None => on.to_owned(),
                }))
            }
            Filter::Number => {
                let decimals = self.arg(args, "decimals")?.as_number().unwrap_or(1.0);
                Val::Text(Cow::Owned(match value {
                    Val::Int(n) => say_int(n),
                    other => say_number(other.as_number().unwrap_or(0.0), whole(decimals).min(6)),
                }))
            }
            Filter::Inline => {
                let (root, assets) = self.roots(roots);
                let links =
                    |written: Written<'_>| inline_html(written.0, &Setting::new(self.words, &Links::new(&root, &assets, written.1)));
                safe(written(self.tape, &value, links))
            }
            Filter::Markdown => safe(self.whole_text(&value, args, roots)?.html),
            Filter::Minutes => Val::Int(i64::try_from(written(self.tape, &value, |(text, _)| minutes(text))).unwrap_or(i64::MAX)),
            Filter::Contents => {
                let headings = self.whole_text(&value, args, roots)?.contents.into_iter().map(|heading| {
                    Val::Fields(Rc::from([
                        ("level", Val::Int(heading.level.into())),
                        ("id", Val::Text(Cow::Owned(heading.id))),
                        ("text", Val::Text(Cow::Owned(heading.text))),
                        ("done", Val::Int(i64::try_from(heading.done).unwrap_or(i64::MAX))),
                        ("of", Val::Int(i64::try_from(heading.of).unwrap_or(i64::MAX))),
                    ]))
                });
                Val::Items(headings.collect())
            }
            Filter::Length => Val::Int(i64::try_from(value.length().ok_or("it has no length")?).unwrap_or(i64::MAX)),
            Filter::Get => match value.any_field(self.tape, &self.arg_text(args, "key")?) {
                Val::Undefined => return Err("a map lacks a key".into()),
                found => found,
            },
            Filter::Join => {
                let separator = self.arg_text(args, "sep")?;
                let mut text = String::new();
                for (at, item) in items(self.tape, &value).iter().enumerate() {
                    if at > 0 {
                        text.push_str(&separator);
                    }
                    if !item.say(&mut text) {
                        return Err("a list within a list is joined".into());
                    }
                }
                Val::Text(Cow::Owned(text))
            }
        })
    }

    /// `name(args)`.
    pub fn call(&mut self, function: Function, args: &'a Args, roots: Roots) -> Result<Val<'a>, Unfit> {
        Ok(match function {
            Function::Phrase => {
                let mut said = String::new();
                self.phrase(args, roots, &mut said)?;
                safe(said)
            }
            Function::PersonRow => {
                let at = whole(self.arg(args, "at")?.as_number().unwrap_or(f64::MAX));
                Val::Safe(Cow::Borrowed(self.rows.get(at).and_then(Row::get).map_or("", String::as_str)))
            }
            Function::Moon => safe(chart::moon(&self.arg_text(args, "phase")?)),
            Function::Mark => safe(chart::mark(&self.arg_text(args, "kind")?)),
            Function::Icon => safe(chart::icon(&self.arg_text(args, "name")?)),
            Function::Seal => safe(chart::seal()),
            Function::Pile => safe(chart::pile()),
            Function::Gap => safe(chart::gap(self.count(args, "covered_by")?)),
            Function::Ring => {
                let (ratio, size) = (self.arg(args, "ratio")?.as_number(), self.length(args, "size", 56.0)?);
                safe(chart::ring(ratio, &self.arg_text(args, "phase")?, size, &self.arg_text(args, "label")?))
            }
            Function::Track => {
                let (width, height) = (self.length(args, "width", 112.0)?, self.length(args, "height", 4.0)?);
                let ratio = self.arg(args, "ratio")?.as_number();
                safe(chart::track(ratio, &self.arg_text(args, "phase")?, width, height, &self.arg_text(args, "label")?))
            }
            Function::Balance => {
                let (left, right) = (self.length(args, "left", 0.0)?, self.length(args, "right", 0.0)?);
                safe(chart::balance(left, right, self.length(args, "width", 64.0)?, &self.arg_text(args, "label")?))
            }
            Function::Dots => {
                let (size, pitch) = (self.length(args, "size", 11.0)?, self.length(args, "pitch", 18.0)?);
                safe(chart::dots(self.count(args, "n")?, self.count(args, "of")?, size, pitch, &self.arg_text(args, "label")?))
            }
            Function::Segments => {
                let (done, of) = (self.length(args, "done", 0.0)?, self.length(args, "of", 0.0)?);
                safe(chart::segments(done, of, self.length(args, "width", 276.0)?, &self.arg_text(args, "label")?))
            }
            Function::Cells => {
                let (n, of, each) = (self.count(args, "n")?, self.count(args, "of")?, self.arg(args, "each")?.as_number());
                safe(chart::cells(n, of, each, self.length(args, "width", 276.0)?, &self.arg_text(args, "label")?))
            }
            Function::Beads => {
                let months: Vec<String> =
                    self.items(args, "months")?.iter().map(|month| month.as_str().unwrap_or("none").to_owned()).collect();
                safe(chart::beads(&months, &self.arg_text(args, "label")?))
            }
            Function::YearHalf => {
                let marks: Vec<YearMark<'a>> = self.items(args, "marks")?.iter().map(|mark| self.year_mark(mark)).collect();
                let half = if self.length(args, "half", 1.0)? >= 2.0 { 2 } else { 1 };
                safe(chart::year_half(&marks, half, &self.arg_text(args, "label")?))
            }
            Function::GoalBars => {
                let bars: Vec<GoalBar> = self.items(args, "bars")?.iter().map(|bar| self.goal_bar(bar)).collect();
                safe(chart::goal_bars(&bars, self.length(args, "target", 0.0)?, &self.arg_text(args, "label")?))
            }
            Function::LoadBar => self.load_bar(args)?,
            Function::Map => self.map(args)?,
        })
    }

    /// Says a phrase of the catalogue, its gaps filled, where it belongs.
    pub fn phrase(&mut self, args: &'a Args, roots: Roots, out: &mut String) -> Result<(), Unfit> {
        // A page says hundreds: room for the key and the list of arguments is made once.
        let (mut key, mut given) = (mem::take(&mut self.key), mem::take(&mut self.given));
        key.clear();
        given.clear();
        let (_, named) = args.iter().find(|(name, _)| *name == Name::of("key")).ok_or("a phrase without its key")?;
        self.put_together(named, &mut key)?;
        for (name, value) in args.iter().filter(|(name, _)| *name != Name::of("key")) {
            given.push((name.text(), self.value(value)?));
        }
        let root = self.slot_text(roots.root).unwrap_or_default();
        // Often in an attribute, so arguments get no language span here.
        self.words.speak_into(Spoken::Phrase(self.tape, &key, &given), Voice::Html { root: &root, mark_languages: false }, out);
        (self.key, self.given) = (key, given);
        Ok(())
    }

    /// Says a view's value where it belongs; text of the catalogue's own marks no languages.
    pub fn say(&self, value: Spoken<'_>, roots: Roots, out: &mut String) {
        let root = self.slot_text(roots.root).unwrap_or_default();
        let voice = Voice::Html { root: &root, mark_languages: !value.is_text() };
        self.words.speak_into(value, voice, out);
    }

    fn load_bar(&mut self, args: &'a Args) -> Result<Val<'a>, Unfit> {
        let titles = self.items(args, "titles")?;
        let parts = self.items(args, "parts")?;
        let parts: Vec<LoadPart> = parts
            .iter()
            .enumerate()
            .map(|(at, part)| LoadPart {
                title: titles.get(at).map(plain).unwrap_or_default(),
                per_week: part.field(self.tape, Name::of("value")).as_number().unwrap_or(0.0),
            })
            .collect();
        let (yours, agreed) = (plain(&self.arg(args, "yours")?), plain(&self.arg(args, "agreed")?));
        Ok(safe(chart::load_bar(&parts, self.length(args, "capacity", 0.0)?, (&yours, &agreed), &self.arg_text(args, "label")?)))
    }

    fn map(&mut self, args: &'a Args) -> Result<Val<'a>, Unfit> {
        let root = self.arg_text(args, "root")?;
        let nodes: Vec<MapNode> = self.items(args, "nodes")?.iter().map(|node| self.map_node(node, &root)).collect();
        let edges = self.items(args, "worth")?;
        let worth: Vec<MapEdge> = edges.iter().map(|edge| MapEdge { a: self.word(edge, "a"), b: self.word(edge, "b") }).collect();
        let rings: Vec<String> = self.items(args, "rings")?.iter().map(plain).collect();
        let shape = if self.arg_text(args, "shape")? == "tall" { MapShape::Tall } else { MapShape::Wide };
        Ok(safe(chart::map(&nodes, &worth, &rings, &self.arg_text(args, "me")?, shape)))
    }

    fn map_node(&self, node: &Val<'a>, root: &str) -> MapNode {
        MapNode {
            id: self.word(node, "id"),
            name: self.word(node, "name"),
            href: format!("{root}{}", self.word(node, "href")),
            phase: self.word(node, "phase"),
            ring: node.field(self.tape, Name::of("ring")).as_number().map_or(3, whole),
            introduced_by: node.field(self.tape, Name::of("introduced_by")).as_str().map(str::to_owned),
        }
    }

    fn year_mark(&self, mark: &Val<'a>) -> YearMark<'a> {
        let week = match mark.field(self.tape, Name::of("week")) {
            Val::Int(week) => u8::try_from(week).unwrap_or(1),
            _ => 1,
        };
        let by = match mark.field(self.tape, Name::of("by")) {
            Val::Text(by) | Val::Safe(by) => by,
            _ => Cow::Borrowed("unknown"),
        };
        YearMark { week, by, large: self.flag(mark, "large") }
    }

    fn goal_bar(&self, bar: &Val<'a>) -> GoalBar {
        let value = bar.field(self.tape, Name::of("value")).as_number().unwrap_or(0.0);
        GoalBar { value, reached: self.flag(bar, "reached"), running: self.flag(bar, "running") }
    }

    fn flag(&self, of: &Val<'a>, name: &'static str) -> bool {
        matches!(of.field(self.tape, Name::of(name)), Val::Flag(true))
    }

    fn word(&self, of: &Val<'a>, name: &'static str) -> String {
        of.field(self.tape, Name::of(name)).as_str().unwrap_or("").to_owned()
    }

    /// The items of a list; none of anything else.
    pub fn items_of(&self, list: &Val<'a>) -> Vec<Val<'a>> {
        items(self.tape, list)
    }

    #[inline]
    fn arg(&mut self, args: &'a Args, name: &'static str) -> Result<Val<'a>, Unfit> {
        let name = Name::of(name);
        args.iter().find(|(own, _)| *own == name).map_or(Ok(Val::Undefined), |(_, value)| self.value(value))
    }

    /// An argument that is text; empty when it is left out.
    pub fn arg_text(&mut self, args: &'a Args, name: &'static str) -> Result<Cow<'a, str>, Unfit> {
        match self.arg(args, name)? {
            Val::Undefined => Ok(Cow::Borrowed("")),
            Val::Text(text) | Val::Safe(text) => Ok(text),
            _ => Err(format!("`{name}` is no text").into()),
        }
    }

    fn length(&mut self, args: &'a Args, name: &'static str, default: f64) -> Result<f64, Unfit> {
        Ok(self.arg(args, name)?.as_number().unwrap_or(default))
    }

    fn count(&mut self, args: &'a Args, name: &'static str) -> Result<usize, Unfit> {
        Ok(self.arg(args, name)?.as_number().map_or(0, whole))
    }

    fn items(&mut self, args: &'a Args, name: &'static str) -> Result<Vec<Val<'a>>, Unfit> {
        let list = self.arg(args, name)?;
        Ok(items(self.tape, &list))
    }

    fn whole_text(&mut self, value: &Val<'a>, args: &'a Args, roots: Roots) -> Result<Rendered, Unfit> {
        let prefix = self.arg(args, "prefix")?;
        let level = self.arg(args, "level")?.as_number();
        let (root, assets) = self.roots(roots);
        Ok(written(self.tape, value, |(text, pairs)| {
            let links = Links::new(&root, &assets, pairs);
            let mut setting = Setting::new(self.words, &links);
            if let Some(prefix) = prefix.as_str() {
                setting.id_prefix = prefix;
            }
            if let Some(level) = level {
                setting.top_level = u8::try_from(whole(level).clamp(1, 6)).unwrap_or(2);
            }
            markdown_html(text, &setting)
        }))
    }

    fn roots(&self, roots: Roots) -> (Cow<'a, str>, Cow<'a, str>) {
        let root = self.slot_text(roots.root).unwrap_or_default();
        let assets = self.slot_text(roots.assets).unwrap_or_else(|| root.clone());
        (root, assets)
    }
}

fn safe<'a>(html: String) -> Val<'a> {
    Val::Safe(Cow::Owned(html))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count is small and not negative")]
fn whole(figure: f64) -> usize {
    figure.max(0.0) as usize
}

fn items<'a>(tape: &'a Tape, list: &Val<'a>) -> Vec<Val<'a>> {
    match list {
        Val::List(from, to) => tape.items(*from, *to).iter().map(|node| Val::of(tape, *node)).collect(),
        Val::Items(items) => items.to_vec(),
        _ => Vec::new(),
    }
}

/// A name, its language named when it is not the page's.
fn spoken<'a>(value: &Val<'a>, lang: &str) -> Val<'a> {
    let mut said = String::new();
    spoken_into(value.as_str().unwrap_or(""), lang, &mut said);
    safe(said)
}

/// The same where it belongs.
pub fn spoken_into(text: &str, lang: &str, out: &mut String) {
    let other = other_language(text, lang);
    if let Some(lang) = other {
        for piece in ["<span lang=\"", lang, "\">"] {
            out.push_str(piece);
        }
    }
    escape_into(text, out);
    if other.is_some() {
        out.push_str("</span>");
    }
}

/// Words from the catalogue arrive as safe HTML; a drawing wants plain text.
fn plain(value: &Val<'_>) -> String {
    let text = value.as_str().unwrap_or("");
    if matches!(value, Val::Safe(_)) { chart::tera::plain_text(text) } else { text.to_owned() }
}

type Written<'t> = (&'t str, Vec<(&'t str, &'t str)>);

/// The user's text and where its links lead, handed to `make`.
fn written<T>(tape: &Tape, value: &Val<'_>, make: impl FnOnce(Written<'_>) -> T) -> T {
    let Val::Map(from, to) = *value else { return make((value.as_str().unwrap_or(""), Vec::new())) };
    let text_of = |node: Option<&Node>| match node {
        Some(Node::Text(from, to)) => Some(tape.text(*from, *to)),
        _ => None,
    };
    let text = text_of(tape.field(from, to, Name::of("text")).as_ref()).unwrap_or("");
    let pairs = match tape.field(from, to, Name::of("links")) {
        Some(Node::List(from, to)) => tape.items(from, to),
        _ => &[],
    };
    let pairs = pairs.iter().filter_map(|pair| match *pair {
        Node::List(from, to) => match tape.items(from, to) {
            [target, href] => Some((text_of(Some(target))?, text_of(Some(href))?)),
            _ => None,
        },
        _ => None,
    });
    make((text, pairs.collect()))
}
