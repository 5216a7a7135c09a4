//! `renmai today`: whom to reach out to and why, and what is due.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::figures;
use super::people;
use super::table::{Cell, lay_out};
use super::terminal::{Terminal, harmless};
use super::when::{days_from, when};
use crate::cli::Today;
use anstyle::Style;
use jiff::ToSpan;
use renmai::arrange::Site;
use renmai::arrange::reminder::is_same_festival;
use renmai::measure::reminders::Reminder;
use renmai::measure::week::WeekPerson;
use renmai::measure::{Insights, ReminderKind};
use renmai::message::Message;
use renmai::model::ContactIndex;
use std::mem::ManuallyDrop;

const BOLD: Style = Style::new().bold();

/// Prints the day.
pub fn run(context: &Context, insights: &Insights, terminal: &mut Terminal, typed: &Today) -> Result<Exit, Failure> {
    let due: Vec<&Reminder> = insights.reminders.iter().filter(|reminder| is_due(reminder, insights, typed.days)).collect();
    if typed.json {
        return figures::today(context, insights, terminal, &due);
    }
    let date = Message::new("terminal.today.date").with("on", insights.today);
    heading(terminal, &date)?;
    let site = ManuallyDrop::new(Site::new(&context.loaded.journal, &context.loaded.sources, insights, &context.problems));
    week(context, &site, terminal)?;
    also_due(context, insights, terminal)?;
    coming(&site, &due, terminal, typed.days)?;
    Ok(Exit::Done)
}

/// Reaching out has the week's list of its own.
fn is_due(reminder: &Reminder, insights: &Insights, days: u32) -> bool {
    reminder.kind() != ReminderKind::ReachOut && i64::from(days_from(insights.today, reminder.on)) <= i64::from(days)
}

fn week(context: &Context, site: &Site<'_>, terminal: &mut Terminal) -> Result<(), Failure> {
    let insights = site.insights;
    terminal.data("")?;
    heading(terminal, &Message::new("today.reach_out"))?;
    if insights.week.people.is_empty() {
        let empty = terminal.word(&Message::new("today.empty"));
        return terminal.data(&format!("  {empty}"));
    }
    let lines = lay_out(&insights.week.people.iter().filter_map(|person| row(person, context, insights, terminal)).collect::<Vec<_>>());
    for (person, line) in insights.week.people.iter().zip(lines) {
        terminal.data(&line)?;
        if !person.done {
            for said in reasons(site, person.who, terminal) {
                terminal.data(&format!("      {}", harmless(&said)))?;
            }
        }
    }
    Ok(())
}

fn row(person: &WeekPerson, context: &Context, insights: &Insights, terminal: &Terminal) -> Option<Vec<Cell>> {
    let journal = &context.loaded.journal;
    let (contact, figures) = (journal.contact(person.who)?, insights.person(person.who)?);
    let tick = if person.done { "  ✓" } else { "  ·" };
    Some(vec![
        tick.into(),
        Cell::styled(contact.name(), BOLD),
        people::phase(figures.rhythm.phase, terminal),
        people::days(&figures.rhythm, terminal).into(),
        people::circle(contact, journal, terminal).into(),
    ])
}

/// Why now, what to begin with and what to give: the sentences of the page.
fn reasons(site: &Site<'_>, who: ContactIndex, terminal: &Terminal) -> Vec<String> {
    let why = site.reason(who).iter().map(|reason| terminal.words(reason)).collect::<Vec<_>>();
    let give = terminal.word(&Message::new("terminal.today.give").with("what", site.give(who)));
    let openers = site.openers(who).into_iter().map(|opener| terminal.words(&opener));
    [why.join(&terminal.word(&Message::new("join.sentences")))].into_iter().chain(openers).chain([give]).collect()
}

fn also_due(context: &Context, insights: &Insights, terminal: &mut Terminal) -> Result<(), Failure> {
    let names: Vec<_> =
        insights.week.also_due.iter().filter_map(|who| context.loaded.journal.contact(*who)).map(|contact| contact.name().into()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let line = terminal.word(&Message::new("terminal.today.also").with("names", names));
    terminal.data(&format!("  {}", harmless(&line)))
}

fn coming(site: &Site<'_>, due: &[&Reminder], terminal: &mut Terminal, days: u32) -> Result<(), Failure> {
    let today = site.insights.today;
    terminal.data("")?;
    let until = today.saturating_add(i64::from(days).days());
    let key = if days == 0 { "terminal.today.due" } else { "terminal.today.coming" };
    heading(terminal, &Message::new(key).with("on", until))?;
    if due.is_empty() {
        let nothing = terminal.word(&Message::new("terminal.today.nothing"));
        return terminal.data(&format!("  {nothing}"));
    }
    let row = |reminder: &&Reminder, what: Message| -> Vec<Cell> {
        let kind = terminal.word(&Message::new(format!("reminder.kind.{}", reminder.kind().name())));
        let when = terminal.word(&when(reminder.on, today));
        vec![format!("  {when}").into(), Cell::styled(&kind, people::QUIET), terminal.word(&what).into()]
    };
    let alike = due.chunk_by(|a, b| is_same_festival(a, b));
    let rows: Vec<Vec<Cell>> = alike.filter_map(|alike| Some(row(alike.first()?, site.reminders_reason(alike)?))).collect();
    lay_out(&rows).iter().try_for_each(|line| terminal.data(line))
}

fn heading(terminal: &mut Terminal, message: &Message) -> Result<(), Failure> {
    let said = terminal.word(message);
    terminal.data(&format!("{BOLD}{}{BOLD:#}", harmless(&said)))
}
