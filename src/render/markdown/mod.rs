//! The user's Markdown as HTML that can do no harm: raw HTML is text, links by
//! an allow-list, pictures only from `assets/`, no inline style, nothing fetched.
//!
//! A flat list of tokens goes through a few passes (`read`, `pair`, `shape`,
//! `outline`, `write`); none recurses, each is linear.

mod link;
mod outline;
mod pair;
mod running;
mod shape;
mod token;
mod write;

use std::borrow::Cow;

use pulldown_cmark::{Tag, TagEnd};

use super::i18n::{Catalogue, is_han};
use token::Token;

pub use link::{Links, Place};
pub use outline::{Heading, slug};

/// What a text needs to know of the page it stands on.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The page's language.
    pub words: &'a Catalogue,
    /// Where its links lead.
    pub links: &'a Links<'a>,
    /// Put before every id, so that several texts on a page do not clash.
    pub id_prefix: &'a str,
    /// Level of the first heading; 2 below a page's title.
    pub top_level: u8,
}

impl<'a> Setting<'a> {
    /// The setting of a page's main text.
    #[must_use]
    pub fn new(words: &'a Catalogue, links: &'a Links<'a>) -> Self {
        Self { words, links, id_prefix: "s-", top_level: 2 }
    }
}

/// A text made into a page's part.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// The HTML.
    pub html: String,
    /// Its headings in their order.
    pub contents: Vec<Heading>,
}

/// Makes a whole text into HTML.
#[must_use]
pub fn markdown_html(text: &str, setting: &Setting<'_>) -> Rendered {
    let source = shape::without_comments(text);
    let tokens = tokens(&source);
    let contents = outline::outline(&tokens, setting.top_level, setting.id_prefix);
    let html = write::write(&tokens, &contents, setting, source.len() * 2);
    Rendered { html, contents }
}

/// Makes one line into HTML without blocks around it; marks that would begin a
/// block are text.
#[must_use]
pub fn inline_html(text: &str, setting: &Setting<'_>) -> String {
    if is_plain(text) { text.to_owned() } else { marked_inline_html(text, setting) }
}

/// Whether a line holds nothing but words, so that no mark of any kind can be in it.
fn is_plain(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphanumeric)
        && !text.ends_with(' ')
        && text.chars().all(|sign| match sign {
            ' ' | ',' | '，' | '。' | '、' | '？' | '！' => true,
            sign if sign.is_ascii() => sign.is_ascii_alphanumeric(),
            sign => is_han(sign) || sign.is_alphabetic(),
        })
}

fn marked_inline_html(text: &str, setting: &Setting<'_>) -> String {
    let source = one_line(&shape::without_comments(text));
    write::write(&inline_tokens(&source), &[], setting, source.len() * 2)
}

/// The words of a text alone, for search and snippets; a line for each block.
#[must_use]
pub fn plain_text(text: &str, words: &Catalogue) -> String {
    let source = shape::without_comments(text);
    let mut out = String::with_capacity(source.len());
    for token in tokens(&source) {
        match token {
            Token::Text(text) => out.push_str(&running::plain(&text, words)),
            Token::Verbatim(text) | Token::Code(text) => out.push_str(&text),
            Token::Raw(html) if !html.starts_with("<!--") => out.push_str(&html),
            Token::RawBlock(html) if !html.trim_start().starts_with("<!--") => out.push_str(&html),
            Token::Open(token::Mark::Field(key)) => out.push_str(&key),
            Token::Soft | Token::End(TagEnd::TableCell) => out.push(' '),
            Token::Hard | Token::TitleEnd | Token::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow)
                if !out.is_empty() && !out.ends_with('\n') =>
            {
                out.push('\n');
            }
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn tokens(source: &str) -> Vec<Token<'_>> {
    shape::shape(pair::pair(source, token::read(source)))
}

/// The tokens of one line. A colon before it keeps `#`, `-` and `1.` from
/// beginning a block, and, being punctuation, lets emphasis begin behind it.
fn inline_tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = tokens(source);
    let first = tokens.iter_mut().find_map(|token| match token {
        Token::Text(text) => Some(text),
        _ => None,
    });
    if let Some(text) = first
        && let Some(rest) = text.strip_prefix(':')
    {
        *text = Cow::Owned(rest.to_owned());
    }
    tokens.retain(|token| !matches!(token, Token::Start(Tag::Paragraph) | Token::End(TagEnd::Paragraph)));
    tokens
}

fn one_line(text: &str) -> String {
    let mut line = String::from(":");
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let meet = line.chars().next_back().zip(part.chars().next());
        let is_chinese = meet.is_some_and(|(a, b)| super::i18n::is_cjk(a) && super::i18n::is_cjk(b));
        if line.len() > 1 && !is_chinese {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// How many minutes a text takes to read, at least one: 400 Chinese characters or 220 words a minute, the
/// middle of what studies of silent reading give. 6,000 characters take 15.
#[must_use]
pub fn minutes(text: &str) -> usize {
    const HAN_A_MINUTE: usize = 400;
    const WORDS_A_MINUTE: usize = 220;
    let text = &*shape::without_comments(text);
    let han = text.chars().filter(|c| is_han(*c)).count();
    let words = text.split(|c: char| c.is_whitespace() || is_han(c)).filter(|word| word.chars().any(char::is_alphanumeric)).count();
    (han * WORDS_A_MINUTE + words * HAN_A_MINUTE).div_ceil(HAN_A_MINUTE * WORDS_A_MINUTE).max(1)
}

#[cfg(test)]
mod tests;
