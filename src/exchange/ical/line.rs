//! Content lines of RFC 5545: CRLF, folded at 75 octets, text escaped.

use std::borrow::Cow;

/// Octets of a line, its end left out.
const LONGEST_LINE: usize = 75;

/// Lines written one after the other.
#[derive(Default)]
pub(in crate::exchange) struct Lines {
    text: String,
}

impl Lines {
    /// A line whose value is ours and stands as it is.
    pub(in crate::exchange) fn plain(&mut self, key: &str, value: &str) {
        if key.len() + 1 + value.len() <= LONGEST_LINE {
            for part in [key, ":", value, "\r\n"] {
                self.text.push_str(part);
            }
        } else {
            self.folded(&format!("{key}:{value}"));
        }
    }

    /// A line whose value is text.
    pub(in crate::exchange) fn text(&mut self, key: &str, value: &str) {
        self.plain(key, &escaped(value));
    }

    /// A line whose value is several texts with a sign between them.
    pub(in crate::exchange) fn parts(&mut self, key: &str, values: &[impl AsRef<str>], between: char) {
        let values: Vec<Cow<'_, str>> = values.iter().map(|value| escaped(value.as_ref())).collect();
        self.plain(key, &values.join(between.encode_utf8(&mut [0; 4])));
    }

    /// Hands on what was written so far.
    pub(super) fn pass_on(&mut self, to: &mut dyn std::io::Write) -> std::io::Result<()> {
        let written = to.write_all(self.text.as_bytes());
        self.text.clear();
        written
    }

    pub(in crate::exchange) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// Breaks a long line before the character that would not fit; the space that
    /// begins the next part counts.
    fn folded(&mut self, line: &str) {
        let mut length = 0;
        for sign in line.chars() {
            if length + sign.len_utf8() > LONGEST_LINE {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(sign);
            length += sign.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// Backslash, semicolon and comma are escaped, line ends written as `\n`; other
/// control characters have no place in the format.
fn escaped(value: &str) -> Cow<'_, str> {
    // Most texts stand as they are. Control characters are one byte, or two of which the first is 0xc2.
    if !value.bytes().any(|byte| matches!(byte, b'\\' | b';' | b',' | 0..=31 | 127 | 0xc2)) {
        return Cow::Borrowed(value);
    }
    let mut text = String::with_capacity(value.len());
    for sign in value.replace("\r\n", "\n").chars() {
        match sign {
            '\\' | ';' | ',' => text.extend(['\\', sign]),
            '\n' | '\r' => text.push_str("\\n"),
            '\t' => text.push(' '),
            sign if sign.is_control() => {}
            sign => text.push(sign),
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &str, value: &str, expected: &str) {
        let mut lines = Lines::default();
        lines.text(key, value);
        assert_eq!(lines.text, expected, "{value:?}");
    }

    #[test]
    fn text_is_escaped() {
        check("SUMMARY", "with Ada\u{85} at Café", "SUMMARY:with Ada at Café\r\n");
        check("SUMMARY", "a, b; c\\d\nBEGIN:VEVENT\u{7}", "SUMMARY:a\\, b\\; c\\\\d\\nBEGIN:VEVENT\r\n");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"人脉".repeat(40));
        assert!(lines.text.lines().all(|line| line.len() <= LONGEST_LINE));
        assert_eq!(lines.text.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "人脉".repeat(40)));
        check("X", &"a".repeat(73), &format!("X:{}\r\n", "a".repeat(73)));
        check("X", &"a".repeat(74), &format!("X:{}\r\n a\r\n", "a".repeat(73)));
    }
}
