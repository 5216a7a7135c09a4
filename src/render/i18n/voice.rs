//! Puts a phrase together: plain for a terminal or an attribute, or as HTML.
//!
//! Arguments are never read as marks and, in HTML, always escaped. Chinese
//! keeps one space between Han and Latin or digits and none between Han and
//! Han, whatever fills the gap, so that catalogues need not know.

use super::Catalogue;
use super::day::{FORMATS, iso_day, say_day, say_lunar_day, say_lunar_month};
use super::number::{say_in_words, say_int, say_number};
use super::phrase::Part;
use super::script::{is_cjk, is_han, other_language};
use super::words::{Sayable, What};
use crate::render::html::{escape, escape_into};

/// Phrases within phrases are few; more than this is a mistake, not a sentence.
const DEEPEST: u8 = 8;

/// How a phrase is to sound.
#[derive(Debug, Clone, Copy)]
pub enum Voice<'a> {
    /// Words alone.
    Plain,
    /// Bold and links of the catalogue as HTML.
    Html {
        /// What leads from the page to the language's root, put before links.
        root: &'a str,
        /// Whether arguments in another script are wrapped in a `lang` span.
        mark_languages: bool,
    },
}

/// Says anything, at the end of `out`.
pub(super) fn speak<'s>(catalogue: &Catalogue, saying: impl Sayable<'s>, voice: Voice<'_>, out: &mut String) {
    let is_chinese = catalogue.lang() == "zh";
    let mut speech = Speech { catalogue, is_chinese, voice, out, last: None, held_space: false, opening: String::new() };
    match saying.what() {
        What::List(items) => speech.sentences(items),
        one => speech.value(&one, saying, "", 0),
    }
    speech.finish();
}

struct Speech<'a> {
    catalogue: &'a Catalogue,
    is_chinese: bool,
    voice: Voice<'a>,
    out: &'a mut String,
    /// The last visible character.
    last: Option<char>,
    /// A space that is said only if the next character wants it.
    held_space: bool,
    /// Marks that open before the next word: a space belongs before them, not inside.
    opening: String,
}

