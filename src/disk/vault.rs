//! Reads a journal from the disk, each file once, many at a time.
//!
//! The result depends on the files alone, not on the order the system lists them
//! in. What cannot be read is named, never passed over in silence; nothing here
//! looks at what a file says.

use super::walk::{self, Found};
use crate::source::{SourceFile, Vault};
use rayon::prelude::*;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Name of the settings file at a journal's root.
pub const SETTINGS_NAME: &str = "renmai.yaml";
/// Content folder when nothing else is said.
pub const CONTENT_NAME: &str = "content";
/// Folder of themes at a journal's root.
pub const THEMES_NAME: &str = "themes";
/// Folder of attachments inside the content.
pub const ASSETS_NAME: &str = "assets";

/// Largest file that is read, in bytes: a book is smaller, and a slip such as a
/// database renamed to `.md` must not fill the memory.
pub const LARGEST_FILE_BYTES: u64 = 4 * 1024 * 1024;
/// Largest attachment that is published, in bytes: it is held in memory once a thread.
pub const LARGEST_ASSET_BYTES: u64 = 512 * 1024 * 1024;

/// The nearest folder at or above `start` that holds settings.
#[must_use]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(SETTINGS_NAME).is_file()).map(Path::to_owned)
}

/// Reads settings and content. The theme is not read yet: its name stands in the
/// settings, which only the caller can understand ([`read_theme`]).
///
/// # Errors
/// When the content folder itself cannot be found. A file that cannot be read is named in the vault.
pub fn read(root: &Path, content: &Path) -> io::Result<Vault> {
    Ok(gathered(root, content, &|path, file| Ok(read_limited(file)?.map(|bytes| note(path, bytes))))?.0)
}

/// A note's text from its bytes.
pub(super) fn note(path: &str, bytes: Vec<u8>) -> Arc<SourceFile> {
    Arc::new(SourceFile::from_bytes(path, true, bytes))
}

/// How one note is come by: its path in the content and the real file; nothing when
/// it is too large.
pub(super) type ReadNote<'a> = &'a (dyn Fn(&str, &Path) -> io::Result<Option<Arc<SourceFile>>> + Sync);

/// The same, every note come by through `read_note`; and whether there are links among them.
pub(super) fn gathered(root: &Path, content: &Path, read_note: ReadNote<'_>) -> io::Result<(Vault, bool)> {
    let folder = content.canonicalize()?;
    let notes = walk::find(&folder, is_note, is_hidden);
    let assets = find_assets(&folder);
    let mut vault =
        Vault { assets: assets.files.into_iter().map(|(path, _)| format!("{ASSETS_NAME}/{path}")).collect(), ..Vault::default() };
    vault.unreadable = assets.unreadable.into_iter().map(|(path, reason)| (format!("{ASSETS_NAME}/{path}"), reason)).collect();
    vault.unreadable.extend(notes.unreadable);
    let read: Vec<_> = notes.files.into_par_iter().map(|(path, file)| (read_note(&path, &file), path)).collect();
    for (outcome, path) in read {
        keep(&mut vault, &path, outcome);
    }
    read_settings(root, &mut vault);
    vault.unreadable.sort();
    vault.unreadable.dedup();
    Ok((vault, notes.has_links || assets.has_links))
}

/// Reads the files of one theme of the journal; none when it has no such folder.
/// A name that is more than a name is no theme of ours.
#[must_use]
pub fn read_theme(root: &Path, name: &str) -> Vec<(String, Vec<u8>)> {
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', ':']) {
        return Vec::new();
    }
    let Ok(folder) = root.join(THEMES_NAME).join(name).canonicalize() else { return Vec::new() };
    let found = walk::find(&folder, |name| !is_debris(name), |name| name.starts_with('.'));
    found.files.into_iter().filter_map(|(path, file)| Some((path, read_limited(&file).ok()??))).collect()
}

