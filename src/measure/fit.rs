//! What one lacks and the other has, and whether each makes the other stronger.
//!
#![doc = include_str!("../../themes/default/messages/en/method/fit.md")]
//!
//! *Covers*: two phrases are equal after case folding, or one contains the other as
//! whole words; in Han, where words have no gaps, two characters or more.
//! Worked example: the gap 供应链 is covered by the strength 供应链管理; `law` is
//! covered by `contract law`, not by `lawn`.

use std::borrow::Cow;

use jiff::civil::Date;

use super::window::days_between;
use crate::model::article::{Me, with_parents};
use crate::model::date::parse_day_prefix;
use crate::model::name::is_han;
use crate::model::task::AssessmentGroup;
use crate::model::{Contact, Task};
use crate::source::{Span, Spanned};

/// Answers older than this want another look: half a year changes people.
pub const LOOK_AGAIN_DAYS: i32 = 180;

/// Ticks of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ticks {
    /// Ticked.
    pub ticked: usize,
    /// Asked.
    pub of: usize,
}

/// How two people fit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fit {
    /// My gaps that their strengths cover, as I wrote them.
    pub covers_my_gaps: Vec<String>,
    /// Their needs that my strengths and offers cover, as they stand in their file.
    pub covered_by_me: Vec<String>,
    /// The four groups of answers, in their order.
    pub groups: [Ticks; 4],
    /// When the answers were given: the latest day, not after T.
    pub assessed_on: Option<Date>,
    /// Where strengths, needs and answers stand.
    pub because: Vec<Span>,
}

impl Fit {
    /// The ticks of a group.
    #[must_use]
    pub fn ticks(&self, group: AssessmentGroup) -> Ticks {
        let [complementarity, empowerment, frequency, exchange] = self.groups;
        match group {
            AssessmentGroup::Complementarity => complementarity,
            AssessmentGroup::Empowerment => empowerment,
            AssessmentGroup::Frequency => frequency,
            AssessmentGroup::Exchange => exchange,
        }
    }

    /// Whether there is anything to say at all.
    #[must_use]
    pub fn has_data(&self) -> bool {
        !self.covers_my_gaps.is_empty() || !self.covered_by_me.is_empty() || self.groups.iter().any(|group| group.of > 0)
    }

    /// The age of the answers in days.
    #[must_use]
    pub fn age_days(&self, today: Date) -> Option<i32> {
        self.assessed_on.map(|on| days_between(on, today))
    }
}

/// Computes how a person and I fit.
#[must_use]
pub fn fit(contact: &Contact, me: &Me, today: Date) -> Fit {
    let mut fit = Fit::default();
    let profile = &contact.profile;
    for gap in &me.gaps {
        let covering: Vec<&Spanned<String>> = profile.strengths.iter().filter(|strength| covers(&strength.value, &gap.value)).collect();
        if !covering.is_empty() {
            fit.covers_my_gaps.push(gap.value.clone());
            fit.because.extend(covering.iter().map(|strength| strength.at));
        }
    }
    for need in &profile.needs {
        if me.strengths.iter().chain(&me.offers).any(|mine| covers(&mine.value, &need.value)) {
            fit.covered_by_me.push(need.value.clone());
            fit.because.push(need.at);
        }
    }
    for (ticks, group) in fit.groups.iter_mut().zip(AssessmentGroup::ALL) {
        for task in contact.tasks.iter().filter(|task| task.assessment == Some(group) && task.counts()) {
            ticks.of += 1;
            ticks.ticked += usize::from(task.is_done());
        }
    }
    let answers: Vec<&Task> = contact.tasks.iter().filter(|task| task.assessment.is_some() && task.counts()).collect();
    fit.because.extend(answers.iter().map(|task| task.at));
    fit.assessed_on = answers.iter().filter_map(|task| answered_on(contact, task, today)).max();
    fit
}

/// A ✅ date, or the date in the heading the answer stands under (or one above it).
fn answered_on(contact: &Contact, task: &Task, today: Date) -> Option<Date> {
    let ticked = task.done_on.filter(|on| *on <= today);
    let mut headings = with_parents(&contact.body.headings, task.heading?);
    let dated = headings.find_map(|heading| date_in(&heading.text).filter(|on| *on <= today));
    ticked.max(dated)
}

/// The first whole date anywhere in a heading.
fn date_in(text: &str) -> Option<Date> {
    let mut before = ' ';
    for (at, sign) in text.char_indices() {
        if sign.is_ascii_digit()
            && !before.is_ascii_digit()
            && let Some((day, _)) = text.get(at..).and_then(parse_day_prefix)
        {
            return Some(day);
        }
        before = sign;
    }
    None
}

/// Whether two phrases are equal, or one contains the other as whole words.
#[must_use]
pub fn covers(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    one == other || contains_words(&one, &other) || contains_words(&other, &one)
}

fn folded(text: &str) -> Cow<'_, str> {
    // Nearly every phrase is written so already, and everybody's are held against everybody's.
    let mut before = ' ';
    let is_folded = text.chars().all(|sign| {
        let stays = if sign == ' ' { before != ' ' } else { sign.is_ascii_graphic() && !sign.is_ascii_uppercase() || is_han(sign) };
        before = sign;
        stays
    });
    if is_folded && before != ' ' {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
}

/// Whether `inner` stands in `outer` with a word's edge on either side. Between Han
/// characters every place is an edge, so there `inner` must have two of them.
fn contains_words(outer: &str, inner: &str) -> bool {
    if inner.len() > outer.len() || inner.chars().all(is_han) && inner.chars().count() < 2 {
        return false;
    }
    let joins = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) => a.is_alphanumeric() && b.is_alphanumeric() && !is_han(a) && !is_han(b),
        _ => false,
    };
    outer.match_indices(inner).any(|(at, _)| {
        let before = outer.get(..at).and_then(|text| text.chars().next_back());
        let after = outer.get(at + inner.len()..).and_then(|text| text.chars().next());
        !joins(before, inner.chars().next()) && !joins(inner.chars().next_back(), after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_and_two_characters() {
        for (one, other, expected) in [
            ("供应链管理", "供应链", true),
            ("法律", "法", false),
            ("法", "法", true),
            ("Contract law", "law", true),
            ("lawn", "law", false),
            ("LAW", "law", true),
            ("supply  chain", "supply chain logistics", true),
            ("AI 产品", "ai", true),
            ("AI产品", "ai", true),
            ("", "law", false),
            ("c", "c++", true),
        ] {
            assert_eq!(covers(one, other), expected, "{one} / {other}");
            assert_eq!(covers(other, one), expected, "{other} / {one}");
        }
    }

    #[test]
    fn a_date_in_a_heading() {
        assert_eq!(date_in("互补性（2026-05-01）").map(|day| day.to_string()).as_deref(), Some("2026-05-01"));
        assert_eq!(date_in("Part 2"), None);
    }
}
