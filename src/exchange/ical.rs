//! The journal's days as `calendar.ics` (RFC 5545), for a phone or any other calendar.
//!
//! All day long and transparent: a birthday makes nobody busy. A day of the sun's year
//! stands once and repeats by itself; 29 February is the last day of February. A day
//! of the moon's year, a solar term and Easter cannot be said that way, so they stand
//! for ten years, worked out. A festival is one entry for all who are greeted on it, and
//! names a few: with a thousand people the file would be nothing but names.
//! The same journal and day give the same bytes; a thing keeps its UID from build to
//! build, so that a calendar knows it again.

pub(super) mod line;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use jiff::civil::{Date, Weekday};

use crate::measure::Insights;
use crate::measure::reminders::{Detail, Reminder, dated, greeted_on, rule_of};
use crate::measure::window::plus;
use crate::message::{Argument, Message};
use crate::model::contact::Status;
use crate::model::festivals::{Rule, dates_in};
use crate::model::{ContactIndex, Journal};
use crate::source::Span;
use line::Lines;

/// Days of the moon's year are worked out for so many years.
pub const LUNAR_YEARS: i16 = 10;

/// What the words of the file come from.
#[derive(Clone, Copy)]
pub struct CalendarWords<'a> {
    /// Says a message in the file's language.
    pub say: &'a dyn Fn(&Message) -> String,
    /// What a reminder is about, in a few words.
    pub title: &'a dyn Fn(&Reminder) -> String,
    /// What belongs to it; empty where nothing does.
    pub note: &'a dyn Fn(&Reminder) -> String,
}

/// One entry of the file.
struct Entry {
    uid: String,
    from: Date,
    /// The day after its last.
    until: Date,
    repeats: Option<Cow<'static, str>>,
    kind: &'static str,
    summary: String,
    description: String,
}

/// The days of the file, whatever its language.
#[must_use]
pub fn calendar_days(journal: &Journal, insights: &Insights) -> Vec<Reminder> {
    dated(journal, &insights.people, insights.today, last_day(insights.today))
}

fn last_day(today: Date) -> Date {
    Date::new(today.year().saturating_add(LUNAR_YEARS), 12, 31).unwrap_or(Date::MAX)
}

/// Writes the calendar file from its days.
///
/// Ten years of a large journal are many: words are found for one entry at a time.
///
/// # Errors
/// What the writer says.
pub fn write_calendar(
    journal: &Journal,
    insights: &Insights,
    days: &[Reminder],
    words: CalendarWords<'_>,
    to: &mut dyn io::Write,
) -> io::Result<()> {
    let today = insights.today;
    let until = last_day(today);
    let mut places: Vec<Place<'_>> = days.iter().map(Place::of_day).collect();
    let others = festivals(journal, today, until, words).into_iter().chain(planned(journal, today, words));
    places.extend(others.chain(this_week(journal, insights, words)).map(Place::of_entry));
    places.sort_by(|a, b| (a.from, &a.uid).cmp(&(b.from, &b.uid)));
    let name = journal.settings.title.clone().unwrap_or_else(|| (words.say)(&Message::new("site.name")));
    let mut lines = Lines::default();
    for (key, value) in
        [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//renmai//renmai//EN"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")]
    {
        lines.plain(key, value);
    }
    lines.text("X-WR-CALNAME", &name);
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
    let stamp = [&basic(today), "T000000Z"].concat();
    let mut kinds = Kinds { said: Vec::new(), words };
    for place in places {
        match place.what {
            What::Day(reminder) => write(&mut lines, &day(reminder.clone(), words), &stamp, &mut kinds),
            What::Other(entry) => write(&mut lines, &entry, &stamp, &mut kinds),
        }
        lines.pass_on(to)?;
    }
    lines.plain("END", "VCALENDAR");
    lines.pass_on(to)
}

/// An entry's place among all, by day, then name.
struct Place<'a> {
    from: Date,
    uid: Cow<'a, str>,
    what: What<'a>,
}

