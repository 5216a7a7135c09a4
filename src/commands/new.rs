//! `renmai new`: a person's file, as somebody would write it.

use super::desk::Desk;
use super::editor;
use super::failure::{Exit, Failure};
use super::terminal::Terminal;
use super::writing;
use super::wrong_usage::perhaps;
use crate::cli::New;
use renmai::edit::day::day_meant;
use renmai::edit::person::{NewPerson, write};
use renmai::edit::slug::{free, slug};
use renmai::message::{Argument, Message};
use renmai::model::Journal;
use renmai::model::date::parse_partial;
use renmai::model::name::fold;
use serde_json::json;
use std::path::Path;

/// Folder of people inside the content.
pub const PEOPLE: &str = "people";

/// Writes the file; somebody who is there already stays as they are.
pub fn run(desk: &Desk, terminal: &mut Terminal, typed: &New) -> Result<Exit, Failure> {
    let journal = &desk.loaded.journal;
    let name = renmai::edit::entry_words::one_line(&typed.name.join(" "));
    if name.is_empty() {
        return Err(Failure::Usage(Message::new("writing.new.no-name")));
    }
    if let Some((_, known)) = journal.iter().find(|(_, contact)| fold(contact.name()) == fold(&name)).filter(|_| !typed.namesake) {
        let path = desk.loaded.sources.file(known.file).map(|file| desk.typed_path(file)).unwrap_or_default();
        return Err(Failure::Stopped(Message::new("writing.new.known").with("name", name).with("path", path)));
    }
    let person = NewPerson { facts: facts(desk, typed)?, met: typed.met.as_ref().map(|met| met_on(met, desk)), name, note: String::new() };
    let stem = free_stem(journal, desk, &person.name);
    let path = desk.places.content.join(PEOPLE).join(format!("{stem}.md"));
    let shown = writing::typed_path(desk, &path);
    let name_in_content = format!("{PEOPLE}/{stem}.md");
    let text = write(&person, &name_in_content).map_err(|refusal| writing::refused(&shown, refusal))?;
    if typed.json {
        if !typed.dry_run {
            writing::create(&path, &text)?;
        }
        let value = json!({ "written": !typed.dry_run, "file": name_in_content, "id": stem, "name": person.name, "text": text });
        terminal.data(&format!("{value:#}"))?;
        return if typed.edit && !typed.dry_run { open(terminal, &path) } else { Ok(Exit::Done) };
    }
    if typed.dry_run {
        text.lines().try_for_each(|line| terminal.data(&super::terminal::harmless(line)))?;
        terminal.talk(&Message::new("writing.nothing-written"))?;
        return Ok(Exit::Done);
    }
    writing::create(&path, &text)?;
    terminal.data(&shown)?;
    if typed.edit { open(terminal, &path) } else { Ok(Exit::Done) }
}

fn open(terminal: &mut Terminal, path: &Path) -> Result<Exit, Failure> {
    terminal.finish()?;
    editor::edit_file(path)?;
    Ok(Exit::Done)
}

/// A file name that no person's id and no file on the disk has yet.
pub fn free_stem(journal: &Journal, desk: &Desk, name: &str) -> String {
    let folder = desk.places.content.join(PEOPLE);
    let is_known = |stem: &str| journal.iter().any(|(_, contact)| contact.id.eq_ignore_ascii_case(stem));
    free(&slug(name), |stem| is_known(stem) || folder.join(format!("{stem}.md")).exists())
}

fn facts(desk: &Desk, typed: &New) -> Result<Vec<(String, Vec<String>)>, Failure> {
    let settings = &desk.loaded.journal.settings;
    if let Some(circle) = typed.circle.as_ref().filter(|circle| settings.circle_called(circle).is_none()) {
        let known: Vec<Argument> = settings.circles.iter().map(|circle| Argument::from(&circle.id)).collect();
        let message = Message::new("terminal.list.no-circle").with("value", circle).with("known", known);
        return Err(Failure::Usage(perhaps(message, circle, settings.circles.iter().map(|circle| circle.id.as_str()))));
    }
    if let Some(birthday) = typed.birthday.as_ref().filter(|birthday| parse_partial(birthday).is_none()) {
        return Err(Failure::Usage(Message::new("writing.new.no-birthday").with("day", birthday)));
    }
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    let facts = [
        ("aliases", typed.alias.clone()),
        ("circle", one(&typed.circle)),
        ("tags", typed.tag.clone()),
        ("birthday", one(&typed.birthday)),
        ("org", one(&typed.org)),
        ("role", one(&typed.role)),
        ("location", one(&typed.location)),
        ("email", typed.email.clone()),
        ("phone", typed.phone.clone()),
        ("wechat", one(&typed.wechat)),
    ];
    Ok(facts.into_iter().filter(|(_, values)| !values.is_empty()).map(|(key, values)| (key.to_owned(), values)).collect())
}

/// `yesterday at a reading` becomes a date one can still read next year.
fn met_on(met: &str, desk: &Desk) -> String {
    let met = renmai::edit::entry_words::one_line(met);
    if let Some(on) = day_meant(&met, desk.today) {
        return on.to_string();
    }
    let (first, rest) = met.split_once([' ', '，', ',']).unwrap_or((&met, ""));
    match day_meant(first, desk.today) {
        Some(on) => format!("{on} {}", rest.trim()),
        None => met,
    }
}
