//! What the search field looks through, as classic scripts that set two
//! globals: a page opened from disk may fetch nothing else. People, tags and titles
//! come first; the lines of logs, notes and guides are many and come after, in parts, so that
//! those an edit does not concern stay as they are.
//!
//! Rows are lists, not maps, so that ten thousand people stay small; `search.js`
//! reads them by place. No word of any interface language stands here.

use std::io::{self, Write};

use memchr::memchr2;
use serde::Serialize;
use serde_json::{Value, json};

use super::route::Route;
use super::site::{MOST_ROWS, Site, Tag, parts};
use crate::model::name::{is_han, spellings};
use crate::model::text::plain;
use crate::model::{Contact, ContactIndex, Interaction};
use crate::parse::body;
use crate::source::{Span, first_sign};

/// What a row holds, in this order; a tag has the first six, its people counted as `about`.
const FIELDS: [&str; 12] = ["name", "href", "own", "aliases", "rest", "about", "other", "phase", "circle", "last", "cadence", "new"];

/// A line longer than this is a text of its own: only its beginning is looked through.
const LONGEST_LINE: usize = 400;

/// Entries of a log on the person's own page.
const LOG_SHOWN: usize = 10;

impl Site<'_> {
    /// `static/search-index.js`: sets `renmaiIndex`, which names the files of the notes. A row holds the fields in their
    /// order, as far as it has any; keys are what one may type, folded, word by word.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_search_index(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut tags_of: Vec<Vec<&str>> = vec![Vec::new(); self.journal.contacts.len()];
        for tag in &self.tags {
            for who in &tag.people {
                tags_of.get_mut(who.0 as usize).into_iter().for_each(|tags| tags.push(&tag.name));
            }
        }
        let tag = |(place, tag): (usize, &Tag)| {
            json!([tag.name, self.path(Route::Tag(place, 0)), keys(&tag.name, None), [], "", tag.people.len()])
        };
        let tags: Vec<Value> = self.tags.iter().enumerate().map(tag).collect();
        let mut script = Script::begin("window.renmaiIndex=", to)?;
        script.raw("{\"notes\":")?;
        script.json(&(0..self.notes_parts()).map(Self::notes_file).collect::<Vec<_>>())?;
        script.raw(",\"fields\":")?;
        script.json(&FIELDS)?;
        script.raw(",\"tags\":")?;
        script.json(&tags)?;
        script.raw(",\"people\":[")?;
        let people = self.by_reading.iter().filter_map(|who| self.person_entry(*who, tags_of.get(who.0 as usize)?));
        script.items(people)?;
        script.raw("]}")?;
        script.end()
    }

    /// How many parts the notes to search have.
    #[must_use]
    pub fn notes_parts(&self) -> usize {
        parts(self.by_reading.len())
    }

    /// Who stands in a part of the notes to search, each with their place among all from A to Z.
    pub(super) fn in_notes_part(&self, part: usize) -> impl Iterator<Item = (usize, ContactIndex)> + '_ {
        self.by_reading.iter().copied().enumerate().skip(part * MOST_ROWS).take(MOST_ROWS)
    }

    /// The file with a part of the notes to search, in `static/`.
    #[must_use]
    pub fn notes_file(part: usize) -> String {
        if part == 0 { "search-notes.js".to_owned() } else { format!("search-notes-{}.js", part + 1) }
    }

    /// A part of `static/search-notes.js`: adds to `renmaiNotes`, a list of `[person or title, page (of a
    /// log entry without its line), file, kind, lines]`; a line is `[number, text, day]`. People come from A to Z,
    /// as many in a part as on a page of a list; articles stand in the last one.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_search_notes(&self, part: usize, to: &mut dyn Write) -> io::Result<()> {
        let mut script = Script::begin("(window.renmaiNotes??=[]).push(", to)?;
        let people = self.in_notes_part(part).filter_map(|(place, who)| {
            let contact = self.journal.contact(who)?;
            let mut groups: Vec<Group<'_>> = Vec::new();
            self.add_entries(&mut groups, place, who, contact);
            let lines = self.searched_lines(contact.body.at, &contact.body.sections);
            let href = format!("{}#notes", self.profile_href(who));
            groups.extend((!lines.is_empty()).then(|| Group(json!(place), href, self.sources.path(contact.file), "notes", lines)));
            Some(groups)
        });
        let article = |(place, article): (usize, &crate::model::Article)| {
            let lines = self.searched_lines(article.body.at, &article.body.sections);
            Group(json!(article.title), self.article_href(place), self.sources.path(article.file), "guide", lines)
        };
        let articles = if part + 1 == self.notes_parts() { self.journal.articles.as_slice() } else { &[] };
        script.items(people.flatten().chain(articles.iter().enumerate().map(article)))?;
        script.raw(")")?;
        script.end()
    }

    fn person_entry(&self, who: ContactIndex, tags: &[&str]) -> Option<Value> {
        let (contact, figures) = self.person(who)?;
        let (profile, view) = (&contact.profile, self.person_view(who)?);
        let about =
            [&profile.role, &profile.org, &profile.location].into_iter().flatten().map(|text| plain(text)).collect::<Vec<_>>().join(" · ");
        let aliases: Vec<Vec<String>> =
            profile.aliases.iter().map(|alias| std::iter::once(alias.clone()).chain(keys(alias, None)).collect()).collect();
        let lists = [&profile.interests, &profile.strengths, &profile.needs].into_iter().flatten().map(|item| plain(&item.value));
        let rest = profile.description.iter().map(|text| plain(text)).chain(lists).chain(tags.iter().map(|tag| (*tag).to_owned()));
        let circle = contact.circle.and_then(|place| self.journal.settings.circles.get(place));
        Some(json!([
            profile.name,
            view.href,
            keys(&profile.name, profile.written_reading.as_deref()),
            aliases,
            rest.collect::<Vec<_>>().join(" "),
            about,
            view.reading,
            view.phase,
            circle.map(|circle| circle.title.as_deref().unwrap_or(&circle.id)),
            view.since.map(|since| since.last),
            figures.rhythm.cadence_days,
            view.since.and_then(|since| since.new_until),
        ]))
    }

    /// Whether an entry of theirs is one of somebody's who comes earlier in the alphabet.
    pub(super) fn came_before(&self, contact: &Contact, entry: &Interaction) -> bool {
        let others = entry.named.iter().filter_map(|other| self.journal.contact(*other));
        others.filter(|other| other.place() < contact.place()).any(|other| other.shares(entry))
    }

    /// The log of one person, without entries that another's log already brought: what stands on
    /// somebody's page stands on nobody else's.
    fn add_entries<'a>(&'a self, groups: &mut Vec<Group<'a>>, place: usize, who: ContactIndex, contact: &Contact) {
        // The page that shows an entry: the person's own holds the first few.
        let [near, far] = [false, true].map(|is_far| {
            let page = if is_far && self.has_log_page(who) { self.path(Route::Log(who)) } else { self.profile_href(who) };
            page + "#l-"
        });
        for (nth, entry) in contact.interactions.iter().enumerate() {
            let mut text = String::new();
            add_words(&mut text, &plain(&entry.text));
            for gift in entry.gave.iter().chain(&entry.got) {
                add_words(&mut text, &plain(&gift.text));
            }
            if text.is_empty() || self.came_before(contact, entry) {
                continue;
            }
            let (href, file) = (if nth >= LOG_SHOWN { &far } else { &near }, self.sources.path(entry.at.file));
            let line = Line(self.sources.line(entry.at), cut(text), Some(entry.on));
            match groups.last_mut() {
                Some(last) if last.1 == *href && last.2 == file => last.4.push(line),
                _ => groups.push(Group(json!(place), href.clone(), file, "log", vec![line])),
            }
        }
    }

    /// Lines of a text that say something, outside the parts shown elsewhere.
    fn searched_lines(&self, at: Option<Span>, elsewhere: &[Span]) -> Vec<Line> {
        let Some((at, file)) = at.and_then(|at| self.sources.file(at.file).map(|file| (at, file))) else { return Vec::new() };
        let mut lines = Vec::new();
        let mut from = at.start;
        let range = at.start as usize..at.end as usize;
        // Comments are searched no more than they are shown.
        let shown = match file.slice(at) {
            text if may_hide_something(text) => body::shown(&file.text, &body::scan(at.file, &file.text, range.clone())),
            _ => (&*file.text).into(),
        };
        for line in shown.get(range).unwrap_or("").split_inclusive('\n') {
            let is_elsewhere = elsewhere.iter().any(|part| part.start <= from && from < part.end);
            let mut said = line.trim().trim_start_matches(['#', '-', '*', '>', ' ', '|']);
            for tick in ["[ ] ", "[x] "] {
                while let Some(behind) = said.strip_prefix(tick) {
                    said = behind;
                }
            }
            let text = plain(said);
            if !is_elsewhere && text.chars().any(char::is_alphanumeric) {
                lines.push(Line(file.line_of(from), cut(text), None));
            }
            from = from.saturating_add(u32::try_from(line.len()).unwrap_or(u32::MAX));
        }
        lines
    }
}

