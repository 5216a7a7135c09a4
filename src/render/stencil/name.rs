//! Names in templates and views, told apart without looking at their letters.
//!
//! A page asks for thousands of names, nearly all of them short: their length and first
//! letters are one number, and two numbers are compared at once.

use std::sync::atomic::{AtomicU32, Ordering};

/// The letters of a name that go into its mark.
const SHORT: usize = 7;

/// A name that stands in a template or in our code.
#[derive(Debug, Clone, Copy)]
pub struct Name {
    mark: u64,
    text: &'static str,
}

impl Name {
    /// Of nothing: no template can say it.
    pub const NONE: Self = Self { mark: 0, text: "" };

    /// A name as it is written.
    #[inline]
    pub fn of(text: &'static str) -> Self {
        Self { mark: mark(text), text }
    }

    /// As it is written.
    pub fn text(self) -> &'static str {
        self.text
    }

    /// Whether a name with this mark is this one; its letters are looked at only where the mark leaves a doubt.
    #[inline]
    pub fn is<'t>(self, mark: u64, text: impl FnOnce() -> &'t str) -> bool {
        self.mark == mark && (self.text.len() <= SHORT || self.text == text())
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.is(other.mark, || other.text)
    }
}

/// A field that a template asks for, with its place in the first map it was found in: maps
/// of one kind have their fields in one order, so it is found there again.
#[derive(Debug)]
pub struct Sought {
    /// Its name.
    pub name: Name,
    /// Written once: whoever makes pages beside us reads it too.
    place: AtomicU32,
}

/// Found nowhere yet.
const NOWHERE: u32 = u32::MAX;

impl Sought {
    /// A field that is looked for.
    pub fn new(name: &'static str) -> Self {
        Self { name: Name::of(name), place: AtomicU32::new(NOWHERE) }
    }

    /// Where to look first.
    #[inline]
    pub fn place(&self) -> usize {
        self.place.load(Ordering::Relaxed) as usize
    }

    /// Remembers the first place it was found in.
    pub fn found(&self, place: usize) {
        if self.place.load(Ordering::Relaxed) == NOWHERE {
            self.place.store(u32::try_from(place).unwrap_or(NOWHERE), Ordering::Relaxed);
        }
    }
}

impl Clone for Sought {
    fn clone(&self) -> Self {
        Self { name: self.name, place: AtomicU32::new(self.place.load(Ordering::Relaxed)) }
    }
}

impl PartialEq for Sought {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// A name's length and its first seven bytes: names of up to seven bytes are the same if these are.
#[inline]
pub fn mark(name: &str) -> u64 {
    let first = match name.as_bytes().first_chunk::<SHORT>() {
        Some([a, b, c, d, e, f, g]) => u64::from_be_bytes([0, *a, *b, *c, *d, *e, *f, *g]),
        None => name.bytes().fold(0, |mark, byte| mark << 8 | u64::from(byte)),
    };
    (name.len() as u64) << 56 | first
}

/// The letters of a name that its mark does not hold.
#[inline]
pub fn behind_mark(name: &str) -> &str {
    // A name of a view's map may be the user's own, and a letter may lie across.
    if name.len() <= SHORT { "" } else { name.get(SHORT..).unwrap_or(name) }
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn names_are_the_same_if_their_letters_are() {
        let names = ["", "a", "b", "page", "reading", "readings", "readingx", "cadence_days", "cadence_week"];
        for (at, one) in names.iter().enumerate() {
            for (other_at, other) in names.iter().enumerate() {
                assert_eq!(Name::of(one) == Name::of(other), at == other_at, "{one} {other}");
            }
        }
        assert_eq!(Name::of(""), Name::NONE);
    }
}
