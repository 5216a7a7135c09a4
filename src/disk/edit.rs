//! Writes a user's own file: whole or not at all, and only if nobody else did.
//!
//! The new text goes into a file beside the old one, reaches the disk, and takes
//! its place by a rename, so a crash leaves either the old file or the new one.
//! A link stays a link: the file it leads to is replaced. Mode and owner stay.
//! What cannot be kept is refused with a reason, and nothing is changed.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

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
    /// When it cannot be read or locked, may not be written to, or has several names.
    pub fn read(path: &Path) -> Result<Self, EditError> {
        loop {
            let real = path.canonicalize()?;
            let mut held = File::open(&real)?;
            held.lock()?;
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
    /// When it changed since it was read, or the system says no; then nothing is changed.
    pub fn replace(self, new: &[u8]) -> Result<(), EditError> {
        let metadata = self.held.metadata()?;
        if metadata.permissions().readonly() {
            return Err(EditError::ReadOnly);
        }
        if has_other_names(&metadata) {
            return Err(EditError::HardLinked);
        }
        let folder = folder_of(&self.path);
        let mut draft = tempfile::Builder::new().prefix(".renmai-").suffix(".tmp").tempfile_in(folder)?;
        draft.write_all(new)?;
        keep_owner(&draft, &metadata)?;
        draft.as_file().set_permissions(metadata.permissions())?;
        draft.as_file().sync_all()?;
        // The last look, as near to the rename as can be.
        if !same_file(&metadata, &fs::symlink_metadata(&self.path)?) || fs::read(&self.path)? != self.bytes {
            return Err(EditError::Changed);
        }
        draft.persist(&self.path).map_err(|error| error.error)?;
        sync_folder(folder)?;
        Ok(())
    }
}

/// Writes a file that must not exist yet, readable by its owner alone.
///
/// # Errors
/// When a file of that name exists, or the system says no.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), EditError> {
    let folder = folder_of(path);
    let mut draft = tempfile::Builder::new().prefix(".renmai-").suffix(".tmp").tempfile_in(folder)?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    draft.persist_noclobber(path).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => EditError::Exists,
        _ => EditError::Io(error.error),
    })?;
    sync_folder(folder)?;
    Ok(())
}

/// Makes a folder and those above it, where they are missing.
pub fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Without this a crash could still forget the new name.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
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

/// Only where they differ: a file in a group folder stays the group's.
#[cfg(unix)]
fn keep_owner(draft: &NamedTempFile, metadata: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let made = draft.as_file().metadata()?;
    if (made.uid(), made.gid()) == (metadata.uid(), metadata.gid()) {
        return Ok(());
    }
    fchown(draft.as_file(), Some(metadata.uid()), Some(metadata.gid()))
}

#[cfg(not(unix))]
fn keep_owner(_: &NamedTempFile, _: &Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn edit(path: &Path, new: &str) -> Result<(), EditError> {
        Original::read(path)?.replace(new.as_bytes())
    }

    fn leftovers(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn mode_and_link_stay() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.md"), folder.path().join("l.md"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.md", &link).unwrap();
        edit(&link, "new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(leftovers(folder.path()), 2);
    }

    #[test]
    fn a_file_that_changed_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        fs::write(&file, "old").unwrap();
        let original = Original::read(&file).unwrap();
        fs::write(&file, "theirs").unwrap();
        assert!(matches!(original.replace(b"ours"), Err(EditError::Changed)));
        assert_eq!(fs::read_to_string(&file).unwrap(), "theirs");
        assert_eq!(leftovers(folder.path()), 1);
    }

    #[test]
    fn what_cannot_be_kept_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&file, "old").unwrap();
        fs::hard_link(&file, &other).unwrap();
        assert!(matches!(edit(&file, "new"), Err(EditError::HardLinked)));
        fs::remove_file(&other).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).unwrap();
        assert!(matches!(edit(&file, "new"), Err(EditError::ReadOnly)));
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    }

    #[test]
    fn nothing_is_overwritten_by_a_new_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        create(&file, b"one").unwrap();
        assert!(matches!(create(&file, b"two"), Err(EditError::Exists)));
        assert_eq!(fs::read_to_string(&file).unwrap(), "one");
    }

    #[test]
    fn two_writers_lose_no_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        fs::write(&file, "").unwrap();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..25 {
                        let original = Original::read(&file).unwrap();
                        let new = [original.bytes(), b"line\n"].concat();
                        original.replace(&new).unwrap();
                    }
                });
            }
        });
        assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 100);
    }
}
