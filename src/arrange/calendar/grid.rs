//! Two months as tables: the sun's day over the moon's, terms and first days by name.

use jiff::civil::{Date, Weekday};
use serde::Serialize;

use super::agenda::lunar_span;
use super::{Month, Row, term_words};
use crate::arrange::day::lunar_month;
use crate::arrange::site::Site;
use crate::arrange::words::{Words, say};
use crate::measure::window::plus;
use crate::model::calendar::from_solar;

/// A month as a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grid {
    /// Its first day.
    pub month: Date,
    /// The lunar days it spans.
    pub lunar: Option<Words>,
    /// Its weeks, Monday first; days of other months are empty.
    pub weeks: Vec<Vec<Option<Cell>>>,
}

/// A day of the table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// The day.
    pub on: Date,
    /// The term, the lunar month that begins, or the lunar day.
    pub lunar: Option<Words>,
    /// Whether it is a term or a month.
    pub strong: bool,
    /// Whether it is T.
    pub today: bool,
    /// Its row, where it has one.
    pub href: Option<String>,
}

/// Months shown as tables.
const TABLES: usize = 2;

impl Site<'_> {
    pub(super) fn month_grids(&self, months: &[Month]) -> Vec<Grid> {
        let busy: Vec<Date> = months.iter().flat_map(|month| &month.rows).filter_map(row_day).collect();
        let first = self.today().first_of_month();
        let following = std::iter::successors(Some(first), |month| Some(plus(month.last_of_month(), 1)));
        following.take(TABLES).map(|month| self.grid(month, &busy)).collect()
    }

    fn grid(&self, month: Date, busy: &[Date]) -> Grid {
        let before = month.weekday().since(Weekday::Monday);
        let mut cells: Vec<Option<Cell>> = (0..before).map(|_| None).collect();
        cells.extend((0..i64::from(month.days_in_month())).map(|day| Some(self.cell(plus(month, day), busy))));
        while !cells.len().is_multiple_of(7) {
            cells.push(None);
        }
        Grid { month, lunar: lunar_span(month), weeks: cells.chunks(7).map(<[_]>::to_vec).collect() }
    }

    fn cell(&self, on: Date, busy: &[Date]) -> Cell {
        let term = term_words(on);
        let lunar = from_solar(on).map(|lunar| lunar.on);
        let begins = lunar.is_some_and(|lunar| lunar.day == 1);
        let strong = term.is_some() || begins;
        let moon = lunar.map(|lunar| if begins { lunar_month(lunar).into() } else { say(format!("lunar.day_name.{}", lunar.day)) });
        Cell { on, lunar: term.or(moon), strong, today: on == self.today(), href: busy.contains(&on).then(|| format!("#d-{on}")) }
    }
}

fn row_day(row: &Row) -> Option<Date> {
    match row {
        Row::Day { on, .. } => Some(*on),
        Row::Gap { .. } => None,
    }
}
