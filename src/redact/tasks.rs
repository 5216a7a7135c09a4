//! Task items under their headings: marks and days kept, words gone.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::mask::Mask;
use crate::measure::goals::{Period, bound, horizon_named};
use crate::model::article::{Body, with_parents};
use crate::model::date::parse_day_prefix;
use crate::model::interaction::Side;
use crate::model::task::{Task, TaskState};

/// Deeper lists are written as deep as this.
const DEEPEST: usize = 8;

/// Writes the tasks of a file, with the headings they stand under.
pub(super) fn tasks(text: &mut String, tasks: &[Task], body: &Body, mask: &mut Mask) {
    let used: BTreeSet<usize> = tasks.iter().filter_map(|task| task.heading).flat_map(|at| chain(body, at)).collect();
    let mut rest = tasks.iter().peekable();
    let mut write = |text: &mut String, heading: Option<usize>, mask: &mut Mask| {
        let mut above = None;
        while let Some(task) = rest.next_if(|task| task.heading == heading) {
            let level = task.level.min(above.map_or(0, |level| level + 1)).min(DEEPEST);
            above = Some(level);
            let _ = writeln!(text, "{}{}", "  ".repeat(level), item(task, mask));
        }
    };
    write(text, None, mask);
    for at in used {
        let Some(heading) = body.headings.get(at) else { continue };
        let group = tasks.iter().find(|task| task.heading == Some(at)).and_then(|task| task.assessment);
        let marks = "#".repeat(usize::from(heading.level.clamp(1, 6)));
        let _ = write!(text, "\n{marks} ");
        // The words that make a heading more than a heading, and the day it gives.
        if let Some(group) = group {
            let _ = write!(text, "{} ", group.name());
        }
        if let Some(horizon) = horizon_named(&heading.text) {
            let _ = write!(text, "{} ", horizon.name());
        }
        let _ = write!(text, "{}", mask.text(&heading.text));
        if let Some(day) = day_in(&heading.text) {
            let _ = write!(text, " ({day})");
        }
        text.push_str("\n\n");
        write(text, Some(at), mask);
    }
}

/// A heading's place and those above it.
fn chain(body: &Body, at: usize) -> Vec<usize> {
    let above = with_parents(&body.headings, at).filter_map(|heading| heading.parent);
    std::iter::once(at).chain(above).collect()
}

/// The first whole date anywhere in a heading.
fn day_in(text: &str) -> Option<jiff::civil::Date> {
    let starts = text.char_indices().zip(std::iter::once(' ').chain(text.chars()));
    let mut starts = starts.filter(|((_, sign), before)| sign.is_ascii_digit() && !before.is_ascii_digit());
    starts.find_map(|((at, _), _)| text.get(at..).and_then(parse_day_prefix)).map(|(day, _)| day)
}

fn item(task: &Task, mask: &mut Mask) -> String {
    let mut line = String::from("- ");
    if task.boxed {
        line.push_str(match task.state {
            TaskState::Open => "[ ] ",
            TaskState::Done => "[x] ",
            TaskState::Cancelled => "[-] ",
        });
    }
    match task.promise_by {
        Some(Side::Me) => line.push_str("me: "),
        Some(Side::Them) => line.push_str("them: "),
        None => {}
    }
    line.push_str(&mask.text(&task.text));
    if let Ok(Some(bound)) = bound(task) {
        let _ = write!(line, " [metric:: {}] [target:: {}]", bound.metric.name(), bound.target);
        if let Some(per) = bound.per.map(Period::name) {
            let _ = write!(line, " [per:: {per}]");
        }
    }
    if let Some(mark) = ['⏬', '🔽', '🔼', '⏫', '🔺'].get(usize::from(task.priority).wrapping_sub(1)) {
        let _ = write!(line, " {mark}");
    }
    let days = [('🛫', task.start), ('⏳', task.scheduled), ('📅', task.due), ('❌', task.cancelled_on), ('✅', task.done_on)];
    for (mark, day) in days {
        if let Some(day) = day {
            let _ = write!(line, " {mark} {day}");
        }
    }
    line
}
