//! Links in a text: `[[Name]]`, `[[file|text]]`, `[text](file.md)`; embeds are told apart.

use std::ops::Range;

use memchr::memchr3;

/// A link as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The name or path it leads to, without heading or ending, percent-decoded.
    pub target: String,
    /// The whole link in the text.
    pub at: Range<usize>,
}

/// The links of a text in order. Embeds (`![[…]]`), pictures and links inside
/// back-ticks are left out; so are addresses of other sites.
#[must_use]
pub fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text.as_bytes().get(at..).and_then(|rest| memchr3(b'[', b'`', b'\\', rest)) {
        // An embed and a picture begin one sign earlier.
        let is_shown = step > 0 && text.as_bytes().get(at + step - 1..=at + step) == Some(b"![");
        let start = at + step - usize::from(is_shown);
        let rest = text.get(start..).unwrap_or("");
        at = match rest.as_bytes() {
            [b'`', ..] => after_code(text, start),
            [b'\\', ..] => start + 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            [b'!', b'[', b'[', ..] => head(rest).find("]]").map_or(start + 3, |end| start + end + 2),
            [b'!', b'[', ..] => inline_link(rest).map_or(start + 2, |(_, length)| start + length),
            [b'[', b'[', ..] => match wiki_link(rest) {
                Some((target, length)) => {
                    found.push(Link { target, at: start..start + length });
                    start + length
                }
                None => start + 1,
            },
            [b'[', ..] => match inline_link(rest) {
                Some((target, length)) => {
                    found.extend(target.map(|target| Link { target, at: start..start + length }));
                    start + length
                }
                None => start + 1,
            },
            _ => start + 1,
        };
    }
    found
}

/// Past a run of back-ticks and the code it opens, if something closes it.
fn after_code(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
    let fence = "`".repeat(ticks);
    let inside = start + ticks;
    text.get(inside..).and_then(|code| code.find(&fence)).map_or(inside, |end| inside + end + ticks)
}

/// As much of a text as a link may take. Without a bound, a long line of opening
/// brackets would be searched to its end once for each of them.
fn head(rest: &str) -> &str {
    const LONGEST_LINK: usize = 1_000;
    let mut end = LONGEST_LINK.min(rest.len());
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    rest.get(..end).unwrap_or(rest)
}

fn wiki_link(rest: &str) -> Option<(String, usize)> {
    let rest = head(rest);
    let end = rest.find("]]")?;
    let inner = rest.get(2..end)?;
    if inner.contains(['[', '\n']) {
        return None;
    }
    let name = inner.split('|').next().unwrap_or(inner).trim_end_matches('\\');
    let name = name.split(['#', '^']).next().unwrap_or(name).trim();
    (!name.is_empty()).then(|| (target_name(name), end + 2))
}

/// `[text](dest)`: its length, and the target when it is a file of the journal.
fn inline_link(rest: &str) -> Option<(Option<String>, usize)> {
    let rest = head(rest);
    let skip = usize::from(rest.starts_with('!'));
    let close = matching_bracket(rest.get(skip..)?)? + skip;
    let dest = rest.get(close + 1..)?.strip_prefix('(')?;
    let end = dest.find(')')?;
    let written = dest.get(..end)?.trim();
    let path = written.strip_prefix('<').and_then(|path| path.strip_suffix('>')).unwrap_or_else(|| written.split(' ').next().unwrap_or(""));
    let path = path.split('#').next().unwrap_or(path);
    let is_file = without_ending(path).len() < path.len() && !path.contains("://");
    Some((is_file.then(|| target_name(&percent_decoded(path))), close + 1 + end + 2))
}

fn matching_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            b'\n' => return None,
            _ => {}
        }
    }
    None
}

/// The path of a note as every system writes it: `..\people\ada.md` is typed on Windows.
fn target_name(path: &str) -> String {
    without_ending(path).replace('\\', "/").trim_start_matches("./").to_owned()
}

/// A path without the ending of a note, `.md` or `.markdown` in any case.
#[must_use]
pub fn without_ending(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((name, ending)) if ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown") => name,
        _ => path,
    }
}

fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        let hex = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                bytes.push(hex(high).unwrap_or(0) * 16 + hex(low).unwrap_or(0));
                rest = after;
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A text as one reads it: links as their words, nothing else changed.
#[must_use]
pub fn without_link_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut from = 0;
    for link in links(text) {
        plain.push_str(text.get(from..link.at.start).unwrap_or(""));
        let written = text.get(link.at.clone()).unwrap_or("");
        plain.push_str(link_words(written));
        from = link.at.end;
    }
    plain.push_str(text.get(from..).unwrap_or(""));
    plain
}

fn link_words(written: &str) -> &str {
    match written.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        Some(inner) => inner.split_once('|').map_or(inner, |(_, label)| label),
        None => matching_bracket(written).and_then(|end| written.get(1..end)).unwrap_or(written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, targets: &[&str]) {
        let found: Vec<String> = links(text).into_iter().map(|link| link.target).collect();
        assert_eq!(found, targets, "{text:?}");
    }

    #[test]
    fn links_in_their_spellings() {
        check("with [[Ada Moreno]] and [[people/wang-wei|王伟]]", &["Ada Moreno", "people/wang-wei"]);
        check("[Ada](../people/ada.md) [site](https://a.b/c.md)", &["../people/ada"]);
        check("[Ada](people/%E7%8E%8B.md) [x](<a b.md>)", &["people/王", "a b"]);
        check("![[Ada]] ![pic](ada.md) `[[code]]` \\[[no]] [[Ada#Log|her log]]", &["Ada"]);
        check("[gave:: intro to [[王伟]]]", &["王伟"]);
        check("[[a\\|b]] [[ ]] [[open", &["a"]);
        check("[Ada](..\\people\\ada.md) [[people\\bo|Bo]]", &["../people/ada", "people/bo"]);
        check("``` [[Ada]]", &["Ada"]);
    }

    #[test]
    fn words_of_a_link() {
        assert_eq!(without_link_marks("met [[Ada]] and [[x|Bob]] [c](d.md)."), "met Ada and Bob c.");
    }
}
