//! Task items wherever they stand, with the marks of Obsidian Tasks.

use renmai::model::{Task, TaskState};

use crate::vault::Vault;

const T: &str = "2026-03-01";

fn tasks(text: &str) -> Vec<Task> {
    Vault::of("").and("people/ada.md", text).today(T).clean().ada().contact.tasks.clone()
}

#[track_caller]
fn one(line: &str) -> Task {
    let mut tasks = tasks(line);
    assert_eq!(tasks.len(), 1, "{line}");
    tasks.remove(0)
}

fn said(day: Option<jiff::civil::Date>) -> String {
    day.map_or("-".to_owned(), |day| day.to_string())
}

#[test]
fn states() {
    for (mark, state) in [("[ ]", TaskState::Open), ("[x]", TaskState::Done), ("[X]", TaskState::Done), ("[-]", TaskState::Cancelled)] {
        assert_eq!(one(&format!("- {mark} a")).state, state, "{mark}");
    }
    for no_task in ["- a", "[ ] a", "- [] a", "- [ ]a", "```\n- [ ] a\n```"] {
        assert!(tasks(no_task).is_empty(), "{no_task}");
    }
    for marker in ["*", "+", "1.", "> -", "  -"] {
        assert_eq!(one(&format!("{marker} [ ] a")).text, "a", "{marker}");
    }
}

#[test]
fn marks_are_read_and_taken_out() {
    let task = one("- [x] scan them 🔺 🔁 every week 🛫 2026-01-01 ⏳ 2026-01-02 📅 2026-01-03 ✅ 2026-01-04");
    assert_eq!(task.text, "scan them");
    assert_eq!(
        [said(task.start), said(task.scheduled), said(task.due), said(task.done_on)],
        ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"]
    );
    assert_eq!((task.priority, task.recurrence.as_deref()), (5, Some("every week")));
    assert_eq!(said(one("- [-] a ❌ 2026-01-05").cancelled_on), "2026-01-05");
    assert_eq!(["🔺", "⏫", "🔼", "🔽", "⏬", ""].map(|mark| one(&format!("- [ ] a {mark}")).priority), [5, 4, 3, 2, 1, 0]);
    assert_eq!(said(one("- [ ] a [due:: 2026-01-06]").due), "2026-01-06");
}

#[test]
fn they_are_grouped_under_their_nearest_heading() {
    let world = Vault::of("").and("people/ada.md", "- [ ] a\n# One\n## Two\n- [ ] b\ntext\n- [ ] c\n").today(T).clean();
    let headings: Vec<Option<&str>> =
        world.ada().contact.tasks.iter().map(|task| task.heading.map(|at| world.ada().contact.body.headings[at].text.as_str())).collect();
    assert_eq!(headings, [None, Some("Two"), Some("Two")]);
}

#[test]
fn a_mark_with_no_such_day_is_reported() {
    let world = Vault::of("").and("people/ada.md", "- [ ] a 📅 2026-02-30\n- [ ] b [due:: soon]\n").today(T);
    let found: Vec<String> = world.problems();
    assert_eq!(found[1], "people/ada.md:2:16 bad-date");
    assert!(found[0].ends_with("bad-date") && found[0].starts_with("people/ada.md:1:"), "{found:?}");
}

#[test]
fn tasks_of_every_kind_of_file() {
    let text = "-- guides/g.md --\n---\ntitle: G\n---\n- [ ] g 📅 2026-03-03\n-- checklists/c.md --\n- [ ] c ⏳ 2026-03-04\n-- plans/p.md --\n## Short\n- [ ] p 📅 2026-03-05\n-- people/ada.md --\n- [ ] a 📅 2026-03-06\n- [x] b 📅 2026-03-06\n";
    assert_eq!(
        Vault::of(text).today(T).clean().reminders(),
        ["task - 2026-03-03", "task - 2026-03-04", "task - 2026-03-05", "task ada 2026-03-06"]
    );
}

#[test]
fn a_ticked_log_entry_is_no_task_and_an_open_one_is() {
    let world = Vault::ada("", "- [x] 2026-02-01 coffee\n- [ ] 2026-03-05 lunch 📅 2026-03-05\n").today(T).clean();
    assert_eq!(world.ada().contact.tasks.len(), 1);
    assert_eq!(world.ada().days(), ["2026-02-01"]);
    assert_eq!(world.days_of("task"), ["2026-03-05"]);
}

#[test]
fn tasks_of_my_own_file_are_read_too() {
    let world =
        Vault::of("").and("me.md", "---\nname: Me\n---\n- [ ] renew the passport 📅 2026-03-05\n- [x] pitch\n").today("2026-03-01").clean();
    assert_eq!(world.reminders(), ["task - 2026-03-05"]);
    assert_eq!(world.journal().me.tasks.len(), 2);
}
