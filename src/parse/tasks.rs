//! Task items with the marks of Obsidian Tasks, and whose promise or answer they are.

use jiff::civil::Date;

use super::body::{ItemLine, Scan, item_line, lines, without_holes};
use super::check_words::worded_check;
use super::decode::Decoder;
use super::fields;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::article::Heading;
use crate::model::date::parse_day_prefix;
use crate::model::interaction::Side;
use crate::model::links;
use crate::model::task::{AssessmentGroup, Task, TaskState};
use crate::source::{FileId, Span};
use std::ops::Range;

/// What task items mean in a file of some kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskReading {
    /// Promises and answers are looked for.
    Person,
    /// Items without a box are goals too.
    Plan,
    /// Nothing more than boxes.
    Plain,
}

/// Reads every task item of a text. An item that is itself one of the `entries` of the
/// log happened, and is no task; what is nested in one may still be.
pub fn tasks(
    file: FileId,
    text: &str,
    range: Range<usize>,
    scan: &Scan,
    reading: TaskReading,
    entries: &[Span],
    decoder: &mut Decoder,
) -> Vec<Task> {
    let groups = groups(&scan.headings);
    let mut tasks = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    for (at, line) in lines(text, range) {
        let unquoted = line.trim_start_matches(['>', ' ']);
        let shift = if scan.in_quote(at) { line.len() - unquoted.len() } else { 0 };
        let Some(item) = item_line(line.get(shift..).unwrap_or("")) else { continue };
        while indents.last().is_some_and(|indent| *indent >= item.indent) {
            indents.pop();
        }
        let level = indents.len();
        let begins = at + shift + item.content;
        let unboxed = (reading == TaskReading::Plan && item.mark.is_none()).then_some(TaskState::Open);
        let Some(state) = item.mark.and_then(state).or(unboxed) else { continue };
        if scan.in_code(begins.saturating_sub(1)) || entries.binary_search_by_key(&at, |entry| entry.start as usize).is_ok() {
            continue;
        }
        indents.push(item.indent);
        let line_at = Span::new(file, at, at + line.len());
        let mut task = read_task(file, line, shift, at, &item, state, line_at, decoder);
        task.level = level;
        task.heading = scan.heading_before(at);
        if reading == TaskReading::Person {
            task.assessment = task.heading.and_then(|heading| groups.get(heading).copied().flatten());
            take_promise(&mut task);
            task.check = asked_check(&task);
        }
        tasks.push(task);
    }
    tasks
}

fn state(mark: char) -> Option<TaskState> {
    match mark {
        ' ' => Some(TaskState::Open),
        'x' | 'X' => Some(TaskState::Done),
        '-' => Some(TaskState::Cancelled),
        _ => None,
    }
}

#[expect(clippy::too_many_arguments, reason = "the line and its place belong together, and are read only here")]
fn read_task(
    file: FileId,
    line: &str,
    shift: usize,
    at: usize,
    item: &ItemLine,
    state: TaskState,
    line_at: Span,
    decoder: &mut Decoder,
) -> Task {
    let content = shift + item.content;
    let words = line.get(content..).unwrap_or("");
    let mark_at = at + shift + item.mark_at;
    let mut task = Task {
        state,
        boxed: item.mark.is_some(),
        text: String::new(),
        promise_by: None,
        due: None,
        scheduled: None,
        start: None,
        done_on: None,
        cancelled_on: None,
        recurrence: None,
        priority: 0,
        heading: None,
        level: 0,
        fields: Vec::new(),
        assessment: None,
        check: None,
        at: line_at,
        mark_at: Span::new(file, mark_at, mark_at + 1),
    };
    let found = fields::fields(words);
    let mut taken = Vec::new();
    for field in &found {
        let place = Span::new(file, at + content + field.value_at.start, at + content + field.value_at.end);
        if let Some(slot) = date_slot(&mut task, &field.key) {
            match parse_day_prefix(&field.value) {
                Some((day, _)) => *slot = Some(day),
                None => decoder.report(Diagnostic::new(Code::BadDate, place).with("key", &field.key).with("value", &field.value)),
            }
        } else {
            task.fields.push((field.key.clone(), field.value.clone()));
            if !matches!(field.key.as_str(), "metric" | "target" | "per" | "id" | "repeat" | "priority") {
                continue;
            }
        }
        taken.push(field.at.clone());
    }
    let bare = fields::without(words, &taken);
    task.text = take_marks(&without_holes(&bare), &mut task, line_at, decoder);
    task
}

