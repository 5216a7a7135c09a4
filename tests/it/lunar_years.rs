//! The lunar calendar against an independent astronomical table, on every day from
//! 1901 to 2099; the festivals against published calendars, 2020 to 2035; and the
//! rules for days a year lacks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use renmai::model::calendar::{LunarDay, Shift, Solar, Term, from_solar, next_on_or_after, term_date, to_solar};
use renmai::model::festivals::{dates_in, find_festival};

/// One line of the table.
struct Year {
    /// Its New Year.
    first: Date,
    /// The month followed by a leap month of its number.
    leap: Option<u8>,
    /// The days of each month, in order.
    months: Vec<u8>,
    qingming: Date,
    dongzhi: Date,
}

fn table() -> Vec<Year> {
    let lines = include_str!("../calendar/lunar-years.txt").lines().filter(|line| !line.starts_with('#'));
    let years: Vec<Year> = lines.map(year).collect();
    assert_eq!(years.len(), 200);
    years
}

fn year(line: &str) -> Year {
    let cells: Vec<&str> = line.split_whitespace().collect();
    let [new_year, leap, months, qingming, dongzhi] = cells.as_slice() else { panic!("{line}") };
    let new_year: Date = new_year.parse().unwrap();
    Year {
        first: new_year,
        leap: leap.parse().ok().filter(|month| *month > 0),
        months: months.chars().map(|long| if long == '1' { 30 } else { 29 }).collect(),
        qingming: day_in(new_year.year(), qingming),
        dongzhi: day_in(new_year.year(), dongzhi),
    }
}

fn day_in(year: i16, month_and_day: &str) -> Date {
    format!("{year:04}-{month_and_day}").parse().unwrap()
}

/// Every day of the table with its lunar name.
fn days(years: &[Year]) -> Vec<(Date, i16, LunarDay)> {
    let mut days = Vec::new();
    for year in years {
        let mut on = year.first;
        let (mut month, mut leap) = (1, false);
        for length in &year.months {
            for day in 1..=*length {
                days.push((on, year.first.year(), LunarDay { month, leap, day }));
                on = on.tomorrow().unwrap();
            }
            leap = !leap && year.leap == Some(month);
            month += u8::from(!leap);
        }
        assert_eq!((month, leap), (13, false), "{} has its months", year.first);
    }
    days
}

/// The first days of months on which published tables still differ: older ones begin
/// each a day later, and so are a day behind for thirty days. The new moons of 2057 and
/// 2097 come within a minute before midnight in Beijing, which older predictions missed.
/// We go with the astronomy, as the standard of 2017 (GB/T 33661) and the newer tables do.
const DISPUTED: [(&str, &str); 3] = [("2057-09-28", "九月初一"), ("2089-09-04", "八月初一"), ("2097-08-07", "七月初一")];

#[test]
fn every_day_from_1901_to_2099() {
    let mut compared = 0;
    for (on, year, day) in days(&table()).into_iter().filter(|(on, ..)| (1901..2100).contains(&on.year())) {
        let ours = from_solar(on).map(|lunar| (lunar.year, lunar.on));
        assert_eq!(ours, Some((year, day)), "{on}");
        assert_eq!(to_solar(year, day), Some(Solar { date: on, shift: None }), "{on}");
        compared += 1;
    }
    assert_eq!(compared, 72_684, "199 years, 49 of them leap years");
}

#[test]
fn the_disputed_days() {
    for (on, expected) in DISPUTED {
        let ours = from_solar(on.parse().unwrap()).map(|lunar| lunar.on.han());
        assert_eq!(ours.as_deref(), Some(expected), "{on}");
    }
}

#[test]
fn qingming_and_dongzhi_from_1901_to_2099() {
    for year in table().iter().skip(1) {
        let civil = year.first.year();
        assert_eq!(term_date(civil, Term::QINGMING), Some(year.qingming));
        assert_eq!(term_date(civil, Term::DONGZHI), Some(year.dongzhi));
    }
}

#[test]
fn festivals_from_2020_to_2035() {
    let mut lines = include_str!("../calendar/festivals.txt").lines().filter(|line| !line.starts_with('#'));
    let ids: Vec<&str> = lines.next().unwrap().split_whitespace().skip(1).collect();
    let mut years = 0;
    for line in lines {
        let (year, days) = line.split_once(' ').unwrap();
        let year: i16 = year.parse().unwrap();
        for (id, published) in ids.iter().zip(days.split_whitespace()) {
            let published: Vec<Date> = published.split(',').filter(|day| *day != "-").map(|day| day_in(year, day)).collect();
            assert_eq!(dates_in(find_festival(id).unwrap().rule, year), published, "{id} {year}");
        }
        years += 1;
    }
    assert_eq!((years, ids.len()), (16, 14));
}

/// How long each month of each lunar year is.
fn lengths() -> BTreeMap<(i16, u8, bool), u8> {
    days(&table()).into_iter().map(|(_, year, day)| ((year, day.month, day.leap), day.day)).collect()
}

#[test]
fn days_a_year_lacks_are_moved_as_the_rule_says() {
    let lengths = lengths();
    let mut shifts = BTreeSet::new();
    for year in 1901..=2098 {
        for month in 1..=12 {
            for leap in [false, true] {
                let has_leap = !leap || lengths.contains_key(&(year, month, true));
                let length = lengths[&(year, month, leap && has_leap)];
                for day in [1, 29, 30] {
                    let found = to_solar(year, LunarDay { month, leap, day }).unwrap();
                    let stands_in = LunarDay { month, leap: leap && has_leap, day: day.min(length) };
                    assert_eq!(Some(found.date), to_solar(year, stands_in).map(|solar| solar.date), "{year} {month} {leap} {day}");
                    let expected = match (has_leap, day <= length) {
                        (true, true) => None,
                        (true, false) => Some(Shift::ShortMonth),
                        (false, true) => Some(Shift::NoLeapMonth),
                        (false, false) => Some(Shift::NoLeapMonthAndShort),
                    };
                    assert_eq!(found.shift, expected, "{year} {month} {leap} {day}");
                    shifts.insert(found.shift);
                }
            }
        }
    }
    assert_eq!(shifts.len(), 4, "each way of moving a day was seen");
}

proptest! {
    /// A lunar day comes back within thirteen moons and never twice in eleven.
    #[test]
    fn a_lunar_day_returns_once_a_lunar_year(after in 0_i64..60_000, month in 1_u8..=12, day in 1_u8..=30, leap: bool) {
        let from = date(1905, 1, 1).saturating_add(after.days());
        let wanted = LunarDay { month, leap, day };
        let first = next_on_or_after(from, wanted).unwrap().date;
        let second = next_on_or_after(first.tomorrow().unwrap(), wanted).unwrap().date;
        prop_assert!(first >= from);
        // A leap month follows its plain twin, so a day of it may come a month late or early.
        let apart = (second - first).get_days();
        prop_assert!((324..=414).contains(&apart), "{first} {second}");
    }

    /// 29 February is kept on the 28th in common years, and on its own day in leap years.
    #[test]
    fn a_leap_day_is_always_the_last_of_february(year in 1901_i16..2100) {
        let leap_day = renmai::model::date::parse_partial("02-29").unwrap();
        let found = leap_day.day_in_year(year).unwrap();
        prop_assert_eq!(found.date, date(year, 2, 1).last_of_month());
        prop_assert_eq!(found.shifted, !date(year, 1, 1).in_leap_year());
    }
}
