//! People: everybody, sorted in four ways, by whom to look at first by default; at the
//! end the pile of cards, and the paused in a fold of their own.

pub(super) mod membership;
pub(super) mod order;
mod orders;
mod pile;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::day::cadence_words;
use super::person::{PersonView, circle_title};
use super::route::{Route, Variant};
use super::site::Site;
use super::tags::anchor;
use super::words::{Words, say};
use crate::measure::PersonInsights;
use crate::message::Message;
use crate::model::{Contact, ContactIndex};
pub use membership::MembershipChip;
use order::{Group, Lists, Part, Piece};
pub use orders::OrderedGroup;
pub(super) use pile::status_words;
pub use pile::{Card, Cards, MoreCards, PausedRow};

/// The phases that have a chip.
const CHIPS: [&str; 6] = ["due", "drifting", "quiet", "steady", "fresh", "new"];

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct People {
    /// Its title; of a tag's page, the tag.
    pub title: Words,
    /// Whether it is a tag's page.
    pub tag: bool,
    /// How many there are.
    pub lede: Vec<Words>,
    /// Ways to sort.
    pub sorts: Vec<SortLink>,
    /// Phases to filter by.
    pub chips: Vec<Chip>,
    /// Circles and tags to filter by.
    pub memberships: Vec<MembershipChip>,
    /// The other parts of a long list.
    pub pages: Vec<PartLink>,
    /// The people.
    pub groups: Vec<GroupView>,
    /// Every order of a list that fits on one page, group by group.
    pub orders: Vec<OrderedGroup>,
    /// Guides that carry the tag.
    pub guides: Vec<GuideLink>,
    /// The pile of cards.
    pub cards: Option<Cards>,
    /// Those set aside.
    pub paused: Vec<PausedRow>,
    /// Whether there is nobody at all.
    pub empty: bool,
}

/// A way to sort.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SortLink {
    /// `attention`, `last`, `circle` or `name`.
    pub key: &'static str,
    /// Its page.
    pub href: String,
    /// Whether it is this one.
    pub current: bool,
}

/// A phase to filter by.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chip {
    /// A phase, `all` or `watch`.
    pub phase: &'static str,
    /// How many on this page.
    pub count: usize,
    /// This page, showing only them.
    pub href: String,
    /// Whether it is chosen when the page opens.
    pub current: bool,
}

/// A part of a long list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartLink {
    /// A letter, or ranks.
    pub label: String,
    /// Its page.
    pub href: String,
    /// Whether it is this one.
    pub current: bool,
}

/// A guide that carries a tag.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GuideLink {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
}

/// A group of people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupView {
    /// Its anchor.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<Words>,
    /// How many it has, on all pages.
    pub count: usize,
    /// What else is to be known of it.
    pub note: Option<Words>,
    /// Who: a row stands on many lists and is made once, see [`Row`].
    pub rows: Vec<ListedRow>,
}

/// A person on a list. In the view it is the place of a row already made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedRow {
    /// Who.
    pub who: ContactIndex,
    /// Where the relation stands.
    pub phase: &'static str,
    /// Whether a danger sign is to be looked at.
    pub watch: bool,
}

impl Serialize for ListedRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.who.0)
    }
}

/// A person in one row: the view of `people-row.html`, which stands on every list the
/// person is on, the same on each.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Who.
    pub person: PersonView,
    /// Role, or organisation, and place.
    pub about: Vec<Words>,
    /// Their circle.
    pub circle: Option<Words>,
    /// Days since the last meaningful contact.
    pub days: Option<i32>,
    /// Agreed rhythm in days.
    pub cadence_days: u32,
    /// The last meaningful contact.
    pub last: Option<Date>,
    /// r.
    pub ratio: Option<f64>,
    /// Twelve months.
    pub months: Vec<&'static str>,
    /// Who begins.
    pub initiative: Begins,
    /// What to do next.
    pub next: Option<Words>,
    /// Whether a danger sign is to be looked at.
    pub watch: bool,
    /// Their circle and tags as far as those have a chip, as `member` of the chips says
    /// them; empty where there are no such chips.
    pub membership: String,
}

/// Who began how often in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Begins {
    /// I.
    pub me: usize,
    /// They.
    pub them: usize,
}

