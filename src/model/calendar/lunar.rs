//! Days of the Chinese lunar year, and where they fall in ours.
//!
//! A lunar year is named by the Gregorian year its New Year falls in: lunar 2026 begins on 2026-02-17 and ends on
//! 2027-02-05.

use icu_calendar::cal::ChineseTraditional;
use icu_calendar::options::{DateFromFieldsOptions, Overflow};
use icu_calendar::types::{DateFields, Month};
use icu_calendar::{Date as IcuDate, Iso};
use jiff::civil::Date;

/// A day of the lunar year, such as 八月十五.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarDay {
    /// The month, 1 to 12.
    pub month: u8,
    /// Whether it is the leap month that follows the month of that number.
    pub leap: bool,
    /// The day of the month, 1 to 30.
    pub day: u8,
}

/// A lunar day as someone wrote it, with its lunar year if they knew it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarDate {
    /// The lunar year.
    pub year: Option<i16>,
    /// The day in it.
    pub on: LunarDay,
}

/// What the lunar calendar calls a civil day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarFull {
    /// The lunar year.
    pub year: i16,
    /// The day in it.
    pub on: LunarDay,
    /// The year's place in the cycle of sixty, 1 (甲子) to 60 (癸亥).
    pub cyclic: u8,
}

/// The civil day a lunar day falls on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Solar {
    /// The day.
    pub date: Date,
    /// Why it is not the very day that was asked for, if it is not.
    pub shift: Option<Shift>,
}

/// How a lunar day was moved because its year lacks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shift {
    /// The year has no such leap month: the plain month of that number stands in.
    NoLeapMonth,
    /// The month has 29 days: its last day stands in for the 30th.
    ShortMonth,
    /// Both.
    NoLeapMonthAndShort,
}

impl LunarDay {
    /// The day of a plain month.
    pub const fn plain(month: u8, day: u8) -> Self {
        LunarDay { month, leap: false, day }
    }
}

/// Where `day` falls in the lunar year `year`, by custom when the year lacks it (see [`Shift`]).
///
/// `None` for a month or day that no lunar year has, or a year no civil date can hold.
pub fn to_solar(year: i16, day: LunarDay) -> Option<Solar> {
    if !(1..=12).contains(&day.month) || !(1..=30).contains(&day.day) {
        return None;
    }
    let mut fields = DateFields::default();
    fields.extended_year = Some(i32::from(year));
    fields.month = Some(if day.leap { Month::leap(day.month) } else { Month::new(day.month) });
    fields.day = Some(day.day);
    let mut options = DateFromFieldsOptions::default();
    options.overflow = Some(Overflow::Constrain);
    let found = IcuDate::try_from_fields(fields, options, ChineseTraditional::new()).ok()?;
    let lost_leap = day.leap && !found.month().to_input().is_leap();
    let short = found.day_of_month().0 != day.day;
    let shift = match (lost_leap, short) {
        (false, false) => None,
        (true, false) => Some(Shift::NoLeapMonth),
        (false, true) => Some(Shift::ShortMonth),
        (true, true) => Some(Shift::NoLeapMonthAndShort),
    };
    Some(Solar { date: to_civil(found.to_calendar(Iso))?, shift })
}

/// The lunar name of a civil day.
pub fn from_solar(date: Date) -> Option<LunarFull> {
    let iso = IcuDate::try_new_iso(date.year().into(), date.month().try_into().ok()?, date.day().try_into().ok()?);
    let lunar = iso.ok()?.to_calendar(ChineseTraditional::new());
    let month = lunar.month().to_input();
    let year = lunar.cyclic_year();
    Some(LunarFull {
        year: year.related_iso.try_into().ok()?,
        on: LunarDay { month: month.number(), leap: month.is_leap(), day: lunar.day_of_month().0 },
        cyclic: year.year,
    })
}

/// The next civil day that `day` falls on, `from` included.
///
/// A civil year overlaps two lunar years, and the day wanted may lie in the one after: three years are looked at.
pub fn next_on_or_after(from: Date, day: LunarDay) -> Option<Solar> {
    let years = from.year().checked_sub(1)?..=from.year().checked_add(1)?;
    years.filter_map(|year| to_solar(year, day)).find(|found| found.date >= from)
}

/// 除夕: the day before the next lunar year begins.
pub fn last_day_of_lunar_year(year: i16) -> Option<Date> {
    let new_year = to_solar(year.checked_add(1)?, LunarDay::plain(1, 1))?.date;
    new_year.yesterday().ok()
}

