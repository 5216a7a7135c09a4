//! Where a new entry goes in a person's log, and how it is written there.
//!
//! The log's own manner decides: newest first or last, bullets and their indent,
//! blank lines between entries, dated headings. A log without any entry begins
//! newest first. A file without a log gets one at its end, in its own language.

use std::ops::Range;

use jiff::civil::Date;

use super::change::{Change, line_end};
use super::entry_words::{meaning, unplaced};
use super::page::{Page, Refusal};
use crate::model::date::parse_day_prefix;
use crate::model::name::is_han;
use crate::model::settings::Language;
use crate::parse::body::item_line;
use crate::parse::entry::Entry;
use crate::parse::log::{Log, LogEntry};
use crate::source::Span;

/// An entry to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Its day.
    pub on: Date,
    /// Its words; further lines belong to it.
    pub words: String,
}

/// A page with one entry more.
#[derive(Debug)]
pub struct Added {
    /// The page as it is now.
    pub page: Page,
    /// What was put in.
    pub change: Change,
}

/// Adds one entry. `language` is that of the journal, for a file that has no words
/// of its own yet.
pub fn add(page: &Page, entry: &NewEntry, language: Language) -> Result<Added, Refusal> {
    let words: Vec<&str> = entry.words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (meant, clean) = meaning(&words.join("\n"));
    for place in places(page, entry, language) {
        let change = place.change(page.text(), entry.on, &words);
        let new = page.changed(std::slice::from_ref(&change))?;
        if clean && is_one_more(page, &new, entry.on, &meant) {
            return Ok(Added { page: new, change });
        }
    }
    Err(Refusal::NotAsMeant)
}

/// An entry or a day's heading with all that belongs to it, in whole lines without
/// the last line's end.
struct Block {
    on: Date,
    range: Range<usize>,
    lead: String,
}

/// Where and how a line goes in.
struct Place {
    at: usize,
    /// What parts it from the text above, in line ends.
    above: usize,
    /// The line of a new section's heading.
    heading: Option<String>,
    lead: String,
    /// What parts it from the text below, in line ends.
    below: usize,
}

impl Place {
    fn change(&self, text: &str, on: Date, words: &[&str]) -> Change {
        let end = line_end(text);
        let mut new = end.repeat(self.above);
        if let Some(heading) = &self.heading {
            new.push_str(&format!("{heading}{end}{end}"));
        }
        new.push_str(&self.lead);
        new.push_str(&on.to_string());
        let marker = self.lead.trim_start();
        let blank = self.lead.get(..self.lead.len() - marker.len()).unwrap_or("");
        for (place, line) in words.iter().enumerate() {
            if place == 0 {
                new.push_str(&format!(" {line}"));
            } else if is_heading(marker) {
                new.push_str(&format!("{end}{line}"));
            } else {
                new.push_str(&format!("{end}{blank}{}{line}", " ".repeat(marker.len())));
            }
        }
        new.push_str(&end.repeat(self.below));
        Change::insert(self.at, new)
    }
}

/// The place the log's manner asks for, and where to try else: some texts are not
/// what they look like.
fn places(page: &Page, entry: &NewEntry, language: Language) -> Vec<Place> {
    let Some((_, log)) = page.person() else { return Vec::new() };
    let inside = |section: &Span, entry: &LogEntry| (section.start..section.end).contains(&entry.at.start);
    let used = log.sections.iter().find(|section| log.entries.iter().any(|entry| inside(section, entry)));
    let Some(section) = used.or_else(|| log.sections.first()) else { return vec![new_section(page, entry, language)] };
    let entries: Vec<&LogEntry> = log.entries.iter().filter(|entry| inside(section, entry)).collect();
    let blocks = blocks(page, section, &entries);
    let place = among(page.text(), &blocks, entry.on).unwrap_or_else(|| in_empty(page, section));
    vec![place, below_heading(page, section)]
}

/// Between the entries that are there.
fn among(text: &str, blocks: &[Block], on: Date) -> Option<Place> {
    let pairs = || blocks.iter().zip(blocks.iter().skip(1));
    let falling = pairs().filter(|(above, below)| above.on > below.on).count();
    let rising = pairs().filter(|(above, below)| above.on < below.on).count();
    let apart = pairs().filter(|(above, below)| text.get(above.range.end..below.range.start).is_some_and(|gap| gap.matches('\n').count() > 1)).count();
    let gap = |lead: &str| if is_heading(lead) || apart * 2 > blocks.len().saturating_sub(1) { 2 } else { 1 };
    let before = |block: &Block| Place { at: block.range.start, above: 0, heading: None, lead: block.lead.clone(), below: gap(&block.lead) };
    let after = |block: &Block| Place { at: block.range.end, above: gap(&block.lead), heading: None, lead: block.lead.clone(), below: 0 };
    if falling >= rising {
        blocks.iter().find(|block| block.on <= on).map(before).or_else(|| blocks.last().map(after))
    } else {
        blocks.iter().rfind(|block| block.on <= on).map(after).or_else(|| blocks.first().map(before))
    }
}

