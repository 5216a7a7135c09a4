//! The pile of cards and the paused, at the end of the people.

use serde::Serialize;

use super::People;
use crate::arrange::day::partial_words;
use crate::arrange::person::PersonView;
use crate::arrange::route::Route;
use crate::arrange::site::{MOST_ROWS, Site};
use crate::arrange::words::{Words, say};
use crate::message::Message;
use crate::model::ContactIndex;
use crate::model::contact::{Contact, Status};

/// Cards shown at the end of the people; the rest lie on pages of their own.
const CARDS_SHOWN: usize = 60;

/// The pile.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cards {
    /// How many there are.
    pub count: usize,
    /// Whether the pile is open when the page opens.
    pub open: bool,
    /// Those shown.
    pub rows: Vec<Card>,
    /// The rest.
    pub more: Option<MoreCards>,
}

/// A card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// Whose.
    pub person: PersonView,
    /// Where and when one met, in parts.
    pub met: Vec<Words>,
}

/// The rest of the pile.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MoreCards {
    /// How many.
    pub count: usize,
    /// Where.
    pub href: String,
}

/// Somebody set aside.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PausedRow {
    /// Who.
    pub person: PersonView,
    /// Why, or until when.
    pub why: Words,
}

impl Site<'_> {
    /// How many pages of their own the cards take: none while they fit below the people.
    #[must_use]
    pub fn card_parts(&self) -> usize {
        let cards = self.lists.cards.len();
        if cards > CARDS_SHOWN { cards.div_ceil(MOST_ROWS) } else { 0 }
    }

    pub(super) fn pile(&self) -> Option<Cards> {
        let all = &self.lists.cards;
        let more = all.len().checked_sub(CARDS_SHOWN).filter(|more| *more > 0);
        let more = more.map(|count| MoreCards { count, href: self.path(Route::Cards(0)) });
        (!all.is_empty()).then(|| Cards {
            count: all.len(),
            open: self.listed_people() == 0,
            rows: self.cards(all.iter().take(CARDS_SHOWN)),
            more,
        })
    }

    /// A page of nothing but cards.
    pub(in crate::arrange) fn cards_page(&self, part: usize) -> People {
        let all = &self.lists.cards;
        let rows = self.cards(all.iter().skip(part * MOST_ROWS).take(MOST_ROWS));
        let link = |place: usize| super::PartLink {
            label: format!("{}–{}", place * MOST_ROWS + 1, all.len().min((place + 1) * MOST_ROWS)),
            href: self.path(Route::Cards(place)),
            current: place == part,
        };
        let pages = if self.card_parts() > 1 { (0..self.card_parts()).map(link).collect() } else { Vec::new() };
        People {
            title: say("people.cards_title"),
            tag: false,
            lede: Vec::new(),
            sorts: Vec::new(),
            orders: Vec::new(),
            chips: Vec::new(),
            memberships: Vec::new(),
            pages,
            groups: Vec::new(),
            guides: Vec::new(),
            cards: Some(Cards { count: all.len(), open: true, rows, more: None }),
            paused: Vec::new(),
            empty: false,
        }
    }

    fn cards<'a>(&self, who: impl Iterator<Item = &'a ContactIndex>) -> Vec<Card> {
        who.filter_map(|who| Some(Card { person: self.person_view(*who)?, met: self.where_met(*who) })).collect()
    }

    /// The place, and the day as exactly as one remembers it.
    fn where_met(&self, who: ContactIndex) -> Vec<Words> {
        let Some((contact, figures)) = self.person(who) else { return Vec::new() };
        let met = &contact.profile.met;
        let place = met.place.as_ref().or(met.text.as_ref());
        let on = met.on.map(partial_words);
        let on = on.or_else(|| figures.rhythm.known_since.map(|on| Message::new("when.on_year").with("on", on).into()));
        place.map(Words::from).into_iter().chain(on).collect()
    }

    pub(super) fn paused_rows(&self) -> Vec<PausedRow> {
        let row = |who: &ContactIndex| Some(PausedRow { person: self.person_view(*who)?, why: status_words(self.journal.contact(*who)?)? });
        self.lists.paused.iter().filter_map(row).collect()
    }
}

/// Why somebody is set aside: by the user, over, in memory, or until a day.
pub(in crate::arrange) fn status_words(contact: &Contact) -> Option<Words> {
    let profile = &contact.profile;
    match profile.status {
        Status::Paused => Some(say("status.paused")),
        Status::Ended => Some(say("status.ended")),
        Status::Deceased => Some(match profile.died.as_ref().and_then(|died| died.value.full()) {
            Some(on) => Message::new("status.deceased_on").with("on", on).into(),
            None => say("status.deceased"),
        }),
        Status::Active => profile.snooze_until.as_ref().map(|until| Message::new("status.snoozed").with("on", until.value).into()),
    }
}
