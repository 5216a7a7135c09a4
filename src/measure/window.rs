//! Windows of days. All of them are half open, (from, to], and count civil days.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The year of every figure: 365 days, today included.
///
/// Worked example: for 2026-11-22 it runs from 2025-11-23 to 2026-11-22.
pub const YEAR_DAYS: i32 = 365;

/// Days from `from` to `to`; negative when `to` lies before.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i32 {
    // A second apart of days is no matter: civil days have 24 hours.
    i32::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(0)
}

/// The day `days` after (or, negative, before) `date`; the calendar's edge where it ends.
#[must_use]
pub fn plus(date: Date, days: i64) -> Date {
    i32::try_from(days).map_or(date, |days| date.saturating_add(days.days()))
}

/// Whether a day lies in the year (T−365, T].
#[must_use]
pub fn in_year(day: Date, today: Date) -> bool {
    let ago = days_between(day, today);
    (0..YEAR_DAYS).contains(&ago)
}

/// The Monday of a day's week.
#[must_use]
pub fn monday(day: Date) -> Date {
    plus(day, -i64::from(day.weekday().since(Weekday::Monday)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_year_has_365_days_today_included() {
        let today = date(2026, 11, 22);
        assert!(in_year(today, today));
        assert!(in_year(date(2025, 11, 23), today));
        assert!(!in_year(date(2025, 11, 22), today));
        assert!(!in_year(date(2026, 11, 23), today));
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(monday(date(2026, 11, 22)), date(2026, 11, 16));
        assert_eq!(monday(date(2026, 11, 23)), date(2026, 11, 23));
    }
}
