//! The user's words as one reads them, without marks: for one-line places.

/// A text without Markdown's marks: links as their words, no emphasis, no `#tags`
/// or inline fields. Lines stay lines.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '*', '`', '_']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        rest = match from.as_bytes() {
            [b'[', b'[', ..] => take_wiki_link(from, &mut plain),
            [b'[', ..] => take_link(from, &mut plain),
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
    without_tags(&plain)
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
    use super::plain;

    #[test]
    fn words_without_marks() {
        for (text, expected) in [
            ("with [[Ada|her]] and [Bob](b.md)", "with her and Bob"),
            ("**重点。**后面 `code` snake_case _em_", "重点。后面 code snake_case em"),
            ("dinner #life at six", "dinner at six"),
            ("open [[ and [x", "open [[ and [x"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
