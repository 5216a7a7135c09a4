//! The journal's people as vCard 4.0 (RFC 6350), for a phone or another program.
//!
//! What vCard has a property for stands there; every other fact goes along in a
//! property of ours, so that reading the card again gives the same facts. That is not
//! hoped for: each card is read again as it is made, and what would not come back
//! goes along exactly. The log, tasks and text of a file stay at home.

use super::facts::{day_text, facts_of, shape};
use super::ical::line::Lines;
use super::import::{COPY_PARAM, FACT, Format, OWN_UID, read};
use crate::model::Contact;
use crate::model::calendar::LunarDate;
use crate::model::card::{Card, Written};
use crate::model::contact::DayOfYear;
use crate::model::date::PartialDate;
use crate::model::name::fold;

/// The channels that messengers' properties can carry.
const SERVICES: [&str; 15] = [
    "wechat",
    "qq",
    "skype",
    "telegram",
    "whatsapp",
    "signal",
    "line",
    "matrix",
    "linkedin",
    "twitter",
    "facebook",
    "instagram",
    "mastodon",
    "github",
    "weibo",
];

/// What other programs call the day of a wedding.
const ANNIVERSARIES: [&str; 4] = ["anniversary", "wedding", "纪念日", "结婚纪念日"];

/// Writes the card of everybody. `lunar` says a lunar birthday in words, for programs
/// that do not know the calendar.
#[must_use]
pub fn vcards<'a>(contacts: impl Iterator<Item = &'a Contact>, lunar: &dyn Fn(LunarDate) -> String) -> String {
    contacts.map(|contact| vcard(contact, lunar)).collect()
}

fn vcard(contact: &Contact, lunar: &dyn Fn(LunarDate) -> String) -> String {
    let facts = facts_of(&contact.profile);
    let mut exact: Vec<String> = Vec::new();
    // At the third turn everything goes along exactly.
    for _ in 0..3 {
        let text = write(contact, &facts, &exact, lunar);
        let mut lost = lost(&text, contact, &facts);
        if lost.is_empty() {
            return text;
        }
        // What is carried by another one's property goes with it.
        let together = |key: &str, with: &str| exact.iter().chain(&lost).any(|lost| lost == key).then(|| with.to_owned());
        let more: Vec<String> = [("org", "department"), ("email", "email_types"), ("phone", "phone_types"), ("website", "website_types")]
            .into_iter()
            .filter_map(|(key, with)| together(key, with))
            .collect();
        lost.extend(more);
        if lost.iter().all(|key| exact.contains(key)) {
            lost = facts.iter().map(|(key, _)| key.clone()).collect();
        }
        exact.extend(lost);
    }
    write(contact, &facts, &exact, lunar)
}

/// The keys whose values do not come back when the card is read.
fn lost(text: &str, contact: &Contact, facts: &[(String, Written)]) -> Vec<String> {
    let read = read(text.as_bytes(), Format::VCard);
    let everything = || facts.iter().map(|(key, _)| key.clone()).collect();
    let [card] = read.cards.as_slice() else { return everything() };
    let more = card.facts.iter().any(|(key, _)| !facts.iter().any(|(known, _)| known == key));
    if more || card.name != contact.name() || !card.notes.is_empty() {
        return everything();
    }
    facts.iter().filter(|(key, value)| !comes_back(card, key, value)).map(|(key, _)| key.clone()).collect()
}

fn comes_back(card: &Card, key: &str, value: &Written) -> bool {
    let alike = |found: &Written| match (found, value) {
        (Written::Text(one), Written::List(list)) => matches!(list.as_slice(), [only] if only == one),
        (Written::Map(map), Written::Text(text)) => {
            map.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", ") == *text
        }
        (found, value) => found == value,
    };
    card.fact(key).is_some_and(alike)
}

/// Writes one card; the keys in `exact` go along in our own property, and what other
/// programs read of them is marked as a copy.
fn write(contact: &Contact, facts: &[(String, Written)], exact: &[String], lunar: &dyn Fn(LunarDate) -> String) -> String {
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCARD");
    lines.plain("VERSION", "4.0");
    lines.plain("PRODID", "-//renmai//renmai//EN");
    let uid = contact.profile.facts.iter().find(|fact| fact.key == "uid" && !exact.contains(&fact.key));
    lines.text("UID;VALUE=text", &uid.map_or_else(|| format!("{OWN_UID}{}", contact.id), |uid| uid.value.clone()));
    lines.text("FN", contact.name());
    for (key, value) in facts {
        let is_exact = exact.contains(key);
        let mut card = Property { lines: &mut lines, copy: is_exact, facts };
        let carries_it = card.standard(key, value);
        if is_exact || !carries_it {
            own(&mut lines, key, value);
        }
    }
    copies(&mut lines, contact, lunar);
    lines.plain("END", "VCARD");
    String::from_utf8(lines.into_bytes()).unwrap_or_default()
}

/// Writes what vCard has a property for.
struct Property<'a> {
    lines: &'a mut Lines,
    copy: bool,
    facts: &'a [(String, Written)],
}

