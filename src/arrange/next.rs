//! The next step with a person in words, for their page and for a row of a list.

use jiff::civil::Date;
use serde::Serialize;

use super::day::distance;
use super::reminder::bare;
use super::site::Site;
use super::words::{Words, say};
use crate::measure::reminders::Detail;
use crate::measure::rhythm::Phase;
use crate::measure::{NextStep, Reminder};
use crate::message::Message;
use crate::model::{Contact, ContactIndex};
use crate::source::Span;

/// What to do next with a person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextView {
    /// What.
    pub text: Vec<Words>,
    /// Its day in words, where the text does not name it.
    pub by: Option<Words>,
    /// The day those words stand for.
    pub on: Option<Date>,
}

impl NextView {
    fn plain(text: impl Into<Words>) -> Self {
        Self { text: vec![text.into()], by: None, on: None }
    }

    fn due(text: impl Into<Words>, by: Words, on: Date) -> Self {
        Self { text: vec![text.into()], by: Some(by), on: Some(on) }
    }
}

impl Site<'_> {
    /// What to do next with a person; `None` where there is nothing to do.
    #[must_use]
    pub fn next_words(&self, who: ContactIndex) -> Option<NextView> {
        let (contact, figures) = self.person(who)?;
        let today = self.today();
        Some(match &figures.next_step {
            NextStep::Promise { text, day, .. } => {
                NextView::due(Message::new("next.promise").with("text", bare(text)), self.due_words(*day), *day)
            }
            NextStep::Reply { text, .. } if bare(text).is_empty() => NextView::plain(say("next.reply_plain")),
            NextStep::Reply { text, .. } => NextView::plain(Message::new("next.reply").with("text", bare(text))),
            NextStep::Planned { on, at } => {
                let kind = Message::new(format!("kind.{}", kind_at(contact, *at)));
                NextView::due(Message::new("next.planned").with("kind", kind).with("on", *on), distance(today, *on), *on)
            }
            NextStep::Sign { id } => NextView::plain(Message::new("next.sign").with("sign", Message::new(format!("sign.{id}.name")))),
            NextStep::Day(reminder) => NextView::due(self.day_ahead(reminder), distance(today, reminder.on), reminder.on),
            NextStep::ReachOut { by } => NextView::plain(reach_out(figures.rhythm.phase, *by, today)),
            NextStep::Nothing if figures.rhythm.phase == Phase::New => NextView::plain(say("next.speak_again")),
            NextStep::Nothing => return None,
        })
    }

    /// The next step on one line.
    #[must_use]
    pub fn next_line(&self, who: ContactIndex) -> Option<Words> {
        self.next_words(who)?.text.into_iter().next()
    }

    /// A birthday of theirs, of their family, or a festival.
    fn day_ahead(&self, reminder: &Reminder) -> Message {
        match &reminder.detail {
            Detail::Birthday { relative: None, .. } => Message::new("next.birthday").with("on", reminder.on),
            Detail::Birthday { relative: Some(relative), .. } => {
                Message::new("next.family_birthday").with("name", relative).with("on", reminder.on)
            }
            Detail::Festival { id, .. } => Message::new("next.festival").with("festival", self.festival_words(id)).with("on", reminder.on),
            _ => self.reminder_title(reminder),
        }
    }
}

/// Reaching out, by phase: to the quiet a choice is offered, the new want a rhythm.
fn reach_out(phase: Phase, by: Date, today: Date) -> Words {
    match phase {
        Phase::Quiet => say("next.decide"),
        Phase::New => say("next.speak_again"),
        _ if by <= today => say("next.reach_out_now"),
        _ => Message::new("next.reach_out").with("on", by).into(),
    }
}

fn kind_at(contact: &Contact, at: Span) -> &'static str {
    contact.interactions.iter().find(|entry| entry.at == at).map_or("note", |entry| entry.kind.name())
}
