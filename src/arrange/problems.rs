//! Problems: what could not be read as meant, where it stands, and what to write
//! instead. Everything else of the site was built all the same.

use serde::Serialize;

use super::site::Site;
use super::words::{Words, say};
use crate::diagnostics::{Diagnostic, Severity};
use crate::message::Message;
use crate::source::{FileId, Span};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Problems {
    /// What the page is called.
    pub title: Words,
    /// How many there are.
    pub lede: Vec<Words>,
    /// By file, those with an error first.
    pub groups: Vec<FileProblems>,
}

/// The problems of one file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileProblems {
    /// Its path.
    pub file: String,
    /// Errors first, then by line.
    pub rows: Vec<Problem>,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Problem {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The file's path.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Its name.
    pub code: &'static str,
    /// What is wrong.
    pub message: Words,
    /// The line it stands in.
    pub excerpt: Option<Excerpt>,
    /// What to write instead.
    pub help: Option<Words>,
}

/// A line with a place in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Excerpt {
    /// What stands before the place.
    pub before: String,
    /// The place.
    pub at: String,
    /// What stands after it.
    pub after: String,
}

/// Characters of a line shown on either side of the place.
const AROUND: usize = 60;
/// Characters of the place itself.
const WITHIN: usize = 120;

impl Site<'_> {
    /// Makes the page of problems.
    #[must_use]
    pub fn problems_page(&self) -> Problems {
        let errors = self.diagnostics.iter().filter(|problem| problem.severity() == Severity::Error).count();
        let warnings = self.diagnostics.len() - errors;
        let lede = Message::new("problems.lede")
            .with("errors", Message::new("problems.errors").with("n", errors))
            .with("warnings", Message::new("problems.warnings").with("n", warnings));
        Problems { title: say("nav.problems"), lede: vec![lede.into()], groups: self.problem_groups() }
    }

    fn problem_groups(&self) -> Vec<FileProblems> {
        let mut by_file: Vec<(FileId, Vec<&Diagnostic>)> = Vec::new();
        for problem in self.diagnostics {
            match by_file.last_mut().filter(|(file, _)| *file == problem.at.file) {
                Some((_, list)) => list.push(problem),
                None => by_file.push((problem.at.file, vec![problem])),
            }
        }
        for (_, list) in &mut by_file {
            list.sort_by_key(|problem| problem.severity());
        }
        by_file.sort_by_key(|(_, list)| list.iter().map(|problem| problem.severity()).min());
        let group = |(file, list): (FileId, Vec<&Diagnostic>)| FileProblems {
            file: self.sources.path(file).to_owned(),
            rows: list.into_iter().map(|problem| self.problem(problem)).collect(),
        };
        by_file.into_iter().map(group).collect()
    }

    fn problem(&self, problem: &Diagnostic) -> Problem {
        let at = self.sources.position(problem.at);
        Problem {
            severity: problem.severity().name(),
            file: self.sources.path(problem.at.file).to_owned(),
            line: at.line,
            column: at.column,
            code: problem.code.name(),
            message: problem.message().into(),
            excerpt: self.excerpt(problem.at),
            help: Some(problem.help().into()),
        }
    }

    /// The line a place begins in; none where the place has no length.
    fn excerpt(&self, at: Span) -> Option<Excerpt> {
        let file = self.sources.file(at.file)?;
        let line = file.line_text(at.start);
        let column = usize::try_from(file.position(at.start).column).unwrap_or(1).saturating_sub(1);
        let before: String = line.chars().take(column).collect();
        let rest = line.get(before.len()..)?;
        let length = (at.end.saturating_sub(at.start)) as usize;
        let marked = rest.get(..length).unwrap_or(rest);
        let after = rest.get(marked.len()..).unwrap_or("");
        (!marked.is_empty()).then(|| Excerpt { before: last(&before, AROUND), at: first(marked, WITHIN), after: first(after, AROUND) })
    }
}

fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text.to_owned(),
    }
}

fn last(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most { text.to_owned() } else { format!("…{}", text.chars().skip(count - most).collect::<String>()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_on_the_outside() {
        assert_eq!(first("abcdef", 3), "abc…");
        assert_eq!(first("人脉", 3), "人脉");
        assert_eq!(last("abcdef", 3), "…def");
        assert_eq!(last("abc", 3), "abc");
    }
}
