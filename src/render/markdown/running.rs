//! What running text holds beside words: bare addresses and the marks of the
//! Tasks plugin (`📅 2026-11-30`).

use jiff::civil::Date;

use crate::message::Message;
use crate::render::html::{address, escape, escape_into};
use crate::render::i18n::{Catalogue, is_cjk};
use crate::source::first_sign;

/// Marks followed by a day, and the key of what is said for each.
const DAY_MARKS: [(char, &str); 6] = [
    ('📅', "markdown.mark.due"),
    ('⏳', "markdown.mark.scheduled"),
    ('🛫', "markdown.mark.start"),
    ('✅', "markdown.mark.done"),
    ('❌', "markdown.mark.cancelled"),
    ('➕', "markdown.mark.created"),
];

/// Marks of priority, and the key of what is said for each.
const PRIORITY_MARKS: [(char, &str); 5] = [
    ('🔺', "markdown.mark.highest"),
    ('⏫', "markdown.mark.high"),
    ('🔼', "markdown.mark.medium"),
    ('🔽', "markdown.mark.low"),
    ('⏬', "markdown.mark.lowest"),
];

/// Followed by words until the next mark.
const RECURRENCE: char = '🔁';

/// The first bytes of all these, of three and of four.
const MARKS_BEGIN: [u8; 2] = [0xe2, 0xf0];

/// Writes text with its marks said and its addresses linked.
pub fn write_text(out: &mut String, text: &str, words: &Catalogue, with_links: bool) {
    // Most text holds no address, and `h` stands everywhere. Asked once: a text of many marks is walked through piece by piece.
    let with_links = with_links && text.contains("://");
    let mut rest = text;
    while let Some((at, found)) = next(rest, with_links) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        escape_into(before, out);
        rest = match found {
            Found::Address(length) => {
                let (href, after) = from.split_at_checked(length).unwrap_or((from, ""));
                out.push_str(&format!("<a href=\"{}\" rel=\"noreferrer noopener\">{}</a>", address(href), escape(href)));
                after
            }
            Found::Mark { said, length } => {
                out.push_str(&format!("<span class=\"field\">{}</span>", escape(&said.say(words))));
                from.get(length..).unwrap_or("")
            }
        };
    }
    escape_into(rest, out);
}

/// The text with its marks said in words, for search and snippets.
pub fn plain(text: &str, words: &Catalogue) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, Found::Mark { said, length })) = next(rest, false) {
        out.push_str(rest.get(..at).unwrap_or(""));
        out.push_str(&said.say(words));
        rest = rest.get(at + length..).unwrap_or("");
    }
    out + rest
}

enum Found {
    Address(usize),
    Mark { said: Said, length: usize },
}

enum Said {
    On(&'static str, Date),
    Word(&'static str),
    Repeats(String),
}

impl Said {
    fn say(&self, words: &Catalogue) -> String {
        match self {
            Self::On(key, on) => words.say(&Message::new(*key).with("on", *on)),
            Self::Word(key) => words.word(key),
            Self::Repeats(rule) => words.say(&Message::new("markdown.mark.repeats").with("rule", rule)),
        }
    }
}

/// The next thing that is not mere words, and where it begins.
fn next(text: &str, with_links: bool) -> Option<(usize, Found)> {
    let [three, four] = MARKS_BEGIN;
    let signs = [three, four, if with_links { b'h' } else { four }];
    let mut upto = 0;
    while let Some(found) = first_sign(text.get(upto..)?, &signs) {
        let at = upto + found;
        let (before, rest) = text.split_at_checked(at)?;
        let sign = rest.chars().next()?;
        let found = if sign != 'h' {
            mark(sign, rest)
        } else if before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            None
        } else {
            address_length(rest).map(Found::Address)
        };
        if let Some(found) = found {
            return Some((at, found));
        }
        upto = at + sign.len_utf8();
    }
    None
}

fn mark(c: char, rest: &str) -> Option<Found> {
    let is_mark = |c: char| DAY_MARKS.iter().chain(&PRIORITY_MARKS).any(|(mark, _)| *mark == c);
    if c != RECURRENCE && !is_mark(c) {
        return None;
    }
    let after = rest.get(c.len_utf8()..)?.trim_start_matches('\u{fe0f}');
    let whole = rest.len();
    if let Some((_, key)) = DAY_MARKS.iter().find(|(mark, _)| *mark == c) {
        let day = after.trim_start();
        let on = day.get(..10)?.parse().ok()?;
        return Some(Found::Mark { said: Said::On(key, on), length: whole - day.len() + 10 });
    }
    if let Some((_, key)) = PRIORITY_MARKS.iter().find(|(mark, _)| *mark == c) {
        return Some(Found::Mark { said: Said::Word(key), length: whole - after.len() });
    }
    let rule = after.split(is_mark).next().unwrap_or("");
    let kept = rule.trim_end();
    let said = Said::Repeats(kept.trim_start().to_owned());
    (!kept.trim().is_empty()).then_some(Found::Mark { said, length: whole - after.len() + kept.len() })
}

/// How far a bare address reaches: to a space, a quote or Chinese text; a full
/// stop or an unopened bracket at its end belongs to the sentence.
fn address_length(rest: &str) -> Option<usize> {
    let host = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?;
    if !host.starts_with(char::is_alphanumeric) {
        return None;
    }
    let stops = |c: char| c.is_whitespace() || c.is_control() || is_cjk(c) || matches!(c, '<' | '>' | '"' | '`');
    let mut url = rest.split(stops).next()?;
    let surplus = |open: char, close: char| url.matches(close).count().saturating_sub(url.matches(open).count());
    let (mut round, mut square) = (surplus('(', ')'), surplus('[', ']'));
    while let Some(last) = url.chars().next_back() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' => {}
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            _ => break,
        }
        url = url.get(..url.len() - last.len_utf8())?;
    }
    Some(url.len())
}
