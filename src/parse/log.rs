//! The log of a person's file: dated items under a heading that names it.
//!
//! Indented lines below an item belong to it. Dated items may be nested under an
//! undated one (a year, a month). A dated heading is one entry and owns what
//! stands below it, or gives its day to the undated items there.

use std::ops::Range;

use jiff::civil::Date;

use super::body::{ItemLine, Scan, item_line, lines};
use super::decode::Decoder;
use super::entry::{self, Entry};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::article::Heading;
use crate::model::contact::UndatedEntry;
use crate::model::date::{parse_day_prefix, parse_time_prefix};
use crate::source::{FileId, Span};

/// An entry of the log with its day.
#[derive(Debug, Clone, PartialEq)]
pub struct LogEntry {
    /// The day.
    pub on: Date,
    /// Its words.
    pub entry: Entry,
    /// Its lines.
    pub at: Span,
}

/// All logs of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Log {
    /// Entries in the order of the file.
    pub entries: Vec<LogEntry>,
    /// What stands in the log without a date, shown as it is.
    pub undated: Vec<UndatedEntry>,
    /// The log sections, headings included.
    pub sections: Vec<Span>,
}

/// Whether a heading names a log.
#[must_use]
pub fn is_log_heading(text: &str) -> bool {
    let name = text.trim().trim_end_matches([':', '：']).trim().to_lowercase();
    matches!(name.as_str(), "log" | "interactions" | "互动" | "互动记录" | "往来" | "联系记录")
}

/// Reads every log section of a person's text.
pub fn log(file: FileId, text: &str, range: Range<usize>, scan: &Scan, decoder: &mut Decoder) -> Log {
    let mut log = Log::default();
    let mut done = 0;
    for (place, heading) in scan.headings.iter().enumerate() {
        let start = heading.at.start as usize;
        if start < done || !is_log_heading(&heading.text) {
            continue;
        }
        let after = scan.headings.get(place + 1..).unwrap_or(&[]);
        let inside = after.iter().take_while(|next| next.level > heading.level).count();
        let (inside, after) = after.split_at(inside);
        let end = after.first().map_or(range.end, |next| next.at.start as usize);
        done = end;
        log.sections.push(Span::new(file, start, end));
        let mut reader = Reader { file, text, scan, decoder, log: &mut log };
        reader.section(heading.at.end as usize..end, inside);
    }
    log
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    scan: &'a Scan,
    decoder: &'a mut Decoder,
    log: &'a mut Log,
}

/// A list item with what is nested in it.
struct Item {
    line: ItemLine,
    /// From the item's line to the end of what belongs to it.
    range: Range<usize>,
    children: Vec<Item>,
}

impl<'a> Reader<'a> {
    fn section(&mut self, range: Range<usize>, headings: &[Heading]) {
        let inside: Vec<(Range<usize>, u8, &str)> = headings
            .iter()
            .map(|heading| (heading.at.start as usize..heading.at.end as usize, heading.level, heading.text.as_str()))
            .collect();
        let first = inside.first().map_or(range.end, |(at, _, _)| at.start);
        self.items(range.start..first, None);
        let mut owned = 0;
        for (place, (at, level, title)) in inside.iter().enumerate() {
            if at.start < owned {
                continue;
            }
            let next = inside.get(place + 1).map_or(range.end, |(at, _, _)| at.start);
            match leading_day(title) {
                Some((day, _)) => {
                    let end = inside
                        .iter()
                        .skip(place + 1)
                        .find(|(_, l, t)| l <= level || leading_day(t).is_some())
                        .map_or(range.end, |(at, _, _)| at.start);
                    owned = end;
                    self.dated_heading(day, at.clone(), at.start..end);
                }
                None => self.items(at.end..next, None),
            }
        }
    }

    /// The words are taken from the file, not from the heading's text: that has lost its links.
    fn dated_heading(&mut self, day: Date, heading: Range<usize>, whole: Range<usize>) {
        let below = heading.end..whole.end;
        let written = self.text.get(heading.clone()).unwrap_or("").trim_start_matches(['#', ' ', '\t']);
        let line = written.lines().next().unwrap_or("").trim_end();
        let words = leading_day(line).map_or("", |(_, words)| words);
        let has_items = lines(self.text, below.clone()).any(|(at, line)| !self.scan.in_code(at) && item_line(line).is_some());
        if words.is_empty() && has_items {
            self.items(below, Some(day));
            return;
        }
        let start = if words.is_empty() { below.start } else { heading.end - written.len() + (line.len() - words.len()) };
        let words = self.text.get(start..whole.end).unwrap_or("").trim();
        self.push(day, words, whole);
    }

