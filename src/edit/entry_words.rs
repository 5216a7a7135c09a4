//! The words of one entry: what was said and what was typed beside it, as one line
//! that reads back as the same.

use super::page::Refusal;
use crate::model::date::parse_time_prefix;
use crate::model::interaction::By;
use crate::parse::decode::Decoder;
use crate::parse::entry::{Entry, entry};
use crate::parse::fields::fields;
use crate::parse::kinds::leading_kind;
use crate::source::FileId;

/// What is to be written down.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The text as it was typed; may bring its own arrow, kind and fields.
    pub text: String,
    /// Who reached out.
    pub by: Option<By>,
    /// The word of a kind, in English or Chinese.
    pub kind: Option<String>,
    /// Who else was there: links.
    pub with: Vec<String>,
    /// Fields in their order: name and value.
    pub fields: Vec<(&'static str, String)>,
}

/// The entry's words without its day, in one line.
///
/// # Errors
/// A [`Refusal`] that says why nothing may be written.
pub fn words(said: &Said) -> Result<String, Refusal> {
    let text = one_line(&said.text);
    let mut rest = text.trim_start_matches([':', '：', ',', '，', ' ']);
    rest = ["- ", "– ", "— "].iter().find_map(|dash| rest.strip_prefix(dash)).unwrap_or(rest).trim();
    let typed = rest;
    let mut words = String::new();
    if said.by.is_some() || said.kind.is_some() {
        let (time, after) = split_time(rest);
        rest = after;
        push(&mut words, time);
    }
    if let Some(by) = said.by {
        push(&mut words, arrow(by));
        rest = without_arrow(rest);
    }
    if let Some(kind) = &said.kind {
        push(&mut words, &with_colon(kind, rest.is_empty())?);
    }
    push(&mut words, rest);
    if !said.with.is_empty() {
        push(&mut words, &format!("[with:: {}]", said.with.join(", ")));
    }
    for (key, value) in &said.fields {
        push(&mut words, &field(key, &one_line(value))?);
    }
    reads_back(said, typed, &words)?;
    Ok(words)
}

/// The arrow of who reached out; nothing where nobody knows.
#[must_use]
pub fn arrow(by: By) -> &'static str {
    match by {
        By::Me => "→",
        By::Them => "←",
        By::Both => "↔",
        By::Unknown => "",
    }
}

/// What these words say when they stand in a log, places left out.
#[must_use]
pub fn meaning(words: &str) -> (Entry, bool) {
    let mut decoder = Decoder::default();
    let read = entry(FileId(0), words, 0, &mut decoder);
    (unplaced(read), decoder.diagnostics.is_empty())
}

/// An entry without the places it was read from, so that two can be compared.
#[must_use]
pub fn unplaced(mut entry: Entry) -> Entry {
    let nowhere = crate::source::Span::top(FileId(0));
    for name in &mut entry.with {
        name.at = nowhere;
    }
    for names in [&mut entry.run, &mut entry.links, &mut entry.field_links] {
        for name in names.iter_mut() {
            name.at = nowhere;
        }
    }
    entry
}

/// Line ends and other control characters become spaces.
#[must_use]
pub fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect();
    plain.trim().to_owned()
}

fn push(words: &mut String, part: &str) {
    // After a full-width colon Chinese leaves no gap.
    if !words.is_empty() && !part.is_empty() && !words.ends_with('：') {
        words.push(' ');
    }
    words.push_str(part);
}

/// A time of day that the text begins with, and the rest.
fn split_time(text: &str) -> (&str, &str) {
    let spaced = format!(" {text}");
    match parse_time_prefix(&spaced).and_then(|(_, length)| length.checked_sub(1)).and_then(|at| text.split_at_checked(at)) {
        Some((time, rest)) => (time, rest.trim_start_matches([':', '：', ' '])),
        None => ("", text),
    }
}

fn without_arrow(text: &str) -> &str {
    let arrows = ["<->", "<>", "↔", "->", "→", "<-", "←"];
    arrows.iter().find_map(|sign| text.strip_prefix(sign)).map_or(text, |rest| rest.trim_start_matches(['\u{fe0f}', ' ']))
}

fn with_colon(kind: &str, alone: bool) -> Result<String, Refusal> {
    let kind = kind.trim();
    let is_kind = leading_kind(kind, || kind.to_owned()).is_some_and(|(_, at)| at == kind.len());
    if !is_kind || kind.contains([':', '：']) {
        return Err(Refusal::BadKind(kind.to_owned()));
    }
    Ok(match (alone, kind.is_ascii()) {
        (true, _) => kind.to_owned(),
        (false, true) => format!("{kind}:"),
        (false, false) => format!("{kind}："),
    })
}

