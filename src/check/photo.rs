//! A picture that is not among the attachments is shown nowhere; its key is named.

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Journal;

pub(super) fn check(journal: &Journal, _today: Date) -> Vec<Diagnostic> {
    let written =
        journal.contacts.iter().filter(|contact| journal.photo(contact).is_none()).filter_map(|contact| contact.profile.photo.as_ref());
    written.map(|photo| Diagnostic::new(Code::MissingPhoto, photo.at).with("photo", photo.value.trim())).collect()
}
