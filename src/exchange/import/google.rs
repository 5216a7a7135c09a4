//! Google's table, before and after its headers changed: `Given Name` and
//! `E-mail 1 - Type` are now `First Name` and `E-mail 1 - Label`. Several values in
//! one cell are parted by ` ::: `.

use super::gather::{Address, Gather, joined_name};
use super::table::{Row, ordered_day};
use super::vcard_property::service;

/// What parts several values of one cell.
const BETWEEN: &str = " ::: ";

/// Takes in one row.
pub fn row(row: &Row<'_>, gather: &mut Gather) {
    let either = |a: &str, b: &str| if row.get(a).is_empty() { row.get(b) } else { row.get(a) };
    let whole = row.get("Name");
    let (given, family) = (either("First Name", "Given Name"), either("Last Name", "Family Name"));
    let middle = either("Middle Name", "Additional Name");
    let joined = joined_name(family, given, middle, row.get("Name Prefix"), row.get("Name Suffix"));
    gather.name(if whole.is_empty() { &joined } else { whole });
    let mut done: Vec<String> =
        ["Name", "Given Name", "First Name", "Additional Name", "Middle Name", "Family Name", "Last Name", "Name Prefix", "Name Suffix"]
            .map(str::to_owned)
            .into();
    // Of a whole name the parts are facts only where it does not say them.
    for header in done.clone().iter().skip(1) {
        let part = row.get(header);
        if !gather.name_says(part) {
            gather.fact(header, part);
        }
    }
    for (header, value) in row.pairs() {
        if done.iter().any(|known| known.eq_ignore_ascii_case(header)) {
            continue;
        }
        if let Some(group) = Group::of(header) {
            done.extend(group.take(row, gather));
        } else {
            single(gather, row, header, value);
        }
    }
}

fn single(gather: &mut Gather, row: &Row<'_>, header: &str, value: &str) {
    let each = |gather: &mut Gather, key: &str| value.split(BETWEEN).for_each(|part| gather.item(key, part));
    match header {
        "Nickname" | "Short Name" | "Maiden Name" => each(gather, "aliases"),
        "Birthday" => gather.birthday(&ordered_day(value, row.day_first)),
        "Group Membership" | "Labels" => {
            // Groups with a star are Google's own; everybody is in the first.
            for group in value.split(BETWEEN).map(|group| group.trim_start_matches('*').trim()).filter(|group| *group != "myContacts") {
                gather.item("tags", group);
            }
        }
        "Notes" => gather.note(value),
        "Location" => gather.text("location", value),
        "Language" => each(gather, "languages"),
        "Hobby" => each(gather, "interests"),
        "Organization Name" => gather.text("org", value),
        "Organization Title" | "Occupation" => gather.text("role", value),
        "Organization Department" => gather.fact("department", value),
        "Phonetic First Name"
        | "Given Name Yomi"
        | "Phonetic Middle Name"
        | "Additional Name Yomi"
        | "Phonetic Last Name"
        | "Family Name Yomi"
        | "Yomi Name" => {
            let said = gather.taken_text("reading").map_or_else(|| value.to_owned(), |known| format!("{known} {value}"));
            gather.text("reading", &said);
        }
        // Where the picture lies on Google's machines; nothing is fetched.
        "Photo" => gather.fact("photo address", value),
        _ => gather.fact(header, value),
    }
}

/// Columns that belong together: `Phone 2 - Label`, `Phone 2 - Value`.
struct Group<'a> {
    kind: &'a str,
    number: &'a str,
}

impl<'a> Group<'a> {
    fn of(header: &'a str) -> Option<Self> {
        let (kind, number) = header.split_once(" - ")?.0.rsplit_once(' ')?;
        number.parse::<u8>().ok()?;
        Some(Self { kind, number })
    }

    fn header(&self, part: &str) -> String {
        format!("{} {} - {part}", self.kind, self.number)
    }

    /// Takes in all its columns, and names them.
    fn take(&self, row: &Row<'_>, gather: &mut Gather) -> Vec<String> {
        let get = |part: &str| row.get(&self.header(part));
        let raw_label = if get("Label").is_empty() { get("Type") } else { get("Label") };
        let (label, preferred) = match raw_label.strip_prefix('*') {
            Some(label) => (label.trim(), true),
            None => (raw_label, false),
        };
        let value = get("Value");
        let values = || value.split(BETWEEN).map(str::trim).filter(|value| !value.is_empty());
        let way = |gather: &mut Gather, kind: &str| {
            values().for_each(|value| gather.way(kind, value, label));
            if let Some(first) = values().next().filter(|_| preferred) {
                gather.prefer(kind, first);
            }
        };
        match self.kind {
            "E-mail" => way(gather, "email"),
            "Phone" => way(gather, "phone"),
            "Website" => way(gather, "website"),
            "IM" => {
                let name = if get("Service").is_empty() { label } else { get("Service") };
                match service(name) {
                    Some(kind) => values().for_each(|value| gather.way(kind, value, "")),
                    None => gather.fact(if name.is_empty() { "IM" } else { name }, value),
                }
            }
            "Relation" => values().for_each(|name| gather.related(name, label)),
            "Event" => {
                values().for_each(|day| gather.yearly(if label.is_empty() { "date" } else { label }, &ordered_day(day, row.day_first)));
            }
            "Organization" => {
                gather.text("org", get("Name"));
                gather.text("role", get("Title"));
                gather.fact("department", get("Department"));
                for part in ["Yomi Name", "Symbol", "Location", "Job Description"] {
                    gather.fact(&format!("organization {}", part.to_lowercase()), get(part));
                }
            }
            "Address" => {
                let street = vec![get("Street").replace('\n', ", "), get("Extended Address").to_owned(), get("PO Box").to_owned()];
                let address = Address {
                    street,
                    city: get("City").to_owned(),
                    region: get("Region").to_owned(),
                    code: get("Postal Code").to_owned(),
                    country: get("Country").to_owned(),
                };
                if address.said().is_empty() {
                    gather.fact("address", &get("Formatted").replace('\n', ", "));
                } else {
                    gather.address(label, &address);
                }
            }
            // `Custom Field 1 - Label` names its own key.
            _ => gather.fact(if label.is_empty() { self.kind } else { label }, value),
        }
        row.headers.iter().filter(|header| header.starts_with(&format!("{} {} - ", self.kind, self.number))).cloned().collect()
    }
}
