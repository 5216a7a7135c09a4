//! Lunar days in writing: read from every spelling people use, written in the Han one.

use super::lunar::{LunarDate, LunarDay};
use crate::model::date::{Scan, han_digits, han_number};

/// What people put before a lunar day to say that it is one.
const MARKERS: &[&str] = &["农历", "農曆", "阴历", "陰曆", "旧历", "夏历", "lunar"];

/// The year address books write where they know none.
const YEAR_FOR_UNKNOWN: u32 = 1604;

/// Reads a lunar day, with or without its lunar year: `08-15`, `闰04-01`, `八月十五`, `闰四月初一`, `冬月廿三`,
/// `腊月三十`, `农历八月十五`, `1990-08-15`, `1990年八月十五`.
pub fn parse_lunar(text: &str) -> Option<LunarDate> {
    let text = strip_marker(text.trim());
    let (year, rest) = split_year(text)?;
    let (leap, rest) = match strip_any(rest, &["闰", "閏", "leap"]) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, rest),
    };
    let (month, day) = han_day_of_year(rest).or_else(|| dashed_day_of_year(rest))?;
    let valid = (1..=12).contains(&month) && (1..=30).contains(&day);
    let on = LunarDay { month: month.try_into().ok()?, leap, day: day.try_into().ok()? };
    valid.then_some(LunarDate { year, on })
}

impl LunarDay {
    /// The day as a Chinese calendar prints it: `八月十五`, `闰四月初一`, `正月初一`, `冬月廿三`, `腊月三十`.
    ///
    /// [`parse_lunar`] reads it back. A month or day outside the calendar is left out.
    pub fn han(&self) -> String {
        format!("{}{}", self.han_month(), self.han_day())
    }

    /// The month alone: `八月`, `闰四月`.
    pub fn han_month(&self) -> String {
        const MONTHS: [&str; 12] = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
        let month = MONTHS.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or_default();
        format!("{}{month}月", if self.leap { "闰" } else { "" })
    }

    /// The day alone: `初一`, `十五`, `廿三`, `三十`.
    pub fn han_day(&self) -> String {
        const ONES: [&str; 10] = ["十", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let ones = ONES.get(usize::from(self.day % 10)).copied().unwrap_or_default();
        match self.day {
            1..=10 => format!("初{ones}"),
            11..=19 => format!("十{ones}"),
            20 => "二十".to_owned(),
            21..=29 => format!("廿{ones}"),
            30 => "三十".to_owned(),
            _ => String::new(),
        }
    }
}

/// Whether `text` says of itself that it is a lunar day: by a marker, or by naming the day in Han characters.
pub(crate) fn names_itself_lunar(text: &str) -> bool {
    let text = text.trim();
    let day = text.split_once('月').map(|(_, day)| day);
    let in_han = day.is_some_and(|day| !day.trim_start().starts_with(|c: char| c.is_numeric()));
    strip_marker(text) != text || in_han || text.starts_with(['闰', '閏'])
}

fn strip_marker(text: &str) -> &str {
    strip_any(text, MARKERS).map_or(text, |rest| rest.trim_start_matches([' ', ':', '：']))
}

fn strip_any<'a>(text: &'a str, starts: &[&str]) -> Option<&'a str> {
    let strip = |start: &&str| {
        let (head, rest) = text.split_at_checked(start.len())?;
        head.eq_ignore_ascii_case(start).then_some(rest)
    };
    starts.iter().find_map(strip)
}

/// Takes a year off the front, and ways of saying that none is known. `None` for a year 0 in earnest never arises:
/// 0000 is one of those ways.
fn split_year(text: &str) -> Option<(Option<i16>, &str)> {
    if let Some(rest) = strip_any(text, &["--", "XXXX-"]) {
        return Some((None, rest));
    }
    let mut scan = Scan::new(text);
    if let Some(year) = scan.number(4..=4) {
        scan.eat_any(&['-', '/', '.']).or_else(|| scan.eat_spaced(&['年']))?;
        scan.spaces();
        return Some((known_year(year), scan.rest()));
    }
    match text.split_once('年') {
        Some((year, rest)) => Some((known_year(han_digits(year.trim())?), rest.trim_start())),
        None => Some((None, text)),
    }
}

