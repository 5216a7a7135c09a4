//! Problems as text for people, for editors and for programs.
//!
//! The place comes from the sources, the words from a catalogue. What a file
//! holds is shown, never obeyed: control characters become visible signs. Words of a
//! `%%comment%%` are not shown at all; dots stand in their place, so that columns hold.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::{Value, json};

use super::i18n::Catalogue;
use crate::diagnostics::{Diagnostic, Severity};
use crate::parse::body::comments;
use crate::source::{SourceFile, Sources, Span};

/// How the caller wants a file to be named: from the working directory, say.
pub type Naming<'a> = &'a dyn Fn(&SourceFile) -> String;

/// The problem with its line, the place underlined, and what to write instead.
#[must_use]
pub fn human(problem: &Diagnostic, sources: &Sources, words: &Catalogue, name: Naming<'_>, color: bool) -> String {
    let message = visible(&words.say(&problem.message())).into_owned();
    let help = visible(&words.say(&problem.help())).into_owned();
    let level = match problem.severity() {
        Severity::Error => Level::ERROR.with_name(severity_word(words, "error")),
        Severity::Warning => Level::WARNING.with_name(severity_word(words, "warning")),
    };
    let title = level.primary_title(message).id(problem.code.name());
    let places = places(problem, sources, name);
    let group = match places.split_first() {
        None => title.element(Level::HELP.with_name(severity_word(words, "help")).message(help)),
        Some((main, related)) => {
            let mut group = title.element(snippet(main, AnnotationKind::Primary));
            for place in related {
                group = group.element(snippet(place, AnnotationKind::Context));
            }
            group.element(Level::HELP.with_name(severity_word(words, "help")).message(help))
        }
    };
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// `FILE:LINE:COL: error[code]: message`, as editors and problem matchers read it.
#[must_use]
pub fn short(problem: &Diagnostic, sources: &Sources, words: &Catalogue, name: Naming<'_>) -> String {
    let file = sources.file(problem.at.file).map(name).unwrap_or_default();
    let at = sources.position(problem.at);
    let (severity, code) = (problem.severity().name(), problem.code.name());
    let message = words.say(&problem.message());
    visible(&format!("{file}:{}:{}: {severity}[{code}]: {message}", at.line, at.column)).into_owned()
}

/// The problem as other programs read it.
#[must_use]
pub fn json(problem: &Diagnostic, sources: &Sources, words: &Catalogue) -> Value {
    let at = sources.position(problem.at);
    json!({
        "code": problem.code.name(),
        "severity": problem.severity().name(),
        "file": sources.path(problem.at.file),
        "line": at.line,
        "column": at.column,
        "message": words.say(&problem.message()),
        "help": words.say(&problem.help()),
    })
}

/// Text whose control and direction characters are shown instead of obeyed.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_hidden(c) { sign(c) } else { c }).collect())
}

fn is_hidden(c: char) -> bool {
    c.is_control() && c != '\t' || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The picture Unicode has for a control character; a question mark in a diamond
/// for all others.
fn sign(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ => '\u{fffd}',
    }
}

fn severity_word(words: &Catalogue, name: &'static str) -> String {
    let key = format!("report.{name}");
    if words.knows(&key) { words.word(&key) } else { name.to_owned() }
}

/// One line of a file and the stretch of it that is meant.
struct Place {
    file: String,
    line: usize,
    text: String,
    from: usize,
    to: usize,
}

fn places(problem: &Diagnostic, sources: &Sources, name: Naming<'_>) -> Vec<Place> {
    std::iter::once(&problem.at).chain(&problem.related).filter_map(|at| place(*at, sources, name)).collect()
}

/// The first line of a span. A line is shown whole, however long: the renderer trims it.
fn place(at: Span, sources: &Sources, name: Naming<'_>) -> Option<Place> {
    let file = sources.file(at.file)?;
    let line = file.line_text(at.start);
    // Both are parts of one text, so their distance is the place in the line.
    let start = line_start(file, at.start);
    let hidden = comments(&file.text);
    let is_hidden = |byte: usize| hidden.iter().any(|comment| comment.contains(&(start + byte)));
    let shown = |part: Range<usize>| {
        let signs = line.get(part.clone()).unwrap_or("").char_indices();
        let signs = signs.map(|(at, sign)| if is_hidden(part.start + at) && !sign.is_whitespace() { '·' } else { sign });
        visible(&signs.collect::<String>()).into_owned()
    };
    let inside = |offset: u32| {
        let mut byte = (offset as usize).saturating_sub(start).min(line.len());
        while !line.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    };
    let (from, to) = (inside(at.start), inside(at.end).max(inside(at.start)));
    let (before, meant, after) = (shown(0..from), shown(from..to), shown(to..line.len()));
    let (from, to) = (before.len(), before.len() + meant.len());
    Some(Place { file: name(file), line: file.line_of(at.start) as usize, text: before + &meant + &after, from, to })
}

fn line_start(file: &SourceFile, offset: u32) -> usize {
    let upto = (offset as usize).min(file.text.len());
    file.text.as_bytes().get(..upto).and_then(|bytes| bytes.iter().rposition(|byte| *byte == b'\n')).map_or(0, |at| at + 1)
}

