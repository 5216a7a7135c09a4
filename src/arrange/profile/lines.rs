//! The lines a figure rests on, each with where it is shown.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::log::{SHOWN, anchor};
use crate::arrange::site::Site;
use crate::model::{Contact, ContactIndex};
use crate::source::Span;

/// Lines shown beside one figure; the timeline has them all.
const LINES_SHOWN: usize = 6;

/// The lines a figure rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Evidence {
    /// The newest.
    pub lines: Vec<Line>,
    /// How many there are in all.
    pub total: usize,
    /// Where all of them stand, if there are more.
    pub all: Option<String>,
}

/// One line of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its file.
    pub file: String,
    /// Whether that is the person's own file.
    pub own: bool,
    /// Its line, from 1.
    pub line: u32,
    /// Its day, if it is an entry.
    pub on: Option<Date>,
    /// Where it is shown.
    pub href: String,
}

impl Site<'_> {
    /// The lines of a figure about a person, newest first.
    pub(in crate::arrange) fn evidence(&self, who: ContactIndex, evidence: &[Span]) -> Evidence {
        let Some(contact) = self.journal.contact(who) else { return Evidence::default() };
        // Evidence comes in the order of the log, mostly: each is looked for behind the one before it.
        let (mut upto, entries) = (0, contact.interactions.as_slice());
        let mut day = |at: Span| {
            let (before, behind) = entries.split_at_checked(upto)?;
            let place = behind.iter().position(|entry| entry.at == at).map(|place| upto + place);
            let place = place.or_else(|| before.iter().position(|entry| entry.at == at))?;
            upto = place + 1;
            entries.get(place).map(|entry| entry.on)
        };
        let mut found: Vec<(Option<Date>, u32, Span)> = evidence.iter().map(|at| (day(*at), self.sources.line(*at), *at)).collect();
        found.sort_by(|(a_day, a_line, _), (b_day, b_line, _)| b_day.cmp(a_day).then(a_line.cmp(b_line)));
        // An entry is one place to look, and so are all lines of one section of the page.
        let (mut entries, mut sections) = (BTreeSet::new(), BTreeSet::new());
        found.retain(|(on, _, at)| if on.is_some() { entries.insert(*at) } else { sections.insert(self.section(contact, *at)) });
        let total = found.len();
        // A log of years is the evidence of many figures; only a few of its lines are said.
        let lines: Vec<Line> = found.into_iter().take(LINES_SHOWN).map(|(_, _, at)| self.line(who, contact, at)).collect();
        let all = || self.log_href(who).unwrap_or_else(|| format!("{}#timeline", self.profile_href(who)));
        let all = (total > lines.len()).then(all);
        Evidence { lines, total, all }
    }

    /// One line of evidence about a person.
    pub(in crate::arrange) fn line(&self, who: ContactIndex, contact: &Contact, at: Span) -> Line {
        let entry = contact.interactions.iter().enumerate().find(|(_, entry)| entry.at == at);
        let (on, href) = match entry {
            Some((place, entry)) => (Some(entry.on), self.entry_href(who, contact, place, at)),
            None => (None, [&*self.profile_href(who), "#", &self.section(contact, at)].concat()),
        };
        Line { own: at.file == contact.file, file: self.sources.path(at.file).to_owned(), line: self.sources.line(at), on, href }
    }

    /// Where a line stands that is no entry: its own place in a list, else its section.
    fn section(&self, contact: &Contact, at: Span) -> String {
        let task = contact.tasks.iter().position(|task| task.at == at);
        match task.and_then(|place| Some((place, contact.tasks.get(place)?))) {
            Some((_, task)) if task.assessment.is_some() => "assessment".to_owned(),
            Some((place, _)) if self.file_text(contact).listed.contains(&place) => task_anchor(self.sources.line(at)),
            Some(_) => "notes".to_owned(),
            None => "facts".to_owned(),
        }
    }

    /// The latest entries stand on the profile, the others on a page of their own.
    fn entry_href(&self, who: ContactIndex, contact: &Contact, place: usize, at: Span) -> String {
        let page = self.log_href(who).filter(|_| place >= SHOWN).unwrap_or_else(|| self.profile_href(who));
        [page.as_str(), "#", &anchor(self.sources, contact.file, at)].concat()
    }
}

/// The anchor of an item in a list.
pub(super) fn task_anchor(line: u32) -> String {
    format!("t-{line}")
}
