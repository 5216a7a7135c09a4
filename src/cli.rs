//! What the user typed, and nothing more.
//!
//! Clap checks the shape of each argument here; nothing looks at the disk, the
//! clock or the environment. What the arguments *mean* (which folder, which day,
//! which language) is resolved once, in [`crate::commands`].

mod chinese;
#[cfg(test)]
mod tests;

use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::ffi::OsString;
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
    /// Begin a person's file
    #[command(before_help = "Examples:
  renmai new 张伟 --circle friend            people/zhang-wei.md
  renmai new Ada Moreno --met \"2026-11-20 at a reading\"
  renmai new Ada --email ada@example.com --edit")]
    New(New),
    /// Add one line to somebody's log
    #[command(before_help = "Examples:
  renmai log ada \"coffee: talked about Shanghai\"
  renmai log zw 电话：聊了半小时 --by them --on 昨天
  renmai log ada,bo dinner --got \"medium a recipe\" --felt warm
  renmai log ada call --on mon -n            shows the change and writes nothing
  renmai log ada --edit                      the line in your editor, for more than one")]
    Log(Log),
    /// Tick a task
    #[command(before_help = "Examples:
  renmai done ada scans                the one open task with this word
  renmai done zw 合同 --on 昨天
  renmai done \"moving house\" boxes      a guide, plan or checklist by its title
  renmai done ada                      lists what is open")]
    Done(Done),
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
  renmai show ada --prep       what to talk about, before you meet
  renmai show ada --json")]
    Show(Show),
    /// Name every problem in the journal
    #[command(before_help = "Examples:
  renmai check                     each problem with its line and what to write instead
  renmai check --format short      one line each, for editors
  renmai check --privacy           how others could come to read it
  renmai check --json              for another program")]
    Check(Check),
    /// Write the site
    #[command(before_help = "Examples:
  renmai build                       into site/ in the journal
  renmai build --open                … and look at it
  renmai build -o /srv/people --shared-modes
  renmai build --redact -o shown     with initials, without words or money: to show it to somebody
  renmai build --encrypt -o public   one sealed site for any web server, opened by a passphrase
  renmai --content ~/vault build -o ~/people-site")]
    Build(Build),
    /// Show the site while you write
    #[command(before_help = "Examples:
  renmai serve                     at http://127.0.0.1:1212, for this machine alone
  renmai serve -O                  … and open the browser
  renmai serve -p 8000             another port; the next free one if it is taken")]
    Serve(Serve),
    /// Open a sealed site and write its pages
    #[command(before_help = "Examples:
  renmai decrypt public -o plain   asks for the passphrase
  renmai decrypt public -o plain --passphrase-file ~/.secret")]
    Decrypt(Decrypt),
    /// Bring in people from another program's address book
    #[command(before_help = "Examples:
  renmai import contacts.vcf -n             what would be new, merged, unsure; writes nothing
  renmai import contacts.vcf                vCard of a phone, Apple, Google, Outlook
  renmai import Connections.csv --spread    LinkedIn, with a day for a first word to each
  renmai import monica.json --json          for another program")]
    Import(Import),
    /// Write the journal for another program
    #[command(before_help = "Examples:
  renmai export json > journal.json
  renmai export json | jq '.week.people'
  renmai export csv > people.csv             for a spreadsheet
  renmai export vcard > people.vcf           for a phone
  renmai export ics > people.ics             birthdays, festivals and what is agreed")]
    Export(Export),
    /// Write what an editor needs to complete the keys of a front matter
    #[command(
        before_help = "Examples:
  renmai schema > person.schema.json
  renmai schema --lang zh > person.schema.json     explained in Chinese",
        after_help = "With yaml-language-server (VS Code, Neovim, Helix, Zed …), where front matter is handed to it:
  a first line in the front matter   # yaml-language-server: $schema=../../person.schema.json
  or, in VS Code's settings          \"yaml.schemas\": {\"./person.schema.json\": \"content/people/*.md\"}
