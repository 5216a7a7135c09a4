//! `renmai import`: another program's address book, as people of the journal.
//!
//! First everything is worked out in memory ([`plan`]); then it is shown, and unless
//! only that was wanted, written: new files beside those that are there, and what
//! files lack, each under its lock.

mod plan;
mod report;
mod spread;

use super::context::Context;
use super::failure::{Exit, Failure, shown};
use super::terminal::Terminal;
use super::writing::{self, Stop, Target};
use crate::cli::{Import, ImportFormat};
use plan::{Outcome, Plan};
use renmai::disk::foreign;
use renmai::edit::imported::merge;
use renmai::exchange::import::{self, Format};
use renmai::message::Message;

/// Reads the file, and brings in its people.
pub fn run(context: &Context, terminal: &mut Terminal, typed: &Import) -> Result<Exit, Failure> {
    let path = context.places.here.join(&typed.file);
    let name = shown(&typed.file);
    let bytes = foreign::read(&path).map_err(Failure::io(&typed.file))?;
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

/// Writes what is planned. What cannot be written is said, and the rest goes on.
fn write(context: &Context, plan: &mut Plan) {
    let language = context.loaded.journal.settings.first_language();
    for row in &mut plan.rows {
        let outcome = match &row.outcome {
            Outcome::New { file, .. } => match plan.files.get(*file) {
                Some(file) => writing::create(&file.path, &file.text),
                None => Ok(()),
            },
            Outcome::Merged { who, .. } => {
                let contact = context.loaded.journal.contact(*who);
                match contact.and_then(|contact| Target::of(context, contact)) {
                    // The file as it stands now counts, whatever was read before.
                    Some(target) => target
                        .change(false, |page| merge(page, &row.card, language).map(|merged| (merged.page, ())).map_err(Stop::from))
                        .map(|_| ()),
                    None => Ok(()),
                }
            }
            _ => Ok(()),
        };
        if let Err(Failure::Stopped(message) | Failure::Usage(message)) = outcome {
            row.outcome = Outcome::Failed { message };
        }
    }
}
