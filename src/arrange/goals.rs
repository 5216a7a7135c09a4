//! Goals: what the plans say, by how far it reaches; counted from the log where a
//! figure is bound, ticked where none is.

use jiff::civil::Date;
use serde::Serialize;

use super::person::PersonView;
use super::site::Site;
use super::words::{Markdown, Words, say};
use crate::measure::fit::covers;
use crate::measure::goals::{Bound, Goal, Horizon, Period};
use crate::measure::network::GapCover;
use crate::message::Message;
use crate::model::article::LinkTarget;
use crate::model::text::plain;
use crate::model::{Article, ContactIndex};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Goals {
    /// What the page is called.
    pub title: Words,
    /// How many goals there are, how many are counted, how many fill a gap.
    pub lede: Vec<Words>,
    /// Short, mid, long; none where no heading says how far a goal reaches.
    pub columns: Vec<Column>,
    /// Goals without a horizon.
    pub others: Vec<GoalView>,
}

/// Goals of one horizon.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// `short`, `mid` or `long`.
    pub horizon: &'static str,
    /// In the order of the plans.
    pub goals: Vec<GoalView>,
}

/// One goal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalView {
    /// The item.
    pub title: String,
    /// How far it is.
    pub figure: Words,
    /// How far it is, drawn.
    pub chart: Option<Chart>,
    /// The same in a sentence.
    pub sentence: Vec<Words>,
    /// Its steps.
    pub steps: Vec<Step>,
    /// People its words link to.
    pub people: Vec<PersonView>,
    /// The gap it fills.
    pub gap: Option<Gap>,
    /// Its line.
    pub source: Source,
}

/// The drawing of a goal.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Chart {
    /// The last periods.
    Bars {
        /// How much is meant.
        target: u32,
        /// Oldest first; the last one still runs.
        bars: Vec<Bar>,
        /// The first period's name.
        first: Words,
        /// The last period's name.
        last: Words,
    },
    /// A figure in all.
    Track {
        /// The figure.
        done: usize,
        /// The target.
        of: usize,
    },
    /// Steps.
    Segments {
        /// Ticked.
        done: usize,
        /// In all.
        of: usize,
    },
}

/// One period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// Its figure.
    pub value: usize,
    /// Whether it reached the target.
    pub reached: bool,
    /// Whether it still runs.
    pub running: bool,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// As written.
    pub text: Markdown,
    /// Whether it is ticked.
    pub done: bool,
}

/// A gap of mine and who covers it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gap {
    /// How many do.
    pub covered_by: usize,
    /// The same in words.
    pub text: Words,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Source {
    /// The file's path.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

impl Site<'_> {
    /// Makes the page of goals.
    #[must_use]
    pub fn goals_page(&self) -> Goals {
        let since = self.first_entry();
        let all = &self.insights.goals;
        let of = |horizon: Option<Horizon>| -> Vec<GoalView> {
            all.iter().filter(|goal| goal.horizon == horizon).filter_map(|goal| self.goal_view(goal, since)).collect()
        };
        let horizons = [Horizon::Short, Horizon::Mid, Horizon::Long];
        let columns = horizons.map(|horizon| Column { horizon: horizon.name(), goals: of(Some(horizon)) });
        let has_horizons = columns.iter().any(|column| !column.goals.is_empty());
        Goals {
            title: say("nav.goals"),
            lede: self.goals_lede(),
            columns: if has_horizons { columns.into_iter().collect() } else { Vec::new() },
            others: of(None),
        }
    }

    fn goals_lede(&self) -> Vec<Words> {
        let goals = &self.insights.goals;
        let counted = goals.iter().filter(|goal| goal.bound.is_some()).count();
        let mut lede: Vec<Words> = vec![Message::new("goals.lede").with("n", goals.len()).into()];
        if counted > 0 {
            lede.push(Message::new("goals.lede_kinds").with("counted", counted).with("ticked", goals.len() - counted).into());
        }
        let planned = self.insights.network.gaps.iter().filter(|gap| self.goal_for_gap(&gap.gap).is_some()).count();
        if planned > 0 {
            lede.push(Message::new("goals.lede_gaps").with("n", planned).into());
        }
        lede
    }

    fn goal_view(&self, goal: &Goal, since: Option<Date>) -> Option<GoalView> {
        let plan = self.journal.articles.get(goal.plan)?;
        let steps = goal.steps.iter().filter_map(|place| plan.tasks.get(*place));
        let steps = steps.map(|task| Step { text: self.markdown(&task.text, &plan.body), done: task.is_done() });
        Some(GoalView {
            title: plain(&goal.title),
            figure: figure(goal),
            chart: chart(goal, self.today()),
            sentence: sentence(goal, since),
            people: self.goal_people(goal, plan),
            gap: self.insights.network.gaps.iter().find(|gap| fills(goal, &gap.gap)).map(gap_view),
            source: Source { file: self.sources.path(goal.at.file).to_owned(), line: self.sources.line(goal.at) },
            steps: steps.collect(),
        })
    }

    /// People linked from the goal or one of its steps.
    fn goal_people(&self, goal: &Goal, plan: &Article) -> Vec<PersonView> {
        let steps = goal.steps.iter().filter_map(|place| plan.tasks.get(*place)).map(|task| task.text.as_str());
        let texts: Vec<&str> = std::iter::once(goal.title.as_str()).chain(steps).collect();
        let mut people: Vec<ContactIndex> = Vec::new();
        for text in texts {
            for (written, target) in &plan.body.links {
                let LinkTarget::Contact(who) = target else { continue };
                let is_linked = text.contains(&format!("[[{written}")) || text.contains(&format!("({written}"));
                if is_linked && !people.contains(who) {
                    people.push(*who);
                }
            }
        }
        people.into_iter().filter_map(|who| self.person_view(who)).collect()
    }

    /// The goal that fills a gap, by its words.
    pub(super) fn goal_for_gap(&self, gap: &str) -> Option<&Goal> {
        self.insights.goals.iter().find(|goal| fills(goal, gap))
    }

    /// The day of the first entry of all.
    pub(super) fn first_entry(&self) -> Option<Date> {
        let firsts = self.journal.contacts.iter().filter_map(|contact| contact.interactions.last());
        firsts.map(|entry| entry.on).min().filter(|on| *on <= self.today())
    }
}