enum What<'a> {
    /// A day whose words are found when it is written.
    Day(&'a Reminder),
    /// What is worked out already: there are few.
    Other(Box<Entry>),
}

impl<'a> Place<'a> {
    fn of_day(reminder: &'a Reminder) -> Self {
        Self { from: reminder.on, uid: uid(reminder), what: What::Day(reminder) }
    }

    fn of_entry(entry: Entry) -> Self {
        Self { from: entry.from, uid: Cow::Owned(entry.uid.clone()), what: What::Other(Box::new(entry)) }
    }
}

/// Kinds in words: few, and each said for thousands of days.
struct Kinds<'a> {
    said: Vec<(&'static str, String)>,
    words: CalendarWords<'a>,
}

impl Kinds<'_> {
    fn say(&mut self, kind: &'static str) -> &str {
        let place = self.said.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
            self.said.push((kind, (self.words.say)(&Message::new(["reminder.kind.", kind].concat()))));
            self.said.len() - 1
        });
        self.said.get(place).map_or("", |(_, said)| said)
    }
}

fn write(lines: &mut Lines, entry: &Entry, stamp: &str, kinds: &mut Kinds<'_>) {
    lines.plain("BEGIN", "VEVENT");
    lines.text("UID", &[&entry.uid, "@renmai"].concat());
    lines.plain("DTSTAMP", stamp);
    lines.plain("DTSTART;VALUE=DATE", &basic(entry.from));
    lines.plain("DTEND;VALUE=DATE", &basic(entry.until));
    if let Some(rule) = &entry.repeats {
        lines.plain("RRULE", rule);
    }
    lines.text("SUMMARY", &entry.summary);
    if !entry.description.is_empty() {
        lines.text("DESCRIPTION", &entry.description);
    }
    lines.text("CATEGORIES", kinds.say(entry.kind));
    lines.plain("CLASS", "PRIVATE");
    lines.plain("TRANSP", "TRANSPARENT");
    lines.plain("END", "VEVENT");
}

/// A date as the format writes it: 20261126.
fn basic(on: Date) -> String {
    let (year, month, day) =
        (u32::from(on.year().unsigned_abs()), u32::from(on.month().unsigned_abs()), u32::from(on.day().unsigned_abs()));
    let number = (year * 100 + month) * 100 + day;
    [10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1]
        .iter()
        .filter_map(|place| char::from_digit(number / place % 10, 10))
        .collect()
}

const YEARLY: &str = "FREQ=YEARLY";
/// The 29th in leap years, the 28th in all others.
const LAST_OF_FEBRUARY: &str = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1";

fn day(mut reminder: Reminder, words: CalendarWords<'_>) -> Entry {
    let (repeats, uid) = (repeats(&reminder), uid(&reminder).into_owned());
    if repeats.is_some() {
        // Nobody has the same age twice.
        forget_age(&mut reminder);
    }
    Entry {
        uid,
        from: reminder.on,
        until: plus(reminder.on, 1),
        repeats: repeats.map(Cow::Borrowed),
        kind: reminder.kind().name(),
        summary: (words.title)(&reminder),
        description: (words.note)(&reminder),
    }
}

/// What repeats is the same thing next year, though its next day is another one.
fn uid(reminder: &Reminder) -> Cow<'_, str> {
    match repeats(reminder) {
        Some(_) => reminder.key.replace(&reminder.on.to_string(), &yearly_name(reminder)).into(),
        None => Cow::Borrowed(&reminder.key),
    }
}

/// How a day of the sun's year repeats.
fn repeats(reminder: &Reminder) -> Option<&'static str> {
    let (Detail::Birthday { note, .. } | Detail::YearlyDay { note, .. }) = &reminder.detail else { return None };
    note.lunar.is_none().then_some(if is_leap_day(reminder.on, note.leap_day) { LAST_OF_FEBRUARY } else { YEARLY })
}

fn is_leap_day(on: Date, moved: bool) -> bool {
    moved || (on.month() == 2 && on.day() == 29)
}

