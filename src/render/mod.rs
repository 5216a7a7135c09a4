//! A view and a theme become bytes.
//!
//! This room knows templates, languages, Markdown and pictures. It reads no
//! file: the default theme is embedded and the user's comes with the vault. It
//! computes nothing about people.

pub mod chart;
pub mod html;
pub mod i18n;
pub mod markdown;
pub mod report;
pub mod theme;
mod tokens;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, RwLock};

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

use crate::diagnostics::{Checked, Diagnostic};
use crate::source::Sources;
use i18n::Catalogue;
use theme::{Overrides, Templates};

/// What is the user's in a site's look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look<'a> {
    /// The user's theme files.
    pub overrides: Overrides<'a>,
    /// Colours and type by token name.
    pub tokens: &'a [(String, String)],
    /// Tags of the languages to build, such as `en` and `zh`.
    pub languages: &'a [&'a str],
}

/// Makes pages. Built once; shared by all threads.
pub struct Renderer {
    languages: Vec<Language>,
    /// The embedded theme alone, for a page on which the user's own fails.
    fallback: Vec<Language>,
    own: Templates,
    assets: BTreeMap<String, Cow<'static, [u8]>>,
    refused_tokens: Vec<String>,
}

struct Language {
    words: Arc<Catalogue>,
    tera: Tera,
    rows: Rows,
    /// What stands around the pages of a section, by root and section: made once.
    frames: RwLock<BTreeMap<(String, String), Around>>,
}

/// The navigation in the pieces between which a page puts its own twin, and the
/// body's attributes.
#[derive(Clone)]
struct Around {
    nav: Value,
    data: Value,
}

/// Rows that stand on many pages, made once: `person_row(at=…)` places them.
type Rows = Arc<OnceLock<Vec<Value>>>;

/// Where a page stands: what differs between a page and its twin.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageFrame<'a> {
    /// The page's language.
    pub lang: &'a str,
    /// From the page to its language's root: `""`, `"../"` …
    pub root: &'a str,
    /// From the page to the folder that holds `static/` and `assets/`.
    pub static_root: &'a str,
    /// The page in every language, itself included; empty with only one.
    pub twin: &'a [Twin<'a>],
    /// The part of the site it belongs to: pages of one part share their navigation.
    pub section: &'a str,
}

/// A page in one of the languages.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Twin<'a> {
    /// Its language.
    pub lang: &'a str,
    /// Its address from the page that names it.
    pub href: &'a str,
    /// Whether it is that page itself.
    pub current: bool,
}

/// Bytes set aside for a page: most are smaller, so most are written without moving.
const USUAL_PAGE: usize = 48 * 1024;

impl Renderer {
    /// Reads the theme. Its files are added to the sources, so that a problem in
    /// one of them can show its line.
    pub fn new(look: &Look<'_>, sources: &mut Sources) -> Checked<Self> {
        let own = theme::own_templates(look.overrides, sources);
        let mut diagnostics = own.diagnostics;
        let mut catalogues = Vec::new();
        for lang in look.languages {
            let words = theme::catalogue(lang, look.overrides, sources);
            diagnostics.extend(words.diagnostics);
            catalogues.push(Arc::new(words.value));
        }
        let (languages, problems) = languages(&catalogues, &own.value, sources);
        diagnostics.extend(problems);
        let fallback = if own.value.is_empty() { Vec::new() } else { languages_of_embedded(&catalogues, sources) };
        let mut assets = theme::static_files(look.overrides);
        let (sheet, refused_tokens) = tokens::style_sheet(look.tokens);
        if !sheet.is_empty() {
            assets.insert("static/tokens.css".to_owned(), Cow::Owned(sheet.into_bytes()));
        }
        Checked { value: Self { languages, fallback, own: own.value, assets, refused_tokens }, diagnostics }
    }

