//! Puts a site on the disk so that every page is whole at every moment.
//!
//! Pages are made ready in a hidden folder beside the site; nothing in the site
//! changes until [`Publisher::finish`]. Then pages that are no longer made are
//! removed, changed ones are renamed into place, and the manifest is written
//! last. A build that is dropped or killed before that leaves the old site byte
//! for byte; one killed while moving is completed by the next. A site that did
//! not exist appears with one rename.
//!
//! Only files named in the last manifest are ever removed or replaced.
//! A changed page is known by its fingerprint: no page is read back. Who says what a page
//! is made from may ask whether it stands already ([`Publisher::keep`]) before making it.

mod long;

use super::intent::{Intent, folders_of, is_absent, write_manifest};
use super::manifest::{Entry, MANIFEST_NAME, MadeFrom, Manifest, Stamp};
use super::modes::{Creator, Modes};
use super::page_path::{folded, is_plain};
use super::target::{Refusal, State, Surroundings, Target, TargetError, examine};
use super::workshop::{Workshop, WorkshopError};
use crate::digest::digest;
pub use long::WriteFile;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fs, mem};

/// Why a site or one of its pages could not be published.
#[derive(Debug)]
pub enum PublishError {
    /// The folder is one we never publish into.
    Refused(Refusal),
    /// Another build is publishing there.
    Busy,
    /// A page's path is none.
    BadPath(String),
    /// Two pages would be the same file on some computer.
    Twice(String),
    /// Something that is not ours stands where a page belongs.
    InTheWay(String),
    /// The system said no.
    Io {
        /// The file or folder it was about.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
}

impl PublishError {
    /// Names the file an error of the system is about.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io { path: path.to_owned(), error }
    }

    /// Whether only this page is concerned and the rest of the site may go on.
    #[must_use]
    pub fn concerns_one_page(&self) -> bool {
        matches!(self, Self::BadPath(_) | Self::Twice(_) | Self::InTheWay(_))
    }
}

/// What a build did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Pages that are new or changed.
    pub written: usize,
    /// Pages that stayed as they were.
    pub unchanged: usize,
    /// Pages that were removed because nothing makes them any more.
    pub removed: usize,
}

/// A site that is being made ready. Pages may come from many threads.
#[derive(Debug)]
pub struct Publisher {
    target: Target,
    pages: PathBuf,
    creator: Creator,
    /// What the last build wrote.
    before: Manifest,
    /// Fingerprint of the program and the theme at work; 0 where nobody says.
    edition: u64,
    books: Mutex<Books>,
    // Last, so that the lock outlives everything else.
    workshop: Workshop,
}

/// What this build has made so far.
#[derive(Debug, Default)]
struct Books {
    taken: HashSet<String>,
    folders: HashSet<String>,
    unchanged: Vec<(String, Entry)>,
    changed: Vec<(String, Entry)>,
}

impl Publisher {
    /// Takes the folder `dir` for a site, or says why not.
    ///
    /// Completes what a killed build had begun to move, and holds a lock until
    /// it is dropped.
    ///
    /// # Errors
    /// When the folder is refused, another build holds it, or the system says no.
    pub fn open(dir: &Path, around: &Surroundings, modes: Modes) -> Result<Self, PublishError> {
        let look = || {
            examine(dir, around).map_err(|error| match error {
                TargetError::Refused(refusal) => PublishError::Refused(refusal),
                TargetError::Io(error) => PublishError::io(dir)(error),
            })
        };
        let workshop = Workshop::open(&look()?).map_err(|error| match error {
            WorkshopError::Busy => PublishError::Busy,
            WorkshopError::Io(error) => PublishError::io(dir)(error),
        })?;
        // Only now that we hold the lock does what we see stay true.
        let mut target = look()?;
        if target.state != State::Absent
            && let Some(begun) = Intent::read(&workshop.intent())?
        {
            begun.carry_out(&target.path, &workshop.pages(), Creator::careful(modes))?;
            target.state = State::Ours;
        }
        let before = match target.state {
            State::Ours => Manifest::read(&target.path).map_err(PublishError::io(&target.path))?.unwrap_or_default(),
            State::Absent | State::Empty => Manifest::default(),
        };
        let creator = workshop.begin(modes).map_err(PublishError::io(&workshop.pages()))?;
        Ok(Self { target, pages: workshop.pages(), creator, before, edition: 0, books: Mutex::default(), workshop })
    }

