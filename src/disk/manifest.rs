//! The list of files we put into a site, kept inside it as `.renmai-manifest`.
//!
//! It is what makes a folder ours, tells which pages changed without reading them
//! back, and names the only files we may ever remove. One line for each file:
//! fingerprint, length in bytes, path. Lines that are not in order or that name
//! a path we would not write are taken for somebody else's and left alone.

use super::page_path::is_plain;
use std::path::Path;
use std::{fs, io};

/// Name of the manifest inside a site.
pub const MANIFEST_NAME: &str = ".renmai-manifest";

const HEADER: &str = "renmai manifest 1";

/// What we know of one file we wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Fingerprint of its bytes.
    pub digest: u64,
    /// Length in bytes.
    pub length: u64,
}

/// All files we wrote, sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    entries: Vec<(String, Entry)>,
}

impl Manifest {
    /// Sorts the entries; of two with one path the first stays.
    #[must_use]
    pub fn new(mut entries: Vec<(String, Entry)>) -> Self {
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        entries.dedup_by(|a, b| a.0 == b.0);
        Self { entries }
    }

    /// Reads the manifest of a folder; none when there is none or it is not ours.
    ///
    /// # Errors
    /// When there is one and the system will not let us read it.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        let path = folder.join(MANIFEST_NAME);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => Ok(Self::parse(&String::from_utf8_lossy(&fs::read(&path)?))),
            Ok(_) => Ok(None),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads a manifest's text; none when it does not begin like one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return None;
        }
        Some(Self::new(lines.filter_map(parse_line).collect()))
    }

    /// The manifest's text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(HEADER.len() + 1 + self.entries.len() * 64);
        text.push_str(HEADER);
        text.push('\n');
        for (path, entry) in &self.entries {
            text.push_str(&format!("{:016x} {} {path}\n", entry.digest, entry.length));
        }
        text
    }

    /// What we know of a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Entry> {
        let at = self.entries.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        self.entries.get(at).map(|(_, entry)| *entry)
    }

    /// Every path, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(path, _)| path.as_str())
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no files.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn parse_line(line: &str) -> Option<(String, Entry)> {
    let (digest, rest) = line.split_once(' ')?;
    let (length, path) = rest.split_once(' ')?;
    let entry = Entry { digest: u64::from_str_radix(digest, 16).ok()?, length: length.parse().ok()? };
    is_plain(path).then(|| (path.to_owned(), entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let entry = Entry { digest: 0xabc, length: 12 };
        let manifest = Manifest::new(vec![("people/张 伟.html".into(), entry), ("index.html".into(), entry)]);
        assert_eq!(manifest.to_text(), "renmai manifest 1\n0000000000000abc 12 index.html\n0000000000000abc 12 people/张 伟.html\n");
        assert_eq!(Manifest::parse(&manifest.to_text()), Some(manifest));
    }

    #[test]
    fn lines_that_point_elsewhere_are_not_ours() {
        let text = "renmai manifest 1\n00 1 ../../etc/passwd\n00 1 /etc/passwd\n00 1 .git/config\nnonsense\n00 1 ok.html\n";
        assert_eq!(Manifest::parse(text).map(|m| m.paths().map(str::to_owned).collect::<Vec<_>>()), Some(vec!["ok.html".to_owned()]));
        assert_eq!(Manifest::parse("something else\n"), None);
        assert_eq!(Manifest::parse(""), None);
    }
}
