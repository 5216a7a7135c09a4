//! The hidden folder beside a site where the next one is made ready.
//!
//! It lies on the same file system, so that a finished page only has to be
//! renamed, and it is readable by its owner alone. It also holds the lock: the
//! kernel gives it back when a build dies, so no stale lock can ever block the next.

use super::intent::is_absent;
use super::modes::{Creator, Modes};
use super::target::Target;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A locked workshop; dropping it clears it away.
#[derive(Debug)]
pub struct Workshop {
    folder: PathBuf,
    _lock: File,
}

/// Why there is no workshop.
#[derive(Debug)]
pub enum WorkshopError {
    /// Another build is at work there.
    Busy,
    /// The system said no.
    Io(io::Error),
}

impl From<io::Error> for WorkshopError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Workshop {
    /// Takes the workshop of a target, with whatever a killed build left in it.
    pub fn open(target: &Target) -> Result<Self, WorkshopError> {
        fs::create_dir_all(&target.parent)?;
        let folder = folder_for(target);
        // Another build may clear the folder away between our steps: begin again.
        for _ in 0..100 {
            match Self::try_open(&folder) {
                Ok(Some(workshop)) => return Ok(workshop),
                Ok(None) => {}
                Err(WorkshopError::Io(error)) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Err(WorkshopError::Busy)
    }

    fn try_open(folder: &Path) -> Result<Option<Self>, WorkshopError> {
        make_private(folder)?;
        let path = folder.join("lock");
        let lock = File::options().write(true).create(true).truncate(false).open(&path)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(WorkshopError::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        // The file we locked must still be the one that others would lock.
        let same = same_file(&lock.metadata()?, &fs::symlink_metadata(&path)?);
        Ok(same.then(|| Self { folder: folder.to_owned(), _lock: lock }))
    }

    /// Where the pages are made ready.
    #[must_use]
    pub fn pages(&self) -> PathBuf {
        self.folder.join("pages")
    }

    /// Where it is written down what is about to be moved.
    #[must_use]
    pub fn intent(&self) -> PathBuf {
        self.folder.join("intent")
    }

    /// Throws away what a killed build left, and makes an empty folder for pages.
    pub fn begin(&self, modes: Modes) -> io::Result<Creator> {
        match fs::remove_file(self.intent()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        match fs::remove_dir_all(self.pages()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        Creator::probe(modes, &self.pages())
    }
}

impl Drop for Workshop {
    /// The lock is still held here, so nobody else can be at work in the folder.
    /// Moves that were begun and not ended stay written down for the next build.
    fn drop(&mut self) {
        if fs::symlink_metadata(self.intent()).is_err_and(|error| is_absent(&error)) {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// The workshop's path: hidden, beside the site, named after it.
pub fn folder_for(target: &Target) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(&target.name);
    name.push(".renmai-build");
    target.parent.join(name)
}

/// A link or a file in the workshop's place is not ours and stays untouched.
fn make_private(folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(io::Error::new(io::ErrorKind::AlreadyExists, folder.display().to_string())),
        Err(_) => match Creator::probe(Modes::Private, folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made.map(drop),
        },
    }
}

#[cfg(unix)]
fn same_file(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn same_file(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    true
}
