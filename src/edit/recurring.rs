//! A task that comes back, as Obsidian Tasks has it: once it is done, the next one
//! stands above it, its days moved on by the rhythm.
//!
//! Only plain rhythms are counted (`every 2 weeks`, `every month when done`). One that
//! is not is refused: ticked without its next, a task would never come back.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::model::date::parse_day_prefix;
use crate::model::task::Task;
use crate::parse::fields::fields;

/// How often a task comes back.
#[derive(Debug, Clone, Copy)]
struct Rhythm {
    step: Span,
    /// Counted from the day it was done, not from the day it was due.
    when_done: bool,
}

/// Marks of days that move on.
const MARKS: [char; 6] = ['📅', '📆', '🗓', '⏳', '⌛', '🛫'];

/// The line of the next one, for a task done on that day; none when its rhythm or its
/// days cannot be counted. `line` is the task's, without its end.
#[must_use]
pub fn next_line(task: &Task, line: &str, done_on: Date) -> Option<String> {
    let rhythm = rhythm(task.recurrence.as_deref()?)?;
    // The first there is of due, scheduled, start leads; the others keep their distance.
    let days = match task.due.or(task.scheduled).or(task.start) {
        None => 0,
        Some(lead) => {
            let next = (if rhythm.when_done { done_on } else { lead }).checked_add(rhythm.step).ok()?;
            (next - lead).get_days()
        }
    };
    let mut next = String::with_capacity(line.len());
    let mut from = 0;
    for (at, day, length) in days_of(line) {
        next.push_str(line.get(from..at)?);
        next.push_str(&day.checked_add(days.days()).ok()?.to_string());
        from = at + length;
    }
    next.push_str(line.get(from..)?);
    Some(without_name(&next).to_owned())
}

/// Where the days of a line stand that move on: place, day, length.
fn days_of(line: &str) -> Vec<(usize, Date, usize)> {
    let mut found = Vec::new();
    for (at, mark) in line.match_indices(MARKS) {
        let rest = line.get(at + mark.len()..).unwrap_or("");
        let words = rest.trim_start_matches(['\u{fe0f}', ' ']);
        if let Some((day, length)) = parse_day_prefix(words) {
            found.push((line.len() - words.len(), day, length));
        }
    }
    for field in fields(line).into_iter().filter(|field| matches!(field.key.as_str(), "due" | "scheduled" | "start")) {
        if let Some((day, length)) = parse_day_prefix(&field.value) {
            found.push((field.value_at.start, day, length));
        }
    }
    found.sort_unstable();
    found
}

/// `every [N] day|week|month|year[s] [when done]`.
fn rhythm(words: &str) -> Option<Rhythm> {
    let words = words.trim().to_lowercase();
    let (words, when_done) = words.strip_suffix("when done").map_or((words.as_str(), false), |rest| (rest.trim(), true));
    let parts: Vec<&str> = words.split_whitespace().collect();
    let (number, unit) = match parts.as_slice() {
        ["every", unit] => (1, *unit),
        ["every", number, unit] => (number.parse::<i64>().ok().filter(|number| (1..=1_000).contains(number))?, *unit),
        _ => return None,
    };
    let step = match unit {
        "day" | "days" => number.days(),
        "week" | "weeks" => number.weeks(),
        "month" | "months" => number.months(),
        "year" | "years" => number.years(),
        _ => return None,
    };
    Some(Rhythm { step, when_done })
}

/// A line without its name (` ^name`), which stays with the one it was given to.
pub(super) fn without_name(line: &str) -> &str {
    let words = line.trim_end();
    match words.rsplit_once(' ') {
        Some((before, name)) if name.len() > 1 && name.starts_with('^') => before.trim_end(),
        _ => line,
    }
}
