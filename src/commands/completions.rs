//! `renmai completions`: what a shell may offer next, people's names included.
//!
//! The script asks the program itself at every Tab, so it knows who is in the journal
//! now; the answer needs only a glimpse of each file.

#![expect(clippy::disallowed_methods, reason = "a shell asks through the environment and the arguments, before anything is parsed")]

use super::desk;
use super::failure::{Exit, Failure};
use super::terminal::Terminal;
use super::who::answers_to;
use super::words;
use crate::cli::{self, Color, Completions, Everywhere, Shell};
use clap::Command;
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;
use renmai::model::Journal;
use renmai::parse::glimpse::thin;
use std::env;
use std::ffi::{OsStr, OsString};

/// Set by the script when it asks.
const ASKED: &str = "RENMAI_COMPLETE";

/// Answers if it is a shell that asks, and then ends the program.
pub fn answer_a_shell() {
    CompleteEnv::with_factory(command).var(ASKED).complete();
}

/// Prints the script.
pub fn run(terminal: &mut Terminal, typed: &Completions) -> Result<Exit, Failure> {
    let name = match typed.shell {
        Shell::Bash => "bash",
        Shell::Zsh => "zsh",
        Shell::Fish => "fish",
        Shell::Powershell => "powershell",
        Shell::Elvish => "elvish",
    };
    let mut script = Vec::new();
    if let Some(shell) = Shells::builtins().completer(name) {
        shell.write_registration(ASKED, "renmai", "renmai", "renmai", &mut script)?;
    }
    terminal.data(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}

/// The command line, with answers where a person or a circle is asked for.
fn command() -> Command {
    let lang = words::language(None, ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| env::var(name).ok()));
    // An argument that is touched goes to the end of the line unless its place is said.
    let who = |command: Command| command.mut_arg("who", |who| who.index(1).add(ArgValueCompleter::new(people)));
    let with = |command: Command| command.mut_arg("with", |with| with.add(ArgValueCompleter::new(people)));
    cli::command(lang)
        .mut_subcommand("log", |log| with(who(log)).mut_arg("text", |text| text.index(2)))
        .mut_subcommand("done", |done| who(done).mut_arg("task", |task| task.index(2)))
        .mut_subcommand("show", who)
        .mut_subcommand("list", |list| list.mut_arg("query", |query| query.add(ArgValueCompleter::new(queries))))
        .mut_subcommand("new", |new| new.mut_arg("circle", |circle| circle.add(ArgValueCompleter::new(circles))))
}

/// People who answer to what was typed so far: by id, or by the name as it is typed.
fn people(typed: &OsStr) -> Vec<CompletionCandidate> {
    let (Some(typed), Some(journal)) = (typed.to_str(), journal()) else { return Vec::new() };
    // Several people stand with commas between them; the last one is being typed.
    let (before, word) = typed.rfind([',', '，', '、']).map_or(("", typed), |at| {
        let (before, rest) = typed.split_at(at);
        let length = rest.chars().next().map_or(0, char::len_utf8);
        (typed.get(..before.len() + length).unwrap_or(""), rest.get(length..).unwrap_or(""))
    });
    let fits = journal.contacts.iter().filter(|contact| word.is_empty() || answers_to(contact, word));
    fits.map(|contact| {
        let name = contact.name();
        let by_name = !word.is_ascii() && name.starts_with(word) && !name.contains(char::is_whitespace);
        let value = if by_name { name } else { contact.id.as_str() };
        CompletionCandidate::new(format!("{before}{value}")).help(Some(name.to_owned().into()))
    })
    .collect()
}

fn circles(typed: &OsStr) -> Vec<CompletionCandidate> {
    let settings = journal().map(|journal| journal.settings).unwrap_or_default();
    starting(typed, settings.circles.iter().map(|circle| circle.id.clone()))
}

/// What one may ask a list for.
fn queries(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(journal) = journal() else { return Vec::new() };
    let phases = renmai::measure::Phase::ALL.map(|phase| format!("phase:{}", phase.name()));
    let circles = journal.settings.circles.iter().map(|circle| format!("circle:{}", circle.id));
    let mut tags: Vec<String> =
        journal.contacts.iter().flat_map(|contact| contact.profile.tags.iter().map(|tag| format!("tag:{tag}"))).collect();
    tags.sort();
    tags.dedup();
    starting(typed, phases.into_iter().chain(circles).chain(tags))
}

fn starting(typed: &OsStr, words: impl Iterator<Item = String>) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    words.filter(|word| word.starts_with(typed.as_ref())).map(CompletionCandidate::new).collect()
}

/// The journal one stands in, or the one whose folder is typed already. Where there
/// is none, a shell has nothing to offer, and is told nothing else.
fn journal() -> Option<Journal> {
    let words: Vec<OsString> = env::args_os().collect();
    let after = |names: [&str; 2]| {
        let own = words.iter().position(|word| names.iter().any(|name| *name == word)).and_then(|at| words.get(at + 1).cloned());
        own.or_else(|| words.iter().find_map(|word| word.to_str()?.strip_prefix(&format!("{}=", names[1])).map(OsString::from)))
    };
    let typed = Everywhere {
        root: after(["-r", "--root"]).map(Into::into),
        content: after(["--content", "--content"]).map(Into::into),
        lang: None,
        today: None,
        color: Color::Never,
        quiet: true,
        verbose: 0,
    };
    let (_, vault) = desk::read(&typed).ok()?;
    Some(renmai::load(&thin(&vault, |_| false)).value.journal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_stays_what_it_is() {
        command().debug_assert();
    }
}
