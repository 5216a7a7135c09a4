//! What Obsidian and Tasks write and CommonMark does not know: comments, block
//! ids, cancelled tasks, callouts with a title.

use std::borrow::Cow;

use memchr::memchr;
use pulldown_cmark::{BlockQuoteKind, Event, Parser, Tag, TagEnd};

use super::token::{Task, Token};

/// The text without its `%%comments%%`. One without a partner hides the rest where it begins a line, and is text
/// elsewhere.
/// Marks in code are code.
pub fn without_comments(text: &str) -> Cow<'_, str> {
    // One sign is looked for sooner than two, and most texts hold none.
    if memchr(b'%', text.as_bytes()).is_none() || !text.contains("%%") {
        return Cow::Borrowed(text);
    }
    let mut marks = Vec::new();
    let mut in_code = false;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => {
                let inside = text.get(range.clone()).unwrap_or("");
                marks.extend(inside.match_indices("%%").map(|(at, _)| range.start + at));
            }
            _ => {}
        }
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for pair in marks.chunks(2) {
        let (open, end) = match pair {
            [open, close] => (*open, close + 2),
            [open] if begins_line(text, *open) => (*open, text.len()),
            _ => continue,
        };
        kept.push_str(text.get(from..open).unwrap_or(""));
        from = end;
    }
    kept.push_str(text.get(from..).unwrap_or(""));
    Cow::Owned(kept)
}

fn begins_line(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before.rsplit('\n').next().is_none_or(|line| line.trim().is_empty())
}

/// Gives the tokens their last shape before they are written.
pub fn shape(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut shaped: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => {
                let text = if tokens.peek().is_none_or(ends_line) { without_block_id(text) } else { text };
                let text = if begins_item(&shaped) { cancelled_task(text, &mut shaped) } else { text };
                if !text.is_empty() {
                    shaped.push(Token::Text(text));
                }
            }
            // A paragraph that held nothing but a block id.
            Token::End(TagEnd::Paragraph) if matches!(shaped.last(), Some(Token::Start(Tag::Paragraph))) => _ = shaped.pop(),
            Token::Start(Tag::BlockQuote(Some(kind))) => shaped.push(Token::Callout(alert(kind))),
            other => shaped.push(other),
        }
    }
    for at in 0..shaped.len() {
        if let Some(Token::Start(Tag::BlockQuote(None))) = shaped.get(at) {
            callout(&mut shaped, at);
        }
    }
    shaped
}

fn set<'a>(tokens: &mut [Token<'a>], at: usize, token: Token<'a>) {
    if let Some(place) = tokens.get_mut(at) {
        *place = token;
    }
}

fn begins_item(before: &[Token<'_>]) -> bool {
    matches!(before, [.., Token::Start(Tag::Item)] | [.., Token::Start(Tag::Item), Token::Start(Tag::Paragraph)])
}

/// `- [-] text`: CommonMark knows only `[ ]` and `[x]`.
fn cancelled_task<'a>(text: Cow<'a, str>, shaped: &mut Vec<Token<'a>>) -> Cow<'a, str> {
    match text.strip_prefix("[-]").filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
        Some(rest) => {
            shaped.push(Token::Task(Task::Cancelled));
            Cow::Owned(rest.trim_start().to_owned())
        }
        None => text,
    }
}

/// Whether text before this token is the last of its line.
fn ends_line(next: &Token<'_>) -> bool {
    match next {
        Token::Text(_) | Token::Code(_) | Token::Raw(_) | Token::Note(_) | Token::Open(_) | Token::Close(_) => false,
        Token::Start(tag) => !matches!(tag, Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough),
        Token::End(tag) => !matches!(tag, TagEnd::Link | TagEnd::Image | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough),
        _ => true,
    }
}

/// Text without the `^id` by which Obsidian points at its block.
fn without_block_id(text: Cow<'_, str>) -> Cow<'_, str> {
    let Some((before, id)) = text.rsplit_once('^') else { return text };
    let is_id = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_id && (before.is_empty() || before.ends_with(' ')) { Cow::Owned(before.trim_end().to_owned()) } else { text }
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

/// Obsidian's many kinds, as the five there are words for.
fn callout_kind(written: &str) -> &'static str {
    match written.to_ascii_lowercase().as_str() {
        "tip" | "hint" | "success" | "check" | "done" => "tip",
        "important" => "important",
        "warning" | "attention" | "question" | "help" | "faq" => "warning",
        "caution" | "danger" | "error" | "bug" | "failure" | "fail" | "missing" => "caution",
        _ => "note",
    }
}

/// `> [!tip]- A title`, then its text.
fn callout(tokens: &mut [Token<'_>], quote: usize) {
    let Some([_, Token::Start(Tag::Paragraph), Token::Text(first)]) = tokens.get(quote..quote + 3) else { return };
    let Some((kind, rest)) = first.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else { return };
    if !kind.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) {
        return;
    }
    let kind = callout_kind(kind);
    let title = rest.trim_start_matches(['+', '-']).trim_start().to_owned();
    set(tokens, quote, Token::Callout(kind));
    if title.is_empty() {
        // The kind's own word is the title; what follows on the next line is text.
        set(tokens, quote + 2, Token::Text(Cow::Owned(String::new())));
        return;
    }
    set(tokens, quote + 1, Token::Title);
    set(tokens, quote + 2, Token::Text(Cow::Owned(title)));
    for token in tokens.iter_mut().skip(quote + 3) {
        match token {
            Token::Soft | Token::Hard => {
                *token = Token::TitleEnd;
                return;
            }
            Token::End(TagEnd::Paragraph) => return,
            _ => {}
        }
    }
}
