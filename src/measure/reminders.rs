//! What to remember: each with a stable key, a kind, a day, a person, a reason and
//! the line that caused it.
//!
#![doc = include_str!("../../themes/default/messages/en/method/reminders.md")]
//!
//! Kept are those with T ≤ day ≤ T+60; of the open kinds (reach-out, task, promise,
//! reply, money, project, assessment) those of the past too. A snooze silences
//! reach-out only; `paused` and `ended` silence all but my open promises and money;
//! the dead are left alone, but for their remembered days (`date`).

pub(super) mod days;
mod open;

use std::collections::BTreeSet;

use jiff::civil::Date;
use rayon::prelude::*;

use super::PersonInsights;
use super::boundary::Debt;
use super::window::plus;
use crate::model::calendar::{LunarDay, Shift};
use crate::model::contact::{DayOfYear, Status};
use crate::model::interaction::Side;
use crate::model::money::Amount;
use crate::model::{Contact, ContactIndex, Journal};
use crate::source::Span;

pub use days::{Return, greeted_on, rule_of, yearly_between};

/// How far ahead reminders look: two months leave time to prepare a visit or a gift.
pub const AHEAD_DAYS: i64 = 60;

/// What kind of reminder it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the word it is named after")]
pub enum ReminderKind {
    Promise,
    Reply,
    Money,
    Birthday,
    Date,
    Festival,
    Met,
    Project,
    Task,
    Assessment,
    ReachOut,
}

impl ReminderKind {
    /// The word used in JSON, keys and message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Promise => "promise",
            Self::Reply => "reply",
            Self::Money => "money",
            Self::Birthday => "birthday",
            Self::Date => "date",
            Self::Festival => "festival",
            Self::Met => "met",
            Self::Project => "project",
            Self::Task => "task",
            Self::Assessment => "assessment",
            Self::ReachOut => "reach-out",
        }
    }

    /// Whether it stays open after its day.
    #[must_use]
    pub fn stays_open(self) -> bool {
        matches!(self, Self::ReachOut | Self::Task | Self::Promise | Self::Reply | Self::Money | Self::Project | Self::Assessment)
    }
}

/// One reminder.
#[derive(Debug, Clone, PartialEq)]
pub struct Reminder {
    /// Stable from build to build: kind, person or file, and what tells it apart.
    pub key: String,
    /// Its day.
    pub on: Date,
    /// Whom it concerns; guides, plans and checklists concern nobody.
    pub person: Option<ContactIndex>,
    /// What it is about.
    pub detail: Detail,
    /// The line that caused it.
    pub at: Span,
}

impl Reminder {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> ReminderKind {
        match self.detail {
            Detail::ReachOut { .. } => ReminderKind::ReachOut,
            Detail::Birthday { .. } => ReminderKind::Birthday,
            Detail::YearlyDay { .. } => ReminderKind::Date,
            Detail::Festival { .. } => ReminderKind::Festival,
            Detail::Task { .. } => ReminderKind::Task,
            Detail::Promise { .. } => ReminderKind::Promise,
            Detail::Reply { .. } => ReminderKind::Reply,
            Detail::Money { .. } => ReminderKind::Money,
            Detail::Project { .. } => ReminderKind::Project,
            Detail::Met { .. } => ReminderKind::Met,
            Detail::Assessment { .. } => ReminderKind::Assessment,
        }
    }
}

/// Why a yearly day stands where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayNote {
    /// The lunar day it is kept by.
    pub lunar: Option<LunarDay>,
    /// A lunar day that its year lacks, and what was done.
    pub lunar_shift: Option<Shift>,
    /// 29 February, kept on the 28th in a common year.
    pub leap_day: bool,
}

/// What a reminder is about.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "fields are named after what they hold")]
pub enum Detail {
    ReachOut { days_since: i32, cadence_days: u32 },
    Birthday { relative: Option<String>, relation: Option<String>, age: Option<i32>, note: DayNote },
    YearlyDay { label: String, years: Option<i32>, note: DayNote },
    Festival { id: String, greeted_last_year: bool },
    Task { text: String, title: Option<String> },
    Promise { by: Side, text: String },
    Reply { by: Side, text: String },
    Money { side: Debt, amount: Amount, currency: String, written: bool },
    Project { name: String },
    Met { years: i32 },
    Assessment { age_days: i32 },
}

/// Gathers every reminder, by day, then kind, then the person's reading, then key.
#[must_use]
pub fn reminders(journal: &Journal, people: &[PersonInsights], today: Date) -> Vec<Reminder> {
    gathered(journal, people, today, plus(today, AHEAD_DAYS), |_| true)
}

/// The same after nothing but some people's files changed; `before` are those of the day
/// as it was. A key holds its person's id, so nobody else's reminders can be others now.
#[must_use]
pub fn reminders_again(
    journal: &Journal,
    people: &[PersonInsights],
    today: Date,
    mut before: Vec<Reminder>,
    changed: &BTreeSet<ContactIndex>,
) -> Vec<Reminder> {
    let articles = open::article_ids(journal);
    if changed.iter().filter_map(|who| journal.contact(*who)).any(|contact| articles.contains(contact.id.as_str())) {
        return reminders(journal, people, today);
    }
    let until = plus(today, AHEAD_DAYS);
    before.retain(|reminder| reminder.person.is_none_or(|who| !changed.contains(&who)));
    for who in changed {
        if let (Some(contact), Some(person)) = (journal.contact(*who), people.get(who.0 as usize)) {
            before.extend(numbered(of_person(journal, *who, contact, person, today, until)));
        }
    }
    before.retain(|reminder| is_in_time(reminder, today, until));
    in_order(before, journal)
}

