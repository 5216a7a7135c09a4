//! Fills what a person's front matter leaves blank: new lines at its end, nothing
//! that stands there is touched.

use super::change::{Change, line_end};
use super::page::{Page, Refusal};
use super::person::fact;
use crate::parse::front_matter::split;
use crate::parse::keys::{channel_of, key_of, normal};

/// The page with lines for these keys; keys that are there already, in any
/// spelling, are left alone.
pub fn fill(page: &Page, facts: &[(String, Vec<String>)]) -> Result<Page, Refusal> {
    let end = line_end(page.text());
    let lines: String = facts.iter().map(|(key, values)| fact(key, values)).collect::<String>().replace('\n', end);
    if lines.is_empty() {
        return page.changed(&[]);
    }
    let front = split(page.text());
    let change = match front.yaml {
        Some(yaml) => Change::insert(yaml.end, lines),
        None => Change::insert(0, format!("---{end}{lines}---{end}{}", if page.text().is_empty() { "" } else { end })),
    };
    let new = page.changed(&[change])?;
    let (Some((old, _)), Some((now, _))) = (page.person(), new.person()) else { return Err(Refusal::NotAPerson) };
    let same = old.name == now.name && old.facts.iter().all(|fact| now.facts.iter().any(|kept| (&kept.key, &kept.value) == (&fact.key, &fact.value)));
    if same && page.draft().tasks.len() == new.draft().tasks.len() { Ok(new) } else { Err(Refusal::NotAsMeant) }
}

/// Whether two keys mean the same: `company` and `org`, `手机` and `phone`.
#[must_use]
pub fn is_same_key(a: &str, b: &str) -> bool {
    let (a, b) = (normal(a), normal(b));
    let known = |key: &str| (key_of(key), channel_of(key));
    a == b || (known(&a) != (None, None) && known(&a) == known(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> Result<String, Refusal> {
        let page = Page::read("people/ada.md", text.as_bytes())?;
        fill(&page, &[("email".to_owned(), vec!["a@example.com".to_owned()])]).map(|page| page.text().to_owned())
    }

    #[test]
    fn new_lines_stand_at_the_end_of_the_front_matter() {
        assert_eq!(filled("---\r\nname: Ada # x\r\n---\r\ntext").as_deref(), Ok("---\r\nname: Ada # x\r\nemail: a@example.com\r\n---\r\ntext"));
        assert_eq!(filled("text\n").as_deref(), Ok("---\nemail: a@example.com\n---\n\ntext\n"));
        // A flow mapping over the whole front matter has no room for a line.
        assert!(filled("---\n{name: Ada}\n---\n").is_err());
    }

    #[test]
    fn spellings_of_one_key() {
        assert!(is_same_key("Company", "org") && is_same_key("手机", "phone") && !is_same_key("email", "phone") && !is_same_key("x", "y"));
    }
}
