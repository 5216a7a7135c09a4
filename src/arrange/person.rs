//! People as they appear on any page: name, where they stand, how to reach them.

use jiff::civil::Date;
use serde::Serialize;

use super::site::Site;
use super::words::{Words, say};
use crate::measure::PersonInsights;
use crate::measure::counted;
use crate::measure::rhythm::{NEW_DAYS, Phase, Rhythm};
use crate::measure::window::plus;
use crate::model::name::is_han;
use crate::model::{By, Contact, ContactIndex};

/// A person named on a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonView {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// The name in the other script, where it differs.
    pub reading: Option<String>,
    /// Their page.
    pub href: String,
    /// Where the relation stands.
    pub phase: &'static str,
    /// What a page opened on a later day needs to say where it stands then; `None`
    /// where time changes nothing.
    pub since: Option<Since>,
}

/// From when a relation's time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Since {
    /// The last meaningful contact.
    pub last: Date,
    /// Agreed rhythm in days.
    pub cadence_days: u32,
    /// The first day on which one is no longer newly met.
    pub new_until: Option<Date>,
}

/// A way to reach somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Way {
    /// `wechat`, `phone`, `email`, `website` or `link`.
    pub kind: String,
    /// An address that opens; a WeChat id has none and stands as text.
    pub href: Option<String>,
    /// As written.
    pub value: String,
}

impl Site<'_> {
    /// A person as named on a page.
    #[must_use]
    pub fn person_view(&self, who: ContactIndex) -> Option<PersonView> {
        let (contact, figures) = self.person(who)?;
        Some(PersonView {
            id: contact.id.clone(),
            name: contact.name().to_owned(),
            reading: other_script(contact),
            href: self.profile_href(who),
            phase: figures.rhythm.phase.name(),
            since: since(&figures.rhythm),
        })
    }

    /// Whether a danger sign is to be looked at.
    #[must_use]
    pub fn is_watched(&self, who: ContactIndex) -> bool {
        self.insights.person(who).is_some_and(is_watched)
    }

    /// A circle's title: the user's own, else the catalogue's.
    #[must_use]
    pub fn circle_words(&self, contact: &Contact) -> Option<Words> {
        let circle = self.journal.settings.circles.get(contact.circle?)?;
        Some(circle_title(&circle.id, circle.title.as_deref()))
    }

    /// Role, organisation and place, then the circle: what stands beside a name.
    #[must_use]
    pub fn about(&self, contact: &Contact) -> Vec<Words> {
        let profile = &contact.profile;
        let facts = [&profile.role, &profile.org, &profile.location];
        facts.into_iter().flatten().map(Words::from).collect()
    }

    /// Twelve months up to today, oldest first: who began in each.
    #[must_use]
    pub fn months(&self, contact: &Contact) -> Vec<&'static str> {
        let today = self.today();
        let this_month = month_number(today);
        let mut months = [(false, false); 12];
        for entry in counted(contact, today) {
            let ago = this_month - month_number(entry.on);
            let Some(slot) = usize::try_from(11 - ago).ok().and_then(|place| months.get_mut(place)) else { break };
            let (me, them) = match entry.by {
                By::Me => (true, false),
                By::Them => (false, true),
                By::Both | By::Unknown => (true, true),
            };
            *slot = (slot.0 || me, slot.1 || them);
        }
        let word = |(me, them): (bool, bool)| match (me, them) {
            (false, false) => "none",
            (true, false) => "me",
            (false, true) => "them",
            (true, true) => "both",
        };
        months.into_iter().map(word).collect()
    }
}

/// A circle by its own title, or by the one the catalogue gives a built-in id.
#[must_use]
pub fn circle_title(id: &str, title: Option<&str>) -> Words {
    match title {
        Some(title) => title.into(),
        None if matches!(id, "inner" | "close" | "kin" | "friend" | "known") => say(format!("circle.{id}")),
        None => id.into(),
    }
}

/// Whether a danger sign of somebody with these figures is to be looked at.
pub(super) fn is_watched(figures: &PersonInsights) -> bool {
    figures.rhythm.phase != Phase::Paused && figures.signs.iter().any(|sign| !sign.dismissed)
}

fn since(rhythm: &Rhythm) -> Option<Since> {
    let last = rhythm.last_meaningful.filter(|_| !matches!(rhythm.phase, Phase::Card | Phase::Paused))?;
    let new_until = rhythm.known_since.filter(|_| rhythm.phase == Phase::New).map(|known| plus(known, NEW_DAYS.into()));
    Some(Since { last, cadence_days: rhythm.cadence_days, new_until })
}

fn month_number(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month())
}

/// The name in the other script: pinyin of a Han name, the Han alias of a Latin one.
fn other_script(contact: &Contact) -> Option<String> {
    let name = contact.name();
    if name.chars().any(is_han) {
        let reading = contact.profile.written_reading.as_ref().unwrap_or(&contact.reading.plain);
        return (reading != name).then(|| reading.clone());
    }
    let han_alias = contact.profile.aliases.iter().find(|alias| alias.chars().any(is_han)).cloned();
    han_alias.or_else(|| contact.profile.written_reading.clone().filter(|reading| reading != name))
}

/// What stands inside a ring: a Han name's last two characters (one of two is the
/// whole name), a Latin name's initials.
#[must_use]
pub fn initials(contact: &Contact) -> String {
    let name = contact.name().trim();
    if name.chars().any(is_han) {
        let han: Vec<char> = name.chars().filter(|c| is_han(*c)).collect();
        let from = han.len().saturating_sub(2);
        return han.get(from..).unwrap_or(&han).iter().collect();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().and_then(|word| word.chars().next());
    let last = words.last().filter(|_| words.len() > 1).and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// The ways to reach somebody, quickest first, at most `most`.
#[must_use]
pub fn ways(contact: &Contact, most: usize) -> Vec<Way> {
    contact.profile.channels.iter().take(most).map(|channel| way(&channel.kind, &channel.value)).collect()
}

fn way(kind: &str, value: &str) -> Way {
    let is_address = |value: &str| value.starts_with("https://") || value.starts_with("http://");
    let href = match kind {
        "email" => value.contains('@').then(|| format!("mailto:{}", value.trim_start_matches("mailto:"))),
        "phone" => {
            let digits: String = value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            (digits.len() >= 3).then(|| format!("tel:{digits}"))
        }
        "website" | "blog" if !is_address(value) && value.contains('.') && !value.contains([' ', ':']) => Some(format!("https://{value}")),
        _ => is_address(value).then(|| value.to_owned()),
    };
    let shown = match kind {
        "wechat" | "phone" | "email" | "website" => kind.to_owned(),
        _ => "link".to_owned(),
    };
    Way { kind: shown, href: href.filter(|href| !href.contains(|c: char| c.is_whitespace() || c.is_control())), value: value.to_owned() }
}
