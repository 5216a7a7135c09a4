//! Contacts on each day of 53 weeks, as a table: seven days down, weeks across.
//! A shared entry counts once.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::arrange::site::Site;
use crate::arrange::words::Words;
use crate::measure::counted;
use crate::measure::window::{days_between, plus};
use crate::message::Message;
use crate::source::Span;

/// The table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heat {
    /// The months above it.
    pub months: Vec<HeatMonth>,
    /// Monday to Sunday.
    pub rows: Vec<HeatRow>,
    /// Contacts in all.
    pub total: usize,
    /// The week with most.
    pub note: Option<Words>,
}

/// A month above the table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatMonth {
    /// Weeks it spans.
    pub span: usize,
    /// Its first day.
    pub month: Date,
}

/// A day of the week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatRow {
    /// Any date of that weekday.
    pub on: Date,
    /// Whether its name is shown.
    pub labelled: bool,
    /// The weeks, oldest first.
    pub cells: Vec<HeatCell>,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatCell {
    /// Contacts on it.
    pub n: usize,
    /// 0 for none, then 1, 2, 3–4, 5 and over.
    pub step: u8,
    /// Whether it is T.
    pub today: bool,
}

/// A year and this week.
const WEEKS: i64 = 53;
const DAYS: usize = 53 * 7;

impl Site<'_> {
    /// The table up to today's week; none without a contact.
    pub(super) fn heat(&self) -> Option<Heat> {
        let today = self.today();
        let first = plus(self.insights.week.monday, -7 * (WEEKS - 1));
        let mut lines: BTreeSet<(usize, Span)> = BTreeSet::new();
        for contact in &self.journal.contacts {
            for entry in counted(contact, today).take_while(|entry| entry.on >= first) {
                lines.insert((usize::try_from(days_between(first, entry.on)).unwrap_or(0), entry.at));
            }
        }
        let mut days = vec![0_usize; DAYS];
        for (place, _) in &lines {
            if let Some(day) = days.get_mut(*place) {
                *day += 1;
            }
        }
        let dated: Vec<(Date, usize)> = (0..).map(|place| plus(first, place)).zip(days.iter().copied()).collect();
        let row = |weekday: usize| HeatRow {
            on: dated.get(weekday).map_or(first, |(on, _)| *on),
            labelled: weekday.is_multiple_of(2),
            cells: dated.iter().skip(weekday).step_by(7).map(|(on, n)| cell(*n, *on == today)).collect(),
        };
        (!lines.is_empty()).then(|| Heat { months: months(first), rows: (0..7).map(row).collect(), total: lines.len(), note: fullest(first, &days) })
    }
}

fn cell(n: usize, today: bool) -> HeatCell {
    let step = match n {
        0 => 0,
        1 => 1,
        2 => 2,
        3..=4 => 3,
        _ => 4,
    };
    HeatCell { n, step, today }
}

/// A week belongs to the month its Sunday lies in. A name needs the room of two weeks,
/// so a first month of one week is counted to the second.
fn months(first: Date) -> Vec<HeatMonth> {
    let mut months: Vec<HeatMonth> = Vec::new();
    for week in 0..WEEKS {
        let month = plus(first, week * 7 + 6).first_of_month();
        match months.last_mut() {
            Some(last) if last.month == month => last.span += 1,
            Some(last) if last.span == 1 => *last = HeatMonth { span: 2, month },
            _ => months.push(HeatMonth { span: 1, month }),
        }
    }
    months
}

/// The week with most contacts, where one week has more than every other.
fn fullest(first: Date, days: &[usize]) -> Option<Words> {
    let weeks: Vec<usize> = days.chunks(7).map(|week| week.iter().sum()).collect();
    let most = weeks.iter().copied().max()?;
    let mut places = weeks.iter().enumerate().filter(|(_, n)| **n == most);
    let (place, _) = places.next()?;
    if places.next().is_some() {
        return None;
    }
    let monday = plus(first, 7 * i64::try_from(place).ok()?);
    Some(Message::new("review.most_in").with("on", monday).into())
}
