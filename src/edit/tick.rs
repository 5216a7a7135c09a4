//! Ticks a task: the one byte between its brackets, and the day it was done. Above one
//! that comes back the next one is put in.

use jiff::civil::Date;

use super::change::{Change, line_end};
use super::page::{Page, Refusal};
use super::recurring::{next_line, without_name};
use crate::model::name::fold;
use crate::model::task::{Task, TaskState};

/// The open tasks of a page that `wanted` may mean: those that say just that, else
/// those with all its words. With nothing wanted, all that are open.
#[must_use]
pub fn meant<'a>(page: &'a Page, wanted: &str) -> Vec<&'a Task> {
    let open = || page.draft().tasks.iter().filter(|task| task.boxed && task.state == TaskState::Open);
    let exact: Vec<&Task> = open().filter(|task| !wanted.trim().is_empty() && fold(&task.text) == fold(wanted)).collect();
    if !exact.is_empty() {
        return exact;
    }
    let words: Vec<String> = wanted.split_whitespace().map(fold).collect();
    open().filter(|task| words.iter().all(|word| fold(&task.text).contains(word.as_str()))).collect()
}

/// A page with one open task less.
#[derive(Debug)]
pub struct Ticked {
    /// The page as it is now.
    pub page: Page,
    /// Where the line of the ticked task begins in it.
    pub at: usize,
    /// Where the line of the next one begins, if it comes back.
    pub next_at: Option<usize>,
}

/// The page with that task done.
///
/// # Errors
/// A [`Refusal`] that says why nothing may be written.
pub fn tick(page: &Page, task: &Task, on: Date) -> Result<Ticked, Refusal> {
    let (start, end) = (task.at.start as usize, task.at.end as usize);
    let line = page.text().get(start..end).ok_or(Refusal::NotAsMeant)?;
    let mark = task.mark_at.start as usize..task.mark_at.end as usize;
    let next = match &task.recurrence {
        None => String::new(),
        Some(rhythm) => {
            let bare = line.trim_end_matches('\r');
            let next = next_line(task, bare, on).ok_or_else(|| Refusal::BadRhythm(rhythm.clone()))?;
            next + line_end(page.text())
        }
    };
    let changes = [
        Change::insert(start, next.as_str()),
        Change { range: mark, text: "x".to_owned() },
        Change::insert(start + words_end(line), format!(" ✅ {on}")),
    ];
    let new = page.changed(&changes)?;
    let at = start + next.len();
    let task_at = |at: usize| new.draft().tasks.iter().find(|now| now.at.start as usize == at);
    let is_done = task_at(at).is_some_and(|now| now.is_done() && now.done_on == Some(on) && now.text == task.text);
    let comes_back =
        |next: &Task| next.state == TaskState::Open && next.text == without_name(&task.text) && next.recurrence == task.recurrence;
    let next_at = (!next.is_empty()).then_some(start);
    let is_next = next_at.is_none_or(|at| task_at(at).is_some_and(comes_back));
    let more = usize::from(next_at.is_some());
    let is_meant = is_done && is_next && new.draft().tasks.len() == page.draft().tasks.len() + more;
    if is_meant { Ok(Ticked { page: new, at, next_at }) } else { Err(Refusal::NotAsMeant) }
}

/// Where a line's words end: before blanks, and before the mark by which Obsidian
/// names a line (` ^name`), which must stay last.
fn words_end(line: &str) -> usize {
    let words = line.trim_end();
    let name = words.rsplit_once(' ').filter(|(_, last)| {
        last.strip_prefix('^').is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
    });
    name.map_or(words.len(), |(before, _)| before.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn page(text: &str) -> Page {
        Page::read("people/ada.md", text.as_bytes()).unwrap()
    }

    #[track_caller]
    fn check(old: &str, new: &str) {
        let page = page(old);
        let tasks = meant(&page, "");
        let ticked = tick(&page, tasks[0], date(2026, 11, 24)).map(|ticked| ticked.page.text().to_owned());
        assert_eq!(ticked.as_deref(), Ok(new), "{old:?}");
    }

    #[test]
    fn one_byte_and_a_day() {
        check("- [ ] me: scans 📅 2026-11-24\n", "- [x] me: scans 📅 2026-11-24 ✅ 2026-11-24\n");
        check("a\r\n  * [ ] 扫描  \r\nb", "a\r\n  * [x] 扫描 ✅ 2026-11-24  \r\nb");
        check("1. [ ] x ^id-1", "1. [x] x ✅ 2026-11-24 ^id-1");
        check("> - [ ] quoted\n", "> - [x] quoted ✅ 2026-11-24\n");
    }

    #[test]
    fn what_comes_back_stands_above_what_is_done() {
        check(
            "- [ ] call 🔁 every week 📅 2026-11-20\r\nx\r\n",
            "- [ ] call 🔁 every week 📅 2026-11-27\r\n- [x] call 🔁 every week 📅 2026-11-20 ✅ 2026-11-24\r\nx\r\n",
        );
        check(
            "  - [ ] rent 🔁 every month 🛫 2026-01-26 📅 2026-01-31 ^r",
            "  - [ ] rent 🔁 every month 🛫 2026-02-23 📅 2026-02-28\n  - [x] rent 🔁 every month 🛫 2026-01-26 📅 2026-01-31 ✅ 2026-11-24 ^r",
        );
        check(
            "- [ ] tea [due:: 2026-11-01] 🔁 every 2 weeks when done\n",
            "- [ ] tea [due:: 2026-12-08] 🔁 every 2 weeks when done\n- [x] tea [due:: 2026-11-01] 🔁 every 2 weeks when done ✅ 2026-11-24\n",
        );
        check("- [ ] read 🔁 every day", "- [ ] read 🔁 every day\n- [x] read 🔁 every day ✅ 2026-11-24");
    }

    #[test]
    fn a_rhythm_that_cannot_be_counted_is_refused() {
        for rhythm in ["every weekday", "every month on the last Friday", "every 0 days", "weekly"] {
            let page = page(&format!("- [ ] x 🔁 {rhythm} 📅 2026-11-20\n"));
            assert_eq!(tick(&page, meant(&page, "x")[0], date(2026, 11, 24)).map(|_| ()), Err(Refusal::BadRhythm(rhythm.to_owned())));
        }
    }

    #[test]
    fn a_day_that_is_there_already_is_not_guessed_away() {
        let page = page("- [ ] x ✅ 2026-01-01\n");
        assert_eq!(tick(&page, meant(&page, "x")[0], date(2026, 11, 24)).map(|_| ()), Err(Refusal::NotAsMeant));
    }

    #[test]
    fn whom_the_words_fit() {
        let page = page("- [ ] me: send the scans\n- [ ] scans\n- [x] scans of May\n- [ ] call\n");
        let found = |wanted: &str| meant(&page, wanted).iter().map(|task| task.text.clone()).collect::<Vec<_>>();
        assert_eq!(found("SCANS"), ["scans"]);
        assert_eq!(found("scan"), ["send the scans", "scans"]);
        assert_eq!(found("scans send"), ["send the scans"]);
        assert_eq!(found("May"), [""; 0]);
        assert_eq!(found("").len(), 3);
    }
}
