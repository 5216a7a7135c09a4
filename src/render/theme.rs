//! The theme: what is embedded, overlaid file by file with the user's own.
//!
//! A file of the user's that cannot be used is a problem with its place; the
//! embedded file of that name is used instead, so there is always a site.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use tera::{Error, ErrorKind, Tera};

use super::i18n::Catalogue;
use super::squeeze::squeezed;
use crate::diagnostics::{Checked, Code, Diagnostic};
use crate::source::{FileId, SourceFile, Sources, Span};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Before the names of embedded templates, so that one of the user's may extend
/// or include the embedded one of the same name.
pub const BUILTIN: &str = "builtin/";

/// The user's own theme files.
#[derive(Debug, Clone, Copy, Default)]
pub struct Overrides<'a> {
    /// The theme's folder under `themes/`.
    pub name: &'a str,
    /// Path inside that folder and content.
    pub files: &'a [(String, Vec<u8>)],
}

/// Files by their name, the user's with their place in the sources.
pub type Templates = BTreeMap<String, (FileId, String)>;

/// The user's templates, pushed to the sources so that a problem can show its
/// line. Those that are not UTF-8 are reported and left out.
pub fn own_templates(overrides: Overrides<'_>, sources: &mut Sources) -> Checked<Templates> {
    let mut found = Checked::clean(Templates::new());
    for (path, bytes) in overrides.files {
        let Some(name) = path.strip_prefix("templates/") else { continue };
        let (id, text) = push(overrides.name, path, bytes, sources);
        if let Some(problem) = not_utf8(sources, id) {
            found.diagnostics.push(problem);
            continue;
        }
        found.value.insert(name.to_owned(), (id, text));
    }
    found
}

/// The embedded templates by their name, sorted.
pub fn embedded_templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    embedded("templates")
}

/// Adds the embedded templates, then as many of the user's as can be used.
pub fn add_templates(tera: &mut Tera, own: &Templates, sources: &Sources) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    // Refused only when templates are there already.
    let prefixed = tera.set_fallback_prefixes([BUILTIN]);
    let embedded = embedded("templates").map(|(name, text)| (format!("{BUILTIN}{name}"), text));
    if let Err(error) = prefixed.and_then(|()| tera.add_raw_templates(embedded)) {
        problems.push(theme_error(&error, None, own));
    }
    let all = own.iter().map(|(name, (_, text))| (name.as_str(), text.as_str()));
    if own.is_empty() || tera.add_raw_templates(all).is_ok() {
        return problems;
    }
    problems.extend(add_one_by_one(tera, own));
    crate::diagnostics::in_reading_order(&mut problems);
    debug_assert!(problems.iter().all(|problem| sources.file(problem.at.file).is_some()), "every problem has its file");
    problems
}

/// A batch stops at its first broken file, so that all are named they go in one
/// by one: again and again, because one may extend another.
fn add_one_by_one(tera: &mut Tera, own: &Templates) -> Vec<Diagnostic> {
    let mut waiting: Vec<&String> = own.keys().collect();
    loop {
        let before = waiting.len();
        let mut problems = Vec::new();
        waiting.retain(|name| {
            let Some((id, text)) = own.get(*name) else { return false };
            match tera.add_raw_template(name, text) {
                Ok(()) => false,
                Err(error) => {
                    problems.push(theme_error(&error, Some((name, *id)), own));
                    true
                }
            }
        });
        if waiting.is_empty() || waiting.len() == before {
            return problems;
        }
    }
}

/// What Tera said, at the place it gave. `blamed` is the user's file to name
/// when the place lies in an embedded one.
pub fn theme_error(error: &Error, blamed: Option<(&str, FileId)>, own: &Templates) -> Diagnostic {
    let mut said = said(error);
    let mut cause = std::error::Error::source(error);
    while let Some(deeper) = cause {
        said.reason = format!("{}: {deeper}", said.reason);
        cause = deeper.source();
    }
    let mut at = None;
    if let Some((template, line, column, length)) = &said.place {
        match own.get(template) {
            Some((id, text)) => {
                let from = offset(text, *line, *column);
                at = Some(Span::new(*id, from, from + length));
            }
            None => said.reason = format!("{} ({template}:{line}:{column})", said.reason),
        }
    }
    let top = || Span::top(blamed.map(|(_, id)| id).or(own.values().map(|(id, _)| *id).next()).unwrap_or(NO_FILE));
    Diagnostic::new(Code::ThemeError, at.unwrap_or_else(top)).with("reason", said.reason)
}

struct Said {
    reason: String,
    /// Template, line and column from 1, length in bytes.
    place: Option<(String, u64, u64, usize)>,
}

