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
pub mod rows;
mod squeeze;
mod stencil;
pub mod theme;
mod tokens;
mod words;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, RwLock};

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::diagnostics::{Checked, Diagnostic};
use crate::digest::Digest;
use crate::source::Sources;
use i18n::Catalogue;
use rows::{Row, Rows};
use stencil::{Beside, Name, Node, Stencils, Tape, Unfit};
use theme::{Overrides, Templates};

/// What is the user's in a site's look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look<'a> {
    /// The user's theme files.
    pub overrides: Overrides<'a>,
    /// Colours and type by token name.
    pub tokens: &'a [(String, String)],
    /// Numbers that phrases may name: what the figures turn on.
    pub numbers: &'a [(&'static str, i64)],
    /// Tags of the languages to build, such as `en` and `zh`.
    pub languages: &'a [&'a str],
}

/// Makes pages. Built once; shared by all threads.
pub struct Renderer {
    languages: Vec<Language>,
    /// The embedded theme alone, for a page on which the user's own fails; none where
    /// the user has no templates.
    fallback: Vec<Language>,
    own: Templates,
    /// The user's files beside the pages, and what tokens come to.
    own_assets: BTreeMap<String, Vec<u8>>,
    /// Those of the embedded theme: most commands never ask.
    embedded_assets: OnceLock<BTreeMap<String, Cow<'static, [u8]>>>,
    refused_tokens: Vec<String>,
}

struct Language {
    words: Arc<Catalogue>,
    /// The theme read by Tera: at once where the user has templates, else when a page
    /// asks for it, which hardly any does.
    tera: OnceLock<Tera>,
    /// The embedded theme cut for speed.
    stencils: OnceLock<Stencils>,
    rows: Rows,
    /// What stands around the pages of a section, by root and section: made once.
    frames: RwLock<BTreeMap<(String, String), Arc<Around>>>,
}

/// The navigation in the pieces between which a page puts its own twin, and the
/// body's attributes.
#[derive(Debug)]
struct Around {
    nav: Vec<String>,
    data: String,
    /// Fingerprint of both.
    digest: u64,
}

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
    /// Fingerprint of the rows it places; 0 where it places none, or nobody asks.
    pub rows: u64,
}

impl PageFrame<'_> {
    fn digest(&self, all: &mut Digest) {
        for text in [self.lang, self.root, self.static_root, self.section] {
            all.bytes(text.as_bytes());
        }
        for twin in self.twin {
            all.bytes(twin.lang.as_bytes());
            all.bytes(twin.href.as_bytes());
            all.number(u64::from(twin.current));
        }
        all.number(self.rows);
    }
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

/// A page that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Fingerprint of what it depends on; 0 where that is not known.
    pub source: u64,
}

