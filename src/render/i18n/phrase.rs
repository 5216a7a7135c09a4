//! A phrase of the catalogue, read once into its parts.
//!
//! `{name}` and `{name:format}` are gaps; `{name?text}` says `text` when the
//! argument is true; `**bold**` and `[text](href)` are the only marks, and they
//! count only where the catalogue itself wrote them. What cannot be read as a
//! mark stays text.

use crate::render::html::is_plain;

/// One part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words as they stand.
    Text(Text),
    /// A place for an argument.
    Gap {
        /// The argument's name.
        name: String,
        /// How it is said; empty for the usual way.
        format: String,
    },
    /// Words said only when the argument is true and not zero.
    If {
        /// The argument's name.
        name: String,
        /// The words.
        text: String,
    },
    /// `**`, the first of a pair.
    BoldOpen,
    /// `**`, the second of a pair.
    BoldClose,
    /// `[`, with the place it leads to.
    LinkOpen(String),
    /// The end of a link's text.
    LinkClose,
}

/// Words of the catalogue, which are said on every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub words: String,
    /// Whether HTML says them as they stand.
    pub is_plain: bool,
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self { is_plain: is_plain(&words), words }
    }
}

/// Reads a phrase.
#[must_use]
pub fn parse(phrase: &str) -> Vec<Part> {
    let mut parts = Parts { list: Vec::new(), text: String::new() };
    let mut rest = phrase;
    let mut bold = false;
    let mut links_open = 0_u32;
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '{' => gap(rest, &mut parts),
            '*' => match rest.strip_prefix("**") {
                // An opening pair counts only if another one closes it.
                Some(after) if bold || after.contains("**") => {
                    parts.push(if bold { Part::BoldClose } else { Part::BoldOpen });
                    bold = !bold;
                    after
                }
                _ => parts.letter(rest),
            },
            '[' => match link_target(rest) {
                Some(href) if links_open == 0 => {
                    links_open += 1;
                    parts.push(Part::LinkOpen(href.to_owned()));
                    rest.get(1..).unwrap_or("")
                }
                _ => parts.letter(rest),
            },
            ']' if links_open > 0 && rest.starts_with("](") => {
                links_open -= 1;
                parts.push(Part::LinkClose);
                rest.split_once(')').map_or("", |(_, after)| after)
            }
            _ => parts.letter(rest),
        };
    }
    parts.close()
}

/// The names of the gaps, sorted: what a translation must have as well.
#[must_use]
pub fn gaps(parts: &[Part]) -> Vec<&str> {
    let mut names: Vec<&str> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Gap { name, .. } | Part::If { name, .. } => Some(name.as_str()),
            _ => None,
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

struct Parts {
    list: Vec<Part>,
    text: String,
}

impl Parts {
    fn push(&mut self, part: Part) {
        if !self.text.is_empty() {
            self.list.push(Part::Text(std::mem::take(&mut self.text).into()));
        }
        self.list.push(part);
    }

    /// Takes a letter as text, and what follows up to the next that may be a mark.
    fn letter<'a>(&mut self, rest: &'a str) -> &'a str {
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let more = rest.get(first..).and_then(|rest| rest.find(['{', '*', '[', ']']));
        let (text, after) = rest.split_at(more.map_or(rest.len(), |more| first + more));
        self.text.push_str(text);
        after
    }

    fn close(mut self) -> Vec<Part> {
        if !self.text.is_empty() {
            self.list.push(Part::Text(self.text.into()));
        }
        self.list
    }
}

fn gap<'a>(rest: &'a str, parts: &mut Parts) -> &'a str {
    let Some((inside, after)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) else {
        return parts.letter(rest);
    };
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if let Some((name, text)) = inside.split_once('?').filter(|(name, _)| is_name(name)) {
        parts.push(Part::If { name: name.to_owned(), text: text.to_owned() });
    } else {
        let (name, format) = inside.split_once(':').unwrap_or((inside, ""));
        if !is_name(name) {
            return parts.letter(rest);
        }
        parts.push(Part::Gap { name: name.to_owned(), format: format.to_owned() });
    }
    after
}

/// Where `[text](href)` leads, if it is a link we make: a place on this page or
/// another page of the site.
fn link_target(rest: &str) -> Option<&str> {
    let (text, after) = rest.split_once("](")?;
    let (href, _) = after.split_once(')')?;
    if text.get(1..)?.contains('[') {
        return None;
    }
    let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
    let plain = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    let path_is_ours = path.is_empty() && !fragment.is_empty() || path.ends_with(".html") && !path.starts_with('/');
    (path_is_ours && plain(path) && plain(fragment)).then_some(href)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrase: &str, expected: &[Part]) {
        assert_eq!(parse(phrase), expected, "{phrase}");
    }

    fn text(words: &str) -> Part {
        Part::Text(words.to_owned().into())
    }

    fn gap(name: &str, format: &str) -> Part {
        Part::Gap { name: name.to_owned(), format: format.to_owned() }
    }

    #[test]
    fn gaps_and_marks() {
        check("plain", &[text("plain")]);
        check(
            "**{n} days** since {on:short}",
            &[Part::BoldOpen, gap("n", ""), text(" days"), Part::BoldClose, text(" since "), gap("on", "short")],
        );
        check("{leap?闰}{month:lunar_month}", &[Part::If { name: "leap".into(), text: "闰".into() }, gap("month", "lunar_month")]);
        check(
            "[{n} promises](#promises).",
            &[Part::LinkOpen("#promises".into()), gap("n", ""), text(" promises"), Part::LinkClose, text(".")],
        );
    }

    #[test]
    fn what_is_no_mark_stays_text() {
        check("a ** b", &[text("a ** b")]);
        check("{not closed", &[text("{not closed")]);
        check("{ }", &[text("{ }")]);
        check("[[Name]]", &[text("[[Name]]")]);
        check("[x](https://evil.example)", &[text("[x](https://evil.example)")]);
        check("[x](javascript:a.html)", &[text("[x](javascript:a.html)")]);
        check("[x](/etc/a.html)", &[text("[x](/etc/a.html)")]);
    }

    #[test]
    fn links_lead_only_within_the_site() {
        assert!(matches!(parse("[x](method/index.html#week)").first(), Some(Part::LinkOpen(href)) if href == "method/index.html#week"));
    }
}
