//! Days that return, as facts: birthdays with ages, lunar days with their next solar
//! day, other yearly days.

use super::facts::FactView;
use crate::arrange::day::{lunar_words, partial_words};
use crate::arrange::reminder::day_words;
use crate::arrange::site::Site;
use crate::arrange::words::{Words, say};
use crate::measure::reminders::yearly_between;
use crate::measure::window::{days_between, plus};
use crate::message::Message;
use crate::model::Contact;
use crate::model::calendar::LunarDate;
use crate::model::contact::{DayOfYear, Status};

/// Far enough to hold the next return of any day: a lunar year with a leap month has
/// 385 days.
const A_YEAR_AHEAD_DAYS: i64 = 400;
/// Far enough back to hold the last return.
const A_YEAR_BACK_DAYS: i64 = -400;

impl Site<'_> {
    /// Solar and lunar birthday.
    pub(super) fn birthdays(&self, contact: &Contact) -> Option<FactView> {
        let profile = &contact.profile;
        let solar = profile.birthday.as_ref().map(|day| DayOfYear::Solar(day.value));
        let lunar = profile.lunar_birthday.as_ref().map(|day| DayOfYear::Lunar(day.value));
        let days: Vec<DayOfYear> = solar.into_iter().chain(lunar).collect();
        let alive = profile.status != Status::Deceased;
        let values: Vec<Words> = days.iter().map(|day| day_of_year(*day)).collect();
        let mut notes: Vec<Words> = Vec::new();
        if alive {
            notes.extend(days.iter().find_map(|day| self.age(*day)));
            notes.extend(days.iter().flat_map(|day| self.next_return(*day)));
        }
        FactView::of("birthday", values).map(|fact| fact.noted(notes))
    }

    /// Other days that return every year.
    pub(super) fn yearly_days(&self, contact: &Contact) -> Option<FactView> {
        let day = |yearly: &crate::model::contact::YearlyDay| {
            let mut words = Message::new("note.both").with("a", yearly.label.as_str()).with("b", day_of_year(yearly.on));
            if let Some(next) = self.next_return(yearly.on).into_iter().next() {
                words = Message::new("note.both").with("a", words).with("b", next);
            }
            words.into()
        };
        FactView::of("dates", contact.profile.dates.iter().map(day).collect())
    }

    /// Full years lived, where the year is known.
    pub(super) fn age(&self, day: DayOfYear) -> Option<Words> {
        let today = self.today();
        let back = plus(today, A_YEAR_BACK_DAYS);
        let years = yearly_between(day, back, today).last()?.years?;
        Some(Message::new("note.age").with("n", years).into())
    }

    /// The next time a day returns, with how it is kept that year.
    fn next_return(&self, day: DayOfYear) -> Vec<Words> {
        let today = self.today();
        let Some(next) = yearly_between(day, today, plus(today, A_YEAR_AHEAD_DAYS)).into_iter().next() else { return Vec::new() };
        let mut words: Vec<Words> = match days_between(today, next.on) {
            0 => vec![say("when.today")],
            _ => vec![Message::new("note.next_on").with("on", next.on).into()],
        };
        // The lunar day itself is what the fact says.
        let note = crate::measure::reminders::DayNote { lunar: None, ..next.note };
        words.extend(day_words(note));
        words
    }
}

/// A day of the year as it was written.
pub(super) fn day_of_year(day: DayOfYear) -> Words {
    match day {
        DayOfYear::Solar(day) => partial_words(day),
        DayOfYear::Lunar(LunarDate { year, on }) => match year {
            Some(year) => Message::new("note.both")
                .with("a", lunar_words(on))
                .with("b", Message::new("note.born").with("year", year.to_string()))
                .into(),
            None => lunar_words(on).into(),
        },
    }
}
