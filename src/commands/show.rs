//! `renmai show`: one person, a screen full.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::figures;
use super::people;
use super::prep;
use super::table::{Cell, lay_out};
use super::terminal::{Terminal, harmless};
use super::when::when;
use super::who::{self, Who};
use super::whom;
use crate::cli::Show;
use anstyle::Style;
use renmai::arrange::Site;
use renmai::measure::{Insights, NextStep, PersonInsights, ReminderKind};
use renmai::message::Message;
use renmai::model::contact::Relative;
use renmai::model::{Contact, ContactIndex, Interaction};
use renmai::source::Spanned;

/// Entries of the log that are shown; the file has the rest.
const LAST_ENTRIES: usize = 5;

const BOLD: Style = Style::new().bold();

/// Prints the person meant, or says that nobody or several people are.
pub fn run(context: &Context, insights: &Insights, terminal: &mut Terminal, typed: &Show) -> Result<Exit, Failure> {
    let journal = &context.loaded.journal;
    let said = typed.who.join(" ");
    let index = match who::find(journal, &said) {
        Who::One(index) => index,
        Who::Several(found) => return whom::several(journal, terminal, &said, &found).map(|()| Exit::Problems),
        Who::Nobody => return whom::nobody(journal, terminal, &said).map(|()| Exit::Problems),
    };
    if typed.json {
        return figures::person(context, insights, terminal, index);
    }
    if typed.prep {
        return prep::run(context, insights, terminal, index);
    }
    if let (Some(contact), Some(person)) = (journal.contact(index), insights.person(index)) {
        let page = Page { context, insights, contact, person, index };
        page.print(terminal)?;
    }
    Ok(Exit::Done)
}

/// One person and all that is known.
struct Page<'a> {
    context: &'a Context,
    insights: &'a Insights,
    contact: &'a Contact,
    person: &'a PersonInsights,
    index: ContactIndex,
}

