//! stub
use super::route::Variant;
use super::site::{Site, parts};
use crate::model::ContactIndex;

impl Site<'_> {
    /// How many pages a sorted list of people takes.
    #[must_use]
    pub fn people_parts(&self, _variant: Variant) -> usize {
        parts(self.journal.contacts.len())
    }

    /// Whether a person has a card to print before a meeting.
    #[must_use]
    pub fn has_card(&self, _who: ContactIndex) -> bool {
        false
    }

    /// Whether a person's log is longer than their page shows.
    #[must_use]
    pub fn has_log_page(&self, _who: ContactIndex) -> bool {
        false
    }

    /// stub
    #[must_use]
    pub fn openers(&self, _who: ContactIndex) -> Vec<super::words::Words> {
        Vec::new()
    }

    /// stub
    #[must_use]
    pub fn give(&self, _who: ContactIndex) -> Option<super::words::Words> {
        None
    }
}
