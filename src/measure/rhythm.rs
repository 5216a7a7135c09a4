//! Time: how long ago, how long is fine, and what phase that is.
//!
#![doc = include_str!("../../themes/default/messages/en/method/rhythm.md")]
//!
//! d = days since the last meaningful contact (depth ≥ talk, not after T;
//! `last_contact` is a floor). c = cadence: own, else the circle's, else the shortest
//! of the tags', else the settings'. r = d/c.
//!
//! The thresholds of r are the settings' [`PhaseThresholds`]; why they are what they
//! are stands there.
//!
//! Worked example: last talk on 2026-08-18, T = 2026-11-22, a circle of 90 days:
//! d = 96, r = 96/90 = 1.067, `due`.

use jiff::civil::Date;

use super::counted;
use super::window::{days_between, plus};
use crate::model::contact::Status;
use crate::model::settings::PhaseThresholds;
use crate::model::{Contact, Settings};
use crate::source::Span;

/// Where a relation stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Past due, not yet far: a good moment.
    Due,
    /// Far past due.
    Drifting,
    /// More than twice the rhythm.
    Quiet,
    /// Just before the next time.
    Steady,
    /// Recent.
    Fresh,
    /// Known for less than a month, with fewer than three contacts.
    New,
    /// Never a meaningful contact: a card, not a relationship.
    Card,
    /// Set aside, over, or gone.
    Paused,
}

impl Phase {
    /// All phases, in the order lists show them.
    pub const ALL: [Self; 8] = [Self::Due, Self::Drifting, Self::Quiet, Self::Steady, Self::Fresh, Self::New, Self::Card, Self::Paused];

    /// The word used in JSON and in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Drifting => "drifting",
            Self::Quiet => "quiet",
            Self::Steady => "steady",
            Self::Fresh => "fresh",
            Self::New => "new",
            Self::Card => "card",
            Self::Paused => "paused",
        }
    }
}

/// Known for fewer days than this, with fewer contacts than [`NEW_CONTACTS`]: `new`.
/// A month is what it takes to see whether a second talk follows the first.
pub const NEW_DAYS: i32 = 30;
/// See [`NEW_DAYS`]: the third contact says that there is something.
pub const NEW_CONTACTS: usize = 3;

/// Windows looked at for consistency: four turns of the rhythm, a year of quarters.
pub(super) const CONSISTENCY_WINDOWS: i64 = 4;

/// Gaps that say what a relation's own rhythm is: at most the last 30, at least 3.
/// Fewer say nothing; older ones belong to another life.
pub(super) const GAPS_MOST: usize = 30;
pub(super) const GAPS_LEAST: usize = 3;

/// Slipping begins beyond so many of one's own gaps, and so many days past one.
pub(super) const SLIPPING_TIMES: i32 = 2;
pub(super) const SLIPPING_DAYS: i32 = 14;
/// And ends beyond so many gaps, and so many days past one: then it is over, not slipping.
pub(super) const GONE_TIMES: i32 = 12;
pub(super) const GONE_DAYS: i32 = 90;

/// Everything about one relation's time.
#[derive(Debug, Clone, PartialEq)]
pub struct Rhythm {
    /// Where it stands.
    pub phase: Phase,
    /// c, in days.
    pub cadence_days: u32,
    /// The last contact of any depth, `last_contact` included.
    pub last_contact: Option<Date>,
    /// The last meaningful contact, `last_contact` included.
    pub last_meaningful: Option<Date>,
    /// d, in days.
    pub days_since: Option<i32>,
    /// r = d/c.
    pub ratio: Option<f64>,
    /// The day the next contact is wished for: last meaningful + c.
    pub due_on: Option<Date>,
    /// Since when one knows each other: `met`, else the first contact, else `publishDate`.
    pub known_since: Option<Date>,
    /// Share of the last four windows of c days with a meaningful contact.
    pub consistency: Option<Share>,
    /// m: the median gap between meaningful days, in days.
    pub rhythm_days: Option<f64>,
    /// Whether a relation that used to be closer is slipping away.
    pub slipping: Option<bool>,
    /// The next meaningful entry that is planned.
    pub planned: Option<Planned>,
    /// Where the last meaningful contact stands.
    pub because: Vec<Span>,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Those that do.
    pub part: usize,
    /// All that were looked at; never 0.
    pub of: usize,
}