thread_local! {
    /// Kept from page to page.
    static TAPE: Cell<Tape> = Cell::default();
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
            let mut words = theme::catalogue(lang, look.overrides, sources);
            words.value.know_numbers(look.numbers);
            diagnostics.extend(words.diagnostics);
            catalogues.push(Arc::new(words.value));
        }
        let (languages, problems) = languages(&catalogues, &own.value, sources);
        diagnostics.extend(problems);
        let fallback = if own.value.is_empty() { Vec::new() } else { languages_of_embedded(&catalogues, sources) };
        let mut own_assets = theme::own_static_files(look.overrides);
        let (sheet, refused_tokens) = tokens::style_sheet(look.tokens);
        if !sheet.is_empty() {
            own_assets.insert("static/tokens.css".to_owned(), sheet.into_bytes());
        }
        let embedded_assets = OnceLock::new();
        Checked { value: Self { languages, fallback, own: own.value, own_assets, embedded_assets, refused_tokens }, diagnostics }
    }

    /// Makes one page. A template of the user's that fails on it is a problem, and
    /// the page is made with the embedded theme.
    ///
    /// # Errors
    /// When the embedded theme cannot make it either.
    pub fn page(&self, template: &str, view: &impl Serialize, frame: &PageFrame<'_>) -> Result<Checked<Vec<u8>>, Diagnostic> {
        let page = self.page_unless(template, view, frame, |_| false)?;
        Ok(page.map(|page| page.map(|page| page.bytes).unwrap_or_default()))
    }

    /// Makes one page, unless it is known: asked is, once, by a fingerprint of all the page
    /// depends on beside the program and the theme; by 0 where that is not known. Rows the page
    /// places may be kept as late as then.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub fn page_unless(
        &self,
        template: &str,
        view: &impl Serialize,
        frame: &PageFrame<'_>,
        is_known: impl FnOnce(u64) -> bool,
    ) -> Result<Checked<Option<Page>>, Diagnostic> {
        if self.fallback.is_empty() {
            let mut source = 0;
            let mut asked = Some(is_known);
            let is_known = |found| {
                source = found;
                asked.take().is_some_and(|is_known| is_known(found))
            };
            return match self.cut_page(template, view, frame, is_known) {
                Ok(bytes) => Ok(Checked::clean(bytes.map(|bytes| Page { bytes, source }))),
                Err(_) if asked.take().is_some_and(|is_known| is_known(0)) => Ok(Checked::clean(None)),
                // What the page is made from is the same; who makes it does not matter.
                Err(_) => self.tera_page(template, view, frame).map(|page| page.map(|bytes| Some(Page { bytes, source: 0 }))),
            };
        }
        if is_known(0) {
            return Ok(Checked::clean(None));
        }
        self.tera_page(template, view, frame).map(|page| page.map(|bytes| Some(Page { bytes, source: 0 })))
    }

    fn tera_page(&self, template: &str, view: &impl Serialize, frame: &PageFrame<'_>) -> Result<Checked<Vec<u8>>, Diagnostic> {
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

    /// Makes a page of the embedded theme without Tera; none where it is known.
    fn cut_page(
        &self,
        template: &str,
        view: &impl Serialize,
        frame: &PageFrame<'_>,
        is_known: impl FnOnce(u64) -> bool,
    ) -> Result<Option<Vec<u8>>, Unfit> {
        let language = self.language(frame).ok_or("no such language")?;
        let mut tape = TAPE.take();
        let made = language.cut_page(template, view, frame, self.sheets(), &mut tape, is_known);
        TAPE.set(tape);
        Ok(made?.map(String::into_bytes))
    }

    /// Whether what stands around the pages of a section was made already, so that a
    /// view needs to say no more of its navigation.
    pub fn knows_around(&self, frame: &PageFrame<'_>) -> bool {
        let key = (frame.root.to_owned(), frame.section.to_owned());
        let mut speaking = self.languages.iter().filter(|language| language.words.lang() == frame.lang);
        self.fallback.is_empty() && speaking.all(|language| language.frames.read().is_ok_and(|frames| frames.contains_key(&key)))
    }

    /// Makes what stands around the pages of a section, from a view that says its navigation whole. Says
    /// whether it is kept, so that this view too need say no more of it.
    pub fn keep_around(&self, view: &impl Serialize, frame: &PageFrame<'_>) -> bool {
        let Some(language) = self.language(frame).filter(|_| self.fallback.is_empty()) else { return false };
        let mut tape = TAPE.take();
        let kept = tape.write(view).is_ok_and(|top| {
            let beside = Beside { frame, sheets: self.sheets(), rows: &[], around: None, twin_here: None };
            language.cut_around((&tape, top), &beside).is_ok()
        });
        TAPE.set(tape);
        kept
    }

    /// Fingerprint of a page that is not made, from that of all its view would say; none where what
    /// stands around it is not known yet, or the user's own templates make it.
    #[must_use]
    pub fn source_unmade(&self, template: &str, view: u64, frame: &PageFrame<'_>) -> Option<u64> {
        let language = self.language(frame).filter(|_| self.fallback.is_empty())?;
        let around = language.known_around(&(frame.root.to_owned(), frame.section.to_owned()))?;
        let mut all = beside_view(template, frame, self.sheets(), Some(&around));
        all.number(view);
        Some(all.end())
    }

    fn language(&self, frame: &PageFrame<'_>) -> Option<&Language> {
        self.languages.iter().find(|language| language.words.lang() == frame.lang)
    }

    /// Whether there is a style sheet of the user's, and one of tokens.
    fn sheets(&self) -> (bool, bool) {
        (self.own_assets.contains_key("static/custom.css"), self.own_assets.contains_key("static/tokens.css"))
    }

    /// Forgets what stands around pages: the next ones are of another state of the journal.
    pub fn forget_around(&self) {
        for language in self.languages.iter().chain(&self.fallback) {
            if let Ok(mut frames) = language.frames.write() {
                frames.clear();
            }
        }
    }

    /// Files beside the pages, by their path below the site's root, sorted.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let embedded = self.embedded_assets.get_or_init(theme::embedded_static_files);
        let mut all: BTreeMap<&str, &[u8]> = embedded.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref())).collect();
        all.extend(self.own_assets.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        all.into_iter()
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
        let (custom, tokens) = self.sheets();
        context.insert("custom_css", &custom);
        context.insert("tokens_css", &tokens);
        Ok(context)
    }
}

/// One Tera for each language, its words built in: templates are read once. Where there
/// are none of the user's, nobody reads them until a page asks.
fn languages(catalogues: &[Arc<Catalogue>], own: &Templates, sources: &Sources) -> (Vec<Language>, Vec<Diagnostic>) {
    let language = |words: &Arc<Catalogue>| Language {
        words: Arc::clone(words),
        tera: OnceLock::new(),
        stencils: OnceLock::new(),
        rows: Rows::default(),
        frames: RwLock::default(),
    };
    let languages: Vec<Language> = catalogues.iter().map(language).collect();
    let Some(first) = languages.first().filter(|_| !own.is_empty()) else { return (languages, Vec::new()) };
    let (read, problems) = read_theme(&first.words, own, sources);
    for language in &languages {
        language.tera.get_or_init(|| language.speaking(read.clone()));
    }
    (languages, problems)
}

