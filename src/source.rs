//! Where every value came from: files as text, and places in them.
//!
//! A [`Span`] is the thread that leads from a figure on a page back to a line in
//! a file. This room knows text and positions; it opens no file.

mod signs;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use memchr::memchr_iter;

pub use signs::first_sign;

/// The place of a file in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of bytes in one file, counted in the text after a byte order mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file it lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Builds a span from byte offsets; files are at most 4 GiB by the reader's limit.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The very beginning of a file, for problems that concern all of it.
    #[must_use]
    pub fn top(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }
}

/// A value and the place it was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub at: Span,
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, at: Span) -> Self {
        Self { value, at }
    }

    /// Changes the value and keeps the place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), at: self.at }
    }
}

/// Line and column as editors show them: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// One file's text, decoded.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the content folder, or to the journal's root for files
    /// outside it; always with `/`.
    pub path: Arc<str>,
    /// The text without a byte order mark; line ends as they stand in the file.
    pub text: String,
    /// Byte offset of each line's start, found when somebody asks.
    line_starts: OnceLock<Box<[u32]>>,
    /// Whether the path is relative to the content folder (else to the root).
    pub in_content: bool,
    /// Byte offset, in the text, of the first byte that was not UTF-8.
    pub first_bad_byte: Option<usize>,
}

impl SourceFile {
    /// Takes a file's bytes as they are: a byte order mark is dropped, bytes that
    /// are not UTF-8 become U+FFFD and are remembered, so that nothing else of
    /// the file is lost.
    #[must_use]
    pub fn from_bytes(path: &str, in_content: bool, bytes: Vec<u8>) -> Self {
        let mut first_bad_byte = None;
        let mut text = String::from_utf8(bytes).unwrap_or_else(|error| {
            first_bad_byte = Some(error.utf8_error().valid_up_to());
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        });
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
            first_bad_byte = first_bad_byte.map(|at| at.saturating_sub(3));
        }
        Self { path: path.into(), text, line_starts: OnceLock::new(), in_content, first_bad_byte }
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let ends = memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(ends.map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX))).collect()
        })
    }

    /// Builds a file from text, for tests and for text that never was a file.
    #[must_use]
    pub fn from_text(path: &str, text: &str) -> Self {
        Self::from_bytes(path, true, text.as_bytes().to_vec())
    }

    /// The file's name without folder and ending: a person's id.
    #[must_use]
    pub fn stem(&self) -> &str {
        Path::new(self.path.as_ref()).file_stem().and_then(|stem| stem.to_str()).unwrap_or("")
    }

    /// The line a byte lies in, from 1.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        u32::try_from(self.line_starts().partition_point(|start| *start <= offset)).unwrap_or(u32::MAX)
    }

    /// Line and column of a byte.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let start = self.line_starts().get(line as usize - 1).copied().unwrap_or(0) as usize;
        let upto = self.text.get(start..floor_char(&self.text, offset as usize)).unwrap_or("");
        Position { line, column: u32::try_from(upto.chars().count()).unwrap_or(u32::MAX).saturating_add(1) }
    }

    /// The text of a span; empty when the span does not fit this file.
    #[must_use]
    pub fn slice(&self, at: Span) -> &str {
        self.text.get(at.start as usize..at.end as usize).unwrap_or("")
    }

    /// The whole line (without its end) that a byte lies in.
    #[must_use]
    pub fn line_text(&self, offset: u32) -> &str {
        let line = self.line_of(offset) as usize;
        let start = self.line_starts().get(line - 1).copied().unwrap_or(0) as usize;
        let end = self.line_starts().get(line).map_or(self.text.len(), |next| *next as usize);
        self.text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }
}

/// Whether Windows keeps a file name for a device, whatever ending it has and in any case: `con`, `AUX.md`, `Lpt1`.
#[must_use]
pub fn is_device_name(name: &str) -> bool {
    // Every part of every path is asked, and hardly one begins as these do.
    let Some(first) = name.as_bytes().first_chunk::<3>() else { return false };
    if !matches!(&first.map(|byte| byte.to_ascii_lowercase()), b"con" | b"prn" | b"aux" | b"nul" | b"com" | b"lpt") {
        return false;
    }
    // Spaces before the ending do not make it another name.
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    // Of the bytes of the longest: `conout$`. Every file of every site is asked.
    if stem.len() > 7 {
        return false;
    }
    let stem = stem.to_ascii_lowercase();
    // The three small digits count as theirs.
    let is_number = |rest: &str| rest.chars().count() == 1 && rest.chars().all(|sign| sign.is_ascii_digit() || "¹²³".contains(sign));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || ["com", "lpt"].iter().any(|port| stem.strip_prefix(port).is_some_and(is_number))
}

