//! Tokens to HTML, one after the other and never down a tree: a note nested ten
//! thousand deep costs a list, not the stack.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment, CodeBlockKind, LinkType, Tag, TagEnd};

use super::Setting;
use super::link::Place;
use super::outline::{Heading, slug};
use super::running::write_text;
use super::token::{Mark, Task, Token};
use crate::render::chart;
use crate::render::html::{address, escape};
use crate::render::i18n::is_cjk;

/// Width in pixels of the segments beside a heading.
const SEGMENTS_WIDTH: f64 = 120.0;

/// Writes a whole document.
pub fn write(tokens: &[Token<'_>], headings: &[Heading], setting: &Setting<'_>, capacity: usize) -> String {
    let mut writer = Writer::new(headings, setting, capacity);
    for (at, token) in tokens.iter().enumerate() {
        writer.token(token, tokens.get(at + 1..).unwrap_or_default());
    }
    writer.finish()
}

struct Writer<'a> {
    setting: &'a Setting<'a>,
    headings: std::slice::Iter<'a, Heading>,
    /// Text of a heading as in an id, to its id; the first of equal ones.
    heading_ids: BTreeMap<String, &'a str>,
    out: String,
    /// The last visible character, for line ends between Chinese characters.
    last: Option<char>,
    /// What each open link needs at its end.
    links: Vec<&'static str>,
    /// Pictures being read: how deep, and the text that stands for them.
    pictures: Vec<(String, Picture)>,
    /// Whether each open quotation is a callout.
    callouts: Vec<bool>,
    /// What each open item needs at its end.
    items: Vec<&'static str>,
    /// What each open heading needs at its end.
    heading_end: String,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    notes: Notes,
}

enum Picture {
    Shown(String),
    Linked(Place),
    Named,
}

#[derive(Default)]
struct Notes {
    /// Label to number and how often it was referred to.
    numbers: BTreeMap<String, (usize, usize)>,
    /// Number to text.
    texts: BTreeMap<usize, String>,
    /// The notes being written, and the text around each.
    open: Vec<(usize, String)>,
}

impl Notes {
    fn number(&mut self, label: &str) -> &mut (usize, usize) {
        let next = self.numbers.len() + 1;
        self.numbers.entry(label.to_owned()).or_insert((next, 0))
    }
}

impl<'a> Writer<'a> {
    fn new(headings: &'a [Heading], setting: &'a Setting<'a>, capacity: usize) -> Self {
        Self {
            setting,
            headings: headings.iter(),
            heading_ids: headings.iter().rev().map(|heading| (slug(&heading.text), heading.id.as_str())).collect(),
            out: String::with_capacity(capacity),
            last: None,
            links: Vec::new(),
            pictures: Vec::new(),
            callouts: Vec::new(),
            items: Vec::new(),
            heading_end: String::new(),
            columns: Vec::new(),
            column: 0,
            in_head: false,
            notes: Notes::default(),
        }
    }

