//! The user's words as one reads them, without marks: for one-line places.

use super::date::parse_day_prefix;
use crate::source::first_sign;

/// A text without Markdown's marks: links as their words, no emphasis, no `#tags`
/// or inline fields. Lines stay lines.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = first_sign(rest, b"[*`_=") {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        rest = match from.as_bytes() {
            [b'[', b'[', ..] => take_wiki_link(from, &mut plain),
            [b'[', ..] => take_link(from, &mut plain),
            // A highlight, if it ends on this line.
            [b'=', b'=', ..] if !plain.ends_with('=') && ends_on_this_line(from) => take_highlight(from, &mut plain),
            [b'=', ..] => {
                plain.push('=');
                from.get(1..).unwrap_or("")
            }
            // `snake_case` keeps its strokes; emphasis stands at a word's edge.
            [b'_', ..] => {
                if plain.ends_with(char::is_alphanumeric) && from.get(1..).is_some_and(|after| after.starts_with(char::is_alphanumeric)) {
                    plain.push('_');
                }
                from.get(1..).unwrap_or("")
            }
            _ => from.get(1..).unwrap_or(""),
        };
    }
    plain.push_str(rest);
    // Most texts are one line without a tag.
    if first_sign(&plain, b"#\n").is_some() { without_tags(&plain) } else { trimmed(plain) }
}

fn trimmed(mut text: String) -> String {
    text.truncate(text.trim_end().len());
    let blank = text.len() - text.trim_start().len();
    text.drain(..blank);
    text
}

/// Whether `==` at the start of a text has a partner behind words.
fn ends_on_this_line(from: &str) -> bool {
    let inside = from.get(2..).unwrap_or("");
    let line = inside.lines().next().unwrap_or("");
    line.find("==")
        .is_some_and(|end| end > 0 && !line.starts_with([' ', '=']) && !line.get(..end).is_some_and(|words| words.ends_with(' ')))
}

/// The words of a highlight go through as they stand.
fn take_highlight<'a>(from: &'a str, out: &mut String) -> &'a str {
    let inside = from.get(2..).unwrap_or("");
    let end = inside.find("==").unwrap_or(inside.len());
    out.push_str(&plain(inside.get(..end).unwrap_or("")));
    inside.get(end + 2..).unwrap_or("")
}

/// A text without the day a task was done on (`✅ 2026-02-21`), where what was done is told.
#[must_use]
pub fn without_tick(text: &str) -> String {
    let Some((before, after)) = text.split_once('✅') else { return text.to_owned() };
    let after = after.trim_start_matches(['\u{fe0f}', ' ']);
    let Some((_, length)) = parse_day_prefix(after) else { return text.to_owned() };
    format!("{}{}", before.trim_end(), after.get(length..).unwrap_or(""))
}

fn take_wiki_link<'a>(from: &'a str, plain: &mut String) -> &'a str {
    let Some(end) = from.find("]]") else {
        plain.push_str("[[");
        return from.get(2..).unwrap_or("");
    };
    let inner = from.get(2..end).unwrap_or("");
    plain.push_str(inner.split_once('|').map_or(inner, |(_, label)| label));
    from.get(end + 2..).unwrap_or("")
}

fn take_link<'a>(from: &'a str, plain: &mut String) -> &'a str {
    let close = from.find(']').filter(|close| from.get(close + 1..).is_some_and(|after| after.starts_with('(')));
    let whole = close.and_then(|close| from.get(close..).and_then(|after| after.find(')')).map(|end| (close, close + end + 1)));
    match whole {
        Some((close, end)) => {
            plain.push_str(from.get(1..close).unwrap_or(""));
            from.get(end..).unwrap_or("")
        }
        None => {
            plain.push('[');
            from.get(1..).unwrap_or("")
        }
    }
}

fn without_tags(text: &str) -> String {
    let line = |line: &str| {
        let words = line.split(' ').filter(|word| !(word.starts_with('#') && word.len() > 1 && !word.starts_with("##")));
        words.collect::<Vec<_>>().join(" ").trim().to_owned()
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{plain, without_tick};

    #[test]
    fn words_without_marks() {
        for (text, expected) in [
            ("with [[Ada|her]] and [Bob](b.md)", "with her and Bob"),
            ("**重点。**后面 `code` snake_case _em_", "重点。后面 code snake_case em"),
            ("dinner #life at six", "dinner at six"),
            ("open [[ and [x", "open [[ and [x"),
            (" one line \r", "one line"),
            ("two \n #lines\r\n", "two\n"),
            ("", ""),
            ("saw ==[[Ada]] again==, a == b, a==b", "saw Ada again, a == b, a==b"),
        ] {
            assert_eq!(plain(text), expected);
        }
        assert_eq!(without_tick("with Ada ✅ 2026-02-21 and on"), "with Ada and on");
        assert_eq!(without_tick("✅ no day"), "✅ no day");
    }
}
