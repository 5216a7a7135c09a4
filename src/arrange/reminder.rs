//! A reminder in words, the same on every page, in the calendar file, on the
//! terminal and in JSON: a title for a row, what belongs to it, and one whole sentence.

use jiff::civil::Date;

use super::day::{cadence_words, lunar_words};
use super::promises::amount_text;
use super::site::Site;
use super::words::{Words, say};
use crate::measure::boundary::Debt;
use crate::measure::reminders::{DayNote, Detail, Reminder};
use crate::measure::window::{days_between, plus};
use crate::message::{Argument, Message};
use crate::model::calendar::Shift;
use crate::model::interaction::Side;
use crate::model::text::{plain, without_tick};

impl Site<'_> {
    /// Where the line stands that caused a reminder.
    pub(super) fn reminder_href(&self, reminder: &Reminder) -> Option<String> {
        let of_person = |who| Some(self.line(who, self.journal.contact(who)?, reminder.at).href);
        reminder.person.and_then(of_person).or_else(|| self.article_of(reminder.at))
    }

    /// What a row says: whose day it is, or what is to be done.
    #[must_use]
    pub fn reminder_title(&self, reminder: &Reminder) -> Message {
        let name = self.reminder_name(reminder);
        let of = |key: &str| Message::new(format!("reminder.{key}")).with("name", name);
        match &reminder.detail {
            Detail::ReachOut { .. } => of("reach_out"),
            Detail::Birthday { relative, relation, .. } => birthday(name, relative.as_deref(), relation.as_deref()),
            Detail::YearlyDay { label, .. } => of("date").with("label", plain(label)),
            Detail::Festival { id, .. } => Message::new("reminder.festival").with("festival", self.festival_words(id)),
            Detail::Task { text, .. } | Detail::Promise { by: Side::Me, text } => Message::new("reminder.task").with("text", plain(text)),
            Detail::Promise { by: Side::Them, text } => of("promise_them").with("text", plain(text)),
            Detail::Reply { by: Side::Me, .. } => of("reply_me"),
            Detail::Reply { by: Side::Them, .. } => of("reply_them"),
            Detail::Money { side, .. } => of("money").with("amount", owed(*side, amount_of(&reminder.detail))),
            Detail::Project { name: project } => of("project").with("text", plain(project)),
            Detail::Met { years } => of("met").with("n", *years),
            Detail::Assessment { .. } => of("assessment"),
        }
    }

    /// One whole sentence, understood without the row around it.
    #[must_use]
    pub fn reminder_reason(&self, reminder: &Reminder) -> Message {
        let name = self.reminder_name(reminder);
        let told = |key: &str| Message::new(format!("told.{key}")).with("name", name);
        match &reminder.detail {
            Detail::ReachOut { days_since, cadence_days } => {
                told("reach_out").with("days", *days_since).with("cadence", cadence_words(*cadence_days))
            }
            Detail::Birthday { .. } | Detail::YearlyDay { .. } => with_notes(self.reminder_title(reminder), self.reminder_note(reminder)),
            Detail::Met { years } => told("met").with("n", *years),
            Detail::Festival { id, greeted_last_year } => {
                let key = if *greeted_last_year { "festival_again" } else { "festival" };
                told(key).with("festival", self.festival_words(id))
            }
            Detail::Task { text, title: Some(title) } => told("task_of").with("text", bare(text)).with("title", title),
            Detail::Task { text, title: None } => told("task").with("text", bare(text)),
            Detail::Promise { by: Side::Me, text } => told("promise_me").with("text", bare(text)),
            Detail::Promise { by: Side::Them, text } => told("promise_them").with("text", bare(text)),
            Detail::Reply { by, text } => told_reply(*by, name, &bare(text)),
            Detail::Money { side, written, .. } => {
                let key = if *side == Debt::OwedToMe { "money_them" } else { "money_me" };
                told(key).with("amount", amount_of(&reminder.detail)).with("written", in_writing(*written))
            }
            Detail::Project { name: project } => told("project").with("text", bare(project)),
            Detail::Assessment { age_days } => told("assessment").with("n", *age_days),
        }
    }

    /// One sentence for reminders that can be said in one breath: a festival, and
    /// everybody to greet on it.
    #[must_use]
    pub fn reminders_reason(&self, alike: &[&Reminder]) -> Option<Message> {
        let (first, others) = alike.split_first()?;
        match &first.detail {
            Detail::Festival { id, .. } if !others.is_empty() => {
                let names: Vec<Argument> = alike.iter().map(|reminder| self.reminder_name(reminder).into()).collect();
                Some(Message::new("told.festival_all").with("festival", self.festival_words(id)).with("names", names))
            }
            _ => Some(self.reminder_reason(first)),
        }
    }

    /// What belongs to a reminder, in parts: the age or the years, the lunar day, why
    /// it stands on a day nearby, what was given last year.
    #[must_use]
    pub fn reminder_note(&self, reminder: &Reminder) -> Vec<Words> {
        let mut note: Vec<Words> = self.reminder_qualifier(reminder).into_iter().collect();
        note.extend(self.reminder_because(reminder));
        note
    }

    /// The one thing that stands right behind the title: an age, whether money is in
    /// writing, to whom one promised.
    #[must_use]
    pub fn reminder_qualifier(&self, reminder: &Reminder) -> Option<Words> {
        match &reminder.detail {
            Detail::Birthday { age: Some(age), .. } if *age > 0 => Some(Message::new("note.turns").with("n", *age).into()),
            Detail::YearlyDay { years: Some(years), .. } if *years > 0 => Some(Message::new("note.years").with("n", *years).into()),
            Detail::Money { written, .. } => Some(in_writing(*written).into()),
            Detail::Promise { by: Side::Me, .. } => Some(self.reminder_name(reminder).into()).filter(|name| *name != Words::from("")),
            Detail::Task { title: Some(title), .. } => Some(title.into()),
            _ => None,
        }
    }

    /// What stands under the title.
    pub(super) fn reminder_because(&self, reminder: &Reminder) -> Vec<Words> {
        match &reminder.detail {
            Detail::Birthday { note, relative, .. } => {
                let mut parts = day_words(*note);
                parts.extend(relative.is_none().then(|| self.given_a_year_before(reminder)).flatten());
                parts
            }
            Detail::YearlyDay { note, .. } => day_words(*note),
            Detail::Met { .. } => self.met_words(reminder),
            Detail::Reply { text, .. } => Some(bare(text)).filter(|text| !text.is_empty()).map(Words::from).into_iter().collect(),
            Detail::ReachOut { cadence_days, .. } => vec![cadence_words(*cadence_days).into()],
            _ => Vec::new(),
        }
    }

    fn reminder_name(&self, reminder: &Reminder) -> &str {
        reminder.person.and_then(|who| self.journal.contact(who)).map_or("", |contact| contact.name())
    }

    /// What they were given around the day a year before.
    fn given_a_year_before(&self, reminder: &Reminder) -> Option<Words> {
        let contact = self.journal.contact(reminder.person?)?;
        let day: Date = plus(reminder.on, -DAYS_OF_A_YEAR);
        let around = contact.interactions.iter().filter(|entry| days_between(day, entry.on).abs() <= GIFT_DAYS && entry.on <= self.today());
        let gift = around.flat_map(|entry| &entry.gave).next()?;
        Some(Message::new("note.gave_last_year").with("text", plain(&gift.text)).into())
    }

    fn met_words(&self, reminder: &Reminder) -> Vec<Words> {
        let Some(contact) = reminder.person.and_then(|who| self.journal.contact(who)) else { return Vec::new() };
        let mut parts: Vec<Words> = contact.profile.met.place.iter().map(Words::from).collect();
        let through = contact.met_through.and_then(|who| self.journal.contact(who));
        parts.extend(through.map(|through| Message::new("note.through").with("name", through.name()).into()));
        parts
    }
}

