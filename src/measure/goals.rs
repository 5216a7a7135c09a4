//! Goals: a plan's items under short, mid and long headings.
//!
#![doc = include_str!("../../themes/default/messages/en/method/goals.md")]
//!
//! A goal is one item, its children are steps; done/of = steps ticked, or the item
//! itself where it never had any (0 of 0 where all were cancelled). An item may bind a figure (`[metric:: reach-outs]
//! [target:: 2] [per:: week]`): then done/of = figure/target, with the last 8 periods
//! beside it. Eight show a habit; more would only show how long one has been at it.
//!
//! Worked example: approaches on Monday and Thursday of this week: reach-outs per
//! week = 2.

use jiff::civil::{Date, date};

use super::window::{monday, plus};
use crate::model::article::{ArticleKind, with_parents};
use crate::model::{Article, By, Depth, Interaction, Journal, Kind, Task, TaskState};
use crate::source::Span;

/// Periods shown, the running one included.
pub(super) const HISTORY_PERIODS: usize = 8;

/// How far a goal reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Horizon {
    /// This season.
    Short,
    /// This year and the next.
    Mid,
    /// Beyond.
    Long,
}

impl Horizon {
    /// The word used in JSON and in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Mid => "mid",
            Self::Long => "long",
        }
    }
}

/// A figure a goal can be bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// Approaches by me.
    ReachOuts,
    /// Entries.
    Contacts,
    /// Entries of kind event.
    Events,
    /// Entries of kind intro.
    Introductions,
    /// Entries with gave, or of kind help.
    Helped,
    /// Deep entries.
    Deep,
}

impl Metric {
    /// All metrics with the words they are written with.
    pub const ALL: [(&'static str, Self); 6] = [
        ("reach-outs", Self::ReachOuts),
        ("contacts", Self::Contacts),
        ("events", Self::Events),
        ("introductions", Self::Introductions),
        ("helped", Self::Helped),
        ("deep", Self::Deep),
    ];

    /// The word used in files, JSON and message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, metric)| *metric == self).map_or("", |(name, _)| name)
    }

    fn holds(self, entry: &Interaction) -> bool {
        match self {
            Self::ReachOuts => entry.by == By::Me,
            Self::Contacts => true,
            Self::Events => entry.kind == Kind::Event,
            Self::Introductions => entry.kind == Kind::Intro,
            Self::Helped => !entry.gave.is_empty() || entry.kind == Kind::Help,
            Self::Deep => entry.depth == Depth::Deep,
        }
    }
}

/// The period a figure is counted over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// From Monday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
}

impl Period {
    /// All periods with the words they are written with.
    pub const ALL: [(&'static str, Self); 4] =
        [("week", Self::Week), ("month", Self::Month), ("quarter", Self::Quarter), ("year", Self::Year)];

    /// The word used in files, JSON and message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, period)| *period == self).map_or("", |(name, _)| name)
    }

    /// The first day of the period a day lies in.
    #[must_use]
    pub fn start(self, day: Date) -> Date {
        let first_of = |month: i8| date(day.year(), month, 1);
        match self {
            Self::Week => monday(day),
            Self::Month => day.first_of_month(),
            Self::Quarter => first_of((day.month() - 1) / 3 * 3 + 1),
            Self::Year => day.first_of_year(),
        }
    }
}

/// A bound figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// What is counted.
    pub metric: Metric,
    /// How much is meant.
    pub target: u32,
    /// Over which period; in all where none.
    pub per: Option<Period>,
    /// First day and figure of the last periods, the running one first.
    pub history: Vec<(Date, usize)>,
}

/// One goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// The plan, by its place among the articles.
    pub plan: usize,
    /// The item's text.
    pub title: String,
    /// How far it reaches; `None` where no heading says.
    pub horizon: Option<Horizon>,
    /// Steps ticked, or the figure.
    pub done: usize,
    /// Steps in all, or the target.
    pub of: usize,
    /// Whether the item itself is ticked.
    pub ticked: bool,
    /// Its day.
    pub day: Option<Date>,
    /// The figure it is bound to.
    pub bound: Option<Bound>,
    /// Its steps: places among the plan's tasks.
    pub steps: Vec<usize>,
    /// Its line.
    pub at: Span,
}

/// What is wrong with a bound figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundError {
    /// No metric of that name.
    Metric,
    /// No whole number above zero.
    Target,
    /// No period of that name.
    Period,
}

/// All goals, in the order of the plans.
#[must_use]
pub fn goals(journal: &Journal, today: Date) -> Vec<Goal> {
    let plans = journal.articles.iter().enumerate().filter(|(_, article)| article.kind == ArticleKind::Plan);
    plans.flat_map(|(place, plan)| of_plan(journal, place, plan, today)).collect()
}

