//! Promises, mine and theirs, each side apart.
//!
#![doc = include_str!("../../themes/default/messages/en/method/promises.md")]
//!
//! *Due* = has a day, not cancelled, and done with a date, or open with its day
//! before T. *On time* = done not after its day. What has no day cannot be late.

use jiff::civil::Date;

use super::window::in_year;
use crate::model::interaction::Side;
use crate::model::{Contact, Task, TaskState};
use crate::source::Span;

/// What became of one side's promises.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// Not done yet, whatever their day.
    pub open: usize,
    /// Done, not after their day.
    pub on_time: usize,
    /// Done after their day.
    pub late: usize,
    /// Open, their day before today.
    pub past: usize,
    /// Of those due in the year: how many there are.
    pub due_in_year: usize,
    /// Of those due in the year: done on time.
    pub on_time_in_year: usize,
    /// Due in the year and not done on time: their day and their line.
    pub broken_in_year: Vec<(Date, Span)>,
}

/// Both sides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Promises {
    /// Mine.
    pub me: Kept,
    /// Theirs.
    pub them: Kept,
}

/// What became of a promise that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done, not after its day.
    OnTime,
    /// Done after its day.
    Late,
    /// Open, its day before today.
    Past,
}

/// Counts a person's promises.
#[must_use]
pub fn promises(contact: &Contact, today: Date) -> Promises {
    let mut promises = Promises::default();
    for promise in contact.promises() {
        let side = match promise.by {
            Side::Me => &mut promises.me,
            Side::Them => &mut promises.them,
        };
        count(side, promise.task, today);
    }
    promises
}

fn count(side: &mut Kept, task: &Task, today: Date) {
    side.open += usize::from(task.state == TaskState::Open);
    let (Some(outcome), Some(day)) = (outcome(task, today), task.day()) else { return };
    match outcome {
        Outcome::OnTime => side.on_time += 1,
        Outcome::Late => side.late += 1,
        Outcome::Past => side.past += 1,
    }
    if in_year(day, today) {
        side.due_in_year += 1;
        if outcome == Outcome::OnTime {
            side.on_time_in_year += 1;
        } else {
            side.broken_in_year.push((day, task.at));
        }
    }
}

/// What became of a promise; `None` where it is not due or cannot be told.
#[must_use]
pub fn outcome(task: &Task, today: Date) -> Option<Outcome> {
    let day = task.day()?;
    match task.state {
        TaskState::Cancelled => None,
        TaskState::Done => task.done_on.map(|done| if done <= day { Outcome::OnTime } else { Outcome::Late }),
        TaskState::Open => (day < today).then_some(Outcome::Past),
    }
}
