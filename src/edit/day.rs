//! The day somebody means: `yesterday`, `昨天`, `last friday`, `周一`, `-3d`, `11-20`, or a date.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::model::date::{PartialDate, han_number, parse_day, parse_partial};

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
/// A weekday is the last one before today (`上周一`, `last mon`: that of last week;
/// `下周一`, `next mon`: that of next week), a day without a year the last one up to
/// today. Only whole dates and what says so (`tomorrow`, `后天`, `+3d`, `in 3 days`,
/// `3天后`, `next mon`) lie ahead.
#[must_use]
pub fn day_meant(text: &str, today: Date) -> Option<Date> {
    let said = text.trim().to_lowercase();
    let days = match said.as_str() {
        "today" | "tonight" | "this morning" | "this evening" | "今天" | "今日" | "今早" | "今晚" => Some(0),
        "yesterday" | "last night" | "昨天" | "昨日" | "昨晚" => Some(-1),
        "day before yesterday" | "the day before yesterday" | "前天" | "前日" => Some(-2),
        "大前天" => Some(-3),
        "tomorrow" | "明天" | "明日" => Some(1),
        "day after tomorrow" | "the day after tomorrow" | "后天" => Some(2),
        "大后天" => Some(3),
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
    let weeks: [(i64, &[&str]); 4] = [
        (-2, &["上上个", "上上"]),
        (-1, &["last ", "上个", "上"]),
        (1, &["next ", "下个", "下"]),
        (0, &["this ", "on ", "这个", "这", "本"]),
    ];
    let spoken = weeks.iter().find_map(|(week, words)| Some((*week, words.iter().find_map(|word| said.strip_prefix(word))?)));
    let (week, name) = spoken.map_or((0, said), |(week, rest)| (week, rest.trim()));
    let named_in_han = ["周", "星期", "礼拜"].iter().find_map(|word| name.strip_prefix(word));
    let fits = |(_, names): &&(Weekday, &[&str])| match named_in_han {
        Some(day) => !day.is_ascii() && names.contains(&day),
        None => name.is_ascii() && names.contains(&name),
    };
    let (wanted, _) = WEEKDAYS.iter().find(fits)?;
    let since_monday = i64::from(today.weekday().to_monday_zero_offset());
    let offset = i64::from(wanted.to_monday_zero_offset());
    if week != 0 {
        return moved(today, (offset - since_monday + 7 * week).days());
    }
    let back = (since_monday - offset).rem_euclid(7);
    moved(today, (-if back == 0 { 7 } else { back }).days())
}

/// `-3d`, `3d`, `2w`, `3 days ago`, `3天前`, `两周前`, `+2d`, `in 3 days`, `3天后`.
fn counted(said: &str, today: Date) -> Option<Date> {
    let (signed, rest) = match (said.strip_prefix('+'), said.strip_prefix("in ")) {
        (Some(rest), _) | (None, Some(rest)) => (true, rest),
        (None, None) => (false, said.strip_prefix(['-', '−']).unwrap_or(said)),
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = if digits > 0 {
        let (number, unit) = rest.split_at_checked(digits)?;
        (number.parse::<i64>().ok()?, unit)
    } else {
        in_words(rest)?
    };
    let unit = unit.trim();
    let back = ["ago", "以前", "之前", "前"].iter().find_map(|word| unit.strip_suffix(word));
    let later = ["later", "from now", "以后", "之后", "后"].iter().find_map(|word| unit.strip_suffix(word));
    let ahead = signed || later.is_some();
    let unit = back.or(later).unwrap_or(unit).trim();
    let number = if ahead { number } else { -number };
    if number.abs() > 36_500 {
        return None;
    }
    let step = match unit {
        "d" | "day" | "days" | "天" | "日" => number.days(),
        "w" | "week" | "weeks" | "周" | "个星期" | "星期" | "个礼拜" => number.weeks(),
        "month" | "months" | "个月" => number.months(),
        _ => return None,
    };
    moved(today, step)
}

/// `two days`, `a week`, `两周`, `十天`: the number, and the rest.
fn in_words(said: &str) -> Option<(i64, &str)> {
    const NUMBERS: [(&str, i64); 11] = [
        ("one ", 1),
        ("a ", 1),
        ("two ", 2),
        ("three ", 3),
        ("four ", 4),
        ("five ", 5),
        ("six ", 6),
        ("seven ", 7),
        ("eight ", 8),
        ("nine ", 9),
        ("ten ", 10),
    ];
    if let Some(found) = NUMBERS.iter().find_map(|(word, number)| Some((*number, said.strip_prefix(word)?))) {
        return Some(found);
    }
    let unit = said.find(['天', '日', '周', '个', '星', '礼'])?;
    let (number, unit) = said.split_at_checked(unit)?;
    Some((i64::from(han_number(number)?), unit))
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
        check("last friday", "2026-11-20");
        check("上个星期五", "2026-11-20");
        check("上上周五", "2026-11-13");
        check("本周一", "2026-11-23");
        check("on friday", "2026-11-20");
        check("next mon", "2026-11-30");
        check("下周三", "2026-12-02");
        check("last night", "2026-11-23");
        check("the day before yesterday", "2026-11-22");
        check("大后天", "2026-11-27");
        check("two days ago", "2026-11-22");
        check("a week ago", "2026-11-17");
        check("两周前", "2026-11-10");
        check("十天以前", "2026-11-14");
        check("一个月前", "2026-10-24");
        check("2 months ago", "2026-09-24");
        check("in 3 days", "2026-11-27");
        check("三天后", "2026-11-27");
        check("后天", "2026-11-26");
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
        for said in [
            "",
            "soon",
            "2026-02-30",
            "13-01",
            "monda",
            "一",
            "3",
            "3x",
            "2019",
            "-99999999999d",
            "上",
            "last",
            "in days",
            "个月前",
            "999999999999999999999 months",
            "下下周一",
        ] {
            check(said, "-");
        }
    }
}
