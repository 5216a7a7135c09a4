//! Ordinary text, scanned without the Markdown library: paragraphs, lists and headings, no
//! code, quotes or HTML. Where a heading begins shows on its own line there, and the library
//! took more for the same than all entries of the log.
//!
//! Whatever is not surely of this kind is left to the library, whose reading is the one
//! truth; a law below holds the two together.

use std::ops::Range;

use memchr::memmem;

use super::body::{Scan, parent_of};
use crate::model::article::Heading;
use crate::source::{FileId, Span};

/// What a byte may be the beginning of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Of nothing, wherever it stands.
    Plain,
    /// Of something, maybe: looked at.
    Doubtful,
    /// Of something that only the library can tell.
    Foreign,
}

/// What each byte may begin; those of signs beyond ASCII begin nothing.
#[expect(clippy::indexing_slicing, reason = "worked out while it is compiled: a wrong place does not compile")]
const SIGNS: [Sign; 256] = {
    let mut signs = [Sign::Plain; 256];
    let mut at = 0;
    while at < 0x20 {
        signs[at] = Sign::Foreign;
        at += 1;
    }
    // Code; and what may hide it.
    signs[b'`' as usize] = Sign::Foreign;
    let mut doubtful: &[u8] = b"\n<>~%]#";
    while let [first, rest @ ..] = doubtful {
        signs[*first as usize] = Sign::Doubtful;
        doubtful = rest;
    }
    signs
};

/// Scans the part `range` of a file's text, which begins with a line; `None` where anything in it is out of the
/// ordinary.
pub(super) fn scan(file: FileId, text: &str, range: &Range<usize>) -> Option<Scan> {
    let body = text.get(range.clone())?;
    let bytes = body.as_bytes();
    // Where so many blanks stand may be code.
    if memmem::find(bytes, b"    ").is_some() {
        return None;
    }
    let mut scan = Scan::default();
    let mut at = 0;
    begin_line(file, body, range.start, 0, &mut scan)?;
    while let Some(step) = first_sign(bytes.get(at..)?) {
        let here = at + step;
        at = here + 1;
        let rest = bytes.get(here..)?;
        let before = here.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b'\n');
        match rest {
            [b'\n', ..] => begin_line(file, body, range.start, at, &mut scan)?,
            // A quote, in a list or not; arrows end in this sign too.
            [b'>', ..] if matches!(before, b' ' | b'\n') => return None,
            // HTML, an address between angles; a fence; a comment of Obsidian's; a definition of links or of a footnote.
            [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!' | b'?', ..] | [b'~', b'~', ..] | [b'%', b'%', ..] | [b']', b':', ..] => {
                return None;
            }
            // A heading that is part of a list, or stands a little to the right.
            [b'#', ..] if before != b'\n' && before != b'#' && opens_heading(rest) => return None,
            [b'<' | b'>' | b'~' | b'%' | b']' | b'#', ..] => {}
            _ => return None,
        }
    }
    Some(scan)
}

/// Where the first byte stands that may begin something. Eight bytes of signs beyond ASCII, of which Chinese is
/// made, are passed over at once.
fn first_sign(bytes: &[u8]) -> Option<usize> {
    const BEYOND_ASCII: u64 = 0x8080_8080_8080_8080;
    let begins = |byte: &u8| SIGNS.get(usize::from(*byte)) != Some(&Sign::Plain);
    let (runs, rest) = bytes.as_chunks::<8>();
    for (place, run) in runs.iter().enumerate() {
        if u64::from_ne_bytes(*run) & BEYOND_ASCII != BEYOND_ASCII
            && let Some(at) = run.iter().position(begins)
        {
            return Some(place * 8 + at);
        }
    }
    rest.iter().position(begins).map(|at| runs.len() * 8 + at)
}

