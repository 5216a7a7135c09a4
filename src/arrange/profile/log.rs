//! Everything that was, as rows: the latest on the profile, all of it on a page of its
//! own when there is more. Planned entries come first; what has no readable day last.

use jiff::civil::Date;
use serde::Serialize;

use super::head::Step;
use crate::arrange::person::PersonView;
use crate::arrange::site::Site;
use crate::arrange::words::{Markdown, Words, say};
use crate::message::Message;
use crate::model::contact::UndatedEntry;
use crate::model::interaction::{Feeling, Gift, Origin};
use crate::model::{Contact, ContactIndex, Depth, Interaction};
use crate::source::{FileId, Sources, Span};

/// Entries shown on the profile.
pub(super) const SHOWN: usize = 10;

/// The latest entries.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    /// How many there are.
    pub total: usize,
    /// Where all of them stand, if not here.
    pub all_href: Option<String>,
    /// At most ten.
    pub rows: Vec<Entry>,
}

/// The page of all entries.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Log {
    /// Its title.
    pub title: Words,
    /// With whom.
    pub person: PersonView,
    /// Where the page stands.
    pub crumb: Vec<Step>,
    /// Year by year, newest first.
    pub years: Vec<LogYear>,
}

/// A year of entries.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LogYear {
    /// The year, or that no day could be read.
    pub year: Words,
    /// Its entries.
    pub rows: Vec<Entry>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// Its anchor.
    pub id: String,
    /// Its day; none where it could not be read.
    pub on: Option<Date>,
    /// Whether it is the first of its year here.
    pub new_year: bool,
    /// Who began.
    pub by: &'static str,
    /// What kind.
    pub kind: &'static str,
    /// What kind, in words.
    pub title: Words,
    /// What else is noted.
    pub parts: Vec<Words>,
    /// What was written.
    pub text: Option<Markdown>,
    /// What I gave.
    pub gave: Vec<GiftView>,
    /// What I got.
    pub got: Vec<GiftView>,
    /// Who else was there.
    pub with: Vec<PersonView>,
    /// Whether it is still to come.
    pub planned: bool,
    /// In person, or a long talk.
    pub large: bool,
    /// Where it was written.
    pub source: EntrySource,
}

/// Something given or got.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GiftView {
    /// What.
    pub text: Markdown,
    /// 1, 2 or 4.
    pub weight: u32,
}

/// Where an entry was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntrySource {
    /// Its file.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
}

/// How many entries a person has, undated ones included.
pub(super) fn length(contact: &Contact) -> usize {
    contact.interactions.len() + contact.undated.len()
}