#[derive(Serialize)]
struct Group<'a>(Value, String, &'a str, &'static str, Vec<Line>);

#[derive(Serialize)]
struct Line(u32, String, #[serde(skip_serializing_if = "Option::is_none")] Option<jiff::civil::Date>);

/// What one may type for a name: how it is said, word by word, then its characters.
fn keys(name: &str, written: Option<&str>) -> Vec<String> {
    let mut keys = spellings(name, written);
    keys.extend(name.chars().any(is_han).then(|| crate::model::name::fold(name)));
    keys
}

/// Adds words, one space between any two.
fn add_words(text: &mut String, more: &str) {
    for word in more.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
}

/// Whether a text may hold a comment or a mark of Obsidian's: most hold none of their signs.
fn may_hide_something(text: &str) -> bool {
    first_sign(text, b"%^<").is_some() && ["%%", "^", "<!--"].iter().any(|mark| text.contains(mark))
}

fn cut(mut text: String) -> String {
    // No shorter text has so many signs.
    if text.len() <= LONGEST_LINE {
        return text;
    }
    if let Some((end, _)) = text.char_indices().nth(LONGEST_LINE) {
        text.truncate(end);
    }
    text
}

/// One statement that sets a global, written piece by piece, so that a large index is never
/// in memory as a whole. `<` could end the script where a page holds it inline, and two signs
/// that JSON allows end a line in older scripts: all three are escaped.
struct Script<'a> {
    to: &'a mut dyn Write,
    /// The piece at hand: one row.
    piece: Vec<u8>,
}