fn blocks(page: &Page, section: &Span, entries: &[&LogEntry]) -> Vec<Block> {
    let text = page.text();
    let mut blocks: Vec<Block> = Vec::with_capacity(entries.len());
    for entry in entries {
        let start = line_start(text, entry.at.start as usize);
        let line = line_at(text, start);
        let own = item_line(line).filter(|item| has_day(line.get(item.content..).unwrap_or("")));
        let (start, lead) = match own {
            Some(item) => {
                // A box belongs to that entry alone, not to the manner of the log.
                let upto = item.mark.map_or(item.content, |_| item.mark_at.saturating_sub(1));
                (start, line.get(..upto).unwrap_or("- ").to_owned())
            }
            None => dated_heading(page, section, start).unwrap_or((start, "### ".to_owned())),
        };
        let end = trimmed_end(text, start, entry.at.end as usize);
        match blocks.last_mut() {
            Some(last) if last.range.start == start => last.range.end = end,
            _ => blocks.push(Block { on: entry.on, range: start..with_lazy_lines(text, end), lead }),
        }
    }
    blocks
}

/// The heading that an entry stands under, or is: its line's start and its marker.
fn dated_heading(page: &Page, section: &Span, at: usize) -> Option<(usize, String)> {
    let inside = |start: u32| start > section.start && start as usize <= at;
    let heading = page.draft().headings.iter().rfind(|heading| inside(heading.at.start))?;
    Some((line_start(page.text(), heading.at.start as usize), format!("{} ", "#".repeat(usize::from(heading.level)))))
}

fn has_day(words: &str) -> bool {
    parse_day_prefix(words.trim_start_matches("[[")).is_some() || words.starts_with("[[")
}

/// Right below the section's heading, with room around it.
fn below_heading(page: &Page, section: &Span) -> Place {
    let own = page.draft().headings.iter().find(|heading| heading.at.start == section.start);
    let at = trimmed_end(page.text(), section.start as usize, own.map_or(section.start, |heading| heading.at.end) as usize);
    Place { at, above: 2, heading: None, lead: "- ".to_owned(), below: usize::from(would_cling(page.text(), at)) }
}

/// A section whose heading stands there, but no entry yet.
fn in_empty(page: &Page, section: &Span) -> Place {
    let text = page.text();
    let headings = &page.draft().headings;
    let own = headings.iter().find(|heading| heading.at.start == section.start);
    let start = own.map_or(section.start, |heading| heading.at.end) as usize;
    let next = headings.iter().find(|heading| heading.at.start > section.start && heading.at.start < section.end);
    let end = next.map_or(section.end, |heading| heading.at.start) as usize;
    let words = text.get(start..end).unwrap_or("");
    let first = start + (words.len() - words.trim_start().len());
    if words.trim().is_empty() {
        return below_heading(page, section);
    }
    let lead = "- ".to_owned();
    let line = line_start(text, first);
    match item_line(line_at(text, line)) {
        // As far in as the item below, which would else become a part of the entry.
        Some(_) => Place { at: line, above: 0, heading: None, lead: format!("{}{lead}", text.get(line..first).unwrap_or("")), below: 1 },
        None => Place { at: trimmed_end(text, first, end), above: 2, heading: None, lead, below: 0 },
    }
}

/// A section of its own at the end of the file.
fn new_section(page: &Page, entry: &NewEntry, language: Language) -> Place {
    let text = page.text();
    let above = match (text.trim().is_empty(), text.strip_suffix('\n')) {
        (true, _) => 0,
        (false, Some(rest)) => usize::from(!rest.rsplit('\n').next().is_some_and(|last| last.trim().is_empty())),
        (false, None) => 2,
    };
    let below = usize::from(text.is_empty() || text.ends_with('\n'));
    let headings = &page.draft().headings;
    let top = headings.iter().filter(|heading| heading.level == 1).count();
    let level = headings.iter().map(|heading| heading.level).filter(|level| *level > 1).min().unwrap_or(if top > 1 { 1 } else { 2 });
    let name = log_name(file_language(page, &entry.words, language));
    Place { at: text.len(), above, heading: Some(format!("{} {name}", "#".repeat(usize::from(level)))), lead: "- ".to_owned(), below }
}

