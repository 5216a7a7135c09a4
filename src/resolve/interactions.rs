//! What counts on whose page: own entries, entries shared by others, mentions in notes.
//!
//! For one person and day, entries in the person's own file each count; of entries
//! from elsewhere one counts (the deepest, then the first by path and line), and
//! only on days with no own entry. Future entries follow the same rule.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::contacts::index;
use super::names::{Found, Names};
use crate::diagnostics::{Code, Diagnostic};
use crate::message::Argument;
use crate::model::contact::ContactIndex;
use crate::model::few::Few;
use crate::model::interaction::{Depth, Interaction, Origin};
use crate::parse::Draft;
use crate::parse::draft::Detail;
use crate::parse::entry::{Entry, WithName};
use crate::source::{FileId, Sources, Span, Spanned};

/// Every person's entries: those of their own file, and those that others' files and
/// notes put on their page. [`counted`] makes one list of the two.
pub(super) fn interactions(
    people: &mut [Draft],
    notes: &[Draft],
    names: &Names,
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
) -> (Vec<Vec<Interaction>>, Vec<Vec<Interaction>>) {
    let files: Vec<FileId> = people.iter().map(|draft| draft.file).collect();
    let mut elsewhere: Vec<Vec<Interaction>> = people.iter().map(|_| Vec::new()).collect();
    let read = people.par_iter_mut().enumerate().map(|(place, draft)| {
        let mut lookup = Lookup { names, files: &files, sources, diagnostics: Vec::new() };
        (of_person(index(place), draft, &mut lookup), lookup.diagnostics)
    });
    let read: Vec<_> = read.collect();
    let mut own = Vec::with_capacity(read.len());
    for (person, problems) in read {
        own.push(person.own);
        put(person.shared, &mut elsewhere);
        diagnostics.extend(problems);
    }
    let mut lookup = Lookup { names, files: &files, sources, diagnostics: Vec::new() };
    for draft in notes {
        mentions(draft, &mut lookup, &mut elsewhere);
    }
    diagnostics.append(&mut lookup.diagnostics);
    (own, elsewhere)
}

/// What one person's log comes to.
pub(super) struct Entries {
    /// What counts for themselves.
    pub(super) own: Vec<Interaction>,
    /// What stands on others' pages too, and on whose.
    pub(super) shared: Vec<(ContactIndex, Interaction)>,
}

/// Puts shared entries on the pages they belong to.
pub(super) fn put(shared: Vec<(ContactIndex, Interaction)>, elsewhere: &mut [Vec<Interaction>]) {
    for (other, entry) in shared {
        if let Some(list) = elsewhere.get_mut(other.0 as usize) {
            list.push(entry);
        }
    }
}

/// A person's own entries, taken out of the draft: there are very many of them, and twice is
/// too much.
pub(super) fn of_person(me: ContactIndex, draft: &mut Draft, lookup: &mut Lookup<'_>) -> Entries {
    let mut shared = Vec::new();
    let Detail::Person(_, log) = &mut draft.detail else { return Entries { own: Vec::new(), shared } };
    let entries = std::mem::take(&mut log.entries);
    let mut own = Vec::with_capacity(entries.len());
    for entry in entries {
        let named = lookup.everybody(&entry.entry, &draft.path, me);
        let others = lookup.shared(&entry.entry, &draft.path, me);
        let depth = entry.entry.depth.unwrap_or_else(|| entry.entry.kind().default_depth());
        let whole = interaction(entry.entry, entry.on, depth, named.into(), Origin::Own, entry.at);
        for other in others {
            let named = std::iter::once(me).chain(whole.named.iter().copied().filter(|who| *who != other)).collect();
            shared.push((other, without_personal(&whole, named, Origin::Shared)));
        }
        own.push(whole);
    }
    Entries { own, shared }
}

/// Puts each line of a note on the pages of the people it mentions.
fn mentions(draft: &Draft, lookup: &mut Lookup<'_>, elsewhere: &mut [Vec<Interaction>]) {
    let Detail::Journal(day, lines) = &draft.detail else { return };
    for line in lines {
        let mut people = lookup.find_all(&line.entry.links, &draft.path);
        for person in lookup.with(&line.entry, &draft.path) {
            push_once(&mut people, person);
        }
        if people.len() > 1 && line.entry.has_personal_fields {
            lookup.diagnostics.push(Diagnostic::new(Code::SharedFields, line.at));
        }
        let Some(on) = line.on.or(*day) else { continue };
        let whole = interaction(line.entry.clone(), on, line.depth, Few::new(), Origin::Mention, line.at);
        for person in &people {
            let named = people.iter().copied().filter(|other| other != person).collect();
            let mention =
                if people.len() == 1 { Interaction { named, ..whole.clone() } } else { without_personal(&whole, named, Origin::Mention) };
            if let Some(list) = elsewhere.get_mut(person.0 as usize) {
                list.push(mention);
            }
        }
    }
}

