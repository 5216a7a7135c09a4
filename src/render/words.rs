//! The functions and filters by which a template says things.
//!
//! `t(key=…, …)` a phrase · `say` a view's words · `plain` the same without
//! marks, for attributes and titles · `day(format=…)` · `number(decimals=…)` ·
//! `spoken` a name, its language named when it is not the page's · `inline` and
//! `markdown(prefix=…, level=…)` the user's Markdown, a text or
//! `{text, links: [[target, href], …]}` · `contents` and `minutes` of the same.
//! All read `root` (and `static_root`) from the page. Nothing is computed here.

use std::sync::Arc;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::html::escape;
use super::i18n::{Catalogue, Sayable, Voice, What, other_language, say_day, say_int, say_number};
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
        let args: Vec<Named<'_>> =
            k.iter().filter_map(|(name, value)| Some((name.as_str()?, value))).filter(|(name, _)| *name != "key").collect();
        // Often in an attribute, so arguments get no language span here.
        let voice = Voice::Html { root: &variable(s, "root"), mark_languages: false };
        Ok(Value::safe_string(&own.speak(Said::Phrase(key, &args), voice)))
    });
    let own = Arc::clone(words);
    tera.register_filter("say", move |value: &Value, _: Kwargs, s: &State| -> Value {
        let voice = Voice::Html { root: &variable(s, "root"), mark_languages: !value.is_string() };
        Value::safe_string(&own.speak(Said::Value(value), voice))
    });
    let own = Arc::clone(words);
    tera.register_filter("plain", move |value: &Value, _: Kwargs, _: &State| -> String { own.speak(Said::Value(value), Voice::Plain) });
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

type Named<'s> = (&'s str, &'s Value);

/// A view's value as something to say: text, number, `{date}`, `{key, args}`, list; or a phrase with its arguments.
#[derive(Clone, Copy)]
enum Said<'s> {
    Value(&'s Value),
    Phrase(&'s str, &'s [Named<'s>]),
}

#[derive(Clone, Copy)]
enum Args<'s> {
    Given(&'s [Named<'s>]),
    Field(Option<&'s Value>),
}

impl<'s> Sayable<'s> for Said<'s> {
    type Args = Args<'s>;
    type Items = std::iter::Map<std::slice::Iter<'s, Value>, fn(&'s Value) -> Said<'s>>;

    fn what(self) -> What<'s, Self::Args, Self::Items> {
        let value = match self {
            Self::Value(value) => value,
            Self::Phrase(key, args) => return What::Words(key, Args::Given(args)),
        };
        if let Some(text) = value.as_str() {
            return What::Text(text);
        }
        if let Some(flag) = value.as_bool() {
            return What::Flag(flag);
        }
        if let Some(n) = value.as_i64() {
            return What::Int(n);
        }
        if let Some(x) = value.as_f64() {
            return What::Number(x);
        }
        if let Some(items) = value.as_array() {
            return What::List(items.iter().map(Said::Value as fn(_) -> _));
        }
        let field = |name: &'static str| value.get_from_path(name).filter(|value| !value.is_none());
        if let Some(on) = field("date").and_then(Value::as_str) {
            return on.parse().map_or(What::Text(on), What::Day);
        }
        match field("key").and_then(Value::as_str) {
            Some(key) => What::Words(key, Args::Field(field("args"))),
            None => What::Nothing,
        }
    }

    fn arg(args: Args<'s>, name: &str) -> Option<Self> {
        let value = match args {
            Args::Given(args) => args.iter().find(|(own, _)| *own == name).map(|(_, value)| *value),
            Args::Field(field) => field?.as_map()?.iter().find(|(own, _)| own.as_str() == Some(name)).map(|(_, value)| value),
        };
        value.map(Self::Value)
    }
}
