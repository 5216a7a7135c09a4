//! What the typed arguments mean, resolved once: folders, journal, day, words.

use super::clock::{self, is_known_zone};
use super::desk::{self, Desk};
use super::failure::Failure;
use super::inputs::{self, Inputs};
use super::places::Places;
use super::stages::Stages;
use super::terminal::Terminal;
use super::words;
use crate::cli::Everywhere;
use jiff::civil::Date;
use renmai::Loaded;
use renmai::diagnostics::{Checked, Code, Diagnostic, Severity, in_reading_order};
use renmai::disk::vault;
use renmai::kept::Kept;
use renmai::model::{ContactIndex, Journal, Settings};
use renmai::render::i18n::Catalogue;
use renmai::render::theme::{Overrides, catalogue, embedded_catalogue};
use renmai::render::{Look, Renderer};
use renmai::source::{Sources, Vault};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

/// Everything a command works on that reads the whole journal. Nothing in it changes.
pub struct Context {
    desk: Desk,
    /// Every problem, in reading order.
    pub problems: Vec<Diagnostic>,
    /// Tags of the languages to build; the first one is spoken on the terminal.
    pub languages: Vec<&'static str>,
    /// Makes pages and knows the words.
    pub renderer: Renderer,
    /// Fingerprint of program and theme.
    pub edition: u64,
}

/// A journal whose files are read, and of which nothing but the settings is understood.
pub struct Unread {
    /// The journal's folders.
    pub places: Places,
    /// Its files, the theme's among them.
    pub vault: Vault,
    /// The day everything is seen from.
    pub today: Date,
    /// Tags of the languages to build.
    pub languages: Vec<&'static str>,
    /// Fingerprint of program and theme.
    pub edition: u64,
}

impl Unread {
    /// Reads the files of the journal the user means.
    pub fn read(typed: &Everywhere, terminal: &Terminal) -> Result<Self, Failure> {
        let lang = terminal.lang();
        // Folders are walked by one thread: another meanwhile lays out what will be asked for.
        let laid_out = || {
            clock::open();
            _ = embedded_catalogue(lang);
        };
        let (files, ()) = rayon::join(|| desk::read(typed), laid_out);
        let (places, vault) = files?;
        Self::of(typed, places, vault)
    }

    /// Files of a journal that were read, seen as the user wishes.
    pub fn of(typed: &Everywhere, places: Places, mut vault: Vault) -> Result<Self, Failure> {
        let settings = renmai::read_settings(vault.settings.as_ref(), &mut Sources::default()).value;
        if let Some(theme) = &settings.theme {
            vault.theme = vault::read_theme(&places.root, theme);
        }
        let today = desk::today(typed, &settings)?;
        let edition = inputs::edition(&vault, &settings);
        Ok(Self { places, today, languages: languages(typed, &settings), edition, vault })
    }

    /// From now on in the journal's own language and words.
    pub fn speak(&self, terminal: &mut Terminal) {
        let settings = renmai::read_settings(self.vault.settings.as_ref(), &mut Sources::default()).value;
        let overrides = Overrides { name: settings.theme.as_deref().unwrap_or_default(), files: &self.vault.theme };
        if let Some(lang) = self.languages.first() {
            terminal.speak(catalogue(lang, overrides, &mut Sources::default()).value);
        }
    }
}

impl Context {
    /// Reads the journal the user means.
    pub fn resolve(typed: &Everywhere, terminal: &mut Terminal) -> Result<Self, Failure> {
        Ok(Self::understand(Unread::read(typed, terminal)?, terminal, &mut Stages::begin()))
    }

    /// Understands what was read.
    pub fn understand(unread: Unread, terminal: &mut Terminal, stages: &mut Stages) -> Self {
        let context = Self::of(unread, renmai::load, stages);
        if let Some(words) = context.words() {
            terminal.speak(words.clone());
        }
        context
    }

