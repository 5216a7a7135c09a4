//! Promises as rows, mine and theirs: on Today the next few, on Checklists all of them.

use jiff::civil::Date;
use serde::Serialize;

use super::day::distance;
use super::person::PersonView;
use super::route::Route;
use super::site::Site;
use super::words::{Markdown, Words, say};
use crate::measure::boundary::Debt;
use crate::measure::window::days_between;
use crate::message::Message;
use crate::model::interaction::Side;
use crate::model::money::Amount;
use crate::model::{Contact, ContactIndex, TaskState};
use crate::source::Span;

/// Promises of both sides, those whose day comes first on top.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PromiseRows {
    /// How many are open, money included.
    pub total: usize,
    /// Where all of them stand.
    pub all_href: Option<String>,
    /// Mine.
    pub mine: Vec<PromiseRow>,
    /// Theirs.
    pub theirs: Vec<PromiseRow>,
}

/// One promise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PromiseRow {
    /// What was promised, or what is owed.
    pub text: Promised,
    /// Who is meant.
    pub person: Option<PersonView>,
    /// Its day.
    pub on: Option<Date>,
    /// Its day in words.
    pub when: Words,
    /// Whether its day has come.
    pub pressing: bool,
    /// Of money: whether it stands in writing.
    pub money: Option<Words>,
    /// Where it stands.
    pub href: String,
}

/// What was promised in the user's words, or money in ours.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Promised {
    /// As written.
    Written(Markdown),
    /// An amount with who owes it.
    Money(Words),
}

/// What is still open, before its row is made.
struct Open<'a> {
    who: ContactIndex,
    contact: &'a Contact,
    at: Span,
    text: Promised,
    on: Option<Date>,
    money: Option<Words>,
}

impl Site<'_> {
    /// Open promises and open money, at most `most` on a side; `None` where there are none.
    #[must_use]
    pub fn promise_rows(&self, most: usize) -> Option<PromiseRows> {
        let mut mine = self.side(Side::Me);
        let mut theirs = self.side(Side::Them);
        let total = mine.len() + theirs.len();
        if total == 0 {
            return None;
        }
        let all_href = self.page_href(Route::Checklists).filter(|_| mine.len() > most || theirs.len() > most);
        mine.truncate(most);
        theirs.truncate(most);
        let row = |open: Open<'_>| self.promise_row(open);
        Some(PromiseRows {
            total,
            all_href: all_href.map(|href| format!("{href}#promises")),
            mine: mine.into_iter().map(row).collect(),
            theirs: theirs.into_iter().map(row).collect(),
        })
    }

    fn side(&self, side: Side) -> Vec<Open<'_>> {
        let mut rows: Vec<Open<'_>> = Vec::new();
        for (who, contact, figures) in self.people() {
            let open = contact.promises().filter(|promise| promise.by == side && promise.task.state == TaskState::Open);
            rows.extend(open.map(|promise| {
                let text = Promised::Written(self.markdown(&promise.task.text, &contact.body));
                Open { who, contact, at: promise.task.at, text, on: promise.task.day(), money: None }
            }));
            let owes = match side {
                Side::Me => Debt::IOwe,
                Side::Them => Debt::OwedToMe,
            };
            for open in figures.boundary.iter().filter(|open| open.side == owes) {
                rows.extend(open.loans.iter().map(|loan| {
                    let written = say(if loan.written { "money.in_writing" } else { "money.not_in_writing" });
                    let key = if owes == Debt::IOwe { "money.i_owe" } else { "money.owed_to_me" };
                    let text = Message::new(key).with("amount", amount_text(loan.amount, &open.currency));
                    Open { who, contact, at: loan.at, text: Promised::Money(text.into()), on: loan.due, money: Some(written) }
                }));
            }
        }
        // Those without a day come last; the order from A to Z stays within a day.
        rows.sort_by_key(|row| (row.on.is_none(), row.on));
        rows
    }

    fn promise_row(&self, open: Open<'_>) -> PromiseRow {
        let Open { who, contact, at, text, on, money } = open;
        PromiseRow {
            text,
            person: self.person_view(who),
            on,
            when: on.map_or_else(|| say("when.no_day"), |on| self.due_words(on)),
            pressing: on.is_some_and(|on| on <= self.today()),
            money,
            href: self.line(who, contact, at).href,
        }
    }

    /// A due day: near ones by their distance, others by their date.
    #[must_use]
    pub fn due_words(&self, on: Date) -> Words {
        let days = days_between(self.today(), on);
        match days {
            -1 => return say("when.due_yesterday"),
            -2 => return say("when.due_before_yesterday"),
            LONG_PAST..=-3 => return Message::new("when.due_days_ago").with("n", -days).into(),
            0..=NEAR_DAYS => return distance(self.today(), on),
            _ => {}
        }
        let key = if on.year() == self.today().year() { "when.on" } else { "when.on_year" };
        Message::new(key).with("on", on).into()
    }
}

/// Days up to which a distance says more than a date.
const NEAR_DAYS: i32 = 6;
const LONG_PAST: i32 = -NEAR_DAYS;

/// An amount with its currency, such as `CNY 3,000` or `USD 1,500.50`.
#[must_use]
pub fn amount_text(amount: Amount, currency: &str) -> String {
    let units = amount.0 / Amount::SCALE;
    let part = amount.0 % Amount::SCALE;
    let digits = units.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = match currency {
        "CNY" => "¥",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        other => return format!("{other} {grouped}{}", decimals(part)),
    };
    format!("{sign}{grouped}{}", decimals(part))
}

fn decimals(part: i64) -> String {
    match part {
        0 => String::new(),
        part if part % 100 == 0 => format!(".{:02}", part / 100),
        part => format!(".{part:04}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped() {
        for (amount, currency, expected) in [
            (30_000_000, "CNY", "¥3,000"),
            (15_005_000, "USD", "$1,500.50"),
            (5_000_000, "CHF", "CHF 500"),
            (123_456_780_000, "EUR", "€12,345,678"),
        ] {
            assert_eq!(amount_text(Amount(amount), currency), expected);
        }
    }
}
