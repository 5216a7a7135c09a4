//! Money between two people, as it is written: `lent: "500 CNY"`.

use jiff::civil::Date;

use crate::source::Span;

/// What an amount did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoneyMove {
    /// I lent it; settled by `Received`.
    Lent,
    /// I borrowed it; settled by `Repaid`.
    Borrowed,
    /// I paid back.
    Repaid,
    /// They paid back.
    Received,
}

/// An amount in ten-thousandths of its currency's unit, so that sums are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Amount(pub i64);

impl Amount {
    /// Ten-thousandths in one unit.
    pub const SCALE: i64 = 10_000;

    /// The amount as a number, for JSON.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sums of money between friends stay far below 2^53")]
    pub fn to_number(self) -> f64 {
        self.0 as f64 / Self::SCALE as f64
    }
}

/// One line of `money:`.
#[derive(Debug, Clone, PartialEq)]
pub struct MoneyEntry {
    /// The day; without one it counts as older than all others.
    pub on: Option<Date>,
    /// What it did.
    pub moved: MoneyMove,
    /// How much.
    pub amount: Amount,
    /// ISO 4217 code, or what the user wrote in its place, in capitals.
    pub currency: String,
    /// When it is to be settled.
    pub due: Option<Date>,
    /// Whether it stands in writing.
    pub written: bool,
    /// Where it was written.
    pub at: Span,
}

/// Why an amount cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountError {
    /// A number without a currency.
    NoCurrency,
    /// No number, or more than one.
    NotAnAmount,
}

/// Reads `500 CNY`, `CNY 500`, `¥500`, `500元`, `$1,500.50`.
///
/// A bare `¥` is CNY: the journal's users write Chinese far more often than Japanese.
///
/// # Errors
/// [`AmountError`] when there is no currency, or no single positive number.
pub fn parse_amount(text: &str) -> Result<(Amount, String), AmountError> {
    let text: String = text.trim().chars().map(narrow).collect();
    let start = text.find(|c: char| c.is_ascii_digit()).ok_or(AmountError::NotAnAmount)?;
    let (before, rest) = text.split_at(start);
    let length = rest.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(length);
    let (factor, after) = match after.trim_start().strip_prefix('万') {
        Some(after) => (10_000, after),
        None => (1, after),
    };
    let amount = parse_digits(digits).and_then(|n| n.checked_mul(factor)).ok_or(AmountError::NotAnAmount)?;
    let before = before.trim();
    let after = after.trim();
    if before.ends_with(['-', '−']) || after.contains(|c: char| c.is_ascii_digit()) || amount == 0 {
        return Err(AmountError::NotAnAmount);
    }
    let word = match (before.is_empty(), after.is_empty()) {
        (true, true) => return Err(AmountError::NoCurrency),
        (false, false) if currency(before) != currency(after) => return Err(AmountError::NotAnAmount),
        (false, _) => before,
        (true, false) => after,
    };
    currency(word).map(|code| (Amount(amount), code)).ok_or(AmountError::NoCurrency)
}

/// Full-width digits and signs as their narrow twins.
fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '　' => ' ',
        _ => c,
    }
}

fn parse_digits(digits: &str) -> Option<i64> {
    let digits: String = digits.trim_end_matches([',', '.']).chars().filter(|c| *c != ',').collect();
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    if part.contains('.') || part.len() > 4 {
        return None;
    }
    let part = format!("{part:0<4}").parse::<i64>().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(Amount::SCALE)?.checked_add(part)
}

/// The code of a currency's sign, name or code; three letters stand for themselves.
fn currency(word: &str) -> Option<String> {
    let code = match word {
        "¥" | "￥" | "元" | "块" | "块钱" | "人民币" | "元人民币" | "RMB" | "rmb" | "CN¥" => "CNY",
        "$" | "US$" | "美元" | "美金" => "USD",
        "€" | "欧元" => "EUR",
        "£" | "英镑" => "GBP",
        "HK$" | "港币" | "港元" => "HKD",
        "NT$" | "台币" | "新台币" => "TWD",
        "JP¥" | "円" | "日元" => "JPY",
        "S$" | "新币" | "新元" => "SGD",
        "A$" | "澳元" => "AUD",
        "C$" | "加元" => "CAD",
        "₩" | "韩元" => "KRW",
        "₹" => "INR",
        "₽" => "RUB",
        "kr" => "SEK",
        "CHF" | "Fr." | "瑞郎" => "CHF",
        other if other.len() == 3 && other.bytes().all(|b| b.is_ascii_alphabetic()) => return Some(other.to_ascii_uppercase()),
        _ => return None,
    };
    Some(code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(f64, &str), AmountError>) {
        let read = parse_amount(text).map(|(amount, code)| (amount.to_number(), code));
        assert_eq!(read, expected.map(|(n, code)| (n, code.to_owned())), "{text:?}");
    }

    #[test]
    fn every_spelling_of_the_contract() {
        check("500 CNY", Ok((500.0, "CNY")));
        check("CNY 500", Ok((500.0, "CNY")));
        check("¥500", Ok((500.0, "CNY")));
        check("￥３,０００", Ok((3000.0, "CNY")));
        check("500元", Ok((500.0, "CNY")));
        check("1.5万元", Ok((15000.0, "CNY")));
        check("$1,500.50", Ok((1500.5, "USD")));
        check("eur 20", Ok((20.0, "EUR")));
    }

    #[test]
    fn what_is_no_amount_says_so() {
        check("500", Err(AmountError::NoCurrency));
        check("some", Err(AmountError::NotAnAmount));
        check("-5 EUR", Err(AmountError::NotAnAmount));
        check("5 or 6 EUR", Err(AmountError::NotAnAmount));
        check("500 shells", Err(AmountError::NoCurrency));
        check("99999999999999999999 CNY", Err(AmountError::NotAnAmount));
        check("", Err(AmountError::NotAnAmount));
    }
}
