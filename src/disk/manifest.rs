//! The list of files we put into a site, kept inside it as `.renmai-manifest`.
//!
//! It is what makes a folder ours, tells which pages changed without reading them
//! back, and names the only files we may ever remove. One line for each file:
//! fingerprint of its bytes, fingerprint of what it was made from (`-` where nobody
//! says), length in bytes, path. Before them may stand which program and theme made them
//! (`edition`) and what the whole site was made from (`made-from`). Lines that are not in order or that name
//! a path we would not write are taken for somebody else's and left alone.

use super::page_path::is_plain;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// Name of the manifest inside a site.
pub const MANIFEST_NAME: &str = ".renmai-manifest";

const HEADER: &str = "renmai manifest 2";
/// Without any word of what pages were made from.
const FIRST_HEADER: &str = "renmai manifest 1";

/// What we know of one file we wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Fingerprint of its bytes.
    pub digest: u64,
    /// Length in bytes.
    pub length: u64,
    /// Fingerprint of what it was made from; 0 where nobody says.
    pub source: u64,
}

impl Entry {
    /// Whether the file holds the same bytes, whatever it was made from.
    #[must_use]
    pub fn same_bytes(&self, other: &Self) -> bool {
        (self.digest, self.length) == (other.digest, other.length)
    }
}

/// What a whole site was made from, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Fingerprint of everything that goes in.
    pub inputs: u64,
    /// How many pages there are.
    pub pages: usize,
    /// How many people.
    pub people: usize,
}

/// All files we wrote, sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Fingerprint of the program and the theme that made the pages; 0 where nobody says.
    pub edition: u64,
    /// What the whole site was made from; none where that is not known, or where there
    /// was something to say beside it.
    pub stamp: Option<Stamp>,
    entries: Vec<(String, Entry)>,
}

impl Manifest {
    /// Sorts the entries; of two with one path the first stays.
    #[must_use]
    pub fn new(mut entries: Vec<(String, Entry)>) -> Self {
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        entries.dedup_by(|a, b| a.0 == b.0);
        Self { entries, ..Self::default() }
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
        let (header, rest) = text.split_once('\n')?;
        if header == FIRST_HEADER {
            return Some(Self::new(rest.lines().filter_map(|line| parse_line(line, false)).collect()));
        }
        if header != HEADER {
            return None;
        }
        let mut manifest = Self::new(rest.lines().filter_map(|line| parse_line(line, true)).collect());
        for line in rest.lines().take(2) {
            if let Some(edition) = line.strip_prefix("edition ") {
                manifest.edition = u64::from_str_radix(edition, 16).unwrap_or(0);
            } else if let Some(stamp) = line.strip_prefix("made-from ") {
                manifest.stamp = parse_stamp(stamp);
            }
        }
        Some(manifest)
    }

    /// The manifest's text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(HEADER.len() + 1 + self.entries.len() * 64);
        text.push_str(HEADER);
        text.push('\n');
        // Writing into a String cannot fail.
        if self.edition != 0 {
            let _ = writeln!(text, "edition {:016x}", self.edition);
        }
        if let Some(Stamp { inputs, pages, people }) = self.stamp {
            let _ = writeln!(text, "made-from {inputs:016x} {pages} {people}");
        }
        for (path, entry) in &self.entries {
            let _ = match entry.source {
                0 => writeln!(text, "{:016x} - {} {path}", entry.digest, entry.length),
                source => writeln!(text, "{:016x} {source:016x} {} {path}", entry.digest, entry.length),
            };
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

    /// Every file, in the order of paths.
    pub fn entries(&self) -> &[(String, Entry)] {
        &self.entries
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

fn parse_line(line: &str, with_source: bool) -> Option<(String, Entry)> {
    let (digest, rest) = line.split_once(' ')?;
    let (source, rest) = if with_source { rest.split_once(' ')? } else { ("-", rest) };
    let (length, path) = rest.split_once(' ')?;
    let hexadecimal = |text: &str| u64::from_str_radix(text, 16).ok();
    let source = if source == "-" { 0 } else { hexadecimal(source)? };
    let entry = Entry { digest: hexadecimal(digest)?, length: length.parse().ok()?, source };
    is_plain(path).then(|| (path.to_owned(), entry))
}

fn parse_stamp(text: &str) -> Option<Stamp> {
    let mut words = text.split(' ');
    let inputs = u64::from_str_radix(words.next()?, 16).ok()?;
    Some(Stamp { inputs, pages: words.next()?.parse().ok()?, people: words.next()?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let entry = Entry { digest: 0xabc, length: 12, source: 0 };
        let made = Entry { source: 0xdef, ..entry };
        let mut manifest = Manifest::new(vec![("people/张 伟.html".into(), entry), ("index.html".into(), made)]);
        let lines = "0000000000000abc 0000000000000def 12 index.html\n0000000000000abc - 12 people/张 伟.html\n";
        assert_eq!(manifest.to_text(), format!("renmai manifest 2\n{lines}"));
        assert_eq!(Manifest::parse(&manifest.to_text()).as_ref(), Some(&manifest));
        manifest.edition = 1;
        manifest.stamp = Some(Stamp { inputs: 2, pages: 3, people: 4 });
        assert_eq!(manifest.to_text(), format!("renmai manifest 2\nedition 0000000000000001\nmade-from 0000000000000002 3 4\n{lines}"));
        assert_eq!(Manifest::parse(&manifest.to_text()), Some(manifest));
        let first = Manifest::parse("renmai manifest 1\n0000000000000abc 12 people/张 伟.html\n");
        assert_eq!(first, Some(Manifest::new(vec![("people/张 伟.html".into(), entry)])));
    }

    #[test]
    fn lines_that_point_elsewhere_are_not_ours() {
        let text = "renmai manifest 1\n00 1 ../../etc/passwd\n00 1 /etc/passwd\n00 1 .git/config\nnonsense\n00 1 ok.html\n";
        assert_eq!(Manifest::parse(text).map(|m| m.paths().map(str::to_owned).collect::<Vec<_>>()), Some(vec!["ok.html".to_owned()]));
        assert_eq!(Manifest::parse("something else\n"), None);
        assert_eq!(Manifest::parse(""), None);
    }
}
