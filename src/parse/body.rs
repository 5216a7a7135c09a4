//! One pass over a file's Markdown: its headings, and the stretches that are not
//! plain prose (code, quotes, comments). Everything else reads lines with this at hand.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::front_matter::{lines_with_offsets, split};
use super::plain_body;
use crate::model::article::Heading;
use crate::source::{FileId, Span};

/// What one pass over a text finds. Offsets are those of the whole file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Code and comments: nothing in them is ours.
    pub code: Vec<Range<usize>>,
    /// Quotes: their words are someone else's.
    pub quotes: Vec<Range<usize>>,
    /// Comments alone, Obsidian's and those of HTML, which are in `code` too.
    pub comments: Vec<Range<usize>>,
}

impl Scan {
    /// Whether a byte lies in code or a comment.
    #[must_use]
    pub fn in_code(&self, at: usize) -> bool {
        lies_in(&self.code, at)
    }

    /// Whether a byte lies in a quote.
    #[must_use]
    pub fn in_quote(&self, at: usize) -> bool {
        lies_in(&self.quotes, at)
    }

    /// The last heading that begins before a byte.
    #[must_use]
    pub fn heading_before(&self, at: usize) -> Option<usize> {
        self.headings.partition_point(|heading| (heading.at.start as usize) <= at).checked_sub(1)
    }
}

/// Ranges are sorted by start and do not overlap.
fn lies_in(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.start <= at);
    next.checked_sub(1).and_then(|before| ranges.get(before)).is_some_and(|range| range.contains(&at))
}

/// The Markdown we read. Metadata blocks stay off: they swallow text between rules.
#[must_use]
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

/// Scans the part `range` of a file's text.
#[must_use]
pub fn scan(file: FileId, text: &str, range: Range<usize>) -> Scan {
    if let Some(scan) = plain_body::scan(file, text, &range) {
        // Every test and every fuzzed input holds the two readings together.
        debug_assert_eq!(scan, by_library(file, text, range), "{text:?}");
        return scan;
    }
    by_library(file, text, range)
}

/// What the Markdown library makes of it, which is what it means.
pub(super) fn by_library(file: FileId, text: &str, range: Range<usize>) -> Scan {
    let mut scan = scan_once(file, text, range.clone());
    if !scan.comments.is_empty() {
        // A heading inside a comment is none, and one beside a comment lacks its words.
        let open = scan_once(file, &shown(text, &scan), range);
        scan.headings = open.headings;
        scan.quotes = open.quotes;
    }
    scan
}

