//! The lunar year and the sun's terms.
//!
//! Everything here is arithmetic on civil dates: no clock, no zone but the one Chinese calendars are made for (UTC+8),
//! no words for the reader beyond the Han spelling of a lunar day, which is also how users type it.
//!
//! Lunar days are exact from 1900 to 2100; the sun's terms were checked from 1901 to 2099.

mod lunar;
mod lunar_text;
mod solar_term;
mod sun;

pub use lunar::{LunarDate, LunarDay, LunarFull, Shift, Solar, from_solar, last_day_of_lunar_year, next_on_or_after, to_solar};
pub(crate) use lunar_text::names_itself_lunar;
pub use lunar_text::parse_lunar;
pub use solar_term::{Term, solar_term, term_date};
