//! A person: what stands in their file ([`Profile`]), and what the whole journal
//! knows of them ([`Contact`]).

use jiff::civil::Date;

use super::article::Body;
use super::calendar::LunarDate;
use super::date::PartialDate;
use super::interaction::Interaction;
use super::money::MoneyEntry;
use super::name::Reading;
use super::task::{Promise, Task};
use crate::source::{FileId, Span, Spanned};

/// The place of a contact in [`super::Journal::contacts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactIndex(pub u32);

/// Whether nudges are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// As always.
    #[default]
    Active,
    /// Set aside for now.
    Paused,
    /// Over.
    Ended,
    /// They died; only remembered days speak.
    Deceased,
}

impl Status {
    /// The word used in files and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Ended => "ended",
            Self::Deceased => "deceased",
        }
    }
}

/// A way to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// `email`, `phone`, `wechat`, `website` …, lower case.
    pub kind: String,
    /// As written.
    pub value: String,
    /// Where.
    pub at: Span,
}

/// How one met.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Met {
    /// When, as exactly as one remembers.
    pub on: Option<PartialDate>,
    /// Where.
    pub place: Option<String>,
    /// Who introduced, as written.
    pub through: Option<Spanned<String>>,
    /// Free words.
    pub text: Option<String>,
    /// Where it was written.
    pub at: Option<Span>,
}

/// Someone of their family.
#[derive(Debug, Clone, PartialEq)]
pub struct Relative {
    /// The name, or the whole text where only text was written.
    pub name: String,
    /// Wife, daughter, …
    pub relation: Option<String>,
    /// Their birthday.
    pub birthday: Option<DayOfYear>,
    /// Where.
    pub at: Span,
}

/// A day that returns every year.
#[derive(Debug, Clone, Copy, PartialEq, Hash)]
pub enum DayOfYear {
    /// By the sun, with or without its first year.
    Solar(PartialDate),
    /// By the moon.
    Lunar(LunarDate),
}

/// What they ask for, and the job behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RealNeed {
    /// What they say.
    pub says: String,
    /// What it is about.
    pub means: String,
    /// Where.
    pub at: Span,
}

/// Something they are building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// What it is.
    pub name: String,
    /// When I last asked.
    pub checked: Option<Date>,
    /// When to ask again.
    pub next: Option<Date>,
    /// Where.
    pub at: Span,
}

/// Another yearly day.
#[derive(Debug, Clone, PartialEq)]
pub struct YearlyDay {
    /// What is remembered.
    pub label: String,
    /// When.
    pub on: DayOfYear,
    /// Where.
    pub at: Span,
}

/// Kin, colleague or friend of theirs, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Who.
    pub to: Spanned<String>,
    /// As what.
    pub label: String,
}

/// A danger sign looked at and put aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismissal {
    /// Which.
    pub sign: String,
    /// When; without it the dismissal has no effect.
    pub on: Option<Date>,
    /// Why.
    pub why: Option<String>,
    /// Where.
    pub at: Span,
}

/// Something the file says that has no key of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The key as written; a nested one after its owner (`met.story`, `family.Tom.school`),
    /// so that whatever goes for the owner goes for it.
    pub key: String,
    /// The value's text; lists joined with `, `, maps as `key: value`.
    pub value: String,
    /// Where.
    pub at: Span,
}

