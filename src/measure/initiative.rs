//! Who begins: entries of the year by me, by them, by both, unknown.
//!
#![doc = include_str!("../../themes/default/messages/en/method/initiative.md")]
//!
//! s = me/(me+them), with its Wilson score interval at 95 % (z = 1.959964). Small
//! numbers say little, and the interval says how little: 5 of 5 is `mostly-me`
//! (low = 0.566), 8 of 10 is not (low = 0.490) and *leans*; 16 of 20 is again
//! (low = 0.584).
//!
//! Source: E. B. Wilson, "Probable inference, the law of succession, and statistical
//! inference", Journal of the American Statistical Association 22 (1927).

use jiff::civil::Date;

use super::of_the_year;
use crate::model::{By, Contact};
use crate::source::Span;

/// z of a two-sided 95 % interval.
const Z: f64 = 1.959_964;
/// What that interval holds, in percent.
pub(super) const CONFIDENCE_PERCENT: usize = 95;

/// Fewer directed entries than this say nothing.
pub(super) const LEAST_DIRECTED: usize = 5;

/// Shares that lean: three of five.
pub(super) const LEANS_ME: f64 = 0.6;
const LEANS_THEM: f64 = 0.4;

/// Who begins, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InitiativeState {
    /// Surely me: the interval lies above one half.
    MostlyMe,
    /// Surely they: the interval lies below one half.
    MostlyThem,
    /// Rather me.
    LeansMe,
    /// Rather they.
    LeansThem,
    /// Both alike.
    Even,
}

impl InitiativeState {
    /// The word used in JSON and in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::MostlyMe => "mostly-me",
            Self::MostlyThem => "mostly-them",
            Self::LeansMe => "leans-me",
            Self::LeansThem => "leans-them",
            Self::Even => "even",
        }
    }
}

/// The year's entries by who began.
#[derive(Debug, Clone, PartialEq)]
pub struct Initiative {
    /// Entries by me.
    pub me: usize,
    /// Entries by them.
    pub them: usize,
    /// Entries by both.
    pub both: usize,
    /// Entries without an arrow.
    pub unknown: usize,
    /// s with its interval, where anything is directed.
    pub share: Option<WilsonShare>,
    /// The word; `None` below five directed entries.
    pub state: Option<InitiativeState>,
    /// The directed entries.
    pub because: Vec<Span>,
}

/// A share with its Wilson interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WilsonShare {
    /// s.
    pub share: f64,
    /// The interval's lower end.
    pub low: f64,
    /// The interval's upper end.
    pub high: f64,
}

/// Counts the year's entries by who began.
#[must_use]
pub fn initiative(contact: &Contact, today: Date) -> Initiative {
    let mut found = Initiative { me: 0, them: 0, both: 0, unknown: 0, share: None, state: None, because: Vec::new() };
    for entry in of_the_year(contact, today) {
        match entry.by {
            By::Me => found.me += 1,
            By::Them => found.them += 1,
            By::Both => found.both += 1,
            By::Unknown => found.unknown += 1,
        }
        if matches!(entry.by, By::Me | By::Them) {
            found.because.push(entry.at);
        }
    }
    let directed = found.me + found.them;
    found.share = (directed > 0).then(|| wilson(found.me, directed));
    found.state = found.share.filter(|_| directed >= LEAST_DIRECTED).map(state);
    found
}

fn state(share: WilsonShare) -> InitiativeState {
    if share.low > 0.5 {
        InitiativeState::MostlyMe
    } else if share.high < 0.5 {
        InitiativeState::MostlyThem
    } else if share.share >= LEANS_ME {
        InitiativeState::LeansMe
    } else if share.share <= LEANS_THEM {
        InitiativeState::LeansThem
    } else {
        InitiativeState::Even
    }
}

/// The Wilson score interval of `part` of `of` (`of` > 0):
/// (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n).
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "at most a few thousand entries")]
pub fn wilson(part: usize, of: usize) -> WilsonShare {
    let n = of as f64;
    let p = part as f64 / n;
    let square = Z * Z;
    let scale = 1.0 + square / n;
    let centre = (p + square / (2.0 * n)) / scale;
    let half = Z * (p * (1.0 - p) / n + square / (4.0 * n * n)).sqrt() / scale;
    WilsonShare { share: p, low: (centre - half).max(0.0), high: (centre + half).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(part: usize, of: usize, low: f64, expected: InitiativeState) {
        let share = wilson(part, of);
        assert!((share.low - low).abs() < 0.001, "{part} of {of}: {share:?}");
        assert_eq!(state(share), expected, "{part} of {of}");
    }

    #[test]
    fn the_interval_decides() {
        check(5, 5, 0.566, InitiativeState::MostlyMe);
        check(8, 10, 0.490, InitiativeState::LeansMe);
        check(16, 20, 0.584, InitiativeState::MostlyMe);
        check(0, 5, 0.0, InitiativeState::MostlyThem);
        check(3, 5, 0.231, InitiativeState::LeansMe);
        check(2, 5, 0.118, InitiativeState::LeansThem);
        check(5, 10, 0.237, InitiativeState::Even);
    }
}
