//! The journal's people as a table, one row each: for a spreadsheet, and to be read
//! again.
//!
//! UTF-8 with its mark, or Excel in Chinese takes it for other letters. A cell that
//! begins like a formula gets a `'` before it, telephone numbers too: the sign is
//! taken away again when our own table is read.

use super::facts::{cell, facts_of};
use super::import::{GUARDED, OWN_COLUMN};
use crate::model::Contact;
use crate::model::card::Written;

/// Columns that come first, in this order, where anybody has them.
const FIRST: [&str; 12] =
    ["circle", "tags", "email", "phone", "wechat", "org", "role", "location", "birthday", "lunar_birthday", "aliases", "reading"];

/// Writes the table of everybody.
#[must_use]
pub fn table<'a>(contacts: impl Iterator<Item = &'a Contact>) -> Vec<u8> {
    let people: Vec<(&Contact, Vec<(String, Written)>)> = contacts.map(|contact| (contact, facts_of(&contact.profile))).collect();
    let mut keys: Vec<&str> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for (key, _) in people.iter().flat_map(|(_, facts)| facts) {
        if seen.insert(key.as_str()) {
            keys.push(key);
        }
    }
    keys.sort_by_key(|key| FIRST.iter().position(|first| first == key).unwrap_or(FIRST.len()));
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    let header = [OWN_COLUMN, "name"].into_iter().chain(keys.iter().copied()).map(guarded);
    // Writing into memory cannot fail.
    let _ = writer.write_record(header);
    for (contact, facts) in &people {
        let value = |key: &&str| facts.iter().find(|(known, _)| known == key).map_or_else(String::new, |(key, value)| cell(key, value));
        let values = keys.iter().map(value);
        let row = [contact.id.clone(), contact.name().to_owned()].into_iter().chain(values).map(|text| guarded(&text));
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell that no table reckons with.
fn guarded(text: &str) -> String {
    if text.starts_with(GUARDED) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_like_a_formula() {
        for text in ["=1+1", "+86 139", "-1", "@x", "\tx", "'quoted"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        assert_eq!(guarded("a=b"), "a=b");
    }
}
