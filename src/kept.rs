//! A journal kept in memory and brought up to date: what every file says is kept beside
//! the whole, so that only a file that changed is read for what it says.
//!
//! Whatever the way, the result is the one of [`crate::load`]; that is held by a test.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Checked, Code, Diagnostic, in_reading_order};
use crate::model::{ContactIndex, Journal};
use crate::parse::{self, Draft};
use crate::resolve::{self, Ties, is_tied_alike};
use crate::source::{FileId, SourceFile, Sources, Vault};
use crate::{Loaded, begun, taken};

/// What every file of a journal says.
#[derive(Debug, Default)]
pub struct Kept {
    vault: Vault,
    /// The number each file has, rising with the paths; between two there is room.
    ids: Vec<FileId>,
    said: Vec<Checked<Option<Draft>>>,
    ties: Ties,
}

/// With more changed files than this, all is joined anew.
const MOST_ALONE: usize = 8;

impl Kept {
    /// Loads a journal, and keeps what its files say.
    #[must_use]
    pub fn load(&mut self, vault: &Vault) -> Checked<Loaded> {
        self.read(vault);
        let (sources, settings, mut diagnostics) = begun(vault, Sources::numbered(vault.content.clone(), self.ids.clone()));
        diagnostics.extend(self.said.iter().flat_map(|said| said.diagnostics.iter().cloned()));
        let drafts = self.said.iter().filter_map(|said| said.value.clone()).collect();
        let (resolved, ties) = resolve::resolve_and_keep(drafts, settings, &sources);
        self.ties = ties;
        self.vault = vault.clone();
        diagnostics.extend(resolved.diagnostics);
        in_reading_order(&mut diagnostics);
        let journal = Journal { attachments: taken(vault), ..resolved.value };
        Checked { value: Loaded { sources, journal }, diagnostics }
    }

    /// Brings a journal up to date by the changed files alone, where these are a few
    /// persons' who are called and connected as before. Gives back whose figures may be
    /// others now; none when all must be loaded, and then nothing was done.
    ///
    /// `diagnostics` loses those of the changed files and gets what is found in them.
    pub fn renew(&mut self, vault: &Vault, loaded: &mut Loaded, diagnostics: &mut Vec<Diagnostic>) -> Option<BTreeSet<ContactIndex>> {
        if !is_same_list(&self.vault.content, &vault.content) || !is_same_beside(&self.vault, vault) {
            return None;
        }
        let changed = self.vault.content.iter().zip(&vault.content).enumerate().filter(|(_, (old, new))| !Arc::ptr_eq(old, new));
        let changed: Vec<(usize, &Arc<SourceFile>)> = changed.map(|(at, (_, new))| (at, new)).take(MOST_ALONE + 1).collect();
        if changed.len() > MOST_ALONE {
            return None;
        }
        let mut renewed = Vec::with_capacity(changed.len());
        for (at, file) in changed {
            let id = self.id(at)?;
            let said = parse::draft(id, file);
            let who = loaded.journal.contacts.binary_search_by_key(&id, |contact| contact.file).ok()?;
            let is_tied = diagnostics.iter().any(|problem| problem.at.file == id && TIED.contains(&problem.code));
            let is_alike = self.said.get(at)?.value.as_ref().zip(said.value.as_ref()).is_some_and(|(old, new)| is_tied_alike(old, new));
            if is_tied || !is_alike {
                return None;
            }
            renewed.push((at, id, Arc::clone(file), ContactIndex(u32::try_from(who).ok()?), said));
        }
        let mut concerned = BTreeSet::new();
        for (at, id, file, who, said) in renewed {
            loaded.sources.replace(id, Arc::clone(&file));
            diagnostics.retain(|problem| problem.at.file != id);
            diagnostics.extend(said.diagnostics.iter().cloned());
            if let Some(draft) = said.value.clone() {
                let (people, problems) = self.ties.renew(&mut loaded.journal, who, draft, &loaded.sources);
                concerned.extend(people);
                diagnostics.extend(problems);
            }
            if let (Some(known), Some(before)) = (self.vault.content.get_mut(at), self.said.get_mut(at)) {
                *known = file;
                *before = said;
            }
        }
        Some(concerned)
    }

