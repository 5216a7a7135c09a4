//! A person's file: what shapes figures and days, and counts of the rest.

use std::fmt::Write as _;

use super::log::{Shared, log};
use super::mask::Mask;
use super::people::{Known, People};
use super::settings::{circle_id, festival_id};
use super::tasks::tasks;
use super::texts::{phrases, tag_list};
use crate::model::calendar::LunarDate;
use crate::model::contact::{DayOfYear, Profile, Status};
use crate::model::{Contact, Journal};
use crate::parse::keys::{Key, key_of};
use crate::source::Spanned;

/// Writes the file of one person.
pub(super) fn person(journal: &Journal, contact: &Contact, known: &Known, people: &People, shared: &Shared, mask: &mut Mask) -> String {
    let mut text = format!("---\ntype: person\nname: \"{}\"\n", known.name);
    let mut writer = Writer { text: &mut text, journal, contact, people, mask };
    writer.agreed();
    writer.days();
    writer.lists();
    writer.others();
    text.push_str("---\n\n");
    tasks(&mut text, &contact.tasks, &contact.body, mask);
    log(&mut text, &contact.interactions, people, shared, mask);
    text
}

struct Writer<'a> {
    text: &'a mut String,
    journal: &'a Journal,
    contact: &'a Contact,
    people: &'a People,
    mask: &'a mut Mask,
}

