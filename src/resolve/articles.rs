//! Guides, checklists, plans, notes and me: ids, titles, and where their links lead.

use std::collections::HashMap;

use super::names::{Found, Names, fold, joined};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::article::{Article, ArticleKind, Body, Heading, LinkTarget, Me, Note};
use crate::parse::Draft;
use crate::parse::draft::Detail;
use crate::source::{FileId, Sources, Span};

/// Ids of articles, and what their files are called by.
#[derive(Debug, Default)]
pub(super) struct ArticleIds {
    ids: Vec<String>,
    by_name: HashMap<String, usize>,
    by_path: HashMap<String, usize>,
}

/// Everything a link of a text may lead to.
pub(super) struct Links<'a> {
    pub(super) names: &'a Names,
    pub(super) articles: &'a ArticleIds,
}

/// Gives every article an id: its stem, or `FOLDER-STEM` where two of a kind share one.
pub(super) fn ids(articles: &[Draft], diagnostics: &mut Vec<Diagnostic>, sources: &Sources) -> ArticleIds {
    let mut given = ArticleIds::default();
    let mut taken: HashMap<(ArticleKind, String), FileId> = HashMap::new();
    for (place, draft) in articles.iter().enumerate() {
        let Detail::Article(kind) = draft.detail else { continue };
        let (folder, stem) = draft.path.rsplit_once('/').unwrap_or(("", &draft.path));
        let mut id = stem.to_owned();
        let mut number = 1;
        let first = taken.get(&(kind, fold(&id))).copied();
        while taken.contains_key(&(kind, fold(&id))) {
            let folder = folder.rsplit('/').next().unwrap_or(folder);
            id = if number == 1 { format!("{folder}-{stem}") } else { format!("{folder}-{stem}-{number}") };
            number += 1;
        }
        if let Some(first) = first {
            diagnostics.push(Diagnostic::new(Code::IdCollision, Span::top(draft.file)).with("id", &id).with("other", sources.path(first)));
        }
        taken.insert((kind, fold(&id)), draft.file);
        given.by_path.insert(fold(&draft.path), place);
        given.by_name.entry(fold(stem)).or_insert(place);
        if let Some(title) = &draft.common.title {
            given.by_name.entry(fold(title)).or_insert(place);
        }
        given.ids.push(id);
    }
    given
}

impl Links<'_> {
    fn target(&self, written: &str, from: &str) -> Option<LinkTarget> {
        if let Found::One(person) = self.names.find(written, from) {
            return Some(LinkTarget::Contact(person));
        }
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let by_path = |path: Option<String>| path.and_then(|path| self.articles.by_path.get(&fold(&path)));
        let place =
            self.articles.by_name.get(&fold(written)).or_else(|| by_path(joined("", written))).or_else(|| by_path(joined(folder, written)));
        place.map(|place| LinkTarget::Article(*place))
    }
}

/// A file's text with its links looked up.
pub(super) fn body(at: Span, headings: Vec<Heading>, targets: &[String], links: &Links<'_>, from: &str) -> Body {
    let found = targets.iter().filter_map(|written| links.target(written, from).map(|target| (written.clone(), target)));
    Body { at: (at.end > at.start).then_some(at), headings, sections: Vec::new(), links: found.collect() }
}

/// Builds the articles, in the order of their files.
pub(super) fn articles(drafts: Vec<Draft>, given: &ArticleIds, links: &Links<'_>) -> Vec<Article> {
    let mut articles = Vec::with_capacity(drafts.len());
    for (draft, id) in drafts.into_iter().zip(&given.ids) {
        let Detail::Article(kind) = draft.detail else { continue };
        let stem = draft.path.rsplit('/').next().unwrap_or(&draft.path);
        let first = draft.headings.first().filter(|heading| heading.level == 1).map(|heading| heading.text.clone());
        articles.push(Article {
            id: id.clone(),
            kind,
            file: draft.file,
            title: draft.common.title.or(first).unwrap_or_else(|| stem.to_owned()),
            description: draft.common.description,
            publish_date: draft.common.publish_date,
            tags: draft.common.tags,
            tasks: draft.tasks,
            body: body(draft.body, draft.headings, &draft.links, links, &draft.path),
        });
    }
    articles
}

/// Builds the notes, in the order of their files.
pub(super) fn notes(drafts: Vec<Draft>, links: &Links<'_>) -> Vec<Note> {
    let note = |draft: Draft| {
        let on = match &draft.detail {
            Detail::Journal(day, _) => *day,
            Detail::Person(..) | Detail::Me(_) | Detail::Article(_) => None,
        };
        let body = body(draft.body, draft.headings, &draft.links, links, &draft.path);
        Note { file: draft.file, on, title: draft.common.title, tasks: draft.tasks, body }
    };
    drafts.into_iter().map(note).collect()
}

/// Builds me from the first file that is me.
pub(super) fn me(drafts: Vec<Draft>, links: &Links<'_>) -> Me {
    let Some(draft) = drafts.into_iter().next() else { return Me::default() };
    let body = body(draft.body, draft.headings, &draft.links, links, &draft.path);
    match draft.detail {
        Detail::Me(me) => Me { body, tasks: draft.tasks, file: Some(draft.file), ..*me },
        Detail::Person(..) | Detail::Journal(..) | Detail::Article(_) => Me::default(),
    }
}