/// The text without what Obsidian never shows: comments, and the `^id` at a line's end. Spaces
/// stand in their place, so that every offset still holds.
#[must_use]
pub fn shown<'a>(text: &'a str, scan: &Scan) -> Cow<'a, str> {
    if scan.comments.is_empty() && memchr(b'^', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let ids = block_ids(text).filter(|id| !scan.in_code(id.start));
    let hidden: Vec<Range<usize>> = scan.comments.iter().cloned().chain(ids).collect();
    if hidden.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for range in hidden {
        for byte in bytes.get_mut(range).unwrap_or_default() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
    // Whole characters were replaced by spaces, so this is text as it was.
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The words of a whole file's comments, without their marks: what no output may say.
#[must_use]
pub fn comments(text: &str) -> Vec<Range<usize>> {
    if !text.contains("%%") && !text.contains("<!--") {
        return Vec::new();
    }
    let words = |comment: Range<usize>| {
        let whole = text.get(comment.clone()).unwrap_or("");
        let inside = whole.strip_prefix("%%").or_else(|| whole.strip_prefix("<!--")).unwrap_or(whole);
        let closed = inside.trim_end().strip_suffix("%%").or_else(|| inside.trim_end().strip_suffix("-->"));
        let start = comment.end - inside.len();
        start..start + closed.unwrap_or(inside).len()
    };
    scan_once(FileId(0), text, split(text).body).comments.into_iter().map(words).collect()
}

/// The ids at the ends of lines, as in `the contract ^call-0203`.
fn block_ids(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    lines_with_offsets(text).filter_map(|(at, line)| {
        let line = line.trim_end();
        let (before, id) = line.rsplit_once('^')?;
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (is_id && (before.is_empty() || before.ends_with([' ', '\t']))).then(|| at + before.len()..at + line.len())
    })
}

/// Words with the hole closed that [`shown`] left where a comment was: five spaces, for `%%x%%`
/// is the shortest there is.
#[must_use]
pub fn without_holes(words: &str) -> Cow<'_, str> {
    const HOLE: &str = "     ";
    // Every word of a journal comes by here: of five blanks in a row one stands at a place that five divides.
    let may_have = words.bytes().skip(HOLE.len() - 1).step_by(HOLE.len()).any(|byte| byte == b' ');
    if !may_have || !words.contains(HOLE) {
        return Cow::Borrowed(words);
    }
    let mut closed = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once(HOLE) {
        closed.push_str(before.trim_end_matches(' '));
        closed.push(' ');
        rest = after.trim_start_matches(' ');
    }
    Cow::Owned(closed + rest)
}

fn scan_once(file: FileId, text: &str, range: Range<usize>) -> Scan {
    let base = range.start;
    let body = text.get(range).unwrap_or("");
    let mut scan = Scan::default();
    let mut heading: Option<Heading> = None;
    let mut quote_depth = 0_usize;
    for (event, at) in Parser::new_ext(body, options()).into_offset_iter() {
        let at = base + at.start..base + at.end;
        match event {
            Event::Start(Tag::Heading { level, .. }) if quote_depth == 0 => {
                let parent = parent_of(&scan.headings, level as u8);
                heading = Some(Heading { level: level as u8, text: String::new(), parent, at: Span::new(file, at.start, at.end) });
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(done) = heading.take() {
                    let text = done.text.trim().to_owned();
                    scan.headings.push(Heading { text, ..done });
                }
            }
            Event::Text(part) | Event::Code(part) if heading.is_some() => {
                if let Some(heading) = &mut heading {
                    heading.text.push_str(&part);
                }
            }
            // `<!-- … -->`, which no reader of Markdown shows.
            Event::InlineHtml(html) if html.starts_with("<!--") => {
                scan.comments.push(at.clone());
                add(&mut scan.code, at);
            }
            Event::Start(Tag::HtmlBlock) => {
                let block = text.get(at.clone()).unwrap_or("");
                let from = at.start + block.len() - block.trim_start().len();
                if block.trim_start().starts_with("<!--") {
                    let end = text.get(from..at.end).and_then(|block| block.find("-->")).map_or(at.end, |end| from + end + "-->".len());
                    scan.comments.push(from..end);
                }
                add(&mut scan.code, at);
            }
            Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::CodeBlock(_)) => add(&mut scan.code, at),
            Event::Start(Tag::BlockQuote(_)) => {
                quote_depth += 1;
                add(&mut scan.quotes, at);
            }
            Event::End(TagEnd::BlockQuote(_)) => quote_depth = quote_depth.saturating_sub(1),
            _ => {}
        }
    }
    add_comments(body, base, &mut scan);
    scan
}

/// The heading a new one of some level stands under: the last one, or the nearest
/// above it that is of a lesser level.
pub(super) fn parent_of(headings: &[Heading], level: u8) -> Option<usize> {
    let last = headings.len().checked_sub(1);
    std::iter::successors(last, |at| headings.get(*at).and_then(|heading| heading.parent))
        .find(|at| headings.get(*at).is_some_and(|heading| heading.level < level))
}

/// Keeps ranges sorted and apart: one inside the last is already covered.
fn add(ranges: &mut Vec<Range<usize>>, at: Range<usize>) {
    if ranges.last().is_none_or(|last| at.start >= last.end) {
        ranges.push(at);
    }
}

