//! A person's page: who they are, what comes next, how it is going and on which lines
//! that rests, everything that was, everything their file says.

mod assessment;
mod card;
mod checks;
mod connected;
mod days;
mod facts;
mod head;
mod health;
mod lines;
mod log;
mod notes;
mod prep;
mod years;

use jiff::civil::Date;
use serde::Serialize;

use super::next::NextView;
use super::person::{PersonView, Way, initials, ways};
use super::route::Route;
use super::site::Site;
use super::words::{Markdown, Words};
use crate::model::ContactIndex;
pub use assessment::{AnswerGroup, AnswerItem, TaskItem, TaskList};
pub use card::CardPage;
pub use checks::{CheckRow, Dismissed, Extra};
pub use connected::Connected;
pub use facts::FactView;
pub(super) use head::photo;
pub use head::{SignNote, Step, TagLink};
pub use health::{Chart, Health, ReadingRow};
pub use lines::{Evidence, Line};
pub use log::{Entry, EntrySource, GiftView, Log, LogYear, Timeline};
pub use prep::Prep;
pub use years::{Mark, Year};

/// Buttons to reach somebody by.
const WAYS_SHOWN: usize = 4;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// The name.
    pub title: String,
    /// Who.
    pub person: PersonView,
    /// Where the page stands.
    pub crumb: Vec<Step>,
    /// A picture, below the site's root.
    pub photo: Option<String>,
    /// What stands in the ring where no days can.
    pub initials: String,
    /// The last meaningful contact.
    pub last: Option<Date>,
    /// Days since.
    pub days: Option<i32>,
    /// Agreed rhythm in days.
    pub cadence_days: u32,
    /// r.
    pub ratio: Option<f64>,
    /// Whether a danger sign is to be looked at.
    pub watch: bool,
    /// Role, organisation, place.
    pub about: Vec<Words>,
    /// Tags.
    pub tags: Vec<TagLink>,
    /// How to reach them.
    pub ways: Vec<Way>,
    /// How it is, in a sentence.
    pub state: Vec<Words>,
    /// Danger signs.
    pub signs: Vec<SignNote>,
    /// What to do next.
    pub next: Option<NextView>,
    /// For before a meeting.
    pub prep: Option<Prep>,
    /// How it is going.
    pub health: Health,
    /// Three years, oldest first.
    pub years: Vec<Year>,
    /// The latest entries.
    pub timeline: Option<Timeline>,
    /// The rest of the file.
    pub notes: Option<Markdown>,
    /// Lists of their file.
    pub tasks: Vec<TaskList>,
    /// What the file says above its text.
    pub facts: Vec<FactView>,
    /// My answers about us.
    pub assessment: Vec<AnswerGroup>,
    /// When they were given.
    pub assessed_on: Option<Date>,
    /// Whether they are old.
    pub look_again: bool,
    /// Who else belongs here.
    pub connected: Vec<Connected>,
    /// The file below the content folder.
    pub file: String,
}

impl Site<'_> {
    /// Makes a person's page.
    pub(super) fn profile_page(&self, who: ContactIndex) -> Option<Profile> {
        let (contact, figures) = self.person(who)?;
        let rhythm = &figures.rhythm;
        let text = self.file_text(contact);
        Some(Profile {
            title: contact.name().to_owned(),
            person: self.person_view(who)?,
            crumb: self.crumb(contact),
            photo: photo(contact, self.journal),
            initials: initials(contact),
            last: rhythm.last_meaningful,
            days: rhythm.days_since,
            cadence_days: rhythm.cadence_days,
            ratio: rhythm.ratio,
            watch: self.is_watched(who),
            about: self.about(contact),
            tags: self.tag_links(contact),
            ways: ways(contact, WAYS_SHOWN),
            state: head::state(contact, figures),
            signs: self.sign_notes(who),
            next: self.next_words(who),
            prep: self.prep(who),
            health: self.health(who)?,
            years: years::years(contact, self.today()),
            timeline: self.timeline(who),
            notes: text.notes.map(|notes| self.markdown(notes, &contact.body)),
            tasks: self.task_lists(contact, &text.listed),
            facts: self.facts(who),
            assessment: self.answers(contact, figures),
            assessed_on: figures.fit.assessed_on,
            look_again: figures.fit.age_days(self.today()).is_some_and(|days| days > crate::measure::fit::LOOK_AGAIN_DAYS),
            connected: self.connected(who),
            file: self.sources.path(contact.file).to_owned(),
        })
    }

    /// Whether a person has a card to print before a meeting.
    #[must_use]
    pub fn has_card(&self, who: ContactIndex) -> bool {
        self.journal.contact(who).is_some_and(prep::is_met)
    }

    /// Whether a person's log is longer than their page shows.
    #[must_use]
    pub fn has_log_page(&self, who: ContactIndex) -> bool {
        self.journal.contact(who).is_some_and(|contact| log::length(contact) > log::SHOWN)
    }

    /// The page with all entries, where there is one.
    fn log_href(&self, who: ContactIndex) -> Option<String> {
        self.has_log_page(who).then(|| self.path(Route::Log(who)))
    }
}
