//! This week's list: at most `capacity` people, drawn as of Monday from entries
//! before it, so that it does not shift while one works through it.
//!
#![doc = include_str!("../../themes/default/messages/en/method/week.md")]
//!
//! From `due` and `drifting`, by r × the circle's weight; ties by reading, then id. A
//! place still free goes to one `quiet` person, the one with the smallest r × weight:
//! the easiest to find back to.
//!
//! Worked example: two people with r = 1.1, one in `close` (×1.5), one in `friend`
//! (×1): 1.65 goes before 1.1.

use jiff::civil::Date;

use super::PersonInsights;
use super::rhythm::{Phase, is_paused, phase_of_ratio};
use super::window::{days_between, monday};
use crate::model::{Contact, ContactIndex, Journal};

/// How many stand under "also due".
pub(super) const ALSO_DUE: usize = 4;

/// The week's list.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// Whom to reach out to, in order.
    pub people: Vec<WeekPerson>,
    /// The next of the same order.
    pub also_due: Vec<ContactIndex>,
}

/// Somebody on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekPerson {
    /// Who.
    pub who: ContactIndex,
    /// Whether there has been any entry since Monday.
    pub done: bool,
}

struct Candidate {
    who: ContactIndex,
    phase: Phase,
    urgency: f64,
    rank: u32,
}

/// Draws the list.
#[must_use]
pub fn week(journal: &Journal, people: &[PersonInsights], today: Date) -> Week {
    let monday = monday(today);
    let mut candidates: Vec<Candidate> =
        journal.iter().zip(people).filter_map(|((who, contact), person)| candidate(journal, who, contact, person, monday, today)).collect();
    let id = |who: ContactIndex| journal.contact(who).map_or("", |contact| contact.id.as_str());
    candidates.sort_by(|a, b| b.urgency.total_cmp(&a.urgency).then_with(|| a.rank.cmp(&b.rank)).then_with(|| id(a.who).cmp(id(b.who))));
    let (quiet, ordered): (Vec<&Candidate>, Vec<&Candidate>) = candidates.iter().partition(|candidate| candidate.phase == Phase::Quiet);
    let capacity = usize::try_from(journal.settings.capacity).unwrap_or(usize::MAX);
    let mut chosen: Vec<ContactIndex> = ordered.iter().take(capacity).map(|candidate| candidate.who).collect();
    if chosen.len() < capacity {
        // Sorted by falling urgency, ties by reading: the first of the smallest.
        let smallest = quiet.iter().map(|candidate| candidate.urgency).fold(f64::INFINITY, f64::min);
        chosen.extend(quiet.iter().find(|candidate| candidate.urgency <= smallest).map(|candidate| candidate.who));
    }
    let done = |who: ContactIndex| {
        let contact = journal.contact(who);
        contact.is_some_and(|contact| contact.interactions.iter().any(|entry| entry.on >= monday && entry.on <= today))
    };
    Week {
        monday,
        also_due: ordered.iter().skip(capacity).take(ALSO_DUE).map(|candidate| candidate.who).collect(),
        people: chosen.into_iter().map(|who| WeekPerson { who, done: done(who) }).collect(),
    }
}

/// A person as they stood on Monday, seen from entries before it.
fn candidate(
    journal: &Journal,
    who: ContactIndex,
    contact: &Contact,
    person: &PersonInsights,
    monday: Date,
    today: Date,
) -> Option<Candidate> {
    if is_paused(contact, today) || is_paused(contact, monday) || person.rhythm.planned.is_some() {
        return None;
    }
    // Newest first: those before the Monday are the rest.
    let before = contact.interactions.partition_point(|entry| entry.on >= monday);
    let before = contact.interactions.get(before..).unwrap_or_default();
    let talk = before.iter().find(|entry| entry.is_meaningful()).map(|entry| entry.on);
    let floor = contact.profile.last_contact.as_ref().map(|floor| floor.value).filter(|floor| *floor < monday);
    let last = talk.max(floor)?;
    let met = contact.profile.met.on.and_then(|met| met.first_day());
    let known_since = met.or_else(|| before.last().map(|entry| entry.on).into_iter().chain(floor).min()).or(contact.profile.publish_date);
    if known_since.is_some_and(|since| days_between(since, monday) < 30) && before.len() < 3 {
        return None;
    }
    let ratio = f64::from(days_between(last, monday)) / f64::from(person.rhythm.cadence_days);
    let phase = phase_of_ratio(ratio, &journal.settings.phases);
    let weight = contact.circle.and_then(|place| journal.settings.circles.get(place)).map_or(1.0, |circle| circle.weight);
    matches!(phase, Phase::Due | Phase::Drifting | Phase::Quiet).then(|| Candidate {
        who,
        phase,
        urgency: ratio * weight,
        // Not the name: after the reading the id decides.
        rank: contact.rank,
    })
}
