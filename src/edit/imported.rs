//! A card from another program as a file of its own, or as what a file still lacks.
//!
//! Nothing that stands in a file is changed: a merge adds keys that are missing or
//! left empty, and lines to the log. What the file says otherwise is named, not taken.

use super::blanks::is_same_key;
use super::change::{Change, line_end};
use super::entry_words::{Said, meaning, one_line, unplaced, words};
use super::log::{NewEntry, add, log_name};
use super::page::{Page, Refusal};
use super::scalar::scalar;
use super::written::{lines, stands_in};
use crate::model::card::{Card, CardEntry, CardTask, Written};
use crate::model::interaction::By;
use crate::model::name::fold;
use crate::model::settings::Language;
use crate::parse::front_matter::split;
use crate::parse::keys::{channel_of, normal};
use crate::parse::yaml::{self, Mapping, Node};
use crate::source::FileId;

/// The key of words that cannot stand below the front matter as they are.
const NOTE: &str = "note";

/// A file of their own for somebody new.
///
/// # Errors
/// A [`Refusal`] when it would not read back as meant.
pub fn new_file(card: &Card, path: &str, language: Language) -> Result<String, Refusal> {
    let mut facts = card.facts.clone();
    let mut body = String::new();
    let mut kept: Vec<String> = Vec::new();
    for note in &card.notes {
        if is_harmless(note) {
            body.push_str(&format!("\n{note}\n"));
        } else {
            kept.push(note.clone());
        }
    }
    facts.extend(note_fact(kept));
    let mut text = format!("---\nname: {}\n", scalar(&card.name));
    for (key, value) in &facts {
        text.push_str(&lines(key, value));
    }
    text.push_str(&format!("---\n{body}"));
    if !card.tasks.is_empty() {
        text.push_str(&format!("\n{}", card.tasks.iter().map(task_line).collect::<String>()));
    }
    let mut log: Vec<&CardEntry> = card.log.iter().collect();
    log.sort_by_key(|entry| std::cmp::Reverse(entry.on));
    if !log.is_empty() {
        text.push_str(&format!("\n## {}\n\n", log_name(language)));
        for entry in &log {
            let said = entry_lines(entry)?.join("\n  ");
            text.push_str(&format!("- {} {said}\n", entry.on));
        }
    }
    let page = Page::read(path, text.as_bytes())?;
    let mapping = mapping(&page);
    let is_meant = page.person().is_some_and(|(profile, found)| profile.name == card.name && found.entries.len() == log.len())
        && facts.iter().all(|(key, value)| stands_in(&mapping, key, value))
        && page.draft().tasks.len() == card.tasks.len();
    if is_meant { Ok(text) } else { Err(Refusal::NotAsMeant) }
}

/// A file with what a card adds to it.
#[derive(Debug)]
pub struct Merged {
    /// The page as it is then.
    pub page: Page,
    /// The keys that were filled.
    pub filled: Vec<String>,
    /// The keys of which the file says something else; it stays.
    pub differs: Vec<String>,
    /// Lines added to the log, and tasks.
    pub added: usize,
}

/// Fills what a file leaves blank.
///
/// # Errors
/// A [`Refusal`] that says why nothing may be written.
pub fn merge(page: &Page, card: &Card, language: Language) -> Result<Merged, Refusal> {
    let mut merged = Merged { page: page.changed(&[])?, filled: Vec::new(), differs: Vec::new(), added: 0 };
    let mut facts = card.facts.clone();
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = squeezed(page.text());
    facts.extend(note_fact(card.notes.iter().filter(|note| !whole.contains(&squeezed(note))).cloned().collect()));
    facts.retain(|(key, value)| {
        let blank = is_blank(page, key);
        if !blank && differs(page, key, value) {
            merged.differs.push(key.clone());
        }
        blank
    });
    let is_called = |name: &str| {
        page.person()
            .is_some_and(|(profile, _)| std::iter::once(&profile.name).chain(&profile.aliases).any(|known| fold(known) == fold(name)))
    };
    if !is_called(&card.name) {
        merged.differs.insert(0, "name".to_owned());
    }
    for (key, value) in
        facts.iter().filter(|(key, _)| !key.ends_with("_types")).chain(facts.iter().filter(|(key, _)| key.ends_with("_types")))
    {
        // What a number is called is of use only where the number stands.
        let is_of_use = match (key.strip_suffix("_types"), value) {
            (Some(kind), Written::Map(map)) => map.iter().all(|(way, _)| has_way(&merged.page, kind, way)),
            _ => true,
        };
        if !is_of_use {
            continue;
        }
        merged.page = with_fact(&merged.page, key, value)?;
        merged.filled.push(key.clone());
    }
    for entry in &card.log {
        let said = entry_lines(entry)?.join("\n");
        let (meant, _) = meaning(&said);
        let is_there = merged
            .page
            .person()
            .is_some_and(|(_, log)| log.entries.iter().any(|known| known.on == entry.on && unplaced(known.entry.clone()) == meant));
        if !is_there {
            merged.page = add(&merged.page, &NewEntry { on: entry.on, words: said }, language)?.page;
            merged.added += 1;
        }
    }
    let known: Vec<String> = merged.page.draft().tasks.iter().map(|task| fold(&task.text)).collect();
    let tasks: Vec<&CardTask> = card.tasks.iter().filter(|task| !known.contains(&fold(&task.text))).collect();
    if !tasks.is_empty() {
        merged.page = with_tasks(&merged.page, &tasks)?;
        merged.added += tasks.len();
    }
    Ok(merged)
}

