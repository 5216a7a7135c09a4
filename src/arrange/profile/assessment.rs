//! My answers about us, and the lists of a person's file.

use serde::Serialize;

use crate::arrange::site::Site;
use crate::arrange::words::{Markdown, Words, say};
use crate::measure::PersonInsights;
use crate::message::Message;
use crate::model::interaction::Side;
use crate::model::task::AssessmentGroup;
use crate::model::{Contact, Task, TaskState};

/// One of the four groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerGroup {
    /// Its name.
    pub title: Words,
    /// Ticked.
    pub done: usize,
    /// Asked.
    pub of: usize,
    /// The questions.
    pub items: Vec<AnswerItem>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerItem {
    /// As written.
    pub text: Markdown,
    /// Whether it is ticked.
    pub done: bool,
}

/// A list of a person's file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TaskList {
    /// Its heading.
    pub title: Option<Words>,
    /// Its items.
    pub items: Vec<TaskItem>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TaskItem {
    /// Its anchor.
    pub id: String,
    /// As written, without marks.
    pub text: Markdown,
    /// `open`, `done` or `cancelled`.
    pub state: &'static str,
    /// Whose promise it is, and its day.
    pub when: Option<Words>,
}

impl Site<'_> {
    pub(super) fn answers(&self, contact: &Contact, figures: &PersonInsights) -> Vec<AnswerGroup> {
        let group = |group: AssessmentGroup| {
            let ticks = figures.fit.ticks(group);
            let answers = contact.tasks.iter().filter(|task| task.assessment == Some(group) && task.counts());
            let items = answers.map(|task| AnswerItem { text: self.markdown(&task.text, &contact.body), done: task.is_done() }).collect();
            AnswerGroup { title: say(format!("group.{}", group.name())), done: ticks.ticked, of: ticks.of, items }
        };
        AssessmentGroup::ALL.into_iter().map(group).filter(|group| group.of > 0).collect()
    }

    /// The lists whose items are not shown among the notes, by their places.
    pub(super) fn task_lists(&self, contact: &Contact, listed: &[usize]) -> Vec<TaskList> {
        let tasks: Vec<&Task> = listed.iter().filter_map(|place| contact.tasks.get(*place)).collect();
        let list = |tasks: &[&Task]| {
            let heading = tasks.first().and_then(|task| task.heading).and_then(|place| contact.body.headings.get(place));
            // A list left in the log is a thing to do, not a list called "Log".
            let in_log = |task: &Task| contact.body.sections.iter().any(|log| log.start <= task.at.start && task.at.start < log.end);
            let heading = heading.filter(|_| !tasks.iter().any(|task| in_log(task)));
            TaskList {
                title: heading.map(|heading| heading.text.as_str().into()),
                items: tasks.iter().map(|task| self.task_item(contact, task)).collect(),
            }
        };
        tasks.chunk_by(|a, b| a.heading == b.heading).map(list).collect()
    }

    fn task_item(&self, contact: &Contact, task: &Task) -> TaskItem {
        let (state, day) = match task.state {
            TaskState::Open => ("open", task.day()),
            TaskState::Done => ("done", task.done_on),
            TaskState::Cancelled => ("cancelled", task.cancelled_on),
        };
        let day = day.map(|day| if task.state == TaskState::Open { self.due_words(day) } else { self.lately(day) });
        let id = super::lines::task_anchor(self.sources.line(task.at));
        TaskItem { id, text: self.markdown(&task.text, &contact.body), state, when: when(task.promise_by, day) }
    }
}

fn when(promise: Option<Side>, day: Option<Words>) -> Option<Words> {
    let whose = promise.map(|side| Message::new(format!("entry.promise_{}", side.name())));
    match (whose, day) {
        (Some(whose), Some(day)) => Some(Message::new("note.both").with("a", whose).with("b", day).into()),
        (Some(whose), None) => Some(whose.into()),
        (None, day) => day,
    }
}
