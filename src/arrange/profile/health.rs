//! The five readings, each a word, a small chart and a sentence of evidence; below a
//! reading's own threshold nothing is said.

use jiff::civil::Date;
use serde::Serialize;

use super::checks::{CheckRow, Dismissed, Extra};
use super::lines::Evidence;
use crate::arrange::route::Route;
use crate::arrange::site::Site;
use crate::arrange::topics::shortened;
use crate::arrange::words::Words;
use crate::measure::fit::Ticks;
use crate::measure::window::{YEAR_DAYS, plus};
use crate::measure::{PersonInsights, of_the_year};
use crate::message::{Argument, Message};
use crate::model::task::AssessmentGroup;
use crate::model::text::plain;
use crate::model::{By, Contact, ContactIndex, Interaction};
use crate::source::Span;

/// Things given and got that are named beside the sums.
const GIFTS_NAMED: usize = 3;

/// How it is going.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Health {
    /// Entries of the year.
    pub count: usize,
    /// The first day of the year.
    pub since: Date,
    /// Where the rules stand.
    pub method_href: String,
    /// Rhythm, initiative, exchange, depth, fit.
    pub rows: Vec<ReadingRow>,
    /// Whether any of what follows has lines to lead to.
    pub has_lines: bool,
    /// Six checks.
    pub checks: Vec<CheckRow>,
    /// Consistency, slipping, kept promises.
    pub more: Vec<Extra>,
    /// Danger signs put aside.
    pub dismissed: Vec<Dismissed>,
}

/// One reading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReadingRow {
    /// Which.
    pub reading: &'static str,
    /// Its word's key.
    pub state: &'static str,
    /// Whether there are enough notes to say anything.
    pub enough: bool,
    /// Its drawing.
    pub chart: Option<Chart>,
    /// What it rests on, in sentences.
    pub evidence: Vec<Words>,
    /// The lines it rests on.
    pub lines: Evidence,
}

/// A reading's drawing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[expect(missing_docs, reason = "fields are named after what they hold")]
pub enum Chart {
    /// r against the agreed day.
    Track { ratio: f64 },
    /// Two sides.
    Balance { left: i64, right: i64 },
    /// So many of so many.
    Dots { n: usize, of: usize },
}

impl Site<'_> {
    /// How it is going with a person.
    pub(super) fn health(&self, who: ContactIndex) -> Option<Health> {
        let (contact, figures) = self.person(who)?;
        let today = self.today();
        let checks = self.check_rows(who, contact, figures);
        let more = self.more(who, contact, figures);
        let dismissed = self.dismissed(who, contact, figures);
        let lines = checks.iter().map(|check| &check.lines).chain(more.iter().map(|extra| &extra.lines));
        let has_lines = lines.chain(dismissed.iter().map(|sign| &sign.lines)).any(|evidence| !evidence.lines.is_empty());
        Some(Health {
            has_lines,
            count: of_the_year(contact, today).count(),
            since: plus(today, i64::from(1 - YEAR_DAYS)),
            method_href: self.path(Route::Method),
            rows: vec![
                self.rhythm(who, figures),
                self.initiative(who, contact, figures),
                self.exchange(who, contact, figures),
                self.depth(who, figures),
                self.fit(who, figures),
            ],
            checks,
            more,
            dismissed,
        })
    }

    fn row(&self, who: ContactIndex, reading: &'static str, said: Said, because: &[Span]) -> ReadingRow {
        let Said { state, chart, evidence } = said;
        let lines = if state.is_some() { self.evidence(who, because) } else { Evidence::default() };
        ReadingRow { reading, state: state.unwrap_or("none"), enough: state.is_some(), chart, evidence, lines }
    }

    fn rhythm(&self, who: ContactIndex, figures: &PersonInsights) -> ReadingRow {
        let rhythm = &figures.rhythm;
        let evidence = match rhythm.days_since {
            Some(days) => Message::new("evidence.rhythm").with("days", days),
            None => Message::new("evidence.rhythm_none"),
        };
        let said = Said {
            state: Some(rhythm.phase.name()),
            chart: rhythm.ratio.map(|ratio| Chart::Track { ratio }),
            evidence: vec![evidence.with("cadence_days", rhythm.cadence_days).into()],
        };
        self.row(who, "rhythm", said, &rhythm.because)
    }

    fn initiative(&self, who: ContactIndex, contact: &Contact, figures: &PersonInsights) -> ReadingRow {
        let found = &figures.initiative;
        let said = match (found.me, found.them) {
            (1.., 0) => Message::new("evidence.initiative_me").with("n", found.me),
            (0, 1..) => Message::new("evidence.initiative_them").with("n", found.them),
            (me, them) => Message::new("evidence.initiative").with("me", me).with("them", them),
        };
        let mut evidence: Vec<Words> = vec![said.into()];
        let both_began = found.me > 0 && found.them > 0;
        evidence.extend(last_in_a_row(of_the_year(contact, self.today())).filter(|_| both_began));
        evidence.extend((found.unknown > 0).then(|| Message::new("evidence.unknown").with("n", found.unknown).into()));
        let chart = Some(Chart::Balance { left: whole(found.me), right: whole(found.them) });
        self.row(who, "initiative", Said { state: found.state.map(|state| state.name()), chart, evidence }, &found.because)
    }

    fn exchange(&self, who: ContactIndex, contact: &Contact, figures: &PersonInsights) -> ReadingRow {
        let found = &figures.exchange;
        let named = gifts(of_the_year(contact, self.today()));
        let said = if named.is_empty() { Message::new("evidence.exchange") } else { Message::new("evidence.exchange_of") };
        let evidence: Vec<Words> = vec![said.with("given", found.given).with("got", found.got).with("items", list(&named)).into()];
        let chart = Some(Chart::Balance { left: found.given.into(), right: found.got.into() });
        self.row(who, "exchange", Said { state: found.state.map(|state| state.name()), chart, evidence }, &found.because)
    }

    fn depth(&self, who: ContactIndex, figures: &PersonInsights) -> ReadingRow {
        let found = &figures.depth;
        let evidence = vec![Message::new("evidence.depth").with("deep", found.deep).with("of", found.of).into()];
        let chart = Some(Chart::Dots { n: found.deep, of: found.of });
        self.row(who, "depth", Said { state: found.state.map(|state| state.name()), chart, evidence }, &found.because)
    }

    fn fit(&self, who: ContactIndex, figures: &PersonInsights) -> ReadingRow {
        let fit = &figures.fit;
        let complementarity = fit.ticks(AssessmentGroup::Complementarity);
        let empowerment = fit.ticks(AssessmentGroup::Empowerment);
        let (n, of) = (complementarity.ticked + empowerment.ticked, complementarity.of + empowerment.of);
        let covers = !fit.covers_my_gaps.is_empty() || !fit.covered_by_me.is_empty();
        let state = match (covers || most(complementarity), most(empowerment)) {
            _ if !covers && of == 0 => None,
            (true, true) => Some("both"),
            (true, false) => Some("complementarity"),
            (false, true) => Some("empowerment"),
            (false, false) => Some(if n > 0 { "some" } else { "none" }),
        };
        let mut evidence = ticks_words(complementarity, empowerment, fit.assessed_on);
        let named =
            |key: &'static str, phrases: &[String]| (!phrases.is_empty()).then(|| Message::new(key).with("items", list(phrases)).into());
        evidence.extend(named("evidence.covers_gaps", &fit.covers_my_gaps));
        evidence.extend(named("evidence.covered_by_me", &fit.covered_by_me));
        let chart = (of > 0).then_some(Chart::Dots { n, of });
        self.row(who, "fit", Said { state, chart, evidence }, &fit.because)
    }
}

