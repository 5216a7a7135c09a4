//! What a day holds: reminders with a day of their own, planned meetings, this week's list.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::KINDS;
use crate::arrange::day::distance;
use crate::arrange::route::{Route, Variant};
use crate::arrange::site::Site;
use crate::arrange::words::{Words, first_sentence, say};
use crate::measure::reminders::{Detail, Reminder, ReminderKind};
use crate::measure::window::{days_between, plus};
use crate::message::{Argument, Message};
use crate::model::ContactIndex;
use crate::model::contact::DayOfYear;
use crate::source::Span;

/// Something on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// Its word under `reminder.kind`.
    pub kind: &'static str,
    /// Who or what.
    pub title: Words,
    /// One thing right behind the title.
    pub qualifier: Option<Words>,
    /// How far its day is.
    pub when: Words,
    /// Its own day, where it stands in today's row because it is still open.
    pub on: Option<Date>,
    /// Whether its day has come.
    pub pressing: bool,
    /// What belongs to it.
    pub reason: Vec<Words>,
    /// Whom to greet, those greeted last year first; at most seven.
    pub people: Vec<EventPerson>,
    /// How many more there are.
    pub more: Option<More>,
    /// Its page.
    pub href: Option<String>,
}

/// Somebody to greet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventPerson {
    /// Their name.
    pub name: String,
    /// Their page.
    pub href: String,
    /// Whether they were greeted last year.
    pub done: bool,
}

/// The rest of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct More {
    /// How many.
    pub n: usize,
    /// Where they are.
    pub href: String,
}

/// People named under a festival.
const PEOPLE_SHOWN: usize = 7;

