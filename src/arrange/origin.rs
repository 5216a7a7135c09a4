//! Fingerprints of what pages about one person are made from, taken from the files and not from
//! the pages: a build makes the views of those alone whom an edit may concern.
//!
//! Three parts. What is *everybody's*: the day, the settings, me, guides and plans, and the addresses pages
//! share. What is a person's *own*: their file, what others say of them, and whom the names in both were found to
//! mean; their figures follow from these. And the own of everyone their pages name. Rather too much than too little:
//! a fingerprint that is another costs the making of a view, one that is wrongly the same would leave a page stale.
//! So whatever a page about a person reads is counted here, and every debug build makes the pages it
//! keeps all the same and compares them.

mod calendar;

use jiff::civil::Date;
use rayon::prelude::*;

use super::route::Route;
use super::site::Site;
use crate::digest::Digest;
use crate::model::article::{Body, LinkTarget};
use crate::model::contact::Related;
use crate::model::{Contact, ContactIndex};
use crate::source::FileId;

/// Every person's fingerprints.
#[derive(Debug)]
pub(super) struct Origins {
    /// What everybody's pages are made from.
    everybody: u64,
    /// What is nobody else's, in the order of the contacts.
    own: Vec<u64>,
    /// All that a person's pages are made from, in the same order.
    whole: Vec<u64>,
    /// What all rows of lists share beside.
    rows: u64,
}

/// Files with their fingerprints, in the order of their ids.
struct Files(Vec<(FileId, u64)>);

impl Files {
    fn of(&self, file: FileId) -> u64 {
        self.0.binary_search_by_key(&file, |(known, _)| *known).ok().and_then(|place| self.0.get(place)).map_or(0, |(_, digest)| *digest)
    }
}