/// One key more, on a line of its own or behind the key that was left empty.
fn with_fact(page: &Page, key: &str, value: &Written) -> Result<Page, Refusal> {
    let end = line_end(page.text());
    let line = lines(key, value).replace('\n', end);
    let mapping = mapping(page);
    let empty = mapping.iter().find(|(known, value)| is_same_key(&known.value, key) && value.value == Node::Empty);
    let change = match (empty, split(page.text()).yaml) {
        (Some((known, _)), _) => {
            let after = known.at.end as usize;
            let rest = page.text().get(after..).unwrap_or("");
            let colon = rest.find(':').ok_or(Refusal::NotAsMeant)?;
            // Keys of ours hold no colon, and only those can stand there empty and be filled.
            let said = lines(key, value).split_once(':').map_or("", |(_, said)| said).trim_end().replace('\n', end);
            Change::insert(after + colon + 1, said)
        }
        (None, Some(yaml)) => {
            // A last line without its end would run into the new one; a closing fence
            // always begins a line, so there is none.
            Change::insert(yaml.end, line)
        }
        (None, None) => Change::insert(0, format!("---{end}{line}---{end}{}", if page.text().is_empty() { "" } else { end })),
    };
    let new = page.changed(&[change])?;
    let now = self::mapping(&new);
    let others_stay = mapping.iter().all(|(known, value)| {
        value.value == Node::Empty || now.iter().any(|(other, kept)| other.value == known.value && same(&kept.value, &value.value))
    });
    let stands = now.iter().any(|(known, _)| is_same_key(&known.value, key) && stands_in(&now, &known.value, value));
    let count = mapping.len() + usize::from(empty.is_none());
    let body = |page: &Page| page.text().get(page.draft().body.start as usize..).map(str::to_owned);
    let body_stays = body(page) == body(&new) || page.draft().body.start == 0;
    if others_stay && stands && now.len() == count && body_stays { Ok(new) } else { Err(Refusal::NotAsMeant) }
}

fn with_tasks(page: &Page, tasks: &[&CardTask]) -> Result<Page, Refusal> {
    let end = line_end(page.text());
    let at = page.draft().body.start as usize;
    let said: String = tasks.iter().map(|task| task_line(task)).collect::<String>().replace('\n', end);
    let gap = if page.text().get(at..).is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', '\r'])) { "" } else { end };
    let before = if page.text().get(..at).is_some_and(|above| above.is_empty() || above.ends_with('\n')) { "" } else { end };
    let new = page.changed(&[Change::insert(at, format!("{before}{end}{said}{gap}"))])?;
    let log = |page: &Page| page.person().map(|(_, log)| log.entries.len());
    let is_meant = new.draft().tasks.len() == page.draft().tasks.len() + tasks.len() && log(&new) == log(page);
    if is_meant { Ok(new) } else { Err(Refusal::NotAsMeant) }
}

/// Two values, wherever they stand.
fn same(a: &Node, b: &Node) -> bool {
    match (a, b) {
        (Node::Empty, Node::Empty) => true,
        (Node::Text(a), Node::Text(b)) => a == b,
        (Node::List(a), Node::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.value, &b.value)),
        (Node::Map(a), Node::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((ak, av), (bk, bv))| ak.value == bk.value && same(&av.value, &bv.value))
        }
        _ => false,
    }
}

fn mapping(page: &Page) -> Mapping {
    let text = page.text();
    split(text).yaml.map(|range| yaml::read(FileId(0), text, range).value).unwrap_or_default()
}

/// Whether a page says nothing under a key, in any of its spellings.
fn is_blank(page: &Page, key: &str) -> bool {
    let said = mapping(page).iter().any(|(known, value)| is_same_key(&known.value, key) && value.value != Node::Empty);
    let has_channel = page.person().is_some_and(|(profile, _)| profile.channels.iter().any(|channel| channel.kind == key));
    // A day that is said by the moon, a meeting by its parts, are said.
    let in_parts = key == "met" && page.person().is_some_and(|(profile, _)| profile.met.at.is_some());
    !(said || has_channel || in_parts)
}

