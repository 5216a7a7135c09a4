//! Other programs' address books, read into cards.
//!
//! What a file is shows in its first lines, whatever it is called. Nothing in a file
//! stops the rest: what cannot be read is remarked on, with its line. Nothing is ever
//! fetched, and pictures are left out.

mod content_line;
mod encoding;
mod gather;
mod google;
mod linkedin;
pub mod matching;
mod monica;
mod outlook;
mod own_table;
mod table;
mod vcard;
mod vcard_property;

pub use own_table::{GUARDED, OWN_COLUMN};
pub use vcard_property::{COPY_PARAM, FACT};

use crate::message::Message;
use crate::model::card::Card;

/// What begins the id under which our own export names somebody.
pub const OWN_UID: &str = "renmai:";

/// A form of address book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// vCard of any version.
    VCard,
    /// Google's table.
    Google,
    /// Outlook's table.
    Outlook,
    /// LinkedIn's `Connections.csv`.
    LinkedIn,
    /// Monica's export.
    Monica,
    /// A table whose first line names its columns, such as our own.
    Table,
}

impl Format {
    /// As it is typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::VCard => "vcard",
            Self::Google => "google",
            Self::Outlook => "outlook",
            Self::LinkedIn => "linkedin",
            Self::Monica => "monica",
            Self::Table => "csv",
        }
    }
}

/// Something in the file that could not be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// Its line, from 1.
    pub line: u32,
    /// What is the matter.
    pub message: Message,
}

impl Remark {
    fn new(line: u32, key: &'static str) -> Self {
        Self { line, message: Message::new(key) }
    }
}

/// What a file says.
#[derive(Debug, Default)]
pub struct Imported {
    /// Its people, in its order.
    pub cards: Vec<Card>,
    /// What could not be used.
    pub remarks: Vec<Remark>,
    /// Pictures that were left out.
    pub pictures: usize,
}

/// What a file is, told from its first lines.
#[must_use]
pub fn format_of(bytes: &[u8]) -> Option<Format> {
    let start = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or(bytes);
    let (text, _) = encoding::decoded(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') {
        return Some(Format::Monica);
    }
    let is_card = |line: &str| line.trim().eq_ignore_ascii_case("BEGIN:VCARD");
    if text.lines().take(50).any(is_card) {
        return Some(Format::VCard);
    }
    table::format_of(text)
}

/// Reads a file. Any bytes give an answer.
#[must_use]
pub fn read(bytes: &[u8], format: Format) -> Imported {
    match format {
        Format::VCard => vcard::read(bytes),
        Format::Monica => monica::read(bytes),
        Format::Google => table::read(bytes, google::row),
        Format::Outlook => table::read(bytes, outlook::row),
        Format::LinkedIn => table::read(bytes, linkedin::row),
        Format::Table => table::read(bytes, own_table::row),
    }
}
