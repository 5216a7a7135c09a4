//! Where a site may be published, and where never.
//!
//! Tools of this trade have eaten home folders and repositories; so a folder is
//! ours only if it is new, empty, or carries our manifest, and some places are
//! refused whatever they carry. Nothing here writes.

use super::manifest::Manifest;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// What a site must keep away from. Paths may be relative or go through links.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The journal's root.
    pub root: PathBuf,
    /// The content folder.
    pub content: PathBuf,
    /// The user's home folder.
    pub home: Option<PathBuf>,
}

/// Why a folder is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// The top of the file system, or something without a parent.
    FileSystemRoot,
    /// The home folder or a folder that holds it.
    Home,
    /// The journal's root or a folder that holds it.
    Root,
    /// The content folder, a folder that holds it, or one inside it.
    Content,
    /// The folder of themes, or one inside it.
    Themes,
    /// Inside a repository's `.git`.
    InsideGit,
    /// A link.
    Link,
    /// A file.
    File,
    /// Something is mounted there, so nothing can be prepared beside it.
    MountPoint,
    /// The root of a repository that carries no manifest of ours.
    Repository,
    /// A folder with files in it and no manifest of ours.
    Foreign,
}

impl Refusal {
    /// The name under which the catalogue explains it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FileSystemRoot => "file-system-root",
            Self::Home => "home",
            Self::Root => "root",
            Self::Content => "content",
            Self::Themes => "themes",
            Self::InsideGit => "inside-git",
            Self::Link => "link",
            Self::File => "file",
            Self::MountPoint => "mount-point",
            Self::Repository => "repository",
            Self::Foreign => "foreign",
        }
    }
}

/// A folder that may be published into.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its real path.
    pub path: PathBuf,
    /// The folder it lies in; it may not exist yet.
    pub parent: PathBuf,
    /// Its name in that folder.
    pub name: OsString,
    /// What is there now.
    pub state: State,
}

/// What stands where the site is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing.
    Absent,
    /// An empty folder.
    Empty,
    /// A site of ours.
    Ours,
}

/// Why a target could not be had.
#[derive(Debug)]
pub enum TargetError {
    /// It is refused.
    Refused(Refusal),
    /// The system would not let us look.
    Io(io::Error),
}

impl From<io::Error> for TargetError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Refusal> for TargetError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Looks at `dir` and refuses it if publishing there could cost anyone a file.
///
/// # Errors
/// Why not.
pub fn examine(dir: &Path, around: &Surroundings) -> Result<Target, TargetError> {
    let wanted = std::path::absolute(dir)?.components().collect::<PathBuf>();
    if fs::symlink_metadata(&wanted).is_ok_and(|found| found.is_symlink()) {
        return Err(Refusal::Link.into());
    }
    let path = real(&wanted)?;
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(Refusal::FileSystemRoot.into());
    };
    refuse_by_place(&path, around)?;
    let state = state_of(&path, parent)?;
    Ok(Target { parent: parent.to_owned(), name: name.to_owned(), path: path.clone(), state })
}

fn refuse_by_place(path: &Path, around: &Surroundings) -> Result<(), TargetError> {
    let content = real(&around.content)?;
    let root = real(&around.root)?;
    let holds = |inner: &Path| inner.starts_with(path);
    if holds(&root) {
        return Err(Refusal::Root.into());
    }
    if holds(&content) || path.starts_with(&content) {
        return Err(Refusal::Content.into());
    }
    if let Some(home) = &around.home
        && !home.as_os_str().is_empty()
        && holds(&real(home)?)
    {
        return Err(Refusal::Home.into());
    }
    if path.starts_with(root.join("themes")) {
        return Err(Refusal::Themes.into());
    }
    if path.components().any(|part| part.as_os_str() == ".git") {
        return Err(Refusal::InsideGit.into());
    }
    Ok(())
}

fn state_of(path: &Path, parent: &Path) -> Result<State, TargetError> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Absent),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Err(Refusal::File.into()),
        Err(error) => return Err(error.into()),
    };
    if !found.is_dir() {
        return Err(Refusal::File.into());
    }
    if is_mount_point(path, parent)? {
        return Err(Refusal::MountPoint.into());
    }
    if fs::read_dir(path)?.next().is_none() {
        return Ok(State::Empty);
    }
    if Manifest::is_in(path)? {
        return Ok(State::Ours);
    }
    let is_repository = path.join(".git").symlink_metadata().is_ok();
    Err(if is_repository { Refusal::Repository } else { Refusal::Foreign }.into())
}

/// The path without links and dots, as far as it exists.
///
/// Links are followed before `..` is taken, as the system does it; behind the
/// part that exists only plain names may follow.
fn real(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let mut real = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            _ => real.push(part),
        }
        if let Ok(there) = real.canonicalize() {
            real = there;
        }
    }
    Ok(real)
}

#[cfg(unix)]
fn is_mount_point(path: &Path, parent: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    if fs::metadata(path)?.dev() != fs::metadata(parent)?.dev() {
        return Ok(true);
    }
    // A folder bound to another of the same file system shows only in this list.
    let mounts = fs::read("/proc/self/mountinfo").unwrap_or_default();
    Ok(mounts
        .split(|b| *b == b'\n')
        .filter_map(|line| line.split(|b| *b == b' ').nth(4))
        .any(|at| unescaped(at) == path.as_os_str().as_encoded_bytes()))
}

#[cfg(not(unix))]
fn is_mount_point(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Undoes the `\040` of the kernel's list of mounts.
#[cfg(unix)]
fn unescaped(field: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some((first, tail)) = rest.split_first() {
        let code =
            tail.get(..3).filter(|_| *first == b'\\').and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        plain.push(code.unwrap_or(*first));
        rest = if code.is_some() { tail.get(3..).unwrap_or_default() } else { tail };
    }
    plain
}
