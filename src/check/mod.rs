//! Problems that show only when a journal is whole and a day is given: one small
//! function a check, run in turn over the same values.

mod goals;
mod last_contact;
mod money;
mod photo;

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Journal;

/// A check: the problem it finds, and how.
struct Check {
    code: Code,
    find: fn(&Journal, Date) -> Vec<Diagnostic>,
}

/// Every check, in the order of their files' names.
const CHECKS: [Check; 4] = [
    Check { code: Code::BadGoal, find: goals::check },
    Check { code: Code::FutureLastContact, find: last_contact::check },
    Check { code: Code::MoneyOversettled, find: money::check },
    Check { code: Code::MissingPhoto, find: photo::check },
];

/// Whether a problem comes from these checks, and so from nowhere else.
#[must_use]
pub fn is_found_here(code: Code) -> bool {
    CHECKS.iter().any(|check| check.code == code)
}

/// Runs every check.
#[must_use]
pub fn check(journal: &Journal, today: Date) -> Vec<Diagnostic> {
    let found: Vec<Diagnostic> = CHECKS.iter().flat_map(|check| (check.find)(journal, today)).collect();
    debug_assert!(found.iter().all(|problem| is_found_here(problem.code)), "a check finds what its line does not say");
    found
}
