//! `renmai man`: manual pages, made from the same table as `--help`.

use super::failure::{Exit, Failure};
use super::terminal::Terminal;
use super::wrong_usage::perhaps;
use crate::cli::{Man, Typed};
use clap::{Command, CommandFactory};
use clap_mangen::Man as Page;
use renmai::message::{Argument, Message};

/// Prints one page, or the program's with those of all commands after it.
pub fn run(terminal: &mut Terminal, typed: &Man) -> Result<Exit, Failure> {
    let mut program = Typed::command();
    program.build();
    let commands: Vec<&Command> = program.get_subcommands().filter(|command| !command.is_hide_set()).collect();
    let pages: Vec<&Command> = match &typed.command {
        None => std::iter::once(&program).chain(commands).collect(),
        Some(name) => match commands.iter().find(|command| command.get_name() == name) {
            Some(command) => vec![command],
            None => {
                let known: Vec<&str> = commands.iter().map(|command| command.get_name()).collect();
                let message = Message::new("terminal.man.no-command")
                    .with("name", name)
                    .with("known", known.iter().map(|known| Argument::from(*known)).collect::<Vec<_>>());
                return Err(Failure::Usage(perhaps(message, name, known)));
            }
        },
    };
    for command in pages {
        let mut page = Vec::new();
        Page::new(command.clone()).render(&mut page)?;
        terminal.data(&String::from_utf8_lossy(&page))?;
        terminal.data(&examples(command))?;
    }
    Ok(Exit::Done)
}

/// The examples a command's help begins with, as a section of their own.
fn examples(command: &Command) -> String {
    let help = command.get_before_help().map(ToString::to_string).unwrap_or_default();
    let mut section = String::from(".SH EXAMPLES\n.nf\n");
    for line in help.lines().filter(|line| line.starts_with("  ")) {
        // What begins with a dot would be taken for an instruction.
        section.push_str(&format!("\\&{}\n", line.trim().replace('\\', "\\e").replace('-', "\\-")));
    }
    section.push_str(".fi");
    section
}
