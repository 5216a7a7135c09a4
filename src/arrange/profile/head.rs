//! The head of a profile: where it stands, a picture, tags, how it is in a sentence,
//! danger signs.

use serde::Serialize;

use super::lines::Evidence;
use crate::arrange::people::status_words;
use crate::arrange::person::circle_title;
use crate::arrange::route::{Route, Variant};
use crate::arrange::site::Site;
use crate::arrange::words::{Words, say};
use crate::measure::PersonInsights;
use crate::measure::rhythm::Phase;
use crate::message::Message;
use crate::model::{Contact, ContactIndex, Journal};

/// A step of the way to a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Its title.
    pub title: Words,
    /// Its page.
    pub href: String,
}

/// A tag with its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagLink {
    /// As written.
    pub name: String,
    /// Its page.
    pub href: String,
}

/// A danger sign with its lines.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignNote {
    /// Which.
    pub id: &'static str,
    /// What the notes say.
    pub text: Vec<Words>,
    /// What to do about it.
    pub href: String,
    /// The lines it rests on, newest first.
    pub lines: Evidence,
}

impl Site<'_> {
    /// People, then the circle.
    pub(super) fn crumb(&self, contact: &Contact) -> Vec<Step> {
        let mut crumb = vec![Step { title: say("nav.people"), href: self.path(Route::People(Variant::Attention, 0)) }];
        if let Some(circle) = contact.circle.and_then(|place| self.journal.settings.circles.get(place)) {
            crumb.push(Step { title: circle_title(&circle.id, circle.title.as_deref()), href: self.circle_href(contact.circle) });
        }
        crumb
    }

    pub(super) fn tag_links(&self, contact: &Contact) -> Vec<TagLink> {
        let link = |name: &String| {
            let place = self.tag_place(name)?;
            Some(TagLink { name: name.clone(), href: self.path(Route::Tag(place, 0)) })
        };
        contact.profile.tags.iter().filter_map(link).collect()
    }

    pub(super) fn sign_notes(&self, who: ContactIndex) -> Vec<SignNote> {
        let Some((_, figures)) = self.person(who) else { return Vec::new() };
        if figures.rhythm.phase == Phase::Paused {
            return Vec::new();
        }
        let signs = figures.signs.iter().filter(|sign| !sign.dismissed);
        signs
            .map(|sign| SignNote {
                id: sign.id,
                text: vec![self.sign_text(figures, sign).into()],
                href: self.sign_href(sign.id).unwrap_or_else(|| format!("{}#health", self.profile_href(who))),
                lines: self.evidence(who, &sign.evidence),
            })
            .collect()
    }
}

/// How it is, in one sentence made of the readings' words; what too few notes hide is
/// left out.
pub(super) fn state(contact: &Contact, figures: &PersonInsights) -> Vec<Words> {
    let phase = figures.rhythm.phase;
    if let Some(status) = status_words(contact).filter(|_| phase == Phase::Paused) {
        return vec![Message::new("state.short").with("phase", status).into()];
    }
    let word = |reading: &str, state: &str| Message::new(format!("state.{reading}.{state}"));
    let phase = word("phase", phase.name());
    let exchange = figures.exchange.state.map(|state| word("exchange", state.name()));
    let depth = figures.depth.state.map(|state| word("depth", state.name()));
    let initiative = figures.initiative.state.map(|state| word("initiative", state.name()));
    let sentence = match (exchange.zip(depth), initiative) {
        (Some((exchange, depth)), Some(initiative)) => Message::new("state.sentence")
            .with("exchange", exchange)
            .with("depth", depth)
            .with("phase", phase)
            .with("initiative", initiative),
        (Some((exchange, depth)), None) => {
            Message::new("state.readings").with("exchange", exchange).with("depth", depth).with("phase", phase)
        }
        (None, Some(initiative)) => Message::new("state.with_initiative").with("phase", phase).with("initiative", initiative),
        (None, None) => Message::new("state.short").with("phase", phase),
    };
    vec![sentence.into()]
}

/// The picture's address below the site's root: only a file under `assets/` that a site takes.
pub(in crate::arrange) fn photo(contact: &Contact, journal: &Journal) -> Option<String> {
    journal.photo(contact).map(encoded)
}

/// Signs that would end a path in an address are written as their codes.
fn encoded(name: &str) -> String {
    let mut path = String::with_capacity(name.len());
    for sign in name.chars() {
        match sign {
            ' ' => path.push_str("%20"),
            '%' => path.push_str("%25"),
            '#' => path.push_str("%23"),
            '?' => path.push_str("%3F"),
            other => path.push(other),
        }
    }
    path
}
