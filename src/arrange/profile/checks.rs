//! Six health checks, and beside them consistency, slipping, kept promises and the
//! danger signs put aside: one compact row under the readings.

use jiff::civil::Date;
use serde::Serialize;

use super::lines::Evidence;
use crate::arrange::site::Site;
use crate::arrange::words::{Words, say};
use crate::measure::checks::own_answer;
use crate::measure::{Answer, Kept, PersonInsights, counted};
use crate::message::Message;
use crate::model::interaction::Side;
use crate::model::{Contact, ContactIndex};

/// One check.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckRow {
    /// Which.
    pub id: &'static str,
    /// `yes`, `no` or `unknown`.
    pub answer: &'static str,
    /// What it rests on, where a figure says more than its name.
    pub evidence: Vec<Words>,
    /// The lines it rests on.
    pub lines: Evidence,
    /// My own tick, where it says something else.
    pub tick: Option<bool>,
}

/// Something else worth a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Extra {
    /// What.
    pub label: Words,
    /// How it is.
    pub text: Vec<Words>,
    /// The lines it rests on.
    pub lines: Evidence,
}

/// A danger sign put aside.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dismissed {
    /// Which.
    pub sign: &'static str,
    /// When.
    pub on: Option<Date>,
    /// Why.
    pub why: Option<Words>,
    /// The lines it rests on.
    pub lines: Evidence,
}

impl Site<'_> {
    /// The six, in their order.
    pub(super) fn check_rows(&self, who: ContactIndex, contact: &Contact, figures: &PersonInsights) -> Vec<CheckRow> {
        let row = |check: &crate::measure::HealthCheck| {
            let quarterly = figures.rhythm.days_since.filter(|_| check.id == "quarterly");
            let evidence = quarterly.map(|days| Message::new("check.evidence.quarterly").with("days", days).into());
            CheckRow {
                id: check.id,
                answer: check.answer.name(),
                evidence: evidence.into_iter().collect(),
                lines: self.evidence(who, &check.evidence),
                tick: own_answer(contact, check.id).filter(|ticked| disagrees(*ticked, check.answer)),
            }
        };
        figures.checks.iter().map(row).collect()
    }

    /// Consistency, slipping, kept promises: each only where there is something to say.
    pub(super) fn more(&self, who: ContactIndex, contact: &Contact, figures: &PersonInsights) -> Vec<Extra> {
        let rhythm = &figures.rhythm;
        let talks = || {
            let talks = counted(contact, self.today()).filter(|entry| entry.is_meaningful());
            self.evidence(who, &talks.map(|entry| entry.at).collect::<Vec<_>>())
        };
        let consistency = rhythm.consistency.map(|share| {
            let text = Message::new("evidence.consistency").with("n", share.part).with("of", share.of);
            Extra { label: say("health.consistency"), text: vec![text.into()], lines: talks() }
        });
        let slipping = rhythm.slipping.filter(|slipping| *slipping).and(rhythm.rhythm_days.zip(rhythm.days_since)).map(|(median, days)| {
            let text = Message::new("evidence.slipping").with("rhythm_days", median.round()).with("days", days);
            Extra { label: say("health.slipping"), text: vec![text.into()], lines: talks() }
        });
        let promised = |by: Side| {
            let tasks = contact.promises().filter(|promise| promise.by == by && promise.task.counts());
            self.evidence(who, &tasks.map(|promise| promise.task.at).collect::<Vec<_>>())
        };
        let mine = promises("health.promises_mine", &figures.promises.me, || promised(Side::Me));
        let theirs = promises("health.promises_theirs", &figures.promises.them, || promised(Side::Them));
        [consistency, slipping, mine, theirs].into_iter().flatten().collect()
    }

    /// The signs put aside, each with the dismissal that holds it there.
    pub(super) fn dismissed(&self, who: ContactIndex, contact: &Contact, figures: &PersonInsights) -> Vec<Dismissed> {
        let signs = figures.signs.iter().filter(|sign| sign.dismissed);
        signs
            .map(|sign| {
                let dismissals = contact.profile.dismissed.iter().filter(|dismissal| dismissal.sign == sign.id);
                let on = dismissals.filter_map(|dismissal| dismissal.on).filter(|on| *on <= self.today()).max();
                Dismissed { sign: sign.id, on, why: sign.why.as_ref().map(Words::from), lines: self.evidence(who, &sign.evidence) }
            })
            .collect()
    }
}

fn disagrees(ticked: bool, answer: Answer) -> bool {
    match answer {
        Answer::Yes => !ticked,
        Answer::No => ticked,
        Answer::Unknown => false,
    }
}

fn promises(label: &'static str, kept: &Kept, lines: impl FnOnce() -> Evidence) -> Option<Extra> {
    let due = kept.on_time + kept.late + kept.past;
    let on_time = (due > 0).then(|| Message::new("evidence.promises").with("on_time", kept.on_time).with("of", due));
    let open = (kept.open > 0).then(|| Message::new("evidence.promises_open").with("n", kept.open));
    let text = match (on_time, open) {
        (Some(on_time), Some(open)) => Message::new("note.both").with("a", on_time).with("b", open),
        (Some(text), None) | (None, Some(text)) => text,
        (None, None) => return None,
    };
    Some(Extra { label: say(label), text: vec![text.into()], lines: lines() })
}
