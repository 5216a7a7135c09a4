//! The list of files we put into a site, kept inside it as `.renmai-manifest`.
//!
//! It is what makes a folder ours, tells which pages changed without reading them
//! back, and names the only files we may ever remove. One line for each file:
//! fingerprint of its bytes, two of what it was made from (`-` where nobody says; see
//! [`MadeFrom`]), length in bytes, path. Before them may stand which program and theme made them
//! (`edition`) and what the whole site was made from (`made-from`). Lines that are not in order or that name
//! a path we would not write are taken for somebody else's and left alone.

use super::page_path::is_plain;
use rayon::prelude::*;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;
use std::{fs, io};

/// Name of the manifest inside a site.
pub const MANIFEST_NAME: &str = ".renmai-manifest";

const HEADER: &str = "renmai manifest 3";
/// With the fingerprint of the view alone.
const SECOND_HEADER: &str = "renmai manifest 2";
/// Without any word of what pages were made from.
const FIRST_HEADER: &str = "renmai manifest 1";

/// Fingerprints of what a file was made from; each is 0 where nobody says. Where one of them is
/// what it was, the file is what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MadeFrom {
    /// Of all that is in the user's files and bears on it: known before anything is made, and
    /// other after many an edit that changes nothing on the page.
    pub files: u64,
    /// Of the page's view: exact, and known only when the view is made.
    pub view: u64,
}

impl MadeFrom {
    /// Whether what was made from `before` is what would be made from this.
    fn is_as(self, before: Self) -> bool {
        (self.files != 0 && self.files == before.files) || (self.view != 0 && self.view == before.view)
    }
}

/// What we know of one file we wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Fingerprint of its bytes.
    pub digest: u64,
    /// Length in bytes.
    pub length: u64,
    /// What it was made from.
    pub from: MadeFrom,
}

impl Entry {
    /// Whether the file holds the same bytes, whatever it was made from.
    #[must_use]
    pub fn same_bytes(&self, other: &Self) -> bool {
        (self.digest, self.length) == (other.digest, other.length)
    }

