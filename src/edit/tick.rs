//! Ticks a task: the one byte between its brackets, and the day it was done.

use jiff::civil::Date;

use super::change::Change;
use super::page::{Page, Refusal};
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

/// The page with that task done.
pub fn tick(page: &Page, task: &Task, on: Date) -> Result<Page, Refusal> {
    let (start, end) = (task.at.start as usize, task.at.end as usize);
    let line = page.text().get(start..end).ok_or(Refusal::NotAsMeant)?;
    let mark = task.mark_at.start as usize..task.mark_at.end as usize;
    let changes = [Change { range: mark, text: "x".to_owned() }, Change::insert(start + words_end(line), format!(" ✅ {on}"))];
    let new = page.changed(&changes)?;
    let ticked = new.draft().tasks.iter().find(|now| now.at.start == task.at.start);
    let is_done = ticked.is_some_and(|now| now.is_done() && now.done_on == Some(on) && now.text == task.text);
    if is_done && new.draft().tasks.len() == page.draft().tasks.len() { Ok(new) } else { Err(Refusal::NotAsMeant) }
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
        let ticked = tick(&page, tasks[0], date(2026, 11, 24)).map(|page| page.text().to_owned());
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
