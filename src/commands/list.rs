//! `renmai list`: people that fit a query, one line each.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::figures;
use super::people;
use super::table::{Cell, lay_out};
use super::terminal::Terminal;
use super::who::answers_to;
use crate::cli::{List, Sort};
use renmai::measure::{Insights, Phase};
use renmai::message::Message;
use renmai::model::{Contact, ContactIndex, Journal};
use std::cmp::Reverse;

/// Prints the people a query asks for. Nobody is an answer too.
pub fn run(context: &Context, insights: &Insights, terminal: &mut Terminal, typed: &List) -> Result<Exit, Failure> {
    let journal = &context.loaded.journal;
    // One argument in quotes asks for the same as its words one by one.
    let words = typed.query.iter().flat_map(|words| words.split_whitespace());
    let wishes = words.map(|word| Wish::read(word, journal)).collect::<Result<Vec<_>, _>>()?;
    let fits = |index: ContactIndex, contact: &Contact| wishes.iter().all(|wish| wish.holds(index, contact, insights));
    let mut found: Vec<ContactIndex> = journal.iter().filter(|(index, contact)| fits(*index, contact)).map(|(index, _)| index).collect();
    sort(&mut found, typed.sort, journal, insights);
    if typed.json {
        return figures::people(context, insights, terminal, &found);
    }
    let rows: Vec<Vec<Cell>> = found.iter().filter_map(|index| row(*index, context, insights, terminal)).collect();
    lay_out(&rows).iter().try_for_each(|line| terminal.data(line))?;
    if found.is_empty() {
        terminal.talk(&Message::new("terminal.list.nobody"))?;
    }
    Ok(Exit::Done)
}

fn row(index: ContactIndex, context: &Context, insights: &Insights, terminal: &Terminal) -> Option<Vec<Cell>> {
    let journal = &context.loaded.journal;
    let (contact, person) = (journal.contact(index)?, insights.person(index)?);
    Some(vec![
        contact.name().into(),
        people::phase(person.rhythm.phase, terminal),
        people::days(&person.rhythm, terminal).into(),
        people::circle(contact, journal, terminal).into(),
        Cell::styled(&contact.id, people::QUIET),
    ])
}

/// One word of a query; all of them must hold.
enum Wish {
    Phase(Phase),
    Circle(Option<usize>),
    Tag(String),
    Name(String),
}

impl Wish {
    fn read(word: &str, journal: &Journal) -> Result<Self, Failure> {
        let unknown = |key: &str, value: &str, known: Vec<&str>| {
            let known = known.join(", ");
            Err(Failure::Usage(Message::new(format!("terminal.list.no-{key}")).with("value", value).with("known", known)))
        };
        let circles = &journal.settings.circles;
        match word.split_once([':', '：']) {
            Some(("phase", value)) => match Phase::ALL.into_iter().find(|phase| phase.name().eq_ignore_ascii_case(value)) {
                Some(phase) => Ok(Self::Phase(phase)),
                None => unknown("phase", value, Phase::ALL.iter().map(|phase| phase.name()).collect()),
            },
            Some(("circle", "none")) => Ok(Self::Circle(None)),
            Some(("circle", value)) => match journal.settings.circle(value) {
                Some(place) => Ok(Self::Circle(Some(place))),
                None => unknown("circle", value, circles.iter().map(|circle| circle.id.as_str()).chain(["none"]).collect()),
            },
            Some(("tag", value)) => Ok(Self::Tag(value.trim_start_matches('#').to_lowercase())),
            Some((key, _)) => unknown("key", key, vec!["phase", "circle", "tag"]),
            None => Ok(Self::Name(word.to_owned())),
        }
    }

    fn holds(&self, index: ContactIndex, contact: &Contact, insights: &Insights) -> bool {
        match self {
            Self::Phase(phase) => insights.person(index).is_some_and(|person| person.rhythm.phase == *phase),
            Self::Circle(place) => contact.circle == *place,
            Self::Tag(tag) => contact.profile.tags.iter().any(|own| is_tag_or_below(&own.to_lowercase(), tag)),
            Self::Name(word) => answers_to(contact, word),
        }
    }
}

/// `work/talk` is found by `work` too.
fn is_tag_or_below(own: &str, tag: &str) -> bool {
    own.strip_prefix(tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Ties go by how the name is said, then by id.
fn sort(found: &mut [ContactIndex], order: Sort, journal: &Journal, insights: &Insights) {
    found.sort_by_key(|index| journal.contact(*index).map(Contact::place));
    let days = |index: &ContactIndex| insights.person(*index).and_then(|person| person.rhythm.days_since);
    let ratio = |index: &ContactIndex| insights.person(*index).and_then(|person| person.rhythm.ratio).unwrap_or(-1.0);
    match order {
        Sort::Name => {}
        Sort::Last => found.sort_by_key(|index| Reverse(days(index))),
        Sort::Ratio => found.sort_by(|a, b| ratio(b).total_cmp(&ratio(a))),
        Sort::Circle => found.sort_by_key(|index| journal.contact(*index).and_then(|contact| contact.circle).unwrap_or(usize::MAX)),
    }
}
