//! A journal that may be shown: initials for names, a neutral item for every word, dates and
//! shapes as they are.
//!
//! It is safe by how it is made. Nothing is taken out of the user's files; a second journal is
//! written from what was understood of them, and only what is listed here is written: days,
//! marks, weights, ids of our own. That journal is then read, measured and rendered like any
//! other, so a page can only say what was put into it.

mod log;
mod mask;
mod people;
mod person;
mod settings;
mod tasks;
mod texts;

use std::sync::Arc;

use crate::model::Journal;
use crate::source::{SourceFile, Vault};
use mask::Mask;
use people::People;

/// Writes the journal that may be shown. Its files carry no name, text, tag, place, amount or
/// address of the given one.
///
/// Worked example: `- 2026-11-02 → coffee: her move to Shanghai [gave:: medium intro]` becomes
/// `- 2026-11-02 → coffee: ██ 4 [gave:: medium ██ 5]`, in the file `people/am.md` of A.M.
///
/// People whose file says `redact: all` are left out whole.
#[must_use]
pub fn redact(journal: &Journal) -> Vault {
    let people = People::of(journal);
    let mut mask = Mask::of(journal);
    let shared = log::Shared::of(journal, &people);
    let settings = settings::settings(&journal.settings, &mut mask);
    let mut files: Vec<(String, String)> = Vec::with_capacity(journal.contacts.len() + journal.articles.len() + 1);
    for (who, contact) in journal.iter() {
        if let Some(known) = people.get(who) {
            let text = person::person(journal, contact, known, &people, &shared, &mut mask);
            files.push((format!("people/{}.md", known.id), text));
        }
    }
    files.extend(log::notes(journal, &people, &mut mask));
    files.extend(texts::articles(journal, &mut mask));
    files.extend(texts::me(&journal.me, &mut mask));
    files.sort();
    Vault {
        content: files.iter().map(|(path, text)| Arc::new(SourceFile::from_text(path, text))).collect(),
        settings: Some(Arc::new(SourceFile::from_bytes("renmai.yaml", false, settings.into_bytes()))),
        ..Vault::default()
    }
}
