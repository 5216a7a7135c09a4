//! `renmai show WHO --prep`: the card for before a meeting, as on the site.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::people;
use super::table::{Cell, lay_out};
use super::terminal::{Terminal, harmless};
use anstyle::Style;
use renmai::arrange::profile::Prep;
use renmai::arrange::site::Site;
use renmai::arrange::topics::Topic;
use renmai::arrange::words::Words;
use renmai::measure::Insights;
use renmai::message::Message;
use renmai::model::{Contact, ContactIndex};

const BOLD: Style = Style::new().bold();

/// Prints what to talk about, to remember, what is open and what to leave alone.
pub fn run(context: &Context, insights: &Insights, terminal: &mut Terminal, index: ContactIndex) -> Result<Exit, Failure> {
    let site = Site::new(&context.loaded.journal, &context.loaded.sources, insights, &context.problems);
    let Some(contact) = context.loaded.journal.contact(index) else { return Ok(Exit::Done) };
    head(&site, contact, index, terminal)?;
    if let Some(prep) = site.prep(index) {
        topics(&prep.topics, terminal)?;
        rest(&prep, terminal)?;
    }
    Ok(Exit::Done)
}

fn head(site: &Site<'_>, contact: &Contact, index: ContactIndex, terminal: &mut Terminal) -> Result<(), Failure> {
    let about: Vec<String> = site.about(contact).iter().map(|part| terminal.words(part)).collect();
    let name = harmless(contact.name()).into_owned();
    terminal.data(&format!("{BOLD}{name}{BOLD:#}  {}", harmless(&about.join(" · "))))?;
    let Some(next) = site.next_words(index) else { return Ok(()) };
    let by = next.by.map(|by| format!("  {}", terminal.words(&by))).unwrap_or_default();
    terminal.data(&harmless(&format!("{}{by}", sentences(&next.text, terminal))))
}

fn topics(topics: &[Topic], terminal: &mut Terminal) -> Result<(), Failure> {
    terminal.data("")?;
    for (at, topic) in topics.iter().enumerate() {
        let between = terminal.word(&Message::new("join.sentences"));
        let give = if topic.give { terminal.word(&Message::new("give_first")) + &between } else { String::new() };
        let subject = terminal.words(&topic.subject);
        let question = format!("{give}{}", terminal.words(&topic.question));
        terminal.data(&format!("{}  {BOLD}{}{BOLD:#}{between}{}", at + 1, harmless(&subject), harmless(&question)))?;
        let source = sentences(&topic.source, terminal);
        terminal.data(&format!("   {}{}{:#}", people::QUIET, harmless(&source), people::QUIET))?;
    }
    Ok(())
}

fn rest(prep: &Prep, terminal: &mut Terminal) -> Result<(), Failure> {
    let parts = [("remember", &prep.remember), ("open", &prep.open), ("avoid", &prep.avoid)];
    let rows: Vec<Vec<Cell>> = parts
        .iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(part, words)| {
            let label = terminal.word(&Message::new(format!("prep.{part}")));
            vec![Cell::styled(&label, people::QUIET), sentences(words, terminal).into()]
        })
        .collect();
    if !rows.is_empty() {
        terminal.data("")?;
    }
    lay_out(&rows).iter().try_for_each(|line| terminal.data(line))
}

fn sentences(words: &[Words], terminal: &Terminal) -> String {
    let said: Vec<String> = words.iter().map(|words| terminal.words(words)).collect();
    said.join(&terminal.word(&Message::new("join.sentences")))
}