/// Month and day as they stand in the file: two days of one name stay two, and a leap
/// day is one in common years too.
fn yearly_name(reminder: &Reminder) -> String {
    let moved = matches!(&reminder.detail, Detail::Birthday { note, .. } | Detail::YearlyDay { note, .. } if note.leap_day);
    if is_leap_day(reminder.on, moved) { "02-29".to_owned() } else { reminder.on.strftime("%m-%d").to_string() }
}

fn forget_age(reminder: &mut Reminder) {
    match &mut reminder.detail {
        Detail::Birthday { age, note, .. } => {
            *age = None;
            note.leap_day = false;
        }
        Detail::YearlyDay { years, note, .. } => {
            *years = None;
            note.leap_day = false;
        }
        _ => {}
    }
}

/// People named under a festival.
const NAMES_SHOWN: usize = 24;

/// Festivals with whom to greet.
fn festivals(journal: &Journal, today: Date, until: Date, words: CalendarWords<'_>) -> Vec<Entry> {
    let mut people: BTreeMap<String, (Rule, Vec<&str>)> = BTreeMap::new();
    for contact in journal.contacts.iter().filter(|contact| contact.profile.status == Status::Active) {
        for (written, _) in greeted_on(contact, &journal.settings) {
            if let Some((id, rule)) = rule_of(&written, &journal.settings) {
                let names = &mut people.entry(id).or_insert((rule, Vec::new())).1;
                // Written twice, greeted once.
                if names.last() != Some(&contact.name()) {
                    names.push(contact.name());
                }
            }
        }
    }
    let mut entries = Vec::new();
    for (id, (rule, names)) in people {
        let title = journal.settings.festivals.iter().find(|own| own.id == id).map(|own| own.title.clone());
        let summary = title.unwrap_or_else(|| (words.say)(&Message::new(format!("festival.{id}"))));
        let description = (words.say)(&greet(&names));
        let days = (today.year()..=until.year()).flat_map(|year| dates_in(rule, year)).filter(|on| *on >= today && *on <= until);
        let entry = |uid: String, on: Date, repeats: Option<Cow<'static, str>>| Entry {
            uid,
            from: on,
            until: plus(on, 1),
            repeats,
            kind: "festival",
            summary: summary.clone(),
            description: description.clone(),
        };
        match festival_repeats(rule) {
            Some(repeats) => entries.extend(days.take(1).map(|on| entry(format!("festival/{id}"), on, Some(repeats.clone())))),
            None => entries.extend(days.map(|on| entry(format!("festival/{id}/{on}"), on, None))),
        }
    }
    entries
}

fn greet(names: &[&str]) -> Message {
    let shown: Vec<Argument> = names.iter().take(NAMES_SHOWN).map(|name| (*name).into()).collect();
    let key = if names.len() > NAMES_SHOWN { "calendar.greet_and_more" } else { "calendar.greet" };
    Message::new(key).with("names", shown).with("n", names.len().saturating_sub(NAMES_SHOWN))
}

/// How a festival of the sun's year repeats: `FREQ=YEARLY;BYMONTH=5;BYDAY=2SU`.
fn festival_repeats(rule: Rule) -> Option<Cow<'static, str>> {
    match rule {
        Rule::Solar(2, 29) => Some(Cow::Borrowed(LAST_OF_FEBRUARY)),
        Rule::Solar(..) => Some(Cow::Borrowed(YEARLY)),
        Rule::NthWeekday(month, nth, weekday) => Some(Cow::Owned(format!("{YEARLY};BYMONTH={month};BYDAY={nth}{}", two_letters(weekday)))),
        Rule::Lunar(_) | Rule::LunarNewYearsEve | Rule::Term(_) | Rule::Easter => None,
    }
}

