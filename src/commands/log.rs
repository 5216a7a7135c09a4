//! `renmai log`: one line into somebody's log.
//!
//! With several people the entry stands in the first one's file and names the
//! others in `[with:: …]`: it is written once and counts for all of them.

use super::desk::Desk;
use super::editor::{self, Edited};
use super::failure::{Exit, Failure};
use super::terminal::{Terminal, harmless};
use super::whom;
use super::writing::{self, Stop, Target};
use crate::cli::{Log, Reached};
use jiff::civil::Date;
use renmai::edit::{Change, Page};

use renmai::edit::entry_words::{self, Said};
use renmai::edit::log::{NewEntry, add};
use renmai::message::Message;
use renmai::model::date::parse_day_prefix;
use renmai::model::interaction::By;
use renmai::model::{ContactIndex, Journal};
use serde_json::json;

/// Writes the entry, and says what it changed.
pub fn run(desk: &Desk, terminal: &mut Terminal, typed: &Log) -> Result<Exit, Failure> {
    let journal = &desk.loaded.journal;
    let mut people = match whom::all(desk, terminal, &typed.who)? {
        Ok(people) => people,
        Err(exit) => return Ok(exit),
    };
    for name in &typed.with {
        match whom::all(desk, terminal, name)? {
            Ok(more) => people.extend(more),
            Err(exit) => return Ok(exit),
        }
    }
    let Some(target) = people.first().and_then(|first| journal.contact(*first)).and_then(|contact| Target::of(desk, contact)) else {
        return Ok(Exit::Problems);
    };
    let on = writing::day(typed.on.as_deref(), desk.today)?;
    let said = said(typed, journal, &people);
    if said.text.trim().is_empty() && said.kind.is_none() && !typed.edit {
        return Err(Failure::Usage(Message::new("writing.log.nothing-said").with("who", typed.who.as_str())));
    }
    let words = entry_words::words(&said).map_err(|refusal| writing::refused(&target.typed, refusal))?;
    let entry = NewEntry { on, words };
    if !typed.edit {
        return write(desk, terminal, typed, &target, &[entry], &people);
    }
    let template = format!("- {} {}\n\n<!-- {} -->\n", entry.on, entry.words, terminal.word(&Message::new("writing.log.template")));
    let edited = editor::edit_text(&desk.places.content, &template)?;
    let entries = entries(&edited.text, on);
    if entries.is_empty() {
        terminal.talk(&Message::new("writing.log.left-empty"))?;
        return Ok(Exit::Done);
    }
    write(desk, terminal, typed, &target, &entries, &people).map_err(|failure| kept(terminal, edited, failure))
}

/// What was typed in the editor is not lost with the command.
fn kept(terminal: &mut Terminal, edited: Edited, failure: Failure) -> Failure {
    let Some(path) = edited.keep() else { return failure };
    // When not even this can be said, the failure itself still is.
    let _ = terminal.insist(&Message::new("writing.log.kept").with("path", path.display().to_string()));
    failure
}

