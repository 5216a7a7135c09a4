//! The lines a figure rests on, each with where it is shown.

use jiff::civil::Date;
use serde::Serialize;

use super::log::{SHOWN, anchor};
use crate::arrange::site::Site;
use crate::model::{Contact, ContactIndex};
use crate::source::Span;

/// Lines shown beside one figure; the timeline has them all.
const LINES_SHOWN: usize = 6;

/// One line of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its file.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// Its day, if it is an entry.
    pub on: Option<Date>,
    /// Where it is shown.
    pub href: String,
}

impl Site<'_> {
    /// The lines of a figure about a person, newest first.
    pub(super) fn lines(&self, who: ContactIndex, evidence: &[Span]) -> Vec<Line> {
        let Some(contact) = self.journal.contact(who) else { return Vec::new() };
        let mut lines: Vec<Line> = evidence.iter().map(|at| self.line(who, contact, *at)).collect();
        lines.sort_by(|a, b| b.on.cmp(&a.on).then(a.line.cmp(&b.line)));
        // Lines of one section of the page are one place to look.
        let mut seen = std::collections::BTreeSet::new();
        lines.retain(|line| seen.insert(line.href.clone()));
        lines.truncate(LINES_SHOWN);
        lines
    }

    /// One line of evidence about a person.
    pub(in crate::arrange) fn line(&self, who: ContactIndex, contact: &Contact, at: Span) -> Line {
        let entry = contact.interactions.iter().enumerate().find(|(_, entry)| entry.at == at);
        let (on, href) = match entry {
            Some((place, entry)) => (Some(entry.on), self.entry_href(who, contact, place, at)),
            None => (None, format!("{}#{}", self.profile_href(who), section(contact, at))),
        };
        Line { file: self.sources.path(at.file).to_owned(), line: self.sources.line(at), on, href }
    }

    /// The latest entries stand on the profile, the others on a page of their own.
    fn entry_href(&self, who: ContactIndex, contact: &Contact, place: usize, at: Span) -> String {
        let page = self.log_href(who).filter(|_| place >= SHOWN).unwrap_or_else(|| self.profile_href(who));
        format!("{page}#{}", anchor(self.sources, contact.file, at))
    }
}

/// The section of a profile that shows a line which is no entry.
fn section(contact: &Contact, at: Span) -> &'static str {
    match contact.tasks.iter().find(|task| task.at == at) {
        Some(task) if task.assessment.is_some() => "assessment",
        Some(_) => "tasks",
        None => "facts",
    }
}