impl Speech<'_> {
    fn words<'s, S: Sayable<'s>>(&mut self, key: &str, args: S::Args, depth: u8) {
        let catalogue = self.catalogue;
        let count = |name: &str| S::arg(args, name).and_then(S::count);
        let Some(parts) = catalogue.parts(key, count).filter(|_| depth < DEEPEST) else {
            self.text(key);
            return;
        };
        for part in parts {
            match part {
                Part::Text(text) => self.said(&text.words, text.is_plain),
                Part::Gap { name, format } => match S::arg(args, name) {
                    Some(value) => self.value(&value.what(), value, format, depth),
                    None => match catalogue.numbers.get(name.as_str()) {
                        Some(number) => self.int(*number, format),
                        None => self.text(&format!("{{{name}}}")),
                    },
                },
                Part::If { name, text } => {
                    if S::arg(args, name).is_some_and(S::is_true) {
                        self.text(text);
                    }
                }
                Part::BoldOpen => self.open("<strong>"),
                Part::BoldClose => self.close("</strong>"),
                Part::LinkOpen(href) => self.link(href),
                Part::LinkClose => self.close("</a>"),
            }
        }
    }

    /// Says a value, of which is known what it is.
    fn value<'s, S: Sayable<'s>>(&mut self, what: &What<'s, S::Args, S::Items>, value: S, format: &str, depth: u8) {
        let lang = self.catalogue.lang();
        match what {
            What::Nothing | What::Flag(_) => {}
            What::Int(n) => self.int(*n, format),
            What::Number(x) => self.text(&match format {
                "percent" => say_number(x * 100.0, 0) + "%",
                _ => say_number(*x, format.parse().unwrap_or(1)),
            }),
            What::Text(text) if format.is_empty() => self.own_words(text),
            What::Text(text) => match FORMATS.contains(&format).then(|| iso_day(text)).flatten() {
                Some(on) => self.text(&say_day(lang, on, format)),
                None => self.own_words(text),
            },
            What::Day(on) => self.text(&say_day(lang, *on, format)),
            What::Words(..) if format == "cap" => self.text(&capitalised(&self.catalogue.speak(value, Voice::Plain))),
            What::Words(..) if format == "plain" => self.text(&self.catalogue.speak(value, Voice::Plain)),
            What::Words(key, args) => self.words::<S>(key, *args, depth + 1),
            What::List(_) => self.list(value, depth),
        }
    }

    fn int(&mut self, n: i64, format: &str) {
        let lang = self.catalogue.lang();
        match format {
            "" if (0..10_000).contains(&n) => self.said(itoa::Buffer::new().format(n), true),
            "words" => self.text(&say_in_words(lang, n)),
            "words_cap" => self.text(&capitalised(&say_in_words(lang, n))),
            "lunar_month" => self.text(&say_lunar_month(lang, n)),
            "lunar_day" => self.text(&say_lunar_day(lang, n)),
            "percent" => self.text(&(say_int(n) + "%")),
            "bare" => self.text(itoa::Buffer::new().format(n)),
            _ => self.text(&say_int(n)),
        }
    }

    /// One after the other, as sentences of a paragraph.
    fn sentences<'s, S: Sayable<'s>>(&mut self, items: impl Iterator<Item = S>) {
        for (at, item) in items.filter(|item| item.is_true()).enumerate() {
            // Most are one sentence alone.
            if at > 0 {
                self.text(&self.joiner("join.sentences", if self.is_chinese { "" } else { " " }));
            }
            self.value(&item.what(), item, "", 1);
        }
    }

    /// `a, b and c`; `甲、乙和丙`.
    fn list<'s, S: Sayable<'s>>(&mut self, list: S, depth: u8) {
        let What::List(items) = list.what() else { return };
        let (comma, and) = if self.is_chinese { ("、", "和") } else { (", ", " and ") };
        let (comma, and) = (self.joiner("join.comma", comma), self.joiner("join.and", and));
        let count = items.len();
        for (at, item) in items.enumerate() {
            if at > 0 {
                self.text(if at + 1 == count { &and } else { &comma });
            }
            self.value(&item.what(), item, "", depth + 1);
        }
    }

    fn joiner(&self, key: &str, usual: &str) -> String {
        if self.catalogue.knows(key) { self.catalogue.word(key) } else { usual.to_owned() }
    }

    /// The user's words: as they stand, and named when in another script.
    fn own_words(&mut self, text: &str) {
        let other = match self.voice {
            Voice::Html { mark_languages: true, .. } => other_language(text, self.catalogue.lang()),
            _ => None,
        };
        let Some(lang) = other else { return self.text(text) };
        self.open(&format!("<span lang=\"{lang}\">"));
        self.text(text);
        self.close("</span>");
    }

    /// Visible text, escaped when it goes into HTML.
    fn text(&mut self, text: &str) {
        self.said(text, false);
    }

    /// The same, of which may be known that HTML says it as it stands.
    fn said(&mut self, text: &str, is_plain: bool) {
        if !self.is_chinese {
            if !text.is_empty() {
                self.put(text, is_plain);
            }
            return;
        }
        let body = text.trim_start_matches(' ');
        self.held_space |= body.len() < text.len();
        let Some(first) = body.chars().next() else { return };
        self.space_before(Some(first));
        let kept = body.trim_end_matches(' ');
        self.held_space = kept.len() < body.len();
        self.last = kept.chars().next_back();
        self.put(kept, is_plain);
    }

    /// Puts text behind what opens before it.
    fn put(&mut self, text: &str, is_plain: bool) {
        if !self.opening.is_empty() {
            self.out.push_str(&self.opening);
            self.opening.clear();
        }
        match self.voice {
            Voice::Html { .. } if !is_plain => escape_into(text, self.out),
            _ => self.out.push_str(text),
        }
    }

    /// The space between what was said and what comes.
    fn space_before(&mut self, next: Option<char>) {
        let wanted = match (self.last, next) {
            (Some(a), Some(b)) => match (is_cjk(a), is_cjk(b)) {
                (true, true) => false,
                (true, false) => self.held_space || is_han(a) && b.is_alphanumeric(),
                (false, true) => self.held_space || a.is_alphanumeric() && is_han(b),
                (false, false) => self.held_space,
            },
            _ => self.held_space,
        };
        self.held_space = false;
        if wanted {
            self.out.push(' ');
        }
    }

    fn open(&mut self, tag: &str) {
        if matches!(self.voice, Voice::Html { .. }) {
            self.opening.push_str(tag);
        }
    }

    fn close(&mut self, tag: &str) {
        if matches!(self.voice, Voice::Html { .. }) {
            self.out.push_str(&self.opening);
            self.opening.clear();
            self.out.push_str(tag);
        }
    }

    fn link(&mut self, href: &str) {
        if let Voice::Html { root, .. } = self.voice {
            let root = if href.starts_with('#') { "" } else { root };
            self.open(&format!("<a href=\"{}{}\">", escape(root), escape(href)));
        }
    }

    fn finish(self) {
        if self.held_space {
            self.out.push(' ');
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