fn write(
    desk: &Desk,
    terminal: &mut Terminal,
    typed: &Log,
    target: &Target,
    entries: &[NewEntry],
    people: &[ContactIndex],
) -> Result<Exit, Failure> {
    let language = desk.loaded.journal.settings.first_language();
    let (old, new, places) = target.change(typed.dry_run, |page| {
        let mut places = Vec::with_capacity(entries.len());
        let mut now: Option<Page> = None;
        for entry in entries {
            let added = add(now.as_ref().unwrap_or(page), entry, language)?;
            places.push(added.change);
            now = Some(added.page);
        }
        now.map(|page| (page, places)).ok_or(Stop::Refused(renmai::edit::Refusal::NotAsMeant))
    })?;
    if typed.json {
        let entry = |(entry, change): (&NewEntry, &Change)| {
            let at = change.range.start + leading_breaks(&change.text);
            json!({ "date": entry.on.to_string(), "line": new.line_of(at), "text": change.text.trim() })
        };
        let value = json!({
            "written": !typed.dry_run,
            "file": target.name.as_ref(),
            "entries": entries.iter().zip(&places).map(entry).collect::<Vec<_>>(),
            "people": writing::rhythm_json(desk, target, &new, people),
        });
        return terminal.data(&format!("{value:#}")).map(|()| Exit::Done);
    }
    if typed.dry_run {
        target.show_difference(terminal, old.text(), new.text())?;
        terminal.talk(&Message::new("writing.nothing-written"))?;
        return Ok(Exit::Done);
    }
    for change in &places {
        let blank = leading_breaks(&change.text);
        let place = if let [_] = places.as_slice() {
            format!("{}:{}", target.typed, new.line_of(change.range.start + blank))
        } else {
            target.typed.clone()
        };
        terminal.data(&place)?;
        change
            .text
            .trim()
            .lines()
            .filter(|line| !line.trim().is_empty())
            .try_for_each(|line| terminal.data(&format!("+ {}", harmless(line))))?;
    }
    if entries.iter().all(|entry| entry.on > desk.today) {
        return terminal.talk(&Message::new("writing.log.planned")).map(|()| Exit::Done);
    }
    writing::say_rhythm(desk, terminal, target, &new, people)?;
    Ok(Exit::Done)
}

/// Bytes of the empty lines a change begins with.
fn leading_breaks(text: &str) -> usize {
    text.len() - text.trim_start_matches(['\r', '\n']).len()
}

fn said(typed: &Log, journal: &Journal, people: &[ContactIndex]) -> Said {
    let mut with: Vec<String> = Vec::new();
    for link in people.iter().skip(1).map(|index| whom::link(journal, *index)) {
        if !with.contains(&link) {
            with.push(link);
        }
    }
    let mut fields: Vec<(&'static str, String)> = Vec::new();
    for (key, values) in [("gave", &typed.gave), ("got", &typed.got)] {
        fields.extend(values.iter().map(|value| (key, value.clone())));
    }
    for (key, value) in [("ask", &typed.ask), ("felt", &typed.felt), ("depth", &typed.depth), ("reply", &typed.reply)] {
        fields.extend(value.iter().map(|value| (key, value.clone())));
    }
    let by = typed.by.map(|by| match by {
        Reached::Me => By::Me,
        Reached::Them => By::Them,
        Reached::Both => By::Both,
    });
    Said { text: typed.text.join(" "), by, kind: typed.kind.clone(), with, fields }
}

/// The entries of an edited text: each line that begins with a day is one, what
/// follows it belongs to it. A first line without a day is of the day `on`.
fn entries(text: &str, on: Date) -> Vec<NewEntry> {
    let mut entries: Vec<NewEntry> = Vec::new();
    let mut in_comment = false;
    for line in text.trim_start_matches('\u{feff}').lines().map(str::trim) {
        in_comment = in_comment || line.starts_with("<!--");
        if in_comment || line.is_empty() {
            in_comment = in_comment && !line.ends_with("-->");
            continue;
        }
        let bare = line.strip_prefix("- ").unwrap_or(line).trim();
        match (parse_day_prefix(bare), entries.last_mut()) {
            (Some((day, length)), _) => entries.push(NewEntry { on: day, words: bare.get(length..).unwrap_or("").trim().to_owned() }),
            (None, Some(entry)) => entry.words.push_str(&format!("\n{line}")),
            (None, None) => entries.push(NewEntry { on, words: bare.to_owned() }),
        }
    }
    entries.retain(|entry| !entry.words.is_empty());
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn lines_with_a_day_are_entries() {
        let on = date(2026, 11, 24);
        let read = |text: &str| entries(text, on).into_iter().map(|entry| format!("{} {}", entry.on, entry.words)).collect::<Vec<_>>();
        assert_eq!(
            read("- 2026-11-24 call\n  she moves\n\n- 2026-11-20 → tea\n<!-- one\ntwo -->\n"),
            ["2026-11-24 call\nshe moves", "2026-11-20 → tea"]
        );
        assert_eq!(read("call"), ["2026-11-24 call"]);
        assert_eq!(read("- 2026-11-24 \n\n<!-- x -->"), [""; 0]);
    }
}
