//! Six health checks, and beside them consistency, slipping, kept promises and the
//! danger signs put aside: one compact row under the readings.

use jiff::civil::Date;
use serde::Serialize;

use crate::arrange::words::{Words, say};
use crate::measure::checks::own_answer;
use crate::measure::{Answer, Kept, PersonInsights};
use crate::message::Message;
use crate::model::Contact;

/// One check.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckRow {
    /// Which.
    pub id: &'static str,
    /// `yes`, `no` or `unknown`.
    pub answer: &'static str,
    /// What it rests on, where a figure says more than its name.
    pub evidence: Vec<Words>,
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
}

/// The six, in their order.
pub(super) fn check_rows(contact: &Contact, figures: &PersonInsights) -> Vec<CheckRow> {
    let row = |check: &crate::measure::HealthCheck| {
        let quarterly = figures.rhythm.days_since.filter(|_| check.id == "quarterly");
        let evidence = quarterly.map(|days| Message::new("check.evidence.quarterly").with("days", days).into());
        CheckRow {
            id: check.id,
            answer: check.answer.name(),
            evidence: evidence.into_iter().collect(),
            tick: own_answer(contact, check.id).filter(|ticked| disagrees(*ticked, check.answer)),
        }
    };
    figures.checks.iter().map(row).collect()
}

fn disagrees(ticked: bool, answer: Answer) -> bool {
    match answer {
        Answer::Yes => !ticked,
        Answer::No => ticked,
        Answer::Unknown => false,
    }
}

/// Consistency, slipping, kept promises: each only where there is something to say.
pub(super) fn more(figures: &PersonInsights) -> Vec<Extra> {
    let rhythm = &figures.rhythm;
    let consistency = rhythm.consistency.map(|share| {
        let text = Message::new("evidence.consistency").with("n", share.part).with("of", share.of);
        Extra { label: say("health.consistency"), text: vec![text.into()] }
    });
    let slipping = rhythm.slipping.filter(|slipping| *slipping).and(rhythm.rhythm_days.zip(rhythm.days_since)).map(|(median, days)| {
        let text = Message::new("evidence.slipping").with("rhythm_days", median.round()).with("days", days);
        Extra { label: say("health.slipping"), text: vec![text.into()] }
    });
    let mine = promises("health.promises_mine", &figures.promises.me);
    let theirs = promises("health.promises_theirs", &figures.promises.them);
    [consistency, slipping, mine, theirs].into_iter().flatten().collect()
}

fn promises(label: &str, kept: &Kept) -> Option<Extra> {
    let due = kept.on_time + kept.late + kept.past;
    let on_time = (due > 0).then(|| Message::new("evidence.promises").with("on_time", kept.on_time).with("of", due));
    let open = (kept.open > 0).then(|| Message::new("evidence.promises_open").with("n", kept.open));
    let text = match (on_time, open) {
        (Some(on_time), Some(open)) => Message::new("note.both").with("a", on_time).with("b", open),
        (Some(text), None) | (None, Some(text)) => text,
        (None, None) => return None,
    };
    Some(Extra { label: say(label), text: vec![text.into()] })
}

/// The signs put aside, each with the dismissal that holds it there.
pub(super) fn dismissed(contact: &Contact, figures: &PersonInsights, today: Date) -> Vec<Dismissed> {
    let signs = figures.signs.iter().filter(|sign| sign.dismissed);
    signs
        .map(|sign| {
            let dismissals = contact.profile.dismissed.iter().filter(|dismissal| dismissal.sign == sign.id);
            let on = dismissals.filter_map(|dismissal| dismissal.on).filter(|on| *on <= today).max();
            Dismissed { sign: sign.id, on, why: sign.why.as_ref().map(Words::from) }
        })
        .collect()
}
