//! Days ahead on Today: birthdays, festivals, remembered days, what is planned.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::route::Route;
use super::site::Site;
use super::today::{ComingDay, ComingUp};
use super::words::Words;
use crate::measure::reminders::Detail;
use crate::measure::window::{days_between, plus};
use crate::message::Message;

/// How far ahead Today looks, and how much it shows.
const AHEAD_DAYS: i64 = 30;
const MOST: usize = 5;
/// Beyond this a month says more than a weekday.
const FAR_DAYS: i32 = 21;

impl Site<'_> {
    pub(super) fn coming_up(&self) -> Option<ComingUp> {
        let mut rows: Vec<ComingDay> = Vec::new();
        rows.extend(self.festivals_ahead());
        rows.extend(self.days_ahead());
        rows.extend(self.plans_ahead());
        rows.sort_by(|a, b| a.on.cmp(&b.on).then_with(|| a.href.cmp(&b.href)));
        rows.truncate(MOST);
        let href = self.page_href(Route::Calendar).unwrap_or_else(|| self.path(Route::Today));
        (!rows.is_empty()).then_some(ComingUp { href, rows })
    }

    fn coming(&self, on: Date, title: Words, note: Vec<Words>, href: String) -> ComingDay {
        ComingDay { on, far: days_between(self.today(), on) > FAR_DAYS, title, note, href }
    }

    fn days_ahead(&self) -> Vec<ComingDay> {
        let until = plus(self.today(), AHEAD_DAYS);
        let ahead = self.insights.reminders.iter().filter(|reminder| reminder.on >= self.today() && reminder.on <= until);
        let own =
            ahead.filter(|reminder| matches!(reminder.detail, Detail::Birthday { .. } | Detail::YearlyDay { .. } | Detail::Met { .. }));
        own.map(|reminder| {
            let href = self.reminder_href(reminder).unwrap_or_else(|| self.path(Route::Today));
            self.coming(reminder.on, self.reminder_title(reminder).into(), self.reminder_note(reminder), href)
        })
        .collect()
    }

    /// A festival is one row, however many there are to greet.
    fn festivals_ahead(&self) -> Vec<ComingDay> {
        let until = plus(self.today(), AHEAD_DAYS);
        let mut to_greet: BTreeMap<(Date, &str), usize> = BTreeMap::new();
        for reminder in self.insights.reminders.iter().filter(|reminder| reminder.on <= until) {
            if let Detail::Festival { id, .. } = &reminder.detail {
                *to_greet.entry((reminder.on, id)).or_insert(0) += 1;
            }
        }
        let row = |((on, id), n): ((Date, &str), usize)| {
            let href = self.page_href(Route::Calendar).map_or_else(|| self.path(Route::Today), |href| format!("{href}#d-{on}"));
            let note = vec![Message::new("festival.to_greet").with("n", n).into()];
            self.coming(on, self.festival_words(id), note, href)
        };
        to_greet.into_iter().map(row).collect()
    }

    fn plans_ahead(&self) -> Vec<ComingDay> {
        let until = plus(self.today(), AHEAD_DAYS);
        let mut rows = Vec::new();
        for (who, contact, _) in self.people() {
            // Newest first: planned entries stand at the front.
            let planned = contact.interactions.iter().take_while(|entry| entry.on > self.today()).filter(|entry| entry.on <= until);
            for entry in planned.filter(|entry| entry.is_meaningful()) {
                let kind = Message::new(format!("kind.{}", entry.kind.name()));
                let title = Message::new("reminder.planned").with("kind", kind).with("name", contact.name());
                let words = super::words::first_sentence(&entry.text);
                let note = if words.is_empty() { Vec::new() } else { vec![words.into()] };
                rows.push(self.coming(entry.on, title.into(), note, self.line(who, contact, entry.at).href));
            }
        }
        rows
    }
}
