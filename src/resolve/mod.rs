//! Drafts become a [`Journal`]: ids are given, names looked up, shared entries and
//! mentions put on everybody's page, defaults filled in.
//!
//! No figure is computed here, and nothing knows today's date.

mod articles;
mod contacts;
mod interactions;
mod names;
mod ties;

use crate::diagnostics::{Checked, Diagnostic, in_reading_order};
use crate::model::{Journal, Settings};
use crate::parse::Draft;
use crate::parse::draft::Detail;
use crate::source::Sources;
use rayon::prelude::*;

pub use names::{Found, Names};
pub use ties::{Ties, is_tied_alike};

/// Joins the drafts of a journal, given in the order of their paths.
#[must_use]
pub fn resolve(drafts: Vec<Draft>, settings: Settings, sources: &Sources) -> Checked<Journal> {
    join(drafts, settings, sources, false).0
}

/// The same, with what ties the files together, for bringing one up to date by itself.
#[must_use]
pub fn resolve_and_keep(drafts: Vec<Draft>, settings: Settings, sources: &Sources) -> (Checked<Journal>, Ties) {
    join(drafts, settings, sources, true)
}

fn join(drafts: Vec<Draft>, settings: Settings, sources: &Sources, keep: bool) -> (Checked<Journal>, Ties) {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut journal = Journal { settings, ..Journal::default() };
    let mut parts = Parts::of(drafts);
    let (names, ids) = contacts::names(&parts.people, &mut diagnostics, sources);
    let article_ids = articles::ids(&parts.articles, &mut diagnostics, sources);
    let links = articles::Links { names: &names, articles: &article_ids };

    let (own, elsewhere) = interactions::interactions(&mut parts.people, &parts.notes, &names, &mut diagnostics, sources);
    let kept = if keep { elsewhere.clone() } else { Vec::new() };
    let counted = own.into_par_iter().zip(elsewhere).map(|(own, elsewhere)| interactions::counted(own, elsewhere)).collect();
    journal.me = articles::me(parts.me, &links);
    journal.articles = articles::articles(parts.articles, &article_ids, &links);
    journal.notes = articles::notes(parts.notes, &links);
    journal.contacts = contacts::contacts(parts.people, ids, counted, &links, &journal.settings, &mut diagnostics, sources);
    in_reading_order(&mut diagnostics);
    (Checked { value: journal, diagnostics }, Ties::new(names, article_ids, kept))
}

struct Parts {
    people: Vec<Draft>,
    me: Vec<Draft>,
    notes: Vec<Draft>,
    articles: Vec<Draft>,
}

impl Parts {
    /// Nearly all are people: they stay in the list, the others are taken out.
    fn of(mut drafts: Vec<Draft>) -> Self {
        let (mut me, mut notes, mut articles) = (Vec::new(), Vec::new(), Vec::new());
        for draft in drafts.extract_if(.., |draft| !matches!(draft.detail, Detail::Person(..))) {
            match draft.detail {
                Detail::Me(_) => me.push(draft),
                Detail::Journal(..) => notes.push(draft),
                Detail::Article(_) => articles.push(draft),
                Detail::Person(..) => {}
            }
        }
        Self { people: drafts, me, notes, articles }
    }
}
