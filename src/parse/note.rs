//! A dated note: every line that mentions a person, read as an entry of its own.

use std::ops::Range;

use jiff::civil::Date;

use super::body::{ItemLine, Scan, item_line, lines};
use super::decode::Decoder;
use super::entry::{self, Entry};
use super::fields;
use crate::model::date::parse_day_prefix;
use crate::model::interaction::Depth;
use crate::source::{FileId, Span};

/// A line with links that may be people.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteLine {
    /// The ✅ date of a ticked item; else the note's own day.
    pub on: Option<Date>,
    /// Its words. Mentions are `links` and `with`; a bare one is a mere touch.
    pub entry: Entry,
    /// How deep: as written, else by kind; a touch where nothing marks it.
    pub depth: Depth,
    /// The line.
    pub at: Span,
}

/// Reads the lines of a note that hold a link or a `with` field.
///
/// Open and cancelled tasks, quotes, code and embeds are passed over.
pub fn note_lines(file: FileId, text: &str, range: Range<usize>, scan: &Scan, decoder: &mut Decoder) -> Vec<NoteLine> {
    let mut found = Vec::new();
    let mut open_tasks = OpenTasks::default();
    for (at, line) in lines(text, range) {
        let item = item_line(line);
        if open_tasks.hold(line, item.as_ref()) || !(line.contains("[[") || line.contains("](") || line.contains("::")) {
            continue;
        }
        let begins = at + line.len() - line.trim_start().len();
        if scan.in_quote(begins) {
            continue;
        }
        let ticked = item.as_ref().is_some_and(|item| item.mark.is_some());
        let content = item.map_or_else(|| heading_content(line), |item| item.content);
        let words = masked(line, at, content, scan);
        let mut read = entry::entry(file, &words, at + content, decoder);
        if read.links.is_empty() && read.with.is_empty() {
            continue;
        }
        read.is_marked |= ticked;
        let on = ticked.then(|| ticked_on(&words)).flatten();
        let depth = read.depth.unwrap_or(if read.is_marked { read.kind().default_depth() } else { Depth::Touch });
        found.push(NoteLine { on, entry: read, depth, at: Span::new(file, at, at + line.len()) });
    }
    found
}

/// Walks along the lines and knows which belong to a task that is not done: its own
/// line, what goes on from it, and what is indented below it.
#[derive(Default)]
struct OpenTasks {
    /// The indent of the task we are in.
    indent: Option<usize>,
    after_blank: bool,
}

impl OpenTasks {
    /// Takes in the next line; whether it belongs to such a task. A nested tick is its own.
    fn hold(&mut self, line: &str, item: Option<&ItemLine>) -> bool {
        if line.trim().is_empty() {
            self.after_blank = true;
            return false;
        }
        let blank = line.chars().take_while(|c| matches!(c, ' ' | '\t'));
        let indent = item.map_or_else(|| blank.map(|c| if c == '\t' { 4 } else { 1 }).sum(), |item| item.indent);
        let goes_on = item.is_none() && !self.after_blank && !line.starts_with('#');
        let is_below = self.indent.is_some_and(|task| indent > task || goes_on);
        self.after_blank = false;
        match item.and_then(|item| item.mark) {
            Some('x' | 'X') => {
                self.indent = self.indent.filter(|_| is_below);
                false
            }
            Some(_) => {
                self.indent = self.indent.filter(|_| is_below).or(Some(indent));
                true
            }
            None => {
                self.indent = self.indent.filter(|_| is_below);
                is_below
            }
        }
    }
}

/// Past the `#`s of a heading.
fn heading_content(line: &str) -> usize {
    let marks = line.len() - line.trim_start_matches([' ', '#']).len();
    if line.trim_start().starts_with('#') && line.get(..marks).is_some_and(|lead| lead.ends_with(' ')) { marks } else { 0 }
}

/// A line's words with code and comments blanked out, lengths kept.
fn masked(line: &str, at: usize, content: usize, scan: &Scan) -> String {
    let words = line.get(content..).unwrap_or("");
    let begins = at + content;
    let next = scan.code.partition_point(|range| range.end <= begins);
    if scan.code.get(next).is_none_or(|range| range.start >= begins + words.len()) {
        return words.to_owned();
    }
    let mut blanked = String::with_capacity(words.len());
    for (offset, sign) in words.char_indices() {
        if scan.in_code(begins + offset) {
            blanked.extend(std::iter::repeat_n(' ', sign.len_utf8()));
        } else {
            blanked.push(sign);
        }
    }
    blanked
}

/// The date after ✅, or of `[completion:: …]`.
fn ticked_on(words: &str) -> Option<Date> {
    let mark = words.find('✅').and_then(|at| {
        let after = words.get(at + '✅'.len_utf8()..)?;
        parse_day_prefix(after.trim_start_matches(['\u{fe0f}', ' ']))
    });
    let field = || {
        let found = fields::fields(words);
        let field = found.iter().find(|field| matches!(field.key.as_str(), "completion" | "done"))?;
        parse_day_prefix(&field.value)
    };
    mark.or_else(field).map(|(day, _)| day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::interaction::By;
    use crate::parse::body;

    fn check(text: &str, expected: &[(&str, By, Depth)]) {
        let mut decoder = Decoder::default();
        let scan = body::scan(FileId(0), text, 0..text.len());
        let lines = note_lines(FileId(0), text, 0..text.len(), &scan, &mut decoder);
        let found: Vec<(String, By, Depth)> = lines
            .iter()
            .map(|line| (line.entry.links.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join("+"), line.entry.by, line.depth))
            .collect();
        let found: Vec<(&str, By, Depth)> = found.iter().map(|(names, by, depth)| (names.as_str(), *by, *depth)).collect();
        assert_eq!(found, expected, "{text:?}");
        assert_eq!(decoder.diagnostics, []);
    }

    #[test]
    fn what_counts_as_a_mention() {
        check("Thought of [[Ada]].", &[("Ada", By::Unknown, Depth::Touch)]);
        check("- → call [[Ada]]", &[("Ada", By::Me, Depth::Talk)]);
        check("## Dinner with [[Ada]]", &[("Ada", By::Unknown, Depth::Deep)]);
        check("- [x] thank [[Ada]] ✅ 2026-01-02", &[("Ada", By::Unknown, Depth::Talk)]);
        check("saw [[Ada]] [felt:: warm]", &[("Ada", By::Unknown, Depth::Talk)]);
        check("- [ ] ask [[Ada]]\n- [-] no [[Bob]]", &[]);
        check("> [[Ada]] said\n\n`[[Ada]]` ![[Ada]]\n\n```\n[[Ada]]\n```", &[]);
        check("%%[[Ada]]%% and [[Bob]]", &[("Bob", By::Unknown, Depth::Touch)]);
        check("[gave:: intro to [[Ada]]]", &[]);
        check("met [[Ada]] and [Bob](../people/bob.md)", &[("Ada+../people/bob", By::Unknown, Depth::Touch)]);
    }

    #[test]
    fn a_tick_may_have_its_own_day() {
        assert_eq!(ticked_on("x ✅ 2026-01-02").map(|day| day.to_string()).as_deref(), Some("2026-01-02"));
        assert_eq!(ticked_on("x"), None);
    }
}
