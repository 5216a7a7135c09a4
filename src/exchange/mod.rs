//! Other people's formats: what a journal looks like to another program.
//!
//! Values in, bytes or trees out. No file is touched here, and words of a human
//! language come only from the functions the caller hands in.

mod ical;
mod json;

pub use ical::{CalendarWords, LUNAR_YEARS, calendar, calendar_days};
pub use json::{Export, Words};