fn fills(goal: &Goal, gap: &str) -> bool {
    covers(&plain(&goal.title), gap)
}

fn gap_view(gap: &GapCover) -> Gap {
    let text = Message::new("gap.covered").with("gap", gap.gap.as_str()).with("cover", cover_words(gap.covered_by.len()));
    Gap { covered_by: gap.covered_by.len(), text: text.into() }
}

/// How many cover a gap, in words.
fn cover_words(people: usize) -> Message {
    match people {
        0 => Message::new("gap.nobody_yet"),
        1 => Message::new("gap.one_so_far"),
        n => Message::new("gap.some").with("n", n),
    }
}

fn figure(goal: &Goal) -> Words {
    match (&goal.bound, goal.of) {
        (Some(bound), _) => Message::new("goals.of").with("n", goal.done).with("target", bound.target).into(),
        (None, 2..) => format!("{}/{}", goal.done, goal.of).into(),
        // One box says no more than whether it is ticked.
        (None, 1) => say(if goal.done > 0 { "goals.ticked" } else { "goals.open" }),
        (None, 0) => "".into(),
    }
}

fn chart(goal: &Goal, today: Date) -> Option<Chart> {
    match &goal.bound {
        Some(bound) => Some(match bound.per {
            Some(per) => bars(bound, per, today),
            None => Chart::Track { done: goal.done, of: goal.of },
        }),
        None => (!goal.steps.is_empty()).then_some(Chart::Segments { done: goal.done, of: goal.of }),
    }
}

fn bars(bound: &Bound, per: Period, today: Date) -> Chart {
    let target = usize::try_from(bound.target).unwrap_or(usize::MAX);
    // The history begins with the running period.
    let bars = bound.history.iter().enumerate().rev();
    let bars = bars.map(|(place, (_, value))| Bar { value: *value, reached: *value >= target, running: place == 0 });
    let first = bound.history.last().map_or(today, |(from, _)| *from);
    Chart::Bars {
        target: bound.target,
        bars: bars.collect(),
        first: period_words(per, first, today),
        last: say(format!("goals.this.{}", per.name())),
    }
}

/// A period by the day it begins on.
fn period_words(per: Period, from: Date, today: Date) -> Words {
    match per {
        Period::Week if from.year() == today.year() => Message::new("when.on").with("on", from).into(),
        Period::Week => Message::new("when.on_year").with("on", from).into(),
        Period::Month => Message::new("when.month").with("on", from).into(),
        Period::Quarter => quarter_words(from).into(),
        Period::Year => from.year().to_string().into(),
    }
}

/// A quarter by any of its days.
pub(super) fn quarter_words(day: Date) -> Message {
    Message::new("goals.quarter").with("q", i64::from((day.month() - 1) / 3 + 1)).with("year", day.year().to_string())
}

/// How many finished periods reached the target, and what the running one lacks.
/// Periods that were over before the first entry say nothing.
fn sentence(goal: &Goal, since: Option<Date>) -> Vec<Words> {
    let Some(bound) = &goal.bound else { return goal.day.map(|on| Message::new("goals.by").with("on", on).into()).into_iter().collect() };
    let Some(per) = bound.per else {
        return since.map(|on| Message::new("goals.counted_since").with("on", on).into()).into_iter().collect();
    };
    let mut words: Vec<Words> = Vec::new();
    // A period is over the day before the next one begins.
    let ends = bound.history.iter().map(|(from, _)| *from);
    let finished = bound.history.iter().skip(1).zip(ends).filter(|(_, next)| since.is_some_and(|since| since < *next));
    let finished: Vec<usize> = finished.map(|((_, value), _)| *value).collect();
    let reached = finished.iter().filter(|value| **value >= goal.of).count();
    if reached > 0 {
        words.push(Message::new(format!("goals.reached.{}", per.name())).with("n", reached).with("of", finished.len()).into());
    }
    words.push(match goal.of.saturating_sub(goal.done) {
        0 => say("goals.done_now"),
        left => Message::new("goals.open_now").with("n", left).into(),
    });
    words
}