/// Whether two reminders can be said in one breath.
#[must_use]
pub fn is_same_festival(a: &Reminder, b: &Reminder) -> bool {
    match (&a.detail, &b.detail) {
        (Detail::Festival { id, .. }, Detail::Festival { id: other, .. }) => id == other && a.on == b.on,
        _ => false,
    }
}

const DAYS_OF_A_YEAR: i64 = 365;
/// A lunar birthday wanders by three weeks against the sun's year.
const GIFT_DAYS: i32 = 25;

fn birthday(name: &str, relative: Option<&str>, relation: Option<&str>) -> Message {
    match (relative, relation) {
        (None, _) => Message::new("reminder.birthday").with("name", name),
        (Some(relative), Some(relation)) => {
            Message::new("reminder.family_birthday").with("name", relative).with("of", name).with("relation", relation)
        }
        (Some(relative), None) => Message::new("reminder.relative_birthday").with("name", relative).with("of", name),
    }
}

/// A sentence with what belongs to it in brackets.
fn with_notes(what: Message, notes: Vec<Words>) -> Message {
    if notes.is_empty() {
        return Message::new("told.plain").with("what", what);
    }
    let notes: Vec<Argument> = notes.into_iter().map(Argument::from).collect();
    Message::new("told.with_notes").with("what", what).with("notes", notes)
}

/// The lunar day a day is kept by, and why it stands on a day nearby.
#[must_use]
pub fn day_words(note: DayNote) -> Vec<Words> {
    let mut parts: Vec<Words> = note.lunar.map(|lunar| lunar_words(lunar).into()).into_iter().collect();
    parts.extend(note.lunar_shift.map(|shift| match shift {
        Shift::ShortMonth => say("note.shifted_lunar_day"),
        Shift::NoLeapMonth => say("note.shifted_leap"),
        Shift::NoLeapMonthAndShort => say("note.shifted_both"),
    }));
    parts.extend(note.leap_day.then(|| say("note.shifted_feb29")));
    parts
}

fn told_reply(by: Side, name: &str, text: &str) -> Message {
    let key = match (by, text.is_empty()) {
        (Side::Me, true) => "told.reply_me",
        (Side::Me, false) => "told.reply_me_about",
        (Side::Them, true) => "told.reply_them",
        (Side::Them, false) => "told.reply_them_about",
    };
    Message::new(key).with("name", name).with("text", text)
}

fn owed(side: Debt, amount: String) -> Message {
    let key = if side == Debt::OwedToMe { "money.owed_to_me" } else { "money.i_owe" };
    Message::new(key).with("amount", amount)
}

fn amount_of(detail: &Detail) -> String {
    match detail {
        Detail::Money { amount, currency, .. } => amount_text(*amount, currency),
        _ => String::new(),
    }
}

fn in_writing(written: bool) -> Message {
    Message::new(if written { "money.in_writing" } else { "money.not_in_writing" })
}

/// The first line without marks and without its own full stop.
pub(super) fn bare(text: &str) -> String {
    let plain = plain(&without_tick(text));
    let line = plain.lines().next().unwrap_or("");
    line.trim_end_matches(['.', '。', '；', ';', ' ']).to_owned()
}
