//! Tags: all of them from A to Z, and for each the people and guides that carry it.

use serde::Serialize;

use super::people::{GroupView, GuideLink, PartLink, People, chips};
use super::route::Route;
use super::site::{MOST_ROWS, Site, Tag, parts};
use super::words::{Words, say};
use crate::message::Message;
use crate::model::name::reading_of;

/// The letters an index offers: every one from A to Z, and `#` for the rest.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ#";

/// The page of all tags.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tags {
    /// Its title.
    pub title: Words,
    /// How many there are.
    pub lede: Vec<Words>,
    /// From A to Z.
    pub letters: Vec<Letter>,
    /// The tags under each letter.
    pub groups: Vec<LetterGroup<TagRow>>,
}

/// A letter of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// The letter.
    pub letter: char,
    /// Its anchor, where something stands under it.
    pub href: Option<String>,
}

/// What stands under a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterGroup<T> {
    /// The letter.
    pub letter: char,
    /// Where it stands on the page.
    pub id: String,
    /// From A to Z.
    pub rows: Vec<T>,
}

/// A tag in the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagRow {
    /// As written.
    pub name: String,
    /// How many people and guides carry it.
    pub count: usize,
    /// Its page.
    pub href: String,
}

impl Site<'_> {
    /// Makes the page of all tags.
    pub(super) fn tags_page(&self) -> Tags {
        let row = |(place, tag): (usize, &Tag)| {
            let count = tag.people.len() + tag.guides.len();
            (reading_of(&tag.name).letter(), TagRow { name: tag.name.clone(), count, href: self.path(Route::Tag(place, 0)) })
        };
        let groups = by_letter(self.tags.iter().enumerate().map(row));
        Tags {
            title: say("nav.tags"),
            lede: vec![Message::new("tags.lede").with("n", self.tags.len()).into()],
            letters: letters(&groups),
            groups,
        }
    }

    /// Makes one page of those who carry a tag, from A to Z.
    pub(super) fn tag_page(&self, place: usize, part: usize) -> Option<People> {
        let tag = self.tags.get(place)?;
        let count = tag.people.len();
        let rows = tag.people.iter().skip(part * MOST_ROWS).take(MOST_ROWS).filter_map(|who| self.listed(*who)).collect();
        let groups = if count > 0 { vec![GroupView { id: None, title: None, count, note: None, rows }] } else { Vec::new() };
        let link = |other: usize| PartLink {
            label: format!("{}–{}", other * MOST_ROWS + 1, count.min((other + 1) * MOST_ROWS)),
            href: self.path(Route::Tag(place, other)),
            current: other == part,
        };
        let pages = if parts(count) > 1 { (0..parts(count)).map(link).collect() } else { Vec::new() };
        Some(People {
            title: tag.name.as_str().into(),
            tag: true,
            lede: if count > 0 { vec![Message::new("people.tag_lede").with("n", count).into()] } else { Vec::new() },
            sorts: Vec::new(),
            orders: Vec::new(),
            chips: chips(&groups, &self.path(Route::Tag(place, part))),
            memberships: Vec::new(),
            pages,
            groups,
            guides: tag.guides.iter().filter_map(|guide| self.guide_link(*guide)).collect(),
            cards: None,
            paused: Vec::new(),
            empty: false,
        })
    }

    fn guide_link(&self, place: usize) -> Option<GuideLink> {
        let guide = self.journal.articles.get(place)?;
        Some(GuideLink { title: guide.title.clone(), href: self.article_href(place) })
    }
}

/// Rows that come from A to Z, under their letters. What begins with no letter comes last.
pub(super) fn by_letter<T>(rows: impl Iterator<Item = (char, T)>) -> Vec<LetterGroup<T>> {
    let mut groups: Vec<LetterGroup<T>> = Vec::new();
    for (letter, row) in rows {
        match groups.last_mut().filter(|group| group.letter == letter) {
            Some(group) => group.rows.push(row),
            None => groups.push(LetterGroup { letter, id: anchor(letter), rows: vec![row] }),
        }
    }
    groups
}

/// Every letter, linked where something stands under it; `#` only then.
pub(super) fn letters<T>(groups: &[LetterGroup<T>]) -> Vec<Letter> {
    let has = |letter: char| groups.iter().any(|group| group.letter == letter);
    let offered = LETTERS.chars().filter(|letter| *letter != '#' || has('#'));
    offered.map(|letter| Letter { letter, href: has(letter).then(|| format!("#{}", anchor(letter))) }).collect()
}

/// Where a letter's group stands; `#` may not stand in an address.
pub(super) fn anchor(letter: char) -> String {
    if letter == '#' { "l-others".to_owned() } else { format!("l-{letter}") }
}
