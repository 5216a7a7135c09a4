//! A table of people: its letters, its separator, where its first line is, and each
//! row as headers and values. What a header means is each program's own affair.

use super::encoding::decoded;
use super::gather::Gather;
use super::{Format, Imported, Remark};

/// One row.
#[derive(Debug)]
pub struct Row<'a> {
    /// Headers as written.
    pub headers: &'a [String],
    /// Its values, as many as it has.
    pub values: &'a [String],
    /// How days are written in this table where a number could be either.
    pub day_first: Option<bool>,
}

impl<'a> Row<'a> {
    /// The value under a header, without regard to case.
    #[must_use]
    pub fn get(&self, header: &str) -> &'a str {
        let at = self.headers.iter().position(|known| known.eq_ignore_ascii_case(header));
        at.and_then(|at| self.values.get(at)).map_or("", |value| value.trim())
    }

    /// Every header with its value, those without a value left out.
    pub fn pairs(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.headers.iter().zip(self.values).map(|(header, value)| (header.trim(), value.trim())).filter(|(_, value)| !value.is_empty())
    }
}

/// Which program wrote a table, told from its headers.
#[must_use]
pub fn format_of(text: &str) -> Option<Format> {
    let (headers, _) = header_line(text)?;
    let has = |name: &str| headers.iter().any(|header| header.eq_ignore_ascii_case(name));
    let starts = |start: &str| headers.iter().any(|header| header.to_lowercase().starts_with(start));
    match () {
        () if has("Connected On") || (has("URL") && has("Email Address") && has("Position")) => Some(Format::LinkedIn),
        () if starts("e-mail 1 - ") || starts("phone 1 - ") || has("Group Membership") || has("Organization Name") => Some(Format::Google),
        () if has("E-mail Address") || has("Mobile Phone") || has("电子邮件地址") || has("移动电话") || has("住宅电话") => {
            Some(Format::Outlook)
        }
        () if super::own_table::knows(&headers) => Some(Format::Table),
        () => None,
    }
}

/// Reads every row by one program's rule.
#[must_use]
pub fn read(bytes: &[u8], row: fn(&Row<'_>, &mut Gather)) -> Imported {
    let mut imported = Imported::default();
    let (text, had_errors) = decoded(bytes);
    let text = text.trim_start_matches('\u{feff}');
    if had_errors {
        imported.remarks.push(Remark::new(1, "import.remark.letters"));
    }
    let Some((headers, skipped)) = header_line(text) else {
        imported.remarks.push(Remark::new(1, "import.remark.no-headers"));
        return imported;
    };
    let rest: String = text.split_inclusive('\n').skip(skipped).collect();
    let separator = separator_of(rest.lines().next().unwrap_or(""));
    let rows = rows(&rest, separator);
    let day_first = day_first(rows.iter().skip(1).flat_map(|(_, values)| values));
    let skipped = u32::try_from(skipped).unwrap_or(u32::MAX);
    for (line, values) in rows.iter().skip(1) {
        if values.iter().all(|value| value.trim().is_empty()) {
            continue;
        }
        let line = line.saturating_add(skipped);
        let mut gather = Gather::new(line, "CSV");
        let mut headers = headers.clone();
        // Values beyond the last header are kept too.
        headers.extend((headers.len()..values.len()).map(|column| format!("column {}", column + 1)));
        row(&Row { headers: &headers, values, day_first }, &mut gather);
        match gather.card() {
            Some(card) => imported.cards.push(card),
            None => imported.remarks.push(Remark::new(line, "import.remark.empty-card")),
        }
    }
    imported
}

/// All rows with the line each begins on.
fn rows(text: &str, separator: u8) -> Vec<(u32, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    // The text is valid, so nothing but a broken reader could end this early.
    while reader.read_record(&mut record).unwrap_or(false) {
        let line = record.position().map_or(0, |position| u32::try_from(position.line()).unwrap_or(u32::MAX));
        rows.push((line, record.iter().map(str::to_owned).collect()));
    }
    rows
}

/// The first line that names at least two columns, and how many lines stand above it:
/// LinkedIn begins with a note.
fn header_line(text: &str) -> Option<(Vec<String>, usize)> {
    // What nothing separates is one column.
    let candidates = text.lines().enumerate().take(20).filter(|(_, line)| line.contains([',', ';', '\t']));
    let read = |line: &str| -> Vec<String> {
        let row = rows(line, separator_of(line)).into_iter().next().map(|(_, values)| values).unwrap_or_default();
        row.iter().map(|header| header.trim().to_owned()).collect()
    };
    let mut first = None;
    for (at, line) in candidates {
        let headers = read(line);
        if headers.iter().any(|header| header.eq_ignore_ascii_case("First Name"))
            && headers.iter().any(|h| h.eq_ignore_ascii_case("Connected On"))
        {
            return Some((headers, at));
        }
        if first.is_none() && headers.len() > 1 && headers.iter().filter(|header| !header.is_empty()).count() > 1 {
            first = Some((headers, at));
        }
    }
    first
}

fn separator_of(line: &str) -> u8 {
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|separator| (line.bytes().filter(|byte| byte == separator).count(), *separator == b','))
        .unwrap_or(b',')
}