/// Reads one attachment that [`read`] found, up to [`LARGEST_ASSET_BYTES`]. A link that has
/// come to lead out of the content since then is not followed.
///
/// # Errors
/// When it cannot be read, leads out of the content, or is larger
/// ([`io::ErrorKind::FileTooLarge`]).
pub fn read_asset(content: &Path, path: &str) -> io::Result<Vec<u8>> {
    let real = content.join(path).canonicalize()?;
    let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
    if !real.starts_with(content.canonicalize()?) {
        return Err(denied());
    }
    let (mut file, _) = open_regular(&real)?;
    // A folder on the way may have become a link in between: what was opened must
    // be what now lies there.
    if real.canonicalize()? != real || !is_same(&file.metadata()?, &real.symlink_metadata()?) {
        return Err(denied());
    }
    // A file may say that it is larger than any memory; and it may grow in between.
    if file.metadata()?.len() > LARGEST_ASSET_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::new();
    file.by_ref().take(LARGEST_ASSET_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_ASSET_BYTES { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

pub(super) fn read_settings(root: &Path, vault: &mut Vault) {
    match read_limited(&root.join(SETTINGS_NAME)) {
        Ok(Some(bytes)) => vault.settings = Some(Arc::new(SourceFile::from_bytes(SETTINGS_NAME, false, bytes))),
        Ok(None) => vault.too_large.push(SETTINGS_NAME.to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => vault.unreadable.push((SETTINGS_NAME.to_owned(), error.to_string())),
    }
}

fn keep(vault: &mut Vault, path: &str, outcome: io::Result<Option<Arc<SourceFile>>>) {
    match outcome {
        Ok(Some(file)) => vault.content.push(file),
        Ok(None) => vault.too_large.push(path.to_owned()),
        Err(error) => vault.unreadable.push((path.to_owned(), error.to_string())),
    }
}

#[cfg(unix)]
fn is_same(opened: &Metadata, lying: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (opened.dev(), opened.ino()) == (lying.dev(), lying.ino())
}

#[cfg(not(unix))]
fn is_same(opened: &Metadata, lying: &Metadata) -> bool {
    (opened.len(), opened.modified().ok()) == (lying.len(), lying.modified().ok())
}

fn find_assets(content: &Path) -> Found {
    let folder = content.join(ASSETS_NAME);
    let is_folder = std::fs::symlink_metadata(&folder).is_ok_and(|found| found.is_dir());
    if is_folder { walk::find(&folder, is_attachment, is_hidden) } else { Found::default() }
}

/// A file's bytes, or none when there are more than the limit. Read, not measured
/// beforehand: a file may grow in between.
pub(super) fn read_limited(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let (mut file, length) = open_regular(path)?;
    let length = usize::try_from(length.min(LARGEST_FILE_BYTES)).unwrap_or(0);
    let mut bytes = vec![0; length + 1];
    let read = loop {
        match file.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    bytes.truncate(read);
    // A file that had room for more and gave what it said it has ends there: nobody asks it again, ten thousand times.
    if read != length {
        file.take(LARGEST_FILE_BYTES + 1 - read as u64).read_to_end(&mut bytes)?;
    }
    Ok((bytes.len() as u64 <= LARGEST_FILE_BYTES).then_some(bytes))
}

/// Opens a file and nothing that only looks like one: a pipe would be waited for without end. Beside it, how long it was just
/// before.
fn open_regular(path: &Path) -> io::Result<(File, u64)> {
    let lying = path.metadata()?;
    if !lying.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    Ok((File::open(path)?, lying.len()))
}

pub(super) fn is_note(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    (ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")) && !is_debris(name)
}

fn is_attachment(name: &str) -> bool {
    !is_note(name) && !is_debris(name)
}

/// Names that are no concern of ours, folders and files alike.
pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with(['_', '.'])
}

/// What editors leave behind while they save. Copies that a sync tool made of a
/// conflict are the user's own text and are read.
pub(super) fn is_debris(name: &str) -> bool {
    name.ends_with('~')
        || name.starts_with(".#")
        || name.starts_with("~$")
        || (name.starts_with('#') && name.ends_with('#'))
        || name == "4913"
        || name.rsplit_once('.').is_some_and(|(_, ending)| ["tmp", "swp", "swo", "swx", "crdownload"].contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn write(root: &Path, path: &str, bytes: &[u8]) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    #[test]
    fn a_journal_is_read_in_the_order_of_its_paths() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        for path in [
            "renmai.yaml",
            "content/people/b.md",
            "content/people/a/z.Markdown",
            "content/me.md",
            "content/assets/p.jpg",
            "content/assets/note.md",
        ] {
            write(root, path, b"x");
        }
        for path in [
            "content/_t.md",
            "content/.obsidian/x.md",
            "content/_old/x.md",
            "content/a.md~",
            "content/#a.md#",
            "content/.#a.md",
            "content/a.txt",
        ] {
            write(root, path, b"x");
        }
        let vault = read(root, &root.join("content")).unwrap();
        let paths: Vec<_> = vault.content.iter().map(|file| file.path.as_ref()).collect();
        assert_eq!(paths, ["assets/note.md", "me.md", "people/a/z.Markdown", "people/b.md"]);
        assert!(vault.settings.is_some_and(|file| !file.in_content));
        assert_eq!(vault.assets, ["assets/p.jpg"]);
        assert_eq!(vault.unreadable, []);
    }

    #[test]
    fn a_file_beyond_the_limit_is_named_and_the_rest_is_read() {
        let root = tempfile::tempdir().unwrap();
        let limit = usize::try_from(LARGEST_FILE_BYTES).unwrap();
        write(root.path(), "content/big.md", &vec![b'x'; limit + 1]);
        write(root.path(), "content/full.md", &vec![b'x'; limit]);
        let vault = read(root.path(), &root.path().join("content")).unwrap();
        assert_eq!(vault.too_large, ["big.md"]);
        assert_eq!(vault.content.len(), 1);
    }

    /// Such files are said to be empty.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_holds_more_than_it_says_is_read_to_its_end() {
        let path = Path::new("/proc/self/status");
        assert_eq!(path.metadata().unwrap().len(), 0);
        let bytes = read_limited(path).unwrap().unwrap();
        assert!(bytes.starts_with(b"Name:") && bytes.ends_with(b"\n") && bytes.len() > 100);
    }

    #[test]
    fn a_theme_is_a_folder_of_the_journal_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "themes/mine/templates/base.html", b"hi");
        write(root.path(), "secret/x", b"no");
        assert_eq!(read_theme(root.path(), "mine"), [("templates/base.html".to_owned(), b"hi".to_vec())]);
        for name in ["../secret", "", "..", "/etc", "absent"] {
            assert!(read_theme(root.path(), name).is_empty(), "{name}");
        }
    }

    #[test]
    fn the_nearest_settings_mark_the_root() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "renmai.yaml", b"");
        write(root.path(), "content/people/a.md", b"");
        assert_eq!(find_root(&root.path().join("content/people")).as_deref(), Some(root.path()));
    }
}
