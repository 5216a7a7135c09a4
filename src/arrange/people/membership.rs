//! Chips by circle and by tag. Each leads to the list that exists as a file; where one page
//! holds everybody, a script shows the same people in place.

use serde::Serialize;

use super::super::person::circle_title;
use super::super::route::{Route, Variant};
use super::super::site::Site;
use super::super::words::Words;
use super::order::Group;
use crate::measure::rhythm::Phase;
use crate::model::{Contact, ContactIndex};

/// More tags than this are found on the page of tags.
const MOST_TAGS: usize = 6;

/// A tag of one person is no group.
const FEWEST_PEOPLE: usize = 2;

/// A circle or a tag to filter by.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MembershipChip {
    /// What it is called.
    pub title: Words,
    /// Whether it is a tag.
    pub tag: bool,
    /// How many of the listed belong to it.
    pub count: usize,
    /// The list of them.
    pub href: String,
    /// What rows of theirs have among their `membership`; none where the list has several
    /// pages, so that none of them could show them all.
    pub member: Option<String>,
}

/// A tag that has a chip: its place among the tags, and how many of the listed carry it.
pub(crate) type ChipTag = (usize, usize);

impl Site<'_> {
    /// Circles in the order of the settings, then the tags most carry.
    pub(super) fn membership_chips(&self) -> Vec<MembershipChip> {
        let in_place = self.is_one_page();
        let circles = self.lists.parts(Variant::Circle).iter().flat_map(|part| &part.pieces).filter_map(|piece| {
            let Group::Circle(Some(place)) = piece.group else { return None };
            let circle = self.journal.settings.circles.get(place)?;
            Some(MembershipChip {
                title: circle_title(&circle.id, circle.title.as_deref()),
                tag: false,
                count: piece.whole,
                href: self.circle_href(Some(place)),
                member: in_place.then(|| format!("c{place}")),
            })
        });
        let mut circles: Vec<MembershipChip> = circles.collect();
        // A large circle goes on on the next page.
        circles.dedup_by(|later, first| later.href == first.href);
        if circles.len() < 2 {
            circles.clear();
        }
        let tags = self.chip_tags().iter().filter_map(|(place, count)| {
            let tag = self.tags.get(*place)?;
            Some(MembershipChip {
                title: tag.name.as_str().into(),
                tag: true,
                count: *count,
                href: self.path(Route::Tag(*place, 0)),
                member: in_place.then(|| format!("t{place}")),
            })
        });
        circles.extend(tags);
        circles
    }

    /// The groups with a chip that somebody belongs to, each as its chip names it.
    pub(super) fn membership(&self, contact: &Contact) -> String {
        if !self.is_one_page() {
            return String::new();
        }
        let mut tags: Vec<usize> = contact.profile.tags.iter().filter_map(|tag| self.tag_place(tag)).collect();
        tags.retain(|place| self.chip_tags().iter().any(|(chip, _)| chip == place));
        tags.sort_unstable();
        tags.dedup();
        let circle = contact.circle.map(|place| format!("c{place}"));
        circle.into_iter().chain(tags.into_iter().map(|place| format!("t{place}"))).collect::<Vec<_>>().join(" ")
    }

    /// The tags most of the listed carry, from A to Z where as many do. Every row asks, so
    /// it is found out once.
    pub(in crate::arrange) fn chip_tags(&self) -> &[ChipTag] {
        self.chip_tags.get_or_init(|| {
            let listed = |who: &&ContactIndex| {
                let phase = self.insights.person(**who).map(|figures| figures.rhythm.phase);
                phase.is_some_and(|phase| !matches!(phase, Phase::Card | Phase::Paused))
            };
            let count = |(place, tag): (usize, &super::super::site::Tag)| (place, tag.people.iter().filter(listed).count());
            let mut tags: Vec<ChipTag> = self.tags.iter().enumerate().map(count).filter(|(_, count)| *count >= FEWEST_PEOPLE).collect();
            tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            tags.truncate(MOST_TAGS);
            tags
        })
    }

    /// Whether everybody listed stands on one page, however sorted.
    pub(in crate::arrange) fn is_one_page(&self) -> bool {
        Variant::ALL.into_iter().all(|variant| self.people_parts(variant) == 1)
    }
}