impl Share {
    /// The share as a number between 0 and 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "at most a few thousand entries")]
    pub fn ratio(self) -> f64 {
        self.part as f64 / self.of as f64
    }
}

/// A meaningful entry dated after today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// The day.
    pub on: Date,
    /// Its lines.
    pub at: Span,
}

/// Computes the rhythm of one relation.
#[must_use]
pub fn rhythm(contact: &Contact, settings: &Settings, today: Date) -> Rhythm {
    let cadence_days = cadence(contact, settings);
    let floor = contact.profile.last_contact.as_ref().filter(|floor| floor.value <= today);
    let last_entry = counted(contact, today).next();
    let last_talk = counted(contact, today).find(|entry| entry.is_meaningful());
    let last_contact = last_entry.map(|entry| entry.on).max(floor.map(|floor| floor.value));
    let last_meaningful = last_talk.map(|entry| entry.on).max(floor.map(|floor| floor.value));
    let days_since = last_meaningful.map(|last| days_between(last, today));
    let ratio = days_since.map(|days| f64::from(days) / f64::from(cadence_days));
    let because = match (last_talk, floor) {
        (Some(talk), Some(floor)) if floor.value > talk.on => vec![floor.at],
        (Some(talk), _) => vec![talk.at],
        (None, Some(floor)) => vec![floor.at],
        (None, None) => Vec::new(),
    };
    let known_since = known_since(contact, today);
    let days: Vec<Date> = meaningful_days(contact, today);
    let rhythm_days = rhythm_days(&days);
    Rhythm {
        phase: phase(contact, &settings.phases, ratio, known_since, today),
        cadence_days,
        last_contact,
        last_meaningful,
        days_since,
        ratio,
        due_on: last_meaningful.map(|last| plus(last, cadence_days.into())),
        known_since,
        consistency: consistency(&days, floor.map(|floor| floor.value), cadence_days, today),
        rhythm_days,
        slipping: rhythm_days.zip(days_since).map(|(median, days)| is_slipping(median, days)),
        planned: planned(contact, cadence_days, today),
        because,
    }
}

/// c: own, else the circle's, else the shortest of the tags', else the settings'.
#[must_use]
pub fn cadence(contact: &Contact, settings: &Settings) -> u32 {
    let of_circle = || contact.circle.and_then(|place| settings.circles.get(place)).and_then(|circle| circle.cadence_days);
    let of_tags = || {
        let tagged = settings.tag_cadences.iter().filter(|(tag, _)| contact.profile.tags.iter().any(|own| own.eq_ignore_ascii_case(tag)));
        tagged.map(|(_, days)| *days).min()
    };
    contact.profile.cadence_days.or_else(of_circle).or_else(of_tags).unwrap_or(settings.cadence_days).max(1)
}

/// Whether nudges are silenced on a day: paused, ended, deceased, or snoozed beyond it.
#[must_use]
pub fn is_paused(contact: &Contact, today: Date) -> bool {
    contact.profile.status != Status::Active || contact.profile.snooze_until.as_ref().is_some_and(|until| until.value > today)
}

/// The phase, first that applies.
#[must_use]
pub fn phase(contact: &Contact, thresholds: &PhaseThresholds, ratio: Option<f64>, known_since: Option<Date>, today: Date) -> Phase {
    let contacts = counted(contact, today).take(NEW_CONTACTS).count();
    if is_paused(contact, today) {
        return Phase::Paused;
    }
    if known_since.is_some_and(|since| days_between(since, today) < NEW_DAYS) && contacts < NEW_CONTACTS {
        return Phase::New;
    }
    match ratio {
        None => Phase::Card,
        Some(ratio) => phase_of_ratio(ratio, thresholds),
    }
}

/// The phase of a ratio alone. The edges belong to the calmer side.
#[must_use]
pub fn phase_of_ratio(ratio: f64, thresholds: &PhaseThresholds) -> Phase {
    if ratio <= thresholds.fresh {
        Phase::Fresh
    } else if ratio <= thresholds.steady {
        Phase::Steady
    } else if ratio <= thresholds.due {
        Phase::Due
    } else if ratio <= thresholds.drifting {
        Phase::Drifting
    } else {
        Phase::Quiet
    }
}

