//! A catalogue as ours are written, read without the YAML library: keys below keys, a phrase
//! between quotes in one line, a few in one line between braces. Every command speaks, and
//! the library took it longer than the words of a hundred people.
//!
//! Whatever is not surely of this kind is left to the library, whose reading is the one
//! truth; every debug build asks both.

use super::tree::Node;

/// So deep ours go; the library reads what is deeper.
const DEEPEST: usize = 8;
/// So many keys stand beside each other; more are for the library, which looks for twins faster.
const MOST_KEYS: usize = 500;

/// Reads a whole catalogue; `None` where anything in it is out of the ordinary.
pub fn read(text: &str) -> Option<Node> {
    // Tabs, marks of byte order and line ends that only some programs know.
    if text.chars().any(|sign| sign.is_control() && sign != '\n' || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{feff}')) {
        return None;
    }
    let lines = text.lines().map(|line| {
        let words = line.trim_start_matches(' ');
        (line.len() - words.len(), words.trim_end_matches(' '))
    });
    let mut lines = lines.filter(|(_, words)| !words.is_empty() && !words.starts_with('#')).peekable();
    let tree = below(&mut lines, 0, DEEPEST)?;
    // What is left stands further out than where the text began.
    lines.next().is_none().then_some(tree)
}

/// The keys that stand in the column of the next line, which is `least` or further in.
fn below<'a>(lines: &mut std::iter::Peekable<impl Iterator<Item = (usize, &'a str)>>, least: usize, deepest: usize) -> Option<Node> {
    let deepest = deepest.checked_sub(1)?;
    let column = lines.peek().map(|(column, _)| *column).filter(|column| *column >= least)?;
    let mut children = Vec::new();
    while let Some((_, line)) = lines.next_if(|(own, _)| *own == column) {
        let (key, value) = key(line)?;
        let child = if value.is_empty() { below(lines, column + 1, deepest)? } else { one_line(value.strip_prefix(' ')?)? };
        put(&mut children, key, child)?;
    }
    // A line further in goes on from the one above: no matter for us.
    lines.peek().is_none_or(|(own, _)| *own < column).then_some(Node::Map(children))
}

/// Adds a key; a twin is the library's to name.
fn put(children: &mut Vec<(String, Node)>, key: &str, child: Node) -> Option<()> {
    let is_new = children.len() < MOST_KEYS && children.iter().all(|(known, _)| known != key);
    is_new.then(|| children.push((key.to_owned(), child)))
}

/// A key and what stands behind its colon.
fn key(line: &str) -> Option<(&str, &str)> {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    // Between quotes a number is a key like others.
    if let Some((key, value)) = line.strip_prefix('"').and_then(|line| line.split_once("\":")) {
        return (!key.is_empty() && key.bytes().all(is_sign)).then_some((key, value));
    }
    let (key, value) = line.split_once(':')?;
    is_word(key, is_sign).then_some((key, value))
}

/// Letters that YAML takes for nothing but text.
fn is_word(text: &str, may_be: fn(u8) -> bool) -> bool {
    let begins = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    begins && text.bytes().all(may_be) && !["null", "true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn one_line(value: &str) -> Option<Node> {
    let Some(inside) = value.strip_prefix('{') else { return text(value).filter(|(_, rest)| rest.is_empty()).map(|(text, _)| text) };
    let mut rest = inside.trim_start_matches(' ');
    let mut children = Vec::new();
    loop {
        let (key, value) = key(rest)?;
        let (child, after) = text(value.strip_prefix(' ')?)?;
        put(&mut children, key, child)?;
        let after = after.trim_start_matches(' ');
        match after.strip_prefix(", ") {
            Some(next) => rest = next.trim_start_matches(' '),
            None => return (after == "}").then_some(Node::Map(children)),
        }
    }
}

/// A phrase between quotes or a bare word, and what stands behind it.
fn text(value: &str) -> Option<(Node, &str)> {
    if let Some(quote) = value.chars().next().filter(|sign| matches!(sign, '"' | '\'')) {
        let (phrase, rest) = value.strip_prefix(quote)?.split_once(quote)?;
        // Two quotes in a row are one of the phrase.
        let is_whole = !phrase.contains('\\') && !rest.starts_with(quote);
        return is_whole.then(|| (Node::Text(phrase.to_owned()), rest));
    }
    let (word, rest) = value.split_at(value.find([',', ' ', '}']).unwrap_or(value.len()));
    is_word(word, |byte| byte.is_ascii_lowercase() || byte == b'_').then(|| (Node::Text(word.to_owned()), rest))
}

#[cfg(test)]
mod tests {
    use super::super::tree::by_library;
    use super::*;

    #[test]
    fn what_ours_say_is_read_here() {
        for text in [
            "# ours\na: \"x: {n}\"\n\nb:\n  c: \"，#\"\n  # and\n  d: { one: \"1, 2\", other: \"many }\" }\n  e:\n    count: days\n    other: \"\"\nf: \"g\"\n",
            "  a:\n     b: {count: days, one: \"x\" , other: \"y\"}\n",
            "a: 'x \"y\"'\nb: {one: 'z', other: \"it’s\"}\n",
            "a:\n  \"1\": \"x\"\n  \"no\": \"y\"\n  yes: \"1\"\n  no-one: \"2\"\n  on: on\n",
        ] {
            let read = read(text);
            assert!(read.is_some(), "{text:?}");
            assert_eq!(read, by_library(text).ok(), "{text:?}");
        }
    }

    #[test]
    fn what_may_be_something_else_is_left_to_the_library() {
        for text in [
            "",
            "a: 'x''y'",
            "a: x y",
            "a: \"x\\n\"",
            "a: \"x\" # y",
            "a: \"x\" y",
            "a:",
            "a:\nb: \"c\"",
            "a: \"b\"\na: \"c\"",
            "a: \"b\"\n  c: \"d\"",
            "a:\n    b: \"c\"\n  d: \"e\"",
            "a: [b]",
            "a: {}",
            "a: { b: \"c\", }",
            "a: null",
            "null: \"a\"",
            "a: 1",
            "1: \"a\"",
            "a: \"b\r\"",
            "a:\t\"b\"",
            "\u{feff}a: \"b\"",
            "a: {b: \"c\",d: \"e\"}",
            "---\na: \"b\"",
            "a: \"b\nc\"",
            "a: \"b\"\n...\n",
            "A b: \"c\"",
            "a: >\n  b",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}
