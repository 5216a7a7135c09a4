//! `last_contact` is a floor from the past; after today it is ignored and named.

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Journal;

pub(super) fn check(journal: &Journal, today: Date) -> Vec<Diagnostic> {
    let floors = journal.contacts.iter().filter_map(|contact| contact.profile.last_contact.as_ref());
    floors
        .filter(|floor| floor.value > today)
        .map(|floor| Diagnostic::new(Code::FutureLastContact, floor.at).with("date", floor.value))
        .collect()
}
