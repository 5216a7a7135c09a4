//! Method: how every word on the pages is worked out. The words stand in the
//! catalogue; here are the numbers this journal's settings put into them.

use serde::Serialize;

use super::person::circle_title;
use super::site::Site;
use super::words::{Words, say};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Method {
    /// What the page is called.
    pub title: Words,
    /// What it is about.
    pub lede: Vec<Words>,
    /// People a week.
    pub capacity: u32,
    /// Where the phases part.
    pub phases: Phases,
    /// Rhythm and weight of every circle.
    pub circles: Vec<CircleRule>,
}

/// The largest r of each phase.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "each is the phase it is named after")]
pub struct Phases {
    pub fresh: f64,
    pub steady: f64,
    pub due: f64,
    pub drifting: f64,
}

/// A circle's rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CircleRule {
    /// Its title.
    pub title: Words,
    /// Days between meaningful contacts.
    pub cadence_days: u32,
    /// How much sooner its people come on the week's list.
    pub weight: f64,
}

impl Site<'_> {
    /// Makes the page.
    #[must_use]
    pub fn method_page(&self) -> Method {
        let settings = &self.journal.settings;
        let phases = &settings.phases;
        let circle = |circle: &crate::model::Circle| CircleRule {
            title: circle_title(&circle.id, circle.title.as_deref()),
            cadence_days: settings.circle_cadence_days(circle),
            weight: circle.weight,
        };
        Method {
            title: say("nav.method"),
            lede: vec![say("method.lede")],
            capacity: settings.capacity,
            phases: Phases { fresh: phases.fresh, steady: phases.steady, due: phases.due, drifting: phases.drifting },
            circles: settings.circles.iter().map(circle).collect(),
        }
    }
}
