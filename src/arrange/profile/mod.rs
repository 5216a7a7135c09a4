//! stub
use super::site::Site;
use crate::model::ContactIndex;

impl Site<'_> {
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
}
