//! How far away a day is, in the words one would say.

use jiff::civil::Date;
use renmai::message::Message;

/// How far away a day is.
pub fn when(on: Date, today: Date) -> Message {
    match days_from(today, on) {
        0 => Message::new("when.today"),
        1 => Message::new("when.tomorrow"),
        days @ 2.. => Message::new("when.in_days").with("n", days),
        days => Message::new("when.days_ago").with("n", -days),
    }
}

/// Days from one day to another; negative when it lies before.
pub fn days_from(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}