    /// Reads the items of a stretch; `day` is the day of the heading above, if it gives one.
    fn items(&mut self, range: Range<usize>, day: Option<Date>) {
        let mut stray: Vec<Range<usize>> = Vec::new();
        for item in self.tree(range, &mut stray) {
            self.item(&item, day);
        }
        for range in stray {
            self.undated(range, false);
        }
    }

    /// Lines as a tree of items; what belongs to no item is gathered in `stray`,
    /// one stretch for the lines between two items.
    fn tree(&self, range: Range<usize>, stray: &mut Vec<Range<usize>>) -> Vec<Item> {
        let mut open: Vec<Item> = Vec::new();
        let mut roots: Vec<Item> = Vec::new();
        let mut goes_on = false;
        for (at, line) in lines(self.text, range) {
            let end = at + line.len();
            let blank = line.trim().is_empty();
            let indent = line.chars().take_while(|c| matches!(c, ' ' | '\t')).map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>();
            let item = if self.scan.in_code(at + line.len() - line.trim_start().len()) { None } else { item_line(line) };
            if blank {
                continue;
            }
            let keeps = |parent: &Item| indent > parent.line.indent;
            while open.last().is_some_and(|parent| !keeps(parent)) {
                close(&mut open, &mut roots);
            }
            for parent in &mut open {
                parent.range.end = end;
            }
            match item {
                Some(line) => {
                    open.push(Item { line, range: at..end, children: Vec::new() });
                    goes_on = false;
                }
                None if open.is_empty() => {
                    match stray.last_mut().filter(|_| goes_on) {
                        Some(last) => last.end = end,
                        None => stray.push(at..end),
                    }
                    goes_on = true;
                }
                None => {}
            }
        }
        while !open.is_empty() {
            close(&mut open, &mut roots);
        }
        roots
    }

    fn item(&mut self, item: &Item, day: Option<Date>) {
        // An open or cancelled box is a task, not something that happened.
        if matches!(item.line.mark, Some(' ' | '-')) {
            return;
        }
        let words = self.words(item);
        match leading_day(words) {
            Some((own, rest)) => self.push(own, rest, item.range.clone()),
            None => match day {
                Some(day) => self.push(day, words, item.range.clone()),
                None if self.has_dated(item) => item.children.iter().for_each(|child| self.item(child, None)),
                None => self.undated(item.range.clone(), item.line.mark.is_none()),
            },
        }
    }

    fn has_dated(&self, item: &Item) -> bool {
        item.children.iter().any(|child| leading_day(self.words(child)).is_some() || self.has_dated(child))
    }

    /// An item's text as it stands in the file, from its marker to the end of what belongs to it.
    fn words(&self, item: &Item) -> &'a str {
        self.text.get(item.range.start + item.line.content..item.range.end).unwrap_or("").trim()
    }

    fn push(&mut self, on: Date, words: &str, range: Range<usize>) {
        // The words end where what belongs to the entry ends, but for blanks.
        let base = self.text.get(range.clone()).map_or(range.start, |text| range.start + text.trim_end().len().saturating_sub(words.len()));
        let entry = entry::entry(self.file, words, base, self.decoder);
        let at = Span::new(self.file, range.start, range.end);
        self.log.entries.push(LogEntry { on, entry, at });
    }

    fn undated(&mut self, range: Range<usize>, report: bool) {
        let text = self.text.get(range.clone()).unwrap_or("").trim().to_owned();
        let at = Span::new(self.file, range.start, range.end);
        let shown = text.trim_start_matches(['-', '*', '+', ' ']).to_owned();
        if report {
            let value: String = shown.lines().next().unwrap_or("").chars().take(40).collect();
            self.decoder.report(Diagnostic::new(Code::BadLogDate, at).with("value", value));
        }
        if !shown.is_empty() {
            self.log.undated.push(UndatedEntry { text: shown, at });
        }
    }
}

fn close(open: &mut Vec<Item>, roots: &mut Vec<Item>) {
    if let Some(done) = open.pop() {
        match open.last_mut() {
            Some(parent) => parent.children.push(done),
            None => roots.push(done),
        }
    }
}

