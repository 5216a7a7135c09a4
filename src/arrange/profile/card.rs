//! The card to print before a meeting: what fits a pocket.

use jiff::civil::Date;
use serde::Serialize;

use super::facts::FactView;
use super::prep::Prep;
use crate::arrange::next::NextView;
use crate::arrange::person::{PersonView, initials};
use crate::arrange::site::Site;
use crate::arrange::words::Words;
use crate::model::ContactIndex;

/// Facts on a card.
const FACTS_SHOWN: usize = 3;

/// The card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CardPage {
    /// The name.
    pub title: String,
    /// Who.
    pub person: PersonView,
    /// Role, organisation, place.
    pub about: Vec<Words>,
    /// What stands in a ring.
    pub initials: String,
    /// Days since the last meaningful contact.
    pub days: Option<i32>,
    /// r.
    pub ratio: Option<f64>,
    /// The last meaningful contact.
    pub last: Option<Date>,
    /// Agreed rhythm in days.
    pub cadence_days: u32,
    /// What to do next.
    pub next: Option<NextView>,
    /// Topics, what to remember, what is open, what to avoid.
    pub prep: Option<Prep>,
    /// Three facts.
    pub facts: Vec<FactView>,
    /// The profile.
    pub back: String,
}

impl Site<'_> {
    /// Makes a person's card.
    pub(in crate::arrange) fn card_page(&self, who: ContactIndex) -> Option<CardPage> {
        let (contact, figures) = self.person(who)?;
        let mut facts = self.card_facts(who);
        facts.truncate(FACTS_SHOWN);
        Some(CardPage {
            title: contact.name().to_owned(),
            person: self.person_view(who)?,
            about: self.about(contact),
            initials: initials(contact),
            days: figures.rhythm.days_since,
            ratio: figures.rhythm.ratio,
            last: figures.rhythm.last_meaningful,
            cadence_days: figures.rhythm.cadence_days,
            next: self.next_words(who),
            prep: self.prep(who),
            facts,
            back: self.profile_href(who),
        })
    }
}
