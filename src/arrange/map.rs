//! Map: everyone on rings around me, who introduced whom, and introductions worth
//! making. The drawing is laid out in `render`; here it is said who stands on which
//! ring and which lines there are. The lists are always complete.

use std::collections::BTreeMap;

use serde::Serialize;

use super::person::PersonView;
use super::site::Site;
use super::tags::anchor;
use super::words::{Words, say};
use crate::measure::network::Introduction;
use crate::measure::rhythm::Phase;
use crate::message::{Argument, Message};
use crate::model::{Contact, ContactIndex};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Map {
    /// What the page is called.
    pub title: Words,
    /// How many there are, how many were introduced, and by whom most.
    pub lede: Vec<Words>,
    /// The names of the four rings, innermost first.
    pub rings: Vec<Words>,
    /// Everyone but cards and the paused, from A to Z.
    pub nodes: Vec<Node>,
    /// Introductions drawn.
    pub worth: Vec<Pair>,
    /// Who introduced whom, from A to Z.
    pub introduced: Vec<Introducer>,
    /// A to Z, where the list is long.
    pub letters: Vec<Letter>,
    /// Introductions worth making: the first three.
    pub introductions: Vec<Worth>,
    /// The rest of them.
    pub introductions_rest: Vec<Worth>,
    /// Those nobody introduced.
    pub alone: Vec<Words>,
}

/// Somebody on the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Node {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their page.
    pub href: String,
    /// Where the relation stands.
    pub phase: &'static str,
    /// 0 to 3.
    pub ring: usize,
    /// Who introduced them, where that person is on the map.
    pub introduced_by: Option<String>,
}

/// Two people who might be introduced.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
}

/// Somebody who introduced others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Introducer {
    /// The anchor of the first of a letter.
    pub id: Option<String>,
    /// Who.
    pub person: PersonView,
    /// Whom.
    pub people: Vec<PersonView>,
}

/// A letter of the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Letter {
    /// The letter.
    pub letter: String,
    /// Its first row; none where there is no such name.
    pub href: Option<String>,
}

/// An introduction worth making.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Worth {
    /// Who is good at it.
    pub a: PersonView,
    /// Who looks for it.
    pub b: PersonView,
    /// Why.
    pub text: Vec<Words>,
    /// From which lists of theirs.
    pub source: Words,
}

/// Introductions shown and drawn; more would be a thicket.
const WORTH_SHOWN: usize = 3;
/// Introductions in the fold below them: a year's worth, one every other day.
const WORTH_MOST: usize = 180;
/// Lists from here on have letters.
const LETTERS_FROM: usize = 100;
/// Introducers named in the lede.
const NAMED: usize = 2;
/// The default circles of the four rings with their rhythm in days.
const RINGS: [(&str, u32); 4] = [("inner", 14), ("close", 30), ("friend", 90), ("known", 180)];

