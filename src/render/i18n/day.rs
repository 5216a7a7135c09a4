//! How a day is said: `22 Nov`, `2026 年 11 月 22 日`, `星期日`, `冬月初三`.

use jiff::civil::Date;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKDAYS_ZH: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
const LUNAR_MONTHS: [&str; 12] = ["正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月"];
const DIGITS: [&str; 10] = ["十", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// The formats a day may be said in.
///
/// `short` 22 Nov · `medium` or `short_year` 22 Nov 2026 · `long` 22 November 2026 · `full`
/// with the weekday · `day_month` 22 November · `weekday` Sunday ·
/// `weekday_short` Sun · `weekday_letter` S · `month` November · `month_short`
/// Nov · `month_year` or `year_month` November 2026 · `year` · `day` · `iso`.
pub const FORMATS: &[&str] = &[
    "short",
    "medium",
    "short_year",
    "long",
    "full",
    "day_month",
    "weekday",
    "weekday_short",
    "weekday_letter",
    "month",
    "month_short",
    "month_year",
    "year_month",
    "year",
    "day",
    "iso",
];

/// Says a day in one of the [`FORMATS`]; anything else is said as `short`.
#[must_use]
pub fn say_day(lang: &str, on: Date, format: &str) -> String {
    match format {
        "iso" => on.to_string(),
        "year" => on.year().to_string(),
        "day" => on.day().to_string(),
        _ if lang == "zh" => chinese(on, format),
        _ => english(on, format),
    }
}

/// A day as views write it, `2026-11-22`; slower also in the other spellings of the standard.
#[must_use]
pub fn iso_day(text: &str) -> Option<Date> {
    let usual = || {
        let [y, e, a, r, b'-', m, o, b'-', d, n] = *text.as_bytes().first_chunk::<10>().filter(|_| text.len() == 10)? else { return None };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_i16, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0')))
        };
        let small = |digits: &[u8]| number(digits).and_then(|number| i8::try_from(number).ok());
        Date::new(number(&[y, e, a, r])?, small(&[m, o])?, small(&[d, n])?).ok()
    };
    usual().or_else(|| text.parse().ok())
}

fn chinese(on: Date, format: &str) -> String {
    let (year, month, day) = (on.year(), on.month(), on.day());
    let weekday = pick(&WEEKDAYS_ZH, on.weekday().to_monday_zero_offset());
    match format {
        "medium" | "short_year" | "long" => format!("{year} 年 {month} 月 {day} 日"),
        "full" => format!("{year} 年 {month} 月 {day} 日 星期{weekday}"),
        "weekday" => format!("星期{weekday}"),
        "weekday_short" => format!("周{weekday}"),
        "weekday_letter" => weekday.to_owned(),
        "month" | "month_short" => format!("{month} 月"),
        "month_year" | "year_month" => format!("{year} 年 {month} 月"),
        _ => [itoa::Buffer::new().format(month), " 月 ", itoa::Buffer::new().format(day), " 日"].concat(),
    }
}

fn english(on: Date, format: &str) -> String {
    let (year, day) = (on.year(), on.day());
    let month = pick(&MONTHS, on.month() - 1);
    let weekday = pick(&WEEKDAYS, on.weekday().to_monday_zero_offset());
    match format {
        "medium" | "short_year" => [itoa::Buffer::new().format(day), " ", first(month, 3), " ", itoa::Buffer::new().format(year)].concat(),
        "long" => format!("{day} {month} {year}"),
        "full" => format!("{weekday}, {day} {month} {year}"),
        "day_month" => format!("{day} {month}"),
        "weekday" => weekday.to_owned(),
        "weekday_short" => first(weekday, 3).to_owned(),
        "weekday_letter" => first(weekday, 1).to_owned(),
        "month" => month.to_owned(),
        "month_short" => first(month, 3).to_owned(),
        "month_year" | "year_month" => format!("{month} {year}"),
        _ => [itoa::Buffer::new().format(day), " ", first(month, 3)].concat(),
    }
}

/// A lunar month: `九月`, and in English its number.
#[must_use]
pub fn say_lunar_month(lang: &str, month: i64) -> String {
    let name = usize::try_from(month - 1).ok().and_then(|at| LUNAR_MONTHS.get(at));
    match name {
        Some(name) if lang == "zh" => (*name).to_owned(),
        _ => month.to_string(),
    }
}

/// A day of a lunar month: `初三`, `十五`, `廿三`, `三十`; in English its number.
#[must_use]
pub fn say_lunar_day(lang: &str, day: i64) -> String {
    let digit = pick(&DIGITS, i8::try_from(day.rem_euclid(10)).unwrap_or(0));
    match day {
        _ if lang != "zh" => day.to_string(),
        1..=10 => format!("初{digit}"),
        20 => "二十".to_owned(),
        30 => "三十".to_owned(),
        11..=19 => format!("十{digit}"),
        21..=29 => format!("廿{digit}"),
        _ => day.to_string(),
    }
}

/// Names are ASCII, so counting bytes is counting letters.
fn first(name: &'static str, letters: usize) -> &'static str {
    name.get(..letters).unwrap_or(name)
}

fn pick(names: &'static [&'static str], at: i8) -> &'static str {
    usize::try_from(at).ok().and_then(|at| names.get(at)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(lang: &str, format: &str, expected: &str) {
        assert_eq!(say_day(lang, date(2026, 11, 22), format), expected, "{lang} {format}");
    }

    #[test]
    fn days_in_english() {
        check("en", "short", "22 Nov");
        check("en", "medium", "22 Nov 2026");
        check("en", "long", "22 November 2026");
        check("en", "full", "Sunday, 22 November 2026");
        check("en", "weekday_short", "Sun");
        check("en", "year_month", "November 2026");
        check("en", "no such format", "22 Nov");
    }

    #[test]
    fn days_in_chinese() {
        check("zh", "short", "11 月 22 日");
        check("zh", "long", "2026 年 11 月 22 日");
        check("zh", "weekday", "星期日");
        check("zh", "weekday_short", "周日");
        check("zh", "year_month", "2026 年 11 月");
        check("zh", "iso", "2026-11-22");
    }

    #[test]
    fn days_as_views_write_them() {
        assert_eq!(iso_day("2026-11-22"), Some(date(2026, 11, 22)));
        assert_eq!(iso_day("9999-12-31"), Some(date(9999, 12, 31)));
        assert_eq!(iso_day("20261122"), "20261122".parse().ok());
        for no_day in ["2026-02-30", "2026-1-22", "2026-11-2x", "２０２６-11", "", "text"] {
            assert_eq!(iso_day(no_day), None, "{no_day}");
        }
    }

    #[test]
    fn lunar_days() {
        let check = |day, expected: &str| assert_eq!(say_lunar_day("zh", day), expected);
        check(1, "初一");
        check(10, "初十");
        check(15, "十五");
        check(20, "二十");
        check(23, "廿三");
        check(30, "三十");
        assert_eq!(say_lunar_month("zh", 11), "冬月");
        assert_eq!(say_lunar_month("zh", 13), "13");
        assert_eq!(say_lunar_day("en", 15), "15");
    }
}
