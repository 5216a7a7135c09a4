//! What the typed arguments mean, resolved once: folders, journal, day, words.

use super::clock::{self, Hints, is_known_zone};
use super::failure::{Failure, shown};
use super::places::Places;
use super::terminal::Terminal;
use super::words;
use crate::cli::Everywhere;
use jiff::civil::Date;
use renmai::Loaded;
use renmai::diagnostics::{Checked, Code, Diagnostic, Severity, in_reading_order};
use renmai::disk::vault;
use renmai::message::Message;
use renmai::model::{Journal, Settings};
use renmai::render::i18n::Catalogue;
use renmai::render::theme::Overrides;
use renmai::render::{Look, Renderer};
use renmai::source::{SourceFile, Vault};
use std::env;

/// Everything a command works on. Nothing in it changes.
pub struct Context {
    /// The journal's folders.
    pub places: Places,
    /// Its files as they were read.
    pub vault: Vault,
    /// What they say.
    pub loaded: Loaded,
    /// Every problem, in reading order.
    pub problems: Vec<Diagnostic>,
    /// The day everything is seen from.
    pub today: Date,
    /// Tags of the languages to build; the first one is spoken on the terminal.
    pub languages: Vec<&'static str>,
    /// Makes pages and knows the words.
    pub renderer: Renderer,
}

impl Context {
    /// Reads the journal the user means.
    pub fn resolve(typed: &Everywhere, terminal: &mut Terminal) -> Result<Self, Failure> {
        let places = places(typed)?;
        let vault = vault::read(&places.root, &places.content).map_err(Failure::io(&places.content))?;
        let context = Self::of(typed, places, vault, renmai::load)?;
        if let Some(words) = context.words() {
            terminal.speak(words.clone());
        }
        Ok(context)
    }

    /// What files say, seen as the user wishes; `load` reads them.
    pub fn of(typed: &Everywhere, places: Places, mut vault: Vault, load: impl FnOnce(&Vault) -> Checked<Loaded>) -> Result<Self, Failure> {
        let Checked { value: mut loaded, diagnostics: mut problems } = load(&vault);
        let settings = &loaded.journal.settings;
        if let Some(theme) = &settings.theme {
            vault.theme = vault::read_theme(&places.root, theme);
        }
        let today = today(typed, settings)?;
        problems.extend(unknown_zones(&loaded.journal));
        let languages = languages(typed, settings);
        let overrides = Overrides { name: settings.theme.as_deref().unwrap_or_default(), files: &vault.theme };
        let look = Look { overrides, tokens: &settings.tokens, languages: &languages };
        let renderer = Renderer::new(&look, &mut loaded.sources);
        problems.extend(renderer.diagnostics);
        problems.extend(renmai::check(&loaded.journal, today));
        in_reading_order(&mut problems);
        Ok(Self { places, vault, loaded, problems, today, languages, renderer: renderer.value })
    }

    /// The words of the first language.
    pub fn words(&self) -> Option<&Catalogue> {
        self.languages.first().and_then(|lang| self.renderer.words(lang))
    }

    /// How many problems change the exit code.
    pub fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.severity() == Severity::Error).count()
    }

    /// A file's path as one would type it from where the user stands.
    pub fn typed_path(&self, file: &SourceFile) -> String {
        let folder = if file.in_content { &self.places.content } else { &self.places.root };
        shown(&self.places.as_typed(&folder.join(file.path.as_ref())))
    }
}

/// The folders the user means.
#[expect(clippy::disallowed_methods, reason = "where one stands and where home is, asked once")]
pub fn places(typed: &Everywhere) -> Result<Places, Failure> {
    let here = env::current_dir().map_err(Failure::io(".".as_ref()))?;
    let home = env::home_dir().filter(|home| !home.as_os_str().is_empty());
    Places::find(typed, here, home)
}

/// Time zones the system does not know, the journal's and everybody's.
fn unknown_zones(journal: &Journal) -> Vec<Diagnostic> {
    let people = journal.contacts.iter().filter_map(|contact| contact.profile.timezone.as_ref());
    let zones = journal.settings.timezone.iter().chain(people).filter(|zone| !is_known_zone(&zone.value));
    zones.map(|zone| Diagnostic::new(Code::BadTimezone, zone.at).with("value", &zone.value)).collect()
}

/// The language that was typed, else those of the settings.
fn languages(typed: &Everywhere, settings: &Settings) -> Vec<&'static str> {
    match typed.lang {
        Some(lang) => vec![words::language_of(lang).tag()],
        None if settings.languages.is_empty() => vec![settings.first_language().tag()],
        None => settings.languages.iter().map(|language| language.tag()).collect(),
    }
}

/// The day everything is seen from: the one that was typed, else the clock's.
#[expect(clippy::disallowed_methods, reason = "asked beside the clock")]
pub fn today(typed: &Everywhere, settings: &Settings) -> Result<Date, Failure> {
    let timezone = settings.timezone.as_ref().map(|zone| zone.value.as_str());
    let epoch = env::var("SOURCE_DATE_EPOCH").ok();
    let hints = Hints { typed: typed.today, source_date_epoch: epoch.as_deref(), timezone };
    clock::today(hints).ok_or_else(|| Failure::Usage(Message::new("terminal.usage.no-today")))
}