/// The day a text begins with, bare or as a link, and the words after it.
fn leading_day(text: &str) -> Option<(Date, &str)> {
    let text = text.trim_start();
    let (day, rest) = match text.strip_prefix("[[") {
        Some(inner) => {
            let end = inner.find("]]")?;
            let name = inner.get(..end)?.split('|').next()?;
            let name = name.rsplit('/').next()?.trim();
            let (day, length) = parse_day_prefix(name)?;
            if length != name.len() {
                return None;
            }
            (day, inner.get(end + 2..)?)
        }
        None => {
            let (day, length) = parse_day_prefix(text)?;
            let rest = text.get(length..)?;
            // `2026-08-14T09:30`: the time is read on, without its mark.
            (day, rest.strip_prefix(['T', 't']).filter(|_| parse_time_prefix(rest).is_some()).unwrap_or(rest))
        }
    };
    let rest = rest.trim_start();
    let rest = rest.strip_prefix([':', '：', ',', '，']).unwrap_or(rest).trim_start();
    // A lone dash parts the date from the words; `->` and `--` are something else.
    let rest = ["- ", "– ", "— "].iter().find_map(|dash| rest.strip_prefix(dash)).unwrap_or(rest);
    Some((day, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::interaction::{By, Kind};
    use crate::parse::body;

    fn read(items: &str) -> (Log, Vec<Diagnostic>) {
        let text = format!("intro\n\n## Log\n{items}\n\n## After\n- 2020-01-01 no log\n");
        let mut decoder = Decoder::default();
        let scan = body::scan(FileId(0), &text, 0..text.len());
        (log(FileId(0), &text, 0..text.len(), &scan, &mut decoder), decoder.diagnostics)
    }

    fn check(items: &str, expected: &[(&str, &str)]) {
        let (log, problems) = read(items);
        let found: Vec<(String, &str)> = log.entries.iter().map(|entry| (entry.on.to_string(), entry.entry.text.as_ref())).collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(day, text)| (day.as_str(), *text)).collect();
        assert_eq!(found, expected, "{items:?}");
        assert_eq!(problems, [], "{items:?}");
    }

    #[test]
    fn every_spelling_of_a_date() {
        for date in [
            "2026-08-14",
            "2026-08-14:",
            "[[2026-08-14]]",
            "2026/8/14",
            "2026.08.14",
            "2026年8月14日",
            "[x] 2026-08-14",
            "2026-08-14 -",
            "[[journal/2026-08-14|Friday]]",
        ] {
            check(&format!("- {date} talked"), &[("2026-08-14", "talked")]);
        }
        check("- 2026年8月14日聊了很久", &[("2026-08-14", "聊了很久")]);
        check("- [ ] 2026-12-01 lunch\n- [-] 2026-12-02 not", &[]);
    }

    #[test]
    fn indented_lines_belong_to_the_item() {
        check(
            "- 2026-08-14 one\n  more\n\n  - and this\n- 2026-08-13 two",
            &[("2026-08-14", "one\nmore\n\n- and this"), ("2026-08-13", "two")],
        );
    }

    #[test]
    fn dated_items_under_an_undated_one() {
        check("- 2026\n  - 2026-08-14 one\n  - August\n    - 2026-08-13 two", &[("2026-08-14", "one"), ("2026-08-13", "two")]);
    }

    #[test]
    fn dated_headings() {
        check(
            "### 2026-08-14 coffee\nlong talk\n- a point\n### 2026-08-13\n- call\n- → one more",
            &[("2026-08-14", "long talk\n- a point"), ("2026-08-13", ""), ("2026-08-13", "one more")],
        );
        check("### 2026-08-14\njust prose", &[("2026-08-14", "just prose")]);
        check("### 2026\n- 2026-08-14 one", &[("2026-08-14", "one")]);
    }

    #[test]
    fn an_item_without_a_date_is_reported_and_shown() {
        let (log, problems) = read("- call her back\n- 2026-02-30 no such day\n- 2026-08-14 fine");
        assert_eq!(log.entries.len(), 1);
        assert_eq!(log.undated.len(), 2);
        assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), [Code::BadLogDate, Code::BadLogDate]);
    }

    #[test]
    fn prose_in_the_log_is_shown_and_not_reported() {
        let (log, problems) = read("We write mostly.\n\n- 2026-08-14 → call");
        assert_eq!(problems, []);
        assert_eq!(log.undated[0].text, "We write mostly.");
        assert_eq!((log.entries[0].entry.by, log.entries[0].entry.kind()), (By::Me, Kind::Call));
    }

    /// All of a journal's are in memory before the first is looked up.
    #[test]
    fn an_entry_is_small() {
        assert!(size_of::<LogEntry>() <= 96, "{}", size_of::<LogEntry>());
    }

    #[test]
    fn headings_that_name_a_log() {
        for name in ["Log", "LOG:", "interactions", "互动", "互动记录", "往来", "联系记录"] {
            assert!(is_log_heading(name), "{name}");
        }
        assert!(!is_log_heading("Logbook"));
    }
}
