//! Pairs the marks CommonMark leaves as text: inline fields, highlights, and emphasis that
//! touches Chinese, where no spaces tell an opening mark from a closing one
//! (`**重点。**后面`, `他说**“你好”**吧`).
//!
//! Partners stand in the same element; pairs nest. One pass, each mark put on a
//! stack once and taken off once.

use std::borrow::Cow;

use super::token::{Delimiter, Mark, Token};
use crate::render::i18n::is_cjk;

/// Marks of one element that still wait for a partner, by their place in the list.
#[derive(Default)]
struct Waiting {
    one_star: Vec<usize>,
    two_stars: Vec<usize>,
    tildes: Vec<usize>,
    equals: Vec<usize>,
    /// With the key's place when it begins a field.
    square: Vec<(usize, bool)>,
    round: Vec<(usize, bool)>,
}

/// Turns delimiters into pairs; those without a partner become text again.
pub fn pair<'a>(source: &'a str, mut tokens: Vec<Token<'a>>) -> Vec<Token<'a>> {
    let mut elements = vec![Waiting::default()];
    for at in 0..tokens.len() {
        match tokens.get(at) {
            Some(Token::Start(_)) => elements.push(Waiting::default()),
            Some(Token::End(_)) if elements.len() > 1 => _ = elements.pop(),
            Some(Token::Delimiter(delimiter, range)) => {
                let (delimiter, range) = (*delimiter, range.clone());
                let Some(waiting) = elements.last_mut() else { continue };
                if let Some(opener) = waiting.partner(source, &tokens, delimiter, &range, at) {
                    join(source, &mut tokens, opener, at, delimiter);
                }
            }
            _ => {}
        }
    }
    merge(source, tokens)
}

impl Waiting {
    /// Finds the partner of a closing mark, or puts an opening one on its stack.
    fn partner(
        &mut self,
        source: &str,
        tokens: &[Token<'_>],
        delimiter: Delimiter,
        range: &std::ops::Range<usize>,
        at: usize,
    ) -> Option<usize> {
        let (before, after) = around(source, range);
        let stack = match delimiter {
            Delimiter::Stars(1) => &mut self.one_star,
            Delimiter::Stars(_) => &mut self.two_stars,
            Delimiter::Tildes => &mut self.tildes,
            Delimiter::Equals => &mut self.equals,
            Delimiter::Field(bracket, _) | Delimiter::Bracket(bracket) => {
                self.bracket(bracket).push((at, matches!(delimiter, Delimiter::Field(..))));
                return None;
            }
            Delimiter::Close(bracket) => {
                let (opener, _) = self.bracket(bracket).pop().filter(|(_, is_field)| *is_field)?;
                self.forget_after(opener);
                return Some(opener);
            }
        };
        if before.is_some_and(|c| !c.is_whitespace())
            && let Some(&opener) = stack.last()
            && (delimiter == Delimiter::Equals || touches_cjk(source, tokens, opener, (before, after)))
        {
            stack.pop();
            self.forget_after(opener);
            return Some(opener);
        }
        if after.is_some_and(|c| !c.is_whitespace()) {
            stack.push(at);
        }
        None
    }

    fn bracket(&mut self, bracket: u8) -> &mut Vec<(usize, bool)> {
        if bracket == b'[' { &mut self.square } else { &mut self.round }
    }

    /// Marks inside a pair can have no partner outside it.
    fn forget_after(&mut self, opener: usize) {
        for stack in [&mut self.one_star, &mut self.two_stars, &mut self.tildes, &mut self.equals] {
            while stack.last().is_some_and(|at| *at > opener) {
                stack.pop();
            }
        }
        for stack in [&mut self.square, &mut self.round] {
            while stack.last().is_some_and(|(at, _)| *at > opener) {
                stack.pop();
            }
        }
    }
}

/// Elsewhere CommonMark's own rule stands: `5 * 3 *4` is no emphasis.
fn touches_cjk(source: &str, tokens: &[Token<'_>], opener: usize, closing: (Option<char>, Option<char>)) -> bool {
    let Some(Token::Delimiter(_, range)) = tokens.get(opener) else { return false };
    let (before, after) = around(source, range);
    [before, after, closing.0, closing.1].into_iter().flatten().any(is_cjk)
}

fn around(source: &str, range: &std::ops::Range<usize>) -> (Option<char>, Option<char>) {
    let before = source.get(..range.start).and_then(|text| text.chars().next_back());
    let after = source.get(range.end..).and_then(|text| text.chars().next());
    (before, after)
}

fn join(source: &str, tokens: &mut [Token<'_>], opener: usize, closer: usize, closing: Delimiter) {
    let mark = match (closing, tokens.get(opener)) {
        (Delimiter::Stars(1), _) => Mark::Em,
        (Delimiter::Stars(_), _) => Mark::Strong,
        (Delimiter::Tildes, _) => Mark::Del,
        (Delimiter::Equals, _) => Mark::Highlight,
        (_, Some(Token::Delimiter(Delimiter::Field(..), range))) => {
            let written = source.get(range.clone()).unwrap_or("");
            Mark::Field(written.trim_matches(['[', '(', ':']).trim().to_owned())
        }
        _ => return,
    };
    if let Some(token) = tokens.get_mut(opener) {
        *token = Token::Open(mark.clone());
    }
    if let Some(token) = tokens.get_mut(closer) {
        *token = Token::Close(mark);
    }
}

/// What stayed alone becomes text; neighbouring texts become one.
fn merge<'a>(source: &'a str, tokens: Vec<Token<'a>>) -> Vec<Token<'a>> {
    let mut merged: Vec<Token<'a>> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let text = match token {
            Token::Delimiter(_, range) => Cow::Borrowed(source.get(range).unwrap_or("")),
            Token::Text(text) => text,
            other => {
                merged.push(other);
                continue;
            }
        };
        match merged.last_mut() {
            Some(Token::Text(before)) => before.to_mut().push_str(&text),
            _ => merged.push(Token::Text(text)),
        }
    }
    merged
}