fn to_civil(iso: IcuDate<Iso>) -> Option<Date> {
    let year = iso.year().extended_year().try_into().ok()?;
    let month = iso.month().number().try_into().ok()?;
    Date::new(year, month, iso.day_of_month().0.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW_YEAR: LunarDay = LunarDay::plain(1, 1);
    const MID_AUTUMN: LunarDay = LunarDay::plain(8, 15);

    #[track_caller]
    fn check(year: i16, day: LunarDay, expected: &str) {
        let found = to_solar(year, day).expect("a day");
        let shift = found.shift.map(|shift| format!(" {shift:?}")).unwrap_or_default();
        assert_eq!(format!("{}{shift}", found.date), expected);
    }

    #[test]
    fn known_days() {
        check(2025, MID_AUTUMN, "2025-10-06");
        check(2026, MID_AUTUMN, "2026-09-25");
        check(2030, MID_AUTUMN, "2030-09-12");
        check(2026, NEW_YEAR, "2026-02-17");
        check(2027, NEW_YEAR, "2027-02-06");
        check(2033, NEW_YEAR, "2033-01-31");
        check(2034, NEW_YEAR, "2034-02-19");
    }

    #[test]
    fn leap_months() {
        for (year, expected) in [(2023, 2), (2025, 6), (2028, 5), (2031, 3), (2033, 11), (2036, 6)] {
            for month in 1..=12 {
                let found = to_solar(year, LunarDay { month, leap: true, day: 1 }).expect("a day");
                assert_eq!(found.shift.is_none(), month == expected, "{year}, leap month {month}");
            }
        }
    }

    #[test]
    fn days_a_year_lacks() {
        let leap_sixth = LunarDay { month: 6, leap: true, day: 1 };
        check(2025, leap_sixth, "2025-07-25");
        check(2026, leap_sixth, "2026-07-14 NoLeapMonth");
        check(2025, LunarDay::plain(12, 30), "2026-02-16 ShortMonth");
        check(2026, LunarDay::plain(12, 30), "2027-02-05 ShortMonth");
        check(2023, LunarDay::plain(12, 30), "2024-02-09");
        check(2025, LunarDay { month: 12, leap: true, day: 30 }, "2026-02-16 NoLeapMonthAndShort");
        assert_eq!(to_solar(2026, LunarDay::plain(13, 1)), None);
        assert_eq!(to_solar(2026, LunarDay::plain(1, 31)), None);
        assert_eq!(to_solar(2026, LunarDay::plain(1, 0)), None);
    }

    #[test]
    fn the_next_time() {
        let next = |from: Date, day| next_on_or_after(from, day).map(|found| found.date.to_string());
        assert_eq!(next(Date::constant(2026, 9, 25), MID_AUTUMN).as_deref(), Some("2026-09-25"));
        assert_eq!(next(Date::constant(2026, 9, 26), MID_AUTUMN).as_deref(), Some("2027-09-15"));
        let last_month = LunarDay::plain(12, 8);
        assert_eq!(next(Date::constant(2026, 1, 1), last_month).as_deref(), Some("2026-01-26"));
        assert_eq!(next(Date::constant(2026, 1, 27), last_month).as_deref(), Some("2027-01-15"));
    }

    #[test]
    fn the_last_day() {
        assert_eq!(last_day_of_lunar_year(2025), Some(Date::constant(2026, 2, 16)));
        assert_eq!(last_day_of_lunar_year(2026), Some(Date::constant(2027, 2, 5)));
    }

    #[test]
    fn every_day_there_and_back() {
        let mut day = Date::constant(1901, 1, 1);
        while day.year() < 2100 {
            let lunar = from_solar(day).expect("a lunar day");
            assert_eq!(to_solar(lunar.year, lunar.on), Some(Solar { date: day, shift: None }));
            assert_eq!(i16::from(lunar.cyclic), (lunar.year - 4) % 60 + 1);
            day = day.tomorrow().expect("a day");
        }
    }

    #[test]
    fn far_years_are_harmless() {
        for year in [i16::MIN, -9999, 0, 1, 9998, 9999, i16::MAX] {
            let _ = to_solar(year, MID_AUTUMN);
            let _ = last_day_of_lunar_year(year);
        }
        for day in [Date::MIN, Date::MAX] {
            let _ = from_solar(day);
            let _ = next_on_or_after(day, MID_AUTUMN);
        }
    }
}
