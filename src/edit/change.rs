//! One stretch of a text that gives way to another.

use std::ops::Range;

/// Some bytes go, some come. Offsets count from the end of a byte order mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The bytes that go; empty where something is only put in.
    pub range: Range<usize>,
    /// What comes in their place.
    pub text: String,
}

impl Change {
    /// Puts something in and takes nothing away.
    #[must_use]
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { range: at..at, text: text.into() }
    }
}

/// The text with the changes made. They are given in their order and do not
/// overlap; none if they do, or cut a character in two.
#[must_use]
pub fn apply(text: &str, changes: &[Change]) -> Option<String> {
    let mut new = String::with_capacity(text.len() + changes.iter().map(|change| change.text.len()).sum::<usize>());
    let mut from = 0;
    for change in changes {
        new.push_str(text.get(from..change.range.start)?);
        new.push_str(&change.text);
        text.get(change.range.clone())?;
        from = change.range.end;
    }
    new.push_str(text.get(from..)?);
    Some(new)
}

/// How most lines of a text end; `\n` where there is none to look at.
#[must_use]
pub fn line_end(text: &str) -> &'static str {
    let all = text.matches('\n').count();
    let with_return = text.matches("\r\n").count();
    if with_return * 2 > all { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_other_bytes_stay() {
        let changes = [Change { range: 3..4, text: "x".to_owned() }, Change::insert(7, " ✅")];
        assert_eq!(apply("- [ ] 名\r\n", &changes), None, "cuts a character");
        let changes = [Change { range: 3..4, text: "x".to_owned() }, Change::insert(9, " ✅")];
        assert_eq!(apply("- [ ] 名\r\n", &changes).as_deref(), Some("- [x] 名 ✅\r\n"));
    }

    #[test]
    fn most_lines_decide() {
        assert_eq!(line_end(""), "\n");
        assert_eq!(line_end("a\r\nb\r\nc\n"), "\r\n");
        assert_eq!(line_end("a\r\nb\n"), "\n");
    }
}