/// What a person's front matter says, before names in it are looked up.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Shown everywhere.
    pub name: String,
    /// How the name is said, where the file says so.
    pub written_reading: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// One line about them.
    pub description: Option<String>,
    /// Tags without `#`.
    pub tags: Vec<String>,
    /// When the file was begun.
    pub publish_date: Option<Date>,
    /// The circle as written.
    pub circle: Option<Spanned<String>>,
    /// Their own cadence.
    pub cadence_days: Option<u32>,
    /// Whether nudges are wanted.
    pub status: Status,
    /// No reaching out up to and including this day.
    pub snooze_until: Option<Spanned<Date>>,
    /// Solar birthday.
    pub birthday: Option<Spanned<PartialDate>>,
    /// Lunar birthday.
    pub lunar_birthday: Option<Spanned<LunarDate>>,
    /// The day they died.
    pub died: Option<Spanned<PartialDate>>,
    /// Where they work.
    pub org: Option<String>,
    /// As what.
    pub role: Option<String>,
    /// Where they live.
    pub location: Option<String>,
    /// IANA name.
    pub timezone: Option<Spanned<String>>,
    /// When to reach them.
    pub best_time: Option<String>,
    /// Languages they speak.
    pub languages: Vec<String>,
    /// Ways to reach them.
    pub channels: Vec<Channel>,
    /// How one met.
    pub met: Met,
    /// Names to remember.
    pub family: Vec<Relative>,
    /// What to talk about.
    pub interests: Vec<Spanned<String>>,
    /// What they are good at.
    pub strengths: Vec<Spanned<String>>,
    /// What they look for.
    pub needs: Vec<Spanned<String>>,
    /// What not to bring up.
    pub avoid: Vec<Spanned<String>>,
    /// The job behind what they ask for.
    pub needs_really: Vec<RealNeed>,
    /// What they are building.
    pub projects: Vec<Project>,
    /// Other yearly days.
    pub dates: Vec<YearlyDay>,
    /// Festivals to greet them on; their circle's where absent.
    pub festivals: Option<Vec<Spanned<String>>>,
    /// Kin, colleagues, friends of theirs.
    pub relations: Vec<Relation>,
    /// Money between us.
    pub money: Vec<MoneyEntry>,
    /// A floor from before the log began.
    pub last_contact: Option<Spanned<Date>>,
    /// Signs put aside.
    pub dismissed: Vec<Dismissal>,
    /// A picture under `assets/`.
    pub photo: Option<Spanned<String>>,
    /// Keys left out of a redacted build.
    pub redact: Vec<String>,
    /// Keys of the user's own.
    pub facts: Vec<Fact>,
}

/// A relation between two people who both have a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The other one.
    pub to: ContactIndex,
    /// What they are to the one in whose file it stands.
    pub label: String,
    /// Whether it stands in this person's file; else in the other's.
    pub written_here: bool,
}

/// A log item whose date could not be read: shown, never counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndatedEntry {
    /// The item's text as written.
    pub text: String,
    /// Where.
    pub at: Span,
}

/// A person, with everything the journal knows of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// The file's stem, or `FOLDER-STEM` where two files share one.
    pub id: String,
    /// Their file.
    pub file: FileId,
    /// What the file says.
    pub profile: Box<Profile>,
    /// How the name is said.
    pub reading: Reading,
    /// Their place among all, from A to Z by how the names are said; people said alike
    /// share one.
    pub rank: u32,
    /// Their circle's place in the settings.
    pub circle: Option<usize>,
    /// Who introduced them, when that person has a file.
    pub met_through: Option<ContactIndex>,
    /// Whom they introduced to me.
    pub introduced: Vec<ContactIndex>,
    /// Kin, colleagues and friends with a file, written here or there.
    pub related: Vec<Related>,
    /// Everything that counts and everything planned, newest first; entries of
    /// one day in the order of their files and lines.
    pub interactions: Vec<Interaction>,
    /// Log items without a date.
    pub undated: Vec<UndatedEntry>,
    /// Task items: promises, assessment, own lists.
    pub tasks: Vec<Task>,
    /// Headings and the rest of the text.
    pub body: Body,
}

impl Contact {
    /// Their place among all from A to Z: how the name is said, the name, the id.
    #[must_use]
    pub fn place(&self) -> (u32, &str, &str) {
        (self.rank, self.name(), &self.id)
    }

    /// Whether an entry is among theirs too: the same lines.
    #[must_use]
    pub fn shares(&self, entry: &Interaction) -> bool {
        // Newest first: only those of its day are compared.
        let first = self.interactions.partition_point(|own| own.on > entry.on);
        let from_then = self.interactions.get(first..).unwrap_or_default();
        from_then.iter().take_while(|own| own.on == entry.on).any(|own| own.at == entry.at)
    }

    /// The promises of the file, in its order.
    pub fn promises(&self) -> impl Iterator<Item = Promise<'_>> {
        self.tasks.iter().filter_map(|task| task.promise_by.map(|by| Promise { by, task }))
    }

    /// The person's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.profile.name
    }
}
