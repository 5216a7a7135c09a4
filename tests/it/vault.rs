//! The builder every test begins with: a journal as one text, in memory, no temp folders.
//!
//! `-- people/ada.md --` begins a file, as in Go's txtar; what stands before the first
//! such line is a remark. `renmai.yaml` becomes the settings, `themes/NAME/…` the theme.
//! What only a disk can do is said by two files: each line of `unreadable` is a path and
//! the system's reason, each line of `too-large` a path.

use std::sync::Arc;

use jiff::civil::Date;
use renmai::diagnostics::Diagnostic;
use renmai::measure::{Insights, PersonInsights, Sign};
use renmai::model::{Contact, ContactIndex, Journal};
use renmai::source::{SourceFile, Span};
use renmai::{Loaded, check, load, measure};

/// Files that are a journal.
#[derive(Default, Clone)]
pub struct Vault {
    files: Vec<(String, Vec<u8>)>,
    unreadable: Vec<(String, String)>,
}

impl Vault {
    /// Takes a journal apart into its files.
    pub fn of(text: &str) -> Self {
        Self::of_bytes(text.as_bytes())
    }

    /// Takes a journal apart that may hold what is no text.
    pub fn of_bytes(text: &[u8]) -> Self {
        let mut vault = Self::default();
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            let name = std::str::from_utf8(line).ok().and_then(|line| line.trim_end().strip_prefix("-- ")?.strip_suffix(" --"));
            match (name, vault.files.last_mut()) {
                (Some(name), _) => vault.files.push((name.to_owned(), Vec::new())),
                (None, Some((_, bytes))) => bytes.extend_from_slice(line),
                (None, None) => {}
            }
        }
        vault
    }

    /// One person, `people/ada.md`, of front matter and a log.
    pub fn ada(front: &str, log: &str) -> Self {
        let gap = if front.is_empty() || front.ends_with('\n') { "" } else { "\n" };
        Self::of("").and("people/ada.md", &format!("---\nname: Ada\n{front}{gap}---\n\n## Log\n{log}\n"))
    }

    /// Adds a file.
    pub fn and(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    /// Adds a file that may be no text.
    pub fn bytes(mut self, path: &str, bytes: &[u8]) -> Self {
        self.files.push((path.to_owned(), bytes.to_vec()));
        self
    }

    /// Adds a file the system would not let us read.
    pub fn unreadable(mut self, path: &str, reason: &str) -> Self {
        self.unreadable.push((path.to_owned(), reason.to_owned()));
        self
    }

    /// The files as the disk would give them: by path, settings apart.
    pub fn vault(&self) -> renmai::source::Vault {
        let mut vault = renmai::source::Vault { unreadable: self.unreadable.clone(), ..Default::default() };
        for (path, bytes) in &self.files {
            let text = String::from_utf8_lossy(bytes);
            if let Some(inside) = path.strip_prefix("themes/").and_then(|path| path.split_once('/')) {
                vault.theme.push((inside.1.to_owned(), bytes.clone()));
                continue;
            }
            if path == "unreadable" {
                vault.unreadable.extend(
                    text.lines().filter_map(|line| line.split_once(": ")).map(|(path, reason)| (path.to_owned(), reason.to_owned())),
                );
                continue;
            }
            if path == "too-large" {
                vault.too_large.extend(text.lines().map(str::to_owned));
                continue;
            }
            if path.starts_with("assets/") && !path.to_lowercase().ends_with(".md") {
                vault.assets.push(path.clone());
                continue;
            }
            let in_content = path != "renmai.yaml";
            let file = Arc::new(SourceFile::from_bytes(path, in_content, bytes.clone()));
            if in_content { vault.content.push(file) } else { vault.settings = Some(file) }
        }
        vault.content.sort_by(|a, b| a.path.cmp(&b.path));
        vault.assets.sort();
        vault
    }

    /// Everything that is read and computed on a day.
    #[track_caller]
    pub fn today(&self, today: &str) -> World {
        World::new(&self.vault(), day(today))
    }
}

impl World {
    /// Everything that is read and computed on a day.
    pub fn new(vault: &renmai::source::Vault, today: Date) -> Self {
        let loaded = load(vault);
        let mut diagnostics = loaded.diagnostics;
        diagnostics.extend(check(&loaded.value.journal, today));
        let insights = measure(&loaded.value.journal, today);
        Self { loaded: loaded.value, diagnostics, insights }
    }
}

/// A day of a test.
#[track_caller]
pub fn day(text: &str) -> Date {
    text.parse().expect("a test's day")
}

/// A journal, read and computed.
pub struct World {
    pub loaded: Loaded,
    pub diagnostics: Vec<Diagnostic>,
    pub insights: Insights,
}

/// One person with their figures.
pub struct Person<'a> {
    pub contact: &'a Contact,
    pub insights: &'a PersonInsights,
}