fn of_plan(journal: &Journal, plan: usize, article: &Article, today: Date) -> Vec<Goal> {
    let mut goals: Vec<Goal> = Vec::new();
    // The heading of the goal that nested items belong to; none below a cancelled one.
    let mut open: Option<Option<usize>> = None;
    for (place, task) in article.tasks.iter().enumerate() {
        if task.level > 0 {
            if let Some(goal) = goals.last_mut().filter(|_| open == Some(task.heading) && task.boxed) {
                // From here on steps measure it; a cancelled one is not counted, even if no other is left.
                (goal.done, goal.of) = (0, 0);
                goal.steps.extend(task.counts().then_some(place));
            }
            continue;
        }
        open = (task.state != TaskState::Cancelled).then_some(task.heading);
        if open.is_some() {
            goals.push(Goal {
                plan,
                title: task.text.clone(),
                horizon: task.heading.and_then(|heading| horizon(article, heading)),
                done: usize::from(task.is_done()),
                of: usize::from(task.boxed),
                ticked: task.is_done(),
                day: task.day(),
                bound: bound(task).ok().flatten().map(|bound| with_history(journal, bound, today)),
                steps: Vec::new(),
                at: task.at,
            });
        }
    }
    for goal in &mut goals {
        match &goal.bound {
            Some(bound) => {
                goal.done = bound.history.first().map_or(0, |(_, figure)| *figure);
                goal.of = usize::try_from(bound.target).unwrap_or(usize::MAX);
            }
            None if !goal.steps.is_empty() => {
                goal.of = goal.steps.len();
                goal.done = goal.steps.iter().filter(|step| article.tasks.get(**step).is_some_and(Task::is_done)).count();
            }
            None => {}
        }
        if goal.bound.as_ref().is_some_and(|bound| bound.per.is_none())
            && let Some(bound) = &mut goal.bound
        {
            bound.history.clear();
        }
    }
    goals
}

/// The horizon named by a heading or by one above it.
fn horizon(article: &Article, heading: usize) -> Option<Horizon> {
    with_parents(&article.body.headings, heading).find_map(|heading| horizon_named(&heading.text))
}

/// The horizon a heading names by itself.
#[must_use]
pub fn horizon_named(heading: &str) -> Option<Horizon> {
    let text = heading.to_lowercase();
    let has = |words: &[&str]| text.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
    if text.contains("短期") || has(&["short"]) {
        Some(Horizon::Short)
    } else if text.contains("中期") || has(&["mid", "medium"]) {
        Some(Horizon::Mid)
    } else if text.contains("长期") || has(&["long"]) {
        Some(Horizon::Long)
    } else {
        None
    }
}

/// Reads the figure an item is bound to; `None` where it is bound to none.
///
/// # Errors
/// The field that cannot be read.
pub fn bound(task: &Task) -> Result<Option<Bound>, BoundError> {
    let Some(metric) = task.field("metric") else { return Ok(None) };
    let wanted = metric.trim().to_lowercase().replace(['_', ' '], "-");
    let metric = Metric::ALL.iter().find(|(name, _)| *name == wanted).map(|(_, metric)| *metric).ok_or(BoundError::Metric)?;
    let target =
        task.field("target").and_then(|target| target.trim().parse::<u32>().ok()).filter(|target| *target > 0).ok_or(BoundError::Target)?;
    let per = match task.field("per").map(|per| per.trim().to_lowercase()) {
        None => None,
        Some(per) => Some(Period::ALL.iter().find(|(name, _)| *name == per).map(|(_, period)| *period).ok_or(BoundError::Period)?),
    };
    Ok(Some(Bound { metric, target, per, history: Vec::new() }))
}

fn with_history(journal: &Journal, mut bound: Bound, today: Date) -> Bound {
    let Some(period) = bound.per else {
        bound.history = vec![(today, days_of(journal, bound.metric, Date::MIN, today).len())];
        return bound;
    };
    let mut starts = vec![period.start(today)];
    while let Some(start) = starts.last().filter(|_| starts.len() < HISTORY_PERIODS) {
        starts.push(period.start(plus(*start, -1)));
    }
    let days = days_of(journal, bound.metric, starts.last().copied().unwrap_or(today), today);
    let mut until = days.len();
    for start in starts {
        let from = days.partition_point(|day| *day < start);
        bound.history.push((start, until - from));
        until = from;
    }
    bound
}

/// The days, in order, of the entries of a kind from `from` to `until`, both included; a
/// shared entry once.
fn days_of(journal: &Journal, metric: Metric, from: Date, until: Date) -> Vec<Date> {
    let mut lines: Vec<(Date, Span)> = Vec::new();
    for contact in &journal.contacts {
        let inside = contact.interactions.iter().skip_while(|entry| entry.on > until).take_while(|entry| entry.on >= from);
        lines.extend(inside.filter(|entry| metric.holds(entry)).map(|entry| (entry.on, entry.at)));
    }
    lines.sort_unstable();
    lines.dedup_by_key(|(_, at)| *at);
    lines.into_iter().map(|(on, _)| on).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_begin_where_the_calendar_says() {
        let day = date(2026, 11, 22);
        assert_eq!(Period::Week.start(day), date(2026, 11, 16));
        assert_eq!(Period::Month.start(day), date(2026, 11, 1));
        assert_eq!(Period::Quarter.start(day), date(2026, 10, 1));
        assert_eq!(Period::Year.start(day), date(2026, 1, 1));
        assert_eq!(Period::Quarter.start(date(2026, 3, 31)), date(2026, 1, 1));
    }

    #[test]
    fn horizons_by_their_names() {
        for (heading, expected) in
            [("Short term", Some(Horizon::Short)), ("中期（今年）", Some(Horizon::Mid)), ("Long", Some(Horizon::Long)), ("Longing", None)]
        {
            assert_eq!(horizon_named(heading), expected, "{heading}");
        }
    }
}
