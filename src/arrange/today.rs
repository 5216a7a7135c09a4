//! Today: whom to reach out to, what was promised, which days come, how the whole is.

use jiff::civil::Date;
use serde::Serialize;

use super::day::{cadence_words, distance, lunar_of};
use super::person::{PersonView, Way, initials, ways};
use super::promises::PromiseRows;
use super::route::{Route, Variant};
use super::signs::SignRow;
use super::site::Site;
use super::words::{Words, say};
use crate::measure::counted;
use crate::measure::rhythm::Phase;
use crate::measure::week::WeekPerson;
use crate::measure::window::{days_between, plus};
use crate::message::Message;
use crate::model::ContactIndex;
use crate::model::calendar::LunarDay;
use crate::model::festivals::{Rule, next_date};
use crate::model::interaction::Side;

/// Danger signs shown at most; the rest stand on Insights.
const SIGNS_SHOWN: usize = 2;
/// Buttons to reach somebody by.
const WAYS_SHOWN: usize = 2;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Today {
    /// T.
    pub date: Date,
    /// Week, lunar day, days to the Spring Festival.
    pub eyebrow: Vec<Words>,
    /// Whether the journal knows anybody yet.
    pub has_people: bool,
    /// What this week asks for.
    pub lede: Vec<Words>,
    /// Contacts of this week's days, Monday first.
    pub week_strip: Vec<WeekDay>,
    /// This week's list.
    pub reach_out: ReachOut,
    /// Promises both ways.
    pub promises: Option<PromiseRows>,
    /// The next four of the same order.
    pub also_due: Option<AlsoDue>,
    /// Days ahead.
    pub coming_up: Option<ComingUp>,
    /// Goals by horizon.
    pub goals: Option<GoalRows>,
    /// Danger signs.
    pub noticing: Option<Noticing>,
    /// The quarter.
    pub quarter: Option<Quarter>,
}

/// A day of the week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeekDay {
    /// The day.
    pub on: Date,
    /// Contacts on it.
    pub count: usize,
    /// Whether it is T.
    pub today: bool,
}

/// This week's list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReachOut {
    /// Where the rule is explained.
    pub why_href: Option<String>,
    /// People a week.
    pub capacity: u32,
    /// Who.
    pub rows: Vec<ReachOutRow>,
}

/// Somebody on the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReachOutRow {
    /// Who.
    pub person: PersonView,
    /// What stands in the ring.
    pub initials: String,
    /// What happened since Monday.
    pub done: Option<Done>,
    /// Last meaningful contact.
    pub last: Option<Date>,
    /// Days since.
    pub days: Option<i32>,
    /// Agreed rhythm in days.
    pub cadence_days: u32,
    /// r.
    pub ratio: Option<f64>,
    /// Role, place, circle.
    pub about: Vec<Words>,
    /// Why now.
    pub reason: Vec<Words>,
    /// What to begin with.
    pub openers: Vec<Words>,
    /// What to give first.
    pub give: Words,
    /// Twelve months.
    pub months: Vec<&'static str>,
    /// How to reach them.
    pub ways: Vec<Way>,
    /// Whether a danger sign is to be looked at.
    pub watch: bool,
}

/// What happened since Monday.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Done {
    /// When.
    pub on: Date,
    /// What.
    pub text: Vec<Words>,
}

/// The next of the same order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlsoDue {
    /// How many are shown.
    pub total: usize,
    /// Who.
    pub rows: Vec<AlsoDueRow>,
}

/// Somebody who is also due.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlsoDueRow {
    /// Who.
    pub person: PersonView,
    /// Why.
    pub reason: Vec<Words>,
    /// Days since the last meaningful contact.
    pub days: Option<i32>,
    /// The last meaningful contact.
    pub last: Option<Date>,
    /// Agreed rhythm in days.
    pub cadence_days: u32,
}

/// Days ahead.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComingUp {
    /// Where the others stand.
    pub href: String,
    /// At most five.
    pub rows: Vec<ComingDay>,
}

/// A day ahead.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComingDay {
    /// When.
    pub on: Date,
    /// Far enough that the month says more than the weekday.
    pub far: bool,
    /// What.
    pub title: Words,
    /// What belongs to it.
    pub note: Vec<Words>,
    /// More of it.
    pub href: String,
}

/// Goals by horizon.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalRows {
    /// Where they stand whole.
    pub href: String,
    /// The first open ones of each horizon.
    pub rows: Vec<GoalRow>,
}

/// A goal in one line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalRow {
    /// The item.
    pub title: String,
    /// `short`, `mid`, `long` or `none`.
    pub horizon: &'static str,
    /// Steps ticked, or the figure.
    pub done: usize,
    /// Steps, or the target.
    pub of: usize,
}

/// Danger signs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Noticing {
    /// At most two.
    pub rows: Vec<SignRow>,
}

