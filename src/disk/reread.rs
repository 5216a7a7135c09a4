//! A journal's files kept in memory and read again where they changed.
//!
//! A hint that names notes costs a look at those notes; any other hint costs a look at
//! every file's size and times, and the reading of those that differ. A file that was
//! read again and says the same is the same.

use super::vault::{self, gathered, is_debris, is_hidden, is_note, note, read_limited};
use super::watch::Touched;
use crate::source::{SourceFile, Vault};
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// Reads a journal again and again.
pub struct Reader {
    root: PathBuf,
    /// Where it really lies.
    content: PathBuf,
    theme: Option<String>,
    known: BTreeMap<String, Known>,
    /// Whether links lie among the content.
    has_links: bool,
    vault: Vault,
    /// Attachments' sizes and times: a picture may change under its name.
    assets: Vec<Option<Stamp>>,
}

/// A note and how it looked from outside when it was read.
struct Known {
    stamp: Option<Stamp>,
    file: Arc<SourceFile>,
}

/// What changes when a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Which file it is, and when anything about it changed.
    identity: (u64, i64, i64),
}

impl Reader {
    /// Reads a journal for the first time.
    ///
    /// # Errors
    /// When the content folder cannot be found.
    pub fn new(root: &Path, content: &Path) -> io::Result<Self> {
        let mut reader = Self {
            root: root.canonicalize()?,
            content: content.canonicalize()?,
            theme: None,
            known: BTreeMap::new(),
            has_links: true,
            vault: Vault::default(),
            assets: Vec::new(),
        };
        reader.read_all(&Touched::default())?;
        Ok(reader)
    }

    /// The files as they were last read.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The content folder's real place.
    pub fn content(&self) -> &Path {
        &self.content
    }

    /// The journal's real place.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// From now on reads the files of this theme too; says whether that changes anything.
    pub fn use_theme(&mut self, name: Option<&str>) -> bool {
        self.theme = name.map(str::to_owned);
        self.read_theme()
    }

    /// Looks at what was touched; says whether anything is not as it was.
    ///
    /// # Errors
    /// When the content folder cannot be found any more. All stays as it was.
    pub fn look(&mut self, touched: &Touched) -> io::Result<bool> {
        let notes = if touched.everything { None } else { self.notes_alone(touched) };
        let mut changed = match notes {
            Some(notes) => {
                let is_settings = touched.is_at_or_below(&self.root.join(vault::SETTINGS_NAME));
                self.read_notes(&notes) | (is_settings && self.read_settings())
            }
            None => self.read_all(touched)?,
        };
        if touched.is_at_or_below(&self.root.join(vault::THEMES_NAME)) {
            changed |= self.read_theme();
        }
        Ok(changed)
    }

    /// The notes that were touched, if it was nothing else that counts: their paths in
    /// the content. None when only a look at everything can tell.
    fn notes_alone(&self, touched: &Touched) -> Option<Vec<String>> {
        let mut notes = Vec::new();
        for path in &touched.paths {
            let Ok(inner) = path.strip_prefix(&self.content) else { continue };
            let parts: Option<Vec<&str>> = inner.iter().map(|part| part.to_str()).collect();
            let parts = parts?;
            let (name, folders) = parts.split_last()?;
            if folders.iter().any(|folder| is_hidden(folder)) || is_hidden(name) {
                continue;
            }
            let inner = parts.join("/");
            let lying = fs::symlink_metadata(path).ok();
            if lying.as_ref().is_some_and(|lying| !lying.is_file()) || (lying.is_none() && self.had_below(&inner)) {
                return None;
            }
            if is_note(name) {
                if self.has_links || self.vault.too_large.contains(&inner) || self.vault.unreadable.iter().any(|(path, _)| *path == inner) {
                    return None;
                }
                notes.push(inner);
            } else if parts.first() == Some(&vault::ASSETS_NAME) && !is_debris(name) {
                return None;
            }
        }
        Some(notes)
    }

    /// Whether notes were found below a folder that is no more.
    fn had_below(&self, folder: &str) -> bool {
        let from = format!("{folder}/");
        self.known.range(from.clone()..).next().is_some_and(|(path, _)| path.starts_with(&from))
    }

