//! A whole day, in every spelling a journal may hold.

use jiff::civil::{Date, Time};

use super::scan::Scan;

/// Reads a text that is one day, perhaps with a time of day after it: `2026-08-14`, `2026/8/14`, `2026.08.14`,
/// `2026年8月14日`, `2025-01-23 16:45:10+08:00`.
///
/// The day is the one written down. It is never moved into another time zone: a note says "the 23rd" to its writer.
pub fn parse_day(text: &str) -> Option<Date> {
    let mut scan = Scan::new(text.trim());
    let day = day(&mut scan)?;
    if !scan.at_end() {
        time(&mut scan)?;
        zone(&mut scan, true)?;
    }
    scan.at_end().then_some(day)
}

/// Reads a day at the very start of a text, and gives the bytes it takes up.
///
/// What follows must not be glued on: `2026-08-145` and `2026-08-14th` hold no day. Han characters may follow at once,
/// because Chinese writes no spaces, and so may a time (`2026-08-14T09:30`, see [`parse_time_prefix`]).
pub fn parse_day_prefix(text: &str) -> Option<(Date, usize)> {
    // As nearly every entry of a log begins.
    if let [y, e, a, r, b'-', m, o, b'-', d, n, b' ', ..] = text.as_bytes()
        && [y, e, a, r, m, o, d, n].iter().all(|digit| digit.is_ascii_digit())
    {
        let number = |digits: &[&u8]| digits.iter().fold(0_i16, |number, digit| number * 10 + i16::from(**digit - b'0'));
        let (year, month, day) = (number(&[y, e, a, r]), number(&[m, o]), number(&[d, n]));
        let whole = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok();
        return whole.filter(|_| year != 0).map(|day| (day, "2026-08-14".len()));
    }
    let mut scan = Scan::new(text);
    let day = day(&mut scan)?;
    let stands_alone = !is_glued(scan.peek()) || parse_time_prefix(scan.rest()).is_some();
    stands_alone.then_some((day, scan.consumed()))
}

/// Reads a time of day at the start of what follows a day, with the white space or `T` before it and the zone glued
/// to it: ` 16:45`, `T16:45:10+08:00`. Gives the bytes all of that takes up.
pub fn parse_time_prefix(text: &str) -> Option<(Time, usize)> {
    let mut scan = Scan::new(text);
    let time = time(&mut scan)?;
    zone(&mut scan, false)?;
    (!is_glued(scan.peek())).then_some((time, scan.consumed()))
}

fn day(scan: &mut Scan<'_>) -> Option<Date> {
    let year = scan.number(4..=4)?;
    let (month, day) = match scan.eat_any(&['-', '/', '.']) {
        Some(mark) => {
            let month = scan.number(1..=2)?;
            scan.eat_any(&[mark])?;
            (month, scan.number(1..=2)?)
        }
        None => {
            scan.eat_spaced(&['年'])?;
            han_month_day(scan)?
        }
    };
    // A year 0 is how some programs say "no year": that is no whole day.
    if year == 0 {
        return None;
    }
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// `8月14日`, with or without spaces; the closing 日 or 号 may be missing.
pub(super) fn han_month_day(scan: &mut Scan<'_>) -> Option<(u32, u32)> {
    scan.spaces();
    let month = scan.number(1..=2)?;
    scan.eat_spaced(&['月'])?;
    scan.spaces();
    let day = scan.number(1..=2)?;
    scan.eat_spaced(&['日', '号', '號']);
    Some((month, day))
}

fn time(scan: &mut Scan<'_>) -> Option<Time> {
    if !scan.spaces() {
        scan.eat_any(&['T', 't'])?;
    }
    let hour = scan.number(1..=2)?;
    scan.eat_any(&[':'])?;
    let minute = scan.number(2..=2)?;
    let mut second = 0;
    if scan.eat(':') {
        second = scan.number(2..=2)?;
        if scan.eat_any(&['.', ',']).is_some() {
            scan.number(1..=9)?;
        }
    }
    // A leap second has no place on a civil clock.
    let second = if second == 60 { 59 } else { second };
    Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, 0).ok()
}