/// What the section is called where a file begins one.
#[must_use]
pub fn log_name(language: Language) -> &'static str {
    match language {
        Language::En => "Log",
        Language::Zh => "往来",
    }
}

/// The language most of a file is written in: its text, else the entry and the
/// name, else the journal's.
fn file_language(page: &Page, words: &str, journal: Language) -> Language {
    let body = page.text().get(page.draft().body.start as usize..).unwrap_or("");
    let name = page.person().map_or("", |(profile, _)| profile.name.as_str());
    let of = |text: &str| {
        let han = text.chars().filter(|c| is_han(*c)).count();
        // A Chinese character says about as much as three letters.
        let letters = text.chars().filter(|c| c.is_alphabetic() && !is_han(*c)).count() / 3;
        match (han, letters) {
            (0, 0) => None,
            _ => Some(if han >= letters { Language::Zh } else { Language::En }),
        }
    };
    of(body).or_else(|| of(&format!("{words} {name}"))).unwrap_or(journal)
}

/// Whether the new page says what the old one said, and this entry.
fn is_one_more(old: &Page, new: &Page, on: Date, meant: &Entry) -> bool {
    let (Some((old_profile, old_log)), Some((new_profile, new_log))) = (old.person(), new.person()) else { return false };
    let said = |entry: &LogEntry| (entry.on, unplaced(entry.entry.clone()));
    let mut entries = new_log.entries.iter().map(said);
    // Everything above the new entry is as it was, then it comes, then the rest.
    let mut waiting = Some((on, meant.clone()));
    let mut before = old_log.entries.iter().map(said).peekable();
    let all_there = entries.by_ref().all(|entry| {
        if before.peek() == Some(&entry) {
            before.next();
            return true;
        }
        waiting.take_if(|new| *new == entry).is_some()
    });
    let words = |page: &Page| page.draft().tasks.iter().map(|task| (task.text.clone(), task.state)).collect::<Vec<_>>();
    // Prose above and below the entries is read as one stretch, which has grown by a line.
    let undated = |log: &Log| log.undated.iter().map(|entry| entry.text.lines().next().map(str::to_owned)).collect::<Vec<_>>();
    // An equal neighbour may have been taken for the new one.
    let last_is_new = waiting.is_none() || old_log.entries.iter().map(said).any(|entry| Some(&entry) == waiting.as_ref());
    all_there
        && before.next().is_none()
        && last_is_new
        && new_log.entries.len() == old_log.entries.len() + 1
        && old_profile.name == new_profile.name
        && undated(old_log) == undated(new_log)
        && words(old) == words(new)
}

fn is_heading(lead: &str) -> bool {
    lead.starts_with('#')
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|above| above.rfind('\n')).map_or(0, |end| end + 1)
}

fn line_at(text: &str, start: usize) -> &str {
    text.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or("").trim_end_matches('\r')
}

/// The end of the last line before `end` that has words; blanks behind them stay theirs.
fn trimmed_end(text: &str, start: usize, end: usize) -> usize {
    let words_end = start + text.get(start..end).unwrap_or("").trim_end().len();
    words_end + line_at(text, words_end).len()
}

/// Whether the line below would be taken for more of a list item that ends at `at`.
fn would_cling(text: &str, at: usize) -> bool {
    let next = text.get(at..).unwrap_or("").split('\n').nth(1).unwrap_or("").trim_end();
    !next.is_empty() && !next.starts_with('#') && item_line(next).is_none()
}

