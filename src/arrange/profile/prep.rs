//! For before a meeting: three topics, and what to remember, what is open, what to
//! avoid. The files' own words.

use serde::Serialize;

use super::facts::relative_words;
use crate::arrange::promises::amount_text;
use crate::arrange::reminder::bare;
use crate::arrange::route::Route;
use crate::arrange::site::Site;
use crate::arrange::topics::{Topic, shortened};
use crate::arrange::words::{Words, say};
use crate::measure::boundary::Debt;
use crate::measure::reminders::Detail;
use crate::measure::window::plus;
use crate::message::{Argument, Message};
use crate::model::contact::Status;
use crate::model::interaction::Side;
use crate::model::text::plain;
use crate::model::{Contact, ContactIndex, TaskState};

/// A birthday this close is to be remembered.
const BIRTHDAY_AHEAD_DAYS: i64 = 30;
/// Facts of the user's own keys on a card, at most.
const FACTS_SHOWN: usize = 3;
/// A fact longer than this is read on the page, not on the way.
const LONGEST_FACT: usize = 40;

/// For before a meeting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prep {
    /// The card to print.
    pub card_href: String,
    /// Three; one of them is something to give.
    pub topics: Vec<Topic>,
    /// What to remember.
    pub remember: Vec<Words>,
    /// What is open between us.
    pub open: Vec<Words>,
    /// What not to bring up.
    pub avoid: Vec<Words>,
}

impl Site<'_> {
    /// What to know before a meeting; `None` with whom it is over.
    #[must_use]
    pub fn prep(&self, who: ContactIndex) -> Option<Prep> {
        let contact = self.journal.contact(who)?;
        if !is_met(contact) {
            return None;
        }
        let (topics, said) = self.topics(who);
        let avoid: Vec<Argument> = contact.profile.avoid.iter().map(|avoid| bare(&avoid.value).into()).collect();
        let avoid = (!avoid.is_empty()).then(|| Message::new("prep.items").with("items", avoid).into());
        Some(Prep {
            card_href: self.path(Route::Card(who)),
            topics,
            remember: self.to_remember(who, contact),
            open: self.open_between(who, contact, &said),
            avoid: avoid.into_iter().collect(),
        })
    }

    /// Names of the family, a birthday soon, what the file says under keys of its own.
    fn to_remember(&self, who: ContactIndex, contact: &Contact) -> Vec<Words> {
        let profile = &contact.profile;
        let mut remember: Vec<Words> = Vec::new();
        let family: Vec<Argument> = profile.family.iter().map(|relative| relative_words(relative).into()).collect();
        remember.extend((!family.is_empty()).then(|| sentence(Message::new("prep.items").with("items", family))));
        let until = plus(self.today(), BIRTHDAY_AHEAD_DAYS);
        let birthdays =
            self.reminders_of(who).filter(|reminder| reminder.on <= until && matches!(reminder.detail, Detail::Birthday { .. }));
        remember.extend(birthdays.map(|birthday| {
            let when = Message::new("when.on").with("on", birthday.on);
            sentence(Message::new("prep.dated").with("what", self.reminder_title(birthday)).with("on", when))
        }));
        let facts = profile.facts.iter().filter(|fact| fact.value.chars().count() <= LONGEST_FACT && !is_of_an_editor(&fact.key));
        remember.extend(
            facts
                .take(FACTS_SHOWN)
                .map(|fact| sentence(Message::new("prep.fact").with("key", &fact.key).with("value", plain(&fact.value)))),
        );
        remember
    }

    /// Promises that are no topic already, answers owed, open money.
    fn open_between(&self, who: ContactIndex, contact: &Contact, said: &[usize]) -> Vec<Words> {
        let mut open: Vec<Words> = Vec::new();
        let still_open = contact.tasks.iter().enumerate().filter(|(place, task)| task.state == TaskState::Open && !said.contains(place));
        for (_, task) in still_open {
            let Some(side) = task.promise_by else { continue };
            let key = if side == Side::Me { "prep.you_owe" } else { "prep.they_owe" };
            let what = Message::new(key).with("text", shortened(&bare(&task.text)));
            open.push(match task.day() {
                Some(day) => sentence(Message::new("prep.dated").with("what", what).with("on", self.due_words(day))),
                None => sentence(what),
            });
        }
        let replies = self.reminders_of(who).filter(|reminder| matches!(reminder.detail, Detail::Reply { .. }));
        open.extend(replies.map(|reply| self.reminder_reason(reply).into()));
        let boundary = self.insights.person(who).map_or(&[][..], |figures| figures.boundary.as_slice());
        for money in boundary {
            let key = if money.side == Debt::OwedToMe { "prep.money_them" } else { "prep.money_me" };
            let due = money.loans.iter().filter_map(|loan| loan.due).min().map(|due| self.due_words(due));
            let written = say(if money.loans.iter().all(|loan| loan.written) { "money.in_writing" } else { "money.not_in_writing" });
            let terms = Message::new("note.both").with("a", due.unwrap_or_else(|| say("money.no_due"))).with("b", written);
            open.push(Message::new(key).with("amount", amount_text(money.amount, &money.currency)).with("terms", terms).into());
        }
        open
    }
}

/// Whether one may meet them again.
pub(super) fn is_met(contact: &Contact) -> bool {
    !matches!(contact.profile.status, Status::Ended | Status::Deceased)
}

fn sentence(what: Message) -> Words {
    Message::new("topic.subject").with("text", what).into()
}

/// Keys by which Obsidian and its plug-ins remember how to show a note. They are facts like others, but nothing to
/// remember before one meets somebody.
fn is_of_an_editor(key: &str) -> bool {
    matches!(
        key.to_lowercase().as_str(),
        "cssclass" | "cssclasses" | "banner" | "publish" | "permalink" | "cover" | "created" | "updated" | "modified" | "id" | "uid"
    )
}