impl Site<'_> {
    pub(super) fn timeline(&self, who: ContactIndex) -> Option<Timeline> {
        let contact = self.journal.contact(who)?;
        let total = length(contact);
        (total > 0).then(|| Timeline { total, all_href: self.log_href(who), rows: self.entries(contact, SHOWN) })
    }

    /// Makes the page of all entries with a person.
    pub(in crate::arrange) fn log_page(&self, who: ContactIndex) -> Option<Log> {
        let contact = self.journal.contact(who)?;
        let person = self.person_view(who)?;
        let mut crumb = self.crumb(contact);
        crumb.push(Step { title: contact.name().into(), href: person.href.clone() });
        let mut years: Vec<LogYear> = Vec::new();
        for mut entry in self.entries(contact, usize::MAX) {
            // The year stands above.
            entry.new_year = false;
            let year = entry.on.map_or_else(|| say("entry.undated"), |on| Words::from(on.year().to_string()));
            match years.last_mut().filter(|last| last.year == year) {
                Some(last) => last.rows.push(entry),
                None => years.push(LogYear { year, rows: vec![entry] }),
            }
        }
        Some(Log { title: Message::new("profile.log_title").with("name", contact.name()).into(), person, crumb, years })
    }

    fn entries(&self, contact: &Contact, most: usize) -> Vec<Entry> {
        let mut year = None;
        let mut rows = Vec::new();
        for entry in contact.interactions.iter().take(most) {
            let new_year = year.replace(entry.on.year()) != Some(entry.on.year());
            rows.push(self.entry(contact, entry, new_year));
        }
        let left = most - rows.len();
        rows.extend(contact.undated.iter().take(left).map(|entry| self.undated_entry(contact, entry)));
        rows
    }

    fn entry(&self, contact: &Contact, entry: &Interaction, new_year: bool) -> Entry {
        let gifts =
            |gifts: &[Gift]| gifts.iter().map(|gift| GiftView { text: self.text_of(&gift.text, entry.at), weight: gift.weight }).collect();
        Entry {
            id: anchor(self.sources, contact.file, entry.at),
            on: Some(entry.on),
            new_year,
            by: entry.by.name(),
            kind: entry.kind.name(),
            title: say(["kind.", entry.kind.name()].concat()),
            parts: parts(entry),
            text: (!entry.text.trim().is_empty()).then(|| self.text_of(&entry.text, entry.at)),
            gave: gifts(&entry.gave),
            got: gifts(&entry.got),
            with: self.others(entry),
            planned: entry.on > self.today(),
            large: entry.depth == Depth::Deep,
            source: self.entry_source(entry.at),
        }
    }

    fn undated_entry(&self, contact: &Contact, entry: &UndatedEntry) -> Entry {
        Entry {
            id: anchor(self.sources, contact.file, entry.at),
            on: None,
            new_year: false,
            by: "unknown",
            kind: "note",
            title: say("entry.undated"),
            parts: Vec::new(),
            text: Some(self.text_of(&entry.text, entry.at)),
            gave: Vec::new(),
            got: Vec::new(),
            with: Vec::new(),
            planned: false,
            large: false,
            source: self.entry_source(entry.at),
        }
    }

    /// Those who share the entry: the same lines stand in their log too.
    fn others(&self, entry: &Interaction) -> Vec<PersonView> {
        if entry.origin == Origin::Mention {
            return Vec::new();
        }
        let shares = |who: &&ContactIndex| self.journal.contact(**who).is_some_and(|other| other.shares(entry));
        entry.named.iter().filter(shares).filter_map(|who| self.person_view(*who)).collect()
    }

    /// A text with the links of the file it stands in.
    fn text_of(&self, text: &str, at: Span) -> Markdown {
        match self.body_of(at.file) {
            Some(body) => self.markdown(text, body),
            None => Markdown { text: text.to_owned(), links: Vec::new() },
        }
    }

    fn entry_source(&self, at: Span) -> EntrySource {
        EntrySource { file: self.sources.path(at.file).to_owned(), line: self.sources.line(at) }
    }
}

/// What else is noted: where it was written, how deep and how it felt where that says
/// something, who asked, who owes an answer.
fn parts(entry: &Interaction) -> Vec<Words> {
    let mut parts = Vec::new();
    if entry.origin == Origin::Mention {
        parts.push(say("kind.mention"));
    }
    if entry.depth != entry.kind.default_depth() {
        parts.push(say(format!("depth.{}", entry.depth.name())));
    }
    let felt = entry.felt.filter(|felt| *felt != Feeling::Neutral);
    parts.extend(felt.map(|felt| say(format!("felt.{}", felt.name()))));
    parts.extend(entry.ask.map(|side| say(format!("entry.ask_{}", side.name()))));
    parts.extend(entry.reply.map(|side| say(format!("entry.reply_{}", side.name()))));
    parts
}

/// An entry's anchor: its line, and where it stands in another file than the
/// person's own, that file's path.
pub(super) fn anchor(sources: &Sources, own: FileId, at: Span) -> String {
    let line = sources.line(at);
    if at.file == own {
        return ["l-", itoa::Buffer::new().format(line)].concat();
    }
    let path: String = sources.path(at.file).chars().map(|sign| if sign.is_alphanumeric() { sign } else { '-' }).collect();
    format!("l-{path}-{line}")
}
