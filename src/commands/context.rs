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
use renmai::render::theme::Overrides;
use renmai::render::{Look, Renderer};
use renmai::source::{SourceFile, Vault};
use std::collections::{BTreeMap, BTreeSet};
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
    #[expect(clippy::disallowed_methods, reason = "where one stands and where home is, asked once")]
    pub fn resolve(typed: &Everywhere, terminal: &mut Terminal) -> Result<Self, Failure> {
        let here = env::current_dir().map_err(Failure::io(".".as_ref()))?;
        let home = env::home_dir().filter(|home| !home.as_os_str().is_empty());
        let places = Places::find(typed, here, home)?;
        let mut vault = vault::read(&places.root, &places.content).map_err(Failure::io(&places.content))?;
        let Checked { value: mut loaded, diagnostics: mut problems } = renmai::load(&vault);
        let settings = &loaded.journal.settings;
        if let Some(theme) = &settings.theme {
            vault.theme = vault::read_theme(&places.root, theme);
        }
        let today = today(typed, settings.timezone.as_ref().map(|zone| zone.value.as_str()))?;
        problems.extend(unknown_zones(&loaded.journal));
        let languages = languages(typed, settings);
        let overrides = Overrides { name: settings.theme.as_deref().unwrap_or_default(), files: &vault.theme };
        let numbers = renmai::measure::method::numbers(settings);
        let look = Look { overrides, tokens: &settings.tokens, numbers: &numbers, languages: &languages };
        let renderer = Renderer::new(&look, &mut loaded.sources);
        if let Some(words) = languages.first().and_then(|lang| renderer.value.words(lang)) {
            terminal.speak(words.clone());
        }
        problems.extend(renderer.diagnostics);
        problems.extend(renmai::check(&loaded.journal, today));
        in_reading_order(&mut problems);
        Ok(Self { places, vault, loaded, problems, today, languages, renderer: renderer.value })
    }

    /// How far the clocks of the journal's zones stand from UTC, in minutes, as of the day.
    pub fn clocks(&self) -> BTreeMap<String, i32> {
        let journal = &self.loaded.journal;
        let people = journal.contacts.iter().filter_map(|contact| contact.profile.timezone.as_ref());
        let names: BTreeSet<&str> = journal.settings.timezone.iter().chain(people).map(|zone| zone.value.as_str()).collect();
        let clock = |name: &str| Some((name.to_owned(), clock::minutes_from_utc(name, self.today)?));
        names.into_iter().filter_map(clock).collect()
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

#[expect(clippy::disallowed_methods, reason = "asked once, beside the clock")]
fn today(typed: &Everywhere, timezone: Option<&str>) -> Result<Date, Failure> {
    let epoch = env::var("SOURCE_DATE_EPOCH").ok();
    let hints = Hints { typed: typed.today, source_date_epoch: epoch.as_deref(), timezone };
    clock::today(hints).ok_or_else(|| Failure::Usage(Message::new("terminal.usage.no-today")))
}
