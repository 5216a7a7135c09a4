//! The classic mistakes, seen in the whole: collecting cards, calling only when in
//! need, only taking, staying on the surface, money without a word in writing.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::measure::PersonInsights;
use crate::measure::boundary::MoneyFlag;
use crate::measure::exchange::balance;
use crate::measure::of_the_year;
use crate::measure::rhythm::Share;
use crate::model::interaction::Side;
use crate::model::{ContactIndex, Depth, Interaction, Journal};
use crate::source::Span;

/// A mistake that holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Mistake {
    /// Its id.
    pub id: &'static str,
    /// The lines it rests on.
    pub evidence: Vec<Span>,
    /// How many.
    pub count: usize,
    /// Of how many.
    pub of: usize,
}

/// All mistakes there are, in their order.
pub const MISTAKE_IDS: [&str; 5] = ["many-cards", "only-when-needed", "only-taking", "surface", "no-boundaries"];

/// Approaches needed before one may speak of a habit.
pub(in crate::measure) const LEAST_APPROACHES: usize = 10;
/// gave and got fields needed.
pub(in crate::measure) const LEAST_FIELDS: usize = 10;
/// Entries needed.
pub(in crate::measure) const LEAST_ENTRIES: usize = 20;
/// Four of five.
pub(in crate::measure) const SURFACE_PERCENT: usize = 80;
/// As much taking as `taking` between two people.
pub(in crate::measure) const TAKING_BALANCE: f64 = -0.5;

/// The mistakes that hold, in their order.
pub(super) fn mistakes(journal: &Journal, people: &[PersonInsights], cards: &[ContactIndex], quarter: Share, today: Date) -> Vec<Mistake> {
    // A shared entry stands on several pages and is one line; what somebody asked stands in their own file alone.
    let mut year: Vec<Line> = journal.contacts.par_iter().flat_map_iter(|contact| of_the_year(contact, today).map(Line::of)).collect();
    year.par_sort_by_key(|line| (line.at, line.asked.is_none()));
    year.dedup_by_key(|line| line.at);
    [many_cards(journal, cards, quarter), only_when_needed(&year), only_taking(people), surface(&year), no_boundaries(people)]
        .into_iter()
        .flatten()
        .collect()
}

/// What matters here of an entry: there are hundreds of thousands, and they lie far apart.
#[derive(Clone, Copy)]
struct Line {
    at: Span,
    asked: Option<Side>,
    is_my_approach: bool,
    depth: Depth,
}

impl Line {
    fn of(entry: &Interaction) -> Self {
        Self { at: entry.at, asked: entry.ask, is_my_approach: entry.is_my_approach(), depth: entry.depth }
    }
}

/// More cards than people with a meaningful contact this quarter.
fn many_cards(journal: &Journal, cards: &[ContactIndex], quarter: Share) -> Option<Mistake> {
    let evidence = cards.iter().filter_map(|who| journal.contact(*who)).map(|contact| Span::top(contact.file));
    (cards.len() > quarter.part).then(|| Mistake { id: "many-cards", evidence: evidence.collect(), count: cards.len(), of: quarter.part })
}

/// Of all my approaches in the year (at least 10) more than half ask for something.
fn only_when_needed(year: &[Line]) -> Option<Mistake> {
    let approaches: Vec<&Line> = year.iter().filter(|line| line.is_my_approach).collect();
    let asking: Vec<Span> = approaches.iter().filter(|line| line.asked == Some(Side::Me)).map(|line| line.at).collect();
    let holds = approaches.len() >= LEAST_APPROACHES && asking.len() * 2 > approaches.len();
    holds.then_some(Mistake { id: "only-when-needed", count: asking.len(), of: approaches.len(), evidence: asking })
}

/// B over all people ≤ −0.5, with at least 10 fields.
fn only_taking(people: &[PersonInsights]) -> Option<Mistake> {
    let given = people.iter().map(|person| person.exchange.given).sum();
    let got = people.iter().map(|person| person.exchange.got).sum();
    let got_fields: usize = people.iter().map(|person| person.exchange.got_fields).sum();
    let fields: usize = people.iter().map(|person| person.exchange.fields()).sum();
    let holds = fields >= LEAST_FIELDS && balance(given, got).is_some_and(|balance| balance <= TAKING_BALANCE);
    holds.then(|| Mistake {
        id: "only-taking",
        evidence: people
            .iter()
            .filter(|person| person.exchange.got_fields > 0)
            .flat_map(|person| person.exchange.because.clone())
            .collect(),
        count: got_fields,
        of: fields,
    })
}

/// Of the year's entries (at least 20) at least 80 % are a mere touch.
fn surface(year: &[Line]) -> Option<Mistake> {
    let touches: Vec<Span> = year.iter().filter(|line| line.depth == Depth::Touch).map(|line| line.at).collect();
    let holds = year.len() >= LEAST_ENTRIES && touches.len() * 100 >= year.len() * SURFACE_PERCENT;
    holds.then_some(Mistake { id: "surface", count: touches.len(), of: year.len(), evidence: touches })
}

/// Open money that is not in writing.
fn no_boundaries(people: &[PersonInsights]) -> Option<Mistake> {
    let open = people.iter().flat_map(|person| &person.boundary);
    let unwritten = open.filter(|money| money.flags.contains(&MoneyFlag::NotInWriting));
    let evidence: Vec<Span> = unwritten.flat_map(|money| money.loans.iter().filter(|loan| !loan.written).map(|loan| loan.at)).collect();
    let of = people.iter().flat_map(|person| &person.boundary).map(|money| money.loans.len()).sum();
    (!evidence.is_empty()).then_some(Mistake { id: "no-boundaries", count: evidence.len(), of, evidence })
}
