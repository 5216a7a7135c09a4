//! Six health checks: `yes`, `no`, or `unknown` where the notes cannot tell.
//!
#![doc = include_str!("../../themes/default/messages/en/method/checks.md")]
//!
//! They are the questions one would ask oneself about any relation. None of them is
//! a score, and they are never added up.

use jiff::civil::Date;

use super::exchange::{EVEN_BALANCE, Exchange, LEAST_FIELDS};
use super::of_the_year;
use super::rhythm::Rhythm;
use crate::model::interaction::{Feeling, Side};
use crate::model::{Contact, Interaction, Task};
use crate::source::Span;

/// What a check says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// The notes cannot tell.
    Unknown,
}

impl Answer {
    /// The word used in JSON and in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

/// One check with what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct HealthCheck {
    /// Its id.
    pub id: &'static str,
    /// What it says.
    pub answer: Answer,
    /// The lines it rests on.
    pub evidence: Vec<Span>,
}

/// A quarter in days: no calendar quarter is longer than 92, none shorter than 90.
pub const QUARTER_DAYS: i32 = 91;

/// The six checks, in their order.
#[must_use]
pub fn checks(contact: &Contact, rhythm: &Rhythm, exchange: &Exchange, today: Date) -> Vec<HealthCheck> {
    vec![
        quarterly(rhythm),
        not_only_asking(contact, today),
        work_and_life(contact, today),
        two_way(exchange),
        balanced(exchange),
        gives(contact, exchange, today),
    ]
}

/// A meaningful contact once a quarter, or as often as was chosen: d ≤ max(91, c).
fn quarterly(rhythm: &Rhythm) -> HealthCheck {
    let longest = QUARTER_DAYS.max(i32::try_from(rhythm.cadence_days).unwrap_or(i32::MAX));
    let answer = rhythm.days_since.map_or(Answer::Unknown, |days| Answer::of(days <= longest));
    HealthCheck { id: "quarterly", answer, evidence: rhythm.because.clone() }
}

/// Of my approaches in the year at most half ask for something.
fn not_only_asking(contact: &Contact, today: Date) -> HealthCheck {
    let approaches: Vec<&Interaction> = of_the_year(contact, today).filter(|entry| entry.is_my_approach()).collect();
    let asking = approaches.iter().filter(|entry| entry.ask == Some(Side::Me)).count();
    let answer = if approaches.is_empty() { Answer::Unknown } else { Answer::of(asking * 2 <= approaches.len()) };
    HealthCheck { id: "not-only-asking", answer, evidence: places(&approaches) }
}

const WORK: [&str; 2] = ["work", "工作"];
const LIFE: [&str; 2] = ["life", "生活"];

/// In the year: work and life both, or any warmth; no where all marks are work.
fn work_and_life(contact: &Contact, today: Date) -> HealthCheck {
    let marked: Vec<&Interaction> = of_the_year(contact, today)
        .filter(|entry| entry.has_tag(&WORK) || entry.has_tag(&LIFE) || entry.felt == Some(Feeling::Warm))
        .collect();
    let work = marked.iter().any(|entry| entry.has_tag(&WORK));
    let life = marked.iter().any(|entry| entry.has_tag(&LIFE));
    let warm = marked.iter().any(|entry| entry.felt == Some(Feeling::Warm));
    let answer = match (work, life) {
        _ if warm => Answer::Yes,
        (true, true) => Answer::Yes,
        (true, false) => Answer::No,
        (false, _) => Answer::Unknown,
    };
    HealthCheck { id: "work-and-life", answer, evidence: places(&marked) }
}

/// Something given and something received in the year.
fn two_way(exchange: &Exchange) -> HealthCheck {
    let answer = if exchange.fields() == 0 { Answer::Unknown } else { Answer::of(exchange.given > 0 && exchange.got > 0) };
    HealthCheck { id: "two-way", answer, evidence: exchange.because.clone() }
}

/// |B| ≤ 0.5.
fn balanced(exchange: &Exchange) -> HealthCheck {
    let balance = exchange.balance.filter(|_| exchange.fields() >= LEAST_FIELDS);
    let answer = balance.map_or(Answer::Unknown, |balance| Answer::of(balance.abs() <= EVEN_BALANCE));
    HealthCheck { id: "balanced", answer, evidence: exchange.because.clone() }
}

/// At least half of the year's meaningful entries give something.
fn gives(contact: &Contact, exchange: &Exchange, today: Date) -> HealthCheck {
    let meaningful: Vec<&Interaction> = of_the_year(contact, today).filter(|entry| entry.is_meaningful()).collect();
    let giving: Vec<&Interaction> = meaningful.iter().copied().filter(|entry| !entry.gave.is_empty()).collect();
    let known = exchange.fields() > 0 && !meaningful.is_empty();
    let answer = if known { Answer::of(giving.len() * 2 >= meaningful.len()) } else { Answer::Unknown };
    HealthCheck { id: "gives", answer, evidence: places(&giving) }
}

/// My own answer to a check: whether the item of a list that asks its question is
/// ticked. One that names the check goes before one that is only worded like it; what
/// is noted in the log answers nothing.
#[must_use]
pub fn own_answer(contact: &Contact, check: &str) -> Option<bool> {
    let in_log = |task: &Task| contact.body.sections.iter().any(|log| log.start <= task.at.start && task.at.start < log.end);
    let asking = contact.tasks.iter().filter(|task| task.counts() && task.check.as_deref() == Some(check) && !in_log(task));
    asking.min_by_key(|task| task.field("check").is_none()).map(Task::is_done)
}

fn places(entries: &[&Interaction]) -> Vec<Span> {
    entries.iter().map(|entry| entry.at).collect()
}
