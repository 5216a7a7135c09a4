//! Finds the files below a folder: which names count, and how far links lead.
//!
//! A link is followed only to what lies inside the folder itself, and every real
//! file is found once: under its own path if that is walked, else under the first
//! link to it. So links that form a ring do no harm.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What was found below a folder.
#[derive(Debug, Default)]
pub struct Found {
    /// Path relative to the folder, with `/`, and the real file. Sorted.
    pub files: Vec<(String, PathBuf)>,
    /// What could not be entered or followed, and why. Sorted.
    pub unreadable: Vec<(String, String)>,
    /// Whether there are links among it: then a file's place does not follow from its name.
    pub has_links: bool,
}

/// Walks `folder`, which must be a real path. `wanted` says which file names count,
/// `hidden` which names are passed over with all that lies below them.
pub fn find(folder: &Path, wanted: fn(&str) -> bool, hidden: fn(&str) -> bool) -> Found {
    let mut search = Search { folder, wanted, hidden, seen: HashSet::new(), links: Vec::new(), found: Found::default() };
    search.walk("", folder);
    search.follow_links();
    let mut found = search.found;
    found.files.sort();
    found.unreadable.sort();
    found.unreadable.dedup();
    found
}

struct Search<'a> {
    folder: &'a Path,
    wanted: fn(&str) -> bool,
    hidden: fn(&str) -> bool,
    /// Real paths of files and folders met so far.
    seen: HashSet<OsString>,
    links: Vec<(String, PathBuf)>,
    found: Found,
}

impl Search<'_> {
    /// Walks one real folder whose files are to be named below `prefix`.
    fn walk(&mut self, prefix: &str, start: &Path) {
        let hidden = self.hidden;
        let names = |entry: &DirEntry| entry.depth() == 0 || entry.file_name().to_str().is_none_or(|name| !hidden(name));
        for entry in WalkDir::new(start).into_iter().filter_entry(names) {
            match entry {
                Ok(entry) => self.meet(prefix, start, &entry),
                Err(error) => {
                    let path = error.path().map_or_else(|| prefix.to_owned(), |path| shown(prefix, start, path));
                    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.found.unreadable.push((path, reason));
                }
            }
        }
    }

    fn meet(&mut self, prefix: &str, start: &Path, entry: &DirEntry) {
        let kind = entry.file_type();
        let path = shown(prefix, start, entry.path());
        if kind.is_dir() {
            self.seen.insert(entry.path().into());
        } else if kind.is_symlink() {
            self.found.has_links = true;
            self.links.push((path, entry.path().to_owned()));
        } else if entry.file_name().to_str().is_none() {
            // Its name cannot be shown right, so neither could its page.
            if (self.wanted)(&entry.file_name().to_string_lossy()) {
                self.found.unreadable.push((path, "the file's name is not UTF-8".to_owned()));
            }
        } else if !(self.wanted)(entry.file_name().to_str().unwrap_or_default()) {
        } else if !kind.is_file() {
            self.found.unreadable.push((path, "not a regular file".to_owned()));
        } else if self.seen.insert(entry.path().into()) {
            self.found.files.push((path, entry.path().to_owned()));
        }
    }

    /// Links come last, in order, so that a file's own path wins.
    fn follow_links(&mut self) {
        while !self.links.is_empty() {
            let mut links = std::mem::take(&mut self.links);
            links.sort();
            for (path, link) in links {
                self.follow(path, &link);
            }
        }
    }

    fn follow(&mut self, path: String, link: &Path) {
        let name_counts = (self.wanted)(path.rsplit('/').next().unwrap_or(&path));
        let real = match link.canonicalize() {
            Ok(real) => real,
            Err(error) if name_counts => return self.found.unreadable.push((path, error.to_string())),
            Err(_) => return,
        };
        let is_folder = real.is_dir();
        if !is_folder && !name_counts {
            return;
        }
        if !real.starts_with(self.folder) {
            self.found.unreadable.push((path, "a link that leads out of the folder".to_owned()));
        } else if is_folder {
            if !self.seen.contains(real.as_os_str()) {
                self.walk(&path, &real);
            }
        } else if !fs::metadata(&real).is_ok_and(|found| found.is_file()) {
            self.found.unreadable.push((path, "not a regular file".to_owned()));
        } else if self.seen.insert(real.clone().into()) {
            self.found.files.push((path, real));
        }
    }
}

/// The path as users see it: relative, with `/`.
fn shown(prefix: &str, start: &Path, path: &Path) -> String {
    // What is walked is named by what was begun with and the names below it: part by part only where it is no text.
    let below = || path.to_str()?.strip_prefix(start.to_str()?)?.strip_prefix(MAIN_SEPARATOR);
    let inner = below().map_or_else(|| path.strip_prefix(start).unwrap_or(path), Path::new);
    // What was walked has one sign between two names, the system's own.
    let inner = inner.to_string_lossy();
    let inner = if MAIN_SEPARATOR == '/' { inner.into_owned() } else { inner.replace(MAIN_SEPARATOR, "/") };
    if prefix.is_empty() || inner.is_empty() { format!("{prefix}{inner}") } else { format!("{prefix}/{inner}") }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn names(folder: &Path) -> (Vec<String>, Vec<String>) {
        let found = find(&folder.canonicalize().unwrap(), |name| name.ends_with(".md"), |name| name.starts_with(['.', '_']));
        (found.files.into_iter().map(|f| f.0).collect(), found.unreadable.into_iter().map(|f| f.0).collect())
    }

    fn write(path: &Path) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }

    #[test]
    fn links_stay_inside_and_rings_do_no_harm() {
        let outer = tempfile::tempdir().unwrap();
        let (content, elsewhere) = (outer.path().join("content"), outer.path().join("elsewhere"));
        write(&content.join("people/ada.md"));
        write(&content.join("_kept/bo.md"));
        write(&elsewhere.join("secret.md"));
        symlink("..", content.join("people/ring")).unwrap();
        symlink("ada.md", content.join("people/twin.md")).unwrap();
        symlink("../_kept/bo.md", content.join("people/bo.md")).unwrap();
        symlink("../_kept", content.join("people/shelf")).unwrap();
        symlink(&elsewhere, content.join("out")).unwrap();
        symlink(elsewhere.join("secret.md"), content.join("secret.md")).unwrap();
        symlink("nowhere.md", content.join("broken.md")).unwrap();
        let (files, unreadable) = names(&content);
        assert_eq!(files, ["people/ada.md", "people/bo.md"]);
        assert_eq!(unreadable, ["broken.md", "out", "secret.md"]);
    }

    #[test]
    fn names_that_are_not_utf8_are_named() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("a.md"));
        write(&folder.path().join(std::ffi::OsStr::from_bytes(b"b\xff.md")));
        let (files, unreadable) = names(folder.path());
        assert_eq!(files, ["a.md"]);
        assert_eq!(unreadable, ["b\u{fffd}.md"]);
    }
}