fn interaction(entry: Entry, on: jiff::civil::Date, depth: Depth, named: Few<ContactIndex>, origin: Origin, at: Span) -> Interaction {
    Interaction {
        on,
        by: entry.by,
        kind: entry.kind(),
        depth,
        text: entry.text,
        gave: entry.gave,
        got: entry.got,
        ask: entry.ask,
        felt: entry.felt,
        reply: entry.reply,
        tags: entry.tags,
        named,
        origin,
        at,
    }
}

/// The same contact on somebody else's page: gave, got, ask, felt and reply stay
/// with the person in whose file they stand.
fn without_personal(whole: &Interaction, named: Few<ContactIndex>, origin: Origin) -> Interaction {
    Interaction {
        gave: Few::new(),
        got: Few::new(),
        ask: None,
        felt: None,
        reply: None,
        tags: whole.tags.clone(),
        text: whole.text.clone(),
        named,
        origin,
        ..*whole
    }
}

/// Own entries, and for days without one the deepest from elsewhere; newest first.
pub(super) fn counted(own: Vec<Interaction>, mut elsewhere: Vec<Interaction>) -> Vec<Interaction> {
    // Spans compare by file, and files stand in the order of their paths.
    elsewhere.sort_by_key(|entry| (entry.on, std::cmp::Reverse(entry.depth), entry.at));
    elsewhere.dedup_by_key(|entry| entry.on);
    let own_days: BTreeSet<jiff::civil::Date> = own.iter().map(|entry| entry.on).collect();
    elsewhere.retain(|entry| !own_days.contains(&entry.on));
    let mut all = own;
    // A million entries: room for more that never come would be a third of them.
    all.reserve_exact(elsewhere.len());
    all.append(&mut elsewhere);
    all.sort_by_key(|entry| (std::cmp::Reverse(entry.on), entry.at));
    all
}

/// Looks names up and reports the ambiguous ones.
pub(super) struct Lookup<'a> {
    pub(super) names: &'a Names,
    /// Everybody's file, in the order of the people.
    pub(super) files: &'a [FileId],
    pub(super) sources: &'a Sources,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Lookup<'_> {
    fn find(&mut self, written: &str, at: Span, from: &str) -> Option<ContactIndex> {
        match self.names.find(written, from) {
            Found::One(person) => Some(person),
            Found::Nobody => None,
            Found::Several(several) => {
                let files = several.iter().filter_map(|who| self.files.get(who.0 as usize));
                let files: Vec<Argument> = files.map(|file| Argument::from(self.sources.path(*file))).collect();
                self.diagnostics.push(Diagnostic::new(Code::AmbiguousLink, at).with("name", written).with("people", files));
                None
            }
        }
    }

    fn find_all(&mut self, written: &[Spanned<String>], from: &str) -> Vec<ContactIndex> {
        let mut people = Vec::new();
        for name in written {
            if let Some(person) = self.find(&name.value, name.at, from) {
                push_once(&mut people, person);
            }
        }
        people
    }

    /// The people of `[with:: …]`. Words are one name if somebody has it, else
    /// several joined by `and`, `和`, `与`, `跟`.
    fn with(&mut self, entry: &Entry, from: &str) -> Vec<ContactIndex> {
        let mut people = Vec::new();
        for name in &entry.with {
            match &name.value {
                WithName::Link(written) => {
                    if let Some(person) = self.find(written, name.at, from) {
                        push_once(&mut people, person);
                    }
                }
                WithName::Words(words) => {
                    let whole = self.names.find(words, from) != Found::Nobody;
                    let parts: Vec<&str> = if whole { vec![words.as_str()] } else { split_names(words) };
                    for part in parts {
                        if let Some(person) = self.find(part, name.at, from) {
                            push_once(&mut people, person);
                        }
                    }
                }
            }
        }
        people
    }

    /// The people an entry is shared with.
    fn shared(&mut self, entry: &Entry, from: &str, me: ContactIndex) -> Vec<ContactIndex> {
        let mut people = self.find_all(&entry.run, from);
        for person in self.with(entry, from) {
            push_once(&mut people, person);
        }
        people.retain(|person| *person != me);
        people
    }

    /// Everybody an entry names anywhere.
    fn everybody(&mut self, entry: &Entry, from: &str, me: ContactIndex) -> Vec<ContactIndex> {
        let mut people = self.find_all(&entry.links, from);
        for person in self.find_all(&entry.field_links, from).into_iter().chain(self.with(entry, from)) {
            push_once(&mut people, person);
        }
        people.retain(|person| *person != me);
        people
    }
}

fn push_once(people: &mut Vec<ContactIndex>, person: ContactIndex) {
    if !people.contains(&person) {
        people.push(person);
    }
}

fn split_names(words: &str) -> Vec<&str> {
    words.split(" and ").flat_map(|part| part.split(['和', '与', '跟'])).map(str::trim).filter(|part| !part.is_empty()).collect()
}
