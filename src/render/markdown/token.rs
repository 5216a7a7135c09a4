//! Markdown events as a flat list of tokens: neighbouring text joined, marks
//! that CommonMark left as text set apart so that they can be paired.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::source::first_sign;

/// What a pair of marks means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// `*text*`
    Em,
    /// `**text**`
    Strong,
    /// `~~text~~`
    Del,
    /// `==text==`, as Obsidian writes a highlight
    Highlight,
    /// `[key:: text]` or `(key:: text)`, with its key.
    Field(String),
}

/// How a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// `[ ]`
    Open,
    /// `[x]`
    Done,
    /// `[-]`
    Cancelled,
}

/// A mark that may have a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// `*` or `**`: how many.
    Stars(usize),
    /// `~~`
    Tildes,
    /// `==`
    Equals,
    /// `[key::` or `(key::`: the opening bracket and the key's length in bytes.
    Field(u8, usize),
    /// A plain `[` or `(` inside a field.
    Bracket(u8),
    /// `]` or `)`.
    Close(u8),
}

/// One step of a document.
#[derive(Debug, Clone)]
pub enum Token<'a> {
    /// An element begins.
    Start(Tag<'a>),
    /// An element ends.
    End(TagEnd),
    /// Running text.
    Text(Cow<'a, str>),
    /// Text of a code block.
    Verbatim(CowStr<'a>),
    /// A code span.
    Code(CowStr<'a>),
    /// Raw HTML within a line, shown as text.
    Raw(CowStr<'a>),
    /// Raw HTML as a block of its own.
    RawBlock(String),
    /// A reference to a note.
    Note(CowStr<'a>),
    /// A line break that is only a line end.
    Soft,
    /// A line break that is meant.
    Hard,
    /// A rule.
    Rule,
    /// The box of a task.
    Task(Task),
    /// A mark whose partner is still looked for: kind and place in the source.
    Delimiter(Delimiter, Range<usize>),
    /// The first of a pair.
    Open(Mark),
    /// The second of a pair.
    Close(Mark),
    /// A quotation that is a callout, with its kind.
    Callout(&'static str),
    /// The first line of a callout begins.
    Title,
    /// The first line of a callout ends and its text begins.
    TitleEnd,
}

/// No metadata blocks: a `---` pair amid the text would vanish as one. No
/// heading attributes: `{…}` is text in a journal.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

/// Reads a document.
pub fn read(source: &str) -> Vec<Token<'_>> {
    let mut reader = Reader { source, tokens: Vec::new(), run: 0..0, in_code: false, html_block: None, fields_open: 0 };
    for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
    reader.tokens
}

struct Reader<'a> {
    source: &'a str,
    tokens: Vec<Token<'a>>,
    /// Bytes of the source that are text and not yet scanned.
    run: Range<usize>,
    in_code: bool,
    html_block: Option<String>,
    /// Fields begun in this block: only then are closing brackets of interest.
    fields_open: usize,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if let Event::Text(text) = &event
            && !self.in_code
            && self.source.get(range.clone()) == Some(&**text)
        {
            if self.run.end != range.start {
                self.flush();
                self.run.start = range.start;
            }
            self.run.end = range.end;
            return;
        }
        self.flush();
        if let Some(token) = self.token(event) {
            self.tokens.push(token);
        }
    }

    fn token(&mut self, event: Event<'a>) -> Option<Token<'a>> {
        Some(match event {
            Event::Start(Tag::HtmlBlock) => {
                self.html_block = Some(String::new());
                return None;
            }
            Event::End(TagEnd::HtmlBlock) => Token::RawBlock(self.html_block.take()?),
            Event::Html(html) | Event::Text(html) if self.html_block.is_some() => {
                self.html_block.as_mut()?.push_str(&html);
                return None;
            }
            Event::Start(tag) => {
                self.in_code |= matches!(tag, Tag::CodeBlock(_));
                Token::Start(tag)
            }
            Event::End(end) => {
                self.in_code &= end != TagEnd::CodeBlock;
                if matches!(end, TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) {
                    self.fields_open = 0;
                }
                Token::End(end)
            }
            Event::Text(text) if self.in_code => Token::Verbatim(text),
            Event::Text(text) => Token::Text(match text {
                CowStr::Borrowed(text) => Cow::Borrowed(text),
                other => Cow::Owned(other.into_string()),
            }),
            Event::Code(code) => Token::Code(code),
            Event::InlineMath(text) | Event::DisplayMath(text) => Token::Code(text),
            Event::Html(html) | Event::InlineHtml(html) => Token::Raw(html),
            Event::FootnoteReference(label) => Token::Note(label),
            Event::SoftBreak => Token::Soft,
            Event::HardBreak => Token::Hard,
            Event::Rule => Token::Rule,
            Event::TaskListMarker(done) => Token::Task(if done { Task::Done } else { Task::Open }),
        })
    }

    /// Scans the text gathered so far for marks.
    fn flush(&mut self) {
        let run = std::mem::replace(&mut self.run, 0..0);
        let Some(text) = self.source.get(run.clone()).filter(|text| !text.is_empty()) else { return };
        // The first character of a run may stand behind a backslash: it is text then.
        let escaped = self.source.as_bytes().get(run.start.wrapping_sub(1)) == Some(&b'\\');
        let (mut done, mut at) = (0, usize::from(escaped && text.is_char_boundary(1)));
        while let Some(found) = text.get(at..).and_then(|rest| first_sign(rest, b"*~=[(])")) {
            let start = at + found;
            let (delimiter, length) = self.delimiter(text.get(start..).unwrap_or(""));
            at = start + length;
            let Some(delimiter) = delimiter else { continue };
            self.push_text(text.get(done..start));
            self.tokens.push(Token::Delimiter(delimiter, run.start + start..run.start + at));
            done = at;
        }
        self.push_text(text.get(done..));
    }

    fn push_text(&mut self, text: Option<&'a str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.tokens.push(Token::Text(Cow::Borrowed(text)));
        }
    }

    /// The delimiter at the start of `rest`, and how many bytes to step over.
    fn delimiter(&mut self, rest: &str) -> (Option<Delimiter>, usize) {
        let Some(&first) = rest.as_bytes().first() else { return (None, 1) };
        match first {
            b'*' | b'~' | b'=' => {
                let same = rest.bytes().take_while(|byte| *byte == first).count();
                let delimiter = match (first, same) {
                    (b'*', 1 | 2) => Some(Delimiter::Stars(same)),
                    (b'~', 2) => Some(Delimiter::Tildes),
                    (b'=', 2) => Some(Delimiter::Equals),
                    _ => None,
                };
                (delimiter, same)
            }
            b'[' | b'(' => match field_key(rest) {
                Some(key) => {
                    self.fields_open += 1;
                    // The bracket, the key, both colons.
                    (Some(Delimiter::Field(first, key)), key + 3)
                }
                None => ((self.fields_open > 0).then_some(Delimiter::Bracket(first)), 1),
            },
            _ => ((self.fields_open > 0).then_some(Delimiter::Close(if first == b']' { b'[' } else { b'(' })), 1),
        }
    }
}

/// Longer than any key people write; keeps the search linear.
const LONGEST_KEY: usize = 60;

/// The length of the key in `[key::` or `(key::`.
fn field_key(rest: &str) -> Option<usize> {
    let inside = rest.get(1..)?;
    let length =
        inside.char_indices().take(LONGEST_KEY).find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))).map(|(at, _)| at)?;
    let key = inside.get(..length)?;
    (inside.get(length..)?.starts_with("::") && !key.trim().is_empty()).then_some(length)
}
