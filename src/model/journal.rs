//! The whole journal, names resolved: what every figure is computed from.

use super::article::{Article, Me, Note};
use super::contact::{Contact, ContactIndex};
use super::settings::Settings;

/// Everything that was read. A value: it does not change once it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Journal {
    /// The settings.
    pub settings: Settings,
    /// Who I am.
    pub me: Me,
    /// Everybody, in the order of their files' paths.
    pub contacts: Vec<Contact>,
    /// Guides, checklists and plans, in the order of their files' paths.
    pub articles: Vec<Article>,
    /// Dated notes, in the order of their files' paths.
    pub notes: Vec<Note>,
}

impl Journal {
    /// A contact by its place. The index comes from resolving this very journal.
    #[must_use]
    pub fn contact(&self, index: ContactIndex) -> Option<&Contact> {
        self.contacts.get(index.0 as usize)
    }

    /// Everybody with their place.
    pub fn iter(&self) -> impl Iterator<Item = (ContactIndex, &Contact)> {
        self.contacts.iter().enumerate().map(|(at, contact)| (ContactIndex(u32::try_from(at).unwrap_or(u32::MAX)), contact))
    }
}
