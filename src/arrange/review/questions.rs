//! The four questions, and what the journal knows about each.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::Days;
use crate::arrange::day::cadence_words;
use crate::arrange::person::PersonView;
use crate::arrange::site::Site;
use crate::arrange::words::{Words, first_sentence, say};
use crate::measure::reminders::{Detail, Reminder, ReminderKind};
use crate::measure::rhythm::Phase;
use crate::measure::window::plus;
use crate::measure::{PersonInsights, counted};
use crate::message::Message;
use crate::model::interaction::Side;
use crate::model::text::plain;
use crate::model::{Contact, ContactIndex, Interaction, Task, TaskState};
use crate::source::Span;

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// `happened`, `slipped`, `next` or `let_go`.
    pub key: &'static str,
    /// Beside it, in small.
    pub note: Option<Words>,
    /// What the journal knows.
    pub rows: Vec<QuestionRow>,
}

/// One thing the journal knows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuestionRow {
    /// `moon` or `mark`.
    pub glyph: &'static str,
    /// A phase, or the kind of mark.
    pub mark: &'static str,
    /// Whom it concerns.
    pub person: Option<PersonView>,
    /// What it is.
    pub text: Vec<Words>,
    /// When, or how many days ago.
    pub day: Option<Words>,
}

/// An entry with everybody on whose page it counts.
pub(super) struct Line<'a> {
    pub(super) entry: &'a Interaction,
    pub(super) people: Vec<ContactIndex>,
}

/// Rows of a question: a page of paper has no more room.
const MOST_ROWS: usize = 12;
/// Quiet people offered at a time: more than that decides nothing.
const MOST_QUIET: usize = 6;
/// How far "next" looks.
const NEXT_DAYS: i64 = 14;

