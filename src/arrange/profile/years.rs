//! Three years at a glance: one mark for each week with an entry.

use jiff::civil::Date;
use serde::Serialize;

use crate::arrange::words::Words;
use crate::measure::counted;
use crate::message::Message;
use crate::model::{By, Contact, Depth};

/// Years shown, this one included.
const YEARS: i16 = 3;
/// Marks in a year: its last day or two belong to the last week.
const WEEKS: i16 = 52;

/// A year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Year {
    /// Its number.
    pub year: i16,
    /// Weeks with an entry.
    pub marks: Vec<Mark>,
    /// The same in words.
    pub summary: Words,
}

/// A week with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// 1 to 52, counted from 1 January.
    pub week: i16,
    /// Who began.
    pub by: &'static str,
    /// In person, or a long talk.
    pub large: bool,
}

/// The last three years, oldest first, none before the first entry.
pub(super) fn years(contact: &Contact, today: Date) -> Vec<Year> {
    let this_year = today.year();
    let oldest = this_year - YEARS + 1;
    let Some(first) = counted(contact, today).map(|entry| entry.on.year()).take_while(|year| *year >= oldest).last() else {
        return Vec::new();
    };
    (first..=this_year).map(|year| one_year(contact, year, today)).collect()
}

fn one_year(contact: &Contact, year: i16, today: Date) -> Year {
    let mut weeks: std::collections::BTreeMap<i16, (By, bool)> = std::collections::BTreeMap::new();
    for entry in counted(contact, today).filter(|entry| entry.on.year() == year) {
        let week = ((entry.on.day_of_year() - 1) / 7 + 1).min(WEEKS);
        let large = entry.depth == Depth::Deep;
        let mark = weeks.entry(week).or_insert((entry.by, large));
        *mark = (together(mark.0, entry.by), mark.1 || large);
    }
    let marks: Vec<Mark> = weeks.into_iter().map(|(week, (by, large))| Mark { week, by: by.name(), large }).collect();
    let summary = Message::new("years.summary").with("year", year.to_string()).with("n", marks.len()).into();
    Year { year, marks, summary }
}

/// Who began in a week with several entries; what is not noted adds nothing.
fn together(one: By, other: By) -> By {
    match (one, other) {
        (By::Unknown, known) | (known, By::Unknown) => known,
        (one, other) if one == other => one,
        _ => By::Both,
    }
}
