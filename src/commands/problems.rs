//! How problems are shown: whole for `check`, in short under a build.

use super::context::Context;
use super::failure::Failure;
use super::terminal::Terminal;
use renmai::diagnostics::{Diagnostic, Severity};
use renmai::message::Message;
use renmai::render::report;
use renmai::source::SourceFile;
use serde_json::Value;

/// A build names this many and points to `check` for the rest.
const FIRST_FEW: usize = 5;

/// Each problem with its line and what to write instead.
pub fn human(context: &Context, terminal: &mut Terminal) -> Result<(), Failure> {
    let name = |file: &SourceFile| context.typed_path(file);
    for problem in &context.problems {
        let text = report::human(problem, &context.loaded.sources, terminal.catalogue(), &name, true);
        terminal.data(&text)?;
        terminal.data("")?;
    }
    Ok(())
}

/// `FILE:LINE:COL: error[code]: message`, FILE as one would type it from here.
pub fn short(context: &Context, terminal: &mut Terminal) -> Result<(), Failure> {
    context.problems.iter().try_for_each(|problem| {
        let line = line(context, terminal, problem);
        terminal.data(&line)
    })
}

/// The array `problems` of the export.
pub fn json(context: &Context, terminal: &mut Terminal) -> Result<(), Failure> {
    let problems = context.problems.iter();
    let array: Vec<Value> = problems.map(|problem| report::json(problem, &context.loaded.sources, terminal.catalogue())).collect();
    terminal.data(&format!("{:#}", Value::from(array)))
}

/// Errors first; then how many there are and where to read on.
pub fn summarise(context: &Context, terminal: &mut Terminal) -> Result<(), Failure> {
    if context.problems.is_empty() {
        return Ok(());
    }
    let mut worst_first: Vec<&Diagnostic> = context.problems.iter().collect();
    worst_first.sort_by_key(|problem| problem.severity() != Severity::Error);
    for problem in worst_first.iter().take(FIRST_FEW) {
        let line = line(context, terminal, problem);
        terminal.insist_text(&line)?;
    }
    terminal.insist(&Message::new("terminal.problems.hint").with("count", count(context)))
}

/// How many errors and warnings.
pub fn count(context: &Context) -> Message {
    let errors = context.errors();
    let warnings = context.problems.len() - errors;
    let of = |key: &str, n: usize| Message::new(format!("terminal.problems.{key}")).with("n", n);
    match (errors, warnings) {
        (_, 0) => of("errors", errors),
        (0, _) => of("warnings", warnings),
        _ => Message::new("terminal.problems.both").with("errors", of("errors", errors)).with("warnings", of("warnings", warnings)),
    }
}

/// One problem in one line.
pub fn line(context: &Context, terminal: &Terminal, problem: &Diagnostic) -> String {
    report::short(problem, &context.loaded.sources, terminal.catalogue(), &|file| context.typed_path(file))
}