fn read_theme(words: &Arc<Catalogue>, own: &Templates, sources: &Sources) -> (Tera, Vec<Diagnostic>) {
    let mut read = Tera::default();
    chart::tera::register(&mut read);
    words::register(&mut read, words);
    rows::register(&mut read, &Rows::default());
    let problems = theme::add_templates(&mut read, own, sources);
    (read, problems)
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
        let pieces: Vec<Value> = around.nav.iter().map(|piece| Value::safe_string(piece)).collect();
        context.insert_value("frame_nav", Value::from(pieces));
        context.insert_value("frame_data", Value::safe_string(&around.data));
        language.tera().render_to(template, &context, &mut page)?;
    } else {
        language.tera().render_to(template, context, &mut page)?;
    }
    Ok(page)
}

/// Fingerprint, so far, of all a page depends on beside its view.
fn beside_view(template: &str, frame: &PageFrame<'_>, sheets: (bool, bool), around: Option<&Around>) -> Digest {
    let mut all = Digest::default();
    all.bytes(template.as_bytes());
    frame.digest(&mut all);
    all.number(u64::from(sheets.0) * 2 + u64::from(sheets.1));
    all.number(around.map_or(0, |around| around.digest));
    all
}

/// Stands in the navigation where each page puts its own twin.
const TWIN_HERE: &str = "\u{1}";

impl Language {
    /// The theme read by Tera.
    fn tera(&self) -> &Tera {
        self.tera.get_or_init(|| self.speaking(read_theme(&self.words, &Templates::new(), &Sources::default()).0))
    }

    /// Templates that were read, with this language's words and rows.
    fn speaking(&self, mut tera: Tera) -> Tera {
        words::register(&mut tera, &self.words);
        rows::register(&mut tera, &self.rows);
        tera
    }

    fn stencils(&self) -> &Stencils {
        self.stencils.get_or_init(|| Stencils::cut(theme::embedded_templates(), &self.words))
    }

    fn cut_page(
        &self,
        template: &str,
        view: &impl Serialize,
        frame: &PageFrame<'_>,
        sheets: (bool, bool),
        tape: &mut Tape,
        is_known: impl FnOnce(u64) -> bool,
    ) -> Result<Option<String>, Unfit> {
        let top = tape.write(view).map_err(|error| error.to_string())?;
        let tape = &*tape;
        let rows = self.rows.all();
        let mut beside = Beside { frame, sheets, rows: &rows, around: None, twin_here: None };
        let has_nav = matches!(top, Node::Map(from, to) if tape.field(from, to, Name::of("nav")).is_some());
        let around = if has_nav { Some(self.cut_around((tape, top), &beside)?) } else { None };
        beside.around = around.as_deref();
        // The navigation counts as it was made: the first page of a section alone says it.
        let mut source = beside_view(template, frame, sheets, beside.around);
        tape.digest(top, &mut source);
        if is_known(source.end()) {
            return Ok(None);
        }
        let mut page = String::with_capacity(USUAL_PAGE);
        self.stencils().fill(template, (tape, top), &self.words, &beside, &mut page)?;
        Ok(Some(page))
    }

    /// What stands around the pages of a section, made by the first of them.
    fn cut_around(&self, view: (&Tape, Node), beside: &Beside<'_>) -> Result<Arc<Around>, Unfit> {
        let key = (beside.frame.root.to_owned(), beside.frame.section.to_owned());
        if let Some(known) = self.known_around(&key) {
            return Ok(known);
        }
        let beside = Beside { twin_here: Some(TWIN_HERE), ..*beside };
        let (mut nav, mut data) = (String::new(), String::new());
        self.stencils().fill("nav.html", view, &self.words, &beside, &mut nav)?;
        self.stencils().fill("frame-data.html", view, &self.words, &beside, &mut data)?;
        Ok(self.keep(key, &nav, &data))
    }

    /// The same made by Tera.
    fn around(&self, context: &Context, frame: &PageFrame<'_>) -> tera::TeraResult<Arc<Around>> {
        let key = (frame.root.to_owned(), frame.section.to_owned());
        if let Some(known) = self.known_around(&key) {
            return Ok(known);
        }
        let mut context = context.clone();
        context.insert_value("twin_here", Value::safe_string(TWIN_HERE));
        let nav = self.tera().render("nav.html", &context)?;
        let data = self.tera().render("frame-data.html", &context)?;
        Ok(self.keep(key, &nav, &data))
    }

    fn known_around(&self, key: &(String, String)) -> Option<Arc<Around>> {
        self.frames.read().ok().and_then(|frames| frames.get(key).cloned())
    }

    fn keep(&self, key: (String, String), nav: &str, data: &str) -> Arc<Around> {
        let mut digest = Digest::default();
        digest.bytes(nav.as_bytes());
        digest.bytes(data.as_bytes());
        let nav = nav.split(TWIN_HERE).map(str::to_owned).collect();
        let around = Arc::new(Around { nav, data: data.trim().to_owned(), digest: digest.end() });
        if let Ok(mut frames) = self.frames.write() {
            frames.insert(key, Arc::clone(&around));
        }
        around
    }
}

#[cfg(test)]
mod tests;