    /// Says which program and theme are at work: what pages of another edition were made
    /// from tells nothing.
    #[must_use]
    pub fn of_edition(mut self, edition: u64) -> Self {
        self.edition = edition;
        self
    }

    /// What came of the last build, if it was made from the same and every file of it
    /// stands there still, with the length and the permissions we gave it.
    #[must_use]
    pub fn stands_whole(&self, inputs: u64) -> Option<Stamp> {
        let stamp = self.before.stamp.filter(|stamp| stamp.inputs == inputs && self.target.state == State::Ours)?;
        let is_whole = |(path, entry): &(String, Entry)| {
            let found = fs::symlink_metadata(self.target.path.join(path));
            found.is_ok_and(|found| found.is_file() && found.len() == entry.length && self.creator.is_settled(&found))
        };
        self.before.entries().par_iter().all(is_whole).then_some(stamp)
    }

    /// How many files the last build left.
    #[must_use]
    pub fn files_before(&self) -> usize {
        self.before.len()
    }

    /// Whether the last build's files were made by the same program and theme, so that some may be kept.
    #[must_use]
    pub fn may_keep(&self) -> bool {
        self.edition != 0 && self.edition == self.before.edition
    }

    /// Keeps a file that stands already, made from the same by the same program and
    /// theme. Says whether it does; if not, it is to be made and [`Self::put_from`].
    pub fn keep(&self, path: &str, from: MadeFrom) -> bool {
        let old = self.before.get(path).filter(|_| self.may_keep());
        let Some(old) = old.and_then(|old| old.kept(from)) else { return false };
        if !matches!(self.stands_already(path, old), Ok(true)) || !self.books().taken.insert(folded(path)) {
            return false;
        }
        self.books().unchanged.push((path.to_owned(), old));
        true
    }

    /// Whether the last build left these very bytes at a path.
    #[must_use]
    pub fn had(&self, path: &str, bytes: &[u8]) -> bool {
        self.before.get(path).is_some_and(|old| old.digest == digest(bytes))
    }

    /// The site's real path.
    #[must_use]
    pub fn site(&self) -> &Path {
        &self.target.path
    }