fn two_letters(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

/// Meetings that are planned; one line is one meeting, however many come.
fn planned(journal: &Journal, today: Date, words: CalendarWords<'_>) -> Vec<Entry> {
    let mut by_line: BTreeMap<(Date, Span), Vec<ContactIndex>> = BTreeMap::new();
    for (who, contact) in journal.iter() {
        for entry in contact.interactions.iter().take_while(|entry| entry.on > today) {
            by_line.entry((entry.on, entry.at)).or_default().push(who);
        }
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut entries = Vec::new();
    for ((on, at), people) in by_line {
        let Some(first) = people.first().and_then(|who| journal.contact(*who)) else { continue };
        let Some(meeting) = first.interactions.iter().find(|entry| entry.at == at) else { continue };
        let names: Vec<Argument> = people.iter().filter_map(|who| journal.contact(*who)).map(|contact| contact.name().into()).collect();
        let kind = Message::new(format!("kind.{}", meeting.kind.name()));
        let uid = format!("planned/{}/{on}", first.id);
        let times = seen.entry(uid.clone()).or_insert(0);
        *times += 1;
        entries.push(Entry {
            uid: if *times > 1 { format!("{uid}/{times}") } else { uid },
            from: on,
            until: plus(on, 1),
            repeats: None,
            kind: "planned",
            summary: (words.say)(&Message::new("reminder.planned").with("kind", kind).with("name", names)),
            description: crate::model::text::plain(&meeting.text),
        });
    }
    entries
}

/// This week's list, from Monday to Sunday.
fn this_week(journal: &Journal, insights: &Insights, words: CalendarWords<'_>) -> Option<Entry> {
    let open = insights.week.people.iter().filter(|person| !person.done);
    let names: Vec<Argument> = open.filter_map(|person| journal.contact(person.who)).map(|contact| contact.name().into()).collect();
    let monday = insights.week.monday;
    (!names.is_empty()).then(|| Entry {
        uid: format!("week/{monday}"),
        from: monday,
        until: plus(monday, 7),
        repeats: None,
        kind: "reach-out",
        summary: (words.say)(&Message::new("calendar.week_list").with("names", names)),
        description: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, Vault};
    use std::sync::Arc;

    fn file(text: &str) -> String {
        let content = vec![Arc::new(SourceFile::from_text("people/ada.md", text))];
        let loaded = crate::load(&Vault { content, ..Vault::default() }).value;
        let insights = crate::measure(&loaded.journal, jiff::civil::date(2026, 3, 1));
        let say = |message: &Message| message.key.to_string();
        let title = |reminder: &Reminder| reminder.key.clone();
        let note = |_: &Reminder| String::new();
        let (days, words) = (calendar_days(&loaded.journal, &insights), CalendarWords { say: &say, title: &title, note: &note });
        let mut bytes = Vec::new();
        write_calendar(&loaded.journal, &insights, &days, words, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap_or_default()
    }

    #[test]
    fn the_suns_days_repeat_and_the_moons_stand_one_by_one() {
        let text = file("---\nname: Ada\nbirthday: 1992-02-29\nlunar_birthday: 08-15\n---\n");
        assert!(text.contains("UID:birthday/ada/solar/02-29@renmai\r\nDTSTAMP:20260301T000000Z\r\nDTSTART;VALUE=DATE:20270228\r\nDTEND;VALUE=DATE:20270301\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\r\n"), "{text}");
        assert!(text.contains("DTSTART;VALUE=DATE:20260925\r\n"), "{text}");
        assert_eq!(text.matches("UID:birthday/ada/lunar/").count(), 11);
        assert_eq!(text.matches("TRANSP:TRANSPARENT").count(), 12);
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn what_a_file_says_stays_text() {
        let text = file("---\nname: \"Ada\\nEND:VCALENDAR\"\n---\n- [ ] me: x 📅 2026-04-01\n## Log\n- 2026-05-01 → coffee: a;b,c\n");
        assert_eq!(text.matches("\r\nEND:VCALENDAR").count(), 1);
        assert!(text.contains("DESCRIPTION:a\\;b\\,c\r\n"), "{text}");
        assert!(text.replace("\r\n", "").chars().all(|sign| !sign.is_control()));
    }
}