impl Site<'_> {
    /// Everything the agenda shows, each with the row it stands in, in order.
    pub(super) fn calendar_events(&self) -> Vec<(Date, Event)> {
        let today = self.today();
        let mut events: Vec<(Date, Event)> = Vec::new();
        for reminder in self.insights.reminders.iter().filter(|reminder| is_dated(reminder.kind())) {
            events.push((reminder.on.max(today), self.reminder_event(reminder)));
        }
        events.extend(self.festival_events());
        events.extend(self.planned_events());
        events.extend(self.week_events());
        let rank = |event: &Event| KINDS.iter().position(|kind| *kind == event.kind);
        events.sort_by_key(|(row, event)| (*row, rank(event), event.on));
        events
    }

    fn reminder_event(&self, reminder: &Reminder) -> Event {
        let today = self.today();
        let is_past = reminder.on < today;
        let mut reason: Vec<Words> = Vec::new();
        if is_past {
            reason.push(Message::new("note.originally").with("on", reminder.on).into());
        }
        reason.extend(self.family_words(reminder));
        reason.extend(self.reminder_because(reminder));
        Event {
            kind: reminder.kind().name(),
            title: self.event_title(reminder),
            qualifier: self.event_qualifier(reminder),
            when: self.event_when(reminder.on),
            on: is_past.then_some(reminder.on),
            pressing: reminder.on <= today && reminder.kind().stays_open(),
            reason,
            people: Vec::new(),
            more: None,
            href: self.reminder_href(reminder),
        }
    }

    /// The kind stands before a title, so a birthday needs no more than a name.
    fn event_title(&self, reminder: &Reminder) -> Words {
        match &reminder.detail {
            Detail::Birthday { relative: Some(relative), .. } => relative.into(),
            Detail::Birthday { relative: None, .. } => self.name_of(reminder.person).into(),
            _ => self.reminder_title(reminder).into(),
        }
    }

    fn event_qualifier(&self, reminder: &Reminder) -> Option<Words> {
        match &reminder.detail {
            Detail::Birthday { age: None, .. } => Some(say("note.no_year")),
            _ => self.reminder_qualifier(reminder),
        }
    }

    /// Of a relative: whose they are, and when they were born.
    fn family_words(&self, reminder: &Reminder) -> Vec<Words> {
        let Detail::Birthday { relative: Some(relative), relation, .. } = &reminder.detail else { return Vec::new() };
        let Some(contact) = reminder.person.and_then(|who| self.journal.contact(who)) else { return Vec::new() };
        let whose = match relation {
            Some(relation) => Message::new("note.of").with("name", contact.name()).with("relation", relation),
            None => Message::new("note.family_of").with("name", contact.name()),
        };
        let mut words: Vec<Words> = vec![whose.into()];
        let born = contact.profile.family.iter().find(|one| one.name == *relative).and_then(|one| one.birthday).and_then(year_of);
        words.extend(born.map(|year| Message::new("note.born").with("year", year.to_string()).into()));
        words
    }

    fn event_when(&self, on: Date) -> Words {
        match days_between(on, self.today()) {
            1 => say("when.due_yesterday"),
            2 => say("when.due_before_yesterday"),
            days if days > 2 => Message::new("when.due_days_ago").with("n", days).into(),
            _ => distance(self.today(), on),
        }
    }

    fn name_of(&self, who: Option<ContactIndex>) -> &str {
        who.and_then(|who| self.journal.contact(who)).map_or("", |contact| contact.name())
    }

    /// The page of the article a line stands in; notes have none.
    pub(in crate::arrange) fn article_of(&self, at: Span) -> Option<String> {
        let place = self.journal.articles.iter().position(|article| article.file == at.file)?;
        Some(self.article_href(place))
    }

    /// A festival is one thing, however many there are to greet.
    fn festival_events(&self) -> Vec<(Date, Event)> {
        let mut by_day: BTreeMap<(Date, &str), Vec<EventPerson>> = BTreeMap::new();
        for reminder in &self.insights.reminders {
            if let (Detail::Festival { id, greeted_last_year }, Some(who)) = (&reminder.detail, reminder.person) {
                let person =
                    EventPerson { name: self.name_of(Some(who)).to_owned(), href: self.profile_href(who), done: *greeted_last_year };
                by_day.entry((reminder.on, id)).or_default().push(person);
            }
        }
        by_day.into_iter().map(|((on, id), people)| (on, self.festival_event(on, id, people))).collect()
    }

    fn festival_event(&self, on: Date, id: &str, mut people: Vec<EventPerson>) -> Event {
        people.sort_by_key(|person| !person.done);
        let n = people.len();
        let greeted = people.iter().filter(|person| person.done).count();
        people.truncate(PEOPLE_SHOWN);
        let left = n - people.len();
        Event {
            kind: "festival",
            title: self.festival_words(id),
            qualifier: Some(Message::new("festival.greeted").with("n", n).with("greeted", greeted).into()),
            when: distance(self.today(), on),
            on: None,
            pressing: false,
            reason: Vec::new(),
            people,
            more: (left > 0).then(|| More { n: left, href: self.path(Route::People(Variant::Circle, 0)) }),
            href: None,
        }
    }

    /// A planned meeting is one thing, however many come.
    fn planned_events(&self) -> Vec<(Date, Event)> {
        let (today, until) = (self.today(), self.agenda_end());
        let mut by_line: BTreeMap<(Date, Span), Vec<ContactIndex>> = BTreeMap::new();
        for (who, contact, _) in self.people() {
            // Newest first: planned entries stand at the front.
            for entry in contact.interactions.iter().take_while(|entry| entry.on > today).filter(|entry| entry.on <= until) {
                by_line.entry((entry.on, entry.at)).or_default().push(who);
            }
        }
        let event = |((on, at), people): ((Date, Span), Vec<ContactIndex>)| Some((on, self.planned_event(on, at, &people)?));
        by_line.into_iter().filter_map(event).collect()
    }

    fn planned_event(&self, on: Date, at: Span, people: &[ContactIndex]) -> Option<Event> {
        let first = self.journal.contact(*people.first()?)?;
        let entry = first.interactions.iter().find(|entry| entry.at == at)?;
        let names: Vec<Argument> = people.iter().map(|who| self.name_of(Some(*who)).into()).collect();
        let kind = Message::new(format!("kind.{}", entry.kind.name()));
        let words = first_sentence(&entry.text);
        Some(Event {
            kind: "planned",
            title: Message::new("reminder.planned").with("kind", kind).with("name", names).into(),
            qualifier: None,
            when: distance(self.today(), on),
            on: None,
            pressing: false,
            reason: if words.is_empty() { Vec::new() } else { vec![words.into()] },
            people: Vec::new(),
            more: None,
            href: people.first().map(|who| self.line(*who, first, at).href),
        })
    }

    /// Those of this week's list who are still to be reached, on the week's last day.
    fn week_events(&self) -> Vec<(Date, Event)> {
        let sunday = plus(self.insights.week.monday, 6);
        let open = self.insights.week.people.iter().filter(|person| !person.done);
        let event = |who: ContactIndex| {
            let reason = self.person(who).map(|(_, figures)| crate::arrange::day::cadence_words(figures.rhythm.cadence_days).into());
            Event {
                kind: "reach-out",
                title: self.name_of(Some(who)).into(),
                qualifier: None,
                when: say("goals.this.week"),
                on: None,
                pressing: false,
                reason: reason.into_iter().collect(),
                people: Vec::new(),
                more: None,
                href: Some(self.profile_href(who)),
            }
        };
        open.map(|person| (sunday, event(person.who))).collect()
    }
}

/// Kinds that have a day of their own; festivals are gathered, reaching out is the
/// week's list, and an answer has no day.
fn is_dated(kind: ReminderKind) -> bool {
    use ReminderKind::{Birthday, Date, Met, Money, Project, Promise, Task};
    matches!(kind, Promise | Money | Birthday | Date | Met | Project | Task)
}

fn year_of(day: DayOfYear) -> Option<i16> {
    match day {
        DayOfYear::Solar(day) => day.year,
        DayOfYear::Lunar(day) => day.year,
    }
}
