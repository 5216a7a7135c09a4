//! One file, read: what kind it is and everything it says, names not yet looked up.

use jiff::civil::Date;

use super::body::{self, Scan};
use super::decode::Decoder;
use super::keys::{self, Key};
use super::log::{self, Log};
use super::note::{self, NoteLine};
use super::person;
use super::tasks::TaskReading;
use super::yaml::{self, Mapping, flat_text};
use super::{conflict, front_matter, me, tasks};
use crate::diagnostics::{Checked, Code, Diagnostic};
use crate::model::article::{ArticleKind, Heading, Me};
use crate::model::contact::Profile;
use crate::model::date::{parse_day, parse_day_prefix};
use crate::model::links;
use crate::model::task::Task;
use crate::source::{FileId, SourceFile, Span, Spanned};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A person.
    Person,
    /// Who I am.
    Me,
    /// A dated note.
    Journal,
    /// A guide, checklist or plan.
    Article(ArticleKind),
}

/// One file, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The file.
    pub file: FileId,
    /// Its path in the content folder, without ending.
    pub path: String,
    /// What it says, by kind.
    pub detail: Detail,
    /// The keys that all other kinds share; a person's stand in the profile.
    pub common: Common,
    /// Its task items.
    pub tasks: Vec<Task>,
    /// Its text: where it lies and its headings.
    pub body: Span,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Every link of its text, each target once.
    pub links: Vec<String>,
}

/// What only one kind of file says.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail {
    /// A person's facts and log.
    Person(Box<Profile>, Log),
    /// Who I am.
    Me(Box<Me>),
    /// A note's day and its lines that mention somebody.
    Journal(Option<Date>, Vec<NoteLine>),
    /// Nothing more than the common keys.
    Article(ArticleKind),
}

/// Keys common to every kind of file but a person's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Common {
    /// `title:`
    pub title: Option<String>,
    /// `description:`
    pub description: Option<String>,
    /// `publishDate:`
    pub publish_date: Option<Date>,
    /// `tags:`
    pub tags: Vec<String>,
}

/// Whether a file lies in a folder of templates, as Obsidian's plug-ins call them.
#[must_use]
pub fn lies_among_templates(path: &str) -> bool {
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    folders.split('/').any(|folder| matches!(folder.to_lowercase().as_str(), "templates" | "template" | "模板"))
}

/// Reads one file. `None` for files that are no concern of ours: templates, and
/// notes that are neither of a kind nor titled.
#[must_use]
pub fn draft(file: FileId, source: &SourceFile) -> Checked<Option<Draft>> {
    let split = front_matter::split(&source.text);
    let yaml_text = split.yaml.clone().and_then(|range| source.text.get(range)).unwrap_or("");
    if yaml_text.contains("{{") && yaml_text.contains("}}") || yaml_text.contains("<%") {
        return Checked::clean(None);
    }
    // In a folder of templates a gap anywhere makes one: Obsidian's own have `# {{title}}` below an ordinary front matter.
    let has_gap = |text: &str| ["{{", "<%"].iter().any(|gap| text.contains(gap));
    if lies_among_templates(&source.path) && has_gap(&source.text) {
        return Checked::clean(None);
    }
    let mut decoder = Decoder::default();
    let conflict = conflict::first(&source.text);
    let mapping = split.yaml.clone().map(|range| {
        let ours = conflict.as_ref().filter(|at| range.contains(&at.start)).map(|_| conflict::our_side(&source.text, range.clone()));
        yaml::read(file, ours.as_deref().unwrap_or(&source.text), range)
    });
    let Checked { value: mapping, diagnostics } = mapping.unwrap_or_else(|| Checked::clean(Vec::new()));
    let Some(kind) = kind(&mapping, &source.path) else { return Checked::clean(None) };
    decoder.diagnostics = diagnostics;
    whole_file_problems(file, source, split.unclosed.clone(), conflict, &mut decoder);
    let value = read(file, source, kind, &mapping, split.body, &mut decoder);
    Checked { value: Some(value), diagnostics: decoder.diagnostics }
}

