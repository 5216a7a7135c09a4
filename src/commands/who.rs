//! Whom the user means by what they typed.
//!
//! The nearest kind of match decides: an id wins over a name or alias, that over
//! how the name is said (`zhangwei`, `zw`), and that over a mere part of one. If
//! the winning kind fits several people, nobody is guessed.

use renmai::model::name::{fold, search_forms};
use renmai::model::{Contact, ContactIndex, Journal};

/// Whom it may be.
#[derive(Debug, PartialEq, Eq)]
pub enum Who {
    /// This one.
    One(ContactIndex),
    /// Any of these, in the journal's order.
    Several(Vec<ContactIndex>),
    /// Nobody.
    Nobody,
}

/// Finds the person.
pub fn find(journal: &Journal, typed: &str) -> Who {
    let wanted = fold(typed);
    let kinds: [&dyn Fn(&Contact) -> bool; 4] = [
        &|contact| contact.id.to_lowercase() == typed.trim().to_lowercase(),
        &|contact| names(contact).any(|name| fold(name) == wanted),
        &|contact| forms(contact).contains(&wanted),
        &|contact| has_part(contact, &wanted),
    ];
    if wanted.is_empty() {
        return Who::Nobody;
    }
    for fits in kinds {
        let found: Vec<ContactIndex> = journal.iter().filter(|(_, contact)| fits(contact)).map(|(index, _)| index).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Who::One(*one),
            _ => return Who::Several(found),
        }
    }
    Who::Nobody
}

/// Whether a word of a query fits a person: part of a name, or how it is said.
pub fn answers_to(contact: &Contact, word: &str) -> bool {
    let wanted = fold(word);
    !wanted.is_empty() && (has_part(contact, &wanted) || forms(contact).iter().any(|form| form.starts_with(&wanted)))
}

fn has_part(contact: &Contact, wanted: &str) -> bool {
    fold(&contact.id).contains(wanted) || names(contact).any(|name| fold(name).contains(wanted)) || contact.reading.folded.contains(wanted)
}

fn names(contact: &Contact) -> impl Iterator<Item = &str> {
    std::iter::once(contact.name()).chain(contact.profile.aliases.iter().map(String::as_str))
}

fn forms(contact: &Contact) -> Vec<String> {
    let aliases = contact.profile.aliases.iter().flat_map(|alias| search_forms(alias, None));
    search_forms(contact.name(), contact.profile.written_reading.as_deref()).into_iter().chain(aliases).collect()
}
