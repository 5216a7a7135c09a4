//! Nobody can pay back more than was open.

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic};
use crate::measure::boundary::oversettled;
use crate::model::Journal;

pub(super) fn check(journal: &Journal, today: Date) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for payment in journal.contacts.iter().flat_map(|contact| oversettled(contact, today)) {
        let problem = Diagnostic::new(Code::MoneyOversettled, payment.at);
        found.push(problem.with("currency", &payment.currency).with("amount", payment.amount.to_number()));
    }
    found
}
