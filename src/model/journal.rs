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
    /// The attachments a site takes, by their path below the content folder, sorted.
    pub attachments: Vec<String>,
}

impl Journal {
    /// A contact by its place. The index comes from resolving this very journal.
    #[must_use]
    pub fn contact(&self, index: ContactIndex) -> Option<&Contact> {
        self.contacts.get(index.0 as usize)
    }

    /// Somebody's picture among the attachments: `assets/ada.jpg`, written with the folder
    /// or without, as a link or not; none where the file is not there.
    #[must_use]
    pub fn photo(&self, contact: &Contact) -> Option<&str> {
        let written = contact.profile.photo.as_ref()?.value.trim().replace('\\', "/");
        // As Obsidian writes it, too: `[[ada.jpg]]`.
        let written = written.trim_start_matches('!').trim_start_matches("[[").trim_end_matches("]]").trim_start_matches("./");
        let path = format!("assets/{}", written.strip_prefix("assets/").unwrap_or(written));
        let found = self.attachments.binary_search(&path).ok()?;
        self.attachments.get(found).map(String::as_str)
    }

    /// Everybody with their place.
    pub fn iter(&self) -> impl Iterator<Item = (ContactIndex, &Contact)> {
        self.contacts.iter().enumerate().map(|(at, contact)| (ContactIndex(u32::try_from(at).unwrap_or(u32::MAX)), contact))
    }
}
