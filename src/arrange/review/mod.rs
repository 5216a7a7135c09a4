//! The review of a week, or of the quarter: what happened, what slipped, what next,
//! what to let go. Ten minutes and a pen are enough.
//!
//! Only today's week knows what comes next; the weeks before it say what happened
//! and which promises of theirs are still open.

mod heat;
mod questions;

use jiff::civil::Date;
use serde::Serialize;

use super::goals::quarter_words;
use super::route::Route;
use super::site::{REVIEW_WEEKS, Site};
use super::words::{Words, say};
use crate::measure::goals::Period;
use crate::measure::window::plus;
use crate::message::Message;

pub use heat::{Heat, HeatCell, HeatMonth, HeatRow};
pub use questions::{Question, QuestionRow};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Review {
    /// What the page is called.
    pub title: Words,
    /// Which week or quarter, from when to when.
    pub eyebrow: Vec<Words>,
    /// How much there was.
    pub lede: Vec<Words>,
    /// The week before.
    pub previous: Option<WeekLink>,
    /// The week after.
    pub following: Option<WeekLink>,
    /// Between the week and the quarter.
    pub links: Vec<Link>,
    /// 53 weeks, day by day; on this week's page and the quarter's.
    pub heat: Option<Heat>,
    /// The questions with what the journal knows about each.
    pub questions: Vec<Question>,
}

/// Another week's review.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeekLink {
    /// Its number.
    pub week: i64,
    /// Its page.
    pub href: String,
}

/// Another review.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Link {
    /// What it is called.
    pub title: Words,
    /// Its page.
    pub href: String,
}

/// The days a review looks at, both included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    pub(super) from: Date,
    pub(super) until: Date,
}

impl Days {
    pub(super) fn hold(self, on: Date) -> bool {
        self.from <= on && on <= self.until
    }
}

impl Site<'_> {
    /// Whether there is anything to look back on.
    pub(super) fn review_routes(&self) -> Vec<Route> {
        let Some(since) = self.first_entry() else { return Vec::new() };
        let this = self.insights.week.monday;
        let weeks = (0..REVIEW_WEEKS).map(|ago| plus(this, -7 * ago)).take_while(|monday| *monday == this || plus(*monday, 6) >= since);
        weeks.map(Route::Review).chain([Route::Quarter]).collect()
    }

    /// Makes the review of the week that begins on a Monday.
    #[must_use]
    pub fn review_page(&self, monday: Date) -> Review {
        let days = Days { from: monday, until: plus(monday, 6) };
        let is_this = monday == self.insights.week.monday;
        let weeks = self.review_routes();
        let link = |monday: Date| {
            let week = i64::from(monday.iso_week_date().week());
            weeks.contains(&Route::Review(monday)).then(|| WeekLink { week, href: self.path(Route::Review(monday)) })
        };
        let week = i64::from(monday.iso_week_date().week());
        Review {
            title: say(if is_this { "review.title" } else { "review.title_week" }),
            eyebrow: vec![Message::new("eyebrow.week").with("week", week).into(), span(days)],
            lede: self.review_lede(days, is_this),
            previous: link(plus(monday, -7)),
            following: link(plus(monday, 7)),
            links: if is_this { vec![self.review_link("review.title_quarter", Route::Quarter)] } else { Vec::new() },
            heat: if is_this { self.heat() } else { None },
            questions: if is_this { self.questions_now(days) } else { self.questions_then(days) },
        }
    }

    /// Makes the review of the running quarter.
    #[must_use]
    pub fn quarter_page(&self) -> Review {
        let days = Days { from: Period::Quarter.start(self.today()), until: self.today() };
        Review {
            title: say("review.title_quarter"),
            eyebrow: vec![quarter_words(days.from).into(), span(days)],
            lede: self.review_lede(days, false),
            previous: None,
            following: None,
            links: vec![self.review_link("review.title", Route::Review(self.insights.week.monday))],
            heat: self.heat(),
            questions: self.questions_now(days),
        }
    }

    fn review_link(&self, key: &'static str, route: Route) -> Link {
        Link { title: say(key), href: self.path(route) }
    }

    fn review_lede(&self, days: Days, is_this: bool) -> Vec<Words> {
        let lines = self.entries_of(days);
        let mut people: Vec<_> = lines.iter().flat_map(|line| &line.people).collect();
        people.sort_unstable();
        people.dedup();
        let key = if is_this { "review.lede" } else { "review.lede_then" };
        let mut lede: Vec<Words> = vec![Message::new(key).with("contacts", lines.len()).with("people", people.len()).into()];
        let list = &self.insights.week.people;
        if is_this && !list.is_empty() {
            let done = list.iter().filter(|person| person.done).count();
            let key = if done == 0 { "review.lede_list_none" } else { "review.lede_list" };
            lede.push(Message::new(key).with("done", done).with("n", list.len()).into());
        }
        let due = self.promises_due(days);
        if due > 0 {
            lede.push(Message::new("review.lede_promises").with("n", due).into());
        }
        if is_this {
            lede.push(say("review.lede_time"));
        }
        lede
    }
}

fn span(days: Days) -> Words {
    let is_one_month = (days.from.year(), days.from.month()) == (days.until.year(), days.until.month());
    Message::new(if is_one_month { "review.span_month" } else { "review.span" }).with("from", days.from).with("to", days.until).into()
}