/// What a reading says, before its lines are looked up.
struct Said {
    state: Option<&'static str>,
    chart: Option<Chart>,
    evidence: Vec<Words>,
}

/// At least half of the questions ticked.
fn most(ticks: Ticks) -> bool {
    ticks.of > 0 && ticks.ticked * 2 >= ticks.of
}

fn ticks_words(complementarity: Ticks, empowerment: Ticks, on: Option<Date>) -> Vec<Words> {
    let said = |name: &str, ticks: Ticks| {
        (ticks.of > 0).then(|| Message::new(format!("evidence.ticks_{name}")).with("n", ticks.ticked).with("of", ticks.of))
    };
    let sentence = match (said("complementarity", complementarity), said("empowerment", empowerment)) {
        (Some(one), Some(other)) => match on {
            Some(on) => {
                return vec![Message::new("evidence.fit").with("complementarity", one).with("empowerment", other).with("on", on).into()];
            }
            None => Message::new("topic.subject").with("text", Message::new("note.both").with("a", one).with("b", other)),
        },
        (Some(one), None) | (None, Some(one)) => Message::new("topic.subject").with("text", one),
        (None, None) => return Vec::new(),
    };
    let answered = on.map(|on| Message::new("evidence.answered").with("on", on).into());
    [Words::from(sentence)].into_iter().chain(answered).collect()
}

/// How many of the latest directed entries came from the same side, if two or more.
fn last_in_a_row<'a>(entries: impl Iterator<Item = &'a Interaction>) -> Option<Words> {
    let mut directed = entries.map(|entry| entry.by).filter(|by| matches!(by, By::Me | By::Them));
    let first = directed.next()?;
    let n = 1 + directed.take_while(|by| *by == first).count();
    (n >= 2).then(|| Message::new(format!("evidence.last_n_{}", first.name())).with("n", n).into())
}

/// The latest things given and got, by name.
fn gifts<'a>(entries: impl Iterator<Item = &'a Interaction>) -> Vec<String> {
    let texts = entries
        .flat_map(|entry| entry.gave.iter().chain(&entry.got))
        .map(|gift| shortened(&plain(&gift.text)))
        .filter(|text| !text.is_empty());
    texts.take(GIFTS_NAMED).collect()
}

fn list(phrases: &[String]) -> Vec<Argument> {
    phrases.iter().map(Argument::from).collect()
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
