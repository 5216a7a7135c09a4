//! Opens a page in the user's browser, through the system's own way to open things.

use super::failure::Failure;
use super::terminal::Terminal;
use renmai::message::Message;
use std::ffi::OsStr;
use std::process::{Command, Stdio};

/// The system's own way to open a file or an address.
pub fn opener() -> &'static str {
    match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    }
}

/// Starts the browser and does not wait for it.
pub fn open(terminal: &mut Terminal, page: &OsStr) -> Result<(), Failure> {
    let mut command = Command::new(opener());
    match command.arg(page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn() {
        Ok(_) => Ok(()),
        Err(error) => terminal.insist(&Message::new("terminal.build.no-opener").with("command", opener()).with("error", error.to_string())),
    }
}
