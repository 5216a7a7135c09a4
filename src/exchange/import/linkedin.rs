//! LinkedIn's `Connections.csv`: a note above its first line, and hardly an e-mail
//! address. A connection is no meeting, so its day stays a fact and nobody becomes
//! new by it.

use super::gather::{Gather, joined_name, written_day};
use super::table::Row;

/// Takes in one row.
pub fn row(row: &Row<'_>, gather: &mut Gather) {
    gather.name(&joined_name(row.get("Last Name"), row.get("First Name"), "", "", ""));
    for (header, value) in row.pairs() {
        match header {
            "First Name" | "Last Name" => {}
            "URL" => gather.way("linkedin", value, ""),
            "Email Address" => gather.way("email", value, ""),
            "Company" => gather.text("org", value),
            "Position" => gather.text("role", value),
            "Connected On" => gather.fact(header, &iso(value)),
            _ => gather.fact(header, value),
        }
    }
}

/// `20 Nov 2023` as `2023-11-20`; other forms stay.
fn iso(value: &str) -> String {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut words = value.split_whitespace();
    let read = || {
        let day: u8 = words.next()?.parse().ok()?;
        let name = words.next()?.to_lowercase();
        let month = MONTHS.iter().position(|month| name.starts_with(month))? + 1;
        let year: u16 = words.next()?.parse().ok()?;
        (words.next().is_none() && (1..=31).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
    };
    let mut read = read;
    read().or_else(|| written_day(value)).unwrap_or_else(|| value.to_owned())
}
