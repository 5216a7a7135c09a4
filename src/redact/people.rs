//! What people are called in a redacted journal: `zw` and Z.W., a number where several share it.

use std::collections::BTreeMap;

use crate::model::{ContactIndex, Journal};

/// How many letters of a name are told.
const MOST_LETTERS: usize = 3;

/// Somebody's new id and name.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// The stem of their file.
    pub(super) id: String,
    /// What they are shown as.
    pub(super) name: String,
}

impl Known {
    /// A link to their page.
    pub(super) fn link(&self) -> String {
        format!("[[{}|{}]]", self.id, self.name)
    }
}

/// Everybody who is in the redacted journal.
pub(super) struct People {
    known: Vec<Option<Known>>,
}

impl People {
    /// Names everybody, in the order of their readings so that namesakes keep theirs.
    pub(super) fn of(journal: &Journal) -> Self {
        let mut order: Vec<_> = journal.iter().filter(|(_, contact)| !contact.profile.redact.iter().any(|key| key == "all")).collect();
        order.sort_by_key(|(_, contact)| (contact.rank, &contact.id));
        let mut known = vec![None; journal.contacts.len()];
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for (who, contact) in order {
            let letters = initials(&contact.reading.initials);
            let name: String = letters.chars().flat_map(|letter| [letter.to_ascii_uppercase(), '.']).collect();
            let number = taken.entry(letters.clone()).or_default();
            *number += 1;
            let new = match *number {
                1 => Known { id: letters, name },
                number => Known { id: format!("{letters}-{number}"), name: format!("{name} {number}") },
            };
            if let Some(slot) = known.get_mut(who.0 as usize) {
                *slot = Some(new);
            }
        }
        Self { known }
    }

    /// Who somebody is now; nobody when they are left out.
    pub(super) fn get(&self, who: ContactIndex) -> Option<&Known> {
        self.known.get(who.0 as usize)?.as_ref()
    }

    /// Links to some people, apart by commas.
    pub(super) fn links(&self, who: &[ContactIndex]) -> String {
        who.iter().filter_map(|who| self.get(*who)).map(Known::link).collect::<Vec<_>>().join(", ")
    }
}

/// Letters that may stand in a file's name; `x` where a name has none.
fn initials(reading: &str) -> String {
    let letters: String = reading.chars().filter(char::is_ascii_alphabetic).take(MOST_LETTERS).collect();
    if letters.is_empty() { "x".to_owned() } else { letters.to_ascii_lowercase() }
}