fn known_since(contact: &Contact, today: Date) -> Option<Date> {
    let met = contact.profile.met.on.and_then(|met| met.first_day());
    let first_entry = counted(contact, today).last().map(|entry| entry.on);
    let floor = contact.profile.last_contact.as_ref().map(|floor| floor.value).filter(|floor| *floor <= today);
    let first_contact = [first_entry, floor].into_iter().flatten().min();
    met.or(first_contact).or(contact.profile.publish_date)
}

/// Distinct days with a meaningful entry, oldest first.
fn meaningful_days(contact: &Contact, today: Date) -> Vec<Date> {
    let mut days: Vec<Date> = counted(contact, today).filter(|entry| entry.is_meaningful()).map(|entry| entry.on).collect();
    days.reverse();
    days.dedup();
    days
}

/// Share of the last four windows (T−kc, T−(k−1)c] with a meaningful contact,
/// counting only windows whose first day is later than the first meaningful contact:
/// nobody is inconsistent before they have met.
fn consistency(days: &[Date], floor: Option<Date>, cadence_days: u32, today: Date) -> Option<Share> {
    let first = days.first().copied().into_iter().chain(floor).min()?;
    let cadence = i64::from(cadence_days);
    let mut share = Share { part: 0, of: 0 };
    for window in 1..=CONSISTENCY_WINDOWS {
        let before = plus(today, -(window * cadence));
        let last = plus(today, -((window - 1) * cadence));
        if plus(before, 1) <= first {
            break;
        }
        share.of += 1;
        share.part += usize::from(days.iter().any(|day| *day > before && *day <= last));
    }
    (share.of > 0).then_some(share)
}

/// m: the median of the last gaps between meaningful days.
fn rhythm_days(days: &[Date]) -> Option<f64> {
    let mut gaps: Vec<i32> = days.iter().zip(days.iter().skip(1)).map(|(a, b)| days_between(*a, *b)).rev().take(GAPS_MOST).collect();
    if gaps.len() < GAPS_LEAST {
        return None;
    }
    gaps.sort_unstable();
    let upper = *gaps.get(gaps.len() / 2)?;
    let lower = *gaps.get((gaps.len() - 1) / 2)?;
    Some(f64::from(lower).midpoint(f64::from(upper)))
}

/// Slipping: max(2m, m+14) < d ≤ max(12m, m+90).
///
/// Twice the own rhythm is a missed turn; two weeks more keep those who talk daily
/// from being flagged over a weekend. Beyond twelve turns (or three months) it is no
/// longer slipping but quiet, and the phase says so.
///
/// Worked example: m = 20: slipping from day 41 (2×20 = 40 > 34) to day 240.
#[must_use]
pub fn is_slipping(median_gap_days: f64, days_since: i32) -> bool {
    let days = f64::from(days_since);
    let edge = |times: i32, more: i32| (f64::from(times) * median_gap_days).max(median_gap_days + f64::from(more));
    let (from, to) = (edge(SLIPPING_TIMES, SLIPPING_DAYS), edge(GONE_TIMES, GONE_DAYS));
    from < days && days <= to
}

/// The first meaningful entry planned for T < date ≤ T+c; it stands in for a nudge.
fn planned(contact: &Contact, cadence_days: u32, today: Date) -> Option<Planned> {
    let until = plus(today, cadence_days.into());
    let ahead = contact.interactions.iter().rev().filter(|entry| entry.on > today && entry.on <= until);
    ahead.filter(|entry| entry.is_meaningful()).map(|entry| Planned { on: entry.on, at: entry.at }).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_turn_just_after_their_thresholds() {
        let thresholds = PhaseThresholds::default();
        for (days, phase) in [
            (0, Phase::Fresh),
            (50, Phase::Fresh),
            (51, Phase::Steady),
            (90, Phase::Steady),
            (91, Phase::Due),
            (125, Phase::Due),
            (126, Phase::Drifting),
            (200, Phase::Drifting),
            (201, Phase::Quiet),
        ] {
            assert_eq!(phase_of_ratio(f64::from(days) / 100.0, &thresholds), phase, "{days}");
        }
    }

    #[test]
    fn slipping_has_two_edges() {
        for (median, days, expected) in [
            (20.0, 40, false),
            (20.0, 41, true),
            (20.0, 240, true),
            (20.0, 241, false),
            (3.0, 17, false),
            (3.0, 18, true),
            (3.0, 93, true),
            (3.0, 94, false),
        ] {
            assert_eq!(is_slipping(median, days), expected, "m={median} d={days}");
        }
    }
}