/// Markdown takes unindented words right below an item for its own.
fn with_lazy_lines(text: &str, end: usize) -> usize {
    let mut at = end;
    for line in text.get(end..).unwrap_or("").split_inclusive('\n').skip(1) {
        let words = line.trim_end();
        if !words.starts_with(char::is_alphabetic) {
            break;
        }
        at = text.get(at..).and_then(|rest| rest.find('\n')).map_or(at, |gap| at + gap + 1) + words.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check(old: &str, new: &str) {
        let page = Page::read("people/ada.md", old.as_bytes()).unwrap();
        let entry = NewEntry { on: date(2026, 11, 22), words: "call".to_owned() };
        let added = add(&page, &entry, Language::En).unwrap_or_else(|refusal| panic!("{old:?}: {refusal:?}"));
        assert_eq!(added.page.text(), new, "{old:?}");
    }

    #[test]
    fn newest_first_or_last_as_the_log_does_it() {
        check("## Log\n- 2026-10-01 a\n- 2026-09-01 b\n", "## Log\n- 2026-11-22 call\n- 2026-10-01 a\n- 2026-09-01 b\n");
        check("## Log\n- 2026-09-01 b\n- 2026-10-01 a\n", "## Log\n- 2026-09-01 b\n- 2026-10-01 a\n- 2026-11-22 call\n");
        check("## Log\n- 2026-12-01 planned\n- 2026-09-01 b\n", "## Log\n- 2026-12-01 planned\n- 2026-11-22 call\n- 2026-09-01 b\n");
        check("## Log\n- 2027-01-02 a\n- 2026-12-01 b\n\n## After\n", "## Log\n- 2027-01-02 a\n- 2026-12-01 b\n- 2026-11-22 call\n\n## After\n");
        check("## Log\n- 2026-10-01 a", "## Log\n- 2026-11-22 call\n- 2026-10-01 a");
        check("## Log\r\n- 2026-09-01 b\r\n- 2026-10-01 a", "## Log\r\n- 2026-09-01 b\r\n- 2026-10-01 a\r\n- 2026-11-22 call");
    }

    #[test]
    fn the_manner_of_the_log_is_kept() {
        check("## Log\n\n* 2026-10-01 a\n\n* 2026-09-01 b\n", "## Log\n\n* 2026-11-22 call\n\n* 2026-10-01 a\n\n* 2026-09-01 b\n");
        check("## Log\n- 2026\n  - 2026-10-01 a\n", "## Log\n- 2026\n  - 2026-11-22 call\n  - 2026-10-01 a\n");
        check("## Log\n- [x] 2026-10-01 a\n", "## Log\n- 2026-11-22 call\n- [x] 2026-10-01 a\n");
        check("## Log\n- 2026-09-01 b\n- 2026-10-01 a\n  more\n\n  - and this\n", "## Log\n- 2026-09-01 b\n- 2026-10-01 a\n  more\n\n  - and this\n- 2026-11-22 call\n");
        check("## Log\n\n### 2026-10-01 tea\nlong\n\n## x\n", "## Log\n\n### 2026-11-22 call\n\n### 2026-10-01 tea\nlong\n\n## x\n");
        check("## Log\n### 2026-09-01\n- a\n- b\n### 2026-10-01\n- c\n", "## Log\n### 2026-09-01\n- a\n- b\n### 2026-10-01\n- c\n\n### 2026-11-22 call\n");
    }

    #[test]
    fn a_section_without_entries() {
        check("## Log\n", "## Log\n\n- 2026-11-22 call\n");
        check("## Log\n\n## After\n", "## Log\n\n- 2026-11-22 call\n\n## After\n");
        check("## Log\n\nWe write mostly.\n", "## Log\n\nWe write mostly.\n\n- 2026-11-22 call\n");
        check("## Log\n- [ ] 2026-12-01 lunch\n", "## Log\n- 2026-11-22 call\n- [ ] 2026-12-01 lunch\n");
    }

    #[test]
    fn a_file_without_a_log() {
        check("", "## Log\n\n- 2026-11-22 call\n");
        check("---\nname: Ada\n---", "---\nname: Ada\n---\n\n## Log\n\n- 2026-11-22 call");
        check("---\nname: 阿达\n---\n", "---\nname: 阿达\n---\n\n## 往来\n\n- 2026-11-22 call\n");
        check("# A\n\n# B\n\nwords\n", "# A\n\n# B\n\nwords\n\n# Log\n\n- 2026-11-22 call\n");
        check("### 家人\r\n一个女儿\r\n", "### 家人\r\n一个女儿\r\n\r\n### 往来\r\n\r\n- 2026-11-22 call\r\n");
    }

    #[test]
    fn further_lines_belong_to_the_entry() {
        let page = Page::read("people/ada.md", b"## Log\n- 2026-10-01 a\n").unwrap();
        let entry = NewEntry { on: date(2026, 11, 22), words: "call\nshe moves\n- in May".to_owned() };
        let added = add(&page, &entry, Language::En).unwrap();
        assert_eq!(added.page.text(), "## Log\n- 2026-11-22 call\n  she moves\n  - in May\n- 2026-10-01 a\n");
    }

    #[test]
    fn what_would_read_otherwise_is_refused() {
        let add = |text: &str, words: &str| {
            let page = Page::read("people/ada.md", text.as_bytes()).unwrap();
            add(&page, &NewEntry { on: date(2026, 11, 22), words: words.to_owned() }, Language::En).map(|_| ())
        };
        assert_eq!(add("```\nopen\n", "call"), Err(Refusal::NotAsMeant));
        assert_eq!(add("", "[felt:: meh]"), Err(Refusal::NotAsMeant));
    }
}