/// Whether `13/5/1990` or `5/13/1990` stands anywhere in the table; none where no day tells.
fn day_first<'a>(values: impl Iterator<Item = &'a String>) -> Option<bool> {
    let (mut day, mut month) = (false, false);
    for (first, second, _) in values.filter_map(|value| slashed(value)) {
        day |= first > 12;
        month |= second > 12;
    }
    (day != month).then_some(day)
}

/// `5/12/1990` as its three numbers.
fn slashed(value: &str) -> Option<(u32, u32, u32)> {
    let mut numbers = value.trim().split(['/', '.']).map(|part| part.parse::<u32>().ok());
    let found = (numbers.next()??, numbers.next()??, numbers.next()??);
    (numbers.next().is_none() && found.2 > 999 && found.0 > 0 && found.1 > 0).then_some(found)
}

/// A day of a table in the order of year, month, day, where it can be told.
#[must_use]
pub fn ordered_day(value: &str, day_first: Option<bool>) -> String {
    let Some((first, second, year)) = slashed(value) else { return value.to_owned() };
    match day_first.or((first == second).then_some(true)) {
        Some(true) => format!("{year:04}-{second:02}-{first:02}"),
        Some(false) => format!("{year:04}-{first:02}-{second:02}"),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_table_it_is() {
        for (header, expected) in [
            ("Name,Given Name,Family Name,Birthday,Group Membership,E-mail 1 - Type,E-mail 1 - Value", Some(Format::Google)),
            ("First Name,Last Name,Birthday,Labels,E-mail 1 - Label,E-mail 1 - Value", Some(Format::Google)),
            ("\"First Name\",\"Last Name\",\"E-mail Address\",\"Mobile Phone\"", Some(Format::Outlook)),
            (
                "Notes:\n\"When exporting, you may notice\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On",
                Some(Format::LinkedIn),
            ),
            ("名,姓,公司,电子邮件地址", Some(Format::Outlook)),
            ("name;email;公司", Some(Format::Table)),
            ("姓名,手机", Some(Format::Table)),
            ("x,y\n1,2", None),
            ("", None),
        ] {
            assert_eq!(format_of(header), expected, "{header}");
        }
    }

    #[test]
    fn days_that_could_be_either_are_left_as_they_are() {
        assert_eq!(ordered_day("5/13/1990", Some(false)), "1990-05-13");
        assert_eq!(ordered_day("5/12/1990", Some(true)), "1990-12-05");
        assert_eq!(ordered_day("5/12/1990", None), "5/12/1990");
        assert_eq!(ordered_day("5/5/1990", None), "1990-05-05");
        assert_eq!(day_first(["5/12/1990".to_owned(), "13/5/1990".to_owned()].iter()), Some(true));
        assert_eq!(day_first(["5/14/1990".to_owned(), "13/5/1990".to_owned()].iter()), None);
    }
}