fn whole_file_problems(
    file: FileId,
    source: &SourceFile,
    unclosed: Option<std::ops::Range<usize>>,
    conflict: Option<std::ops::Range<usize>>,
    decoder: &mut Decoder,
) {
    if let Some(at) = source.first_bad_byte {
        decoder.report(Diagnostic::new(Code::NotUtf8, Span::new(file, at, at)));
    }
    if let Some(at) = unclosed {
        decoder.report(Diagnostic::new(Code::UnclosedFrontMatter, Span::new(file, at.start, at.end)));
    }
    if let Some(at) = conflict {
        decoder.report(Diagnostic::new(Code::ConflictMarker, Span::new(file, at.start, at.end)));
    }
}

/// `type:`, else a tag, else the folder; a file with a title is a guide.
fn kind(mapping: &Mapping, path: &str) -> Option<FileKind> {
    let (mut kind, mut tags, mut title) = (None, None, None);
    for (key, value) in mapping {
        let found = match keys::key_of(&keys::normal(&key.value)) {
            Some(Key::Type) => &mut kind,
            Some(Key::Tags) => &mut tags,
            Some(Key::Title) => &mut title,
            _ => continue,
        };
        found.get_or_insert(value);
    }
    let article = |kind| Some(FileKind::Article(kind));
    let written = kind.map(|value| flat_text(&value.value).to_lowercase());
    match written.as_deref().map(|text| text.trim_start_matches("[[").trim_end_matches("]]")) {
        Some("person" | "people" | "contact" | "人脉") => return Some(FileKind::Person),
        Some("me") => return Some(FileKind::Me),
        Some("journal") => return Some(FileKind::Journal),
        Some("guide") => return article(ArticleKind::Guide),
        Some("checklist") => return article(ArticleKind::Checklist),
        Some("plan") => return article(ArticleKind::Plan),
        _ => {}
    }
    if let Some(tags) = tags {
        let tags = person::tags(&mut Decoder::default(), "tags", tags);
        // `person/friend` is a person too: a nested tag is found by its parent.
        let is_person = |tag: &String| matches!(tag.to_lowercase().split('/').next(), Some("person" | "people" | "contact" | "人脉"));
        if tags.iter().any(is_person) {
            return Some(FileKind::Person);
        }
    }
    match path.split_once('/').map(|(folder, _)| folder.to_lowercase()).as_deref() {
        Some("people") => return Some(FileKind::Person),
        Some("journal") => return Some(FileKind::Journal),
        Some("guides") => return article(ArticleKind::Guide),
        Some("checklists") => return article(ArticleKind::Checklist),
        Some("plans") => return article(ArticleKind::Plan),
        _ => {}
    }
    if links::without_ending(path).eq_ignore_ascii_case("me") {
        return Some(FileKind::Me);
    }
    title.filter(|title| !flat_text(&title.value).is_empty()).and_then(|_| article(ArticleKind::Guide))
}

fn read(
    file: FileId,
    source: &SourceFile,
    kind: FileKind,
    mapping: &Mapping,
    body: std::ops::Range<usize>,
    decoder: &mut Decoder,
) -> Draft {
    let scan = body::scan(file, &source.text, body.clone());
    let text = body::shown(&source.text, &scan);
    let mut entries: Vec<Span> = Vec::new();
    let (detail, common) = match kind {
        FileKind::Person => {
            let profile = person::person(mapping, source.stem(), decoder);
            let mut log = log::log(file, &text, body.clone(), &scan, decoder);
            log.entries = fitted(log.entries);
            entries.extend(log.entries.iter().map(|entry| entry.at));
            entries.sort_unstable();
            (Detail::Person(Box::new(profile), log), Common::default())
        }
        FileKind::Me => (Detail::Me(Box::new(me::me(mapping, decoder))), common(mapping, decoder)),
        FileKind::Journal => {
            let common = common(mapping, decoder);
            let day = note_day(mapping, &common, source.stem(), decoder);
            let lines = note::note_lines(file, &text, body.clone(), &scan, decoder);
            (Detail::Journal(day, lines), common)
        }
        FileKind::Article(article) => (Detail::Article(article), common(mapping, decoder)),
    };
    let reading = match kind {
        FileKind::Person => TaskReading::Person,
        FileKind::Article(ArticleKind::Plan) => TaskReading::Plan,
        FileKind::Me | FileKind::Journal | FileKind::Article(_) => TaskReading::Plain,
    };
    let tasks = tasks::tasks(file, &text, body.clone(), &scan, reading, &entries, decoder);
    Draft {
        file,
        path: links::without_ending(&source.path).to_owned(),
        detail,
        common,
        tasks: fitted(tasks),
        links: fitted(targets(source, &body, &scan)),
        body: Span::new(file, body.start, body.end),
        headings: fitted(scan.headings),
    }
}

