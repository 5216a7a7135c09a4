//! A day of which only part is known: `2019`, `2019-05`, or a birthday without its year.

use std::fmt;

use jiff::civil::Date;

use super::day::{han_month_day, parse_day};
use super::scan::Scan;

/// The year Apple's address book writes where it knows none. 1604 is a leap year, so 29 February fits.
const YEAR_FOR_UNKNOWN: i16 = 1604;

/// A leap year, to test a day and month that come without a year.
const ANY_LEAP_YEAR: i16 = 2000;

/// What is known of a day. The parser gives one of: all three, year and month, year alone, month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year, 1 to 9999.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month, from 1.
    pub day: Option<i8>,
}

/// The day on which a yearly day falls in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayInYear {
    /// The day.
    pub date: Date,
    /// Whether it is 28 February because the year lacks the 29th.
    pub shifted: bool,
}

impl PartialDate {
    /// The whole day, if all of it is known.
    pub fn full(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// The first day it can mean: `2019` → 2019-01-01. `None` without a year.
    pub fn first_day(&self) -> Option<Date> {
        Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    /// The day it falls on in `year`, 29 February as the 28th in common years. `None` without a month and day.
    pub fn day_in_year(&self, year: i16) -> Option<DayInYear> {
        let (month, day) = (self.month?, self.day?);
        match Date::new(year, month, day) {
            Ok(date) => Some(DayInYear { date, shifted: false }),
            Err(_) if (month, day) == (2, 29) => Some(DayInYear { date: Date::new(year, 2, 28).ok()?, shifted: true }),
            Err(_) => None,
        }
    }

    /// The next day it falls on, `from` included. It looks at this year and the next: every yearly day is in one.
    pub fn next_on_or_after(&self, from: Date) -> Option<DayInYear> {
        let next_year = from.year().checked_add(1)?;
        let candidates = [from.year(), next_year].map(|year| self.day_in_year(year));
        candidates.into_iter().flatten().find(|found| found.date >= from)
    }

    /// The last day it can mean: `2019-02` → 2019-02-28. `None` without a year.
    pub fn last_day(&self) -> Option<Date> {
        match (self.month, self.day) {
            (_, Some(_)) => self.full(),
            (Some(_), None) => self.first_day().map(Date::last_of_month),
            (None, None) => self.first_day().map(Date::last_of_year),
        }
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        PartialDate { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for PartialDate {
    /// `1990-05-12`, `2019-05`, `2019`, `--05-12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => write!(f, "-")?,
        }
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// Reads a whole day, the start of one (`2019`, `2019-05`, `2019年5月`), or a day without its year (`05-12`, `5月12日`,
/// `--0512`, `--05-12`, `XXXX-05-12`, `0000-05-12`, `1604-05-12`).
///
/// A day no year can hold (`02-30`) is `None`. So is `5/12`, which half the world reads as 5 December.
pub fn parse_partial(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let whole = parse_day(text).or_else(|| compact_day(text));
    match whole {
        Some(day) if day.year() == YEAR_FOR_UNKNOWN => without_year(day.month(), day.day()),
        Some(day) => Some(day.into()),
        None => marked_without_year(text).or_else(|| start_of_day(text)).or_else(|| bare_month_day(text)),
    }
}

/// `19900512`, as address books write it.
fn compact_day(text: &str) -> Option<Date> {
    let mut scan = Scan::new(text);
    let number = scan.number(8..=8)?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    if !scan.at_end() || year == 0 {
        return None;
    }
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// `--0512`, `--05-12` and the other ways to say outright that there is no year.
fn marked_without_year(text: &str) -> Option<PartialDate> {
    let marks = ["--", "XXXX-", "xxxx-", "????-", "0000-"];
    let rest = marks.iter().find_map(|mark| text.strip_prefix(mark))?;
    let mut scan = Scan::new(rest);
    if let Some(number) = scan.number(4..=4) {
        let (month, day) = (number / 100, number % 100);
        return if scan.at_end() { without_year(month.try_into().ok()?, day.try_into().ok()?) } else { None };
    }
    bare_month_day(rest)
}

/// `2019`, `2019-05`, `2019年`, `2019年5月`.
fn start_of_day(text: &str) -> Option<PartialDate> {
    let mut scan = Scan::new(text);
    let year = i16::try_from(scan.number(4..=4)?).ok().filter(|year| *year > 0)?;
    let mut known = PartialDate { year: Some(year), month: None, day: None };
    let mark = scan.eat_any(&['-', '/', '.']).or_else(|| scan.eat_spaced(&['年']));
    let wants_month = !scan.at_end() || matches!(mark, Some('-' | '/' | '.'));
    if wants_month {
        mark?;
        scan.spaces();
        known.month = Some(i8::try_from(scan.number(1..=2)?).ok()?);
        if mark == Some('年') {
            scan.eat_spaced(&['月'])?;
        }
    }
    known.first_day()?;
    scan.at_end().then_some(known)
}

/// `05-12`, `5-12`, `5月12日`.
fn bare_month_day(text: &str) -> Option<PartialDate> {
    let mut scan = Scan::new(text);
    let mut plain = scan;
    let dashed = plain.number(1..=2).filter(|_| plain.eat('-')).zip(plain.number(1..=2));
    let (month, day) = match dashed {
        Some(pair) => {
            scan = plain;
            pair
        }
        None => han_month_day(&mut scan)?,
    };
    if !scan.at_end() {
        return None;
    }
    without_year(month.try_into().ok()?, day.try_into().ok()?)
}

fn without_year(month: i8, day: i8) -> Option<PartialDate> {
    Date::new(ANY_LEAP_YEAR, month, day).ok()?;
    Some(PartialDate { year: None, month: Some(month), day: Some(day) })
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = parse_partial(text).map_or("none".to_owned(), |date| date.to_string());
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn whole_and_started_days() {
        check("1990-05-12", "1990-05-12");
        check("1990年5月12日", "1990-05-12");
        check("1990-05-12T00:00:00Z", "1990-05-12");
        check("19900512", "1990-05-12");
        check("2019", "2019");
        check("2019年", "2019");
        check("2019-05", "2019-05");
        check("2019/5", "2019-05");
        check("2019年5月", "2019-05");
        check(" 2019 年 5 月 ", "2019-05");
    }

    #[test]
    fn days_without_a_year() {
        for text in
            ["05-12", "5-12", "--0512", "--05-12", "XXXX-05-12", "1604-05-12", "0000-05-12", "5月12日", "5月12号", "5 月 12 日", "16040512"]
        {
            check(text, "--05-12");
        }
        check("02-29", "--02-29");
        check("1604-02-29", "--02-29");
    }

    #[test]
    fn no_days() {
        for text in [
            "",
            "02-30",
            "--0230",
            "13-01",
            "00-10",
            "2019-13",
            "2019-",
            "0000",
            "2019-5-",
            "5/12",
            "2025-02-29",
            "19901301",
            "spring",
            "5月",
            "190",
            "--05-12x",
            "--05125",
            "20190",
            "2019x",
            "2019年5",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn first_and_last_possible_days() {
        let span = |text| {
            let date = parse_partial(text)?;
            Some(format!("{} {}", date.first_day()?, date.last_day()?))
        };
        assert_eq!(span("2019").as_deref(), Some("2019-01-01 2019-12-31"));
        assert_eq!(span("2019-02").as_deref(), Some("2019-02-01 2019-02-28"));
        assert_eq!(span("2019-02-03").as_deref(), Some("2019-02-03 2019-02-03"));
        assert_eq!(span("02-03"), None);
    }

    #[test]
    fn the_29th_of_february_waits_on_the_28th() {
        let leap_day = parse_partial("1996-02-29").expect("a day");
        let common = leap_day.day_in_year(2026).expect("a day");
        assert_eq!((common.date.to_string().as_str(), common.shifted), ("2026-02-28", true));
        let leap = leap_day.day_in_year(2028).expect("a day");
        assert_eq!((leap.date.to_string().as_str(), leap.shifted), ("2028-02-29", false));
        let from = Date::constant(2026, 3, 1);
        let next = leap_day.next_on_or_after(from).expect("a day");
        assert_eq!(next.date, Date::constant(2027, 2, 28));
        assert_eq!(leap_day.next_on_or_after(next.date).map(|day| day.date), Some(next.date));
        assert!(leap_day.next_on_or_after(next.date.saturating_add(1.day())).is_some_and(|day| !day.shifted));
        assert_eq!(parse_partial("2019-05").and_then(|date| date.day_in_year(2026)), None);
    }
}