fn snippet(place: &Place, kind: AnnotationKind) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    Snippet::source(place.text.as_str())
        .path(visible(&place.file).into_owned())
        .line_start(place.line)
        .annotation(kind.span(place.from..place.to))
}

#[cfg(test)]
mod tests {
    use super::super::theme::embedded_catalogue;
    use super::*;
    use crate::diagnostics::Code;
    use crate::source::FileId;

    fn sample(text: &str, from: usize, to: usize) -> (Diagnostic, Sources) {
        let mut sources = Sources::default();
        let file = sources.push(SourceFile::from_text("people/陈屿.md", text));
        let problem = Diagnostic::new(Code::BadDate, Span::new(file, from, to)).with("key", "birthday").with("value", "2025-02-30");
        (problem, sources)
    }

    fn check(lang: &str, text: &str, from: usize, to: usize, expected: &str) {
        let (problem, sources) = sample(text, from, to);
        let name = |file: &SourceFile| file.path.to_string();
        let said = human(&problem, &sources, &embedded_catalogue(lang), &name, false);
        assert_eq!(said, expected.trim_start_matches('\n'));
    }

    #[test]
    fn a_problem_with_its_line() {
        check(
            "en",
            "---\nbirthday: 2025-02-30\n---\n",
            14,
            24,
            "
error[bad-date]: birthday \"2025-02-30\" is not a date
 --> people/陈屿.md:2:11
  |
2 | birthday: 2025-02-30
  |           ^^^^^^^^^^
  |
  = help: write it as YYYY-MM-DD, such as 1990-05-12; without a year: 05-12",
        );
    }

    #[test]
    fn carets_stand_under_chinese() {
        check(
            "zh",
            "生日：某天\u{1b}[31m",
            9,
            15,
            "
错误[bad-date]: birthday 的“2025-02-30”不是日期
 --> people/陈屿.md:1:4
  |
1 | 生日：某天␛[31m
  |       ^^^^
  |
  = 写法: 写成 YYYY-MM-DD，例如 1990-05-12；不记年份就写 05-12",
        );
    }

    #[test]
    fn words_of_a_comment_are_not_shown_and_columns_hold() {
        check(
            "en",
            "%%\r\n私 secret\r\n%% a %%b 密%% 2025-02-30 %%c%% %%open\n",
            31,
            41,
            "
error[bad-date]: birthday \"2025-02-30\" is not a date
 --> people/陈屿.md:3:14
  |
3 | %% a %%· ·%% 2025-02-30 %%·%% %%open
  |              ^^^^^^^^^^
  |
  = help: write it as YYYY-MM-DD, such as 1990-05-12; without a year: 05-12",
        );
    }

    #[test]
    fn a_comment_of_either_kind_closed_or_not_is_not_shown() {
        let words = embedded_catalogue("en");
        let name = |file: &SourceFile| file.path.to_string();
        for (text, shown) in [
            ("x <!-- geheim --> y", "x <!-- ······ --> y"),
            ("x <!--geheim", "x <!--geheim"),
            ("x\n%% geheim\n", "%% ······"),
            ("x\n%%geheim", "%%······"),
            ("---\na: b\n---\n%%geheim%%y", "%%······%%y"),
            ("%%%%x%%geheim%%", "%%%%x%%······%%"),
        ] {
            let at = text.find("geheim").unwrap();
            let (problem, sources) = sample(text, at, at + 3);
            let said = human(&problem, &sources, &words, &name, false);
            assert!(said.contains(&format!("| {shown}\n")), "{text:?}: {said}");
        }
    }

    #[test]
    fn editors_and_programs() {
        let (problem, sources) = sample("a\nb: c", 5, 6);
        let words = embedded_catalogue("en");
        let name = |file: &SourceFile| format!("content/{}", file.path);
        let line = short(&problem, &sources, &words, &name);
        assert_eq!(line, "content/people/陈屿.md:2:4: error[bad-date]: birthday \"2025-02-30\" is not a date");
        let value = json(&problem, &sources, &words);
        assert_eq!(value.get("line"), Some(&json!(2)));
        assert_eq!(value.get("code"), Some(&json!("bad-date")));
    }

    #[test]
    fn places_that_do_not_fit_do_no_harm() {
        let words = embedded_catalogue("en");
        let name = |file: &SourceFile| file.path.to_string();
        for (text, from, to) in [("", 0, 0), ("é", 1, 1), ("a", 7, 9), ("a\n", 2, 2), ("\r\n\u{0}", 2, 3), ("a\nb", 0, 3)] {
            let (problem, sources) = sample(text, from, to);
            assert!(!human(&problem, &sources, &words, &name, true).is_empty());
        }
        let lost = Diagnostic::new(Code::ThemeError, Span::top(FileId(9))).with("reason", "x\u{202e}y");
        let said = human(&lost, &Sources::default(), &words, &name, false);
        assert!(said.contains("x\u{fffd}y"), "{said}");
    }
}
