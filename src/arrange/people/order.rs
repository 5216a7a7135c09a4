//! Who stands where in the lists of people: groups and parts for every way to sort,
//! the pile of cards, the paused. Made once for the whole site.

use super::super::person::is_watched;
use super::super::route::Variant;
use super::super::site::MOST_ROWS;
use crate::measure::checks::QUARTER_DAYS;
use crate::measure::rhythm::Phase;
use crate::measure::{Insights, PersonInsights};
use crate::model::{Contact, ContactIndex, Journal};

/// What the people of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// Due, drifting, quiet, or with a danger sign to look at.
    StartHere,
    /// Steady and fresh.
    Good,
    /// Newly met.
    New,
    /// By the last meaningful contact: this week, this month, this quarter, before.
    Last(&'static str),
    /// A circle, by its place in the settings.
    Circle(Option<usize>),
    /// A letter of the readings.
    Letter(char),
}

/// A group, or as much of it as stands on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Which group.
    pub group: Group,
    /// How many it has in all.
    pub whole: usize,
    /// Those on this page, in order.
    pub people: Vec<ContactIndex>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// What the link to it says: a letter, or the first and the last rank.
    pub label: String,
    /// Its groups.
    pub pieces: Vec<Piece>,
}

/// Every list of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lists {
    by_variant: [Vec<Part>; 4],
    /// Everybody in the lists: neither card nor paused.
    pub listed: usize,
    /// Whom it is time for: due or drifting.
    pub ready: usize,
    /// For whom a danger sign is to be looked at.
    pub watched: usize,
    /// Never yet talked to, newest first.
    pub cards: Vec<ContactIndex>,
    /// Set aside, from A to Z.
    pub paused: Vec<ContactIndex>,
}

/// Somebody on their way into the lists.
struct Row<'a> {
    who: ContactIndex,
    contact: &'a Contact,
    figures: &'a PersonInsights,
    /// r × the circle's weight, as this week's list is ordered.
    urgency: f64,
}

impl Lists {
    /// Sorts everybody; `by_reading` is everybody from A to Z.
    pub(crate) fn new(journal: &Journal, insights: &Insights, by_reading: &[ContactIndex]) -> Self {
        let all: Vec<Row<'_>> = by_reading.iter().filter_map(|who| row(journal, insights, *who)).collect();
        let of = |phase: Phase| all.iter().filter(move |row| row.figures.rhythm.phase == phase);
        let mut cards: Vec<&Row<'_>> = of(Phase::Card).collect();
        cards.sort_by_key(|row| std::cmp::Reverse(row.figures.rhythm.known_since));
        let listed: Vec<&Row<'_>> = all.iter().filter(|row| !matches!(row.figures.rhythm.phase, Phase::Card | Phase::Paused)).collect();
        Self {
            by_variant: [
                by_rank(attention(&listed)),
                by_rank(last(&listed)),
                by_rank(circles(&listed, journal.settings.circles.len())),
                by_letter(letters(&listed)),
            ],
            listed: listed.len(),
            ready: of(Phase::Due).chain(of(Phase::Drifting)).count(),
            watched: all.iter().filter(|row| is_watched(row.figures)).count(),
            cards: cards.into_iter().map(|row| row.who).collect(),
            paused: of(Phase::Paused).map(|row| row.who).collect(),
        }
    }

    /// The pages of a list; never none.
    pub(crate) fn parts(&self, variant: Variant) -> &[Part] {
        let [attention, last, circle, name] = &self.by_variant;
        match variant {
            Variant::Attention => attention,
            Variant::Last => last,
            Variant::Circle => circle,
            Variant::Name => name,
        }
    }

    /// The page on which a circle begins.
    pub(crate) fn part_of_circle(&self, circle: Option<usize>) -> usize {
        let begins = |part: &Part| part.pieces.iter().any(|piece| piece.group == Group::Circle(circle));
        self.parts(Variant::Circle).iter().position(begins).unwrap_or(0)
    }
}

fn row<'a>(journal: &'a Journal, insights: &'a Insights, who: ContactIndex) -> Option<Row<'a>> {
    let (contact, figures) = journal.contact(who).zip(insights.person(who))?;
    let weight = contact.circle.and_then(|place| journal.settings.circles.get(place)).map_or(1.0, |circle| circle.weight);
    Some(Row { who, contact, figures, urgency: figures.rhythm.ratio.unwrap_or(0.0) * weight })
}

type Grouped = Vec<(Group, Vec<ContactIndex>)>;

/// Whom to look at first: as this week's list orders them, then whom a sign concerns,
/// then the quiet, the nearest first.
fn attention(listed: &[&Row<'_>]) -> Grouped {
    let (mut start, mut good, mut new) = (Vec::new(), Vec::new(), Vec::new());
    for row in listed {
        let watched = row.figures.signs.iter().any(|sign| !sign.dismissed);
        match row.figures.rhythm.phase {
            Phase::Due | Phase::Drifting => start.push((0, -row.urgency, row.who)),
            Phase::Quiet => start.push((2, row.urgency, row.who)),
            _ if watched => start.push((1, -row.urgency, row.who)),
            Phase::New => new.push((std::cmp::Reverse(row.figures.rhythm.known_since), row.who)),
            phase => good.push((i32::from(phase == Phase::Fresh), -row.urgency, row.who)),
        }
    }
    let by_urgency = |a: &(i32, f64, ContactIndex), b: &(i32, f64, ContactIndex)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1));
    start.sort_by(by_urgency);
    good.sort_by(by_urgency);
    new.sort_by_key(|(since, _)| *since);
    vec![
        (Group::StartHere, start.into_iter().map(|(_, _, who)| who).collect()),
        (Group::Good, good.into_iter().map(|(_, _, who)| who).collect()),
        (Group::New, new.into_iter().map(|(_, who)| who).collect()),
    ]
}

