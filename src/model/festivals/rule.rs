//! When a feast falls: rules, and the days they give.

use jiff::civil::{Date, Weekday};

use crate::model::calendar::{LunarDay, Term, last_day_of_lunar_year, names_itself_lunar, parse_lunar, term_date, to_solar};
use crate::model::date::parse_partial;

/// A day that returns every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Month and day of our calendar; 29 February is kept on the 28th in common years.
    Solar(i8, i8),
    /// A day of the lunar year.
    Lunar(LunarDay),
    /// The last day of the lunar year, the 29th or 30th of its last month.
    LunarNewYearsEve,
    /// A solar term.
    Term(Term),
    /// Western Easter Sunday.
    Easter,
    /// The nth such weekday of a month: month, n from 1 (or −1 for the last), weekday.
    NthWeekday(i8, i8, Weekday),
}

/// The days of the civil year `year` on which `rule` falls, in order.
///
/// Most rules give one. 腊八 and its neighbours, early in January or late in December, can give none or two: both
/// 2022-01-10 and 2022-12-30 are 腊八, and no day of 2023 is.
pub fn dates_in(rule: Rule, year: i16) -> Vec<Date> {
    let one = match rule {
        Rule::Solar(month, day) => solar(year, month, day),
        Rule::Term(term) => term_date(year, term),
        Rule::Easter => easter(year),
        Rule::NthWeekday(month, nth, weekday) => nth_weekday(year, month, nth, weekday),
        Rule::Lunar(day) => return lunar_dates_in(year, |lunar| Some(to_solar(lunar, day)?.date)),
        Rule::LunarNewYearsEve => return lunar_dates_in(year, last_day_of_lunar_year),
    };
    one.into_iter().collect()
}

/// The next day `rule` gives, `from` included.
pub fn next_date(rule: Rule, from: Date) -> Option<Date> {
    let years = from.year()..=from.year().saturating_add(2);
    years.flat_map(|year| dates_in(rule, year)).find(|date| *date >= from)
}

/// Reads a rule from settings: `12-25` or `12月25日` is a day of our calendar; `八月十五`, `农历08-15`, `lunar 08-15` a
/// lunar one.
pub fn parse_rule(text: &str) -> Option<Rule> {
    if names_itself_lunar(text) {
        return parse_lunar(text).filter(|date| date.year.is_none()).map(|date| Rule::Lunar(date.on));
    }
    let date = parse_partial(text).filter(|date| date.year.is_none())?;
    Some(Rule::Solar(date.month?, date.day?))
}

fn solar(year: i16, month: i8, day: i8) -> Option<Date> {
    let day = if (month, day) == (2, 29) && Date::new(year, 2, 29).is_err() { 28 } else { day };
    Date::new(year, month, day).ok()
}

/// A civil year overlaps the lunar year before it and its own.
fn lunar_dates_in(year: i16, date_of: impl Fn(i16) -> Option<Date>) -> Vec<Date> {
    let years = year.saturating_sub(1)..=year;
    years.filter_map(date_of).filter(|date| date.year() == year).collect()
}

fn nth_weekday(year: i16, month: i8, nth: i8, weekday: Weekday) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// The Sunday after the first church full moon of spring (the anonymous Gregorian computus of 1876).
///
/// Worked example, 2026: golden number a = 12, moon h = 12, weekday l = 2, so 12 + 2 + 114 = 128 = 4 · 31 + 4, and
/// the day is 4 + 1: 5 April.
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (a, b, c) = (year_number % 19, year_number / 100, year_number % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Date::new(year, (sum / 31).try_into().ok()?, (sum % 31 + 1).try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rule: Rule, year: i16, expected: &[&str]) {
        let found: Vec<String> = dates_in(rule, year).iter().map(Date::to_string).collect();
        assert_eq!(found, expected, "{rule:?} {year}");
    }

    #[test]
    fn easters() {
        let expected = [
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2019, "2019-04-21"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
            (1954, "1954-04-18"),
            (2049, "2049-04-18"),
        ];
        for (year, day) in expected {
            check(Rule::Easter, year, &[day]);
        }
    }

    #[test]
    fn weekdays() {
        check(Rule::NthWeekday(5, 2, Weekday::Sunday), 2026, &["2026-05-10"]);
        check(Rule::NthWeekday(6, 3, Weekday::Sunday), 2026, &["2026-06-21"]);
        check(Rule::NthWeekday(11, 4, Weekday::Thursday), 2026, &["2026-11-26"]);
        check(Rule::NthWeekday(5, -1, Weekday::Monday), 2026, &["2026-05-25"]);
        check(Rule::NthWeekday(5, 6, Weekday::Monday), 2026, &[]);
    }

    #[test]
    fn lunar_days_may_miss_a_year() {
        let laba = Rule::Lunar(LunarDay::plain(12, 8));
        check(laba, 2022, &["2022-01-10", "2022-12-30"]);
        check(laba, 2023, &[]);
        check(laba, 2026, &["2026-01-26"]);
        assert_eq!(next_date(laba, Date::constant(2022, 12, 31)), Some(Date::constant(2024, 1, 18)));
        check(Rule::LunarNewYearsEve, 2026, &["2026-02-16"]);
        for year in 1901..2100 {
            assert_eq!(dates_in(Rule::LunarNewYearsEve, year).len(), 1, "{year}");
        }
    }

    #[test]
    fn days_of_our_calendar() {
        check(Rule::Solar(10, 1), 2026, &["2026-10-01"]);
        check(Rule::Solar(2, 29), 2026, &["2026-02-28"]);
        check(Rule::Solar(2, 30), 2026, &[]);
    }

    #[test]
    fn rules_in_writing() {
        assert_eq!(parse_rule("12-25"), Some(Rule::Solar(12, 25)));
        assert_eq!(parse_rule("9月10日"), Some(Rule::Solar(9, 10)));
        assert_eq!(parse_rule("八月十五"), Some(Rule::Lunar(LunarDay::plain(8, 15))));
        assert_eq!(parse_rule("lunar 03-03"), Some(Rule::Lunar(LunarDay::plain(3, 3))));
        assert_eq!(parse_rule("农历三月初三"), Some(Rule::Lunar(LunarDay::plain(3, 3))));
        for text in ["", "2026-12-25", "soon", "02-30", "13月1日"] {
            assert_eq!(parse_rule(text), None, "{text}");
        }
    }

    #[test]
    fn far_years_are_harmless() {
        for year in [i16::MIN, -9999, -1, 0, 9999, i16::MAX] {
            for rule in [Rule::Easter, Rule::LunarNewYearsEve, Rule::Solar(2, 29), Rule::Term(Term::QINGMING)] {
                let _ = dates_in(rule, year);
            }
        }
        assert_eq!(next_date(Rule::Solar(1, 1), Date::MAX), None);
    }
}
