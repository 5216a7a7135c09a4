//! Insights: the whole network. Circles against their natural sizes, what the rhythms
//! ask for against what one set, who covers my gaps, what flows, the classic mistakes.

mod exchange;
mod load;
mod mistakes;

use std::collections::BTreeMap;

use serde::Serialize;

use super::person::{PersonView, circle_title};
use super::route::{Route, Variant};
use super::signs::SignRow;
use super::site::Site;
use super::words::{Words, say};
use crate::measure::PersonInsights;
use crate::measure::checks::QUARTER_DAYS;
use crate::measure::rhythm::Phase;
use crate::message::Message;
use crate::model::Contact;
use crate::model::text::plain;

pub use exchange::{Flow, Flows};
pub use load::{Load, LoadOption, LoadPart};
pub use mistakes::MistakeView;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InsightsPage {
    /// What the page is called.
    pub title: Words,
    /// The quarter, then the load.
    pub lede: Vec<Words>,
    /// Circles with somebody in them.
    pub circles: Vec<CircleRow>,
    /// What the rhythms ask for.
    pub load: Load,
    /// My gaps, those nobody covers first.
    pub gaps: Vec<GapRow>,
    /// What is given and received.
    pub exchange: Option<Flows>,
    /// Danger signs, all of them.
    pub signs: Vec<SignRow>,
    /// The pile of cards.
    pub cards: Option<CardsLink>,
    /// Classic mistakes that are seen.
    pub mistakes: Vec<MistakeView>,
    /// Those that are not.
    pub not_seen: Vec<&'static str>,
}

/// A circle this quarter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CircleRow {
    /// Its title.
    pub title: Words,
    /// How many are in it.
    pub people: usize,
    /// Its natural size.
    pub capacity: Option<u32>,
    /// With a meaningful contact this quarter.
    pub talked: usize,
    /// Of how many: the snoozed are left in peace.
    pub of: usize,
    /// The same in words.
    pub text: Words,
}

/// A gap of mine.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GapRow {
    /// As I wrote it.
    pub gap: String,
    /// How many cover it.
    pub covered_by: usize,
    /// The first of them, from A to Z.
    pub people: Vec<PersonView>,
    /// The goal that fills it, where nobody covers it.
    pub plan: Option<Words>,
}

/// The pile of cards.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CardsLink {
    /// How many there are.
    pub count: usize,
    /// Where they lie.
    pub href: String,
}

/// People named beside a gap.
const COVERING_SHOWN: usize = 12;

/// Somebody who counts, with the place of their circle.
pub(super) type Moving<'a> = (Option<usize>, &'a PersonInsights);

impl Site<'_> {
    /// Makes the page.
    #[must_use]
    pub fn insights_page(&self) -> InsightsPage {
        let moving = self.moving();
        let (mistakes, not_seen) = self.mistakes();
        InsightsPage {
            title: say("nav.insights"),
            lede: self.insights_lede(),
            circles: self.circle_rows(&moving),
            load: self.load(&moving),
            gaps: self.gap_rows(),
            exchange: self.flows(),
            signs: self.people().filter(|(who, _, _)| self.is_watched(*who)).flat_map(|(who, _, _)| self.sign_rows(who)).collect(),
            cards: self.cards_link(),
            mistakes,
            not_seen,
        }
    }

    /// Everyone whose phase is neither paused nor card: shares and load count them.
    fn moving(&self) -> Vec<Moving<'_>> {
        let counts = |figures: &PersonInsights| !matches!(figures.rhythm.phase, Phase::Paused | Phase::Card);
        self.people().filter(|(_, _, figures)| counts(figures)).map(|(_, contact, figures)| (contact.circle, figures)).collect()
    }

    fn insights_lede(&self) -> Vec<Words> {
        let network = &self.insights.network;
        let mut lede: Vec<Words> = Vec::new();
        if network.quarter.of > 0 {
            lede.push(Message::new("insights.lede_quarter").with("n", network.quarter.of).with("talked", network.quarter.part).into());
            let fits = network.load_per_week <= f64::from(network.capacity);
            let key = if fits { "insights.lede_load_fits" } else { "insights.lede_load_over" };
            lede.push(Message::new(key).with("load", load::tenths(network.load_per_week)).with("capacity", network.capacity).into());
        }
        lede
    }

    fn circle_rows(&self, moving: &[Moving<'_>]) -> Vec<CircleRow> {
        let sizes = &self.insights.network.circles;
        let mut rows: Vec<CircleRow> = Vec::new();
        for (place, size) in sizes.iter().enumerate() {
            rows.extend(circle_row(self.circle_name(Some(place)), size.people, size.capacity, moving, Some(place)));
        }
        let is_outside = |contact: &&Contact| contact.circle.is_none();
        let outside = moving.iter().filter(|(circle, _)| circle.is_none()).count();
        if self.journal.contacts.iter().any(|contact| is_outside(&contact)) {
            rows.extend(circle_row(say("circle.none"), outside, None, moving, None));
        }
        rows
    }

    /// A circle's title by its place in the settings.
    pub(super) fn circle_name(&self, place: Option<usize>) -> Words {
        let circle = place.and_then(|place| self.journal.settings.circles.get(place));
        circle.map_or_else(|| say("circle.none"), |circle| circle_title(&circle.id, circle.title.as_deref()))
    }

    fn gap_rows(&self) -> Vec<GapRow> {
        let mut gaps: Vec<_> = self.insights.network.gaps.iter().collect();
        gaps.sort_by_key(|gap| gap.covered_by.len());
        let places: BTreeMap<_, usize> = self.by_reading.iter().enumerate().map(|(place, who)| (*who, place)).collect();
        let row = |gap: &&crate::measure::network::GapCover| {
            let mut people = gap.covered_by.clone();
            people.sort_by_key(|who| places.get(who));
            people.truncate(COVERING_SHOWN);
            let plan = self.goal_for_gap(&gap.gap).map(|goal| Message::new("insights.plan").with("title", plain(&goal.title)).into());
            GapRow {
                gap: gap.gap.clone(),
                covered_by: gap.covered_by.len(),
                people: people.into_iter().filter_map(|who| self.person_view(who)).collect(),
                plan,
            }
        };
        gaps.iter().map(row).collect()
    }

    fn cards_link(&self) -> Option<CardsLink> {
        let count = self.insights.network.cards.len();
        (count > 0).then(|| CardsLink { count, href: format!("{}#cards", self.path(Route::People(Variant::Attention, 0))) })
    }
}

fn circle_row(title: Words, people: usize, capacity: Option<u32>, moving: &[Moving<'_>], place: Option<usize>) -> Option<CircleRow> {
    let members = || moving.iter().filter(|(circle, _)| *circle == place);
    let talked = members().filter(|(_, figures)| figures.rhythm.days_since.is_some_and(|days| days <= QUARTER_DAYS)).count();
    let of = members().count();
    let text = if talked == of {
        Message::new("insights.all_talked").with("n", of)
    } else {
        Message::new("insights.talked").with("n", talked).with("left", of - talked)
    };
    (of > 0).then(|| CircleRow { title, people, capacity, talked, of, text: text.into() })
}
