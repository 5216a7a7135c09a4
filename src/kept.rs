//! A journal kept in memory and brought up to date: what every file says is kept beside
//! the whole, so that only a file that changed is read for what it says.
//!
//! Whatever the way, the result is the one of [`crate::load`]; that is held by a test.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Checked, in_reading_order};
use crate::parse::{self, Draft};
use crate::source::{FileId, SourceFile, Vault};
use crate::{Loaded, begun, resolve};

/// What every file of a journal says.
#[derive(Debug, Default)]
pub struct Kept {
    files: Vec<Arc<SourceFile>>,
    said: Vec<Checked<Option<Draft>>>,
}

impl Kept {
    /// Loads a journal, and keeps what its files say.
    #[must_use]
    pub fn load(&mut self, vault: &Vault) -> Checked<Loaded> {
        self.read(vault);
        let (sources, settings, mut diagnostics) = begun(vault);
        diagnostics.extend(self.said.iter().flat_map(|said| said.diagnostics.iter().cloned()));
        let drafts = self.said.iter().filter_map(|said| said.value.clone()).collect();
        let resolved = resolve::resolve(drafts, settings, &sources);
        diagnostics.extend(resolved.diagnostics);
        in_reading_order(&mut diagnostics);
        Checked { value: Loaded { sources, journal: resolved.value }, diagnostics }
    }

    /// Reads what changed. A place in a file carries the file's number, and numbers
    /// follow from the order of the paths: with one more or one less all are read.
    fn read(&mut self, vault: &Vault) {
        let is_same_list = self.files.len() == vault.content.len() && self.files.iter().zip(&vault.content).all(|(a, b)| a.path == b.path);
        if is_same_list {
            for (at, ((old, new), said)) in self.files.iter().zip(&vault.content).zip(&mut self.said).enumerate() {
                if !Arc::ptr_eq(old, new) {
                    *said = parse::draft(id(at), new);
                }
            }
        } else {
            let files: Vec<_> = vault.content.iter().enumerate().collect();
            self.said = files.into_par_iter().map(|(at, file)| parse::draft(id(at), file)).collect();
        }
        self.files.clone_from(&vault.content);
    }
}

fn id(at: usize) -> FileId {
    FileId(u32::try_from(at).unwrap_or(u32::MAX))
}