impl Site<'_> {
    /// Finds out what pages are made from, for whoever keeps those that stand already. Nobody else asks.
    #[must_use]
    pub fn with_origins(mut self) -> Self {
        self.origins = Some(self.find_origins());
        self
    }

    /// Fingerprint of what a page is made from; none where that is more than one person and those they know, or
    /// where nobody found it out.
    #[must_use]
    pub fn origin(&self, route: Route) -> Option<u64> {
        match route {
            Route::Profile(who) | Route::Card(who) | Route::Log(who) => self.origin_of(who),
            _ => None,
        }
    }

    /// Fingerprint of somebody's row on lists; none where nobody found it out.
    #[must_use]
    pub fn origin_of_row(&self, who: ContactIndex) -> Option<u64> {
        let mut all = Digest::default();
        all.number(self.origins.as_ref()?.rows);
        all.number(self.origin_of(who)?);
        Some(all.end())
    }

    /// Fingerprint of a part of the notes to search; none where nobody found it out.
    #[must_use]
    pub fn origin_of_notes(&self, part: usize) -> Option<u64> {
        let origins = self.origins.as_ref()?;
        let mut all = Digest::default();
        all.number(origins.everybody);
        all.number(part as u64);
        all.number(self.notes_parts() as u64);
        for (_, who) in self.in_notes_part(part) {
            all.number(of_person(&origins.own, who));
            // Of other people it matters only whose entry one is that several share.
            let Some(contact) = self.journal.contact(who) else { continue };
            for entry in contact.interactions.iter().filter(|entry| !entry.named.is_empty()) {
                all.number(u64::from(self.came_before(contact, entry)));
            }
        }
        Some(all.end())
    }

    fn origin_of(&self, who: ContactIndex) -> Option<u64> {
        self.origins.as_ref().map(|origins| of_person(&origins.whole, who))
    }

    /// Everyone somebody's pages name, each once.
    fn named_by(&self, who: ContactIndex, contact: &Contact) -> Vec<ContactIndex> {
        let mut named: Vec<ContactIndex> = contact.met_through.into_iter().collect();
        named.extend(&contact.introduced);
        named.extend(contact.related.iter().map(|related| related.to));
        named.extend(contact.interactions.iter().flat_map(|entry| entry.named.iter()));
        named.extend(self.introductions_of(who).map(|introduction| if introduction.a == who { introduction.b } else { introduction.a }));
        named.sort_unstable();
        named.dedup();
        named
    }

    fn find_origins(&self) -> Origins {
        let files: Vec<_> = self.sources.iter().collect();
        let files = Files(files.into_par_iter().map(|(id, _)| (id, self.file_origin(id))).collect());
        let people: Vec<_> = self.journal.iter().collect();
        let own: Vec<u64> = people.par_iter().map(|(who, contact)| self.own(*who, contact, &files)).collect();
        let everybody = self.everybodys(&files);
        let whole = people.par_iter().map(|(who, contact)| {
            let mut all = Digest::default();
            all.number(everybody);
            for person in std::iter::once(*who).chain(self.named_by(*who, contact)) {
                all.number(of_person(&own, person));
            }
            all.end()
        });
        Origins { everybody, whole: whole.collect(), own, rows: self.origin_of_all_rows() }
    }

    /// A file's path and text, and where its links lead.
    fn file_origin(&self, id: FileId) -> u64 {
        let mut all = Digest::default();
        if let Some(file) = self.sources.file(id) {
            all.bytes(file.path.as_bytes());
            all.number(u64::from(file.in_content));
            all.bytes(file.text.as_bytes());
        }
        if let Some(Body { links, .. }) = self.body_of(id) {
            for (written, target) in links {
                all.bytes(written.as_bytes());
                match target {
                    LinkTarget::Contact(who) => self.count_person(*who, &mut all),
                    LinkTarget::Article(place) => all.bytes(self.article_href(*place).as_bytes()),
                }
            }
        }
        all.end()
    }

    fn everybodys(&self, files: &Files) -> u64 {
        let mut all = Digest::default();
        count_day(self.today(), &mut all);
        // People's files and dated notes count where they are read.
        for (id, digest) in &files.0 {
            if self.body_of(*id).is_none() {
                all.number(*digest);
            }
        }
        for path in &self.journal.attachments {
            all.bytes(path.as_bytes());
        }
        for place in 0..self.journal.articles.len() {
            all.bytes(self.article_href(place).as_bytes());
        }
        for tag in &self.tags {
            all.bytes(tag.name.as_bytes());
            all.bytes(tag.slug.as_bytes());
        }
        for circle in (0..self.journal.settings.circles.len()).map(Some).chain([None]) {
            all.bytes(self.circle_href(circle).as_bytes());
        }
        for route in self.single_pages() {
            all.bytes(self.path(route).as_bytes());
        }
        for (zone, minutes) in &self.clocks {
            all.bytes(zone.as_bytes());
            all.bytes(&minutes.to_le_bytes());
        }
        all.end()
    }

    fn own(&self, who: ContactIndex, contact: &Contact, files: &Files) -> u64 {
        // Taken apart, so that whatever is added to a contact is thought of here. The profile and the reading, tasks,
        // entries without a day and the body are the file's text; the circle is that and the settings; a rank is told
        // by the names of those who are compared.
        let Contact {
            id,
            file,
            profile: _,
            reading: _,
            rank: _,
            circle: _,
            met_through,
            introduced,
            related,
            interactions,
            undated: _,
            tasks: _,
            body: _,
        } = contact;
        let mut all = Digest::default();
        all.bytes(id.as_bytes());
        all.bytes(self.slug(who).as_bytes());
        all.number(files.of(*file));
        self.count_people(met_through.iter(), &mut all);
        self.count_people(introduced.iter(), &mut all);
        self.count_people(related.iter().map(|Related { to, .. }| to), &mut all);
        for Related { to: _, label, written_here } in related {
            all.bytes(label.as_bytes());
            all.number(u64::from(*written_here));
        }
        for entry in interactions {
            // What an entry says stands in its file; which of them are this person's, and who else is meant, does not.
            all.number(if entry.at.file == *file { 0 } else { files.of(entry.at.file) });
            all.number(u64::from(entry.at.start) << 32 | u64::from(entry.at.end));
            if !entry.named.is_empty() {
                self.count_people(entry.named.iter(), &mut all);
            }
        }
        for reminder in self.reminders_of(who) {
            all.bytes(reminder.key.as_bytes());
            count_day(reminder.on, &mut all);
            all.number(files.of(reminder.at.file));
        }
        for introduction in self.introductions_of(who) {
            self.count_people([&introduction.a, &introduction.b].into_iter(), &mut all);
            all.bytes(introduction.need.as_bytes());
            all.bytes(introduction.strength.as_bytes());
        }
        all.end()
    }

    fn origin_of_all_rows(&self) -> u64 {
        let mut all = Digest::default();
        all.number(u64::from(self.is_one_page()));
        for (tag, _) in self.chip_tags() {
            all.number(*tag as u64);
        }
        all.end()
    }

    fn count_people<'a>(&self, people: impl ExactSizeIterator<Item = &'a ContactIndex>, all: &mut Digest) {
        all.number(people.len() as u64);
        people.for_each(|who| self.count_person(*who, all));
    }

    /// A person as another's pages mean them: by their address, not by a place that moves with every new file.
    fn count_person(&self, who: ContactIndex, all: &mut Digest) {
        all.bytes(self.slug(who).as_bytes());
    }
}

fn of_person(fingerprints: &[u64], who: ContactIndex) -> u64 {
    fingerprints.get(who.0 as usize).copied().unwrap_or_default()
}

fn count_day(day: Date, all: &mut Digest) {
    let [month, on] = [day.month(), day.day()].map(i64::from);
    all.number(((i64::from(day.year()) * 16 + month) * 32 + on).cast_unsigned());
}
