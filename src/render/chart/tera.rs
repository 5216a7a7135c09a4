//! Hands the drawings to the templates as functions. Only reads arguments and
//! marks the result safe: nothing is drawn or decided here.
//!
//! `moon(phase)` · `ring(ratio, phase, size, label)` · `track(ratio, phase,
//! width, height, label)` · `beads(months, label)` · `year_half(marks, half,
//! label)` · `balance(left, right, width, label)` · `dots(n, of, size, pitch,
//! label)` · `segments(done, of, width, label)` · `cells(n, of, each, width,
//! label)` · `mark(kind)` · `gap(covered_by)` · `pile()` · `seal()` ·
//! `icon(name)` · `goal_bars(bars, target, label)` · `load_bar(parts,
//! titles, capacity, yours, agreed, label)` · `map(nodes, worth, rings, me, root, shape)`. All but the figures may be left out.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::{GoalBar, LoadPart, MapEdge, MapNode, MapShape, YearMark};

/// Adds every drawing to `tera`. Call it before templates are added: Tera
/// checks the names of functions when it reads a template.
pub fn register(tera: &mut Tera) {
    tera.register_function("moon", |k: Kwargs, _: &State| -> TeraResult<Value> { Ok(svg(super::moon(text(&k, "phase")?))) });
    tera.register_function("mark", |k: Kwargs, _: &State| -> TeraResult<Value> { Ok(svg(super::mark(text(&k, "kind")?))) });
    tera.register_function("icon", |k: Kwargs, _: &State| -> TeraResult<Value> { Ok(svg(super::icon(text(&k, "name")?))) });
    tera.register_function("seal", |_: Kwargs, _: &State| -> Value { svg(super::seal()) });
    tera.register_function("pile", |_: Kwargs, _: &State| -> Value { svg(super::pile()) });
    tera.register_function("gap", |k: Kwargs, _: &State| -> TeraResult<Value> { Ok(svg(super::gap(count(&k, "covered_by")?))) });
    register_gauges(tera);
    register_strips(tera);
    register_wholes(tera);
}

fn register_gauges(tera: &mut Tera) {
    tera.register_function("ring", |k: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(svg(super::ring(figure(&k, "ratio")?, text(&k, "phase")?, length(&k, "size", 56.0)?, text(&k, "label")?)))
    });
    tera.register_function("track", |k: Kwargs, _: &State| -> TeraResult<Value> {
        let (width, height) = (length(&k, "width", 112.0)?, length(&k, "height", 4.0)?);
        Ok(svg(super::track(figure(&k, "ratio")?, text(&k, "phase")?, width, height, text(&k, "label")?)))
    });
    tera.register_function("balance", |k: Kwargs, _: &State| -> TeraResult<Value> {
        let (left, right) = (length(&k, "left", 0.0)?, length(&k, "right", 0.0)?);
        Ok(svg(super::balance(left, right, length(&k, "width", 64.0)?, text(&k, "label")?)))
    });
    tera.register_function("dots", |k: Kwargs, _: &State| -> TeraResult<Value> {
        let (size, pitch) = (length(&k, "size", 11.0)?, length(&k, "pitch", 18.0)?);
        Ok(svg(super::dots(count(&k, "n")?, count(&k, "of")?, size, pitch, text(&k, "label")?)))
    });
    tera.register_function("segments", |k: Kwargs, _: &State| -> TeraResult<Value> {
        let (done, of) = (length(&k, "done", 0.0)?, length(&k, "of", 0.0)?);
        Ok(svg(super::segments(done, of, length(&k, "width", 276.0)?, text(&k, "label")?)))
    });
    tera.register_function("cells", |k: Kwargs, _: &State| -> TeraResult<Value> {
        let width = length(&k, "width", 276.0)?;
        Ok(svg(super::cells(count(&k, "n")?, count(&k, "of")?, figure(&k, "each")?, width, text(&k, "label")?)))
    });
}

fn register_strips(tera: &mut Tera) {
    tera.register_function("beads", |k: Kwargs, _: &State| -> TeraResult<Value> {
        let months: Vec<String> = list(&k, "months")?.iter().map(|month| month.as_str().unwrap_or("none").to_owned()).collect();
        Ok(svg(super::beads(&months, text(&k, "label")?)))
    });
    tera.register_function("year_half", |k: Kwargs, _: &State| -> TeraResult<Value> {
        let marks: Vec<YearMark<'_>> = list(&k, "marks")?.iter().map(year_mark).collect();
        let half = if length(&k, "half", 1.0)? >= 2.0 { 2 } else { 1 };
        Ok(svg(super::year_half(&marks, half, text(&k, "label")?)))
    });
}

