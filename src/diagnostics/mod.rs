//! Problems as data: what is wrong, where, and what to write instead.
//!
//! Nothing here stops the work. A pass gives its value *and* its problems
//! ([`Checked`]); the words are made in `render`, from the catalogue, under
//! `problem.CODE.message` and `problem.CODE.help`.

mod code;

use crate::message::{Argument, Message};
use crate::source::Span;

pub use code::{Code, Severity};

/// One problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Its name, which the user sees (`bad-date`).
    pub code: Code,
    /// The place it concerns.
    pub at: Span,
    /// What fills the gaps of its sentence.
    pub args: Vec<(&'static str, Argument)>,
    /// Other places that belong to it, such as the first of two equal keys.
    pub related: Vec<Span>,
}

impl Diagnostic {
    /// A problem at a place.
    #[must_use]
    pub fn new(code: Code, at: Span) -> Self {
        Self { code, at, args: Vec::new(), related: Vec::new() }
    }

    /// Fills one gap of its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Names another place that belongs to it.
    #[must_use]
    pub fn related(mut self, at: Span) -> Self {
        self.related.push(at);
        self
    }

    /// Whether it changes the exit code and stops `--strict`.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        self.say("message")
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> Message {
        self.say("help")
    }

    fn say(&self, part: &str) -> Message {
        Message { key: format!("problem.{}.{part}", self.code.name()).into(), args: self.args.clone() }
    }
}

/// A value and the problems met on the way to it. The value always comes out.
#[derive(Debug, Clone, Default)]
pub struct Checked<T> {
    /// What could be made of the input.
    pub value: T,
    /// What was wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value without problems.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Changes the value and keeps the problems.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Checked<U> {
        Checked { value: change(self.value), diagnostics: self.diagnostics }
    }
}

/// Puts problems in the order a reader meets them: file by file, line by line,
/// each once.
pub fn in_reading_order(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_key(|problem| (problem.at, problem.code));
    diagnostics.dedup_by(|a, b| a.at == b.at && a.code == b.code && a.args == b.args);
}
