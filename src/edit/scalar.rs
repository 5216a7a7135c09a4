//! A text as a YAML value: plain where it may be, quoted where another reader of
//! the file could take it for something else.

use std::fmt::Write;

/// Words that YAML readers take for yes, no or nothing.
const WORDS: [&str; 12] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "nan", "inf"];

/// The value as it stands after `key: ` or inside `[…]` and `{…}`.
#[must_use]
pub fn scalar(text: &str) -> String {
    if may_stand_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Several values: `[a, b]`.
#[must_use]
pub fn list(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| scalar(value)).collect();
    format!("[{}]", values.join(", "))
}

fn may_stand_plain(text: &str) -> bool {
    let first_is_safe = text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '(' | '（' | '“' | '《' | '+' | '_'));
    let is_special =
        |c: char| c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | ',' | '[' | ']' | '{' | '}' | '"' | '\'' | '\\');
    first_is_safe
        && text == text.trim()
        && !text.contains(is_special)
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(" #")
        && !text.contains("<%")
        && !WORDS.contains(&text.to_lowercase().as_str())
        && !looks_like_a_number(text)
}

/// `012`, `1e3`, `0x1F`, `12:30`, `2025-1-5`, `+86`: readers differ on what these are.
fn looks_like_a_number(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    begins && text.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-' | '.' | ':' | '_' | 'x' | 'X' | 'o' | 'T' | 'Z'))
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // Writing into a String cannot fail.
            c if c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}') => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    // A front matter with these is a template, whose file is no person's.
    out.replace("{{", "{\\u007b").replace("}}", "}\\u007d").replace("<%", "<\\u0025")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(yaml: &str) -> Option<String> {
        let page = super::super::Page::read("people/x.md", format!("---\nname: {yaml}\naliases: [{yaml}, z]\n---\n").as_bytes()).ok()?;
        let (profile, _) = page.person()?;
        assert_eq!(profile.aliases.first(), Some(&profile.name));
        Some(profile.name.clone())
    }

    #[test]
    fn plain_where_it_may_be() {
        for text in ["Ada", "张伟", "+86 139 0000 0000", "O(n) club", "a-b", "7 Eleven", "https://example.com/a"] {
            assert_eq!(scalar(text), text);
        }
        for text in
            ["no", "012", "a: b", "1e3", "- a", "# c", "@x", "\"", "", "Yes", "2025-1-5", "12:30", "a #b", "a, b", "[[Ada]]", "~", "x:"]
        {
            assert_eq!(scalar(text), quoted(text));
        }
        assert_eq!(scalar("a\n\"b\""), r#""a\n\"b\"""#);
    }

    proptest! {
        #[test]
        fn any_text_reads_back(text in "[a-z0-9:#,\\-+\\[\\]{}'\"\\\\!&*|>%@`? 张é\u{1}\n\t]{1,12}") {
            // Names are trimmed and never empty.
            prop_assume!(text.trim() == text && !text.trim().is_empty());
            prop_assert_eq!(read(&scalar(&text)), Some(text));
        }
    }
}