/// A list without room for more: a whole journal's drafts are in memory at once. It is moved,
/// for an allocator asked to shrink leaves a list that fills half of its room where it is.
fn fitted<T>(mut list: Vec<T>) -> Vec<T> {
    let mut exact = Vec::with_capacity(list.len());
    exact.append(&mut list);
    exact
}

fn common(mapping: &Mapping, decoder: &mut Decoder) -> Common {
    let mut common = Common::default();
    for (key, value) in mapping {
        let name = key.value.as_str();
        match keys::key_of(&keys::normal(name)) {
            Some(Key::Title) => common.title = decoder.plain(name, value),
            Some(Key::Description) => common.description = decoder.plain(name, value),
            Some(Key::PublishDate) => common.publish_date = decoder.day(name, value).map(|day| day.value),
            Some(Key::Tags) => common.tags = person::tags(decoder, name, value),
            _ => {}
        }
    }
    common
}

/// A note's day: `date:`, else `publishDate`, else the start of its name.
fn note_day(mapping: &Mapping, common: &Common, stem: &str, decoder: &mut Decoder) -> Option<Date> {
    let written = mapping.iter().find(|(key, _)| matches!(keys::normal(&key.value).as_str(), "date" | "日期"));
    let date = written.and_then(|(key, value)| decoder.day(&key.value, value)).map(|day: Spanned<Date>| day.value);
    date.or(common.publish_date).or_else(|| parse_day(stem)).or_else(|| parse_day_prefix(stem).map(|(day, _)| day))
}

fn targets(source: &SourceFile, body: &std::ops::Range<usize>, scan: &Scan) -> Vec<String> {
    let text = source.text.get(body.clone()).unwrap_or("");
    let mut targets: Vec<String> = Vec::new();
    for link in links::links(text) {
        if !scan.in_code(body.start + link.at.start) {
            targets.push(link.target);
        }
    }
    targets.sort_unstable();
    targets.dedup();
    targets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: Option<FileKind>) {
        let read = draft(FileId(0), &SourceFile::from_text(path, text));
        let kind = read.value.map(|draft| match draft.detail {
            Detail::Person(..) => FileKind::Person,
            Detail::Me(_) => FileKind::Me,
            Detail::Journal(..) => FileKind::Journal,
            Detail::Article(kind) => FileKind::Article(kind),
        });
        assert_eq!(kind, expected, "{path} {text:?}");
    }

    #[test]
    fn kinds_of_files() {
        check("people/a.md", "", Some(FileKind::Person));
        check("People/deep/er/a.md", "", Some(FileKind::Person));
        check("x/a.md", "---\ntags: [Contact]\n---\n", Some(FileKind::Person));
        check("people/a.md", "---\ntype: guide\n---\n", Some(FileKind::Article(ArticleKind::Guide)));
        check("x/a.md", "---\ntype: book\n---\n", None);
        check("x/a.md", "---\ntitle: T\n---\n", Some(FileKind::Article(ArticleKind::Guide)));
        check("x/a.md", "text", None);
        check("me.md", "text", Some(FileKind::Me));
        check("x/me.md", "text", None);
        check("journal/2026-01-01.md", "", Some(FileKind::Journal));
        check("plans/a.md", "", Some(FileKind::Article(ArticleKind::Plan)));
        check("people/t.md", "---\nname: {{title}}\n---\n", None);
        check("people/t.md", "---\nname: <% tp.file.title %>\n---\n", None);
    }
}
