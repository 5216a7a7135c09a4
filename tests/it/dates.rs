//! Dates in front matter, and the days that return: solar, lunar, leap.

use crate::vault::{Vault, World};

fn reminders(front: &str, today: &str) -> World {
    Vault::of("").and("people/ada.md", &format!("---\n{front}\n---\n")).today(today).clean()
}

fn birthday(front: &str, today: &str) -> Vec<String> {
    reminders(front, today).days_of("birthday")
}

#[test]
fn publish_dates() {
    for written in ["2025-01-23", "2025-01-23T16:45", "2025-01-23 16:45:10+08:00"] {
        let world = reminders(&format!("publishDate: {written}"), "2026-03-01");
        assert_eq!(world.ada().contact.profile.publish_date.map(|day| day.to_string()).as_deref(), Some("2025-01-23"), "{written}");
    }
}

#[test]
fn the_29th_of_february_is_the_28th_in_common_years() {
    assert_eq!(birthday("birthday: 2000-02-29", "2026-02-01"), ["2026-02-28"]);
    assert_eq!(birthday("birthday: 2000-02-29", "2026-02-28"), ["2026-02-28"]);
    assert_eq!(birthday("birthday: 2000-02-29", "2026-03-01"), [""; 0]);
    assert_eq!(birthday("birthday: 02-29", "2028-02-01"), ["2028-02-29"]);
}

#[test]
fn lunar_days_follow_the_moon() {
    assert_eq!(birthday("lunar_birthday: 08-15", "2026-09-01"), ["2026-09-25"]);
    assert_eq!(birthday("lunar_birthday: 正月初一", "2026-02-01"), ["2026-02-17"]);
    assert_eq!(birthday("lunar_birthday: 腊月三十", "2026-02-01"), ["2026-02-16"], "2026's last month of the old year has 29 days");
    assert_eq!(birthday("lunar_birthday: 腊月廿九", "2026-02-01"), ["2026-02-16"]);
}

#[test]
fn a_leap_month_the_year_lacks_is_the_plain_month() {
    assert_eq!(birthday("lunar_birthday: 闰06-01", "2025-07-01"), ["2025-07-25"], "2025 has a sixth leap month");
    assert_eq!(birthday("lunar_birthday: 闰06-01", "2026-07-01"), ["2026-07-14"]);
    assert_eq!(birthday("lunar_birthday: 06-01", "2025-06-01"), ["2025-06-25"]);
}

#[test]
fn ages_are_known_only_with_a_year() {
    use renmai::measure::reminders::Detail;
    let age = |front: &str, today: &str| match reminders(front, today).insights.reminders[0].detail.clone() {
        Detail::Birthday { age, .. } => age,
        _ => None,
    };
    assert_eq!(age("birthday: 1990-05-12", "2026-05-01"), Some(36));
    assert_eq!(age("birthday: 05-12", "2026-05-01"), None);
    assert_eq!(age("birthday: 1604-05-12", "2026-05-01"), None);
    assert_eq!(age("lunar_birthday: 1990-08-15", "2026-09-01"), Some(36));
    assert_eq!(age("lunar_birthday: 1990-12-30", "2026-02-01"), Some(35), "the last lunar month of 2025 lies in 2026");
}