impl Writer<'_> {
    fn profile(&self) -> &Profile {
        &self.contact.profile
    }

    /// Whether the person's own `redact` list leaves a key in.
    fn shows(&self, key: Key) -> bool {
        !self.profile().redact.iter().any(|written| key_of(written) == Some(key))
    }

    fn line(&mut self, key: &str, value: impl std::fmt::Display) {
        let _ = writeln!(self.text, "{key}: \"{value}\"");
    }

    /// Circle, rhythm, status.
    fn agreed(&mut self) {
        let contact = self.contact;
        let profile = &contact.profile;
        let circle = contact.circle.and_then(|place| self.journal.settings.circles.get(place));
        if let Some(circle) = circle.filter(|_| self.shows(Key::Circle)) {
            let id = circle_id(&circle.id, self.mask);
            self.line("circle", id);
        }
        if let Some(days) = profile.cadence_days.filter(|_| self.shows(Key::Cadence)) {
            self.line("cadence", days);
        }
        // One who has died stays so, whatever is left out: no nudge may come back.
        if profile.status != Status::Active {
            self.line("status", profile.status.name());
        }
        if let Some(until) = profile.snooze_until.as_ref().filter(|_| self.shows(Key::SnoozeUntil)) {
            self.line("snooze_until", until.value);
        }
        if self.shows(Key::Tags) {
            tag_list(self.text, &profile.tags, self.mask);
        }
    }

    /// Birthdays, yearly days, the days it began.
    fn days(&mut self) {
        let profile = &self.contact.profile;
        if let Some(day) = profile.birthday.as_ref().filter(|_| self.shows(Key::Birthday)) {
            self.line("birthday", day.value);
        }
        if let Some(day) = profile.lunar_birthday.as_ref().filter(|_| self.shows(Key::LunarBirthday)) {
            self.line("lunar_birthday", lunar(day.value));
        }
        if let Some(day) = profile.died.as_ref().filter(|_| self.shows(Key::Died)) {
            self.line("died", day.value);
        }
        if let Some(on) = profile.publish_date.filter(|_| self.shows(Key::PublishDate)) {
            self.line("publishDate", on);
        }
        if let Some(on) = profile.last_contact.as_ref().filter(|_| self.shows(Key::LastContact)) {
            self.line("last_contact", on.value);
        }
        if self.shows(Key::Met) {
            let on = profile.met.on.map(|on| format!("on: \"{on}\""));
            let through =
                self.contact.met_through.and_then(|who| self.people.get(who)).map(|known| format!("through: \"{}\"", known.link()));
            let met: Vec<String> = on.into_iter().chain(through).collect();
            if !met.is_empty() {
                let _ = writeln!(self.text, "met: {{{}}}", met.join(", "));
            }
        }
        if self.shows(Key::Dates) && !profile.dates.is_empty() {
            self.text.push_str("dates:\n");
            for day in &profile.dates {
                let (label, on) = (self.mask.text(&day.label), day_of_year(day.on));
                let _ = writeln!(self.text, "  - {{label: \"{label}\", {on}}}");
            }
        }
    }

    /// What there is to talk about, as counts.
    fn lists(&mut self) {
        let profile = &self.contact.profile;
        let lists: [(Key, &str, &[Spanned<String>]); 4] = [
            (Key::Interests, "interests", &profile.interests),
            (Key::Strengths, "strengths", &profile.strengths),
            (Key::Needs, "needs", &profile.needs),
            (Key::Avoid, "avoid", &profile.avoid),
        ];
        for (key, name, list) in lists {
            if self.shows(key) {
                phrases(self.text, name, list, self.mask);
            }
        }
        if self.shows(Key::NeedsReally) && !profile.needs_really.is_empty() {
            self.text.push_str("needs_really:\n");
            for need in &profile.needs_really {
                let (says, means) = (self.mask.text(&need.says), self.mask.text(&need.means));
                let _ = writeln!(self.text, "  - {{says: \"{says}\", means: \"{means}\"}}");
            }
        }
        if self.shows(Key::Projects) && !profile.projects.is_empty() {
            self.text.push_str("projects:\n");
            for project in &profile.projects {
                let _ = write!(self.text, "  - {{name: \"{}\"", self.mask.text(&project.name));
                for (key, day) in [("checked", project.checked), ("next", project.next)] {
                    let _ = day.map(|day| write!(self.text, ", {key}: {day}"));
                }
                self.text.push_str("}\n");
            }
        }
        if let Some(festivals) = profile.festivals.as_ref().filter(|_| self.shows(Key::Festivals)) {
            let settings = &self.journal.settings;
            let ids: Vec<String> = festivals.iter().filter_map(|id| festival_id(&id.value, settings, self.mask)).collect();
            let _ = writeln!(self.text, "festivals: [{}]", ids.join(", "));
        }
    }

    /// Family, relations, signs put aside.
    fn others(&mut self) {
        let contact = self.contact;
        let profile = &contact.profile;
        if self.shows(Key::Family) && !profile.family.is_empty() {
            self.text.push_str("family:\n");
            for relative in &profile.family {
                let _ = write!(self.text, "  - {{name: \"{}\"", self.mask.text(&relative.name));
                match relative.birthday {
                    Some(DayOfYear::Solar(day)) => _ = write!(self.text, ", birthday: \"{day}\""),
                    Some(DayOfYear::Lunar(day)) => _ = write!(self.text, ", lunar_birthday: \"{}\"", lunar(day)),
                    None => {}
                }
                self.text.push_str("}\n");
            }
        }
        if self.shows(Key::Relations) {
            let written: Vec<_> = contact.related.iter().filter(|related| related.written_here).collect();
            let links: Vec<String> = written
                .iter()
                .filter_map(|related| {
                    Some(format!("  - {{to: \"{}\", as: \"{}\"}}\n", self.people.get(related.to)?.link(), self.mask.text(&related.label)))
                })
                .collect();
            if !links.is_empty() {
                let _ = write!(self.text, "relations:\n{}", links.concat());
            }
        }
        if self.shows(Key::Dismissed) && !profile.dismissed.is_empty() {
            self.text.push_str("dismissed:\n");
            for dismissal in &profile.dismissed {
                // The reader lets only our own signs through.
                let _ = write!(self.text, "  - {{sign: {}", dismissal.sign);
                let _ = dismissal.on.map(|on| write!(self.text, ", on: {on}"));
                let _ = dismissal.why.as_ref().map(|why| write!(self.text, ", why: \"{}\"", self.mask.text(why)));
                self.text.push_str("}\n");
            }
        }
    }
}

fn day_of_year(day: DayOfYear) -> String {
    match day {
        DayOfYear::Solar(day) => format!("on: \"{day}\""),
        DayOfYear::Lunar(day) => format!("on: \"{}\", lunar: true", lunar(day)),
    }
}

/// A lunar day with its year, if it has one, as the reader reads it.
fn lunar(day: LunarDate) -> String {
    let year = day.year.map(|year| format!("{year}年")).unwrap_or_default();
    format!("{year}{}", day.on.han())
}
