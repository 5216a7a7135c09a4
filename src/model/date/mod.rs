//! Days as people write them.
//!
//! Reads whole days, days whose year nobody knows, and wished-for rhythms. It knows nothing of today, of the file a
//! text came from, or of the lunar year (that is [`calendar`](super::calendar)'s). What it cannot read is `None`: the
//! caller knows where the text stands and can say so.

mod cadence;
mod day;
mod numeral;
mod partial;
mod scan;

pub use cadence::{LONGEST_CADENCE_DAYS, parse_cadence};
pub use day::{parse_day, parse_day_prefix, parse_time_prefix};
pub(crate) use numeral::{han_digits, han_number};
pub use partial::{DayInYear, PartialDate, parse_partial};
pub(crate) use scan::Scan;
