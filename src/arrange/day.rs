//! Days as sentences: in four days, yesterday, on the fifteenth of the eighth month;
//! rhythms and festivals by their names.

use jiff::civil::Date;

use super::site::Site;
use super::words::{Words, say};
use crate::measure::window::days_between;
use crate::message::Message;
use crate::model::calendar::{LunarDay, from_solar};
use crate::model::date::PartialDate;
use crate::model::festivals::find_festival;

/// How far a day is from today: `when.today`, `when.in_days`, `when.days_ago` …
#[must_use]
pub fn distance(today: Date, on: Date) -> Words {
    let days = days_between(today, on);
    match days {
        0 => say("when.today"),
        1 => say("when.tomorrow"),
        2 => say("when.day_after"),
        -1 => say("when.yesterday"),
        -2 => say("when.before_yesterday"),
        _ if days > 0 => Message::new("when.in_days").with("n", days).into(),
        _ => Message::new("when.days_ago").with("n", -days).into(),
    }
}

/// A day of which only part is known, in words.
#[must_use]
pub fn partial_words(day: PartialDate) -> Words {
    match (day.full(), day.first_day(), day.month) {
        (Some(on), _, _) => Message::new("when.on_year").with("on", on).into(),
        (None, Some(on), Some(_)) => Message::new("partial.month").with("on", on).into(),
        (None, Some(on), None) => Message::new("partial.year").with("year", on.year().to_string()).into(),
        (None, None, _) => {
            // Any leap year: the year itself is not said.
            let on = day.day_in_year(2000).map(|found| found.date);
            on.map_or_else(|| Words::from(day.to_string()), |on| Message::new("partial.month_day").with("on", on).into())
        }
    }
}

/// A lunar month: 八月, 闰八月; 8, leap 8.
#[must_use]
pub fn lunar_month(day: LunarDay) -> Message {
    let month = Message::new(format!("lunar.month.{}", day.month));
    if day.leap { Message::new("lunar.leap").with("month", month) } else { month }
}

/// A lunar day as a sentence: 农历八月十五, Lunar 8/15.
#[must_use]
pub fn lunar_words(day: LunarDay) -> Message {
    lunar_as("lunar.day", day)
}

/// The lunar day of a date without the word for it: 八月十五, 8/15.
#[must_use]
pub fn lunar_bare_of(on: Date) -> Option<Message> {
    from_solar(on).map(|lunar| lunar_as("lunar.bare", lunar.on))
}

fn lunar_as(key: &'static str, day: LunarDay) -> Message {
    Message::new(key).with("month", lunar_month(day)).with("day", Message::new(format!("lunar.day_name.{}", day.day)))
}

/// The lunar day of a date as a sentence.
#[must_use]
pub fn lunar_of(on: Date) -> Option<Message> {
    from_solar(on).map(|lunar| lunar_words(lunar.on))
}

/// A rhythm in words: once a quarter, every 45 days.
#[must_use]
pub fn cadence_words(days: u32) -> Message {
    let name = match days {
        1 => "daily",
        7 => "weekly",
        14 => "biweekly",
        30 => "monthly",
        60 => "two_monthly",
        90 => "quarterly",
        180 => "half_yearly",
        365 => "yearly",
        _ => return Message::new("cadence.days").with("n", days),
    };
    Message::new(format!("cadence.{name}"))
}

impl Site<'_> {
    /// A festival's name: the catalogue's for a built-in one, else the user's own.
    #[must_use]
    pub fn festival_words(&self, id: &str) -> Words {
        let own = self.journal.settings.festivals.iter().find(|own| own.id == id);
        match (own, find_festival(id)) {
            (Some(own), _) => own.title.as_str().into(),
            (None, Some(festival)) => Message::new(format!("festival.{}", festival.id)).into(),
            (None, None) => id.into(),
        }
    }
}
