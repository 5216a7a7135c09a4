//! What the typed arguments mean, resolved once: folders, journal, day, words.

use super::clock::{self, Hints};
use super::failure::Failure;
use super::places::Places;
use super::terminal::Terminal;
use super::words;
use crate::cli::Everywhere;
use jiff::civil::Date;
use renmai::Loaded;
use renmai::diagnostics::{Checked, Diagnostic, Severity, in_reading_order};
use renmai::disk::vault;
use renmai::message::Message;
use renmai::source::Vault;
use std::env;
use std::path::PathBuf;

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
}

impl Context {
    /// Reads the journal the user means.
    pub fn resolve(typed: &Everywhere, terminal: &mut Terminal) -> Result<Self, Failure> {
        let here = env::current_dir().map_err(Failure::io(".".as_ref()))?;
        let home = env::home_dir().filter(|home| !home.as_os_str().is_empty());
        let places = Places::find(typed, here, home)?;
        let mut vault = vault::read(&places.root, &places.content).map_err(Failure::io(&places.content))?;
        let Checked { value: loaded, diagnostics: mut problems } = renmai::load(&vault);
        let settings = &loaded.journal.settings;
        if let Some(theme) = &settings.theme {
            vault.theme = vault::read_theme(&places.root, theme);
        }
        let today = today(typed, settings.timezone.as_deref())?;
        let language = typed.lang.map_or_else(|| settings.first_language(), words::language_of);
        terminal.speak(words::catalogue_of(language, &vault.theme));
        problems.extend(renmai::check(&loaded.journal, today));
        in_reading_order(&mut problems);
        Ok(Self { places, vault, loaded, problems, today })
    }

    /// How many problems change the exit code.
    pub fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.severity() == Severity::Error).count()
    }

    /// A file's path as one would type it from where the user stands.
    pub fn typed_path(&self, path: &str, in_content: bool) -> PathBuf {
        let folder = if in_content { &self.places.content } else { &self.places.root };
        self.places.from_here(&folder.join(path))
    }
}

fn today(typed: &Everywhere, timezone: Option<&str>) -> Result<Date, Failure> {
    let epoch = env::var("SOURCE_DATE_EPOCH").ok();
    let hints = Hints { typed: typed.today, source_date_epoch: epoch.as_deref(), timezone };
    clock::today(hints).ok_or_else(|| Failure::Usage(Message::new("terminal.usage.no-today")))
}
