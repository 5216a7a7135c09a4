//! What is given and received in the year.
//!
#![doc = include_str!("../../themes/default/messages/en/method/exchange.md")]
//!
//! G, R = summed weights (1, 2, 4) of gave and got; B = (G−R)/(G+R), from −1 (only
//! received) to 1 (only given). Up to one half either way is `even`: three given for
//! one received is still friendship, more is a direction.
//!
//! Worked example: gave 4 and 2, got 1 and 1: B = (6−2)/8 = 0.5, `even`.

use jiff::civil::Date;

use super::of_the_year;
use crate::model::Contact;
use crate::source::Span;

/// Fewer gave and got fields than this say nothing.
pub const LEAST_FIELDS: usize = 3;

/// |B| up to here is even.
pub const EVEN_BALANCE: f64 = 0.5;

/// Which way value flows, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExchangeState {
    /// Both ways.
    Even,
    /// Mostly from me.
    Giving,
    /// Mostly to me.
    Taking,
}

impl ExchangeState {
    /// The word used in JSON and in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Even => "even",
            Self::Giving => "giving",
            Self::Taking => "taking",
        }
    }
}

/// What flowed in the year.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchange {
    /// G: summed weights given.
    pub given: u32,
    /// R: summed weights received.
    pub got: u32,
    /// How many gave fields there are.
    pub gave_fields: usize,
    /// How many got fields there are.
    pub got_fields: usize,
    /// B, where anything flowed.
    pub balance: Option<f64>,
    /// The word; `None` below three fields.
    pub state: Option<ExchangeState>,
    /// Entries that carry a field.
    pub because: Vec<Span>,
}

impl Exchange {
    /// How many gave and got fields there are.
    #[must_use]
    pub fn fields(&self) -> usize {
        self.gave_fields + self.got_fields
    }
}

/// Sums what flowed in the year.
#[must_use]
pub fn exchange(contact: &Contact, today: Date) -> Exchange {
    let mut sum = Exchange { given: 0, got: 0, gave_fields: 0, got_fields: 0, balance: None, state: None, because: Vec::new() };
    for entry in of_the_year(contact, today) {
        sum.given += entry.gave.iter().map(|gift| gift.weight).sum::<u32>();
        sum.got += entry.got.iter().map(|gift| gift.weight).sum::<u32>();
        sum.gave_fields += entry.gave.len();
        sum.got_fields += entry.got.len();
        if !entry.gave.is_empty() || !entry.got.is_empty() {
            sum.because.push(entry.at);
        }
    }
    sum.balance = balance(sum.given, sum.got);
    sum.state = sum.balance.filter(|_| sum.fields() >= LEAST_FIELDS).map(state);
    sum
}

/// B = (G−R)/(G+R); `None` where nothing flowed.
#[must_use]
pub fn balance(given: u32, got: u32) -> Option<f64> {
    let all = f64::from(given) + f64::from(got);
    (all > 0.0).then(|| (f64::from(given) - f64::from(got)) / all)
}

fn state(balance: f64) -> ExchangeState {
    if balance.abs() <= EVEN_BALANCE {
        ExchangeState::Even
    } else if balance > 0.0 {
        ExchangeState::Giving
    } else {
        ExchangeState::Taking
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: u32, got: u32, expected: ExchangeState) {
        assert_eq!(balance(given, got).map(state), Some(expected), "{given} {got}");
    }

    #[test]
    fn one_half_is_still_even() {
        check(3, 1, ExchangeState::Even);
        check(1, 3, ExchangeState::Even);
        check(4, 1, ExchangeState::Giving);
        check(1, 4, ExchangeState::Taking);
        assert_eq!(balance(0, 0), None);
    }
}
