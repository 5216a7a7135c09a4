//! The people a command is about: one each, or it is said who it may be and nothing is written.

use super::desk::Desk;
use super::failure::{Exit, Failure, shown};
use super::near::near_people;
use super::table::{Cell, lay_out};
use super::terminal::Terminal;
use super::who::{self, Who};
use renmai::message::Message;
use renmai::model::name::fold;
use renmai::model::{ContactIndex, Journal};

/// The one person meant; else says who it may be, and how the command ends.
pub fn one(desk: &Desk, terminal: &mut Terminal, said: &str) -> Result<Result<ContactIndex, Exit>, Failure> {
    let journal = &desk.loaded.journal;
    match who::find(journal, said) {
        Who::One(index) => return Ok(Ok(index)),
        Who::Nobody => {
            nobody(journal, terminal, said)?;
            // It may be they.
            for (path, reason) in &desk.vault.unreadable {
                let path = shown(&desk.places.as_typed(&desk.places.content.join(path)));
                terminal.insist(&Message::new("terminal.io.file").with("path", path).with("error", reason))?;
            }
        }
        Who::Several(found) => several(journal, terminal, said, &found)?,
    }
    Ok(Err(Exit::Problems))
}

/// Says that nobody is called so, and who may have been meant.
pub fn nobody(journal: &Journal, terminal: &mut Terminal, said: &str) -> Result<(), Failure> {
    let about = |key: &str| Message::new(format!("usage.{key}")).with("who", said);
    if journal.contacts.is_empty() {
        return terminal.insist(&about("nobody-yet"));
    }
    let near = near_people(journal, said);
    if near.is_empty() {
        return terminal.insist(&about("nobody"));
    }
    terminal.insist(&about("nobody-but"))?;
    name(journal, terminal, &near)
}

/// Says that any of these may be meant.
pub fn several(journal: &Journal, terminal: &mut Terminal, said: &str, found: &[ContactIndex]) -> Result<(), Failure> {
    terminal.insist(&Message::new("terminal.show.several").with("who", said))?;
    name(journal, terminal, found)
}

fn name(journal: &Journal, terminal: &mut Terminal, people: &[ContactIndex]) -> Result<(), Failure> {
    let contacts = people.iter().filter_map(|index| journal.contact(*index));
    let rows: Vec<Vec<Cell>> = contacts.map(|contact| vec![format!("  {}", contact.name()).into(), contact.id.as_str().into()]).collect();
    lay_out(&rows).iter().try_for_each(|line| terminal.insist_text(line))
}

/// Several people, parted by commas; a name with a comma of its own is one.
pub fn all(desk: &Desk, terminal: &mut Terminal, said: &str) -> Result<Result<Vec<ContactIndex>, Exit>, Failure> {
    let parts: Vec<&str> = said.split([',', '，', '、']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 || matches!(who::find(&desk.loaded.journal, said), Who::One(_)) {
        return Ok(one(desk, terminal, said)?.map(|index| vec![index]));
    }
    let mut people = Vec::new();
    for part in parts {
        match one(desk, terminal, part)? {
            Ok(index) if people.contains(&index) => {}
            Ok(index) => people.push(index),
            Err(exit) => return Ok(Err(exit)),
        }
    }
    Ok(Ok(people))
}

/// A link that leads to this person and to nobody else.
pub fn link(journal: &Journal, index: ContactIndex) -> String {
    let Some(contact) = journal.contact(index) else { return String::new() };
    let name = contact.name();
    let is_plain = !name.contains(['[', ']', '|', '#', '^', '/', '\\']);
    let called = |other: &str| fold(other) == fold(name);
    let others = journal.iter().filter(|(other, _)| *other != index);
    let is_shared = others
        .into_iter()
        .any(|(_, other)| called(&other.id) || called(other.name()) || other.profile.aliases.iter().any(|alias| called(alias)));
    match (is_plain, is_shared) {
        (true, false) => format!("[[{name}]]"),
        (true, true) => format!("[[{}|{name}]]", contact.id),
        (false, _) => format!("[[{}]]", contact.id),
    }
}
