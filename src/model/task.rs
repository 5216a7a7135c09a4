//! Task items: `- [ ]`, `- [x]`, `- [-]`, with their marks.

use jiff::civil::Date;

use super::interaction::Side;
use crate::source::Span;

/// Open, done or given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// `[ ]`
    Open,
    /// `[x]`
    Done,
    /// `[-]`: shown, never counted.
    Cancelled,
}

/// One of the four groups of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AssessmentGroup {
    /// 互补性: what one lacks the other has.
    Complementarity,
    /// 赋能性: each makes the other stronger.
    Empowerment,
    /// 互动频率.
    Frequency,
    /// 价值交换.
    Exchange,
}

impl AssessmentGroup {
    /// The four, in their order.
    pub const ALL: [Self; 4] = [Self::Complementarity, Self::Empowerment, Self::Frequency, Self::Exchange];

    /// The word used in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Complementarity => "complementarity",
            Self::Empowerment => "empowerment",
            Self::Frequency => "frequency",
            Self::Exchange => "exchange",
        }
    }
}

/// One task item.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Open, done or given up.
    pub state: TaskState,
    /// Whether it has a box to tick; a plan's items may do without.
    pub boxed: bool,
    /// The item's text without its marks; of a promise, without `me:`/`them:`.
    pub text: String,
    /// Whose promise it is, in a person's file.
    pub promise_by: Option<Side>,
    /// 📅 or `[due:: …]`.
    pub due: Option<Date>,
    /// ⏳
    pub scheduled: Option<Date>,
    /// 🛫
    pub start: Option<Date>,
    /// ✅
    pub done_on: Option<Date>,
    /// ❌
    pub cancelled_on: Option<Date>,
    /// 🔁, as written.
    pub recurrence: Option<String>,
    /// 5 (🔺) to 1 (⏬); 0 where none is marked.
    pub priority: u8,
    /// Which heading it stands under, as a place in the file's headings.
    pub heading: Option<usize>,
    /// How deep the item is nested: 0 for a top-level item.
    pub level: usize,
    /// Inline fields that are not marks (`metric`, `target`, `per`), by lower-case key.
    pub fields: Vec<(String, String)>,
    /// The group it answers, in a person's file.
    pub assessment: Option<AssessmentGroup>,
    /// The health check it asks about, in a person's file: named by `[check:: …]`, or
    /// plain from its words.
    pub check: Option<String>,
    /// The item's line.
    pub at: Span,
    /// The one byte between the brackets, for ticking.
    pub mark_at: Span,
}

impl Task {
    /// The day it is meant for: due, else scheduled.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.due.or(self.scheduled)
    }

    /// Whether it counts in a checklist (cancelled items never do).
    #[must_use]
    pub fn counts(&self) -> bool {
        self.boxed && self.state != TaskState::Cancelled
    }

    /// The value of an inline field that is no mark.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Whether it is ticked.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.state == TaskState::Done
    }
}

/// A task that is a promise, seen from one side.
#[derive(Debug, Clone, Copy)]
pub struct Promise<'a> {
    /// Whose it is.
    pub by: Side,
    /// The item.
    pub task: &'a Task,
}