    fn read_notes(&mut self, notes: &[String]) -> bool {
        let mut changed = false;
        for path in notes {
            let file = self.content.join(path);
            let stamp = stamp(&file);
            let place = self.vault.content.binary_search_by(|known| known.path.as_ref().cmp(path.as_str()));
            let outcome = read_limited(&file);
            match (outcome, place) {
                (Ok(Some(bytes)), place) => {
                    let read = note(path, bytes);
                    match place {
                        Ok(at) => {
                            let Some(known) = self.vault.content.get_mut(at) else { continue };
                            if is_same_text(known, &read) {
                                continue;
                            }
                            *known = Arc::clone(&read);
                        }
                        Err(at) => self.vault.content.insert(at, Arc::clone(&read)),
                    }
                    self.known.insert(path.clone(), Known { stamp, file: read });
                    changed = true;
                }
                (Err(error), Ok(at)) if error.kind() == io::ErrorKind::NotFound => {
                    self.vault.content.remove(at);
                    self.known.remove(path);
                    changed = true;
                }
                (Err(error), Err(_)) if error.kind() == io::ErrorKind::NotFound => {}
                (outcome, place) => {
                    if let Ok(at) = place {
                        self.vault.content.remove(at);
                    }
                    self.known.remove(path);
                    match outcome {
                        Err(error) => self.vault.unreadable.push((path.clone(), error.to_string())),
                        Ok(_) => self.vault.too_large.push(path.clone()),
                    }
                    self.vault.unreadable.sort();
                    self.vault.too_large.sort();
                    changed = true;
                }
            }
        }
        changed
    }

    /// Looks at every file; reads those that look different, and those that were touched.
    fn read_all(&mut self, touched: &Touched) -> io::Result<bool> {
        let stamps = Mutex::new(BTreeMap::new());
        let read_note = |path: &str, file: &Path| {
            let now = stamp(file);
            let keep = |read: Option<Arc<SourceFile>>| {
                stamps.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), now);
                read
            };
            let known = self.known.get(path);
            if let Some(known) = known.filter(|known| now.is_some() && known.stamp == now && !touched.paths.contains(file)) {
                return Ok(keep(Some(Arc::clone(&known.file))));
            }
            let read = read_limited(file)?.map(|bytes| note(path, bytes));
            Ok(keep(match (read, known) {
                (Some(read), Some(known)) if is_same_text(&known.file, &read) => Some(Arc::clone(&known.file)),
                (read, _) => read,
            }))
        };
        let (mut vault, has_links) = gathered(&self.root, &self.content, &read_note)?;
        let mut stamps = stamps.into_inner().unwrap_or_else(PoisonError::into_inner);
        let assets: Vec<Option<Stamp>> = vault.assets.iter().map(|path| stamp(&self.content.join(path))).collect();
        // The theme is read on its own.
        vault.theme = std::mem::take(&mut self.vault.theme);
        let has_changed = vault.content.len() != self.vault.content.len()
            || vault.content.iter().zip(&self.vault.content).any(|(new, old)| !Arc::ptr_eq(new, old))
            || (&vault.unreadable, &vault.too_large, &vault.assets) != (&self.vault.unreadable, &self.vault.too_large, &self.vault.assets)
            || assets != self.assets
            || text(vault.settings.as_ref()) != text(self.vault.settings.as_ref());
        let known = vault.content.iter().map(|file| {
            let path = file.path.as_ref().to_owned();
            let stamp = stamps.remove(&path).flatten();
            (path, Known { stamp, file: Arc::clone(file) })
        });
        self.known = known.collect();
        self.assets = assets;
        self.has_links = has_links;
        self.vault = vault;
        Ok(has_changed)
    }

    fn read_settings(&mut self) -> bool {
        let mut read = Vault::default();
        vault::read_settings(&self.root, &mut read);
        let is_settings = |(path, _): &(String, String)| path == vault::SETTINGS_NAME;
        let old = (self.vault.settings.take(), self.vault.unreadable.clone(), self.vault.too_large.clone());
        self.vault.unreadable.retain(|known| !is_settings(known));
        self.vault.unreadable.extend(read.unreadable);
        self.vault.unreadable.sort();
        self.vault.too_large.retain(|path| path != vault::SETTINGS_NAME);
        self.vault.too_large.extend(read.too_large);
        self.vault.settings = read.settings;
        text(old.0.as_ref()) != text(self.vault.settings.as_ref())
            || (old.1, old.2) != (self.vault.unreadable.clone(), self.vault.too_large.clone())
    }

    fn read_theme(&mut self) -> bool {
        let theme = self.theme.as_ref().map(|name| vault::read_theme(&self.root, name)).unwrap_or_default();
        let changed = theme != self.vault.theme;
        self.vault.theme = theme;
        changed
    }
}

fn text(file: Option<&Arc<SourceFile>>) -> Option<&str> {
    file.map(|file| file.text.as_str())
}

fn is_same_text(known: &SourceFile, read: &SourceFile) -> bool {
    known.text == read.text && known.first_bad_byte == read.first_bad_byte
}

fn stamp(file: &Path) -> Option<Stamp> {
    let found = fs::metadata(file).ok()?;
    Some(Stamp { length: found.len(), modified: found.modified().ok(), identity: identity(&found) })
}

#[cfg(unix)]
fn identity(found: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (found.ino(), found.ctime(), found.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