/// The quarter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quarter {
    /// With a meaningful contact.
    pub with_contact: usize,
    /// Of how many.
    pub of: usize,
    /// Where it stands by circle.
    pub href: String,
}

impl Site<'_> {
    /// Makes Today.
    #[must_use]
    pub fn today_page(&self) -> Today {
        let promises = self.promise_rows(PROMISES_SHOWN);
        let coming_up = self.coming_up();
        Today {
            date: self.today(),
            eyebrow: self.eyebrow(),
            has_people: self.journal.iter().next().is_some(),
            lede: self.lede(),
            week_strip: self.week_strip(),
            reach_out: self.reach_out(),
            promises,
            also_due: self.also_due(),
            coming_up,
            goals: self.goal_rows(),
            noticing: self.noticing(),
            quarter: self.quarter(),
        }
    }

    fn eyebrow(&self) -> Vec<Words> {
        let today = self.today();
        let week = i64::from(today.iso_week_date().week());
        let mut parts: Vec<Words> = vec![Message::new("eyebrow.week").with("week", week).into()];
        parts.extend(lunar_of(today).map(|lunar| Message::new("eyebrow.lunar").with("lunar", lunar).into()));
        if let Some(spring) = next_date(Rule::Lunar(LunarDay::plain(1, 1)), today) {
            let days = days_between(today, spring);
            if (1..=SPRING_NEAR_DAYS).contains(&days) {
                let festival = Message::new("festival.chunjie");
                parts.push(Message::new("eyebrow.to_festival").with("n", days).with("festival", festival).into());
            }
        }
        parts
    }

    fn lede(&self) -> Vec<Words> {
        let week = &self.insights.week.people;
        let done = week.iter().filter(|person| person.done).count();
        // An empty list is told where it would stand.
        let reach = (!week.is_empty()).then(|| {
            let key = if done == 0 { "today.lede.reach_none" } else { "today.lede.reach" };
            Message::new(key).with("n", week.len()).with("done", done).into()
        });
        let mut lede: Vec<Words> = reach.into_iter().collect();
        let promises = self.pressing_promises();
        let promises = (promises > 0).then(|| Message::new("today.lede.promises").with("n", promises));
        let birthdays = self.birthdays_ahead();
        let birthday = birthdays
            .first()
            .map(|first| Message::new("today.lede.birthday").with("n", birthdays.len()).with("when", distance(self.today(), *first)));
        lede.extend(match (promises, birthday) {
            (Some(promises), Some(birthday)) => {
                Some(Message::new("today.lede.due").with("promises", promises).with("birthday", birthday).into())
            }
            (Some(promises), None) => {
                Some(Message::new("today.lede.promises_due").with("n", self.pressing_promises()).with("promises", promises).into())
            }
            (None, Some(birthday)) => Some(Message::new("today.lede.birthday_only").with("birthday", birthday).into()),
            (None, None) => None,
        });
        lede
    }

    /// Promises of mine whose day has come.
    fn pressing_promises(&self) -> usize {
        let today = self.today();
        let open = self.people().flat_map(|(_, contact, _)| contact.promises()).filter(|promise| promise.by == Side::Me);
        open.filter(|promise| promise.task.state == crate::model::TaskState::Open && promise.task.day().is_some_and(|day| day <= today))
            .count()
    }

    /// The birthdays of the people themselves among the days shown as coming up.
    fn birthdays_ahead(&self) -> Vec<Date> {
        let until = plus(self.today(), BIRTHDAY_AHEAD_DAYS);
        let ahead = self.insights.reminders.iter().filter(|reminder| reminder.on <= until);
        let birthdays =
            ahead.filter(|reminder| matches!(&reminder.detail, crate::measure::reminders::Detail::Birthday { relative: None, .. }));
        birthdays.map(|reminder| reminder.on).collect()
    }

    fn week_strip(&self) -> Vec<WeekDay> {
        let (monday, today) = (self.insights.week.monday, self.today());
        let days: Vec<Date> = (0..7).map(|day| plus(monday, day)).collect();
        let mut lines: Vec<std::collections::BTreeSet<_>> = days.iter().map(|_| std::collections::BTreeSet::new()).collect();
        for contact in &self.journal.contacts {
            for entry in counted(contact, today).take_while(|entry| entry.on >= monday) {
                let place = usize::try_from(days_between(monday, entry.on)).unwrap_or(usize::MAX);
                if let Some(day) = lines.get_mut(place) {
                    day.insert(entry.at);
                }
            }
        }
        days.into_iter().zip(lines).map(|(on, lines)| WeekDay { on, count: lines.len(), today: on == today }).collect()
    }

    fn reach_out(&self) -> ReachOut {
        let rows = self.insights.week.people.iter().filter_map(|person| self.reach_out_row(*person)).collect();
        ReachOut {
            why_href: self.page_href(Route::Method).map(|href| format!("{href}#week")),
            capacity: self.journal.settings.capacity,
            rows,
        }
    }

    fn reach_out_row(&self, on_list: WeekPerson) -> Option<ReachOutRow> {
        let who = on_list.who;
        let (contact, figures) = self.person(who)?;
        let mut about = self.about(contact);
        about.extend(self.circle_words(contact));
        Some(ReachOutRow {
            person: self.person_view(who)?,
            initials: initials(contact),
            done: on_list.done.then(|| self.done_since_monday(who)).flatten(),
            last: figures.rhythm.last_meaningful,
            days: figures.rhythm.days_since,
            cadence_days: figures.rhythm.cadence_days,
            ratio: figures.rhythm.ratio,
            about,
            reason: self.reason(who),
            openers: self.openers(who),
            give: self.give(who),
            months: self.months(contact),
            ways: ways(contact, WAYS_SHOWN),
            watch: self.is_watched(who),
        })
    }

    fn done_since_monday(&self, who: ContactIndex) -> Option<Done> {
        let contact = self.journal.contact(who)?;
        let entry = counted(contact, self.today())
            .take_while(|entry| entry.on >= self.insights.week.monday)
            .max_by_key(|entry| (entry.depth, entry.on))?;
        let kind = Message::new(format!("kind.{}", entry.kind.name()));
        let mut text: Vec<Words> = vec![Message::new("today.done_on").with("on", entry.on).with("kind", kind).into()];
        let words = super::words::first_sentence(&entry.text);
        text.extend((!words.is_empty()).then(|| Words::from(words)));
        Some(Done { on: entry.on, text })
    }

    /// Why somebody is on the list: days and rhythm, then what is about to be late
    /// or was last talked about.
    #[must_use]
    pub fn reason(&self, who: ContactIndex) -> Vec<Words> {
        let Some((_, figures)) = self.person(who) else { return Vec::new() };
        let rhythm = &figures.rhythm;
        let mut reason: Vec<Words> = Vec::new();
        if let Some(days) = rhythm.days_since {
            let cadence = cadence_words(rhythm.cadence_days);
            reason.push(Message::new("reason.silent").with("days", days).with("cadence", cadence).into());
        }
        if rhythm.phase == Phase::Quiet {
            reason.push(say("reason.quiet_place"));
        }
        reason
    }

    fn also_due(&self) -> Option<AlsoDue> {
        let rows: Vec<AlsoDueRow> = self.insights.week.also_due.iter().filter_map(|who| self.also_due_row(*who)).collect();
        (!rows.is_empty()).then_some(AlsoDue { total: rows.len(), rows })
    }

    fn also_due_row(&self, who: ContactIndex) -> Option<AlsoDueRow> {
        let (contact, figures) = self.person(who)?;
        let rhythm = &figures.rhythm;
        let cadence = cadence_words(rhythm.cadence_days);
        let about = self.about(contact).into_iter().next();
        let reason = match about {
            Some(about) => vec![Message::new("today.also").with("about", about).with("cadence", cadence).into()],
            None => vec![cadence.into()],
        };
        Some(AlsoDueRow {
            person: self.person_view(who)?,
            reason,
            days: rhythm.days_since,
            last: rhythm.last_meaningful,
            cadence_days: rhythm.cadence_days,
        })
    }

    fn goal_rows(&self) -> Option<GoalRows> {
        let href = self.page_href(Route::Goals)?;
        let open = self.insights.goals.iter().filter(|goal| goal.horizon.is_some() && goal.done < goal.of);
        let mut rows: Vec<GoalRow> = Vec::new();
        for goal in open {
            let horizon = goal.horizon.map_or("none", |horizon| horizon.name());
            if rows.iter().filter(|row| row.horizon == horizon).count() < GOALS_A_HORIZON {
                rows.push(GoalRow { title: goal.title.clone(), horizon, done: goal.done, of: goal.of });
            }
        }
        (!rows.is_empty()).then_some(GoalRows { href, rows })
    }

    fn noticing(&self) -> Option<Noticing> {
        let watched = self.people().filter(|(who, _, _)| self.is_watched(*who));
        let rows: Vec<SignRow> = watched.filter_map(|(who, _, _)| self.sign_rows(who).into_iter().next()).take(SIGNS_SHOWN).collect();
        (!rows.is_empty()).then_some(Noticing { rows })
    }

    fn quarter(&self) -> Option<Quarter> {
        let share = self.insights.network.quarter;
        let href = self.page_href(Route::Insights).unwrap_or_else(|| self.path(Route::People(Variant::Last, 0)));
        (share.of > 0).then_some(Quarter { with_contact: share.part, of: share.of, href })
    }
}

/// Promises shown on each side.
const PROMISES_SHOWN: usize = 4;
/// Goals shown of each horizon.
const GOALS_A_HORIZON: usize = 1;
/// The Spring Festival is named when it is nearer than this.
const SPRING_NEAR_DAYS: i32 = 100;
/// Birthdays within two weeks are named in the lede.
const BIRTHDAY_AHEAD_DAYS: i64 = 14;
