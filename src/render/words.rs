//! The functions and filters by which a template says things.
//!
//! `t(key=…, …)` a phrase · `say` a view's words · `plain` the same without
//! marks, for attributes and titles · `day(format=…)` · `number(decimals=…)` ·
//! `spoken` a name, its language named when it is not the page's · `inline` and
//! `markdown(prefix=…, level=…)` the user's Markdown, a text or
//! `{text, links: [[target, href], …]}` · `contents` and `minutes` of the same.
//! All read `root` (and `static_root`) from the page. Nothing is computed here.

use std::borrow::Cow;
use std::sync::Arc;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::html::escape;
use super::i18n::{Catalogue, Saying, Voice, Words, other_language, say_day, say_int, say_number};
use super::markdown::{Links, Rendered, Setting, inline_html, markdown_html, minutes};

/// Adds all of them, speaking the language of `words`. Call it before templates
/// are added.
pub fn register(tera: &mut Tera, words: &Arc<Catalogue>) {
    register_phrases(tera, words);
    register_markdown(tera, words);
    let own = Arc::clone(words);
    tera.register_filter("day", move |value: &Value, k: Kwargs, _: &State| -> TeraResult<Value> {
        let format = k.get::<&str>("format")?.unwrap_or("short");
        let on = value.as_str().or_else(|| value.get_from_path("date").and_then(Value::as_str)).unwrap_or("");
        Ok(match on.parse() {
            Ok(on) => Value::from(say_day(own.lang(), on, format)),
            Err(_) => Value::from(on.to_owned()),
        })
    });
    tera.register_filter("number", |value: &Value, k: Kwargs, _: &State| -> TeraResult<String> {
        let decimals = k.get::<u64>("decimals")?.and_then(|decimals| usize::try_from(decimals).ok()).unwrap_or(1);
        Ok(value.as_i64().map_or_else(|| say_number(value.as_f64().unwrap_or(0.0), decimals.min(6)), say_int))
    });
    let own = Arc::clone(words);
    tera.register_filter("spoken", move |value: &Value, _: Kwargs, _: &State| -> Value {
        let text = value.as_str().unwrap_or("");
        Value::safe_string(&match other_language(text, own.lang()) {
            Some(lang) => format!("<span lang=\"{lang}\">{}</span>", escape(text)),
            None => escape(text).into_owned(),
        })
    });
}

fn register_phrases(tera: &mut Tera, words: &Arc<Catalogue>) {
    let own = Arc::clone(words);
    tera.register_function("t", move |k: Kwargs, s: &State| -> TeraResult<Value> {
        let key = k.must_get::<&str>("key")?;
        let args = k.iter().filter_map(|(name, value)| Some((Cow::Borrowed(name.as_str()?), saying(value))));
        let words = Words { key: Cow::Borrowed(key), args: args.filter(|(name, _)| name != "key").collect() };
        // Often in an attribute, so arguments get no language span here.
        let voice = Voice::Html { root: &variable(s, "root"), mark_languages: false };
        Ok(Value::safe_string(&own.speak(&Saying::Words(words), voice)))
    });
    let own = Arc::clone(words);
    tera.register_filter("say", move |value: &Value, _: Kwargs, s: &State| -> Value {
        let voice = Voice::Html { root: &variable(s, "root"), mark_languages: !value.is_string() };
        Value::safe_string(&own.speak(&saying(value), voice))
    });
    let own = Arc::clone(words);
    tera.register_filter("plain", move |value: &Value, _: Kwargs, _: &State| -> String { own.speak(&saying(value), Voice::Plain) });
}

fn register_markdown(tera: &mut Tera, words: &Arc<Catalogue>) {
    let own = Arc::clone(words);
    tera.register_filter("inline", move |value: &Value, _: Kwargs, s: &State| -> Value {
        let (root, assets) = roots(s);
        let (text, links) = written(value, &root, &assets);
        Value::safe_string(&inline_html(text, &Setting::new(&own, &links)))
    });
    let own = Arc::clone(words);
    tera.register_filter("markdown", move |value: &Value, k: Kwargs, s: &State| -> TeraResult<Value> {
        Ok(Value::safe_string(&whole(&own, value, &k, s)?.html))
    });
    let own = Arc::clone(words);
    tera.register_filter("contents", move |value: &Value, k: Kwargs, s: &State| -> TeraResult<Value> {
        Ok(Value::from_serializable(&whole(&own, value, &k, s)?.contents))
    });
    tera.register_filter("minutes", |value: &Value, _: Kwargs, s: &State| -> u64 {
        let (root, assets) = roots(s);
        minutes(written(value, &root, &assets).0) as u64
    });
}

fn whole(words: &Catalogue, value: &Value, k: &Kwargs, s: &State) -> TeraResult<Rendered> {
    let (root, assets) = roots(s);
    let (text, links) = written(value, &root, &assets);
    let mut setting = Setting::new(words, &links);
    if let Some(prefix) = k.get::<&str>("prefix")? {
        setting.id_prefix = prefix;
    }
    if let Some(level) = k.get::<u64>("level")? {
        setting.top_level = u8::try_from(level.clamp(1, 6)).unwrap_or(2);
    }
    Ok(markdown_html(text, &setting))
}

/// The user's text and where its links lead.
fn written<'a>(value: &'a Value, root: &'a str, assets: &'a str) -> (&'a str, Links<'a>) {
    let text = value.as_str().or_else(|| value.get_from_path("text").and_then(Value::as_str)).unwrap_or("");
    let pairs = value.get_from_path("links").and_then(Value::as_array).unwrap_or_default();
    let targets = pairs.iter().filter_map(|pair| match pair.as_array()? {
        [target, href] => Some((target.as_str()?, href.as_str()?)),
        _ => None,
    });
    (text, Links::new(root, assets, targets))
}

fn roots(s: &State) -> (String, String) {
    let root = variable(s, "root");
    let assets = s.get::<String>("static_root").ok().flatten().unwrap_or_else(|| root.clone());
    (root, assets)
}

fn variable(s: &State, name: &str) -> String {
    s.get::<String>(name).ok().flatten().unwrap_or_default()
}

/// A view's value as something to say: text, number, `{date}`, `{key, args}`, list.
fn saying(value: &Value) -> Saying<'_> {
    if let Some(text) = value.as_str() {
        return Saying::Text(Cow::Borrowed(text));
    }
    if let Some(flag) = value.as_bool() {
        return Saying::Flag(flag);
    }
    if let Some(n) = value.as_i64() {
        return Saying::Int(n);
    }
    if let Some(x) = value.as_f64() {
        return Saying::Number(x);
    }
    if let Some(items) = value.as_array() {
        return Saying::List(items.iter().map(saying).collect());
    }
    let field = |name: &'static str| value.get_from_path(name).filter(|value| !value.is_none());
    if let Some(on) = field("date").and_then(Value::as_str) {
        return on.parse().map_or(Saying::Text(Cow::Borrowed(on)), Saying::Day);
    }
    let Some(key) = field("key").and_then(Value::as_str) else { return Saying::Nothing };
    let args = field("args").and_then(Value::as_map);
    let args = args.into_iter().flatten().filter_map(|(name, value)| Some((Cow::Borrowed(name.as_str()?), saying(value))));
    Saying::Words(Words { key: Cow::Borrowed(key), args: args.collect() })
}
