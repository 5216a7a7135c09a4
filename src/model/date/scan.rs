//! A small reader that walks over a text from its start, for dates and their kin.
//!
//! It never looks back and never fails loudly: what does not fit is `None`, and a copy of the reader from before is
//! the way back. Full-width digits and marks (`２０２６－０８－１４`) are read as their plain twins, because Chinese input
//! methods produce them.

use std::ops::RangeInclusive;

/// A place in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scan<'a> {
    whole: &'a str,
    rest: &'a str,
}

impl<'a> Scan<'a> {
    /// Stands at the start of `text`.
    pub(crate) fn new(text: &'a str) -> Self {
        Scan { whole: text, rest: text }
    }

    /// The bytes passed so far.
    pub(crate) fn consumed(&self) -> usize {
        self.whole.len() - self.rest.len()
    }

    /// What is still ahead.
    pub(crate) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Whether nothing is ahead.
    pub(crate) fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next character, a full-width one as its plain twin.
    pub(crate) fn peek(&self) -> Option<char> {
        self.rest.chars().next().map(narrow)
    }

    /// Passes one character of `choices`, and says which.
    pub(crate) fn eat_any(&mut self, choices: &[char]) -> Option<char> {
        let mut ahead = self.rest.chars();
        let next = narrow(ahead.next()?);
        if !choices.contains(&next) {
            return None;
        }
        self.rest = ahead.as_str();
        Some(next)
    }

    /// Passes `wanted`, if it is next.
    pub(crate) fn eat(&mut self, wanted: char) -> bool {
        self.eat_any(&[wanted]).is_some()
    }

    /// Passes one of `choices` with any white space before it; passes nothing if none is there.
    pub(crate) fn eat_spaced(&mut self, choices: &[char]) -> Option<char> {
        let before = *self;
        self.spaces();
        let found = self.eat_any(choices);
        if found.is_none() {
            *self = before;
        }
        found
    }

    /// Passes white space, and says whether there was any.
    pub(crate) fn spaces(&mut self) -> bool {
        let trimmed = self.rest.trim_start();
        let any = trimmed.len() < self.rest.len();
        self.rest = trimmed;
        any
    }

    /// Passes a whole run of digits, if its length lies in `lengths` (at most 8, so that the value fits).
    pub(crate) fn number(&mut self, lengths: RangeInclusive<usize>) -> Option<u32> {
        let mut ahead = *self;
        let (mut value, mut length) = (0_u32, 0);
        while let Some(digit) = ahead.peek().and_then(|next| next.to_digit(10)) {
            value = value.checked_mul(10)?.checked_add(digit)?;
            length += 1;
            ahead.skip_one();
        }
        if !lengths.contains(&length) {
            return None;
        }
        *self = ahead;
        Some(value)
    }

    fn skip_one(&mut self) {
        let mut ahead = self.rest.chars();
        ahead.next();
        self.rest = ahead.as_str();
    }
}

/// A full-width form (U+FF01 to U+FF5E) as the ASCII character 0xFEE0 below it.
fn narrow(wide: char) -> char {
    match wide {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(wide) - 0xFEE0).unwrap_or(wide),
        other => other,
    }
}
