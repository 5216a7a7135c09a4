//! Names: a page to practise. What one sees of somebody comes first, the name when it
//! is opened.

use serde::Serialize;

use super::day::partial_words;
use super::people::role_and_place;
use super::person::{PersonView, initials};
use super::profile::photo;
use super::site::Site;
use super::words::{Words, say};
use crate::measure::rhythm::Phase;
use crate::message::Message;
use crate::model::contact::Status;
use crate::model::{Contact, ContactIndex};

/// More names than this are not learned at one sitting.
const NAMES_SHOWN: usize = 60;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Names {
    /// Its title.
    pub title: Words,
    /// How many there are.
    pub lede: Vec<Words>,
    /// Whom to remember.
    pub rows: Vec<Face>,
}

/// Somebody to remember.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Face {
    /// Who: shown when opened.
    pub person: PersonView,
    /// A picture, below the site's root.
    pub photo: Option<String>,
    /// What stands in its place where there is none.
    pub initials: String,
    /// What they do, and where.
    pub about: Vec<Words>,
    /// Where or when one met.
    pub hint: Vec<Words>,
}

impl Site<'_> {
    /// Whether there is anybody to practise.
    #[must_use]
    pub fn has_names(&self) -> bool {
        self.people().any(|(_, contact, _)| is_guessable(contact))
    }

    /// Makes the page: the newly met and the newest cards first, then those with a
    /// picture, then everybody from A to Z.
    pub(super) fn names_page(&self) -> Names {
        let mut people: Vec<_> = self.people().filter(|(_, contact, _)| is_guessable(contact)).collect();
        people.sort_by_key(|(_, contact, figures)| match figures.rhythm.phase {
            Phase::New => (0, None),
            Phase::Card => (1, figures.rhythm.known_since.map(std::cmp::Reverse)),
            _ if contact.profile.photo.is_some() => (2, None),
            _ => (3, None),
        });
        let rows: Vec<Face> = people.into_iter().take(NAMES_SHOWN).filter_map(|(who, contact, _)| self.face(who, contact)).collect();
        Names { title: say("nav.names"), lede: vec![Message::new("names.lede").with("n", rows.len()).into()], rows }
    }

    fn face(&self, who: ContactIndex, contact: &Contact) -> Option<Face> {
        let met = &contact.profile.met;
        let place = met.place.as_ref().map(|place| Message::new("names.met").with("place", place).into());
        let on = met.on.filter(|_| place.is_none()).map(|on| Message::new("names.met_when").with("when", partial_words(on)).into());
        Some(Face {
            person: self.person_view(who)?,
            photo: photo(contact, self.journal),
            initials: initials(contact),
            about: role_and_place(contact),
            hint: place.or(on).into_iter().collect(),
        })
    }
}

/// Whether there is anything to know somebody by, and any use in it.
fn is_guessable(contact: &Contact) -> bool {
    let profile = &contact.profile;
    let is_there = !matches!(profile.status, Status::Ended | Status::Deceased);
    is_there && (profile.photo.is_some() || profile.role.is_some() || profile.org.is_some() || profile.met.place.is_some())
}
