//! The user's own editor, opened on a few lines or on a file.

#![expect(clippy::disallowed_methods, reason = "which editor the user wants stands in the environment; what was typed in it is read back")]

use super::failure::Failure;
use renmai::message::Message;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Lines that were edited, and where they lie until they are safe.
pub struct Edited {
    /// What the user left.
    pub text: String,
    draft: tempfile::NamedTempFile,
}

impl Edited {
    /// The lines could not be used: they stay where they are, and it is said where.
    pub fn keep(self) -> Option<PathBuf> {
        self.draft.keep().ok().map(|(_, path)| path)
    }
}

/// Opens the editor on `text` and waits. The lines lie in `folder`, hidden, readable
/// by their owner alone.
pub fn edit_text(folder: &Path, text: &str) -> Result<Edited, Failure> {
    let mut draft = tempfile::Builder::new().prefix(".renmai-entry-").suffix(".md").tempfile_in(folder).map_err(Failure::io(folder))?;
    draft.write_all(text.as_bytes()).and_then(|()| draft.flush()).map_err(Failure::io(folder))?;
    edit_file(draft.path())?;
    // By its name: many editors put a new file in the old one's place.
    let text = fs::read_to_string(draft.path()).map_err(Failure::io(draft.path()))?;
    Ok(Edited { text, draft })
}

/// Opens the editor on a file and waits.
pub fn edit_file(path: &Path) -> Result<(), Failure> {
    let editor = ["VISUAL", "EDITOR"].into_iter().find_map(|name| env::var(name).ok().filter(|editor| !editor.trim().is_empty()));
    let editor = editor.unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
    let failed = |error: String| Failure::Stopped(Message::new("writing.no-editor").with("editor", &editor).with("error", error));
    match command(&editor, path).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(status.to_string())),
        Err(error) => Err(failed(error.to_string())),
    }
}

/// `code --wait` and a path with a space in it are both editors: the shell tells.
#[cfg(unix)]
fn command(editor: &str, path: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(path);
    command
}

#[cfg(not(unix))]
fn command(editor: &str, path: &Path) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("notepad"));
    command.args(words).arg(path);
    command
}
