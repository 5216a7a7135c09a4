//! Calendar: the next two months, day by day, the sun's and the moon's side by side.
//!
//! It carries days with a date of their own and this week's list, not every reach-out.
//! Empty days are silent; one line stands for those right after today, for a week or
//! more of them, and for the last.

mod agenda;
mod events;
mod grid;

use jiff::civil::Date;
use serde::Serialize;

use super::day::lunar_of;
use super::person::PersonView;
use super::promises::amount_text;
use super::site::Site;
use super::words::{Words, say};
use crate::measure::boundary::Debt;
use crate::measure::reminders::{AHEAD_DAYS, greeted_on};
use crate::measure::window::plus;
use crate::message::{Argument, Message};
use crate::model::contact::Status;
use crate::model::{Contact, TaskState};
use crate::model::calendar::solar_term;
use crate::model::interaction::Side;
use crate::model::text::plain;

pub use events::{Event, EventPerson, More};
pub use grid::{Cell, Grid};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calendar {
    /// What the page is called.
    pub title: Words,
    /// Week, lunar day, solar term.
    pub eyebrow: Vec<Words>,
    /// What the next 60 days hold.
    pub lede: Vec<Words>,
    /// To each month.
    pub links: Vec<MonthLink>,
    /// The months with something in them.
    pub months: Vec<Month>,
    /// This month and the next as tables.
    pub grids: Vec<Grid>,
    /// What was promised without a day.
    pub undated: Vec<Undated>,
    /// Whether the two marks of a greeting are to be explained.
    pub greetings: bool,
    /// The file for other calendars.
    pub ics: Option<Subscription>,
}

/// A way to a month of this page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MonthLink {
    /// Its first day.
    pub month: Date,
    /// Its anchor.
    pub href: String,
    /// Whether today lies in it.
    pub current: bool,
}

/// A month of the agenda.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Month {
    /// Its anchor, such as `m-2026-11`.
    pub id: String,
    /// Its first day.
    pub month: Date,
    /// Whether its year is to be said: it is not this one.
    pub with_year: bool,
    /// From which lunar day to which; of the last month, where the agenda ends.
    pub note: Option<Words>,
    /// Days with something, and lines for those without.
    pub rows: Vec<Row>,
}

/// A line of the agenda.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Row {
    /// A day with something.
    Day {
        /// The day.
        on: Date,
        /// Whether it is T.
        today: bool,
        /// Its lunar day.
        lunar: Option<Words>,
        /// The solar term that begins on it.
        term: Option<Words>,
        /// What it holds.
        events: Vec<Event>,
    },
    /// Days without anything.
    Gap {
        /// Which.
        text: Words,
    },
}

/// Something promised without a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Undated {
    /// To whom or by whom.
    pub person: PersonView,
    /// What.
    pub text: Words,
}

/// The file for other calendars.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Subscription {
    /// Where it lies, below the language's root.
    pub href: &'static str,
    /// The year up to which lunar days are worked out.
    pub until: i16,
}

/// Its file name.
pub const CALENDAR_FILE: &str = "calendar.ics";
/// Lunar days stand in the file for so many years, as `exchange` writes them.
const LUNAR_YEARS: i16 = 10;
/// Promises without a day shown beside the agenda; all of them stand among the checklists.
const UNDATED_SHOWN: usize = 12;

/// The order in which kinds are counted and stand within a day.
const KINDS: [&str; 10] = ["promise", "money", "birthday", "festival", "date", "planned", "met", "project", "task", "reach-out"];