impl Site<'_> {
    /// How many pages a sorted list of people takes.
    #[must_use]
    pub fn people_parts(&self, variant: Variant) -> usize {
        self.lists.parts(variant).len()
    }

    /// Everybody but cards and the paused.
    #[must_use]
    pub fn listed_people(&self) -> usize {
        self.lists.listed
    }

    /// Where a circle stands among the people.
    #[must_use]
    pub fn circle_href(&self, circle: Option<usize>) -> String {
        let page = self.path(Route::People(Variant::Circle, self.lists.part_of_circle(circle)));
        format!("{page}#{}", self.circle_id(circle))
    }

    /// Makes one page of a sorted list.
    pub(super) fn people_page(&self, variant: Variant, part: usize) -> People {
        let parts = self.lists.parts(variant);
        let pieces = parts.get(part).map_or(&[][..], |part| part.pieces.as_slice());
        let groups: Vec<GroupView> = pieces.iter().map(|piece| self.group(piece)).collect();
        let is_last = part + 1 == parts.len();
        People {
            title: say("people.title"),
            tag: false,
            lede: self.people_lede(),
            sorts: self.sort_links(variant),
            chips: chips(&groups, &self.path(Route::People(variant, part))),
            memberships: self.membership_chips(),
            pages: self.part_links(parts, |place| Route::People(variant, place), part),
            orders: self.orders(&groups),
            groups,
            guides: Vec::new(),
            cards: is_last.then(|| self.pile()).flatten(),
            paused: if is_last { self.paused_rows() } else { Vec::new() },
            empty: self.journal.contacts.is_empty(),
        }
    }

    fn people_lede(&self) -> Vec<Words> {
        let Lists { listed, ready, watched, .. } = self.lists;
        if listed == 0 {
            return Vec::new();
        }
        let key = if watched > 0 { "people.lede" } else { "people.lede_calm" };
        vec![Message::new(key).with("n", listed).with("ready", ready).with("watch", watched).into()]
    }

    fn part_links(&self, parts: &[Part], route: impl Fn(usize) -> Route, current: usize) -> Vec<PartLink> {
        if parts.len() < 2 {
            return Vec::new();
        }
        let link = |(place, part): (usize, &Part)| PartLink {
            label: part.label.clone(),
            href: self.path(route(place)),
            current: place == current,
        };
        parts.iter().enumerate().map(link).collect()
    }

    fn group(&self, piece: &Piece) -> GroupView {
        let circle = |place: Option<usize>| place.and_then(|place| self.journal.settings.circles.get(place));
        let (id, title, note) = match piece.group {
            Group::StartHere => (None, say("people.group.start_here"), None),
            Group::Good => (None, say("people.group.good"), None),
            Group::New => (None, say("people.group.new"), None),
            Group::Last(span) => (None, say(format!("people.group.{span}")), None),
            Group::Letter(letter) => (Some(anchor(letter)), Words::from(letter.to_string()), None),
            Group::Circle(place) => {
                let title = circle(place).map_or_else(|| say("circle.none"), |circle| circle_title(&circle.id, circle.title.as_deref()));
                let note = circle(place).map(|circle| cadence_words(self.journal.settings.circle_cadence_days(circle)).into());
                (Some(self.circle_id(place)), title, note)
            }
        };
        let rows = piece.people.iter().filter_map(|who| self.listed(*who)).collect();
        GroupView { id, title: Some(title), count: piece.whole, note, rows }
    }

    /// A circle's anchor: its place, for its id may hold anything.
    fn circle_id(&self, circle: Option<usize>) -> String {
        let id = circle.and_then(|place| self.journal.settings.circles.get(place)).map(|circle| circle.id.as_str());
        match (id, circle) {
            (None, _) | (_, None) => "no-circle".to_owned(),
            (Some(id), Some(_)) if id.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-') => format!("circle-{id}"),
            (Some(_), Some(place)) => format!("circle-{}", place + 1),
        }
    }

    /// A person on a list.
    pub(super) fn listed(&self, who: ContactIndex) -> Option<ListedRow> {
        let (_, figures) = self.person(who)?;
        Some(ListedRow { who, phase: figures.rhythm.phase.name(), watch: self.is_watched(who) })
    }

    /// A person in one row.
    #[must_use]
    pub fn people_row(&self, who: ContactIndex) -> Option<Row> {
        let (contact, figures): (_, &PersonInsights) = self.person(who)?;
        let rhythm = &figures.rhythm;
        Some(Row {
            person: self.person_view(who)?,
            about: role_and_place(contact),
            circle: self.circle_words(contact),
            days: rhythm.days_since,
            cadence_days: rhythm.cadence_days,
            last: rhythm.last_meaningful,
            ratio: rhythm.ratio,
            months: self.months(contact),
            initiative: Begins { me: figures.initiative.me, them: figures.initiative.them },
            next: self.next_line(who),
            watch: self.is_watched(who),
            membership: self.membership(contact),
        })
    }
}

/// What stands under a name in a row: the role, else where they work, and the place.
pub(super) fn role_and_place(contact: &Contact) -> Vec<Words> {
    let profile = &contact.profile;
    let work = profile.role.as_ref().or(profile.org.as_ref());
    work.into_iter().chain(&profile.location).map(Words::from).collect()
}

/// The phases on a page, with how many rows each would leave.
pub(super) fn chips(groups: &[GroupView], page: &str) -> Vec<Chip> {
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let chip = |phase: &'static str, count: usize| Chip { phase, count, href: format!("{page}#f-{phase}"), current: phase == "all" };
    let mut chips: Vec<Chip> = CHIPS.into_iter().map(|phase| chip(phase, rows().filter(|row| row.phase == phase).count())).collect();
    chips.push(chip("watch", rows().filter(|row| row.watch).count()));
    chips.retain(|chip| chip.count > 0);
    // One phase alone leaves nothing to choose.
    if chips.len() > 1 {
        chips.insert(0, chip("all", rows().count()));
    } else {
        chips.clear();
    }
    chips
}
