//! Problems that show only when a journal is whole and a day is given: one small
//! function a check, run in turn over the same values.

mod goals;
mod last_contact;
mod money;
mod photo;

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Journal;

/// Every check, in the order of their names.
const CHECKS: [fn(&Journal, Date) -> Vec<Diagnostic>; 4] = [goals::check, last_contact::check, money::check, photo::check];

/// The problems that come from these checks and from nowhere else.
pub const CODES: [Code; 4] = [Code::BadGoal, Code::FutureLastContact, Code::MissingPhoto, Code::MoneyOversettled];

/// Runs every check.
#[must_use]
pub fn check(journal: &Journal, today: Date) -> Vec<Diagnostic> {
    CHECKS.iter().flat_map(|check| check(journal, today)).collect()
}
