//! Where a command begins: folders, files, journal and day.
//!
//! A command that writes to one person needs of all others only what they are
//! called by: it opens the desk with a glimpse of each file ([`Desk::glimpse`]) and
//! answers at once, however long the notes are.

use super::clock::{self, Hints};
use super::failure::{Failure, shown};
use super::places::Places;
use super::terminal::Terminal;
use super::words;
use crate::cli::Everywhere;
use jiff::civil::Date;
use renmai::Loaded;
use renmai::disk::{edit, vault};
use renmai::measure::rhythm::{Rhythm, rhythm};
use renmai::message::Message;
use renmai::model::{Contact, ContactIndex, Settings};
use renmai::parse::glimpse::{Called, thin};
use renmai::render::theme::{Overrides, catalogue, embedded_catalogue};
use renmai::source::{SourceFile, Sources, Vault};
use std::collections::BTreeSet;
use std::env;
use std::path::PathBuf;
use std::sync::Arc;

/// What lies ready before a command looks at anything else. Nothing in it changes.
pub struct Desk {
    /// The journal's folders.
    pub places: Places,
    /// Its files as they were read.
    pub vault: Vault,
    /// What they say, as far as they were parsed.
    pub loaded: Loaded,
    /// The day everything is seen from.
    pub today: Date,
}

impl Desk {
    /// Reads the journal's files, and of each only whom it is about. Tidies up after
    /// writing commands that were killed.
    pub fn glimpse(typed: &Everywhere, terminal: &mut Terminal) -> Result<Self, Failure> {
        let (places, mut vault) = read(typed)?;
        clear_leftovers(&places, &vault);
        let loaded = renmai::load(&thin(&vault, |_| false)).value;
        let settings = &loaded.journal.settings;
        let today = today(typed, settings)?;
        if let Some(theme) = &settings.theme {
            vault.theme = vault::read_theme(&places.root, theme);
        }
        speak(typed, settings, &vault, terminal);
        Ok(Self { places, vault, loaded, today })
    }

    /// A file's path as one would type it from where the user stands.
    pub fn typed_path(&self, file: &SourceFile) -> String {
        let folder = if file.in_content { &self.places.content } else { &self.places.root };
        shown(&self.places.as_typed(&folder.join(file.path.as_ref())))
    }

    /// How it stands with some people after files were changed: parsed are only the
    /// files that may say something of them.
    pub fn rhythm_after(&self, changed: &[(Arc<str>, Vec<u8>)], people: &[ContactIndex]) -> Vec<(Contact, Rhythm)> {
        let contacts: Vec<&Contact> = people.iter().filter_map(|index| self.loaded.journal.contact(*index)).collect();
        let path = |contact: &Contact| self.loaded.sources.path(contact.file);
        let called = Called::by(contacts.iter().map(|contact| (*contact, path(contact))));
        let mut vault = self.vault.clone();
        for (name, bytes) in changed {
            let file = Arc::new(SourceFile::from_bytes(name, true, bytes.clone()));
            match vault.content.iter_mut().find(|file| file.path == *name) {
                Some(old) => *old = file,
                None => vault.content.push(file),
            }
        }
        let loaded = renmai::load(&thin(&vault, |file| called.may_stand_in(file))).value;
        let journal = loaded.journal;
        // Ids may move when a file is added; the file they stand in does not.
        let found = contacts.iter().filter_map(|then| journal.contacts.iter().find(|now| loaded.sources.path(now.file) == path(then)));
        found.map(|contact| (contact.clone(), rhythm(contact, &journal.settings, self.today))).collect()
    }
}

/// The journal's folders and what lies in them.
pub fn read(typed: &Everywhere) -> Result<(Places, Vault), Failure> {
    let places = find(typed)?;
    let vault = vault::read(&places.root, &places.content).map_err(Failure::io(&places.content))?;
    Ok((places, vault))
}

/// The journal's folders.
#[expect(clippy::disallowed_methods, reason = "where one stands and where home is, asked once")]
pub fn find(typed: &Everywhere) -> Result<Places, Failure> {
    let here = env::current_dir().map_err(Failure::io(".".as_ref()))?;
    let home = env::home_dir().filter(|home| !home.as_os_str().is_empty());
    Places::find(typed, here, home)
}

/// Which day it is, by what was typed, the environment, or the clock.
#[expect(clippy::disallowed_methods, reason = "asked once, beside the clock")]
pub fn today(typed: &Everywhere, settings: &Settings) -> Result<Date, Failure> {
    let epoch = env::var("SOURCE_DATE_EPOCH").ok();
    let timezone = settings.timezone.as_ref().map(|zone| zone.value.as_str());
    let hints = Hints { typed: typed.today, source_date_epoch: epoch.as_deref(), timezone };
    clock::today(hints).ok_or_else(|| Failure::Usage(Message::new("terminal.usage.no-today")))
}

/// From now on in the journal's own language and words, where nothing else was typed.
fn speak(typed: &Everywhere, settings: &Settings, vault: &Vault, terminal: &mut Terminal) {
    let lang = typed.lang.map_or(settings.first_language(), words::language_of).tag();
    match &settings.theme {
        Some(name) => {
            let overrides = Overrides { name, files: &vault.theme };
            terminal.speak(catalogue(lang, overrides, &mut Sources::default()).value);
        }
        None if terminal.lang() != lang => terminal.speak(embedded_catalogue(lang)),
        None => {}
    }
}

/// Tidies up after writing commands that were killed, in every folder that holds a note.
pub fn clear_leftovers(places: &Places, vault: &Vault) {
    let folder = |path: &str| path.rsplit_once('/').map_or(PathBuf::new(), |(folder, _)| PathBuf::from(folder));
    let folders: BTreeSet<PathBuf> =
        vault.content.iter().map(|file| folder(&file.path)).chain([PathBuf::from(super::new::PEOPLE)]).collect();
    for folder in folders {
        edit::clear_leftovers(&places.content.join(folder));
    }
}