/// `%%comments%%`, as Obsidian writes them: within a line, or from line to line.
fn add_comments(body: &str, base: usize, scan: &mut Scan) {
    if !body.contains("%%") {
        return;
    }
    let marks: Vec<usize> = body.match_indices("%%").map(|(at, _)| base + at).filter(|at| !scan.in_code(*at)).collect();
    for pair in marks.chunks(2) {
        let comment = match pair {
            [open, close] => *open..close + 2,
            // One that begins a line and is never closed hides the rest, as in Obsidian; amid a line it is two signs.
            [open] if begins_line(body, open - base) => *open..base + body.len(),
            _ => continue,
        };
        scan.code.push(comment.clone());
        scan.comments.push(comment);
    }
    scan.comments.sort_by_key(|range| (range.start, range.end));
    scan.code.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(scan.code.len());
    for range in scan.code.drain(..) {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    scan.code = apart;
}

fn begins_line(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before.rsplit('\n').next().is_none_or(|line| line.trim().is_empty())
}

/// A line that begins a list item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemLine {
    /// Columns before the marker, tabs as four.
    pub indent: usize,
    /// The character between the brackets of a task item.
    pub mark: Option<char>,
    /// Where the bracketed character stands, from the line's start.
    pub mark_at: usize,
    /// Where the item's own text begins, from the line's start.
    pub content: usize,
}

/// Reads a line as a list item: `-`, `*`, `+`, `1.` or `1)`, then a space, then maybe a box.
#[must_use]
pub fn item_line(line: &str) -> Option<ItemLine> {
    let mut indent = 0;
    let mut at = 0;
    for byte in line.bytes() {
        match byte {
            b' ' => indent += 1,
            b'\t' => indent += 4,
            _ => break,
        }
        at += 1;
    }
    let rest = line.get(at..)?;
    let marker = match rest.as_bytes() {
        [b'-' | b'*' | b'+', ..] => 1,
        _ => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 || digits > 9 || !matches!(rest.as_bytes().get(digits), Some(b'.' | b')')) {
                return None;
            }
            digits + 1
        }
    };
    let after = rest.get(marker..)?;
    let blank = after.len() - after.trim_start_matches([' ', '\t']).len();
    if blank == 0 && !after.trim_end_matches(['\n', '\r']).is_empty() {
        return None;
    }
    let mut content = at + marker + blank;
    let (mut mark, mut mark_at) = (None, 0);
    let text = line.get(content..).unwrap_or("");
    if let Some(inner) = text.strip_prefix('[')
        && let Some(sign) = inner.chars().next()
        && let Some(after) = inner.get(sign.len_utf8()..).and_then(|rest| rest.strip_prefix(']'))
        && (after.trim().is_empty() || after.starts_with([' ', '\t']))
    {
        mark = Some(sign);
        mark_at = content + 1;
        content = line.len() - after.trim_start_matches([' ', '\t']).len();
    }
    Some(ItemLine { indent, mark, mark_at, content })
}

/// Lines of a stretch of text with their offsets in the file, without their ends.
pub fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let base = range.start;
    lines_with_offsets(text.get(range).unwrap_or("")).map(move |(at, line)| (base + at, line.trim_end_matches(['\n', '\r'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(usize, Option<char>, &str)>) {
        let read = item_line(line).map(|item| (item.indent, item.mark, &line[item.content..]));
        assert_eq!(read, expected, "{line:?}");
    }

    #[test]
    fn list_items() {
        check("- a", Some((0, None, "a")));
        check("  * b", Some((2, None, "b")));
        check("\t- c", Some((4, None, "c")));
        check("12. d", Some((0, None, "d")));
        check("- [ ] e", Some((0, Some(' '), "e")));
        check("- [x] f", Some((0, Some('x'), "f")));
        check("- [-]  g", Some((0, Some('-'), "g")));
        check("- [[g]]", Some((0, None, "[[g]]")));
        check("- [link](x)", Some((0, None, "[link](x)")));
        check("-", Some((0, None, "")));
        check("-a", None);
        check("text", None);
        check("---", None);
        check("2026-01-01", None);
    }

    #[test]
    fn code_quotes_and_comments_are_found() {
        let text = "# One `two`\n\n`code` and %%hidden%% text\n\n> quoted\n\n```\nfenced\n```\n";
        let scan = scan(FileId(0), text, 0..text.len());
        assert_eq!(scan.headings[0].text, "One two");
        for (word, code, quote) in
            [("code`", true, false), ("hidden", true, false), ("text", false, false), ("quoted", false, true), ("fenced", true, false)]
        {
            let at = text.find(word).unwrap_or(0);
            assert_eq!((scan.in_code(at), scan.in_quote(at)), (code, quote), "{word}");
        }
    }
}
