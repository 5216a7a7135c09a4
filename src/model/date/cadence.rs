//! How often one wishes to be in touch, in days.

use super::numeral::han_number;

/// The longest rhythm read: a hundred years. Beyond it a typing slip is likelier than a wish, and adding the days to
/// a date could leave the calendar.
pub const LONGEST_CADENCE_DAYS: u32 = 36_525;

/// Words that stand for a whole rhythm.
const WORDS: &[(&str, u32)] = &[
    ("daily", 1),
    ("weekly", 7),
    ("biweekly", 14),
    ("bi-weekly", 14),
    ("fortnightly", 14),
    ("monthly", 30),
    ("quarterly", 90),
    ("half-yearly", 180),
    ("yearly", 365),
    ("annually", 365),
    ("半月", 15),
    ("半个月", 15),
    ("半年", 180),
];

/// Days of a unit. A month is 30, a quarter 90 and a year 365: a rhythm is a wish, not a calendar sum.
const UNITS: &[(&str, u32)] = &[
    ("d", 1),
    ("day", 1),
    ("days", 1),
    ("天", 1),
    ("日", 1),
    ("w", 7),
    ("week", 7),
    ("weeks", 7),
    ("周", 7),
    ("週", 7),
    ("星期", 7),
    ("个星期", 7),
    ("礼拜", 7),
    ("个礼拜", 7),
    ("m", 30),
    ("month", 30),
    ("months", 30),
    ("月", 30),
    ("个月", 30),
    ("q", 90),
    ("quarter", 90),
    ("quarters", 90),
    ("季", 90),
    ("季度", 90),
    ("个季度", 90),
    ("y", 365),
    ("year", 365),
    ("years", 365),
    ("年", 365),
];

/// Reads a rhythm as days: `30`, `2w`, `3m`, `1y`, `90 days`, `weekly`, `每两周`, `3个月`, `半年`.
///
/// Capitals and spaces do not matter. Zero, and more than [`LONGEST_CADENCE_DAYS`], is `None`.
/// Example: `3m` → 3 × 30 = 90.
pub fn parse_cadence(text: &str) -> Option<u32> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow_digit).collect();
    let text = text.to_lowercase();
    let (repeated, rest) = match text.strip_prefix("every").or_else(|| text.strip_prefix('每')) {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let days = word(rest).or_else(|| count_and_unit(rest, repeated))?;
    (1..=LONGEST_CADENCE_DAYS).contains(&days).then_some(days)
}

fn word(text: &str) -> Option<u32> {
    WORDS.iter().find(|(word, _)| *word == text).map(|(_, days)| *days)
}

/// `90`, `2w`, `三个月`; after 每 the count may be missing (`每周`), and then a unit must be there.
fn count_and_unit(text: &str, repeated: bool) -> Option<u32> {
    let (count, unit) = split_count(text);
    let count = match count {
        "" if repeated => 1,
        digits if digits.starts_with(|first: char| first.is_ascii_digit()) => digits.parse().ok()?,
        han => han_number(han)?,
    };
    let days = match unit {
        "" if repeated || count_is_han(text) => return None,
        "" => 1,
        named => UNITS.iter().find(|(unit, _)| *unit == named)?.1,
    };
    days.checked_mul(count)
}

fn split_count(text: &str) -> (&str, &str) {
    let is_count = |c: char| if count_is_han(text) { "一二两兩三四五六七八九十廿卅".contains(c) } else { c.is_ascii_digit() };
    let unit = text.trim_start_matches(is_count);
    (text.strip_suffix(unit).unwrap_or(text), unit)
}

fn count_is_han(text: &str) -> bool {
    !text.starts_with(|first: char| first.is_ascii_digit())
}

fn narrow_digit(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: impl Into<Option<u32>>, texts: &[&str]) {
        let expected = expected.into();
        for text in texts {
            assert_eq!(parse_cadence(text), expected, "{text}");
        }
    }

    #[test]
    fn rhythms() {
        check(1, &["1", "daily", "每天", "每日", "1d"]);
        check(7, &["weekly", "每周", "1w", "Weekly", " 每星期 "]);
        check(14, &["2w", "2W", "biweekly", "bi-weekly", "每两周", "每2周", "2 weeks", "2周", "每两个星期"]);
        check(15, &["半个月"]);
        check(30, &["30", "30d", "monthly", "每月", "每个月", "1m", "30天", "３０"]);
        check(90, &["90 days", "3m", "quarterly", "每季度", "3 months", "3个月", "三个月", "每三个月", "every 3 months"]);
        check(180, &["半年", "每半年", "half-yearly"]);
        check(365, &["1y", "yearly", "每年", "Every year"]);
        check(36_525, &["36525"]);
    }

    #[test]
    fn no_rhythms() {
        check(None, &["", "0", "0w", "often", "1.5m", "2x", "三", "每", "每3", "week", "36526", "99999999999", "101y", "w2", "-30"]);
    }
}
