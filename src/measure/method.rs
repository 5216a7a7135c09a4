//! What can be said about how each figure comes about: which figures there are, and
//! the numbers their rules turn on, by name.
//!
//! The rules themselves are told once, in `messages/LANG/method/FIGURE.md` of the
//! default theme. The English text opens the documentation of each figure's module;
//! the Method page and the profiles show the same text in the reader's language. A
//! gap such as `{least_directed}` is filled from [`numbers`], so a changed threshold
//! changes what is said about it.

use super::network::{mistakes, natural_size};
use super::reminders::days::GREETING_DAYS;
use super::{checks, depth, exchange, fit, goals, initiative, next_step, reminders, rhythm, signs, week, window};
use crate::model::Settings;
use crate::model::interaction::Gift;

/// A figure that is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explained {
    /// Its module, and the name of its text.
    pub id: &'static str,
    /// What its text explains one by one, in its order.
    pub parts: &'static [&'static str],
}

/// All that is explained, in the order it is read.
pub const FIGURES: [Explained; 14] = [
    Explained { id: "rhythm", parts: &["quiet", "new", "card", "paused", "consistency", "slipping"] },
    Explained { id: "initiative", parts: &[] },
    Explained { id: "exchange", parts: &[] },
    Explained { id: "depth", parts: &[] },
    Explained { id: "fit", parts: &[] },
    Explained { id: "checks", parts: &["quarterly", "not-only-asking", "work-and-life", "two-way", "balanced", "gives"] },
    Explained { id: "signs", parts: &["mostly-me", "only-in-need", "lopsided", "felt-used", "broken-promises", "money-past-due"] },
    Explained { id: "promises", parts: &[] },
    Explained { id: "boundary", parts: &[] },
    Explained { id: "next_step", parts: &[] },
    Explained { id: "reminders", parts: &[] },
    Explained { id: "week", parts: &[] },
    Explained {
        id: "network",
        parts: &["circles", "load", "gaps", "introductions", "many-cards", "only-when-needed", "only-taking", "surface", "no-boundaries"],
    },
    Explained { id: "goals", parts: &[] },
];

/// Every number a rule turns on, by the name its texts call it: days, counts, whole
/// percents. Two are the journal's own.
#[must_use]
pub fn numbers(settings: &Settings) -> Vec<(&'static str, i64)> {
    let layer = |circle: &str| natural_size(circle).map_or(0, i64::from);
    vec![
        ("capacity", settings.capacity.into()),
        ("cadence_days", settings.cadence_days.into()),
        ("year_days", window::YEAR_DAYS.into()),
        ("quarter_days", checks::QUARTER_DAYS.into()),
        ("new_days", rhythm::NEW_DAYS.into()),
        ("new_contacts", count(rhythm::NEW_CONTACTS)),
        ("consistency_windows", rhythm::CONSISTENCY_WINDOWS),
        ("gaps_least", count(rhythm::GAPS_LEAST)),
        ("gaps_most", count(rhythm::GAPS_MOST)),
        ("slipping_times", rhythm::SLIPPING_TIMES.into()),
        ("slipping_days", rhythm::SLIPPING_DAYS.into()),
        ("gone_times", rhythm::GONE_TIMES.into()),
        ("gone_days", rhythm::GONE_DAYS.into()),
        ("least_directed", count(initiative::LEAST_DIRECTED)),
        ("confidence_percent", count(initiative::CONFIDENCE_PERCENT)),
        ("leans_percent", percent(initiative::LEANS_ME)),
        ("least_fields", count(exchange::LEAST_FIELDS)),
        ("even_times", times(exchange::EVEN_BALANCE)),
        ("small", Gift::SMALL.into()),
        ("medium", Gift::MEDIUM.into()),
        ("large", Gift::LARGE.into()),
        ("least_entries", count(depth::LEAST_ENTRIES)),
        ("deep_percent", count(depth::DEEP_PERCENT)),
        ("some_percent", count(depth::SOME_PERCENT)),
        ("look_again_days", fit::LOOK_AGAIN_DAYS.into()),
        ("sign_approaches", count(signs::LEAST_APPROACHES)),
        ("sign_percent", count(signs::ASKING_PERCENT)),
        ("sign_fields", count(signs::LOPSIDED_FIELDS)),
        ("sign_drained", count(signs::LEAST_DRAINED)),
        ("sign_promises", count(signs::LEAST_PROMISES)),
        ("money_days", signs::MONEY_PATIENCE_DAYS.into()),
        ("promise_days", next_step::PROMISE_AHEAD_DAYS),
        ("occasion_days", next_step::DAY_AHEAD_DAYS),
        ("ahead_days", reminders::AHEAD_DAYS),
        ("greeting_days", GREETING_DAYS.into()),
        ("also_due", count(week::ALSO_DUE)),
        ("mistake_approaches", count(mistakes::LEAST_APPROACHES)),
        ("mistake_fields", count(mistakes::LEAST_FIELDS)),
        ("taking_times", times(-mistakes::TAKING_BALANCE)),
        ("mistake_entries", count(mistakes::LEAST_ENTRIES)),
        ("surface_percent", count(mistakes::SURFACE_PERCENT)),
        ("layer_inner", layer("inner")),
        ("layer_close", layer("close")),
        ("layer_friend", layer("friend")),
        ("layer_known", layer("known")),
        ("goal_periods", count(goals::HISTORY_PERIODS)),
    ]
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn percent(share: f64) -> i64 {
    whole(share * 100.0)
}

/// How many times one side is the other at a balance B: (1+B)/(1−B).
fn times(balance: f64) -> i64 {
    whole((1.0 + balance) / (1.0 - balance))
}

#[expect(clippy::cast_possible_truncation, reason = "constants of this room, far below where it would matter")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_become_words_people_use() {
        assert_eq!((percent(0.6), times(0.5), times(0.0)), (60, 3, 1));
    }
}
