//! Other people's formats: what a journal looks like to another program.
//!
//! Values in, bytes or trees out. No file is touched here, and words of a human
//! language come only from the functions the caller hands in.

mod facts;
mod ical;
pub mod import;
mod json;
pub mod table;
pub mod vcard;

pub use ical::{CalendarWords, LUNAR_YEARS, calendar_days, write_calendar};
pub use json::{Export, Words};
