//! What every command says of a person in the same way: phase, days, circle.

use super::table::Cell;
use super::terminal::Terminal;
use anstyle::{AnsiColor, Style};
use renmai::measure::Phase;
use renmai::measure::rhythm::Rhythm;
use renmai::message::Message;
use renmai::model::text::without_tick;
use renmai::model::{By, Contact, Journal};

/// For what is there if one looks for it.
pub const QUIET: Style = Style::new().dimmed();

/// Only the phase in which a word is welcome stands out.
pub fn phase(phase: Phase, terminal: &Terminal) -> Cell {
    let style = match phase {
        Phase::Due => AnsiColor::Yellow.on_default(),
        Phase::Fresh | Phase::Steady => AnsiColor::Green.on_default(),
        Phase::Card | Phase::Paused => QUIET,
        Phase::Drifting | Phase::Quiet | Phase::New => Style::new(),
    };
    Cell::styled(&terminal.word(&Message::new(format!("phase.{}", phase.name()))), style)
}

/// Days since the last real talk, of those agreed; nothing where there was none.
pub fn days(rhythm: &Rhythm, terminal: &Terminal) -> String {
    let Some(days) = rhythm.days_since else { return String::new() };
    terminal.word(&Message::new("days.of").with("days", days).with("cadence", rhythm.cadence_days))
}

/// The circle by its own title, else by the catalogue's word for it.
pub fn circle(contact: &Contact, journal: &Journal, terminal: &Terminal) -> String {
    match contact.circle.and_then(|place| journal.settings.circles.get(place)) {
        None => String::new(),
        Some(circle) => circle.title.clone().unwrap_or_else(|| {
            let key = format!("circle.{}", circle.id);
            if terminal.catalogue().knows(&key) { terminal.word(&Message::new(key)) } else { circle.id.clone() }
        }),
    }
}

/// Who began, as it is written in a log.
pub fn arrow(by: By) -> &'static str {
    match by {
        By::Me => "→",
        By::Them => "←",
        By::Both => "↔",
        By::Unknown => "",
    }
}

/// The first line of what was written, as one would read it aloud: links by their
/// words, without the tags at its end.
pub fn first_line(text: &str) -> String {
    let first = without_tick(text.lines().next().unwrap_or_default());
    let mut line = first.trim_end();
    while let Some((before, last)) = line.rsplit_once(char::is_whitespace)
        && last.starts_with('#')
    {
        line = before.trim_end();
    }
    let mut said = String::with_capacity(line.len());
    while let Some((before, link)) = line.split_once("[[") {
        let Some((target, after)) = link.split_once("]]") else { break };
        // An embed is read aloud like a link.
        said.push_str(before.strip_suffix('!').unwrap_or(before));
        said.push_str(target.rsplit('|').next().unwrap_or(target));
        line = after;
    }
    said + line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_tags_are_not_read_aloud() {
        for (written, said) in [
            ("with [[Ada]] and [[bo|Bo]] #life #work", "with Ada and Bo"),
            ("no. 5 #5 stays in the middle", "no. 5 #5 stays in the middle"),
            ("open [[end\nmore", "open [[end"),
            ("looked at ![[Ada#Log]]!", "looked at Ada#Log!"),
            ("with [[Ada]] ✅ 2026-02-21 #life", "with Ada"),
            ("#life", "#life"),
            ("", ""),
        ] {
            assert_eq!(first_line(written), said);
        }
    }
}
