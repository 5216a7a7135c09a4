//! Inline fields in Dataview's form, `[key:: value]` or `(key:: value)`, and `#tags`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// A field as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key in lower case.
    pub key: String,
    /// The value, trimmed.
    pub value: String,
    /// The whole field, brackets included.
    pub at: Range<usize>,
    /// The value's place.
    pub value_at: Range<usize>,
}

/// The fields of a text in order. Brackets inside a value may nest (`[[Name]]`).
#[must_use]
pub fn fields(text: &str) -> Vec<Field> {
    let mut found = Vec::new();
    if !text.contains("::") {
        return found;
    }
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| rest.bytes().position(|byte| matches!(byte, b'[' | b'(' | b'`'))) {
        let start = at + step;
        let rest = text.get(start..).unwrap_or("");
        if rest.starts_with('`') {
            at = start + code_length(rest);
            continue;
        }
        if rest.starts_with("[[") {
            at = start + 2;
            continue;
        }
        match field_at(rest, start) {
            Some(field) => {
                at = field.at.end;
                found.push(field);
            }
            None => at = start + 1,
        }
    }
    found
}

/// The length of inline code, or of the ticks alone when nothing closes them.
fn code_length(rest: &str) -> usize {
    let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
    let fence = rest.get(..ticks).unwrap_or("`");
    rest.get(ticks..).and_then(|code| code.find(fence)).map_or(ticks, |end| ticks + end + ticks)
}

/// As much of a text as a field may take. Without a bound, a long line of opening
/// brackets would be searched to its end once for each of them.
fn head(rest: &str) -> &str {
    const LONGEST_FIELD: usize = 2_000;
    let mut end = LONGEST_FIELD.min(rest.len());
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    rest.get(..end).unwrap_or(rest)
}

fn field_at(rest: &str, start: usize) -> Option<Field> {
    let rest = head(rest);
    let (open, close) = if rest.starts_with('[') { (b'[', b']') } else { (b'(', b')') };
    let colons = rest.as_bytes().windows(2).position(|pair| pair == b"::")?;
    let key = rest.get(1..colons)?.trim();
    if key.is_empty() || key.chars().count() > 40 || !key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ')) {
        return None;
    }
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate() {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth -= 1;
            if depth == 0 {
                let value = rest.get(colons + 2..at)?;
                let lead = value.len() - value.trim_start().len();
                let value_at = start + colons + 2 + lead;
                let value = value.trim();
                return Some(Field {
                    key: key.to_lowercase(),
                    value: value.to_owned(),
                    at: start..start + at + 1,
                    value_at: value_at..value_at + value.len(),
                });
            }
        }
    }
    None
}

/// A text without some of its stretches; the gap left by each closes to one space.
#[must_use]
pub fn without<'a>(text: &'a str, ranges: &[Range<usize>]) -> Cow<'a, str> {
    if ranges.is_empty() {
        return Cow::Borrowed(text.trim());
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for range in ranges {
        let before = text.get(from..range.start).unwrap_or("");
        kept.push_str(before);
        from = range.end.max(from);
        let next_is_gap = text.get(from..).is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        if next_is_gap {
            let trimmed = kept.trim_end_matches(' ').len();
            kept.truncate(trimmed);
        }
    }
    kept.push_str(text.get(from..).unwrap_or(""));
    Cow::Owned(kept.trim().to_owned())
}

/// The `#tags` of a text, without `#`, each once, in order.
#[must_use]
pub fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    if !text.contains('#') {
        return tags;
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut before = ' ';
    for (at, sign) in text.char_indices() {
        if sign == '#' && !(before.is_alphanumeric() || matches!(before, '#' | '&' | '/' | '_')) {
            let rest = text.get(at + 1..).unwrap_or("");
            let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '/'))).unwrap_or(rest.len());
            let tag = rest.get(..length).unwrap_or("").trim_end_matches('/');
            if tag.chars().any(|c| !c.is_ascii_digit() && c != '-' && c != '_') && seen.insert(tag) {
                tags.push(tag.to_owned());
            }
        }
        before = sign;
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = fields(text);
        let pairs: Vec<(&str, &str)> = found.iter().map(|field| (field.key.as_str(), field.value.as_str())).collect();
        assert_eq!(pairs, expected, "{text:?}");
        for field in &found {
            assert_eq!(&text[field.value_at.clone()], field.value);
        }
    }

    #[test]
    fn both_forms_and_nested_links() {
        check("talked [gave:: medium intro to [[王伟]]] [got:: review]", &[("gave", "medium intro to [[王伟]]"), ("got", "review")]);
        check("x (felt:: warm) y", &[("felt", "warm")]);
        check("[by::me][by:: ]", &[("by", "me"), ("by", "")]);
        check("a (see [[std::vec]]) b", &[]);
        check("`[gave:: x]` [Got:: y", &[]);
        check("[open:: [x]", &[]);
    }

    #[test]
    fn a_text_without_its_fields() {
        let text = "talked [gave:: x] about it [got:: y]";
        let ranges: Vec<_> = fields(text).into_iter().map(|field| field.at).collect();
        assert_eq!(without(text, &ranges), "talked about it");
    }

    #[test]
    fn tags_are_words_after_a_gap() {
        assert_eq!(tags("dinner #life #work/project, not a#b or #12 or ##x；#工作。 #life"), ["life", "work/project", "工作"]);
    }
}
