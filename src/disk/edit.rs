//! Writes a user's own file: whole or not at all, and only if nobody else did.
//!
//! The new text goes into a file beside the old one, reaches the disk, and takes
//! its place by a rename, so a crash leaves either the old file or the new one.
//! A link stays a link: the file it leads to is replaced. Mode, owner and extended
//! attributes stay. What cannot be kept is refused with a reason, and nothing is
//! changed. What a killed command left beside a file, the next one clears away.

mod draft;
mod keep;
#[cfg(all(test, unix))]
mod tests;

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use draft::Draft;
use rayon::prelude::*;

/// Files that are waited for at the same time.
const WAITING: usize = 32;

/// A file as it was read, held against other writers of ours until dropped.
#[derive(Debug)]
pub struct Original {
    path: PathBuf,
    bytes: Vec<u8>,
    held: File,
}

/// Why a file was not written. It is then as it was.
#[derive(Debug)]
pub enum EditError {
    /// Somebody changed it since it was read.
    Changed,
    /// It may not be written to.
    ReadOnly,
    /// It has several names on the disk, which a new file would part.
    HardLinked,
    /// It belongs to somebody else, whom a new file would not belong to.
    Foreign,
    /// It has an extended attribute that a new file cannot be given.
    Attribute(String),
    /// There is a file of this name already.
    Exists,
    /// The system said no.
    Io(io::Error),
}

impl From<io::Error> for EditError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Original {
    /// Reads a file that is to be changed. A second command of ours waits here
    /// until the first is done, so no line is ever lost between the two.
    ///
    /// # Errors
    /// When it cannot be read or locked.
    pub fn read(path: &Path) -> Result<Self, EditError> {
        loop {
            let real = path.canonicalize()?;
            let mut held = File::open(&real)?;
            draft::lock(&held)?;
            // While we waited the file may have been replaced by a new one.
            if !same_file(&held.metadata()?, &fs::symlink_metadata(&real)?) {
                continue;
            }
            let mut bytes = Vec::new();
            held.read_to_end(&mut bytes)?;
            return Ok(Self { path: real, bytes, held });
        }
    }

    /// What the file held, byte for byte.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Puts `new` in the file's place.
    ///
    /// # Errors
    /// When it changed since it was read, may not be written to, could not stay what
    /// it is, or the system says no; then nothing is changed.
    pub fn replace(self, new: &[u8]) -> Result<(), EditError> {
        let metadata = self.held.metadata()?;
        if metadata.permissions().readonly() {
            return Err(EditError::ReadOnly);
        }
        // A rename asks only the folder: whether the file itself may be written to,
        // nobody has been asked yet.
        File::options().write(true).open(&self.path).map_err(|error| match error.kind() {
            io::ErrorKind::PermissionDenied => EditError::ReadOnly,
            _ => EditError::Io(error),
        })?;
        if has_other_names(&metadata) {
            return Err(EditError::HardLinked);
        }
        let draft = Draft::write(folder_of(&self.path), new)?;
        keep::keep(&self.held, draft.file(), &metadata)?;
        draft.flush()?;
        // The last look, as near to the rename as can be.
        if !same_file(&metadata, &fs::symlink_metadata(&self.path)?) || fs::read(&self.path)? != self.bytes {
            return Err(EditError::Changed);
        }
        draft.take_the_place_of(&self.path)
    }
}

/// Writes a file that must not exist yet, readable by its owner alone.
///
/// # Errors
/// When a file of that name exists, or the system says no.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), EditError> {
    let draft = Draft::write(folder_of(path), bytes)?;
    draft.flush()?;
    draft.become_new(path)
}

/// Writes many files that must not exist yet, as [`create`] does each. Every one is
/// whole before it has its name; the folders are waited for once, at the end.
/// Gives for each whether it was written.
#[must_use]
pub fn create_all(files: &[(&Path, &[u8])]) -> Vec<Result<(), EditError>> {
    let create = |(path, bytes): &(&Path, &[u8])| {
        let draft = Draft::write(folder_of(path), bytes)?;
        draft.flush()?;
        draft.take_new_name(path)
    };
    let mut done: Vec<Result<(), EditError>> = at_once(|| files.par_iter().map(create).collect());
    let folders: BTreeSet<&Path> = files.iter().map(|(path, _)| folder_of(path)).collect();
    for folder in folders {
        // Until the folder is on the disk, no name in it may be called written.
        if let Err(error) = draft::sync_folder(folder) {
            let lost = files.iter().zip(&mut done).filter(|((path, _), done)| folder_of(path) == folder && done.is_ok());
            lost.for_each(|(_, done)| *done = Err(EditError::Io(io::Error::new(error.kind(), error.to_string()))));
        }
    }
    done
}

/// Does the work of [`rayon`]'s iterators with more threads than cores: they wait for
/// the disk, which takes many files at once in hardly more time than one.
pub fn at_once<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(WAITING).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Clears away what killed commands left in a folder; what another one is writing
/// just now stays. A folder that cannot be looked into has nothing to clear.
pub fn clear_leftovers(folder: &Path) {
    draft::clear(folder);
}

/// Makes a folder and those above it, where they are missing.
///
/// # Errors
/// What the system says.
pub fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(unix)]
fn same_file(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn same_file(_: &Metadata, _: &Metadata) -> bool {
    true
}

#[cfg(unix)]
fn has_other_names(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}