fn said(error: &Error) -> Said {
    if let ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) = error.kind() {
        let span = report.span();
        let place = (report.filename().to_owned(), span.start_line as u64, span.start_col as u64 + 1, span.range.len());
        return Said { reason: report.message().to_owned(), place: Some(place) };
    }
    // What is found when all templates are there comes as a report already written.
    let text = error.to_string();
    let mut lines = text.lines();
    let reason = lines.next().map_or("", |line| line.strip_prefix("error: ").unwrap_or(line)).to_owned();
    let place = lines.next().and_then(|line| line.trim_start().strip_prefix("--> ")).and_then(|place| {
        let (rest, column) = place.rsplit_once(':')?;
        let (template, line) = rest.rsplit_once(':')?;
        Some((template.to_owned(), line.parse().ok()?, column.parse().ok()?))
    });
    let length = lines.find_map(|line| Some(line.matches('^').count()).filter(|carets| *carets > 0)).unwrap_or(0);
    Said { reason, place: place.map(|(template, line, column)| (template, line, column, length)) }
}

/// The place of a mistake in the embedded theme: in no file of the user's.
const NO_FILE: FileId = FileId(u32::MAX);

/// The catalogue of a language, the user's phrases laid over the embedded ones.
pub fn catalogue(lang: &str, overrides: Overrides<'_>, sources: &mut Sources) -> Checked<Catalogue> {
    let mut words = embedded_catalogue(lang);
    let mut diagnostics = Vec::new();
    let mut own: Vec<_> = overrides.files.iter().filter(|(path, _)| is_catalogue(path, lang) || figure_of(path, lang).is_some()).collect();
    own.sort();
    for (path, bytes) in own {
        let (id, text) = push(overrides.name, path, bytes, sources);
        diagnostics.extend(not_utf8(sources, id));
        if let Some(figure) = figure_of(path, lang) {
            words.explain(figure, &text);
            continue;
        }
        if let Err(bad) = words.overlay(&text) {
            let at = Span::new(id, offset(&text, bad.line, bad.column), offset(&text, bad.line, bad.column + 1));
            diagnostics.push(Diagnostic::new(Code::ThemeError, at).with("reason", bad.reason));
        }
    }
    Checked { value: words, diagnostics }
}

/// The embedded catalogues, each read when it is first asked for: a command asks for its
/// language's twice, for the terminal and for the pages.
static READ: [(&str, OnceLock<Catalogue>); 2] = [("en", OnceLock::new()), ("zh", OnceLock::new())];

/// The catalogue of a language as the program brings it; empty for a language it
/// does not speak.
#[must_use]
pub fn embedded_catalogue(lang: &str) -> Catalogue {
    match READ.iter().find(|(own, _)| *own == lang) {
        Some((_, read)) => read.get_or_init(|| read_embedded(lang)).clone(),
        None => read_embedded(lang),
    }
}

fn read_embedded(lang: &str) -> Catalogue {
    let mut words = Catalogue::new(lang);
    for (path, text) in embedded("messages").filter(|(path, _)| is_catalogue(&format!("messages/{path}"), lang)) {
        let read = words.overlay(text);
        debug_assert!(read.is_ok(), "{path}: {read:?}");
    }
    for (path, text) in embedded("messages") {
        if let Some(figure) = figure_of(&format!("messages/{path}"), lang) {
            words.explain(figure, text);
        }
    }
    words
}

/// The user's files that lie beside the pages, by their path below the site's root: over those of the
/// embedded theme. `custom.css` may stand in the theme's root as well.
pub fn own_static_files(overrides: Overrides<'_>) -> BTreeMap<String, Vec<u8>> {
    let named = overrides.files.iter().map(|(path, bytes)| (if path == "custom.css" { "static/custom.css" } else { path }, bytes));
    named.filter(|(path, _)| path.starts_with("static/")).map(|(path, bytes)| (path.to_owned(), bytes.clone())).collect()
}

/// Files of the embedded theme that lie beside the pages, by their path below the site's root.
pub fn embedded_static_files() -> BTreeMap<String, Cow<'static, [u8]>> {
    let as_published = |path: &str, bytes| if path.ends_with(".js") { Cow::Owned(squeezed(bytes)) } else { Cow::Borrowed(bytes) };
    embedded_files("static").into_iter().map(|(path, bytes)| (format!("static/{path}"), as_published(path, bytes))).collect()
}

fn is_catalogue(path: &str, lang: &str) -> bool {
    let Some(rest) = path.strip_prefix("messages/").and_then(|rest| rest.strip_prefix(lang)) else { return false };
    rest == ".yaml" || rest.strip_prefix('/').is_some_and(|file| file.ends_with(".yaml") && !file.contains('/'))
}