    /// Makes one page. A template of the user's that fails on it is a problem, and
    /// the page is made with the embedded theme.
    ///
    /// # Errors
    /// When the embedded theme cannot make it either.
    pub fn page(&self, template: &str, view: &impl Serialize, frame: &PageFrame<'_>) -> Result<Checked<Vec<u8>>, Diagnostic> {
        let failed = |error: &tera::Error| theme::theme_error(error, None, &self.own);
        let context = self.context(view, frame).map_err(|error| failed(&error))?;
        match render(&self.languages, template, &context, frame) {
            Ok(page) => Ok(Checked::clean(page)),
            Err(error) => {
                let problem = failed(&error);
                match render(&self.fallback, template, &context, frame) {
                    Ok(page) => Ok(Checked { value: page, diagnostics: vec![problem] }),
                    Err(_) => Err(problem),
                }
            }
        }
    }

    /// Whether what stands around the pages of a section was made already, so that a
    /// view needs to say no more of its navigation.
    pub fn knows_around(&self, frame: &PageFrame<'_>) -> bool {
        let key = (frame.root.to_owned(), frame.section.to_owned());
        let mut speaking = self.languages.iter().filter(|language| language.words.lang() == frame.lang);
        self.fallback.is_empty() && speaking.all(|language| language.frames.read().is_ok_and(|frames| frames.contains_key(&key)))
    }

    /// Keeps rows that were made, for the pages of a language to place by their order.
    /// Rows are kept once; keeping others has no effect.
    pub fn keep_rows(&self, lang: &str, rows: Vec<Vec<u8>>) {
        let rows: Vec<Value> = rows.iter().map(|row| Value::safe_string(&String::from_utf8_lossy(row))).collect();
        for language in self.languages.iter().chain(&self.fallback).filter(|language| language.words.lang() == lang) {
            language.rows.get_or_init(|| rows.clone());
        }
    }

    /// Files beside the pages, by their path below the site's root, sorted.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// The words of a language the site is built in.
    #[must_use]
    pub fn words(&self, lang: &str) -> Option<&Catalogue> {
        self.languages.iter().find(|language| language.words.lang() == lang).map(|language| language.words.as_ref())
    }

    /// Tokens whose values could break out of the style sheet, and were left out.
    #[must_use]
    pub fn refused_tokens(&self) -> &[String] {
        &self.refused_tokens
    }

    fn context(&self, view: &impl Serialize, frame: &PageFrame<'_>) -> tera::TeraResult<Context> {
        let mut context = Context::from_serialize(view)?;
        context.insert("lang", frame.lang);
        context.insert("root", frame.root);
        context.insert("static_root", frame.static_root);
        context.insert("twin", frame.twin);
        context.insert("custom_css", &self.assets.contains_key("static/custom.css"));
        context.insert("tokens_css", &self.assets.contains_key("static/tokens.css"));
        Ok(context)
    }
}

/// One Tera for each language, its words built in: templates are read once.
fn languages(catalogues: &[Arc<Catalogue>], own: &Templates, sources: &Sources) -> (Vec<Language>, Vec<Diagnostic>) {
    let mut read = Tera::default();
    chart::tera::register(&mut read);
    let nobody = Arc::new(Catalogue::default());
    words::register(&mut read, catalogues.first().unwrap_or(&nobody));
    register_rows(&mut read, &Rows::default());
    let problems = theme::add_templates(&mut read, own, sources);
    let speaking = catalogues.iter().map(|words| {
        let mut tera = read.clone();
        words::register(&mut tera, words);
        let rows = Rows::default();
        register_rows(&mut tera, &rows);
        Language { words: Arc::clone(words), tera, rows, frames: RwLock::default() }
    });
    (speaking.collect(), problems)
}

/// Around the place of a row that was not made before.
const ROW_HERE: [char; 2] = ['\u{2}', '\u{3}'];