impl Site<'_> {
    /// Makes the calendar.
    #[must_use]
    pub fn calendar_page(&self) -> Calendar {
        let events = self.calendar_events();
        let months = self.agenda(&events);
        let current = self.today().first_of_month();
        let link = |month: &Month| MonthLink { month: month.month, href: format!("#{}", month.id), current: month.month == current };
        Calendar {
            title: say("nav.calendar"),
            eyebrow: self.calendar_eyebrow(),
            lede: vec![lede(&events)],
            links: if months.len() > 1 { months.iter().map(link).collect() } else { Vec::new() },
            grids: self.month_grids(&months),
            months,
            undated: self.undated(UNDATED_SHOWN),
            greetings: events.iter().any(|(_, event)| !event.people.is_empty()),
            ics: Some(Subscription { href: CALENDAR_FILE, until: self.today().year().saturating_add(LUNAR_YEARS) }),
        }
    }

    /// Whether there is anything to put into a calendar.
    pub(super) fn has_calendar(&self) -> bool {
        self.has_yearly_days() || !self.calendar_events().is_empty() || !self.undated(1).is_empty()
    }

    /// Whether some day returns every year: then the file holds days beyond the agenda.
    fn has_yearly_days(&self) -> bool {
        let has_festivals = |contact: &Contact| !greeted_on(contact, &self.journal.settings).is_empty();
        self.journal.contacts.iter().filter(|contact| contact.profile.status == Status::Active).any(|contact| {
            let profile = &contact.profile;
            let own = profile.birthday.is_some() || profile.lunar_birthday.is_some() || !profile.dates.is_empty();
            own || profile.family.iter().any(|relative| relative.birthday.is_some()) || has_festivals(contact)
        })
    }

    /// The last day the agenda shows.
    fn agenda_end(&self) -> Date {
        plus(self.today(), AHEAD_DAYS)
    }

    fn calendar_eyebrow(&self) -> Vec<Words> {
        let today = self.today();
        let week = i64::from(today.iso_week_date().week());
        let mut parts: Vec<Words> = vec![Message::new("eyebrow.week").with("week", week).into()];
        parts.extend(lunar_of(today).map(|lunar| Message::new("eyebrow.lunar").with("lunar", lunar).into()));
        parts.extend(term_words(today));
        parts
    }

    /// Open promises and open money without a day, mine first.
    fn undated(&self, most: usize) -> Vec<Undated> {
        let mut mine = Vec::new();
        let mut theirs = Vec::new();
        for (who, contact, figures) in self.people() {
            if mine.len() >= most {
                break;
            }
            let row = |text: Words| self.person_view(who).map(|person| Undated { person, text });
            for promise in contact.promises().filter(|promise| promise.task.state == TaskState::Open && promise.task.day().is_none()) {
                let text = plain(&promise.task.text);
                match promise.by {
                    Side::Me => mine.extend(row(text.into())),
                    Side::Them => theirs.extend(row(Message::new("calendar.theirs").with("text", text).into())),
                }
            }
            for open in &figures.boundary {
                for loan in open.loans.iter().filter(|loan| loan.due.is_none()) {
                    let key = if open.side == Debt::OwedToMe { "money.owed_to_me" } else { "money.i_owe" };
                    mine.extend(row(Message::new(key).with("amount", amount_text(loan.amount, &open.currency)).into()));
                }
            }
        }
        mine.extend(theirs);
        mine.truncate(most);
        mine
    }
}

/// How many things of each kind the next 60 days hold.
fn lede(events: &[(Date, Event)]) -> Words {
    if events.is_empty() {
        return say("calendar.lede_empty");
    }
    let count = |kind: &str| events.iter().filter(|(_, event)| event.kind == kind).count();
    let items = KINDS.iter().map(|kind| (kind, count(kind))).filter(|(_, n)| *n > 0);
    let items: Vec<Argument> = items.map(|(kind, n)| Message::new(format!("calendar.n_{kind}")).with("n", n).into()).collect();
    Message::new("calendar.lede").with("n", events.len()).with("items", items).into()
}

/// The solar term that begins on a day. The catalogue counts them from the first of
/// the year, the calendar from the spring equinox.
fn term_words(on: Date) -> Option<Words> {
    let term = solar_term(on)?;
    Some(say(format!("term.{}", (term.index() + 5) % 24 + 1)))
}
