//! Days as sentences: in four days, yesterday, on the fifteenth of the eighth month.

use jiff::civil::Date;

use super::words::{Words, say};
use crate::measure::window::days_between;
use crate::message::Message;
use crate::model::calendar::{LunarDay, from_solar};

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

/// A lunar day as a sentence: 农历八月十五, Lunar 8/15.
#[must_use]
pub fn lunar_words(day: LunarDay) -> Message {
    let month = Message::new(format!("lunar.month.{}", day.month));
    let month = if day.leap { Message::new("lunar.leap").with("month", month) } else { month };
    Message::new("lunar.day").with("month", month).with("day", Message::new(format!("lunar.day_name.{}", day.day)))
}

/// The lunar day of a date as a sentence.
#[must_use]
pub fn lunar_of(on: Date) -> Option<Message> {
    from_solar(on).map(|lunar| lunar_words(lunar.on))
}