    /// Reads what changed. A place in a file carries the file's number, and numbers rise
    /// with the paths: a new file gets one from the room between its neighbours. Where
    /// there is no room left, all are numbered, and read, anew.
    fn read(&mut self, vault: &Vault) {
        let mut known = BTreeMap::new();
        for ((file, id), said) in self.vault.content.iter().zip(&self.ids).zip(std::mem::take(&mut self.said)) {
            known.insert(file.path.as_ref(), (*id, file, said));
        }
        let old: Vec<Option<FileId>> = vault.content.iter().map(|file| known.get(file.path.as_ref()).map(|(id, ..)| *id)).collect();
        let ids = in_between(&old).unwrap_or_else(|| {
            known.clear();
            with_room(vault.content.len())
        });
        let kept = vault.content.iter().map(|file| known.remove(file.path.as_ref()).filter(|(_, old, _)| Arc::ptr_eq(old, file)));
        let kept: Vec<_> = kept.map(|known| known.map(|(.., said)| said)).collect();
        let files = ids.par_iter().zip(&vault.content).zip(kept);
        self.said = files.map(|((id, file), said)| said.unwrap_or_else(|| parse::draft(*id, file))).collect();
        self.ids = ids;
    }

    fn id(&self, at: usize) -> Option<FileId> {
        self.ids.get(at).copied()
    }
}

/// Numbers for so many files, the room between them as wide as can be; behind them is
/// room for what is no note.
fn with_room(files: usize) -> Vec<FileId> {
    let files = u32::try_from(files).unwrap_or(u32::MAX);
    let room = (u32::MAX / 2) / files.saturating_add(1);
    (1..=files).map(|nth| FileId(nth * room)).collect()
}

/// Numbers for files of which some have one: those without get one in between. None
/// where there is no room, or where nobody has one.
fn in_between(old: &[Option<FileId>]) -> Option<Vec<FileId>> {
    let mut ids = Vec::with_capacity(old.len());
    let mut before = 0;
    let mut rest = old;
    while let Some(first) = rest.first() {
        if let Some(id) = first {
            before = id.0;
            ids.push(*id);
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let new = rest.iter().take_while(|id| id.is_none()).count();
        rest = rest.get(new..).unwrap_or_default();
        let behind = rest.first().copied().flatten().map_or(u32::MAX / 2, |id| id.0);
        let step = behind.saturating_sub(before) / (u32::try_from(new).ok()?.checked_add(1)?);
        if step == 0 || new == old.len() {
            return None;
        }
        for _ in 0..new {
            before += step;
            ids.push(FileId(before));
        }
    }
    Some(ids)
}

/// Problems of a file that depend on what others are called.
const TIED: &[Code] = &[Code::AmbiguousLink, Code::IdCollision];

fn is_same_list(old: &[Arc<SourceFile>], new: &[Arc<SourceFile>]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| Arc::ptr_eq(old, new) || old.path == new.path)
}

/// Whether all but the notes is as it was.
fn is_same_beside(old: &Vault, new: &Vault) -> bool {
    let settings = |vault: &Vault| vault.settings.as_ref().map(|file| (file.path.clone(), file.text.clone(), file.first_bad_byte));
    settings(old) == settings(new)
        && (&old.theme, &old.unreadable, &old.too_large, &old.assets) == (&new.theme, &new.unreadable, &new.too_large, &new.assets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &[u32], expected: Option<&[u32]>) {
        let old: Vec<Option<FileId>> = old.iter().map(|id| (*id > 0).then_some(FileId(*id))).collect();
        let ids = in_between(&old).map(|ids| ids.into_iter().map(|id| id.0).collect::<Vec<_>>());
        assert_eq!(ids.as_deref(), expected, "{old:?}");
    }

    #[test]
    fn new_files_are_numbered_in_between() {
        check(&[10, 0, 20], Some(&[10, 15, 20]));
        check(&[10, 0, 0, 20], Some(&[10, 13, 16, 20]));
        check(&[0, 8, 9], Some(&[4, 8, 9]));
        check(&[8, 0, 9], None);
        check(&[1, 0], Some(&[1, u32::MAX / 4 + 1]));
        check(&[0, 0], None);
        check(&[], Some(&[]));
    }
}