/// The figure that a file of the theme explains in a language.
fn figure_of<'a>(path: &'a str, lang: &str) -> Option<&'a str> {
    let file = path.strip_prefix("messages/")?.strip_prefix(lang)?.strip_prefix("/method/")?;
    file.strip_suffix(".md").filter(|figure| !figure.contains('/'))
}

/// Embedded text files of a folder, by their path inside it, sorted.
fn embedded(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    embedded_files(folder).into_iter().filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)))
}

fn embedded_files(folder: &str) -> Vec<(&'static str, &'static [u8])> {
    let mut files = Vec::new();
    let mut folders: Vec<&Dir<'static>> = EMBEDDED.get_dir(folder).into_iter().collect();
    while let Some(inside) = folders.pop() {
        folders.extend(inside.dirs());
        files.extend(inside.files().filter_map(|file| {
            let path = file.path().strip_prefix(folder).ok()?.to_str()?;
            Some((path, file.contents()))
        }));
    }
    files.sort_unstable();
    files
}

fn push(theme: &str, path: &str, bytes: &[u8], sources: &mut Sources) -> (FileId, String) {
    let file = SourceFile::from_bytes(&format!("themes/{theme}/{path}"), false, bytes.to_vec());
    let text = file.text.clone();
    (sources.push(file), text)
}

fn not_utf8(sources: &Sources, id: FileId) -> Option<Diagnostic> {
    let at = sources.file(id)?.first_bad_byte?;
    Some(Diagnostic::new(Code::NotUtf8, Span::new(id, at, at + 1)))
}

/// The byte of a line and column, both from 1.
fn offset(text: &str, line: u64, column: u64) -> usize {
    let nth = |n: u64| usize::try_from(n.saturating_sub(1)).unwrap_or(0);
    let before: usize = text.split_inclusive('\n').take(nth(line)).map(str::len).sum();
    let here = text.get(before..).unwrap_or("");
    before + here.chars().take(nth(column)).take_while(|c| *c != '\n').map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::super::i18n::differences;
    use super::*;

    #[test]
    fn the_languages_say_the_same() {
        assert_eq!(differences(&embedded_catalogue("en"), &embedded_catalogue("zh")), Vec::<String>::new());
    }

    #[test]
    fn the_catalogues_need_no_library_for_their_yaml() {
        // Two short ones hold phrases of several lines.
        let has_blocks = |path: &str| path.ends_with("/terminal.yaml") || path.ends_with("/usage.yaml");
        for (path, text) in embedded("messages").filter(|(path, _)| path.ends_with(".yaml") && !has_blocks(path)) {
            assert!(super::super::i18n::is_plain(text), "{path}");
        }
    }

    #[test]
    fn every_problem_has_its_words() {
        for lang in ["en", "zh"] {
            let words = embedded_catalogue(lang);
            for code in Code::ALL {
                for part in ["message", "help"] {
                    let key = format!("problem.{}.{part}", code.name());
                    assert!(words.knows(&key), "{lang} lacks {key}");
                }
            }
        }
    }

    #[test]
    fn scripts_stay_small_and_build_no_markup() {
        let files = embedded_static_files();
        let mut bytes = 0;
        for (path, _) in embedded_files("static").into_iter().filter(|(path, _)| path.ends_with(".js")) {
            let script = files.get(&format!("static/{path}")).map(|script| String::from_utf8_lossy(script)).unwrap_or_default();
            bytes += script.len();
            for line in script.lines() {
                assert!(line.matches('`').count() % 2 == 0, "{path}: a text spans lines: {line}");
            }
            for danger in [
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
                "Function(",
                "fetch(",
                "XMLHttpRequest",
                "localStorage",
            ] {
                assert!(!script.contains(danger), "{path}: {danger}");
            }
        }
        assert!(bytes <= 12 * 1024, "{bytes} bytes of scripts");
    }

    #[test]
    fn phrases_are_laid_over_key_by_key() {
        let files = [("messages/en/problems.yaml".to_owned(), b"problem: {bad-date: {message: Hm}}".to_vec())];
        let mut sources = Sources::default();
        let words = catalogue("en", Overrides { name: "mine", files: &files }, &mut sources);
        assert!(words.diagnostics.is_empty());
        assert_eq!(words.value.word("problem.bad-date.message"), "Hm");
        assert_ne!(words.value.word("problem.bad-date.help"), "problem.bad-date.help");
    }

    #[test]
    fn a_broken_catalogue_is_named_with_its_place() {
        let files = [("messages/zh.yaml".to_owned(), "a: 好\nb: [1]\n".as_bytes().to_vec())];
        let mut sources = Sources::default();
        let words = catalogue("zh", Overrides { name: "mine", files: &files }, &mut sources);
        let problem = words.diagnostics.first().expect("a problem");
        assert_eq!((problem.code, sources.position(problem.at).line), (Code::ThemeError, 2));
    }
}