/// Puts rows into a page that was made before any rows were kept; `row` makes the one at
/// a place. For whoever makes few pages, and so few rows.
pub fn place_rows(page: Vec<u8>, mut row: impl FnMut(usize) -> Vec<u8>) -> Vec<u8> {
    let [begin, end] = ROW_HERE.map(|sign| sign as u8);
    if !page.contains(&begin) {
        return page;
    }
    let mut placed = Vec::with_capacity(page.len() * 4);
    let mut rest = page.as_slice();
    while let Some(from) = rest.iter().position(|byte| *byte == begin) {
        let (before, after) = rest.split_at(from);
        placed.extend_from_slice(before);
        let after = after.get(1..).unwrap_or_default();
        let until = after.iter().take(MOST_DIGITS).position(|byte| *byte == end);
        let place = until.and_then(|until| std::str::from_utf8(after.get(..until)?).ok()?.parse().ok().map(|place| (place, until)));
        match place {
            Some((place, until)) => {
                placed.extend_from_slice(&row(place));
                rest = after.get(until + 1..).unwrap_or_default();
            }
            None => {
                placed.push(begin);
                rest = after;
            }
        }
    }
    placed.extend_from_slice(rest);
    placed
}

/// Digits of a place, and the sign behind them.
const MOST_DIGITS: usize = 21;

/// `person_row(at=…)`: a row made before; where none were, its place, for [`place_rows`].
fn register_rows(tera: &mut Tera, rows: &Rows) {
    let rows = Arc::clone(rows);
    tera.register_function("person_row", move |k: Kwargs, _: &State| -> tera::TeraResult<Value> {
        let at = usize::try_from(k.must_get::<u64>("at")?).unwrap_or(usize::MAX);
        let [begin, end] = ROW_HERE;
        Ok(match rows.get() {
            Some(rows) => rows.get(at).cloned().unwrap_or_else(|| Value::safe_string("")),
            None => Value::safe_string(&format!("{begin}{at}{end}")),
        })
    });
}

fn languages_of_embedded(catalogues: &[Arc<Catalogue>], sources: &Sources) -> Vec<Language> {
    languages(catalogues, &Templates::new(), sources).0
}

fn render(languages: &[Language], template: &str, context: &Context, frame: &PageFrame<'_>) -> tera::TeraResult<Vec<u8>> {
    let language = languages.iter().find(|language| language.words.lang() == frame.lang);
    let language = language.ok_or_else(|| tera::Error::message(format!("no page is built in the language `{}`", frame.lang)))?;
    let mut page = Vec::with_capacity(USUAL_PAGE);
    if context.contains_key("nav") {
        let around = language.around(context, frame)?;
        let mut context = context.clone();
        context.insert_value("frame_nav", around.nav);
        context.insert_value("frame_data", around.data);
        language.tera.render_to(template, &context, &mut page)?;
    } else {
        language.tera.render_to(template, context, &mut page)?;
    }
    Ok(page)
}

/// Stands in the navigation where each page puts its own twin.
const TWIN_HERE: &str = "\u{1}";

impl Language {
    /// What stands around the pages of a section, made by the first of them.
    fn around(&self, context: &Context, frame: &PageFrame<'_>) -> tera::TeraResult<Around> {
        let key = (frame.root.to_owned(), frame.section.to_owned());
        if let Some(known) = self.frames.read().ok().and_then(|frames| frames.get(&key).cloned()) {
            return Ok(known);
        }
        let mut context = context.clone();
        context.insert_value("twin_here", Value::safe_string(TWIN_HERE));
        let nav = self.tera.render("nav.html", &context)?;
        let pieces: Vec<Value> = nav.split(TWIN_HERE).map(Value::safe_string).collect();
        let data = self.tera.render("frame-data.html", &context)?;
        let around = Around { nav: Value::from(pieces), data: Value::safe_string(data.trim()) };
        if let Ok(mut frames) = self.frames.write() {
            frames.insert(key, around.clone());
        }
        Ok(around)
    }
}

#[cfg(test)]
mod tests;
