//! `calendar.ics` in one language: the site's words for the journal's days.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::terminal::Terminal;
use renmai::arrange::{Site, Words};
use renmai::exchange::{CalendarWords, calendar, calendar_days};
use renmai::measure::Insights;
use renmai::measure::reminders::Reminder;
use renmai::message::Message;
use renmai::render::Renderer;

/// Prints the file that the build puts beside the pages of the first language.
pub fn run(context: &Context, insights: &Insights, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let site = Site::new(&context.loaded.journal, &context.loaded.sources, insights, &context.problems);
    let days = calendar_days(site.journal, insights);
    let first = context.languages.first().copied().unwrap_or_default();
    terminal.document(&calendar_file(&context.renderer, &site, &days, first).unwrap_or_default())?;
    Ok(Exit::Done)
}

/// The calendar file's bytes, from the days of all languages; nothing where the language has no words.
pub fn calendar_file(renderer: &Renderer, site: &Site<'_>, days: &[Reminder], lang: &str) -> Option<Vec<u8>> {
    let words = renderer.words(lang)?;
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
    Some(calendar(site.journal, site.insights, days, CalendarWords { say: &say, title: &title, note: &note }))
}
