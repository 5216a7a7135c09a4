//! How problems are shown: whole for `check`, in short under a build.

use super::context::Context;
use super::failure::{Failure, shown};
use super::terminal::{Terminal, harmless};
use renmai::diagnostics::{Diagnostic, Severity};
use renmai::message::Message;
use serde_json::json;

/// A build names this many and points to `check` for the rest.
const FIRST_FEW: usize = 5;

/// Each problem with what to write instead.
pub fn human(context: &Context, terminal: &mut Terminal) -> Result<(), Failure> {
    for problem in &context.problems {
        let line = line(context, terminal, problem);
        let help = terminal.word(&problem.help());
        terminal.data(&line)?;
        terminal.data(&format!("  {}\n", harmless(&help)))?;
    }
    Ok(())
}

/// `FILE:LINE:COL: error[code]: message`, FILE as one would type it from here.
pub fn short(context: &Context, terminal: &mut Terminal) -> Result<(), Failure> {
    for problem in &context.problems {
        let line = line(context, terminal, problem);
        terminal.data(&line)?;
    }
    Ok(())
}

/// The array `problems` of the export.
pub fn json(context: &Context, terminal: &mut Terminal) -> Result<(), Failure> {
    let sources = &context.loaded.sources;
    let array: Vec<_> = context
        .problems
        .iter()
        .map(|problem| {
            let at = sources.position(problem.at);
            json!({
                "code": problem.code.name(), "severity": problem.severity().name(), "file": sources.path(problem.at.file),
                "line": at.line, "column": at.column, "message": terminal.word(&problem.message()), "help": terminal.word(&problem.help()),
            })
        })
        .collect();
    terminal.data(&format!("{:#}", serde_json::Value::from(array)))
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

fn line(context: &Context, terminal: &Terminal, problem: &Diagnostic) -> String {
    let sources = &context.loaded.sources;
    let at = sources.position(problem.at);
    let path = sources.file(problem.at.file).map(|file| shown(&context.typed_path(&file.path, file.in_content))).unwrap_or_default();
    let (severity, code, message) = (problem.severity().name(), problem.code.name(), terminal.word(&problem.message()));
    harmless(&format!("{path}:{}:{}: {severity}[{code}]: {message}", at.line, at.column)).into_owned()
}
