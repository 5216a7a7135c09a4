//! `renmai init`: a journal that builds at once, or the demo to look around in.
//!
//! Nothing that stands there is ever overwritten; a folder that already holds a
//! journal is refused.

#![expect(clippy::disallowed_methods, reason = "looks whether a folder is free before anything is written into it")]

use super::clock::{self, Hints};
use super::failure::{Exit, Failure, shown};
use super::starter;
use super::terminal::Terminal;
use crate::cli::Init;
use jiff::civil::Date;
use renmai::disk::edit;
use renmai::disk::vault::{CONTENT_NAME, SETTINGS_NAME};
use renmai::message::Message;
use std::fs;
use std::path::Path;

const GIT_IGNORE: &str = ".gitignore";

/// Writes the first files and says what to do next.
pub fn run(terminal: &mut Terminal, typed: &Init, today: Option<Date>) -> Result<Exit, Failure> {
    let folder = typed.folder.as_path();
    refuse_a_journal(folder)?;
    let today = match today {
        Some(day) => day,
        None => clock::today(Hints::default()).ok_or_else(|| Failure::Usage(Message::new("terminal.usage.no-today")))?,
    };
    let files = if typed.demo { starter::demo() } else { starter::files(terminal.lang(), today) };
    for (path, bytes) in &files {
        write(&folder.join(path), bytes)?;
    }
    write_git_ignore(terminal, folder)?;
    let key = if typed.demo { "terminal.init.demo" } else { "terminal.init.done" };
    terminal.talk(&Message::new(key).with("files", files.len()).with("path", shown(folder)))?;
    terminal.talk(&Message::new("terminal.init.next"))?;
    next_steps(folder, typed.demo).iter().try_for_each(|step| terminal.talk_indented(step))?;
    Ok(Exit::Done)
}

fn refuse_a_journal(folder: &Path) -> Result<(), Failure> {
    if fs::symlink_metadata(folder).is_ok() && !folder.is_dir() {
        return Err(Failure::Usage(Message::new("terminal.init.no-folder").with("path", shown(folder))));
    }
    for name in [SETTINGS_NAME, CONTENT_NAME] {
        let there = folder.join(name);
        if fs::symlink_metadata(&there).is_ok() {
            return Err(Failure::Usage(Message::new("terminal.init.journal-there").with("path", shown(&there))));
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::io(folder))?;
    }
    edit::create(path, bytes).map_err(Failure::edit(path))
}

/// The site must not end in the repository; a list that is there stays the user's.
fn write_git_ignore(terminal: &mut Terminal, folder: &Path) -> Result<(), Failure> {
    let path = folder.join(GIT_IGNORE);
    match fs::read_to_string(&path) {
        Ok(list) if list.lines().any(|line| matches!(line.trim(), "site" | "site/" | "/site" | "/site/")) => Ok(()),
        Ok(_) => terminal.talk(&Message::new("terminal.init.git-ignore").with("path", shown(&path))),
        Err(_) => write(&path, b"# Made by renmai build; it holds everything that stands in the journal.\n/site/\n"),
    }
}

fn next_steps(folder: &Path, demo: bool) -> Vec<Message> {
    let mut steps = Vec::new();
    if folder != Path::new(".") {
        steps.push(Message::new("terminal.init.step-cd").with("path", shown(folder)));
    }
    if !demo {
        steps.push(Message::new("terminal.init.step-edit"));
    }
    steps.push(Message::new("terminal.init.step-build"));
    steps
}