impl Site<'_> {
    /// Whether anybody stands on the map.
    pub(super) fn has_map(&self) -> bool {
        self.insights.people.iter().any(|figures| is_on_map(figures.rhythm.phase))
    }

    /// Makes the map.
    #[must_use]
    pub fn map_page(&self) -> Map {
        let nodes = self.nodes();
        let introduced = self.introducers();
        let letters = if introduced.len() >= LETTERS_FROM { letters(&introduced) } else { Vec::new() };
        let worth: Vec<&Introduction> =
            self.insights.network.introductions.iter().filter(|one| self.on_map(one.a) && self.on_map(one.b)).collect();
        let mut introductions: Vec<Worth> = worth.iter().take(WORTH_MOST).filter_map(|one| self.worth(one)).collect();
        let introductions_rest = introductions.split_off(introductions.len().min(WORTH_SHOWN));
        Map {
            title: say("nav.map"),
            lede: self.map_lede(&nodes, &introduced),
            rings: self.ring_names(),
            worth: introductions.iter().map(|one| Pair { a: one.a.id.clone(), b: one.b.id.clone() }).collect(),
            alone: self.alone(&nodes),
            nodes,
            introduced,
            letters,
            introductions,
            introductions_rest,
        }
    }

    fn on_map(&self, who: ContactIndex) -> bool {
        self.insights.person(who).is_some_and(|figures| is_on_map(figures.rhythm.phase))
    }

    fn nodes(&self) -> Vec<Node> {
        let node = |(who, contact, figures): (ContactIndex, &Contact, &crate::measure::PersonInsights)| Node {
            id: contact.id.clone(),
            name: contact.name().to_owned(),
            href: self.profile_href(who),
            phase: figures.rhythm.phase.name(),
            ring: self.ring(contact.circle),
            introduced_by: contact
                .met_through
                .filter(|by| self.on_map(*by))
                .and_then(|by| self.journal.contact(by))
                .map(|by| by.id.clone()),
        };
        self.people().filter(|(who, _, _)| self.on_map(*who)).map(node).collect()
    }

    /// The ring of a circle: its own, or that of the default nearest in rhythm; those
    /// without a circle stand outermost.
    fn ring(&self, circle: Option<usize>) -> usize {
        let settings = &self.journal.settings;
        let Some(circle) = circle.and_then(|place| settings.circles.get(place)) else { return RINGS.len() - 1 };
        if circle.id == "kin" {
            return 0;
        }
        let own = RINGS.iter().position(|(id, _)| *id == circle.id);
        let nearest = || {
            RINGS
                .iter()
                .enumerate()
                .min_by_key(|(_, (_, days))| days.abs_diff(settings.circle_cadence_days(circle)))
                .map_or(0, |(ring, _)| ring)
        };
        own.unwrap_or_else(nearest)
    }

    /// A ring is named after the first circle on it.
    fn ring_names(&self) -> Vec<Words> {
        let name = |(ring, (id, _)): (usize, &(&str, u32))| {
            let first = (0..self.journal.settings.circles.len()).find(|place| self.ring(Some(*place)) == ring);
            first.map_or_else(|| say(format!("circle.{id}")), |place| self.circle_name(Some(place)))
        };
        RINGS.iter().enumerate().map(name).collect()
    }

    fn introducers(&self) -> Vec<Introducer> {
        let places: BTreeMap<ContactIndex, usize> = self.by_reading.iter().enumerate().map(|(place, who)| (*who, place)).collect();
        let row = |(who, contact, _): (ContactIndex, &Contact, &crate::measure::PersonInsights)| {
            let mut people = contact.introduced.clone();
            people.sort_by_key(|other| places.get(other));
            let people: Vec<PersonView> = people.into_iter().filter_map(|other| self.person_view(other)).collect();
            let letter = contact.reading.letter();
            (!people.is_empty()).then(|| Some((letter, Introducer { id: None, person: self.person_view(who)?, people }))).flatten()
        };
        let mut rows: Vec<(char, Introducer)> = self.people().filter_map(row).collect();
        let mut last = None;
        for (letter, row) in &mut rows {
            if last != Some(*letter) {
                row.id = Some(anchor(*letter));
                last = Some(*letter);
            }
        }
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn map_lede(&self, nodes: &[Node], introduced: &[Introducer]) -> Vec<Words> {
        let rings = self.ring_names().into_iter().enumerate();
        let taken = rings.filter(|(ring, _)| nodes.iter().any(|node| node.ring == *ring));
        let circles: Vec<Argument> = taken.map(|(_, name)| name.into()).collect();
        let n = nodes.iter().filter(|node| node.introduced_by.is_some()).count();
        // The order from A to Z stays among equals.
        let mut by_lines: Vec<&Introducer> = introduced.iter().collect();
        by_lines.sort_by_key(|row| std::cmp::Reverse(row.people.len()));
        let names: Vec<Argument> = by_lines.iter().take(NAMED).map(|row| row.person.name.as_str().into()).collect();
        let names = match <[Argument; 2]>::try_from(names) {
            Ok([a, b]) => vec![Message::new("map.both").with("a", a).with("b", b).into()],
            Err(names) => names,
        };
        vec![
            Message::new("map.lede").with("n", nodes.len()).with("circles", circles).into(),
            Message::new("map.lede_introduced").with("n", n).with("people", names).into(),
        ]
    }

    /// The catalogue says A is good at what B looks for; the figures have it the other
    /// way round.
    fn worth(&self, one: &Introduction) -> Option<Worth> {
        let (a, b) = (self.person_view(one.b)?, self.person_view(one.a)?);
        let text = Message::new("map.need_meets").with("a", a.name.as_str()).with("b", b.name.as_str()).with("need", one.need.as_str());
        let source = Message::new("map.source").with("a", a.name.as_str()).with("b", b.name.as_str());
        Some(Worth { text: vec![text.into()], source: source.into(), a, b })
    }

    fn alone(&self, nodes: &[Node]) -> Vec<Words> {
        let n = nodes.iter().filter(|node| node.introduced_by.is_none()).count();
        if n == 0 {
            return Vec::new();
        }
        let kin = self.journal.settings.circle("kin");
        let is_kin = |who: ContactIndex, contact: &Contact| contact.met_through.is_none() && contact.circle == kin && self.on_map(who);
        let family = self.people().filter(|(who, contact, _)| kin.is_some() && is_kin(*who, contact)).count();
        let mut words: Vec<Words> = vec![Message::new("map.alone").with("n", n).into()];
        words.extend((family > 0).then(|| Message::new("map.alone_family").with("n", family).into()));
        words
    }
}

fn is_on_map(phase: Phase) -> bool {
    !matches!(phase, Phase::Card | Phase::Paused)
}

fn letters(rows: &[Introducer]) -> Vec<Letter> {
    let anchors: Vec<&str> = rows.iter().filter_map(|row| row.id.as_deref()).collect();
    let letter = |letter: char| {
        let id = anchor(letter);
        Letter { letter: letter.to_string(), href: anchors.contains(&id.as_str()).then(|| format!("#{id}")) }
    };
    let all = ('A'..='Z').map(letter);
    // Names that begin with no letter stand last.
    all.chain(['#'].map(letter).into_iter().filter(|letter| letter.href.is_some())).collect()
}
