//! What a person's file says above its text: every key that is not shown elsewhere on
//! the page, keys of the user's own included.

use serde::Serialize;

use crate::arrange::day::{cadence_words, partial_words};
use crate::arrange::person::circle_title;
use crate::arrange::promises::amount_text;
use crate::arrange::site::Site;
use crate::arrange::words::{Words, say};
use crate::measure::boundary::{Debt, OpenLoan};
use crate::measure::window::days_between;
use crate::message::{Argument, Message};
use crate::model::contact::{Project, Relation, Relative};
use crate::model::{Contact, ContactIndex};
use crate::source::Spanned;

/// One fact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactView {
    /// What.
    pub label: Words,
    /// One value a line.
    pub values: Vec<Words>,
    /// What follows from it.
    pub note: Option<Vec<Words>>,
    /// Its anchor.
    pub id: Option<&'static str>,
    /// A time zone whose present time a script may say.
    pub zone: Option<String>,
}

impl FactView {
    /// A fact with a label of the catalogue; `None` without values.
    pub(super) fn of(key: &str, values: Vec<Words>) -> Option<Self> {
        (!values.is_empty()).then(|| Self { label: say(format!("fact.{key}")), values, note: None, id: None, zone: None })
    }

    /// Adds what follows from it.
    pub(super) fn noted(mut self, notes: Vec<Words>) -> Self {
        let joined = notes.into_iter().reduce(|a, b| Message::new("note.both").with("a", a).with("b", b).into());
        self.note = joined.map(|note| vec![note]);
        self
    }
}

