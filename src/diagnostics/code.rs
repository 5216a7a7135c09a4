//! The names of all problems, in one sorted list with what each one means.
//!
//! Adding a problem: a line here, its words in every catalogue, its sample under
//! `tests/diagnostics/CODE/`. A test holds the three together.

/// Whether a problem changes the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something of the file could not be read as meant.
    Error,
    /// Worth a look; never changes the exit code.
    Warning,
}

impl Severity {
    /// The word used in reports and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// The name of a problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])+ $variant,)+ }

        impl Code {
            /// Every code, sorted by name.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The kebab-case name the user sees.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Error or warning.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),+ }
            }
        }
    };
}

codes! {
    /// A name that several people answer to; counted for nobody.
    AmbiguousLink = "ambiguous-link", Warning;
    /// An attachment that a site never takes; nothing is wrong with the journal.
    AttachmentLeftOut = "attachment-left-out", Warning;
    /// An amount of money that cannot be read.
    BadAmount = "bad-amount", Error;
    /// A wished-for rhythm that cannot be read.
    BadCadence = "bad-cadence", Error;
    /// A date that is not one.
    BadDate = "bad-date", Error;
    /// An inline field of a log entry that is empty or cannot be read.
    BadField = "bad-field", Error;
    /// A goal's metric, target or period that cannot be read.
    BadGoal = "bad-goal", Error;
    /// A log item whose date is missing or cannot be read.
    BadLogDate = "bad-log-date", Error;
    /// A lunar day that is not one.
    BadLunarDate = "bad-lunar-date", Error;
    /// A setting that cannot be used.
    BadSetting = "bad-setting", Error;
    /// A status other than the four there are.
    BadStatus = "bad-status", Error;
    /// A time zone the system does not know.
    BadTimezone = "bad-timezone", Error;
    /// A value of the wrong shape, such as a list where a text is meant.
    BadValue = "bad-value", Error;
    /// Marks a merge left behind.
    ConflictMarker = "conflict-marker", Error;
    /// The same key twice in one mapping.
    DuplicateKey = "duplicate-key", Error;
    /// A file larger than the limit.
    FileTooLarge = "file-too-large", Error;
    /// `last_contact` lies after today.
    FutureLastContact = "future-last-contact", Error;
    /// Two files share a stem, so one got another id.
    IdCollision = "id-collision", Warning;
    /// Fields on a line of a journal note that names several people.
    SharedFields = "shared-fields", Warning;
    /// A picture that is not among the attachments.
    MissingPhoto = "missing-photo", Warning;
    /// More paid back than was open.
    MoneyOversettled = "money-oversettled", Error;
    /// An amount without a currency.
    NoCurrency = "no-currency", Error;
    /// Bytes that are not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A template of the theme that cannot be used.
    ThemeError = "theme-error", Error;
    /// Front matter that is never closed.
    UnclosedFrontMatter = "unclosed-front-matter", Error;
    /// A dismissal without the day it was made.
    UndatedDismissal = "undated-dismissal", Error;
    /// A circle the settings do not define.
    UnknownCircle = "unknown-circle", Warning;
    /// A festival that neither the table nor the settings know.
    UnknownFestival = "unknown-festival", Error;
    /// A key one edit away from a known one.
    UnknownKey = "unknown-key", Warning;
    /// A dismissal of a sign that does not exist.
    UnknownSign = "unknown-sign", Error;
    /// `[[Name]]` without quotes, which YAML takes for nested lists.
    UnquotedLink = "unquoted-link", Warning;
    /// A file the system would not let us read.
    UnreadableFile = "unreadable-file", Error;
    /// YAML that goes past the limits on depth, size or aliases.
    YamlBudget = "yaml-budget", Error;
    /// YAML that cannot be read.
    YamlSyntax = "yaml-syntax", Error;
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