/// The nearest character boundary at or before `offset`.
fn floor_char(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Every file that was read, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
    /// Their ids, rising; none where each is the place in the list.
    ids: Vec<FileId>,
}

impl Sources {
    /// Keeps files in the given order; a [`FileId`] is the place in it.
    #[must_use]
    pub fn new(files: Vec<Arc<SourceFile>>) -> Self {
        Self { files, ids: Vec::new() }
    }

    /// Keeps files in the given order under given ids, which must rise with it. Whoever
    /// leaves room between them can put a file in between.
    #[must_use]
    pub fn numbered(files: Vec<Arc<SourceFile>>, ids: Vec<FileId>) -> Self {
        Self { files, ids }
    }

    fn place(&self, id: FileId) -> Option<usize> {
        if self.ids.is_empty() { Some(id.0 as usize) } else { self.ids.binary_search(&id).ok() }
    }

    fn id(&self, place: usize) -> FileId {
        self.ids.get(place).copied().unwrap_or(FileId(u32::try_from(place).unwrap_or(u32::MAX)))
    }

    /// Every file with its id.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Arc<SourceFile>)> {
        self.files.iter().enumerate().map(|(at, file)| (self.id(at), file))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are no files.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Adds a file and gives its id.
    pub fn push(&mut self, file: SourceFile) -> FileId {
        if let Some(last) = self.ids.last() {
            self.ids.push(FileId(last.0.saturating_add(1)));
        }
        self.files.push(Arc::new(file));
        self.id(self.files.len() - 1)
    }

    /// Puts a newer state of a file in its place.
    pub fn replace(&mut self, id: FileId, file: Arc<SourceFile>) {
        if let Some(known) = self.place(id).and_then(|place| self.files.get_mut(place)) {
            *known = file;
        }
    }

    /// A file by its id.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.place(id).and_then(|place| self.files.get(place)).map(AsRef::as_ref)
    }

    /// The path of a file, as users see it.
    #[must_use]
    pub fn path(&self, id: FileId) -> &str {
        self.file(id).map_or("", |file| file.path.as_ref())
    }

    /// The line a span begins in, from 1.
    #[must_use]
    pub fn line(&self, at: Span) -> u32 {
        self.file(at.file).map_or(1, |file| file.line_of(at.start))
    }

    /// Line and column a span begins at.
    #[must_use]
    pub fn position(&self, at: Span) -> Position {
        self.file(at.file).map_or(Position { line: 1, column: 1 }, |file| file.position(at.start))
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, at: Span) -> &str {
        self.file(at.file).map_or("", |file| file.slice(at))
    }
}

/// The files of a journal as the disk gave them: content, settings, theme overrides.
#[derive(Debug, Clone, Default)]
pub struct Vault {
    /// Markdown files below the content folder, sorted by path.
    pub content: Vec<Arc<SourceFile>>,
    /// `renmai.yaml`, when there is one.
    pub settings: Option<Arc<SourceFile>>,
    /// The theme folder's own files by their path inside it (`templates/base.html`).
    pub theme: Vec<(String, Vec<u8>)>,
    /// Files that could not be read: path and the system's reason.
    pub unreadable: Vec<(String, String)>,
    /// Files beyond the reader's limit, relative to the content folder.
    pub too_large: Vec<String>,
    /// Attachments under `assets/`, relative to the content folder.
    pub assets: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, offset: u32, line: u32, column: u32) {
        let file = SourceFile::from_text("a.md", text);
        assert_eq!(file.position(offset), Position { line, column }, "{text:?} at {offset}");
    }

    #[test]
    fn columns_count_characters() {
        check("abc\ndef", 5, 2, 2);
        check("名：x", 6, 1, 3);
        check("a\r\nb", 3, 2, 1);
        check("a\n", 2, 2, 1);
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let file = SourceFile::from_bytes("a.md", true, b"\xef\xbb\xbfhi".to_vec());
        assert_eq!(file.text, "hi");
        assert_eq!(file.first_bad_byte, None);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_kept_as_marks() {
        let file = SourceFile::from_bytes("a.md", true, b"ok\xffok".to_vec());
        assert_eq!(file.first_bad_byte, Some(2));
        assert!(file.text.ends_with("ok"));
    }
}
