//! The new text beside the file whose place it is to take.
//!
//! A draft is locked from its first moment to its last. So the next command can
//! tell one that is being written from one whose writer was killed: the kernel
//! gives a dead process's locks back.

use super::{EditError, folder_of, same_file};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::Path;
use tempfile::NamedTempFile;

const PREFIX: &str = ".renmai-";
const SUFFIX: &str = ".tmp";

/// Somebody who clears away may meet a draft between its making and its locking;
/// nobody meets so many in a row.
const TRIES: usize = 100;

/// A text on its way. Dropped before it arrives, it is gone.
#[derive(Debug)]
pub struct Draft(NamedTempFile);

impl Draft {
    /// Writes the bytes into a hidden file of `folder`, readable by its owner alone.
    pub fn write(folder: &Path, bytes: &[u8]) -> Result<Self, EditError> {
        for _ in 0..TRIES {
            let mut draft = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
            lock(draft.as_file())?;
            match fs::symlink_metadata(draft.path()) {
                Ok(there) if same_file(&there, &draft.as_file().metadata()?) => {}
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                // Cleared away before it was locked.
                _ => continue,
            }
            draft.write_all(bytes)?;
            return Ok(Self(draft));
        }
        Err(EditError::Io(io::ErrorKind::ResourceBusy.into()))
    }

    /// The open file.
    pub fn file(&self) -> &File {
        self.0.as_file()
    }

    /// Waits until it is on the disk.
    pub fn flush(&self) -> io::Result<()> {
        self.0.as_file().sync_all()
    }

    /// Replaces `path`, and waits until the folder is on the disk.
    pub fn take_the_place_of(self, path: &Path) -> Result<(), EditError> {
        self.0.persist(path).map_err(|error| error.error)?;
        Ok(sync_folder(folder_of(path))?)
    }

    /// Takes a name that is still free, and waits until the folder is on the disk.
    pub fn become_new(self, path: &Path) -> Result<(), EditError> {
        self.take_new_name(path)?;
        Ok(sync_folder(folder_of(path))?)
    }

    /// Takes a name that is still free.
    pub fn take_new_name(self, path: &Path) -> Result<(), EditError> {
        self.0.persist_noclobber(path).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => EditError::Exists,
            _ => EditError::Io(error.error),
        })?;
        Ok(())
    }
}

/// Removes the drafts of a folder that nobody holds any more.
pub fn clear(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_draft = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if !is_draft || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path();
        let Ok(file) = File::open(&path) else { continue };
        if matches!(file.try_lock(), Ok(()) | Err(TryLockError::Error(_))) {
            // What cannot be removed now is tried again by the next command.
            let _ = fs::remove_file(&path);
        }
    }
}

/// Waits for the lock. A file system that knows none (some network shares) is
/// written to without; the last look before the rename still holds.
pub fn lock(file: &File) -> io::Result<()> {
    match file.lock() {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        done => done,
    }
}

/// Without this a crash could still forget the new name.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
