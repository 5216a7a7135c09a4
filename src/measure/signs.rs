//! Danger signs: patterns of a year that deserve a look, whatever the phase.
//!
#![doc = include_str!("../../themes/default/messages/en/method/signs.md")]
//!
//! Each speaks only of the contacts that were written down, and cites its lines. A
//! dismissed sign stays put aside until a newer line adds to it, or a year is over.

use jiff::civil::Date;

use super::boundary::{Debt, OpenLoan, OpenMoney, is_past_due};
use super::exchange::{EVEN_BALANCE, Exchange};
use super::initiative::{Initiative, InitiativeState};
use super::of_the_year;
use super::promises::Promises;
use super::window::{YEAR_DAYS, days_between};
use crate::model::interaction::{By, Feeling, Side};
use crate::model::{Contact, Interaction};
use crate::source::Span;

/// A sign that holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Sign {
    /// Its id.
    pub id: &'static str,
    /// Looked at and put aside, and nothing new since.
    pub dismissed: bool,
    /// Why it was put aside, where the file says so.
    pub why: Option<String>,
    /// The lines that make it.
    pub evidence: Vec<Span>,
    /// How many of the lines there are, of how many looked at.
    pub count: usize,
    /// Of how many.
    pub of: usize,
}

/// Approaches by them that are needed before a pattern can be seen.
pub(super) const LEAST_APPROACHES: usize = 3;
/// Four of five approaches with a request.
pub(super) const ASKING_PERCENT: usize = 80;
/// gave and got fields needed for `lopsided`.
pub(super) const LOPSIDED_FIELDS: usize = 4;
/// Twice is a pattern.
pub(super) const LEAST_DRAINED: usize = 2;
/// Promises needed before one may speak of a habit.
pub(super) const LEAST_PROMISES: usize = 4;
/// A month of patience with money.
pub(super) const MONEY_PATIENCE_DAYS: i32 = 30;

/// A pattern before dismissals are looked at: its lines with the day each adds to it.
struct Pattern {
    id: &'static str,
    lines: Vec<(Date, Span)>,
    of: usize,
}

/// The signs that hold, in their order.
#[must_use]
pub fn signs(
    contact: &Contact,
    initiative: &Initiative,
    exchange: &Exchange,
    promises: &Promises,
    boundary: &[OpenMoney],
    today: Date,
) -> Vec<Sign> {
    let patterns = [
        mostly_me(contact, initiative, today),
        only_in_need(contact, today),
        lopsided(contact, exchange, today),
        felt_used(contact, today),
        broken_promises(promises),
        money_past_due(boundary, today),
    ];
    patterns.into_iter().flatten().map(|pattern| sign(contact, pattern, today)).collect()
}

fn lines<'a>(entries: impl Iterator<Item = &'a Interaction>) -> Vec<(Date, Span)> {
    entries.map(|entry| (entry.on, entry.at)).collect()
}

/// It is nearly always me who begins.
fn mostly_me(contact: &Contact, initiative: &Initiative, today: Date) -> Option<Pattern> {
    (initiative.state == Some(InitiativeState::MostlyMe)).then(|| Pattern {
        id: "mostly-me",
        lines: lines(of_the_year(contact, today).filter(|entry| entry.by == By::Me)),
        of: initiative.me + initiative.them,
    })
}

/// They come when they need something: at least 3 approaches, at least 80 % asking.
fn only_in_need(contact: &Contact, today: Date) -> Option<Pattern> {
    let approaches: Vec<&Interaction> = of_the_year(contact, today).filter(|entry| entry.by == By::Them).collect();
    let asking = approaches.iter().copied().filter(|entry| entry.ask == Some(Side::Them));
    let lines = lines(asking);
    let holds = approaches.len() >= LEAST_APPROACHES && lines.len() * 100 >= approaches.len() * ASKING_PERCENT;
    holds.then_some(Pattern { id: "only-in-need", lines, of: approaches.len() })
}

/// I give far more than I receive.
fn lopsided(contact: &Contact, exchange: &Exchange, today: Date) -> Option<Pattern> {
    let holds = exchange.fields() >= LOPSIDED_FIELDS && exchange.balance.is_some_and(|balance| balance > EVEN_BALANCE);
    holds.then(|| Pattern {
        id: "lopsided",
        lines: lines(of_the_year(contact, today).filter(|entry| !entry.gave.is_empty())),
        of: exchange.fields(),
    })
}

/// I was left drained or used.
fn felt_used(contact: &Contact, today: Date) -> Option<Pattern> {
    let drained = of_the_year(contact, today).filter(|entry| matches!(entry.felt, Some(Feeling::Drained | Feeling::Used)));
    let lines = lines(drained);
    let of = of_the_year(contact, today).filter(|entry| entry.felt.is_some()).count();
    (lines.len() >= LEAST_DRAINED).then_some(Pattern { id: "felt-used", lines, of })
}

/// Of at least 4 promises of theirs due in the year, fewer than half were on time.
fn broken_promises(promises: &Promises) -> Option<Pattern> {
    let theirs = &promises.them;
    let holds = theirs.due_in_year >= LEAST_PROMISES && theirs.on_time_in_year * 2 < theirs.due_in_year;
    holds.then(|| Pattern { id: "broken-promises", lines: theirs.broken_in_year.clone(), of: theirs.due_in_year })
}

/// What they owe me is more than a month past its day.
fn money_past_due(boundary: &[OpenMoney], today: Date) -> Option<Pattern> {
    let loans: Vec<&OpenLoan> = boundary.iter().filter(|open| open.side == Debt::OwedToMe).flat_map(|open| &open.loans).collect();
    let late = loans.iter().filter(|loan| is_past_due(loan, MONEY_PATIENCE_DAYS, today));
    let lines: Vec<(Date, Span)> = late.filter_map(|loan| loan.due.map(|due| (due, loan.at))).collect();
    let of = loans.len();
    (!lines.is_empty()).then_some(Pattern { id: "money-past-due", lines, of })
}

/// A dismissal holds for a year, unless a line newer than it adds to the evidence
/// (for promises and money: a day due since).
fn sign(contact: &Contact, pattern: Pattern, today: Date) -> Sign {
    let newest = pattern.lines.iter().map(|(on, _)| *on).max();
    let dismissals = contact.profile.dismissed.iter().filter(|dismissal| dismissal.sign == pattern.id);
    let holding = dismissals
        .filter_map(|dismissal| dismissal.on.map(|on| (on, dismissal)))
        .filter(|(on, _)| *on <= today && days_between(*on, today) < YEAR_DAYS && newest.is_none_or(|newest| newest <= *on));
    let latest = holding.max_by_key(|(on, _)| *on);
    Sign {
        id: pattern.id,
        dismissed: latest.is_some(),
        why: latest.and_then(|(_, dismissal)| dismissal.why.clone()),
        count: pattern.lines.len(),
        of: pattern.of,
        evidence: pattern.lines.into_iter().map(|(_, at)| at).collect(),
    }
}