impl Site<'_> {
    /// Every fact, in a fixed order: days, people, what they like and need, how one
    /// met, how to reach them, money, the rest.
    pub(super) fn facts(&self, who: ContactIndex) -> Vec<FactView> {
        let Some((contact, figures)) = self.person(who) else { return Vec::new() };
        let profile = &contact.profile;
        let mut facts: Vec<FactView> = Vec::new();
        facts.extend(one("description", profile.description.as_ref()));
        facts.extend(self.birthdays(contact));
        facts.extend(FactView::of("died", profile.died.iter().map(|died| partial_words(died.value)).collect()));
        facts.extend(self.family(contact));
        facts.extend(listed("interests", &profile.interests));
        facts.extend(listed("strengths", &profile.strengths));
        facts.extend(listed("needs", &profile.needs));
        facts.extend(needs_really(contact));
        facts.extend(projects(contact));
        facts.extend(listed("avoid", &profile.avoid));
        facts.extend(self.yearly_days(contact));
        facts.extend(self.festivals(contact));
        facts.extend(self.met(contact));
        facts.extend(FactView::of(
            "since",
            figures
                .rhythm
                .known_since
                .filter(|_| profile.met.on.is_none())
                .map(|on| Message::new("when.on_year").with("on", on).into())
                .into_iter()
                .collect(),
        ));
        facts.extend(self.relations(contact));
        facts.extend(reach(contact));
        facts.extend(one("best_time", profile.best_time.as_ref()));
        facts.extend(self.local_time(contact));
        facts.extend(all("languages", profile.languages.iter().map(String::as_str)));
        facts.extend(self.circle_fact(contact));
        facts.extend(FactView::of("cadence", profile.cadence_days.map(|days| cadence_words(days).into()).into_iter().collect()));
        facts.extend(self.boundary(who, contact));
        let floor = profile.last_contact.as_ref().map(|floor| Message::new("when.on_year").with("on", floor.value).into());
        facts.extend(FactView::of("last_contact", floor.into_iter().collect()));
        facts.extend(one("reading", profile.written_reading.as_ref()));
        facts.extend(all("aliases", profile.aliases.iter().map(String::as_str)));
        facts.extend(profile.facts.iter().map(|fact| FactView {
            label: fact.key.as_str().into(),
            values: vec![as_written(&fact.value)],
            note: None,
            id: None,
            zone: None,
        }));
        facts
    }

    /// The facts that help at a table.
    pub(super) fn card_facts(&self, who: ContactIndex) -> Vec<FactView> {
        let Some(contact) = self.journal.contact(who) else { return Vec::new() };
        let profile = &contact.profile;
        [self.birthdays(contact), listed("interests", &profile.interests), listed("strengths", &profile.strengths), self.met(contact)]
            .into_iter()
            .flatten()
            .collect()
    }

    fn family(&self, contact: &Contact) -> Option<FactView> {
        let relative = |relative: &Relative| {
            let named = relative_words(relative);
            let Some(birthday) = relative.birthday else { return named };
            let mut words = Message::new("note.both").with("a", named).with("b", super::days::day_of_year(birthday));
            if let Some(age) = self.age(birthday) {
                words = Message::new("note.both").with("a", words).with("b", age);
            }
            words.into()
        };
        FactView::of("family", contact.profile.family.iter().map(relative).collect())
    }

    /// Their zone, and how far its clocks are from mine as of the build.
    fn local_time(&self, contact: &Contact) -> Option<FactView> {
        let zone = contact.profile.timezone.as_ref()?.value.as_str();
        let fact = FactView::of("timezone", vec![zone.into()])?;
        let Some(theirs) = self.clock(zone) else { return Some(fact) };
        let mine = self.journal.settings.timezone.as_ref().and_then(|zone| self.clock(&zone.value));
        let notes = [Some(from_utc(theirs)), mine.map(|mine| ahead_of_me(theirs - mine))];
        Some(FactView { zone: Some(zone.to_owned()), ..fact.noted(notes.into_iter().flatten().collect()) })
    }

    fn festivals(&self, contact: &Contact) -> Option<FactView> {
        let written = contact.profile.festivals.as_ref()?;
        let names: Vec<Argument> = written.iter().map(|id| self.festival_words(id.value.trim()).into()).collect();
        let names = (!names.is_empty()).then(|| Message::new("prep.items").with("items", names).into());
        FactView::of("festivals", names.into_iter().collect())
    }

    /// When and where one met, and through whom where that person has no page.
    fn met(&self, contact: &Contact) -> Option<FactView> {
        let met = &contact.profile.met;
        let mut values: Vec<Words> = met.on.map(partial_words).into_iter().collect();
        values.extend(met.place.as_ref().map(|place| as_written(place)));
        values.extend(met.text.as_ref().map(|text| as_written(text)));
        let through = contact.met_through.and_then(|who| self.journal.contact(who)).map(|through| through.name().to_owned());
        let through = through.or_else(|| met.through.as_ref().map(|through| bare_name(&through.value).to_owned()));
        values.extend(through.map(|name| Message::new("note.through").with("name", name).into()));
        FactView::of("met", values)
    }

    /// Relations to those who have no page; the others are connected people.
    fn relations(&self, contact: &Contact) -> Option<FactView> {
        let has_page = |relation: &&Relation| {
            let name = bare_name(&relation.to.value).to_lowercase();
            contact.related.iter().filter(|related| related.written_here).filter_map(|related| self.journal.contact(related.to)).any(
                |other| {
                    let names = other.profile.aliases.iter().map(String::as_str).chain([other.name(), other.id.as_str()]);
                    names.into_iter().any(|known| known.to_lowercase() == name)
                },
            )
        };
        let without = contact.profile.relations.iter().filter(|relation| !has_page(relation));
        let words = |relation: &Relation| {
            let name = bare_name(&relation.to.value);
            if relation.label.is_empty() {
                name.into()
            } else {
                Message::new("topic.relative").with("name", name).with("relation", &relation.label).into()
            }
        };
        FactView::of("relations", without.map(words).collect())
    }

    fn circle_fact(&self, contact: &Contact) -> Option<FactView> {
        let circle = contact.circle.and_then(|place| self.journal.settings.circles.get(place));
        let title = circle.map(|circle| circle_title(&circle.id, circle.title.as_deref()));
        // A circle nobody defined is still what the file says.
        let written = || contact.profile.circle.as_ref().map(|written| as_written(&written.value));
        FactView::of("circle", title.or_else(written).into_iter().collect())
    }

    /// Open money with its day and whether it stands in writing; else that all is settled.
    fn boundary(&self, who: ContactIndex, contact: &Contact) -> Option<FactView> {
        if contact.profile.money.is_empty() {
            return None;
        }
        let figures = self.insights.person(who)?;
        let loans = figures.boundary.iter().flat_map(|open| open.loans.iter().map(move |loan| (open.side, open.currency.as_str(), loan)));
        let mut values: Vec<Words> = loans.map(|(side, currency, loan)| self.loan_words(side, currency, loan)).collect();
        if values.is_empty() {
            values.push(say("money.settled"));
        }
        FactView::of("money", values)
    }

    fn loan_words(&self, side: Debt, currency: &str, loan: &OpenLoan) -> Words {
        let key = if side == Debt::OwedToMe { "money.owed_to_me" } else { "money.i_owe" };
        let amount = Message::new(key).with("amount", amount_text(loan.amount, currency));
        let day = match loan.due {
            None => Message::new("money.no_due"),
            Some(due) if due < self.today() => Message::new("money.past_due").with("days", days_between(due, self.today())),
            Some(due) => Message::new("money.due").with("on", due),
        };
        let written = Message::new(if loan.written { "money.in_writing" } else { "money.not_in_writing" });
        Message::new("note.both").with("a", Message::new("note.both").with("a", amount).with("b", day)).with("b", written).into()
    }
}

