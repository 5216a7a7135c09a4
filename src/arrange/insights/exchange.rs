//! Given and received: everybody, the one it is most even with, and those it is most
//! one-sided with; five rows in all.

use serde::Serialize;

use crate::arrange::person::PersonView;
use crate::arrange::site::Site;
use crate::arrange::words::{Words, say};
use crate::measure::exchange::{EVEN_BALANCE, Exchange, ExchangeState, LEAST_FIELDS, balance};
use crate::model::ContactIndex;

/// What flows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flows {
    /// How many gave and got fields there are in the year.
    pub count: usize,
    /// Everybody first.
    pub rows: Vec<Flow>,
}

/// What flows between two.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flow {
    /// With whom; everybody where nobody is named.
    pub person: Option<PersonView>,
    /// Summed weights given.
    pub given: u32,
    /// Summed weights received.
    pub got: u32,
    /// In words.
    pub text: Words,
}

/// One-sided relations shown.
const ONE_SIDED_SHOWN: usize = 3;

impl Site<'_> {
    pub(super) fn flows(&self) -> Option<Flows> {
        let exchanges = || self.people().map(|(who, _, figures)| (who, &figures.exchange));
        let count: usize = exchanges().map(|(_, exchange)| exchange.fields()).sum();
        let given: u32 = exchanges().map(|(_, exchange)| exchange.given).sum();
        let got: u32 = exchanges().map(|(_, exchange)| exchange.got).sum();
        let whole = balance(given, got)?;
        let text = if count < LEAST_FIELDS { say("profile.too_few") } else { state_words(state(whole)) };
        let mut rows = vec![Flow { person: None, given, got, text }];
        let mut told: Vec<(ContactIndex, &Exchange, f64)> = exchanges()
            .filter(|(_, exchange)| exchange.state.is_some())
            .filter_map(|(who, exchange)| Some((who, exchange, exchange.balance?.abs())))
            .collect();
        // The order from A to Z stays among equals.
        told.sort_by(|a, b| a.2.total_cmp(&b.2).then(b.1.fields().cmp(&a.1.fields())));
        let even = told.first().filter(|(_, exchange, _)| exchange.state == Some(ExchangeState::Even));
        rows.extend(even.and_then(|(who, exchange, _)| self.flow(*who, exchange, say("insights.most_even"))));
        let mut one_sided: Vec<_> = told.iter().filter(|(_, exchange, _)| exchange.state != Some(ExchangeState::Even)).collect();
        one_sided.sort_by(|a, b| b.2.total_cmp(&a.2).then(b.1.fields().cmp(&a.1.fields())));
        rows.extend(
            one_sided
                .into_iter()
                .take(ONE_SIDED_SHOWN)
                .filter_map(|(who, exchange, _)| exchange.state.and_then(|state| self.flow(*who, exchange, state_words(state)))),
        );
        Some(Flows { count, rows })
    }

    fn flow(&self, who: ContactIndex, exchange: &Exchange, text: Words) -> Option<Flow> {
        Some(Flow { person: Some(self.person_view(who)?), given: exchange.given, got: exchange.got, text })
    }
}

fn state(balance: f64) -> ExchangeState {
    match balance {
        _ if balance.abs() <= EVEN_BALANCE => ExchangeState::Even,
        _ if balance > 0.0 => ExchangeState::Giving,
        _ => ExchangeState::Taking,
    }
}

fn state_words(state: ExchangeState) -> Words {
    say(format!("reading.exchange.{}", state.name()))
}