/// Looks at a line from its first byte: takes its heading; `None` where it may be something else than text.
fn begin_line(file: FileId, body: &str, base: usize, at: usize, scan: &mut Scan) -> Option<()> {
    let rest = body.get(at..)?;
    let line = || rest.split('\n').next().unwrap_or(rest);
    match rest.trim_start_matches(' ').as_bytes().first() {
        Some(b'#') if rest.starts_with('#') && opens_heading(rest.as_bytes()) => {
            let line = line();
            let words = line.trim_start_matches('#');
            let level = u8::try_from(line.len() - words.len()).ok()?;
            if !words.chars().all(is_plain_word) {
                return None;
            }
            let end = (at + line.len() + 1).min(body.len());
            let parent = parent_of(&scan.headings, level);
            let span = Span::new(file, base + at, base + end);
            scan.headings.push(Heading { level, text: words.trim().to_owned(), parent, at: span });
        }
        // A line below a paragraph that makes it a heading, a rule, the second line of a table.
        Some(b'-' | b'=' | b'|' | b':') if line().bytes().all(|byte| matches!(byte, b'-' | b'=' | b'|' | b':' | b' ')) => return None,
        _ => {}
    }
    Some(())
}

/// Whether these bytes are the signs of a heading, seen from the first.
fn opens_heading(bytes: &[u8]) -> bool {
    let signs = bytes.iter().take_while(|byte| **byte == b'#').count();
    signs <= 6 && matches!(bytes.get(signs), None | Some(b' ' | b'\n'))
}

/// Whether a heading says a sign as it is written.
fn is_plain_word(sign: char) -> bool {
    sign.is_ascii_alphanumeric()
        || matches!(sign, ' ' | '-' | ',' | '.' | ':' | ';' | '?' | '(' | ')' | '\'' | '"' | '/' | '+')
        || sign > '\u{9f}'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::body::by_library;
    use super::*;

    const FILE: FileId = FileId(1);

    #[test]
    fn what_people_write_is_scanned_here() {
        for text in [
            "Words.\n\n## Log\n\n- 2026-08-24 → coffee: talked #work\n- 2026-08-23 -> call [gave:: an intro]\n",
            "# 小雨\n\n认识很久了，《书》。\n\n## 互动\n- 2026-08-24 ← 微信：问我\n  - 明天回\n\n### 2026\n- [ ] later\n",
            "## Log",
            "",
            "text\n\n#work is a tag, C is not a #heading\n* one\n+ two\n1. three",
        ] {
            let ours = scan(FILE, text, &(0..text.len()));
            assert!(ours.is_some(), "{text:?}");
            assert_eq!(ours, Some(by_library(FILE, text, 0..text.len())), "{text:?}");
        }
    }

    #[test]
    fn what_may_be_something_else_is_left_to_the_library() {
        for text in [
            "a `b`",
            "> a",
            "- > a",
            "a\n---",
            "a\n===\n",
            "    code",
            "- a\n\n\tb",
            "~~~\nx\n~~~",
            "<b>a</b>",
            "%%a%%",
            "- # a",
            " # a",
            "[a]: /b",
            "# a *b*",
            "# a ##",
            "| a |\n|---|\n| # b |",
            "a\r\n# b",
            "# a & b",
        ] {
            assert_eq!(scan(FILE, text, &(0..text.len())), None, "{text:?}");
        }
    }

    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            3 => prop::sample::select(vec![
                "\n", "\n\n", "# ", "## ", "###### ", "####### ", "#", "- ", "* ", "1. ", "1) ", "  ", "   ", "    ", "> ", "->", "<-", "<", "=",
                "===", "---", "-", "[", "]", "[x] ", "[ ] ", "]:", "[[", "]]", "(", ")", "|", ":-", "\\", "*", "**", "_", "~", "~~", "`", "%", "%%", "!", "&amp;", "\t", "\r\n", "[^1]", "'", "\"",
            ]).prop_map(str::to_owned),
            2 => prop::sample::select(vec!["a", "Log", "word ", "互动", "，", "é", "\u{a0}", "\u{3000}", "2026-08-24 ", "→ coffee: "]).prop_map(str::to_owned),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// What is scanned here, the library scans the same, place by place.
        #[test]
        fn scans_as_the_library_does(pieces in prop::collection::vec(piece(), 1..24)) {
            let text = pieces.concat();
            if let Some(ours) = scan(FILE, &text, &(0..text.len())) {
                prop_assert_eq!(ours, by_library(FILE, &text, 0..text.len()), "{:?}", text);
            }
        }
    }
}
