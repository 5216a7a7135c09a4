//! How deep it goes: the share of the year's entries that are `deep`.
//!
#![doc = include_str!("../../themes/default/messages/en/method/depth.md")]
//!
//! `deep` from one half, `some` from one fifth, else `light`. Half of all contacts
//! face to face is a close friendship's figure; one in five still carries it.

use jiff::civil::Date;

use super::of_the_year;
use crate::model::{Contact, Depth};
use crate::source::Span;

/// Fewer entries than this say nothing.
pub(super) const LEAST_ENTRIES: usize = 3;

/// Shares in percent: from half it goes deep, from a fifth it does so now and then.
pub(super) const DEEP_PERCENT: usize = 50;
pub(super) const SOME_PERCENT: usize = 20;

/// How deep, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DepthState {
    /// Half or more.
    Deep,
    /// A fifth or more.
    Some,
    /// Less.
    Light,
}

impl DepthState {
    /// The word used in JSON and in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Deep => "deep",
            Self::Some => "some",
            Self::Light => "light",
        }
    }
}

/// The year's entries by depth.
#[derive(Debug, Clone, PartialEq)]
pub struct Depths {
    /// Deep entries.
    pub deep: usize,
    /// All entries.
    pub of: usize,
    /// The word; `None` below three entries.
    pub state: Option<DepthState>,
    /// The deep entries.
    pub because: Vec<Span>,
}

/// Counts the year's deep entries.
#[must_use]
pub fn depth(contact: &Contact, today: Date) -> Depths {
    let of = of_the_year(contact, today).count();
    let because: Vec<Span> = of_the_year(contact, today).filter(|entry| entry.depth == Depth::Deep).map(|entry| entry.at).collect();
    let deep = because.len();
    Depths { deep, of, state: (of >= LEAST_ENTRIES).then(|| state(deep, of)), because }
}

/// In whole numbers, so that exactly one fifth is one fifth.
fn state(deep: usize, of: usize) -> DepthState {
    if deep * 100 >= of * DEEP_PERCENT {
        DepthState::Deep
    } else if deep * 100 >= of * SOME_PERCENT {
        DepthState::Some
    } else {
        DepthState::Light
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges() {
        for (deep, of, expected) in [
            (5, 10, DepthState::Deep),
            (4, 10, DepthState::Some),
            (2, 10, DepthState::Some),
            (1, 10, DepthState::Light),
            (0, 3, DepthState::Light),
        ] {
            assert_eq!(state(deep, of), expected, "{deep} of {of}");
        }
    }
}