impl Page<'_> {
    fn print(&self, terminal: &mut Terminal) -> Result<(), Failure> {
        let reading = if self.contact.reading.toned == self.contact.name() { "" } else { self.contact.reading.toned.as_str() };
        let name = harmless(self.contact.name()).into_owned();
        terminal.data(&format!("{BOLD}{name}{BOLD:#}  {}", harmless(reading)))?;
        let state = vec![
            people::phase(self.person.rhythm.phase, terminal),
            people::days(&self.person.rhythm, terminal).into(),
            people::circle(self.contact, &self.context.loaded.journal, terminal).into(),
        ];
        lay_out(&[state]).iter().try_for_each(|line| terminal.data(line))?;
        let next = terminal.word(&self.next_step());
        terminal.data(&harmless(&next))?;
        for rows in [self.readings(terminal), self.facts(terminal), self.days(terminal), self.entries(terminal)] {
            if !rows.is_empty() {
                terminal.data("")?;
                lay_out(&rows).iter().try_for_each(|line| terminal.data(line))?;
            }
        }
        let file = self.context.loaded.sources.file(self.contact.file);
        let path = file.map(|file| self.context.typed_path(file)).unwrap_or_default();
        terminal.data(&format!("\n{}{path}{:#}", people::QUIET, people::QUIET))
    }

    /// The pages' words.
    fn site(&self) -> Site<'_> {
        Site::new(&self.context.loaded.journal, &self.context.loaded.sources, self.insights, &self.context.problems)
    }

    fn next_step(&self) -> Message {
        let of = |key: &str| Message::new(format!("next.{key}"));
        match &self.person.next_step {
            NextStep::Promise { text, .. } => of("promise").with("text", text),
            NextStep::Reply { text, .. } => of("reply").with("text", text),
            NextStep::Planned { on, at } => {
                let kind = self.contact.interactions.iter().find(|entry| entry.at == *at).map_or("note", |entry| entry.kind.name());
                of("planned").with("on", *on).with("kind", Message::new(format!("kind.{kind}")))
            }
            NextStep::Sign { id } => of("sign").with("sign", Message::new(format!("sign.{id}.name"))),
            NextStep::Day(reminder) => {
                let when = when(reminder.on, self.insights.today);
                Message::new("terminal.show.day").with("what", self.site().reminder_title(reminder)).with("when", when)
            }
            NextStep::ReachOut { by } if *by < self.insights.today => of("reach_out_now"),
            NextStep::ReachOut { by } => of("reach_out").with("on", *by),
            NextStep::Nothing => of("nothing"),
        }
    }

    /// The readings that have enough to rest on.
    fn readings(&self, terminal: &Terminal) -> Vec<Vec<Cell>> {
        let states = [
            ("initiative", self.person.initiative.state.map(|state| state.name())),
            ("exchange", self.person.exchange.state.map(|state| state.name())),
            ("depth", self.person.depth.state.map(|state| state.name())),
        ];
        let said = |key: String| terminal.word(&Message::new(key));
        let mut rows: Vec<Vec<Cell>> = states
            .iter()
            .filter_map(|(reading, state)| {
                Some(labelled(&said(format!("reading.{reading}.name")), &said(format!("reading.{reading}.{}", (*state)?))))
            })
            .collect();
        let signs = self.person.signs.iter().filter(|sign| !sign.dismissed);
        rows.extend(signs.map(|sign| labelled(&said("phase.watch".to_owned()), &said(format!("sign.{}.name", sign.id)))));
        rows
    }

    fn facts(&self, terminal: &Terminal) -> Vec<Vec<Cell>> {
        let profile = &self.contact.profile;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let list = |values: &[Spanned<String>]| values.iter().map(|value| value.value.as_str()).collect::<Vec<_>>().join(" · ");
        let birthday = profile.birthday.as_ref().map(|day| day.value.to_string().trim_start_matches('-').to_owned());
        let lunar = profile.lunar_birthday.as_ref().map(|day| self.context.loaded.sources.slice(day.at).to_owned());
        let relative = |one: &Relative| match &one.relation {
            Some(relation) => terminal.word(&Message::new("terminal.show.relative").with("name", &one.name).with("relation", relation)),
            None => one.name.clone(),
        };
        let family: Vec<String> = profile.family.iter().map(relative).collect();
        let reach: Vec<String> =
            profile.channels.iter().map(|channel| format!("{} {}", way(&channel.kind, terminal), channel.value)).collect();
        let facts = [
            ("org", text(&profile.org)),
            ("role", text(&profile.role)),
            ("location", text(&profile.location)),
            ("reach", reach.join(" · ")),
            ("birthday", birthday.or(lunar).unwrap_or_default()),
            ("family", family.join(" · ")),
            ("interests", list(&profile.interests)),
            ("strengths", list(&profile.strengths)),
            ("needs", list(&profile.needs)),
        ];
        let said = facts.iter().filter(|(_, value)| !value.is_empty());
        said.map(|(key, value)| labelled(&terminal.word(&Message::new(format!("fact.{key}"))), value)).collect()
    }

    /// What is to be remembered, but for reaching out: that is the next step.
    fn days(&self, terminal: &Terminal) -> Vec<Vec<Cell>> {
        let site = self.site();
        let own = self
            .insights
            .reminders
            .iter()
            .filter(|reminder| reminder.person == Some(self.index) && reminder.kind() != ReminderKind::ReachOut);
        own.map(|reminder| {
            labelled(&terminal.word(&when(reminder.on, self.insights.today)), &terminal.word(&site.reminder_reason(reminder)))
        })
        .collect()
    }

    fn entries(&self, terminal: &Terminal) -> Vec<Vec<Cell>> {
        let said = |entry: &Interaction| {
            let kind = terminal.word(&Message::new(format!("kind.{}", entry.kind.name())));
            let planned = if entry.on > self.insights.today { terminal.word(&Message::new("profile.planned")) } else { String::new() };
            vec![
                Cell::styled(&entry.on.to_string(), people::QUIET),
                people::arrow(entry.by).into(),
                kind.into(),
                people::first_line(&entry.text).into(),
                planned.into(),
            ]
        };
        self.contact.interactions.iter().take(LAST_ENTRIES).map(said).collect()
    }
}

/// A way to reach somebody by the catalogue's word for it, else as it was written.
fn way(kind: &str, terminal: &Terminal) -> String {
    let key = format!("fact.{kind}");
    if terminal.catalogue().knows(&key) { terminal.word(&Message::new(key)) } else { kind.to_owned() }
}

fn labelled(label: &str, value: &str) -> Vec<Cell> {
    vec![Cell::styled(label, people::QUIET), value.into()]
}
