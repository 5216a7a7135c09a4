//! The headings of a text: their level on the page, their id, and the tasks
//! that stand below each.

use std::collections::BTreeMap;

use pulldown_cmark::{HeadingLevel, Tag, TagEnd};

use super::token::{Task, Token};

/// One heading.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Heading {
    /// Level on the page, from 2.
    pub level: u8,
    /// Its id, unique in the text.
    pub id: String,
    /// What it says, without marks.
    pub text: String,
    /// Tasks done below it, before the next heading.
    pub done: usize,
    /// Tasks below it, cancelled ones left out.
    pub of: usize,
}

/// Reads the headings in their order. The page has one `h1` of its own, so the
/// first level here is `top`; no level is left out on the way down, whatever
/// was written.
pub fn outline(tokens: &[Token<'_>], top: u8, id_prefix: &str) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut above: Vec<(HeadingLevel, u8)> = Vec::new();
    let mut in_heading = false;
    for token in tokens {
        match token {
            Token::Start(Tag::Heading { level, .. }) => {
                while above.last().is_some_and(|(written, _)| written >= level) {
                    above.pop();
                }
                let shown = above.last().map_or(top, |(_, shown)| shown + 1).min(6);
                above.push((*level, shown));
                headings.push(Heading { level: shown, id: String::new(), text: String::new(), done: 0, of: 0 });
                in_heading = true;
            }
            Token::End(TagEnd::Heading(_)) => in_heading = false,
            Token::Task(task) => count(headings.last_mut(), *task),
            Token::Text(text) if in_heading => add(headings.last_mut(), text),
            Token::Code(text) if in_heading => add(headings.last_mut(), text),
            _ => {}
        }
    }
    name(&mut headings, id_prefix);
    headings
}

/// The part of an id that stands for a heading's text: letters and digits of any
/// script, all else a hyphen.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn count(heading: Option<&mut Heading>, task: Task) {
    if let Some(heading) = heading {
        heading.done += usize::from(task == Task::Done);
        heading.of += usize::from(task != Task::Cancelled);
    }
}

fn add(heading: Option<&mut Heading>, text: &str) {
    if let Some(heading) = heading {
        heading.text.push_str(text);
    }
}

fn name(headings: &mut [Heading], id_prefix: &str) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for heading in headings {
        let base = Some(slug(&heading.text)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "section".to_owned());
        let mut id = base.clone();
        // Each name counts on from where it stopped, so equal headings stay linear.
        while taken.contains_key(&id) {
            let next = taken.entry(base.clone()).or_insert(1);
            *next += 1;
            id = format!("{base}-{next}");
        }
        taken.insert(id.clone(), 1);
        heading.id = format!("{id_prefix}{id}");
    }
}
