//! What the writing commands share: a file changed under its lock, why it was not,
//! and the lines that differ.

use super::desk::Desk;
use super::failure::{Failure, shown};
use super::terminal::{Terminal, harmless};
use super::wrong_usage::perhaps;
use anstyle::{AnsiColor, Style};
use jiff::civil::Date;
use renmai::disk::edit::Original;
use renmai::edit::day::day_meant;
use renmai::edit::{Page, Refusal};
use renmai::measure::rhythm::Rhythm;
use renmai::message::Message;
use renmai::model::article::Article;
use renmai::model::{Contact, ContactIndex};
use renmai::parse::kinds;
use renmai::source::FileId;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const GONE: Style = AnsiColor::Red.on_default();
const COME: Style = AnsiColor::Green.on_default();

/// Days by their names, for whoever mistyped one.
const DAYS: [&str; 19] = [
    "today",
    "yesterday",
    "tomorrow",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "last friday",
    "last week",
    "last night",
    "今天",
    "昨天",
    "前天",
    "明天",
    "周一",
    "上周五",
];

/// Unchanged lines shown around those that differ.
const AROUND: usize = 3;

/// A note on the disk.
pub struct Target {
    /// Whether it must be a person's.
    person: bool,
    /// Where it lies.
    pub path: PathBuf,
    /// Its path in the content folder.
    pub name: Arc<str>,
    /// As one would type it.
    pub typed: String,
}

impl Target {
    /// The file of a contact.
    pub fn of(desk: &Desk, contact: &Contact) -> Option<Self> {
        Self::at(desk, contact.file, true)
    }

    /// The file of a guide, a plan or a checklist.
    pub fn of_article(desk: &Desk, article: &Article) -> Option<Self> {
        Self::at(desk, article.file, false)
    }

    fn at(desk: &Desk, file: FileId, person: bool) -> Option<Self> {
        let file = desk.loaded.sources.file(file)?;
        let path = desk.places.content.join(file.path.as_ref());
        Some(Self { person, path, name: Arc::clone(&file.path), typed: desk.typed_path(file) })
    }

    /// Changes the file as it stands now, whatever was read before: `change` gets
    /// it under the lock. With `only_show` nothing is written. Gives old and new.
    pub fn change<T>(&self, only_show: bool, change: impl FnOnce(&Page) -> Result<(Page, T), Stop>) -> Result<(Page, Page, T), Failure> {
        let original = Original::read(&self.path).map_err(Failure::edit(&self.path))?;
        let read = if self.person { Page::read } else { Page::of_any_kind };
        let old = read(&self.name, original.bytes()).map_err(|refusal| self.refused(refusal))?;
        let (new, more) = change(&old).map_err(|stop| match stop {
            Stop::Refused(refusal) => self.refused(refusal),
            Stop::Said(failure) => failure,
        })?;
        if !only_show && new.bytes() != original.bytes() {
            original.replace(&new.bytes()).map_err(Failure::edit(&self.path))?;
        }
        Ok((old, new, more))
    }

    /// Why the file stays as it is, in words.
    pub fn refused(&self, refusal: Refusal) -> Failure {
        refused(&self.typed, refusal)
    }

    /// The lines that differ, as `diff -u` writes them.
    pub fn show_difference(&self, terminal: &mut Terminal, old: &str, new: &str) -> Result<(), Failure> {
        terminal.data(&format!("--- {}", self.typed))?;
        terminal.data(&format!("+++ {}", self.typed))?;
        difference(old, new).iter().try_for_each(|line| {
            let text = harmless(line);
            match line.chars().next() {
                Some('-') => terminal.data(&format!("{GONE}{text}{GONE:#}")),
                Some('+') => terminal.data(&format!("{COME}{text}{COME:#}")),
                _ => terminal.data(&text),
            }
        })
    }
}

