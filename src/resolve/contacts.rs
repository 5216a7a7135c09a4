//! People: their ids, their circles, whom they are connected with.

use super::articles::{Links, body};
use super::names::{Called, Found, Names};
use crate::diagnostics::{Code, Diagnostic};
use crate::message::Argument;
use crate::model::contact::{Contact, ContactIndex, Profile, Related};
use crate::model::festivals::find_festival;
use crate::model::interaction::Interaction;
use crate::model::links::without_ending;
use crate::model::name::{Reading, SortKey, reading_of};
use crate::model::settings::Settings;
use crate::parse::Draft;
use crate::parse::decode::unlinked;
use crate::parse::draft::Detail;
use crate::source::{Sources, Span, Spanned};
use rayon::prelude::*;

/// The place of the n-th person.
pub(super) fn index(place: usize) -> ContactIndex {
    ContactIndex(u32::try_from(place).unwrap_or(u32::MAX))
}

/// Gives everybody an id and takes in what they are called by.
///
/// The id is the file's stem. Where two files share one, without regard to case,
/// the later path gets `FOLDER-STEM`, and a number where even that is taken.
pub(super) fn names(people: &[Draft], diagnostics: &mut Vec<Diagnostic>, sources: &Sources) -> (Names, Vec<String>) {
    // Spelt alike on every core; whose turn it is decides who gets a name that two have.
    let called = people.par_iter().map(|draft| {
        let Detail::Person(profile, _) = &draft.detail else { return Called::default() };
        let stem = draft.path.rsplit_once('/').map_or(draft.path.as_str(), |(_, stem)| stem);
        Called::new(stem, &draft.path, &profile.name, &profile.aliases)
    });
    let called: Vec<Called> = called.collect();
    let mut names = Names::expecting(people.len());
    let mut ids: Vec<String> = Vec::with_capacity(people.len());
    for (place, (draft, mut called)) in people.iter().zip(called).enumerate() {
        if !matches!(draft.detail, Detail::Person(..)) {
            continue;
        }
        let (folder, stem) = draft.path.rsplit_once('/').unwrap_or(("", &draft.path));
        let mut id = stem.to_owned();
        if names.has_id(&called) {
            let folder = folder.rsplit('/').next().unwrap_or(folder);
            id = format!("{folder}-{stem}");
            let mut number = 2;
            called.rename(&id);
            while names.has_id(&called) {
                id = format!("{folder}-{stem}-{number}");
                called.rename(&id);
                number += 1;
            }
            let first = match names.find(stem, "") {
                Found::One(first) => people.get(first.0 as usize).map_or("", |draft| sources.path(draft.file)),
                Found::Several(_) | Found::Nobody => "",
            };
            diagnostics.push(Diagnostic::new(Code::IdCollision, Span::top(draft.file)).with("id", &id).with("other", first));
        }
        names.add(index(place), called);
        ids.push(id);
    }
    (names, ids)
}

/// Builds everybody, in the order of their files.
pub(super) fn contacts(
    people: Vec<Draft>,
    ids: Vec<String>,
    counted: Vec<Vec<Interaction>>,
    links: &Links<'_>,
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
) -> Vec<Contact> {
    let (mut contacts, mut problems) = (Vec::new(), Vec::new());
    let made = people.into_par_iter().zip(ids).zip(counted).map(|((draft, id), interactions)| {
        let mut problems = Vec::new();
        (contact(draft, id, interactions, links, settings, &mut problems), problems)
    });
    made.unzip_into_vecs(&mut contacts, &mut problems);
    diagnostics.extend(problems.into_iter().flatten());
    #[expect(
        clippy::filter_map_identity,
        reason = "contacts are large and many: they stay in the list they were put in; `flatten` moves them"
    )]
    let mut contacts: Vec<Contact> = contacts.into_iter().filter_map(|contact| contact).collect();
    connect(&mut contacts, links.names, diagnostics, sources);
    rank(&mut contacts);
    contacts
}

/// Gives everybody their place from A to Z. Found out once: what is said of a name is long
/// to compare, and every list asks.
fn rank(contacts: &mut [Contact]) {
    let keys: Vec<SortKey> = contacts.par_iter().map(|contact| contact.reading.sort_key("")).collect();
    let mut order: Vec<(&SortKey, usize)> = keys.iter().enumerate().map(|(place, key)| (key, place)).collect();
    order.par_sort_unstable();
    let (mut rank, mut before) = (0, None);
    for (key, place) in order {
        if before.is_some_and(|before| before != key) {
            rank += 1;
        }
        before = Some(key);
        if let Some(contact) = contacts.get_mut(place) {
            contact.rank = rank;
        }
    }
}

