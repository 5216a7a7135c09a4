//! A table whose first line names its columns: our own export, or one somebody keeps
//! by hand. A header is any spelling of a key; any other column is a fact.

use super::gather::{Gather, joined_name};
use super::table::Row;
use crate::exchange::facts::read_cell;
use crate::parse::keys::{channel_of, key_of, name_of, normal};

/// The column by which our own table is known.
pub const OWN_COLUMN: &str = "renmai_id";

/// Whether at least a name or a way to reach somebody is among the headers.
#[must_use]
pub fn knows(headers: &[String]) -> bool {
    let is_name =
        |header: &str| key_of(&normal(header)).map(name_of) == Some("name") || ["First Name", "Last Name", "姓", "名"].contains(&header);
    headers.iter().any(|header| is_name(header) || channel_of(&normal(header)).is_some())
}

/// Takes in one row.
pub fn row(row: &Row<'_>, gather: &mut Gather) {
    if row.headers.iter().any(|header| header == OWN_COLUMN) {
        return own(row, gather);
    }
    let either = |a: &str, b: &str| if row.get(a).is_empty() { row.get(b) } else { row.get(a) };
    let (given, family) = (either("First Name", "名"), either("Last Name", "姓"));
    gather.name(&joined_name(family, given, "", "", ""));
    for (header, value) in row.pairs().filter(|(header, _)| !["First Name", "Last Name", "姓", "名"].contains(header)) {
        // The sign that keeps a table from reckoning with a text is not part of it.
        let value = value.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(value);
        gather.under_header(header, value);
    }
}

/// A row of our own export, which says exactly what stood in the file.
fn own(row: &Row<'_>, gather: &mut Gather) {
    for (header, value) in row.headers.iter().zip(row.values).filter(|(_, value)| !value.is_empty()) {
        let (header, value) = (unguarded(header), unguarded(value));
        match header {
            OWN_COLUMN => gather.uid(&format!("{}{value}", super::OWN_UID)),
            "name" => gather.exact_name(value),
            key => gather.exactly(key.to_owned(), read_cell(key, value)),
        }
    }
}

/// Signs by which a table takes a text for a formula, and the one that keeps it from that.
pub const GUARDED: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// A cell without the sign that keeps a table from reckoning with it.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(GUARDED)).unwrap_or(cell)
}