In JetBrains editors: Settings, JSON Schema Mappings, the file pattern content/people/*.md."
    )]
    Schema,
    /// Write the completions of a shell, people's names included
    #[command(before_help = "Examples:
  renmai completions bash >> ~/.bashrc
  renmai completions zsh >> ~/.zshrc
  renmai completions fish > ~/.config/fish/completions/renmai.fish
  renmai completions powershell >> $PROFILE")]
    Completions(Completions),
    /// Write the manual pages
    #[command(before_help = "Examples:
  renmai man | man -l -              all of them, to read
  renmai man > renmai.1              … to keep
  renmai man log > renmai-log.1      that of one command")]
    Man(Man),
}

/// `renmai completions`
#[derive(Debug, Clone, Args)]
pub struct Completions {
    /// bash, zsh, fish, powershell, elvish
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    pub shell: Shell,
}

/// A shell that can ask the program what may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    Powershell,
    /// elvish
    Elvish,
}

/// `renmai man`
#[derive(Debug, Clone, Args)]
pub struct Man {
    /// One command's page [default: the program's, and every command's after it]
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
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

/// `renmai new`
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch somebody may type")]
pub struct New {
    /// The person's name
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,
    /// Another name; may be repeated
    #[arg(long, value_name = "NAME")]
    pub alias: Vec<String>,
    /// How close they are: inner, close, kin, friend, known, or a circle of yours
    #[arg(long, value_name = "CIRCLE")]
    pub circle: Option<String>,
    /// A tag; may be repeated
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// When and where you met: a day, words, or both
    #[arg(long, value_name = "WORDS")]
    pub met: Option<String>,
    /// 1990-05-12, or 05-12 where the year is not known
    #[arg(long, value_name = "DAY")]
    pub birthday: Option<String>,
    /// Where they work
    #[arg(long, value_name = "WORDS")]
    pub org: Option<String>,
    /// As what
    #[arg(long, value_name = "WORDS")]
    pub role: Option<String>,
    /// Where they live
    #[arg(long, value_name = "WORDS")]
    pub location: Option<String>,
    /// May be repeated
    #[arg(long, value_name = "ADDRESS")]
    pub email: Vec<String>,
    /// May be repeated
    #[arg(long, value_name = "NUMBER")]
    pub phone: Vec<String>,
    /// Their WeChat id
    #[arg(long, value_name = "ID")]
    pub wechat: Option<String>,
    /// There is somebody of this name already, and this is another person
    #[arg(long)]
    pub namesake: bool,
    /// Open the file in your editor ($VISUAL, $EDITOR)
    #[arg(long)]
    pub edit: bool,
    /// Show what would be written, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// `renmai log`
#[derive(Debug, Clone, Args)]
pub struct Log {
    /// An id, name, alias, pinyin (zhangwei, zw) or unambiguous part; several people with commas:
    /// the entry stands in the first one's file and counts for all
    #[arg(value_name = "WHO")]
    pub who: String,
    /// What happened; may begin with a kind (coffee, call, 电话 …) and hold #tags and [[links]]
    #[arg(value_name = "TEXT")]
    pub text: Vec<String>,
    /// When [default: today]: 2026-11-20, 11-20, yesterday, 昨天, last friday, 周一, -3d
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub on: Option<String>,
    /// Who reached out: me, them, both
    #[arg(long, value_name = "WHO", hide_possible_values = true)]
    pub by: Option<Reached>,
    /// The kind of contact: coffee, call, 见面 …
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// Something you gave; may begin with small, medium, large; may be repeated
    #[arg(long, value_name = "WHAT")]
    pub gave: Vec<String>,
    /// Something you got; may be repeated
    #[arg(long, value_name = "WHAT")]
    pub got: Vec<String>,
    /// Who else was there; may be repeated
    #[arg(long, value_name = "WHO")]
    pub with: Vec<String>,
    /// Who asked for something: me, them
    #[arg(long, value_name = "WHO")]
    pub ask: Option<String>,
    /// How it felt: warm, neutral, drained, used
    #[arg(long, value_name = "HOW")]
    pub felt: Option<String>,
    /// How deep it went: touch, talk, deep [default: the kind's]
    #[arg(long, value_name = "HOW")]
    pub depth: Option<String>,
    /// Who owes an answer: me, them
    #[arg(long, value_name = "WHO")]
    pub reply: Option<String>,
    /// Open the line in your editor first; every dated line you leave becomes an entry
    #[arg(long)]
    pub edit: bool,
    /// Show the change, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// Who reached out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Reached {
    /// I did.
    #[value(alias = "我")]
    Me,
    /// They did.
    #[value(alias = "对方")]
    Them,
    /// Both, or an agreed day.
    #[value(alias = "双方")]
    Both,
}

/// `renmai done`
#[derive(Debug, Clone, Args)]
pub struct Done {
    /// An id, name, alias, pinyin (zhangwei, zw) or unambiguous part; or the title of a guide, plan
    /// or checklist
    #[arg(value_name = "WHO")]
    pub who: String,
    /// Words of the task; without any, the open tasks are listed
    #[arg(value_name = "TASK")]
    pub task: Vec<String>,
    /// When it was done [default: today]: 2026-11-20, yesterday, 昨天, last friday, 周一, -3d
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub on: Option<String>,
    /// Show the change, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
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
    /// Print the card for before a meeting: three topics, what to remember, what is open, what to avoid
    #[arg(long, conflicts_with = "json")]
    pub prep: bool,
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
    /// Say instead how others could come to read the journal or its site
    #[arg(long)]
    pub privacy: bool,
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
    /// Initials for names, neutral items for words, no money: for screenshots and bug reports
    #[arg(long)]
    pub redact: bool,
    /// Seal the whole site with a passphrase; any browser opens it, nobody else
    #[arg(long)]
    pub encrypt: bool,
    /// Take the passphrase from the first line of a file [default: `$RENMAI_PASSPHRASE`, else asked for]
    #[arg(long, value_name = "FILE", requires = "encrypt")]
    pub passphrase_file: Option<PathBuf>,
    /// Write what was done as JSON
    #[arg(long)]
    pub json: bool,
}

/// `renmai serve`
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// The port; if it is taken, the next free one
    #[arg(short, long, value_name = "PORT", default_value_t = 1212)]
    pub port: u16,
    /// Open the browser
    #[arg(short = 'O', long)]
    pub open: bool,
}

/// `renmai decrypt`
#[derive(Debug, Clone, Args)]
pub struct Decrypt {
    /// The sealed site
    #[arg(value_name = "SITE")]
    pub site: PathBuf,
    /// Where its pages go; a folder that does not exist, or one of an earlier build
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    /// Take the passphrase from the first line of a file [default: `$RENMAI_PASSPHRASE`, else asked for]
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

/// `renmai import`
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch somebody may type")]
pub struct Import {
    /// A vCard, a table of Google, Outlook or LinkedIn, Monica's export, or any table with headers
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What the file is [default: told from its content]: vcard, google, outlook, linkedin, monica, csv
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<ImportFormat>,
    /// Give everybody new a day for a first word, so many a week as there is room for
    #[arg(long)]
    pub spread: bool,
    /// Somebody of a name or number that is taken, but otherwise different, is another person
    #[arg(long)]
    pub namesakes: bool,
    /// Show what would be done, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// Forms of address books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// vCard 2.1, 3.0, 4.0
    Vcard,
    /// Google's table, old and new
    Google,
    /// Outlook's table
    Outlook,
    /// LinkedIn's Connections.csv
    Linkedin,
    /// Monica's JSON
    Monica,
    /// A table whose first line names its columns
    Csv,
}

/// `renmai export`
#[derive(Debug, Clone, Args)]
pub struct Export {
    /// What to write: json (all figures), csv or vcard (who people are, without their log), ics
    #[arg(value_name = "FORMAT", hide_possible_values = true)]
    pub format: ExportFormat,
}

/// Forms in which other programs read a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Everything that is computed, with the lines it came from
    Json,
    /// A table of everybody and all facts
    Csv,
    /// Everybody as vCard 4.0
    Vcard,
    /// The calendar file that stands beside the pages
    Ics,
}

fn day(typed: &str) -> Result<Date, String> {
    typed.trim().parse().map_err(|_| "a day is written like 2026-03-01".to_owned())
}

/// The definition, with its words in a language: `zh`, else English.
pub fn command(lang: &str) -> clap::Command {
    if lang == "zh" { chinese::in_chinese(Typed::command()) } else { Typed::command() }
}

/// Reads the words after the program's name. `help log` is read as `log --help`.
///
/// # Errors
/// What clap says: help and version too are such "errors".
pub fn parse(words: &[OsString], lang: &str) -> Result<Typed, clap::Error> {
    let is_option = |word: &OsString| word.to_str().is_some_and(|word| word.starts_with('-'));
    let asked = words.iter().position(|word| word == "help" || word == "帮助").filter(|at| words.iter().take(*at).all(is_option));
    let mut words: Vec<OsString> = words.to_vec();
    if let Some(at) = asked {
        words.remove(at);
        words.push("--help".into());
    }
    words.insert(0, "renmai".into());
    Typed::from_arg_matches(&command(lang).try_get_matches_from(words)?)
}