/// `[key:: value]`, or `(key:: value)` where the value's brackets do not pair.
fn field(key: &'static str, value: &str) -> Result<String, Refusal> {
    let forms = [format!("[{key}:: {value}]"), format!("({key}:: {value})")];
    let whole =
        |form: &String| fields(form).first().is_some_and(|field| field.at == (0..form.len()) && field.value == value && !value.is_empty());
    forms.into_iter().find(whole).ok_or_else(|| Refusal::BadField(key, value.to_owned()))
}

/// The line must say what was typed, no less and nothing else.
fn reads_back(said: &Said, text: &str, words: &str) -> Result<(), Refusal> {
    let mut decoder = Decoder::default();
    let read = entry(FileId(0), words, 0, &mut decoder);
    for (key, value) in &said.fields {
        let understood = match *key {
            "ask" => read.ask.is_some(),
            "reply" => read.reply.is_some(),
            "felt" => read.felt.is_some(),
            "depth" => read.depth.is_some(),
            _ => true,
        };
        if !understood {
            return Err(Refusal::BadField(key, value.clone()));
        }
    }
    // What the text says by itself, and what was typed beside it: this and nothing else.
    let (alone, _) = meaning(text);
    let typed = |key: &str| said.fields.iter().filter(|(known, _)| *known == key).count();
    let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let same_text = match said.kind {
        None => bare(&read.text) == bare(&alone.text),
        // A word that would have been the kind is now a part of the text.
        Some(_) => bare(&read.text).ends_with(&bare(&alone.text)),
    };
    let all_there = said.by.is_none_or(|by| read.by == by)
        && said.kind.is_none() | read.kind.is_some()
        && same_text
        && read.gave.len() == alone.gave.len() + typed("gave")
        && read.got.len() == alone.got.len() + typed("got")
        && read.with.len() == alone.with.len() + said.with.len();
    if all_there && decoder.diagnostics.is_empty() { Ok(()) } else { Err(Refusal::NotAsMeant) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Said {
        Said { text: text.to_owned(), ..Said::default() }
    }

    #[track_caller]
    fn check(said: Said, expected: &str) {
        assert_eq!(words(&said).as_deref(), Ok(expected));
    }

    #[test]
    fn one_line_of_all_that_was_typed() {
        check(said("coffee: talked"), "coffee: talked");
        check(said("- one\ntwo\u{1b}[0m "), "one two [0m");
        check(Said { by: Some(By::Me), ..said("coffee: talked") }, "→ coffee: talked");
        check(Said { by: Some(By::Them), ..said("-> 14:30 x") }, "← 14:30 x");
        check(Said { by: Some(By::Both), kind: Some("dinner".to_owned()), ..said("19:30 at home") }, "19:30 ↔ dinner: at home");
        check(Said { kind: Some("电话".to_owned()), ..said("聊了半小时") }, "电话：聊了半小时");
        check(Said { kind: Some("call".to_owned()), ..said("") }, "call");
        let fields = vec![("gave", "medium intro to [[Ada]]".to_owned()), ("got", "a :] smile".to_owned()), ("felt", "温暖".to_owned())];
        let with = vec!["[[Bo]]".to_owned(), "[[王伟]]".to_owned()];
        check(
            Said { with, fields, ..said("x") },
            "x [with:: [[Bo]], [[王伟]]] [gave:: medium intro to [[Ada]]] (got:: a :] smile) [felt:: 温暖]",
        );
    }

    #[test]
    fn what_would_not_read_back_is_refused() {
        let with = |key, value: &str| words(&Said { fields: vec![(key, value.to_owned())], ..said("x") });
        assert_eq!(with("felt", "meh"), Err(Refusal::BadField("felt", "meh".to_owned())));
        assert_eq!(with("gave", ""), Err(Refusal::BadField("gave", String::new())));
        assert_eq!(with("gave", "a ] and a )"), Err(Refusal::BadField("gave", "a ] and a )".to_owned())));
        assert_eq!(words(&said("x [by:: us]")), Err(Refusal::NotAsMeant));
        assert_eq!(words(&Said { kind: Some("chat".to_owned()), ..said("x") }), Err(Refusal::BadKind("chat".to_owned())));
        assert_eq!(words(&Said { by: Some(By::Me), ..said("x [by:: them]") }), Err(Refusal::NotAsMeant));
    }
}
