//! `--spread`: a day for a first word with each new person, so many a week as one has
//! room for.
//!
//! A card is nudged by nothing, and a day on which one last spoke would be a lie. So
//! everybody new gets an open task with a day: the reminder comes, and they stay a
//! card until there was contact.

use super::super::context::Context;
use super::super::terminal::Terminal;
use super::plan::{Outcome, Plan};
use jiff::ToSpan;
use jiff::civil::Date;
use renmai::edit::imported::new_file;
use renmai::message::Message;
use renmai::model::card::CardTask;
use std::collections::BTreeMap;

/// Days of a week on which one writes to somebody.
const DAYS: usize = 5;

/// Gives every new card its day.
pub fn spread(context: &Context, terminal: &Terminal, plan: &mut Plan) {
    let journal = &context.loaded.journal;
    let insights = renmai::measure(journal, context.today);
    let capacity = usize::try_from(journal.settings.capacity).unwrap_or(usize::MAX).max(1);
    let due = insights.people.iter().filter_map(|person| person.rhythm.due_on);
    let mut days = Days::new(context.today, capacity, due);
    let language = journal.settings.first_language();
    for row in &mut plan.rows {
        let Outcome::New { file } = row.outcome else { continue };
        // Where there was contact already, the rhythm itself nudges.
        if !row.card.log.is_empty() {
            continue;
        }
        let Some(on) = days.next() else { return };
        let Some(planned) = plan.files.get_mut(file) else { continue };
        let text = terminal.word(&Message::new("import.first-word").with("name", &row.card.name));
        row.card.tasks.push(CardTask { text, due: Some(on), is_done: false, done_on: None });
        let path = format!("{}/{}.md", super::super::new::PEOPLE, planned.stem);
        match new_file(&row.card, &path, language) {
            Ok(text) => planned.text = text,
            Err(_) => drop(row.card.tasks.pop()),
        }
    }
}

/// Free days from next week on: a week takes so many as capacity leaves after those
/// who are due in it, and after those who have been due since before.
struct Days {
    monday: Date,
    capacity: usize,
    due: BTreeMap<Date, usize>,
    waiting: usize,
    free: usize,
    given: usize,
}

impl Days {
    fn new(today: Date, capacity: usize, due: impl Iterator<Item = Date>) -> Self {
        let monday = monday_of(today);
        let mut weeks: BTreeMap<Date, usize> = BTreeMap::new();
        let mut waiting = 0;
        for on in due {
            if on < next_week(monday) {
                waiting += 1;
            } else {
                *weeks.entry(monday_of(on)).or_default() += 1;
            }
        }
        // This week is drawn already: as many of those who wait as it holds are on its list.
        let waiting = usize::saturating_sub(waiting, capacity);
        Self { monday, capacity, due: weeks, waiting, free: 0, given: 0 }
    }

    fn next(&mut self) -> Option<Date> {
        while self.given >= self.free {
            let monday = next_week(self.monday);
            // The calendar's end.
            if monday == self.monday {
                return None;
            }
            self.monday = monday;
            let asked = self.waiting + self.due.get(&monday).copied().unwrap_or(0);
            self.free = self.capacity.saturating_sub(asked);
            self.waiting = asked.saturating_sub(self.capacity);
            self.given = 0;
        }
        let day = self.given * DAYS / self.free.max(1);
        self.given += 1;
        self.monday.checked_add(i64::try_from(day).unwrap_or(0).days()).ok()
    }
}

fn monday_of(day: Date) -> Date {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day)
}

fn next_week(monday: Date) -> Date {
    monday.checked_add(7.days()).unwrap_or(monday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_week_takes_what_is_left_of_it() {
        // A Tuesday; two places a week, three people waiting, one due next Thursday.
        let due = [date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 3), date(2026, 12, 3)];
        let mut days = Days::new(date(2026, 11, 24), 2, due.into_iter());
        let given: Vec<String> = (0..4).filter_map(|_| days.next()).map(|day| day.to_string()).collect();
        assert_eq!(given, ["2026-12-07", "2026-12-09", "2026-12-14", "2026-12-16"]);
    }
}
