//! Open money, per currency and side.
//!
#![doc = include_str!("../../themes/default/messages/en/method/boundary.md")]
//!
//! `received` settles `lent`, `repaid` settles `borrowed`, oldest first; entries
//! after T are not yet. Worked example: lent 500 in May and 300 in June, received
//! 600 in July: 200 of the June loan are open.

use jiff::civil::Date;

use super::window::days_between;
use crate::model::Contact;
use crate::model::money::{Amount, MoneyEntry, MoneyMove};
use crate::source::Span;

/// Who owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Debt {
    /// They owe me.
    OwedToMe,
    /// I owe them.
    IOwe,
}

impl Debt {
    /// The word used in JSON and in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OwedToMe => "owed-to-me",
            Self::IOwe => "i-owe",
        }
    }
}

/// What is not clear about open money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MoneyFlag {
    /// No day was agreed.
    NoDueDate,
    /// The day has passed.
    PastDue,
    /// Nothing is in writing.
    NotInWriting,
}

impl MoneyFlag {
    /// The word used in JSON and in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoDueDate => "no-due-date",
            Self::PastDue => "past-due",
            Self::NotInWriting => "not-in-writing",
        }
    }
}

/// Money open on one side in one currency.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenMoney {
    /// ISO code.
    pub currency: String,
    /// Who owes.
    pub side: Debt,
    /// How much is open.
    pub amount: Amount,
    /// What is not clear about it, each once.
    pub flags: Vec<MoneyFlag>,
    /// The loans that are still open.
    pub loans: Vec<OpenLoan>,
}

/// A loan that is still open, wholly or in part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenLoan {
    /// What of it is open.
    pub amount: Amount,
    /// The agreed day.
    pub due: Option<Date>,
    /// Whether it stands in writing.
    pub written: bool,
    /// Its line.
    pub at: Span,
}

/// A payment with more than was open.
#[derive(Debug, Clone, PartialEq)]
pub struct Oversettled {
    /// ISO code.
    pub currency: String,
    /// How much too much.
    pub amount: Amount,
    /// Its line.
    pub at: Span,
}

/// The open money of a person, by currency and side.
#[must_use]
pub fn boundary(contact: &Contact, today: Date) -> Vec<OpenMoney> {
    let mut open = Vec::new();
    for currency in currencies(contact) {
        for side in [Debt::OwedToMe, Debt::IOwe] {
            let (loans, _) = settle(contact, &currency, side, today);
            if loans.is_empty() {
                continue;
            }
            let amount = Amount(loans.iter().map(|loan| loan.amount.0).sum());
            open.push(OpenMoney { currency: currency.clone(), side, amount, flags: flags(&loans, today), loans });
        }
    }
    open
}

/// Payments of more than was open, up to today.
#[must_use]
pub fn oversettled(contact: &Contact, today: Date) -> Vec<Oversettled> {
    let currencies = currencies(contact);
    let sides = [Debt::OwedToMe, Debt::IOwe];
    currencies.iter().flat_map(|currency| sides.iter().flat_map(move |side| settle(contact, currency, *side, today).1)).collect()
}

fn currencies(contact: &Contact) -> Vec<String> {
    let mut currencies: Vec<String> = contact.profile.money.iter().map(|entry| entry.currency.clone()).collect();
    currencies.sort_unstable();
    currencies.dedup();
    currencies
}

/// Walks one side's entries in the order of their days, loans of a day before its
/// payments, and settles the oldest loan first.
fn settle(contact: &Contact, currency: &str, side: Debt, today: Date) -> (Vec<OpenLoan>, Vec<Oversettled>) {
    let (loan, payment) = match side {
        Debt::OwedToMe => (MoneyMove::Lent, MoneyMove::Received),
        Debt::IOwe => (MoneyMove::Borrowed, MoneyMove::Repaid),
    };
    let is_ours = |entry: &&MoneyEntry| {
        entry.currency == currency && (entry.moved == loan || entry.moved == payment) && entry.on.is_none_or(|on| on <= today)
    };
    let mut entries: Vec<&MoneyEntry> = contact.profile.money.iter().filter(is_ours).collect();
    entries.sort_by_key(|entry| (entry.on, entry.moved == payment));
    let mut loans: Vec<OpenLoan> = Vec::new();
    let mut too_much = Vec::new();
    for entry in entries {
        if entry.moved == loan {
            loans.push(OpenLoan { amount: entry.amount, due: entry.due, written: entry.written, at: entry.at });
            continue;
        }
        let mut left = entry.amount.0;
        for loan in &mut loans {
            let settled = left.min(loan.amount.0);
            loan.amount.0 -= settled;
            left -= settled;
        }
        if left > 0 {
            too_much.push(Oversettled { currency: currency.to_owned(), amount: Amount(left), at: entry.at });
        }
        loans.retain(|loan| loan.amount.0 > 0);
    }
    (loans, too_much)
}

fn flags(loans: &[OpenLoan], today: Date) -> Vec<MoneyFlag> {
    let mut flags = Vec::new();
    if loans.iter().any(|loan| loan.due.is_none()) {
        flags.push(MoneyFlag::NoDueDate);
    }
    if loans.iter().any(|loan| is_past_due(loan, 0, today)) {
        flags.push(MoneyFlag::PastDue);
    }
    if loans.iter().any(|loan| !loan.written) {
        flags.push(MoneyFlag::NotInWriting);
    }
    flags
}

/// Whether a loan is more than `days` past its day.
#[must_use]
pub fn is_past_due(loan: &OpenLoan, days: i32, today: Date) -> bool {
    loan.due.is_some_and(|due| days_between(due, today) > days)
}