    fn token(&mut self, token: &Token<'_>, after: &[Token<'_>]) {
        if !self.pictures.is_empty() && !matches!(token, Token::Start(Tag::Image { .. }) | Token::End(TagEnd::Image)) {
            return self.picture_text(token);
        }
        match token {
            Token::Start(tag) => self.start(tag, after),
            Token::End(tag) => self.end(*tag),
            Token::Text(text) => {
                write_text(&mut self.out, text, self.setting.words, self.links.is_empty());
                self.last = text.chars().next_back();
            }
            Token::Verbatim(text) => self.push(&escape(text)),
            Token::Code(code) => {
                self.push(&format!("<code>{}</code>", escape(code)));
                self.last = code.chars().next_back();
            }
            Token::Raw(html) => self.raw(html, false),
            Token::RawBlock(html) => self.raw(html, true),
            Token::Note(label) => self.note(label),
            Token::Soft => self.line_end(after),
            Token::Hard => self.push("<br>\n"),
            Token::Rule => self.push("<hr>\n"),
            Token::Task(task) => self.task(*task),
            Token::Open(mark) => self.open(mark),
            Token::Close(mark) => self.push(closing(mark)),
            Token::Callout(kind) => self.callout(kind, after),
            Token::Title => self.push("<p class=\"aside-title\">"),
            Token::TitleEnd => self.push("</p>\n<p>"),
            Token::Delimiter(..) => {}
        }
    }

    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn start(&mut self, tag: &Tag<'_>, after: &[Token<'_>]) {
        match tag {
            Tag::Paragraph => self.push("<p>"),
            Tag::Heading { .. } => self.heading(),
            Tag::BlockQuote(_) => {
                self.callouts.push(false);
                self.push("<blockquote>\n");
            }
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(first)) => self.push(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.push("<ul>\n"),
            Tag::Item => self.item(after),
            Tag::FootnoteDefinition(label) => {
                let number = self.notes.number(label).0;
                let around = std::mem::take(&mut self.out);
                self.notes.open.push((number, around));
            }
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                let label = self.setting.words.word("markdown.table");
                self.push(&format!("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"><table>\n", escape(&label)));
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.push("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Link { link_type, dest_url, .. } => self.link(*link_type, dest_url),
            Tag::Image { link_type, dest_url, .. } => self.picture(*link_type, dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.push("</p>\n"),
            TagEnd::Heading(_) => {
                let end = std::mem::take(&mut self.heading_end);
                self.push(&end);
            }
            TagEnd::BlockQuote(_) => {
                let is_callout = self.callouts.pop().unwrap_or(false);
                self.push(if is_callout { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => self.push("</code></pre>\n"),
            TagEnd::List(true) => self.push("</ol>\n"),
            TagEnd::List(false) => self.push("</ul>\n"),
            TagEnd::Item => {
                let end = self.items.pop().unwrap_or("</li>\n");
                self.push(end);
            }
            TagEnd::FootnoteDefinition => {
                if let Some((number, around)) = self.notes.open.pop() {
                    let text = std::mem::replace(&mut self.out, around);
                    self.notes.texts.entry(number).or_default().push_str(&text);
                }
            }
            TagEnd::Table => self.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.push("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => {
                self.column += 1;
                self.push(if self.in_head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Link => {
                let end = self.links.pop().unwrap_or("");
                self.push(end);
            }
            TagEnd::Image => self.picture_end(),
            _ => {}
        }
        if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) {
            self.last = None;
        }
    }

    /// The tasks below a heading are counted beside it, not in it: its name stays its own.
    fn heading(&mut self) {
        let Some(heading) = self.headings.next() else { return };
        let level = heading.level;
        if heading.of > 0 {
            let (done, of) = (heading.done, heading.of);
            let bar = chart::segments(done as f64, of as f64, SEGMENTS_WIDTH, "");
            self.push("<div class=\"headed\">");
            self.heading_end = format!("</h{level}><span class=\"progress\">{bar} <span class=\"num\">{done}/{of}</span></span></div>\n");
        } else {
            self.heading_end = format!("</h{level}>\n");
        }
        self.push(&format!("<h{level} id=\"{}\">", escape(&heading.id)));
    }

    fn item(&mut self, after: &[Token<'_>]) {
        let task = match after {
            [Token::Task(task), ..] | [Token::Start(Tag::Paragraph), Token::Task(task), ..] => *task,
            _ => {
                self.items.push("</li>\n");
                return self.push("<li>");
            }
        };
        let (class, mark) = match task {
            Task::Open => ("is-open", "box"),
            Task::Done => ("is-done", "done"),
            Task::Cancelled => ("is-cancelled", "cancelled"),
        };
        self.items.push("</div></li>\n");
        self.push(&format!("<li class=\"task {class}\">{}<div>", chart::mark(mark)));
    }

    fn task(&mut self, task: Task) {
        let word = self.setting.words.word(match task {
            Task::Open => "markdown.task.open",
            Task::Done => "markdown.task.done",
            Task::Cancelled => "markdown.task.cancelled",
        });
        self.push(&format!("<span class=\"sr\">{} </span>", escape(&word)));
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let class = match kind {
            CodeBlockKind::Fenced(info) => info
                .split([' ', ','])
                .next()
                .filter(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '#'))),
            CodeBlockKind::Indented => None,
        };
        // Long lines scroll, and what scrolls must be reached by the keyboard.
        let class = class.map_or(String::new(), |word| format!(" class=\"language-{word}\""));
        self.push(&format!("<pre tabindex=\"0\"><code{class}>"));
    }

    fn cell(&mut self) {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        self.push(&if self.in_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") });
    }

    fn callout(&mut self, kind: &str, after: &[Token<'_>]) {
        self.callouts.push(true);
        self.push(&format!("<div class=\"aside aside-{kind}\" role=\"note\">\n"));
        if !matches!(after.first(), Some(Token::Title)) {
            let word = self.setting.words.word(&format!("markdown.callout.{kind}"));
            self.push(&format!("<p class=\"aside-title\">{}</p>\n", escape(&word)));
        }
    }

    fn link(&mut self, kind: LinkType, target: &str) {
        let is_wiki = matches!(kind, LinkType::WikiLink { .. });
        let mailto = if kind == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        let place = self.own_heading(target).or_else(|| self.setting.links.place(&mailto, is_wiki));
        let end = match place {
            // A link within a link is none.
            _ if self.links.iter().any(|end| !end.is_empty()) => "",
            Some(place) => {
                let opening = opening(&place);
                self.push(&opening);
                "</a>"
            }
            None => "",
        };
        self.links.push(end);
    }

    /// `#a heading` of this very text.
    fn own_heading(&self, target: &str) -> Option<Place> {
        let id = self.heading_ids.get(&slug(target.strip_prefix('#')?))?;
        Some(Place::Inside(format!("#{id}")))
    }

    fn open(&mut self, mark: &Mark) {
        match mark {
            Mark::Em => self.push("<em>"),
            Mark::Strong => self.push("<strong>"),
            Mark::Del => self.push("<del>"),
            Mark::Highlight => self.push("<mark>"),
            Mark::Field(key) => self.push(&format!("<span class=\"field\"><span class=\"key\">{}</span>", escape(key))),
        }
    }

    /// HTML is shown as it was written; but a comment is meant for nobody, and a
    /// line break in a table has no other spelling.
    fn raw(&mut self, html: &str, is_block: bool) {
        let trimmed = html.trim();
        if trimmed.starts_with("<!--") && trimmed.ends_with("-->") {
            return;
        }
        if matches!(trimmed.to_ascii_lowercase().as_str(), "<br>" | "<br/>" | "<br />") {
            return self.push("<br>");
        }
        let shown = escape(html.trim_end_matches('\n')).into_owned();
        self.push(&if is_block { format!("<p class=\"raw\">{shown}</p>\n") } else { shown });
        self.last = html.chars().next_back();
    }

    /// A line end within a paragraph; none between two Chinese characters, where
    /// a browser would show it as a gap.
    fn line_end(&mut self, after: &[Token<'_>]) {
        let next = after.iter().take(8).find_map(|token| match token {
            Token::Text(text) => text.chars().next(),
            Token::Code(code) => code.chars().next(),
            _ => None,
        });
        if !(self.last.is_some_and(is_cjk) && next.is_some_and(is_cjk)) {
            self.out.push('\n');
        }
    }

    fn picture(&mut self, kind: LinkType, target: &str) {
        let links = self.setting.links;
        let is_wiki = matches!(kind, LinkType::WikiLink { .. });
        let is_picture = |src: &str| {
            let ending = src.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
            ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp"].contains(&ending.as_str())
        };
        let picture = match links.picture(target).filter(|src| is_picture(src)) {
            Some(src) => Picture::Shown(src),
            None => links.place(target, is_wiki).map_or(Picture::Named, Picture::Linked),
        };
        self.pictures.push((String::new(), picture));
    }

    fn picture_text(&mut self, token: &Token<'_>) {
        let text: &str = match token {
            Token::Text(text) => text,
            Token::Code(text) => text,
            Token::Soft | Token::Hard => " ",
            _ => return,
        };
        if let Some((alt, _)) = self.pictures.last_mut() {
            alt.push_str(text);
        }
    }

    fn picture_end(&mut self) {
        let Some((alt, picture)) = self.pictures.pop() else { return };
        if let Some((around, _)) = self.pictures.last_mut() {
            return around.push_str(&alt);
        }
        // `alt|300` is Obsidian's way to give a width.
        let is_size = |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || c == 'x');
        let alt = alt.rsplit_once('|').filter(|(_, size)| is_size(size)).map_or(alt.as_str(), |(alt, _)| alt);
        match picture {
            Picture::Shown(src) => {
                let alt = if is_size(alt) { "" } else { alt };
                self.push(&format!("<img src=\"{}\" alt=\"{}\" loading=\"lazy\">", address(&src), escape(alt)));
            }
            Picture::Linked(place) if self.links.is_empty() => {
                let (Place::Inside(href) | Place::Outside(href)) = &place;
                let label = if alt.is_empty() { href } else { alt };
                self.push(&format!("{}{}</a>", opening(&place), escape(label)));
            }
            _ => self.push(&escape(alt)),
        }
        self.last = alt.chars().next_back();
    }

    fn note(&mut self, label: &str) {
        let prefix = self.setting.id_prefix;
        let (number, times) = self.notes.number(label);
        *times += 1;
        let (number, times) = (*number, *times);
        let again = if times > 1 { format!(".{times}") } else { String::new() };
        // The word joiner keeps the number on the line of its word.
        let html = format!(
            "\u{2060}<sup><a id=\"{prefix}ref.{number}{again}\" href=\"#{prefix}note.{number}\" role=\"doc-noteref\">{number}</a></sup>"
        );
        self.push(&html);
    }

    fn finish(mut self) -> String {
        if self.notes.texts.is_empty() {
            return self.out;
        }
        let prefix = self.setting.id_prefix;
        let back = escape(&self.setting.words.word("markdown.back")).into_owned();
        let mentioned: Vec<usize> = self.notes.numbers.values().filter(|(_, times)| *times > 0).map(|(number, _)| *number).collect();
        self.out.push_str("<div class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
        for (number, text) in &self.notes.texts {
            let way_back = if mentioned.contains(number) {
                format!(" <a href=\"#{prefix}ref.{number}\" role=\"doc-backlink\" aria-label=\"{back}\">↩</a>")
            } else {
                String::new()
            };
            let text = text.trim_end();
            let body = match text.strip_suffix("</p>") {
                Some(open) => format!("{open}{way_back}</p>"),
                None => format!("{text}{way_back}"),
            };
            self.out.push_str(&format!("<li id=\"{prefix}note.{number}\" value=\"{number}\">{body}</li>\n"));
        }
        self.out.push_str("</ol></div>\n");
        self.out
    }
}

fn opening(place: &Place) -> String {
    match place {
        Place::Inside(href) => format!("<a href=\"{}\">", address(href)),
        Place::Outside(href) => format!("<a href=\"{}\" rel=\"noreferrer noopener\">", address(href)),
    }
}

fn closing(mark: &Mark) -> &'static str {
    match mark {
        Mark::Em => "</em>",
        Mark::Strong => "</strong>",
        Mark::Del => "</del>",
        Mark::Highlight => "</mark>",
        Mark::Field(_) => "</span>",
    }
}
