//! A file as it stands, read right, so that it may be changed.

use super::change::{Change, apply};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::contact::Profile;
use crate::parse::Draft;
use crate::parse::draft::{Detail, draft};
use crate::parse::log::Log;
use crate::source::{FileId, SourceFile};

/// A byte order mark: some editors begin a file with it.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Why a file is left as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// Something in it keeps the rest from being read right. The line, from 1.
    Unreadable(Box<Diagnostic>, u32),
    /// It is not a person's file (any more).
    NotAPerson,
    /// What was meant would not read back as it was meant.
    NotAsMeant,
    /// A field's value that cannot be read, or cannot be written: field, value.
    BadField(&'static str, String),
    /// A kind of contact there is no word for.
    BadKind(String),
    /// A task comes back in a rhythm that cannot be counted.
    BadRhythm(String),
}

/// A file as it stands.
#[derive(Debug)]
pub struct Page {
    marked: bool,
    source: SourceFile,
    draft: Draft,
}

impl Page {
    /// Reads the bytes of a person's file. Refused when it cannot be read right: an edit of half a
    /// text would make it worse.
    ///
    /// # Errors
    /// A [`Refusal`] that says why nothing may be written.
    pub fn read(path: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        Self::of_any_kind(path, bytes).and_then(|page| if page.person().is_some() { Ok(page) } else { Err(Refusal::NotAPerson) })
    }

    /// The same for a file that need not be a person's: a guide, a plan, a checklist.
    ///
    /// # Errors
    /// A [`Refusal`] that says why nothing may be written.
    pub fn of_any_kind(path: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        let marked = bytes.starts_with(MARK);
        let source = SourceFile::from_bytes(path, true, bytes.to_vec());
        let read = draft(FileId(0), &source);
        if let Some(problem) = read.diagnostics.into_iter().find(|problem| hides_the_rest(problem.code)) {
            let line = source.line_of(problem.at.start);
            return Err(Refusal::Unreadable(Box::new(problem), line));
        }
        Ok(Self { marked, source, draft: read.value.ok_or(Refusal::NotAPerson)? })
    }

    /// The text after a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// What was read.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The person's facts and log.
    pub fn person(&self) -> Option<(&Profile, &Log)> {
        match &self.draft.detail {
            Detail::Person(profile, log) => Some((profile, log)),
            _ => None,
        }
    }

    /// The line a byte lies in, from 1.
    #[must_use]
    pub fn line_of(&self, at: usize) -> u32 {
        self.source.line_of(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// The page with the changes made, read anew.
    ///
    /// # Errors
    /// A [`Refusal`] that says why nothing may be written.
    pub fn changed(&self, changes: &[Change]) -> Result<Self, Refusal> {
        let text = apply(self.text(), changes).ok_or(Refusal::NotAsMeant)?;
        let read = if self.person().is_some() { Self::read } else { Self::of_any_kind };
        read(&self.source.path, &with_mark(self.marked, &text))
    }

    /// The file's bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        with_mark(self.marked, self.text())
    }
}

fn with_mark(marked: bool, text: &str) -> Vec<u8> {
    if marked { [MARK, text.as_bytes()].concat() } else { text.as_bytes().to_vec() }
}

/// Problems after which nobody can say where things stand in a file.
fn hides_the_rest(code: Code) -> bool {
    matches!(code, Code::NotUtf8 | Code::ConflictMarker | Code::UnclosedFrontMatter | Code::YamlSyntax | Code::YamlBudget)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_right_is_refused() {
        let code = |bytes: &[u8]| match Page::read("people/a.md", bytes) {
            Err(Refusal::Unreadable(problem, _)) => Some(problem.code),
            _ => None,
        };
        assert_eq!(code(b"ok \xff"), Some(Code::NotUtf8));
        assert_eq!(code(b"---\nname: Ada\n"), Some(Code::UnclosedFrontMatter));
        assert_eq!(code(b"---\nname: [Ada\n---\n"), Some(Code::YamlSyntax));
        assert_eq!(code(b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n"), Some(Code::ConflictMarker));
        assert!(matches!(Page::read("guides/a.md", b"x"), Err(Refusal::NotAPerson)));
        assert_eq!(Page::read("people/a.md", b"\xef\xbb\xbfx\r\n").map(|page| page.bytes()), Ok(b"\xef\xbb\xbfx\r\n".to_vec()));
    }
}
