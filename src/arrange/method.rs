//! Method: how every figure on the pages comes about. The rules are told in the texts
//! that also document the code (`measure::method`), which fills in their numbers.

use serde::Serialize;

use super::person::circle_title;
use super::site::Site;
use super::words::{Words, say};
use crate::measure::method::FIGURES;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Method {
    /// What the page is called.
    pub title: Words,
    /// What it is about.
    pub lede: Vec<Words>,
    /// Where the phases part.
    pub phases: Phases,
    /// Rhythm and weight of every circle.
    pub circles: Vec<CircleRule>,
    /// Every figure's rule, in the order it is read.
    pub figures: Vec<FigureRule>,
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

/// How a figure comes about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureRule {
    /// Which; also its place on the page.
    pub id: &'static str,
    /// What it is called.
    pub title: Words,
    /// In two sentences.
    pub rule: Words,
    /// What is explained one by one.
    pub parts: Vec<RulePart>,
}

/// One part of a rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RulePart {
    /// Which; also its place on the page.
    pub id: &'static str,
    /// What it is called.
    pub title: Words,
    /// Its rule.
    pub text: Words,
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
            phases: Phases { fresh: phases.fresh, steady: phases.steady, due: phases.due, drifting: phases.drifting },
            circles: settings.circles.iter().map(circle).collect(),
            figures: FIGURES.iter().map(|figure| figure_rule(figure.id, figure.parts)).collect(),
        }
    }
}

fn figure_rule(id: &'static str, parts: &'static [&'static str]) -> FigureRule {
    let part = |part: &&'static str| RulePart { id: part, title: say(title_key(id, part)), text: say(format!("method.{id}.{part}")) };
    FigureRule { id, title: say(title_key(id, "rule")), rule: say(format!("method.{id}.rule")), parts: parts.iter().map(part).collect() }
}

/// What a figure, or one part of it, is called.
fn title_key(figure: &str, part: &str) -> String {
    match (figure, part) {
        ("rhythm" | "initiative" | "exchange" | "depth" | "fit", "rule") => format!("reading.{figure}.name"),
        (_, "rule") => format!("method.title.{figure}"),
        ("rhythm", "consistency" | "slipping") => format!("health.{part}"),
        ("rhythm", _) => format!("phase.{part}"),
        ("checks", _) => format!("check.{part}"),
        ("signs", _) => format!("sign.{part}.name"),
        ("network", "circles" | "load" | "gaps" | "introductions") => format!("method.title.{part}"),
        (_, _) => format!("mistake.{part}.name"),
    }
}
