//! The twenty-four solar terms: the days on which the sun has moved on by fifteen degrees.
//!
//! A term is the civil day, in UTC+8, that holds the moment. 清明 and 冬至 are feasts of the built-in table; the others
//! let a calendar page name its days.

use jiff::Span;
use jiff::civil::Date;

use super::sun::{DEGREES_A_DAY, apparent_longitude_degrees, delta_t_seconds};

const DEGREES_A_TERM: f64 = 15.0;

/// Days are counted from here; moments from its noon, as astronomers do.
const EPOCH: Date = Date::constant(2000, 1, 1);

/// A solar term, by its place after the spring equinox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(u8);

impl Term {
    /// 清明, on 4 to 6 April.
    pub const QINGMING: Term = Term(1);
    /// 冬至, the winter solstice, on 21 to 23 December.
    pub const DONGZHI: Term = Term(18);

    /// The term `index` steps of 15° after the spring equinox: 0 (春分) to 23 (惊蛰).
    pub fn new(index: u8) -> Option<Term> {
        (index < 24).then_some(Term(index))
    }

    /// Its place after the spring equinox, 0 to 23.
    pub fn index(self) -> u8 {
        self.0
    }

    /// Its Chinese name.
    pub fn han(self) -> &'static str {
        const NAMES: [&str; 24] = [
            "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬",
            "小雪", "大雪", "冬至", "小寒", "大寒", "立春", "雨水", "惊蛰",
        ];
        NAMES.get(usize::from(self.0)).copied().unwrap_or_default()
    }

    fn degrees(self) -> f64 {
        f64::from(self.0) * DEGREES_A_TERM
    }
}

/// The term that falls on `date`, if one does (about one day in fifteen).
///
/// It compares where the sun stands at the day's two midnights.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an angle from 0 to 360, so 0 to 24")]
pub fn solar_term(date: Date) -> Option<Term> {
    let midnight = f64::from(days_since_epoch(date)) - 0.5;
    let step = |moment: f64| (sun_at(moment) / DEGREES_A_TERM).floor() as u8 % 24;
    let (before, after) = (step(midnight), step(midnight + 1.0));
    (before != after).then_some(Term(after))
}

/// The day of the civil year `year` on which `term` falls.
///
/// It starts from the mean sun and walks to the moment: each step is the angle still missing, over the mean motion.
#[expect(clippy::cast_possible_truncation, reason = "days of one year, whole after rounding down")]
pub fn term_date(year: i16, term: Term) -> Option<Date> {
    // The equinox comes about 79 days into the year, and the terms from 小寒 on belong to its beginning.
    let turns = if term.0 > 18 { -360.0 } else { 0.0 };
    let new_year = f64::from(days_since_epoch(Date::new(year, 1, 1).ok()?));
    let mut moment = new_year + 79.0 + (term.degrees() + turns) / DEGREES_A_DAY;
    for _ in 0..12 {
        let missing = (term.degrees() - sun_at(moment) + 180.0).rem_euclid(360.0) - 180.0;
        moment += missing / DEGREES_A_DAY;
        if missing.abs() < 1e-7 {
            break;
        }
    }
    let days = (moment + 0.5).floor() as i64;
    EPOCH.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The sun's longitude at a moment in days since noon of [`EPOCH`] by a clock in UTC+8.
fn sun_at(moment: f64) -> f64 {
    let universal = moment - 8.0 / 24.0;
    apparent_longitude_degrees(universal + delta_t_seconds(universal) / 86_400.0)
}

fn days_since_epoch(date: Date) -> i32 {
    date.duration_since(EPOCH).as_hours().div_euclid(24).try_into().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(term: Term, month: i8, days_from_2020: [i8; 16]) {
        for (year, day) in (2020..).zip(days_from_2020) {
            assert_eq!(term_date(year, term), Some(Date::constant(year, month, day)), "{} {year}", term.han());
        }
    }

    #[test]
    fn published_days() {
        check(Term::QINGMING, 4, [4, 4, 5, 5, 4, 4, 5, 5, 4, 4, 5, 5, 4, 4, 5, 5]);
        check(Term::DONGZHI, 12, [21, 21, 22, 22, 21, 21, 22, 22, 21, 21, 22, 22, 21, 21, 22, 22]);
    }

    #[test]
    fn a_year_of_terms_in_order() {
        let mut day = Date::constant(2026, 1, 1);
        let mut found = Vec::new();
        while day.year() == 2026 {
            found.extend(solar_term(day).map(|term| format!("{}{}", term.han(), day.strftime("%m%d"))));
            day = day.tomorrow().expect("a day");
        }
        let expected = "小寒0105 大寒0120 立春0204 雨水0218 惊蛰0305 春分0320 清明0405 谷雨0420 立夏0505 小满0521 芒种0605 夏至0621 \
                        小暑0707 大暑0723 立秋0807 处暑0823 白露0907 秋分0923 寒露1008 霜降1023 立冬1107 小雪1122 大雪1207 冬至1222";
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn both_directions_agree() {
        for year in (1901..2100).step_by(7) {
            for term in (0..24).filter_map(Term::new) {
                let date = term_date(year, term).expect("a day");
                assert_eq!(date.year(), year);
                assert_eq!(solar_term(date), Some(term), "{date}");
            }
        }
    }

    #[test]
    fn far_years_are_harmless() {
        for year in [i16::MIN, -9999, 0, 9999, i16::MAX] {
            let _ = term_date(year, Term::DONGZHI);
        }
        let _ = (solar_term(Date::MIN), solar_term(Date::MAX));
    }
}
