//! The whole network: circles against their natural sizes, the quarter, the load,
//! who covers my gaps, introductions worth making, cards, the classic mistakes.
//!
#![doc = include_str!("../../themes/default/messages/en/method/network.md")]
//!
//! Shares and load count everyone whose phase is neither `paused` nor `card`.

mod introductions;
pub(super) mod mistakes;

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::PersonInsights;
use super::checks::QUARTER_DAYS;
use super::fit::covers;
use super::rhythm::{Phase, Share};
use crate::model::contact::Status;
use crate::model::{Contact, ContactIndex, Journal};

use introductions::Phrases;

pub use introductions::Introduction;
pub use mistakes::{MISTAKE_IDS, Mistake};

/// The network's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// People per circle, in the order of the settings.
    pub circles: Vec<CircleSize>,
    /// How many had a meaningful contact this quarter (d ≤ 91).
    pub quarter: Share,
    /// Σ 7/c: contacts a week that the rhythms ask for.
    pub load_per_week: f64,
    /// People a week one can attend to.
    pub capacity: u32,
    /// My gaps and who covers them, in the order of `me.md`.
    pub gaps: Vec<GapCover>,
    /// Introductions worth making.
    pub introductions: Vec<Introduction>,
    /// Cards: never a meaningful contact.
    pub cards: Vec<ContactIndex>,
    /// Classic mistakes seen in the whole.
    pub mistakes: Vec<Mistake>,
}

/// A circle with its size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CircleSize {
    /// Its id.
    pub id: String,
    /// Everybody in it but cards, the paused, the ended, the dead.
    pub people: usize,
    /// Its natural size.
    pub capacity: Option<u32>,
}

/// One of my gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapCover {
    /// As I wrote it.
    pub gap: String,
    /// Nobody: a gap. One: a single point of failure.
    pub covered_by: Vec<ContactIndex>,
}

/// How many people a circle holds by nature: Dunbar's layers.
///
/// Source: W.-X. Zhou, D. Sornette, R. A. Hill, R. I. M. Dunbar, "Discrete hierarchical
/// organization of social group sizes", Proceedings of the Royal Society B 272 (2005).
#[must_use]
pub fn natural_size(circle: &str) -> Option<u32> {
    match circle {
        "inner" => Some(5),
        "close" | "kin" => Some(15),
        "friend" => Some(50),
        "known" => Some(150),
        _ => None,
    }
}

/// Computes the network's figures.
#[must_use]
pub fn network(journal: &Journal, people: &[PersonInsights], today: Date) -> Network {
    let everybody = || journal.iter().zip(people);
    let moving = || people.iter().filter(|person| !matches!(person.rhythm.phase, Phase::Paused | Phase::Card));
    let this_quarter = |person: &&PersonInsights| person.rhythm.days_since.is_some_and(|days| days <= QUARTER_DAYS);
    let cards: Vec<ContactIndex> = everybody().filter(|(_, person)| person.rhythm.phase == Phase::Card).map(|((who, _), _)| who).collect();
    let quarter = Share { part: moving().filter(this_quarter).count(), of: moving().count() };
    let strengths = introductions::strengths(journal);
    Network {
        circles: circles(journal, people),
        load_per_week: moving().map(|person| 7.0 / f64::from(person.rhythm.cadence_days)).sum(),
        capacity: journal.settings.capacity,
        gaps: journal.me.gaps.iter().map(|gap| gap_cover(&strengths, &gap.value)).collect(),
        introductions: introductions::introductions(journal, &strengths, today),
        mistakes: mistakes::mistakes(journal, people, &cards, quarter, today),
        cards,
        quarter,
    }
}

fn circles(journal: &Journal, people: &[PersonInsights]) -> Vec<CircleSize> {
    let sizes = journal.settings.circles.iter().enumerate().map(|(place, circle)| {
        let members = journal.contacts.iter().zip(people).filter(|(contact, _)| contact.circle == Some(place));
        let counted = members.filter(|(contact, person)| contact.profile.status == Status::Active && person.rhythm.phase != Phase::Card);
        CircleSize { id: circle.id.clone(), people: counted.count(), capacity: natural_size(&circle.id) }
    });
    sizes.collect()
}

/// Who can help with a gap: anyone strong in it with whom it is not over.
fn gap_cover(strengths: &Phrases<'_>, gap: &str) -> GapCover {
    let covering = strengths.iter().filter(|(strength, _)| covers(strength, gap));
    let covered_by: BTreeSet<ContactIndex> = covering.flat_map(|(_, people)| people.iter().map(|(who, _)| *who)).collect();
    GapCover { gap: gap.to_owned(), covered_by: covered_by.into_iter().collect() }
}

/// Neither ended nor dead.
fn is_there(contact: &Contact) -> bool {
    !matches!(contact.profile.status, Status::Ended | Status::Deceased)
}