fn register_wholes(tera: &mut Tera) {
    tera.register_function("goal_bars", |k: Kwargs, _: &State| -> TeraResult<Value> {
        let bars: Vec<GoalBar> = list(&k, "bars")?.iter().map(goal_bar).collect();
        Ok(svg(super::goal_bars(&bars, length(&k, "target", 0.0)?, text(&k, "label")?)))
    });
    tera.register_function("load_bar", |k: Kwargs, _: &State| -> TeraResult<Value> {
        let titles = list(&k, "titles")?;
        let parts: Vec<LoadPart> = list(&k, "parts")?
            .iter()
            .enumerate()
            .map(|(at, part)| LoadPart {
                title: titles.get(at).map(plain).unwrap_or_default(),
                per_week: number(part.get_from_path("value")),
            })
            .collect();
        let (yours, agreed) = (plain_of(&k, "yours")?, plain_of(&k, "agreed")?);
        Ok(svg(super::load_bar(&parts, length(&k, "capacity", 0.0)?, (&yours, &agreed), text(&k, "label")?)))
    });
    tera.register_function("map", |k: Kwargs, _: &State| -> TeraResult<Value> {
        let root = text(&k, "root")?;
        let nodes: Vec<MapNode> = list(&k, "nodes")?.iter().map(|node| map_node(node, root)).collect();
        let worth: Vec<MapEdge> = list(&k, "worth")?.iter().map(|edge| MapEdge { a: word(edge, "a"), b: word(edge, "b") }).collect();
        let rings: Vec<String> = list(&k, "rings")?.iter().map(plain).collect();
        let shape = if text(&k, "shape")? == "tall" { MapShape::Tall } else { MapShape::Wide };
        Ok(svg(super::map(&nodes, &worth, &rings, text(&k, "me")?, shape)))
    });
}

fn goal_bar(value: &Value) -> GoalBar {
    let flag = |name: &'static str| value.get_from_path(name).and_then(Value::as_bool).unwrap_or(false);
    GoalBar { value: number(value.get_from_path("value")), reached: flag("reached"), running: flag("running") }
}

fn map_node(value: &Value, root: &str) -> MapNode {
    MapNode {
        id: word(value, "id"),
        name: word(value, "name"),
        href: format!("{root}{}", word(value, "href")),
        phase: word(value, "phase"),
        ring: value.get_from_path("ring").and_then(Value::as_u64).and_then(|ring| usize::try_from(ring).ok()).unwrap_or(3),
        introduced_by: value.get_from_path("introduced_by").and_then(Value::as_str).map(str::to_owned),
    }
}

/// Words from the catalogue arrive as safe HTML; a drawing wants plain text.
fn plain(value: &Value) -> String {
    let text = value.as_str().unwrap_or("");
    if value.is_safe() { plain_text(text) } else { text.to_owned() }
}

/// The words of the catalogue's own HTML.
pub fn plain_text(html: &str) -> String {
    let text = html.replace("<strong>", "").replace("</strong>", "");
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

fn plain_of(k: &Kwargs, name: &str) -> TeraResult<String> {
    Ok(k.get::<Value>(name)?.as_ref().map(plain).unwrap_or_default())
}

fn word(value: &Value, name: &str) -> String {
    value.get_from_path(name).and_then(Value::as_str).unwrap_or("").to_owned()
}

fn number(value: Option<&Value>) -> f64 {
    value.and_then(|value| value.as_f64().or_else(|| value.as_i64().map(|whole| whole as f64))).unwrap_or(0.0)
}

fn year_mark(value: &Value) -> YearMark<'static> {
    let field = |name: &'static str| value.get_from_path(name);
    YearMark {
        week: field("week").and_then(Value::as_u64).and_then(|week| u8::try_from(week).ok()).unwrap_or(1),
        by: field("by").and_then(Value::as_str).unwrap_or("unknown").to_owned().into(),
        large: field("large").and_then(Value::as_bool).unwrap_or(false),
    }
}

pub(super) fn svg(drawn: String) -> Value {
    Value::safe_string(&drawn)
}

pub(super) fn text<'k>(k: &'k Kwargs, name: &'k str) -> TeraResult<&'k str> {
    Ok(k.get::<&str>(name)?.unwrap_or(""))
}

/// A figure that may be missing or null.
pub(super) fn figure(k: &Kwargs, name: &str) -> TeraResult<Option<f64>> {
    Ok(k.get::<Value>(name)?.and_then(|value| value.as_f64().or_else(|| value.as_i64().map(|whole| whole as f64))))
}

pub(super) fn length(k: &Kwargs, name: &str, default: f64) -> TeraResult<f64> {
    Ok(figure(k, name)?.unwrap_or(default))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count is small and not negative")]
pub(super) fn count(k: &Kwargs, name: &str) -> TeraResult<usize> {
    Ok(figure(k, name)?.map_or(0, |figure| figure.max(0.0) as usize))
}

pub(super) fn list(k: &Kwargs, name: &str) -> TeraResult<Vec<Value>> {
    Ok(k.get::<Value>(name)?.and_then(|value| value.as_array().map(<[Value]>::to_vec)).unwrap_or_default())
}