impl Property<'_> {
    /// Whether the value stands in a property of vCard's own now.
    fn standard(&mut self, key: &str, value: &Written) -> bool {
        match (key, value) {
            ("aliases", Written::List(list)) => self.list("NICKNAME", list),
            ("tags", Written::List(list)) => self.list("CATEGORIES", list),
            ("birthday", Written::Text(day)) => self.day("BDAY", day),
            ("died", Written::Text(day)) => self.day("DEATHDATE", day),
            ("org", Written::Text(org)) => {
                let department = self.facts.iter().find(|(key, _)| key == "department").map(|(_, value)| value);
                match department {
                    Some(Written::Text(department)) => self.parts("ORG", &[org, department]),
                    _ => self.parts("ORG", &[org]),
                }
            }
            ("department", Written::Text(_)) => return self.facts.iter().any(|(key, _)| key == "org"),
            ("role", Written::Text(role)) => self.text("TITLE", role),
            ("location", Written::Text(place)) => self.parts("ADR;TYPE=home", &["", "", "", place, "", "", ""]),
            ("address", Written::Text(said)) => self.parts("ADR", &["", "", said, "", "", "", ""]),
            ("home address", Written::Text(said)) => self.parts("ADR;TYPE=home", &["", "", said, "", "", "", ""]),
            ("work address", Written::Text(said)) => self.parts("ADR;TYPE=work", &["", "", said, "", "", "", ""]),
            ("timezone", Written::Text(zone)) => self.text("TZ", zone),
            ("languages", Written::List(list)) => list.iter().for_each(|language| self.text("LANG", language)),
            ("email", Written::List(list)) => self.ways("EMAIL", key, list),
            ("phone", Written::List(list)) => self.ways("TEL", key, list),
            ("website", Written::List(list)) => self.ways("URL", key, list),
            (kind, Written::List(list)) if SERVICES.contains(&kind) => {
                for value in list {
                    self.text(&format!("IMPP;X-SERVICE-TYPE={kind}"), &format!("x-apple:{value}"));
                }
            }
            // Said by the ways themselves.
            ("email_types" | "phone_types" | "website_types" | "uid", Written::Text(_)) => {}
            _ => return false,
        }
        true
    }

    fn named(&self, name: &str) -> String {
        if self.copy { format!("{name};{COPY_PARAM}=copy") } else { name.to_owned() }
    }

    fn text(&mut self, name: &str, value: &str) {
        self.lines.text(&self.named(name), value);
    }

    fn list(&mut self, name: &str, values: &[String]) {
        self.lines.parts(&self.named(name), values, ',');
    }

    fn parts(&mut self, name: &str, values: &[&str]) {
        self.lines.parts(&self.named(name), values, ';');
    }

    fn day(&mut self, name: &str, day: &str) {
        if let Some(day) = crate::model::date::parse_partial(day) {
            self.lines.plain(&self.named(name), &basic(day));
        }
    }

    /// Several ways, each with what it is called.
    fn ways(&mut self, name: &str, kind: &str, values: &[String]) {
        for value in values {
            let label = self.label(kind, value);
            let types = label.map(|label| format!(";TYPE={}", parameter(&label))).unwrap_or_default();
            self.text(&format!("{name}{types}"), value);
        }
    }

    /// `cell` of `phone_types: {+86 …: cell}`, which was read as one text.
    fn label(&self, kind: &str, value: &str) -> Option<String> {
        let key = format!("{kind}_types");
        let Some((_, Written::Text(said))) = self.facts.iter().find(|(known, _)| *known == key) else { return None };
        let at = said.find(&format!("{value}: "))? + value.len() + 2;
        let label = said.get(at..)?.split(", ").next()?.trim();
        (!label.is_empty()).then(|| label.to_owned())
    }
}

/// A fact that vCard has no property for.
fn own(lines: &mut Lines, key: &str, value: &Written) {
    let (mut shape, mut text) = shape(value);
    // A line of a card holds no control characters.
    if shape.is_empty() && text.contains(|c: char| c.is_control() && c != '\n') {
        (shape, text) = ("json", serde_json::Value::from(text).to_string());
    }
    let shape = if shape.is_empty() { String::new() } else { format!(";X-SHAPE={shape}") };
    lines.text(&format!("{FACT};X-KEY={}{shape}", parameter(key)), &text);
}

/// What other programs may show of the facts that are ours alone.
fn copies(lines: &mut Lines, contact: &Contact, lunar: &dyn Fn(LunarDate) -> String) {
    let profile = &contact.profile;
    let copy = |name: &str| format!("{name};{COPY_PARAM}=copy");
    if let Some(day) = &profile.lunar_birthday {
        lines.text(&copy("NOTE"), &lunar(day.value));
    }
    for relative in &profile.family {
        let kind = relative.relation.as_ref().map(|relation| format!(";TYPE={}", parameter(relation))).unwrap_or_default();
        lines.text(&copy(&format!("RELATED;VALUE=text{kind}")), &relative.name);
    }
    for relation in &profile.relations {
        let kind = if relation.label.is_empty() { String::new() } else { format!(";TYPE={}", parameter(&relation.label)) };
        lines.text(&copy(&format!("RELATED;VALUE=text{kind}")), relation.to.value.trim_matches(['[', ']']));
    }
    let wedding = profile.dates.iter().find_map(|day| match day.on {
        DayOfYear::Solar(on) => ANNIVERSARIES.iter().any(|word| fold(word) == fold(&day.label)).then_some(on),
        DayOfYear::Lunar(_) => None,
    });
    if let Some(on) = wedding {
        lines.plain(&copy("ANNIVERSARY"), &basic(on));
    }
}

/// `19900512`, `--0512`, `1990-05`, `1990`.
fn basic(day: PartialDate) -> String {
    match (day.year, day.month, day.day) {
        (Some(year), Some(month), Some(day)) => format!("{year:04}{month:02}{day:02}"),
        (None, Some(month), Some(day)) => format!("--{month:02}{day:02}"),
        _ => day_text(day),
    }
}

/// A parameter's value in quotes, its own quotes and line ends as RFC 6868 has them.
fn parameter(value: &str) -> String {
    let escaped = value.replace('^', "^^").replace('"', "^'").replace('\n', "^n");
    let escaped: String = escaped.chars().filter(|c| !c.is_control()).collect();
    let is_plain = escaped.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_plain { escaped } else { format!("\"{escaped}\"") }
}