impl World {
    pub fn journal(&self) -> &Journal {
        &self.loaded.journal
    }

    /// Problems as `path:line:col code`, in the order they were found.
    pub fn problems(&self) -> Vec<String> {
        self.diagnostics.iter().map(|problem| format!("{} {}", self.place(problem.at), problem.code.name())).collect()
    }

    /// `path:line:col`.
    pub fn place(&self, at: Span) -> String {
        let position = self.loaded.sources.position(at);
        format!("{}:{}:{}", self.loaded.sources.path(at.file), position.line, position.column)
    }

    /// The lines of some evidence.
    pub fn lines(&self, evidence: &[Span]) -> Vec<u32> {
        evidence.iter().map(|at| self.loaded.sources.line(*at)).collect()
    }

    /// Fails unless nothing was wrong.
    #[track_caller]
    pub fn clean(self) -> Self {
        assert_eq!(self.problems(), [""; 0]);
        self
    }

    /// A person by id.
    #[track_caller]
    pub fn person(&self, id: &str) -> Person<'_> {
        let (index, contact) =
            self.journal().iter().find(|(_, contact)| contact.id == id).unwrap_or_else(|| panic!("nobody has the id {id}"));
        Person { contact, insights: self.insights.person(index).expect("figures for everybody") }
    }

    /// The person nearly every test is about.
    #[track_caller]
    pub fn ada(&self) -> Person<'_> {
        self.person("ada")
    }

    /// An id.
    pub fn id(&self, who: ContactIndex) -> &str {
        &self.journal().contact(who).expect("somebody").id
    }

    /// Everybody's id, in the order of their files.
    pub fn ids(&self) -> Vec<&str> {
        self.journal().contacts.iter().map(|contact| contact.id.as_str()).collect()
    }

    /// Reminders as `kind person day`.
    pub fn reminders(&self) -> Vec<String> {
        let name = |who: Option<ContactIndex>| who.map_or("-", |who| self.id(who)).to_owned();
        self.insights
            .reminders
            .iter()
            .map(|reminder| format!("{} {} {}", reminder.kind().name(), name(reminder.person), reminder.on))
            .collect()
    }

    /// Reminders of a kind, as days.
    pub fn days_of(&self, kind: &str) -> Vec<String> {
        self.insights.reminders.iter().filter(|reminder| reminder.kind().name() == kind).map(|reminder| reminder.on.to_string()).collect()
    }
}

impl Person<'_> {
    /// Entries as `day by kind depth text`, newest first.
    pub fn entries(&self) -> Vec<String> {
        let say = |entry: &renmai::model::Interaction| {
            format!("{} {} {} {} {}", entry.on, entry.by.name(), entry.kind.name(), entry.depth.name(), entry.text).trim_end().to_owned()
        };
        self.contact.interactions.iter().map(say).collect()
    }

    /// Days of the entries, newest first.
    pub fn days(&self) -> Vec<String> {
        self.contact.interactions.iter().map(|entry| entry.on.to_string()).collect()
    }

    pub fn phase(&self) -> &'static str {
        self.insights.rhythm.phase.name()
    }

    /// What a health check says.
    #[track_caller]
    pub fn check(&self, id: &str) -> &'static str {
        self.insights.checks.iter().find(|check| check.id == id).unwrap_or_else(|| panic!("no check {id}")).answer.name()
    }

    /// Danger signs that hold, dismissed ones in brackets.
    pub fn signs(&self) -> Vec<String> {
        let say = |sign: &Sign| if sign.dismissed { format!("({})", sign.id) } else { sign.id.to_owned() };
        self.insights.signs.iter().map(say).collect()
    }

    /// The kind of the next step.
    pub fn next_step(&self) -> String {
        use renmai::measure::NextStep;
        match &self.insights.next_step {
            NextStep::Promise { day, .. } => format!("promise {day}"),
            NextStep::Reply { on, .. } => format!("reply {on}"),
            NextStep::Planned { on, .. } => format!("planned {on}"),
            NextStep::Sign { id } => format!("sign {id}"),
            NextStep::Day(reminder) => format!("{} {}", reminder.kind().name(), reminder.on),
            NextStep::ReachOut { by } => format!("reach-out {by}"),
            NextStep::Nothing => "nothing".to_owned(),
        }
    }
}

/// Log lines, one a day, counted back from a day: `each(day, [0, 7], "→ call")`.
pub fn back_from(today: &str, days_ago: impl IntoIterator<Item = i64>, words: &str) -> String {
    use jiff::ToSpan;
    let today = day(today);
    let line = |ago: i64| format!("- {} {words}\n", today.checked_sub(ago.days()).expect("a day in the calendar"));
    days_ago.into_iter().map(line).collect()
}