fn date_slot<'a>(task: &'a mut Task, key: &str) -> Option<&'a mut Option<Date>> {
    match key {
        "due" => Some(&mut task.due),
        "scheduled" => Some(&mut task.scheduled),
        "start" => Some(&mut task.start),
        "completion" | "done" => Some(&mut task.done_on),
        "cancelled" => Some(&mut task.cancelled_on),
        _ => None,
    }
}

/// The marks of Obsidian Tasks; each takes what follows it up to the next mark.
const MARKS: [char; 18] = ['📅', '📆', '🗓', '⏳', '⌛', '🛫', '✅', '❌', '➕', '🔁', '🆔', '⛔', '🏁', '🔺', '⏫', '🔼', '🔽', '⏬'];

/// Reads the marks of a task and gives the text without them.
fn take_marks(text: &str, task: &mut Task, at: Span, decoder: &mut Decoder) -> String {
    let Some(first) = text.find(MARKS) else { return text.trim().to_owned() };
    let mut words = text.get(..first).unwrap_or("").trim().to_owned();
    let mut rest = text.get(first..).unwrap_or("");
    while let Some(mark) = rest.chars().next() {
        let after = rest.get(mark.len_utf8()..).unwrap_or("").trim_start_matches('\u{fe0f}');
        let next = after.find(MARKS).unwrap_or(after.len());
        let (value, tail) = after.split_at(next);
        rest = tail;
        let left = take_mark(mark, value.trim(), task, at, decoder);
        if !left.is_empty() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(left);
        }
    }
    words
}

/// Reads one mark; gives back the words after it that are not its value.
fn take_mark<'a>(mark: char, value: &'a str, task: &mut Task, at: Span, decoder: &mut Decoder) -> &'a str {
    let slot = match mark {
        '📅' | '📆' | '🗓' => Some(&mut task.due),
        '⏳' | '⌛' => Some(&mut task.scheduled),
        '🛫' => Some(&mut task.start),
        '✅' => Some(&mut task.done_on),
        '❌' => Some(&mut task.cancelled_on),
        _ => None,
    };
    if let Some(slot) = slot {
        return match parse_day_prefix(value) {
            Some((day, length)) => {
                slot.get_or_insert(day);
                value.get(length..).unwrap_or("").trim()
            }
            None => {
                if value.starts_with(|c: char| c.is_ascii_digit()) {
                    let written = value.split_whitespace().next().unwrap_or(value);
                    decoder.report(Diagnostic::new(Code::BadDate, at).with("key", mark.to_string()).with("value", written));
                }
                value
            }
        };
    }
    match mark {
        '🔁' => {
            task.recurrence = Some(value.to_owned());
            ""
        }
        '➕' => parse_day_prefix(value).map_or(value, |(_, length)| value.get(length..).unwrap_or("").trim()),
        // An id, what must be done before (ids parted by commas), what becomes of it when done: of no concern to us.
        '🆔' | '⛔' | '🏁' => after_ids(value),
        _ => {
            task.priority = match mark {
                '🔺' => 5,
                '⏫' => 4,
                '🔼' => 3,
                '🔽' => 2,
                _ => 1,
            };
            value
        }
    }
}

/// What stands behind a word, or behind several with commas between them.
fn after_ids(value: &str) -> &str {
    let mut rest = value;
    loop {
        let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        rest = after.trim_start();
        if !(word.ends_with(',') || rest.starts_with(',')) {
            return rest;
        }
    }
}

/// `me:`/`我：` is my promise, `them:`/`对方：` theirs.
fn take_promise(task: &mut Task) {
    for (word, by) in [("me", Side::Me), ("我", Side::Me), ("them", Side::Them), ("对方", Side::Them)] {
        let Some(start) = task.text.get(..word.len()) else { continue };
        let rest = task.text.get(word.len()..).unwrap_or("").trim_start();
        if start.eq_ignore_ascii_case(word)
            && let Some(rest) = rest.strip_prefix([':', '：'])
        {
            task.promise_by = Some(by);
            task.text = rest.trim().to_owned();
            return;
        }
    }
}

/// The check an item asks about. A promise, or a thing to do by a day, asks nothing.
fn asked_check(task: &Task) -> Option<String> {
    if let Some(named) = task.field("check") {
        return Some(named.trim().to_lowercase());
    }
    let asks = task.promise_by.is_none() && task.day().is_none();
    asks.then(|| worded_check(&task.text)).flatten().map(str::to_owned)
}

