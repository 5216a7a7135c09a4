//! Reminders that stay open until something is done: reaching out, promises,
//! replies, money, tasks, projects, answers to renew.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Detail, Found, Reminder};
use crate::measure::fit::LOOK_AGAIN_DAYS;
use crate::measure::rhythm::is_paused;
use crate::measure::window::plus;
use crate::measure::{PersonInsights, counted};
use crate::model::interaction::{By, Side};
use crate::model::{Contact, Interaction, Journal, Task, TaskState};

/// Last meaningful + c, unless something is planned or the person is snoozed.
pub(super) fn reach_out(found: &mut Found<'_>, contact: &Contact, person: &PersonInsights, today: Date) {
    let rhythm = &person.rhythm;
    if is_paused(contact, today) || rhythm.planned.is_some() {
        return;
    }
    if let (Some(on), Some(days_since), Some(at)) = (rhythm.due_on, rhythm.days_since, rhythm.because.first()) {
        found.push(on, "", Detail::ReachOut { days_since, cadence_days: rhythm.cadence_days }, *at);
    }
}

/// Open promises that have a day; theirs only where nudges are wanted.
pub(super) fn promises(found: &mut Found<'_>, contact: &Contact, both: bool) {
    for promise in contact.promises().filter(|promise| promise.task.state == TaskState::Open && (both || promise.by == Side::Me)) {
        if let Some(day) = promise.task.day() {
            let detail = Detail::Promise { by: promise.by, text: promise.task.text.clone() };
            found.push(day, &fingerprint(&promise.task.text), detail, promise.task.at);
        }
    }
}

/// From the entry's day until a later line by the one who owed it, or by both; that
/// day's own lines included.
pub(super) fn replies(found: &mut Found<'_>, contact: &Contact, today: Date) {
    let last_by_me = LastLines::of(contact, By::Me, today);
    let last_by_them = LastLines::of(contact, By::Them, today);
    for entry in counted(contact, today) {
        let Some(owes) = entry.reply else { continue };
        let last = match owes {
            Side::Me => &last_by_me,
            Side::Them => &last_by_them,
        };
        if !last.answer(entry) {
            found.push(entry.on, &entry.on.to_string(), Detail::Reply { by: owes, text: entry.text.to_string() }, entry.at);
        }
    }
}

/// The last day with a line by one side, or by both, and how many lines it has.
struct LastLines {
    by: By,
    on: Option<Date>,
    count: usize,
}

impl LastLines {
    fn of(contact: &Contact, by: By, today: Date) -> Self {
        let mut lines = counted(contact, today).filter(|entry| is_line_of(entry, by)).map(|entry| entry.on);
        let on = lines.next();
        Self { by, on, count: usize::from(on.is_some()) + lines.take_while(|day| Some(*day) == on).count() }
    }

    /// Whether one of them is later than an entry, or another line of its day.
    fn answer(&self, entry: &Interaction) -> bool {
        let others = self.count - usize::from(self.on == Some(entry.on) && is_line_of(entry, self.by));
        self.on.is_some_and(|on| on > entry.on) || (self.on == Some(entry.on) && others > 0)
    }
}

fn is_line_of(entry: &Interaction, by: By) -> bool {
    entry.by == by || entry.by == By::Both
}

/// Open loans that have a day.
pub(super) fn money(found: &mut Found<'_>, person: &PersonInsights) {
    for open in &person.boundary {
        for loan in &open.loans {
            if let Some(due) = loan.due {
                let what = format!("{}/{}/{due}", open.side.name(), open.currency);
                let detail = Detail::Money { side: open.side, amount: loan.amount, currency: open.currency.clone(), written: loan.written };
                found.push(due, &what, detail, loan.at);
            }
        }
    }
}

/// Open tasks with a day that are neither promises nor answers.
pub(super) fn tasks(found: &mut Found<'_>, contact: &Contact) {
    for task in contact.tasks.iter().filter(|task| is_plain_open(task)) {
        if let Some(day) = task.day() {
            found.push(day, &fingerprint(&task.text), Detail::Task { text: task.text.clone(), title: None }, task.at);
        }
    }
}

fn is_plain_open(task: &Task) -> bool {
    task.state == TaskState::Open && task.promise_by.is_none() && task.assessment.is_none()
}

/// Open tasks with a day in guides, checklists, plans, notes and my own file.
pub(super) fn article_tasks(journal: &Journal) -> Vec<Reminder> {
    let articles = journal.articles.iter().map(|article| (article.id.as_str(), Some(article.title.clone()), &article.tasks));
    let notes = journal.notes.iter().map(|note| ("journal", note.title.clone(), &note.tasks));
    let mine = std::iter::once(("me", None, &journal.me.tasks));
    let mut reminders = Vec::new();
    for (id, title, tasks) in articles.chain(notes).chain(mine) {
        for task in tasks.iter().filter(|task| task.state == TaskState::Open) {
            if let Some(on) = task.day() {
                let detail = Detail::Task { text: task.text.clone(), title: title.clone() };
                reminders.push(Reminder { key: format!("task/{id}/{}", fingerprint(&task.text)), on, person: None, detail, at: task.at });
            }
        }
    }
    reminders
}

/// The ids that the keys of those reminders hold.
pub(super) fn article_ids(journal: &Journal) -> BTreeSet<&str> {
    journal.articles.iter().map(|article| article.id.as_str()).chain(["journal", "me"]).collect()
}

/// When to ask about a project.
pub(super) fn projects(found: &mut Found<'_>, contact: &Contact) {
    for project in &contact.profile.projects {
        if let Some(next) = project.next {
            found.push(next, &fingerprint(&project.name), Detail::Project { name: project.name.clone() }, project.at);
        }
    }
}

/// Answers are worth another look after half a year.
pub(super) fn assessment(found: &mut Found<'_>, contact: &Contact, person: &PersonInsights, today: Date) {
    let answered = contact.tasks.iter().find(|task| task.assessment.is_some());
    if let (Some(on), Some(age_days), Some(task)) = (person.fit.assessed_on, person.fit.age_days(today), answered) {
        found.push(plus(on, LOOK_AGAIN_DAYS.into()), "", Detail::Assessment { age_days }, task.at);
    }
}

/// A short, stable name of a text: FNV-1a, 64 bits, in hexadecimal.
fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
