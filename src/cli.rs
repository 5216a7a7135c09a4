//! What the user typed, and nothing more.
//!
//! Clap checks the shape of each argument here; nothing looks at the disk, the
//! clock or the environment. What the arguments *mean* (which folder, which day,
//! which language) is resolved once, in [`crate::commands`].

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Everything on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "renmai",
    version,
    about = "Turns a folder of Markdown files, one per person, into a private site:\nwhom to reach out to, why now, and is it healthy.",
    before_help = "Examples:
  renmai init my-people       start a journal
  renmai today                whom to reach out to, and why
  renmai build --open         write the site and look at it",
    after_help = "Exit codes: 0 done, 1 problems in the journal or no such person, 2 wrong usage, 130 interrupted.",
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Typed {
    /// Options of every command.
    #[command(flatten)]
    pub everywhere: Everywhere,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that may stand before or after any command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Everywhere {
    /// The journal's folder [default: the nearest one above that holds renmai.yaml]
    #[arg(short, long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The folder of notes, such as an Obsidian vault [default: content/ in the journal]
    #[arg(long, global = true, value_name = "DIR")]
    pub content: Option<PathBuf>,
    /// The language of words and pages: en, zh [default: the journal's]
    #[arg(long, global = true, value_name = "LANG", hide_possible_values = true)]
    pub lang: Option<Lang>,
    /// Look at the journal as of this day, such as 2026-03-01
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// When to use colour: auto, always, never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub color: Color,
    /// Say nothing but what was asked for
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more about what is done
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
}

/// A language to speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English
    En,
    /// 简体中文
    #[value(alias = "zh-CN", alias = "zh-Hans")]
    Zh,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Even into a pipe.
    Always,
    /// Not at all.
    Never,
}

/// What to do.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Start a journal that builds at once
    #[command(before_help = "Examples:
  renmai init my-people             a few files to begin with
  renmai init                       the same, right here
  renmai init --demo /tmp/demo      a journal full of invented people to look around in")]
    Init(Init),
    /// Whom to reach out to and why; what is due
    #[command(before_help = "Examples:
  renmai today                 this week's people and the next seven days
  renmai today --days 30       … the next thirty
  renmai today --json          for another program")]
    Today(Today),
    /// List people
    #[command(before_help = "Examples:
  renmai list                          everybody
  renmai list phase:due circle:close   close friends it is time for
  renmai list tag:climbing --sort last
  renmai list zhang                    by name, alias or pinyin")]
    List(List),
    /// Show one person
    #[command(before_help = "Examples:
  renmai show ada              by id, name, alias, pinyin or part of it
  renmai show zhangwei         张伟
  renmai show ada --json")]
    Show(Show),
    /// Name every problem in the journal
    #[command(before_help = "Examples:
  renmai check                     each problem with its line and what to write instead
  renmai check --format short      one line each, for editors
  renmai check --json              for another program")]
    Check(Check),
    /// Write the site
    #[command(before_help = "Examples:
  renmai build                     into site/ in the journal
  renmai build --open              … and look at it
  renmai build -o /srv/people --shared-modes
  renmai --content ~/vault build -o ~/people-site")]
    Build(Build),
    /// Write the journal's figures for another program
    #[command(before_help = "Examples:
  renmai export json > journal.json
  renmai export json | jq '.week.people'")]
    Export(Export),
}

/// `renmai init`
#[derive(Debug, Clone, Args)]
pub struct Init {
    /// Where; made if it does not exist
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub folder: PathBuf,
    /// Begin with the demo journal: invented people, English and Chinese
    #[arg(long)]
    pub demo: bool,
}

/// `renmai today`
#[derive(Debug, Clone, Args)]
pub struct Today {
    /// How many days to look ahead
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u32).range(0..=60))]
    pub days: u32,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// `renmai list`
#[derive(Debug, Clone, Args)]
pub struct List {
    /// phase:…, circle:…, tag:…, or part of a name; all must hold
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// In which order: name (as it is said), last (longest silence first), ratio (furthest past
    /// their own rhythm first), circle (closest first)
    #[arg(long, value_name = "ORDER", default_value = "name", hide_possible_values = true)]
    pub sort: Sort,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// An order of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// By how the name is said
    Name,
    /// Longest silence first
    Last,
    /// Furthest past their own rhythm first
    Ratio,
    /// Closest circle first
    Circle,
}

/// `renmai show`
#[derive(Debug, Clone, Args)]
pub struct Show {
    /// An id, name, alias, pinyin (zhangwei, zw) or unambiguous part
    #[arg(value_name = "WHO", required = true)]
    pub who: Vec<String>,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// `renmai check`
#[derive(Debug, Clone, Args)]
pub struct Check {
    /// How to write the problems: human, short (one line each), json
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_possible_values = true)]
    pub format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

/// How problems are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line itself and what to write instead
    Human,
    /// `FILE:LINE:COL: error[code]: message`
    Short,
    /// An array of problems
    Json,
}

/// `renmai build`
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch somebody may type")]
pub struct Build {
    /// Where the site goes [default: site/ in the journal]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Publish nothing while the journal has an error
    #[arg(long)]
    pub strict: bool,
    /// Open the site when it is done
    #[arg(long)]
    pub open: bool,
    /// Let a web server that runs as somebody else read the site (0755, 0644)
    #[arg(long)]
    pub shared_modes: bool,
    /// Write what was done as JSON
    #[arg(long)]
    pub json: bool,
}

/// `renmai export`
#[derive(Debug, Clone, Args)]
pub struct Export {
    /// What to write: json
    #[arg(value_name = "FORMAT", hide_possible_values = true)]
    pub format: ExportFormat,
}

/// Forms in which other programs read a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Everything that is computed, with the lines it came from
    Json,
}

fn day(typed: &str) -> Result<Date, String> {
    typed.trim().parse().map_err(|_| "a day is written like 2026-03-01".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_holds_together() {
        Typed::command().debug_assert();
    }

    #[test]
    fn every_help_begins_with_examples() {
        for command in Typed::command().get_subcommands_mut() {
            let help = command.render_long_help().to_string();
            assert!(help.starts_with("Examples:\n  renmai"), "{}", command.get_name());
        }
    }

    #[test]
    fn options_may_stand_anywhere() {
        let typed = Typed::try_parse_from(["renmai", "--today", "2026-03-01", "build", "-r", "x", "-q"]).unwrap();
        assert_eq!(typed.everywhere.today, Some(jiff::civil::date(2026, 3, 1)));
        assert_eq!(typed.everywhere.root.as_deref(), Some(std::path::Path::new("x")));
        assert!(typed.everywhere.quiet);
        assert!(Typed::try_parse_from(["renmai", "--today", "2026-02-30", "build"]).is_err());
    }
}
