//! Danger signs in a sentence: only what the notes say, never a judgement.

use serde::Serialize;

use super::person::PersonView;
use super::promises::amount_text;
use super::route::Route;
use super::site::Site;
use super::words::Words;
use crate::measure::PersonInsights;
use crate::measure::boundary::{Debt, OpenLoan};
use crate::measure::signs::Sign;
use crate::measure::window::days_between;
use crate::message::Message;
use crate::model::ContactIndex;

/// A danger sign.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignRow {
    /// With whom.
    pub person: PersonView,
    /// Which.
    pub sign: &'static str,
    /// What the notes say.
    pub text: Vec<Words>,
    /// What to do about it.
    pub href: String,
}

impl Site<'_> {
    /// The danger signs of a person that are to be looked at.
    #[must_use]
    pub fn sign_rows(&self, who: ContactIndex) -> Vec<SignRow> {
        let Some((_, figures)) = self.person(who) else { return Vec::new() };
        let Some(person) = self.person_view(who) else { return Vec::new() };
        let signs = figures.signs.iter().filter(|sign| !sign.dismissed);
        signs
            .map(|sign| SignRow {
                person: person.clone(),
                sign: sign.id,
                text: vec![self.sign_text(figures, sign).into()],
                href: self.sign_href(sign.id).unwrap_or_else(|| person.href.clone()),
            })
            .collect()
    }

    /// Where a sign is explained.
    #[must_use]
    pub fn sign_href(&self, id: &str) -> Option<String> {
        self.page_href(Route::Method).map(|href| format!("{href}#{id}"))
    }

    /// What the notes say, in one sentence.
    #[must_use]
    pub fn sign_text(&self, figures: &PersonInsights, sign: &Sign) -> Message {
        let all = sign.id == "only-in-need" && sign.count == sign.of;
        let text = Message::new(format!("sign.{}.{}", sign.id, if all { "text_all" } else { "text" }));
        match sign.id {
            "mostly-me" => text.with("me", figures.initiative.me).with("them", figures.initiative.them),
            "lopsided" => text.with("given", figures.exchange.given).with("got", figures.exchange.got),
            "broken-promises" => text.with("of", sign.of).with("kept", figures.promises.them.on_time_in_year),
            "money-past-due" => match oldest_debt(figures) {
                Some((loan, currency, due)) => {
                    text.with("amount", amount_text(loan.amount, currency)).with("on", due).with("days", days_between(due, self.today()))
                }
                None => text,
            },
            _ => text.with("n", sign.count).with("of", sign.of),
        }
    }
}

/// What they have owed longest past its day.
fn oldest_debt(figures: &PersonInsights) -> Option<(&OpenLoan, &str, jiff::civil::Date)> {
    let owed = figures.boundary.iter().filter(|open| open.side == Debt::OwedToMe);
    let loans = owed.flat_map(|open| open.loans.iter().filter_map(|loan| loan.due.map(|due| (loan, open.currency.as_str(), due))));
    loans.min_by_key(|(_, _, due)| *due)
}