/// Builds one person, but for whom they are connected with.
pub(super) fn contact(
    draft: Draft,
    id: String,
    interactions: Vec<Interaction>,
    links: &Links<'_>,
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Contact> {
    let sections = assessment_sections(&draft);
    let Draft { file, path, detail, tasks, body: at, headings, links: targets, .. } = draft;
    let Detail::Person(profile, log) = detail else { return None };
    let mut body = body(at, headings, &targets, links, &path);
    body.sections = log.sections;
    body.sections.extend(sections);
    body.sections.sort_unstable();
    let reading = profile.written_reading.as_deref().map_or_else(|| reading_of(&profile.name), Reading::from_written);
    check_festivals(&profile, settings, diagnostics);
    Some(Contact {
        id,
        file,
        reading,
        rank: 0,
        circle: circle(&profile, settings, diagnostics),
        profile,
        met_through: None,
        introduced: Vec::new(),
        related: Vec::new(),
        interactions,
        undated: log.undated,
        tasks,
        body,
    })
}

/// Sections under a heading whose tasks are answers: they are shown as answers.
fn assessment_sections(draft: &Draft) -> Vec<Span> {
    let answered: Vec<usize> = draft.tasks.iter().filter(|task| task.assessment.is_some()).filter_map(|task| task.heading).collect();
    let mut sections = Vec::new();
    for (place, heading) in draft.headings.iter().enumerate() {
        if answered.binary_search(&place).is_ok() {
            let next = draft.headings.get(place + 1).map_or(draft.body.end, |next| next.at.start);
            sections.push(Span { end: next, ..heading.at });
        }
    }
    sections
}

fn circle(profile: &Profile, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
    let written = profile.circle.as_ref()?;
    let found = settings.circle_called(&written.value);
    if found.is_none() {
        let known: Vec<Argument> = settings.circles.iter().map(|circle| Argument::from(&circle.id)).collect();
        diagnostics.push(Diagnostic::new(Code::UnknownCircle, written.at).with("circle", &written.value).with("known", known));
    }
    found
}

fn check_festivals(profile: &Profile, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) {
    for festival in profile.festivals.iter().flatten() {
        let own = settings.festivals.iter().any(|own| own.id == festival.value || own.title == festival.value);
        if !own && find_festival(&festival.value).is_none() {
            diagnostics.push(Diagnostic::new(Code::UnknownFestival, festival.at).with("id", &festival.value));
        }
    }
}

/// Looks up who introduced whom and who belongs to whom, and writes it on both pages.
fn connect(contacts: &mut [Contact], names: &Names, diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let mut through: Vec<(ContactIndex, ContactIndex)> = Vec::new();
    let mut related: Vec<(ContactIndex, Related)> = Vec::new();
    for (place, contact) in contacts.iter().enumerate() {
        let me = index(place);
        let from = without_ending(sources.path(contact.file));
        let mut find = |written: &Spanned<String>| match names.find(unlinked(&written.value), from) {
            Found::One(other) if other != me => Some(other),
            Found::One(_) | Found::Nobody => None,
            Found::Several(several) => {
                diagnostics.push(ambiguous(written, &several, contacts, sources));
                None
            }
        };
        if let Some(introducer) = contact.profile.met.through.as_ref().and_then(&mut find) {
            through.push((me, introducer));
        }
        for relation in &contact.profile.relations {
            if let Some(other) = find(&relation.to) {
                related.push((me, Related { to: other, label: relation.label.clone(), written_here: true }));
                related.push((other, Related { to: me, label: relation.label.clone(), written_here: false }));
            }
        }
    }
    for (who, introducer) in through {
        if let Some(contact) = contacts.get_mut(who.0 as usize) {
            contact.met_through = Some(introducer);
        }
        if let Some(contact) = contacts.get_mut(introducer.0 as usize) {
            contact.introduced.push(who);
        }
    }
    for (who, relation) in related {
        if let Some(contact) = contacts.get_mut(who.0 as usize) {
            // What stands in the person's own file says it best.
            match contact.related.iter_mut().find(|known| known.to == relation.to) {
                Some(known) if relation.written_here && !known.written_here => *known = relation,
                Some(_) => {}
                None => contact.related.push(relation),
            }
        }
    }
}

fn ambiguous(written: &Spanned<String>, several: &[ContactIndex], contacts: &[Contact], sources: &Sources) -> Diagnostic {
    let files = several.iter().filter_map(|who| contacts.get(who.0 as usize)).map(|contact| Argument::from(sources.path(contact.file)));
    Diagnostic::new(Code::AmbiguousLink, written.at).with("name", unlinked(&written.value)).with("people", files.collect::<Vec<_>>())
}
