//! `renmai list`: people that fit a query, one line each.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::figures;
use super::near::{near, near_people};
use super::people;
use super::table::{Cell, lay_out};
use super::terminal::Terminal;
use super::who::answers_to;
use super::wrong_usage::perhaps;
use crate::cli::{List, Sort};
use renmai::measure::{Insights, Phase};
use renmai::message::{Argument, Message};
use renmai::model::settings::Circle;
use renmai::model::{Contact, ContactIndex, Journal};
use renmai::render::theme::embedded_catalogue;
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
        terminal.talk(&nobody_fits(journal, &typed.query.join(" "), &wishes))?;
    }
    Ok(Exit::Done)
}

/// That nobody fits; and where one word alone fits nobody, what it may have meant.
fn nobody_fits(journal: &Journal, query: &str, wishes: &[Wish]) -> Message {
    if journal.contacts.is_empty() {
        return Message::new("usage.nobody-yet");
    }
    let tags = || journal.contacts.iter().flat_map(|contact| contact.profile.tags.iter().map(String::as_str));
    let meant = wishes.iter().find_map(|wish| match wish {
        Wish::Tag(tag) if !tags().any(|own| is_tag_or_below(&own.to_lowercase(), tag)) => {
            near(tag, tags()).map(|near| format!("tag:{near}"))
        }
        Wish::Name(word) if !journal.contacts.iter().any(|contact| answers_to(contact, word)) => {
            near_people(journal, word).first().and_then(|index| journal.contact(*index)).map(|contact| contact.name().to_owned())
        }
        _ => None,
    });
    match meant {
        Some(meant) => Message::new("usage.nobody-fits-but").with("query", query).with("meant", meant),
        None => Message::new("usage.nobody-fits").with("query", query),
    }
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
        // What is also understood is offered to those who nearly wrote it.
        let unknown = |key: &str, value: &str, known: Vec<&str>, also: Vec<&str>| {
            let message = Message::new(format!("terminal.list.no-{key}"))
                .with("value", value)
                .with("known", known.iter().map(|known| Argument::from(*known)).collect::<Vec<_>>());
            Err(Failure::Usage(perhaps(message, value, known.into_iter().chain(also))))
        };
        let circles = &journal.settings.circles;
        let Some((key, value)) = word.split_once([':', '：']) else { return Ok(Self::Name(word.to_owned())) };
        match key.to_lowercase().as_str() {
            "phase" | "阶段" | "状态" => {
                let words = ["en", "zh"].map(embedded_catalogue);
                let called =
                    |phase: Phase| words.iter().any(|words| words.word(&format!("phase.{}", phase.name())).eq_ignore_ascii_case(value));
                let is = |phase: &Phase| phase.name().eq_ignore_ascii_case(value) || called(*phase);
                match Phase::ALL.into_iter().find(is) {
                    Some(phase) => Ok(Self::Phase(phase)),
                    None => unknown("phase", value, Phase::ALL.iter().map(|phase| phase.name()).collect(), Vec::new()),
                }
            }
            "circle" | "圈层" | "圈子" if value == "none" => Ok(Self::Circle(None)),
            "circle" | "圈层" | "圈子" => match journal.settings.circle_called(value) {
                Some(place) => Ok(Self::Circle(Some(place))),
                None => {
                    unknown("circle", value, circles.iter().map(|circle| circle.id.as_str()).chain(["none"]).collect(), titles(circles))
                }
            },
            "tag" | "标签" => Ok(Self::Tag(value.trim_start_matches('#').to_lowercase())),
            _ => unknown("key", key, vec!["phase", "circle", "tag"], vec!["阶段", "圈层", "圈子", "标签"]),
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

/// What circles are called beside their ids.
fn titles(circles: &[Circle]) -> Vec<&str> {
    circles.iter().filter_map(|circle| circle.title.as_deref()).chain(["至亲", "至交", "家人", "好友", "熟人"]).collect()
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
