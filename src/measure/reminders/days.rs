//! Reminders of days that return: birthdays, yearly days, festivals, the day one met.
//!
//! 29 February is kept on the 28th in common years. A lunar day 30 that its month
//! lacks is kept on the last day; a leap month that the year lacks is the plain
//! month. The page says so.

use jiff::civil::Date;

use super::{DayNote, Detail, Found};
use crate::measure::window::days_between;
use crate::model::calendar::to_solar;
use crate::model::contact::DayOfYear;
use crate::model::festivals::{Rule, dates_in, find_festival};
use crate::model::interaction::By;
use crate::model::{Contact, Journal, Settings};
use crate::source::Span;

/// One return of a yearly day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Return {
    /// The day.
    pub on: Date,
    /// Full years since the first, where its year is known.
    pub years: Option<i32>,
    /// Why it stands where it does.
    pub note: DayNote,
}

/// Every return of a yearly day from `from` to `to`, both included.
#[must_use]
pub fn yearly_between(day: DayOfYear, from: Date, to: Date) -> Vec<Return> {
    // A lunar year begins in January or February: its last weeks lie in the next one.
    let years = from.year().saturating_sub(1)..=to.year();
    let mut returns: Vec<Return> =
        years.filter_map(|year| return_in(day, year)).filter(|found| found.on >= from && found.on <= to).collect();
    returns.dedup_by_key(|found| found.on);
    returns
}

fn return_in(day: DayOfYear, year: i16) -> Option<Return> {
    let since = |first: Option<i16>| first.map(|first| i32::from(year) - i32::from(first)).filter(|years| *years >= 0);
    let is_before_first = |first: Option<i16>| first.is_some_and(|first| year < first);
    match day {
        DayOfYear::Solar(partial) if !is_before_first(partial.year) => {
            let found = partial.day_in_year(year)?;
            Some(Return { on: found.date, years: since(partial.year), note: DayNote { leap_day: found.shifted, ..DayNote::default() } })
        }
        DayOfYear::Lunar(lunar) if !is_before_first(lunar.year) => {
            let found = to_solar(year, lunar.on)?;
            let note = DayNote { lunar: Some(lunar.on), lunar_shift: found.shift, leap_day: false };
            Some(Return { on: found.date, years: since(lunar.year), note })
        }
        DayOfYear::Solar(_) | DayOfYear::Lunar(_) => None,
    }
}

/// Their birthdays and their family's.
pub(super) fn birthdays(found: &mut Found<'_>, contact: &Contact, today: Date) {
    let profile = &contact.profile;
    let solar = profile.birthday.as_ref().map(|day| ("solar", DayOfYear::Solar(day.value), day.at));
    let lunar = profile.lunar_birthday.as_ref().map(|day| ("lunar", DayOfYear::Lunar(day.value), day.at));
    for (calendar, day, at) in solar.into_iter().chain(lunar) {
        for next in found.returns(day, today) {
            let detail = Detail::Birthday { relative: None, relation: None, age: next.years, note: next.note };
            found.push(next.on, &format!("{calendar}/{}", next.on), detail, at);
        }
    }
    for relative in &profile.family {
        for next in relative.birthday.map_or_else(Vec::new, |day| found.returns(day, today)) {
            let detail = Detail::Birthday {
                relative: Some(relative.name.clone()),
                relation: relative.relation.clone(),
                age: next.years,
                note: next.note,
            };
            found.push(next.on, &format!("{}/{}", relative.name, next.on), detail, relative.at);
        }
    }
}

/// Their other yearly days.
pub(super) fn yearly_days(found: &mut Found<'_>, contact: &Contact, today: Date) {
    for day in &contact.profile.dates {
        for next in found.returns(day.on, today) {
            let detail = Detail::YearlyDay { label: day.label.clone(), years: next.years, note: next.note };
            found.push(next.on, &format!("{}/{}", day.label, next.on), detail, day.at);
        }
    }
}

/// Festivals to greet them on: their own list, else their circle's.
pub(super) fn festivals(found: &mut Found<'_>, journal: &Journal, contact: &Contact, today: Date) {
    for (id, at) in greeted_on(contact, &journal.settings) {
        let Some((id, rule)) = rule_of(&id, &journal.settings) else { continue };
        let until = found.until;
        let days = (today.year()..=until.year()).flat_map(|year| dates_in(rule, year));
        if let Some(on) = days.into_iter().find(|on| *on >= today && *on <= until) {
            let detail = Detail::Festival { greeted_last_year: was_greeted(contact, rule, on), id: id.clone() };
            found.push(on, &format!("{id}/{on}"), detail, at);
        }
    }
}

/// The festivals of a person as written, with the line that causes each.
#[must_use]
pub fn greeted_on(contact: &Contact, settings: &Settings) -> Vec<(String, Span)> {
    if let Some(own) = &contact.profile.festivals {
        return own.iter().map(|festival| (festival.value.clone(), festival.at)).collect();
    }
    let circle = contact.circle.and_then(|place| settings.circles.get(place));
    let at = contact.profile.circle.as_ref().map_or(Span::top(contact.file), |circle| circle.at);
    circle.map_or_else(Vec::new, |circle| circle.festivals.iter().map(|id| (id.clone(), at)).collect())
}

/// A festival's id and rule, by id or name; the settings' own come first.
#[must_use]
pub fn rule_of(written: &str, settings: &Settings) -> Option<(String, Rule)> {
    let own = settings.festivals.iter().find(|own| own.id == written || own.title == written);
    own.map(|own| (own.id.clone(), own.rule)).or_else(|| find_festival(written).map(|festival| (festival.id.to_owned(), festival.rule)))
}

/// Days around last year's festival in which a contact from my side was a greeting.
pub(in crate::measure) const GREETING_DAYS: i32 = 3;

fn was_greeted(contact: &Contact, rule: Rule, on: Date) -> bool {
    // 腊八 may fall twice in a year and not at all in the next: the one about a year ago is meant.
    let years = [on.year().saturating_sub(1), on.year().saturating_sub(2), on.year()];
    let mut about_a_year_ago =
        years.into_iter().flat_map(|year| dates_in(rule, year)).filter(|day| (320..=410).contains(&days_between(*day, on)));
    about_a_year_ago.any(|day| {
        contact.interactions.iter().any(|entry| days_between(day, entry.on).abs() <= GREETING_DAYS && matches!(entry.by, By::Me | By::Both))
    })
}

/// 1, 5, 10, 15 … years of knowing each other.
pub(super) fn met(found: &mut Found<'_>, contact: &Contact, today: Date) {
    let met = &contact.profile.met;
    let Some(first) = met.on.filter(|on| on.full().is_some()) else { return };
    for next in yearly_between(DayOfYear::Solar(first), today, found.until) {
        if let Some(years) = next.years.filter(|years| *years == 1 || (*years > 0 && years % 5 == 0)) {
            let at = met.at.unwrap_or(Span::top(contact.file));
            found.push(next.on, &next.on.to_string(), Detail::Met { years }, at);
        }
    }
}