    /// The same file as it stands after a build that makes it from `from`; none where it may
    /// be another one.
    #[must_use]
    pub fn kept(self, from: MadeFrom) -> Option<Self> {
        let view = if from.view == 0 { self.from.view } else { from.view };
        from.is_as(self.from).then_some(Self { from: MadeFrom { view, ..from }, ..self })
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
        entries.par_sort_by(|a, b| a.0.cmp(&b.0));
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
            Err(error) if is_nothing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether a folder has a manifest and is ours, from the first bytes of it.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn is_in(folder: &Path) -> io::Result<bool> {
        let path = folder.join(MANIFEST_NAME);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => {
                let mut first = Vec::new();
                fs::File::open(&path)?.take(HEADER.len() as u64 + 1).read_to_end(&mut first)?;
                Ok([HEADER, SECOND_HEADER, FIRST_HEADER].iter().any(|header| first.strip_suffix(b"\n") == Some(header.as_bytes())))
            }
            Ok(_) => Ok(false),
            Err(error) if is_nothing(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Reads a manifest's text; none when it does not begin like one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (header, rest) = text.split_once('\n')?;
        let fingerprints = match header {
            HEADER => 2,
            SECOND_HEADER => 1,
            FIRST_HEADER => 0,
            _ => return None,
        };
        let mut manifest = Self::new(rest.par_lines().filter_map(|line| parse_line(line, fingerprints)).collect());
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
        let mut text = String::with_capacity(HEADER.len() + 1 + self.entries.len() * 96);
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
            push_fingerprint(&mut text, entry.digest);
            for fingerprint in [entry.from.files, entry.from.view] {
                text.push(' ');
                if fingerprint == 0 { text.push('-') } else { push_fingerprint(&mut text, fingerprint) }
            }
            text.push(' ');
            text.push_str(itoa::Buffer::new().format(entry.length));
            text.push(' ');
            text.push_str(path);
            text.push('\n');
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

/// Sixteen digits, without the machinery of formats: a manifest has three of them a file.
fn push_fingerprint(text: &mut String, fingerprint: u64) {
    text.extend((0..16).rev().filter_map(|place| char::from_digit((fingerprint >> (place * 4) & 0xf) as u32, 16)));
}

fn is_nothing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A line with so many fingerprints of what a file was made from.
fn parse_line(line: &str, fingerprints: usize) -> Option<(String, Entry)> {
    let hexadecimal = |text: &str| if text == "-" { Some(0) } else { u64::from_str_radix(text, 16).ok() };
    let mut rest = line;
    let mut word = || {
        let (word, after) = rest.split_once(' ')?;
        rest = after;
        Some(word)
    };
    let digest = u64::from_str_radix(word()?, 16).ok()?;
    let files = if fingerprints > 1 { hexadecimal(word()?)? } else { 0 };
    let view = if fingerprints > 0 { hexadecimal(word()?)? } else { 0 };
    let length = word()?.parse().ok()?;
    is_plain(rest).then(|| (rest.to_owned(), Entry { digest, length, from: MadeFrom { files, view } }))
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
        let entry = Entry { digest: 0xabc, length: 12, from: MadeFrom::default() };
        let made = Entry { from: MadeFrom { files: 0x123, view: 0xdef }, ..entry };
        let mut manifest = Manifest::new(vec![("people/张 伟.html".into(), entry), ("index.html".into(), made)]);
        let lines = "0000000000000abc 0000000000000123 0000000000000def 12 index.html\n0000000000000abc - - 12 people/张 伟.html\n";
        assert_eq!(manifest.to_text(), format!("renmai manifest 3\n{lines}"));
        assert_eq!(Manifest::parse(&manifest.to_text()).as_ref(), Some(&manifest));
        manifest.edition = 1;
        manifest.stamp = Some(Stamp { inputs: 2, pages: 3, people: 4 });
        assert_eq!(manifest.to_text(), format!("renmai manifest 3\nedition 0000000000000001\nmade-from 0000000000000002 3 4\n{lines}"));
        assert_eq!(Manifest::parse(&manifest.to_text()), Some(manifest));
    }

    #[test]
    fn former_ones_are_read() {
        let of = |view: u64| {
            let from = MadeFrom { files: 0, view };
            Manifest::new(vec![("people/张 伟.html".into(), Entry { digest: 0xabc, length: 12, from })])
        };
        assert_eq!(Manifest::parse("renmai manifest 1\n0000000000000abc 12 people/张 伟.html\n"), Some(of(0)));
        let second = "renmai manifest 2\nedition 0000000000000001\n0000000000000abc 0000000000000def 12 people/张 伟.html\n";
        assert_eq!(Manifest::parse(second), Some(Manifest { edition: 1, ..of(0xdef) }));
    }

    #[test]
    fn a_folder_is_ours_by_the_first_line() {
        let folder = tempfile::tempdir().unwrap();
        let check = |text: &str, is_ours: bool| {
            fs::write(folder.path().join(MANIFEST_NAME), text).unwrap();
            assert_eq!(Manifest::is_in(folder.path()).unwrap(), is_ours, "{text:?}");
            assert_eq!(Manifest::read(folder.path()).unwrap().is_some(), is_ours, "{text:?}");
        };
        assert!(!Manifest::is_in(folder.path()).unwrap());
        for header in [HEADER, SECOND_HEADER, FIRST_HEADER] {
            check(&format!("{header}\n"), true);
            check(&format!("{header}\n00 1 a.html\n"), true);
            check(header, false);
            check(&format!("{header}0\n"), false);
        }
        check("", false);
        check("renmai manifest 4\n", false);
        assert!(!Manifest::is_in(&folder.path().join("nothing")).unwrap());
    }

    #[test]
    fn one_fingerprint_that_is_the_same_is_enough() {
        let from = |files: u64, view: u64| MadeFrom { files, view };
        let old = Entry { digest: 1, length: 2, from: from(3, 4) };
        assert_eq!(old.kept(from(3, 0)), Some(old));
        assert_eq!(old.kept(from(9, 4)), Some(Entry { from: from(9, 4), ..old }));
        assert_eq!(old.kept(from(0, 4)), Some(Entry { from: from(0, 4), ..old }));
        assert_eq!(old.kept(from(9, 9)), None);
        assert_eq!(old.kept(from(0, 0)), None);
        assert_eq!(Entry { from: from(0, 0), ..old }.kept(from(0, 0)), None);
    }

    #[test]
    fn lines_that_point_elsewhere_are_not_ours() {
        let text = "renmai manifest 1\n00 1 ../../etc/passwd\n00 1 /etc/passwd\n00 1 .git/config\nnonsense\n00 1 ok.html\n";
        assert_eq!(Manifest::parse(text).map(|m| m.paths().map(str::to_owned).collect::<Vec<_>>()), Some(vec!["ok.html".to_owned()]));
        assert_eq!(Manifest::parse("something else\n"), None);
        assert_eq!(Manifest::parse(""), None);
    }
}
