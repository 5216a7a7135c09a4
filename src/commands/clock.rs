//! The one door to the clock: which day is today.
//!
//! Everything behind it takes today as a value.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// What may decide about today, in the order in which it does.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The day that was typed.
    pub typed: Option<Date>,
    /// `SOURCE_DATE_EPOCH`: seconds since 1970, for builds that are to repeat.
    pub source_date_epoch: Option<&'a str>,
    /// The journal's time zone (IANA); the system's where there is none, or where
    /// the system does not know it (the settings report that).
    pub timezone: Option<&'a str>,
}

/// Today; none when `SOURCE_DATE_EPOCH` is not a number of seconds.
#[expect(clippy::disallowed_methods, reason = "the one door to the clock")]
pub fn today(hints: Hints<'_>) -> Option<Date> {
    if hints.typed.is_some() {
        return hints.typed;
    }
    let zone = hints.timezone.and_then(|name| TimeZone::get(name).ok()).unwrap_or_else(TimeZone::system);
    match hints.source_date_epoch.filter(|text| !text.is_empty()) {
        Some(text) => Some(Timestamp::from_second(text.parse().ok()?).ok()?.to_zoned(zone).date()),
        None => Some(Zoned::now().with_time_zone(zone).date()),
    }
}

/// Looks through the system's time zones, which takes a while the first time, so that they are known when asked for.
pub fn open() {
    jiff::tz::db();
}

/// Whether the system knows a time zone by its IANA name.
pub fn is_known_zone(name: &str) -> bool {
    TimeZone::get(name).is_ok()
}

/// How far a zone's clocks stand from UTC at noon of a day, in minutes.
pub fn minutes_from_utc(name: &str, on: Date) -> Option<i32> {
    let noon = on.at(12, 0, 0, 0).to_zoned(TimeZone::get(name).ok()?).ok()?;
    Some(noon.offset().seconds() / 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_day_of_an_instant_depends_on_the_place() {
        // 2026-03-01 at 23:30 in London is already the second in Shanghai.
        let at = |timezone| today(Hints { typed: None, source_date_epoch: Some("1772407800"), timezone: Some(timezone) });
        assert_eq!(at("Europe/London"), Some(date(2026, 3, 1)));
        assert_eq!(at("Asia/Shanghai"), Some(date(2026, 3, 2)));
    }

    /// The last second of a day and the first of the next, in zones at both ends of the world, where an
    /// hour is skipped or comes twice, and where a whole day was left out.
    #[test]
    fn a_day_ends_at_its_own_midnight() {
        for (zone, midnight, day) in [
            ("UTC", 1_772_323_200, date(2026, 3, 1)),
            ("Pacific/Kiritimati", 1_772_272_800, date(2026, 3, 1)),
            ("Pacific/Pago_Pago", 1_772_362_800, date(2026, 3, 1)),
            ("Asia/Shanghai", 1_772_294_400, date(2026, 3, 1)),
            ("Asia/Kathmandu", 1_772_302_500, date(2026, 3, 1)),
            ("Australia/Eucla", 1_772_291_700, date(2026, 3, 1)),
            ("America/St_Johns", 1_772_335_800, date(2026, 3, 1)),
            ("America/New_York", 1_772_946_000, date(2026, 3, 8)),
            ("America/New_York", 1_773_028_800, date(2026, 3, 9)),
            ("Europe/Berlin", 1_792_879_200, date(2026, 10, 25)),
            ("Europe/Berlin", 1_792_969_200, date(2026, 10, 26)),
            ("Africa/Cairo", 1_776_981_600, date(2026, 4, 24)),
            ("Pacific/Apia", 1_325_239_200, date(2011, 12, 31)),
        ] {
            let at = |second: i64| {
                let second = second.to_string();
                today(Hints { typed: None, source_date_epoch: Some(&second), timezone: Some(zone) })
            };
            let before = if zone == "Pacific/Apia" { date(2011, 12, 29) } else { day.yesterday().unwrap() };
            assert_eq!((at(midnight - 1), at(midnight)), (Some(before), Some(day)), "{zone}");
        }
    }

    #[test]
    fn clocks_differ_by_place_and_season() {
        let check = |zone: &str, on: Date, minutes: Option<i32>| assert_eq!(minutes_from_utc(zone, on), minutes, "{zone} {on}");
        check("Asia/Shanghai", date(2026, 11, 22), Some(480));
        check("Europe/London", date(2026, 11, 22), Some(0));
        check("Europe/London", date(2026, 7, 1), Some(60));
        check("Asia/Kolkata", date(2026, 7, 1), Some(330));
        check("Nowhere/Nothing", date(2026, 7, 1), None);
    }

    #[test]
    fn what_was_typed_wins_and_nonsense_is_refused() {
        let typed = Some(date(2020, 1, 1));
        assert_eq!(today(Hints { typed, source_date_epoch: Some("x"), timezone: None }), typed);
        assert_eq!(today(Hints { source_date_epoch: Some("yesterday"), ..Hints::default() }), None);
    }
}
