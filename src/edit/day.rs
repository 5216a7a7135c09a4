//! The day somebody means: `yesterday`, `昨天`, `mon`, `周一`, `-3d`, `11-20`, or a date.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::model::date::{PartialDate, parse_day, parse_partial};

const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Monday, &["mon", "monday", "一"]),
    (Weekday::Tuesday, &["tue", "tues", "tuesday", "二"]),
    (Weekday::Wednesday, &["wed", "wednesday", "三"]),
    (Weekday::Thursday, &["thu", "thur", "thurs", "thursday", "四"]),
    (Weekday::Friday, &["fri", "friday", "五"]),
    (Weekday::Saturday, &["sat", "saturday", "六"]),
    (Weekday::Sunday, &["sun", "sunday", "日", "天"]),
];

/// Reads a day as it is said on `today`; none when it is no day.
///
/// A weekday is the last one before today (`上周一`, `last mon`: that of last week),
/// a day without a year the last one up to today. Only whole dates and `tomorrow`,
/// `明天`, `后天`, `+3d` lie ahead.
#[must_use]
pub fn day_meant(text: &str, today: Date) -> Option<Date> {
    let said = text.trim().to_lowercase();
    let days = match said.as_str() {
        "today" | "今天" | "今日" => Some(0),
        "yesterday" | "昨天" | "昨日" => Some(-1),
        "前天" => Some(-2),
        "大前天" => Some(-3),
        "tomorrow" | "明天" | "明日" => Some(1),
        "后天" => Some(2),
        _ => None,
    };
    match days {
        Some(days) => moved(today, days.days()),
        None => parse_day(&said).or_else(|| weekday(&said, today)).or_else(|| counted(&said, today)).or_else(|| without_year(&said, today)),
    }
}

fn moved(from: Date, by: Span) -> Option<Date> {
    from.checked_add(by).ok()
}

fn weekday(said: &str, today: Date) -> Option<Date> {
    let (last_week, name) = match said.strip_prefix("last ").or_else(|| said.strip_prefix('上')) {
        Some(rest) => (true, rest.trim()),
        None => (false, said),
    };
    let named_in_han = ["周", "星期", "礼拜"].iter().find_map(|word| name.strip_prefix(word));
    let fits = |(_, names): &&(Weekday, &[&str])| match named_in_han {
        Some(day) => !day.is_ascii() && names.contains(&day),
        None => name.is_ascii() && names.contains(&name),
    };
    let (wanted, _) = WEEKDAYS.iter().find(fits)?;
    let since_monday = i64::from(today.weekday().to_monday_zero_offset());
    let offset = i64::from(wanted.to_monday_zero_offset());
    if last_week {
        return moved(today, (offset - since_monday - 7).days());
    }
    let back = (since_monday - offset).rem_euclid(7);
    moved(today, (-if back == 0 { 7 } else { back }).days())
}

/// `-3d`, `3d`, `2w`, `3 days ago`, `3天前`, `+2d`.
fn counted(said: &str, today: Date) -> Option<Date> {
    let (ahead, rest) = match said.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, said.strip_prefix(['-', '−']).unwrap_or(said)),
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number: i64 = rest.get(..digits)?.parse().ok().filter(|number| *number <= 36_500)?;
    let unit = rest.get(digits..)?.trim();
    let unit = unit.strip_suffix("ago").or_else(|| unit.strip_suffix('前')).unwrap_or(unit).trim();
    let step = match unit {
        "d" | "day" | "days" | "天" => 1,
        "w" | "week" | "weeks" | "周" | "个星期" => 7,
        _ => return None,
    };
    moved(today, (if ahead { number } else { -number } * step).days())
}

/// The last such day up to today; a 29 February waits for a leap year.
fn without_year(said: &str, today: Date) -> Option<Date> {
    let PartialDate { year: None, month: Some(month), day: Some(day) } = parse_partial(said)? else { return None };
    (0..=8).filter_map(|back| Date::new(today.year().checked_sub(back)?, month, day).ok()).find(|on| *on <= today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check(said: &str, expected: &str) {
        // A Tuesday.
        let found = day_meant(said, date(2026, 11, 24)).map(|day| day.to_string());
        assert_eq!(found.as_deref().unwrap_or("-"), expected, "{said}");
    }

    #[test]
    fn days_as_people_say_them() {
        check("today", "2026-11-24");
        check("Yesterday", "2026-11-23");
        check("昨天", "2026-11-23");
        check("前天", "2026-11-22");
        check("mon", "2026-11-23");
        check("周一", "2026-11-23");
        check("tue", "2026-11-17");
        check("星期二", "2026-11-17");
        check("周日", "2026-11-22");
        check("礼拜天", "2026-11-22");
        check("last mon", "2026-11-16");
        check("上周五", "2026-11-20");
        check("-3d", "2026-11-21");
        check("3 days ago", "2026-11-21");
        check("3天前", "2026-11-21");
        check("-2w", "2026-11-10");
        check("+1d", "2026-11-25");
        check("11-20", "2026-11-20");
        check("12-20", "2025-12-20");
        check("11月20日", "2026-11-20");
        check("2-29", "2024-02-29");
        check("2026/11/2", "2026-11-02");
        check("2026年11月2日", "2026-11-02");
        check("2027-01-02", "2027-01-02");
    }

    #[test]
    fn no_days() {
        for said in ["", "soon", "2026-02-30", "13-01", "monda", "一", "3", "3x", "2019", "-99999999999d"] {
            check(said, "-");
        }
    }
}