/// Whether a page says something else than a card under a key.
fn differs(page: &Page, key: &str, value: &Written) -> bool {
    if key == "uid" || key.ends_with("_types") {
        return false;
    }
    if channel_of(&normal(key)).is_some() {
        return value.texts().iter().any(|way| !has_way(page, key, way));
    }
    let mapping = mapping(page);
    let known = mapping.iter().find(|(known, _)| is_same_key(&known.value, key));
    known.is_some_and(|(known, _)| !stands_in(&mapping, &known.value, value))
}

fn has_way(page: &Page, kind: &str, way: &str) -> bool {
    page.person()
        .is_some_and(|(profile, _)| profile.channels.iter().any(|channel| channel.kind == kind && same_way(kind, &channel.value, way)))
}

/// A number with and without its country's code is the same.
fn same_way(kind: &str, a: &str, b: &str) -> bool {
    const TELLING_DIGITS: usize = 8;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().trim_start_matches('0').to_owned();
    let (a_digits, b_digits) = (digits(a), digits(b));
    let ends = |long: &str, short: &str| short.len() >= TELLING_DIGITS && long.ends_with(short);
    fold(a) == fold(b) || kind == "phone" && (ends(&a_digits, &b_digits) || ends(&b_digits, &a_digits))
}

fn note_fact(notes: Vec<String>) -> Option<(String, Written)> {
    (!notes.is_empty()).then(|| (NOTE.to_owned(), Written::Text(notes.join("\n\n"))))
}

/// Whether words below a front matter are mere words: no heading, task, entry or fence
/// that would swallow what follows.
fn is_harmless(note: &str) -> bool {
    let text = format!("---\nname: x\n---\n\n{note}\n\n## Log\n\n- 2020-01-01 x\n");
    let Ok(page) = Page::read("people/x.md", text.as_bytes()) else { return false };
    let only_ours = page.person().is_some_and(|(_, log)| log.entries.len() == 1 && log.undated.is_empty());
    only_ours && page.draft().headings.len() == 1 && page.draft().tasks.is_empty()
}

fn task_line(task: &CardTask) -> String {
    let mark = if task.is_done { 'x' } else { ' ' };
    let due = task.due.map(|due| format!(" 📅 {due}")).unwrap_or_default();
    let done = task.done_on.map(|done| format!(" ✅ {done}")).unwrap_or_default();
    format!("- [{mark}] {}{due}{done}\n", one_line(&task.text))
}

/// The lines of an entry. Words that would read as fields, people or items of their own
/// are written so that they are words.
fn entry_lines(entry: &CardEntry) -> Result<Vec<String>, Refusal> {
    let mut given = entry.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = given.next().unwrap_or("");
    let more: Vec<String> = given.map(plain_words).collect();
    let flow = |name, value: &Option<String>| value.as_ref().map(|value| (name, plain_words(value).replace(['[', ']', '(', ')'], "")));
    let fields: Vec<(&'static str, String)> =
        [flow("gave", &entry.gave), flow("got", &entry.got)].into_iter().flatten().filter(|(_, value)| !value.trim().is_empty()).collect();
    let said = |text: &str| {
        let by = Some(entry.by).filter(|by| *by != By::Unknown);
        words(&Said { text: text.to_owned(), by, kind: entry.kind.map(str::to_owned), fields: fields.clone(), ..Said::default() })
    };
    let is_plain = |line: &String| {
        let (meant, clean) = meaning(line);
        let flows = meant.gave.len() + meant.got.len();
        clean && meant.by == entry.by && flows == fields.len() && meant.with.is_empty() && meant.run.is_empty()
    };
    let line = match said(first) {
        Ok(line) if is_plain(&line) && !first.contains("::") => line,
        _ => said(&plain_words(first))?,
    };
    Ok(std::iter::once(line).chain(more).collect())
}

/// Words without what has a meaning of its own in a log.
fn plain_words(line: &str) -> String {
    let line = one_line(line).replace("::", ":").replace("[[", "[").replace("]]", "]");
    let begins_something = line.starts_with(['-', '*', '+', '#', '>', '`', '~', '|', '=', '_']);
    let numbered = line.split_once(['.', ')']).filter(|(number, _)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    match numbered {
        _ if begins_something => format!("\\{line}"),
        Some((number, _)) => format!("{number}\\{}", line.get(number.len()..).unwrap_or("")),
        None => line,
    }
}