/// Why a change ended before it was made.
pub enum Stop {
    /// The page does not take it.
    Refused(Refusal),
    /// The command has its own words for it.
    Said(Failure),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A refusal in words; `path` is the file as one would type it.
pub fn refused(path: &str, refusal: Refusal) -> Failure {
    let about = |key: &str| Message::new(format!("writing.refused.{key}")).with("path", path);
    match refusal {
        Refusal::Unreadable(problem, line) => {
            Failure::Stopped(about("unreadable").with("line", line.to_string()).with("what", problem.message()))
        }
        Refusal::NotAPerson => Failure::Stopped(about("not-a-person")),
        Refusal::NotAsMeant => Failure::Stopped(about("not-as-meant")),
        Refusal::BadField(field, value) => {
            let (known, also) = match field {
                "ask" | "reply" => ("me, them", ["我", "对方"].as_slice()),
                "felt" => ("warm, neutral, drained, used", ["温暖", "平常", "疲惫", "被利用"].as_slice()),
                "depth" => ("touch, talk, deep", ["轻", "谈", "深"].as_slice()),
                _ => return Failure::Usage(Message::new("writing.refused.bad-value").with("field", field).with("value", value)),
            };
            let message = Message::new("writing.refused.bad-field").with("field", field).with("value", &value).with("known", known);
            Failure::Usage(perhaps(message, &value, known.split(", ").chain(also.iter().copied())))
        }
        Refusal::BadRhythm(rhythm) => Failure::Stopped(about("bad-rhythm").with("rhythm", rhythm)),
        Refusal::BadKind(kind) => {
            let message = Message::new("writing.refused.bad-kind").with("kind", &kind);
            Failure::Usage(perhaps(message, &kind, kinds::words()))
        }
    }
}

/// The day that was typed, else today.
pub fn day(typed: Option<&str>, today: Date) -> Result<Date, Failure> {
    match typed {
        None => Ok(today),
        Some(text) => day_meant(text, today).ok_or_else(|| {
            // What is longer than a day's name is no slip of one.
            Failure::Usage(perhaps(Message::new("writing.no-day").with("day", text), text, DAYS))
        }),
    }
}

/// The same for another program: whom the change concerns, and when they are due.
pub fn rhythm_json(desk: &Desk, target: &Target, page: &Page, people: &[ContactIndex]) -> Value {
    let after = desk.rhythm_after(&[(Arc::clone(&target.name), page.bytes())], people);
    let person = |(contact, rhythm): &(Contact, Rhythm)| json!({ "id": contact.id, "name": contact.name(), "due_on": rhythm.due_on.map(|on| on.to_string()) });
    after.iter().map(person).collect()
}

/// What a change did to the rhythm with these people, one sentence each.
pub fn say_rhythm(desk: &Desk, terminal: &mut Terminal, target: &Target, page: &Page, people: &[ContactIndex]) -> Result<(), Failure> {
    if terminal.quiet {
        return Ok(());
    }
    for (contact, rhythm) in desk.rhythm_after(&[(Arc::clone(&target.name), page.bytes())], people) {
        let Some(due) = rhythm.due_on else { continue };
        let key = if due > desk.today { "writing.due-again" } else { "writing.due-since" };
        // The year is said where it is not this one.
        let on = Message::new(if due.year() == desk.today.year() { "writing.day" } else { "writing.day-and-year" }).with("on", due);
        terminal.talk(&Message::new(key).with("name", contact.name()).with("on", on))?;
    }
    Ok(())
}

/// A file that is not there yet, with the folders it needs.
pub fn create(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        renmai::disk::edit::make_folder(folder).map_err(Failure::io(folder))?;
    }
    renmai::disk::edit::create(path, text.as_bytes()).map_err(Failure::edit(path))
}

/// Many files that are not there yet; for each, whether it was written.
pub fn create_all<'a>(files: impl Iterator<Item = (&'a Path, &'a str)>) -> Vec<Result<(), Failure>> {
    let files: Vec<(&Path, &[u8])> = files.map(|(path, text)| (path, text.as_bytes())).collect();
    let folders: BTreeSet<&Path> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    // A folder that cannot be made, its files report.
    for folder in folders {
        let _ = renmai::disk::edit::make_folder(folder);
    }
    let done = renmai::disk::edit::create_all(&files);
    files.iter().zip(done).map(|((path, _), done)| done.map_err(Failure::edit(path))).collect()
}

/// A path of the content as one would type it.
pub fn typed_path(desk: &Desk, path: &Path) -> String {
    shown(&desk.places.as_typed(path))
}

/// One hunk: all lines from the first to the last that differ.
fn difference(old: &str, new: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let above = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - above;
    let below = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let from = above.saturating_sub(AROUND);
    let until = |lines: &[&str]| (lines.len() - below + AROUND).min(lines.len());
    let count = |lines: &[&str]| until(lines) - from;
    let mut hunk = vec![format!("@@ -{},{} +{},{} @@", from + 1, count(&old), from + 1, count(&new))];
    let mut add = |sign: &str, lines: &[&str], from: usize, to: usize| {
        for line in lines.get(from..to).unwrap_or(&[]) {
            hunk.push(format!("{sign}{}", line.trim_end_matches(['\n', '\r'])));
            if !line.ends_with('\n') {
                hunk.push("\\ No newline at end of file".to_owned());
            }
        }
    };
    add(" ", &old, from, above);
    add("-", &old, above, old.len() - below);
    add("+", &new, above, new.len() - below);
    add(" ", &old, old.len() - below, until(&old));
    hunk
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO_END: &str = "\\ No newline at end of file";

    #[test]
    fn only_what_differs() {
        assert_eq!(difference("1\n2\n3\n4\n5\n", "1\n2\n3\n4\nx\n5\n"), ["@@ -2,4 +2,5 @@", " 2", " 3", " 4", "+x", " 5"]);
        assert_eq!(difference("a\r\nb", "a\r\nc"), ["@@ -1,2 +1,2 @@", " a", "-b", NO_END, "+c", NO_END]);
        assert_eq!(difference("", "a\n"), ["@@ -1,0 +1,1 @@", "+a"]);
        assert_eq!(difference("a\na\n", "a\na\na\n"), ["@@ -1,2 +1,3 @@", " a", " a", "+a"]);
    }
}
