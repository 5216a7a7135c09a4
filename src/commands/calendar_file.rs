//! `calendar.ics` in one language: the site's words for the journal's days.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::terminal::Terminal;
use renmai::arrange::{Site, Words};
use renmai::exchange::{CalendarWords, calendar_days, write_calendar};
use renmai::measure::Insights;
use renmai::measure::reminders::Reminder;
use renmai::message::Message;
use renmai::render::i18n::Catalogue;
use std::io::{self, Write};

/// Prints the file that the build puts beside the pages of the first language.
pub fn run(context: &Context, insights: &Insights, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let site = Site::new(&context.loaded.journal, &context.loaded.sources, insights, &context.problems);
    let days = calendar_days(site.journal, insights);
    if let Some(words) = context.words() {
        terminal.long_document(|to| write_calendar_file(words, &site, &days, to))?;
    }
    Ok(Exit::Done)
}

/// Writes the calendar file, from the days of all languages.
pub fn write_calendar_file(words: &Catalogue, site: &Site<'_>, days: &[Reminder], to: &mut dyn Write) -> io::Result<()> {
    let pause = words.word("join.pause");
    let say = |message: &Message| words.say(message);
    let title = |reminder: &Reminder| words.say(&site.reminder_title(reminder));
    let note = |reminder: &Reminder| {
        let parts = site.reminder_note(reminder).into_iter().map(|part| match part {
            Words::Text(text) => text,
            Words::Message(message) => words.say(&message),
        });
        parts.collect::<Vec<_>>().join(&pause)
    };
    write_calendar(site.journal, site.insights, days, CalendarWords { say: &say, title: &title, note: &note }, to)
}
