//! What ties the files of a journal together, kept so that one person's file can be
//! brought up to date without the others: what everybody is called, and what stands on
//! whose page from elsewhere.
//!
//! It holds for a file that says of its person's name and connections what it said
//! before ([`is_tied_alike`]); any other change is a matter of the whole journal.

use std::collections::BTreeSet;

use super::articles::{ArticleIds, Links};
use super::contacts::{contact, index};
use super::interactions::{Entries, Lookup, counted, of_person, put};
use super::names::Names;
use crate::diagnostics::Diagnostic;
use crate::model::interaction::{Interaction, Origin};
use crate::model::{ContactIndex, Journal};
use crate::parse::Draft;
use crate::parse::draft::Detail;
use crate::source::{FileId, Sources};

/// The ties of one journal.
#[derive(Debug, Default)]
pub struct Ties {
    names: Names,
    articles: ArticleIds,
    /// For everybody what others' files and notes say, as far as it is there at all:
    /// also what is not counted because another entry of the day is.
    elsewhere: Vec<Vec<Interaction>>,
}

impl Ties {
    pub(super) fn new(names: Names, articles: ArticleIds, elsewhere: Vec<Vec<Interaction>>) -> Self {
        Self { names, articles, elsewhere }
    }

    /// Puts what a person's file says now in the place of what it said: on their own page
    /// and on those of the people they share entries with. Gives back everybody whose
    /// page that is, and the problems of the file.
    pub fn renew(
        &mut self,
        journal: &mut Journal,
        who: ContactIndex,
        mut draft: Draft,
        sources: &Sources,
    ) -> (BTreeSet<ContactIndex>, Vec<Diagnostic>) {
        let file = draft.file;
        let mut concerned = self.concerned(file);
        for other in &concerned {
            if let Some(list) = self.elsewhere.get_mut(other.0 as usize) {
                list.retain(|entry| entry.at.file != file);
            }
        }
        let files: Vec<FileId> = journal.contacts.iter().map(|contact| contact.file).collect();
        let mut lookup = Lookup { names: &self.names, files: &files, sources, diagnostics: Vec::new() };
        let Entries { own, shared } = of_person(who, &mut draft, &mut lookup);
        let mut diagnostics = lookup.diagnostics;
        put(shared, &mut self.elsewhere);
        concerned.extend(self.concerned(file));
        let links = Links { names: &self.names, articles: &self.articles };
        if let Some(old) = journal.contacts.get_mut(who.0 as usize) {
            let made = contact(draft, std::mem::take(&mut old.id), own, &links, &journal.settings, &mut diagnostics);
            if let Some(mut new) = made {
                new.rank = old.rank;
                new.met_through = old.met_through;
                new.introduced = std::mem::take(&mut old.introduced);
                new.related = std::mem::take(&mut old.related);
                *old = new;
            }
        }
        concerned.insert(who);
        for person in &concerned {
            let place = person.0 as usize;
            if let (Some(contact), Some(elsewhere)) = (journal.contacts.get_mut(place), self.elsewhere.get(place)) {
                let mut own = std::mem::take(&mut contact.interactions);
                own.retain(|entry| entry.origin == Origin::Own);
                contact.interactions = counted(own, elsewhere.clone());
            }
        }
        (concerned, diagnostics)
    }

    /// On whose page something of this file stands.
    fn concerned(&self, file: FileId) -> BTreeSet<ContactIndex> {
        let concerned = self.elsewhere.iter().enumerate().filter(|(_, list)| list.iter().any(|entry| entry.at.file == file));
        concerned.map(|(place, _)| index(place)).collect()
    }
}

/// Whether two states of a file are of a person who is called and connected the same.
#[must_use]
pub fn is_tied_alike(old: &Draft, new: &Draft) -> bool {
    let (Detail::Person(old_profile, _), Detail::Person(new_profile, _)) = (&old.detail, &new.detail) else { return false };
    let (a, b) = (old_profile, new_profile);
    let relations = |profile: &crate::model::contact::Profile| {
        profile.relations.iter().map(|relation| (relation.to.value.clone(), relation.label.clone())).collect::<Vec<_>>()
    };
    let through = |profile: &crate::model::contact::Profile| profile.met.through.as_ref().map(|through| through.value.clone());
    old.path == new.path
        && (&a.name, &a.aliases, &a.written_reading) == (&b.name, &b.aliases, &b.written_reading)
        && relations(a) == relations(b)
        && through(a) == through(b)
}