/// Passes `Z`, `+08:00`, `+0800`, `+08` or nothing; `None` if something that began as a zone does not end as one.
fn zone(scan: &mut Scan<'_>, spaced: bool) -> Option<()> {
    let marks = ['Z', 'z', '+', '-'];
    let mark = if spaced { scan.eat_spaced(&marks) } else { scan.eat_any(&marks) };
    if matches!(mark, Some('+' | '-')) && scan.number(4..=4).is_none() {
        scan.number(1..=2)?;
        if scan.eat(':') {
            scan.number(2..=2)?;
        }
    }
    Some(())
}

/// Digits, and letters of scripts that put spaces between words, belong to what stands before them.
fn is_glued(next: Option<char>) -> bool {
    const FIRST_CJK: char = '\u{2E80}';
    next.is_some_and(|next| next.is_numeric() || (next.is_alphabetic() && next < FIRST_CJK))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = parse_day(text).map(|day| day.to_string());
        assert_eq!(found.as_deref().unwrap_or("-"), expected, "{text}");
    }

    #[track_caller]
    fn check_prefix(text: &str, expected: Option<&str>) {
        let found = parse_day_prefix(text);
        assert_eq!(found.and_then(|(_, bytes)| text.get(bytes..)), expected, "{text}");
    }

    #[test]
    fn spellings() {
        check("2026-08-14", "2026-08-14");
        check(" 2026/8/14 ", "2026-08-14");
        check("2026.08.14", "2026-08-14");
        check("2025-1-5", "2025-01-05");
        check("2026年8月14日", "2026-08-14");
        check("2026年8月14号", "2026-08-14");
        check("2026 年 8 月 14 日", "2026-08-14");
        check("２０２６－０８－１４", "2026-08-14");
    }

    #[test]
    fn a_time_does_not_move_the_day() {
        check("2025-01-23T16:45", "2025-01-23");
        check("2025-01-23 16:45:10+08:00", "2025-01-23");
        check("2025-01-23T23:59:59.999Z", "2025-01-23");
        check("2025-01-23 00:10:00 -0500", "2025-01-23");
        check("2025-01-23T1:05", "2025-01-23");
        check("2016-12-31T23:59:60Z", "2016-12-31");
        check("2025年1月23日 16:45", "2025-01-23");
    }

    #[test]
    fn no_days() {
        for text in [
            "",
            "2026",
            "2026-08",
            "2025-02-30",
            "2025-13-01",
            "2026-08-145",
            "2026-08/14",
            "26-08-14",
            "12026-08-14",
            "2026-08-14x",
            "2026-08-14T",
            "2026-08-14T25:00",
            "2026-08-14 noon",
            "0000-05-12",
            "2026-08-14T10:00+x",
            "14.08.2026",
            "2026年8月",
            "-2026-08-14",
            "2026-08-00",
        ] {
            check(text, "-");
        }
    }

    #[test]
    fn at_the_start() {
        check_prefix("2026-08-14 → coffee", Some(" → coffee"));
        check_prefix("2026-08-14: coffee", Some(": coffee"));
        check_prefix("2026-08-14", Some(""));
        check_prefix("2026-08-14T09:30 tea", Some("T09:30 tea"));
        check_prefix("2026年8月14日电话", Some("电话"));
        check_prefix("2026-08-14电话", Some("电话"));
        check_prefix("2026-11-20-notes", Some("-notes"));
        check_prefix("2026-08-14]] tea", Some("]] tea"));
        check_prefix("2026-08-145", None);
        check_prefix("2026-08-14th", None);
        check_prefix("2026-08-14Tuesday", None);
        check_prefix(" 2026-08-14", None);
    }

    #[test]
    fn times() {
        let end = |text| parse_time_prefix(text).map(|(time, bytes)| (time.to_string(), bytes));
        assert_eq!(end(" 16:45 → tea"), Some(("16:45:00".into(), 6)));
        assert_eq!(end("T16:45:10+08:00: tea"), Some(("16:45:10".into(), 15)));
        assert_eq!(end(" 9:05电话"), Some(("09:05:00".into(), 5)));
        assert_eq!(end(" 10:00 -> tea"), Some(("10:00:00".into(), 6)));
        assert_eq!(end(" 10:300"), None);
        assert_eq!(end("16:45"), None);
        assert_eq!(end(" 24:00"), None);
    }
}
