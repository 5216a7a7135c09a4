//! What the calendar file is made from: of everybody's files only what has a day of its own, so
//! that a talk written down, or another employer, leaves ten years of days as they stand.

use std::hash::{Hash, Hasher};

use rayon::prelude::*;

use super::of_person;
use crate::arrange::site::Site;
use crate::digest::Digest;
use crate::model::contact::{Met, Profile, Project, Relative, YearlyDay};
use crate::model::money::MoneyEntry;
use crate::model::{Contact, Task, TaskState};

impl Site<'_> {
    /// Fingerprint of what the calendar file is made from, whatever its language; none where nobody found it out.
    #[must_use]
    pub fn origin_of_calendar(&self) -> Option<u64> {
        let mut all = Digest::default();
        all.number(self.origins.as_ref()?.everybody);
        let people: Vec<u64> = self.journal.contacts.par_iter().map(|contact| self.days_of(contact)).collect();
        for person in &people {
            all.number(*person);
        }
        for note in &self.journal.notes {
            let mut facts = Facts::default();
            note.title.hash(&mut facts);
            tasks(&note.tasks, &mut facts);
            all.number(facts.finish());
        }
        for person in self.insights.week.people.iter().filter(|person| !person.done) {
            all.number(of_person(&people, person.who));
        }
        Some(all.end())
    }

    /// All of a person that the calendar file may say.
    fn days_of(&self, contact: &Contact) -> u64 {
        // Taken apart, so that whatever is added is thought of here.
        let Contact {
            id,
            file: _,
            profile,
            reading: _,
            rank: _,
            circle,
            met_through,
            introduced: _,
            related: _,
            interactions,
            undated: _,
            tasks: own,
            body: _,
        } = contact;
        let mut facts = Facts::default();
        id.hash(&mut facts);
        circle.hash(&mut facts);
        met_through.and_then(|who| self.journal.contact(who)).map(Contact::name).hash(&mut facts);
        profile_days(profile, &mut facts);
        tasks(own, &mut facts);
        for entry in interactions {
            if entry.on > self.today() {
                // Whoever comes to one meeting has the same lines; where in the file they stand says nothing.
                let file = self.sources.file(entry.at.file).map(|file| &file.path);
                (entry.on, entry.kind.name(), &entry.text, file).hash(&mut facts);
                for who in &entry.named {
                    self.slug(*who).hash(&mut facts);
                }
            } else if let Some(gift) = entry.gave.first() {
                (entry.on, &gift.text).hash(&mut facts);
            }
        }
        facts.finish()
    }
}

fn profile_days(profile: &Profile, facts: &mut Facts) {
    let Profile {
        name,
        written_reading,
        status,
        birthday,
        lunar_birthday,
        met: Met { on: met_on, place, through: _, text: _, at: _ },
        family,
        projects,
        dates,
        festivals,
        money,
        aliases: _,
        description: _,
        tags: _,
        publish_date: _,
        circle: _,
        cadence_days: _,
        snooze_until: _,
        died: _,
        org: _,
        role: _,
        location: _,
        timezone: _,
        best_time: _,
        languages: _,
        channels: _,
        interests: _,
        strengths: _,
        needs: _,
        avoid: _,
        needs_really: _,
        relations: _,
        last_contact: _,
        dismissed: _,
        photo: _,
        redact: _,
        facts: _,
    } = profile;
    (name, written_reading, status.name(), met_on, place).hash(facts);
    birthday.as_ref().map(|day| day.value).hash(facts);
    lunar_birthday.as_ref().map(|day| day.value).hash(facts);
    for Relative { name, relation, birthday, at: _ } in family {
        (name, relation, birthday).hash(facts);
    }
    for Project { name, checked: _, next, at: _ } in projects {
        (name, next).hash(facts);
    }
    for YearlyDay { label, on, at: _ } in dates {
        (label, on).hash(facts);
    }
    for festival in festivals.iter().flatten() {
        festival.value.hash(facts);
    }
    for MoneyEntry { on, moved, amount, currency, due, written, at: _ } in money {
        (on, moved, amount.0, currency, due, written).hash(facts);
    }
    // Where one list ends and the next begins.
    (family.len(), projects.len(), dates.len(), festivals.as_ref().map(Vec::len), money.len()).hash(facts);
}

/// Open tasks that have a day.
fn tasks(tasks: &[Task], facts: &mut Facts) {
    for task in tasks.iter().filter(|task| task.state == TaskState::Open) {
        if let Some(day) = task.day() {
            (day, &task.text, task.promise_by, task.assessment).hash(facts);
        }
    }
}

/// Takes facts into a fingerprint.
#[derive(Default)]
struct Facts(Digest);

impl Hasher for Facts {
    fn finish(&self) -> u64 {
        self.0.end()
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.bytes(bytes);
    }

    fn write_u8(&mut self, number: u8) {
        self.0.number(number.into());
    }

    fn write_u16(&mut self, number: u16) {
        self.0.number(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.0.number(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.0.number(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.0.number(number as u64);
    }
}