/// Somebody of the family, with what they are.
pub(super) fn relative_words(relative: &Relative) -> Words {
    match &relative.relation {
        Some(relation) => Message::new("topic.relative").with("name", relative.name.as_str()).with("relation", relation.as_str()).into(),
        None => as_written(&relative.name),
    }
}

/// A value as it stands in the file: no sign of it is read as Markdown, unless it
/// holds a link.
pub(super) fn as_written(text: &str) -> Words {
    let has_link = text.contains("[[") || text.contains("](") || text.contains("://");
    if has_link { text.into() } else { Message::new("said").with("text", text).into() }
}

fn one(key: &str, value: Option<&String>) -> Option<FactView> {
    FactView::of(key, value.map(|value| as_written(value)).into_iter().collect())
}

fn listed(key: &str, values: &[Spanned<String>]) -> Option<FactView> {
    all(key, values.iter().map(|value| value.value.as_str()))
}

/// A list on one line.
fn all<'a>(key: &str, values: impl Iterator<Item = &'a str>) -> Option<FactView> {
    let items: Vec<Argument> = values.map(Argument::from).collect();
    let line = (!items.is_empty()).then(|| Message::new("prep.items").with("items", items).into());
    FactView::of(key, line.into_iter().collect())
}

/// UTC+8, UTC−3:30.
fn from_utc(minutes: i32) -> Words {
    let sign = if minutes < 0 { "−" } else { "+" };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let rest = if rest == 0 { String::new() } else { format!(":{rest:02}") };
    Words::Text(format!("UTC{sign}{hours}{rest}"))
}

/// The hours between two clocks: whole or with a half, as places have them.
fn ahead_of_me(minutes: i32) -> Words {
    let key = match minutes {
        0 => return say("fact.same_time"),
        1.. => "fact.hours_ahead",
        _ => "fact.hours_behind",
    };
    Message::new(key).with("n", f64::from(minutes.abs()) / 60.0).into()
}

fn needs_really(contact: &Contact) -> Option<FactView> {
    let need = |need: &crate::model::contact::RealNeed| {
        Message::new("prep.behind").with("says", need.says.as_str()).with("means", need.means.as_str()).into()
    };
    FactView::of("needs_really", contact.profile.needs_really.iter().map(need).collect())
}

fn projects(contact: &Contact) -> Option<FactView> {
    let project = |project: &Project| {
        let name = as_written(&project.name);
        let checked = project.checked.map(|on| Message::new("entry.asked").with("on", on));
        let next = project.next.map(|on| Message::new("entry.ask_next").with("on", on));
        [checked, next].into_iter().flatten().fold(name, |a, b| Message::new("note.both").with("a", a).with("b", b).into())
    };
    FactView::of("projects", contact.profile.projects.iter().map(project).collect())
}

/// Every way to reach them as text: the anchor of buttons that cannot open anything.
fn reach(contact: &Contact) -> Option<FactView> {
    let channel = |channel: &crate::model::contact::Channel| {
        let kind = match channel.kind.as_str() {
            "wechat" | "phone" | "email" | "website" => Words::from(Message::new(format!("fact.{}", channel.kind))),
            other => other.into(),
        };
        let value = as_written(&channel.value);
        match value {
            // A link among the words must stay a link: the kind is not said then.
            Words::Text(_) => value,
            Words::Message(_) => Message::new("prep.fact").with("key", kind).with("value", value).into(),
        }
    };
    let fact = FactView::of("reach", contact.profile.channels.iter().map(channel).collect())?;
    Some(FactView { id: Some("reach"), ..fact })
}

/// A name without the brackets of a link.
fn bare_name(written: &str) -> &str {
    let name = written.trim().trim_start_matches("[[").trim_end_matches("]]");
    name.split('|').next().unwrap_or(name).trim()
}
