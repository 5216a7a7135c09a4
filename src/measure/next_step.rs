//! The one next step with a person: the first of seven that applies.
//!
#![doc = include_str!("../../themes/default/messages/en/method/next_step.md")]
//!
//! 1. a promise of mine that is past or due within 7 days
//! 2. a reply I owe
//! 3. a planned meeting
//! 4. a danger sign to look at
//! 5. a birthday or festival within 14 days
//! 6. reach out by last meaningful + c
//! 7. nothing to do
//!
//! What I owe comes before what I wish; what is agreed before what is only due.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::reminders::{Detail, Reminder};
use super::window::plus;
use super::{Insights, PersonInsights};
use crate::model::contact::Status;
use crate::model::interaction::Side;
use crate::model::{Contact, ContactIndex, Journal, TaskState};
use crate::source::Span;

/// A promise this close is the next step.
pub(super) const PROMISE_AHEAD_DAYS: i64 = 7;
/// A birthday or festival this close is the next step.
pub(super) const DAY_AHEAD_DAYS: i64 = 14;

/// What to do next with a person.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum NextStep {
    /// Keep a promise.
    Promise {
        /// What was promised.
        text: String,
        /// Its day.
        day: Date,
        /// Its line.
        at: Span,
    },
    /// Answer.
    Reply {
        /// What it is about.
        text: String,
        /// Since when.
        on: Date,
        /// Its line.
        at: Span,
    },
    /// Meet, as planned.
    Planned {
        /// When.
        on: Date,
        /// Its line.
        at: Span,
    },
    /// Look at a danger sign.
    Sign {
        /// Which.
        id: &'static str,
    },
    /// A birthday or a festival comes.
    Day(Box<Reminder>),
    /// Reach out.
    ReachOut {
        /// By when.
        by: Date,
    },
    /// Nothing.
    #[default]
    Nothing,
}

/// Everybody's next step, in the order of the people.
#[must_use]
pub fn next_steps(journal: &Journal, insights: &Insights) -> Vec<NextStep> {
    let mut by_person: Vec<Vec<&Reminder>> = journal.contacts.iter().map(|_| Vec::new()).collect();
    for reminder in &insights.reminders {
        if let Some(list) = reminder.person.and_then(|who| by_person.get_mut(who.0 as usize)) {
            list.push(reminder);
        }
    }
    let each = journal.contacts.par_iter().zip(&insights.people).zip(&by_person);
    each.map(|((contact, person), reminders)| next_step(contact, person, reminders, insights.today)).collect()
}

/// The next steps of some people.
#[must_use]
pub fn next_steps_of(journal: &Journal, insights: &Insights, whose: &BTreeSet<ContactIndex>) -> Vec<(ContactIndex, NextStep)> {
    let mut by_person: BTreeMap<ContactIndex, Vec<&Reminder>> = whose.iter().map(|who| (*who, Vec::new())).collect();
    for reminder in &insights.reminders {
        if let Some(list) = reminder.person.and_then(|who| by_person.get_mut(&who)) {
            list.push(reminder);
        }
    }
    let step = |(who, reminders): (ContactIndex, Vec<&Reminder>)| {
        let (contact, person) = (journal.contact(who)?, insights.person(who)?);
        Some((who, next_step(contact, person, &reminders, insights.today)))
    };
    by_person.into_iter().filter_map(step).collect()
}

fn next_step(contact: &Contact, person: &PersonInsights, reminders: &[&Reminder], today: Date) -> NextStep {
    if contact.profile.status == Status::Deceased {
        return NextStep::Nothing;
    }
    let promise = own_promise(contact, today);
    if contact.profile.status != Status::Active {
        return promise.unwrap_or_default();
    }
    let is_near = |reminder: &&&Reminder| reminder.on >= today && reminder.on <= plus(today, DAY_AHEAD_DAYS);
    let near_day =
        || reminders.iter().filter(is_near).find(|reminder| matches!(reminder.detail, Detail::Birthday { .. } | Detail::Festival { .. }));
    let reach_out = || reminders.iter().find(|reminder| matches!(reminder.detail, Detail::ReachOut { .. }));
    let sign = || person.signs.iter().find(|sign| !sign.dismissed);
    promise
        .or_else(|| own_reply(reminders))
        .or_else(|| person.rhythm.planned.map(|planned| NextStep::Planned { on: planned.on, at: planned.at }))
        .or_else(|| sign().map(|sign| NextStep::Sign { id: sign.id }))
        .or_else(|| near_day().map(|reminder| NextStep::Day(Box::new((*reminder).clone()))))
        .or_else(|| reach_out().map(|reminder| NextStep::ReachOut { by: reminder.on }))
        .or_else(|| person.rhythm.due_on.filter(|_| person.rhythm.phase != super::Phase::Paused).map(|by| NextStep::ReachOut { by }))
        .unwrap_or_default()
}

fn own_promise(contact: &Contact, today: Date) -> Option<NextStep> {
    let until = plus(today, PROMISE_AHEAD_DAYS);
    let mine = contact.promises().filter(|promise| promise.by == Side::Me && promise.task.state == TaskState::Open);
    let due = mine.filter_map(|promise| promise.task.day().map(|day| (day, promise.task))).filter(|(day, _)| *day <= until);
    due.min_by_key(|(day, task)| (*day, task.at)).map(|(day, task)| NextStep::Promise { text: task.text.clone(), day, at: task.at })
}

fn own_reply(reminders: &[&Reminder]) -> Option<NextStep> {
    reminders.iter().find_map(|reminder| match &reminder.detail {
        Detail::Reply { by: Side::Me, text } => Some(NextStep::Reply { text: text.clone(), on: reminder.on, at: reminder.at }),
        _ => None,
    })
}
