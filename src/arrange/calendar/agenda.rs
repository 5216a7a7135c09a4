//! The agenda: days with something in them by month, and lines for those without.

use jiff::civil::Date;

use super::{Event, Month, Row, term_words};
use crate::arrange::day::lunar_bare_of;
use crate::arrange::site::Site;
use crate::arrange::words::Words;
use crate::measure::window::{days_between, plus};
use crate::message::Message;

/// So many empty days on end are worth a line.
const LONG_GAP_DAYS: i32 = 7;

impl Site<'_> {
    pub(super) fn agenda(&self, events: &[(Date, Event)]) -> Vec<Month> {
        let (today, end) = (self.today(), self.agenda_end());
        let mut months: Vec<Month> = Vec::new();
        let mut last = plus(today, -1);
        for day in events.chunk_by(|a, b| a.0 == b.0) {
            let Some((on, _)) = day.first() else { continue };
            let gap = days_between(last, *on) - 1;
            if gap >= LONG_GAP_DAYS || (gap > 0 && last == today) {
                self.push(&mut months, plus(last, 1), gap_row(plus(last, 1), plus(*on, -1)));
            }
            let events = day.iter().map(|(_, event)| event.clone()).collect();
            self.push(&mut months, *on, self.day_row(*on, events));
            last = *on;
        }
        if last < end && (!months.is_empty() || self.has_yearly_days()) {
            let text = Message::new("calendar.empty_tail").with("to", end).into();
            self.push(&mut months, plus(last, 1), Row::Gap { text });
        }
        months
    }

    fn day_row(&self, on: Date, events: Vec<Event>) -> Row {
        Row::Day { on, today: on == self.today(), lunar: lunar_bare_of(on).map(Words::from), term: term_words(on), events }
    }

    /// Puts a row into the month it begins in.
    fn push(&self, months: &mut Vec<Month>, on: Date, row: Row) {
        let month = on.first_of_month();
        if months.last().is_none_or(|last| last.month != month) {
            months.push(Month {
                id: format!("m-{}-{:02}", month.year(), month.month()),
                month,
                with_year: month.year() != self.today().year(),
                note: self.month_note(month),
                rows: Vec::new(),
            });
        }
        if let Some(last) = months.last_mut() {
            last.rows.push(row);
        }
    }

    /// The lunar days a month spans; a month the agenda does not finish says where it ends.
    fn month_note(&self, month: Date) -> Option<Words> {
        let end = self.agenda_end();
        if end < month.last_of_month() {
            return Some(Message::new("calendar.until").with("on", end).into());
        }
        lunar_span(month)
    }
}

/// The lunar days a month begins and ends on.
pub(super) fn lunar_span(month: Date) -> Option<Words> {
    let (from, to) = (lunar_bare_of(month.first_of_month())?, lunar_bare_of(month.last_of_month())?);
    Some(Message::new("lunar.span").with("from", from).with("to", to).into())
}

fn gap_row(from: Date, to: Date) -> Row {
    let text = if from == to {
        Message::new("calendar.empty_day").with("on", from)
    } else {
        Message::new("calendar.empty_range").with("from", from).with("to", to)
    };
    Row::Gap { text: text.into() }
}
