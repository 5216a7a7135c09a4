//! A journal kept in memory and brought up to date: what every file says is kept beside
//! the whole, so that only a file that changed is read for what it says.
//!
//! Whatever the way, the result is the one of [`crate::load`]; that is held by a test.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Checked, Code, Diagnostic, in_reading_order};
use crate::model::{ContactIndex, Journal};
use crate::parse::{self, Draft};
use crate::resolve::{self, Ties, is_tied_alike};
use crate::source::{FileId, SourceFile, Vault};
use crate::{Loaded, begun, taken};

/// What every file of a journal says.
#[derive(Debug, Default)]
pub struct Kept {
    vault: Vault,
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
        let (sources, settings, mut diagnostics) = begun(vault);
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
            let said = parse::draft(id(at), file);
            let who = loaded.journal.contacts.binary_search_by_key(&id(at), |contact| contact.file).ok()?;
            let is_tied = diagnostics.iter().any(|problem| problem.at.file == id(at) && TIED.contains(&problem.code));
            let is_alike = self.said.get(at)?.value.as_ref().zip(said.value.as_ref()).is_some_and(|(old, new)| is_tied_alike(old, new));
            if is_tied || !is_alike {
                return None;
            }
            renewed.push((at, Arc::clone(file), ContactIndex(u32::try_from(who).ok()?), said));
        }
        let mut concerned = BTreeSet::new();
        for (at, file, who, said) in renewed {
            loaded.sources.replace(id(at), Arc::clone(&file));
            diagnostics.retain(|problem| problem.at.file != id(at));
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

    /// Reads what changed. A place in a file carries the file's number, and numbers
    /// follow from the order of the paths: with one more or one less all are read.
    fn read(&mut self, vault: &Vault) {
        if is_same_list(&self.vault.content, &vault.content) {
            for (at, ((old, new), said)) in self.vault.content.iter().zip(&vault.content).zip(&mut self.said).enumerate() {
                if !Arc::ptr_eq(old, new) {
                    *said = parse::draft(id(at), new);
                }
            }
        } else {
            let files: Vec<_> = vault.content.iter().enumerate().collect();
            self.said = files.into_par_iter().map(|(at, file)| parse::draft(id(at), file)).collect();
        }
    }
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

fn id(at: usize) -> FileId {
    FileId(u32::try_from(at).unwrap_or(u32::MAX))
}
