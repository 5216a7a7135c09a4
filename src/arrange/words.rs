//! What a view may say: the user's own words, a sentence still to be said, Markdown.

use std::borrow::Cow;

use serde::Serialize;

use super::site::Site;
use crate::message::{Argument, Message};
use crate::model::article::{Body, LinkTarget};
use crate::model::links::links;

/// A text of the user's, or a sentence of ours.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Words {
    /// The user's own words, shown as they stand.
    Text(String),
    /// A sentence of ours, said in the reader's language.
    Message(Message),
}

impl From<Message> for Words {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Words {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Words> for Argument {
    fn from(words: Words) -> Self {
        match words {
            Words::Text(text) => Self::Text(text),
            Words::Message(message) => message.into(),
        }
    }
}

/// A sentence without gaps.
#[must_use]
pub fn say(key: impl Into<Cow<'static, str>>) -> Words {
    Words::Message(Message::new(key))
}

/// The first sentence of a text on one line, links as their words.
#[must_use]
pub fn first_sentence(text: &str) -> String {
    let plain = crate::model::text::plain(text);
    let line = plain.lines().next().unwrap_or("").trim();
    let end = line.char_indices().find_map(|(at, sign)| {
        let after = line.get(at + sign.len_utf8()..).unwrap_or("");
        let ends = matches!(sign, '。' | '！' | '？' | '；') || matches!(sign, '.' | '!' | '?' | ';') && after.starts_with(' ');
        ends.then_some(at)
    });
    line.get(..end.unwrap_or(line.len())).unwrap_or(line).trim().to_owned()
}

/// The user's Markdown with where its links lead.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Markdown {
    /// As written.
    pub text: String,
    /// Target as written, and the page it leads to.
    pub links: Vec<(String, String)>,
}

impl Site<'_> {
    /// A text with the links of the file it stands in.
    #[must_use]
    pub fn markdown(&self, text: impl Into<String>, body: &Body) -> Markdown {
        let text = text.into();
        let mut written: Vec<String> = links(&text).into_iter().map(|link| link.target).collect();
        written.sort_unstable();
        written.dedup();
        let target = |written: String| {
            // Both lists are sorted: a text is asked for its own links alone.
            let place = body.links.binary_search_by(|(known, _)| known.as_str().cmp(&written)).ok()?;
            body.links.get(place).map(|(_, target)| (written, self.target_href(*target)))
        };
        let links = written.into_iter().filter_map(target).collect();
        Markdown { text, links }
    }

    /// The page a link leads to.
    #[must_use]
    pub fn target_href(&self, target: LinkTarget) -> String {
        match target {
            LinkTarget::Contact(who) => self.profile_href(who),
            LinkTarget::Article(place) => self.article_href(place),
        }
    }
}
