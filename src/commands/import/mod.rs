//! `renmai import`: another program's address book, as people of the journal.
//!
//! First everything is worked out in memory ([`plan`]); then it is shown, and unless
//! only that was wanted, written: new files beside those that are there, and what
//! files lack, each under its lock.

mod plan;
mod report;
mod spread;

use super::context::Context;
use super::desk::clear_leftovers;
use super::failure::{Exit, Failure, shown};
use super::terminal::Terminal;
use super::writing::{self, Stop, Target};
use crate::cli::{Import, ImportFormat};
use plan::{Outcome, Plan};
use rayon::prelude::*;
use renmai::disk::edit::at_once;
use renmai::disk::foreign;
use renmai::edit::imported::merge;
use renmai::edit::{Page, Refusal};
use renmai::exchange::import::{self, Format};
use renmai::message::Message;
use renmai::model::ContactIndex;
use renmai::model::card::Card;
use std::collections::{BTreeMap, HashMap};
use std::io::ErrorKind;

/// Reads the file, and brings in its people.
pub fn run(context: &Context, terminal: &mut Terminal, typed: &Import) -> Result<Exit, Failure> {
    let path = context.places.here.join(&typed.file);
    let name = shown(&typed.file);
    let bytes = foreign::read(&path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::Usage(Message::new("usage.no-file").with("path", &name)),
        _ => Failure::io(&typed.file)(error),
    })?;
    let bytes = bytes.ok_or_else(|| Failure::Stopped(Message::new("import.too-large").with("path", &name)))?;
    let format = match typed.format {
        Some(format) => format_of(format),
        None => import::format_of(&bytes).ok_or_else(|| Failure::Usage(Message::new("import.unknown-format").with("path", &name)))?,
    };
    let imported = import::read(&bytes, format);
    drop(bytes);
    let mut plan = Plan::of(context, imported, typed);
    if typed.spread {
        spread::spread(context, terminal, &mut plan);
    }
    if !typed.dry_run {
        write(context, &mut plan);
    }
    report::show(context, terminal, typed, format, &plan)?;
    let failed = plan.rows.iter().any(|row| matches!(row.outcome, Outcome::Failed { .. }));
    Ok(if failed { Exit::Problems } else { Exit::Done })
}

fn format_of(typed: ImportFormat) -> Format {
    match typed {
        ImportFormat::Vcard => Format::VCard,
        ImportFormat::Google => Format::Google,
        ImportFormat::Outlook => Format::Outlook,
        ImportFormat::Linkedin => Format::LinkedIn,
        ImportFormat::Monica => Format::Monica,
        ImportFormat::Csv => Format::Table,
    }
}

/// Writes what is planned, many files at a time. What cannot be written is said, and
/// the rest goes on.
fn write(context: &Context, plan: &mut Plan) {
    clear_leftovers(&context.places, &context.vault);
    let created = writing::create_all(plan.files.iter().map(|file| (file.path.as_path(), file.text.as_str())));
    let mut changes: BTreeMap<ContactIndex, Vec<&Card>> = BTreeMap::new();
    for row in &plan.rows {
        if let Outcome::Merged { who, .. } = &row.outcome {
            changes.entry(*who).or_default().push(&row.card);
        }
    }
    let changes: Vec<(ContactIndex, Vec<&Card>)> = changes.into_iter().collect();
    let changed: Vec<(ContactIndex, Result<(), Failure>)> =
        at_once(|| changes.par_iter().map(|(who, cards)| (*who, change(context, *who, cards))).collect());
    let mut failed: HashMap<ContactIndex, Message> = HashMap::new();
    for (who, outcome) in changed {
        if let Err(Failure::Stopped(message) | Failure::Usage(message)) = outcome {
            failed.insert(who, message);
        }
    }
    let mut missing: HashMap<usize, Message> = HashMap::new();
    for (file, outcome) in created.into_iter().enumerate() {
        if let Err(Failure::Stopped(message) | Failure::Usage(message)) = outcome {
            missing.insert(file, message);
        }
    }
    for row in &mut plan.rows {
        let message = match &row.outcome {
            Outcome::New { file, .. } | Outcome::Twin { file, .. } => missing.get(file),
            Outcome::Merged { who, .. } => failed.get(who),
            _ => None,
        };
        if let Some(message) = message {
            row.outcome = Outcome::Failed { message: message.clone() };
        }
    }
}

/// Gives somebody's file what it lacks of these cards, in one go. The file as it stands
/// now counts, whatever was read before.
fn change(context: &Context, who: ContactIndex, cards: &[&Card]) -> Result<(), Failure> {
    let language = context.loaded.journal.settings.first_language();
    let Some(target) = context.loaded.journal.contact(who).and_then(|contact| Target::of(context, contact)) else { return Ok(()) };
    let merged = target.change(false, |page| {
        let mut now: Option<Page> = None;
        for card in cards {
            now = Some(merge(now.as_ref().unwrap_or(page), card, language)?.page);
        }
        now.map(|page| (page, ())).ok_or(Stop::Refused(Refusal::NotAsMeant))
    });
    merged.map(|_| ())
}
