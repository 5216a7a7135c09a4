//! Why a command ended early, and the exit code that says so.

use renmai::disk::PublishError;
use renmai::disk::edit::EditError;
use renmai::message::Message;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Done,
    /// The journal has errors, or there is no such person.
    Problems,
    /// What was typed cannot be done.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Problems => 1,
            Exit::Usage => 2,
        })
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// What was typed cannot be done.
    Usage(Message),
    /// It could be done, but not with this journal or on this machine.
    Stopped(Message),
    /// Nobody reads our output any more, which is no failure (`renmai list | head`).
    NobodyListens,
}

impl Failure {
    /// The system said no to a file or folder.
    pub fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + use<'_> {
        move |error| Self::Stopped(about_file(path, &error))
    }

    /// A folder that could not be published into.
    pub fn publish(target: &Path) -> impl Fn(PublishError) -> Self + use<> {
        let target = target.to_owned();
        move |error| {
            let message = publish_message(&target, &error);
            if matches!(error, PublishError::Refused(_)) { Self::Usage(message) } else { Self::Stopped(message) }
        }
    }

    /// A user's file that could not be written.
    pub fn edit(path: &Path) -> impl FnOnce(EditError) -> Self {
        move |error| {
            let about = |name: &str| Message::new(format!("terminal.edit.{name}")).with("path", shown(path));
            let name = match error {
                EditError::Attribute(name) => return Self::Stopped(about("attribute").with("name", name)),
                EditError::Foreign => "foreign",
                EditError::Changed => "changed",
                EditError::ReadOnly => "read-only",
                EditError::HardLinked => "hard-linked",
                EditError::Exists => "exists",
                EditError::Io(error) => return Self::io(path)(error),
            };
            Self::Stopped(about(name))
        }
    }
}

/// Only writing to the terminal fails without a file; there the one usual reason
/// is a closed pipe.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::NobodyListens,
            _ => Self::Stopped(Message::new("terminal.io.output").with("error", error.to_string())),
        }
    }
}

/// What is to be said of a page or a folder that was not published.
pub fn publish_message(target: &Path, error: &PublishError) -> Message {
    let about = |key: &str, page: &str| Message::new(format!("terminal.publish.{key}")).with("page", page);
    match error {
        PublishError::Refused(refusal) => Message::new(format!("terminal.refused.{}", refusal.name())).with("path", shown(target)),
        PublishError::Busy => Message::new("terminal.publish.busy").with("path", shown(target)),
        PublishError::BadPath(page) => about("bad-path", page),
        PublishError::Twice(page) => about("twice", page),
        PublishError::InTheWay(page) => about("in-the-way", page),
        PublishError::Io { path, error } => about_file(path, error),
    }
}

fn about_file(path: &Path, error: &io::Error) -> Message {
    Message::new("terminal.io.file").with("path", shown(path)).with("error", error.to_string())
}

/// A path as the user knows it.
pub fn shown(path: &Path) -> String {
    let plain: PathBuf = path.components().skip_while(|part| *part == Component::CurDir).collect();
    if plain.as_os_str().is_empty() { "./".to_owned() } else { plain.display().to_string() }
}
