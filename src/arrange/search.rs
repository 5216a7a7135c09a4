//! Search: everybody from A to Z, complete without a script.

use serde::Serialize;

use super::person::PersonView;
use super::site::Site;
use super::tags::{Letter, LetterGroup, by_letter, letters};
use super::words::{Words, say};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Search {
    /// Its title.
    pub title: Words,
    /// How many people there are, the paused among them.
    pub people: usize,
    /// How many cards.
    pub cards: usize,
    /// From A to Z.
    pub letters: Vec<Letter>,
    /// Everybody under their letters.
    pub groups: Vec<LetterGroup<PersonView>>,
}

impl Site<'_> {
    /// Makes the page.
    pub(super) fn search_page(&self) -> Search {
        let row = |who| Some((self.journal.contact(who)?.reading.letter(), self.person_view(who)?));
        let groups = by_letter(self.by_reading.iter().filter_map(|who| row(*who)));
        let cards = self.lists.cards.len();
        Search { title: say("nav.search"), people: self.by_reading.len() - cards, cards, letters: letters(&groups), groups }
    }
}