impl<'a> Script<'a> {
    fn begin(statement: &str, to: &'a mut dyn Write) -> io::Result<Self> {
        to.write_all(statement.as_bytes())?;
        Ok(Self { to, piece: Vec::new() })
    }

    /// Signs of the statement itself.
    fn raw(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(text.as_bytes())
    }

    /// A list's rows.
    fn items(&mut self, items: impl Iterator<Item = impl Serialize>) -> io::Result<()> {
        for (place, item) in items.enumerate() {
            if place > 0 {
                self.raw(",")?;
            }
            self.json(&item)?;
        }
        Ok(())
    }

    fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.piece.clear();
        serde_json::to_writer(&mut self.piece, value)?;
        let mut rest = self.piece.as_slice();
        // The two signs begin like dashes and quotes, which stay.
        while let Some(at) = memchr2(b'<', 0xe2, rest) {
            let (before, from) = rest.split_at(at);
            self.to.write_all(before)?;
            let (said, length): (&[u8], usize) = match from {
                [b'<', ..] => (b"\\u003c", 1),
                [0xe2, 0x80, 0xa8, ..] => (b"\\u2028", 3),
                [0xe2, 0x80, 0xa9, ..] => (b"\\u2029", 3),
                _ => (&[0xe2], 1),
            };
            self.to.write_all(said)?;
            rest = from.get(length..).unwrap_or(&[]);
        }
        self.to.write_all(rest)
    }

    fn end(self) -> io::Result<()> {
        self.to.write_all(b";\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_one_safe_statement() {
        let mut made = Vec::new();
        let mut script = Script::begin("window.x=", &mut made).unwrap();
        script.raw("[").unwrap();
        script.items(["</script>", "a\u{2028}b\u{2029}", "— “c”"].into_iter()).unwrap();
        script.raw("]").unwrap();
        script.end().unwrap();
        assert_eq!(String::from_utf8(made).unwrap(), "window.x=[\"\\u003c/script>\",\"a\\u2028b\\u2029\",\"— “c”\"];\n");
    }

    #[test]
    fn names_are_found_by_sound_and_sign() {
        assert_eq!(keys("张伟", None), ["zhang wei", "张伟"]);
        assert_eq!(keys("Elin Sørby", None), ["elin sorby"]);
    }
}
