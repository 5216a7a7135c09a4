//! Writes a journal of invented people, to measure with: `generate PEOPLE DIR`.
//!
//! Each person has ten log entries and 200 words of notes on average, unevenly, as in
//! life: half of them little, one in a hundred very much. Every second one is written in
//! Chinese. The same number gives the same bytes, and a larger journal begins with the
//! people of a smaller one. `--both` builds the site in both languages.

#![expect(clippy::disallowed_methods, clippy::print_stderr, reason = "a tool of ours: it may write files, read its arguments and talk")]

mod dice;
mod person;
mod words;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::Span;
use jiff::civil::{Date, date};

/// The day the journals are written for; build them with it.
pub const TODAY: Date = date(2026, 11, 23);

/// One note for so many people, each naming three of them.
const PEOPLE_PER_NOTE: usize = 50;

fn main() -> ExitCode {
    let mut typed: Vec<String> = std::env::args().skip(1).collect();
    let both = typed.iter().position(|word| word == "--both").map(|at| typed.remove(at)).is_some();
    let (Some(people), Some(folder)) = (typed.first().and_then(|text| text.parse().ok()), typed.get(1).map(PathBuf::from)) else {
        eprintln!("usage: generate PEOPLE DIR [--both]");
        return ExitCode::from(2);
    };
    match write(people, &folder, both) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

/// Writes the journal into a folder that is not there yet.
fn write(people: usize, folder: &Path, both: bool) -> io::Result<()> {
    fs::create_dir(folder)?;
    let content = folder.join("content");
    for part in ["people", "journal", "guides", "plans"] {
        fs::create_dir_all(content.join(part))?;
    }
    let language = if both { "[en, zh]" } else { "en" };
    fs::write(folder.join("renmai.yaml"), format!("title: Measured\nlanguage: {language}\ntimezone: UTC\n"))?;
    fs::write(content.join("me.md"), words::ME)?;
    fs::write(content.join("guides/a-guide.md"), words::GUIDE)?;
    fs::write(content.join("plans/this-year.md"), words::PLAN)?;
    for place in 0..people {
        let person = person::Person::at(place);
        fs::write(content.join("people").join(format!("{}.md", person.id)), person::file(&person))?;
    }
    for note in 0..people / PEOPLE_PER_NOTE {
        let day = TODAY.saturating_sub(Span::new().days(i64::try_from(note % 1_000).unwrap_or(0)));
        fs::write(content.join("journal").join(format!("{day}-{note}.md")), person::note(note, people))?;
    }
    Ok(())
}
