//! One contact with a person: when, who began, what kind, how deep, what flowed.

use jiff::civil::Date;

use super::contact::ContactIndex;
use super::few::Few;
use crate::source::Span;

/// Who reached out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// I did (`→`).
    Me,
    /// They did (`←`).
    Them,
    /// Both, or an agreed day (`↔`).
    Both,
    /// Not written down.
    Unknown,
}

impl By {
    /// The word used in JSON and in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Them => "them",
            Self::Both => "both",
            Self::Unknown => "unknown",
        }
    }
}

/// One of the two sides, where both together make no sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The journal's owner.
    Me,
    /// The other person.
    Them,
}

impl Side {
    /// The word used in JSON and in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Them => "them",
        }
    }
}

/// How much of a conversation it was. `Talk` and `Deep` are *meaningful*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// A sign of life: a greeting, a like.
    Touch,
    /// An exchange of words.
    Talk,
    /// Time together.
    Deep,
}

impl Depth {
    /// The word used in JSON and in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Touch => "touch",
            Self::Talk => "talk",
            Self::Deep => "deep",
        }
    }
}

/// How it felt to me.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feeling {
    /// It warmed.
    Warm,
    /// As usual.
    Neutral,
    /// It tired me.
    Drained,
    /// I felt used.
    Used,
}

impl Feeling {
    /// The word used in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Warm => "warm",
            Self::Neutral => "neutral",
            Self::Drained => "drained",
            Self::Used => "used",
        }
    }
}

macro_rules! kinds {
    ($($variant:ident = $name:literal, $depth:ident;)+) => {
        /// What kind of contact it was.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is the word it is written with")]
        pub enum Kind { $($variant,)+ }

        impl Kind {
            /// Every kind, in the order of the contract's table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The English word, used in files, JSON and message keys.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// How deep a contact of this kind is when nothing else is written:
            /// time spent face to face is `deep`, a sign of life is `touch`, the
            /// rest is `talk`.
            #[must_use]
            pub fn default_depth(self) -> Depth {
                match self { $(Self::$variant => Depth::$depth),+ }
            }
        }
    };
}

kinds! {
    Coffee = "coffee", Deep;
    Meal = "meal", Deep;
    Lunch = "lunch", Deep;
    Dinner = "dinner", Deep;
    Meeting = "meeting", Deep;
    Visit = "visit", Deep;
    Call = "call", Talk;
    Video = "video", Talk;
    Message = "message", Talk;
    Email = "email", Talk;
    Letter = "letter", Talk;
    Event = "event", Talk;
    Gift = "gift", Talk;
    Help = "help", Talk;
    Intro = "intro", Talk;
    Greeting = "greeting", Touch;
    Comment = "comment", Touch;
    Like = "like", Touch;
    Note = "note", Talk;
}

/// Something given or got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gift {
    /// What it was, without its weight word.
    pub text: String,
    /// 1, 2 or 4: small, medium, large. Doubling keeps one large thing from
    /// being outweighed by a stray small one, and no finer scale is honest.
    pub weight: u32,
}

impl Gift {
    /// The weight of a small thing, and of one whose weight nobody wrote.
    pub const SMALL: u32 = 1;
    /// The weight of a medium thing.
    pub const MEDIUM: u32 = 2;
    /// The weight of a large thing.
    pub const LARGE: u32 = 4;
}

/// Where an interaction was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// In the person's own log.
    Own,
    /// In another person's log, naming this one.
    Shared,
    /// In a dated note.
    Mention,
}

/// One contact with one person, as it counts on that person's page.
#[derive(Debug, Clone, PartialEq)]
pub struct Interaction {
    /// The day.
    pub on: Date,
    /// Who reached out.
    pub by: By,
    /// What kind.
    pub kind: Kind,
    /// How deep: as written, else the kind's own.
    pub depth: Depth,
    /// What was written after the kind, without inline fields; lines joined by `\n`.
    pub text: Box<str>,
    /// What I gave.
    pub gave: Few<Gift>,
    /// What I got.
    pub got: Few<Gift>,
    /// Who asked for something.
    pub ask: Option<Side>,
    /// How it felt.
    pub felt: Option<Feeling>,
    /// Who owes an answer.
    pub reply: Option<Side>,
    /// Tags without `#`.
    pub tags: Few<String>,
    /// Everyone a link of the entry names, except the person of this page; the
    /// file's own person too when the entry was written elsewhere.
    pub named: Few<ContactIndex>,
    /// Where it was written.
    pub origin: Origin,
    /// The entry's lines.
    pub at: Span,
}

impl Interaction {
    /// Meaningful: more than a sign of life (depth ≥ talk).
    #[must_use]
    pub fn is_meaningful(&self) -> bool {
        self.depth >= Depth::Talk
    }

    /// An *approach* by me: an entry by me alone.
    #[must_use]
    pub fn is_my_approach(&self) -> bool {
        self.by == By::Me
    }

    /// Whether it carries a tag, in any of its spellings; `work/x` is `work` too.
    #[must_use]
    pub fn has_tag(&self, spellings: &[&str]) -> bool {
        self.tags.iter().any(|tag| {
            let top = tag.split('/').next().unwrap_or(tag);
            spellings.iter().any(|spelling| top.eq_ignore_ascii_case(spelling))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A large journal holds a million of them.
    #[test]
    fn an_interaction_is_small() {
        assert!(size_of::<Interaction>() <= 72, "{}", size_of::<Interaction>());
    }
}
