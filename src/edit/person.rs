//! A new person's file, as somebody would write it by hand.

use super::page::{Page, Refusal};
use super::scalar::{list, scalar};
use crate::model::date::{PartialDate, parse_day_prefix, parse_partial};

/// What is known of somebody new, in the order it is to stand there.
#[derive(Debug, Clone, Default)]
pub struct NewPerson {
    /// The name.
    pub name: String,
    /// Keys with one value or several.
    pub facts: Vec<(String, Vec<String>)>,
    /// How one met: a date, words, or both (`2026-11-20 at a reading`).
    pub met: Option<String>,
    /// Words below the front matter.
    pub note: String,
}

/// The text of the file; refused when it would not read back as meant.
///
/// # Errors
/// A [`Refusal`] that says why nothing may be written.
pub fn write(person: &NewPerson, path: &str) -> Result<String, Refusal> {
    let mut text = format!("---\nname: {}\n", scalar(&person.name));
    for (key, values) in &person.facts {
        text.push_str(&fact(key, values));
    }
    if let Some(met) = &person.met {
        text.push_str(&format!("met: {}\n", met_value(met)));
    }
    text.push_str("---\n");
    if !person.note.is_empty() {
        text.push_str(&format!("\n{}\n", person.note));
    }
    let page = Page::read(path, text.as_bytes())?;
    let is_meant = page.person().is_some_and(|(profile, _)| profile.name == person.name.trim());
    if is_meant { Ok(text) } else { Err(Refusal::NotAsMeant) }
}

/// One line `key: value` or `key: [a, b]`, with its end.
#[must_use]
pub fn fact(key: &str, values: &[String]) -> String {
    match values {
        [] => String::new(),
        [one] if !is_list(key) => format!("{}: {}\n", scalar(key), value(one)),
        several => format!("{}: {}\n", scalar(key), list(several)),
    }
}

/// Keys whose value is a list even where it holds one thing.
fn is_list(key: &str) -> bool {
    matches!(key, "tags" | "aliases" | "interests" | "strengths" | "needs" | "festivals")
}

/// A date stands as it is: all readers of YAML agree on `1990-05-12`, and none takes
/// `05-12` for a number.
pub(super) fn value(text: &str) -> String {
    let is_month_and_day = text.len() == "05-12".len() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let is_whole = |day: PartialDate| day.to_string() == text && day.year.is_some() && day.day.is_some();
    let is_date = parse_partial(text).is_some_and(|day| is_month_and_day || is_whole(day));
    if is_date { text.to_owned() } else { scalar(text) }
}

/// `{on: 2026-11-20, place: a reading}` where the words say a place, else plain.
fn met_value(met: &str) -> String {
    let met = met.trim();
    let Some((_, length)) = parse_day_prefix(met) else { return value(met) };
    let (date, rest) = met.split_at(length);
    let rest = rest.trim_start_matches([' ', ',', '，', ':', '：', '、']);
    if rest.is_empty() {
        return value(date);
    }
    match ["at ", "in ", "在"].iter().find_map(|word| rest.strip_prefix(word)) {
        Some(place) if !place.trim().is_empty() => format!("{{on: {}, place: {}}}", value(date), scalar(place.trim())),
        _ => scalar(met),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, met: &str) -> String {
        let facts = vec![("circle".to_owned(), vec!["friend".to_owned()]), ("tags".to_owned(), vec!["work".to_owned()])];
        write(&NewPerson { name: name.to_owned(), facts, met: Some(met.to_owned()), note: String::new() }, "people/x.md").unwrap()
    }

    #[test]
    fn as_one_would_write_it() {
        assert_eq!(
            person("张伟", "2026-11-20 at a reading"),
            "---\nname: 张伟\ncircle: friend\ntags: [work]\nmet: {on: 2026-11-20, place: a reading}\n---\n"
        );
        assert_eq!(person("no", "2026-11-20"), "---\nname: \"no\"\ncircle: friend\ntags: [work]\nmet: 2026-11-20\n---\n");
        assert!(person("a: b", "through a friend").contains("name: \"a: b\"\n"));
        assert!(person("012", "2026-11-20，在书店").contains("name: \"012\"\n"));
        assert!(person("x", "2026-11-20，在书店").contains("met: {on: 2026-11-20, place: 书店}\n"));
    }
}