    /// Makes one page ready: `path` is relative, with `/`.
    ///
    /// # Errors
    /// When the path cannot be used, is taken by another page, or the system says no.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.put_from(path, bytes, MadeFrom::default())
    }

    /// The same, with fingerprints of what the page was made from.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub fn put_from(&self, path: &str, bytes: &[u8], from: MadeFrom) -> Result<(), PublishError> {
        if !is_plain(path) {
            return Err(PublishError::BadPath(path.to_owned()));
        }
        if !self.books().taken.insert(folded(path)) {
            return Err(PublishError::Twice(path.to_owned()));
        }
        let entry = Entry { digest: digest(bytes), length: bytes.len() as u64, from };
        if self.stands_already(path, entry)? {
            self.books().unchanged.push((path.to_owned(), entry));
            return Ok(());
        }
        self.make_folders(path)?;
        let ready = self.pages.join(path);
        let write = || self.creator.file(&ready)?.write_all(bytes);
        write().map_err(PublishError::io(&ready))?;
        self.books().changed.push((path.to_owned(), entry));
        Ok(())
    }

    /// Moves what is ready into place and removes what is no longer made.
    ///
    /// # Errors
    /// When the system says no; the next build completes what was begun.
    pub fn finish(self) -> Result<Summary, PublishError> {
        self.finish_from(None)
    }

    /// The same, with what the whole site was made from; none where there was something
    /// to say beside it, so that the next build says it again.
    ///
    /// # Errors
    /// As [`Self::finish`].
    pub fn finish_from(self, stamp: Option<Stamp>) -> Result<Summary, PublishError> {
        let books = mem::take(&mut *self.books());
        let mut publish: Vec<String> = books.changed.iter().map(|(path, _)| path.clone()).collect();
        publish.sort_unstable();
        let unchanged = books.unchanged.len();
        let mut entries = books.changed;
        entries.extend(books.unchanged);
        let mut manifest = Manifest::new(entries);
        (manifest.edition, manifest.stamp) = (self.edition, stamp);
        let remove: Vec<String> = self.before.paths().filter(|path| manifest.get(path).is_none()).map(str::to_owned).collect();
        let summary = Summary { written: publish.len(), unchanged, removed: remove.len() };
        if self.target.state == State::Absent {
            self.appear(&manifest)?;
            return Ok(summary);
        }
        if manifest != self.before || summary.written > 0 || self.target.state == State::Empty {
            let intent = Intent { remove, publish, manifest };
            intent.write(&self.workshop.intent())?;
            intent.carry_out(&self.target.path, &self.pages, self.creator)?;
            let done = self.workshop.intent();
            fs::remove_file(&done).map_err(PublishError::io(&done))?;
            self.settle_folders(&intent.manifest)?;
        } else {
            self.settle_folders(&manifest)?;
        }
        Ok(summary)
    }

    /// A new site: one rename and it is there, whole.
    fn appear(&self, manifest: &Manifest) -> Result<(), PublishError> {
        write_manifest(&self.pages.join(MANIFEST_NAME), self.creator, manifest)?;
        fs::rename(&self.pages, &self.target.path).map_err(PublishError::io(&self.target.path))
    }

    /// Whether the site holds exactly this page already; a page of ours only.
    fn stands_already(&self, path: &str, entry: Entry) -> Result<bool, PublishError> {
        if self.target.state != State::Ours {
            return Ok(false);
        }
        let place = self.target.path.join(path);
        let there = fs::symlink_metadata(&place);
        match self.before.get(path) {
            Some(old) => {
                let same = old.same_bytes(&entry) && there.as_ref().is_ok_and(|found| found.is_file() && found.len() == entry.length);
                if let (true, Ok(found)) = (same, &there) {
                    self.creator.settle_file(&place, found).map_err(PublishError::io(&place))?;
                }
                Ok(same)
            }
            None if self.was_ours_in_other_letters(path) => Ok(false),
            None => match there {
                Ok(_) => Err(PublishError::InTheWay(path.to_owned())),
                Err(error) if is_absent(&error) => Ok(false),
                // Where the system will not say, something of somebody's may stand.
                Err(error) => Err(PublishError::io(&place)(error)),
            },
        }
    }

    /// On a file system that does not see case, `Ada.html` answers for `ada.html`.
    fn was_ours_in_other_letters(&self, path: &str) -> bool {
        let wanted = folded(path);
        self.before.paths().any(|known| folded(known) == wanted)
    }

    fn make_folders(&self, path: &str) -> Result<(), PublishError> {
        let Some((folder, _)) = path.rsplit_once('/') else { return Ok(()) };
        if self.books().folders.contains(folder) {
            return Ok(());
        }
        for folder in folders_of(path) {
            let ready = self.pages.join(folder);
            self.creator.folder(&ready).map_err(PublishError::io(&ready))?;
        }
        self.books().folders.insert(folder.to_owned());
        Ok(())
    }

    /// Folders may stand there from a build with other modes.
    fn settle_folders(&self, manifest: &Manifest) -> Result<(), PublishError> {
        let folders: BTreeSet<&str> = manifest.paths().flat_map(folders_of).collect();
        for folder in std::iter::once(self.target.path.clone()).chain(folders.into_iter().map(|folder| self.target.path.join(folder))) {
            self.creator.settle_folder(&folder).map_err(PublishError::io(&folder))?;
        }
        let manifest = self.target.path.join(MANIFEST_NAME);
        let found = fs::symlink_metadata(&manifest).map_err(PublishError::io(&manifest))?;
        self.creator.settle_file(&manifest, &found).map_err(PublishError::io(&manifest))
    }

    /// A thread that failed while it held the books left them whole: every change
    /// is a single push.
    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
