//! The shell around the pure core: resolves what was typed, calls, prints.
//!
//! One file for each command. Root, day, language and colour are resolved once
//! ([`context`]); the commands get values. Only here does the program print,
//! look at its environment, or ask the clock.

mod address_book;
mod attachments;
mod browser;
mod build;
mod calendar_file;
mod check;
mod clock;
mod completions;
mod context;
mod desk;
mod done;
mod editor;
mod failure;
mod figures;
mod import;
mod init;
mod inputs;
mod list;
mod log;
mod manual;
mod near;
mod new;
mod page_maker;
mod page_sink;
mod pages;
mod passphrase;
mod people;
mod places;
mod prep;
mod preview;
mod privacy;
mod problems;
mod schema;
mod sealed;
mod serve;
mod show;
mod stages;
mod starter;
mod table;
mod terminal;
mod today;
mod welcome;
mod when;
mod who;
mod whom;
mod words;
mod writing;
mod wrong_usage;

use crate::cli::{self, Color, Command, Everywhere, Export, ExportFormat, Typed};
use anstream::ColorChoice;
use build::Stands;
use context::{Context, Unread};
use desk::Desk;
use failure::{Exit, Failure};
use renmai::measure::Insights;
use renmai::message::Message;
use renmai::model::Settings;
use stages::Stages;
use std::env;
use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::process::ExitCode;
use std::time::Instant;
use terminal::Terminal;

pub use completions::answer_a_shell;

/// Does what was typed; the exit code is the contract's.
pub fn run() -> ExitCode {
    let typed = typed_words();
    // What is no text names no command of ours.
    let words: Vec<String> = typed.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let lang = words::language(words::lang_typed(&words), system_languages());
    let typed = match cli::parse(&typed, lang) {
        Ok(typed) => typed,
        Err(error) if !error.use_stderr() => {
            // Nobody may be listening, which is no failure.
            let _ = error.print();
            return Exit::Done.into();
        }
        Err(error) => {
            let mut terminal = Terminal::new(lang, ColorChoice::Auto, false, false);
            let message = wrong_usage::message(&error, &cli::command(lang), &words);
            return end(&mut terminal, message, Exit::Usage);
        }
    };
    let mut terminal = open_terminal(&typed.everywhere);
    let outcome = dispatch(&typed, &mut terminal).and_then(|exit| terminal.finish().map(|()| exit));
    match outcome {
        Ok(exit) => exit.into(),
        Err(Failure::NobodyListens) => Exit::Done.into(),
        Err(Failure::Usage(message)) => end(&mut terminal, message, Exit::Usage),
        Err(Failure::Stopped(message)) => end(&mut terminal, message, Exit::Problems),
    }
}

fn dispatch(typed: &Typed, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let began = Instant::now();
    let Some(command) = &typed.command else { return welcome::run(terminal, &typed.everywhere) };
    let everywhere = &typed.everywhere;
    match command {
        Command::Init(init) => return init::run(terminal, init, everywhere.today),
        Command::Decrypt(decrypt) => return sealed::decrypt(terminal, decrypt),
        Command::Schema => {
            let settings = settings(everywhere, terminal);
            return schema::run(terminal, &settings);
        }
        Command::Completions(completions) => return completions::run(terminal, completions),
        Command::Man(man) => return manual::run(terminal, man),
        // These read of most files only whom they are about.
        Command::New(new) => return new::run(&*desk(everywhere, terminal)?, terminal, new),
        Command::Log(log) => return log::run(&*desk(everywhere, terminal)?, terminal, log),
        Command::Done(done) => return done::run(&*desk(everywhere, terminal)?, terminal, done),
        _ => {}
    }
    if let Command::Serve(serve) = command {
        return serve::run(terminal, everywhere, serve, began);
    }
    let mut stages = Stages::begin();
    let unread = Unread::read(everywhere, terminal)?;
    stages.end("read");
    let mut opened = None;
    if let Command::Build(build) = command {
        match build::stands(&unread, terminal, build, began, &mut stages)? {
            Stands::Whole(exit) => return Ok(exit),
            Stands::Not(publisher) => opened = publisher,
        }
    }
    let context = ManuallyDrop::new(Context::understand(unread, terminal, &mut stages));
    let exit = match command {
        Command::Check(check) => check::run(&context, terminal, check),
        Command::Build(build) => build::run(&context, terminal, build, opened, (began, &mut stages)),
        Command::Today(today) => today::run(&context, &measured(&context, &mut stages), terminal, today),
        Command::List(list) => list::run(&context, &measured(&context, &mut stages), terminal, list),
        Command::Import(import) => import::run(&context, terminal, import),
        Command::Show(show) => show::run(&context, &measured(&context, &mut stages), terminal, show),
        Command::Export(Export { format: ExportFormat::Ics }) => calendar_file::run(&context, &measured(&context, &mut stages), terminal),
        Command::Export(Export { format: ExportFormat::Json }) => figures::export(&context, &measured(&context, &mut stages), terminal),
        Command::Export(Export { format: ExportFormat::Csv }) => address_book::csv(&context, terminal),
        Command::Export(Export { format: ExportFormat::Vcard }) => address_book::vcard(&context, terminal),
        Command::Init(_)
        | Command::New(_)
        | Command::Log(_)
        | Command::Done(_)
        | Command::Decrypt(_)
        | Command::Schema
        | Command::Completions(_)
        | Command::Man(_)
        | Command::Serve(_) => Ok(Exit::Done),
    }?;
    stages.say(terminal)?;
    Ok(exit)
}

/// A large journal is not freed note by note at the end: the system takes it back at once.
fn desk(typed: &Everywhere, terminal: &mut Terminal) -> Result<ManuallyDrop<Desk>, Failure> {
    Ok(ManuallyDrop::new(Desk::glimpse(typed, terminal)?))
}

/// Those of the journal one stands in, if one stands in any.
fn settings(typed: &Everywhere, terminal: &mut Terminal) -> Settings {
    Desk::glimpse(typed, terminal).map(|desk| desk.loaded.journal.settings).unwrap_or_default()
}

/// Figures of everybody: not freed one by one either.
fn measured(context: &Context, stages: &mut Stages) -> ManuallyDrop<Insights> {
    let insights = renmai::measure(&context.loaded.journal, context.today);
    stages.end("measured");
    ManuallyDrop::new(insights)
}

fn end(terminal: &mut Terminal, message: Message, exit: Exit) -> ExitCode {
    // When not even stderr can be written, the exit code still says it.
    let _ = terminal.insist(&Message::new("terminal.error").with("what", message));
    exit.into()
}

/// The words after the program's name.
#[expect(clippy::disallowed_methods, reason = "what was typed, asked once")]
fn typed_words() -> Vec<OsString> {
    env::args_os().skip(1).collect()
}

/// What the system says of its user's language.
#[expect(clippy::disallowed_methods, reason = "the system's language, asked once")]
fn system_languages() -> [Option<String>; 3] {
    ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| env::var(name).ok())
}

fn open_terminal(typed: &Everywhere) -> Terminal {
    let choice = match typed.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    Terminal::new(words::language(typed.lang, system_languages()), choice, typed.quiet, typed.verbose > 0)
}