/// The assessment group each heading names, itself or through one above it.
fn groups(headings: &[Heading]) -> Vec<Option<AssessmentGroup>> {
    let mut groups: Vec<Option<AssessmentGroup>> = Vec::with_capacity(headings.len());
    for heading in headings {
        let above = heading.parent.and_then(|parent| groups.get(parent).copied().flatten());
        groups.push(named_group(&heading.text).or(above));
    }
    groups
}

fn named_group(heading: &str) -> Option<AssessmentGroup> {
    let text = links::without_link_marks(heading).to_lowercase();
    let names: [(&[&str], AssessmentGroup); 4] = [
        (&["complementarity", "互补"], AssessmentGroup::Complementarity),
        (&["empowerment", "赋能"], AssessmentGroup::Empowerment),
        (&["frequency", "互动频率"], AssessmentGroup::Frequency),
        (&["exchange", "价值交换"], AssessmentGroup::Exchange),
    ];
    names.iter().find(|(words, _)| words.iter().any(|word| names_word(&text, word))).map(|(_, group)| *group)
}

/// Whether a heading holds a word: Han anywhere, Latin as a whole word.
fn names_word(text: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return text.contains(word);
    }
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::body;

    fn read(text: &str) -> (Vec<Task>, Vec<Diagnostic>) {
        let mut decoder = Decoder::default();
        let scan = body::scan(FileId(0), text, 0..text.len());
        (tasks(FileId(0), text, 0..text.len(), &scan, TaskReading::Person, &[], &mut decoder), decoder.diagnostics)
    }

    fn one(text: &str) -> Task {
        let (mut tasks, problems) = read(text);
        assert_eq!(problems, [], "{text:?}");
        assert_eq!(tasks.len(), 1, "{text:?}");
        tasks.remove(0)
    }

    #[test]
    fn marks_are_read_and_taken_out() {
        let task = one("- [ ] send the scans 📅 2026-11-24 ⏫ 🔁 every week\n");
        assert_eq!(task.text, "send the scans");
        assert_eq!(task.due.map(|day| day.to_string()).as_deref(), Some("2026-11-24"));
        assert_eq!((task.priority, task.recurrence.as_deref()), (4, Some("every week")));
        let task = one("- [x] call ✅ 2026-11-20 [due:: 2026-11-21] later\n");
        assert_eq!(task.text, "call later");
        assert!(task.done_on.is_some() && task.due.is_some() && task.is_done());
        assert_eq!(one("- [-] no ❌ 2026-01-01").state, TaskState::Cancelled);
        let task = one("- [ ] send it 🆔 abc123 ⛔ def456, ghi789 today 🏁 delete ➕ 2026-02-01 📅 2026-03-03");
        assert_eq!((task.text.as_str(), task.due.is_some()), ("send it today", true));
    }

    #[test]
    fn promises_of_both_sides() {
        for (text, by, words) in [
            ("- [ ] me: scan", Side::Me, "scan"),
            ("- [ ] 我：扫描", Side::Me, "扫描"),
            ("- [ ] Them : pay", Side::Them, "pay"),
            ("- [ ] 对方: 还", Side::Them, "还"),
        ] {
            let task = one(text);
            assert_eq!((task.promise_by, task.text.as_str()), (Some(by), words));
        }
        assert_eq!(one("- [ ] mention it").promise_by, None);
    }

    #[test]
    fn answers_stand_under_their_group() {
        let (tasks, _) = read("## 互补性 2026-05-01\n- [x] a\n### deeper\n- [ ] b\n## Other\n- [ ] c\n## Value exchange\n- [x] d\n");
        let groups: Vec<_> = tasks.iter().map(|task| task.assessment).collect();
        let complementarity = Some(AssessmentGroup::Complementarity);
        assert_eq!(groups, [complementarity, complementarity, None, Some(AssessmentGroup::Exchange)]);
    }

    #[test]
    fn what_is_no_task_and_what_is_wrong() {
        assert!(read("```\n- [ ] code\n```\n- [/] half\n- text\n").0.is_empty());
        let (_, problems) = read("- [ ] x 📅 2026-02-30\n");
        assert_eq!(problems[0].code, Code::BadDate);
        assert_eq!(read("> - [ ] quoted\n").0.len(), 1);
    }
}