fn known_year(year: u32) -> Option<i16> {
    if year == 0 || year == YEAR_FOR_UNKNOWN { None } else { year.try_into().ok() }
}

/// `八月十五`, `8月15日`, `正月初一`.
fn han_day_of_year(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('月')?;
    let day = day.trim();
    let day = day.strip_suffix(['日', '号', '號']).unwrap_or(day).trim_end();
    let month = match month.trim() {
        "正" => 1,
        "冬" => 11,
        "腊" | "臘" => 12,
        month => number(month)?,
    };
    let day = match day.strip_prefix('初') {
        Some(first_ten) => number(first_ten).filter(|day| *day <= 10)?,
        None => number(day)?,
    };
    Some((month, day))
}

/// `08-15`, `8-15`; with a year before it also `8/15` and `8.15`, which need no ruling: a lunar month comes first.
fn dashed_day_of_year(text: &str) -> Option<(u32, u32)> {
    let mut scan = Scan::new(text);
    let month = scan.number(1..=2)?;
    scan.eat_any(&['-', '/', '.'])?;
    let day = scan.number(1..=2)?;
    scan.at_end().then_some((month, day))
}

fn number(text: &str) -> Option<u32> {
    let mut scan = Scan::new(text);
    match scan.number(1..=2) {
        Some(value) => scan.at_end().then_some(value),
        None => han_number(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], expected: &str) {
        for text in texts {
            let found = parse_lunar(text).map(|date| {
                let year = date.year.map(|year| format!("{year} ")).unwrap_or_default();
                format!("{year}{}", date.on.han())
            });
            assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
        }
    }

    #[test]
    fn spellings() {
        let mid_autumn = [
            "08-15",
            "8-15",
            "八月十五",
            "农历八月十五",
            "农历 8月15",
            "阴历：八月十五日",
            "8月15日",
            "lunar 08-15",
            " 八月 十五 ",
            "--08-15",
            "XXXX-08-15",
            "1604-08-15",
            "0000-08-15",
            "０８－１５",
        ];
        check(&mid_autumn, "八月十五");
        check(&["1990-08-15", "1990年八月十五", "1990年8月15日", "一九九〇年八月十五", "1990/8/15"], "1990 八月十五");
        check(&["闰04-01", "闰4-1", "闰四月初一", "閏四月初一", "leap 4-1", "闰 04-01"], "闰四月初一");
        check(&["2020-闰04-01", "2020年闰四月初一"], "2020 闰四月初一");
        check(&["正月初一", "一月初一", "01-01"], "正月初一");
        check(&["冬月廿三", "十一月二十三", "11-23"], "冬月廿三");
        check(&["腊月三十", "十二月三十", "臘月三十", "腊月卅"], "腊月三十");
        check(&["十月十四"], "十月十四");
    }

    #[test]
    fn no_lunar_days() {
        let none = ["", "13-01", "08-31", "0-1", "八月", "八月初十一", "八月三十一", "十三月初一", "August", "8", "08-15x", "农历"];
        check(&none, "none");
    }

    #[test]
    fn what_is_written_is_read_back() {
        for month in 1..=12 {
            for day in 1..=30 {
                for leap in [false, true] {
                    let written = LunarDay { month, leap, day };
                    assert_eq!(parse_lunar(&written.han()), Some(LunarDate { year: None, on: written }));
                }
            }
        }
    }

    #[test]
    fn self_declared() {
        for (text, expected) in [("八月十五", true), ("农历8-15", true), ("闰4-1", true), ("8月15日", false), ("08-15", false)] {
            assert_eq!(names_itself_lunar(text), expected, "{text}");
        }
    }
}
