//! `renmai done`: ticks the one open task that is meant.

use super::desk::Desk;
use super::failure::{Exit, Failure};
use super::terminal::{Terminal, harmless};
use super::whom;
use super::writing::{self, Stop, Target};
use crate::cli::Done;
use renmai::edit::tick;
use renmai::message::Message;
use renmai::model::Task;

/// Ticks the task, or lists those that may be meant and writes nothing.
pub fn run(desk: &Desk, terminal: &mut Terminal, typed: &Done) -> Result<Exit, Failure> {
    let journal = &desk.loaded.journal;
    let index = match whom::one(desk, terminal, &typed.who)? {
        Ok(index) => index,
        Err(exit) => return Ok(exit),
    };
    let Some((contact, target)) = journal.contact(index).and_then(|contact| Some((contact, Target::of(desk, contact)?))) else {
        return Ok(Exit::Problems);
    };
    let on = writing::day(typed.on.as_deref(), desk.today)?;
    let wanted = typed.task.join(" ");
    let mut listed: Vec<String> = Vec::new();
    let outcome = target.change(typed.dry_run, |page| {
        let found = tick::meant(page, &wanted);
        match found.as_slice() {
            [task] if !wanted.trim().is_empty() => Ok((tick::tick(page, task, on)?, (*task).clone())),
            several => {
                listed = several
                    .iter()
                    .map(|task| page.text().get(task.at.start as usize..task.at.end as usize).unwrap_or("").trim().to_owned())
                    .collect();
                Err(Stop::Said(Failure::Stopped(unclear(several.len(), &wanted, contact.name()))))
            }
        }
    });
    let (old, new, task) = match outcome {
        Ok(done) => done,
        Err(Failure::Stopped(message)) if !listed.is_empty() => return list(terminal, &message, &listed, wanted.trim().is_empty()),
        Err(failure) => return Err(failure),
    };
    if typed.dry_run {
        target.show_difference(terminal, old.text(), new.text())?;
        terminal.talk(&Message::new("writing.nothing-written"))?;
        return Ok(Exit::Done);
    }
    say(terminal, &target, &new, &task, &contact.id)?;
    Ok(Exit::Done)
}

fn unclear(found: usize, wanted: &str, name: &str) -> Message {
    let key = match (found, wanted.trim().is_empty()) {
        (0, true) => "none-open",
        (0, false) => "no-task",
        (_, true) => "open",
        (_, false) => "several",
    };
    Message::new(format!("writing.done.{key}")).with("task", wanted).with("name", name)
}

/// Asked for no task in particular, the list is the answer.
fn list(terminal: &mut Terminal, message: &Message, tasks: &[String], asked: bool) -> Result<Exit, Failure> {
    terminal.insist(message)?;
    tasks.iter().try_for_each(|task| terminal.data(&format!("  {}", harmless(task))))?;
    Ok(if asked { Exit::Done } else { Exit::Problems })
}

fn say(terminal: &mut Terminal, target: &Target, page: &renmai::edit::Page, task: &Task, id: &str) -> Result<(), Failure> {
    let start = task.at.start as usize;
    terminal.data(&format!("{}:{}", target.typed, page.line_of(start)))?;
    let line = page.text().get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    terminal.data(&format!("+ {}", harmless(line.trim())))?;
    if let Some(rhythm) = &task.recurrence {
        terminal.talk(&Message::new("writing.done.recurs").with("rhythm", rhythm))?;
    }
    let command = format!("renmai log {id} \"{}\"", task.text.replace(['"', '`', '$', '\\'], ""));
    terminal.talk(&Message::new("writing.done.log-it").with("command", command))
}
