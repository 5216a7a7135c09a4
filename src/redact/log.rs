//! Log entries and mentions: day, arrow, kind, fields and weights kept, words gone.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::mask::Mask;
use super::people::People;
use crate::model::interaction::{By, Gift, Interaction, Kind, Origin};
use crate::model::{ContactIndex, Journal};
use crate::source::Span;

/// Who shares which entry.
pub(super) struct Shared {
    by_entry: BTreeMap<Span, Vec<ContactIndex>>,
}

impl Shared {
    /// Gathers the people on whose page an entry of another's log counts.
    pub(super) fn of(journal: &Journal, people: &People) -> Self {
        let mut by_entry: BTreeMap<Span, Vec<ContactIndex>> = BTreeMap::new();
        for (who, contact) in journal.iter().filter(|(who, _)| people.get(*who).is_some()) {
            for entry in contact.interactions.iter().filter(|entry| entry.origin == Origin::Shared) {
                by_entry.entry(entry.at).or_default().push(who);
            }
        }
        Self { by_entry }
    }

    fn of_entry(&self, entry: &Interaction) -> &[ContactIndex] {
        self.by_entry.get(&entry.at).map_or(&[], Vec::as_slice)
    }
}

/// A person's log, with those of their own entries that count.
pub(super) fn log(text: &mut String, entries: &[Interaction], people: &People, shared: &Shared, mask: &mut Mask) {
    let mut own = entries.iter().filter(|entry| entry.origin == Origin::Own).peekable();
    if own.peek().is_none() {
        return;
    }
    text.push_str("\n# Log\n\n");
    for entry in own {
        let with = shared.of_entry(entry);
        let others: Vec<ContactIndex> = entry.named.iter().copied().filter(|who| !with.contains(who)).collect();
        let (with, others) = (people.links(with), people.links(&others));
        let _ = write!(text, "- {} {}", entry.on, beginning(entry));
        if !with.is_empty() {
            let _ = write!(text, "with {with} ");
        }
        text.push_str(&words(entry, mask));
        if !others.is_empty() {
            let _ = write!(text, " · {others}");
        }
        fields(text, entry, mask);
        text.push('\n');
    }
}

/// Notes that hold what counts on somebody's page and stands in nobody's file: mentions, and
/// entries shared by people who are left out. One a file and day, in the order of the files.
pub(super) fn notes(journal: &Journal, people: &People, mask: &mut Mask) -> Vec<(String, String)> {
    let mut owners = BTreeMap::new();
    for (who, contact) in journal.iter() {
        owners.extend(contact.interactions.iter().filter(|entry| entry.origin == Origin::Own).map(|entry| (entry.at, who)));
    }
    let has_home = |entry: &Interaction| owners.get(&entry.at).is_some_and(|owner| people.get(*owner).is_some());
    let mut lines: BTreeMap<(Span, jiff::civil::Date), (&Interaction, Vec<ContactIndex>)> = BTreeMap::new();
    for (who, contact) in journal.iter().filter(|(who, _)| people.get(*who).is_some()) {
        for entry in contact.interactions.iter().filter(|entry| entry.origin != Origin::Own && !has_home(entry)) {
            let (_, named) = lines.entry((entry.at, entry.on)).or_insert_with(|| (entry, Vec::new()));
            for person in std::iter::once(who).chain(entry.named.iter().copied()) {
                // Somebody named in a shared entry is no mention of theirs.
                if !named.contains(&person) && (person == who || entry.origin == Origin::Mention) {
                    named.push(person);
                }
            }
        }
    }
    let mut notes: BTreeMap<_, String> = BTreeMap::new();
    for ((at, on), (entry, named)) in lines {
        let note = notes.entry((at.file, on)).or_insert_with(|| format!("---\ntype: journal\ndate: {on}\n---\n\n"));
        let _ = write!(note, "- {}{} {}", beginning(entry), words(entry, mask), people.links(&named));
        fields(note, entry, mask);
        // A mention with no mark at all is a touch; with any it is what its kind says.
        note.push('\n');
    }
    notes.into_values().enumerate().map(|(place, text)| (format!("journal/note-{:04}.md", place + 1), text)).collect()
}

fn beginning(entry: &Interaction) -> String {
    let arrow = match entry.by {
        By::Me => "→ ",
        By::Them => "← ",
        By::Both => "↔ ",
        By::Unknown => "",
    };
    let kind = if entry.kind == Kind::Note { String::new() } else { format!("{}: ", entry.kind.name()) };
    format!("{arrow}{kind}")
}

fn words(entry: &Interaction, mask: &mut Mask) -> String {
    let mut words = mask.text(&entry.text);
    for tag in &entry.tags {
        let _ = write!(words, " #{}", mask.tag(tag));
    }
    words
}

fn fields(text: &mut String, entry: &Interaction, mask: &mut Mask) {
    for (key, gifts) in [("gave", &entry.gave), ("got", &entry.got)] {
        for gift in gifts {
            let _ = write!(text, " [{key}:: {} {}]", weight(gift), mask.text(&gift.text));
        }
    }
    let one = [
        ("ask", entry.ask.map(crate::model::interaction::Side::name)),
        ("felt", entry.felt.map(crate::model::interaction::Feeling::name)),
        ("reply", entry.reply.map(crate::model::interaction::Side::name)),
        // Always written: a bare mention would otherwise be a mere touch.
        ("depth", Some(entry.depth.name())),
    ];
    for (key, value) in one {
        if let Some(value) = value {
            let _ = write!(text, " [{key}:: {value}]");
        }
    }
}

fn weight(gift: &Gift) -> &'static str {
    match gift.weight {
        Gift::LARGE => "large",
        Gift::MEDIUM => "medium",
        _ => "small",
    }
}
