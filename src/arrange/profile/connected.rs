//! Who else belongs to a person: who introduced whom, kin and colleagues, whom they
//! could meet, who is often there too.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::arrange::person::PersonView;
use crate::arrange::site::Site;
use crate::arrange::words::{Words, say};
use crate::measure::counted;
use crate::message::Message;
use crate::model::{Contact, ContactIndex};

/// Introductions shown at most; the rest stand on the map.
const INTRODUCTIONS_SHOWN: usize = 3;
/// People often there too, at most.
const TOGETHER_SHOWN: usize = 5;

/// Somebody who belongs here.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Connected {
    /// Who.
    pub person: PersonView,
    /// As what.
    #[serde(rename = "as")]
    pub label: Words,
}

impl Site<'_> {
    /// Everybody once, as what says most: an introduction, a relation, one worth
    /// making, entries that name both.
    pub(super) fn connected(&self, who: ContactIndex) -> Vec<Connected> {
        let Some(contact) = self.journal.contact(who) else { return Vec::new() };
        let mut found: Vec<(ContactIndex, Words)> = Vec::new();
        found.extend(contact.met_through.map(|through| (through, say("relation.introduced_you"))));
        found.extend(contact.related.iter().map(|related| {
            let label = if related.written_here { related.label.as_str().into() } else { noted_there(&related.label) };
            (related.to, label)
        }));
        found.extend(contact.introduced.iter().map(|who| (*who, say("relation.introduced_by_them"))));
        let worth = self.introductions_of(who).map(|introduction| if introduction.a == who { introduction.b } else { introduction.a });
        found.extend(worth.take(INTRODUCTIONS_SHOWN).map(|other| (other, say("relation.to_introduce"))));
        found.extend(self.named_with(who));
        let mut seen = std::collections::BTreeSet::from([who]);
        found.retain(|(other, _)| seen.insert(*other));
        found.into_iter().filter_map(|(other, label)| Some(Connected { person: self.person_view(other)?, label })).collect()
    }

    /// Those whom entries name most often beside this person.
    fn named_with(&self, who: ContactIndex) -> Vec<(ContactIndex, Words)> {
        let Some(contact) = self.journal.contact(who) else { return Vec::new() };
        let mut times: BTreeMap<ContactIndex, usize> = BTreeMap::new();
        for entry in counted(contact, self.today()) {
            for other in &entry.named {
                *times.entry(*other).or_insert(0) += 1;
            }
        }
        let mut times: Vec<(ContactIndex, usize)> = times.into_iter().collect();
        times.sort_by_key(|(other, times)| (std::cmp::Reverse(*times), self.journal.contact(*other).map(Contact::place)));
        let words = |(other, n): (ContactIndex, usize)| (other, Message::new("relation.named_with").with("n", n).into());
        times.into_iter().take(TOGETHER_SHOWN).map(words).collect()
    }
}

/// A relation as it stands in the other one's file.
fn noted_there(label: &str) -> Words {
    if label.is_empty() { say("relation.mentions") } else { Message::new("relation.noted_there").with("label", label).into() }
}