    /// The same; `load` reads the files.
    pub fn of(unread: Unread, load: impl FnOnce(&Vault) -> Checked<Loaded>, stages: &mut Stages) -> Self {
        let Unread { places, vault, today, languages, edition } = unread;
        let Checked { value: mut loaded, diagnostics: mut problems } = load(&vault);
        stages.end("parsed");
        problems.extend(unknown_zones(&loaded.journal));
        let renderer = renderer(&vault, &mut loaded, &languages);
        stages.end("worded");
        problems.extend(renderer.diagnostics);
        problems.extend(renmai::check(&loaded.journal, today));
        in_reading_order(&mut problems);
        stages.end("checked");
        Self { desk: Desk { places, vault, loaded, today }, problems, languages, renderer: renderer.value, edition }
    }

    /// The same journal as it may be shown: every page made of it knows initials and neutral items
    /// only, in the embedded theme. Its problems are left out; they would quote the user's lines.
    pub fn redacted(&self) -> Self {
        let vault = renmai::redact(&self.loaded.journal);
        let mut loaded = renmai::load(&vault).value;
        let renderer = renderer(&vault, &mut loaded, &self.languages).value;
        let edition = inputs::edition(&vault, &loaded.journal.settings);
        let desk = Desk { places: self.places.clone(), vault, loaded, today: self.today };
        Self { desk, problems: Vec::new(), languages: self.languages.clone(), renderer, edition }
    }

    /// Fingerprint of everything a site is made from.
    pub fn inputs(&self, typed: &str) -> Option<u64> {
        let Desk { places, vault, today, .. } = &self.desk;
        Inputs { edition: self.edition, places, vault, today: *today, languages: &self.languages, typed }.digest()
    }

    /// Brings everything up to date by the few people's files that changed, if that was
    /// all: gives back whose figures may be others now. None when the files must be read
    /// as a whole, and then nothing was done.
    pub fn renew(&mut self, vault: &Vault, kept: &mut Kept) -> Option<BTreeSet<ContactIndex>> {
        let concerned = kept.renew(vault, &mut self.desk.loaded, &mut self.problems)?;
        self.desk.vault = vault.clone();
        let (journal, today) = (&self.desk.loaded.journal, self.desk.today);
        // What is checked in the whole is checked in the whole again.
        self.problems.retain(|problem| problem.code != Code::BadTimezone && !renmai::check::is_found_here(problem.code));
        self.problems.extend(unknown_zones(journal));
        self.problems.extend(renmai::check(journal, today));
        in_reading_order(&mut self.problems);
        self.renderer.forget_around();
        Some(concerned)
    }

    /// The words of the first language.
    pub fn words(&self) -> Option<&Catalogue> {
        self.languages.first().and_then(|lang| self.renderer.words(lang))
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
}

/// The theme, the user's own where the vault has one.
fn renderer(vault: &Vault, loaded: &mut Loaded, languages: &[&'static str]) -> Checked<Renderer> {
    let settings = &loaded.journal.settings;
    let overrides = Overrides { name: settings.theme.as_deref().unwrap_or_default(), files: &vault.theme };
    let numbers = renmai::measure::method::numbers(settings);
    let look = Look { overrides, tokens: &settings.tokens, numbers: &numbers, languages };
    Renderer::new(&look, &mut loaded.sources)
}

/// A context is a desk with more on it.
impl Deref for Context {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

/// Time zones the system does not know, the journal's and everybody's.
fn unknown_zones(journal: &Journal) -> Vec<Diagnostic> {
    let people = journal.contacts.iter().filter_map(|contact| contact.profile.timezone.as_ref());
    let mut known: BTreeMap<&str, bool> = BTreeMap::new();
    let mut is_known = |name| *known.entry(name).or_insert_with(|| is_known_zone(name));
    let zones = journal.settings.timezone.iter().chain(people).filter(|zone| !is_known(&zone.value));
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
