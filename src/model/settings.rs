//! The journal's settings, every one with its default.

use super::festivals::Rule;
use crate::source::{Span, Spanned};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

impl Language {
    /// The tag used in settings, folders and `lang` attributes.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// Reads a tag such as `en`, `zh`, `zh-CN` or `en_GB`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_', '.']).next()?.to_ascii_lowercase().as_str() {
            "en" | "english" => Some(Self::En),
            "zh" | "中文" | "chinese" => Some(Self::Zh),
            _ => None,
        }
    }
}

/// Light, dark, or as the reader's system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Appearance {
    /// Follow the system.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// How close people are, and what that means for their rhythm.
#[derive(Debug, Clone, PartialEq)]
pub struct Circle {
    /// What stands in front matter.
    pub id: String,
    /// A title of the user's own; the built-in circles are named by the catalogue.
    pub title: Option<String>,
    /// Wished-for days between meaningful contacts, where it says so; else the tags and
    /// the settings speak.
    pub cadence_days: Option<u32>,
    /// How much sooner these people come on the week's list.
    pub weight: f64,
    /// Festivals on which everybody in it is greeted.
    pub festivals: Vec<String>,
}

/// The thresholds of r that part the phases.
///
/// 0.5, 0.9, 1.25 and 2 of the agreed rhythm: half of it is recent; just before
/// it is still in time; a quarter past it is a normal week's delay on a month;
/// twice it means a whole turn was missed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhaseThresholds {
    /// Up to here `fresh`.
    pub fresh: f64,
    /// Up to here `steady`.
    pub steady: f64,
    /// Up to here `due`.
    pub due: f64,
    /// Up to here `drifting`; beyond, `quiet`.
    pub drifting: f64,
}

impl Default for PhaseThresholds {
    fn default() -> Self {
        Self { fresh: 0.5, steady: 0.9, due: 1.25, drifting: 2.0 }
    }
}

/// A festival of the user's own.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnFestival {
    /// What stands in lists of festivals.
    pub id: String,
    /// How it is shown.
    pub title: String,
    /// When it falls.
    pub rule: Rule,
}

/// All settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The site's name; the catalogue's when absent.
    pub title: Option<String>,
    /// Languages to build, the first at the top. Empty: English.
    pub languages: Vec<Language>,
    /// IANA name; the system's when absent.
    pub timezone: Option<Spanned<String>>,
    /// Theme folder under `themes/`; the embedded one when absent.
    pub theme: Option<String>,
    /// Light, dark or the system's.
    pub appearance: Appearance,
    /// People a week.
    pub capacity: u32,
    /// Days between meaningful contacts where nothing else is said.
    pub cadence_days: u32,
    /// Circles, closest first.
    pub circles: Vec<Circle>,
    /// Cadence of a tag, by the tag.
    pub tag_cadences: Vec<(String, u32)>,
    /// Festivals added to the built-in table.
    pub festivals: Vec<OwnFestival>,
    /// Where the phases part.
    pub phases: PhaseThresholds,
    /// Colours and type of the default theme, by token name.
    pub tokens: Vec<(String, String)>,
    /// Where the settings were written, when they were.
    pub at: Option<Span>,
}

/// A quarter: what keeps a friendship from going quiet without pressing anyone.
pub const DEFAULT_CADENCE_DAYS: u32 = 90;

/// Two or three people a week is what one can truly attend to.
pub const DEFAULT_CAPACITY: u32 = 3;

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: None,
            languages: vec![Language::En],
            timezone: None,
            theme: None,
            appearance: Appearance::Auto,
            capacity: DEFAULT_CAPACITY,
            cadence_days: DEFAULT_CADENCE_DAYS,
            circles: default_circles(),
            tag_cadences: Vec::new(),
            festivals: Vec::new(),
            phases: PhaseThresholds::default(),
            tokens: Vec::new(),
            at: None,
        }
    }
}

impl Settings {
    /// The place of a circle in the list.
    #[must_use]
    pub fn circle(&self, id: &str) -> Option<usize> {
        self.circles.iter().position(|circle| circle.id.eq_ignore_ascii_case(id.trim()))
    }

    /// A circle by its id or its title: the user's own, or the one the pages show for a built-in one.
    #[must_use]
    pub fn circle_called(&self, written: &str) -> Option<usize> {
        const SHOWN: [(&str, [&str; 2]); 5] = [
            ("inner", ["Inner", "至亲"]),
            ("close", ["Close", "至交"]),
            ("kin", ["Family", "家人"]),
            ("friend", ["Friends", "好友"]),
            ("known", ["Known", "熟人"]),
        ];
        let own =
            || self.circles.iter().position(|circle| circle.title.as_deref().is_some_and(|title| title.eq_ignore_ascii_case(written)));
        let shown = || {
            let (id, _) = SHOWN.iter().find(|(_, titles)| titles.iter().any(|title| title.eq_ignore_ascii_case(written)))?;
            self.circle(id)
        };
        self.circle(written).or_else(own).or_else(shown)
    }

    /// The rhythm of a circle's people of whom nothing else is said, in days.
    #[must_use]
    pub fn circle_cadence_days(&self, circle: &Circle) -> u32 {
        circle.cadence_days.unwrap_or(self.cadence_days)
    }

    /// The language at the top of the site.
    #[must_use]
    pub fn first_language(&self) -> Language {
        self.languages.first().copied().unwrap_or(Language::En)
    }
}

fn default_circles() -> Vec<Circle> {
    [("inner", 14, 2.0), ("close", 30, 1.5), ("kin", 30, 1.5), ("friend", 90, 1.0), ("known", 180, 0.7)]
        .into_iter()
        .map(|(id, cadence_days, weight)| Circle {
            id: id.to_owned(),
            title: None,
            cadence_days: Some(cadence_days),
            weight,
            festivals: Vec::new(),
        })
        .collect()
}