impl Site<'_> {
    /// All four, as today knows them.
    pub(super) fn questions_now(&self, days: Days) -> Vec<Question> {
        vec![self.happened(days), self.slipped(days), self.next(), self.let_go()]
    }

    /// Of a week that is over: what happened, and what of it is still open.
    pub(super) fn questions_then(&self, days: Days) -> Vec<Question> {
        let rows = self.open_promises(|day| days.hold(day));
        vec![self.happened(days), Question { key: "slipped", note: Some(say("review.note_still_open")).filter(|_| !rows.is_empty()), rows }]
    }

    /// Entries of some days, each line once, by day.
    pub(super) fn entries_of(&self, days: Days) -> Vec<Line<'_>> {
        let mut lines: BTreeMap<(Date, Span), Line<'_>> = BTreeMap::new();
        for (who, contact, _) in self.people() {
            let inside = counted(contact, self.today()).skip_while(|entry| entry.on > days.until).take_while(|entry| entry.on >= days.from);
            for entry in inside {
                lines.entry((entry.on, entry.at)).or_insert_with(|| Line { entry, people: Vec::new() }).people.push(who);
            }
        }
        lines.into_values().collect()
    }

    /// My promises whose day lies in these days and has come.
    pub(super) fn promises_due(&self, days: Days) -> usize {
        let mine = self
            .journal
            .contacts
            .iter()
            .flat_map(Contact::promises)
            .filter(|promise| promise.by == Side::Me && promise.task.state != TaskState::Cancelled);
        mine.filter_map(|promise| promise.task.day()).filter(|day| days.hold(*day) && *day <= self.today()).count()
    }

    /// A week in full; of a longer time the deepest, newest first.
    fn happened(&self, days: Days) -> Question {
        let mut lines = self.entries_of(days);
        let note = Message::new("review.contacts").with("n", lines.len()).into();
        let is_week = plus(days.from, 7) > days.until;
        if !is_week {
            lines.sort_by_key(|line| (Reverse(line.entry.depth), Reverse(line.entry.on)));
            lines.truncate(MOST_ROWS);
            lines.sort_by_key(|line| line.entry.on);
        }
        let day = |on: Date| Message::new(if is_week { "when.weekday_short" } else { "when.on" }).with("on", on).into();
        let row = |line: &Line<'_>| QuestionRow {
            glyph: "mark",
            mark: line.entry.by.name(),
            person: line.people.first().and_then(|who| self.person_view(*who)),
            text: vec![entry_words(line.entry)],
            day: Some(day(line.entry.on)),
        };
        Question { key: "happened", note: Some(note), rows: lines.iter().map(row).collect() }
    }

    /// The list's open ones, then my promises whose day has come.
    fn slipped(&self, _days: Days) -> Question {
        let open = self.insights.week.people.iter().filter(|person| !person.done);
        let mut rows: Vec<QuestionRow> = open.filter_map(|person| self.moon_row(person.who, vec![say("review.on_list_open")])).collect();
        rows.extend(self.open_promises(|day| day <= self.today()));
        rows.truncate(MOST_ROWS);
        Question { key: "slipped", note: Some(say("review.note_slipped")).filter(|_| !rows.is_empty()), rows }
    }

    fn open_promises(&self, is_meant: impl Fn(Date) -> bool) -> Vec<QuestionRow> {
        let mut open: Vec<(Date, ContactIndex, &Task)> = Vec::new();
        for (who, contact, _) in self.people() {
            let mine = contact.promises().filter(|promise| promise.by == Side::Me && promise.task.state == TaskState::Open);
            open.extend(mine.filter_map(|promise| Some((promise.task.day()?, who, promise.task))).filter(|(day, _, _)| is_meant(*day)));
        }
        open.sort_by_key(|(day, _, _)| *day);
        let row = |(day, who, task): (Date, ContactIndex, &Task)| QuestionRow {
            glyph: "mark",
            mark: "box",
            person: self.person_view(who),
            text: vec![plain(&task.text).into()],
            day: Some(self.lately(day)),
        };
        open.into_iter().take(MOST_ROWS).map(row).collect()
    }

    /// Who is left from the list, who comes after them, what is planned, which days come.
    fn next(&self) -> Question {
        let week = &self.insights.week;
        let left = week.people.iter().filter(|person| !person.done);
        let mut rows: Vec<QuestionRow> = left.filter_map(|person| self.moon_row(person.who, vec![say("review.carried")])).collect();
        let room = usize::try_from(self.journal.settings.capacity).unwrap_or(usize::MAX).saturating_sub(rows.len());
        rows.extend(week.also_due.iter().take(room).filter_map(|who| {
            let cadence = self.insights.person(*who).map(|figures| cadence_words(figures.rhythm.cadence_days))?;
            self.moon_row(*who, vec![Message::new("reason.cadence").with("cadence", cadence).into()])
        }));
        let reach = rows.len();
        let planned = self.planned_rows();
        let both = reach > 0 && !planned.is_empty();
        let note = both.then(|| Message::new("review.note_next").with("n", reach).with("planned", planned.len()).into());
        rows.extend(planned);
        rows.extend(self.day_rows());
        rows.truncate(MOST_ROWS);
        Question { key: "next", note, rows }
    }

    fn planned_rows(&self) -> Vec<QuestionRow> {
        let (today, until) = (self.today(), plus(self.today(), NEXT_DAYS));
        let mut planned: Vec<(Date, QuestionRow)> = Vec::new();
        for (who, contact, _) in self.people() {
            // Newest first: planned entries stand at the front.
            for entry in contact.interactions.iter().take_while(|entry| entry.on > today).filter(|entry| entry.on <= until) {
                let kind = Message::new(format!("kind.{}", entry.kind.name()));
                let text = Message::new("review.planned").with("kind", kind).with("on", entry.on).into();
                planned.extend(self.moon_row(who, vec![text]).map(|row| (entry.on, row)));
            }
        }
        planned.sort_by_key(|(on, _)| *on);
        planned.into_iter().map(|(_, row)| row).collect()
    }

    fn day_rows(&self) -> Vec<QuestionRow> {
        let until = plus(self.today(), NEXT_DAYS);
        let ahead = self.insights.reminders.iter().filter(|reminder| reminder.on >= self.today() && reminder.on <= until);
        let days = ahead.filter(|reminder| matches!(reminder.kind(), ReminderKind::Birthday | ReminderKind::Date | ReminderKind::Met));
        let row = |reminder: &Reminder| {
            // The name stands in front of the row.
            let mut text: Vec<Words> = vec![match &reminder.detail {
                Detail::Birthday { relative: None, .. } => say("reminder.kind.birthday"),
                Detail::YearlyDay { label, .. } => label.into(),
                Detail::Met { years } => Message::new("review.met").with("n", *years).into(),
                _ => self.reminder_title(reminder).into(),
            }];
            text.extend(self.reminder_qualifier(reminder).map(|qualifier| Message::new("review.aside").with("text", qualifier).into()));
            let mut row = self.moon_row(reminder.person?, text)?;
            row.day = Some(Message::new("when.on").with("on", reminder.on).into());
            Some(row)
        };
        days.filter_map(row).collect()
    }

    /// Quiet people, those silent longest first, and those one came away from drained.
    fn let_go(&self) -> Question {
        let drained =
            |figures: &PersonInsights| figures.signs.iter().find(|sign| sign.id == "felt-used" && !sign.dismissed).map(|sign| sign.count);
        let mut quiet: Vec<(i32, ContactIndex)> = Vec::new();
        let mut tired: Vec<QuestionRow> = Vec::new();
        for (who, _, figures) in self.people() {
            if figures.rhythm.phase == Phase::Paused {
                continue;
            }
            if let Some(n) = drained(figures) {
                tired.extend(self.moon_row(who, vec![Message::new("review.drained").with("n", n).into()]));
            } else if figures.rhythm.phase == Phase::Quiet {
                quiet.push((figures.rhythm.days_since.unwrap_or(0), who));
            }
        }
        quiet.sort_by_key(|(days, _)| Reverse(*days));
        let mut rows: Vec<QuestionRow> = quiet.into_iter().take(MOST_QUIET).filter_map(|(_, who)| self.quiet_row(who)).collect();
        rows.extend(tired);
        rows.truncate(MOST_ROWS);
        Question { key: "let_go", note: Some(say("review.note_let_go")).filter(|_| !rows.is_empty()), rows }
    }

    fn quiet_row(&self, who: ContactIndex) -> Option<QuestionRow> {
        let rhythm = &self.insights.person(who)?.rhythm;
        let cadence = cadence_words(rhythm.cadence_days);
        let text = Message::new("review.quiet_since").with("cadence", cadence).with("on", rhythm.last_meaningful?);
        self.moon_row(who, vec![text.into()])
    }

    /// Somebody with their moon and the days since the last talk.
    fn moon_row(&self, who: ContactIndex, text: Vec<Words>) -> Option<QuestionRow> {
        let figures = self.insights.person(who)?;
        let days = figures.rhythm.days_since.map(|days| Message::new("days.short").with("n", days).into());
        Some(QuestionRow { glyph: "moon", mark: figures.rhythm.phase.name(), person: self.person_view(who), text, day: days })
    }
}

/// An entry's kind and its first sentence.
fn entry_words(entry: &Interaction) -> Words {
    let kind = Message::new(format!("kind.{}", entry.kind.name()));
    let text = first_sentence(&entry.text);
    if text.is_empty() { kind.into() } else { Message::new("review.entry").with("kind", kind).with("text", text).into() }
}
