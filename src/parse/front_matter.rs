//! Splits a file into its front matter and its text.
//!
//! Written by hand because Markdown libraries miss a block after a blank first
//! line, take an unclosed one for a rule, and lose the byte positions.

use std::ops::Range;

use memchr::memchr;

/// Where the two parts of a file lie, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The YAML between the fences, without them.
    pub yaml: Option<Range<usize>>,
    /// Everything after the closing fence.
    pub body: Range<usize>,
    /// The opening fence, when nothing closes it.
    pub unclosed: Option<Range<usize>>,
}

/// Finds the front matter. Blank lines before the opening fence are allowed.
#[must_use]
pub fn split(text: &str) -> Split {
    let whole = Split { yaml: None, body: 0..text.len(), unclosed: None };
    let mut lines = lines_with_offsets(text).skip_while(|(_, line)| line.trim().is_empty());
    let Some((opening, line)) = lines.next() else { return whole };
    if line.trim_end() != "---" {
        return whole;
    }
    let start = opening + line.len();
    for (at, line) in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Split { yaml: Some(start..at), body: at + line.len()..text.len(), unclosed: None };
        }
    }
    unclosed(text, opening, start).unwrap_or(whole)
}

/// A fence that nothing closes: front matter if a key follows at once, else a rule.
/// What looks like YAML up to the first blank line or heading is still read.
fn unclosed(text: &str, opening: usize, start: usize) -> Option<Split> {
    let rest = text.get(start..)?;
    let first = rest.lines().next()?;
    let is_key = first.split_once(':').is_some_and(|(key, value)| {
        !key.trim().is_empty() && !key.starts_with(char::is_whitespace) && (value.is_empty() || value.starts_with(char::is_whitespace))
    });
    if !is_key {
        return None;
    }
    let end =
        lines_with_offsets(rest).find(|(_, line)| line.trim().is_empty() || line.starts_with('#')).map_or(text.len(), |(at, _)| start + at);
    Some(Split { yaml: Some(start..end), body: end..text.len(), unclosed: Some(opening..opening + 3) })
}

/// Every line with its end and its offset.
pub(crate) fn lines_with_offsets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let rest = text.as_bytes().get(start..).filter(|rest| !rest.is_empty())?;
        at += memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        Some((start, text.get(start..at)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, yaml: Option<&str>, body: &str, closed: bool) {
        let split = split(text);
        assert_eq!(split.yaml.map(|range| &text[range]), yaml, "{text:?}");
        assert_eq!(&text[split.body], body, "{text:?}");
        assert_eq!(split.unclosed.is_none(), closed, "{text:?}");
    }

    #[test]
    fn ordinary_shapes() {
        check("---\na: b\n---\ntext", Some("a: b\n"), "text", true);
        check("---\r\na: b\r\n---\r\ntext", Some("a: b\r\n"), "text", true);
        check("\n\n---\na: b\n---", Some("a: b\n"), "", true);
        check("---\n---\ntext", Some(""), "text", true);
        check("text\n---\nmore", None, "text\n---\nmore", true);
        check("", None, "", true);
    }

    #[test]
    fn an_unclosed_block_is_told_from_a_rule() {
        check("---\n\nA rule, then text.", None, "---\n\nA rule, then text.", true);
        check("---\nname: Ada\n\n## Log\n", Some("name: Ada\n"), "\n## Log\n", false);
        check("---\nname: Ada", Some("name: Ada"), "", false);
    }
}