/// Everything that has a day of its own up to `until`, festivals apart: what a
/// calendar file carries. A day of the moon's year comes once a year, a day of the
/// sun's once in all: a calendar can repeat it by itself.
#[must_use]
pub fn dated(journal: &Journal, people: &[PersonInsights], today: Date, until: Date) -> Vec<Reminder> {
    let has_day = |kind| !matches!(kind, ReminderKind::Festival | ReminderKind::ReachOut | ReminderKind::Reply | ReminderKind::Assessment);
    gathered(journal, people, today, until, has_day)
}

fn gathered(
    journal: &Journal,
    people: &[PersonInsights],
    today: Date,
    until: Date,
    wanted: impl Fn(ReminderKind) -> bool,
) -> Vec<Reminder> {
    let everybody: Vec<(ContactIndex, &Contact, &PersonInsights)> =
        journal.iter().zip(people).map(|((who, contact), person)| (who, contact, person)).collect();
    let articles = open::article_ids(journal);
    // A key holds the id it belongs to: only of one id can two of them be alike.
    let are_apart = !journal.contacts.iter().any(|contact| articles.contains(contact.id.as_str()));
    let number = |list: Vec<Reminder>| if are_apart { numbered(list) } else { list };
    let of_person = |(who, contact, person): &(ContactIndex, &Contact, &PersonInsights)| {
        number(of_person(journal, *who, contact, person, today, until))
    };
    let mut reminders: Vec<Reminder> = everybody.par_iter().flat_map_iter(of_person).collect();
    reminders.extend(number(open::article_tasks(journal)));
    if !are_apart {
        reminders = numbered(reminders);
    }
    reminders.retain(|reminder| wanted(reminder.kind()) && is_in_time(reminder, today, until));
    in_order(reminders, journal)
}

fn is_in_time(reminder: &Reminder, today: Date, until: Date) -> bool {
    reminder.on <= until && (reminder.on >= today || reminder.kind().stays_open())
}

/// By day, then kind, then the person's place from A to Z, then key.
fn in_order(mut reminders: Vec<Reminder>, journal: &Journal) -> Vec<Reminder> {
    let place = |who: Option<ContactIndex>| who.and_then(|who| journal.contact(who)).map(|contact| (contact.rank, contact.name()));
    reminders.par_sort_by(|a, b| {
        let by_day = (a.on, a.kind()).cmp(&(b.on, b.kind()));
        by_day.then_with(|| place(a.person).cmp(&place(b.person))).then_with(|| a.key.cmp(&b.key))
    });
    reminders
}

/// Two reminders alike in all their key says are told apart by a number, in the order
/// of their lines. Counted before the days are looked at, so that no key changes when
/// its twin comes within sight.
fn numbered(mut reminders: Vec<Reminder>) -> Vec<Reminder> {
    reminders.sort_by(|a, b| a.key.cmp(&b.key).then(a.at.cmp(&b.at)));
    for twins in reminders.chunk_by_mut(|a, b| a.key == b.key) {
        for (place, twin) in twins.iter_mut().enumerate().skip(1) {
            twin.key = format!("{}/{}", twin.key, place + 1);
        }
    }
    reminders
}

fn of_person(journal: &Journal, who: ContactIndex, contact: &Contact, person: &PersonInsights, today: Date, until: Date) -> Vec<Reminder> {
    let mut found = Found { who, id: &contact.id, until, list: Vec::new() };
    match contact.profile.status {
        Status::Active => {
            open::reach_out(&mut found, contact, person, today);
            open::promises(&mut found, contact, true);
            open::replies(&mut found, contact, today);
            open::money(&mut found, person);
            open::tasks(&mut found, contact);
            open::projects(&mut found, contact);
            open::assessment(&mut found, contact, person, today);
            days::birthdays(&mut found, contact, today);
            days::yearly_days(&mut found, contact, today);
            days::festivals(&mut found, journal, contact, today);
            days::met(&mut found, contact, today);
        }
        Status::Paused | Status::Ended => {
            open::promises(&mut found, contact, false);
            open::money(&mut found, person);
        }
        Status::Deceased => days::yearly_days(&mut found, contact, today),
    }
    found.list
}

/// Gathers one person's reminders under keys that begin alike.
struct Found<'a> {
    who: ContactIndex,
    id: &'a str,
    until: Date,
    list: Vec<Reminder>,
}

impl Found<'_> {
    /// The returns of a yearly day: all of the moon's, the next of the sun's.
    fn returns(&self, day: DayOfYear, today: Date) -> Vec<Return> {
        let mut returns = yearly_between(day, today, self.until);
        if matches!(day, DayOfYear::Solar(_)) {
            returns.truncate(1);
        }
        returns
    }

    fn push(&mut self, on: Date, what: &str, detail: Detail, at: Span) {
        let mut reminder = Reminder { key: String::new(), on, person: Some(self.who), detail, at };
        let kind = reminder.kind().name();
        reminder.key = if what.is_empty() { format!("{kind}/{}", self.id) } else { format!("{kind}/{}/{what}", self.id) };
        self.list.push(reminder);
    }
}