/// The last meaningful contact first, in spans of time one thinks in.
fn last(listed: &[&Row<'_>]) -> Grouped {
    const SPANS: [(&str, i32); 4] = [("week", 7), ("month", 30), ("quarter", QUARTER_DAYS), ("earlier", i32::MAX)];
    let mut rows: Vec<(i32, ContactIndex)> =
        listed.iter().map(|row| (row.figures.rhythm.days_since.unwrap_or(i32::MAX), row.who)).collect();
    rows.sort_by_key(|(days, _)| *days);
    let mut groups: Grouped = SPANS.iter().map(|(name, _)| (Group::Last(name), Vec::new())).collect();
    for (days, who) in rows {
        let place = SPANS.iter().position(|(_, until)| days <= *until).unwrap_or(SPANS.len() - 1);
        if let Some((_, people)) = groups.get_mut(place) {
            people.push(who);
        }
    }
    groups
}

/// Circle by circle, those without one last.
fn circles(listed: &[&Row<'_>], circles: usize) -> Grouped {
    let places = (0..circles).map(Some).chain([None]);
    let members = |circle: Option<usize>| listed.iter().filter(|row| row.contact.circle == circle).map(|row| row.who).collect();
    places.map(|circle| (Group::Circle(circle), members(circle))).collect()
}

/// From A to Z.
fn letters(listed: &[&Row<'_>]) -> Grouped {
    let mut groups: Grouped = Vec::new();
    for row in listed {
        let letter = Group::Letter(row.contact.reading.letter());
        match groups.last_mut().filter(|(group, _)| *group == letter) {
            Some((_, people)) => people.push(row.who),
            None => groups.push((letter, vec![row.who])),
        }
    }
    groups
}

/// Cuts a long list by rank.
fn by_rank(groups: Grouped) -> Vec<Part> {
    let mut parts = vec![Part { label: String::new(), pieces: Vec::new() }];
    let mut on_last = 0;
    for (group, people) in groups {
        let whole = people.len();
        let mut left = people.as_slice();
        while !left.is_empty() {
            if on_last == MOST_ROWS {
                parts.push(Part { label: String::new(), pieces: Vec::new() });
                on_last = 0;
            }
            let (here, rest) = left.split_at(left.len().min(MOST_ROWS - on_last));
            if let Some(part) = parts.last_mut() {
                part.pieces.push(Piece { group, whole, people: here.to_vec() });
            }
            on_last += here.len();
            left = rest;
        }
    }
    let mut rank = 0;
    for part in &mut parts {
        let first = rank + 1;
        rank += part.pieces.iter().map(|piece| piece.people.len()).sum::<usize>();
        part.label = format!("{first}–{rank}");
    }
    parts
}

/// Cuts a long list by letter, and a letter longer than a page by rank.
fn by_letter(groups: Grouped) -> Vec<Part> {
    let all: usize = groups.iter().map(|(_, people)| people.len()).sum();
    let piece = |(group, people): (Group, Vec<ContactIndex>)| Piece { group, whole: people.len(), people };
    if all <= MOST_ROWS {
        return vec![Part { label: String::new(), pieces: groups.into_iter().map(piece).collect() }];
    }
    let mut parts = Vec::new();
    for (group, people) in groups {
        let Group::Letter(letter) = group else { continue };
        for (place, here) in people.chunks(MOST_ROWS).enumerate() {
            let label = if place == 0 { letter.to_string() } else { format!("{letter} {}", place + 1) };
            parts.push(Part { label, pieces: vec![Piece { group, whole: people.len(), people: here.to_vec() }] });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(from: u32, to: u32) -> Vec<ContactIndex> {
        (from..to).map(ContactIndex).collect()
    }

    #[test]
    fn long_lists_are_cut_by_rank() {
        let parts = by_rank(vec![(Group::StartHere, people(0, 700)), (Group::Good, people(700, 1001)), (Group::New, Vec::new())]);
        let labels: Vec<&str> = parts.iter().map(|part| part.label.as_str()).collect();
        assert_eq!(labels, ["1–500", "501–1000", "1001–1001"]);
        let sizes: Vec<Vec<usize>> = parts.iter().map(|part| part.pieces.iter().map(|piece| piece.people.len()).collect()).collect();
        assert_eq!(sizes, [vec![500], vec![200, 300], vec![1]]);
    }

    #[test]
    fn long_lists_of_names_are_cut_by_letter() {
        let short = by_letter(vec![(Group::Letter('A'), people(0, 3)), (Group::Letter('B'), people(3, 5))]);
        assert_eq!(short.len(), 1);
        let long = by_letter(vec![(Group::Letter('A'), people(0, 3)), (Group::Letter('Z'), people(3, 603))]);
        let labels: Vec<&str> = long.iter().map(|part| part.label.as_str()).collect();
        assert_eq!(labels, ["A", "Z", "Z 2"]);
    }
}
