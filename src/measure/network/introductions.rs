//! Introductions worth making: A needs what B is strong in, and they have not been
//! introduced (no intro entry naming the other, no relation, not met through). A planned
//! introduction has not happened yet.
//!
//! People are many and phrases few: needs and strengths are compared phrase by
//! phrase, each pair of phrases once.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::is_there;
use crate::measure::counted;
use crate::measure::fit::covers;
use crate::model::{Contact, ContactIndex, Journal, Kind};
use crate::source::Span;

/// More than anyone could make; keeps a huge journal from drowning in pairs.
const MOST: usize = 2_000;

/// An introduction worth making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Who needs something.
    pub a: ContactIndex,
    /// Who is strong in it.
    pub b: ContactIndex,
    /// The need, as it stands in A's file.
    pub need: String,
    /// B's strength, as it stands in B's file.
    pub strength: String,
    /// Where the need and the strength stand.
    pub because: [Span; 2],
}

/// Who is strong in what, with whom it is not over: phrase by phrase, for people are many
/// and phrases few.
pub(super) type Phrases<'a> = BTreeMap<&'a str, Vec<(ContactIndex, Span)>>;

/// Gathers everybody's strengths.
pub(super) fn strengths(journal: &Journal) -> Phrases<'_> {
    let mut strengths: Phrases<'_> = BTreeMap::new();
    for (who, contact) in journal.iter().filter(|(_, contact)| is_there(contact)) {
        for strength in &contact.profile.strengths {
            strengths.entry(&strength.value).or_default().push((who, strength.at));
        }
    }
    strengths
}

/// Every introduction worth making, by A, then need, then B.
pub(super) fn introductions<'a>(journal: &'a Journal, strengths: &Phrases<'a>, today: Date) -> Vec<Introduction> {
    let mut matching: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut found = Vec::new();
    for (a, contact) in journal.iter().filter(|(_, contact)| is_there(contact)) {
        for need in &contact.profile.needs {
            let phrases = matching
                .entry(&need.value)
                .or_insert_with(|| strengths.keys().copied().filter(|strength| covers(strength, &need.value)).collect());
            let mut offers: Vec<(ContactIndex, Span, &str)> = Vec::new();
            for phrase in phrases.iter() {
                let people = strengths.get(phrase).map_or(&[][..], Vec::as_slice);
                offers.extend(people.iter().map(|(b, at)| (*b, *at, *phrase)));
            }
            offers.sort_unstable();
            offers.dedup_by_key(|(b, _, _)| *b);
            for (b, at, strength) in offers {
                if found.len() >= MOST {
                    return found;
                }
                if a != b && !know_each_other(journal, contact, a, b, today) {
                    let because = [need.at, at];
                    found.push(Introduction { a, b, need: need.value.clone(), strength: strength.to_owned(), because });
                }
            }
        }
    }
    found
}

fn know_each_other(journal: &Journal, contact: &Contact, a: ContactIndex, b: ContactIndex, today: Date) -> bool {
    let Some(other) = journal.contact(b) else { return true };
    let introduced =
        |one: &Contact, who: ContactIndex| counted(one, today).any(|entry| entry.kind == Kind::Intro && entry.named.contains(&who));
    let related = |one: &Contact, who: ContactIndex| one.met_through == Some(who) || one.related.iter().any(|related| related.to == who);
    related(contact, b) || related(other, a) || introduced(contact, b) || introduced(other, a)
}
